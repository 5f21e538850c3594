// Menyusun surat pada sebuah aksi: pratinjau selagi mengetik, versi, atau surat sendiri.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { ditanya, kosong, periksa } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { kartuBerkas } from "./langkah_berkas.js";
import { unggahan } from "./permohonan_kirim.js";
import { Lembar } from "./petugas_lembar.js";
import { bacaVersi, daftarVersi } from "./petugas_versi.js";
import { fokuskan, tanggalJam } from "./tampil.js";

const JEDA = 1000; // milidetik sejak ketikan terakhir

const suratnya = (p) => p.aksi.berkas.filter((satu) => satu.surat);
const ditanyakan = (p) => ditanya(suratnya(p), p.nilai);

/** Keadaan sebuah surat pada panel ini. */
function keadaan(p, kode) {
  p.data.surat ??= new Map();
  if (!p.data.surat.has(kode)) {
    p.data.surat.set(kode, { lembar: new Lembar(() => p.gambar()), jam: 0, diminta: null, sedang: "", galat: "", kabar: "", versi: null, tersimpan: null, sendiri: false });
  }
  return p.data.surat.get(kode);
}

const sidik = (p) => JSON.stringify(p.nilai);
const badanSurat = (p) => ({ setelah: p.kunjungan.setelah, aksi: p.aksi.kode, isian: p.nilai });
const jalur = (p, kode) => p.kasus.jalur(`/langkah/${p.kunjungan.kode}/surat/${kode}`);

/** Berkas terbaru jenis ini sejak langkah dibuka, yang lolos pemeriksaan. */
const terbaru = (p, kode) => p.kasus.isi.berkas
  .filter((satu) => satu.kode === kode && satu.keadaan === "diterima" && Date.parse(satu.diunggah) >= Date.parse(p.kunjungan.dibuka)).at(-1);
const suratSendiri = (p, kode) => terbaru(p, kode)?.asal === "unggahan";

export const milik = (p) => suratnya(p).map(({ kode }) => kode);

// ------------------------------------------------------------------------- pratinjau dan versi

/** Kesalahan per isian dari API menjadi milik isiannya; selebihnya kalimat. */
function tampung(p, k, sebab) {
  const galat = sebagaiGalat(sebab);
  const dikenal = new Set(p.aksi.isian.map(({ kode }) => kode));
  const milikIsian = galat.kesalahan.filter(({ isian }) => dikenal.has(isian));
  for (const { isian, pesan } of milikIsian) p.galat[isian] = pesan;
  const lain = galat.kesalahan.filter(({ isian }) => !dikenal.has(isian)).map(({ pesan }) => pesan);
  k.galat = lain.join(" ") || (milikIsian.length ? "Perbaiki dahulu isian yang ditandai; pratinjau menyusul sendiri." : galat.message);
}

function jadwalkan(p, kode, k, jeda = JEDA) {
  const isi = sidik(p);
  if (isi === k.diminta || k.sendiri) return;
  k.diminta = isi;
  clearTimeout(k.jam);
  k.jam = setTimeout(() => (tandai(p) ? p.gambar() : pratinjau(p, kode, k)), jeda);
}

/** Tandai isian yang sudah pasti salah; adakah? */
function tandai(p) {
  const salahnya = ditanya(p.aksi.isian, p.nilai).map((satu) => [satu.kode, periksa(satu, p.nilai[satu.kode])]).filter(([, kata]) => kata);
  Object.assign(p.galat, Object.fromEntries(salahnya));
  return salahnya.length > 0;
}

async function pratinjau(p, kode, k) {
  const isi = sidik(p);
  k.sedang ||= "pratinjau";
  p.gambar();
  try {
    const { url } = await minta("POST", `${jalur(p, kode)}/pratinjau`, badanSurat(p));
    if (isi === k.diminta) {
      k.galat = "";
      await k.lembar.buka(isi, `Pratinjau ${nama(p, kode)}`, () => Promise.resolve(url));
    }
  } catch (sebab) {
    if (isi === k.diminta) tampung(p, k, sebab);
  }
  if (isi === k.diminta && k.sedang === "pratinjau") k.sedang = "";
  p.gambar();
}

const nama = (p, kode) => suratnya(p).find((satu) => satu.kode === kode).nama;

async function muatVersi(p, kode, k) {
  k.versi = [];
  try {
    k.versi = await bacaVersi(p.kasus, kode);
  } catch { /* daftarnya saja yang belum tampil; menyimpan memberi daftar yang lengkap */ }
  p.gambar();
}

/** Simpan isian sekarang sebagai versi. Melempar Galat. */
async function simpan(p, kode, k) {
  const isi = sidik(p);
  const dulu = k.versi?.at(-1)?.id;
  const hasil = await minta("POST", jalur(p, kode), badanSurat(p));
  Object.assign(k, { versi: hasil.versi, tersimpan: isi, galat: "" });
  const akhir = hasil.versi.at(-1);
  k.kabar = akhir.id === dulu ? `Tidak ada yang berubah sejak versi ${akhir.versi}.` : `Versi ${akhir.versi} disimpan ${tanggalJam(akhir.pada)}.`;
}

async function simpanTombol(p, kode, k) {
  if (k.sedang === "simpan") return;
  Object.assign(k, { sedang: "simpan", galat: "", kabar: "" });
  p.gambar();
  try {
    await simpan(p, kode, k);
    k.sendiri = false;
    await p.kasus.segarkan();
  } catch (sebab) {
    tampung(p, k, sebab);
  }
  k.sedang = "";
  p.gambar();
}

function pakai(p, kode, k) {
  return (versi) => {
    for (const satu of p.aksi.isian) {
      const isi = versi.isian[satu.kode];
      p.ubah(satu.kode, Array.isArray(isi) ? isi.join("\n") : typeof isi === "number" ? String(isi) : isi ?? "");
    }
    k.kabar = `Isian versi ${versi.versi} dipakai kembali.`;
    p.gambar();
    fokuskan(`surat-${p.kunci}-${kode}`);
  };
}

// ------------------------------------------------------------------------------------ tampilan

const PENA = "Surat ini ditandatangani dengan pena: simpan versinya, buka dan cetak, lalu unggah pindaian yang sudah ditandatangani. Surat yang Anda susun sendiri juga boleh diunggah di sini.";

export const bagian = (p) => ditanyakan(p).map((satu) => bagianSurat(p, satu));

/** Suratnya, lalu yang dapat dilakukan dengannya; di layar lebar berdampingan dengan isian. */
function bagianSurat(p, surat) {
  const { kode } = surat;
  const k = keadaan(p, kode);
  const id = `surat-${p.kunci}-${kode}`;
  const sendiri = suratSendiri(p, kode);
  if (k.versi === null) muatVersi(p, kode, k);
  queueMicrotask(() => jadwalkan(p, kode, k, k.diminta === null ? 0 : JEDA));
  return html`<section class="susun" aria-labelledby=${id}>
    <h3 id=${id} tabindex="-1">${surat.nama}</h3>
    <p class="redup" role="status">${keterangan(p, k, sendiri)}</p>
    <p class="galat" role="alert">${k.galat}</p>
    ${sendiri ? nothing : html`<div class="pratinjau" aria-busy=${String(k.sedang === "pratinjau")}>${k.lembar.tampilan(() => { k.diminta = null; jadwalkan(p, kode, k, 0); })}</div>`}
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
  if (Object.keys(p.galat).length) return "Pratinjau diperbarui setelah isian yang ditandai diperbaiki.";
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

export const salah = () => [];
export const badan = () => ({});

/** Versi terbaru harus memuat isian yang dikirim; API memberi versi yang sama untuk isian yang sama. */
export async function siapkan(p) {
  for (const { kode, cara } of ditanyakan(p)) {
    const k = keadaan(p, kode);
    clearTimeout(k.jam);
    if (suratSendiri(p, kode) || sidik(p) === k.tersimpan) continue;
    if (k.sendiri && cara !== "pena" && terbaru(p, kode)?.asal === "unggahan") continue;
    await simpan(p, kode, k);
  }
}
