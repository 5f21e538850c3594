// Janji temu sebagai berkas kalender (RFC 5545): waktu dalam UTC, teks diamankan, baris dilipat.

const PENGINGAT = ["-P1D", "-PT2H"];

const utc = (waktu) => new Date(waktu).toISOString().replace(/[-:]|\.\d{3}/g, "");

/** Teks bernilai TEXT: tanda khusus diberi garis miring, baris baru menjadi \n. */
const teks = (isi) => String(isi).replace(/[\\;,]/g, "\\$&").replace(/\r\n|\r|\n/g, "\\n");

/** Baris lebih dari 75 oktet dilipat, tanpa membelah satu huruf. */
function lipat(baris) {
  const oktet = new TextEncoder();
  const hasil = [""];
  let panjang = 0;
  for (const huruf of baris) {
    const lebar = oktet.encode(huruf).length;
    if (panjang + lebar > 75) {
      hasil.push(" ");
      panjang = 1;
    }
    hasil[hasil.length - 1] += huruf;
    panjang += lebar;
  }
  return hasil.join("\r\n");
}

/**
 * Isi berkas .ics. `urut` yang lebih besar menggantikan acara lama dengan `uid` yang sama di
 * kalender orang. `mulai` ISO 8601; lamanya satu jam, sekadar menempati kalender.
 */
export function kalender({ uid, urut, mulai, judul, tempat, keterangan }, sekarang = Date.now()) {
  const pengingat = PENGINGAT.flatMap((kapan) => ["BEGIN:VALARM", "ACTION:DISPLAY", `DESCRIPTION:${teks(judul)}`, `TRIGGER:${kapan}`, "END:VALARM"]);
  const baris = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Perizinan//Jadwal//ID", "METHOD:PUBLISH",
    "BEGIN:VEVENT", `UID:${teks(uid)}`, `SEQUENCE:${urut}`, `DTSTAMP:${utc(sekarang)}`,
    `DTSTART:${utc(mulai)}`, "DURATION:PT1H", `SUMMARY:${teks(judul)}`,
    ...(tempat ? [`LOCATION:${teks(tempat)}`] : []), `DESCRIPTION:${teks(keterangan)}`,
    ...pengingat, "END:VEVENT", "END:VCALENDAR",
  ];
  return `${baris.map(lipat).join("\r\n")}\r\n`;
}
