// Sebuah surat yang sedang dilihat: penampilnya diambil ketika diperlukan, satu surat sekali.
import { html, nothing } from "lit-html";
import { LURING, sebagaiGalat } from "./galat.js";
import { pesan } from "./tampil.js";

const penampil = () => import("./penampil.js").catch(() => { throw LURING(); });

export class Lembar {
  #gambar;
  #penampil = null;
  /** Kunci surat yang diminta tampil; "" bila belum ada. */
  kunci = "";
  galat = null;

  constructor(gambar) {
    this.#gambar = gambar;
  }

  /** Tampilkan yang ini; `alamat()` memberi alamatnya. Yang kuncinya sama tidak dibuka dua kali. */
  async buka(kunci, nama, alamat) {
    if (kunci === this.kunci && !this.galat) return;
    Object.assign(this, { kunci, galat: null });
    try {
      const { PenampilSatu } = await penampil();
      const url = await alamat();
      if (kunci !== this.kunci) return; // sudah diminta yang lain
      let pertama = url;
      const lagi = () => {
        const kini = pertama;
        pertama = null;
        return kini ? Promise.resolve(kini) : alamat();
      };
      const baru = new PenampilSatu(lagi, nama);
      baru.addEventListener("berubah", this.#gambar);
      this.#penampil?.tutup();
      this.#penampil = baru;
    } catch (sebab) {
      if (kunci === this.kunci) this.galat = sebagaiGalat(sebab);
    }
    this.#gambar();
  }

  /** Sudahkah surat ini benar-benar tampil? */
  tampak(kunci) {
    return this.kunci === kunci && Boolean(this.#penampil?.siap);
  }

  tampilan(ulang) {
    if (this.galat) return pesan("buruk", this.galat.message, ulang ? html`<p class="aksi"><button type="button" class="kedua" @click=${ulang}>Coba lagi</button></p>` : nothing);
    return this.#penampil?.tampilan() ?? nothing;
  }

  tutup() {
    this.#penampil?.tutup();
    Object.assign(this, { kunci: "", galat: null });
    this.#penampil = null;
  }
}
