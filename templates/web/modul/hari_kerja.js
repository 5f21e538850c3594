// Kalender kantor dari GET /kalender, dan hari-hari sebulan. Tanggal ditulis "2026-11-24".
import { tanya } from "./api.js";

const UTC = { timeZone: "UTC" };
const BULAN = new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", ...UTC });
const PANJANG = new Intl.DateTimeFormat("id-ID", { weekday: "long", day: "numeric", month: "long", year: "numeric", ...UTC });

const hari = (iso) => new Date(`${iso}T00:00:00Z`);
const iso = (waktu) => waktu.toISOString().slice(0, 10);

/** "November 2026" */
export const namaBulan = (bulan) => BULAN.format(hari(`${bulan}-01`));
/** "Selasa, 24 November 2026" */
export const namaHari = (tanggal) => PANJANG.format(hari(tanggal));
/** Benarkah ini tanggal? */
export const tanggalSah = (isi) => /^\d{4}-\d{2}-\d{2}$/.test(isi ?? "") && !Number.isNaN(hari(isi).getTime()) && iso(hari(isi)) === isi;

/** Tanggal sekian hari sesudahnya. */
export const geser = (tanggal, sekian) => iso(new Date(hari(tanggal).getTime() + sekian * 86_400_000));

/** Tanggal yang sama sekian bulan sesudahnya, atau hari terakhir bulan itu. */
export function geserBulan(tanggal, sekian) {
  const [tahun, bulan, tgl] = tanggal.split("-").map(Number);
  const akhir = new Date(Date.UTC(tahun, bulan + sekian, 0)).getUTCDate();
  return iso(new Date(Date.UTC(tahun, bulan - 1 + sekian, Math.min(tgl, akhir))));
}

/** 0 Senin … 6 Minggu. */
export const hariKe = (tanggal) => (hari(tanggal).getUTCDay() + 6) % 7;

/** Pekan-pekan sebuah bulan, Senin dahulu; hari bulan lain null. */
export function pekan(bulan) {
  const awal = `${bulan}-01`;
  const banyak = Number(geser(geserBulan(awal, 1), -1).slice(8));
  const sel = [...Array(hariKe(awal)).fill(null), ...Array.from({ length: banyak }, (_, ke) => geser(awal, ke))];
  while (sel.length % 7) sel.push(null);
  return Array.from({ length: sel.length / 7 }, (_, ke) => sel.slice(ke * 7, ke * 7 + 7));
}

let kalender = null;

/** Kalender kantor, sekali selama halaman terbuka. Melempar Galat. */
export function kalenderKantor() {
  kalender ??= tanya("/kalender").catch((sebab) => { kalender = null; throw sebab; });
  return kalender;
}

/**
 * Keadaan sebuah tanggal: {jam: [["07.30", "12.00"]], libur: nama atau "", kenal}. Sama dengan
 * chalicelib/domain/kalender.py; `kenal` salah bila hari libur tahun itu belum diketahui.
 */
export function keadaanHari({ isi, nama_libur: nama = {} }, tanggal) {
  const tahun = isi.tahun[tanggal.slice(0, 4)];
  const kenal = Boolean(tahun) || !(isi.libur_nasional || isi.jam_ramadan);
  const ramadan = isi.jam_ramadan && tahun?.ramadan.some(([awal, akhir]) => awal <= tanggal && tanggal <= akhir);
  const sepekan = ramadan ? isi.jam_ramadan : isi.jam;
  const jam = sepekan[hariKe(tanggal)];
  if (isi.hari_kerja_pengganti.includes(tanggal)) return { jam: jam.length ? jam : sepekan.find((satu) => satu.length), libur: "", kenal };
  const nasional = tahun?.libur.includes(tanggal);
  if (nasional || isi.libur.includes(tanggal)) return { jam: [], libur: (nasional && nama[tanggal]) || "Kantor tutup", kenal };
  return { jam, libur: "", kenal };
}
