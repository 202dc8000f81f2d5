// tests/web/bundle - the front end's own modules, bundled as the build does, for tests that need no browser.
// SPDX-License-Identifier: Apache-2.0
import * as esbuild from 'esbuild';
import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { icons } from '../../web/tools/icons.mjs';

export const source = fileURLToPath(new URL('../../web/src/', import.meta.url));

/** The little of a page that lib/ touches when it is loaded. */
globalThis.document ??= { documentElement: { lang: 'vi' }, getElementById: () => null };
globalThis.location ??= new URL('http://127.0.0.1/');

async function urlOf(contents, english) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents, resolveDir: source, loader: 'ts' }, bundle: true, write: false, format: 'esm', charset: 'utf8',
    platform: 'neutral', mainFields: ['module', 'main'], jsx: 'automatic', jsxImportSource: 'preact', plugins: [icons],
    define: { ENGLISH_URL: JSON.stringify(english), LATER: '[]' },
  });
  return `data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`;
}

/** All that the named modules of web/src export, in one object; they share one state, as in a page. */
export async function load(...modules) {
  const english = await urlOf("export * from './words/en/english';", '');
  return import(await urlOf(modules.map((name) => `export * from './${name}';`).join('\n'), english));
}

/** Areas that have words: home, indicator, ... */
export const areas = (tongue) => readdirSync(join(source, 'words', tongue)).map((name) => basename(name, '.ts'))
  .filter((name) => name !== 'english').sort();
