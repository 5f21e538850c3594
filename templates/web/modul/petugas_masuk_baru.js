// Menandatangani meminta orang baru saja masuk: siapa pun dapat duduk di meja yang ditinggalkan.
import { html, nothing } from "lit-html";
import { LURING, sebagaiGalat } from "./galat.js";
import { masukPada } from "./sesi.js";

const SEGAR = 270_000; // milidetik; API sendiri memberi lima menit
const TERLALU_LAMA = "SignInTooOld"; // kode penolakan API

/** Penolakan karena masuknya sudah terlalu lama? */
export const masukTerlaluLama = (galat) => galat?.jenis === TERLALU_LAMA;

/** Haruskah orang masuk ulang sebelum yang meminta masuk baru? */
export const masukSudahLama = () => Date.now() - masukPada() > SEGAR;

/** Kalimat dan tombolnya; `k` menyimpan kegagalan. */
export function mintaMasukBaru(id, k, { gambar, untuk = "menandatangani" }) {
  const masuk = async () => {
    try {
      const { masuk: masukLagi } = await import("./oidc.js").catch(() => { throw LURING(); });
      await masukLagi({ ulang: true });
    } catch (sebab) {
      k.galatMasuk = sebagaiGalat(sebab).message;
      gambar();
    }
  };
  return html`<div class="pesan ragu" role="status"><p>Anda masuk lebih dari lima menit yang lalu. Demi keamanan, masukkan sandi Anda sekali lagi; setelah itu Anda kembali ke sini dan ketikan Anda tetap ada.</p>
    ${k.galatMasuk ? html`<p class="galat" role="alert">${k.galatMasuk}</p>` : nothing}
    <p class="aksi"><button type="button" id=${id} @click=${masuk}>Masuk ulang untuk ${untuk}</button></p></div>`;
}
