// Beranda: yang tidak dapat dicetak saat membangun hanyalah rapor bulan terakhir.
import { html, render } from "lit-html";
import { tanya } from "./api.js";
import { siapkanMenu } from "./tampil.js";

const tempat = document.getElementById("isi-rapor");
const BULAN = new Intl.DateTimeFormat("id-ID", { month: "long", year: "numeric", timeZone: "UTC" });

const namaBulan = (bulan) => BULAN.format(new Date(`${bulan}-01T00:00:00Z`));
const persen = (nilai) => (nilai === null ? "–" : `${String(nilai).replace(".", ",")} %`);

function menit(nilai) {
  if (nilai === null) return "–";
  if (nilai < 60) return `${nilai} menit`;
  const sisa = nilai % 60;
  return `${Math.floor(nilai / 60)} jam${sisa ? ` ${sisa} menit` : ""}`;
}

function rapor(isi) {
  const p = isi.permohonan;
  const dinilai = isi.langkah.filter((satu) => satu.kunjungan);
  return html`<p><strong>${namaBulan(isi.bulan)}</strong></p>
    <dl class="ringkas">
      <div><dt>Diajukan</dt><dd>${p.diajukan}</dd></div>
      <div><dt>Diputus</dt><dd>${p.diputus}</dd></div>
      <div><dt>Dalam janji ${isi.janji}</dt><dd>${persen(p.persen_dalam_janji)}</dd></div>
    </dl>
    <details class="lipat"><summary>Waktu tiap langkah</summary>
      <table class="tumpuk"><thead><tr><th scope="col">Langkah</th><th scope="col">Kunjungan</th><th scope="col">Median</th><th scope="col">90 persen selesai dalam</th><th scope="col">Norma</th><th scope="col">Dalam norma</th></tr></thead>
      <tbody>${dinilai.map((satu) => html`<tr><th scope="row">${satu.no}. ${satu.kegiatan}</th><td data-kolom="Kunjungan">${satu.kunjungan}</td><td data-kolom="Median">${menit(satu.median_menit)}</td><td data-kolom="90 persen selesai dalam">${menit(satu.p90_menit)}</td><td data-kolom="Norma">${satu.norma ?? "–"}</td><td data-kolom="Dalam norma">${persen(satu.persen_dalam_norma)}</td></tr>`)}</tbody></table>
      <p class="redup">${isi.metode}</p>
    </details>
    <p><a href="api/rapor/${isi.sop}/${isi.bulan}?bentuk=csv">Unduh angka lengkapnya (CSV)</a></p>`;
}

async function muat() {
  const { rapor: daftar } = await tanya("/rapor");
  const ada = daftar.find((satu) => satu.sop.includes(tempat.dataset.sop)) ?? daftar[0];
  if (!ada) return html`<p>Belum ada permohonan yang dihitung. Rapor terbit sendiri begitu ada permohonan.</p>`;
  const sop = ada.sop.includes(tempat.dataset.sop) ? tempat.dataset.sop : ada.sop[0];
  return rapor(await tanya(`/rapor/${sop}/${ada.bulan}`));
}

// Di layar lebar diagram dan tabel langsung terbuka; keduanya di bawah layar pertama.
if (matchMedia("(min-width: 56rem)").matches) {
  for (const lipat of document.querySelectorAll("details[data-lebar]")) lipat.open = true;
}
siapkanMenu();
muat()
  .catch(() => html`<p>Rapor belum dapat dimuat. Muat ulang halaman ini beberapa saat lagi.</p>`)
  .then((isi) => {
    tempat.replaceChildren();
    render(isi, tempat);
  });
