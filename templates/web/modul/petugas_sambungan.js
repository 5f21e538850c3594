// Penyegaran yang gagal: apa yang tampil, dan apa yang dapat dilakukan petugas.
import { html, nothing } from "lit-html";
import { LURING } from "./galat.js";
import { pesan, tanggalJam } from "./tampil.js";

/** Masuk lagi, lalu kembali ke tampilan ini. */
export const masukLagi = () => import("./oidc.js").catch(() => { throw LURING(); }).then((oidc) => oidc.masuk());

/** Untuk apa pun yang menyegarkan dirinya: {masalah, dibaca, segarkan()}. */
export function sambungan(satu) {
  const { masalah } = satu;
  if (!masalah) return nothing;
  if (masalah.jenis === "sesi") {
    return pesan("ragu", "Sesi Anda sudah berakhir. Yang Anda ketik tetap aman di perangkat ini.", html`<p class="aksi"><button type="button" @click=${masukLagi}>Masuk lagi</button></p>`);
  }
  const sebab = masalah.jenis === "luring" ? "Sambungan internet terputus." : masalah.message;
  return pesan("ragu", `${sebab} Yang tampil adalah keadaan ${tanggalJam(satu.dibaca)}; halaman ini mencoba lagi sendiri.`, html`<p class="aksi"><button type="button" class="kedua" @click=${() => satu.segarkan()}>Coba sekarang</button></p>`);
}
