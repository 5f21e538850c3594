// Tumpukan draf: diteliti dan diputuskan satu demi satu; yang berikutnya sudah diambil sebelum diminta.
import { html, nothing, render } from "lit-html";
import { sebagaiGalat } from "./galat.js";
import { isiPanel, panel } from "./petugas_panel.js";
import { ketikanLama } from "./petugas_ketikan.js";
import { ambilDraf, kembaliKeDraf, tutup as tutupDraf } from "./petugas_paraf.js";
import { aksiDraf, bacaTumpukan } from "./petugas_tumpukan_isi.js";
import { tampilanSisa } from "./petugas_waktu.js";
import { bergilir, fokuskan, kalimat, pesan } from "./tampil.js";

const INGATAN = "tumpukan"; // draf yang sedang dilihat, supaya masuk ulang kembali ke sana
const PINTASAN = { PageDown: 1, PageUp: -1 };

/** Pelaksana yang meneliti draf; semuanya selama server belum mengatakannya. */
const peneliti = ({ paraf = true, menandatangani }) => paraf || menandatangani;

export async function tampilkan(k) {
  const s = { butir: null, dipegang: 0, ke: 0, lain: "", kabar: "", galat: null };
  const berhenti = new AbortController();
  const { signal } = berhenti;
  const gambar = bergilir(() => !signal.aborted && render(halaman(), k.tempat));
  const kini = () => s.butir?.[s.ke];
  const menunggu = () => s.butir.filter(({ hasil }) => !hasil);

  async function mulai() {
    Object.assign(s, { butir: null, galat: null, kabar: "", lain: "" });
    gambar();
    try {
      const { butir, dipegang } = await bacaTumpukan(k.orang.pelaksana.filter(peneliti).map(({ kode }) => kode));
      const diingat = sessionStorage.getItem(INGATAN);
      Object.assign(s, { butir, dipegang, ke: Math.max(0, butir.findIndex(({ kunci }) => kunci === diingat)) });
    } catch (sebab) {
      s.galat = sebagaiGalat(sebab);
      if (s.galat.jenis === "sesi") throw s.galat;
    }
    await siapkan();
  }

  /** Buka draf kini, lalu ambil yang berikutnya selagi orang membaca. */
  async function siapkan() {
    const butir = kini();
    gambar();
    if (!butir) return;
    sessionStorage.setItem(INGATAN, butir.kunci);
    await muat(butir);
    if (butir !== kini()) return;
    butir.segarkan();
    gambar();
    const lanjut = s.butir[berikut(1)];
    lepaskan(new Set([butir, lanjut]));
    if (lanjut && lanjut !== butir) await muat(lanjut);
  }

  /** Draf yang jauh tidak perlu menunggu di memori. */
  function lepaskan(tetap) {
    for (const satu of s.butir) {
      const aksi = !tetap.has(satu) && aksiDraf(satu.kunjungan);
      if (aksi) tutupDraf(panelnya(satu, aksi));
    }
  }

  async function muat(butir) {
    await butir.muat();
    if (signal.aborted || !butir.kasus) return;
    if (!butir.diikuti) butir.kasus.addEventListener("berubah", gambar);
    butir.diikuti = true;
    const aksi = aksiDraf(butir.kunjungan);
    if (!aksi) return;
    const p = panelnya(butir, aksi);
    if (butir === kini()) kembaliKeDraf(p);
    ambilDraf(p);
  }

  /** Tempat draf berikutnya yang masih menunggu, melingkar; undefined bila tidak ada lagi. */
  function berikut(arah) {
    const jumlah = s.butir.length;
    const urutan = Array.from({ length: jumlah }, (_, i) => (s.ke + arah * (i + 1) + jumlah * (i + 1)) % jumlah);
    return urutan.find((i) => !s.butir[i].hasil);
  }

  async function pindah(arah, kabar = "") {
    const tujuan = berikut(arah);
    Object.assign(s, { kabar, lain: "" });
    if (tujuan !== undefined) s.ke = tujuan;
    const persiapan = siapkan();
    scrollTo(0, 0);
    fokuskan(tujuan === undefined ? "judul-selesai" : "judul-draf");
    await persiapan;
  }

  function selesai(butir, aksi) {
    butir.hasil = aksi.nama;
    tutupDraf(panelnya(butir, aksiDraf(butir.kunjungan) ?? aksi));
    const kata = `${butir.tugas.nomor}: ${aksi.nama}, tercatat.`;
    k.kabar(kata);
    return pindah(1, kata);
  }

  const panelnya = (butir, aksi) => panel(butir.kasus, butir.kunjungan, aksi, gambar, { berhasil: () => selesai(butir, aksi) });

  // ------------------------------------------------------------------------------ tampilan

  function halaman() {
    if (s.galat) return pesan("buruk", s.galat.message, html`<p class="aksi"><button type="button" @click=${mulai}>Coba lagi</button></p>`);
    if (!s.butir) return html`<p class="pengantar" role="status">Mengumpulkan draf yang menunggu Anda…</p>`;
    return html`${s.kabar && !kini()?.kasus?.kabar ? pesan("baik", s.kabar) : nothing}${menunggu().length ? satu(kini()) : habis()}`;
  }

  function habis() {
    const jumlah = s.butir.length;
    return html`<section class="kartu"><h2 id="judul-selesai" tabindex="-1">${jumlah ? "Tumpukan ini selesai" : "Tidak ada draf yang menunggu Anda"}</h2>
      ${jumlah ? html`<ul>${s.butir.map(({ tugas, hasil }) => html`<li><a href="#${tugas.nomor}">${tugas.nomor}</a> ${tugas.perihal}: ${hasil}</li>`)}</ul>` : nothing}
      ${s.dipegang ? html`<p>${s.dipegang} draf sedang dipegang rekan Anda.</p>` : nothing}
      <p class="aksi"><button type="button" class="kedua" @click=${mulai}>Periksa lagi</button> <a class="tombol" href="#">Tugas saya</a></p></section>`;
  }

  function satu(butir) {
    const { tugas, kasus } = butir;
    return html`
      <nav class="posisi" aria-label="Tumpukan draf">
        <button type="button" class="kedua" aria-keyshortcuts="Alt+PageUp" @click=${() => pindah(-1)}>Sebelumnya</button>
        <p><strong>${s.ke + 1} dari ${s.butir.length}</strong> <span class="redup">${menunggu().length} menunggu</span></p>
        <button type="button" class="kedua" aria-keyshortcuts="Alt+PageDown" @click=${() => lewati(butir)}>Lewati</button>
      </nav>
      <section class="kartu tumpukan" aria-labelledby="judul-draf">
        <h2 id="judul-draf" tabindex="-1">${tugas.nomor}</h2>
        ${butir.galat ? pesan("buruk", butir.galat.message, html`<p class="aksi"><button type="button" class="kedua" @click=${siapkan}>Coba lagi</button></p>`) : kasus ? kerja(butir) : html`<p class="redup" role="status">Memuat permohonan…</p>`}
      </section>
      <p class="redup">Papan ketik: Alt+Page Down melewati, Alt+Page Up kembali ke sebelumnya.</p>`;
  }

  function lewati(butir) {
    butir.dilewati = true;
    return menunggu().length > 1 ? pindah(1) : pindah(1, "Hanya draf ini yang masih menunggu.");
  }

  function kerja(butir) {
    const { kasus, kunjungan } = butir;
    const draf = aksiDraf(kunjungan);
    return html`
      <div id="kabar-kasus" tabindex="-1">${kasus.kabar ? pesan(...kasus.kabar) : nothing}</div>
      ${kasus.masalah ? pesan("ragu", kasus.masalah.message) : nothing}
      ${ketikanLama(kasus, gambar)}
      ${draf ? keputusan(butir, kunjungan, draf) : tidakLagi(butir)}`;
  }

  function faktaKasus({ isi }, kunjungan) {
    return html`<dl class="fakta">
      ${fakta("Pemohon", isi.data.nama)}${fakta("Usaha", isi.data.nama_usaha)}
      ${fakta("Putusan", isi.putusan && kalimat(isi.putusan))}
      ${fakta("Permohonan", html`<a href="#${isi.nomor}">Buka seluruhnya</a>`)}
      ${fakta("Sisa waktu", tampilanSisa(kunjungan))}
    </dl>`;
  }

  const fakta = (nama, isi) => (isi ? html`<div><dt>${nama}</dt><dd>${isi}</dd></div>` : nothing);

  const tidakLagi = (butir) => html`${pesan("ragu", "Draf ini tidak lagi menunggu Anda: sudah dikerjakan rekan, atau suratnya sedang diterbitkan.")}
    <p class="aksi"><button type="button" @click=${() => { butir.hasil = "tidak lagi menunggu Anda"; pindah(1); }}>Lanjut ke draf berikutnya</button></p>`;

  /** Draf dan tombolnya; aksi lain dibuka bila diperlukan, di samping draf yang tetap terlihat. */
  function keputusan(butir, kunjungan, draf) {
    const lain = kunjungan.aksi_tersedia.filter((aksi) => aksi !== draf);
    const dipilih = lain.find(({ kode }) => kode === s.lain);
    const pilih = (kode) => () => {
      s.lain = kode === s.lain ? "" : kode;
      gambar();
      if (s.lain) fokuskan(`lain-${kode}`);
    };
    return html`<div class="kerja">
      ${faktaKasus(butir.kasus, kunjungan)}
      ${isiPanel(panelnya(butir, draf))}
      <div class="aksi-lain">
        <p class="aksi">${lain.map((aksi) => html`<button type="button" class="kedua" aria-expanded=${String(aksi === dipilih)} @click=${pilih(aksi.kode)}>${aksi.nama}…</button>`)}</p>
        ${dipilih ? html`<div id="lain-${dipilih.kode}" tabindex="-1">${isiPanel(panelnya(butir, dipilih))}</div>` : nothing}
      </div>
    </div>`;
  }

  // ------------------------------------------------------------------------------------ mulai

  k.judul("Tumpukan draf");
  addEventListener("keydown", (peristiwa) => {
    const arah = peristiwa.altKey && !peristiwa.ctrlKey && !peristiwa.metaKey && PINTASAN[peristiwa.key];
    if (!arah || !s.butir || !menunggu().length) return;
    peristiwa.preventDefault();
    if (arah > 0) lewati(kini());
    else pindah(-1);
  }, { signal });
  await mulai();
  return () => {
    berhenti.abort();
    if (s.butir) lepaskan(new Set());
  };
}
