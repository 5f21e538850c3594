// Ketikan yang langkahnya sudah tidak menunggu saya: rekan lebih dahulu, atau permohonannya berakhir.
//
// Panelnya sudah tiada; yang diketik tetap dapat dibaca dan disalin sampai orangnya menghapusnya.
import { html, nothing } from "lit-html";
import { kunciKunjungan } from "./permohonan_kirim.js";
import { kalimat, tanggalJam } from "./tampil.js";
import { menurutToken } from "./sesi.js";

const awalan = (kunjungan) => kunciKunjungan(kunjungan).replace(":", "-");
const menunggu = ({ terbuka, aksi_tersedia: daftar }) => terbuka && daftar.length > 0;

/** Sudah terkirim, atau tidak diperlukan lagi. */
export function lupakanKunjungan({ ketikan }, kunjungan) {
  for (const pemisah of [":", "-"]) ketikan.lupakan(awalan(kunjungan) + pemisah);
}

/** Teks di dalam sebuah ketikan, apa pun susunannya; pilihan ya atau tidak bukan ketikan. */
function teks(kasus, isi) {
  if (typeof isi === "string") return isi.trim() ? [isi.trim()] : [];
  if (isi?.sasaran) return [`${namaSasaran(kasus, isi.sasaran)}: ${isi.alasan}`];
  return isi && typeof isi === "object" ? Object.values(isi).flatMap((satu) => teks(kasus, satu)) : [];
}

/** "berkas:npwp" seperti disebut formulirnya. */
function namaSasaran({ formulir }, sasaran) {
  const kode = sasaran.slice(sasaran.indexOf(":") + 1);
  const daftar = sasaran.startsWith("berkas:") ? formulir.persyaratan : formulir.isian;
  return daftar.find((satu) => satu.kode === kode)?.nama ?? kalimat(kode);
}

const NAMA = { cacat: "Kekurangan" }; // yang bukan isian SOP
const namaIsian = (kode) => NAMA[kode] ?? kalimat(kode.replaceAll("-", " "));

/** Yang diketik pada kunjungan ini: [nama isian, teks]. */
const diketik = (kasus, kunjungan) => kasus.ketikan.berawalan(`${awalan(kunjungan)}-`)
  .map(([kunci, isi]) => [namaIsian(kunci.slice(kunci.indexOf(":") + 1)), teks(kasus, isi).join("\n")])
  .filter(([, isi]) => isi);

function sebab({ oleh, ditutup, terbuka }, { status }) {
  if (oleh) return `sudah diselesaikan oleh ${oleh}, ${tanggalJam(ditutup)}.`;
  return terbuka ? "tidak lagi menunggu Anda." : `sudah ditutup; permohonan ini berstatus ${status}.`;
}

/** Satu kartu tiap langkah yang meninggalkan ketikan. */
export function ketikanLama(kasus, gambar) {
  const { nama: saya } = menurutToken();
  return kasus.isi.langkah.filter((satu) => !menunggu(satu) && satu.oleh !== saya).map((kunjungan) => {
    const daftar = diketik(kasus, kunjungan);
    return daftar.length ? kartu(kasus, kunjungan, daftar, gambar) : nothing;
  });
}

function kartu(kasus, kunjungan, daftar, gambar) {
  const hapus = () => {
    lupakanKunjungan(kasus, kunjungan);
    gambar();
    document.getElementById("kabar-kasus")?.focus();
  };
  return html`<div class="pesan ragu ketikan-lama"><p role="status">Langkah ${kunjungan.no ? `${kunjungan.no}, ` : ""}${kunjungan.kegiatan}, ${sebab(kunjungan, kasus.isi)} Yang Anda ketik di sana tidak dikirim.</p>
    <details><summary>Yang Anda ketik</summary>
      <dl class="ulasan">${daftar.map(([nama, isi]) => html`<div><dt>${nama}</dt><dd class="apa-adanya">${isi}</dd></div>`)}</dl>
      <p class="aksi"><button type="button" class="kedua" @click=${hapus}>Hapus ketikan ini<span class="tersembunyi"> pada langkah ${kunjungan.no ?? ""}</span></button></p></details></div>`;
}
