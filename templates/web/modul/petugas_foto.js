// Foto lapangan: beberapa foto, masing-masing dengan waktu dan tempatnya di lajur bawah, yang
// menunggu di perangkat sampai ada sambungan.
import { html, nothing } from "lit-html";
import { Antaran } from "./antaran.js";
import { bukaBerkas } from "./berkas.js";
import { ditanya } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { denganKeterangan, perangko } from "./gambar.js";
import { gaya } from "./gaya.js";
import { lokasiDitolak, tempatSekarang } from "./lokasi.js";
import { fokuskan, tanggalJam } from "./tampil.js";

await gaya(import.meta.resolve("../petugas_lapangan.css"));

const BARU = 10 * 60_000; // foto yang lebih lama dari ini tidak diberi tempat sekarang
const GAMBAR = "image/jpeg,image/png,.heic,.heif";

const berfoto = (p) => ditanya(p.aksi.berkas, p.nilai).filter(({ rupa }) => rupa === "foto");
const id = (p, kode) => `${p.kunci}-${kode}`;

/** Isian dan berkas yang digambar bagian ini sendiri (kode), bukan secara umum. */
export const milik = (p) => p.aksi.berkas.filter(({ rupa }) => rupa === "foto").map(({ kode }) => kode);

/** Keadaan satu kumpulan foto selama halaman terbuka. */
function kumpulan(p, kode) {
  const semua = (p.data.foto ??= {});
  if (!semua[kode]) {
    const k = (semua[kode] = { menyiapkan: 0, galat: "" });
    k.antaran = new Antaran(p, kode, async ({ simpanan: { isi, tipe, keterangan } }, berkas) => {
      p.ubah(`muka-${berkas.id}`, { url: await perangko(new Blob([isi], { type: tipe })), keterangan });
      await p.kasus.muat();
    });
  }
  return semua[kode];
}

/** Yang menghalangi pengiriman: [{ id, pesan }], id unsur yang menerima fokus. */
export function salah(p) {
  return berfoto(p).flatMap(({ kode, nama, wajib }) => {
    const { antaran, menyiapkan } = kumpulan(p, kode);
    if (!antaran.siap) return [{ id: id(p, kode), pesan: "Foto pada perangkat ini masih dibaca. Coba lagi sebentar." }];
    const belum = antaran.daftar.length + menyiapkan;
    if (belum) return [{ id: id(p, kode), pesan: `${belum} foto belum diterima kantor. Tunggu sampai terkirim, atau hapus.` }];
    if (wajib && !p.kasus.diterima(p.kunjungan, kode).length) return [{ id: id(p, kode), pesan: `Ambil sedikitnya satu foto: ${nama}.` }];
    return [];
  });
}

/** Yang tampil di dalam panel. */
export const bagian = (p) => berfoto(p).map((syarat) => satuKumpulan(p, syarat));

function satuKumpulan(p, syarat) {
  const { kode, nama, wajib } = syarat;
  const k = kumpulan(p, kode);
  const ada = p.kasus.diterima(p.kunjungan, kode);
  const { daftar } = k.antaran;
  return html`<section class="foto-lapangan" id=${id(p, kode)} tabindex="-1" aria-labelledby="judul-${id(p, kode)}">
    <h3 id="judul-${id(p, kode)}">${nama}${wajib ? nothing : html` <span class="opsional">(tidak wajib)</span>`}</h3>
    <p class="bantuan">Waktu dan lokasi ditulis di bawah tiap foto. ${lokasiDitolak()
      ? "Lokasi tidak tersedia pada perangkat ini; fotonya tetap dapat dipakai."
      : "Peramban akan meminta izin lokasi satu kali; bila tidak diizinkan, foto tetap dapat dipakai."}</p>
    <p role="status" class="jumlah-foto">${hitungan(k, ada)}</p>
    ${k.antaran.rapuh ? html`<p class="galat">Perangkat ini tidak dapat menyimpan foto. Jangan tutup halaman sebelum semuanya diterima.</p>` : nothing}
    <div role="alert">${k.galat ? html`<p class="galat">${k.galat}</p>` : nothing}</div>
    ${ada.length + daftar.length ? html`<ul class="daftar-foto">
      ${ada.map((berkas, ke) => fotoDiterima(p, k, berkas, ke + 1))}
      ${daftar.map((satu, ke) => fotoMenunggu(k, satu, ada.length + ke + 1, id(p, kode)))}</ul>` : nothing}
    <div class="aksi">
      ${navigator.maxTouchPoints > 0 ? masukan(p, k, syarat, "kamera") : nothing}
      ${masukan(p, k, syarat, "pilih")}
    </div>
  </section>`;
}

function hitungan({ antaran, menyiapkan }, ada) {
  const menurut = (...tahap) => antaran.daftar.filter((satu) => tahap.includes(satu.tahap)).length;
  const bagianKalimat = [
    [ada.length, "diterima"],
    [menyiapkan, "sedang disiapkan"],
    [menurut("antre", "mengirim", "memeriksa"), "sedang dikirim"],
    [menurut("menunggu"), "menunggu sambungan"],
    [menurut("ditolak"), "ditolak"],
  ].filter(([jumlah]) => jumlah);
  if (!bagianKalimat.length) return "Belum ada foto.";
  return `${bagianKalimat.map(([jumlah, kata]) => `${jumlah} foto ${kata}`).join(", ")}.`;
}

function keadaan({ tahap, persen, galat }) {
  if (tahap === "mengirim") return `Mengirim ${persen} %`;
  if (tahap === "memeriksa") return "Terkirim, sedang diperiksa";
  if (tahap === "antre") return "Menunggu giliran";
  if (tahap === "ditolak") return `Ditolak: ${galat}`;
  return galat || "Menunggu sambungan; dikirim sendiri";
}

const kartu = (kelas, ke, muka, isi) => html`<li class="foto ${kelas}">
  ${muka ? html`<img src=${muka.url} alt="Foto ${ke}: ${muka.keterangan}">` : html`<span class="tanpa-muka" aria-hidden="true">Foto ${ke}</span>`}
  ${isi}</li>`;

function fotoDiterima(p, k, berkas, ke) {
  const lihat = () => bukaBerkas(p.kasus.nomor, berkas.id).catch((sebab) => {
    k.galat = sebagaiGalat(sebab).message;
    p.gambar();
  });
  const muka = p.isi(`muka-${berkas.id}`);
  return kartu("ada", ke, muka, html`<p class="keadaan">✓ Diterima<br><span class="redup">${muka?.keterangan ?? tanggalJam(berkas.diunggah)}</span></p>
    <button type="button" class="kedua" @click=${lihat}>Lihat<span class="tersembunyi"> foto ${ke}</span></button>`);
}

function fotoMenunggu(k, satu, ke, idKumpulan) {
  const buang = () => k.antaran.buang(satu).then(() => fokuskan(idKumpulan));
  const { tahap, url, persen, simpanan } = satu;
  const tetap = tahap === "mengirim" || tahap === "memeriksa";
  return kartu(tahap === "ditolak" ? "salah" : "sedang", ke, { url, keterangan: simpanan.keterangan }, html`
    <p class="keadaan">${keadaan(satu)}</p>
    ${tahap === "mengirim" ? html`<progress max="100" .value=${persen} aria-label="Kemajuan foto ${ke}"></progress>` : nothing}
    ${tetap ? nothing : html`<button type="button" class="kedua" @click=${buang}>Hapus<span class="tersembunyi"> foto ${ke}</span></button>`}`);
}

function masukan(p, k, { kode, nama }, cara) {
  const idMasukan = `${cara}-${id(p, kode)}`;
  const kamera = cara === "kamera";
  const pilih = (peristiwa) => {
    const daftar = [...peristiwa.target.files];
    peristiwa.target.value = "";
    siapkanFoto(p, k, daftar);
  };
  return html`<span><input class="tersembunyi" type="file" id=${idMasukan} accept=${kamera ? "image/*" : GAMBAR} capture=${kamera ? "environment" : nothing} ?multiple=${!kamera} @change=${pilih}><label class="tombol" for=${idMasukan}>${kamera ? "Ambil foto" : "Pilih foto"}<span class="tersembunyi"> untuk ${nama}</span></label></span>`;
}

async function siapkanFoto(p, k, daftar) {
  Object.assign(k, { galat: "", menyiapkan: k.menyiapkan + daftar.length });
  p.gambar();
  for (const foto of daftar) {
    try {
      const keterangan = await waktuTempat(foto);
      await k.antaran.tambah(await denganKeterangan(foto, keterangan), { keterangan: keterangan.join(" · ") });
    } catch (sebab) {
      k.galat = `${foto.name}: ${sebagaiGalat(sebab).message}`;
    }
    k.menyiapkan -= 1;
    p.gambar();
  }
}

/** Waktu foto diambil menurut berkasnya, dan tempat sekarang bila ia baru diambil. */
async function waktuTempat(foto) {
  const baru = Math.abs(Date.now() - foto.lastModified) < BARU;
  const tempat = baru ? await tempatSekarang() : "";
  return [tanggalJam(foto.lastModified), tempat || "lokasi tidak tersedia"];
}
