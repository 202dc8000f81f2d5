// Many scans are read at once, a page a second: few of them side by side, and nobody else waits for them.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { scanned } from '../harness/scanned.mjs';

const SCANS = 6, PAGES = 4, AT_ONCE = 2;
const tools = ['tesseract', 'pdftoppm', 'soffice'].filter((tool) => !existsSync(`/usr/bin/${tool}`));

onBothEngines('scans and those who wait beside them', {}, async (t, { server }) => {
  if (tools.length > 0) return t.skip(`${tools.join(', ')} not installed`);
  const folder = mkdtempSync(join(tmpdir(), 'banyan-scans-')), at = (name) => join(folder, name);
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync('/usr/bin/python3', [join(root, 'tests/harness/office_files.py'), folder]);
  execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', 'pdf', '--outdir', folder, at('decision.docx')], { stdio: 'ignore' });
  scanned(at('decision.pdf'), at('scanned.pdf'), { copies: PAGES });

  const me = await signedIn(server, 'dieu-phoi'), clerk = await signedIn(server, 'can-bo');
  const hand = async (who, name, bytes) => { const answer = await who.call('POST', `/documents/files?name=${encodeURIComponent(name)}`, bytes, {}); assert.equal(answer.status, 201, JSON.stringify(answer.body)); return answer.body.id; };
  const scan = await hand(me, 'quet.pdf', readFileSync(at('scanned.pdf'))), word = await hand(me, 'ke-hoach.docx', readFileSync(join(root, 'tests/reader/thach-luong-gia-hoa.docx')));

  /** How many pages are recognised now, by children of the server and theirs; who only asks for languages is not meant. */
  const running = () => {
    const parents = new Map(), words = new Map();
    for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
      try {
        parents.set(pid, /\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))[1]);
        words.set(pid, readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
      } catch { /* it ended meanwhile */ }
    }
    const isOurs = (pid) => pid === String(server.pid) || (parents.has(pid) && isOurs(parents.get(pid)));
    return [...words].filter(([pid, said]) => /^\S*tesseract\0-\0.*page_separator/s.test(said) && isOurs(pid)).length;
  };

  let read = 0, most = 0;
  const watch = setInterval(() => { most = Math.max(most, running()); }, 50), began = Date.now();
  const scans = Array.from({ length: SCANS }, () => me.post('/strategy/drafts', { file: scan }).then((answer) => { read++; return answer; }));
  while (running() === 0) { assert.ok(Date.now() - began < 30000, 'no scan began'); await new Promise((done) => { setTimeout(done, 20); }); }

  await t.test('a document of Word is read, and another file taken in, while most of the scans wait', async () => {
    const from = Date.now(), { status, body } = await me.post('/strategy/drafts', { file: word });
    assert.equal(status, 201, JSON.stringify(body));
    assert.equal(body.format, 'docx');
    await hand(clerk, 'minh-chung.txt', new TextEncoder().encode('Số liệu tháng 10'));
    t.diagnostic(`the document after ${Date.now() - from} ms, ${read} of ${SCANS} scans were read by then`);
    assert.ok(read <= AT_ONCE, `${read} of ${SCANS} scans came first`);
  });

  await t.test('every scan is read, and no more of them at once than are meant to be', async () => {
    for (const { status, body } of await Promise.all(scans)) assert.deepEqual([status, body.format], [201, 'scan']);
    clearInterval(watch);
    t.diagnostic(`${SCANS} scans of ${PAGES} pages in ${Date.now() - began} ms`);
    assert.ok(most >= 1 && most <= AT_ONCE, `${most} at once`);
  });
  clearInterval(watch);
});
