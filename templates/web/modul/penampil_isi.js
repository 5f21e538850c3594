// Satu berkas yang terbuka: mengambilnya, lembar-lembarnya, dan bilah alatnya.
import { html, nothing } from "lit-html";
import { Galat, LURING, sebagaiGalat } from "./galat.js";
import { gaya } from "./gaya.js";
import { Sumber } from "./penampil_ambil.js";
import { pesan } from "./tampil.js";
import { unduhkan } from "./unduhan.js";

await gaya(import.meta.resolve("../penampil.css"));

const AKHIRAN = { "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png" };
const LAIN = "Berkas jenis ini tidak dapat ditampilkan di sini. Unduh untuk membukanya dengan program lain.";

/** Penggambar menurut jenis berkas; yang untuk PDF baru diambil ketika PDF pertama dibuka. */
async function lembarUntuk({ tipe, nama }) {
  if (!(tipe in AKHIRAN)) throw new Galat(LAIN, { status: 415 });
  try {
    if (tipe === "application/pdf") return new (await import("./penampil_pdf.js")).LembarPdf(nama);
    return new (await import("./penampil_gambar.js")).LembarGambar(nama);
  } catch (sebab) {
    if (sebab instanceof TypeError) throw LURING();
    throw sebab;
  }
}

export class Isi extends EventTarget {
  #sumber;
  #ditutup = false;
  #mengunduh = false;
  #lembar = null;
  #siap = false;
  #galat = null;

  /** `berkas`: {nama, tipe, ukuran?}; `alamat()` memberi Promise alamatnya. */
  constructor(berkas, alamat, namaUnduhan = berkas.nama) {
    super();
    this.berkas = berkas;
    this.namaUnduhan = `${namaUnduhan}.${AKHIRAN[berkas.tipe] ?? "bin"}`;
    this.#sumber = new Sumber(alamat);
    this.#buka(1);
  }

  get siap() {
    return this.#siap;
  }

  get galat() {
    return this.#galat;
  }

  get halaman() {
    return this.#lembar?.halaman ?? 1;
  }

  ke(halaman) {
    this.#lembar?.ke(halaman);
  }

  async #buka(halaman) {
    this.#galat = null;
    this.#lepas();
    this.#berubah();
    try {
      const lembar = await lembarUntuk(this.berkas);
      if (this.#ditutup) return lembar.tutup();
      this.#lembar = lembar;
      lembar.addEventListener("berubah", () => this.#berubah());
      lembar.addEventListener("putus", ({ detail }) => this.#gagal(detail));
      await lembar.muat(this.#sumber, this.berkas.ukuran);
      if (this.#ditutup) return null;
      this.#siap = true;
      this.#berubah();
      requestAnimationFrame(() => lembar.ke(halaman));
    } catch (sebab) {
      this.#gagal(sebab);
    }
    return null;
  }

  tutup() {
    this.#ditutup = true;
    this.#sumber.tutup();
    this.#lepas();
  }

  #lepas() {
    this.#lembar?.tutup();
    this.#lembar = null;
    this.#siap = false;
  }

  #gagal(sebab) {
    if (this.#ditutup) return;
    this.#galat = sebagaiGalat(sebab);
    this.#berubah();
  }

  #berubah() {
    if (!this.#ditutup) this.dispatchEvent(new Event("berubah"));
  }

  async #unduh() {
    if (this.#mengunduh) return;
    this.#mengunduh = true;
    this.#berubah();
    try {
      unduhkan(await this.#sumber.semua(), this.namaUnduhan);
    } catch (sebab) {
      this.#gagal(sebab);
    }
    this.#mengunduh = false;
    this.#berubah();
  }

  /** Bilah alat, lalu isinya. */
  tampilan() {
    const { nama } = this.berkas;
    return html`
      <div class="penampil-bilah" role="group" aria-label="Alat untuk ${nama}">
        ${this.#siap ? [this.#halaman(), this.#besar()] : nothing}
        <button type="button" class="kedua" aria-disabled=${String(this.#mengunduh)} @click=${() => this.#unduh()}>${this.#mengunduh ? "Mengunduh…" : "Unduh"}</button>
      </div>
      ${this.#galat ? this.#kalimatGalat() : nothing}
      <p class=${this.#siap || this.#galat ? "tersembunyi" : "penampil-kabar"} role="status">${this.#kabar()}</p>
      ${this.#galat && !this.#siap ? nothing : this.#lembar?.unsur ?? nothing}`;
  }

  #kabar() {
    if (this.#galat) return "";
    if (!this.#siap) return `Membuka ${this.berkas.nama}…`;
    return this.#lembar.jumlah > 1 ? `${this.berkas.nama}, ${this.#lembar.jumlah} halaman, sudah terbuka.` : `${this.berkas.nama} sudah terbuka.`;
  }

  #kalimatGalat() {
    const lagi = this.#galat.status === 415 || this.#galat.status === 422 ? nothing : html`<p class="aksi"><button type="button" class="kedua" @click=${() => this.#buka(this.#lembar?.halaman ?? 1)}>Coba lagi</button></p>`;
    return pesan("buruk", this.#galat.message, lagi);
  }

  #halaman() {
    const lembar = this.#lembar;
    const { halaman, jumlah } = lembar;
    if (jumlah < 2) return nothing;
    const pergi = ({ target }) => {
      lembar.ke(Number(target.value));
      target.value = String(lembar.halaman);
    };
    const tekan = (peristiwa) => {
      if (peristiwa.key === "Enter") pergi(peristiwa);
    };
    return html`<span class="penampil-kelompok">
      ${tombol("‹", "Halaman sebelumnya", () => lembar.ke(lembar.halaman - 1), halaman > 1)}
      <label><span class="penampil-kata">Halaman</span><input inputmode="numeric" autocomplete="off" maxlength="5" .value=${String(halaman)} @change=${pergi} @keydown=${tekan}></label><span class="angka">dari ${jumlah}</span>
      ${tombol("›", "Halaman berikutnya", () => lembar.ke(lembar.halaman + 1), halaman < jumlah)}
    </span>`;
  }

  #besar() {
    const { bingkai, halaman, seratus } = this.#lembar;
    const putar = () => {
      bingkai.putar();
      this.#lembar.ke(halaman);
    };
    return html`<span class="penampil-kelompok">
      ${tombol("−", "Perkecil", () => bingkai.perbesar(-1))}
      <span class="angka penampil-persen">${Math.round((bingkai.skala / seratus) * 100)}%</span>
      ${tombol("+", "Perbesar", () => bingkai.perbesar(1))}
      <button type="button" class="kedua" aria-pressed=${String(bingkai.pas)} @click=${() => bingkai.pasLebar()}>Pas lebar</button>
      <button type="button" class="kedua" @click=${putar}>Putar</button>
    </span>`;
  }
}

/** Tombol bergambar satu huruf; namanya dibacakan dan tampil ketika ditunjuk. */
export const tombol = (huruf, nama, apa, bisa = true) => html`<button type="button" class="kedua penampil-huruf" aria-label=${nama} title=${nama} aria-disabled=${String(!bisa)} @click=${() => bisa && apa()}><span aria-hidden="true">${huruf}</span></button>`;
