// Foto atau gambar pindaian: satu lembar yang dapat diputar dan diperbesar.
import { Galat } from "./galat.js";
import { Bingkai } from "./penampil_bingkai.js";

export class LembarGambar extends EventTarget {
  #url;
  #kotak = Object.assign(document.createElement("div"), { className: "lembar" });
  #img = document.createElement("img");
  jumlah = 1;
  halaman = 1;
  /** Skala yang disebut 100%: satu piksel gambar satu piksel layar. */
  seratus = 1;

  constructor(nama) {
    super();
    this.#img.alt = nama;
    this.bingkai = new Bingkai(nama, () => this.#ukuran()[0], () => this.#susun());
    this.unsur = this.bingkai.unsur;
  }

  /** Melempar Galat. */
  async muat(sumber) {
    this.#url = URL.createObjectURL(await sumber.semua());
    this.#img.src = this.#url;
    try {
      await this.#img.decode();
    } catch {
      throw new Galat("Gambar ini rusak atau terpotong sehingga tidak dapat ditampilkan. Unduh untuk mencoba dengan program lain, atau minta berkas yang baru.", { status: 422 });
    }
    this.#kotak.append(this.#img);
    this.unsur.append(this.#kotak);
    this.bingkai.pasLebar();
  }

  ke() {}

  tutup() {
    this.bingkai.tutup();
    this.#img.removeAttribute("src");
    if (this.#url) URL.revokeObjectURL(this.#url);
  }

  /** [lebar, tinggi] menurut putaran. */
  #ukuran() {
    const { naturalWidth: lebar, naturalHeight: tinggi } = this.#img;
    return this.bingkai?.putaran % 180 ? [tinggi || 1, lebar || 1] : [lebar || 1, tinggi || 1];
  }

  #susun() {
    const [lebar, tinggi] = this.#ukuran();
    this.#kotak.style.setProperty("--lebar", `${lebar}px`);
    this.#kotak.style.setProperty("--tinggi", `${tinggi}px`);
    this.#img.dataset.putaran = this.bingkai.putaran;
    this.dispatchEvent(new Event("berubah"));
  }
}
