// Halaman lacak: nomor dari alamat (#) atau dari formulir, lalu langkah dan tanggalnya.
import { html, nothing, render } from "lit-html";
import { tanya } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { pesan, siapkanMenu, tanggal, tanggalJam } from "./tampil.js";

const formulir = document.getElementById("cari");
const kotak = document.getElementById("nomor");
const hasil = document.getElementById("hasil");
const LIHAT_LAGI = [2000, 4000, 8000]; // milidetik
let terakhir = "";

/** Nomor seperti dicetak: huruf besar; akhir acaknya tidak pernah memuat I, L, O, atau U. */
function rapikan(teks) {
  const isi = teks.toUpperCase().replace(/[\s\u2010-\u2015]+/g, (tanda) => (tanda.trim() ? "-" : ""));
  const bagian = isi.split("-");
  if (bagian.length === 4) bagian[3] = bagian[3].replace(/[IL]/g, "1").replace(/O/g, "0");
  return bagian.join("-");
}

async function cari(nomor, ke = 0) {
  terakhir = nomor;
  kotak.value = nomor;
  salah(nomor ? "" : "Ketik nomor permohonan lebih dahulu.");
  if (!nomor) return;
  if (!ke) tampilkan(html`<p class="redup">Mencari ${nomor}…</p>`);
  let isi;
  try {
    const k = await tanya(`/lacak/${encodeURIComponent(nomor)}`);
    isi = kasus(k);
    if (diteruskan(k) && ke < LIHAT_LAGI.length) setTimeout(() => nomor === terakhir && cari(nomor, ke + 1), LIHAT_LAGI[ke]);
  } catch (sebab) {
    isi = gagal(nomor, sebagaiGalat(sebab));
  }
  if (nomor === terakhir) tampilkan(isi);
}

/** Di antara dua langkah belum ada gilirannya; biasanya hanya sebentar. */
const diteruskan = (k) => !k.berakhir && !k.giliran.length;

function gagal(nomor, galat) {
  if (galat.status === 404 || galat.status === 400) {
    return pesan("buruk", `Tidak ada permohonan bernomor ${nomor}.`, html`<p>Periksa kembali setiap huruf dan angkanya, termasuk enam tanda terakhir. Bila tetap tidak ditemukan, hubungi loket.</p>`);
  }
  if (galat.status === 429) {
    return pesan("ragu", "Terlalu banyak pencarian dalam waktu singkat. Tunggu satu menit, lalu tekan Lacak lagi.");
  }
  const kalimat = galat.jenis === "luring" ? "Sambungan internet terputus. Periksa sambungan Anda, lalu tekan Lacak lagi." : galat.message;
  return pesan("ragu", kalimat);
}

function kasus(k) {
  const giliran = k.berakhir ? null : k.giliran.join(" dan ") || "Sedang diteruskan";
  return html`<section class="kartu" aria-labelledby="judul-hasil">
    <h2 id="judul-hasil">${k.nomor}</h2>
    <p class="redup">${k.nama_izin}</p>
    <p class="status-besar">${k.status}</p>
    ${k.dicabut ? pesan("ragu", `Izin ini telah dicabut pada ${tanggal(k.dicabut)} dan tidak berlaku lagi.`) : nothing}
    <dl class="fakta">
      <div><dt>Diajukan</dt><dd>${tanggal(k.diajukan)}</dd></div>
      ${k.berakhir ? html`<div><dt>Berakhir</dt><dd>${tanggal(k.berakhir)}</dd></div>` : nothing}
      ${giliran ? html`<div><dt>Sekarang giliran</dt><dd>${giliran}</dd></div>` : nothing}
      ${janji(k)}
    </dl>
    ${k.waktu ? html`<p>${k.waktu}</p>` : nothing}
    <h3>Langkah</h3>
    <ol class="garis-waktu">${k.langkah.map(langkah)}</ol>
  </section>`;
}

function janji({ janji, berakhir }) {
  if (!janji) {
    return berakhir ? nothing : html`<div><dt>Janji selesai</dt><dd>Ditetapkan setelah berkas dinyatakan lengkap</dd></div>`;
  }
  if (janji.diputus) return html`<div><dt>Diputus</dt><dd>${tanggal(janji.diputus)}</dd></div>`;
  if (janji.menunggu_pemohon) return html`<div><dt>Janji selesai</dt><dd>Berhenti sementara, menunggu pemohon</dd></div>`;
  return html`<div><dt>Janji selesai</dt><dd>${tanggal(janji.batas)}</dd></div>`;
}

function langkah(satu) {
  const kapan = satu.ditutup
    ? `selesai ${tanggalJam(satu.ditutup)}`
    : `sedang berjalan sejak ${tanggalJam(satu.dibuka)}`;
  return html`<li class=${satu.ditutup ? "selesai" : "jalan"}>
    <p><strong>${satu.kegiatan}</strong></p>
    <p class="redup">${satu.no ? `Langkah ${satu.no} · ` : ""}${satu.pelaksana} · ${kapan}</p>
  </li>`;
}

function salah(kalimat) {
  document.getElementById("galat-nomor").textContent = kalimat;
  kotak.setAttribute("aria-invalid", String(Boolean(kalimat)));
  if (kalimat) kotak.focus();
}

const tampilkan = (isi) => render(isi, hasil);

formulir.addEventListener("submit", (peristiwa) => {
  peristiwa.preventDefault();
  const nomor = rapikan(kotak.value);
  if (nomor && decodeURIComponent(location.hash.slice(1)) !== nomor) location.hash = encodeURIComponent(nomor);
  else cari(nomor);
});
function dariAlamat() {
  let nomor = "";
  try {
    nomor = rapikan(decodeURIComponent(location.hash.slice(1)));
  } catch { /* alamat yang rusak dianggap kosong */ }
  if (nomor) cari(nomor);
}
addEventListener("hashchange", dariAlamat);
siapkanMenu();
dariAlamat();
