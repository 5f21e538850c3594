// Masuk dengan nomor HP: nomor, lalu kode dari SMS. Langkah kode bertahan bila halaman dimuat ulang.
import { html, nothing, render } from "lit-html";
import { jawabKode, mintaKode } from "./cognito.js";
import { sebagaiGalat } from "./galat.js";
import { mulai, siapa } from "./sesi.js";
import { fokuskan, pesan, siapkanMenu } from "./tampil.js";

const tempat = document.getElementById("masuk");
const KUNCI = "kode";
const BERLAKU = 10 * 60_000; // AuthSessionValidity
const ULANG = 60_000; // sebelum kode boleh diminta lagi
const PERCOBAAN = 3;

const s = { langkah: "nomor", telepon: "", bersama: false, galat: "", pesan: null, sibuk: false, ...simpanan() };

function simpanan() {
  try {
    const isi = JSON.parse(sessionStorage.getItem(KUNCI));
    return isi && isi.sejak + BERLAKU > Date.now() ? { langkah: "kode", ...isi } : {};
  } catch {
    return {};
  }
}

/** 08…, 62…, +62… dengan spasi dan tanda hubung → E.164; null bila bukan nomor HP Indonesia. */
export function bakukan(teks) {
  const angka = teks.replace(/[\s().-]/g, "").replace(/^(\+?62|0)(?=8)/, "");
  return /^8\d{7,11}$/.test(angka) ? `+62${angka}` : null;
}

/** Tujuan setelah masuk: hanya halaman situs ini. */
function tujuan() {
  try {
    const lanjut = decodeURIComponent(location.hash.slice(1));
    if (/^[a-z]+\.html(#.*)?$/.test(lanjut)) return lanjut;
  } catch { /* alamat yang rusak dianggap kosong */ }
  return "formulir.html";
}

async function kirimKode(telepon) {
  const sesi = await mintaKode(telepon);
  Object.assign(s, { langkah: "kode", telepon, sesi, sejak: Date.now(), sisa: PERCOBAAN, galat: "" });
  ingat();
  setTimeout(gambar, ULANG + 500);
}

function ingat() {
  const { telepon, sesi, sejak, sisa, bersama } = s;
  sessionStorage.setItem(KUNCI, JSON.stringify({ telepon, sesi, sejak, sisa, bersama }));
}

async function kerjakan(apa, isianFokus) {
  if (s.sibuk) return;
  Object.assign(s, { sibuk: true, galat: "", pesan: null });
  gambar();
  try {
    await apa();
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    s.galat = galat.jenis === "luring" ? "Sambungan internet terputus. Periksa sambungan Anda, lalu coba lagi." : galat.message;
  }
  s.sibuk = false;
  gambar();
  fokuskan(isianFokus());
}

function nomorDikirim(peristiwa) {
  peristiwa.preventDefault();
  const isi = new FormData(peristiwa.target);
  s.telepon = isi.get("telepon");
  s.bersama = isi.has("bersama");
  const baku = bakukan(s.telepon);
  if (!baku) {
    s.galat = "Tulis nomor HP Indonesia, misalnya 0812-3456-7890.";
    gambar();
    fokuskan("telepon");
    return;
  }
  kerjakan(() => kirimKode(baku), () => (s.langkah === "kode" ? "kode" : "telepon"));
}

function kodeDikirim(peristiwa) {
  peristiwa.preventDefault();
  const kode = new FormData(peristiwa.target).get("kode").replace(/\D/g, "");
  if (kode.length !== 6) {
    s.galat = "Kode terdiri atas 6 angka.";
    gambar();
    fokuskan("kode");
    return;
  }
  kerjakan(() => coba(kode), () => (s.langkah === "kode" ? "kode" : "telepon"));
}

async function coba(kode) {
  try {
    const { kunci, sesi } = await jawabKode(s.telepon, s.sesi, kode);
    if (kunci) {
      sessionStorage.removeItem(KUNCI);
      mulai(kunci, s);
      location.replace(tujuan());
      return new Promise(() => {}); // tombol tetap sibuk sampai halaman berganti
    }
    Object.assign(s, { sesi, sisa: s.sisa - 1 });
    ingat();
    s.galat = `Kode tidak cocok. Masih dapat dicoba ${s.sisa} kali.`;
  } catch (galat) {
    if (galat.sementara) throw galat;
    ulangDariNomor("Kode tidak cocok atau sudah tidak berlaku. Minta kode baru.");
  }
}

function ulangDariNomor(kalimat = "") {
  sessionStorage.removeItem(KUNCI);
  Object.assign(s, { langkah: "nomor", pesan: kalimat ? ["buruk", kalimat] : null, galat: "" });
}

const galat = () => html`<p class="galat" id="galat-masuk" role="alert">${s.galat}</p>`;

const langkahNomor = () => html`
  <p class="pengantar">Kami mengirim kode 6 angka lewat SMS. Tidak perlu kata sandi dan tidak perlu mendaftar lebih dahulu.</p>
  <form class="kartu" novalidate @submit=${nomorDikirim}>
    <div class="isian">
      <label for="telepon">Nomor HP</label>
      <p class="bantuan" id="bantuan-telepon">Nomor yang bisa menerima SMS, misalnya 0812-3456-7890.</p>
      ${galat()}
      <input class="pendek" id="telepon" name="telepon" type="tel" autocomplete="tel" inputmode="tel" .value=${s.telepon} aria-describedby="bantuan-telepon galat-masuk" aria-invalid=${String(Boolean(s.galat))}>
    </div>
    <label class="centang"><input type="checkbox" name="bersama" .checked=${s.bersama}> Ini perangkat bersama (warnet, kantor); keluarkan saya bila tab ditutup</label>
    <p class="aksi"><button type="submit" aria-disabled=${String(s.sibuk)}>${s.sibuk ? "Mengirim kode…" : "Kirim kode"}</button></p>
  </form>`;

const langkahKode = () => {
  const tunggu = s.sejak + ULANG - Date.now() > 0;
  return html`
  <p class="pengantar">Kode 6 angka dikirim ke ${s.telepon.replace(/^\+62(\d{3}).*(\d{3})$/, "0$1-••••-$2")}. Berlaku 10 menit.</p>
  <form class="kartu" novalidate @submit=${kodeDikirim}>
    <div class="isian">
      <label for="kode">Kode dari SMS</label>
      ${galat()}
      <input class="kode-sms" id="kode" name="kode" inputmode="numeric" autocomplete="one-time-code" maxlength="9" aria-describedby="galat-masuk" aria-invalid=${String(Boolean(s.galat))}>
    </div>
    <p class="aksi"><button type="submit" aria-disabled=${String(s.sibuk)}>${s.sibuk ? "Memeriksa…" : "Masuk"}</button>
    <button type="button" class="kedua" @click=${() => { ulangDariNomor(); gambar(); fokuskan("telepon"); }}>Ganti nomor</button></p>
    ${tunggu
      ? html`<p class="redup">SMS belum masuk? Kode baru dapat diminta satu menit setelah yang terakhir.</p>`
      : html`<p><button type="button" class="tautan" @click=${() => kerjakan(() => kirimKode(s.telepon), () => "kode")}>Kirim kode baru</button></p>`}
  </form>`;
};

const sudahMasuk = () => html`${pesan("baik", "Anda sudah masuk.")}<p class="aksi"><a class="tombol utama" href=${tujuan()}>Lanjutkan</a></p>`;

function gambar() {
  const isi = siapa() && !s.sibuk ? sudahMasuk() : s.langkah === "kode" ? langkahKode() : langkahNomor();
  render(html`${s.pesan ? pesan(...s.pesan) : nothing}${isi}`, tempat);
}

if (location.hash === "#keluar" && !siapa()) s.pesan = ["baik", "Anda sudah keluar."];
siapkanMenu();
tempat.replaceChildren();
tempat.removeAttribute("aria-busy");
if (s.langkah === "kode") setTimeout(gambar, Math.max(0, s.sejak + ULANG + 500 - Date.now()));
gambar();
