// Berkas yang dipilih orang menjadi yang diterima kantor: PDF, JPEG, atau PNG paling besar 10 MB.
// Yang tidak bisa dipakai dikatakan seketika, dengan cara mengatasinya.
import { Galat } from "./galat.js";
import { pdfDariFoto } from "./pdf.js";

const TERBESAR = 10 * 1024 * 1024;
const SISI = 2000; // piksel sisi terpanjang
const CUKUP = 1.5 * 1024 * 1024; // foto sekecil ini dikirim apa adanya
const MUTU = 0.82;

const tolak = (pesan) => new Galat(pesan, { status: 400, jenis: "berkas" });

/** Jenis menurut isinya, bukan namanya: "pdf", "jpeg", "png", "heic", "word", atau "lain". */
export async function kenali(berkas) {
  const b = new Uint8Array(await berkas.slice(0, 16).arrayBuffer());
  const teks = String.fromCharCode(...b);
  if (teks.startsWith("%PDF-")) return "pdf";
  if (b[0] === 0xff && b[1] === 0xd8) return "jpeg";
  if (teks.startsWith("\x89PNG")) return "png";
  if (/^.{4}ftyp(hei|hev|mif1|msf1)/s.test(teks)) return "heic";
  if (teks.startsWith("PK\x03\x04") || teks.startsWith("\xd0\xcf\x11\xe0")) return "word";
  return "lain";
}

/**
 * Siapkan pilihan orang: satu PDF, atau satu foto, atau beberapa foto menjadi satu PDF.
 * `sebelumnya` foto yang sudah ada, bila orang menambah halaman.
 * Hasil: {isi: Blob, foto: [foto yang dipakai]}. Melempar Galat dengan kalimat untuk orang.
 */
export async function siapkan(daftar, sebelumnya = []) {
  const jenis = await Promise.all(daftar.map(kenali));
  if (jenis.includes("pdf")) {
    if (daftar.length + sebelumnya.length > 1) throw tolak("Pilih satu PDF saja, atau beberapa foto. PDF tidak dapat digabung dengan berkas lain di sini.");
    return { isi: await periksaPdf(daftar[0]), foto: [] };
  }
  const foto = [...sebelumnya];
  for (const [ke, berkas] of daftar.entries()) foto.push(await kecilkan(berkas, jenis[ke]));
  if (foto.length === 1) return { isi: foto[0].asli ?? new Blob([foto[0].isi], { type: "image/jpeg" }), foto };
  const isi = pdfDariFoto(foto);
  if (isi.size > TERBESAR) throw tolak(`${foto.length} foto ini bersama-sama lebih dari 10 MB. Kurangi fotonya, atau pindai menjadi satu PDF.`);
  return { isi, foto };
}

async function periksaPdf(berkas) {
  if (berkas.size > TERBESAR) throw tolak("PDF ini lebih dari 10 MB. Pindai dengan resolusi lebih rendah (150–200 dpi), lalu pilih lagi.");
  const isi = new TextDecoder("latin1").decode(await berkas.arrayBuffer());
  if (/\/Encrypt\s*(<<|\d+\s+\d+\s+R)/.test(isi)) throw tolak("PDF ini terkunci kata sandi. Buka PDF-nya, cetak ke PDF baru (Simpan sebagai PDF), lalu pilih hasilnya.");
  if (!isi.slice(-1024).includes("%%EOF")) throw tolak("PDF ini rusak atau terpotong. Simpan ulang sebagai PDF, lalu pilih lagi.");
  return berkas.type === "application/pdf" ? berkas : new Blob([berkas], { type: "application/pdf" });
}

const TAK_TERBACA = {
  heic: "Foto HEIC tidak dapat dibaca di sini. Di iPhone: Pengaturan → Kamera → Format → Paling Kompatibel, lalu foto ulang. Atau buka fotonya, buat tangkapan layar, dan pilih tangkapan itu.",
  word: "Berkas Word atau ZIP tidak diterima. Buka berkasnya, pilih Simpan sebagai PDF (atau Cetak → PDF), lalu pilih PDF-nya.",
  jpeg: "Foto ini rusak atau terpotong. Foto ulang, lalu pilih lagi.",
  png: "Gambar ini rusak atau terpotong. Foto atau pindai ulang, lalu pilih lagi.",
  lain: "Jenis berkas ini tidak diterima. Pilih foto (JPEG atau PNG) atau PDF.",
};

/** Foto apa pun yang dapat dibuka peramban sebagai JPEG; `asli` bila berkasnya sudah cukup kecil. */
async function kecilkan(berkas, jenis) {
  const { kanvas, lebar, tinggi, skala } = await diKanvas(berkas, jenis);
  const jpeg = sebagaiJpeg(kanvas);
  const utuh = skala === 1 && berkas.size <= CUKUP && (jenis === "jpeg" || jenis === "png");
  return {
    isi: new Uint8Array(await jpeg.arrayBuffer()),
    lebar,
    tinggi,
    asli: utuh ? new Blob([berkas], { type: `image/${jenis}` }) : undefined,
  };
}

/**
 * Foto yang dikecilkan, dengan keterangan pada lajur di bawahnya: [waktu, tempat], sebaris, atau dua
 * baris pada foto tegak, supaya terbaca juga bila dicetak. Hasilnya Blob JPEG. Melempar Galat.
 */
export async function denganKeterangan(berkas, keterangan) {
  const jenis = await kenali(berkas);
  if (jenis === "pdf") throw tolak("Pilih foto, bukan PDF.");
  let tulisan;
  const { kanvas, lebar, tinggi } = await diKanvas(berkas, jenis, (lebarnya, tingginya) => {
    const baris = tingginya > lebarnya ? keterangan : [keterangan.join(" · ")];
    const huruf = Math.max(14, Math.round(lebarnya / (baris.length > 1 ? 22 : 36)));
    tulisan = { baris, huruf };
    return Math.round(huruf * (baris.length * 1.3 + 0.7));
  });
  const { baris, huruf } = tulisan;
  const pena = kanvas.getContext("2d");
  pena.fillStyle = "#1b2733";
  pena.fillRect(0, tinggi, lebar, kanvas.height - tinggi);
  pena.fillStyle = "#fff";
  pena.font = `${huruf}px system-ui, sans-serif`;
  pena.textBaseline = "middle";
  baris.forEach((teks, ke) => pena.fillText(teks, huruf / 2, tinggi + huruf * (1 + ke * 1.3), lebar - huruf));
  return sebagaiJpeg(kanvas);
}

/** Foto sekecil perangko, sebagai alamat data. */
export async function perangko(isi) {
  const gambar = await createImageBitmap(isi, { resizeWidth: 320, resizeQuality: "medium" });
  const kanvas = Object.assign(document.createElement("canvas"), { width: gambar.width, height: gambar.height });
  kanvas.getContext("2d").drawImage(gambar, 0, 0);
  gambar.close();
  return kanvas.toDataURL("image/jpeg", 0.6);
}

/** Foto pada kanvas, sisi terpanjangnya paling besar SISI, dengan ruang `bawah(lebar, tinggi)`. */
async function diKanvas(berkas, jenis, bawah = () => 0) {
  if (jenis === "word" || berkas.size === 0) throw tolak(berkas.size ? TAK_TERBACA.word : "Berkas ini kosong. Pilih berkas yang ada isinya.");
  let gambar;
  try {
    gambar = await createImageBitmap(berkas);
  } catch {
    throw tolak(TAK_TERBACA[jenis]);
  }
  const skala = Math.min(1, SISI / Math.max(gambar.width, gambar.height));
  const [lebar, tinggi] = [gambar.width, gambar.height].map((n) => Math.max(1, Math.round(n * skala)));
  const kanvas = Object.assign(document.createElement("canvas"), { width: lebar, height: tinggi + bawah(lebar, tinggi) });
  const pena = kanvas.getContext("2d");
  pena.fillStyle = "#fff"; // bening menjadi putih, bukan hitam
  pena.fillRect(0, 0, lebar, tinggi);
  pena.drawImage(gambar, 0, 0, lebar, tinggi);
  gambar.close();
  return { kanvas, lebar, tinggi, skala };
}

function sebagaiJpeg(kanvas) {
  const jpeg = isiKanvas(kanvas, "image/jpeg", MUTU);
  kanvas.width = 0; // memori dikembalikan seketika
  return jpeg;
}

/**
 * Isi kanvas sebagai Blob, seketika: `toBlob` ditunda Chromium sampai ia senggang, kadang beberapa
 * detik. Melempar Galat bila memori perangkat tidak cukup.
 */
export function isiKanvas(kanvas, tipe, mutu) {
  const [kepala, isi] = kanvas.toDataURL(tipe, mutu).split(",");
  if (!kepala.startsWith(`data:${tipe}`)) throw tolak("Memori perangkat tidak cukup untuk gambar ini. Tutup aplikasi lain, atau foto dengan resolusi lebih rendah.");
  return new Blob([Uint8Array.from(atob(isi), (huruf) => huruf.charCodeAt(0))], { type: tipe });
}
