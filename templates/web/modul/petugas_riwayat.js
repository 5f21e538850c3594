// Yang sudah terjadi dengan sebuah permohonan: langkah, surat, jejak, waktu, SMS.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { bagianSms } from "./petugas_sms.js";
import { lama, tampilanSisa } from "./petugas_waktu.js";
import { bukaBerkas } from "./berkas.js";
import { kalimat, pesan, tanggal, tanggalJam } from "./tampil.js";

/** Bagian-bagian riwayat; bagian lain menambahkan diri di sini. */
export const BAGIAN = [
  { kode: "langkah", nama: "Langkah", isi: langkah },
  { kode: "surat", nama: "Surat", isi: surat },
  { kode: "sms", nama: "SMS", isi: bagianSms },
  { kode: "waktu", nama: "Waktu", isi: waktu },
  { kode: "jejak", nama: "Jejak", isi: jejak },
];

function langkah({ isi }) {
  return html`<ol class="garis-waktu" reversed>${[...isi.langkah].reverse().map(satuLangkah)}</ol>`;
}

function satuLangkah(satu) {
  const lewat = satu.terlambat ? html` <span class="tanda">terlambat</span>` : nothing;
  return html`<li class=${satu.ditutup ? "selesai" : "jalan"}>
    <p class="kegiatan">${satu.no ? html`<strong>${satu.no}.</strong> ` : nothing}${satu.kegiatan}</p>
    <p class="redup">${satu.pelaksana} · norma ${satu.waktu || "tidak ada"}${satu.oleh ? ` · ${satu.oleh}` : satu.pemegang ? ` · dipegang ${satu.pemegang}` : ""}</p>
    ${satu.ditutup
      ? html`<p class="redup">Selesai ${tanggalJam(satu.ditutup)}${satu.durasi_kerja ? `, ${lama(satu.durasi_kerja)} kerja` : ""}${lewat}</p>`
      : html`<p>${tampilanSisa(satu)}</p>`}
    ${isian(satu)}
  </li>`;
}

const TANGGAL = /^\d{4}-\d\d-\d\d$/;
const nilai = (isi) => (TANGGAL.test(isi) ? tanggal(isi) : isi === true ? "Ya" : isi === false ? "Tidak" : Array.isArray(isi) ? isi.join("; ") : String(isi));

function isian({ isian: isi }) {
  const daftar = Object.entries(isi ?? {});
  if (!daftar.length) return nothing;
  return html`<details><summary>Isian langkah ini</summary><dl class="ulasan">${daftar.map(([kode, satu]) => html`<div><dt>${kalimat(kode)}</dt><dd>${nilai(satu)}</dd></div>`)}</dl></details>`;
}

const galatSurat = new Map();

/** Surat yang sedang dan sudah dibuat kantor. */
function surat(kasus, gambar) {
  const { isi } = kasus;
  if (!isi.surat.length) return html`<p class="redup">Belum ada surat.</p>`;
  const buka = (id) => async () => {
    galatSurat.delete(id);
    await bukaBerkas(kasus.nomor, id).catch((sebab) => { galatSurat.set(id, sebagaiGalat(sebab).message); });
    gambar();
  };
  const nama = (satu) => isi.berkas.find(({ id, kode }) => id === satu.berkas || kode === satu.surat)?.nama ?? kalimat(satu.surat);
  return html`<ul class="daftar-kasus">${[...isi.surat].reverse().map((satu) => html`<li>
    <span><strong>${nama(satu)}</strong><br><span class="redup">${satu.nomor ? `Nomor ${satu.nomor} · ` : ""}${tanggalJam(satu.dibuat)} · ${kalimat(satu.keadaan)}</span></span>
    ${satu.berkas ? html`<button type="button" class="kedua" @click=${buka(satu.berkas)}>Buka<span class="tersembunyi"> ${nama(satu)}</span></button>` : nothing}
    <p class="galat" role="alert">${galatSurat.get(satu.berkas) ?? ""}</p>
  </li>`)}</ul>`;
}

const AKUN = { antre: "Antre di kantor", petugas: "Dikerjakan petugas", dinas: "Di dinas teknis" };

const dibacaWaktu = new WeakMap(); // permohonan → banyaknya langkah ketika buku waktunya dibaca

const cobaLagi = (ulang) => html`<p class="aksi"><button type="button" class="kedua" @click=${ulang}>Coba lagi</button></p>`;

/** Buku waktu, dibaca ketika tabnya dibuka dan setiap langkahnya bertambah. */
function waktu(kasus, gambar) {
  if (dibacaWaktu.get(kasus) !== kasus.isi.langkah.length) {
    dibacaWaktu.set(kasus, kasus.isi.langkah.length);
    kasus.bacaWaktu().catch(() => {}).then(() => { kasus.waktu ??= false; gambar(); });
  }
  const buku = kasus.waktu;
  if (buku === false) {
    const ulang = () => {
      dibacaWaktu.delete(kasus);
      kasus.waktu = null;
      gambar();
    };
    return pesan("buruk", "Buku waktu belum dapat dibaca.", cobaLagi(ulang));
  }
  if (!buku) return html`<p class="redup" role="status">Memuat buku waktu…</p>`;
  return html`<p><strong>${buku.ringkasan}</strong></p>
    <ul>${Object.values(buku.kalimat).map((satu) => html`<li>${satu}</li>`)}</ul>
    <div class="gulir"><table><caption class="tersembunyi">Waktu kerja tiap pelaksana</caption>
      <thead><tr><th scope="col">Pelaksana</th>${Object.values(AKUN).map((nama) => html`<th scope="col">${nama}</th>`)}</tr></thead>
      <tbody>${buku.per_pelaksana.map((satu) => html`<tr><th scope="row">${satu.nama}</th>${Object.keys(AKUN).map((akun) => html`<td>${satu[akun] ? lama(satu[akun]) : "–"}</td>`)}</tr>`)}</tbody></table></div>`;
}

const bukuJejak = new WeakMap(); // permohonan → {jejak} atau {galat}, dibaca ketika tabnya dibuka

function jejak(kasus, gambar) {
  const ada = bukuJejak.get(kasus);
  if (!ada || ada.isi !== kasus.isi.langkah.length) bacaJejak(kasus, gambar);
  if (ada?.galat) return pesan("buruk", ada.galat.message, cobaLagi(() => { bukuJejak.delete(kasus); gambar(); }));
  if (!ada?.jejak) return html`<p class="redup" role="status">Memuat jejak…</p>`;
  return html`<ol class="jejak" reversed>${[...ada.jejak].reverse().map((satu) => html`<li value=${satu.no}>
    <strong>${kalimat(satu.peristiwa)}${satu.aksi ? `: ${kalimat(satu.aksi)}` : ""}</strong>${satu.langkah ? ` · ${kalimat(satu.langkah)}` : ""}<br>
    <span class="redup">${satu.nama || "Sistem"} · ${tanggalJam(satu.pada)} · <span class="angka">${satu.hash.slice(0, 12)}</span></span></li>`)}</ol>`;
}

async function bacaJejak(kasus, gambar) {
  const lama_ = bukuJejak.get(kasus);
  bukuJejak.set(kasus, { isi: kasus.isi.langkah.length, jejak: lama_?.jejak });
  try {
    const { jejak: daftar } = await minta("GET", kasus.jalur("/jejak"));
    bukuJejak.set(kasus, { isi: kasus.isi.langkah.length, jejak: daftar });
  } catch (sebab) {
    bukuJejak.set(kasus, { isi: kasus.isi.langkah.length, galat: sebagaiGalat(sebab) });
  }
  gambar();
}
