// Tugas saya: langkah yang terbuka bagi pelaksana saya, yang paling mendesak di atas.
import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { Antrean, kunciTugas } from "./petugas_antrean.js";
import { cari, hasilCari } from "./petugas_cari.js";
import { sambungan } from "./petugas_sambungan.js";
import { bacaTertinggal, tertinggal } from "./petugas_tertinggal.js";
import { sisaWaktu, tampilanSisa } from "./petugas_waktu.js";
import { bergilir, fokuskan, pesan } from "./tampil.js";

const KUNCI = "pelaksana"; // antrean yang terakhir dilihat
const SARINGAN = [
  ["semua", "Semua", () => true],
  ["terlambat", "Terlambat", (satu) => sisaWaktu(satu).kelas === "terlambat"],
  ["bebas", "Belum dipegang", (satu) => !satu.pemegang],
  ["saya", "Saya pegang", (satu) => satu.saya],
];
const TELEPON = "telepon_pemohon"; // tugas yang bukan langkah SOP: tidak dipegang
const senggang = globalThis.requestIdleCallback ?? setTimeout; // Safari tidak punya yang pertama
const PENGELOLA = "Bila ini keliru, hubungi pengelola akun di kantor Anda.";

export async function tampilkan(k) {
  const s = { saring: "semua", langkah: "", sibuk: "", kabar: "", cari: { teks: "", hasil: null } };
  const berhenti = new AbortController();
  const { signal } = berhenti;
  const pelaksana = () => {
    const daftar = k.orang.pelaksana;
    return daftar.find(({ kode }) => kode === sessionStorage.getItem(KUNCI)) ?? daftar[0];
  };
  const gambar = bergilir(() => !signal.aborted && render(halaman(), k.tempat));
  let antrean = null;

  function bukaAntrean() {
    antrean?.berhenti();
    antrean = new Antrean(pelaksana().kode);
    antrean.addEventListener("berubah", gambar, { signal });
    return antrean.ikuti();
  }

  /** Pegang atau lepas; setelah memegang, permohonannya dibuka. */
  async function tangan(satu, apa) {
    if (s.sibuk) return;
    Object.assign(s, { sibuk: kunciTugas(satu), kabar: "" });
    gambar();
    try {
      await minta("POST", `/permohonan/${satu.nomor}/langkah/${satu.kode}/${apa}`, { setelah: satu.setelah });
      if (signal.aborted) return;
      if (apa === "pegang") {
        location.hash = satu.nomor;
        return;
      }
    } catch (sebab) {
      s.kabar = `${satu.nomor}: ${sebagaiGalat(sebab).message}`; // misalnya rekan lebih dahulu: kalimatnya menyebut siapa
    }
    await antrean.segarkan({ semua: true });
    s.sibuk = "";
    gambar();
    fokuskan(s.kabar ? "kabar-tugas" : "jumlah-tugas");
  }

  async function lagi() {
    const sudah = antrean.daftar.length;
    await antrean.lagi();
    if (!antrean.lanjut && antrean.daftar?.length > sudah) fokuskan("jumlah-tugas"); // tombolnya sudah tiada
  }

  // ------------------------------------------------------------------------------ tampilan

  function halaman() {
    if (!antrean) return pesan("ragu", "Akun Anda belum ditugaskan pada pelaksana mana pun, sehingga belum ada tugas untuk Anda. Hubungi pengelola akun di kantor Anda.");
    return html`
      ${tertinggal(gambar)}
      ${cari(s.cari, gambar)}
      ${s.cari.hasil ? hasilCari(s.cari, gambar) : daftarTugas()}`;
  }

  function daftarTugas() {
    return html`
      <div id="kabar-tugas" tabindex="-1">${s.kabar ? pesan("ragu", s.kabar) : nothing}</div>
      ${k.orang.pelaksana.length > 1 ? pilihanPelaksana() : nothing}
      ${antrean.daftar ? isiAntrean() : belumAda()}`;
  }

  function belumAda() {
    const { masalah } = antrean;
    if (!masalah) return html`<p class="pengantar" role="status">Memuat tugas Anda…</p>`;
    if (masalah.jenis === "sesi") return sambungan(antrean);
    return pesan("buruk", masalah.status === 403 ? `${masalah.message} ${PENGELOLA}` : masalah.message, html`<p class="aksi"><button type="button" class="kedua" @click=${() => antrean.segarkan()}>Muat ulang</button></p>`);
  }

  function isiAntrean() {
    const { daftar, lanjut, memuat } = antrean;
    const nama = new Map(daftar.map((satu) => [satu.kode, namaLangkah(satu)]));
    const langkah = nama.has(s.langkah) ? s.langkah : "";
    const [, , cocok] = SARINGAN.find(([kode]) => kode === s.saring);
    const tampil = daftar.filter((satu) => cocok(satu) && (!langkah || satu.kode === langkah));
    return html`
      ${sambungan(antrean)}
      ${daftar.length ? saringan(nama, langkah) : nothing}
      <p class="redup" role="status" id="jumlah-tugas" tabindex="-1">${kalimatJumlah(tampil.length)}</p>
      ${tampil.length ? tabel(tampil) : nothing}
      ${lanjut ? html`<p class="aksi"><button type="button" class="kedua" aria-disabled=${String(memuat)} @click=${lagi}>Muat 50 tugas berikutnya</button></p>` : nothing}`;
  }

  function kalimatJumlah(tampil) {
    const { daftar, lanjut } = antrean;
    if (!daftar.length) return `Tidak ada tugas untuk ${pelaksana()?.nama ?? "Anda"} saat ini. Halaman ini menyegarkan diri sendiri.`;
    if (tampil < daftar.length) return `${tampil || "Tidak ada yang cocok"} dari ${daftar.length} tugas${lanjut ? " yang sudah dimuat; yang belum dimuat tidak ikut disaring" : ""}.`;
    return lanjut ? `${daftar.length} tugas paling mendesak sudah dimuat; masih ada yang lain.` : `${daftar.length} tugas, yang paling mendesak di atas.`;
  }

  function pilihanPelaksana() {
    const pilih = (kode) => () => {
      sessionStorage.setItem(KUNCI, kode);
      Object.assign(s, { langkah: "", kabar: "" });
      bukaAntrean();
      gambar();
    };
    return html`<div class="saringan" role="group" aria-label="Antrean">${k.orang.pelaksana.map(({ kode, nama }) => html`<button type="button" class="kedua" aria-pressed=${String(kode === antrean.pelaksana)} @click=${pilih(kode)}>${nama}</button>`)}</div>`;
  }

  function saringan(nama, langkah) {
    return html`<div class="saringan" role="group" aria-label="Saring tugas">
      ${SARINGAN.map(([kode, teks]) => html`<button type="button" class="kedua" aria-pressed=${String(kode === s.saring)} @click=${() => { s.saring = kode; gambar(); }}>${teks}</button>`)}
      ${nama.size > 1 ? html`<label class="tersembunyi" for="saring-langkah">Langkah</label>
        <select id="saring-langkah" @change=${(peristiwa) => { s.langkah = peristiwa.target.value; gambar(); }}><option value="">Semua langkah</option>${[...nama].map(([kode, teks]) => html`<option value=${kode} ?selected=${kode === langkah}>${teks}</option>`)}</select>` : nothing}
    </div>`;
  }

  const namaLangkah = ({ langkah: { no, kegiatan } }) => `${no ? `${no}. ` : ""}${kegiatan}`;

  function tabel(daftar) {
    return html`<table class="tugas">
      <caption class="tersembunyi">Tugas saya, yang paling mendesak di atas</caption>
      <thead><tr><th scope="col">Permohonan</th><th scope="col">Langkah</th><th scope="col">Batas waktu</th><th scope="col">Dipegang</th><th scope="col"><span class="tersembunyi">Tindakan</span></th></tr></thead>
      <tbody>${repeat(daftar, kunciTugas, baris)}</tbody>
    </table>`;
  }

  function baris(satu) {
    const sibuk = s.sibuk === kunciTugas(satu);
    const orangLain = satu.pemegang && !satu.saya;
    return html`<tr>
      <th scope="row"><a href="#${satu.nomor}">${satu.nomor}</a><span class="perihal">${satu.perihal}</span></th>
      <td data-kolom="Langkah">${namaLangkah(satu)}</td>
      <td data-kolom="Batas waktu">${tampilanSisa(satu)}</td>
      <td data-kolom="Dipegang">${satu.saya ? "Anda" : satu.pemegang ?? html`<span class="redup">Belum</span>`}</td>
      <td class="tindakan">${satu.kode === TELEPON || orangLain
        ? html`<a class="tombol" href="#${satu.nomor}">Buka<span class="tersembunyi"> ${satu.nomor}</span></a>`
        : satu.saya
          ? html`<a class="tombol utama" href="#${satu.nomor}">Lanjutkan<span class="tersembunyi"> ${satu.nomor}</span></a> <button type="button" class="tautan" aria-disabled=${String(sibuk)} @click=${() => tangan(satu, "lepas")}>Lepas<span class="tersembunyi"> ${satu.nomor}</span></button>`
          : html`<button type="button" aria-disabled=${String(sibuk)} @click=${() => tangan(satu, "pegang")}>Kerjakan<span class="tersembunyi"> ${satu.nomor}</span></button>`}</td>
    </tr>`;
  }

  // ------------------------------------------------------------------------------------ mulai

  k.judul("Tugas saya");
  addEventListener("orang", gambar, { signal });
  bacaTertinggal().then(gambar);
  const dibaca = pelaksana() && bukaAntrean();
  gambar();
  await dibaca;
  if (antrean?.masalah?.jenis === "sesi" && !antrean.daftar) {
    berhenti.abort();
    antrean.berhenti();
    throw antrean.masalah;
  }
  senggang(() => import("./petugas_kasus.js").catch(() => {})); // membuka permohonan tinggal bertanya
  return () => {
    berhenti.abort();
    antrean?.berhenti();
  };
}
