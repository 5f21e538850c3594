// Langkah berkas: satu kartu tiap persyaratan, dengan kamera, kemajuan, hasil, dan ganti.
import { html, nothing } from "lit-html";
import { JENIS_BERKAS, bukaBerkas, tungguHasil, ukuranBerkas, unggah } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";
import { siapkan } from "./gambar.js";

const DITERIMA = "image/jpeg,image/png,application/pdf,.heic,.heif";
const TAHAP = {
  menyiapkan: "Menyiapkan berkas…",
  antre: "Menunggu giliran dikirim…",
  menunggu: "Sambungan terputus. Dikirim lagi sendiri begitu tersambung; jangan tutup halaman ini.",
  memeriksa: "Terkirim. Sedang diperiksa…",
};

/** Keadaan unggahan selama halaman terbuka: per draf, per kartu. */
const semua = new Map();

const keadaan = (draf, id) => {
  const kunci = `${draf.nomor}/${id}`;
  if (!semua.has(kunci)) semua.set(kunci, { tahap: "", persen: 0, galat: "", foto: [], pratinjau: "" });
  return semua.get(kunci);
};

/** Adakah unggahan yang masih berjalan? */
export const sedangMengirim = () => [...semua.values()].some((satu) => satu.tahap);

async function jalankan(draf, kode, k, daftar, tambah, gambarUlang) {
  if (k.tahap || !daftar.length) return;
  Object.assign(k, { tahap: "menyiapkan", galat: "", ulang: null });
  gambarUlang();
  try {
    const { isi, foto } = await siapkan(daftar, tambah ? k.foto : []);
    await kirimkan(draf, kode, k, isi, foto, gambarUlang);
  } catch (sebab) {
    k.galat = sebagaiGalat(sebab).message;
  }
  k.tahap = "";
  gambarUlang();
}

async function kirimkan(draf, kode, k, isi, foto, gambarUlang) {
  const lapor = (kabar) => { Object.assign(k, kabar); gambarUlang(); };
  try {
    const id = await unggah(draf.nomor, kode, isi, lapor);
    const hasil = await tungguHasil(id, () => draf.muatUlang(), lapor);
    if (hasil.keadaan !== "diterima") {
      k.galat = hasil.alasan;
      return;
    }
    if (k.pratinjau) URL.revokeObjectURL(k.pratinjau);
    const muka = foto.length ? new Blob([foto[0].isi], { type: "image/jpeg" }) : null;
    Object.assign(k, { foto, pratinjau: muka ? URL.createObjectURL(muka) : "" });
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    if (galat.status === 202) throw galat;
    k.galat = galat.sementara ? "Berkas belum terkirim karena sambungan terputus." : galat.message;
    k.ulang = async () => {
      Object.assign(k, { galat: "", ulang: null });
      await kirimkan(draf, kode, k, isi, foto, gambarUlang);
      k.tahap = "";
      gambarUlang();
    };
  }
}

// Berkas yang diseret dari map pemindai. Tanda di kartunya hanya selama berkas di atasnya.
const adaBerkas = (peristiwa) => peristiwa.dataTransfer?.types.includes("Files");
function diatas(peristiwa) {
  if (!adaBerkas(peristiwa)) return;
  peristiwa.preventDefault();
  peristiwa.currentTarget.classList.add("diseret");
}
const lewat = (peristiwa) => peristiwa.currentTarget.classList.remove("diseret");
const jatuh = (terima) => (peristiwa) => {
  lewat(peristiwa);
  if (!adaBerkas(peristiwa)) return;
  peristiwa.preventDefault();
  terima?.([...peristiwa.dataTransfer.files]);
};

/** Kirim berkas dari luar kartunya, misalnya dari baki pindaian. */
export const kirimBerkas = (draf, kode, daftar, gambarUlang) => jalankan(draf, kode, keadaan(draf, kode), daftar, false, gambarUlang);


const JUDUL = { 2: (isi) => html`<h2>${isi}</h2>`, 3: (isi) => html`<h3>${isi}</h3>`, 4: (isi) => html`<h4>${isi}</h4>` };

/**
 * Satu kartu. `draf`: {nomor, berkas(kode), muatUlang()}. `tingkat` judulnya, `atas`: yang berdiri
 * di bawah judul, `tetap`: yang sudah diterima tidak dapat diganti lagi, `awalan` membedakan
 * kartu-kartu berkas yang sama. Berkas boleh juga diseret ke kartunya.
 */
export function kartuBerkas(draf, syarat, gambarUlang, { tingkat = 2, atas = nothing, tetap = false, awalan = "" } = {}) {
  const { kode } = syarat;
  const id = `${awalan}${kode}`;
  const k = keadaan(draf, id);
  const ada = draf.berkas(kode);
  const diterima = ada?.keadaan === "diterima";
  const galat = k.galat || (!diterima && ada ? ada.alasan : "");
  const kelas = k.tahap ? "sedang" : galat ? "salah" : diterima ? "ada" : "";
  const terima = (daftar) => jalankan(draf, kode, k, daftar, false, gambarUlang);
  return html`<li class="berkas ${kelas}" id="berkas-${id}" tabindex="-1" @dragover=${diatas} @dragleave=${lewat} @drop=${jatuh(tetap ? null : terima)}>
    ${JUDUL[tingkat](html`${syarat.nama}${syarat.wajib ? nothing : html` <span class="opsional">(tidak wajib)</span>`}`)}
    ${atas}
    ${syarat.bantuan ? html`<p class="bantuan">${syarat.bantuan}</p>` : nothing}
    <div aria-live="polite">
      <p class="keadaan">${k.pratinjau && diterima && !k.tahap ? html`<img src=${k.pratinjau} alt="">` : nothing}<span>${teksKeadaan(k, ada, diterima)}</span></p>
      ${galat && !k.tahap ? html`<p class="galat">${galat}</p>` : nothing}
    </div>
    ${k.tahap === "mengirim" ? html`<progress max="100" .value=${k.persen} aria-label="Kemajuan unggahan ${syarat.nama}"></progress>` : nothing}
    ${k.tahap ? nothing : tombol(draf, syarat, { id, k, ada, diterima, tetap }, gambarUlang)}
  </li>`;
}

function teksKeadaan(k, ada, diterima) {
  if (k.tahap === "mengirim") return `Mengirim… ${k.persen} %`;
  if (k.tahap) return TAHAP[k.tahap];
  if (!diterima) return "Belum ada";
  const halaman = k.foto.length > 1 ? `, ${k.foto.length} halaman` : "";
  return `✓ Diterima: ${JENIS_BERKAS[ada.tipe] ?? "Berkas"} ${ukuranBerkas(ada.ukuran)}${halaman}`;
}

function tombol(draf, syarat, { id, k, ada, diterima, tetap }, gambarUlang) {
  const { kode, nama } = syarat;
  const pilih = (tambah) => (peristiwa) => {
    const daftar = [...peristiwa.target.files];
    peristiwa.target.value = "";
    jalankan(draf, kode, k, daftar, tambah, gambarUlang);
  };
  const buka = () => bukaBerkas(draf.nomor, ada.id).catch((sebab) => {
    k.galat = sebagaiGalat(sebab).message;
    gambarUlang();
  });
  const masukan = (idMasukan, teks, ciri) => html`<span><input class="tersembunyi" type="file" id=${idMasukan} accept=${ciri.kamera ? "image/*" : DITERIMA} capture=${ciri.kamera ? "environment" : nothing} ?multiple=${!ciri.kamera} @change=${pilih(ciri.tambah)}><label class="tombol" for=${idMasukan}>${teks}<span class="tersembunyi"> untuk ${nama}</span></label></span>`;
  if (tetap && !diterima) return nothing;
  return html`<div class="aksi">
    ${k.ulang ? html`<button type="button" @click=${k.ulang}>Kirim lagi<span class="tersembunyi"> ${nama}</span></button>` : nothing}
    ${tetap ? nothing : html`${navigator.maxTouchPoints > 0 ? masukan(`kamera-${id}`, diterima ? "Foto ulang" : "Ambil foto", { kamera: true }) : nothing}
    ${masukan(`pilih-${id}`, diterima ? "Ganti berkas" : "Pilih berkas", {})}
    ${diterima && k.foto.length ? masukan(`tambah-${id}`, "Tambah halaman", { tambah: true }) : nothing}`}
    ${diterima ? html`<button type="button" class="kedua" @click=${buka}>Lihat<span class="tersembunyi"> ${nama}</span></button>` : nothing}
  </div>`;
}

const PENGANTAR = "Foto berkas aslinya di tempat terang, seluruh halaman terlihat. Beberapa foto yang dipilih sekaligus menjadi satu berkas. Foto besar dikecilkan di HP Anda sebelum dikirim.";

/** Isi langkah berkas. `gambarUlang()` dipanggil setiap ada yang berubah; `atas`: di atas kartunya. */
export function langkahBerkas(draf, gambarUlang, { pengantar = PENGANTAR, atas = () => nothing } = {}) {
  const wajib = draf.persyaratan.filter((satu) => satu.wajib);
  const ada = wajib.filter((satu) => draf.berkas(satu.kode)?.keadaan === "diterima").length;
  return html`<p class="pengantar">${pengantar}</p>
    <p><strong>${ada} dari ${wajib.length} berkas wajib sudah diterima.</strong></p>
    ${atas(draf)}
    <ul class="daftar-berkas">${draf.persyaratan.map((satu) => kartuBerkas(draf, satu, gambarUlang))}</ul>`;
}

/** Berkas wajib yang belum diterima: [{alamat, pesan}] untuk ringkasan kesalahan. */
export function berkasKurang(draf) {
  return draf.persyaratan
    .filter((satu) => satu.wajib && draf.berkas(satu.kode)?.keadaan !== "diterima")
    .map((satu) => ({ kode: satu.kode, pesan: `Unggah ${satu.nama} lebih dahulu.` }));
}
