// Tempat perangkat sekarang, untuk keterangan foto. Izinnya ditanyakan peramban satu kali; yang
// menolak tidak ditanya lagi selama halaman terbuka.

const SABAR = 15_000; // milidetik
const MENJAWAB = 60_000; // selama peramban masih menanyakan izin
let ditolak = !navigator.geolocation;

const izin = () => navigator.permissions?.query({ name: "geolocation" }).then(({ state }) => state, () => "");

/** "-6.595038, 106.816635", atau "" bila tidak didapat. */
export async function tempatSekarang() {
  if (ditolak) return "";
  const batas = (await izin()) === "prompt" ? MENJAWAB : SABAR;
  return new Promise((jadi) => {
    setTimeout(jadi, batas, "");
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
