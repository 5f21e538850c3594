// Permohonan saya: daftar, dan satu permohonan pada alamat #nomor.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { Galat, sebagaiGalat } from "./galat.js";
import { Kasus } from "./kasus.js";
import { giliran, halamanKasus } from "./permohonan_kasus.js";
import { alamatMasuk, berakhir, siapa } from "./sesi.js";
import { bergilir, pesan, siapkanMenu, tanggal } from "./tampil.js";

const tempat = document.getElementById("permohonan");
const judul = document.getElementById("judul");
const kabar = document.getElementById("kabar");
const malas = { tugas: null }; // diambil ketika ada yang dapat dilakukan orang
const JUDUL = "Permohonan saya";

let kasus = null;
let bukaan = 0;

/** Tampilkan yang diminta alamat; bila alamat berganti selagi menunggu, yang terakhir yang menang. */
async function buka(peristiwa) {
  bukaan += 1;
  const ini = bukaan;
  kasus?.berhenti();
  kasus = null;
  let tampilkan;
  try {
    tampilkan = siapa() ? await siapkan(nomorAlamat()) : () => tampil(JUDUL, harusMasuk());
  } catch (sebab) {
    tampilkan = () => gagal(sebagaiGalat(sebab));
  }
  if (ini !== bukaan) return;
  tampilkan();
  if (peristiwa) {
    scrollTo(0, 0);
    judul.focus({ preventScroll: true });
  }
}

function nomorAlamat() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1); // alamat yang rusak: server yang mengatakannya tidak ada
  }
}

async function siapkan(nomor) {
  tunggu();
  if (!nomor) {
    const { permohonan } = await minta("GET", "/permohonan");
    return () => tampil(JUDUL, halamanDaftar(permohonan));
  }
  const satu = new Kasus(nomor);
  satu.addEventListener("berubah", ({ detail }) => satu === kasus && perbarui(detail));
  const { keadaan, menjadi } = await satu.muat();
  if (menjadi) return () => location.replace(`#${menjadi}`);
  if (keadaan === "draf") return () => location.replace(`formulir.html#${nomor}`);
  await ambilTugas(satu);
  return () => {
    kasus = satu;
    kasus.ikuti();
    gambar();
  };
}

const perluTugas = (satu) => satu.isi.boleh_ditarik || satu.terbuka.some((v) => v.aksi_tersedia.length);

async function ambilTugas(satu) {
  if (!perluTugas(satu)) return;
  malas.tugas ??= await import("./permohonan_tugas.js").catch(() => {
    throw new Galat("Halaman ini belum terunduh seluruhnya karena sambungan terputus. Tekan Coba lagi.", { jenis: "luring" });
  });
}

/** Ada kabar baru dari server; `lama` berisi keadaan sebelumnya bila memang berubah. */
async function perbarui(lama) {
  try {
    await ambilTugas(kasus);
  } catch (sebab) {
    kasus.masalah = sebab;
  }
  gambar();
  if (lama) {
    const kalimat = `${kasus.isi.status}. ${giliran(kasus)}`;
    if (kabar.textContent !== kalimat) kabar.textContent = kalimat;
  }
}

// ------------------------------------------------------------------------------------ tampilan

function tampil(teksJudul, isi) {
  tempat.removeAttribute("aria-busy");
  judul.textContent = teksJudul;
  render(isi, tempat);
}

const tunggu = () => tampil(JUDUL, html`<p class="pengantar">Memuat permohonan Anda…</p>`);

const harusMasuk = (kata = "Masuk dahulu untuk melihat permohonan Anda.") => html`
  ${pesan("", kata)}
  <p class="aksi"><a class="tombol utama" href=${alamatMasuk()}>Masuk dengan nomor HP</a> <a class="tombol" href="lacak.html">Lacak dengan nomor</a></p>`;

function gagal(galat) {
  if (galat.jenis === "sesi") return tampil(JUDUL, harusMasuk(galat.message));
  const teks = galat.status === 404
    ? "Permohonan ini tidak ada pada akun Anda. Periksa nomornya; mungkin Anda masuk dengan nomor HP lain."
    : galat.jenis === "luring" ? "Sambungan internet terputus. Periksa sambungan Anda, lalu tekan Coba lagi." : galat.message;
  return tampil(JUDUL, html`${pesan("buruk", teks)}
    <p class="aksi"><button type="button" @click=${buka}>Coba lagi</button> <a class="tombol" href="permohonan.html">Semua permohonan</a></p>`);
}

const gambar = bergilir(() => {
  if (!kasus?.isi) return;
  if (!siapa() && !kasus.masalah) kasus.masalah = berakhir(); // misalnya diketahui ketika mengunggah
  tampil(kasus.nomor, halamanKasus(kasus, { data: tempat.dataset, tugas: perluTugas(kasus) ? malas.tugas : null, gambar }));
});

function baris(p, alamat, teks, tombol) {
  return html`<li><span><strong>${teks}</strong><br><span class="redup">${p.keadaan === "draf" ? "Belum diajukan" : p.status} · ${tanggal(p.diajukan ?? p.dibuat)}</span></span><a class="tombol" href=${alamat}>${tombol}<span class="tersembunyi"> ${teks}</span></a></li>`;
}

const bagian = (nama, daftar) => (daftar.length ? html`<section class="kartu"><h2>${nama}</h2><ul class="daftar-kasus">${daftar}</ul></section>` : nothing);

function halamanDaftar(daftar) {
  const menurut = (...keadaan) => daftar.filter((p) => keadaan.includes(p.keadaan));
  const kasusnya = (p) => baris(p, `#${p.nomor}`, p.nomor, "Buka");
  return html`
    ${daftar.length ? nothing : html`<section class="kartu"><p>Belum ada permohonan pada nomor HP ini.</p></section>`}
    ${bagian("Sedang diproses", menurut("berjalan").map(kasusnya))}
    ${bagian("Draf", menurut("draf").map((p) => baris(p, `formulir.html#${p.nomor}`, `Draf tanggal ${tanggal(p.dibuat)}`, "Lanjutkan")))}
    ${bagian("Sudah berakhir", menurut("berakhir").map(kasusnya))}
    <p class="aksi"><a class="tombol ${daftar.length ? "" : "utama"}" href="formulir.html">Permohonan baru</a></p>`;
}

addEventListener("hashchange", buka);
addEventListener("beforeunload", (peristiwa) => {
  if (malas.tugas?.sedangMengirim()) peristiwa.preventDefault();
});
tempat.replaceChildren();
siapkanMenu();
buka();
