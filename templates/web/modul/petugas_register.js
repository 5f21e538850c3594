// Buku register: nomor surat setahun berurutan, pencarian, unduhan CSV, dan cetakan.
import { html, nothing, render } from "lit-html";
import { ambil, minta } from "./api.js";
import { bukaAlamat } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";
import { gaya } from "./gaya.js";
import { tabel } from "./petugas_register_tabel.js";
import { fokuskan, pesan } from "./tampil.js";
import { unduhkan } from "./unduhan.js";

await gaya(import.meta.resolve("../petugas_surat.css"));

export async function tampilkan(k) {
  const s = { buku: null, jenis: "", tahun: 0, baris: null, lanjut: null, sibuk: "", galat: null, cari: { menurut: "nama", teks: "", semua: false, galat: "" }, hasil: null, sambungan: {} };
  let tutup = false;
  let bacaan = 0;
  const gambar = () => !tutup && render(halaman(), k.tempat);
  const buku = () => s.buku.find(({ jenis }) => jenis === s.jenis);
  const alamat = (tanya = {}) => `/register/${s.jenis}/${s.tahun}${Object.keys(tanya).length ? `?${new URLSearchParams(tanya)}` : ""}`;

  async function mulai() {
    s.galat = null;
    gambar();
    try {
      s.buku = (await minta("GET", "/register")).buku;
      pilih(s.buku[0].jenis, s.buku[0].tahun[0]);
    } catch (sebab) {
      s.galat = sebagaiGalat(sebab);
      if (s.galat.jenis === "sesi") throw s.galat;
      gambar();
    }
  }

  function pilih(jenis, tahun) {
    Object.assign(s, { jenis, tahun, baris: null, lanjut: null, hasil: null, sambungan: {} });
    return baca();
  }

  /** Kerjakan satu hal yang menunggu server; kegagalannya tampil di atas tabel. */
  async function tunggu(nama, apa) {
    if (s.sibuk) return;
    Object.assign(s, { sibuk: nama, galat: null });
    gambar();
    try {
      await apa();
    } catch (sebab) {
      s.galat = sebagaiGalat(sebab);
    }
    s.sibuk = "";
    gambar();
    if (s.galat) fokuskan("kabar-register");
  }

  async function baca() {
    bacaan += 1;
    const ini = bacaan;
    s.galat = null;
    gambar();
    try {
      const isi = await minta("GET", alamat());
      if (ini === bacaan) Object.assign(s, { baris: isi.register, lanjut: isi.lanjut });
    } catch (sebab) {
      if (ini === bacaan) s.galat = sebagaiGalat(sebab);
    }
    gambar();
  }

  const lagi = () => tunggu("lagi", async () => {
    const daftar = s.hasil ?? s;
    const isi = s.hasil ? await tanya(s.hasil.lanjut) : await minta("GET", alamat({ lanjut: s.lanjut }));
    daftar.baris = [...daftar.baris, ...isi.register];
    daftar.lanjut = isi.lanjut;
  });

  const unduh = () => tunggu("csv", async () => {
    const { csv: sesudah } = s.sambungan;
    const jawaban = await ambil(alamat({ bentuk: "csv", ...(sesudah ? { lanjut: sesudah } : {}) }));
    s.sambungan.csv = jawaban.headers.get("X-Lanjut");
    const nama = /filename="([^"]+)"/.exec(jawaban.headers.get("Content-Disposition") ?? "")?.[1];
    unduhkan(await jawaban.blob(), nama ?? `register-${s.jenis}-${s.tahun}.csv`);
  });

  const cetak = () => tunggu("cetak", async () => {
    const { cetak: sesudah } = s.sambungan;
    const { lanjut } = await bukaAlamat(() => minta("POST", alamat(sesudah ? { lanjut: sesudah } : {}), {}));
    s.sambungan.cetak = lanjut;
  });

  // ----------------------------------------------------------------------------- pencarian

  const tanya = (lanjut) => {
    const { menurut, teks, semua } = s.cari;
    return minta("POST", `/register/${s.jenis}/pencarian`, { [menurut]: teks.trim(), ...(semua ? {} : { tahun: s.tahun }), ...(lanjut ? { lanjut } : {}) });
  };

  async function cari(peristiwa) {
    peristiwa.preventDefault();
    s.cari.galat = s.cari.teks.trim() ? "" : "Tulis yang dicari.";
    if (s.cari.galat) {
      gambar();
      fokuskan("cari-register");
      return;
    }
    await tunggu("cari", async () => {
      try {
        const isi = await tanya();
        s.hasil = { baris: isi.register, lanjut: isi.lanjut };
      } catch (sebab) {
        const galat = sebagaiGalat(sebab);
        s.cari.galat = galat.kesalahan.map(({ pesan: kata }) => kata).join(" ");
        if (!s.cari.galat) throw galat;
      }
    });
    fokuskan(s.cari.galat ? "cari-register" : "judul-hasil");
  }

  function tutupHasil() {
    Object.assign(s, { hasil: null });
    s.cari.teks = "";
    gambar();
    fokuskan("cari-register");
  }

  // ------------------------------------------------------------------------------ tampilan

  function halaman() {
    if (!s.buku) return s.galat ? pesan("buruk", s.galat.message, ulang(mulai)) : html`<p class="pengantar" role="status">Memuat buku register…</p>`;
    return html`
      <div class="saringan" role="group" aria-label="Jenis surat">${s.buku.map(({ jenis, nama, tahun }) => html`<button type="button" class="kedua" aria-pressed=${String(jenis === s.jenis)} @click=${() => pilih(jenis, tahun[0])}>${nama}</button>`)}</div>
      ${formulirCari()}
      <div id="kabar-register" tabindex="-1">${s.galat ? pesan("buruk", s.galat.message, s.baris ? nothing : ulang(baca)) : nothing}</div>
      ${s.hasil ? hasil() : setahun()}`;
  }

  const ulang = (apa) => html`<p class="aksi"><button type="button" class="kedua" @click=${apa}>Coba lagi</button></p>`;

  function formulirCari() {
    const { cari: c } = s;
    const tulis = (nama) => (peristiwa) => {
      c[nama] = peristiwa.target.value;
      if (nama === "menurut") gambar();
    };
    return html`<form class="cari-register" role="search" aria-label="Cari di buku register" novalidate @submit=${cari}>
      <div><label for="menurut">Cari menurut</label><select id="menurut" @change=${tulis("menurut")}><option value="nama" ?selected=${c.menurut === "nama"}>Awal nama pemegang</option><option value="nomor" ?selected=${c.menurut === "nomor"}>Nomor surat</option></select></div>
      <div><label for="cari-register">${c.menurut === "nama" ? "Awal nama" : "Nomor surat"}</label>
        <p class="galat" id="galat-cari-register">${c.galat}</p>
        <input id="cari-register" type="search" autocomplete="off" spellcheck="false" maxlength="300" aria-describedby="galat-cari-register" aria-invalid=${String(Boolean(c.galat))} .value=${c.teks} @input=${tulis("teks")}></div>
      <label class="centang"><input type="checkbox" .checked=${c.semua} @change=${(peristiwa) => { c.semua = peristiwa.target.checked; }}> Semua tahun</label>
      <button type="submit" class="kedua" aria-disabled=${String(s.sibuk === "cari")}>${s.sibuk === "cari" ? "Mencari…" : "Cari"}</button>
    </form>`;
  }

  const hasil = () => html`<section class="kartu" aria-labelledby="judul-hasil"><h2 id="judul-hasil" tabindex="-1">Hasil pencarian</h2>
    <p role="status">${s.hasil.baris.length ? `${s.hasil.baris.length} surat ditemukan${s.hasil.lanjut ? ", masih ada yang lain" : ""}.` : s.cari.semua ? "Tidak ada surat yang cocok." : `Tidak ada surat yang cocok pada tahun ${s.tahun}. Coba juga semua tahun.`}</p>
    ${s.hasil.baris.length ? tabel(s.hasil.baris, "Surat yang cocok") : nothing}
    <p class="aksi">${lebih(s.hasil)}<button type="button" class="kedua" @click=${tutupHasil}>Kembali ke buku register</button></p></section>`;

  function setahun() {
    const { csv, cetak: cetakan } = s.sambungan;
    return html`<section class="kartu" aria-labelledby="judul-buku"><h2 id="judul-buku">${buku().nama}, tahun ${s.tahun}</h2>
      <div class="alat-register">
        <div><label for="tahun-register">Tahun</label><select id="tahun-register" @change=${(peristiwa) => pilih(s.jenis, Number(peristiwa.target.value))}>${buku().tahun.map((tahun) => html`<option value=${tahun} ?selected=${tahun === s.tahun}>${tahun}</option>`)}</select></div>
        <button type="button" class="kedua" aria-disabled=${String(s.sibuk === "csv")} @click=${unduh}>${s.sibuk === "csv" ? "Mengunduh…" : csv ? `Unduh CSV sesudah nomor ${csv}` : "Unduh CSV"}</button>
        <button type="button" class="kedua" aria-disabled=${String(s.sibuk === "cetak")} @click=${cetak}>${s.sibuk === "cetak" ? "Menyusun…" : cetakan ? `Cetak sesudah nomor ${cetakan}` : "Cetak"}</button>
      </div>
      ${csv ? html`<p class="redup" role="status">Berkas CSV ini sampai nomor ${csv}; unduh sambungannya dengan tombol yang sama.</p>` : nothing}
      ${cetakan ? html`<p class="redup" role="status">Cetakan ini sampai nomor ${cetakan}; cetak sambungannya dengan tombol yang sama.</p>` : nothing}
      ${s.baris ? isiBuku() : s.galat ? nothing : html`<p class="redup" role="status">Memuat…</p>`}
    </section>`;
  }

  const isiBuku = () => (s.baris.length
    ? html`${tabel(s.baris, `${buku().nama} tahun ${s.tahun}, menurut nomor`)}<p class="aksi">${lebih(s)}</p>`
    : html`<p>Belum ada surat bernomor pada tahun ini.</p>`);

  const lebih = ({ lanjut }) => (lanjut ? html`<button type="button" class="kedua" aria-disabled=${String(s.sibuk === "lagi")} @click=${lagi}>${s.sibuk === "lagi" ? "Memuat…" : "Muat berikutnya"}</button>` : nothing);

  // ------------------------------------------------------------------------------------ mulai

  k.judul("Buku register");
  await mulai();
  return () => { tutup = true; };
}
