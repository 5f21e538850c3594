// Sebuah surat yang sedang dilihat: penampilnya diambil ketika diperlukan, satu surat sekali. Surat
// pengganti baru tampil setelah terbuka, di halaman yang sama, supaya orang tidak kehilangan tempat.
import { html, nothing } from "lit-html";
import { LURING, sebagaiGalat } from "./galat.js";
import { pesan } from "./tampil.js";

const penampil = () => import("./penampil.js").catch(() => { throw LURING(); });

export class Lembar {
  #gambar;
  #kini = null; // {kunci, penampil} yang tampil
  #calon = null; // yang sedang dibuka
  #diminta = "";
  galat = null;

  constructor(gambar) {
    this.#gambar = gambar;
  }

  /** Kunci surat yang tampil, atau "". */
  get kunci() {
    return this.#kini?.kunci ?? "";
  }

  /** Tampilkan yang ini; `alamat()` memberi alamatnya. Yang kuncinya sama tidak dibuka dua kali. */
  async buka(kunci, nama, alamat) {
    if (kunci === this.#diminta && !this.galat) return;
    this.#diminta = kunci;
    this.galat = null;
    try {
      const { PenampilSatu } = await penampil();
      if (kunci === this.#diminta) this.#pasang(kunci, new PenampilSatu(alamat, nama));
    } catch (sebab) {
      if (kunci === this.#diminta) this.galat = sebagaiGalat(sebab);
      this.#gambar();
    }
  }

  #pasang(kunci, baru) {
    this.#calon?.penampil.tutup();
    this.#calon = { kunci, penampil: baru };
    baru.addEventListener("berubah", () => this.#berubah(baru));
    baru.tampilan(); // mulai diambil, walau belum terlihat
    if (!this.#kini) this.#ganti();
    this.#gambar();
  }

  #berubah(dari) {
    if (dari === this.#calon?.penampil && (dari.siap || dari.galat)) this.#ganti();
    if (dari === this.#kini?.penampil) this.#gambar();
  }

  #ganti() {
    const { halaman = 1 } = this.#kini?.penampil ?? {};
    this.#kini?.penampil.tutup();
    [this.#kini, this.#calon] = [this.#calon, null];
    this.#kini.tujuan = halaman;
  }

  /** Akan digambar lagi setelah sempat tidak di layar: kembali ke halaman yang tadi dibaca. */
  kembali() {
    if (this.#kini?.dilihat) this.#kini.tujuan = this.#kini.penampil.halaman;
  }

  /** Sudahkah surat ini benar-benar terbuka di layar? */
  tampak(kunci) {
    return this.kunci === kunci && Boolean(this.#kini.penampil.siap);
  }

  tampilan(ulang) {
    if (this.galat) return pesan("buruk", this.galat.message, ulang ? html`<p class="aksi"><button type="button" class="kedua" @click=${ulang}>Coba lagi</button></p>` : nothing);
    if (!this.#kini) return nothing;
    const { penampil: satu, tujuan } = this.#kini;
    if (tujuan && satu.siap) { // letak halaman baru diketahui setelah ada di layar
      Object.assign(this.#kini, { tujuan: 0, dilihat: true });
      requestAnimationFrame(() => satu.ke(tujuan));
    }
    return satu.tampilan();
  }

  tutup() {
    for (const satu of [this.#kini, this.#calon]) satu?.penampil.tutup();
    [this.#kini, this.#calon, this.#diminta, this.galat] = [null, null, "", null];
  }
}
