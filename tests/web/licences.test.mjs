// tests/web/licences - every package and library that is shipped or linked is named, packages with their licence's text.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { licences } from '../../web/tools/licences.mjs';

const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const software = JSON.parse(read('web/tools/software.json'));

test('every package whose code or glyphs are shipped stands there with version and licence', () => {
  const text = licences([]), { dependencies } = JSON.parse(read('package.json'));
  for (const [name, version] of Object.entries(dependencies)) {
    assert.ok(text.includes(`: ${name} ${version} (`), name);
    assert.ok(text.includes(read(`node_modules/${name}/LICENSE`).trim()), `text of ${name}`);
  }
});

test('a package in a bundle that is not named stops the build', () => {
  assert.doesNotThrow(() => licences([{ inputs: { 'node_modules/preact/dist/preact.mjs': {}, 'web/src/home.tsx': {} } }]));
  assert.throws(() => licences([{ inputs: { '../node_modules/@any/thing/index.js': {} } }]), /does not name @any\/thing$/);
});

test('the libraries are those that the build links', () => {
  const list = /libraries = \[([\s\S]*?)\]/.exec(read('meson.build'))[1];
  const linked = [...list.matchAll(/(?:dependency|find_library)\('([^']+)'/g)].map((found) => found[1]).filter((name) => !['threads', 'm'].includes(name));
  assert.deepEqual(software.flatMap((one) => one.library ?? []).sort(), linked.sort());
});
