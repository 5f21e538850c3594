// Langkah terakhir: ulasan, pernyataan, kirim, dan yang terjadi sesudahnya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { idIsian, kurang, periksa, terbaca } from "./bidang.js";
import { Galat, LURING, sebagaiGalat } from "./galat.js";
import { berkasKurang } from "./langkah_berkas.js";
import { fokuskan, kalimat, pesan, ringkasanGalat } from "./tampil.js";

const PERNYATAAN = "Isian dan berkas ini benar. Saya bersedia diperiksa di lokasi.";
const semua = new Map(); // keadaan per draf selama halaman terbuka

function keadaan(draf) {
  if (!semua.has(draf.nomor)) semua.set(draf.nomor, { sibuk: false, setuju: false, galat: "", daftar: [] });
  return semua.get(draf.nomor);
}

/** Semua yang masih kurang menurut perangkat ini, tiap butir menuju langkah dan isiannya. */
function kekurangan(draf, { alamat, tuju }) {
  const isian = draf.isian
    .map((satu) => ({ satu, pesan: kurang(satu, draf.isi(satu.kode)) || periksa(satu, draf.isi(satu.kode)) || draf.galat[satu.kode] }))
    .filter(({ pesan: salah }) => salah)
    .map(({ satu, pesan: salah }) => butir(tuju, alamat(satu.kelompok), idIsian(satu), salah));
  return [...isian, ...berkasKurang(draf).map((satu) => butir(tuju, alamat("berkas"), `berkas-${satu.kode}`, satu.pesan))];
}

// Setelah langkahnya terbuka, fokus pindah ke isian atau kartu yang dimaksud.
const butir = (tuju, alamat, id, teks) => ({ alamat, pesan: teks, buka: () => tuju(id) });

/** Yang kurang, dirangkum per langkah: daftar panjang tidak membantu orang yang baru mulai. */
function rangkum(belum) {
  const perLangkah = new Map(belum.map(({ alamat }) => [alamat, []]));
  for (const satu of belum) perLangkah.get(satu.alamat).push(satu);
  return html`<ul>${[...perLangkah].map(([alamat, daftar]) => html`<li><a href=${alamat}>${kalimat(alamat.split("/")[1])}</a>: ${daftar.length === 1 ? daftar[0].pesan : `${daftar.length} hal`}</li>`)}</ul>`;
}

/** Kesalahan dari server dalam bentuk yang sama. */
function dariServer(draf, { alamat, tuju }, galat) {
  return galat.kesalahan.map(({ isian, pesan: teks }) => {
    const [jenis, kode] = isian.split(":");
    if (jenis === "berkas") return butir(tuju, alamat("berkas"), `berkas-${kode}`, teks);
    draf.galat[isian] = teks;
    const satu = draf.formulir.isian.find((i) => i.kode === isian);
    return butir(tuju, alamat(satu?.kelompok ?? "periksa"), satu ? idIsian(satu) : "", teks);
  });
}

/** Kekurangan pada langkah ini sendiri, misalnya identitas yang dilihat petugas. */
const kekuranganDiSini = (cara) => (cara.salah?.() ?? []).map(({ id, pesan: teks }) => ({
  alamat: `#${id}`,
  pesan: teks,
  buka: (peristiwa) => {
    peristiwa.preventDefault();
    document.getElementById(id)?.focus();
  },
}));

async function kirim(draf, cara) {
  const { gambar, buka } = cara;
  const s = keadaan(draf);
  if (s.sibuk) return; // ketukan kedua
  s.daftar = [...kekurangan(draf, cara), ...kekuranganDiSini(cara)];
  s.galat = !s.daftar.length && !s.setuju ? "Beri tanda pada pernyataan di atas lebih dahulu." : "";
  if (s.daftar.length || s.galat) {
    gambar();
    fokuskan(s.daftar.length ? "ringkasan-galat" : "setuju");
    return;
  }
  s.sibuk = true;
  gambar();
  try {
    await draf.simpan();
    if (draf.keadaan === "sesi") throw new Galat("Sesi Anda berakhir. Masuk lagi, lalu kirim; isian Anda tidak hilang.", { status: 401 });
    if (draf.tertunda) throw LURING();
    const { nomor } = await minta("POST", `/permohonan/${draf.nomor}/ajukan`, cara.badan?.());
    draf.kasus = { ...draf.kasus, keadaan: "diajukan", menjadi: nomor };
    await buka();
    fokuskan("judul");
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    s.daftar = dariServer(draf, cara, galat);
    s.galat = s.daftar.length ? "" : kalimatGagal(galat);
    fokuskan(s.daftar.length ? "ringkasan-galat" : "kirim");
  }
  s.sibuk = false;
  gambar();
}

const kalimatGagal = (galat) => (galat.jenis === "luring"
  ? "Sambungan terputus sebelum jawaban diterima. Tekan Kirim permohonan lagi; permohonan yang sudah masuk tidak akan terkirim dua kali."
  : galat.message);

/**
 * Ulasan dan tombol kirim. `cara`: {kelompok, alamat, gambar, buka, tuju} dari pengisian.js; di loket
 * juga {pernyataan, tambahan(), salah(), badan()}.
 */
export function langkahPeriksa(draf, cara) {
  const s = keadaan(draf);
  const belum = kekurangan(draf, cara);
  return html`${s.daftar.length ? ringkasanGalat(s.daftar) : nothing}
    ${!s.daftar.length && belum.length ? pesan("ragu", `Masih ada ${belum.length} hal yang perlu dilengkapi sebelum dikirim.`, rangkum(belum)) : nothing}
    ${cara.kelompok.map((nama) => html`<section class="kartu">
      <div class="judul-ulasan"><h2>Data ${nama}</h2><a href=${cara.alamat(nama)}>Ubah<span class="tersembunyi"> data ${nama}</span></a></div>
      <dl class="ulasan">${draf.isian.filter((satu) => satu.kelompok === nama).map((satu) => html`<div><dt>${satu.nama}</dt><dd>${terbaca(satu, draf.isi(satu.kode))}</dd></div>`)}</dl>
    </section>`)}
    <section class="kartu">
      <div class="judul-ulasan"><h2>Berkas</h2><a href=${cara.alamat("berkas")}>Ubah<span class="tersembunyi"> berkas</span></a></div>
      <dl class="ulasan">${draf.persyaratan.map((satu) => html`<div><dt>${satu.nama}</dt><dd>${draf.berkas(satu.kode)?.keadaan === "diterima" ? "✓ Diterima" : satu.wajib ? "Belum ada" : "Tidak dilampirkan"}</dd></div>`)}</dl>
    </section>
    <section class="kartu">
      ${cara.tambahan?.() ?? nothing}
      <label class="centang"><input type="checkbox" id="setuju" .checked=${s.setuju} @change=${({ target }) => { s.setuju = target.checked; s.galat = ""; cara.gambar(); }} aria-describedby="galat-kirim"> ${cara.pernyataan ?? PERNYATAAN}</label>
      <p class="galat" id="galat-kirim" role="alert">${s.galat}</p>
      <p class="aksi"><button type="button" id="kirim" aria-disabled=${String(s.sibuk)} @click=${() => kirim(draf, cara)}>${s.sibuk ? "Mengirim…" : "Kirim permohonan"}</button> <a class="tombol" href=${cara.alamat("berkas")}>Kembali</a></p>
    </section>`;
}

/** Nomor dan yang terjadi berikutnya. */
export function halamanSelesai(nomor, data) {
  return html`<div class="pesan baik" role="status"><p>Nomor permohonan Anda:</p><p class="nomor-besar">${nomor}</p><p>Simpan nomor ini. Siapa pun yang memegangnya dapat melihat langkah permohonan, tanpa data pribadi.</p></div>
    <section class="kartu"><h2>Yang terjadi berikutnya</h2>
      <ol>
        <li>Front Office memeriksa kelengkapan berkas, lalu menerbitkan tanda terima.</li>
        <li>Bila ada yang kurang, Anda diberi tahu lewat SMS beserta alasannya, dan cukup memperbaiki bagian itu.</li>
        <li>Tim Teknis memeriksa lokasi Anda. Tanggal dan jamnya diberitahukan lewat SMS.</li>
        <li>Surat keputusan selesai paling lama <strong>${data.janji} sejak berkas lengkap</strong>. Tanggal pastinya tampil begitu berkas dinyatakan lengkap.</li>
      </ol>
      <p class="aksi"><a class="tombol utama" href="permohonan.html#${nomor}">Lihat perkembangannya</a> <button type="button" class="kedua" @click=${() => print()}>Cetak halaman ini</button></p>
      <p class="redup">Ada pertanyaan? Telepon ${data.telepon} pada jam pelayanan dan sebutkan nomor di atas.</p>
    </section>`;
}

