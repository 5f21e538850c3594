// Seorang penanda tangan: bidang gores, alasan menolak, atau catatan bahwa ia menandatangani di kertas.
import { html, nothing } from "lit-html";
import { kosong } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { Kaca } from "./kaca.js";
import { fokuskan } from "./tampil.js";

/** Tutup formulirnya; goresan yang belum disimpan dibuang. */
export function tutup(p, k) {
  Object.assign(k, { siapa: null, ubah: null, cara: "", galat: "", kaca: null });
  p.gambar();
}

/** `satu`: {id, nama, surat, kaca(Blob), catat(isi)}. */
export function formulirTanda(p, k, satu) {
  return html`<div class="panel" role="group" aria-labelledby="judul-${satu.id}">${k.cara === "kaca" ? diLayar(p, k, satu) : tanpaLayar(p, k, satu)}</div>`;
}

function batal(p, k, { id }) {
  const pergi = () => {
    tutup(p, k);
    fokuskan(id);
  };
  return html`<button type="button" class="kedua" @click=${pergi}>Batal</button>`;
}

function tanpaLayar(p, k, satu) {
  return html`${k.cara === "menolak" ? menolak(p, k, satu) : kertas(p, k, satu)}
    <div role="alert">${k.galat ? html`<p class="galat">${k.galat}</p>` : nothing}</div>
    <p class="aksi">
      <button type="button" aria-disabled=${String(k.sibuk)} @click=${() => simpan(p, k, satu)}>${k.sibuk ? "Menyimpan…" : SIMPAN[k.cara]}</button>
      ${batal(p, k, satu)}</p>`;
}

const SIMPAN = { menolak: "Catat penolakan", kertas: "Ya, sudah ditandatangani" };
const judul = (satu, teks) => html`<h4 id="judul-${satu.id}" tabindex="-1">${teks}</h4>`;
const idAlasan = (satu) => `alasan-${satu.id}`;
const kunciAlasan = (satu) => `menolak-${satu.id}`;

function diLayar(p, k, satu) {
  k.kaca ??= new Kaca(() => p.gambar());
  return html`${judul(satu, `Serahkan tablet kepada ${satu.nama}`)}
    <p>Yang menandatangani sudah membaca ${satu.surat}. Tanda tangannya dibubuhkan pada surat itu.</p>
    ${k.kaca.tampilan({ id: satu.id, nama: satu.nama, simpan: satu.kaca, lain: batal(p, k, satu) })}`;
}

function menolak(p, k, satu) {
  const tulis = (peristiwa) => {
    k.galat = "";
    p.ubah(kunciAlasan(satu), peristiwa.target.value);
  };
  return html`${judul(satu, `${satu.nama} menolak menandatangani`)}
    <div class="isian"><label for=${idAlasan(satu)}>Alasan menolak</label>
      <p class="bantuan" id="bantuan-${idAlasan(satu)}">Ditulis pada ${satu.surat} di tempat tanda tangannya.</p>
      <textarea id=${idAlasan(satu)} rows="3" maxlength="500" aria-describedby="bantuan-${idAlasan(satu)}" aria-invalid=${String(Boolean(k.galat))} .value=${p.isi(kunciAlasan(satu)) ?? ""} @input=${tulis}></textarea></div>`;
}

const kertas = (p, k, satu) => html`${judul(satu, `Tanda tangan ${satu.nama} pada kertas`)}
  <p>Tanda tangan ${satu.nama} terlihat pada ${satu.surat} yang diunggah?</p>`;

async function simpan(p, k, satu) {
  if (k.sibuk) return; // ketukan kedua
  k.galat = "";
  const alasan = k.cara === "menolak" ? p.isi(kunciAlasan(satu)) : "";
  if (k.cara === "menolak" && kosong(alasan)) {
    k.galat = "Tulis alasan menolak.";
    p.gambar();
    return;
  }
  k.sibuk = true;
  p.gambar();
  try {
    await satu.catat(k.cara === "menolak" ? { menolak: alasan } : {});
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    k.galat = galat.jenis === "luring" ? "Sambungan terputus. Isian tetap ada; coba simpan lagi." : galat.message;
  }
  k.sibuk = false;
  p.gambar();
}
