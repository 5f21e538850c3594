// Menyusun surat pada sebuah aksi: pratinjau selagi mengetik, versi, atau surat sendiri.
import { html, nothing } from "lit-html";
import { ditanya, kosong } from "./bidang.js";
import { gaya } from "./gaya.js";
import { kartuBerkas } from "./langkah_berkas.js";
import { unggahan } from "./permohonan_kirim.js";
import { jadwalkan, keadaan, muatVersi, pakai, pastiSalah, sidik, simpan, simpanTombol, suratSendiri, suratnya } from "./petugas_susun_versi.js";
import { daftarVersi } from "./petugas_versi.js";
import { fokuskan } from "./tampil.js";

await gaya(import.meta.resolve("../petugas_surat.css"));

const JEDA = 1000; // milidetik sejak ketikan terakhir
const ditanyakan = (p) => ditanya(suratnya(p), p.nilai);

export const milik = (p) => suratnya(p).map(({ kode }) => kode);

const PENA = "Surat ini ditandatangani dengan pena: simpan versinya, buka dan cetak, lalu unggah pindaian yang sudah ditandatangani. Surat yang Anda susun sendiri juga boleh diunggah di sini.";

export const bagian = (p) => ditanyakan(p).map((satu) => bagianSurat(p, satu));

/** Suratnya, lalu yang dapat dilakukan dengannya; di layar lebar berdampingan dengan isian. */
function bagianSurat(p, surat) {
  const { kode } = surat;
  const k = keadaan(p, kode);
  const id = `surat-${p.kunci}-${kode}`;
  const sendiri = suratSendiri(p, kode);
  const lagi = () => {
    Object.assign(k, { diminta: null, galat: "" });
    jadwalkan(p, kode, k, 0);
  };
  if (k.versi === null) muatVersi(p, kode, k);
  queueMicrotask(() => jadwalkan(p, kode, k, k.diminta === null ? 0 : JEDA));
  return html`<section class="susun" aria-labelledby=${id}>
    <h3 id=${id} tabindex="-1">${surat.nama}</h3>
    <p class="redup" role="status">${keterangan(p, k, sendiri)}</p>
    <p class="galat" role="alert">${k.galat}</p>
    ${k.galat && !pastiSalah(p).length ? html`<p><button type="button" class="tautan" @click=${lagi}>Susun pratinjau lagi</button></p>` : nothing}
    ${sendiri ? nothing : html`<div class="pratinjau" aria-busy=${String(k.sedang === "pratinjau")}>${k.lembar.tampilan(lagi)}</div>`}
  </section>
  <div class="susun-versi">
    ${bakuKantor(p)}
    ${tombolSimpan(p, surat, k, sendiri)}
    ${daftarVersi(p.kasus, k.versi, k, { nama: new Map(p.aksi.isian.map((satu) => [satu.kode, satu.nama])), pakai: pakai(p, kode, k), gambar: () => p.gambar() })}
    ${surat.unggah ? kartuSendiri(p, surat, k, sendiri) : nothing}
  </div>`;
}

function tombolSimpan(p, surat, k, sendiri) {
  const kata = k.sedang === "simpan" ? "Menyimpan…" : sendiri ? "Susun lagi di sini" : "Simpan versi";
  return html`<p class="aksi"><button type="button" class="kedua" aria-disabled=${String(k.sedang === "simpan")} @click=${() => simpanTombol(p, surat.kode, k)}>${kata}<span class="tersembunyi"> ${surat.nama}</span></button></p>`;
}

function keterangan(p, k, sendiri) {
  if (sendiri) return "Surat yang Anda unggah yang dipakai; pratinjau tidak diperlukan.";
  if (k.sedang === "pratinjau") return "Menyusun pratinjau…";
  if (k.kabar && sidik(p) === k.tersimpan) return k.kabar;
  if (pastiSalah(p).length) return "Pratinjau diperbarui setelah isian yang ditandai diperbaiki.";
  return k.tersimpan && sidik(p) !== k.tersimpan ? "Isian berubah sejak versi terakhir; versi baru disimpan sendiri ketika dikirim." : k.kabar || "Pratinjau mengikuti isian. Versinya disimpan sendiri ketika dikirim.";
}

function bakuKantor(p) {
  const kosongan = ditanya(p.aksi.isian, p.nilai).filter((satu) => !satu.wajib && kosong(p.nilai[satu.kode]));
  return kosongan.length ? html`<p class="bantuan">Isian tidak wajib yang dikosongkan memakai teks baku kantor bila ada; pratinjau menunjukkannya.</p>` : nothing;
}

/** Hanya yang diunggah: versi yang disusun di sini punya daftarnya sendiri. */
const tempat = (p) => {
  const dasar = unggahan(p.kasus, p.kunjungan.dibuka);
  const hanya = (satu) => (satu?.asal === "unggahan" ? satu : undefined);
  return { ...dasar, berkas: (kode) => hanya(dasar.berkas(kode)) };
};

function kartuSendiri(p, surat, k, sendiri) {
  const pena = surat.cara === "pena";
  const kartu = html`${pena ? html`<p>${PENA}</p>` : nothing}
    <ul class="daftar-berkas">${kartuBerkas(tempat(p), { ...surat, nama: pena ? `Pindaian ${surat.nama}` : surat.nama }, () => p.gambar(), { tingkat: 4 })}</ul>`;
  if (pena || sendiri || k.sendiri) return kartu;
  const buka = () => {
    k.sendiri = true;
    p.gambar();
    fokuskan(`berkas-${surat.kode}`);
  };
  return html`<p><button type="button" class="tautan" @click=${buka}>Unggah surat sendiri<span class="tersembunyi"> sebagai ${surat.nama}</span></button></p>`;
}

// ------------------------------------------------------------------------------ untuk pengiriman

/** Yang ditandatangani dengan pena baru selesai setelah kembali sebagai pindaian. */
export const salah = (p) => ditanyakan(p)
  .filter(({ kode, cara, wajib, unggah }) => cara === "pena" && wajib && unggah && !suratSendiri(p, kode))
  .map(({ kode, nama }) => ({ id: `berkas-${kode}`, pesan: `Unggah pindaian ${nama} yang sudah ditandatangani.` }));
export const badan = () => ({});

/** Versi terbaru harus memuat isian yang dikirim; API memberi versi yang sama untuk isian yang sama. */
export async function siapkan(p) {
  for (const { kode } of ditanyakan(p)) {
    const k = keadaan(p, kode);
    clearTimeout(k.jam);
    if (!suratSendiri(p, kode) && sidik(p) !== k.tersimpan) await simpan(p, kode, k);
  }
}

/** Lepaskan pratinjaunya; panel yang dibuka lagi menyusunnya lagi. */
export function tutup(p) {
  for (const k of p.data.surat?.values() ?? []) {
    clearTimeout(k.jam);
    k.lembar.tutup();
    k.diminta = null;
  }
}
