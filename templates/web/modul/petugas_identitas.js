// Identitas yang dilihat petugas ketika ia mencatat sesuatu untuk pemohon.
import { html, nothing } from "lit-html";
import { bernama, bidang, idIsian, kosong } from "./bidang.js";

const ISIAN = [
  { kode: "jenis_identitas", nama: "Identitas yang Anda lihat", jenis: "pilihan", pilihan: ["KTP", "SIM", "Paspor"], wajib: true },
  { kode: "empat_digit_akhir", nama: "Empat angka atau huruf terakhir nomornya", jenis: "teks", wajib: true, bantuan: "Seperti tertulis pada identitas asli, misalnya 0001." },
];
const BENTUK = /^[0-9A-Z]{4}$/;

const rapi = (isi) => String(isi ?? "").replace(/[\s.-]/g, "").toUpperCase();

function kalimatSalah({ kode, nama }, isi) {
  if (kosong(isi)) return kode === "jenis_identitas" ? "Pilih identitas yang Anda lihat." : `${nama} wajib diisi.`;
  return kode === "empat_digit_akhir" && !BENTUK.test(rapi(isi)) ? "Tulis tepat empat angka atau huruf terakhir." : "";
}

/**
 * Isian identitas di tempat lain daripada panel aksi. `cara`: {kunci, isi(kode), ubah(kode, isi),
 * gambar, tegur, siapa}; `tegur`: kesalahannya sudah boleh tampil.
 */
export function isianIdentitas({ kunci, isi, ubah, gambar, tegur, siapa = "" }) {
  return html`<div class="identitas" role="group" aria-labelledby="judul-identitas-${kunci}">
    <p class="sub-judul" id="judul-identitas-${kunci}">Mewakili pemohon${siapa ? html`: <strong>${siapa}</strong>` : nothing}</p>
    <p class="bantuan">Cocokkan wajah dan nama orang yang datang dengan identitas aslinya. Yang tercatat hanya jenis dan empat karakter terakhirnya, bersama nama Anda.</p>
    ${ISIAN.map((satu) => bidang(bernama(kunci, satu), {
      isi: isi(satu.kode),
      galat: tegur ? kalimatSalah(satu, isi(satu.kode)) : "",
      ubah: (baru) => ubah(satu.kode, baru),
      selesai: gambar,
    }))}
  </div>`;
}

/** Yang belum benar: [{id, pesan}]. */
export const salahIdentitas = ({ kunci, isi }) => ISIAN
  .map((satu) => ({ id: idIsian(bernama(kunci, satu)), pesan: kalimatSalah(satu, isi(satu.kode)) }))
  .filter(({ pesan }) => pesan);

/** {mewakili} untuk badan kiriman. */
export const badanIdentitas = ({ isi }) => ({
  mewakili: { jenis_identitas: isi("jenis_identitas"), empat_digit_akhir: rapi(isi("empat_digit_akhir")) },
});

// ------------------------------------------------------------------ sebagai bagian panel aksi

/** Identitas yang baru saja dicatat pada langkah tepat sebelumnya: orangnya masih berdiri di sini. */
const baruDicatat = ({ kasus, kunjungan }) => kasus.isi.langkah.find(({ jejak }) => jejak === kunjungan.setelah)?.isian ?? {};

const dariPanel = (p) => ({
  kunci: p.kunci,
  isi: (kode) => p.isi(`identitas-${kode}`, baruDicatat(p)[kode]),
  ubah: (kode, isi) => p.ubah(`identitas-${kode}`, isi),
  gambar: p.gambar,
  tegur: p.data.tegurIdentitas,
  siapa: p.kasus.isi.data.nama,
});

export const milik = () => [];

export const bagian = (p) => isianIdentitas(dariPanel(p));

export function salah(p) {
  p.data.tegurIdentitas = true;
  return salahIdentitas(dariPanel(p));
}

export const badan = (p) => badanIdentitas(dariPanel(p));
