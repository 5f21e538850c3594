// Isian dan persyaratan sebuah versi SOP: yang terbaru ikut bersama halaman, yang lama ditanyakan.
import { tanya } from "./api.js";

const preload = document.querySelector("[data-formulir]");
const terbaru = fetch(preload.href).then((jawaban) => (jawaban.ok ? jawaban.json() : null), () => null);

/** {isian, persyaratan} dari SOP `kunci`. Melempar Galat. */
export async function formulirSop(kunci) {
  return (kunci === preload.dataset.formulir && (await terbaru)) || tanya(`/sop/${kunci}`);
}
