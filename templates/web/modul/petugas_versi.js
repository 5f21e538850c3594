// Versi sebuah surat: kapan dibuat, isian mana yang berubah, dan membukanya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bukaBerkas } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";
import { kalimat, tanggalJam } from "./tampil.js";

/** Semua versi sebuah surat, yang lama dahulu. Melempar Galat. */
export async function bacaVersi(kasus, kode) {
  return (await minta("GET", kasus.jalur(`/surat/${kode}`))).versi;
}

const perubahan = (satu, nama) => {
  if (satu.versi === 1) return "versi pertama";
  return satu.berubah.length ? `berubah: ${satu.berubah.map((kode) => nama.get(kode) ?? kalimat(kode)).join(", ")}` : "isian sama, tanggal atau data permohonan berbeda";
};

/**
 * Daftar versi, yang terbaru di atas. `nama`: Map kode isian ke namanya; `pakai(versi)` mengembalikan
 * isian ke versi itu, bila boleh. `k` menyimpan kegagalan membuka.
 */
export function daftarVersi(kasus, versi, k, { nama = new Map(), pakai, gambar }) {
  if (!versi?.length) return nothing;
  const buka = (satu) => async () => {
    k.galatVersi = "";
    await bukaBerkas(kasus.nomor, satu.id).catch((sebab) => { k.galatVersi = sebagaiGalat(sebab).message; });
    gambar();
  };
  return html`<details class="versi"><summary>Versi yang tersimpan (${versi.length})</summary>
    <p class="galat" role="alert">${k.galatVersi ?? ""}</p>
    <ol class="daftar-kasus" reversed>${[...versi].reverse().map((satu) => html`<li>
      <span><strong>Versi ${satu.versi}</strong>, ${tanggalJam(satu.pada)}<br><span class="redup">${perubahan(satu, nama)}</span></span>
      <span class="aksi"><button type="button" class="kedua" @click=${buka(satu)}>Buka<span class="tersembunyi"> versi ${satu.versi} di tab baru</span></button>
      ${pakai ? html`<button type="button" class="tautan" @click=${() => pakai(satu)}>Pakai isian versi ${satu.versi}</button>` : nothing}</span>
    </li>`)}</ol>
  </details>`;
}
