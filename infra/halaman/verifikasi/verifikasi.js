// Memeriksa keterangan di dalam QR surat tanpa server: kunci publik kantor ada di kunci.js.
// Skrip biasa (bukan modul), sehingga halaman yang disimpan pun berjalan dari file://.
"use strict";

const Verifikasi = (() => {
  const TANGGAL = /^\d{4}-\d{2}-\d{2}$/;
  const utf8 = new TextDecoder("utf-8", { fatal: true });

  // Hanya satu ejaan base64url yang diterima: ejaan lain untuk byte yang sama pun sudah diubah.
  function dariBase64url(teks) {
    if (!/^[A-Za-z0-9_-]*$/.test(teks)) throw new Error("base64url");
    const biner = atob(teks.replace(/-/g, "+").replace(/_/g, "/"));
    const rapi = btoa(biner).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    if (rapi !== teks) throw new Error("base64url");
    return Uint8Array.from(biner, (huruf) => huruf.charCodeAt(0));
  }

  function keHex(byte) {
    return Array.from(new Uint8Array(byte), (b) => b.toString(16).padStart(2, "0")).join("");
  }

  function uraikan(teks) {
    const bagian = teks.replace(/\s+/g, "").split("#").pop().split(".");
    if (bagian.length !== 3) throw new Error("bagian");
    const [kepala, muatan, tanda] = bagian.map(dariBase64url);
    const { alg, kid } = baca(kepala);
    if (alg !== "ES256" || tanda.length !== 64) throw new Error("bukan ES256");
    return { ditandatangani: new TextEncoder().encode(`${bagian[0]}.${bagian[1]}`), kid, muatan, tanda };
  }

  function baca(byte) {
    return JSON.parse(utf8.decode(byte));
  }

  function keterangan(muatan) {
    const wajib = [muatan.n, muatan.p, muatan.j, muatan.t, muatan.h];
    if (!wajib.every((nilai) => typeof nilai === "string" && nilai)) throw new Error("isian");
    const tanggal = [muatan.t].concat(muatan.s === undefined ? [] : [muatan.s]);
    if (!tanggal.every((nilai) => TANGGAL.test(nilai))) throw new Error("tanggal");
    const sidik = dariBase64url(muatan.h);
    if (sidik.length !== 32) throw new Error("sidik");
    return {
      nomor: muatan.n,
      pemegang: muatan.p,
      jenis: muatan.j,
      tanggal: muatan.t,
      berlakuSampai: muatan.s || null,
      sidik: keHex(sidik),
    };
  }

  async function cocok(jwk, tanda, ditandatangani) {
    const cara = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
    const bahan = { kty: jwk.kty, crv: jwk.crv, x: jwk.x, y: jwk.y };
    const kunci = await crypto.subtle.importKey("jwk", bahan, cara, false, ["verify"]);
    return crypto.subtle.verify(cara, kunci, tanda, ditandatangani);
  }

  // hasil: "sah", "diubah", "kunci_tidak_dikenal", "kunci_ditarik", atau "tidak_lengkap".
  // Isinya baru dibaca setelah tanda tangannya terbukti cocok.
  async function periksa(teks, daftarKunci) {
    try {
      const bagian = uraikan(teks);
      const kunci = daftarKunci.find((satu) => satu.kid === bagian.kid);
      if (!kunci) return { hasil: "kunci_tidak_dikenal" };
      if (!(await cocok(kunci.jwk, bagian.tanda, bagian.ditandatangani))) return { hasil: "diubah" };
      const isi = keterangan(baca(bagian.muatan));
      if (kunci.ditarik && isi.tanggal > kunci.ditarik) return { hasil: "kunci_ditarik" };
      return { hasil: "sah", isi, kunci };
    } catch (_) {
      return { hasil: "tidak_lengkap" };
    }
  }

  async function sidikBerkas(berkas) {
    return keHex(await crypto.subtle.digest("SHA-256", await berkas.arrayBuffer()));
  }

  // null berarti kantor tidak dapat ditanya sekarang.
  async function tanyaKantor(sidik) {
    if (!location.protocol.startsWith("http")) return null;
    const batal = new AbortController();
    const waktu = setTimeout(() => batal.abort(), 8000);
    try {
      const jawab = await fetch(`/api/verifikasi/${sidik}`, {
        cache: "no-store",
        credentials: "omit",
        signal: batal.signal,
      });
      if (jawab.status === 404) return { keadaan: "tidak_tercatat" };
      return jawab.ok ? await jawab.json() : null;
    } catch (_) {
      return null;
    } finally {
      clearTimeout(waktu);
    }
  }

  return { periksa, sidikBerkas, tanyaKantor };
})();
