// Lets code write `import search from 'icon:search'`: the inner markup of one lucide icon, and of no other.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const folder = join(dirname(createRequire(import.meta.url).resolve('lucide-static/package.json')), 'icons');

export const icons = {
  name: 'icons',
  setup(build) {
    build.onResolve({ filter: /^icon:/ }, ({ path }) => ({ path: path.slice(5), namespace: 'icon' }));
    build.onLoad({ filter: /.*/, namespace: 'icon' }, ({ path }) => {
      const svg = readFileSync(join(folder, `${path}.svg`), 'utf8').replace(/<!--[\s\S]*?-->/g, '');
      const inner = svg.slice(svg.indexOf('>', svg.indexOf('<svg')) + 1, svg.lastIndexOf('</svg>'));
      return { contents: inner.replace(/\s+/g, ' ').replaceAll(' />', '/>').replaceAll('> <', '><').trim(), loader: 'text' };
    });
  },
};
