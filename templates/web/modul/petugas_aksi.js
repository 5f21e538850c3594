// Tugas pada sebuah permohonan: tiap kunjungan yang terbuka bagi saya, dan aksi yang dipilih di sana.
//
// Halaman ini tidak memegang aturan: aksi, isian, dan berkasnya dari API.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { kunciKunjungan } from "./permohonan_kirim.js";
import { isiPanel, panel } from "./petugas_panel.js";
import { tampilanSisa } from "./petugas_waktu.js";
import { fokuskan } from "./tampil.js";

const RINCIAN = [["waktu", "Norma"], ["kelengkapan", "Kelengkapan"], ["output", "Hasil"], ["keterangan", "Keterangan"]];
const PANJANG = 90; // huruf; kegiatan yang lebih panjang tampil lebih kecil

/** Semua tugas saya pada permohonan ini. */
export function tugas(kasus, gambar) {
  return kasus.terbuka.filter((satu) => satu.aksi_tersedia.length).map((kunjungan) => satuTugas(kasus, kunjungan, gambar));
}

function satuTugas(kasus, kunjungan, gambar) {
  const kunci = kunciKunjungan(kunjungan).replace(":", "-");
  const { aksi_tersedia: daftar, pemegang, saya } = kunjungan;
  const pilih = (kode) => {
    kasus.ketikan.ubah(`${kunci}:pilih`, kode);
    gambar();
  };
  const dipilih = daftar.length === 1 ? daftar[0] : daftar.find(({ kode }) => kode === kasus.ketikan.isi(`${kunci}:pilih`));
  return html`<section class="kartu tugas-ini" aria-labelledby="judul-${kunci}">
    <h2 id="judul-${kunci}" tabindex="-1" class=${kunjungan.kegiatan.length > PANJANG ? "panjang" : nothing}>${kunjungan.no ? `${kunjungan.no}. ` : ""}${kunjungan.kegiatan}</h2>
    <p>${tampilanSisa(kunjungan)}</p>
    <dl class="rincian">${RINCIAN.filter(([kode]) => kunjungan[kode]).map(([kode, nama]) => html`<div><dt>${nama}</dt><dd>${kunjungan[kode]}</dd></div>`)}</dl>
    ${(kunjungan.kepada ?? []).map(({ nama, berkas }) => html`<details class="kepada"><summary>Untuk ${nama}: ${berkas.length} berkas</summary><ul>${berkas.map((satu) => html`<li>${satu}</li>`)}</ul></details>`)}
    ${pemegang && !saya ? dipegangLain(kasus, kunjungan, gambar) : nothing}
    ${kunjungan.penerbitan ? html`<p class="pesan ragu" role="status">Sedang diterbitkan dengan nomor ${kunjungan.penerbitan.nomor}.</p>` : nothing}
    ${daftar.length > 1 ? html`<fieldset class="pilih-aksi"><legend>Apa keputusan Anda?</legend><div class="pilihan">${daftar.map((aksi) => html`<label><input type="radio" name="aksi-${kunci}" .checked=${aksi === dipilih} @change=${() => pilih(aksi.kode)}> ${aksi.nama}</label>`)}</div></fieldset>` : nothing}
    ${dipilih ? isiPanel(panel(kasus, kunjungan, dipilih, gambar)) : nothing}
  </section>`;
}

function dipegangLain(kasus, kunjungan, gambar) {
  const lepas = async ({ currentTarget: tombol }) => {
    if (tombol.disabled) return; // ketukan kedua
    tombol.disabled = true;
    try {
      await minta("POST", kasus.jalur(`/langkah/${kunjungan.kode}/lepas`), { setelah: kunjungan.setelah });
      await kasus.selesai("baik", "Langkah ini tidak lagi dipegang siapa pun.");
    } catch (sebab) {
      await kasus.selesai("ragu", sebagaiGalat(sebab).message);
    }
    tombol.disabled = false;
    gambar();
    fokuskan("kabar-kasus");
  };
  return html`<div class="pesan ragu"><p>Sedang dipegang ${kunjungan.pemegang}. Lepaskan hanya bila ia berhalangan.</p><p class="aksi"><button type="button" class="kedua" @click=${lepas}>Lepaskan dari ${kunjungan.pemegang}</button></p></div>`;
}
