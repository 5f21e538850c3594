// Yang dipakai bersama oleh perbaikan dan aksi lain: tempat unggahan, dan kalimat kegagalan.

/** Kunjungan sebagai kunci: langkah dan nomor jejak yang membukanya. */
export const kunciKunjungan = (kunjungan) => `${kunjungan.kode}:${kunjungan.setelah}`;

/** Permohonan seperti dilihat kartu berkas: hanya unggahan `sejak` saat itu yang dihitung. */
export function unggahan(kasus, sejak) {
  return {
    nomor: kasus.nomor,
    berkas(kode) {
      const semua = kasus.isi.berkas.filter((satu) => satu.kode === kode && Date.parse(satu.diunggah) >= Date.parse(sejak));
      return semua.filter((satu) => satu.keadaan === "diterima").at(-1) ?? semua.at(-1);
    },
    muatUlang: () => kasus.muat(),
  };
}

/** Mengapa kiriman belum berhasil, dan apa yang dapat dilakukan. */
export function kalimatGagal(galat, tombol) {
  if (galat.jenis === "luring") return `Sambungan terputus sebelum jawaban diterima. Tekan ${tombol} lagi; yang sudah masuk tidak akan tercatat dua kali.`;
  if (galat.jenis === "sesi") return "Sesi Anda berakhir. Masuk lagi, lalu kirim; ketikan Anda tidak hilang.";
  return galat.message;
}
