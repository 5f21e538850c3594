// Survei kepuasan satu permohonan (#nomor): anonim, sekali, tidak wajib.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { alamatMasuk, siapa } from "./sesi.js";
import { fokuskan, pesan, ringkasanGalat, siapkanMenu } from "./tampil.js";

const judul = document.getElementById("judul");
const keadaan = document.getElementById("keadaan");
const survei = document.getElementById("survei");
const tempatGalat = document.getElementById("galat-survei");
const tombol = survei.querySelector("button[type=submit]");

let nomor = "";
let orang = null; // tetap diketahui ketika sesinya berakhir selagi ia menjawab
let mengirim = false;

// Jawaban yang belum terkirim, di perangkat ini saja; `keluar` menghapusnya (sesi.js).
const kunci = () => `isian:${orang}:skm:${nomor}`;

function tampil(isi) {
  survei.hidden = true;
  keadaan.hidden = false;
  render(isi, keadaan);
}

const tautanIkm = html`<a class="tombol" href="ikm.html">Lihat hasil survei</a>`;
const keDaftar = html`<a class="tombol" href="permohonan.html">Permohonan saya</a>`;
const keKasus = () => html`<a class="tombol" href="permohonan.html#${encodeURIComponent(nomor)}">Kembali ke permohonan</a>`;
const keMasuk = () => html`<a class="tombol utama" href=${alamatMasuk()}>Masuk dengan nomor HP</a>`;

async function buka() {
  try {
    nomor = decodeURIComponent(location.hash.slice(1));
  } catch {
    nomor = "";
  }
  orang = siapa();
  if (!nomor) return tampil(html`${pesan("", "Penilaian dibuka dari permohonan yang keputusannya sudah diserahkan.")}<p class="aksi">${keDaftar}</p>`);
  if (!orang) return tampil(html`${pesan("", "Masuk dahulu untuk memberi penilaian.")}<p class="aksi">${keMasuk()}</p>`);
  tampil(html`<p class="pengantar">Membuka penilaian…</p>`);
  const ini = nomor;
  let lanjut;
  try {
    const { skm } = await minta("GET", `/permohonan/${encodeURIComponent(nomor)}`);
    lanjut = { sudah, ditawarkan: tanyakan }[skm] ?? belum;
  } catch (sebab) {
    lanjut = () => gagalBuka(sebagaiGalat(sebab));
  }
  if (ini === nomor) lanjut();
}

function gagalBuka(galat) {
  if (galat.jenis === "sesi") return tampil(html`${pesan("", galat.message)}<p class="aksi">${keMasuk()}</p>`);
  const teks = galat.status === 404 ? "Permohonan ini tidak ada pada akun Anda." : galat.jenis === "luring" ? "Sambungan internet terputus. Periksa sambungan Anda, lalu coba lagi." : galat.message;
  return tampil(html`${pesan("buruk", teks)}<p class="aksi"><button type="button" @click=${buka}>Coba lagi</button> ${keDaftar}</p>`);
}

const belum = () => tampil(html`${pesan("", `Permohonan ${nomor} belum dapat dinilai. Penilaian dapat diberikan setelah surat keputusan diserahkan kepada Anda.`)}<p class="aksi">${keKasus()}</p>`);

const sudah = () => tampil(html`${pesan("baik", `Penilaian untuk permohonan ${nomor} sudah diberikan. Terima kasih.`)}<p class="aksi">${tautanIkm} ${keKasus()}</p>`);

function tanyakan() {
  keadaan.hidden = true;
  survei.hidden = false;
  survei.reset();
  for (const [kode, nilai] of Object.entries(tersimpan())) {
    const pilihan = document.getElementById(`${kode}-${nilai}`);
    if (pilihan) pilihan.checked = true;
  }
}

function tersimpan() {
  try {
    return JSON.parse(localStorage.getItem(kunci())) ?? {};
  } catch {
    return {};
  }
}

/** {unsur: 1..4}; yang dilewati tidak ikut. */
const jawaban = () => Object.fromEntries([...new FormData(survei)].filter(([, nilai]) => nilai).map(([kode, nilai]) => [kode, Number(nilai)]));

function keluhkan(isi, id) {
  render(isi, tempatGalat);
  if (id) fokuskan(id);
}

const kePertama = (peristiwa) => {
  peristiwa.preventDefault();
  survei.querySelector("input").focus();
};

async function kirim(peristiwa) {
  peristiwa.preventDefault();
  const isi = jawaban();
  if (!Object.keys(isi).length) {
    const kosong = { alamat: `#${survei.querySelector("input").id}`, pesan: "Pilih jawaban untuk sedikitnya satu pertanyaan.", buka: kePertama };
    return keluhkan(ringkasanGalat([kosong]), "ringkasan-galat");
  }
  if (mengirim) return undefined;
  mengirim = true;
  tombol.setAttribute("aria-disabled", "true");
  tombol.textContent = "Mengirim…";
  keluhkan(nothing);
  try {
    await minta("POST", `/permohonan/${encodeURIComponent(nomor)}/skm`, isi);
    localStorage.removeItem(kunci());
    judul.textContent = "Terima kasih atas penilaian Anda";
    tampil(html`${pesan("baik", "Penilaian Anda sudah dihitung, tanpa nama dan tanpa nomor permohonan.")}<p>Hasilnya diterbitkan bersama penilaian orang lain setelah cukup banyak yang menilai.</p><p class="aksi">${tautanIkm} ${keKasus()}</p>`);
    scrollTo(0, 0);
    fokuskan("judul");
  } catch (sebab) {
    gagalKirim(sebagaiGalat(sebab));
  } finally {
    mengirim = false;
    tombol.removeAttribute("aria-disabled");
    tombol.textContent = "Kirim penilaian";
  }
  return undefined;
}

function gagalKirim(galat) {
  if (galat.jenis === "sesi") {
    return keluhkan(html`${pesan("ragu", "Sesi Anda sudah berakhir. Masuk lagi untuk mengirim; jawaban Anda tidak hilang.")}<p class="aksi">${keMasuk()}</p>`);
  }
  const teks = galat.jenis === "luring" ? "Sambungan internet terputus. Jawaban Anda aman di perangkat ini; tekan Kirim penilaian lagi setelah tersambung." : galat.message;
  return keluhkan(pesan(galat.sementara ? "ragu" : "buruk", teks));
}

survei.addEventListener("submit", kirim);
survei.addEventListener("change", () => localStorage.setItem(kunci(), JSON.stringify(jawaban())));
addEventListener("hashchange", buka);
siapkanMenu();
keadaan.replaceChildren();
buka();
