// SMS sebuah permohonan bagi petugas: teks, keadaan, percobaan, dan telepon bila tidak sampai.
import { html, nothing } from "lit-html";
import { minta } from "./api.js";
import { bidang, idIsian, kosong, terbaca } from "./bidang.js";
import { sebagaiGalat } from "./galat.js";
import { kalimatGagal } from "./permohonan_kirim.js";
import { fokuskan, tanggalJam } from "./tampil.js";

const semua = new Map(); // keadaan tiap panggilan selama halaman terbuka
const HASIL = [["tersambung", "Tersambung, pemohon sudah diberi tahu"], ["tidak_tersambung", "Tidak tersambung"]];
const CATATAN = { nama: "Catatan", jenis: "teks_panjang", wajib: false };

function keadaan(kasus, no) {
  const kunci = `${kasus.nomor}:${no}`;
  if (!semua.has(kunci)) semua.set(kunci, { sibuk: false, galat: "", gagal: "" });
  return semua.get(kunci);
}

/** Semua SMS sebuah kasus, yang terbaru di atas. */
export function bagianSms(kasus) {
  if (!kasus.isi.sms.length) return html`<p class="redup">Belum ada SMS.</p>`;
  return html`<ul class="daftar-sms">${[...kasus.isi.sms].reverse().map((satu) => html`<li>${satuSms(satu)}
    ${satu.perlu_telepon ? html`<p><strong>Pemohon perlu ditelepon</strong> paling lambat ${tanggalJam(satu.batas_telepon)}${satu.boleh_telepon ? "" : " oleh petugas yang mengirimnya"}.</p>` : nothing}</li>`)}</ul>`;
}

const satuSms = (satu) => html`<p>${satu.teks || (satu.dikirim ? "Kode sekali pakai. Isinya tidak disimpan." : "Isinya tampil setelah SMS dikirim.")}</p>
  <p class="redup">${tanggalJam(satu.dikirim ?? satu.dibuat)} · ${satu.telepon} · ${keadaanSms(satu)}</p>
  ${satu.panggilan.map(panggilan)}`;

/** Telepon yang menjadi tugas saya: SMS yang tidak sampai, masing-masing dengan catatannya. */
export function bagianTelepon(kasus, gambar) {
  return kasus.isi.sms.filter((satu) => satu.boleh_telepon).map((satu) => telepon(kasus, satu, gambar));
}

function keadaanSms(satu) {
  const kali = satu.percobaan > 1 ? `, ${satu.percobaan} kali dicoba` : "";
  if (satu.keadaan === "diterima") return `${satu.sampai ? "sudah sampai" : "terkirim, belum ada kabar sampai"}${kali}`;
  if (satu.keadaan === "mengirim") return `sedang dikirim${kali}`;
  if (satu.keadaan === "antre") return `${satu.kirim_pada ? `akan dikirim ${tanggalJam(satu.kirim_pada)}` : "menunggu dikirim"}${kali}`;
  return html`<strong>tidak terkirim</strong>${kali}${satu.penyedia ? ` (${satu.penyedia})` : ""}`;
}

const panggilan = (satu) => html`<p class="redup">Ditelepon ${satu.oleh}, ${tanggalJam(satu.pada)}: ${satu.hasil === "tersambung" ? "tersambung" : "tidak tersambung"}${satu.catatan ? `. Catatan: ${satu.catatan}` : ""}</p>`;

/** Nomor lengkap dari formulir, yang cocok dengan nomor tersamar pada SMS; "" bila tidak terlihat. */
function nomorLengkap(kasus, tersamar) {
  const [awal, akhir] = tersamar.split("…");
  return kasus.formulir.isian
    .filter((satu) => satu.jenis === "telepon")
    .map((satu) => String(kasus.isi.data[satu.kode] ?? ""))
    .find((isi) => isi.startsWith(awal) && isi.endsWith(akhir)) ?? "";
}

function telepon(kasus, satu, gambar) {
  const k = keadaan(kasus, satu.no);
  const kunci = `telepon:${satu.no}`;
  const id = `telepon-${satu.no}`;
  const nomor = nomorLengkap(kasus, satu.telepon);
  const pilih = (hasil) => () => {
    k.galat = "";
    kasus.ketikan.ubah(`${kunci}:hasil`, hasil);
    gambar();
  };
  const catat = (isi) => {
    kasus.ketikan.ubah(`${kunci}:catatan`, isi);
    gambar();
  };
  const kirimkan = (peristiwa) => {
    peristiwa.preventDefault();
    kirim(kasus, satu, k, gambar);
  };
  return html`<section class="kartu tugas-ini" aria-labelledby="judul-${id}">
    <h2 id="judul-${id}" tabindex="-1">Telepon pemohon: SMS tidak sampai</h2>
    <p>Bacakan isinya kepada pemohon paling lambat <strong>${tanggalJam(satu.batas_telepon)}</strong>.</p>
    <blockquote class="teks-sms">${satuSms(satu)}</blockquote>
    <form novalidate aria-label="Catatan telepon" @submit=${kirimkan}>
    <p class="nomor-telepon">${nomor ? html`<a href="tel:${nomor}">${terbaca({ jenis: "telepon" }, nomor)}</a>` : html`${satu.telepon} <span class="redup">(nomor lengkapnya ada pada formulir)</span>`} <span class="redup">${kasus.isi.data.nama ?? ""}</span></p>
    <fieldset aria-describedby="galat-${id}"><legend>Hasil</legend>
      <p class="galat" id="galat-${id}">${k.galat}</p>
      <div class="pilihan">${HASIL.map(([nilai, teks], ke) => html`<label><input type="radio" id=${ke ? nothing : `hasil-${id}`} name="hasil-${id}" .checked=${kasus.ketikan.isi(`${kunci}:hasil`) === nilai} @change=${pilih(nilai)}> ${teks}</label>`)}</div>
    </fieldset>
    ${bidang({ ...CATATAN, kode: id }, { isi: kasus.ketikan.isi(`${kunci}:catatan`, ""), ubah: catat, selesai: gambar })}
    ${k.gagal ? html`<p class="galat" role="alert">${k.gagal}</p>` : nothing}
    <p class="aksi"><button type="submit" id="kirim-${id}" aria-disabled=${String(k.sibuk)}>${k.sibuk ? "Mencatat…" : "Catat telepon"}</button></p>
    </form></section>`;
}

async function kirim(kasus, satu, k, gambar) {
  if (k.sibuk) return; // ketukan kedua
  const kunci = `telepon:${satu.no}`;
  const hasil = kasus.ketikan.isi(`${kunci}:hasil`);
  const catatan = kasus.ketikan.isi(`${kunci}:catatan`, "").trim();
  k.galat = hasil ? "" : "Pilih hasil teleponnya.";
  k.gagal = "";
  if (k.galat) {
    gambar();
    fokuskan(`hasil-telepon-${satu.no}`);
    return;
  }
  k.sibuk = true;
  gambar();
  try {
    await minta("POST", kasus.jalur(`/sms/${satu.no}/telepon`), kosong(catatan) ? { hasil } : { hasil, catatan });
    kasus.ketikan.lupakan(`${kunci}:`);
    await kasus.selesai("baik", hasil === "tersambung" ? "Telepon dicatat. Pemohon sudah diberi tahu." : "Telepon dicatat. Coba lagi nanti.");
    fokuskan("kabar-kasus");
  } catch (sebab) {
    const galat = sebagaiGalat(sebab);
    if (galat.status === 409) {
      kasus.ketikan.lupakan(`${kunci}:`);
      await kasus.selesai("ragu", galat.message);
      fokuskan("kabar-kasus");
    } else {
      k.gagal = galat.kesalahan.length ? galat.kesalahan.map(({ pesan }) => pesan).join(" ") : kalimatGagal(galat, "Catat telepon");
      fokuskan(galat.kesalahan.length ? idIsian({ kode: `telepon-${satu.no}` }) : `kirim-telepon-${satu.no}`);
    }
  }
  k.sibuk = false;
  gambar();
}
