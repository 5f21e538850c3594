// Isi sebuah berkas dari bucket: seluruhnya, atau sepotong demi sepotong. Alamatnya berlaku
// 15 menit; yang sudah kedaluwarsa diminta lagi sekali.
import { Galat, LURING } from "./galat.js";

const HABIS = new Set([400, 401, 403]);

const TIADA = "Berkas ini tidak ditemukan lagi di penyimpanan. Muat ulang halaman; bila tetap tidak ada, hubungi pengelola sistem.";
const TOLAK = "Berkas ini tidak dapat diambil dari penyimpanan. Coba lagi beberapa saat lagi.";

export class Sumber {
  #alamat;
  #url = null;
  #henti = new AbortController();

  /** `alamat()` memberi Promise alamat yang baru; boleh melempar Galat. */
  constructor(alamat) {
    this.#alamat = alamat;
  }

  /** Seluruh isi sebagai Blob. Melempar Galat. */
  async semua() {
    return (await this.#minta({})).blob();
  }

  /**
   * Byte [mulai, akhir); dari server yang tidak mengenal potongan, potongan pertama adalah
   * seluruhnya. Melempar Galat.
   */
  async potong(mulai, akhir) {
    const jawaban = await this.#minta({ Range: `bytes=${mulai}-${akhir - 1}` });
    const isi = new Uint8Array(await jawaban.arrayBuffer());
    return jawaban.status === 206 || !mulai ? isi : isi.slice(mulai, akhir);
  }

  /** Tinggalkan yang masih berjalan. */
  tutup() {
    this.#henti.abort();
  }

  async #minta(kepala) {
    for (let ke = 0; ; ke += 1) {
      const url = await (this.#url ??= this.#alamat());
      const jawaban = await this.#kirim(url, kepala);
      if (jawaban.ok) return jawaban;
      this.#url = null;
      if (ke || !HABIS.has(jawaban.status)) throw new Galat(jawaban.status === 404 ? TIADA : TOLAK, { status: jawaban.status, jenis: "bucket" });
    }
  }

  async #kirim(url, headers) {
    try {
      return await fetch(url, { headers, signal: this.#henti.signal, credentials: "omit", referrerPolicy: "no-referrer" });
    } catch (sebab) {
      this.#url = null;
      if (this.#henti.signal.aborted) throw sebab;
      throw LURING();
    }
  }
}
