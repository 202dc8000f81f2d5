// Builds the front end into web/dist: two hashed bundles, a first page that holds everything, shells, and compressed twins.
// SPDX-License-Identifier: Apache-2.0
import * as esbuild from 'esbuild';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { contoursSvg } from './tools/contours.mjs';
import { makeFonts } from './tools/fonts.mjs';
import { icons } from './tools/icons.mjs';
import { licences } from './tools/licences.mjs';
import { policy, shell } from './tools/shells.mjs';

const web = dirname(fileURLToPath(import.meta.url));
const cache = join(web, '../.cache/web'), dist = resolve(process.env.BANYAN_WEB_DIST ?? join(web, 'dist')), source = join(web, 'src');

/** `made:name` in CSS is a file that this build made: a font, the ornament. */
const made = {
  name: 'made',
  setup: (build) => build.onResolve({ filter: /^made:/ }, ({ path }) => ({ path: join(cache, path.slice(5)) })),
};

const options = {
  bundle: true, minify: true, metafile: true, sourcemap: false, legalComments: 'none', logLevel: 'warning',
  target: ['chrome99', 'firefox97', 'safari15.4'], format: 'esm', charset: 'utf8',
  jsx: 'automatic', jsxImportSource: 'preact',
  outdir: join(dist, 'assets'), publicPath: '/assets', entryNames: '[name]-[hash]', chunkNames: '[name]-[hash]', assetNames: '[name]-[hash]',
  external: ['/assets/*'], loader: { '.woff2': 'file', '.svg': 'file' }, plugins: [icons, made],
};

/** Address of what an entry point became, and of the chunks that it always needs. */
function addresses(metafile, entry) {
  const path = Object.keys(metafile.outputs).find((one) => metafile.outputs[one].entryPoint?.endsWith(entry));
  const needed = metafile.outputs[path].imports.filter((one) => one.kind === 'import-statement').map((one) => one.path);
  return [path, ...needed].map((one) => `/assets/${basename(one)}`);
}

const only = (list, what) => {
  if (list.length !== 1) throw new Error(`web/build: ${what}: ${list.length} found, 1 wanted`);
  return list[0];
};

function compress(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) compress(path);
    else if (['.html', '.js', '.css', '.svg', '.txt'].includes(extname(path))) {
      const bytes = readFileSync(path);
      writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
      writeFileSync(`${path}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }));
    }
  }
}

const digest = (text) => createHash('sha256').update(text).digest('hex').slice(0, 8);

/** The service worker, and the page that it opens without a network: the staff's shell without title and data. */
async function writeWorker({ page, files }) {
  const text = page.replace('<!--title-->', 'Banyan').replace('<!--data-->', ''), url = `/assets/shell-${digest(text)}.txt`;
  writeFileSync(join(dist, url), text);
  const defined = { SHELL: url, POLICY: policy({ hasWorker: true }), FILES: [url, ...files, '/favicon.svg'], BUILD: digest(text + files.join(' ')) };
  const define = Object.fromEntries(Object.entries(defined).map(([name, value]) => [name, JSON.stringify(value)]));
  await esbuild.build({ ...options, format: 'iife', define, entryPoints: [join(source, 'worker.ts')], outdir: dist, entryNames: '[name]' });
  writeFileSync(join(dist, 'shells/worker.csp'), "default-src 'none'; connect-src 'self'; frame-ancestors 'none'");
}

async function main() {
  rmSync(dist, { recursive: true, force: true });
  mkdirSync(join(dist, 'shells'), { recursive: true });
  mkdirSync(cache, { recursive: true });
  await makeFonts(cache);
  writeFileSync(join(cache, 'contours.svg'), contoursSvg());

  const english = await esbuild.build({ ...options, entryPoints: [join(source, 'words/en/english.ts')] });
  const styles = await esbuild.build({ ...options, entryPoints: ['public', 'staff'].map((name) => join(source, `styles/${name}.css`)) });
  const [englishUrl] = addresses(english.metafile, 'english.ts');
  const defined = { ENGLISH_URL: JSON.stringify(englishUrl) };
  const scripts = await esbuild.build({ ...options, splitting: true, define: { ...defined, LATER: '[]' }, entryPoints: ['public', 'staff'].map((name) => join(source, `${name}.tsx`)) });
  const publicScripts = addresses(scripts.metafile, 'public.tsx'), [publicStyle] = addresses(styles.metafile, 'public.css');

  const home = await esbuild.build({
    ...options, format: 'iife', entryPoints: [join(source, 'home.tsx'), join(source, 'styles/home.css')], write: false,
    define: { ...defined, LATER: JSON.stringify([...publicScripts, publicStyle]) },
  });
  const homeText = (ending) => only(home.outputFiles.filter((file) => file.path.endsWith(ending)), `home*${ending}`).text.trim();
  const homeScript = homeText('.js'), homeStyle = homeText('.css');

  const fontOf = (name) => `/assets/${only(readdirSync(join(dist, 'assets')).filter((file) => file.startsWith(`${name}-`)), name)}`;
  const fonts = ['banyan-sans-latin', 'banyan-sans-vietnamese', 'banyan-serif-latin', 'banyan-serif-vietnamese'].map(fontOf);

  const write = (name, html, csp) => {
    writeFileSync(join(dist, `shells/${name}.html`), html);
    writeFileSync(join(dist, `shells/${name}.csp`), csp);
  };
  write('home', shell({ fonts, head: `<style>${homeStyle}</style>`, script: `<script type="module">${homeScript}</script>` }), policy({ scripts: [homeScript], styles: [homeStyle] }));
  for (const name of ['public', 'staff']) {
    const [entry, ...needed] = addresses(scripts.metafile, `${name}.tsx`), [style] = addresses(styles.metafile, `${name}.css`);
    const links = [`<link rel="stylesheet" href="${style}">`, ...[entry, ...needed].map((url) => `<link rel="modulepreload" href="${url}">`)];
    const script = `<script type="module" src="${entry}"></script>`;
    if (name === 'staff') await writeWorker({ page: shell({ fonts, head: links.join('\n'), script }), files: [entry, ...needed, style, ...fonts, englishUrl] });
    if (name === 'staff') links.push('<link rel="preload" href="/api/v1/people/me" as="fetch" crossorigin>');
    write(name, shell({ fonts, head: links.join('\n'), script }), policy({ hasWorker: name === 'staff' }));
  }
  writeFileSync(join(dist, 'licences.txt'), licences([english, styles, scripts, home].map((one) => one.metafile)));
  cpSync(join(web, 'public'), dist, { recursive: true });
  compress(dist);
}

await main();
