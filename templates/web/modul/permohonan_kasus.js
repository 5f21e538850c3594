// Halaman satu permohonan: keadaannya, giliran siapa, janji, dan bagian-bagian di bawahnya.
import { html, nothing } from "lit-html";
import { bagianJadwal } from "./permohonan_jadwal.js";
import { langkah, sms, surat, sudahDiperbaiki } from "./permohonan_riwayat.js";
import { alamatMasuk } from "./sesi.js";
import { pesan, tanggal, tanggalJam } from "./tampil.js";

/** Giliran siapa sekarang, dalam satu kalimat. */
export function giliran(kasus) {
  if (kasus.isi.keadaan === "berakhir") return "Permohonan ini sudah berakhir.";
  if (kasus.giliranSaya.length) return `Sekarang giliran Anda: ${kecil(kasus.giliranSaya[0].kegiatan)}.`;
  const siapa = [...new Set(kasus.terbuka.map((satu) => satu.pelaksana))];
  return siapa.length ? `Sekarang giliran ${siapa.join(" dan ")}.` : "Sedang diteruskan ke langkah berikutnya.";
}

const kecil = (teks) => (teks.charAt(0).toLowerCase() + teks.slice(1)).replace(/[.\s]+$/, "");

const fakta = (nama, isi) => html`<div><dt>${nama}</dt><dd>${isi}</dd></div>`;

/** `cara`: {data, tugas, gambar} dari permohonan.js; `tugas` null bila tidak ada yang dapat dilakukan. */
export function halamanKasus(kasus, cara) {
  const { isi } = kasus;
  return html`
    <p class="kembali"><a href="permohonan.html">Semua permohonan saya</a></p>
    ${sambungan(kasus)}
    <div id="kabar-kasus" tabindex="-1">${kasus.kabar ? pesan(...kasus.kabar) : nothing}</div>
    <section class="kartu" aria-labelledby="judul-keadaan">
      <h2 class="tersembunyi" id="judul-keadaan">Keadaan permohonan</h2>
      <p class="redup">${isi.nama_izin}</p>
      <p class="status-besar">${isi.status}</p>
      <p class=${kasus.giliranSaya.length ? "giliran-anda" : ""}>${giliran(kasus)}</p>
      ${kasus.waktu ? html`<p>${kasus.waktu.ringkasan}</p>` : nothing}
      <dl class="fakta">
        ${fakta("Diajukan", tanggal(isi.diajukan))}
        ${isi.lengkap ? fakta("Berkas lengkap", tanggal(isi.lengkap)) : nothing}
        ${isi.janji?.diputus ? fakta("Diputus", tanggal(isi.janji.diputus)) : nothing}
        ${isi.berakhir ? fakta("Berakhir", tanggal(isi.berakhir)) : nothing}
      </dl>
      ${isi.alasan ? html`<p>Alasan: ${isi.alasan}</p>` : nothing}
      ${janji(isi, cara.data)}
    </section>
    ${dicabut(isi)}
    ${cara.tugas?.perbaikan(kasus, cara.gambar) ?? nothing}
    ${isi.jadwal ? bagianJadwal(kasus, cara.data) : nothing}
    ${cara.tugas?.pilihan(kasus, cara.gambar) ?? nothing}
    ${surat(kasus, cara.gambar)}
    ${isi.skm === "ditawarkan" ? penilaian(kasus) : nothing}
    ${langkah(isi)}
    ${sudahDiperbaiki(kasus)}
    ${sms(isi)}
    ${cara.tugas?.penarikan(kasus, cara.gambar) ?? nothing}
    <p class="redup">Ada pertanyaan? Telepon ${cara.data.telepon} pada jam pelayanan dan sebutkan nomor di atas.</p>
    <p class="aksi"><button type="button" class="kedua" @click=${() => print()}>Cetak halaman ini</button></p>`;
}

const penilaian = (kasus) => html`
  <section class="kartu" aria-labelledby="judul-penilaian">
    <h2 id="judul-penilaian">Bagaimana layanan kami?</h2>
    <p>Sembilan pertanyaan singkat, tanpa nama. Tidak wajib, dan tidak memengaruhi permohonan Anda.</p>
    <p class="aksi"><a class="tombol" href="penilaian.html#${kasus.nomor}">Beri penilaian</a></p>
  </section>`;

/** Penyegaran yang gagal: apa yang tampil, dan apa yang dapat dilakukan. */
function sambungan(kasus) {
  const { masalah } = kasus;
  if (!masalah) return nothing;
  if (masalah.jenis === "sesi") {
    return pesan("ragu", "Sesi Anda sudah berakhir. Yang Anda ketik tetap aman di perangkat ini.", html`<p class="aksi"><a class="tombol utama" href=${alamatMasuk()}>Masuk lagi</a></p>`);
  }
  const sebab = masalah.jenis === "luring" ? "Sambungan internet terputus." : masalah.message;
  return pesan("ragu", `${sebab} Yang tampil adalah keadaan ${tanggalJam(kasus.dibaca)}; halaman ini mencoba lagi sendiri.`, html`<p class="aksi"><button type="button" class="kedua" @click=${() => kasus.segarkan()}>Coba sekarang</button></p>`);
}

function janji(isi, data) {
  const { janji: satu, lengkap } = isi;
  if (isi.keadaan === "berakhir" || satu?.diputus) return nothing;
  const isiJanji = satu ? janjiDiketahui(satu, lengkap) : html`<p><strong>Tanggal selesai ditetapkan setelah berkas dinyatakan lengkap.</strong></p>
    <p class="redup">Sejak hari itu kantor menjanjikan keputusan dalam ${data.janji}.</p>`;
  return html`<div class="janji">${isiJanji}</div>`;
}

function janjiDiketahui(satu, lengkap) {
  const hukum = satu.batas_hukum?.batas ? html`<p class="redup">Batas menurut hukum: ${tanggal(satu.batas_hukum.batas)} (${satu.batas_hukum.waktu}; ${satu.batas_hukum.dasar}).</p>` : nothing;
  return html`<p><strong>${satu.menunggu_pemohon ? "Hitungan waktu kantor berhenti selama menunggu Anda." : html`Dijanjikan selesai paling lambat ${tanggal(satu.batas)}.`}</strong></p>
    <p class="redup">${satu.waktu} sejak berkas lengkap (${tanggal(lengkap)}). ${satu.menunggu_pemohon ? `Tanggal yang dijanjikan, kini ${tanggal(satu.batas)}, mundur selama Anda belum mengirim perbaikan.` : "Hari libur dan hari menunggu perbaikan dari Anda tidak dihitung."}</p>
    ${satu.lewat ? html`<p class="terlewat">Tanggal itu sudah terlewati. Anda berhak bertanya atau menyampaikan <a href="index.html#pengaduan">pengaduan</a>.</p>` : nothing}
    ${hukum}`;
}

const dicabut = ({ dicabut: pada, pencabutan }) => (pada
  ? pesan("buruk", `Surat keputusan ini dicabut pada ${tanggal(pada)}.`, pencabutan ? html`<p>Alasan: ${pencabutan.alasan}</p>` : nothing)
  : nothing);
