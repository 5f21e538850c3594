// Yang dapat dilakukan pemohon sekarang: aksi yang terbuka menurut API, dan menarik permohonan.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bernama, bidang, ditanya, idIsian, kurang, periksa } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { perluDiperbaiki } from "./permohonan_perbaikan.js";
import { kalimatGagal, kunciKunjungan, unggahan } from "./permohonan_kirim.js";
import { kartuBerkas } from "./langkah_berkas.js";
import { fokuskan, keIsian, ringkasanGalat } from "./tampil.js";

export { sedangMengirim } from "./langkah_berkas.js";
export { perbaikan } from "./permohonan_perbaikan.js";

const semua = new Map(); // keadaan tiap panel selama halaman terbuka

function keadaan(kunci) {
  if (!semua.has(kunci)) semua.set(kunci, { buka: false, sibuk: false, galat: {}, gagal: "" });
  return semua.get(kunci);
}

/** Aksi yang terbuka bagi pemohon, selain perbaikan, yang punya bagian sendiri. */
export function pilihan(kasus, gambar) {
  const daftar = kasus.terbuka
    .filter((satu) => !perluDiperbaiki(kasus, satu))
    .flatMap((kunjungan) => kunjungan.aksi_tersedia.map((aksi) => [kunjungan, aksi]));
  if (!daftar.length) return nothing;
  return html`<section class="kartu" aria-labelledby="judul-pilihan"><h2 id="judul-pilihan">Yang dapat Anda lakukan</h2>
    ${daftar.map(([kunjungan, aksi]) => panel(kasus, {
      kunci: `${kunciKunjungan(kunjungan)}:${aksi.kode}`,
      nama: aksi.nama,
      utama: kunjungan.kode_pelaksana === "pemohon",
      isian: aksi.isian,
      berkas: aksi.berkas,
      sejak: kunjungan.dibuka,
      kirim: (isian) => kasus.lakukan(kunjungan, aksi, isian),
      berhasil: `Terkirim: ${aksi.nama}.`,
    }, gambar))}</section>`;
}

const ALASAN = { kode: "alasan", nama: "Alasan", jenis: "teks_panjang", wajib: true, pilihan: [], bila: {} };

/** Menarik permohonan, selama API membolehkannya. */
export function penarikan(kasus, gambar) {
  if (!kasus.isi.boleh_ditarik) return nothing;
  return html`<section class="kartu" aria-labelledby="judul-tarik"><h2 id="judul-tarik">Menarik permohonan</h2>
    <p>Tarik permohonan bila Anda tidak memerlukannya lagi. Prosesnya berhenti dan tidak dapat dilanjutkan; Anda boleh mengajukan yang baru kapan saja.</p>
    ${panel(kasus, {
      kunci: "tarik",
      nama: "Tarik permohonan",
      yakin: `Ya, tarik permohonan ${kasus.nomor}`,
      isian: [ALASAN],
      berkas: [],
      kirim: ({ alasan }) => minta("POST", kasus.jalur("/tarik"), { alasan }),
      berhasil: "Permohonan sudah ditarik.",
    }, gambar)}</section>`;
}

/** Tombol yang membuka isian sebuah aksi; baru tombol di dalamnya yang mengirim. */
function panel(kasus, cara, gambar) {
  const k = keadaan(`${kasus.nomor}:${cara.kunci}`);
  if (!k.buka) {
    const buka = () => {
      Object.assign(k, { buka: true, gagal: "", galat: {} });
      gambar();
      fokuskan(`judul-${cara.kunci}`);
    };
    return html`<p class="aksi"><button type="button" class=${cara.utama ? "" : "kedua"} id="buka-${cara.kunci}" aria-expanded="false" @click=${buka}>${cara.nama}</button></p>`;
  }
  const tutup = () => {
    k.buka = false;
    gambar();
    fokuskan(`buka-${cara.kunci}`);
  };
  const daftar = pertanyaan(kasus, cara);
  const ketik = (satu) => (isi) => {
    kasus.ketikan.ubah(`${cara.kunci}:${satu.kode}`, isi);
    delete k.galat[satu.kode];
    gambar();
  };
  return html`<form class="panel" novalidate aria-labelledby="judul-${cara.kunci}" @submit=${(peristiwa) => { peristiwa.preventDefault(); kirim(kasus, cara, k, gambar); }}>
    <h3 id="judul-${cara.kunci}" tabindex="-1">${cara.nama}</h3>
    ${ringkasanGalat(salah(k, daftar, cara))}
    ${daftar.length ? nothing : html`<p>Setelah dikirim, ini tidak dapat dibatalkan.</p>`}
    ${daftar.map((satu) => bidang(bernama(idPanel(cara), satu), {
      isi: nilai(kasus, cara)[satu.kode],
      galat: k.galat[satu.kode],
      ubah: ketik(satu),
      selesai: gambar,
    }))}
    ${kertas(kasus, cara, gambar)}
    ${k.gagal ? html`<p class="galat" role="alert">${k.gagal}</p>` : nothing}
    <p class="aksi"><button type="submit" id="kirim-${cara.kunci}" aria-disabled=${String(k.sibuk)}>${k.sibuk ? "Mengirim…" : cara.yakin ?? (daftar.length ? "Kirim" : "Ya, kirim")}</button>
    <button type="button" class="kedua" @click=${tutup}>Batal</button></p>
  </form>`;
}

const idPanel = (cara) => cara.kunci.replaceAll(":", "-");

const nilai = (kasus, cara) => Object.fromEntries(
  cara.isian.map(({ kode }) => [kode, kasus.ketikan.isi(`${cara.kunci}:${kode}`)]).filter(([, isi]) => isi !== undefined && isi !== ""),
);

const pertanyaan = (kasus, cara) => ditanya(cara.isian, nilai(kasus, cara));

const salah = (k, daftar, cara) => daftar
  .filter((satu) => k.galat[satu.kode])
  .map((satu) => {
    const id = idIsian(bernama(idPanel(cara), satu));
    return { alamat: `#${id}`, pesan: k.galat[satu.kode], buka: keIsian(id) };
  });

function kertas(kasus, cara, gambar) {
  const daftar = ditanya(cara.berkas, nilai(kasus, cara));
  if (!daftar.length) return nothing;
  const tempat = unggahan(kasus, cara.sejak);
  return html`<ul class="daftar-berkas">${daftar.map((satu) => kartuBerkas(tempat, satu, gambar, { tingkat: 4 }))}</ul>`;
}

async function kirim(kasus, cara, k, gambar) {
  if (k.sibuk) return; // ketukan kedua
  const jawaban = nilai(kasus, cara);
  const daftar = pertanyaan(kasus, cara);
  k.galat = Object.fromEntries(daftar
    .map((satu) => [satu.kode, kurang(satu, jawaban[satu.kode]) || periksa(satu, jawaban[satu.kode])])
    .filter(([, kalimat]) => kalimat));
  k.gagal = "";
  if (Object.keys(k.galat).length) {
    gambar();
    fokuskan("ringkasan-galat");
    return;
  }
  k.sibuk = true;
  gambar();
  try {
    await cara.kirim(Object.fromEntries(daftar.map(({ kode }) => [kode, jawaban[kode]]).filter(([, isi]) => isi !== undefined)));
    kasus.ketikan.lupakan(`${cara.kunci}:`);
    k.buka = false;
    await kasus.selesai("baik", cara.berhasil);
    fokuskan("kabar-kasus");
  } catch (sebab) {
    await ditolak(kasus, cara, k, sebagaiGalat(sebab));
  }
  k.sibuk = false;
  gambar();
}

async function ditolak(kasus, cara, k, galat) {
  if (galat.status === 409) { // orang lain lebih dahulu, atau keadaannya sudah berubah
    k.buka = false;
    await kasus.selesai("ragu", galat.message);
    fokuskan("kabar-kasus");
    return;
  }
  const dikenal = new Set(cara.isian.map(({ kode }) => kode));
  k.galat = Object.fromEntries(galat.kesalahan.filter(({ isian }) => dikenal.has(isian)).map(({ isian, pesan }) => [isian, pesan]));
  const lain = galat.kesalahan.filter(({ isian }) => !dikenal.has(isian)).map(({ pesan }) => pesan);
  k.gagal = galat.kesalahan.length ? lain.join(" ") : kalimatGagal(galat, "tombol kirim");
  fokuskan(Object.keys(k.galat).length ? "ringkasan-galat" : `kirim-${cara.kunci}`);
  if (galat.jenis === "sesi") await kasus.segarkan();
}
