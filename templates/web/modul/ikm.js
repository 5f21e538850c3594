// Halaman IKM: hasil survei yang boleh diterbitkan, per tahun dan unsur.
import { html, nothing, render } from "lit-html";
import { tanya } from "./api.js";
import { siapkanMenu } from "./tampil.js";

const tempat = document.getElementById("ikm");
const BULAN = new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", timeZone: "UTC" });
const DUA = new Intl.NumberFormat("id-ID", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const namaBulan = (bulan) => BULAN.format(new Date(`${bulan}-01T00:00:00Z`));
const rentang = ({ dari, sampai }) => (dari === sampai ? namaBulan(dari) : `${namaBulan(dari)} sampai ${namaBulan(sampai)}`);
const mutu = (isi) => `${isi.mutu} (${isi.kinerja})`;

function hasil(isi) {
  const [terkini, ...lampau] = isi.tahun;
  if (!terkini) {
    return html`<section class="kartu"><h2>Belum cukup jawaban</h2>
      <p>Hasil diterbitkan setelah sedikitnya ${isi.paling_sedikit} pemohon menilai, pada bulan sesudahnya. Dengan begitu jawaban seseorang tidak dapat ditebak dari angkanya.</p></section>`;
  }
  return html`${pokok(terkini)}${unsur(terkini)}${periode(terkini, lampau)}`;
}

const pokok = (isi) => html`<section class="kartu" aria-labelledby="judul-nilai">
  <h2 id="judul-nilai">Tahun ${isi.tahun}</h2>
  <p class="nilai-ikm">${DUA.format(isi.ikm)} <span>dari 100</span></p>
  ${bilah(isi.ikm)}
  <dl class="fakta">
    <div><dt>Mutu pelayanan</dt><dd>${mutu(isi)}</dd></div>
    <div><dt>Responden</dt><dd>${isi.responden} pemohon</dd></div>
    <div><dt>Periode</dt><dd>${rentang(isi)}</dd></div>
  </dl>
</section>`;

/** Hiasan bagi mata; angkanya selalu tertulis di sebelahnya. */
const bilah = (nilai) => html`<svg class="bilah" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="dasar" width="100" height="4"></rect><rect width=${nilai ?? 0} height="4"></rect></svg>`;

const unsur = (isi) => html`<section class="bagian" aria-labelledby="judul-unsur">
  <h2 id="judul-unsur">Nilai tiap unsur</h2>
  <ol class="daftar-unsur">${isi.unsur.map(satuUnsur)}</ol>
</section>`;

const satuUnsur = (satu) => html`<li>
  <p class="kepala-unsur"><strong>${satu.nama}</strong> <span>${satu.nilai === null ? "belum ada jawaban" : html`${DUA.format(satu.ikm)} · mutu ${satu.mutu}`}</span></p>
  ${bilah(satu.ikm)}
  <p class="redup">${satu.nilai === null ? nothing : html`Rata-rata ${DUA.format(satu.nilai)} dari 4. `}${[...satu.jawaban].reverse().map((j) => `${j.kata}: ${j.jumlah}`).join(" · ")}${satu.kosong ? ` · tidak menjawab: ${satu.kosong}` : ""}</p>
</li>`;

function periode(terkini, lampau) {
  const baris = terkini.periode.map((isi) => [rentang(isi), isi]);
  for (const isi of lampau) baris.push([`Tahun ${isi.tahun}`, isi]);
  return html`<section class="bagian" aria-labelledby="judul-periode">
    <h2 id="judul-periode">Dari waktu ke waktu</h2>
    <table class="tumpuk"><thead><tr><th scope="col">Periode</th><th scope="col">IKM</th><th scope="col">Mutu</th><th scope="col">Responden</th></tr></thead>
    <tbody>${baris.map(([nama, isi]) => html`<tr><th scope="row">${nama}</th><td data-kolom="IKM">${DUA.format(isi.ikm)}</td><td data-kolom="Mutu">${mutu(isi)}</td><td data-kolom="Responden">${isi.responden}</td></tr>`)}</tbody></table>
  </section>`;
}

siapkanMenu();
tanya(`/skm/${tempat.dataset.jenis}`)
  .then(hasil, () => html`<p>Hasil survei belum dapat dimuat. Muat ulang halaman ini beberapa saat lagi.</p>`)
  .then((isi) => {
    tempat.replaceChildren();
    render(isi, tempat);
  });
