// Tanda tangan pada layar: goresannya tetap ada bila tablet diputar, hasilnya PNG yang dipangkas.
import { html, nothing } from "lit-html";
import SignaturePad from "signature_pad";

const LEBAR = 1000; // piksel paling lebar pada hasilnya
const TEPI = 12; // piksel di sekeliling goresan
const PENA = { minWidth: 0.8, maxWidth: 2.6, penColor: "#10243a" };

/** Satu bidang tanda tangan. `berubah()` dipanggil setiap goresan selesai atau dihapus. */
export class Kaca {
  #kanvas = document.createElement("canvas");
  #pena;
  #lebar = 0;
  #berubah;

  constructor(berubah) {
    this.#berubah = berubah;
    this.#kanvas.className = "kaca";
    this.#kanvas.setAttribute("role", "img");
    this.#pena = new SignaturePad(this.#kanvas, PENA);
    this.#pena.addEventListener("endStroke", berubah);
    new ResizeObserver(() => this.#ukur()).observe(this.#kanvas);
  }

  get kosong() {
    return this.#pena.isEmpty();
  }

  bersihkan() {
    this.#pena.clear();
    this.#berubah();
  }

  urungkan() {
    this.#pena.fromData(this.#pena.toData().slice(0, -1));
    this.#berubah();
  }

  /** Bidang dan tombolnya; `cara` jalan lain bagi yang tidak dapat menggores. */
  tampilan({ nama, cara }) {
    this.#kanvas.setAttribute("aria-label", `Bidang tanda tangan ${nama}, ${this.kosong ? "masih kosong" : "sudah digores"}`);
    return html`<div class="tempat-kaca">
      ${this.#kanvas}
      <p class="bantuan">${this.kosong ? "Gores tanda tangan di dalam kotak dengan jari atau pena." : "Tablet boleh diputar; goresan tetap ada."} ${cara ?? nothing}</p>
      <div class="aksi">
        <button type="button" class="kedua" aria-disabled=${String(this.kosong)} @click=${() => this.kosong || this.urungkan()}>Urungkan goresan</button>
        <button type="button" class="kedua" aria-disabled=${String(this.kosong)} @click=${() => this.kosong || this.bersihkan()}>Bersihkan</button>
      </div>
    </div>`;
  }

  /** Goresan saja, di atas putih: Blob PNG. */
  async png() {
    const titik = this.#pena.toData().flatMap(({ points }) => points);
    const [kiri, kanan] = batas(titik.map(({ x }) => x));
    const [atas, bawah] = batas(titik.map(({ y }) => y));
    const skala = Math.min(3, (LEBAR - 2 * TEPI) / Math.max(1, kanan - kiri));
    const kanvas = Object.assign(document.createElement("canvas"), {
      width: Math.ceil((kanan - kiri) * skala) + 2 * TEPI,
      height: Math.ceil((bawah - atas) * skala) + 2 * TEPI,
    });
    const pena = new SignaturePad(kanvas, { backgroundColor: "#fff" });
    pena.off();
    pena.fromData(this.#goresan(skala, ({ x, y }) => ({ x: (x - kiri) * skala + TEPI, y: (y - atas) * skala + TEPI })));
    return new Promise((jadi) => { kanvas.toBlob(jadi, "image/png"); });
  }

  #goresan(skala, pindah) {
    return this.#pena.toData().map((satu) => ({
      ...satu,
      minWidth: satu.minWidth * skala,
      maxWidth: satu.maxWidth * skala,
      points: satu.points.map((titik) => ({ ...titik, ...pindah(titik) })),
    }));
  }

  /** Ukuran di layar berubah: bidangnya disesuaikan dan goresannya ikut membesar atau mengecil. */
  #ukur() {
    const { clientWidth: lebar, clientHeight: tinggi } = this.#kanvas;
    if (!lebar || lebar === this.#lebar) return;
    const skala = this.#lebar ? lebar / this.#lebar : 1;
    const goresan = this.#goresan(skala, ({ x, y }) => ({ x: x * skala, y: y * skala }));
    const rapat = Math.max(1, devicePixelRatio);
    Object.assign(this.#kanvas, { width: lebar * rapat, height: tinggi * rapat });
    this.#kanvas.getContext("2d").scale(rapat, rapat);
    this.#lebar = lebar;
    this.#pena.clear();
    this.#pena.fromData(goresan);
  }
}

const batas = (daftar) => [Math.min(...daftar), Math.max(...daftar)];
