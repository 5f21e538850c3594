// Halaman petugas: satu halaman, tampilannya menurut alamat sesudah tanda #.
//
// Tiap tampilan adalah modul yang mengekspor `tampilkan(k)`; hasilnya fungsi penutup. `k`: {tempat,
// alamat, orang, judul(teks), kabar(kalimat), menu()}.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { Galat, LURING, sebagaiGalat } from "./galat.js";
import { keluar, menurutToken, mulai, siapa } from "./sesi.js";
import { pesan, siapkanLompat } from "./tampil.js";

const tempat = document.getElementById("petugas");
const judul = document.getElementById("judul");
const kabar = document.getElementById("kabar");
const menu = document.getElementById("menu-petugas");

/** `nama` di menu, bagi yang `perlu` menurut mejanya (satu dari `pelaksana` pada GET /saya). */
const TAMPILAN = [
  { alamat: /^$/, nama: "Tugas saya", perlu: () => true, modul: () => import("./petugas_tugas.js") },
  { alamat: /^tumpukan$/, nama: "Tumpukan draf", perlu: ({ paraf, menandatangani }) => paraf || menandatangani, modul: () => import("./petugas_tumpukan.js") },
  { alamat: /^loket$|^DRAF-/, nama: "Loket", perlu: ({ loket }) => loket, modul: () => import("./petugas_loket.js") },
  { alamat: /^register$/, nama: "Buku register", perlu: ({ register }) => register, modul: () => import("./petugas_register.js") },
  { alamat: /^[A-Z]+-\d{4}-/, modul: () => import("./petugas_kasus.js") },
];
const ALAMAT_MENU = ["", "tumpukan", "loket", "register"];

let orang = null; // GET /saya
let tutup = null;
let bukaan = 0;

function alamatKini() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return location.hash.slice(1);
  }
}

/** Tampilkan yang diminta alamat; bila alamat berganti selagi menunggu, yang terakhir yang menang. */
async function buka(peristiwa) {
  bukaan += 1;
  const ini = bukaan;
  tutup?.();
  tutup = null;
  gambarMenu();
  if (!siapa()) return harusMasuk();
  const alamat = alamatKini();
  const tampilan = TAMPILAN.find((satu) => satu.alamat.test(alamat)) ?? TAMPILAN[0];
  let penutup;
  try {
    const modul = await tampilan.modul().catch((sebab) => { throw sebab instanceof TypeError ? new Galat("Sambungan internet terputus. Periksa sambungan Anda, lalu tekan Coba lagi.", { jenis: "luring" }) : sebab; });
    if (ini !== bukaan) return undefined;
    penutup = await modul.tampilkan(kerangka(alamat));
  } catch (sebab) {
    if (ini === bukaan) gagal(sebagaiGalat(sebab));
    return undefined;
  }
  if (ini !== bukaan) return penutup?.();
  tutup = penutup;
  tempat.removeAttribute("aria-busy");
  if (peristiwa) {
    scrollTo(0, 0);
    judul.focus({ preventScroll: true });
  }
  return undefined;
}

function kerangka(alamat) {
  return {
    tempat,
    alamat,
    get orang() { return orang ?? sementara(); },
    judul(teks) { judul.textContent = teks; },
    kabar(kalimat) { if (kabar.textContent !== kalimat) kabar.textContent = kalimat; },
  };
}

// Sampai GET /saya dijawab, yang dikatakan token; server tetap yang memutuskan.
const sementara = () => {
  const { nama, pelaksana } = menurutToken();
  return { nama, pelaksana: pelaksana.map((kode) => ({ kode, nama: kode })) };
};

// ------------------------------------------------------------------------------------ masuk

const masuk = () => import("./oidc.js")
  .catch(() => { throw LURING(); })
  .then((oidc) => oidc.masuk())
  .catch((sebab) => harusMasuk(sebagaiGalat(sebab).message));

function harusMasuk(kalimat = "") {
  tempat.removeAttribute("aria-busy");
  judul.textContent = "Petugas";
  render(html`<div class="kartu sempit">
    <p class="pengantar">Halaman ini untuk petugas. Pemohon memakai <a href="permohonan.html">Permohonan saya</a>.</p>
    ${kalimat ? pesan("ragu", kalimat) : nothing}
    <p class="aksi"><button type="button" id="masuk-petugas" @click=${masuk}>Masuk sebagai petugas</button></p>
  </div>`, tempat);
}

function gagal(galat) {
  tempat.removeAttribute("aria-busy");
  if (galat.jenis === "sesi") return harusMasuk(galat.message);
  return render(html`${pesan("buruk", galat.message)}
    <p class="aksi"><button type="button" @click=${() => buka()}>Coba lagi</button> <a class="tombol" href="petugas.html#">Tugas saya</a></p>`, tempat);
}

// -------------------------------------------------------------------------------------- menu

async function pergi() {
  const boleh = await import("./petugas_tertinggal.js").then(({ bolehKeluar }) => bolehKeluar(), () => true);
  if (boleh) location.assign(await keluar());
}

function gambarMenu() {
  const kini = alamatKini();
  const daftar = siapa() ? ALAMAT_MENU.map((alamat) => [alamat, TAMPILAN.find((satu) => satu.alamat.test(alamat))]).filter(([, { perlu }]) => (orang ?? sementara()).pelaksana.some(perlu)) : [];
  render(html`${daftar.map(([alamat, { nama, alamat: pola }]) => html`<li><a href="petugas.html#${alamat}" aria-current=${pola.test(kini) ? "page" : nothing}>${nama}</a></li>`)}
    <li class="akun">${siapa()
      ? html`<span class="hanya-lebar redup">${(orang ?? sementara()).nama} </span><button type="button" id="akun" @click=${pergi}>Keluar</button>`
      : html`<button type="button" id="akun" @click=${masuk}>Masuk</button>`}</li>`, menu);
}

async function tanyaSaya() {
  if (!siapa()) return;
  try {
    orang = await minta("GET", "/saya");
    gambarMenu();
    dispatchEvent(new CustomEvent("orang"));
  } catch { /* menunya saja yang kurang lengkap; tampilan mengatakan sendiri apa yang gagal */ }
}

async function siapkan() {
  siapkanLompat();
  menu.replaceChildren();
  tempat.replaceChildren();
  if (/[?&](code|error)=/.test(location.search)) {
    try {
      const { selesaikan } = await import("./oidc.js");
      mulai(await selesaikan(), { bersama: true });
    } catch (sebab) {
      gambarMenu();
      return harusMasuk(sebagaiGalat(sebab).message);
    }
  }
  tanyaSaya();
  return buka();
}

addEventListener("hashchange", buka);
siapkan();
