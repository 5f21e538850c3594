// Beberapa foto menjadi satu PDF: satu halaman A4 tiap foto, JPEG-nya disimpan apa adanya.
// Cukup untuk itu saja; pustaka PDF umum beratnya ratusan kilobyte.

const A4 = [595, 842]; // pt

/** `foto`: [{isi: Uint8Array JPEG, lebar, tinggi}]; hasilnya Blob PDF. */
export function pdfDariFoto(foto) {
  const bagian = [];
  const letak = [];
  let panjang = 0;
  const tulis = (isi) => {
    const byte = typeof isi === "string" ? new TextEncoder().encode(isi) : isi;
    bagian.push(byte);
    panjang += byte.length;
  };
  const objek = (nomor, isi, arus) => {
    letak[nomor] = panjang;
    tulis(`${nomor} 0 obj\n${isi}\n`);
    if (arus) {
      tulis("stream\n");
      tulis(arus);
      tulis("\nendstream\n");
    }
    tulis("endobj\n");
  };

  tulis("%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n");
  objek(1, "<< /Type /Catalog /Pages 2 0 R >>");
  const halaman = foto.map((_, ke) => 3 + ke * 3);
  objek(2, `<< /Type /Pages /Kids [${halaman.map((n) => `${n} 0 R`).join(" ")}] /Count ${foto.length} >>`);
  foto.forEach(({ isi, lebar, tinggi }, ke) => {
    const nomor = halaman[ke];
    const [w, h] = lebar > tinggi ? [A4[1], A4[0]] : A4;
    const skala = Math.min((w - 36) / lebar, (h - 36) / tinggi);
    const [l, t] = [lebar * skala, tinggi * skala].map((n) => n.toFixed(2));
    const [x, y] = [(w - l) / 2, (h - t) / 2].map((n) => n.toFixed(2));
    const gambar = `q ${l} 0 0 ${t} ${x} ${y} cm /F Do Q`;
    objek(nomor, `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${w} ${h}] /Resources << /XObject << /F ${nomor + 2} 0 R >> >> /Contents ${nomor + 1} 0 R >>`);
    objek(nomor + 1, `<< /Length ${gambar.length} >>`, new TextEncoder().encode(gambar));
    objek(nomor + 2, `<< /Type /XObject /Subtype /Image /Width ${lebar} /Height ${tinggi} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${isi.length} >>`, isi);
  });
  const tabel = panjang;
  tulis(`xref\n0 ${letak.length}\n0000000000 65535 f \n`);
  for (const satu of letak.slice(1)) tulis(`${String(satu).padStart(10, "0")} 00000 n \n`);
  tulis(`trailer\n<< /Size ${letak.length} /Root 1 0 R >>\nstartxref\n${tabel}\n%%EOF\n`);
  return new Blob(bagian, { type: "application/pdf" });
}
