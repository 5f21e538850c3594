// Baris buku register sebagai tabel.
import { html, nothing } from "lit-html";
import { kalimat, tanggal } from "./tampil.js";

const KEADAAN = { diterbitkan: "Sedang diterbitkan", berlaku: "Berlaku", kedaluwarsa: "Kedaluwarsa", dicabut: "Dicabut", batal: "Batal" };

export const tabel = (baris, nama) => html`<table class="tumpuk buku">
  <caption class="tersembunyi">${nama}</caption>
  <thead><tr><th scope="col">Nomor</th><th scope="col">Pemegang</th><th scope="col">Tanggal</th><th scope="col">Berlaku sampai</th><th scope="col">Keadaan</th><th scope="col">Permohonan</th></tr></thead>
  <tbody>${baris.map((satu) => html`<tr>
    <th scope="row">${satu.nomor || satu.urut}</th>
    <td data-kolom="Pemegang">${satu.nama || "–"}</td>
    <td data-kolom="Tanggal">${tanggal(satu.tanggal)}</td>
    <td data-kolom="Berlaku sampai">${satu.berlaku_sampai ? tanggal(satu.berlaku_sampai) : "–"}</td>
    <td data-kolom="Keadaan"><span class="keadaan-${satu.keadaan}">${KEADAAN[satu.keadaan] ?? kalimat(satu.keadaan)}</span>${satu.dicabut ? html`<br><span class="redup">${tanggal(satu.dicabut)}</span>` : nothing}</td>
    <td data-kolom="Permohonan"><a href="#${satu.permohonan}">${satu.permohonan}</a></td>
  </tr>`)}</tbody></table>`;
