// Menyerahkan isi kepada peramban sebagai unduhan.
const LAMA = 60_000; // milidetik sampai alamatnya dilepas; peramban sudah mulai menyimpan

/** Simpan Blob sebagai berkas di perangkat, dengan nama yang aman. */
export function unduhkan(isi, nama) {
  const alamat = URL.createObjectURL(isi);
  Object.assign(document.createElement("a"), { href: alamat, download: nama.replace(/[^\p{L}\p{N} ._-]+/gu, "-").trim() }).click();
  setTimeout(() => URL.revokeObjectURL(alamat), LAMA);
}
