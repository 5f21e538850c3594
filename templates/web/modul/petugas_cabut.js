// Mencabut surat keputusan yang sudah terbit: dua kali dikonfirmasi, oleh yang baru saja masuk.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bidang, idIsian, kurang, periksa } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { kalimatGagal } from "./permohonan_kirim.js";
import { masukSudahLama, masukTerlaluLama, mintaMasukBaru } from "./petugas_masuk_baru.js";
import { fokuskan, keIsian, ringkasanGalat, tanggal } from "./tampil.js";

const ISIAN = [
  { kode: "cabut-alasan", nama: "Alasan pencabutan", jenis: "teks_panjang", wajib: true, bantuan: "Tercetak pada surat pencabutan dan dapat dibaca pemegang izin." },
  { kode: "cabut-dasar", nama: "Dasar hukum", jenis: "teks_panjang", wajib: true },
];
const semua = new Map(); // per permohonan, selama halaman terbuka

function keadaan(kasus) {
  if (!semua.has(kasus.nomor)) semua.set(kasus.nomor, { tahap: "", galat: {}, gagal: "", galatMasuk: "", masukLama: false });
  return semua.get(kasus.nomor);
}

/** Bagian pencabutan pada halaman permohonan; kosong bila tidak ada yang dicabut atau dapat dicabut. */
export function pencabutan(kasus, gambar) {
  const { isi } = kasus;
  if (isi.pencabutan) return sudahDicabut(isi);
  if (!isi.boleh_dicabut) return nothing;
  const k = keadaan(kasus);
  return html`<section class="kartu" aria-labelledby="judul-cabut"><h2 id="judul-cabut" tabindex="-1">Mencabut surat keputusan</h2>
    <p>Surat yang dicabut tidak berlaku lagi, dan itu tidak dapat dibatalkan. Pemegang izin diberi tahu lewat SMS, dan siapa pun yang memeriksa surat itu melihat bahwa surat sudah dicabut.</p>
    ${k.tahap ? formulir(kasus, k, gambar) : html`<p class="aksi"><button type="button" class="kedua" id="buka-cabut" @click=${() => ke(k, "isi", gambar, "judul-cabut")}>Cabut surat keputusan…</button></p>`}
  </section>`;
}

function sudahDicabut(isi) {
  const { nomor, oleh, pada, alasan, dasar } = isi.pencabutan;
  return html`<section class="kartu" aria-labelledby="judul-cabut"><h2 id="judul-cabut">Surat keputusan dicabut</h2>
    <dl class="fakta">
      <div><dt>Tanggal</dt><dd>${tanggal(pada)}</dd></div><div><dt>Oleh</dt><dd>${oleh}</dd></div><div><dt>Nomor surat pencabutan</dt><dd>${nomor}</dd></div>
      <div><dt>Alasan</dt><dd>${alasan}</dd></div><div><dt>Dasar hukum</dt><dd>${dasar}</dd></div>
    </dl></section>`;
}

function ke(k, tahap, gambar, fokus) {
  Object.assign(k, { tahap, gagal: "" });
  gambar();
  fokuskan(fokus);
}

const nilai = (kasus, satu) => kasus.ketikan.isi(satu.kode, "");
const harusMasuk = (k) => k.masukLama || masukSudahLama();

function formulir(kasus, k, gambar) {
  const yakin = k.tahap === "yakin";
  const maju = (peristiwa) => {
    peristiwa.preventDefault();
    if (k.tahap === "yakin") kirim(kasus, k, gambar);
    else if (k.tahap === "isi") periksaIsi(kasus, k, gambar);
  };
  const salah = ISIAN.filter(({ kode }) => k.galat[kode]).map((satu) => ({ alamat: `#${idIsian(satu)}`, pesan: k.galat[satu.kode], buka: keIsian(idIsian(satu)) }));
  return html`<form class="panel" novalidate aria-labelledby="judul-cabut" @submit=${maju}>
    ${ringkasanGalat(salah)}
    ${k.tahap === "isi" ? ISIAN.map((satu) => bidang(satu, {
      isi: nilai(kasus, satu),
      galat: k.galat[satu.kode],
      ubah: (isi) => {
        kasus.ketikan.ubah(satu.kode, isi);
        delete k.galat[satu.kode];
        gambar();
      },
      selesai: gambar,
    })) : ringkasan(kasus, k)}
    ${harusMasuk(k) ? mintaMasukBaru("masuk-ulang-cabut", k, { gambar, untuk: "mencabut" }) : nothing}
    ${k.gagal ? html`<p class="galat" role="alert">${k.gagal}</p>` : nothing}
    <p class="aksi"><button type="submit" id="kirim-cabut" aria-disabled=${String(k.tahap === "kirim")}>${k.tahap === "kirim" ? "Mengirim…" : yakin ? `Ya, cabut surat keputusan ${kasus.nomor}` : "Lanjutkan"}</button>
    <button type="button" class="kedua" @click=${() => (yakin ? ke(k, "isi", gambar, "judul-cabut") : ke(k, "", gambar, "buka-cabut"))}>${yakin ? "Ubah" : "Batal"}</button></p>
  </form>`;
}

const ringkasan = (kasus) => html`<p id="yakin-cabut" tabindex="-1"><strong>Periksa sekali lagi sebelum surat keputusan ini dicabut.</strong></p>
  <dl class="fakta">${ISIAN.map((satu) => html`<div><dt>${satu.nama}</dt><dd>${nilai(kasus, satu)}</dd></div>`)}</dl>`;

function periksaIsi(kasus, k, gambar) {
  k.galat = Object.fromEntries(ISIAN.map((satu) => [satu.kode, kurang(satu, nilai(kasus, satu)) || periksa(satu, nilai(kasus, satu))]).filter(([, kalimat]) => kalimat));
  if (!Object.keys(k.galat).length) return ke(k, "yakin", gambar, "yakin-cabut");
  gambar();
  return fokuskan("ringkasan-galat");
}

async function kirim(kasus, k, gambar) {
  if (harusMasuk(k)) return fokuskan("masuk-ulang-cabut");
  ke(k, "kirim", gambar, "kirim-cabut");
  const [alasan, dasar] = ISIAN.map((satu) => nilai(kasus, satu));
  try {
    await minta("POST", kasus.jalur("/cabut"), { alasan, dasar });
    kasus.ketikan.lupakan("cabut-");
    k.tahap = "";
    await kasus.selesai("baik", "Surat keputusan sudah dicabut. Surat pencabutannya sedang dibuat.");
    fokuskan("kabar-kasus");
  } catch (sebab) {
    await ditolak(kasus, k, sebagaiGalat(sebab), gambar);
  }
  return gambar();
}

async function ditolak(kasus, k, galat, gambar) {
  k.masukLama = masukTerlaluLama(galat);
  if (galat.status === 409) {
    k.tahap = "";
    await kasus.selesai("ragu", galat.message);
    return fokuskan("kabar-kasus");
  }
  k.galat = Object.fromEntries(galat.kesalahan.map(({ isian, pesan }) => [`cabut-${isian}`, pesan]));
  k.tahap = galat.kesalahan.length ? "isi" : "yakin";
  k.gagal = k.masukLama || galat.kesalahan.length ? "" : kalimatGagal(galat, "tombol cabut");
  gambar();
  return fokuskan(k.masukLama ? "masuk-ulang-cabut" : galat.kesalahan.length ? "ringkasan-galat" : "kirim-cabut");
}
