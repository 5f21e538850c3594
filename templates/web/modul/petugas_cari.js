// Mencari permohonan: nomor yang persis, NIB yang persis, atau awal nama.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { fokuskan, pesan, tanggal } from "./tampil.js";

const NOMOR = /^[A-Z]{2,10}-\d{4}-[\dA-Z-]+$/;
const PALING_PENDEK = 3;
const HALAMAN_KOSONG = 5; // halaman yang dilewati sekali cari: isinya bukan untuk orang ini

async function jalankan(s, gambar) {
  if (s.sibuk) return; // ketukan kedua
  const teks = s.teks.trim();
  if (NOMOR.test(teks.toUpperCase())) {
    location.hash = teks.toUpperCase();
    return;
  }
  s.galat = teks.length < PALING_PENDEK ? `Tulis nomor permohonan, NIB, atau paling sedikit ${PALING_PENDEK} huruf awal nama.` : "";
  if (s.galat) {
    gambar();
    fokuskan("cari");
    return;
  }
  const angka = teks.replace(/[ .-]/g, "");
  s.dicari = /^\d+$/.test(angka) ? { tepat: angka } : { awal: teks };
  s.hasil = null;
  await baca(s, gambar);
  fokuskan(s.hasil ? "judul-hasil" : "cari");
}

/** Halaman berikutnya; yang kosong dilewati sampai ada yang ditemukan atau habis. */
async function baca(s, gambar) {
  Object.assign(s, { sibuk: true, galat: "", galatLagi: "" });
  gambar();
  let semua = s.hasil;
  try {
    for (let ke = 0, ada = 0; ke < HALAMAN_KOSONG && !ada && (!semua || semua.lanjut); ke += 1) {
      const { hasil, lanjut } = await minta("POST", "/pencarian", { ...s.dicari, ...(semua ? { lanjut: semua.lanjut } : {}) });
      semua = { hasil: [...(semua?.hasil ?? []), ...hasil], lanjut };
      ada = hasil.length;
    }
    s.hasil = semua;
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    s[s.hasil ? "galatLagi" : "galat"] = galat.kesalahan.map(({ pesan: kata }) => kata).join(" ") || galat.message;
  }
  s.sibuk = false;
  gambar();
}

/** Kotak pencarian; `s`: {teks, hasil, galat}. */
export function cari(s, gambar) {
  return html`<form class="cari" role="search" novalidate @submit=${(peristiwa) => { peristiwa.preventDefault(); jalankan(s, gambar); }}>
    <label for="cari">Cari permohonan</label>
    <p class="galat" id="galat-cari" role="alert">${s.galat ?? ""}</p>
    <div class="cari-isi"><input id="cari" type="search" autocomplete="off" spellcheck="false" placeholder="Nomor, NIB, atau awal nama" aria-describedby="galat-cari" aria-invalid=${String(Boolean(s.galat))} .value=${s.teks} @input=${(peristiwa) => { s.teks = peristiwa.target.value; }}>
    <button type="submit" class="kedua" aria-disabled=${String(Boolean(s.sibuk))}>Cari</button></div>
    <p class="redup" role="status">${s.sibuk ? "Mencari…" : ""}</p>
  </form>`;
}

export function hasilCari(s, gambar) {
  const tutup = () => {
    Object.assign(s, { hasil: null, teks: "", galat: "", galatLagi: "" });
    gambar();
    fokuskan("cari");
  };
  const { hasil, lanjut } = s.hasil;
  const lagi = async () => {
    if (s.sibuk) return;
    await baca(s, gambar);
    if (s.hasil && !s.hasil.lanjut) fokuskan("judul-hasil"); // tombolnya sudah tiada
  };
  return html`<section class="kartu" aria-labelledby="judul-hasil"><h2 id="judul-hasil" tabindex="-1">Hasil pencarian</h2>
    ${hasil.length ? html`<ul class="daftar-kasus">${hasil.map((satu) => html`<li><span><strong>${satu.nomor}</strong> · ${Object.values(satu.data).join(" · ")}<br><span class="redup">${satu.status} · diajukan ${tanggal(satu.diajukan)}${satu.giliran?.length ? ` · giliran ${satu.giliran.join(" dan ")}` : ""}</span></span><a class="tombol" href="#${satu.nomor}">Buka<span class="tersembunyi"> ${satu.nomor}</span></a></li>`)}</ul>` : pesan("", lanjut ? "Belum ada yang cocok di antara yang boleh Anda lihat; masih ada yang belum diperiksa." : "Tidak ada permohonan yang cocok di antara yang boleh Anda lihat.")}
    <p class="galat" role="alert">${s.galatLagi ?? ""}</p>
    <p class="aksi">${lanjut ? html`<button type="button" class="kedua" aria-disabled=${String(s.sibuk)} @click=${lagi}>Hasil berikutnya</button>` : nothing}
      <button type="button" class="kedua" @click=${tutup}>Kembali ke tugas saya</button></p>
  </section>`;
}
