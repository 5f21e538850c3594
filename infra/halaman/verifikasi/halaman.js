// Menampilkan hasil pemeriksaan (verifikasi.js) di halaman. Skrip biasa, seperti di sana.
"use strict";

const Halaman = (() => {
  const BULAN = ("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November " +
    "Desember").split(" ");
  const VONIS = {
    sah: ["baik", "Keterangan ini asli", "Ditandatangani oleh kantor dan tidak diubah."],
    diubah: ["buruk", "Isi keterangan ini telah diubah",
      "Tanda tangan kantor tidak cocok dengan isinya. Jangan percayai surat ini. " +
      "Tanyakan kepada kantor yang disebut di surat."],
    kunci_tidak_dikenal: ["buruk", "Kunci tidak dikenal",
      "Keterangan ini tidak ditandatangani dengan kunci kantor ini. Surat ini bukan dari kantor " +
      "ini, atau halaman yang Anda simpan sudah terlalu lama. Buka alamat resminya lalu coba lagi."],
    kunci_ditarik: ["buruk", "Kunci sudah ditarik",
      "Surat ini bertanggal setelah kuncinya tidak lagi dipakai kantor. Jangan percayai surat ini. " +
      "Tanyakan kepada kantor yang disebut di surat."],
    tidak_lengkap: ["buruk", "QR tidak lengkap",
      "Isi kode QR tidak terbaca seluruhnya atau rusak. Pindai sekali lagi dengan cahaya yang " +
      "cukup, atau salin seluruh isinya. Bila tetap begini, tanyakan kepada kantor."],
    tanpa_kunci: ["ragu", "Belum dapat diperiksa",
      "Kunci kantor belum terpasang di halaman ini. Muat ulang halaman, atau hubungi kantor."],
    tanpa_alat: ["ragu", "Belum dapat diperiksa",
      "Peramban ini tidak dapat memeriksa tanda tangan. Gunakan peramban yang lebih baru, dan " +
      "buka halaman ini lewat https."],
  };
  const STATUS = {
    berlaku: [null, "Berlaku", "Menurut daftar kantor saat ini."],
    dicabut: ["Surat ini asli, tetapi sudah dicabut", "Dicabut",
      "Kantor telah mencabut surat ini. Surat ini tidak berlaku lagi."],
    kedaluwarsa: ["Surat ini asli, tetapi masa berlakunya sudah habis", "Kedaluwarsa",
      "Surat ini tidak berlaku lagi."],
    batal: ["Surat ini asli, tetapi sudah dibatalkan", "Batal",
      "Kantor telah membatalkan nomor surat ini. Surat ini tidak berlaku."],
    tidak_tercatat: ["Tanda tangannya cocok, tetapi suratnya tidak tercatat", "Tidak tercatat",
      "Kantor tidak menemukan surat ini di daftarnya. Tanyakan kepada kantor."],
  };
  const el = (id) => document.getElementById(id);
  let urutan = 0;
  let surat = null;
  let catatan = null;
  let berkas = null;

  function tanggal(iso) {
    const [tahun, bulan, hari] = iso.split("-").map(Number);
    return `${hari} ${BULAN[bulan - 1] || bulan} ${tahun}`;
  }

  function hariIni() {
    const kini = new Date();
    const dua = (angka) => String(angka).padStart(2, "0");
    return `${kini.getFullYear()}-${dua(kini.getMonth() + 1)}-${dua(kini.getDate())}`;
  }

  function vonis([kelas, judul, sebab]) {
    el("pengantar").hidden = true;
    el("hasil").hidden = false;
    el("kotak-vonis").className = `vonis ${kelas}`;
    el("vonis").textContent = judul;
    el("sebab").textContent = sebab;
  }

  function tulisStatus(judul, arti) {
    el("status").textContent = judul;
    el("arti").textContent = arti;
  }

  // Nomor yang panjang berganti baris setelah garis miring.
  function bagianNomor(nomor) {
    const bagian = nomor.split("/");
    const garis = () => ["/", document.createElement("wbr")];
    return bagian.flatMap((teks, i) => (i ? garis() : []).concat(teks));
  }

  function tampilkanSurat({ isi, kunci }) {
    for (const nama of ["pemegang", "jenis"]) el(nama).textContent = isi[nama];
    el("nomor").replaceChildren(...bagianNomor(isi.nomor));
    el("tanggal").textContent = tanggal(isi.tanggal);
    el("sampai").textContent = isi.berlakuSampai ? tanggal(isi.berlakuSampai) : "Tidak dibatasi";
    el("uji").hidden = !kunci.uji;
    const kini = new Date();
    el("waktu").textContent = `Diperiksa pada ${tanggal(hariIni())} pukul ` +
      `${kini.toTimeString().slice(0, 5).replace(":", ".")} menurut jam perangkat ini.`;
  }

  function tampilkanTanpaStatus(isi) {
    const habis = isi.berlakuSampai && isi.berlakuSampai < hariIni();
    if (habis) vonis(["ragu", STATUS.kedaluwarsa[0], "Menurut tanggal di perangkat ini."]);
    tulisStatus(
      habis ? "Kedaluwarsa menurut tanggal di perangkat ini" : "Belum dapat diperiksa",
      "Halaman ini sedang tidak terhubung dengan kantor. Keterangan di atas asli, tetapi belum " +
        "diketahui apakah surat ini kemudian dicabut. Periksa lagi saat terhubung, atau " +
        "tanyakan kepada kantor.",
    );
    el("ulang").hidden = !location.protocol.startsWith("http");
  }

  function tampilkanStatus(isi) {
    const [judul, status, arti] = STATUS[catatan.keadaan];
    if (judul) vonis(["ragu", judul, VONIS.sah[2]]);
    tulisStatus(catatan.dicabut ? `${status} sejak ${tanggal(catatan.dicabut)}` : status, arti);
    if (catatan.berlaku_sampai && catatan.berlaku_sampai !== isi.berlakuSampai) {
      el("sampai").textContent = `${tanggal(catatan.berlaku_sampai)} (menurut daftar kantor)`;
    }
  }

  async function periksaStatus() {
    const { isi } = surat;
    const giliran = urutan;
    el("ulang").hidden = true;
    tulisStatus("Sedang ditanyakan kepada kantor…", "");
    const jawab = await Verifikasi.tanyaKantor(isi.sidik);
    if (giliran !== urutan) return;
    catatan = jawab && STATUS[jawab.keadaan] ? jawab : null;
    if (catatan) tampilkanStatus(isi);
    else tampilkanTanpaStatus(isi);
    tampilkanBerkas();
  }

  function hasilBerkas(kelas, teks) {
    el("hasil-berkas").className = `hasil-berkas ${kelas}`;
    el("hasil-berkas").textContent = teks;
  }

  function tampilkanBerkas() {
    if (!berkas || !surat) return;
    const terdaftar = catatan && catatan.berkas_sha256;
    if (!terdaftar) {
      hasilBerkas("ragu", `Berkas “${berkas.nama}” belum dapat dibandingkan, karena daftar ` +
        `kantor tidak dapat ditanya. Sidik berkas (SHA-256): ${berkas.sidik}`);
    } else if (terdaftar === berkas.sidik) {
      hasilBerkas("baik", `Berkas “${berkas.nama}” sama persis dengan yang disimpan kantor.`);
    } else {
      hasilBerkas("buruk", `Berkas “${berkas.nama}” berbeda dari yang disimpan kantor. Berkas ini ` +
        "mungkin hasil pindai atau simpan ulang, mungkin juga telah diubah. Pegang keterangan di " +
        "atas, bukan isi berkas ini.");
    }
  }

  async function periksaBerkas(pilihan) {
    if (!pilihan) return;
    berkas = null;
    hasilBerkas("", "Berkas sedang dihitung…");
    try {
      berkas = { nama: pilihan.name, sidik: await Verifikasi.sidikBerkas(pilihan) };
    } catch (_) {
      hasilBerkas("ragu", `Berkas “${pilihan.name}” tidak dapat dibaca.`);
    }
    tampilkanBerkas();
  }

  async function periksa(teks) {
    const giliran = ++urutan;
    const kunci = (window.KUNCI_VERIFIKASI || {}).kunci || [];
    surat = catatan = null;
    let nilai;
    if (!window.crypto || !crypto.subtle) nilai = { hasil: "tanpa_alat" };
    else if (!kunci.length) nilai = { hasil: "tanpa_kunci" };
    else nilai = await Verifikasi.periksa(teks, kunci);
    if (giliran !== urutan) return;
    const sah = nilai.hasil === "sah";
    el("rincian").hidden = el("bagian-berkas").hidden = !sah;
    el("uji").hidden = true;
    vonis(VONIS[nilai.hasil]);
    if (!sah) return;
    surat = nilai;
    tampilkanSurat(nilai);
    await periksaStatus();
  }

  function dariAlamat() {
    const teks = location.hash.slice(1);
    if (teks) periksa(teks);
  }

  function pasangTempatTaruh() {
    const kotak = el("taruh");
    const nyala = (ya) => (peristiwa) => {
      peristiwa.preventDefault();
      kotak.classList.toggle("di-atas", ya);
    };
    kotak.addEventListener("dragover", nyala(true));
    kotak.addEventListener("dragleave", nyala(false));
    kotak.addEventListener("drop", (peristiwa) => {
      nyala(false)(peristiwa);
      periksaBerkas(peristiwa.dataTransfer.files[0]);
    });
  }

  function mulai() {
    const { kantor } = window.KUNCI_VERIFIKASI || {};
    if (kantor) el("kantor").textContent = kantor;
    el("formulir").addEventListener("submit", async (peristiwa) => {
      peristiwa.preventDefault();
      await periksa(el("isi").value);
      el("vonis").focus();
    });
    el("berkas").addEventListener("change", () => periksaBerkas(el("berkas").files[0]));
    el("ulang").addEventListener("click", periksaStatus);
    pasangTempatTaruh();
    window.addEventListener("hashchange", dariAlamat);
    dariAlamat();
  }

  return { mulai };
})();

document.addEventListener("DOMContentLoaded", Halaman.mulai);
