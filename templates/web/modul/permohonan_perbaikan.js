// Berkas yang dikembalikan: tiap kekurangan dengan alasan petugas dan tempat memperbaikinya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bukaBerkas } from "./berkas.js";
import { bidang, idIsian, kurang, periksa, terbaca } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { kartuBerkas, sedangMengirim } from "./langkah_berkas.js";
import { kalimatGagal, kunciKunjungan, unggahan } from "./permohonan_kirim.js";
import { fokuskan, keIsian, ringkasanGalat, tanggal, tanggalJam } from "./tampil.js";

const LAPANGAN = "lapangan";
const semua = new Map(); // keadaan tiap kunjungan selama halaman terbuka

function keadaan(kasus, kunjungan) {
  const kunci = `${kasus.nomor}:${kunciKunjungan(kunjungan)}`;
  if (!semua.has(kunci)) semua.set(kunci, { sibuk: false, galat: {}, gagal: "", tambahan: new Map() });
  return semua.get(kunci);
}

/** Adakah di kunjungan ini yang dikembalikan untuk diperbaiki pemohon? */
export const perluDiperbaiki = (kasus, kunjungan) => kunjungan.kode_pelaksana === "pemohon" && kasus.cacat(kunjungan).length > 0;

/** Bagian perbaikan; satu tiap kunjungan, sebab dua dinas dapat meminta bersamaan. */
export function perbaikan(kasus, gambar) {
  return kasus.terbuka.filter((satu) => perluDiperbaiki(kasus, satu)).map((satu) => bagian(kasus, satu, gambar));
}

function bagian(kasus, kunjungan, gambar) {
  const k = keadaan(kasus, kunjungan);
  const kunci = awalan(kunjungan);
  const daftar = butirPerbaikan(kasus, kunjungan, k);
  const sisa = daftar.filter((satu) => !satu.selesai).length;
  return html`<form class="kartu perbaikan-kasus" novalidate aria-labelledby="judul-${kunci}" @submit=${(peristiwa) => { peristiwa.preventDefault(); kirim(kasus, kunjungan, k, gambar); }}>
    <h2 id="judul-${kunci}" tabindex="-1">Yang perlu Anda perbaiki</h2>
    <p>Perbaiki ${daftar.length === 1 ? "hal" : `${daftar.length} hal`} di bawah ini saja, lalu kirim kembali. Isian dan berkas lain tetap.</p>
    ${kunjungan.batas_waktu ? html`<p>Kirim paling lambat <strong>${tanggalJam(kunjungan.batas_waktu)}</strong>. Lewat dari itu permohonan gugur.</p>` : nothing}
    ${ringkasanGalat(daftar.filter((satu) => k.galat[satu.sasaran]).map((satu) => ({ alamat: `#${satu.id}`, pesan: k.galat[satu.sasaran], buka: keIsian(satu.id) })), `ringkasan-${kunci}`)}
    ${daftarPerbaikan(kasus, kunjungan, k, daftar, gambar)}
    ${k.gagal ? html`<p class="galat" role="alert">${k.gagal}</p>` : nothing}
    <p class="redup" role="status">${sisa ? "" : "Semua sudah diperbaiki. Tinggal dikirim."}</p>
    ${kunjungan.aksi_tersedia.map((aksi) => html`<p class="aksi"><button type="submit" id="kirim-${kunci}" aria-disabled=${String(k.sibuk)}>${k.sibuk ? "Mengirim…" : aksi.nama}</button></p>`)}
  </form>`;
}

// Dua dinas boleh mengembalikan isian atau berkas yang sama: id unsurnya memuat kunjungannya.
const awalan = (kunjungan) => `${kunjungan.kode}-${kunjungan.setelah}`;

/**
 * Yang diperbaiki: kekurangan dari petugas, lalu yang menjadi wajib karena jawaban berubah.
 * `k`: {galat, gagal, tambahan} yang hidup selama kunjungannya dilihat.
 */
export function butirPerbaikan(kasus, kunjungan, k, lapangan = "Bagaimana Anda memperbaikinya") {
  const dari = kasus.cacat(kunjungan).map((cacat) => urai(kasus, kunjungan, { ...cacat, selesai: Boolean(cacat.ditutup) }, lapangan));
  const ada = new Set(dari.map((satu) => satu.sasaran));
  const lagi = [...k.tambahan].filter(([sasaran]) => !ada.has(sasaran)).map(([sasaran, alasan]) => urai(kasus, kunjungan, { sasaran, alasan, tambahan: true }));
  return [...dari, ...lagi].filter(Boolean);
}

function urai(kasus, kunjungan, satu, lapangan) {
  const [jenis, kode] = satu.sasaran.split(":");
  if (jenis === LAPANGAN) {
    const isian = { kode: `${awalan(kunjungan)}-lapangan-${satu.no}`, nama: lapangan, jenis: "teks_panjang", wajib: true };
    return { ...satu, sasaran: `${LAPANGAN}:${satu.no}`, jenis, isian, id: idIsian(isian) };
  }
  if (jenis === "berkas") {
    const syarat = kasus.formulir.persyaratan.find((s) => s.kode === kode);
    if (!syarat) return null;
    const diterima = unggahan(kasus, satu.dibuat ?? kunjungan.dibuka).berkas(kode)?.keadaan === "diterima";
    return { ...satu, jenis, kode, syarat: { ...syarat, wajib: true }, id: `berkas-${awalan(kunjungan)}-${kode}`, selesai: satu.selesai || diterima };
  }
  const isian = kasus.formulir.isian.find((s) => s.kode === kode);
  if (!isian) return null;
  const bernama = { ...isian, kode: `${awalan(kunjungan)}-${kode}`, wajib: true };
  return { ...satu, jenis, kode, isian: bernama, id: idIsian(bernama) };
}

const alasan = (satu) => html`<p class="alasan"><strong>${satu.tambahan ? "Juga diperlukan:" : "Catatan petugas:"}</strong> ${satu.alasan}</p>`;

const ketikan = (kunjungan, satu) => `${awalan(kunjungan)}:${satu.sasaran}`;

const semula = (kasus, satu) => (satu.jenis === "isian" ? kasus.isi.data[satu.kode] : "");

const jawaban = (kasus, kunjungan, satu) => kasus.ketikan.isi(ketikan(kunjungan, satu), semula(kasus, satu));

/** Kartu tiap butir. */
export const daftarPerbaikan = (kasus, kunjungan, k, daftar, gambar) => html`<ul class="daftar-berkas">${daftar.map((satu) => tampilan(kasus, kunjungan, k, satu, gambar))}</ul>`;

function tampilan(kasus, kunjungan, k, satu, gambar) {
  if (satu.jenis === "berkas") {
    const tempat = unggahan(kasus, satu.dibuat ?? kunjungan.dibuka);
    return kartuBerkas(tempat, satu.syarat, gambar, { tingkat: 3, atas: html`${alasan(satu)}${lama(kasus, satu, k, gambar)}`, tetap: satu.selesai, awalan: `${awalan(kunjungan)}-` });
  }
  if (satu.selesai) {
    return html`<li class="berkas ada"><h3>${satu.jenis === LAPANGAN ? "Temuan di lokasi" : satu.isian.nama}</h3>${alasan(satu)}
      <p class="keadaan">✓ Sudah disimpan: ${satu.jenis === LAPANGAN ? satu.keterangan : terbaca(satu.isian, kasus.isi.data[satu.kode])}</p></li>`;
  }
  const ubah = (isi) => {
    kasus.ketikan.ubah(ketikan(kunjungan, satu), isi);
    delete k.galat[satu.sasaran];
    gambar();
  };
  return html`<li class="berkas ${satu.jenis === LAPANGAN ? "" : "berjudul"} ${k.galat[satu.sasaran] ? "salah" : ""}"><h3>${satu.jenis === LAPANGAN ? "Temuan di lokasi" : satu.isian.nama}</h3>${alasan(satu)}
    ${bidang(satu.isian, { isi: jawaban(kasus, kunjungan, satu), galat: k.galat[satu.sasaran], ubah, selesai: gambar })}</li>`;
}

/** Berkas yang dikembalikan, supaya orang melihat apa yang dimaksud petugas. */
function lama(kasus, satu, k, gambar) {
  if (satu.tambahan) return nothing;
  const berkas = kasus.isi.berkas.filter((b) => b.kode === satu.kode && b.keadaan === "diterima" && Date.parse(b.diunggah) < Date.parse(satu.dibuat)).at(-1);
  if (!berkas) return nothing;
  const buka = () => bukaBerkas(kasus.nomor, berkas.id).catch((sebab) => {
    k.gagal = sebagaiGalat(sebab).message;
    gambar();
  });
  return html`<p><button type="button" class="tautan" @click=${buka}>Lihat yang dikembalikan<span class="tersembunyi">: ${satu.syarat.nama}</span> (${tanggal(berkas.diunggah)})</button></p>`;
}

/** Yang belum benar: {sasaran: kalimat}. */
export function periksaPerbaikan(kasus, kunjungan, daftar) {
  const salah = {};
  for (const satu of daftar.filter(({ selesai }) => !selesai)) {
    const isi = satu.isian ? jawaban(kasus, kunjungan, satu) : null;
    const kalimat = satu.isian ? kurang(satu.isian, isi) || periksa(satu.isian, isi) : `Unggah ${satu.syarat.nama} lebih dahulu.`;
    if (kalimat) salah[satu.sasaran] = kalimat;
  }
  return salah;
}

async function kirim(kasus, kunjungan, k, gambar) {
  if (k.sibuk) return; // ketukan kedua
  k.gagal = sedangMengirim() ? "Tunggu sampai berkas selesai dikirim dan diperiksa." : "";
  k.galat = k.gagal ? {} : periksaPerbaikan(kasus, kunjungan, butirPerbaikan(kasus, kunjungan, k));
  if (k.gagal || Object.keys(k.galat).length) {
    gambar();
    if (!k.gagal) fokuskan(`ringkasan-${awalan(kunjungan)}`);
    return;
  }
  k.sibuk = true;
  gambar();
  try {
    await kirimPerbaikan(kasus, kunjungan, k);
    await kasus.lakukan(kunjungan, kunjungan.aksi_tersedia[0]);
    kasus.ketikan.lupakan(`${awalan(kunjungan)}:`);
    await kasus.selesai("baik", "Perbaikan Anda sudah dikirim. Petugas memeriksanya lagi.");
    fokuskan("kabar-kasus");
  } catch (sebab) {
    await ditolak(kasus, kunjungan, k, sebagaiGalat(sebab));
  }
  k.sibuk = false;
  gambar();
}

/** Kirim isian dan keterangannya. Keadaan dibaca dahulu: yang sudah sampai tidak dikirim lagi. */
export async function kirimPerbaikan(kasus, kunjungan, k) {
  await kasus.muat();
  const belum = butirPerbaikan(kasus, kunjungan, k).filter(({ selesai }) => !selesai);
  const isian = Object.fromEntries(belum.filter(({ jenis }) => jenis === "isian").map((satu) => [satu.kode, jawaban(kasus, kunjungan, satu)]));
  const masihTerbuka = kasus.terbuka.some((satu) => kunciKunjungan(satu) === kunciKunjungan(kunjungan));
  if (masihTerbuka && Object.keys(isian).length) await minta("PATCH", kasus.jalur("/isian"), isian);
  for (const satu of masihTerbuka ? belum.filter(({ jenis }) => jenis === LAPANGAN) : []) {
    await minta("POST", kasus.jalur(`/cacat/${satu.no}`), { keterangan: jawaban(kasus, kunjungan, satu) });
  }
}

/** Kesalahan dari server menjadi kesalahan butirnya; yang baru diperlukan ditambahkan. */
export function serapKesalahan(kasus, kunjungan, k, galat) {
  for (const { isian, pesan } of galat.kesalahan) {
    const sasaran = isian.includes(":") ? isian : `isian:${isian}`;
    if (!kasus.cacat(kunjungan).some((satu) => satu.sasaran === sasaran)) k.tambahan.set(sasaran, pesan);
    k.galat[sasaran] = pesan;
  }
}

async function ditolak(kasus, kunjungan, k, galat) {
  if (galat.status === 409) {
    await kasus.selesai("ragu", galat.message);
    fokuskan("kabar-kasus");
    return;
  }
  await kasus.segarkan();
  serapKesalahan(kasus, kunjungan, k, galat);
  k.gagal = galat.kesalahan.length ? "" : kalimatGagal(galat, "tombol kirim");
  fokuskan(`${galat.kesalahan.length ? "ringkasan" : "kirim"}-${awalan(kunjungan)}`);
}
