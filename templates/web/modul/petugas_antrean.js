// Antrean sebuah pelaksana: dibaca sehalaman demi sehalaman, disegarkan sendiri selama terlihat.
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";

const JEDA = 30_000; // milidetik di antara dua penyegaran

export const kunciTugas = (satu) => `${satu.nomor}/${satu.kode}/${satu.setelah}`;

export class Antrean extends EventTarget {
  #jam = 0;
  #bacaan = 0; // jawaban yang didahului bacaan berikutnya dibuang
  #berhenti = new AbortController();
  /** Yang sudah dimuat, paling mendesak dahulu; null sebelum ada, atau bila tidak boleh dibaca lagi. */
  daftar = null;
  lanjut = null;
  memuat = false;
  masalah = null;
  dibaca = 0;

  constructor(pelaksana) {
    super();
    this.pelaksana = pelaksana;
  }

  /**
   * Baca lagi halaman pertama; yang dimuat sesudahnya tetap, selama belum ikut bergeser. `semua`:
   * sebanyak yang sudah dimuat, setelah sesuatu di antaranya berubah. Kegagalan menjadi `masalah`.
   */
  async segarkan({ semua = false } = {}) {
    clearTimeout(this.#jam);
    this.#bacaan += 1;
    const ini = this.#bacaan;
    try {
      const baru = await this.#baca(semua ? this.daftar?.length : 0);
      if (ini !== this.#bacaan) return;
      this.#ganti(baru);
    } catch (sebab) {
      if (ini !== this.#bacaan) return;
      this.#gagal(sebab);
    }
    this.#selesai();
  }

  /** Muat halaman berikutnya. */
  async lagi() {
    if (this.memuat) return; // ketukan kedua
    this.memuat = true;
    this.dispatchEvent(new Event("berubah"));
    try {
      const { antrean, lanjut } = await this.#halaman(this.lanjut);
      const sudah = this.daftar ?? [];
      const ada = new Set(sudah.map(kunciTugas));
      Object.assign(this, { daftar: [...sudah, ...antrean.filter((satu) => !ada.has(kunciTugas(satu)))], lanjut, masalah: null });
    } catch (sebab) {
      this.#gagal(sebab);
    }
    this.memuat = false;
    this.dispatchEvent(new Event("berubah"));
  }

  /** Mulai menyegarkan sendiri; berhenti selama halaman tidak terlihat. */
  ikuti() {
    const { signal } = this.#berhenti;
    document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(this.#jam) : this.segarkan()), { signal });
    addEventListener("online", () => this.segarkan(), { signal });
    return this.segarkan();
  }

  berhenti() {
    clearTimeout(this.#jam);
    this.#berhenti.abort();
  }

  #halaman(lanjut) {
    const tanya = new URLSearchParams({ pelaksana: this.pelaksana, ...(lanjut ? { lanjut } : {}) });
    return minta("GET", `/antrean?${tanya}`);
  }

  async #baca(jumlah = 0) {
    let { antrean, lanjut } = await this.#halaman();
    while (lanjut && antrean.length < jumlah) {
      const berikut = await this.#halaman(lanjut);
      antrean = [...antrean, ...berikut.antrean];
      lanjut = berikut.lanjut;
    }
    return { antrean, lanjut };
  }

  #ganti({ antrean, lanjut }) {
    const kunci = new Set(antrean.map(kunciTugas));
    const batas = Date.parse(antrean.at(-1)?.batas_waktu);
    const sisa = lanjut && this.daftar ? this.daftar.filter((satu) => !kunci.has(kunciTugas(satu)) && Date.parse(satu.batas_waktu) >= batas) : [];
    Object.assign(this, { daftar: [...antrean, ...sisa], lanjut: sisa.length ? this.lanjut : lanjut, masalah: null, dibaca: Date.now() });
  }

  #gagal(sebab) {
    this.masalah = sebagaiGalat(sebab);
    if (this.masalah.status === 403) Object.assign(this, { daftar: null, lanjut: null }); // bukan lagi untuk dilihat orang ini
  }

  #selesai() {
    this.dispatchEvent(new Event("berubah"));
    clearTimeout(this.#jam);
    if (document.hidden || this.#berhenti.signal.aborted || this.masalah?.jenis === "sesi") return;
    this.#jam = setTimeout(() => this.segarkan(), JEDA);
  }
}
