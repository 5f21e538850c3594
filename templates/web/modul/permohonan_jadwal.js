// Janji cek lokasi, dan berkas kalendernya.
import { html } from "lit-html";
import { kalender } from "./ics.js";
import { hari, tanggalJam } from "./tampil.js";
import { unduhkan } from "./unduhan.js";

/** `data` dari halaman: nama kantor dan teleponnya. */
export function bagianJadwal(kasus, data) {
  const { mulai, rincian } = kasus.isi.jadwal;
  return html`<section class="kartu" id="jadwal" aria-labelledby="judul-jadwal">
    <h2 id="judul-jadwal">Jadwal cek lokasi</h2>
    <p class="jadwal">${hari(mulai)}, ${tanggalJam(mulai)}</p>
    <dl class="fakta">${rincian.map(({ nama, isi }) => html`<div><dt>${nama}</dt><dd>${isi}</dd></div>`)}</dl>
    <p>Hadirlah sendiri atau utus wakil Anda, dan siapkan dokumen aslinya.</p>
    <p class="aksi"><button type="button" class="kedua" @click=${() => simpan(kasus, data)}>Simpan ke kalender</button></p>
  </section>`;
}

function simpan(kasus, data) {
  const { mulai, urut, rincian } = kasus.isi.jadwal;
  const isi = kalender({
    uid: `${kasus.nomor}@${location.hostname}`,
    urut,
    mulai,
    judul: `Cek lokasi ${kasus.nomor}`,
    tempat: rincian.map(({ isi }) => isi).join(", "),
    keterangan: `${kasus.isi.nama_izin}.\nSiapkan dokumen asli.\n${data.kantor}, telepon ${data.telepon}`,
  });
  unduhkan(new Blob([isi], { type: "text/calendar;charset=utf-8" }), `cek-lokasi-${kasus.nomor}.ics`);
}
