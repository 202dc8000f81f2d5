// tests/harness/one_time - an authenticator of the tests' own: RFC 6238 by node's crypto, and a reader of QR codes.
// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import jsqr from 'jsqr';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOfBase32(text) {
  const bits = [...text].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}

/** The code that an authenticator with this secret shows at that moment, so many steps of 30 seconds later. */
export function codeAt(secret, moment, steps = 0) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(new Date(moment).getTime() / 30000) + steps));
  const hash = createHmac('sha1', bytesOfBase32(secret)).update(counter).digest();
  const at = hash[19] & 15;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

/** What a telephone reads off the picture: rows of 0 and 1, four points a module and a quiet zone of four modules. */
export function readQr(rows) {
  const scale = 4, quiet = 4, width = (rows.length + 2 * quiet) * scale, points = new Uint8ClampedArray(width * width * 4).fill(255);
  rows.forEach((row, y) => [...row].forEach((module, x) => {
    if (module !== '1') return;
    for (let dy = 0; dy < scale; dy++) {
      for (let dx = 0; dx < scale; dx++) points.fill(0, (((y + quiet) * scale + dy) * width + (x + quiet) * scale + dx) * 4, (((y + quiet) * scale + dy) * width + (x + quiet) * scale + dx) * 4 + 3);
    }
  }));
  return jsqr(points, width, width)?.data ?? null;
}
