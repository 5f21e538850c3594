// Draf permohonan: jawaban yang diketik, disimpan ke server, dan salinannya selama belum tersimpan.
//
// Setiap isian yang belum sampai di server ada di localStorage dengan kuncinya sendiri, sehingga
// sambungan putus, sesi habis, tab tertutup, atau tab kedua tidak menghilangkan apa pun.
import { minta } from "./api.js";
import { ditanya, periksa } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { siapa } from "./sesi.js";

const JEDA = 800; // milidetik setelah ketikan terakhir
const JEDA_ULANG = [2000, 4000, 8000, 15_000, 30_000];
const TAK_DIPERIKSA = 60_000; // draf yang lebih lama dari ini dibaca lagi ketika tab dibuka kembali

export class Draf extends EventTarget {
  #awalan;
  #ketikan = new Map(); // seperti diketik, selama belum tersimpan atau masih difokus
  #belum = new Set();
  #ditolak = new Map(); // isi yang sudah dinyatakan salah tidak dikirim lagi
  #jam = 0;
  #gagal = 0;
  #pengiriman = null;
  #dibaca = Date.now();
  #kabar = "BroadcastChannel" in globalThis ? new BroadcastChannel("draf") : null;
  fokus = "";
  galat = {};
  /** "tersimpan", "menyimpan", "luring", "sesi", atau kalimat kegagalan. */
  keadaan = "tersimpan";

  /** `kasus` dari GET /permohonan/{nomor}; `formulir` berisi isian dan persyaratan. */
  constructor(kasus, formulir) {
    super();
    Object.assign(this, { nomor: kasus.nomor, kasus, data: kasus.data, formulir });
    this.#awalan = `isian:${siapa()}:${kasus.nomor}:`;
    for (const kunci of Object.keys(localStorage)) {
      if (kunci.startsWith(this.#awalan)) this.#ubah(kunci.slice(this.#awalan.length), JSON.parse(localStorage.getItem(kunci)));
    }
    addEventListener("online", () => this.simpan());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.simpan() : this.#segarkan()));
    this.#kabar?.addEventListener("message", ({ data }) => data.nomor === this.nomor && this.#terima(data));
    if (this.#belum.size) this.#jadwalkan(0);
  }

  /** Jawaban sekarang, menurut ketikan lalu menurut server. */
  isi(kode) {
    return this.#ketikan.has(kode) ? this.#ketikan.get(kode) : this.data[kode];
  }

  /** Semua jawaban sekarang. */
  get nilai() {
    return { ...this.data, ...Object.fromEntries(this.#ketikan) };
  }

  /** Isian yang sedang ditanyakan. */
  get isian() {
    return ditanya(this.formulir.isian, this.nilai);
  }

  /** Berkas yang sedang diminta. */
  get persyaratan() {
    return ditanya(this.formulir.persyaratan, this.nilai);
  }

  /** Unggahan terakhir yang diterima (atau terakhir yang ditolak) untuk sebuah berkas. */
  berkas(kode) {
    const semua = this.kasus.berkas.filter((satu) => satu.kode === kode);
    return semua.filter((satu) => satu.keadaan === "diterima").at(-1) ?? semua.at(-1);
  }

  /** Orang mengubah jawaban. */
  ubah(kode, isi) {
    this.#ubah(kode, isi);
    delete this.galat[kode];
    try {
      localStorage.setItem(this.#awalan + kode, JSON.stringify(isi));
    } catch { /* penyimpanan penuh atau dimatikan: server tetap menyimpannya */ }
    this.#jadwalkan(JEDA);
    this.#umumkan();
  }

  #ubah(kode, isi) {
    this.#ketikan.set(kode, isi);
    this.#belum.add(kode);
  }

  /** Orang meninggalkan isian: kesalahan boleh ditunjukkan, ejaan server boleh tampil. */
  tinggalkan(kode) {
    if (this.fokus === kode) this.fokus = "";
    const isian = this.formulir.isian.find((satu) => satu.kode === kode);
    const salah = isian ? periksa(isian, this.isi(kode)) : "";
    if (salah) this.galat[kode] = salah;
    else if (!this.#belum.has(kode)) this.#ketikan.delete(kode);
    this.#umumkan();
  }

  /** Kirim sekarang yang belum tersimpan; selesai ketika semuanya sampai atau tidak bisa dikirim. */
  simpan() {
    clearTimeout(this.#jam);
    this.#pengiriman ??= this.#kirim().finally(() => { this.#pengiriman = null; });
    return this.#pengiriman;
  }

  /** Adakah yang belum sampai di server, selain yang memang salah? */
  get tertunda() {
    return this.#siap().length > 0;
  }

  /** Adakah isian yang hanya ada di perangkat ini karena belum benar? */
  get adaSalah() {
    return this.#belum.size > 0 && !this.tertunda;
  }

  #siap() {
    const ada = new Map(this.isian.map((satu) => [satu.kode, satu]));
    return [...this.#belum].filter((kode) => {
      const isi = this.#ketikan.get(kode);
      return ada.has(kode) && !periksa(ada.get(kode), isi) && this.#ditolak.get(kode) !== isi;
    });
  }

  async #kirim() {
    let kode;
    while ((kode = this.#siap()).length) {
      const kiriman = Object.fromEntries(kode.map((satu) => [satu, this.#ketikan.get(satu)]));
      this.#jadi("menyimpan");
      try {
        this.#tersimpan(kiriman, await minta("PATCH", `/permohonan/${this.nomor}/isian`, kiriman));
      } catch (sebab) {
        if (!this.#tolak(kiriman, sebagaiGalat(sebab))) return;
      }
    }
    this.#jadi("tersimpan");
  }

  #tersimpan(kiriman, { data }) {
    this.data = data;
    this.#gagal = 0;
    for (const [kode, isi] of Object.entries(kiriman)) {
      if (this.#ketikan.get(kode) === isi) this.#lepas(kode);
    }
    for (const kode of this.#belum) {
      if (!this.isian.some((satu) => satu.kode === kode)) this.#lepas(kode); // tidak ditanyakan lagi
    }
    this.#kabar?.postMessage({ nomor: this.nomor, data });
  }

  #lepas(kode) {
    this.#belum.delete(kode);
    delete this.galat[kode];
    localStorage.removeItem(this.#awalan + kode);
    if (kode !== this.fokus) this.#ketikan.delete(kode);
  }

  /** True bila sisanya masih dapat dikirim. */
  #tolak(kiriman, galat) {
    const salah = galat.kesalahan.filter((satu) => satu.isian in kiriman);
    if (salah.length) {
      for (const { isian, pesan } of salah) {
        this.#ditolak.set(isian, kiriman[isian]);
        if (isian !== this.fokus) this.galat[isian] = pesan;
        else this.#tunda(isian, pesan);
      }
      return true;
    }
    if (galat.jenis === "sesi") this.#jadi("sesi");
    else if (galat.sementara) {
      this.#jadi(galat.jenis === "luring" ? "luring" : galat.message);
      this.#jadwalkan(JEDA_ULANG[Math.min(this.#gagal++, JEDA_ULANG.length - 1)]);
    } else {
      this.#jadi(galat.message);
      if (galat.status === 409) this.muatUlang().catch(() => {}); // sudah diajukan dari tab lain
    }
    return false;
  }

  // Selama orang masih mengetik, salahnya belum ditunjukkan.
  #tunda(kode, pesan) {
    const isi = this.#ketikan.get(kode);
    const lihat = () => {
      if (this.fokus === kode) return;
      this.removeEventListener("berubah", lihat);
      if (this.#ketikan.get(kode) !== isi) return;
      this.galat[kode] = pesan;
      queueMicrotask(() => this.#umumkan());
    };
    this.addEventListener("berubah", lihat);
  }

  #jadwalkan(jeda) {
    clearTimeout(this.#jam);
    this.#jam = setTimeout(() => this.simpan(), jeda);
  }

  /** Baca lagi dari server, misalnya setelah unggahan diperiksa. Melempar Galat. */
  async muatUlang() {
    this.kasus = await minta("GET", `/permohonan/${this.nomor}`);
    this.#dibaca = Date.now();
    if (this.kasus.data) this.data = this.kasus.data;
    this.#umumkan();
    return this.kasus;
  }

  #segarkan() {
    if (this.#belum.size) this.simpan();
    else if (Date.now() - this.#dibaca > TAK_DIPERIKSA) this.muatUlang().catch(() => {});
  }

  #terima({ data }) {
    this.data = data; // dari tab lain; ketikan di tab ini yang belum tersimpan tetap
    this.#umumkan();
  }

  #jadi(keadaan) {
    this.keadaan = keadaan;
    this.#umumkan();
  }

  #umumkan() {
    this.dispatchEvent(new Event("berubah"));
  }
}
