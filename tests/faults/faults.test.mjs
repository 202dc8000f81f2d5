// What breaks underneath: a full disk, a kill in the middle, a database that goes away, a write that fails at the n-th
// time. In each case there is a clear error, and what was committed is there, whole, and nothing else.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { client, kill9, makeData, program, serve, signedIn } from '../harness/banyan.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { hasPostgres, startPostgres } from '../harness/postgres.mjs';

const FIGURES = 100000, MONTHS = [...Array(200)].map((_, i) => `${2010 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);

/* So many figures of one indicator for 500 communes, for a plan that has them. */
function manyFigures(folder) {
  const path = join(folder, 'many.csv');
  const lines = ['indicator,subject,period,value'];
  for (let i = 0; i < FIGURES; i++) lines.push(`D1.A,99${String(Math.floor(i / 200) + 1).padStart(3, '0')},${MONTHS[i % 200]},${i % 100}`);
  writeFileSync(path, lines.join('\n') + '\n');
  return path;
}

function planOfMany() {
  const plan = smallPlan();
  for (let i = 4; i <= 500; i++) plan.places += `99${String(i).padStart(3, '0')},Xã ${i},commune,Xã số ${i},99\n`;
  return writePlan(plan);
}

const integrity = (data) => spawnSync('sqlite3', ['-cmd', '.timeout 10000', join(data, 'banyan.db'), 'PRAGMA integrity_check; SELECT COUNT(*) FROM observation; SELECT COUNT(*) FROM standing; SELECT COUNT(*) FROM observation_past;'], { encoding: 'utf8' }).stdout.trim().split('\n');

test('kill -9 in the middle of a load, ten times: all or nothing', async (t) => {
  const where = makeData({ plan: planOfMany(), accounts: false });
  const file = manyFigures(where.data);
  let finished = 0, killed = 0;
  for (let i = 0; i < 10; i++) {
    const child = spawn(program, ['observations', 'import', file, '--source', 'thử', ...where.common], { stdio: 'ignore' });
    const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code)));
    await pause(40 + i * 60);
    try { kill9(child.pid); } catch { /* it was done already */ }
    const end = await ended;
    if (end === 'SIGKILL') killed++; else finished++;
    const [state, figures, standings] = integrity(where.data);
    assert.equal(state, 'ok');
    assert.ok(figures === '0' || figures === String(FIGURES), `${figures} figures after a kill at ${40 + i * 60} ms`);
    assert.equal(standings, figures === '0' ? '0' : '501', 'one a commune, and one of what they come to for the province');
    if (figures !== '0') break;
  }
  t.diagnostic(`${killed} killed, ${finished} finished`);
  assert.ok(killed > 0);
  where.cli('observations', 'import', file, '--source', 'thử');
  assert.equal(integrity(where.data)[1], String(FIGURES), 'and the load can be repeated');
  where.remove();
});

test('kill -9 of a server under load: every figure that was answered with 201 is there', async () => {
  const where = makeData();
  let server = await serve(where);
  const officer = await signedIn(server, 'can-bo'), answered = [];
  const port = server.port;
  const work = (async () => {
    for (let year = 2015; year <= 2026; year++) {
      for (let month = 1; month <= (year === 2026 ? 10 : 12); month++) {
        const period = `${year}-${String(month).padStart(2, '0')}`;
        const answer = await officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period, value: 20, source: 'Đo kiểm', based_on: 0 }).catch(() => null);
        if (answer === null) return;
        if (answer.status === 201) answered.push(period);
      }
    }
  })();
  while (answered.length < 25) await pause(2);
  kill9(server.pid);
  await work;
  server = await serve({ ...where, common: [...where.common] });
  assert.ok(port && answered.length >= 25);
  const coordinator = await signedIn(server, 'dieu-phoi');
  const { body } = await coordinator.get('/strategy/submissions');
  const kept = new Set(body.lines.map((line) => line.submission.period));
  for (const period of answered) assert.ok(kept.has(period), `${period} was promised`);
  assert.ok(kept.size <= answered.length + 1, 'at most the one that was under way besides');
  await server.stop();
  where.remove();
});

test('a reading of personal data that cannot be written down shows nothing', async (t) => {
  const where = makeData(), server = await serve(where), admin = await signedIn(server, 'quan-tri');
  t.after(async () => { await server.stop(); where.remove(); });
  const sql = (text) => assert.equal(spawnSync('sqlite3', ['-cmd', '.timeout 10000', join(where.data, 'banyan.db'), text]).status, 0);
  const { body: { accounts: [{ id, name }] } } = await admin.get('/people/accounts?q=can-bo-snv');
  sql("CREATE TRIGGER no_room BEFORE INSERT ON personal_read BEGIN SELECT RAISE(ABORT, 'no room'); END;");
  const pages = ['/quan-tri/tai-khoan', `/quan-tri/tai-khoan/${id}`].map((path) => server.url + path);
  for (const path of ['/people/accounts', `/people/accounts/${id}`, '/people/who-may?permission=strategy.enter', ...pages]) {
    const answer = await admin.get(path);
    assert.equal(answer.status, 500, path);
    assert.ok(!JSON.stringify(answer.body).includes(name), path);
  }
  sql('DROP TRIGGER no_room;');
  assert.equal((await admin.get(`/people/accounts/${id}`)).body.account.name, name);
});

/* A small file system of its own: needs user namespaces, which some containers forbid. */
const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt']).status === 0;

test('a full disk: refused with a clear error, nothing half-written; with room again it goes on', { skip: mayMount ? false : 'no user namespaces here' }, () => {
  const where = makeData({ plan: planOfMany(), accounts: false });
  const file = manyFigures(where.data), small = mkdtempSync(join(tmpdir(), 'banyan-small-'));
  const script = `set -e
mount -t tmpfs -o size=3m tmpfs ${small}
cp -r ${where.data}/banyan.* ${small}/ && mkdir -p ${small}/tmp ${small}/files
set +e
${program} observations import ${file} --source thử --data ${small} ${where.common.slice(2).join(' ')}; echo "first $?"
sqlite3 ${small}/banyan.db "PRAGMA integrity_check; SELECT 'figures', COUNT(*) FROM observation;"
mount -o remount,size=200m ${small}
${program} observations import ${file} --source thử --data ${small} ${where.common.slice(2).join(' ')}; echo "second $?"
sqlite3 ${small}/banyan.db "PRAGMA integrity_check; SELECT 'figures', COUNT(*) FROM observation;"`;
  const { stdout, stderr } = spawnSync('unshare', ['-rm', 'sh', '-c', script], { encoding: 'utf8' });
  assert.match(stdout, /^first 1\nok\nfigures\|0\n/m, stdout + stderr);
  assert.match(stderr, /\[kit\/disk-full\]/);
  assert.match(stderr, /đĩa|ổ/i);
  assert.match(stdout, new RegExp(`second 0\\nok\\nfigures\\|${FIGURES}\\n`));
  where.remove();
  rmSync(small, { recursive: true, force: true });
});

test('a disk that fills while the server serves: 5xx with a sentence, reading goes on, and later writing too', { skip: mayMount ? false : 'no user namespaces here', timeout: 60000 }, async () => {
  const where = makeData(), small = mkdtempSync(join(tmpdir(), 'banyan-small-'));
  const script = `mount -t tmpfs -o size=6m tmpfs ${small} && cp -r ${where.data}/. ${small}/ && echo ready && read line
${program} serve --data ${small} ${where.common.slice(2).join(' ')} --listen 127.0.0.1:0 & child=$!
while read word; do case $word in fill) dd if=/dev/zero of=${small}/ballast bs=64k 2>/dev/null;; free) rm ${small}/ballast;; end) kill $child; wait $child; exit;; esac; echo done; done`;
  const shell = spawn('unshare', ['-rm', 'sh', '-c', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let told = '';
  shell.stdout.on('data', (text) => { told += text; });
  const until = async (word) => { for (let i = 0; !told.includes(word); i++) { assert.ok(i < 500, told); await pause(20); } const at = told; told = ''; return at; };
  await until('ready');
  shell.stdin.write('go\n');
  const server = { url: `http://127.0.0.1:${/port (\d+)/.exec(await until('port'))[1]}` };
  const officer = await signedIn(server, 'can-bo');
  const enter = (period) => officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period, value: 20, source: 'Đo kiểm', note: 'x'.repeat(900), based_on: 0 });
  assert.equal((await enter('2026-01')).status, 201);
  shell.stdin.write('fill\n');
  await until('done');
  const refused = [];
  for (let i = 0; i < 60 && refused.length < 3; i++) {
    const answer = await enter(`20${15 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
    if (answer.status !== 201) refused.push(answer);
  }
  assert.ok(refused.length > 0, 'the disk did fill');
  for (const answer of refused) assert.deepEqual([answer.status, answer.body.type], [503, '/problems/kit/disk-full']);
  assert.equal((await client(server).get('/strategy/summary')).status, 200, 'reading goes on');
  shell.stdin.write('free\n');
  await until('done');
  assert.equal((await enter('2026-02')).status, 201, 'with room again it writes');
  shell.stdin.write('end\n');
  await new Promise((resolve) => shell.once('exit', resolve));
  where.remove();
  rmSync(small, { recursive: true, force: true });
});

/* strace makes the n-th system call of a kind fail: needs ptrace, which some containers forbid. */
const mayTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0;

for (const [call, error] of [['pwrite64', 'EIO'], ['pwrite64', 'ENOSPC'], ['fdatasync', 'EIO'], ['ftruncate', 'EIO'], ['openat', 'EMFILE']]) {
  test(`the n-th ${call} fails with ${error} during a load, n = 1, 2, 4, ...: the plan is the old or the new one`, { skip: mayTrace ? false : 'no ptrace here' }, () => {
    const old = smallPlan(), fresh = smallPlan();
    fresh.tasks = fresh.tasks.replace('Lập đề án', 'Lập đề án mới');
    const base = makeData({ plan: writePlan(old), accounts: false }), next = writePlan(fresh);
    let failures = 0;
    for (let n = 1; n <= 512; n = n < 8 ? n + 1 : n * 2) {
      const data = mkdtempSync(join(tmpdir(), 'banyan-fault-'));
      cpSync(base.data, data, { recursive: true });
      const { status, signal, stderr } = spawnSync('strace', ['-f', '-o', '/dev/null', '-e', `inject=${call}:error=${error}:when=${n}`, program, 'plan', 'load', next, '--data', data, ...base.common.slice(2)], { encoding: 'utf8' });
      assert.equal(signal, null);
      const title = spawnSync('sqlite3', ['-cmd', '.timeout 10000', join(data, 'banyan.db'), "PRAGMA integrity_check; SELECT title FROM task WHERE code = 'D1.T1';"], { encoding: 'utf8' }).stdout.trim().split('\n');
      assert.equal(title[0], 'ok', `n = ${n}`);
      assert.ok(['Lập đề án', 'Lập đề án mới'].includes(title[1]), `n = ${n}: ${title}`);
      if (status === 0) assert.equal(title[1], 'Lập đề án mới', `n = ${n}: said to be done`);
      else { failures++; assert.ok(status === 127 || /\[[a-z]+\/[a-z-]+\]/.test(stderr), `n = ${n}: ${status} ${stderr}`); }
      rmSync(data, { recursive: true });
    }
    assert.ok(failures > 0 || call === 'ftruncate', 'something did fail');
    base.remove();
  });
}

test('PostgreSQL goes away and comes back: 503 with a sentence, then all is well, with nothing lost', { skip: hasPostgres ? false : 'PostgreSQL is not installed', timeout: 120000 }, async () => {
  const postgres = await startPostgres();
  after(() => postgres.stop());
  const where = makeData({ engine: 'postgresql', postgres }), server = await serve(where);
  const officer = await signedIn(server, 'can-bo'), enter = (period) => officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period, value: 20, source: 'Đo kiểm', based_on: 0 });
  assert.equal((await enter('2026-01')).status, 201);
  await postgres.halt();
  for (const answer of [await enter('2026-02'), await officer.get('/strategy/inbox')]) {
    assert.equal(answer.status, 503, JSON.stringify(answer.body));
    assert.equal(answer.body.type, '/problems/kit/database-away');
    assert.ok(Number(answer.headers.get('retry-after')) > 0);
  }
  await postgres.resume();
  let back = null;
  for (let i = 0; i < 100 && back?.status !== 201; i++) { back = await enter('2026-02'); if (back.status !== 201) await pause(100); }
  assert.equal(back.status, 201, JSON.stringify(back.body));
  const { body } = await officer.get('/strategy/submissions');
  assert.deepEqual(body.lines.map((line) => line.submission.period).sort(), ['2026-01', '2026-02']);
  await server.stop();
  where.remove();
});
