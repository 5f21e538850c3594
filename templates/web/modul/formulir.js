// Formulir permohonan: daftar draf, lalu langkah demi langkah. Alamatnya #DRAF-…/langkah.
import { html, render } from "lit-html";
import { minta } from "./api.js";
import { Draf } from "./draf.js";
import { sebagaiGalat } from "./galat.js";
import { Pengisian, ambilModul, gagalUnduh, sedangMengirim } from "./pengisian.js";
import { alamatMasuk, siapa } from "./sesi.js";
import { formulirSop } from "./sop.js";
import { pesan, siapkanMenu } from "./tampil.js";

const tempat = document.getElementById("formulir");
const judul = document.getElementById("judul");

let pengisian = null;

// ------------------------------------------------------------------------------ alamat dan data

let bukaan = 0;

/** Tampilkan yang diminta alamat; bila alamat berganti selagi menunggu, yang terakhir yang menang. */
async function buka(peristiwa) {
  bukaan += 1;
  const ini = bukaan;
  let tampilkan;
  try {
    tampilkan = siapa() ? await siapkan(...location.hash.slice(1).split("/")) : () => tampil("Permohonan izin", harusMasuk());
  } catch (sebab) {
    tampilkan = () => gagal(sebagaiGalat(sebab));
  }
  if (ini !== bukaan) return;
  tampilkan();
  if (!peristiwa) return;
  if (pengisian) pengisian.fokus(judul);
  else {
    scrollTo(0, 0);
    judul.focus({ preventScroll: true });
  }
}

async function siapkan(nomor, nama) {
  if (!nomor) return tampilDaftar();
  const modul = ambilModul(nama); // bersamaan dengan draf
  let satu = pengisian;
  if (satu?.draf.nomor !== nomor) {
    tunggu("Membuka permohonan…");
    satu = await muat(nomor);
  }
  await modul;
  if (satu.draf.kasus.keadaan !== "draf") return tampilSelesai(satu.draf.kasus);
  return () => {
    pengisian = satu;
    satu.mulai(nama);
    gambar();
  };
}

async function muat(nomor) {
  const kasus = await minta("GET", `/permohonan/${encodeURIComponent(nomor)}`);
  const draf = new Draf(kasus, await formulirSop(kasus.sop));
  const baru = new Pengisian(draf, { nama: tempat.dataset.nama, gambar, buka });
  draf.addEventListener("berubah", () => {
    if (baru !== pengisian) return;
    if (draf.kasus.keadaan === "draf") gambar();
    else buka();
  });
  return baru;
}

async function mulai(peristiwa) {
  const tombol = peristiwa.currentTarget;
  if (tombol.disabled) return;
  tombol.disabled = true;
  try {
    const { nomor } = await minta("POST", "/permohonan", { jenis: tempat.dataset.jenis });
    location.hash = nomor;
  } catch (sebab) {
    gagal(sebagaiGalat(sebab));
  }
}

// ------------------------------------------------------------------------------------ tampilan

function tampil(teksJudul, isi) {
  tempat.removeAttribute("aria-busy");
  judul.textContent = teksJudul;
  render(isi, tempat);
}

const tunggu = (teks) => tampil("Permohonan izin", html`<p class="pengantar">${teks}</p>`);

const harusMasuk = (kata = "Masuk dahulu untuk mengisi permohonan.") => html`
  ${pesan("", kata)}
  <p class="aksi"><a class="tombol utama" href=${alamatMasuk()}>Masuk dengan nomor HP</a> <a class="tombol" href="index.html#persyaratan">Lihat persyaratan</a></p>`;

function gagal(galat) {
  if (galat.jenis === "sesi") return tampil("Permohonan izin", harusMasuk(galat.message));
  const teks = galat.status === 404
    ? "Permohonan ini tidak ada pada akun Anda. Mungkin drafnya sudah dihapus, atau Anda masuk dengan nomor HP lain."
    : galat.message;
  const lagi = html`<p class="aksi"><button type="button" @click=${buka}>Coba lagi</button> <a class="tombol" href="formulir.html">Daftar permohonan</a></p>`;
  return tampil("Permohonan izin", html`${pesan("buruk", teks)}${lagi}`);
}

async function tampilDaftar() {
  pengisian = null;
  tunggu("Memuat permohonan Anda…");
  const [{ permohonan }, { halamanDaftar }] = await Promise.all([minta("GET", "/permohonan"), import("./daftar.js").catch(gagalUnduh)]);
  return () => tampil("Permohonan izin", halamanDaftar(permohonan, tempat.dataset, mulai));
}

async function tampilSelesai({ nomor, menjadi }) {
  const { halamanSelesai } = await import("./langkah_periksa.js").catch(gagalUnduh);
  if (!menjadi) return () => location.replace(`permohonan.html#${nomor}`);
  return () => tampil("Permohonan Anda sudah diajukan", halamanSelesai(menjadi, tempat.dataset));
}

function gambar() {
  if (!pengisian?.langkah || pengisian.draf.kasus.keadaan !== "draf") return;
  const isi = pengisian.tampilan();
  tampil(pengisian.judul, isi);
}

addEventListener("hashchange", buka);
addEventListener("storage", ({ key }) => key === "sesi" && pengisian?.draf.simpan()); // masuk lagi di tab lain
addEventListener("beforeunload", (peristiwa) => {
  if (sedangMengirim()) peristiwa.preventDefault();
});
tempat.replaceChildren();
siapkanMenu();
buka();
