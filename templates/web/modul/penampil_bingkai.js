// Bidang gulir tempat lembar-lembar sebuah berkas: pembesaran, putaran, dan lebar yang pas.
const TERKECIL = 0.1;
const TERBESAR = 8;
const LANGKAH = 1.25;

export class Bingkai {
  #amati;
  #ubah;
  #lebar = 0;
  skala = 1;
  /** Derajat searah jarum jam, di luar putaran berkasnya sendiri. */
  putaran = 0;
  /** Mengikuti lebar bidang? */
  pas = true;

  /** `lebarAsli()` lebar lembar yang sedang dilihat pada skala 1; `ubah()` sesudah skala atau putaran lain. */
  constructor(nama, lebarAsli, ubah) {
    this.lebarAsli = lebarAsli;
    this.#ubah = ubah;
    this.unsur = Object.assign(document.createElement("div"), { className: "penampil-gulir", tabIndex: 0 });
    this.unsur.setAttribute("role", "region");
    this.unsur.setAttribute("aria-label", `Isi berkas ${nama}`);
    this.#amati = new ResizeObserver(() => this.#diukur());
    this.#amati.observe(this.unsur);
  }

  perbesar(arah) {
    this.#pasang(this.skala * LANGKAH ** arah, false);
  }

  pasLebar() {
    this.#pasang(this.#skalaPas(), true);
  }

  putar() {
    this.putaran = (this.putaran + 90) % 360;
    this.#pasang(this.pas ? this.#skalaPas() : this.skala, this.pas);
  }

  tutup() {
    this.#amati.disconnect();
    this.unsur.replaceChildren();
  }

  #diukur() {
    const lebar = this.unsur.clientWidth;
    if (lebar === this.#lebar) return;
    this.#lebar = lebar;
    if (this.pas) this.pasLebar();
  }

  #skalaPas() {
    const { paddingLeft, paddingRight } = getComputedStyle(this.unsur);
    const lebar = this.unsur.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
    return lebar > 0 ? lebar / this.lebarAsli() : this.skala;
  }

  #pasang(skala, pas) {
    this.skala = Math.min(TERBESAR, Math.max(TERKECIL, skala));
    this.pas = pas;
    this.#bertahan(() => {
      this.unsur.style.setProperty("--total-scale-factor", this.skala);
      this.#ubah();
    });
  }

  /** Yang di tengah layar tetap di tengah; yang dibaca dari atas tetap dari atas. */
  #bertahan(apa) {
    const { unsur } = this;
    const tengah = (gulir, tampak, semua) => (gulir ? (gulir + tampak / 2) / semua : 0);
    const y = tengah(unsur.scrollTop, unsur.clientHeight, unsur.scrollHeight);
    const x = tengah(unsur.scrollLeft, unsur.clientWidth, unsur.scrollWidth) || 0.5;
    apa();
    unsur.scrollTop = y * unsur.scrollHeight - unsur.clientHeight / 2;
    unsur.scrollLeft = x * unsur.scrollWidth - unsur.clientWidth / 2;
  }
}
