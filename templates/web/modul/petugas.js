// Halaman petugas: satu halaman, tampilannya menurut alamat sesudah tanda #.
//
// Tiap tampilan adalah modul yang mengekspor `tampilkan(k)`; hasilnya fungsi penutup. `k`: {tempat,
// alamat, orang, judul(teks), kabar(teks)}.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { Galat, LURING, sebagaiGalat } from "./galat.js";
import { keluar, menurutToken, mulai, siapa } from "./sesi.js";
import { kalimat, pesan, siapkanLompat } from "./tampil.js";

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
const JEDA_SAYA = 30_000; // milidetik
const JUDUL_TAB = document.title;
const ALAMAT_MENU = ["", "tumpukan", "loket", "register"];

let orang = null; // GET /saya
let tutup = null;
let bukaan = 0;
let wadah = tempat; // tiap tampilan di wadahnya sendiri: yang terlambat datang tidak menimpa yang sedang dibaca
let jamSaya = 0;

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
  wadah = document.createElement("div");
  tempat.replaceChildren(wadah);
  tempat.setAttribute("aria-busy", "true");
  if (!siapa()) return harusMasuk();
  gambarMenu();
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
    tempat: wadah,
    alamat,
    get orang() { return orang ?? sementara(); },
    judul: berjudul,
    kabar(teks) { if (kabar.textContent !== teks) kabar.textContent = teks; },
  };
}

function berjudul(teks) {
  judul.textContent = teks;
  document.title = `${teks} – ${JUDUL_TAB}`;
}

// Sampai GET /saya dijawab, yang dikatakan token, dengan urutan yang sama; server tetap yang memutuskan.
const sementara = () => {
  const { nama, pelaksana } = menurutToken();
  return { nama, pelaksana: pelaksana.toSorted().map((kode) => ({ kode, nama: kalimat(kode) })) };
};

// ------------------------------------------------------------------------------------ masuk

const masuk = () => import("./oidc.js")
  .catch(() => { throw LURING(); })
  .then((oidc) => oidc.masuk())
  .catch((sebab) => harusMasuk(sebagaiGalat(sebab).message));

function harusMasuk(sebab = "") {
  tempat.removeAttribute("aria-busy");
  gambarMenu();
  berjudul("Petugas");
  render(html`<div class="kartu sempit">
    <p class="pengantar">Halaman ini untuk petugas. Pemohon memakai <a href="permohonan.html">Permohonan saya</a>.</p>
    ${sebab ? pesan("ragu", sebab) : nothing}
    <p class="aksi"><button type="button" id="masuk-petugas" @click=${masuk}>Masuk sebagai petugas</button></p>
  </div>`, wadah);
}

function gagal(galat) {
  tempat.removeAttribute("aria-busy");
  if (galat.jenis === "sesi") return harusMasuk(galat.message);
  return render(html`${pesan("buruk", galat.message)}
    <p class="aksi"><button type="button" @click=${() => buka()}>Coba lagi</button> <a class="tombol" href="petugas.html#">Tugas saya</a></p>`, wadah);
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

/** Yang gagal dicoba lagi: sementara itu menunya saja yang kurang lengkap, dan tampilan mengatakan sendiri apa yang gagal. */
async function tanyaSaya() {
  clearTimeout(jamSaya);
  if (!siapa() || orang) return;
  try {
    orang = await minta("GET", "/saya");
    gambarMenu();
    dispatchEvent(new CustomEvent("orang"));
  } catch {
    jamSaya = setTimeout(tanyaSaya, JEDA_SAYA);
  }
}

async function siapkan() {
  siapkanLompat();
  menu.replaceChildren();
  if (/[?&](code|error)=/.test(location.search)) {
    try {
      const { selesaikan } = await import("./oidc.js");
      mulai(await selesaikan(), { bersama: true });
    } catch (sebab) {
      wadah = document.createElement("div");
      tempat.replaceChildren(wadah);
      return harusMasuk(sebagaiGalat(sebab).message);
    }
  }
  tanyaSaya();
  return buka();
}

addEventListener("hashchange", buka);
addEventListener("online", tanyaSaya);
siapkan();
