// Formulir permohonan: daftar draf, lalu langkah demi langkah. Alamatnya #DRAF-…/langkah.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { bidang, ditanya, idIsian, kurang, periksa } from "./bidang.js";
import { Draf } from "./draf.js";
import { Galat, sebagaiGalat } from "./galat.js";
import { alamatMasuk, siapa } from "./sesi.js";
import { formulirSop } from "./sop.js";
import { fokuskan, kalimat, pesan, ringkasanGalat, siapkanMenu } from "./tampil.js";

const tempat = document.getElementById("formulir");
const judul = document.getElementById("judul");
const BERKAS = "berkas";
const PERIKSA = "periksa";

let draf = null;
let langkah = "";
let galatLangkah = [];
let tujuan = ""; // unsur yang menerima fokus setelah langkah berikutnya terbuka
const malas = {}; // modul yang baru diambil ketika langkahnya dibuka

const kelompok = () => [...new Set(ditanya(draf.formulir.isian, draf.nilai).map((satu) => satu.kelompok))];
const daftarLangkah = () => [...kelompok(), BERKAS, PERIKSA];
const isianLangkah = (nama) => draf.isian.filter((satu) => satu.kelompok === nama);
const alamat = (nama) => `#${draf.nomor}/${nama}`;

function selesaiLangkah(nama) {
  if (nama === BERKAS) {
    const ada = new Set(draf.kasus.berkas.filter((b) => b.keadaan === "diterima").map((b) => b.kode));
    return draf.persyaratan.every((satu) => !satu.wajib || ada.has(satu.kode));
  }
  return nama !== PERIKSA && isianLangkah(nama).every((satu) => !kurang(satu, draf.isi(satu.kode)) && !draf.galat[satu.kode]);
}

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
  if (peristiwa) pindahFokus();
}

async function siapkan(nomor, nama) {
  if (!nomor) return tampilDaftar();
  const modul = ambilModul(nama); // bersamaan dengan draf
  let satu = draf;
  if (satu?.nomor !== nomor) {
    tunggu("Membuka permohonan…");
    satu = await muat(nomor);
  }
  await modul;
  if (satu.kasus.keadaan !== "draf") return tampilSelesai(satu.kasus);
  return () => {
    draf = satu;
    langkah = daftarLangkah().includes(nama) ? nama : daftarLangkah()[0];
    galatLangkah = [];
    gambar();
  };
}

function pindahFokus() {
  const unsur = tujuan && document.getElementById(tujuan);
  tujuan = "";
  scrollTo(0, 0);
  (unsur || judul).focus({ preventScroll: !unsur });
}

async function muat(nomor) {
  const kasus = await minta("GET", `/permohonan/${encodeURIComponent(nomor)}`);
  const baru = new Draf(kasus, await formulirSop(kasus.sop));
  baru.addEventListener("berubah", () => {
    if (baru !== draf) return;
    if (baru.kasus.keadaan === "draf") gambar();
    else buka();
  });
  return baru;
}

async function ambilModul(nama) {
  if (nama === BERKAS) malas.berkas ??= await import("./langkah_berkas.js").catch(gagalUnduh);
  if (nama === PERIKSA) malas.periksa ??= await import("./langkah_periksa.js").catch(gagalUnduh);
}

function gagalUnduh() {
  throw new Galat("Langkah ini belum terunduh karena sambungan terputus. Isian Anda aman. Tekan Coba lagi.", { jenis: "luring" });
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
  draf = null;
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
  if (!draf || !langkah || draf.kasus.keadaan !== "draf") return;
  const semua = daftarLangkah();
  if (!semua.includes(langkah)) [langkah] = semua;
  tampil(namaLangkah(langkah), html`
    <p class="langkah-form">${tempat.dataset.nama}</p>
    <nav aria-label="Langkah formulir"><ol class="kemajuan">${semua.map((nama) => html`<li class=${selesaiLangkah(nama) ? "lengkap" : ""}><a href=${alamat(nama)} aria-current=${nama === langkah ? "step" : nothing}>${kalimat(nama)}${selesaiLangkah(nama) ? html`<span class="tersembunyi"> (lengkap)</span>` : nothing}</a></li>`)}</ol></nav>
    ${ringkasanGalat(galatLangkah.filter((satu) => draf.galat[satu.kode]))}
    ${isiLangkah(semua)}`);
}

const namaLangkah = (nama) => ({ [BERKAS]: "Berkas persyaratan", [PERIKSA]: "Periksa dan kirim" })[nama] ?? `Data ${nama}`;

function isiLangkah(semua) {
  if (langkah === PERIKSA) {
    return malas.periksa.langkahPeriksa(draf, { kelompok: kelompok(), alamat, gambar, buka, tuju: (id) => { tujuan = id; } });
  }
  if (langkah === BERKAS) {
    return html`${malas.berkas.langkahBerkas(draf, gambar)}${kaki(semua, () => pindah(semua, 1))}`;
  }
  return html`<form class="kartu" novalidate @submit=${lanjut} @focusin=${difokus}>
    ${isianLangkah(langkah).map((satu) => bidang(satu, {
      isi: draf.isi(satu.kode),
      galat: draf.galat[satu.kode],
      ubah: (isi) => draf.ubah(satu.kode, isi),
      selesai: () => draf.tinggalkan(satu.kode),
    }))}
    ${kaki(semua)}
  </form>`;
}

function kaki(semua, klik) {
  const ke = semua.indexOf(langkah);
  return html`<p class="tersimpan ${["tersimpan", "menyimpan"].includes(draf.keadaan) ? "" : "gagal"}" role="status">${keadaanSimpan()}</p>
    <p class="aksi"><button type=${klik ? "button" : "submit"} @click=${klik ?? nothing}>Lanjut</button>
    ${ke > 0 ? html`<a class="tombol" href=${alamat(semua[ke - 1])}>Kembali</a>` : nothing}</p>`;
}

const SIMPAN = {
  menyimpan: "Menyimpan…",
  luring: "Sambungan terputus. Ketikan Anda aman di perangkat ini dan dikirim begitu tersambung.",
};

function keadaanSimpan() {
  if (draf.keadaan === "sesi") return html`Sesi Anda berakhir; ketikan Anda aman di perangkat ini. <a href=${alamatMasuk()}>Masuk lagi</a>`;
  if (draf.keadaan === "tersimpan") {
    if (draf.tertunda) return "Menyimpan…";
    return draf.adaSalah ? "✓ Tersimpan, kecuali isian yang belum benar." : "✓ Tersimpan. Boleh dilanjutkan kapan saja, dari perangkat mana pun.";
  }
  return SIMPAN[draf.keadaan] ?? draf.keadaan;
}

// ------------------------------------------------------------------------------------- langkah

function difokus({ target }) {
  draf.fokus = target.type === "radio" ? "" : target.id.replace(/^isian-/, "");
}

function pindah(semua, arah) {
  location.hash = alamat(semua[semua.indexOf(langkah) + arah]);
}

async function lanjut(peristiwa) {
  peristiwa.preventDefault();
  draf.fokus = "";
  await Promise.race([draf.simpan(), new Promise((habis) => { setTimeout(habis, 6000); })]);
  for (const satu of isianLangkah(langkah)) {
    const salah = kurang(satu, draf.isi(satu.kode)) || periksa(satu, draf.isi(satu.kode));
    if (salah) draf.galat[satu.kode] = salah;
  }
  galatLangkah = isianLangkah(langkah)
    .filter((satu) => draf.galat[satu.kode])
    .map((satu) => ({ kode: satu.kode, alamat: `#${idIsian(satu)}`, pesan: draf.galat[satu.kode], buka: keIsian(idIsian(satu)) }));
  if (galatLangkah.length) {
    gambar();
    fokuskan("ringkasan-galat");
  } else pindah(daftarLangkah(), 1);
}

/** Tautan ringkasan memindahkan fokus tanpa mengubah alamat (yang menyimpan langkah). */
const keIsian = (id) => (peristiwa) => {
  peristiwa.preventDefault();
  document.getElementById(id)?.focus();
};

addEventListener("hashchange", buka);
addEventListener("storage", ({ key }) => key === "sesi" && draf?.simpan()); // masuk lagi di tab lain
addEventListener("beforeunload", (peristiwa) => {
  if (malas.berkas?.sedangMengirim()) peristiwa.preventDefault();
});
tempat.replaceChildren();
siapkanMenu();
buka();
