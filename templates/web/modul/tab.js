// Tab menurut pola ARIA: panah memindahkan, isinya digambar hanya bagi yang terbuka.
import { html } from "lit-html";

/** `daftar`: [{kode, nama, isi()}]; `kini` kode yang terbuka; `pilih(kode)`. */
export function tab(nama, daftar, kini, pilih) {
  const terbuka = daftar.find(({ kode }) => kode === kini) ?? daftar[0];
  const pindah = (peristiwa) => {
    const arah = { ArrowRight: 1, ArrowLeft: -1 }[peristiwa.key];
    if (!arah) return;
    peristiwa.preventDefault();
    const ke = daftar[(daftar.indexOf(terbuka) + arah + daftar.length) % daftar.length];
    pilih(ke.kode);
    document.getElementById(`tab-${ke.kode}`).focus();
  };
  return html`<div class="kartu bertab">
    <div role="tablist" aria-label=${nama} class="tab" @keydown=${pindah}>${daftar.map(({ kode, nama: teks }) => html`<button type="button" role="tab" id="tab-${kode}" aria-selected=${String(kode === terbuka.kode)} aria-controls="isi-tab" tabindex=${kode === terbuka.kode ? 0 : -1} @click=${() => pilih(kode)}>${teks}</button>`)}</div>
    <div role="tabpanel" id="isi-tab" tabindex="0" aria-labelledby="tab-${terbuka.kode}">${terbuka.isi()}</div>
  </div>`;
}
