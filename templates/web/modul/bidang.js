// Isian dari SOP: mana yang ditanyakan, pemeriksaan ringan di perangkat, dan tampilannya.
// Server tetap yang memutuskan; di sini hanya yang dapat dikatakan sambil orang mengetik.
import { html, nothing } from "lit-html";
import { kalimat } from "./tampil.js";

/** Cocokkah jawaban dengan syarat `bila`? Sama dengan chalicelib/domain/isian.py. */
export function cocok(bila, nilai) {
  return Object.entries(bila ?? {}).every(([kode, harus]) => {
    const isi = nilai[kode] ?? null;
    return Array.isArray(harus) ? harus.includes(isi) : isi === harus;
  });
}

/** Yang ditanyakan (isian atau berkas) menurut jawaban sejauh ini. */
export const ditanya = (daftar, nilai) => daftar.filter((satu) => cocok(satu.bila, nilai));

export const kosong = (isi) => isi === undefined || isi === null || (typeof isi === "string" && !isi.trim());

const ANGKA = {
  nik: [[16], "harus 16 angka sesuai KTP"],
  npwp: [[15, 16], "harus 15 atau 16 angka sesuai kartu NPWP"],
  nib: [[13], "harus 13 angka sesuai NIB dari OSS"],
  kbli: [[5], "harus 5 angka sesuai kode KBLI pada NIB"],
  kode_pos: [[5], "harus 5 angka"],
};

/** Kalimat kesalahan yang sudah pasti, atau "" bila belum tentu salah. */
export function periksa(isian, isi) {
  if (kosong(isi)) return "";
  const aturan = ANGKA[isian.jenis];
  if (aturan) {
    const angka = String(isi).replace(/[ .-]/g, "");
    if (!/^\d+$/.test(angka) || !aturan[0].includes(angka.length)) return `${isian.nama} ${aturan[1]}.`;
  }
  if (typeof isi === "string" && /[<>]/.test(isi)) return `${isian.nama} tidak boleh memuat tanda < atau >.`;
  return "";
}

/** Kalimat untuk isian wajib yang belum dijawab, atau "". */
export const kurang = (isian, isi) => (isian.wajib && kosong(isi) ? `${isian.nama} wajib diisi.` : "");

/** Id unsur yang menerima fokus bagi sebuah isian; dipakai ringkasan kesalahan. */
export const idIsian = (isian) => `isian-${isian.kode}`;

/** Isian dengan kode yang khas bagi tempatnya: dua tempat boleh menanyakan hal yang sama namanya. */
export const bernama = (tempat, isian) => ({ ...isian, kode: `${tempat}-${isian.kode}` });

/** Jawaban seperti dibaca orang, untuk ulasan. */
export function terbaca(isian, isi) {
  if (kosong(isi)) return "–";
  if (isian.jenis === "ya_tidak") return isi ? "Ya" : "Tidak";
  if (isian.jenis === "pilihan") return kalimat(isi);
  if (isian.jenis === "telepon") return String(isi).replace(/^\+62(\d{3})(\d{4})/, "0$1-$2-");
  return Array.isArray(isi) ? isi.join("; ") : String(isi);
}

const CIRI = {
  nik: { inputmode: "numeric", maxlength: 24, pendek: true },
  npwp: { inputmode: "numeric", maxlength: 24, pendek: true },
  nib: { inputmode: "numeric", maxlength: 20, pendek: true },
  kbli: { inputmode: "numeric", maxlength: 9, pendek: true },
  kode_pos: { inputmode: "numeric", maxlength: 9, pendek: true, autocomplete: "postal-code" },
  telepon: { tipe: "tel", inputmode: "tel", maxlength: 24, pendek: true, autocomplete: "tel" },
  email: { tipe: "email", inputmode: "email", maxlength: 200, autocomplete: "email" },
  tanggal: { tipe: "date", pendek: true },
  bilangan: { inputmode: "numeric", maxlength: 11, pendek: true },
  teks: { maxlength: 200 },
};
const OTOMATIS = { nama: "name", alamat: "street-address" };

// Kalimat kesalahan yang muncul selagi jari menekan akan menggeser tombol dari bawah jari.
let ditekan = false;
const ditunda = [];
addEventListener("pointerdown", () => { ditekan = true; }, true);
for (const akhir of ["pointerup", "pointercancel"]) {
  addEventListener(akhir, () => setTimeout(() => {
    ditekan = false;
    for (const apa of ditunda.splice(0)) apa();
  }), true);
}
const setelahDilepas = (apa) => () => { ditekan ? ditunda.push(apa) : apa(); };

/**
 * Satu isian. `ubah(isi)` pada setiap ketikan, `selesai()` ketika ditinggalkan.
 * `diLokasi`: orangnya mungkin berada di tempat yang ditanyakan koordinatnya.
 * Daftar pilihan menjadi tombol radio; `ya_tidak` bernilai true atau false.
 */
export function bidang(isian, { isi, galat = "", ubah, selesai, diLokasi = true }) {
  if (isian.jenis === "pilihan") return pilihan(isian, isian.pilihan.map((satu) => [satu, kalimat(satu)]), isi, galat, ubah);
  if (isian.jenis === "ya_tidak") return pilihan(isian, [[true, "Ya"], [false, "Tidak"]], isi, galat, ubah);
  const id = idIsian(isian);
  const disebut = `${isian.bantuan ? `bantuan-${id} ` : ""}galat-${id}`;
  const ditinggal = setelahDilepas(selesai);
  const tulis = (peristiwa) => ubah(peristiwa.target.value);
  const panjang = ["teks_panjang", "daftar"].includes(isian.jenis);
  const ciri = CIRI[isian.jenis] ?? {};
  return html`<div class="isian">
    <label for=${id}>${isian.nama}${tanda(isian)}</label>
    ${isian.bantuan ? html`<p class="bantuan" id="bantuan-${id}">${isian.bantuan}</p>` : nothing}
    <p class="galat" id="galat-${id}">${galat}</p>
    ${panjang
      ? html`<textarea id=${id} rows="4" maxlength="2000" aria-describedby=${disebut} aria-invalid=${String(Boolean(galat))} .value=${isi ?? ""} @input=${tulis} @blur=${ditinggal}></textarea>`
      : html`<input id=${id} class=${ciri.pendek ? "pendek" : ""} type=${ciri.tipe ?? "text"} inputmode=${ciri.inputmode ?? nothing} maxlength=${ciri.maxlength ?? nothing} autocomplete=${ciri.autocomplete ?? OTOMATIS[isian.kode] ?? "off"} aria-describedby=${disebut} aria-invalid=${String(Boolean(galat))} .value=${isi ?? ""} @input=${tulis} @blur=${ditinggal}>`}
    ${isian.jenis === "koordinat" && diLokasi && navigator.geolocation ? lokasi(ubah, selesai) : nothing}
  </div>`;
}

const tanda = (isian) => (isian.wajib ? nothing : html` <span class="opsional">(tidak wajib)</span>`);

function pilihan(isian, daftar, isi, galat, ubah) {
  const id = idIsian(isian);
  return html`<fieldset aria-describedby="galat-${id}">
    <legend>${isian.nama}${tanda(isian)}</legend>
    ${isian.bantuan ? html`<p class="bantuan">${isian.bantuan}</p>` : nothing}
    <p class="galat" id="galat-${id}">${galat}</p>
    <div class="pilihan">${daftar.map(([nilai, teks], ke) => html`<label><input type="radio" id=${ke ? nothing : id} name=${isian.kode} .checked=${isi === nilai} @change=${() => ubah(nilai)}> ${teks}</label>`)}</div>
  </fieldset>`;
}

function lokasi(ubah, selesai) {
  const ambil = (peristiwa) => {
    const tombol = peristiwa.target;
    tombol.textContent = "Mencari lokasi…";
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        tombol.textContent = "Pakai lokasi saya sekarang";
        ubah(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`);
        selesai();
      },
      () => { tombol.textContent = "Lokasi tidak didapat. Ketik saja koordinatnya."; },
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return html`<button type="button" class="tautan" @click=${ambil}>Pakai lokasi saya sekarang</button>`;
}
