// Satu lembar PDF: kotaknya selalu ada, gambar dan tulisannya hanya selama dekat dengan yang dilihat.
import { TextLayer } from "pdfjs-dist";

/** Piksel sebuah kanvas paling banyak; lembar yang lebih besar digambar lebih kasar. */
export const PIKSEL_KANVAS = 16 * 1024 * 1024;

const TANPA_TEKS = "Halaman ini berupa gambar tanpa teks yang dapat dibacakan.";
const GAGAL = "Halaman ini tidak dapat ditampilkan. Gulir menjauh lalu kembali untuk mencoba lagi, atau unduh berkasnya.";

const unsur = (nama, ciri) => Object.assign(document.createElement(nama), ciri);

export class Lembar {
  #dokumen;
  #bingkai;
  #datar;
  #page = null;
  #tugas = null;
  /** Skala dan putaran yang sedang atau sudah digambar; null bila kosong. */
  #rupa = null;

  /** Sebesar `serupa` (PDFPageProxy) sampai ukurannya sendiri diketahui. */
  constructor(no, dokumen, bingkai, serupa) {
    this.no = no;
    this.#dokumen = dokumen;
    this.#bingkai = bingkai;
    this.#datar = serupa.getViewport({ scale: 1 });
    this.kotak = unsur("div", { className: "lembar" });
    this.kotak.dataset.no = no;
    this.kotak.setAttribute("role", "group");
    this.kotak.setAttribute("aria-label", `Halaman ${no} dari ${dokumen.numPages}`);
    this.bentuk();
  }

  /** [lebar, tinggi] pada skala 1, menurut putaran. */
  get ukuran() {
    const { width, height } = this.#datar;
    return this.#bingkai.putaran % 180 ? [height, width] : [width, height];
  }

  bentuk() {
    const [lebar, tinggi] = this.ukuran;
    this.kotak.style.setProperty("--lebar", `${lebar}px`);
    this.kotak.style.setProperty("--tinggi", `${tinggi}px`);
  }

  /** Gambar menurut skala dan putaran sekarang; tidak berbuat apa-apa bila sudah. */
  async gambar() {
    const { skala, putaran } = this.#bingkai;
    const rupa = `${skala}/${devicePixelRatio}/${putaran}`;
    if (this.#rupa === rupa) return;
    this.#tugas?.cancel();
    this.#rupa = rupa;
    const berlaku = () => this.#rupa === rupa;
    try {
      const page = await this.#dokumen.getPage(this.no);
      if (!berlaku()) return;
      this.#page = page;
      this.#datar = page.getViewport({ scale: 1 });
      this.bentuk();
      const viewport = page.getViewport({ scale: skala, rotation: (page.rotate + putaran) % 360 });
      const kanvas = await this.#kanvas(page, viewport);
      const teks = await this.#teks(page, viewport);
      if (berlaku()) this.#isi(kanvas, teks);
      else kanvas.width = 0;
    } catch (sebab) {
      if (berlaku() && sebab?.name !== "RenderingCancelledException") this.#isi(unsur("p", { textContent: GAGAL }));
    }
  }

  async #kanvas(page, viewport) {
    const rapat = Math.min(devicePixelRatio, Math.sqrt(PIKSEL_KANVAS / (viewport.width * viewport.height)));
    const kanvas = unsur("canvas", { width: Math.ceil(viewport.width * rapat), height: Math.ceil(viewport.height * rapat) });
    kanvas.setAttribute("aria-hidden", "true");
    this.#tugas = page.render({ canvas: kanvas, viewport, transform: [rapat, 0, 0, rapat, 0, 0] });
    await this.#tugas.promise;
    return kanvas;
  }

  /** Tulisan lembar di atas gambarnya: dapat dipilih, dicari, dan dibacakan. */
  async #teks(page, viewport) {
    const wadah = unsur("div", { className: "lapis-teks" });
    const isi = await page.getTextContent();
    await new TextLayer({ textContentSource: isi, container: wadah, viewport }).render();
    if (!isi.items.some(({ str }) => str?.trim())) wadah.replaceChildren(unsur("p", { className: "tersembunyi", textContent: TANPA_TEKS }));
    return wadah;
  }

  #isi(...isi) {
    const kanvas = this.kotak.querySelector("canvas");
    if (kanvas) kanvas.width = 0; // memori dikembalikan seketika
    this.kotak.replaceChildren(...isi);
  }

  /** Buang gambar dan tulisannya; kotaknya tetap. */
  lepas() {
    this.#rupa = null;
    this.#tugas?.cancel();
    this.#isi();
    this.#page?.cleanup();
  }
}
