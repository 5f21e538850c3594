// Daftar periksa di lokasi: tiap butir dengan pengakuan pemohon, temuan, dan catatannya.
import { html, nothing } from "lit-html";
import { kosong } from "./bidang.js";
import { gaya } from "./gaya.js";
import { kalimat } from "./tampil.js";

await gaya(import.meta.resolve("../petugas_lapangan.css"));

/** Digambar sebelum isian lain: hasil pemeriksaan ditulis sesudah temuannya. */
export const dahulu = true;

const KELOMPOK = "daftar_periksa";
const TEMUAN = "temuan_";
const CATATAN = "catatan_";

/** Butir daftar: [{temuan, catatan}], keduanya isian SOP; catatan boleh tidak ada. */
function butir(p) {
  const daftar = p.aksi.isian.filter((satu) => satu.kelompok === KELOMPOK);
  return daftar
    .filter(({ kode }) => kode.startsWith(TEMUAN))
    .map((temuan) => ({
      temuan,
      catatan: daftar.find(({ kode }) => kode === CATATAN + temuan.kode.slice(TEMUAN.length)),
    }));
}

const idButir = (p, { temuan }) => `${p.kunci}-${temuan.kode}`;
const diperiksa = (p, { temuan }) => !kosong(p.isi(temuan.kode));

/** Isian dan berkas yang digambar bagian ini sendiri (kode), bukan secara umum. */
export const milik = (p) => butir(p).flatMap(({ temuan, catatan }) => [temuan.kode, ...(catatan ? [catatan.kode] : [])]);

/** Yang menghalangi pengiriman: [{ id, pesan }], id unsur yang menerima fokus. */
export const salah = (p) => butir(p)
  .filter((satu) => satu.temuan.wajib && !diperiksa(p, satu))
  .map((satu) => ({ id: idButir(p, satu), pesan: `Pilih temuan untuk ${satu.temuan.nama}.` }));

/** Yang tampil di dalam panel. */
export function bagian(p) {
  const daftar = butir(p);
  if (!daftar.length) return nothing;
  const selesai = daftar.filter((satu) => diperiksa(p, satu)).length;
  return html`<section aria-labelledby="${p.kunci}-periksa">
    <h3 id="${p.kunci}-periksa">Daftar periksa</h3>
    <div class="maju-periksa">
      <p role="status"><strong>${selesai} dari ${daftar.length} diperiksa</strong></p>
      <progress max=${daftar.length} .value=${selesai} aria-label="Butir yang sudah diperiksa"></progress>
    </div>
    <ol class="daftar-periksa">${daftar.map((satu) => baris(p, satu))}</ol>
  </section>`;
}

function baris(p, satu) {
  const { temuan, catatan } = satu;
  const id = idButir(p, satu);
  const isi = p.isi(temuan.kode);
  const galat = p.galat[temuan.kode] ?? "";
  return html`<li><fieldset aria-describedby="klaim-${id} galat-${id}">
    <legend>${temuan.nama}</legend>
    <p class="klaim" id="klaim-${id}"><span class="redup">Menurut pemohon:</span> ${temuan.klaim ?? "–"}</p>
    <div class="temuan">
      <p class="galat" id="galat-${id}">${galat}</p>
      <div class="segmen">${temuan.pilihan.map((nilai, ke) => html`<label><input type="radio" id=${ke ? nothing : id} name=${id} .checked=${isi === nilai} @change=${() => p.ubah(temuan.kode, nilai)}> ${kalimat(nilai)}</label>`)}</div>
      ${catatan ? tulisan(p, catatan, satu, isi) : nothing}
    </div>
  </fieldset></li>`;
}

/** Catatan terbuka bila temuannya bukan yang pertama (yang sesuai), sudah berisi, atau diminta. */
function tulisan(p, catatan, { temuan }, isi) {
  const id = `${p.kunci}-${catatan.kode}`;
  const teks = p.isi(catatan.kode) ?? "";
  const dibuka = (p.data.catatanDibuka ??= new Set());
  const beda = !kosong(isi) && isi !== temuan.pilihan[0];
  if (!beda && !teks && !dibuka.has(catatan.kode)) {
    const buka = () => {
      dibuka.add(catatan.kode);
      p.gambar();
      requestAnimationFrame(() => document.getElementById(id)?.focus());
    };
    return html`<button type="button" class="tautan" @click=${buka}>Tambah catatan<span class="tersembunyi">: ${temuan.nama}</span></button>`;
  }
  const tulis = (peristiwa) => {
    dibuka.add(catatan.kode); // tetap terbuka bila isinya dihapus
    p.ubah(catatan.kode, peristiwa.target.value);
  };
  return html`<div class="isian">
    <label for=${id}>Catatan<span class="tersembunyi">: ${temuan.nama}</span>${catatan.wajib ? nothing : html` <span class="opsional">(tidak wajib)</span>`}</label>
    <p class="galat" id="galat-${id}">${p.galat[catatan.kode] ?? ""}</p>
    <input id=${id} type="text" maxlength="200" autocomplete="off" aria-describedby="galat-${id}" aria-invalid=${String(Boolean(p.galat[catatan.kode]))} .value=${teks} @input=${tulis}>
  </div>`;
}
