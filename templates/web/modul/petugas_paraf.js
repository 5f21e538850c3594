// Meneliti sebuah draf sebelum diparaf atau ditandatangani: yang tampil itulah yang dikirim sidiknya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { gaya } from "./gaya.js";
import { Lembar } from "./petugas_lembar.js";
import { masukSudahLama, masukTerlaluLama, mintaMasukBaru } from "./petugas_masuk_baru.js";
import { bacaVersi, daftarVersi } from "./petugas_versi.js";
import { tanggalJam } from "./tampil.js";

await gaya(import.meta.resolve("../petugas_surat.css"));

/** Draf yang diteliti: yang terbaru dan lolos pemeriksaan. */
const drafTerbaru = (p) => p.kasus.isi.berkas.filter((satu) => satu.kode === p.aksi.sha256 && satu.keadaan === "diterima").at(-1);

function keadaan(p) {
  p.data.paraf ??= { lembar: new Lembar(() => p.gambar()), versi: null, versiDari: "", pernah: "", berganti: false, galatMasuk: "" };
  return p.data.paraf;
}

/** Mulai mengambil drafnya sebelum dilihat; dipakai juga untuk draf berikutnya di tumpukan. */
export function ambilDraf(p) {
  const k = keadaan(p);
  const draf = drafTerbaru(p);
  if (!draf) return;
  k.berganti ||= Boolean(k.pernah) && k.pernah !== draf.id;
  k.pernah = draf.id;
  k.lembar.buka(draf.id, draf.nama, async () => (await minta("GET", p.kasus.jalur(`/berkas/${draf.id}`))).url);
  if (k.versiDari !== draf.id) muatVersi(p, k, draf);
}

async function muatVersi(p, k, draf) {
  k.versiDari = draf.id;
  k.versi = await bacaVersi(p.kasus, draf.kode).catch(() => null); // daftarnya saja yang tidak tampil
  p.gambar();
}

/** Draf yang tadi dibaca tampil lagi. */
export const kembaliKeDraf = (p) => p.data.paraf?.lembar.kembali();

/** Lepaskan yang dibuka. */
export const tutup = (p) => p.data.paraf?.lembar.tutup();

const idDraf = (p) => `draf-${p.kunci}`;
const harusMasuk = (p) => Boolean(p.aksi.masuk_baru) && (masukSudahLama() || masukTerlaluLama(p.penolakan));
const idMasuk = (p) => `masuk-ulang-${p.kunci}`;

export const milik = () => [];

export function bagian(p) {
  const k = keadaan(p);
  const draf = drafTerbaru(p);
  queueMicrotask(() => ambilDraf(p));
  if (!draf) return html`<p class="galat" id=${idDraf(p)} tabindex="-1">Drafnya belum ada. Muat ulang halaman ini sebentar lagi.</p>`;
  return html`${lembarKendali(p, k)}
  <div class="paraf">
    <h3 id=${idDraf(p)} tabindex="-1">${draf.nama}</h3>
    ${k.berganti ? html`<div class="pesan ragu" role="status"><p>Draf ini baru saja diganti. Yang tampil sekarang draf terbaru, dibuat ${tanggalJam(draf.diunggah)}; teliti lagi sebelum melanjutkan.</p></div>` : nothing}
    <p class="redup">Dibuat ${tanggalJam(draf.diunggah)}${k.versi?.length ? `, versi ${k.versi.at(-1).versi}` : ""}.</p>
    <div class="pratinjau" aria-busy=${String(!k.lembar.tampak(draf.id) && !k.lembar.galat)}>${k.lembar.tampilan(() => ambilDraf(p))}</div>
  </div>
  ${harusMasuk(p) ? mintaMasukBaru(idMasuk(p), k, { gambar: () => p.gambar() }) : nothing}`;
}

/** Paraf sejauh ini, dan catatan dari langkah sebelumnya. */
function lembarKendali(p, k) {
  const { paraf } = p.kasus.isi;
  const catatan = p.kasus.isi.langkah.filter((satu) => !satu.terbuka && satu.isian?.catatan);
  return html`<div class="kendali">
    <p><strong>Paraf sejauh ini:</strong> ${paraf.length ? "" : "belum ada."}</p>
    ${paraf.length ? html`<ul>${paraf.map((satu) => html`<li>${satu.nama}, ${tanggalJam(satu.pada)}</li>`)}</ul>` : nothing}
    ${catatan.length ? html`<p><strong>Catatan:</strong></p><ul>${catatan.map((satu) => html`<li>${satu.isian.catatan} <span class="redup">${satu.oleh}, ${tanggalJam(satu.ditutup)}</span></li>`)}</ul>` : nothing}
    ${daftarVersi(p.kasus, k.versi, k, { gambar: () => p.gambar() })}
  </div>`;
}

/** Draf harus sudah tampil, dan orangnya baru saja masuk bila aksi memintanya. */
export function salah(p) {
  const k = keadaan(p);
  const draf = drafTerbaru(p);
  if (!draf) return [{ id: idDraf(p), pesan: "Drafnya belum ada." }];
  if (!k.lembar.tampak(draf.id)) return [{ id: idDraf(p), pesan: `Tunggu sampai ${draf.nama} tampil, lalu teliti dahulu.` }];
  return harusMasuk(p) ? [{ id: idMasuk(p), pesan: "Masuk ulang dahulu sebelum menandatangani." }] : [];
}

/** Sidik draf yang tampil, bukan yang mungkin sudah menggantikannya. */
export const badan = (p) => ({ sha256: p.kasus.isi.berkas.find(({ id }) => id === keadaan(p).lembar.kunci)?.sha256 ?? "" });
export const siapkan = async () => {};
