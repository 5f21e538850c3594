// Memilih tanggal dan jam sebuah kunjungan pada kalender sebulan: hari kerja, hari libur, dan
// kunjungan lain. Hari yang tidak lazim ditandai dan diperingatkan; yang memutuskan tetap API.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bernama, bidang, idIsian } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { geser, geserBulan, hariKe, kalenderKantor, keadaanHari, namaBulan, namaHari, pekan, tanggalSah } from "./hari_kerja.js";
import { pesan } from "./tampil.js";

const HARI = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"];
const BERDEKATAN = 60; // menit di antara dua kunjungan
const PANAH = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
const { zona } = document.documentElement.dataset;
const JAM = new Intl.DateTimeFormat("id-ID", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zona });
const TANGGAL = new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone: zona });

const isianTanggal = (p) => p.aksi.isian.find(({ jenis }) => jenis === "tanggal");
const isianJam = (p) => p.aksi.isian.find(({ jenis }) => jenis === "jam");
const pukul = (waktu) => JAM.format(new Date(waktu)).replace(":", ".");

export const milik = (p) => [isianTanggal(p).kode, isianJam(p).kode];

function keadaan(p) {
  p.data.jadwal ??= { bulan: "", fokus: "", kalender: null, lain: new Map(), gagal: "" };
  const s = p.data.jadwal;
  if (!s.kalender && !s.gagal) muatKalender(p, s);
  return s;
}

async function muatKalender(p, s) {
  s.gagal = "memuat";
  try {
    s.kalender = await kalenderKantor();
    s.gagal = "";
    const dipilih = p.isi(isianTanggal(p).kode);
    lihat(p, s, tanggalSah(dipilih) ? dipilih : s.kalender.hari);
  } catch (sebab) {
    s.gagal = sebagaiGalat(sebab).message;
  }
  p.gambar();
}

/** Buka bulan tanggal ini, dan baca kunjungan lain pada bulan itu. */
function lihat(p, s, tgl) {
  Object.assign(s, { fokus: tgl, bulan: tgl.slice(0, 7) });
  if (s.lain.has(s.bulan)) return;
  const { bulan } = s;
  s.lain.set(bulan, []);
  minta("GET", `/jadwal/${bulan}`)
    .then((isi) => s.lain.set(bulan, (isi.jadwal ?? isi).filter(({ nomor }) => nomor !== p.kasus.nomor)))
    .catch((sebab) => { if (sebagaiGalat(sebab).sementara) s.lain.delete(bulan); })
    .then(() => p.gambar());
}

const kunjunganPada = (s, tgl) => (s.lain.get(tgl.slice(0, 7)) ?? []).filter(({ mulai }) => TANGGAL.format(new Date(mulai)) === tgl);

/** Digambar di atas isian yang lain. */
export const dahulu = true;

export function bagian(p) {
  const s = keadaan(p);
  const [tgl, jam] = [isianTanggal(p), isianJam(p)];
  return html`<div class="jadwal-kunjungan">
    ${usulan(p, tgl, s)}
    ${bidang(bernama(p.kunci, tgl), { isi: p.isi(tgl.kode), galat: p.galat[tgl.kode], ubah: (isi) => pilih(p, s, tgl, isi), selesai: p.gambar })}
    ${s.kalender ? kalender(p, s, tgl) : html`<p class="redup" role="status">${s.gagal === "memuat" ? "Memuat kalender…" : `Kalender tidak tampil: ${s.gagal} Tanggalnya tetap dapat ditulis.`}</p>`}
    <div role="status">${s.kalender ? tentangHari(s, p.isi(tgl.kode), p.isi(jam.kode)) : nothing}</div>
    ${bidang({ ...bernama(p.kunci, jam), bantuan: jam.bantuan || "Misalnya 09.00." }, { isi: p.isi(jam.kode), galat: p.galat[jam.kode], ubah: (isi) => p.ubah(jam.kode, isi), selesai: p.gambar })}
  </div>`;
}

function pilih(p, s, tgl, isi) {
  if (s.kalender && tanggalSah(isi)) lihat(p, s, isi);
  p.ubah(tgl.kode, isi);
}

/** Tanggal yang diusulkan pemohon pada kunjungan terakhir yang menyebutnya. */
function usulan(p, tgl, s) {
  const terakhir = p.kasus.isi.langkah.filter((satu) => satu.ditutup && satu.isian?.tanggal_usulan).at(-1);
  if (!terakhir) return nothing;
  const { tanggal_usulan: isi, alasan } = terakhir.isian;
  return pesan("", `Pemohon mengusulkan ${namaHari(isi)}.${alasan ? ` Alasannya: ${alasan}` : ""}`, html`<p class="aksi"><button type="button" class="kedua" @click=${() => pilih(p, s, tgl, isi)}>Pakai tanggal ini</button></p>`);
}

// --------------------------------------------------------------------------------- kalender

function kalender(p, s, tgl) {
  const id = `${p.kunci}-kalender`;
  const bulan = (arah) => () => {
    lihat(p, s, geserBulan(s.fokus, arah));
    p.gambar();
  };
  const libur = pekan(s.bulan).flat().filter((satu) => satu && keadaanHari(s.kalender, satu).libur);
  return html`<div class="kalender">
    <p class="kepala-kalender"><button type="button" class="kedua" @click=${bulan(-1)}><span aria-hidden="true">‹</span><span class="tersembunyi">Bulan sebelumnya</span></button>
      <strong id=${id} aria-live="polite">${namaBulan(s.bulan)}</strong>
      <button type="button" class="kedua" @click=${bulan(1)}><span aria-hidden="true">›</span><span class="tersembunyi">Bulan berikutnya</span></button></p>
    <table role="grid" aria-labelledby=${id} @keydown=${(peristiwa) => tombol(p, s, tgl, peristiwa)}>
      <thead><tr>${HARI.map((nama) => html`<th scope="col" abbr=${nama}>${nama.slice(0, 3)}</th>`)}</tr></thead>
      <tbody>${pekan(s.bulan).map((baris) => html`<tr>${baris.map((satu) => (satu ? sel(p, s, tgl, satu) : html`<td></td>`))}</tr>`)}</tbody>
    </table>
    ${libur.length ? html`<p class="redup">Libur: ${libur.map((satu) => `${Number(satu.slice(8))} ${keadaanHari(s.kalender, satu).libur}`).join("; ")}.</p>` : nothing}
    ${keadaanHari(s.kalender, s.fokus).kenal ? nothing : html`<p class="galat">Hari libur tahun ${s.bulan.slice(0, 4)} belum diketahui kantor.</p>`}
  </div>`;
}

function sel(p, s, tgl, satu) {
  const { jam, libur } = keadaanHari(s.kalender, satu);
  const dipilih = p.isi(tgl.kode) === satu;
  const lewat = satu < s.kalender.hari;
  const lain = kunjunganPada(s, satu).length;
  const kelas = [!jam.length && "tutup", lewat && "lewat", satu === s.kalender.hari && "hari-ini"].filter(Boolean).join(" ");
  const tanda = libur ? "libur" : jam.length ? "" : "tutup";
  const nama = [namaHari(satu), libur || (!jam.length && "kantor tutup"), lewat && "sudah lewat", satu === s.kalender.hari && "hari ini", lain && `${lain} kunjungan lain`].filter(Boolean).join(", ");
  return html`<td role="gridcell" id="${p.kunci}-hari-${satu}" class=${kelas} aria-selected=${String(dipilih)} aria-label=${nama} tabindex=${satu === s.fokus ? 0 : -1} @click=${() => pilih(p, s, tgl, satu)}><span class="tgl">${Number(satu.slice(8))}</span>${tanda ? html`<span class="ket">${tanda}</span>` : nothing}${lain ? html`<span class="ket lain">${lain} kunj.</span>` : nothing}</td>`;
}

function tombol(p, s, tgl, peristiwa) {
  const tujuan = {
    ...Object.fromEntries(Object.entries(PANAH).map(([nama, sekian]) => [nama, () => geser(s.fokus, sekian)])),
    Home: () => geser(s.fokus, -hariKe(s.fokus)),
    End: () => geser(s.fokus, 6 - hariKe(s.fokus)),
    PageUp: () => geserBulan(s.fokus, -1),
    PageDown: () => geserBulan(s.fokus, 1),
  }[peristiwa.key];
  if (!tujuan && peristiwa.key !== "Enter" && peristiwa.key !== " ") return;
  peristiwa.preventDefault();
  if (!tujuan) return pilih(p, s, tgl, s.fokus);
  lihat(p, s, tujuan());
  p.gambar();
  document.getElementById(`${p.kunci}-hari-${s.fokus}`)?.focus();
}

// --------------------------------------------------------------------------- hari yang dipilih

const menit = (jam) => Number(jam.slice(0, 2)) * 60 + Number(jam.slice(3, 5));
const jamSah = (jam) => /^([01]?\d|2[0-3])[.:][0-5]\d$/.test((jam ?? "").trim());

function tentangHari(s, tgl, jam) {
  if (!tanggalSah(tgl)) return nothing;
  const { jam: buka, libur, kenal } = keadaanHari(s.kalender, tgl);
  const lain = kunjunganPada(s, tgl).toSorted((a, b) => Date.parse(a.mulai) - Date.parse(b.mulai));
  const dipilih = jamSah(jam) ? jam.trim().replace(":", ".").padStart(5, "0") : "";
  const peringatan = [
    tgl < s.kalender.hari && "Tanggal ini sudah lewat.",
    libur ? `${namaHari(tgl)} libur: ${libur}.` : kenal && !buka.length && `Kantor tutup pada ${namaHari(tgl)}.`,
    dipilih && buka.length && !buka.some(([dari, sampai]) => dari <= dipilih && dipilih < sampai) && `Pukul ${dipilih} di luar jam kerja hari itu.`,
    ...(dipilih ? lain.filter(({ mulai }) => Math.abs(menit(pukul(mulai)) - menit(dipilih)) < BERDEKATAN).map(({ nomor, mulai }) => `Pukul ${pukul(mulai)} sudah ada cek lokasi ${nomor}.`) : []),
  ].filter(Boolean);
  return html`<p><strong>${namaHari(tgl)}</strong>${buka.length ? `, jam kerja ${buka.map(([dari, sampai]) => `${dari}–${sampai}`).join(" dan ")}` : ""}.</p>
    ${peringatan.length ? html`<div class="pesan ragu">${peringatan.map((satu) => html`<p>${satu}</p>`)}</div>` : nothing}
    ${lain.length ? html`<p>Kunjungan lain hari itu:</p><ul>${lain.map(({ nomor, mulai, rincian }) => html`<li><strong>${pukul(mulai)}</strong> <a href="#${nomor}">${nomor}</a>${rincian.length ? `: ${rincian.map(({ isi }) => isi).join(", ")}` : ""}</li>`)}</ul>` : nothing}`;
}

/** Jam yang salah bentuk dikatakan sebelum dikirim. */
export function salah(p) {
  const [tgl, jam] = [isianTanggal(p), isianJam(p)];
  if (p.isi(jam.kode) && !jamSah(p.isi(jam.kode))) p.galat[jam.kode] = `${jam.nama} ditulis seperti 09.00.`;
  return [tgl, jam].filter(({ kode }) => p.galat[kode]).map((satu) => ({ id: idIsian(bernama(p.kunci, satu)), pesan: p.galat[satu.kode] }));
}
