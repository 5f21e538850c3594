// Sesi orang yang masuk: token, penyegarannya, dan akhirnya.
//
// Pemohon disimpan di localStorage, bukan sessionStorage: HP murah menutup tab ketika kamera dibuka,
// dan orang bekerja di dua tab. Yang melindunginya: CSP tanpa skrip dari luar, token 15 menit,
// penyegar 12 jam yang dicabut ketika keluar. Di perangkat bersama orang memilih sessionStorage;
// petugas (<html data-sesi="petugas">) selalu di sana, sebab komputer loket dipakai bergantian.
import { Galat, LURING } from "./galat.js";

const JENIS = document.documentElement.dataset.sesi ?? "pemohon";
const KUNCI = { pemohon: "sesi", petugas: "sesi-petugas" }[JENIS];
const SISA = 60_000; // milidetik sebelum habis, ketika token disegarkan
let penyegaran = null;

// Baru diperlukan setelah 15 menit atau ketika keluar: tidak ikut kunjungan pertama.
const cognito = () => import("./cognito.js").catch(() => { throw LURING(); });

function gudang() {
  return sessionStorage.getItem(KUNCI) ? sessionStorage : localStorage;
}

function baca() {
  try {
    return JSON.parse(gudang().getItem(KUNCI));
  } catch {
    return null;
  }
}

function klaim(token) {
  const isi = token.split(".")[1].replace(/-/g, "+").replace(/_/g, "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(isi), (huruf) => huruf.charCodeAt(0))));
}

// Umur token dihitung sejak diterima: jam perangkat sering salah.
function susun({ token, penyegar }, lama) {
  const { exp, iat, sub, auth_time: masuk = iat } = klaim(token);
  return {
    id: sub,
    token,
    penyegar: penyegar ?? lama?.penyegar,
    sampai: Date.now() + (exp - iat) * 1000,
    masuk: lama?.masuk ?? Date.now() - (iat - masuk) * 1000,
  };
}

/** Mulai sesi dari {token, penyegar}; di perangkat bersama ia berakhir bersama tabnya. */
export function mulai(kunci, { bersama }) {
  akhiri();
  const tempat = bersama ? sessionStorage : localStorage;
  tempat.setItem(KUNCI, JSON.stringify(susun(kunci)));
}

/** Id orang yang masuk, atau null. Belum tentu sesinya masih berlaku di server. */
export function siapa() {
  return baca()?.id ?? null;
}

/** Kapan orang ini benar-benar masuk (milidetik), bukan kapan tokennya disegarkan. */
export function masukPada() {
  return baca()?.masuk ?? 0;
}

/** Yang dikatakan token tentang orang ini: {nama, pelaksana}, sebelum server ditanya. */
export function menurutToken() {
  const sesi = baca();
  const isi = sesi ? klaim(sesi.token) : {};
  return { nama: isi.name ?? "", pelaksana: isi["cognito:groups"] ?? [] };
}

/** Token yang masih berlaku; Galat jenis "sesi" bila orang harus masuk lagi. */
export async function token({ baru = false } = {}) {
  const sesi = baca();
  if (!sesi) throw berakhir();
  if (!baru && sesi.sampai - Date.now() > SISA) return sesi.token;
  penyegaran ??= segarkanSesi(sesi).finally(() => { penyegaran = null; });
  return penyegaran;
}

async function segarkanSesi(sesi) {
  try {
    const { segarkan } = await cognito();
    const hasil = susun(await segarkan(sesi.penyegar, JENIS), sesi);
    if (baca()?.id === sesi.id) gudang().setItem(KUNCI, JSON.stringify(hasil));
    return hasil.token;
  } catch (galat) {
    if (galat.sementara) throw galat;
    if (baca()?.penyegar === sesi.penyegar) akhiri();
    throw berakhir();
  }
}

/** Galat yang meminta orang masuk lagi. */
export function berakhir() {
  return new Galat("Sesi Anda sudah berakhir. Masuk lagi untuk melanjutkan; isian Anda tidak hilang.", { status: 401, jenis: "sesi" });
}

/** Lupakan token di perangkat ini; ketikan yang belum tersimpan tetap ada. */
export function akhiri() {
  sessionStorage.removeItem(KUNCI);
  localStorage.removeItem(KUNCI);
}

const SETELAH_KELUAR = { pemohon: "masuk.html#keluar", petugas: "petugas.html" }[JENIS];
const SABAR = 3000; // milidetik menunggu server ketika keluar

/**
 * Keluar: ketikan, foto, dan token di perangkat dihapus seketika, lalu penyegarnya dicabut di server.
 * Hasilnya alamat berikutnya.
 */
export async function keluar() {
  const sesi = baca();
  if (!sesi) return SETELAH_KELUAR;
  for (const kunci of Object.keys(localStorage)) {
    if (kunci.startsWith(`isian:${sesi.id}:`)) localStorage.removeItem(kunci);
  }
  akhiri();
  const batas = new Promise((lanjut) => { setTimeout(lanjut, SABAR, SETELAH_KELUAR); });
  return Promise.race([matikan(sesi).catch(() => SETELAH_KELUAR), batas]); // luring: habis sendiri paling lama 12 jam
}

async function matikan({ id, penyegar }) {
  if (JENIS === "petugas") await import("./simpanan_foto.js").then(({ hapusMilik }) => hapusMilik(id)).catch(() => {}); // tidak pernah dipakai di sini
  const { alamatKeluar, cabut } = await cognito();
  await cabut(penyegar, JENIS);
  return (JENIS === "petugas" && (await alamatKeluar())) || SETELAH_KELUAR;
}

/** Alamat halaman masuk pemohon yang kembali ke halaman ini. */
export function alamatMasuk() {
  return `masuk.html#${encodeURIComponent(location.pathname.split("/").pop() + location.hash)}`;
}
