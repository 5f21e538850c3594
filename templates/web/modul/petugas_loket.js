// Loket: permohonan orang yang datang sendiri, dari draf sampai nomornya. Alamatnya #loket, lalu
// #DRAF-…/langkah seperti formulir pemohon.
import { html, nothing, render } from "lit-html";
import { minta } from "./api.js";
import { Draf } from "./draf.js";
import { Galat, sebagaiGalat } from "./galat.js";
import { Pengisian, ambilModul, sedangMengirim } from "./pengisian.js";
import { badanIdentitas, isianIdentitas, salahIdentitas } from "./petugas_identitas.js";
import { baki, tahanSeretan } from "./petugas_pindaian.js";
import { masukLagi } from "./petugas_sambungan.js";
import { formulirSop } from "./sop.js";
import { bergilir, pesan, tanggal } from "./tampil.js";

const PENGANTAR = "Pindai berkas aslinya, lalu seret hasil pindaian (PDF, JPEG, atau PNG) ke kartunya, atau tekan Pilih berkas. Beberapa gambar yang dipilih sekaligus menjadi satu berkas.";
const PERNYATAAN = "Pemohon sudah membaca ringkasan ini, menyatakan isian dan berkasnya benar, dan bersedia diperiksa di lokasi.";
const { jenis, nama } = document.getElementById("petugas").dataset;

let terakhir = null; // pengisian yang terakhir dibuka, selama halaman terbuka

export async function tampilkan(k) {
  const [nomor, langkah] = k.alamat.split("/");
  const berhenti = new AbortController();
  tahanSeretan(berhenti.signal);
  addEventListener("beforeunload", (peristiwa) => { if (sedangMengirim()) peristiwa.preventDefault(); }, { signal: berhenti.signal });
  await (nomor === "loket" ? daftar(k, berhenti.signal) : isi(k, nomor, langkah, berhenti.signal));
  return () => berhenti.abort();
}

// ------------------------------------------------------------------------------ daftar draf

async function daftar(k, signal) {
  const s = { sibuk: false, galat: null, draf: [] };
  const gambar = bergilir(() => !signal.aborted && render(halaman(), k.tempat));

  async function mulai() {
    if (s.sibuk) return;
    Object.assign(s, { sibuk: true, galat: null });
    gambar();
    try {
      const { nomor } = await minta("POST", "/permohonan", { jenis });
      location.hash = nomor;
    } catch (sebab) {
      Object.assign(s, { sibuk: false, galat: sebagaiGalat(sebab) });
      gambar();
    }
  }

  const halaman = () => html`
    <section class="kartu"><h2>Pemohon datang ke loket</h2>
      <p>Isi formulir dan pindai berkasnya bersama pemohon, lalu kirim setelah Anda melihat identitasnya. Semuanya tersimpan sendiri.</p>
      ${s.galat ? pesan("buruk", s.galat.message) : nothing}
      <p class="aksi"><button type="button" aria-disabled=${String(s.sibuk)} @click=${mulai}>Permohonan baru</button></p>
    </section>
    <section class="kartu"><h2>Draf di loket</h2>
      ${s.draf.length
        ? html`<p class="redup">Yang paling dekat batas simpannya di atas.</p><ul class="daftar-kasus">${s.draf.map(baris)}</ul>`
        : html`<p class="redup">Tidak ada draf yang belum dikirim.</p>`}
    </section>`;

  k.judul("Loket");
  render(html`<p class="pengantar">Memuat draf…</p>`, k.tempat);
  s.draf = (await minta("GET", "/permohonan")).permohonan.filter(({ keadaan }) => keadaan === "draf");
  gambar();
}

const baris = (p) => {
  const siapa = p.perihal || "Belum bernama";
  return html`<li><span><strong>${siapa}</strong><br><span class="redup">Dibuat ${tanggal(p.dibuat)}${p.batas ? ` · disimpan sampai ${tanggal(p.batas)}` : ""}</span></span>
    <a class="tombol" href="#${p.nomor}">Lanjutkan<span class="tersembunyi"> draf ${siapa}, ${tanggal(p.dibuat)}</span></a></li>`;
};

// -------------------------------------------------------------------------------- satu draf

async function isi(k, nomor, langkah, signal) {
  if (terakhir?.draf.nomor !== nomor) {
    k.judul("Permohonan di loket");
    render(html`<p class="pengantar">Membuka draf…</p>`, k.tempat);
  }
  const modul = ambilModul(langkah); // bersamaan dengan draf
  const pengisian = terakhir?.draf.nomor === nomor ? terakhir : await muat(nomor);
  await modul;
  if (signal.aborted) return;
  const { draf } = pengisian;
  const gambar = bergilir(() => {
    if (signal.aborted) return;
    if (draf.kasus.menjadi) {
      selesai(k, draf.kasus.menjadi);
      return;
    }
    const tampilan = html`<p class="kembali"><a href="#loket">Semua draf di loket</a></p><div class="loket">${pengisian.tampilan()}</div>`;
    k.judul(pengisian.judul);
    render(tampilan, k.tempat);
  });
  if (draf.kasus.keadaan !== "draf" && !draf.kasus.menjadi) throw new Galat("Draf ini sudah dihapus karena lama tidak dikirim. Mulai permohonan baru di Loket.", { status: 404 });
  Object.assign(pengisian.cara, { gambar, buka: gambar });
  terakhir = pengisian;
  pengisian.mulai(langkah);
  draf.addEventListener("berubah", gambar, { signal });
  gambar();
  requestAnimationFrame(() => pengisian.fokus(document.getElementById("judul")));
}

const masuk = () => html`<button type="button" class="tautan" @click=${masukLagi}>Masuk lagi</button>`;

async function muat(nomor) {
  const kasus = await minta("GET", `/permohonan/${encodeURIComponent(nomor)}`);
  const draf = new Draf(kasus, await formulirSop(kasus.sop));
  const pengisian = new Pengisian(draf, { nama: `${nama}. Diisi di loket.`, diLokasi: false, masuk });
  const gambar = () => pengisian.cara.gambar();
  pengisian.cara.berkas = { pengantar: PENGANTAR, atas: () => baki(draf, gambar) };
  pengisian.cara.periksa = identitas(draf, gambar);
  return pengisian;
}

/** Yang ditambahkan loket pada langkah terakhir: identitas yang dilihat, dan pernyataannya. */
function identitas(draf, gambar) {
  const lihat = {};
  const cara = { kunci: "loket", isi: (kode) => lihat[kode], gambar, tegur: false };
  cara.ubah = (kode, isi) => {
    lihat[kode] = isi;
    gambar();
  };
  return {
    pernyataan: PERNYATAAN,
    tambahan: () => isianIdentitas({ ...cara, siapa: draf.isi("nama") }),
    salah() {
      cara.tegur = true;
      return salahIdentitas(cara);
    },
    badan: () => badanIdentitas(cara),
  };
}

function selesai(k, nomor) {
  terakhir = null;
  k.judul("Permohonan sudah masuk");
  render(html`<div class="sempit">
    <div class="pesan baik" role="status"><p>Nomor permohonan:</p><p class="nomor-besar">${nomor}</p><p>Tuliskan atau cetak nomor ini untuk pemohon. Pemberitahuan berikutnya dikirim ke nomor HP-nya lewat SMS.</p></div>
    <section class="kartu"><h2>Berikutnya</h2>
      <p>Periksa berkasnya dan terima. Tanda terima dibuat sendiri setelah berkas diterima, lalu dapat dibuka dan dicetak pada bagian Surat.</p>
      <p class="aksi"><a class="tombol utama" href="#${nomor}">Periksa dan terima berkas</a> <button type="button" class="kedua" @click=${() => print()}>Cetak nomor</button> <a class="tombol" href="#loket">Pemohon berikutnya</a></p>
    </section></div>`, k.tempat);
}
