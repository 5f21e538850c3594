// Satu permohonan bagi petugas: tugasnya di atas, isian dan berkas berdampingan, riwayat di bawah.
import { html, nothing, render } from "lit-html";
import { terbaca } from "./bidang.js";
import { Kasus } from "./kasus.js";
import { tugas } from "./petugas_aksi.js";
import { pencabutan } from "./petugas_cabut.js";
import { cetakan } from "./petugas_cetak.js";
import { ketikanLama } from "./petugas_ketikan.js";
import { BAGIAN } from "./petugas_riwayat.js";
import { tutupPanel } from "./petugas_panel.js";
import { bagianTelepon } from "./petugas_sms.js";
import { sambungan } from "./petugas_sambungan.js";
import { berakhir, siapa } from "./sesi.js";
import { tab } from "./tab.js";
import { bergilir, pesan, tanggal } from "./tampil.js";

export async function tampilkan(k) {
  const [nomor, bagianAwal] = k.alamat.split("/");
  const kasus = new Kasus(nomor, { ikutWaktu: false });
  const s = { bagian: bagianAwal || "isian", penampil: null };
  let tutup = false;
  const gambar = bergilir(() => {
    if (tutup) return;
    if (!siapa() && !kasus.masalah) kasus.masalah = berakhir();
    const dipegang = k.tempat.contains(document.activeElement) && document.activeElement;
    render(halaman(kasus, s, gambar), k.tempat);
    if (dipegang && !dipegang.isConnected) requestAnimationFrame(fokusTertinggal);
  });
  k.judul(nomor);
  render(html`<p class="pengantar">Memuat permohonan…</p>`, k.tempat);
  await kasus.muat();
  kasus.addEventListener("berubah", ({ detail: lama }) => {
    gambar();
    if (lama) k.kabar(`${kasus.isi.status}. ${giliran(kasus)}`);
  });
  kasus.ikuti();
  gambar();
  ambilPenampil(kasus, s, gambar, () => tutup);
  return () => {
    tutup = true;
    kasus.berhenti();
    s.penampil?.tutup();
    tutupPanel(kasus);
  };
}

/** Yang terfokus sudah tiada, dan tidak ada yang memindahkan fokusnya: ke kabar permohonan. */
function fokusTertinggal() {
  if (document.activeElement === document.body) document.getElementById("kabar-kasus")?.focus();
}

const LEBAR = matchMedia("(min-width: 70rem)"); // berkas berdampingan dengan isian

/** Penampil berkas menyusul: permohonan sudah dapat dibaca sebelum ia datang. */
async function ambilPenampil(kasus, s, gambar, ditinggalkan) {
  const modul = await import("./penampil.js").catch(() => null);
  if (!modul || ditinggalkan()) return;
  s.penampil = new modul.Penampil(kasus.nomor);
  s.penampil.addEventListener("berubah", gambar);
  gambar();
  const [pertama] = berkasKasus(kasus);
  if (pertama && LEBAR.matches) s.penampil.buka(pertama.id);
}

/** Giliran siapa sekarang, dalam satu kalimat. */
function giliran({ isi, terbuka }) {
  if (isi.keadaan === "berakhir") return "Permohonan ini sudah berakhir.";
  const siapa_ = [...new Set(terbuka.map((satu) => satu.pelaksana))];
  return siapa_.length ? `Sekarang giliran ${siapa_.join(" dan ")}.` : "Sedang diteruskan ke langkah berikutnya.";
}

/**
 * Berkas yang diterima: dari tiap jenis yang terbaru, lalu versi lamanya. Tiap foto berdiri sendiri;
 * gambar tanda tangan sudah tampak pada suratnya.
 */
function berkasKasus({ isi, formulir }) {
  const urut = formulir.persyaratan.map(({ kode }) => kode);
  const tempat = ({ kode }) => (urut.includes(kode) ? urut.indexOf(kode) : urut.length);
  const ada = isi.berkas
    .filter(({ keadaan, rupa }) => keadaan === "diterima" && rupa !== "tanda_tangan")
    .toSorted((a, b) => tempat(a) - tempat(b) || Date.parse(b.diunggah) - Date.parse(a.diunggah));
  const lama = (satu, ke) => !satu.rupa && ada.findIndex(({ kode }) => kode === satu.kode) < ke;
  return [...ada.filter((satu, ke) => !lama(satu, ke)), ...ada.filter(lama).map((satu) => ({ ...satu, keterangan: "Versi lama" }))];
}

/** Yang tidak boleh dilihat lagi, misalnya karena orang ini tidak lagi bertugas, tidak tampil lagi. */
const tertutup = ({ masalah }) => masalah?.status === 403 || masalah?.status === 404;

function halaman(kasus, s, gambar) {
  const kepala_ = html`
    ${tertutup(kasus) ? nothing : sambungan(kasus)}
    <div id="kabar-kasus" tabindex="-1">${kasus.kabar ? pesan(...kasus.kabar) : nothing}</div>`;
  if (tertutup(kasus)) return html`${kepala_}${pesan("buruk", `${kasus.masalah.message} Permohonan ini tidak dapat ditampilkan lagi.`, html`<p class="aksi"><button type="button" class="kedua" @click=${() => kasus.segarkan()}>Coba lagi</button></p>`)}`;
  return html`${kepala_}
    ${ketikanLama(kasus, gambar)}
    ${kepala(kasus)}
    <div class="dua-kolom">
      <div>
        ${tugas(kasus, gambar)}
        ${bagianTelepon(kasus, gambar)}
      </div>
      <div class="kolom-berkas">${s.penampil ? s.penampil.tampilan(berkasKasus(kasus)) : nothing}</div>
      <div>
        ${tab("Bagian permohonan", bagian(kasus, s, gambar), s.bagian, (kode) => { s.bagian = kode; gambar(); })}
        ${cetakan(kasus, gambar)}
        ${pencabutan(kasus, gambar)}
      </div>
    </div>`;
}

function kepala(kasus) {
  const { isi } = kasus;
  const nama = [isi.data.nama, isi.data.nama_usaha].filter(Boolean).join(" · ");
  return html`<section class="kartu kepala-kasus" aria-labelledby="judul-keadaan">
    <h2 class="tersembunyi" id="judul-keadaan">Keadaan permohonan</h2>
    <div><p class="status-besar">${isi.status}</p>
      <p class="pemohon">${nama}</p>
      <p>${giliran(kasus)}</p></div>
    <dl class="fakta">
      ${fakta("Diajukan", isi.diajukan && tanggal(isi.diajukan))}
      ${fakta("Dijanjikan selesai", isi.janji && tanggal(isi.janji.batas))}
      ${fakta("Diputus", isi.janji?.diputus && tanggal(isi.janji.diputus))}
      ${fakta("Putusan", isi.putusan && (isi.putusan === "terbit" ? "Izin diterbitkan" : "Permohonan ditolak"))}
      ${Object.entries(isi.nomor_surat).map(([kode, nomor]) => fakta(`Nomor ${namaSurat(kasus, kode)}`, nomor))}
    </dl>
    ${isi.dicabut ? pesan("buruk", `Surat keputusan ini dicabut pada ${tanggal(isi.dicabut)}.`) : nothing}
    ${isi.janji?.lewat && !isi.janji.diputus ? pesan("buruk", `Janji layanan sudah terlewati sejak ${tanggal(isi.janji.lewat)}.`) : nothing}
    ${isi.alasan ? html`<p>Alasan: ${isi.alasan}</p>` : nothing}
  </section>`;
}

const namaSurat = ({ isi }, kode) => isi.berkas.find((satu) => satu.kode === kode)?.nama ?? kode.replaceAll("_", " ");

const fakta = (nama, isi) => (isi ? html`<div><dt>${nama}</dt><dd>${isi}</dd></div>` : nothing);

/** Bagian di bawah tugas: [{kode, nama, isi}]; isinya dibuat ketika dibuka. */
function bagian(kasus, s, gambar) {
  return [{ kode: "isian", nama: "Isian", isi: () => isian(kasus) }, ...BAGIAN.map(({ kode, nama, isi }) => ({ kode, nama, isi: () => isi(kasus, gambar) }))];
}

function isian({ isi, formulir }) {
  const daftar = formulir.isian.filter(({ kode }) => kode in isi.data);
  const cacat = new Map(isi.cacat.filter(({ ditutup }) => !ditutup).map((satu) => [satu.sasaran, satu.alasan]));
  return html`<dl class="ulasan">${daftar.map((satu) => html`<div><dt>${satu.nama}</dt><dd>${terbaca(satu, isi.data[satu.kode])}${cacat.has(`isian:${satu.kode}`) ? html`<br><span class="tanda">Dikembalikan: ${cacat.get(`isian:${satu.kode}`)}</span>` : nothing}</dd></div>`)}</dl>`;
}
