// Panggilan ke API dengan token yang masih berlaku, dan satu bentuk penolakan.
import { LURING, bacaJson } from "./galat.js";
import { akhiri, berakhir, token } from "./sesi.js";

const BATAS = 30_000; // API Gateway sendiri berhenti setelah 29 detik

async function kirim(cara, jalur, isi, kepala) {
  try {
    return await fetch(`api${jalur}`, {
      method: cara,
      headers: isi === undefined ? kepala : { ...kepala, "Content-Type": "application/json" },
      body: isi === undefined ? undefined : JSON.stringify(isi),
      signal: AbortSignal.timeout?.(BATAS),
    });
  } catch {
    throw LURING();
  }
}

/** Yang boleh ditanyakan siapa saja. Melempar Galat. */
export async function tanya(jalur) {
  return bacaJson(await kirim("GET", jalur));
}

/** Permintaan orang yang masuk; token yang ternyata habis disegarkan sekali. Melempar Galat. */
export async function minta(cara, jalur, isi) {
  return bacaJson(await mintaMentah(cara, jalur, isi));
}

/** Berkas yang dibuat API: jawaban yang belum dibaca. Melempar Galat. */
export async function ambil(jalur) {
  const jawaban = await mintaMentah("GET", jalur);
  return jawaban.ok ? jawaban : bacaJson(jawaban);
}

async function mintaMentah(cara, jalur, isi) {
  const jawaban = await kirim(cara, jalur, isi, { Authorization: await token() });
  if (jawaban.status !== 401) return jawaban;
  const lagi = await kirim(cara, jalur, isi, { Authorization: await token({ baru: true }) });
  if (lagi.status === 401) {
    akhiri();
    throw berakhir();
  }
  return lagi;
}
