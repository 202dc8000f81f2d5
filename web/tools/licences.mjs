// licences.txt: the full licence of every package whose code or glyphs are shipped, and the names of the libraries that the server links.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url)), modules = join(here, '../../node_modules');
const software = JSON.parse(readFileSync(join(here, 'software.json'), 'utf8'));
const RULE = '='.repeat(100);

/** Names of the packages that a bundle took code from. */
function packagesOf({ inputs }) {
  const found = Object.keys(inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]);
  return found.filter((name) => name !== undefined);
}

/** `notice`: what the file itself says of its makers where the package's licence leaves it out. */
function chapter({ name, licence, packages = [], notice = '' }) {
  return packages.map((one) => {
    const read = (file) => readFileSync(join(modules, one, file), 'utf8');
    return `${RULE}\n${name}: ${one} ${JSON.parse(read('package.json')).version} (${licence})\n${RULE}\n\n${notice && `${notice}\n\n`}${read('LICENSE').trim()}\n`;
  });
}

/** A package in a bundle that the table does not name stops the build: nothing is shipped without its licence. */
export function licences(metafiles) {
  const named = new Set(software.flatMap((one) => one.packages ?? []));
  const unnamed = metafiles.flatMap(packagesOf).filter((one) => !named.has(one));
  if (unnamed.length > 0) throw new Error(`web/tools/software.json does not name ${[...new Set(unnamed)].join(', ')}`);
  const linked = software.filter((one) => one.library);
  return [
    'Banyan (Cây Đa) is licensed under Apache-2.0: https://www.apache.org/licenses/LICENSE-2.0\n',
    'The server is linked with these libraries, which the operating system supplies with their licences:\n',
    ...linked.map(({ name, licence, href }) => `  ${name.padEnd(20)}${(licence || 'public domain').padEnd(20)}${href}`), '',
    'Its pages contain these packages. Both typefaces were cut to Latin and Vietnamese letters and renamed Banyan Sans and Banyan Serif.\n',
    ...software.flatMap(chapter),
  ].join('\n');
}
