// Tugas saya: langkah yang terbuka bagi pelaksana saya, yang paling mendesak di atas.
import { html, nothing, render } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { minta } from "./api.js";
import { sebagaiGalat } from "./galat.js";
import { cari, hasilCari } from "./petugas_cari.js";
import { bacaTertinggal, tertinggal } from "./petugas_tertinggal.js";
import { sisaWaktu, tampilanSisa } from "./petugas_waktu.js";
import { fokuskan, pesan, tanggalJam } from "./tampil.js";

const JEDA = 30_000; // milidetik di antara dua penyegaran, selama terlihat
const KUNCI = "pelaksana"; // antrean yang terakhir dilihat
const SARINGAN = [
  ["semua", "Semua", () => true],
  ["terlambat", "Terlambat", (satu) => sisaWaktu(satu).kelas === "terlambat"],
  ["bebas", "Belum dipegang", (satu) => !satu.pemegang],
  ["saya", "Saya pegang", (satu) => satu.saya],
];
const TELEPON = "telepon_pemohon"; // tugas yang bukan langkah SOP
const kunciTugas = (satu) => `${satu.nomor}/${satu.kode}/${satu.setelah}`;

export async function tampilkan(k) {
  const s = { daftar: null, lanjut: null, saring: "semua", langkah: "", sibuk: "", galat: null, dibaca: 0, cari: { teks: "", hasil: null } };
  let jam = 0;
  const berhenti = new AbortController();
  const { signal } = berhenti;
  const pelaksana = () => {
    const daftar = k.orang.pelaksana;
    return daftar.find(({ kode }) => kode === sessionStorage.getItem(KUNCI)) ?? daftar[0];
  };
  const gambar = () => !signal.aborted && render(halaman(), k.tempat);

  async function baca(lanjut = "") {
    const tanya = new URLSearchParams({ pelaksana: pelaksana()?.kode ?? "", ...(lanjut ? { lanjut } : {}) });
    return minta("GET", `/antrean?${tanya}`);
  }

  /** Halaman pertama dibaca lagi; yang dimuat sesudahnya tetap, selama belum ikut bergeser. */
  async function segarkan() {
    clearTimeout(jam);
    try {
      const { antrean, lanjut } = await baca();
      const kunci = new Set(antrean.map(kunciTugas));
      const batas = antrean.at(-1)?.batas_waktu;
      const sisa = lanjut && s.daftar ? s.daftar.filter((satu) => !kunci.has(kunciTugas(satu)) && Date.parse(satu.batas_waktu) > Date.parse(batas)) : [];
      Object.assign(s, { daftar: [...antrean, ...sisa], lanjut: sisa.length ? s.lanjut : lanjut, galat: null, dibaca: Date.now() });
    } catch (sebab) {
      s.galat = sebagaiGalat(sebab);
      if (s.galat.jenis === "sesi" && !s.daftar) throw s.galat;
    }
    gambar();
    if (!document.hidden && !signal.aborted) jam = setTimeout(segarkan, JEDA);
  }

  async function lagi() {
    s.sibuk = "lagi";
    gambar();
    try {
      const { antrean, lanjut } = await baca(s.lanjut);
      const ada = new Set(s.daftar.map(kunciTugas));
      Object.assign(s, { daftar: [...s.daftar, ...antrean.filter((satu) => !ada.has(kunciTugas(satu)))], lanjut });
    } catch (sebab) {
      s.galat = sebagaiGalat(sebab);
    }
    s.sibuk = "";
    gambar();
  }

  /** Pegang atau lepas; setelah memegang, permohonannya dibuka. */
  async function tangan(satu, apa) {
    if (s.sibuk) return;
    s.sibuk = kunciTugas(satu);
    gambar();
    try {
      await minta("POST", `/permohonan/${satu.nomor}/langkah/${satu.kode}/${apa}`, { setelah: satu.setelah });
      s.sibuk = "";
      if (apa === "pegang") location.hash = satu.nomor;
      else await segarkan();
    } catch (sebab) {
      s.sibuk = "";
      await segarkan();
      s.galat = sebagaiGalat(sebab); // misalnya rekan lebih dahulu: kalimatnya menyebut siapa
      gambar();
      fokuskan("kabar-tugas");
    }
  }

  // ------------------------------------------------------------------------------ tampilan

  function halaman() {
    return html`
      ${tertinggal(gambar)}
      ${cari(s.cari, gambar)}
      ${s.cari.hasil ? hasilCari(s.cari, gambar) : daftarTugas()}`;
  }

  function daftarTugas() {
    if (!s.daftar) return s.galat ? pesan("buruk", s.galat.message, ulang()) : html`<p class="pengantar">Memuat tugas Anda…</p>`;
    const [, , cocok] = SARINGAN.find(([kode]) => kode === s.saring);
    const tampil = s.daftar.filter((satu) => cocok(satu) && (!s.langkah || satu.kode === s.langkah));
    return html`
      <div id="kabar-tugas" tabindex="-1">${s.galat ? pesan("ragu", s.galat.message, ulang()) : nothing}</div>
      ${k.orang.pelaksana.length > 1 ? pilihanPelaksana() : nothing}
      ${s.daftar.length ? saringan() : nothing}
      <p class="redup" role="status">${kalimatJumlah(tampil.length)}</p>
      ${tampil.length ? tabel(tampil) : nothing}
      ${s.lanjut ? html`<p class="aksi"><button type="button" class="kedua" aria-disabled=${String(s.sibuk === "lagi")} @click=${lagi}>Muat 50 tugas berikutnya</button></p>` : nothing}`;
  }

  const ulang = () => html`<p class="aksi"><button type="button" class="kedua" @click=${segarkan}>Muat ulang</button></p>`;

  function kalimatJumlah(tampil) {
    const jumlah = s.lanjut ? `${s.daftar.length} tugas paling mendesak dimuat` : `${s.daftar.length} tugas`;
    if (!s.daftar.length) return `Tidak ada tugas untuk ${pelaksana()?.nama ?? "Anda"} saat ini. Halaman ini menyegarkan diri sendiri.`;
    return tampil === s.daftar.length ? `${jumlah}, yang paling mendesak di atas.` : `${tampil} dari ${jumlah}.`;
  }

  function pilihanPelaksana() {
    const pilih = (kode) => () => {
      sessionStorage.setItem(KUNCI, kode);
      Object.assign(s, { daftar: null, lanjut: null, langkah: "" });
      gambar();
      segarkan();
    };
    return html`<div class="saringan" role="group" aria-label="Antrean">${k.orang.pelaksana.map(({ kode, nama }) => html`<button type="button" class="kedua" aria-pressed=${String(kode === pelaksana().kode)} @click=${pilih(kode)}>${nama}</button>`)}</div>`;
  }

  function saringan() {
    const nama = new Map(s.daftar.map((satu) => [satu.kode, namaLangkah(satu)]));
    return html`<div class="saringan" role="group" aria-label="Saring tugas">
      ${SARINGAN.map(([kode, teks]) => html`<button type="button" class="kedua" aria-pressed=${String(kode === s.saring)} @click=${() => { s.saring = kode; gambar(); }}>${teks}</button>`)}
      ${nama.size > 1 ? html`<label class="tersembunyi" for="saring-langkah">Langkah</label>
        <select id="saring-langkah" @change=${(peristiwa) => { s.langkah = peristiwa.target.value; gambar(); }}><option value="">Semua langkah</option>${[...nama].map(([kode, teks]) => html`<option value=${kode} ?selected=${kode === s.langkah}>${teks}</option>`)}</select>` : nothing}
    </div>`;
  }

  const namaLangkah = ({ kode, langkah }) => (langkah ? `${langkah.no ? `${langkah.no}. ` : ""}${langkah.nama ?? langkah.kegiatan}` : kode);

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
      <td data-kolom="Langkah">${satu.kode === TELEPON ? "Telepon pemohon: SMS tidak sampai" : namaLangkah(satu)}</td>
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
  gambar();
  bacaTertinggal().then(gambar);
  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(jam) : segarkan()), { signal });
  addEventListener("online", segarkan, { signal });
  addEventListener("orang", gambar, { signal });
  await segarkan();
  requestIdleCallback?.(() => import("./petugas_kasus.js").catch(() => {})); // membuka permohonan tinggal bertanya
  return () => {
    clearTimeout(jam);
    berhenti.abort();
  };
}
