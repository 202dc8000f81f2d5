// A scanned PDF: pages of another one as pictures, as a scanner makes them.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';

// pdftoppm's pictures: `P5 WIDTH HEIGHT 255`, then a byte a dot.
function pictures(path) {
  const all = execFileSync('pdftoppm', ['-r', '200', '-gray', path], { maxBuffer: 1 << 28 }), found = [];
  for (let at = 0; at < all.length;) {
    const [head, width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(all.subarray(at, at + 40).toString('latin1'));
    found.push({ width, height, dots: all.subarray(at + head.length, at + head.length + width * height) });
    at += head.length + width * height;
  }
  return found;
}

/** Writes the PDF; `text` is what a digital signature shows of itself on each page. */
export function scanned(from, to, { text = '', copies = 1 } = {}) {
  const pages = Array.from({ length: copies }, () => pictures(from)).flat(), objects = [];
  const stream = (dictionary, bytes) => Buffer.concat([Buffer.from(`<<${dictionary}/Length ${bytes.length}>>stream\n`), bytes, Buffer.from('\nendstream')]);
  objects.push('<</Type/Catalog/Pages 2 0 R>>', `<</Type/Pages/Count ${pages.length}/Kids[${pages.map((_, i) => `${4 + 3 * i} 0 R`).join(' ')}]>>`, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>');
  pages.forEach(({ width, height, dots }, i) => objects.push(
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents ${5 + 3 * i} 0 R/Resources<</XObject<</P ${6 + 3 * i} 0 R>>/Font<</F 3 0 R>>>>>>`,
    stream('', Buffer.from(`q 595 0 0 842 0 0 cm /P Do Q${text && ` BT /F 8 Tf 50 20 Td (${text}) Tj ET`}`)),
    stream(`/Type/XObject/Subtype/Image/Width ${width}/Height ${height}/BitsPerComponent 8/ColorSpace/DeviceGray/Filter/FlateDecode`, deflateSync(dots))));
  let file = Buffer.from('%PDF-1.4\n'), table = '0000000000 65535 f \n';
  objects.forEach((one, i) => {
    table += `${String(file.length).padStart(10, '0')} 00000 n \n`;
    file = Buffer.concat([file, Buffer.from(`${i + 1} 0 obj\n`), Buffer.from(one), Buffer.from('\nendobj\n')]);
  });
  writeFileSync(to, Buffer.concat([file, Buffer.from(`xref\n0 ${objects.length + 1}\n${table}trailer<</Root 1 0 R/Size ${objects.length + 1}>>\nstartxref\n${file.length}\n%%EOF\n`)]));
}
