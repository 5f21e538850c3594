// Waktu kerja dalam kata: berapa yang tersisa, atau sudah berapa lama terlambat.
import { html, nothing } from "lit-html";
import { tanggal, tanggalJam } from "./tampil.js";

const HARI = 450; // menit kerja, seperti dihitung norma SOP
const SEGERA = 3600; // detik kerja: tinggal cukup untuk menyelesaikan yang sedang dikerjakan

/** 5400 → "1 jam 30 menit"; sehari kerja adalah 450 menit. */
export function lama(detik) {
  const menit = Math.max(0, Math.round(detik / 60));
  if (detik > 0 && !menit) return "kurang dari 1 menit";
  const [hari, jam, sisa] = [Math.floor(menit / HARI), Math.floor((menit % HARI) / 60), (menit % HARI) % 60];
  const bagian = [hari && `${hari} hari kerja`, jam && `${jam} jam`, (sisa || !menit) && !hari && `${sisa} menit`].filter(Boolean);
  return bagian.join(" ");
}

/** Keadaan batas waktu: kelas untuk warna, tanda, dan kata; ketiganya mengatakan hal yang sama. */
export function sisaWaktu({ batas_waktu: batas, waktu_kerja_sisa: sisa }) {
  if (!batas) return null;
  if (sisa === null || sisa === undefined) {
    const lewat = Date.parse(batas) < Date.now();
    return { kelas: lewat ? "terlambat" : "longgar", tanda: lewat ? "▲" : "●", kata: lewat ? "Terlambat" : "Berjalan" };
  }
  if (sisa < 0) return { kelas: "terlambat", tanda: "▲", kata: `Terlambat ${lama(-sisa)}` };
  if (sisa < SEGERA) return { kelas: "segera", tanda: "◆", kata: `Sisa ${lama(sisa)}` };
  return { kelas: "longgar", tanda: "●", kata: `Sisa ${lama(sisa)}` };
}

/** "hari ini pukul 14.05 WIB", atau dengan tanggalnya. */
const kapan = (waktu) => (tanggal(waktu) === tanggal(Date.now()) ? tanggalJam(waktu).replace(tanggal(waktu), "hari ini") : tanggalJam(waktu));

/** Batas waktu seperti dilihat orang. */
export function tampilanSisa(satu) {
  const sisa = sisaWaktu(satu);
  if (!sisa) return nothing;
  return html`<span class="sisa ${sisa.kelas}"><span aria-hidden="true">${sisa.tanda}</span> ${sisa.kata}</span> <span class="redup batas">batas ${kapan(satu.batas_waktu)}</span>`;
}
