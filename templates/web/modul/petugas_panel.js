// Panel sebuah aksi: isiannya, berkasnya, dan pengirimannya.
//
// Yang istimewa digambar oleh bagian (`petugas_*.js` yang mengekspor milik, bagian, salah, badan,
// siapkan; lihat README), yang diambil hanya bila aksinya memerlukannya. Bagian yang `dahulu`
// berdiri di atas isian lain.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bernama, bidang, ditanya, idIsian, kosong, kurang, periksa } from "./bidang.js";
import { LURING, sebagaiGalat } from "./galat.js";
import { kartuBerkas, sedangMengirim } from "./langkah_berkas.js";
import { kalimatGagal, kunciKunjungan, unggahan } from "./permohonan_kirim.js";
import { lupakanKunjungan } from "./petugas_ketikan.js";
import { fokuskan, keIsian, ringkasanGalat } from "./tampil.js";

/** Bagian istimewa: kapan diperlukan, dan modulnya. Urutannya urutan di layar. */
const BAGIAN = [
  { perlu: ({ mewakili }, { kasus, kunjungan }) => mewakili && kasus.cacat(kunjungan).length > 0, modul: () => import("./petugas_wakil.js") },
  { perlu: ({ berkas }) => berkas.some(({ surat }) => surat), modul: () => import("./petugas_susun.js") },
  { perlu: ({ sha256 }) => Boolean(sha256), modul: () => import("./petugas_paraf.js") },
  { perlu: ({ isian }) => isian.some(({ kelompok }) => kelompok === "daftar_periksa"), modul: () => import("./petugas_periksa.js") },
  { perlu: ({ berkas }) => berkas.some(({ rupa }) => rupa === "foto"), modul: () => import("./petugas_foto.js") },
  { perlu: ({ ditandatangani }) => Boolean(ditandatangani), modul: () => import("./petugas_tanda.js") },
  { perlu: ({ cacat }) => cacat?.length > 0, modul: () => import("./petugas_cacat.js") },
  { perlu: ({ isian }) => ["tanggal", "jam"].every((jenis) => isian.some((satu) => satu.jenis === jenis)), modul: () => import("./petugas_jadwal.js") },
  { perlu: ({ mewakili }) => mewakili, modul: () => import("./petugas_identitas.js") },
  { perlu: ({ berkas, ditandatangani }) => !ditandatangani && berkas.some(({ rupa }) => rupa === "tanda_tangan"), modul: () => import("./petugas_kaca.js") },
];

const modul = new Map(); // nomor bagian → modul yang sudah ada, null selama diambil, atau Galat
const semua = new Map(); // kunci panel → panel, selama halaman terbuka

/**
 * Panel sebuah aksi, seperti diterima bagian-bagiannya. `berhasil()` menggantikan kabar pada
 * permohonannya bila sudah terkirim.
 */
export function panel(kasus, kunjungan, aksi, gambar, { berhasil } = {}) {
  const kunci = `${kunciKunjungan(kunjungan)}-${aksi.kode}`.replace(":", "-");
  const nama = `${kasus.nomor}/${kunci}`;
  if (!semua.has(nama)) semua.set(nama, { kunci, galat: {}, gagal: "", sibuk: false, data: {} });
  const p = semua.get(nama);
  return Object.assign(p, {
    kasus,
    kunjungan,
    aksi,
    gambar,
    berhasil,
    isi: (kode, semula) => kasus.ketikan.isi(`${kunci}:${kode}`, semula),
    ubah(kode, isi) {
      kasus.ketikan.ubah(`${kunci}:${kode}`, isi);
      delete p.galat[kode];
      gambar();
    },
    get nilai() { return nilai(p); },
  });
}

/** Lepaskan yang dibuka bagian-bagian semua panel permohonan ini. */
export function tutupPanel(kasus) {
  const milik = [...semua].filter(([nama]) => nama.startsWith(`${kasus.nomor}/`)).map(([, p]) => p);
  for (const satu of modul.values()) for (const p of milik) satu?.tutup?.(p);
  for (const p of milik) Object.assign(p, { galat: {}, gagal: "", daftarGalat: [] }); // kegagalan lama tidak menyambut yang kembali
}

function nilai(p) {
  const isi = Object.fromEntries(p.aksi.isian.map((satu) => [satu.kode, terketik(satu, p.isi(satu.kode))]).filter(([, satu]) => !kosong(satu)));
  return Object.fromEntries(ditanya(p.aksi.isian, isi).filter(({ kode }) => kode in isi).map(({ kode }) => [kode, isi[kode]]));
}

/** Bilangan diketik sebagai teks; yang bukan bilangan dibiarkan, supaya server mengatakannya. */
const terketik = ({ jenis }, isi) => (jenis === "bilangan" && /^\d+$/.test(String(isi).trim()) ? Number(isi) : isi);

/** Bagian istimewa panel ini; yang belum ada diambil, dan panel menunggunya. */
function bagian(p) {
  const perlu = BAGIAN.filter(({ perlu: syarat }) => syarat(p.aksi, p));
  for (const satu of perlu.filter((b) => !modul.has(b))) {
    modul.set(satu, null);
    satu.modul().then((isi) => modul.set(satu, isi), () => modul.set(satu, LURING())).then(() => p.gambar());
  }
  return perlu.map((satu) => modul.get(satu));
}

export function isiPanel(p) {
  const daftar = bagian(p);
  if (daftar.includes(null)) return html`<p class="redup" role="status">Menyiapkan…</p>`;
  const galat = daftar.find((satu) => satu instanceof Error);
  if (galat) {
    const ulang = () => {
      for (const [satu, isi] of modul) if (isi === galat) modul.delete(satu);
      p.gambar();
    };
    return html`<p class="galat" role="alert">${galat.message}</p><p class="aksi"><button type="button" class="kedua" @click=${ulang}>Coba lagi</button></p>`;
  }
  const milik = new Set(daftar.flatMap((satu) => satu.milik?.(p) ?? []));
  const isian = ditanya(p.aksi.isian, p.nilai).filter(({ kode }) => !milik.has(kode));
  return html`<form class="panel-aksi" novalidate @submit=${(peristiwa) => { peristiwa.preventDefault(); kirim(p); }}>
    ${ringkasanGalat(p.daftarGalat ?? [], `ringkasan-${p.kunci}`)}
    ${daftar.filter(({ dahulu }) => dahulu).map((satu) => satu.bagian(p))}
    ${isian.map((satu) => bidang(bernama(p.kunci, satu), { isi: p.isi(satu.kode), galat: p.galat[satu.kode], ubah: (isi) => p.ubah(satu.kode, isi), selesai: p.gambar }))}
    ${kertas(p, milik)}
    ${daftar.filter(({ dahulu }) => !dahulu).map((satu) => satu.bagian(p))}
    ${p.gagal ? html`<p class="galat" role="alert">${p.gagal}</p>` : nothing}
    <p class="aksi"><button type="submit" id="kirim-${p.kunci}" aria-disabled=${String(p.sibuk)}>${p.sibuk ? "Mengirim…" : p.aksi.nama}</button></p>
  </form>`;
}

function kertas(p, milik) {
  const daftar = ditanya(p.aksi.berkas, p.nilai).filter(({ kode, surat }) => !surat && !milik.has(kode));
  if (!daftar.length) return nothing;
  const tempat = unggahan(p.kasus, p.kunjungan.dibuka);
  return html`<ul class="daftar-berkas">${daftar.map((satu) => kartuBerkas(tempat, satu, p.gambar, { tingkat: 3 }))}</ul>`;
}

// ------------------------------------------------------------------------------------ kirim

function salah(p, daftar) {
  const milik = new Set(daftar.flatMap((satu) => satu.milik?.(p) ?? []));
  const isian = ditanya(p.aksi.isian, p.nilai);
  p.galat = Object.fromEntries(isian.map((satu) => [satu.kode, kurang(satu, p.isi(satu.kode)) || periksa(satu, p.isi(satu.kode))]).filter(([, kata]) => kata));
  const dariIsian = isian.filter(({ kode }) => p.galat[kode] && !milik.has(kode)).map((satu) => butir(idIsian(bernama(p.kunci, satu)), p.galat[satu.kode]));
  const tempat = unggahan(p.kasus, p.kunjungan.dibuka);
  const dariBerkas = ditanya(p.aksi.berkas, p.nilai)
    .filter(({ kode, wajib, surat }) => wajib && !surat && !milik.has(kode) && tempat.berkas(kode)?.keadaan !== "diterima")
    .map(({ kode, nama }) => butir(`berkas-${kode}`, `Unggah ${nama} lebih dahulu.`));
  const dariBagian = (dahulu) => daftar.filter((satu) => Boolean(satu.dahulu) === dahulu).flatMap((satu) => satu.salah?.(p) ?? []).map(({ id, pesan }) => butir(id, pesan));
  return [...dariBagian(true), ...dariIsian, ...dariBerkas, ...dariBagian(false)];
}

const butir = (id, pesan) => ({ alamat: `#${id}`, pesan, buka: keIsian(id) });

async function kirim(p) {
  if (p.sibuk) return; // ketukan kedua
  const daftar = bagian(p);
  p.gagal = sedangMengirim() ? "Tunggu sampai berkas selesai dikirim dan diperiksa." : "";
  p.daftarGalat = p.gagal ? [] : salah(p, daftar);
  if (p.gagal || p.daftarGalat.length) {
    p.gambar();
    if (!p.gagal) fokuskan(`ringkasan-${p.kunci}`);
    return;
  }
  p.sibuk = true;
  p.gambar();
  try {
    for (const satu of daftar) await satu.siapkan?.(p);
    const tambahan = Object.assign({}, ...daftar.map((satu) => satu.badan?.(p) ?? {}));
    await minta("POST", p.kasus.jalur(`/langkah/${p.kunjungan.kode}/${p.aksi.kode}`), { setelah: p.kunjungan.setelah, isian: p.nilai, ...tambahan });
    lupakanKunjungan(p.kasus, p.kunjungan);
    await (p.berhasil ?? terkirim)(p);
  } catch (sebab) {
    await ditolak(p, sebagaiGalat(sebab));
  }
  p.sibuk = false;
  p.gambar();
}

async function terkirim(p) {
  await p.kasus.selesai("baik", `Selesai: ${p.aksi.nama}.`);
  fokuskan("kabar-kasus");
}

/** Yang diketik tetap; 409 berarti orang lain lebih dahulu, atau keadaannya sudah berubah. */
async function ditolak(p, galat) {
  p.penolakan = galat;
  if (galat.status === 409) {
    await p.kasus.selesai("ragu", galat.message);
    fokuskan("kabar-kasus");
    return;
  }
  for (const satu of bagian(p)) satu.ditolak?.(p, galat);
  const dikenal = new Map(p.aksi.isian.map((satu) => [satu.kode, satu]));
  p.galat = Object.fromEntries(galat.kesalahan.filter(({ isian }) => dikenal.has(isian)).map(({ isian, pesan }) => [isian, pesan]));
  p.daftarGalat = Object.entries(p.galat).map(([kode, pesan]) => butir(idIsian(bernama(p.kunci, dikenal.get(kode))), pesan));
  const lain = galat.kesalahan.filter(({ isian }) => !dikenal.has(isian)).map(({ pesan }) => pesan);
  p.gagal = galat.kesalahan.length ? lain.join(" ") : kalimatGagal(galat, "tombolnya");
  fokuskan(`${p.daftarGalat.length ? "ringkasan" : "kirim"}-${p.kunci}`);
  if (galat.jenis === "sesi") await p.kasus.segarkan();
}
