// Yang dipakai semua halaman: tanggal, pengumuman, menu akun, dan daftar kesalahan.
import { html, nothing } from "lit-html";
import { keluar, siapa } from "./sesi.js";

const { zona, singkatanZona } = document.documentElement.dataset;
const HARI = new Intl.DateTimeFormat("id-ID", { dateStyle: "long", timeZone: zona });
const JAM = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", timeZone: zona });

const NAMA_HARI = new Intl.DateTimeFormat("id-ID", { weekday: "long", timeZone: zona });

/** "Selasa", menurut zona kantor. */
export const hari = (waktu) => NAMA_HARI.format(new Date(waktu));
/** "24 November 2026", menurut zona kantor. */
export const tanggal = (waktu) => HARI.format(new Date(waktu));
/** "24 November 2026 pukul 14.05 WIB". */
export const tanggalJam = (waktu) => `${tanggal(waktu)} pukul ${JAM.format(new Date(waktu)).replace(":", ".")} ${singkatanZona}`;

/** Huruf pertama besar, garis bawah menjadi spasi: nilai pilihan seperti dibaca orang. */
export const kalimat = (teks) => {
  const isi = String(teks).replaceAll("_", " ");
  return isi.charAt(0).toUpperCase() + isi.slice(1);
};

/** Kotak pesan; `jenis`: "baik", "buruk", "ragu", atau kosong. */
export const pesan = (jenis, isi, lagi = nothing) => html`<div class="pesan ${jenis}" role=${jenis === "buruk" ? "alert" : "status"}><p>${isi}</p>${lagi}</div>`;

/** Daftar kesalahan di atas formulir, tiap butir menunjuk isiannya. `daftar`: [{alamat, pesan}]. */
export const ringkasanGalat = (daftar, id = "ringkasan-galat") => daftar.length
  ? html`<div class="pesan buruk" role="alert" tabindex="-1" id=${id}><h2>Masih ada yang perlu diperbaiki</h2><ul>${daftar.map((satu) => html`<li><a href=${satu.alamat} @click=${satu.buka ?? nothing}>${satu.pesan}</a></li>`)}</ul></div>`
  : nothing;

/**
 * `gambar` yang boleh dipanggil selagi menggambar: menghapus isian yang terfokus memanggil penangan
 * blur-nya, dan gambar ulang di tengah penghapusan merusak halaman. Yang ini menunggu sampai selesai.
 */
export function bergilir(gambar) {
  let sedang = false;
  let lagi = false;
  return function satu() {
    lagi = sedang;
    if (sedang) return;
    sedang = true;
    try {
      gambar();
    } finally {
      sedang = false;
    }
    if (lagi) queueMicrotask(satu);
  };
}

/** Tautan ringkasan memindahkan fokus tanpa mengubah alamat (yang menyimpan nomor). */
export const keIsian = (id) => (peristiwa) => {
  peristiwa.preventDefault();
  document.getElementById(id)?.focus();
};

/** Pindahkan fokus setelah gambar ulang berikutnya. */
export function fokuskan(id) {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}

/** Tautan lompat memindahkan fokus tanpa mengubah alamat (yang menyimpan nomor). */
export function siapkanLompat() {
  document.querySelector(".lompat").addEventListener("click", (peristiwa) => {
    peristiwa.preventDefault();
    document.getElementById("isi").focus();
  });
}

/** "Masuk" di menu menjadi "Keluar" bagi yang sudah masuk. */
export function siapkanMenu() {
  siapkanLompat();
  const tautan = document.getElementById("akun");
  if (!siapa() || tautan?.tagName !== "A") return;
  const tombol = Object.assign(document.createElement("button"), { type: "button", id: "akun", textContent: "Keluar" });
  tombol.addEventListener("click", async () => location.assign(await keluar()));
  tautan.replaceWith(tombol);
}
