// Sesi pemohon: token, penyegarannya, dan akhirnya.
//
// Disimpan di localStorage, bukan sessionStorage: HP murah menutup tab ketika kamera dibuka, dan
// orang bekerja di dua tab. Yang melindunginya: CSP tanpa skrip dari luar, token 15 menit, penyegar
// 12 jam yang dicabut ketika keluar. Di perangkat bersama orang memilih sessionStorage.
import { Galat, LURING } from "./galat.js";

const KUNCI = "sesi";
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
  return JSON.parse(atob(isi));
}

// Umur token dihitung sejak diterima: jam HP sering salah.
function susun(token, penyegar) {
  const { exp, iat, sub } = klaim(token.IdToken);
  return { id: sub, token: token.IdToken, penyegar, sampai: Date.now() + (exp - iat) * 1000 };
}

/** Mulai sesi dari hasil Cognito; di perangkat bersama ia berakhir bersama tabnya. */
export function mulai(token, { bersama }) {
  akhiri();
  const tempat = bersama ? sessionStorage : localStorage;
  tempat.setItem(KUNCI, JSON.stringify(susun(token, token.RefreshToken)));
}

/** Id orang yang masuk, atau null. Belum tentu sesinya masih berlaku di server. */
export function siapa() {
  return baca()?.id ?? null;
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
    const hasil = susun(await segarkan(sesi.penyegar), sesi.penyegar);
    if (baca()?.penyegar === sesi.penyegar) gudang().setItem(KUNCI, JSON.stringify(hasil));
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

/** Keluar: ketikan di perangkat dan token dihapus seketika, lalu penyegarnya dicabut di server. */
export async function keluar() {
  const sesi = baca();
  if (!sesi) return;
  for (const kunci of Object.keys(localStorage)) {
    if (kunci.startsWith(`isian:${sesi.id}:`)) localStorage.removeItem(kunci);
  }
  akhiri();
  await cognito().then(({ cabut }) => cabut(sesi.penyegar)).catch(() => {}); // luring: habis sendiri paling lama 12 jam
}

/** Alamat halaman masuk yang kembali ke halaman ini. */
export function alamatMasuk() {
  return `masuk.html#${encodeURIComponent(location.pathname.split("/").pop() + location.hash)}`;
}
