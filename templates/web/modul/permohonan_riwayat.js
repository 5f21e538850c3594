// Yang sudah terjadi: surat, langkah, kekurangan yang sudah diperbaiki, dan SMS.
import { html, nothing } from "lit-html";
import { bukaBerkas } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";
import { tanggal, tanggalJam } from "./tampil.js";

const galatSurat = new Map(); // per id berkas

/** Surat dan dokumen yang dibuat kantor; dari tiap jenis yang terbaru. */
export function surat(kasus, gambar) {
  const dariPemohon = new Set(kasus.formulir.persyaratan.map((satu) => satu.kode));
  const diterima = kasus.isi.berkas.filter((satu) => satu.keadaan === "diterima" && !dariPemohon.has(satu.kode));
  const bernomor = (satu) => Number(satu.kode in kasus.isi.nomor_surat); // keputusannya di atas
  const daftar = [...new Map(diterima.map((satu) => [satu.kode, satu])).values()].reverse().sort((a, b) => bernomor(b) - bernomor(a));
  if (!daftar.length) return nothing;
  const buka = (satu) => async () => {
    galatSurat.delete(satu.id);
    await bukaBerkas(kasus.nomor, satu.id).catch((sebab) => { galatSurat.set(satu.id, sebagaiGalat(sebab)); });
    gambar();
  };
  return html`<section class="kartu" aria-labelledby="judul-surat"><h2 id="judul-surat">Surat</h2>
    <ul class="daftar-kasus">${daftar.map((satu) => html`<li>
      <span><strong>${satu.nama}</strong><br><span class="redup">${kasus.isi.nomor_surat[satu.kode] ? `Nomor ${kasus.isi.nomor_surat[satu.kode]} · ` : ""}${tanggal(satu.diunggah)}</span></span>
      <button type="button" class="kedua" @click=${buka(satu)}>Unduh<span class="tersembunyi"> ${satu.nama}</span></button>
      <p class="galat" role="alert">${galatSurat.has(satu.id) ? kalimatGalat(galatSurat.get(satu.id)) : ""}</p>
    </li>`)}</ul></section>`;
}

const kalimatGalat = (galat) => (galat.jenis === "luring" ? "Sambungan internet terputus. Tekan Unduh lagi setelah tersambung." : galat.message);

const TERLIHAT = 5; // langkah; yang lebih lama dibuka dengan satu ketukan

/** Langkah demi langkah, yang terbaru di atas. */
export function langkah({ langkah: daftar }) {
  const terbalik = [...daftar].reverse();
  const lama = terbalik.slice(TERLIHAT);
  return html`<section class="kartu" aria-labelledby="judul-langkah"><h2 id="judul-langkah">Langkah</h2>
    <p class="redup">Yang terbaru di atas.</p>
    <ol class="garis-waktu" reversed>${terbalik.slice(0, TERLIHAT).map(satuLangkah)}</ol>
    ${lama.length ? html`<details><summary>${lama.length} langkah sebelumnya</summary><ol class="garis-waktu" reversed>${lama.map(satuLangkah)}</ol></details>` : nothing}</section>`;
}

function satuLangkah(satu) {
  const kapan = satu.ditutup ? `selesai ${tanggalJam(satu.ditutup)}` : `berjalan sejak ${tanggalJam(satu.dibuka)}`;
  const siapa = satu.kode_pelaksana === "pemohon" ? "Anda" : satu.pelaksana;
  return html`<li class=${satu.ditutup ? "selesai" : "jalan"}>
    <p><strong>${satu.kegiatan}</strong></p>
    <p class="redup">${satu.no ? `Langkah ${satu.no} · ` : ""}${siapa} · ${kapan}</p>
  </li>`;
}

/** Nama yang dimaksud sebuah kekurangan, seperti pada formulir. */
export function namaSasaran(formulir, sasaran) {
  const [jenis, kode] = sasaran.split(":");
  const daftar = jenis === "berkas" ? formulir.persyaratan : formulir.isian;
  return kode ? daftar.find((satu) => satu.kode === kode)?.nama ?? kode : "Hasil pemeriksaan di lokasi";
}

export function sudahDiperbaiki(kasus) {
  const dikerjakan = new Set(kasus.giliranSaya.map((satu) => satu.setelah));
  const daftar = kasus.isi.cacat.filter((satu) => satu.ditutup && !dikerjakan.has(satu.setelah));
  if (!daftar.length) return nothing;
  return html`<section class="kartu" aria-labelledby="judul-diperbaiki"><h2 id="judul-diperbaiki">Sudah diperbaiki</h2>
    <ul>${daftar.map((satu) => html`<li><strong>${namaSasaran(kasus.formulir, satu.sasaran)}</strong>: ${satu.alasan} <span class="redup">Diperbaiki ${tanggal(satu.ditutup)}.</span></li>`)}</ul></section>`;
}

/** SMS yang dikirim tentang permohonan ini, yang terbaru di atas. */
export function sms({ sms: daftar }) {
  if (!daftar.length) return nothing;
  return html`<section class="kartu" aria-labelledby="judul-sms"><h2 id="judul-sms">SMS dari kantor</h2>
    <p class="redup">Dikirim ke nomor ${daftar.at(-1).telepon.replace(/^\+62/, "0")}.</p>
    <ul class="daftar-sms">${[...daftar].reverse().map((satu) => html`<li>
      <p>${satu.teks || (satu.dikirim ? "Kode sekali pakai. Isinya tidak disimpan." : "Isinya tampil setelah SMS dikirim.")}</p>
      <p class="redup">${tanggalJam(satu.dikirim ?? satu.dibuat)} · ${keadaanSms(satu)}</p>
    </li>`)}</ul></section>`;
}

function keadaanSms(satu) {
  if (satu.keadaan === "diterima") return satu.sampai ? "sudah sampai" : "terkirim";
  if (satu.keadaan === "mengirim") return "sedang dikirim";
  if (satu.keadaan === "antre") return satu.kirim_pada ? `akan dikirim ${tanggalJam(satu.kirim_pada)}` : "menunggu dikirim";
  const ditelepon = satu.panggilan.find(({ hasil }) => hasil === "tersambung");
  if (ditelepon) return `tidak terkirim; petugas menelepon Anda ${tanggalJam(ditelepon.pada)}`;
  return satu.perlu_telepon ? "tidak terkirim; petugas akan menelepon Anda" : "tidak terkirim";
}
