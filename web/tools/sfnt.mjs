// Edits a font file: its names (the Open Font License reserves "Source" for uncut fonts) and letters that share a glyph.
// SPDX-License-Identifier: Apache-2.0

const align4 = (n) => (n + 3) & ~3;

function checksum(bytes) {
  let sum = 0;
  for (let i = 0; i < align4(bytes.length); i += 4) {
    const word = ((bytes[i] ?? 0) << 24) | ((bytes[i + 1] ?? 0) << 16) | ((bytes[i + 2] ?? 0) << 8) | (bytes[i + 3] ?? 0);
    sum = (sum + (word >>> 0)) >>> 0;
  }
  return sum;
}

function shorts(numbers) {
  const bytes = Buffer.alloc(2 * numbers.length);
  numbers.forEach((value, i) => bytes.writeUInt16BE(value & 0xffff, 2 * i));
  return bytes;
}

/** A `name` table that holds only these English Windows records: [name id, text]. */
function nameTable(records) {
  const texts = records.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  let offset = 0;
  const rows = records.map(([id], i) => {
    const row = [3, 1, 0x409, id, texts[i].length, offset];
    offset += texts[i].length;
    return row;
  });
  return Buffer.concat([shorts([0, records.length, 6 + 12 * records.length, ...rows.flat()]), ...texts]);
}

/** Letter → glyph from the font's format 4 table; that a cut font has one is checked here. */
function readLetters(cmap) {
  const letters = new Map();
  for (let i = 0; i < cmap.readUInt16BE(2); i++) {
    const at = cmap.readUInt32BE(8 + 8 * i);
    if (cmap.readUInt16BE(at) !== 4) continue;
    const count = cmap.readUInt16BE(at + 6) / 2;
    for (let s = 0; s < count; s++) {
      const end = cmap.readUInt16BE(at + 14 + 2 * s), start = cmap.readUInt16BE(at + 16 + 2 * (count + s));
      const delta = cmap.readUInt16BE(at + 16 + 2 * (2 * count + s)), offsetAt = at + 16 + 2 * (3 * count + s);
      const offset = cmap.readUInt16BE(offsetAt);
      for (let letter = start; letter <= end && letter !== 0xffff; letter++) {
        const glyph = offset === 0 ? letter : cmap.readUInt16BE(offsetAt + offset + 2 * (letter - start));
        letters.set(letter, (glyph + delta) & 0xffff);
      }
    }
    return letters;
  }
  throw new Error('tools/sfnt: the font has no character map of format 4');
}

/** A `cmap` table of one format 4 subtable; neighbours whose glyphs follow each other share a segment. */
function letterTable(letters) {
  const segments = [];
  for (const [letter, glyph] of [...letters].sort((a, b) => a[0] - b[0])) {
    const last = segments[segments.length - 1];
    const delta = (glyph - letter) & 0xffff;
    if (last && last.end + 1 === letter && last.delta === delta) last.end = letter;
    else segments.push({ start: letter, end: letter, delta });
  }
  segments.push({ start: 0xffff, end: 0xffff, delta: 1 });
  const n = segments.length, power = 2 ** Math.floor(Math.log2(n));
  const body = shorts([...segments.map((s) => s.end), 0, ...segments.map((s) => s.start), ...segments.map((s) => s.delta), ...segments.map(() => 0)]);
  const head = shorts([4, 14 + body.length, 0, 2 * n, 2 * power, Math.log2(power), 2 * (n - power)]);
  return Buffer.concat([shorts([0, 1, 3, 1, 0, 12]), head, body]);
}

function readTables(sfnt) {
  return Array.from({ length: sfnt.readUInt16BE(4) }, (_, i) => {
    const at = 12 + 16 * i, start = sfnt.readUInt32BE(at + 8);
    return { tag: sfnt.toString('latin1', at, at + 4), bytes: sfnt.subarray(start, start + sfnt.readUInt32BE(at + 12)) };
  });
}

function writeTables(sfnt, tables) {
  const head = Buffer.alloc(12 + 16 * tables.length);
  sfnt.copy(head, 0, 0, 12);
  let offset = head.length;
  const bodies = tables.map(({ tag, bytes }, i) => {
    const body = Buffer.alloc(align4(bytes.length)), at = 12 + 16 * i;
    bytes.copy(body);
    head.write(tag, at, 'latin1');
    [checksum(bytes), offset, bytes.length].forEach((value, j) => head.writeUInt32BE(value, at + 4 + 4 * j));
    offset += body.length;
    return body;
  });
  const font = Buffer.concat([head, ...bodies]);
  const at = font.indexOf('head', 12, 'latin1');
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, font.readUInt32BE(at + 8) + 8);
  return font;
}

/** The same font under another family name; `same` maps letters that it lacks to letters whose glyph they take. */
export function editFont(sfnt, { family, copyright, same }) {
  const tables = readTables(sfnt);
  for (const table of tables) {
    if (table.tag === 'name') {
      table.bytes = nameTable([[0, copyright], [1, family], [2, 'Regular'], [4, family], [6, family.replaceAll(' ', '')]]);
    } else if (table.tag === 'head') {
      table.bytes = Buffer.from(table.bytes);
      table.bytes.writeUInt32BE(0, 8);
    } else if (table.tag === 'cmap') {
      const letters = readLetters(table.bytes);
      for (const [letter, model] of same) if (!letters.has(letter) && letters.has(model)) letters.set(letter, letters.get(model));
      table.bytes = letterTable(letters);
    }
  }
  return writeTables(sfnt, tables);
}
