// Pratinjau dan versi sebuah surat yang sedang disusun.
import { minta } from "./api.js";
import { ditanya, periksa } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { Lembar } from "./petugas_lembar.js";
import { bacaVersi } from "./petugas_versi.js";
import { fokuskan, tanggalJam } from "./tampil.js";

export const suratnya = (p) => p.aksi.berkas.filter((satu) => satu.surat);

/** Keadaan sebuah surat pada panel ini. */
export function keadaan(p, kode) {
  p.data.surat ??= new Map();
  if (!p.data.surat.has(kode)) {
    p.data.surat.set(kode, { lembar: new Lembar(() => p.gambar()), jam: 0, diminta: null, sedang: "", galat: "", kabar: "", versi: null, tersimpan: null, sendiri: false });
  }
  return p.data.surat.get(kode);
}

export const sidik = (p) => JSON.stringify(p.nilai);
const badanSurat = (p) => ({ setelah: p.kunjungan.setelah, aksi: p.aksi.kode, isian: p.nilai });
const jalur = (p, kode) => p.kasus.jalur(`/langkah/${p.kunjungan.kode}/surat/${kode}`);

/** Berkas terbaru jenis ini sejak langkah dibuka, yang lolos pemeriksaan. */
const terbaru = (p, kode) => p.kasus.diterima(p.kunjungan, kode).at(-1);
export const suratSendiri = (p, kode) => terbaru(p, kode)?.asal === "unggahan";

/** Kesalahan per isian dari API menjadi milik isiannya; selebihnya kalimat. */
function tampung(p, k, sebab) {
  const galat = sebagaiGalat(sebab);
  const dikenal = new Set(p.aksi.isian.map(({ kode }) => kode));
  const milikIsian = galat.kesalahan.filter(({ isian }) => dikenal.has(isian));
  for (const { isian, pesan } of milikIsian) p.galat[isian] = pesan;
  const lain = galat.kesalahan.filter(({ isian }) => !dikenal.has(isian)).map(({ pesan }) => pesan);
  k.galat = lain.join(" ") || (milikIsian.length ? "Perbaiki dahulu isian yang ditandai; pratinjau menyusul sendiri." : galat.message);
}

/** Pratinjau menyusul setelah orang berhenti mengetik, bila ada yang berubah. */
export function jadwalkan(p, kode, k, jeda) {
  const isi = sidik(p);
  if (isi === k.diminta || k.sendiri) return;
  k.diminta = isi;
  clearTimeout(k.jam);
  k.jam = setTimeout(() => {
    const salah = pastiSalah(p);
    if (!salah.length) return pratinjau(p, kode, k);
    Object.assign(p.galat, Object.fromEntries(salah));
    return p.gambar();
  }, jeda);
}

/** [kode, kalimat] isian yang sudah pasti salah. */
export const pastiSalah = (p) => ditanya(p.aksi.isian, p.nilai).map((satu) => [satu.kode, periksa(satu, p.nilai[satu.kode])]).filter(([, kata]) => kata);

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

export async function muatVersi(p, kode, k) {
  k.versi = [];
  try {
    k.versi = await bacaVersi(p.kasus, kode);
    const akhir = k.versi.at(-1);
    if (akhir && akhir.id === terbaru(p, kode)?.id && sama(p, akhir)) k.tersimpan = sidik(p);
  } catch { /* daftarnya saja yang belum tampil; menyimpan memberi daftar yang lengkap */ }
  p.gambar();
}

/** Nilai seperti diketik: sebuah daftar satu butir satu baris. */
const seperti = (isi) => (Array.isArray(isi) ? isi.join("\n") : typeof isi === "number" ? String(isi) : isi ?? "");
const rapi = (isi) => (typeof isi === "string" ? isi.split("\n").map((baris) => baris.trim()).filter(Boolean).join("\n") : isi);

/** Isian sekarang sama dengan versi ini? Server tetap yang memutuskan. */
const sama = (p, versi) => p.aksi.isian.every(({ kode }) => rapi(seperti(versi.isian[kode])) === rapi(seperti(p.nilai[kode])));

/** Simpan isian sekarang sebagai versi. Melempar Galat. */
export async function simpan(p, kode, k) {
  const isi = sidik(p);
  const dulu = k.versi?.at(-1)?.id;
  const hasil = await minta("POST", jalur(p, kode), badanSurat(p));
  Object.assign(k, { versi: hasil.versi, tersimpan: isi, galat: "" });
  const akhir = hasil.versi.at(-1);
  k.kabar = akhir.id === dulu ? `Tidak ada yang berubah sejak versi ${akhir.versi}.` : `Versi ${akhir.versi} disimpan ${tanggalJam(akhir.pada)}.`;
}

export async function simpanTombol(p, kode, k) {
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

/** Mengembalikan isian ke sebuah versi. */
export function pakai(p, kode, k) {
  return (versi) => {
    for (const satu of p.aksi.isian) p.ubah(satu.kode, seperti(versi.isian[satu.kode]));
    k.kabar = `Isian versi ${versi.versi} dipakai kembali.`;
    p.gambar();
    fokuskan(`surat-${p.kunci}-${kode}`);
  };
}
