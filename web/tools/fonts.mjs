// Cuts the two typefaces down to Latin and Vietnamese; kept in .cache so that the next build does not cut again.
// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { editFont } from './sfnt.mjs';

const require = createRequire(import.meta.url);
const RECIPE = '3'; // raise it when what is done below changes: the cache is keyed by it

const range = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join('');

/* Tone marks stand alone too: some keyboards send letters decomposed, and not every text was composed by the server. */
const LATIN = range(0x20, 0x7e) + 'ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýÄäÖöÜüÇçÑñß' + '\u00a0§©«°±²³·»×÷\u2009–—‘’“”•…\u2212';
/* Neither typeface has the narrow no-break space of "41,2 %"; their own space is narrow already (a fifth of an em). */
const NARROW_SPACE = [[0x202f, 0x20]];
const VIETNAMESE = 'ĂăĐđĨĩŨũƠơƯư\u0300\u0301\u0303\u0309\u0323₫' + range(0x1ea0, 0x1ef9);

const FACES = [
  { name: 'banyan-sans', family: 'Banyan Sans', from: 'source-sans-3', axes: { wght: { min: 400, max: 700 } } },
  { name: 'banyan-serif', family: 'Banyan Serif', from: 'source-serif-4', axes: { wght: 600 } },
];
const FEATURES = ['kern', 'mark', 'mkmk', 'ccmp', 'locl']; // digits are of one width by default: no `tnum` needed
const SCRIPTS = [{ script: 'latin', letters: LATIN }, { script: 'vietnamese', letters: VIETNAMESE }];

async function cut(source, letters, face) {
  const { default: subsetFont } = await import('subset-font');
  const { default: fontverter } = await import('fontverter');
  const sfnt = await subsetFont(source, letters, { targetFormat: 'truetype', variationAxes: face.axes, keepFeatures: FEATURES, noHinting: true });
  const copyright = 'Cut from Adobe Source by Banyan; SIL Open Font License 1.1, https://openfontlicense.org';
  return fontverter.convert(editFont(sfnt, { family: face.family, copyright, same: NARROW_SPACE }), 'woff2');
}

/** Makes the font files that are missing; gives the folder that holds <name>-<script>.woff2. */
export async function makeFonts(cache) {
  mkdirSync(cache, { recursive: true });
  for (const face of FACES) {
    for (const { script, letters } of SCRIPTS) {
      const source = readFileSync(require.resolve(`@fontsource-variable/${face.from}/files/${face.from}-${script}-wght-normal.woff2`));
      const key = createHash('sha256').update(RECIPE).update(source).update(letters).update(JSON.stringify(face)).digest('hex');
      const file = join(cache, `${face.name}-${script}.woff2`), stamp = file + '.key';
      if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === key) continue;
      writeFileSync(file, await cut(source, letters, face));
      writeFileSync(stamp, key);
    }
  }
  return cache;
}
