// Tanda tangan di bawah surat yang dibuat pada langkah ini: satu per satu, tablet diserahkan kepada
// yang menandatangani; yang menolak menyebut alasannya; yang di kertas menyusul pindaian suratnya.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { Antaran } from "./antaran.js";
import { bukaBerkas } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";
import { formulirTanda, tutup } from "./petugas_tanda_orang.js";
import { fokuskan, tanggalJam } from "./tampil.js";

const PEMOHON = "Pemohon";

const kodeKaca = (p) => p.aksi.berkas.find(({ rupa }) => rupa === "tanda_tangan")?.kode;
const idOrang = (p, ke) => `${p.kunci}-tanda-${ke}`;

/** Isian dan berkas yang digambar bagian ini sendiri (kode), bukan secara umum. */
export const milik = (p) => (p.aksi.ditandatangani && kodeKaca(p) ? [kodeKaca(p)] : []);

/** Surat terbaru yang diterima pada kunjungan ini. */
const surat = (p) => p.kasus.diterima(p.kunjungan, p.aksi.ditandatangani.surat).at(-1);

const syaratSurat = (p) => p.aksi.berkas.find(({ kode }) => kode === p.aksi.ditandatangani.surat);
const namaSurat = (p) => syaratSurat(p)?.nama ?? "surat";

function keadaan(p) {
  const k = (p.data.tanda ??= { siapa: null, cara: "", sibuk: false, galat: "", kabar: "" });
  if (kodeKaca(p)) {
    k.antaran ??= new Antaran(p, kodeKaca(p), async ({ simpanan: { badan, jalur } }, berkas) => {
      await minta("POST", p.kasus.jalur(jalur), { ...badan, berkas: berkas.id });
      await p.kasus.muat();
    });
  }
  return k;
}

/** Yang menghalangi pengiriman: [{ id, pesan }], id unsur yang menerima fokus. */
export function salah(p) {
  if (!p.aksi.ditandatangani) return [];
  const { oleh } = p.aksi.ditandatangani;
  const id = `${p.kunci}-tanda`;
  const ini = surat(p);
  if (!ini) return [{ id, pesan: `Buat ${namaSurat(p)} lebih dahulu, lalu minta semua menandatanganinya.` }];
  const usang = oleh.some(({ pada }) => pada) && berubah(p, ini);
  return [
    ...(usang ? [{ id, pesan: `Isian berubah sejak ${namaSurat(p)} ditandatangani. Kembalikan isiannya, atau simpan versi baru lalu minta semua tanda tangan kembali.` }] : []),
    ...oleh.flatMap(({ nama, pada }, ke) => (pada ? [] : [{ id: idOrang(p, ke), pesan: `Tanda tangan ${sebutan(p, nama)}, atau alasan menolak, belum dicatat.` }])),
  ];
}

/** Isian berbeda dari yang ada pada versi ini: menyimpan yang baru membatalkan tanda tangannya. */
function berubah(p, ini) {
  const k = p.data.surat?.get(ini.kode); // keadaan petugas_susun.js
  const versi = k?.versi?.find(({ id }) => id === ini.id);
  return Boolean(versi) && k.tersimpan !== JSON.stringify(p.nilai) && rata(versi.isian) !== rata(p.nilai);
}

const rata = (isi) => JSON.stringify(Object.entries(isi).map(([kode, satu]) => [kode, String(satu).trim()]).toSorted());

const sebutan = (p, nama) => (nama === PEMOHON && p.kasus.isi.data.nama ? `${p.kasus.isi.data.nama} (pemohon)` : nama);

/** Yang tampil di dalam panel. */
export function bagian(p) {
  if (!p.aksi.ditandatangani) return nothing;
  const { oleh } = p.aksi.ditandatangani;
  const ini = surat(p);
  const sudah = oleh.filter(({ pada }) => pada).length;
  const k = keadaan(p);
  return html`<section id="${p.kunci}-tanda" tabindex="-1" aria-labelledby="judul-${p.kunci}-tanda">
    <h3 id="judul-${p.kunci}-tanda">Tanda tangan pada ${namaSurat(p)}</h3>
    <p role="status"><strong>${sudah} dari ${oleh.length} sudah dicatat.</strong> ${k.kabar}</p>
    ${peringatan(p, ini, sudah)}
    ${ini ? baca(p, k, ini) : nothing}
    <ol class="daftar-tanda">${oleh.map((orang, ke) => baris(p, k, { ini, orang, ke }))}</ol>
  </section>`;
}

function peringatan(p, ini, sudah) {
  if (!ini) return html`<p>Buat ${namaSurat(p)} lebih dahulu. Tanda tangan dibubuhkan pada surat yang sudah jadi.</p>`;
  const perluPindai = ini.asal === "cetakan" && !diKaca(p);
  return html`
    ${perluPindai ? html`<p>${namaSurat(p)} ini ditandatangani dengan pena: cetak, minta semua menandatangani, unggah hasil pindainya, lalu catat di bawah ini.</p>` : nothing}
    ${sudah ? html`<p class="pesan ragu">${berubah(p, ini) ? "Isian sudah berubah. " : ""}Bila ${namaSurat(p)} dibuat ulang, ${sudah} tanda tangan ini tidak berlaku lagi dan harus diminta kembali.</p>` : nothing}`;
}

function baca(p, k, ini) {
  const buka = () => bukaBerkas(p.kasus.nomor, ini.id).catch((sebab) => {
    k.kabar = sebagaiGalat(sebab).message;
    p.gambar();
  });
  return html`<p class="aksi"><button type="button" class="kedua" @click=${buka}>Baca ${namaSurat(p)}</button></p>`;
}

/** Ditandatangani di layar, menurut cara kantor bagi surat ini? */
const diKaca = (p) => Boolean(kodeKaca(p)) && syaratSurat(p)?.cara !== "pena";

function baris(p, k, { ini, orang, ke }) {
  const menunggu = k.antaran?.daftar.findLast(({ simpanan }) => simpanan.badan.nama === orang.nama);
  const terbuka = ini && k.siapa === orang.nama;
  return html`<li id=${idOrang(p, ke)} tabindex="-1" class=${orang.menolak ? "menolak" : orang.pada ? "ada" : menunggu ? "sedang" : ""}>
    <p><strong>${sebutan(p, orang.nama)}</strong></p>
    ${menunggu ? mengirim(k, menunggu, idOrang(p, ke)) : terbuka ? nothing : html`<p>${kabar(orang)}</p>`}
    ${terbuka ? formulirTanda(p, k, cara(p, k, ini, orang, ke)) : nothing}
    ${ini && !menunggu && !terbuka ? tombol(p, k, { ini, orang, ke }) : nothing}
  </li>`;
}

function kabar({ pada, menolak }) {
  if (menolak) return `Menolak menandatangani, ${tanggalJam(pada)}. Alasan: ${menolak}`;
  return pada ? `✓ Ditandatangani ${tanggalJam(pada)}` : html`<span class="redup">Belum menandatangani</span>`;
}

function mengirim(k, satu, id) {
  const buang = () => k.antaran.buang(satu).then(() => fokuskan(id));
  const teks = satu.tahap === "ditolak" ? `Belum tercatat: ${satu.galat}` : satu.tahap === "menunggu" ? satu.galat || "Tersimpan di tablet ini; dikirim sendiri begitu ada sambungan." : "Mengirim tanda tangan…";
  return html`<p role="status">${teks}</p>
    <p><img class="gambar-tanda" src=${satu.url} alt="Tanda tangan ${satu.simpanan.badan.nama}"></p>
    ${satu.tahap === "ditolak" || satu.tahap === "menunggu" ? html`<p class="aksi"><button type="button" class="kedua" @click=${buang}>Hapus dan ulangi<span class="tersembunyi"> tanda tangan ${satu.simpanan.badan.nama}</span></button></p>` : nothing}`;
}

function tombol(p, k, { ini, orang, ke }) {
  if (orang.pada && k.ubah !== orang.nama) {
    const ubah = () => {
      k.ubah = orang.nama;
      p.gambar();
      fokuskan(idOrang(p, ke));
    };
    return html`<button type="button" class="tautan" @click=${ubah}>Perbaiki catatan ini<span class="tersembunyi">: ${sebutan(p, orang.nama)}</span></button>`;
  }
  const buka = (caranya) => () => {
    Object.assign(k, { siapa: orang.nama, cara: caranya, galat: "", kabar: "" });
    p.gambar();
    fokuskan(`judul-${idOrang(p, ke)}`);
  };
  const siapa = html`<span class="tersembunyi">: ${sebutan(p, orang.nama)}</span>`;
  return html`<p class="aksi">
    ${ini.asal !== "cetakan" ? html`<button type="button" @click=${buka("kertas")}>Catat tanda tangan di kertas${siapa}</button>` : diKaca(p) ? html`<button type="button" @click=${buka("kaca")}>Tanda tangani${siapa}</button>` : nothing}
    <button type="button" class="kedua" @click=${buka("menolak")}>Menolak${siapa}</button></p>`;
}

/** Yang diperlukan formulir seorang penanda tangan. */
function cara(p, k, ini, orang, ke) {
  const jalur = `/langkah/${p.kunjungan.kode}/tanda-tangan`;
  const badan = { setelah: p.kunjungan.setelah, aksi: p.aksi.kode, nama: orang.nama, sha256: ini.sha256 };
  const selesai = (kalimat) => {
    tutup(p, k);
    k.kabar = kalimat;
    p.gambar();
    fokuskan(idOrang(p, ke));
  };
  const nama = sebutan(p, orang.nama);
  return {
    id: idOrang(p, ke),
    nama,
    surat: namaSurat(p),
    kaca: async (gambar) => {
      await k.antaran.tambah(gambar, { badan, jalur });
      selesai(`Kembalikan tablet kepada petugas. Terima kasih, ${nama}.`);
    },
    catat: async (lain = {}) => {
      try {
        await minta("POST", p.kasus.jalur(jalur), { ...badan, ...lain });
      } catch (sebab) {
        if (sebagaiGalat(sebab).status === 409) await p.kasus.segarkan();
        throw sebab;
      }
      await p.kasus.muat();
      selesai(`Tercatat: ${nama}.`);
    },
  };
}
