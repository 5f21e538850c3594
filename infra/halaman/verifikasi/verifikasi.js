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

const Halaman = (() => {
  const BULAN = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November " +
    "Desember").split(" ");
  const VONIS = {
    sah: ["baik", "Keterangan ini asli", "Ditandatangani oleh kantor dan tidak diubah."],
    diubah: ["buruk", "Isi keterangan ini telah diubah",
      "Tanda tangan kantor tidak cocok dengan isinya. Jangan percayai surat ini. " +
      "Tanyakan kepada kantor yang disebut di surat."],
    kunci_tidak_dikenal: ["buruk", "Kunci tidak dikenal",
      "Keterangan ini tidak ditandatangani dengan kunci kantor ini. Surat ini bukan dari kantor " +
      "ini, atau halaman yang Anda simpan sudah terlalu lama. Buka alamat resminya lalu coba lagi."],
    kunci_ditarik: ["buruk", "Kunci sudah ditarik",
      "Surat ini bertanggal setelah kuncinya tidak lagi dipakai kantor. Jangan percayai surat ini. " +
      "Tanyakan kepada kantor yang disebut di surat."],
    tidak_lengkap: ["buruk", "QR tidak lengkap",
      "Isi kode QR tidak terbaca seluruhnya atau rusak. Pindai sekali lagi dengan cahaya yang " +
      "cukup, atau salin seluruh isinya. Bila tetap begini, tanyakan kepada kantor."],
    tanpa_kunci: ["ragu", "Belum dapat diperiksa",
      "Kunci kantor belum terpasang di halaman ini. Muat ulang halaman, atau hubungi kantor."],
    tanpa_alat: ["ragu", "Belum dapat diperiksa",
      "Peramban ini tidak dapat memeriksa tanda tangan. Gunakan peramban yang lebih baru, dan " +
      "buka halaman ini lewat https."],
  };
  const STATUS = {
    berlaku: [null, "Berlaku", "Menurut daftar kantor saat ini."],
    dicabut: ["Surat ini asli, tetapi sudah dicabut", "Dicabut",
      "Kantor telah mencabut surat ini. Surat ini tidak berlaku lagi."],
    kedaluwarsa: ["Surat ini asli, tetapi masa berlakunya sudah habis", "Kedaluwarsa",
      "Surat ini tidak berlaku lagi."],
    batal: ["Surat ini asli, tetapi sudah dibatalkan", "Batal",
      "Kantor telah membatalkan nomor surat ini. Surat ini tidak berlaku."],
    tidak_tercatat: ["Tanda tangannya cocok, tetapi suratnya tidak tercatat", "Tidak tercatat",
      "Kantor tidak menemukan surat ini di daftarnya. Tanyakan kepada kantor."],
  };
  const el = (id) => document.getElementById(id);
  let urutan = 0;
  let surat = null;
  let catatan = null;
  let berkas = null;

  function tanggal(iso) {
    const [tahun, bulan, hari] = iso.split("-").map(Number);
    return `${hari} ${BULAN[bulan - 1] || bulan} ${tahun}`;
  }

  function hariIni() {
    const kini = new Date();
    const dua = (angka) => String(angka).padStart(2, "0");
    return `${kini.getFullYear()}-${dua(kini.getMonth() + 1)}-${dua(kini.getDate())}`;
  }

  function vonis([kelas, judul, sebab]) {
    el("pengantar").hidden = true;
    el("hasil").hidden = false;
    el("kotak-vonis").className = `vonis ${kelas}`;
    el("vonis").textContent = judul;
    el("sebab").textContent = sebab;
  }

  function tulisStatus(judul, arti) {
    el("status").textContent = judul;
    el("arti").textContent = arti;
  }

  // Nomor yang panjang berganti baris setelah garis miring.
  function bagianNomor(nomor) {
    const bagian = nomor.split("/");
    const garis = () => ["/", document.createElement("wbr")];
    return bagian.flatMap((teks, i) => (i ? garis() : []).concat(teks));
  }

  function tampilkanSurat({ isi, kunci }) {
    for (const nama of ["pemegang", "jenis"]) el(nama).textContent = isi[nama];
    el("nomor").replaceChildren(...bagianNomor(isi.nomor));
    el("tanggal").textContent = tanggal(isi.tanggal);
    el("sampai").textContent = isi.berlakuSampai ? tanggal(isi.berlakuSampai) : "Tidak dibatasi";
    el("uji").hidden = !kunci.uji;
    const kini = new Date();
    el("waktu").textContent = `Diperiksa pada ${tanggal(hariIni())} pukul ` +
      `${kini.toTimeString().slice(0, 5).replace(":", ".")} menurut jam perangkat ini.`;
  }

  function tampilkanTanpaStatus(isi) {
    const habis = isi.berlakuSampai && isi.berlakuSampai < hariIni();
    if (habis) vonis(["ragu", STATUS.kedaluwarsa[0], "Menurut tanggal di perangkat ini."]);
    tulisStatus(
      habis ? "Kedaluwarsa menurut tanggal di perangkat ini" : "Belum dapat diperiksa",
      "Halaman ini sedang tidak terhubung dengan kantor. Keterangan di atas asli, tetapi belum " +
        "diketahui apakah surat ini kemudian dicabut. Periksa lagi saat terhubung, atau " +
        "tanyakan kepada kantor.",
    );
    el("ulang").hidden = !location.protocol.startsWith("http");
  }

  function tampilkanStatus(isi) {
    const [judul, status, arti] = STATUS[catatan.keadaan];
    if (judul) vonis(["ragu", judul, VONIS.sah[2]]);
    tulisStatus(catatan.dicabut ? `${status} sejak ${tanggal(catatan.dicabut)}` : status, arti);
    if (catatan.berlaku_sampai && catatan.berlaku_sampai !== isi.berlakuSampai) {
      el("sampai").textContent = `${tanggal(catatan.berlaku_sampai)} (menurut daftar kantor)`;
    }
  }

  async function periksaStatus() {
    const { isi } = surat;
    const giliran = urutan;
    el("ulang").hidden = true;
    tulisStatus("Sedang ditanyakan kepada kantor…", "");
    const jawab = await Verifikasi.tanyaKantor(isi.sidik);
    if (giliran !== urutan) return;
    catatan = jawab && STATUS[jawab.keadaan] ? jawab : null;
    if (catatan) tampilkanStatus(isi);
    else tampilkanTanpaStatus(isi);
    tampilkanBerkas();
  }

  function hasilBerkas(kelas, teks) {
    el("hasil-berkas").className = `hasil-berkas ${kelas}`;
    el("hasil-berkas").textContent = teks;
  }

  function tampilkanBerkas() {
    if (!berkas || !surat) return;
    const terdaftar = catatan && catatan.berkas_sha256;
    if (!terdaftar) {
      hasilBerkas("ragu", `Berkas “${berkas.nama}” belum dapat dibandingkan, karena daftar ` +
        `kantor tidak dapat ditanya. Sidik berkas (SHA-256): ${berkas.sidik}`);
    } else if (terdaftar === berkas.sidik) {
      hasilBerkas("baik", `Berkas “${berkas.nama}” sama persis dengan yang disimpan kantor.`);
    } else {
      hasilBerkas("buruk", `Berkas “${berkas.nama}” berbeda dari yang disimpan kantor. Berkas ini ` +
        "mungkin hasil pindai atau simpan ulang, mungkin juga telah diubah. Pegang keterangan di " +
        "atas, bukan isi berkas ini.");
    }
  }

  async function periksaBerkas(pilihan) {
    if (!pilihan) return;
    berkas = null;
    hasilBerkas("", "Berkas sedang dihitung…");
    try {
      berkas = { nama: pilihan.name, sidik: await Verifikasi.sidikBerkas(pilihan) };
    } catch (_) {
      hasilBerkas("ragu", `Berkas “${pilihan.name}” tidak dapat dibaca.`);
    }
    tampilkanBerkas();
  }

  async function periksa(teks) {
    const giliran = ++urutan;
    const kunci = (window.KUNCI_VERIFIKASI || {}).kunci || [];
    surat = catatan = null;
    let nilai;
    if (!window.crypto || !crypto.subtle) nilai = { hasil: "tanpa_alat" };
    else if (!kunci.length) nilai = { hasil: "tanpa_kunci" };
    else nilai = await Verifikasi.periksa(teks, kunci);
    if (giliran !== urutan) return;
    const sah = nilai.hasil === "sah";
    el("rincian").hidden = el("bagian-berkas").hidden = !sah;
    el("uji").hidden = true;
    vonis(VONIS[nilai.hasil]);
    if (!sah) return;
    surat = nilai;
    tampilkanSurat(nilai);
    await periksaStatus();
  }

  function dariAlamat() {
    const teks = location.hash.slice(1);
    if (teks) periksa(teks);
  }

  function pasangTempatTaruh() {
    const kotak = el("taruh");
    const nyala = (ya) => (peristiwa) => {
      peristiwa.preventDefault();
      kotak.classList.toggle("di-atas", ya);
    };
    kotak.addEventListener("dragover", nyala(true));
    kotak.addEventListener("dragleave", nyala(false));
    kotak.addEventListener("drop", (peristiwa) => {
      nyala(false)(peristiwa);
      periksaBerkas(peristiwa.dataTransfer.files[0]);
    });
  }

  function mulai() {
    const { kantor } = window.KUNCI_VERIFIKASI || {};
    if (kantor) el("kantor").textContent = kantor;
    el("formulir").addEventListener("submit", async (peristiwa) => {
      peristiwa.preventDefault();
      await periksa(el("isi").value);
      el("vonis").focus();
    });
    el("berkas").addEventListener("change", () => periksaBerkas(el("berkas").files[0]));
    el("ulang").addEventListener("click", periksaStatus);
    pasangTempatTaruh();
    window.addEventListener("hashchange", dariAlamat);
    dariAlamat();
  }

  return { mulai };
})();

document.addEventListener("DOMContentLoaded", Halaman.mulai);
