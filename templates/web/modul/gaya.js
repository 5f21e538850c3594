// Gaya bagian yang menyusul datang bersama modulnya, supaya tidak memberati halaman pertama.
const semua = new Map(); // alamat → janji

/** Tunggu sampai gaya di alamat ini terpasang; yang tidak dapat diambil dilewati. */
export function gaya(alamat) {
  if (!semua.has(alamat)) {
    semua.set(alamat, new Promise((jadi) => {
      document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: alamat, onload: jadi, onerror: jadi }));
    }));
  }
  return semua.get(alamat);
}
