// Pengembalian butir demi butir: yang kurang ditunjuk pada isian atau berkasnya, dengan alasannya.
import { html, nothing } from "lit-html";
import { bidang, idIsian, kosong, terbaca } from "./bidang.js";
import { namaSasaran } from "./permohonan_riwayat.js";
import { fokuskan, tanggal } from "./tampil.js";

const LAPANGAN = "lapangan";

/** Alasan yang sering dipakai kantor ini, menurut jenis sasaran; ikut bersama halaman. */
const umum = JSON.parse(document.querySelector("[data-alasan-umum]")?.dataset.alasanUmum ?? "{}");

const jenisnya = (sasaran) => sasaran.split(":")[0];
const butir = (p) => p.isi("cacat", []);
const isianAlasan = (p, ke) => ({ kode: `${p.kunci}-cacat-${ke}`, nama: "Alasan", jenis: "teks_panjang", wajib: true });
const idCari = (p) => `${p.kunci}-cari`;
const nama = (p, sasaran) => (sasaran === LAPANGAN ? "Temuan di lokasi" : namaSasaran(p.kasus.formulir, sasaran));

export const milik = () => [];

export function bagian(p) {
  const daftar = butir(p);
  return html`<div class="cacat">
    ${daftar.length ? html`<ol class="daftar-cacat" aria-label="Kekurangan">${daftar.map((satu, ke) => kartu(p, daftar, satu, ke))}</ol>` : nothing}
    ${pemilih(p, daftar)}
    ${daftar.length ? pratinjau(p, daftar) : nothing}
  </div>`;
}

function kartu(p, daftar, satu, ke) {
  const ubah = (alasan) => p.ubah("cacat", daftar.with(ke, { ...satu, alasan }));
  const hapus = () => {
    p.ubah("cacat", daftar.toSpliced(ke, 1));
    fokuskan(idCari(p));
  };
  const isian = isianAlasan(p, ke);
  const galat = p.data.tegurCacat && kosong(satu.alasan) ? "Tulis alasannya, supaya pemohon tahu yang harus diperbaiki." : "";
  return html`<li class="butir-cacat ${galat ? "salah" : ""}">
    <p class="kepala-cacat"><strong>${nama(p, satu.sasaran)}</strong> <button type="button" class="tautan" @click=${hapus}>Hapus<span class="tersembunyi"> kekurangan ${nama(p, satu.sasaran)}</span></button></p>
    <p class="redup">${sekarang(p, satu.sasaran)}</p>
    ${alasanUmum(p, satu, isian, ubah)}
    ${bidang(isian, { isi: satu.alasan, galat, ubah, selesai: p.gambar })}
  </li>`;
}

/** Tombol yang mengisi alasan; yang sudah tertulis ditambah, tidak ditimpa. */
function alasanUmum(p, satu, isian, ubah) {
  const daftar = umum[jenisnya(satu.sasaran)] ?? [];
  if (!daftar.length) return nothing;
  const pakai = (alasan) => () => {
    if (!satu.alasan.includes(alasan)) ubah(`${satu.alasan} ${alasan}`.trim());
    fokuskan(idIsian(isian));
  };
  return html`<div class="alasan-umum" role="group" aria-label="Alasan yang sering dipakai untuk ${nama(p, satu.sasaran)}">
    ${daftar.map((alasan) => html`<button type="button" class="kedua" @click=${pakai(alasan)}>${alasan}</button>`)}</div>`;
}

/** Isi isian, atau keadaan berkas, sekarang. */
function sekarang(p, sasaran) {
  const [jenis, kode] = sasaran.split(":");
  if (jenis === "isian") {
    const isian = p.kasus.formulir.isian.find((satu) => satu.kode === kode);
    return kosong(p.kasus.isi.data[kode]) ? "Tidak diisi" : terbaca(isian, p.kasus.isi.data[kode]);
  }
  if (jenis !== "berkas") return "Ditulis petugas, misalnya yang terlihat ketika pemeriksaan";
  const ada = p.kasus.isi.berkas.filter((satu) => satu.kode === kode && satu.keadaan === "diterima").at(-1);
  return ada ? `Diunggah ${tanggal(ada.diunggah)}` : "Belum dilampirkan";
}

/** Yang boleh ditunjuk menurut API, menurut kelompok formulirnya. */
function kelompok(p) {
  const hasil = new Map();
  for (const sasaran of p.aksi.cacat) {
    const [jenis, kode] = sasaran.split(":");
    const isian = jenis === "isian" && p.kasus.formulir.isian.find((satu) => satu.kode === kode);
    const judul = isian ? `Data ${isian.kelompok}` : jenis === "berkas" ? "Berkas" : "Pemeriksaan di lokasi";
    hasil.set(judul, [...(hasil.get(judul) ?? []), sasaran]);
  }
  return [...hasil];
}

function pemilih(p, daftar) {
  const dipilih = new Set(daftar.map(({ sasaran }) => sasaran).filter((satu) => satu !== LAPANGAN));
  const cari = (p.data.cari ?? "").trim().toLowerCase();
  const cocok = (sasaran) => !cari || `${nama(p, sasaran)} ${sekarang(p, sasaran)}`.toLowerCase().includes(cari);
  const isi = kelompok(p).map(([judul, semua]) => [judul, semua.filter((satu) => cocok(satu) && !dipilih.has(satu))]).filter(([, semua]) => semua.length);
  const ketik = ({ target }) => {
    p.data.cari = target.value;
    p.gambar();
  };
  const belum = p.data.tegurCacat && !daftar.length;
  return html`<div class="pilih-cacat">
    <div class="isian">
      <label for=${idCari(p)}>${daftar.length ? "Tambah yang kurang" : "Yang kurang"}</label>
      <p class="bantuan" id="bantuan-${idCari(p)}">Tekan isian atau berkas yang kurang, atau ketik untuk mencarinya.</p>
      <p class="galat" id="galat-${idCari(p)}">${belum ? BELUM : ""}</p>
      <input id=${idCari(p)} type="search" autocomplete="off" aria-describedby="bantuan-${idCari(p)} galat-${idCari(p)}" aria-invalid=${String(Boolean(belum))} .value=${p.data.cari ?? ""} @input=${ketik} @keydown=${tanpaKirim}>
    </div>
    <div class="gulir-cacat" role="region" aria-label="Isian dan berkas" tabindex="0">
      ${isi.map(([judul, semua]) => html`<div role="group" aria-label=${judul}><p class="sub-judul">${judul}</p>
        <ul>${semua.map((sasaran) => html`<li><button type="button" class="pilihan-cacat" @click=${() => tambah(p, daftar, sasaran)}><span>${nama(p, sasaran)}</span> <span class="redup">${sekarang(p, sasaran)}</span></button></li>`)}</ul></div>`)}
      ${isi.length ? nothing : html`<p class="redup" role="status">Tidak ada yang cocok dengan “${p.data.cari}”.</p>`}
    </div>
  </div>`;
}

const BELUM = "Tunjuk sedikitnya satu isian atau berkas yang kurang.";

// Enter pada pencarian tidak mengirim panelnya.
const tanpaKirim = (peristiwa) => { if (peristiwa.key === "Enter") peristiwa.preventDefault(); };

function tambah(p, daftar, sasaran) {
  p.data.cari = "";
  p.ubah("cacat", [...daftar, { sasaran, alasan: "" }]);
  fokuskan(idIsian(isianAlasan(p, daftar.length)));
}

/** Seperti dibaca pemohon pada halaman permohonannya. */
const pratinjau = (p, daftar) => html`<div class="pratinjau-cacat" role="group" aria-labelledby="${p.kunci}-pratinjau">
  <p class="sub-judul" id="${p.kunci}-pratinjau">Yang akan dibaca pemohon</p>
  <ul>${daftar.map(({ sasaran, alasan }) => html`<li><strong>${nama(p, sasaran)}</strong>: ${kosong(alasan) ? html`<span class="redup">(alasan belum ditulis)</span>` : alasan.trim()}</li>`)}</ul>
</div>`;

export function salah(p) {
  p.data.tegurCacat = true;
  const daftar = butir(p);
  if (!daftar.length) return [{ id: idCari(p), pesan: BELUM }];
  return daftar
    .map((satu, ke) => ({ id: idIsian(isianAlasan(p, ke)), pesan: kosong(satu.alasan) ? `Tulis alasan untuk ${nama(p, satu.sasaran)}.` : "" }))
    .filter(({ pesan }) => pesan);
}

export const badan = (p) => ({ cacat: butir(p).map(({ sasaran, alasan }) => ({ sasaran, alasan: alasan.trim() })) });
