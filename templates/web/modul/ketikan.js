// Ketikan yang belum dikirim, per permohonan: bertahan bila sambungan putus, tab tertutup, atau
// sesi habis. Kuncinya sama awalannya dengan draf, sehingga ikut terhapus ketika orang keluar.
import { siapa } from "./sesi.js";

export class Ketikan {
  #awalan;
  #isi = new Map();

  constructor(nomor) {
    this.#awalan = `isian:${siapa()}:${nomor}:`;
    for (const kunci of Object.keys(localStorage)) {
      if (kunci.startsWith(this.#awalan)) this.#isi.set(kunci.slice(this.#awalan.length), JSON.parse(localStorage.getItem(kunci)));
    }
  }

  /** Yang diketik, atau `semula` bila belum disentuh. */
  isi(kunci, semula) {
    return this.#isi.has(kunci) ? this.#isi.get(kunci) : semula;
  }

  /** Semua [kunci, isi] yang kuncinya berawalan ini. */
  berawalan(awal) {
    return [...this.#isi].filter(([kunci]) => kunci.startsWith(awal));
  }

  ubah(kunci, isi) {
    this.#isi.set(kunci, isi);
    try {
      localStorage.setItem(this.#awalan + kunci, JSON.stringify(isi));
    } catch { /* penyimpanan penuh atau dimatikan: tetap ada selama halaman terbuka */ }
  }

  /** Sudah terkirim: lupakan semua yang berawalan ini. */
  lupakan(awal) {
    for (const kunci of [...this.#isi.keys()].filter((satu) => satu.startsWith(awal))) {
      this.#isi.delete(kunci);
      localStorage.removeItem(this.#awalan + kunci);
    }
  }
}
