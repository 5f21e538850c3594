// Isi tumpukan: langkah terbuka saya yang meminta sebuah draf diteliti, dan permohonannya masing-masing.
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { Kasus } from "./kasus.js";
import { kunciTugas } from "./petugas_antrean.js";

const HALAMAN_TERBANYAK = 4; // dari tiap antrean; sisanya menyusul setelah yang ini selesai
const UMUR = 15_000; // milidetik

/** Aksi yang meminta draf diteliti pada kunjungan ini. */
export const aksiDraf = (kunjungan) => kunjungan?.aksi_tersedia?.find(({ sha256 }) => sha256);

/** Satu draf dalam tumpukan; `hasil`: "" selama menunggu. */
export class Butir {
  #muatan = null;
  kasus = null;
  galat = null;
  hasil = "";
  dilewati = false;

  constructor(tugas) {
    this.tugas = tugas;
    this.kunci = kunciTugas(tugas);
  }

  /** Baca permohonannya, sekali. Kegagalannya menjadi `galat`. */
  muat() {
    this.#muatan ??= this.#baca();
    return this.#muatan;
  }

  /** Yang diambil lebih dahulu mungkin sudah lama: baca lagi tanpa menunggu. */
  segarkan() {
    if (this.kasus && Date.now() - this.kasus.dibaca > UMUR) this.kasus.segarkan();
  }

  async #baca() {
    this.galat = null;
    try {
      const kasus = new Kasus(this.tugas.nomor);
      await kasus.muat();
      kasus.berhenti(); // disegarkan ketika dilihat, bukan terus-menerus
      this.kasus = kasus;
    } catch (sebab) {
      this.galat = sebagaiGalat(sebab);
      this.#muatan = null; // boleh dicoba lagi
    }
  }

  /** Kunjungan yang terbuka bagi saya, juga bila langkahnya kembali; undefined bila sudah dikerjakan. */
  get kunjungan() {
    return this.kasus?.terbuka.findLast(({ kode }) => kode === this.tugas.kode);
  }
}

/** Tugas-tugas pelaksana ini, yang paling mendesak dahulu. Melempar Galat. */
async function antrean(pelaksana) {
  const hasil = [];
  let lanjut = "";
  for (let ke = 0; ke < HALAMAN_TERBANYAK; ke += 1) {
    const tanya = new URLSearchParams({ pelaksana, ...(lanjut ? { lanjut } : {}) });
    const satu = await minta("GET", `/antrean?${tanya}`);
    hasil.push(...satu.antrean);
    lanjut = satu.lanjut;
    if (!lanjut) break;
  }
  return hasil;
}

/** {butir, dipegang}: draf yang menunggu saya, dan berapa yang sedang dipegang rekan. */
export async function bacaTumpukan(daftarPelaksana) {
  const semua = (await Promise.all(daftarPelaksana.map(antrean))).flat().filter(({ langkah }) => langkah.draf);
  const bebas = semua.filter(({ pemegang, saya }) => saya || !pemegang).toSorted((a, b) => Date.parse(a.batas_waktu) - Date.parse(b.batas_waktu));
  return { butir: bebas.map((tugas) => new Butir(tugas)), dipegang: semua.length - bebas.length };
}
