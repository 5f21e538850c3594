// Foto dan tanda tangan dari lapangan dalam perjalanan ke kantor: disimpan dahulu di perangkat, lalu
// dikirim satu per satu; yang terputus dikirim lagi sendiri, juga setelah halaman dimuat ulang.
import { minta } from "./api.js";
import { tungguHasil, unggah } from "./berkas.js";
import { Galat, sebagaiGalat } from "./galat.js";
import { ambil, daftar, hapus, simpan } from "./simpanan_foto.js";
import { siapa } from "./sesi.js";

const JEDA = 20_000; // milidetik sampai yang menunggu dicoba lagi tanpa kabar sambungan
const BATAL = () => new Galat("Dibatalkan.", { status: 499, jenis: "batal" });

/** Yang menunggu pada satu kunjungan, untuk satu kode berkas. */
export class Antaran {
  #tujuan;
  #p;
  #tuntas;
  #berjalan = false;
  #jam = 0;
  /** [{simpanan, url, tahap, persen, galat}]: tahap "menunggu", "antre", "mengirim", "memeriksa", atau "ditolak". */
  daftar = [];
  siap = false;
  /** Penyimpanan perangkat ini menolak: foto hanya ada selama halaman terbuka. */
  rapuh = false;

  /** `p` panelnya; `tuntas(satu, berkas)` ditunggu setelah kantor menerimanya, sebelum ia dihapus dari perangkat. */
  constructor(p, kode, tuntas) {
    this.#p = p;
    this.#tuntas = tuntas;
    this.#tujuan = { nomor: p.kasus.nomor, setelah: p.kunjungan.setelah, kode };
    addEventListener("online", () => this.kirim());
    addEventListener("offline", () => this.#p.gambar());
    this.#muat();
  }

  async #muat() {
    try {
      for (const satu of await daftar(siapa(), this.#tujuan)) this.#masukkan(satu);
    } catch {
      this.rapuh = true;
    }
    this.siap = true;
    this.kirim();
  }

  #masukkan(simpanan) {
    const url = URL.createObjectURL(new Blob([simpanan.isi], { type: simpanan.tipe }));
    this.daftar.push({ simpanan, url, persen: 0, tahap: simpanan.ditolak ? "ditolak" : "antre", galat: simpanan.ditolak ?? "" });
  }

  /** Titipkan satu Blob beserta keterangannya; pengirimannya dimulai sendiri. */
  async tambah(isi, lain = {}) {
    const { nomor, setelah, kode } = this.#tujuan;
    const byte = await isi.arrayBuffer();
    const simpanan = { id: kunci(), orang: siapa(), nomor, setelah, kode, isi: byte, tipe: isi.type, dibuat: Date.now(), sidik: await sidik(byte), ...lain };
    await this.#simpan(simpanan);
    this.#masukkan(simpanan);
    this.kirim();
  }

  /** Buang yang belum diterima. */
  async buang(satu) {
    this.#lepas(satu);
    await hapus(satu.simpanan.id).catch(() => {});
    this.#p.gambar();
  }

  /** Kirim semua yang menunggu; aman dipanggil kapan saja. */
  async kirim() {
    clearTimeout(this.#jam);
    this.#tandai("menunggu", "antre");
    if (!navigator.onLine) this.#tandai("antre", "menunggu");
    this.#p.gambar();
    if (this.#berjalan || !navigator.onLine) return;
    this.#berjalan = true;
    await sendiri(Object.values(this.#tujuan).join(":"), () => this.#semua());
    this.#berjalan = false;
    if (this.daftar.some(({ tahap }) => tahap !== "ditolak")) this.#jam = setTimeout(() => this.kirim(), JEDA);
    this.#p.gambar();
  }

  async #semua() {
    const dicoba = new Set(); // yang tetap menunggu tidak menahan yang lain
    const berikut = () => this.daftar.find((satu) => satu.tahap !== "ditolak" && !dicoba.has(satu));
    for (let satu = berikut(); satu; satu = berikut()) {
      dicoba.add(satu);
      try {
        await this.#antar(satu);
      } catch (sebab) {
        if (!(await this.#gagal(satu, sebagaiGalat(sebab)))) return this.#tandai("antre", "menunggu");
      }
    }
    return undefined;
  }

  #tandai(dari, menjadi) {
    for (const satu of this.daftar.filter(({ tahap }) => tahap === dari)) satu.tahap = menjadi;
  }

  async #antar(satu) {
    const { id } = satu.simpanan;
    if (!this.rapuh && !(await ambil(id))) { // sudah dikirim dari tab lain
      this.#lepas(satu);
      await this.#p.kasus.muat();
      return;
    }
    const lapor = (kabar) => {
      if (!this.daftar.includes(satu)) throw BATAL(); // dibuang selagi menunggu
      Object.assign(satu, kabar, { galat: "" });
      this.#p.gambar();
    };
    const hasil = this.#sudahAda(satu) ?? (await this.#unggah(satu, lapor));
    if (hasil.keadaan !== "diterima") throw new Galat(hasil.alasan || "Berkas ini tidak diterima.", { status: 422 });
    await this.#tuntas(satu, hasil);
    await hapus(id).catch(() => {});
    this.#lepas(satu);
  }

  async #unggah(satu, lapor) {
    const { nomor, kode } = this.#tujuan;
    const { simpanan } = satu;
    if (!simpanan.unggahan) {
      simpanan.unggahan = await unggah(nomor, kode, new Blob([simpanan.isi], { type: simpanan.tipe }), lapor);
      await this.#simpan(simpanan);
    }
    return tungguHasil(simpanan.unggahan, () => minta("GET", this.#p.kasus.jalur()), lapor);
  }

  /** Kiriman yang jawabannya hilang: byte yang sama sudah diterima pada kunjungan ini. */
  #sudahAda({ simpanan }) {
    return this.#p.kasus.diterima(this.#p.kunjungan, this.#tujuan.kode).find(({ sha256 }) => sha256 === simpanan.sidik);
  }

  /** Bolehkah yang berikut dicoba? */
  async #gagal(satu, galat) {
    if (galat.jenis === "batal") return true;
    const nanti = galat.sementara || galat.status === 202 || galat.jenis === "sesi";
    Object.assign(satu, { tahap: nanti ? "menunggu" : "ditolak", galat: galat.jenis === "luring" ? "" : galat.message });
    if (nanti) return galat.jenis !== "luring" && galat.jenis !== "sesi";
    satu.simpanan.ditolak = galat.message;
    await this.#simpan(satu.simpanan);
    return true;
  }

  async #simpan(simpanan) {
    try {
      await simpan(simpanan);
    } catch {
      this.rapuh = true;
    }
  }

  #lepas(satu) {
    this.daftar = this.daftar.filter((lain) => lain !== satu);
    URL.revokeObjectURL(satu.url);
  }
}

const kunci = () => [...crypto.getRandomValues(new Uint8Array(12))].map((n) => n.toString(16).padStart(2, "0")).join("");

async function sidik(byte) {
  if (!crypto.subtle) return "";
  return [...new Uint8Array(await crypto.subtle.digest("SHA-256", byte))].map((n) => n.toString(16).padStart(2, "0")).join("");
}

/** Hanya satu tab yang mengirim; tab lain mencoba lagi nanti. */
function sendiri(nama, apa) {
  if (!navigator.locks) return apa();
  return navigator.locks.request(`lapangan:${nama}`, { ifAvailable: true }, (kunciTab) => (kunciTab ? apa() : undefined));
}
