// Surat yang dapat dicetak kapan saja, misalnya lembar kendali.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bukaAlamat } from "./berkas.js";
import { sebagaiGalat } from "./galat.js";

const semua = new Map(); // per permohonan: {sibuk, galat}

/** Tombol cetak menurut `dapat_dicetak`; `gambar()` setelah berubah. */
export function cetakan(kasus, gambar) {
  const daftar = kasus.isi.dapat_dicetak ?? [];
  if (!daftar.length) return nothing;
  if (!semua.has(kasus.nomor)) semua.set(kasus.nomor, { sibuk: "", galat: "" });
  const k = semua.get(kasus.nomor);
  const cetak = (satu) => async () => {
    if (k.sibuk) return;
    Object.assign(k, { sibuk: satu.kode, galat: "" });
    gambar();
    await bukaAlamat(() => minta("POST", kasus.jalur(`/surat/${satu.kode}`), {}))
      .catch((sebab) => { k.galat = sebagaiGalat(sebab).message; });
    k.sibuk = "";
    gambar();
  };
  return html`<section class="kartu" aria-labelledby="judul-cetakan"><h2 id="judul-cetakan">Cetakan</h2>
    <p class="redup">Dibuat dari keadaan permohonan saat ini, di tab baru.</p>
    <p class="galat" role="alert">${k.galat}</p>
    <p class="aksi">${daftar.map((satu) => html`<button type="button" class="kedua" aria-disabled=${String(k.sibuk === satu.kode)} @click=${cetak(satu)}>${k.sibuk === satu.kode ? "Menyusun…" : `Cetak ${satu.nama}`}</button>`)}</p>
  </section>`;
}
