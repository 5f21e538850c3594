// PDF: lembar-lembar di dekat yang dilihat saja yang digambar; yang jauh dilepas lagi. Isi PDF
// tidak pernah dijalankan: tanpa skrip, tanpa XFA, tautannya mati, hurufnya dari PDF atau perangkat.
import { PDFDataRangeTransport, PDFWorker, getDocument } from "pdfjs-dist";
import { Galat, LURING } from "./galat.js";
import { Bingkai } from "./penampil_bingkai.js";
import { Lembar, PIKSEL_KANVAS } from "./penampil_lembar.js";

const PEKERJA = import.meta.resolve("pdfjs-dist/pekerja");
const PEMBUKA_GAMBAR = import.meta.resolve("pdfjs-dist/gambar/"); // JBIG2 dan JPEG 2000 tanpa WebAssembly

const UTUH = 512 * 1024; // byte; PDF sekecil ini diambil sekaligus
const POTONG = 256 * 1024;
const PIKSEL_GAMBAR = 128 * 1024 * 1024; // gambar di dalam PDF yang lebih besar tidak dibongkar
const TENANG = 80; // milidetik; lembar yang hanya lewat tidak digambar

const TERKUNCI = "PDF ini terkunci kata sandi sehingga tidak dapat ditampilkan. Minta berkas yang tidak terkunci.";
const RUSAK = "PDF ini rusak atau terpotong sehingga tidak dapat ditampilkan. Unduh untuk mencoba dengan program lain, atau minta berkas yang baru.";

/** Potongan yang diminta pdf.js, diambil dengan alamat yang masih berlaku. */
class Potongan extends PDFDataRangeTransport {
  #sumber;
  #gagal;

  constructor(ukuran, awal, sumber, gagal) {
    super(ukuran, awal);
    this.#sumber = sumber;
    this.#gagal = gagal;
  }

  requestDataRange(mulai, akhir) {
    this.#sumber.potong(mulai, akhir).then((isi) => this.onDataRange(mulai, isi), this.#gagal);
  }
}

export class LembarPdf extends EventTarget {
  #amati;
  #dekat = new Set();
  #jam = 0;
  #pekerja;
  #tugas;
  #dokumen;
  #ditutup = false;
  #daftar = [];
  halaman = 1;
  jumlah = 0;
  /** Skala yang disebut 100%: ukuran di kertas. */
  seratus = 96 / 72;

  constructor(nama) {
    super();
    this.bingkai = new Bingkai(nama, () => this.#daftar[this.halaman - 1]?.ukuran[0] ?? 1, () => this.#susun());
    this.unsur = this.bingkai.unsur;
    this.unsur.addEventListener("scroll", () => requestAnimationFrame(() => this.#dilihat()), { passive: true });
    this.#amati = new IntersectionObserver((daftar) => this.#mendekat(daftar), { root: this.unsur, rootMargin: "50% 0px" });
  }

  /** Melempar Galat. `ukuran` dalam byte, bila diketahui. */
  async muat(sumber, ukuran) {
    const isi = ukuran > UTUH ? await sumber.potong(0, POTONG) : new Uint8Array(await (await sumber.semua()).arrayBuffer());
    const utuh = !(isi.length < ukuran);
    let gagal;
    const putus = new Promise((_, tolak) => { gagal = tolak; });
    putus.catch((sebab) => this.dispatchEvent(new CustomEvent("putus", { detail: sebab })));
    if (this.#ditutup) return;
    this.#pekerja = new Worker(PEKERJA, { type: "module" });
    this.#pekerja.addEventListener("error", () => gagal(LURING()));
    this.#tugas = getDocument({
      worker: new PDFWorker({ port: this.#pekerja }),
      ...(utuh ? { data: isi } : { range: new Potongan(ukuran, isi, sumber, gagal), rangeChunkSize: POTONG, disableAutoFetch: true, disableStream: true }),
      enableXfa: false,
      maxImageSize: PIKSEL_GAMBAR,
      canvasMaxAreaInBytes: 4 * PIKSEL_KANVAS,
      useWasm: false,
      wasmUrl: PEMBUKA_GAMBAR,
      verbosity: 0,
    });
    try {
      this.#dokumen = await Promise.race([this.#tugas.promise, putus]);
      const pertama = await Promise.race([this.#dokumen.getPage(1), putus]);
      this.#tata(pertama);
    } catch (sebab) {
      if (sebab instanceof Galat) throw sebab;
      throw new Galat(sebab?.name === "PasswordException" ? TERKUNCI : RUSAK, { status: 422 });
    }
  }

  /** Gulir ke sebuah lembar, dari 1. */
  ke(no) {
    const tujuan = this.#daftar[Math.min(this.jumlah, Math.max(1, Math.trunc(no) || 1)) - 1];
    if (!tujuan) return;
    this.unsur.scrollTop = tujuan.kotak.offsetTop - this.#daftar[0].kotak.offsetTop;
    this.#dilihat();
  }

  tutup() {
    this.#ditutup = true;
    clearTimeout(this.#jam);
    this.#amati.disconnect();
    for (const satu of this.#dekat) satu.lepas();
    this.#daftar = [];
    this.bingkai.tutup();
    // Pekerja yang belum selesai membuka tidak dapat diminta berhenti baik-baik, hanya dihentikan.
    const henti = () => this.#pekerja?.terminate();
    if (this.#dokumen) this.#tugas.destroy().then(henti, henti);
    else henti();
  }

  /** Kotak kosong bagi tiap lembar, sebesar lembar pertama sampai ukurannya sendiri diketahui. */
  #tata(pertama) {
    this.jumlah = this.#dokumen.numPages;
    for (let no = 1; no <= this.jumlah; no += 1) {
      const lembar = new Lembar(no, this.#dokumen, this.bingkai, pertama);
      this.#daftar.push(lembar);
      this.#amati.observe(lembar.kotak);
    }
    this.unsur.replaceChildren(...this.#daftar.map((satu) => satu.kotak));
    this.bingkai.pasLebar();
  }

  #susun() {
    for (const satu of this.#daftar) satu.bentuk();
    this.#nanti();
    this.dispatchEvent(new Event("berubah"));
    requestAnimationFrame(() => this.#dilihat()); // setelah letak gulirnya ditetapkan lagi
  }

  /** Lembar mana yang sedang dibaca: yang memuat sepertiga atas layar. */
  #dilihat() {
    if (!this.#daftar.length || !this.unsur.clientHeight) return; // belum ada, atau tidak di layar
    const { scrollTop, clientHeight, scrollHeight } = this.unsur;
    const garis = scrollTop + clientHeight / 3 + this.#daftar[0].kotak.offsetTop;
    const ujung = scrollTop > 0 && scrollTop + clientHeight > scrollHeight - 2; // lembar terakhir bisa lebih pendek dari layar
    let [kiri, kanan] = [ujung ? this.jumlah - 1 : 0, this.jumlah - 1];
    while (kiri < kanan) {
      const tengah = Math.ceil((kiri + kanan) / 2);
      if (this.#daftar[tengah].kotak.offsetTop <= garis) kiri = tengah;
      else kanan = tengah - 1;
    }
    if (this.halaman === kiri + 1) return;
    this.halaman = kiri + 1;
    this.dispatchEvent(new Event("berubah"));
  }

  #mendekat(daftar) {
    for (const { target, isIntersecting } of daftar) {
      const lembar = this.#daftar[target.dataset.no - 1];
      if (isIntersecting) this.#dekat.add(lembar);
      else if (this.#dekat.delete(lembar)) lembar.lepas();
    }
    this.#nanti();
  }

  #nanti() {
    clearTimeout(this.#jam);
    this.#jam = setTimeout(() => {
      const jauh = ({ no }) => Math.abs(no - this.halaman);
      for (const satu of [...this.#dekat].sort((a, b) => jauh(a) - jauh(b))) satu.gambar();
    }, TENANG);
  }
}
