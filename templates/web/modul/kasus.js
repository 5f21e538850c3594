// Satu permohonan yang sudah diajukan: dibaca dari server, disegarkan sendiri selama terlihat.
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { Ketikan } from "./ketikan.js";
import { formulirSop } from "./sop.js";

const JEDA = 20_000; // milidetik di antara dua penyegaran
const JEDA_CEPAT = 2000; // selama permohonan di antara dua langkah, atau baru saja ada yang dikirim
const CEPAT = 8; // kali
const JEDA_GAGAL = 60_000;
const BERDETAK = "waktu_kerja_sisa"; // berkurang terus: bukan kabar bahwa permohonannya berubah
const UMUR_WAKTU = 120_000; // buku waktu yang lebih lama dari ini dibaca lagi

export class Kasus extends EventTarget {
  #jam = 0;
  #cepat = CEPAT;
  #teks = "";
  #diWaktu = 0;
  #berhenti = new AbortController();
  isi = null;
  waktu = null;
  formulir = null;
  /** Galat penyegaran terakhir; yang tampil tetap keadaan pada `dibaca`. */
  masalah = null;
  dibaca = 0;
  /** Hasil tindakan terakhir: [jenis, kalimat], atau null. */
  kabar = null;

  /** `ikutWaktu`: buku waktu dibaca bersama permohonannya, bukan baru ketika diminta. */
  constructor(nomor, { ikutWaktu = true } = {}) {
    super();
    Object.assign(this, { nomor, ikutWaktu });
    this.ketikan = new Ketikan(nomor);
  }

  jalur(bagian = "") {
    return `/permohonan/${encodeURIComponent(this.nomor)}${bagian}`;
  }

  /** Baca dari server; hasilnya isi yang baru. Melempar Galat. */
  async muat() {
    const isi = await minta("GET", this.jalur());
    const teks = JSON.stringify(isi, (nama, satu) => (nama === BERDETAK ? undefined : satu));
    const berubah = teks !== this.#teks;
    if (isi.keadaan !== "draf" && isi.keadaan !== "diajukan") {
      this.formulir ??= await formulirSop(isi.sop);
      if (this.ikutWaktu && (berubah || Date.now() - this.#diWaktu > UMUR_WAKTU)) await this.bacaWaktu();
    }
    const lama = this.isi;
    Object.assign(this, { isi, masalah: null, dibaca: Date.now() });
    this.#teks = teks;
    this.dispatchEvent(new CustomEvent("berubah", { detail: berubah ? lama : null }));
    return isi;
  }

  /** Baca buku waktu; gagal berarti `waktu` kosong, kecuali bila sesinya berakhir. */
  async bacaWaktu() {
    try {
      this.waktu = await minta("GET", this.jalur("/waktu"));
      this.#diWaktu = Date.now();
    } catch (sebab) {
      if (sebagaiGalat(sebab).jenis === "sesi") throw sebab;
      this.waktu = null; // kalimat waktu saja yang tidak tampil
    }
  }

  /** Seperti `muat`, tetapi kegagalannya menjadi `masalah`. */
  async segarkan() {
    try {
      await this.muat();
    } catch (sebab) {
      this.masalah = sebagaiGalat(sebab);
      this.dispatchEvent(new CustomEvent("berubah", { detail: null }));
    }
    this.#jadwalkan();
  }

  /** Sudah ada yang dikirim: tunjukkan hasilnya, lalu ikuti kelanjutannya dengan cepat. */
  async selesai(jenis, kalimat) {
    this.kabar = [jenis, kalimat];
    this.#cepat = CEPAT;
    await this.segarkan();
  }

  /** Mulai menyegarkan sendiri; berhenti selama halaman tidak terlihat. */
  ikuti() {
    const { signal } = this.#berhenti;
    document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(this.#jam) : this.segarkan()), { signal });
    addEventListener("online", () => this.segarkan(), { signal });
    addEventListener("storage", ({ key }) => key === "sesi" && this.segarkan(), { signal }); // masuk lagi di tab lain
    this.#jadwalkan();
  }

  berhenti() {
    clearTimeout(this.#jam);
    this.#berhenti.abort();
  }

  #jadwalkan() {
    clearTimeout(this.#jam);
    if (document.hidden || this.#berhenti.signal.aborted || this.masalah?.jenis === "sesi") return;
    const cepat = this.#cepat > 0 && this.isi?.keadaan === "berjalan" && !this.terbuka.length;
    if (cepat) this.#cepat -= 1;
    else if (this.terbuka.length) this.#cepat = CEPAT;
    this.#jam = setTimeout(() => this.segarkan(), this.masalah ? JEDA_GAGAL : cepat ? JEDA_CEPAT : JEDA);
  }

  /** Kunjungan yang sedang terbuka. */
  get terbuka() {
    return this.isi.langkah.filter((satu) => satu.terbuka);
  }

  /** Kunjungan yang menunggu saya. */
  get giliranSaya() {
    return this.terbuka.filter((satu) => satu.kode_pelaksana === "pemohon");
  }

  /** Berkas jenis ini yang diterima kantor sejak sebuah kunjungan terbuka, dari yang terlama. */
  diterima(kunjungan, kode) {
    return this.isi.berkas.filter((satu) => satu.kode === kode && satu.keadaan === "diterima" && Date.parse(satu.diunggah) >= Date.parse(kunjungan.dibuka));
  }

  /** Kekurangan yang diperbaiki pada sebuah kunjungan, yang sudah diperbaiki juga. */
  cacat(kunjungan) {
    return this.isi.cacat.filter((satu) => satu.setelah === kunjungan.setelah);
  }

  /** Kirim sebuah aksi. Kunjungan yang dilihat ikut dikirim, sehingga dua kali sama dengan sekali. */
  lakukan(kunjungan, aksi, isian = {}) {
    return minta("POST", this.jalur(`/langkah/${kunjungan.kode}/${aksi.kode}`), { setelah: kunjungan.setelah, isian });
  }
}
