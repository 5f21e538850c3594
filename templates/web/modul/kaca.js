// Tanda tangan pada layar: goresannya tetap ada bila tablet diputar, hasilnya PNG yang dipangkas. Yang
// tidak dapat menggores mengunggah foto tanda tangannya di kertas.
import { html, nothing } from "lit-html";
import { Galat, sebagaiGalat } from "./galat.js";
import { isiKanvas, siapkan } from "./gambar.js";
import { gaya } from "./gaya.js";
import SignaturePad from "signature_pad";

await gaya(import.meta.resolve("../petugas_lapangan.css"));

const LEBAR = 1000; // piksel paling lebar pada hasilnya
const TEPI = 12; // piksel di sekeliling goresan
const PENA = { minWidth: 0.8, maxWidth: 2.6, penColor: "#10243a" };

/** Satu bidang tanda tangan. `berubah()` dipanggil setiap goresan selesai atau dihapus. */
export class Kaca {
  #kanvas = document.createElement("canvas");
  #pena;
  #lebar = 0;
  #berubah;
  #sibuk = false;
  #galat = "";

  constructor(berubah) {
    this.#berubah = berubah;
    this.#kanvas.className = "kaca";
    this.#kanvas.setAttribute("role", "img");
    this.#pena = new SignaturePad(this.#kanvas, PENA);
    this.#pena.addEventListener("endStroke", () => this.#kabari());
    new ResizeObserver(() => this.#ukur()).observe(this.#kanvas);
  }

  get kosong() {
    return this.#pena.isEmpty();
  }

  bersihkan() {
    this.#pena.clear();
    this.#kabari();
  }

  #kabari(galat = "") {
    this.#galat = galat;
    this.#berubah();
  }

  urungkan() {
    this.#pena.fromData(this.#pena.toData().slice(0, -1));
    this.#kabari();
  }

  /** Bidang dan tombolnya. `id` yang khas, `simpan(Blob)` ditunggu, `lain` tombol sesudahnya. */
  tampilan({ id, nama, simpan, lain = nothing }) {
    const { kosong } = this;
    this.#kanvas.setAttribute("aria-label", `Bidang tanda tangan ${nama}, ${kosong ? "masih kosong" : "sudah digores"}`);
    const hanyaBerisi = (apa) => () => this.kosong || apa();
    const unggah = (peristiwa) => {
      const [berkas] = peristiwa.target.files;
      peristiwa.target.value = "";
      if (berkas) this.#serahkan(simpan, () => dariBerkas(berkas));
    };
    return html`<div class="tempat-kaca">
      ${this.#kanvas}
      <p class="bantuan">Gores tanda tangan di dalam kotak dengan jari atau pena; tablet boleh diputar. Bila tidak dapat menggores, tandatangani di kertas putih lalu unggah fotonya.</p>
      <div role="alert">${this.#galat ? html`<p class="galat">${this.#galat}</p>` : nothing}</div>
      <div class="aksi">
        <button type="button" aria-disabled=${String(this.#sibuk)} @click=${() => this.#serahkan(simpan, () => this.png())}>${this.#sibuk ? "Menyimpan…" : "Simpan tanda tangan"}</button>
        <button type="button" class="kedua" aria-disabled=${String(kosong)} @click=${hanyaBerisi(() => this.urungkan())}>Urungkan goresan</button>
        <button type="button" class="kedua" aria-disabled=${String(kosong)} @click=${hanyaBerisi(() => this.bersihkan())}>Bersihkan</button>
        <span><input class="tersembunyi" type="file" id="pindaian-${id}" accept="image/jpeg,image/png" @change=${unggah}><label class="tombol" for="pindaian-${id}">Unggah foto tanda tangan<span class="tersembunyi"> ${nama}</span></label></span>
        ${lain}
      </div>
    </div>`;
  }

  async #serahkan(simpan, buat) {
    if (this.#sibuk) return; // ketukan kedua
    this.#sibuk = true;
    this.#kabari();
    let galat = "";
    try {
      await simpan(await buat());
      this.#pena.clear();
    } catch (sebab) {
      galat = sebagaiGalat(sebab).message;
    }
    this.#sibuk = false;
    this.#kabari(galat);
  }

  /** Goresan saja, di atas putih: Blob PNG. Melempar Galat bila masih kosong. */
  async png() {
    if (this.kosong) throw new Galat("Bidang tanda tangan masih kosong.", { status: 400, jenis: "berkas" });
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
    return isiKanvas(kanvas, "image/png");
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

async function dariBerkas(berkas) {
  const { isi } = await siapkan([berkas]);
  if (isi.type === "application/pdf") throw new Galat("Pilih foto tanda tangan, bukan PDF.", { status: 400, jenis: "berkas" });
  return isi;
}

const batas = (daftar) => [Math.min(...daftar), Math.max(...daftar)];
