// Tempat perangkat sekarang, untuk keterangan foto. Izinnya ditanyakan peramban satu kali; yang
// menolak tidak ditanya lagi selama halaman terbuka.

const SABAR = 15_000; // milidetik, termasuk selama orang belum menjawab permintaan izin
let ditolak = !navigator.geolocation;

/** "-6.595038, 106.816635", atau "" bila tidak didapat. */
export function tempatSekarang() {
  if (ditolak) return Promise.resolve("");
  return new Promise((jadi) => {
    setTimeout(() => jadi(""), SABAR);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => jadi(`${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`),
      (sebab) => {
        ditolak = sebab.code === sebab.PERMISSION_DENIED;
        jadi("");
      },
      { enableHighAccuracy: true, timeout: SABAR, maximumAge: 60_000 },
    );
  });
}

/** Orang menolak memberi lokasi, atau perangkatnya tidak bisa. */
export const lokasiDitolak = () => ditolak;
