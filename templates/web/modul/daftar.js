// Awal formulir: draf yang dapat dilanjutkan, permohonan yang sudah diajukan, dan mulai baru.
import { html, nothing } from "lit-html";
import { tanggal } from "./tampil.js";

const baris = (p, teks, alamat, tombol) => html`<li><span><strong>${teks}</strong><br><span class="redup">${p.status} · ${tanggal(p.diajukan ?? p.dibuat)}</span></span><a class="tombol" href=${alamat}>${tombol}<span class="tersembunyi"> ${p.nomor}</span></a></li>`;

/** `daftar` dari GET /permohonan; `data` dari halaman; `mulai` ketika orang memulai yang baru. */
export function halamanDaftar(daftar, data, mulai) {
  const draf = daftar.filter((p) => p.keadaan === "draf");
  const kasus = daftar.filter((p) => p.keadaan !== "draf");
  return html`<p class="pengantar">${data.nama}</p>
    ${draf.length ? html`<section class="kartu"><h2>Lanjutkan draf</h2><ul class="daftar-kasus">${draf.map((p) => baris(p, `Draf tanggal ${tanggal(p.dibuat)}`, `#${p.nomor}`, "Lanjutkan"))}</ul></section>` : nothing}
    <section class="kartu"><h2>Permohonan baru</h2>
      <p>Pengisian memakan waktu sekitar 15 menit. Isian tersimpan sendiri, sehingga boleh dilanjutkan kapan saja dan dari perangkat lain. Draf disimpan ${data.drafHari} hari.</p>
      <ul><li>Siapkan KTP, NPWP, dan NIB.</li><li>Siapkan foto atau PDF dari <a href="index.html#persyaratan">berkas persyaratan</a>.</li></ul>
      <p class="aksi"><button type="button" class=${draf.length ? "kedua" : ""} @click=${mulai}>Mulai permohonan baru</button></p>
    </section>
    ${kasus.length ? html`<section class="kartu"><h2>Sudah diajukan</h2><ul class="daftar-kasus">${kasus.map((p) => baris(p, p.nomor, `permohonan.html#${p.nomor}`, "Buka"))}</ul></section>` : nothing}`;
}
