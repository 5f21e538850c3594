// Satu bentuk untuk segala yang gagal, supaya tidak pernah ada pesan teknis di layar.

/** Kalimat untuk orang; `jenis` untuk program; `kesalahan` per isian, seperti pada API. */
export class Galat extends Error {
  constructor(pesan, { status = 0, jenis = "", kesalahan = [] } = {}) {
    super(pesan);
    Object.assign(this, { status, jenis, kesalahan });
  }

  /** Boleh dicoba lagi nanti dengan kiriman yang sama? */
  get sementara() {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

export const LURING = () =>
  new Galat("Sambungan internet terputus. Isian Anda tetap aman di perangkat ini.", { jenis: "luring" });

/** Isi JSON sebuah jawaban; Galat dengan kalimat API, atau kalimat kita bila bukan JSON. */
export async function bacaJson(jawaban) {
  const isi = await jawaban.json().catch(() => null);
  if (jawaban.ok && isi !== null) return isi;
  const sibuk = jawaban.status === 429 ? "Terlalu banyak permintaan. Tunggu sebentar, lalu coba lagi." : null;
  throw new Galat(isi?.pesan ?? sibuk ?? "Layanan sedang terganggu. Coba lagi beberapa saat lagi.", {
    status: jawaban.ok ? 502 : jawaban.status,
    jenis: isi?.kode ?? "",
    kesalahan: isi?.kesalahan ?? [],
  });
}

/** Galat apa pun sebagai Galat: yang tak terduga dicatat di konsol, bukan di layar. */
export function sebagaiGalat(sebab) {
  if (sebab instanceof Galat) return sebab;
  console.error(sebab);
  return new Galat("Halaman ini mengalami gangguan. Muat ulang halaman; isian Anda tidak hilang.", { status: 500 });
}
