// Baki pindaian: beberapa hasil pindai dipilih atau diseret sekaligus, lalu dipasangkan dengan
// berkasnya. Tebakan dari nama berkas; petugas yang memastikan.
import { html, nothing } from "lit-html";
import { kirimBerkas } from "./langkah_berkas.js";
import { fokuskan } from "./tampil.js";

const DITERIMA = "image/jpeg,image/png,application/pdf";
const isiBaki = new WeakMap(); // draf → [{berkas, kode}]

const kata = (teks) => teks.toLowerCase().split(/[^a-z0-9]+/).filter((satu) => satu.length > 2);

/** Berkas yang namanya paling cocok dengan nama pindaian, atau "". */
function tebak(persyaratan, namaBerkas, terpakai) {
  const isi = new Set(kata(namaBerkas));
  const nilai = persyaratan
    .filter(({ kode }) => !terpakai.has(kode))
    .map((satu) => {
      const cari = new Set([...kata(satu.kode), ...kata(satu.nama)]);
      return { kode: satu.kode, cocok: [...cari].filter((k) => isi.has(k)).length / cari.size };
    })
    .sort((a, b) => b.cocok - a.cocok)[0];
  return nilai?.cocok > 0 ? nilai.kode : "";
}

/** Bagian di atas kartu berkas. */
export function baki(draf, gambar) {
  const daftar = isiBaki.get(draf) ?? [];
  const masuk = (berkas) => {
    const terpakai = new Set(daftar.map(({ kode }) => kode));
    const baru = berkas.map((satu) => {
      const kode = tebak(draf.persyaratan, satu.name, terpakai);
      terpakai.add(kode);
      return { berkas: satu, kode };
    });
    isiBaki.set(draf, [...daftar, ...baru]);
    gambar();
    if (baru.length) fokuskan(`baki-${daftar.length}`);
  };
  const pilih = ({ target }) => {
    const berkas = [...target.files];
    target.value = "";
    masuk(berkas);
  };
  const jatuh = (peristiwa) => {
    peristiwa.preventDefault();
    peristiwa.currentTarget.classList.remove("diseret");
    masuk([...peristiwa.dataTransfer.files]);
  };
  return html`<section class="baki" aria-labelledby="judul-baki" @dragover=${diatas} @dragleave=${lewat} @drop=${jatuh}>
    <h2 id="judul-baki">Beberapa pindaian sekaligus</h2>
    <p class="bantuan">Seret ke sini, lalu pasangkan dengan berkasnya.</p>
    <div class="aksi"><span><input class="tersembunyi" type="file" id="pilih-baki" accept=${DITERIMA} multiple @change=${pilih}><label class="tombol" for="pilih-baki">Pilih pindaian</label></span></div>
    ${daftar.length ? pasangan(draf, daftar, gambar) : nothing}
  </section>`;
}

const diatas = (peristiwa) => {
  peristiwa.preventDefault();
  peristiwa.currentTarget.classList.add("diseret");
};
const lewat = (peristiwa) => peristiwa.currentTarget.classList.remove("diseret");

function pasangan(draf, daftar, gambar) {
  const siap = daftar.filter(({ kode }) => kode);
  const kirim = () => {
    isiBaki.set(draf, daftar.filter(({ kode }) => !kode));
    const perBerkas = Map.groupBy(siap, ({ kode }) => kode);
    for (const [kode, isi] of perBerkas) kirimBerkas(draf, kode, isi.map(({ berkas }) => berkas), gambar);
    gambar();
    fokuskan("pilih-baki");
  };
  const buang = (ke) => () => {
    isiBaki.set(draf, daftar.toSpliced(ke, 1));
    gambar();
  };
  return html`<ul class="isi-baki">${daftar.map((satu, ke) => html`<li>
      <label for="baki-${ke}">${satu.berkas.name}</label>
      <select id="baki-${ke}" @change=${({ target }) => { satu.kode = target.value; gambar(); }}>
        <option value="" ?selected=${!satu.kode}>Pilih berkasnya</option>
        ${draf.persyaratan.map((syarat) => html`<option value=${syarat.kode} ?selected=${syarat.kode === satu.kode}>${syarat.nama}${draf.berkas(syarat.kode)?.keadaan === "diterima" ? " (mengganti)" : ""}</option>`)}
      </select>
      <button type="button" class="tautan" @click=${buang(ke)}>Buang<span class="tersembunyi"> ${satu.berkas.name}</span></button></li>`)}</ul>
    <p class="aksi"><button type="button" aria-disabled=${String(!siap.length)} @click=${siap.length ? kirim : nothing}>Unggah ${siap.length} pindaian</button></p>`;
}

/** Berkas yang jatuh di luar kartunya tidak membuka berkas itu menggantikan halaman. */
export function tahanSeretan(signal) {
  const tahan = (peristiwa) => { if (peristiwa.dataTransfer?.types.includes("Files")) peristiwa.preventDefault(); };
  addEventListener("dragover", tahan, { signal });
  addEventListener("drop", tahan, { signal });
}
