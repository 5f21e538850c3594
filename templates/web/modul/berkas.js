// Mengunggah satu berkas: tiket, kiriman ke bucket dengan kemajuannya, lalu hasil pemeriksaan.
// Sambungan yang putus dicoba lagi sendiri; tiket yang kedaluwarsa diganti.
import { minta } from "./api.js";
import { Galat } from "./galat.js";

const COBA = [1000, 2000, 4000, 8000, 15_000, 30_000];
const LIHAT = 1500; // milidetik di antara dua pertanyaan tentang hasil
const SABAR = 90_000;

const BERSAMAAN = 2; // unggahan sekaligus; selebihnya antre, supaya sambungan lambat tidak terbagi habis
const antrean = [];
let berjalan = 0;

async function giliran(apa, lapor) {
  if (berjalan >= BERSAMAAN) {
    lapor({ tahap: "antre" });
    await new Promise((lanjut) => { antrean.push(lanjut); });
  } else berjalan += 1;
  try {
    return await apa();
  } finally {
    if (antrean.length) antrean.shift()();
    else berjalan -= 1;
  }
}

const tidur = (lama) => new Promise((lanjut) => { setTimeout(lanjut, lama); });

/** Menunggu jeda, atau lebih cepat bila sambungan kembali. */
function tungguSambungan(jeda) {
  return Promise.race([
    tidur(jeda),
    new Promise((lanjut) => { addEventListener("online", lanjut, { once: true }); }),
  ]);
}

/** Kiriman ke bucket; fetch tidak melaporkan kemajuan unggahan. */
function kirim(tiket, isi, lapor) {
  return new Promise((jadi, gagal) => {
    const formulir = new FormData();
    for (const [nama, nilai] of Object.entries(tiket.fields)) formulir.append(nama, nilai);
    formulir.append("file", isi);
    const x = new XMLHttpRequest();
    x.open("POST", tiket.url);
    x.upload.onprogress = ({ loaded, total }) => lapor({ tahap: "mengirim", persen: Math.round((loaded / total) * 100) });
    x.onload = () => (x.status < 300 ? jadi() : gagal(new Galat("Unggahan tidak diterima. Coba lagi.", { status: x.status, jenis: "bucket" })));
    x.onerror = () => gagal(new Galat("Sambungan terputus.", { jenis: "luring" }));
    x.send(formulir);
  });
}

/**
 * Unggah `isi` (Blob) sebagai berkas `kode`; `lapor({tahap, persen})` dipanggil selama berjalan
 * dengan tahap "antre", "mengirim", atau "menunggu" (sambungan).
 * Hasilnya id unggahan, yang sudah ada di bucket. Melempar Galat.
 */
export function unggah(nomor, kode, isi, lapor) {
  return giliran(() => sampai(nomor, kode, isi, lapor), lapor);
}

async function sampai(nomor, kode, isi, lapor) {
  for (let ke = 0; ; ke += 1) {
    try {
      lapor({ tahap: "mengirim", persen: 0 });
      const tiket = await minta("POST", `/permohonan/${nomor}/berkas/${kode}`, { tipe: isi.type, ukuran: isi.size });
      await kirim(tiket, isi, lapor);
      return tiket.id;
    } catch (galat) {
      const bisa = galat instanceof Galat && (galat.sementara || (galat.jenis === "bucket" && galat.status === 403));
      if (!bisa || ke >= COBA.length) throw galat;
      lapor({ tahap: "menunggu" });
      await tungguSambungan(COBA[ke]);
    }
  }
}

/** Hasil pemeriksaan unggahan `id`: {keadaan, alasan, …}. `baca()` memberi kasus yang terbaru. */
export async function tungguHasil(id, baca, lapor) {
  lapor({ tahap: "memeriksa" });
  for (const batas = Date.now() + SABAR; Date.now() < batas; await tidur(LIHAT)) {
    try {
      const hasil = (await baca()).berkas.find((satu) => satu.id === id);
      if (hasil) return hasil;
    } catch (galat) {
      if (!(galat instanceof Galat && galat.sementara)) throw galat;
    }
  }
  throw new Galat("Berkas sudah terkirim, tetapi pemeriksaannya lebih lama dari biasanya. Muat ulang halaman ini beberapa menit lagi.", { status: 202 });
}

/** Jenis berkas seperti disebut orang. */
export const JENIS_BERKAS = { "application/pdf": "PDF", "image/jpeg": "Foto", "image/png": "Gambar" };

/** "340 KB" atau "1,2 MB". */
export const ukuranBerkas = (byte) => (byte < 1024 * 1024 ? `${Math.max(1, Math.round(byte / 1024))} KB` : `${(byte / 1024 / 1024).toFixed(1).replace(".", ",")} MB`);

/** Buka berkas yang sudah diperiksa di tab baru. */
export const bukaBerkas = (nomor, id) => bukaAlamat(() => minta("GET", `/permohonan/${nomor}/berkas/${id}`));

/** Buka alamat dari `tanya()` ({url}) di tab baru, yang dibuka dahulu agar tidak dicegah peramban. */
export async function bukaAlamat(tanya) {
  const tab = open("about:blank");
  try {
    const { url, ...lain } = await tanya();
    if (tab) {
      tab.opener = null;
      tab.location.replace(url);
    } else location.assign(url);
    return lain;
  } catch (galat) {
    tab?.close();
    throw galat;
  }
}
