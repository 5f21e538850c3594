// Perbaikan berkas yang dikembalikan, dicatat petugas bagi pemohon yang datang ke loket.
// Identitas yang dilihatnya ditanyakan petugas_identitas.js.
import { html, nothing } from "lit-html";
import { butirPerbaikan, daftarPerbaikan, kirimPerbaikan, periksaPerbaikan, serapKesalahan } from "./permohonan_perbaikan.js";
import { tanggalJam } from "./tampil.js";

const keadaan = (p) => { p.data.perbaikan ??= { galat: {}, gagal: "", tambahan: new Map() }; return p.data.perbaikan; };
const butir = (p) => butirPerbaikan(p.kasus, p.kunjungan, keadaan(p), "Bagaimana pemohon memperbaikinya");

export const milik = () => [];

/** Digambar di atas isian yang lain. */
export const dahulu = true;

export function bagian(p) {
  const k = keadaan(p);
  const daftar = butir(p);
  return html`<p>Bila pemohon datang membawa perbaikannya, catat ${daftar.length === 1 ? "hal" : `${daftar.length} hal`} di bawah ini untuknya. Ia juga dapat memperbaikinya sendiri lewat akunnya.</p>
    ${p.kunjungan.batas_waktu ? html`<p>Paling lambat <strong>${tanggalJam(p.kunjungan.batas_waktu)}</strong>; lewat dari itu permohonan gugur.</p>` : nothing}
    ${daftarPerbaikan(p.kasus, p.kunjungan, k, daftar, p.gambar)}
    ${k.gagal ? html`<p class="galat" role="alert">${k.gagal}</p>` : nothing}`;
}

export function salah(p) {
  const k = keadaan(p);
  const daftar = butir(p);
  Object.assign(k, { galat: periksaPerbaikan(p.kasus, p.kunjungan, daftar), gagal: "" });
  return daftar.filter(({ sasaran }) => k.galat[sasaran]).map(({ id, sasaran }) => ({ id, pesan: k.galat[sasaran] }));
}

export const siapkan = (p) => kirimPerbaikan(p.kasus, p.kunjungan, keadaan(p));

/** Jawaban yang berubah dapat membuat hal lain menjadi wajib: ditambahkan sebagai butir. */
export const ditolak = (p, galat) => serapKesalahan(p.kasus, p.kunjungan, keadaan(p), galat);
