// tests/browser/png - makes a screenshot small: 256 well chosen colours, which is enough for flat drawings.
// SPDX-License-Identifier: Apache-2.0
import { deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), COLOURS = 256, RGB = 2, PALETTE = 3, CHANNELS = 3;

/** Bit by bit: the table that makes it fast is worth nothing here. */
function crc32(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

function* chunksOf(png) {
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at);
    yield [png.toString('latin1', at + 4, at + 8), png.subarray(at + 8, at + 8 + length)];
    at += 12 + length;
  }
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]), ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** The guess of filter 4: whichever of left, above and above left is nearest to left + above - above left. */
function paeth(left, up, corner) {
  const guess = left + up - corner, far = [left, up, corner].map((one) => Math.abs(guess - one));
  return far[0] <= far[1] && far[0] <= far[2] ? left : far[1] <= far[2] ? up : corner;
}

const guesses = [() => 0, (left) => left, (_, up) => up, (left, up) => (left + up) >> 1, paeth];

/** Bytes of red, green and blue, row after row. */
function pixelsOf(png) {
  const parts = [...chunksOf(png)], head = parts.find(([type]) => type === 'IHDR')[1];
  const width = head.readUInt32BE(0), height = head.readUInt32BE(4), row = width * CHANNELS;
  if (head[8] !== 8 || head[9] !== RGB || head[12] !== 0) throw new Error('png: 8-bit RGB without interlace is wanted');
  const packed = inflateSync(Buffer.concat(parts.filter(([type]) => type === 'IDAT').map(([, data]) => data)));
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const guess = guesses[packed[y * (row + 1)]], here = y * row, above = here - row;
    for (let x = 0; x < row; x++) {
      const left = x < CHANNELS ? 0 : pixels[here + x - CHANNELS], up = y === 0 ? 0 : pixels[above + x];
      const corner = x < CHANNELS || y === 0 ? 0 : pixels[above + x - CHANNELS];
      pixels[here + x] = packed[y * (row + 1) + 1 + x] + guess(left, up, corner);
    }
  }
  return { width, height, pixels };
}

const part = (colour, bits) => (colour >> bits) & 255;
const distance = (a, b) => [16, 8, 0].reduce((sum, bits) => sum + (part(a, bits) - part(b, bits)) ** 2, 0);

/** Again and again the colour that is missed most: where many pixels are far from all colours taken so far. */
function chooseColours(counts) {
  const all = [...counts].map(([colour, count]) => ({ colour, count, nearest: 0, far: 3 * 256 ** 2 })), chosen = [];
  while (chosen.length < Math.min(COLOURS, all.length)) {
    const missed = all.reduce((worst, one) => (one.count * one.far > worst.count * worst.far ? one : worst));
    for (const one of all) {
      const far = distance(one.colour, missed.colour);
      if (far < one.far) Object.assign(one, { far, nearest: chosen.length });
    }
    chosen.push(missed.colour);
  }
  return { chosen, indexOf: new Map(all.map((one) => [one.colour, one.nearest])) };
}

export function smaller(png) {
  const { width, height, pixels } = pixelsOf(png), counts = new Map();
  const at = (i) => pixels.readUIntBE(i * CHANNELS, CHANNELS);
  for (let i = 0; i < width * height; i++) counts.set(at(i), (counts.get(at(i)) ?? 0) + 1);
  const { chosen, indexOf } = chooseColours(counts), rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = indexOf.get(at(y * width + x));
  }
  const head = Buffer.alloc(13), palette = Buffer.alloc(chosen.length * CHANNELS);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, PALETTE], 8);
  chosen.forEach((colour, i) => palette.writeUIntBE(colour, i * CHANNELS, CHANNELS));
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  const parts = [chunk('IHDR', head), chunk('PLTE', palette), chunk('IDAT', packed), chunk('IEND', Buffer.alloc(0))];
  return Buffer.concat([SIGNATURE, ...parts]);
}
