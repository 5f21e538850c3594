// Foto dan tanda tangan yang menunggu dikirim, di IndexedDB: bertahan bila sambungan putus atau
// halaman dimuat ulang. Milik satu orang pada satu permohonan; hilang setelah diterima kantor.

const NAMA = "lapangan";
const RAK = "menunggu";
let pangkal = null;

function buka() {
  pangkal ??= new Promise((jadi, gagal) => {
    const minta = indexedDB.open(NAMA, 1);
    minta.onupgradeneeded = () => minta.result.createObjectStore(RAK, { keyPath: "id" }).createIndex("orang", "orang");
    minta.onsuccess = () => {
      minta.result.onversionchange = () => minta.result.close();
      jadi(minta.result);
    };
    minta.onerror = () => gagal(minta.error);
  });
  pangkal.catch(() => { pangkal = null; });
  return pangkal;
}

/** Jalankan `apa(rak)` dalam satu transaksi; hasilnya setelah tersimpan benar. */
async function pada(cara, apa) {
  const transaksi = (await buka()).transaction(RAK, cara);
  const minta = apa(transaksi.objectStore(RAK));
  return new Promise((jadi, gagal) => {
    transaksi.oncomplete = () => jadi(minta?.result);
    transaksi.onerror = () => gagal(transaksi.error);
    transaksi.onabort = () => gagal(transaksi.error);
  });
}

/** Simpan atau perbarui: {id, orang, nomor, setelah, kode, isi: ArrayBuffer, tipe, dibuat, …}. */
export const simpan = (satu) => pada("readwrite", (rak) => rak.put(satu));

/** Satu simpanan, atau undefined. */
export const ambil = (id) => pada("readonly", (rak) => rak.get(id));

export const hapus = (id) => pada("readwrite", (rak) => rak.delete(id));

/** Semua milik orang ini di perangkat ini. */
export const milik = (orang) => pada("readonly", (rak) => rak.index("orang").getAll(orang));

/** Milik orang ini pada kunjungan ini, dari yang terlama. */
export async function daftar(orang, { nomor, setelah, kode }) {
  return (await milik(orang))
    .filter((satu) => satu.nomor === nomor && satu.setelah === setelah && satu.kode === kode)
    .sort((a, b) => a.dibuat - b.dibuat);
}

/** Orang ini keluar: tidak ada yang tinggal di perangkat. */
export async function hapusMilik(orang) {
  for (const id of await pada("readonly", (rak) => rak.index("orang").getAllKeys(orang))) await hapus(id);
}
