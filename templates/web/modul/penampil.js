// Penampil berkas kasus: daftar berkas, dan isi yang sedang dibuka di sampingnya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { JENIS_BERKAS, ukuranBerkas } from "./berkas.js";
import { Isi, tombol } from "./penampil_isi.js";
import { fokuskan, tanggal } from "./tampil.js";

let ke = 0;

/** Berkas sebuah kasus. Memberi peristiwa "berubah" bila perlu digambar ulang. */
export class Penampil extends EventTarget {
  #nomor;
  #daftar = [];
  #id = null;
  #isi = null;
  #terhampar = false;
  #kunci = `penampil-${(ke += 1)}`;

  constructor(nomor) {
    super();
    this.#nomor = nomor;
  }

  /** Id berkas yang terbuka, atau null. */
  get terbuka() {
    return this.#id;
  }

  /** Tampilkan sebuah berkas dari daftar yang terakhir digambar. */
  buka(id) {
    const berkas = this.#daftar.find((satu) => satu.id === id);
    if (!berkas || (id === this.#id && this.#isi)) return;
    this.#isi?.tutup();
    this.#id = id;
    const alamat = async () => (await minta("GET", `/permohonan/${encodeURIComponent(this.#nomor)}/berkas/${encodeURIComponent(id)}`)).url;
    this.#isi = new Isi(berkas, alamat, `${this.#nomor} ${berkas.nama}`);
    this.#isi.addEventListener("berubah", () => this.#berubah());
    this.#berubah();
  }

  /** Lepaskan yang terbuka beserta memorinya. */
  tutup() {
    this.#isi?.tutup();
    this.#isi = null;
    this.#id = null;
    this.#berubah();
  }

  /** `daftar`: [{id, kode, nama, tipe, ukuran, diunggah, asal, keterangan?}] menurut urutan tampilnya. */
  tampilan(daftar) {
    this.#daftar = daftar;
    if (!daftar.length) return html`<p class="redup">Belum ada berkas.</p>`;
    return html`<section class="penampil" aria-label="Berkas permohonan"><div class="penampil-rangka ${this.#isi ? "" : "belum"}">
      <div class="penampil-pilih">${this.#pilih()}</div>
      <ul class="penampil-daftar ${this.#terhampar || !this.#isi ? "terhampar" : ""}" id="${this.#kunci}-daftar" @keydown=${(peristiwa) => peristiwa.key === "Escape" && this.#hampar(false)}>${daftar.map((satu) => this.#butir(satu))}</ul>
      <div class="penampil-isi">${this.#isi?.tampilan() ?? html`<p class="penampil-kabar">Pilih berkas untuk melihat isinya.</p>`}</div>
    </div></section>`;
  }

  #butir(satu) {
    const rincian = [JENIS_BERKAS[satu.tipe], satu.ukuran && ukuranBerkas(satu.ukuran), satu.diunggah && tanggal(satu.diunggah), satu.asal === "cetakan" && "dibuat sistem"].filter(Boolean);
    const pilih = () => {
      const terhampar = this.#terhampar || !this.#isi;
      this.buka(satu.id);
      if (terhampar) this.#hampar(false);
    };
    return html`<li><button type="button" aria-current=${satu.id === this.#id ? "true" : nothing} @click=${pilih}>
      <span class="penampil-nama">${satu.nama}</span>
      <span class="penampil-rincian">${rincian.join(" · ")}</span>
      ${satu.keterangan ? html`<span class="penampil-keterangan">${satu.keterangan}</span>` : nothing}
    </button></li>`;
  }

  /** Berpindah satu berkas; di tempat sempit daftarnya terlipat di balik nama berkas ini. */
  #pilih() {
    const daftar = this.#daftar;
    const no = daftar.findIndex((satu) => satu.id === this.#id);
    const pergi = (arah) => () => this.buka(daftar[no + arah].id);
    return html`
      ${tombol("↑", "Berkas sebelumnya", pergi(-1), no > 0)}
      <span class="angka">${no < 0 ? `${daftar.length} berkas` : html`<span class="penampil-kata">Berkas </span>${no + 1}<span class="penampil-kata"> dari </span><span class="penampil-garis" aria-hidden="true">/</span>${daftar.length}`}</span>
      <button type="button" class="kedua penampil-lipat" id=${this.#kunci} aria-expanded=${String(this.#terhampar)} aria-controls="${this.#kunci}-daftar" @click=${() => this.#hampar(!this.#terhampar)}><span>${daftar[no]?.nama ?? this.#isi?.berkas.nama}</span><span aria-hidden="true">▾</span></button>
      ${tombol("↓", "Berkas berikutnya", pergi(1), no + 1 < daftar.length)}`;
  }

  #hampar(terhampar) {
    this.#terhampar = terhampar;
    this.#berubah();
    if (!terhampar) fokuskan(this.#kunci);
  }

  #berubah() {
    this.dispatchEvent(new Event("berubah"));
  }
}

/** Satu PDF saja, dari alamat yang diberi `alamat()`; terbuka ketika pertama kali digambar. */
export class PenampilSatu extends EventTarget {
  #alamat;
  #nama;
  #isi = null;

  constructor(alamat, nama) {
    super();
    this.#alamat = alamat;
    this.#nama = nama;
  }

  tampilan() {
    if (!this.#isi) {
      this.#isi = new Isi({ nama: this.#nama, tipe: "application/pdf" }, this.#alamat);
      this.#isi.addEventListener("berubah", () => this.dispatchEvent(new Event("berubah")));
    }
    return html`<section class="penampil" aria-label=${this.#nama}><div class="penampil-isi">${this.#isi.tampilan()}</div></section>`;
  }

  /** Sudah terbuka: halamannya di layar begitu digambar. */
  get siap() {
    return this.#isi?.siap ?? false;
  }

  get galat() {
    return this.#isi?.galat ?? null;
  }

  /** Halaman yang sedang dilihat, dari 1. */
  get halaman() {
    return this.#isi?.halaman ?? 1;
  }

  ke(halaman) {
    this.#isi?.ke(halaman);
  }

  /** Lepaskan memorinya; digambar lagi berarti dibuka lagi. */
  tutup() {
    this.#isi?.tutup();
    this.#isi = null;
  }
}
