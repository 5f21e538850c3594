// Foto dan tanda tangan yang masih di perangkat ini: dikatakan pada Tugas saya dan sebelum keluar.
import { html, nothing } from "lit-html";
import { siapa } from "./sesi.js";
import { hapus, milik } from "./simpanan_foto.js";

let daftar = [];

/** Baca apa yang menunggu milik orang ini. */
export async function bacaTertinggal() {
  daftar = siapa() ? await milik(siapa()).catch(() => []) : [];
}

/** Pemberitahuan di atas daftar tugas; hilang bila tidak ada yang menunggu. */
export function tertinggal(gambar) {
  if (!daftar.length) return nothing;
  const nomor = [...new Set(daftar.map((satu) => satu.nomor))];
  return html`<div class="pesan ragu" role="status">
    <p>Di perangkat ini masih ada foto atau tanda tangan yang belum terkirim. Buka permohonannya selagi ada sambungan.</p>
    <ul>${nomor.map((satu) => baris(satu, daftar.filter((lain) => lain.nomor === satu), gambar))}</ul></div>`;
}

function baris(nomor, milikKasus, gambar) {
  const buang = async () => {
    if (!confirm(`Hapus ${milikKasus.length} foto atau tanda tangan ${nomor} dari perangkat ini? Kantor belum menerimanya.`)) return;
    for (const { id } of milikKasus) await hapus(id);
    await bacaTertinggal();
    gambar();
  };
  return html`<li><a href="#${nomor}">${nomor}</a>: ${milikKasus.length} belum terkirim.
    <button type="button" class="tautan" @click=${buang}>Hapus dari perangkat ini<span class="tersembunyi"> ${nomor}</span></button></li>`;
}

/** Tidak ada yang tertinggal, atau orang tetap ingin keluar. */
export async function bolehKeluar() {
  await bacaTertinggal();
  return !daftar.length || confirm(`${daftar.length} foto atau tanda tangan di perangkat ini belum terkirim dan akan dihapus. Tetap keluar?`);
}
