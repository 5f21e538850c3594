// Mencari permohonan: nomor yang persis, NIB yang persis, atau awal nama.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { fokuskan, pesan, tanggal } from "./tampil.js";

const NOMOR = /^[A-Z]{2,10}-\d{4}-[\dA-Z-]+$/;
const PALING_PENDEK = 3;

async function jalankan(s, gambar) {
  const teks = s.teks.trim();
  if (NOMOR.test(teks.toUpperCase())) {
    location.hash = teks.toUpperCase();
    return;
  }
  s.galat = teks.length < PALING_PENDEK ? `Tulis nomor permohonan, NIB, atau paling sedikit ${PALING_PENDEK} huruf awal nama.` : "";
  if (s.galat) return gambar();
  const angka = teks.replace(/[ .-]/g, "");
  const isi = /^\d+$/.test(angka) ? { nib: angka } : { nama: teks };
  try {
    s.hasil = await minta("POST", "/pencarian", isi);
  } catch (sebab) {
    s.galat = sebagaiGalat(sebab).message;
  }
  gambar();
  fokuskan(s.hasil ? "judul-hasil" : "cari");
}

/** Kotak pencarian; `s`: {teks, hasil, galat}. */
export function cari(s, gambar) {
  return html`<form class="cari" role="search" novalidate @submit=${(peristiwa) => { peristiwa.preventDefault(); jalankan(s, gambar); }}>
    <label for="cari">Cari permohonan</label>
    <p class="galat" id="galat-cari">${s.galat ?? ""}</p>
    <div class="cari-isi"><input id="cari" type="search" autocomplete="off" spellcheck="false" placeholder="Nomor, NIB, atau awal nama" aria-describedby="galat-cari" aria-invalid=${String(Boolean(s.galat))} .value=${s.teks} @input=${(peristiwa) => { s.teks = peristiwa.target.value; }}>
    <button type="submit" class="kedua">Cari</button></div>
  </form>`;
}

export function hasilCari(s, gambar) {
  const tutup = () => {
    Object.assign(s, { hasil: null, teks: "" });
    gambar();
    fokuskan("cari");
  };
  const { hasil } = s.hasil;
  return html`<section class="kartu" aria-labelledby="judul-hasil"><h2 id="judul-hasil" tabindex="-1">Hasil pencarian</h2>
    ${hasil.length ? html`<ul class="daftar-kasus">${hasil.map((satu) => html`<li><span><strong>${satu.nomor}</strong> · ${[satu.nama, satu.nama_usaha].filter(Boolean).join(" · ")}<br><span class="redup">${satu.status} · diajukan ${tanggal(satu.diajukan)}${satu.giliran?.length ? ` · giliran ${satu.giliran.join(" dan ")}` : ""}</span></span><a class="tombol" href="#${satu.nomor}">Buka<span class="tersembunyi"> ${satu.nomor}</span></a></li>`)}</ul>` : pesan("", "Tidak ada permohonan yang cocok di antara yang boleh Anda lihat.")}
    ${s.hasil.lanjut ? html`<p class="redup">Masih ada yang lain. Tulis nama lebih lengkap.</p>` : nothing}
    <p class="aksi"><button type="button" class="kedua" @click=${tutup}>Kembali ke tugas saya</button></p>
  </section>`;
}
