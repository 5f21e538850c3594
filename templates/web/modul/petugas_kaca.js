// Berkas berupa tanda tangan pada aksi biasa (misalnya tanda terima): digores di layar, lalu dikirim.
import { html, nothing } from "lit-html";
import { Antaran } from "./antaran.js";
import { ditanya } from "./bidang.js";
import { Kaca } from "./kaca.js";
import { fokuskan, tanggalJam } from "./tampil.js";

const bertanda = (p, daftar) => (p.aksi.ditandatangani ? [] : daftar.filter(({ rupa }) => rupa === "tanda_tangan"));
const id = (p, kode) => `${p.kunci}-${kode}`;

/** Isian dan berkas yang digambar bagian ini sendiri (kode), bukan secara umum. */
export const milik = (p) => bertanda(p, p.aksi.berkas).map(({ kode }) => kode);

function keadaan(p, kode) {
  const semua = (p.data.kaca ??= {});
  if (!semua[kode]) {
    semua[kode] = { ulang: false, kaca: new Kaca(() => p.gambar()), antaran: new Antaran(p, kode, () => p.kasus.muat()) };
  }
  return semua[kode];
}

/** Yang menghalangi pengiriman: [{ id, pesan }], id unsur yang menerima fokus. */
export const salah = (p) => bertanda(p, ditanya(p.aksi.berkas, p.nilai))
  .filter(({ kode, wajib }) => keadaan(p, kode).antaran.daftar.length || (wajib && !p.kasus.diterima(p.kunjungan, kode).length))
  .map(({ kode, nama }) => ({
    id: id(p, kode),
    pesan: keadaan(p, kode).antaran.daftar.length ? "Tanda tangan belum diterima kantor. Tunggu sampai terkirim." : `${nama} belum digores dan disimpan.`,
  }));

/** Yang tampil di dalam panel. */
export const bagian = (p) => bertanda(p, ditanya(p.aksi.berkas, p.nilai)).map((syarat) => satuBidang(p, syarat));

function satuBidang(p, { kode, nama, wajib }) {
  const k = keadaan(p, kode);
  const ada = p.kasus.diterima(p.kunjungan, kode).at(-1);
  const menunggu = k.antaran.daftar.at(-1);
  const simpan = async (gambar) => {
    await k.antaran.tambah(gambar);
    k.ulang = false;
    p.gambar();
    fokuskan(id(p, kode));
  };
  const ulangi = () => {
    k.ulang = true;
    p.gambar();
    fokuskan(id(p, kode));
  };
  return html`<section id=${id(p, kode)} tabindex="-1" aria-labelledby="judul-${id(p, kode)}">
    <h3 id="judul-${id(p, kode)}">Tanda tangan penerima${wajib ? nothing : html` <span class="opsional">(tidak wajib)</span>`}</h3>
    <p role="status" class="keadaan-tanda">${kabar(menunggu, ada)}</p>
    ${menunggu ? html`<p><img class="gambar-tanda" src=${menunggu.url} alt=${nama}></p>${menunggu.tahap === "ditolak" || menunggu.tahap === "menunggu" ? html`<p class="aksi"><button type="button" class="kedua" @click=${() => k.antaran.buang(menunggu).then(() => fokuskan(id(p, kode)))}>Hapus dan gores lagi</button></p>` : nothing}` : nothing}
    ${!menunggu && ada && !k.ulang ? html`<p class="aksi"><button type="button" class="kedua" @click=${ulangi}>Gores lagi</button></p>` : nothing}
    ${menunggu || (ada && !k.ulang) ? nothing : k.kaca.tampilan({ id: id(p, kode), nama: "penerima", simpan })}
  </section>`;
}

function kabar(menunggu, ada) {
  if (menunggu?.tahap === "ditolak") return `Ditolak: ${menunggu.galat}`;
  if (menunggu?.tahap === "menunggu") return menunggu.galat || "Menunggu sambungan; dikirim sendiri.";
  if (menunggu) return "Sedang dikirim…";
  return ada ? `✓ Tanda tangan diterima ${tanggalJam(ada.diunggah)}` : "Belum ditandatangani.";
}
