// Mengisi sebuah draf langkah demi langkah: dipakai formulir pemohon dan loket petugas.
import { html, nothing } from "lit-html";
import { bidang, ditanya, idIsian, kurang, periksa } from "./bidang.js";
import { Galat } from "./galat.js";
import { alamatMasuk } from "./sesi.js";
import { fokuskan, kalimat, keIsian, ringkasanGalat } from "./tampil.js";

const BERKAS = "berkas";
const PERIKSA = "periksa";
const malas = {}; // modul yang baru diambil ketika langkahnya dibuka

/** Ambil modul yang diperlukan sebuah langkah. Melempar Galat. */
export async function ambilModul(nama) {
  if (nama === BERKAS) malas.berkas ??= await import("./langkah_berkas.js").catch(gagalUnduh);
  if (nama === PERIKSA) malas.periksa ??= await import("./langkah_periksa.js").catch(gagalUnduh);
}

/** Modul yang tidak terunduh, sebagai Galat. */
export function gagalUnduh() {
  throw new Galat("Langkah ini belum terunduh karena sambungan terputus. Isian Anda aman. Tekan Coba lagi.", { jenis: "luring" });
}

/** Adakah unggahan yang masih berjalan? */
export const sedangMengirim = () => Boolean(malas.berkas?.sedangMengirim());

const SIMPAN = {
  menyimpan: "Menyimpan…",
  luring: "Sambungan terputus. Ketikan Anda aman di perangkat ini dan dikirim begitu tersambung.",
};

/** Satu draf yang sedang diisi; alamat langkahnya #nomor/langkah. */
export class Pengisian {
  langkah = "";
  #galat = [];
  #tujuan = ""; // unsur yang menerima fokus setelah langkah berikutnya terbuka

  /**
   * `cara`: {nama, gambar, buka} dari halaman: nama izin, gambar ulang, dan buka alamat lagi;
   * `berkas` dan `periksa` diteruskan kepada langkahnya masing-masing, `diLokasi` kepada isiannya;
   * `masuk()` menggantikan tautan masuk pemohon.
   */
  constructor(draf, cara) {
    Object.assign(this, { draf, cara });
  }

  get kelompok() {
    return [...new Set(ditanya(this.draf.formulir.isian, this.draf.nilai).map((satu) => satu.kelompok))];
  }

  get daftar() {
    return [...this.kelompok, BERKAS, PERIKSA];
  }

  get judul() {
    return { [BERKAS]: "Berkas persyaratan", [PERIKSA]: "Periksa dan kirim" }[this.langkah] ?? `Data ${this.langkah}`;
  }

  #alamat = (nama) => `#${this.draf.nomor}/${nama}`;

  #isian(nama) {
    return this.draf.isian.filter((satu) => satu.kelompok === nama);
  }

  #selesai(nama) {
    const { draf } = this;
    if (nama === BERKAS) return draf.persyaratan.every((satu) => !satu.wajib || draf.berkas(satu.kode)?.keadaan === "diterima");
    return nama !== PERIKSA && this.#isian(nama).every((satu) => !kurang(satu, draf.isi(satu.kode)) && !draf.galat[satu.kode]);
  }

  /** Buka langkah ini, atau yang pertama bila tidak dikenal. */
  mulai(nama) {
    this.langkah = this.daftar.includes(nama) ? nama : this.daftar[0];
    this.#galat = [];
  }

  /** Pindahkan fokus setelah langkah terbuka: ke yang dituju, atau ke `judul`. */
  fokus(judul) {
    const unsur = this.#tujuan && document.getElementById(this.#tujuan);
    this.#tujuan = "";
    scrollTo(0, 0);
    (unsur || judul).focus({ preventScroll: !unsur });
  }

  tampilan() {
    const semua = this.daftar;
    if (!semua.includes(this.langkah)) [this.langkah] = semua;
    return html`
      <p class="langkah-form">${this.cara.nama}</p>
      <nav aria-label="Langkah formulir"><ol class="kemajuan">${semua.map((nama) => this.#butir(nama))}</ol></nav>
      ${ringkasanGalat(this.#galat.filter((satu) => this.draf.galat[satu.kode]))}
      ${this.#isi(semua)}`;
  }

  #butir(nama) {
    const lengkap = this.#selesai(nama);
    return html`<li class=${lengkap ? "lengkap" : ""}><a href=${this.#alamat(nama)} aria-current=${nama === this.langkah ? "step" : nothing}>${kalimat(nama)}${lengkap ? html`<span class="tersembunyi"> (lengkap)</span>` : nothing}</a></li>`;
  }

  #isi(semua) {
    const { draf, cara } = this;
    if (this.langkah === PERIKSA) {
      return malas.periksa.langkahPeriksa(draf, { ...cara.periksa, kelompok: this.kelompok, alamat: this.#alamat, gambar: cara.gambar, buka: cara.buka, tuju: (id) => { this.#tujuan = id; } });
    }
    if (this.langkah === BERKAS) {
      return html`${malas.berkas.langkahBerkas(draf, cara.gambar, cara.berkas)}${this.#kaki(semua, () => this.#maju(semua))}`;
    }
    return html`<form class="kartu" novalidate @submit=${(peristiwa) => this.#lanjut(peristiwa)} @focusin=${({ target }) => { draf.fokus = target.type === "radio" ? "" : target.id.replace(/^isian-/, ""); }}>
      ${this.#isian(this.langkah).map((satu) => bidang(satu, {
        isi: draf.isi(satu.kode),
        galat: draf.galat[satu.kode],
        ubah: (isi) => draf.ubah(satu.kode, isi),
        selesai: () => draf.tinggalkan(satu.kode),
        diLokasi: cara.diLokasi,
      }))}
      ${this.#kaki(semua)}
    </form>`;
  }

  #kaki(semua, klik) {
    const { draf } = this;
    const ke = semua.indexOf(this.langkah);
    return html`<p class="tersimpan ${["tersimpan", "menyimpan"].includes(draf.keadaan) ? "" : "gagal"}" role="status">${this.#keadaanSimpan()}</p>
      <p class="aksi"><button type=${klik ? "button" : "submit"} @click=${klik ?? nothing}>Lanjut</button>
      ${ke > 0 ? html`<a class="tombol" href=${this.#alamat(semua[ke - 1])}>Kembali</a>` : nothing}</p>`;
  }

  #keadaanSimpan() {
    const { draf } = this;
    if (draf.keadaan === "sesi") return html`Sesi Anda berakhir; ketikan Anda aman di perangkat ini. ${this.cara.masuk?.() ?? html`<a href=${alamatMasuk()}>Masuk lagi</a>`}`;
    if (draf.keadaan === "tersimpan") {
      if (draf.tertunda) return "Menyimpan…";
      return draf.adaSalah ? "✓ Tersimpan, kecuali isian yang belum benar." : "✓ Tersimpan. Boleh dilanjutkan kapan saja, dari perangkat mana pun.";
    }
    return SIMPAN[draf.keadaan] ?? draf.keadaan;
  }

  #maju(semua) {
    location.hash = this.#alamat(semua[semua.indexOf(this.langkah) + 1]);
  }

  async #lanjut(peristiwa) {
    peristiwa.preventDefault();
    const { draf } = this;
    draf.fokus = "";
    await Promise.race([draf.simpan(), new Promise((habis) => { setTimeout(habis, 6000); })]);
    for (const satu of this.#isian(this.langkah)) {
      const salah = kurang(satu, draf.isi(satu.kode)) || periksa(satu, draf.isi(satu.kode));
      if (salah) draf.galat[satu.kode] = salah;
    }
    this.#galat = this.#isian(this.langkah)
      .filter((satu) => draf.galat[satu.kode])
      .map((satu) => ({ kode: satu.kode, alamat: `#${idIsian(satu)}`, pesan: draf.galat[satu.kode], buka: keIsian(idIsian(satu)) }));
    if (this.#galat.length) {
      this.cara.gambar();
      fokuskan("ringkasan-galat");
    } else this.#maju(this.daftar);
  }
}
