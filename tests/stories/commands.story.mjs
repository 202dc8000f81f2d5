// What the command line does: help, settings, imports refused whole with every fault, export and load again.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { banyan, client, content, makeData, serve, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const folder = () => mkdtempSync(join(tmpdir(), 'banyan-cli-'));

test('every command has help, and unknown words are refused with a sentence', () => {
  const all = banyan(['--help']);
  assert.equal(all.status, 0);
  for (const name of ['serve', 'init', 'plan load', 'plan check', 'plan export', 'observations import', 'migrate', 'describe', 'version']) {
    assert.match(all.out, new RegExp(`^  banyan ${name} `, 'm'));
    const one = banyan([...name.split(' '), '--help']);
    assert.deepEqual([one.status, one.out.startsWith(`banyan ${name}`)], [0, true], name);
  }
  for (const [args, slug] of [[['fly'], 'kit/command-unknown'], [['version', '--loud'], 'kit/option-unknown'], [['version', 'extra'], 'kit/option-unknown'], [['serve', '--data'], 'kit/option-needs-value'], [['serve', '--data', '/nowhere/at/all'], 'kit/data-missing'], [['plan', 'check'], 'kit/field-missing'], [['plan', 'check', '/nowhere'], 'kit/file-missing']]) {
    const answer = banyan(args);
    assert.ok(answer.status > 0 && answer.err.includes(`[${slug}]`), `${args}: ${answer.err}`);
  }
  assert.match(banyan(['version']).out, /^banyan \d+\.\d+\.\d+\n$/);
});

test('init makes a folder for its owner alone, and leaves one that is there as it is', () => {
  const data = join(folder(), 'mới', 'sâu');
  assert.equal(banyan(['init', '--data', data]).status, 0);
  assert.equal(statSync(data).mode & 0o777, 0o700);
  assert.equal(statSync(join(data, 'banyan.conf')).mode & 0o777, 0o600);
  writeFileSync(join(data, 'banyan.conf'), 'log.level = 1\n');
  assert.equal(banyan(['init', '--data', data]).status, 0);
  assert.equal(readFileSync(join(data, 'banyan.conf'), 'utf8'), 'log.level = 1\n');
  const nowhere = banyan(['init', '--data', '/dev/null/x']);
  assert.ok(nowhere.status === 1 && nowhere.err.includes('kit/file-refused'), nowhere.err);
});

test('settings: the file, over it the environment, over it the command line; faults are named', async () => {
  const data = folder();
  banyan(['init', '--data', data]);
  const conf = join(data, 'banyan.conf');
  writeFileSync(conf, '# chú thích\nhttp.listen = nowhere\nclock.fixed = 2026-01-01T00:00:00Z\n');
  const env = { ...process.env, BANYAN_CLOCK_FIXED: '2026-02-02T00:00:00Z' };
  const where = { common: ['--data', data] };
  const one = await serve(where, { env });
  assert.equal((await client(one).get('/people/me')).body.today, '2026-02-02', 'the environment');
  await one.stop();
  const two = await serve(where, { env, set: { 'clock.fixed': '2026-03-03T00:00:00Z' } });
  assert.equal((await client(two).get('/people/me')).body.today, '2026-03-03', 'the command line');
  await two.stop();
  for (const [line, slug] of [['không có dấu bằng', 'kit/setting-line'], ['http.lissten = 1', 'kit/setting-unknown'], ['http.threads = nhiều', 'kit/whole-number-form'], ['http.threads = 1000', 'kit/range'], ['http.secure = maybe', 'kit/choice']]) {
    writeFileSync(conf, `log.level = 1\n${line}\n`);
    const answer = banyan(['migrate', '--data', data]);
    assert.ok(answer.status === 1 && answer.err.includes(`[${slug}]`) && answer.err.includes('2'), `${line}: ${answer.err}`);
  }
  rmSync(data, { recursive: true });
});

test('a port that is taken and an address that is none are told', async () => {
  const where = makeData({ plan: null });
  const one = await serve(where);
  for (const place of [`127.0.0.1:${one.port}`, 'nowhere', '127.0.0.1:99999', '256.0.0.1:80']) {
    const answer = banyan(['serve', ...where.common, '--listen', place], { timeout: 10000 });
    assert.ok(answer.status === 1 && answer.err.includes('kit/listen-refused'), `${place}: ${answer.err}`);
  }
  await one.stop();
  where.remove();
});

onBothEngines('a plan goes out as a package and comes in again as the same plan', { data: { accounts: false } }, async (t, { where, engine }) => {
  const out = join(folder(), 'gói'), again = join(folder(), 'gói');
  where.cli('plan', 'export', out);
  assert.equal(banyan(['plan', 'check', out]).status, 0);
  const other = makeData({ plan: out, accounts: false });
  other.cli('plan', 'export', again);
  for (const name of ['documents', 'sections', 'objectives', 'indicators', 'targets', 'tasks', 'assignments', 'duties', 'bases', 'places', 'agencies', 'successions', 'collectives']) {
    const one = readFileSync(join(out, `${name}.csv`), 'utf8');
    assert.equal(readFileSync(join(again, `${name}.csv`), 'utf8'), one, name);
    const lines = (text) => text.trim().split('\n').sort();
    if (engine === 'sqlite') assert.deepEqual(lines(one), lines(readFileSync(join(content, `${name}.csv`), 'utf8')), `${name} as it was written by hand`);
  }
  other.remove();
});

/* The head of a file of figures, and its rows with the faults they must have: row, column, slug. */
const HEAD = 'indicator,subject,period,value,text,source\n';
const FAULTY = [
  ['D1.X,99,2026-09,1,,', 'indicator:strategy/indicator-unknown'],
  ['D1.A,99,2026-09,1,,', 'subject:strategy/subject-wrong'],
  ['D1.A,99009,2026-09,1,,', 'subject:strategy/subject-wrong'],
  ['D1.A,99001,2026-9,1,,', 'period:strategy/period-form'],
  ['D1.A,99001,2026-Q3,1,,', 'period:strategy/period-length'],
  ['D1.A,99001,2026-12,1,,', 'period:strategy/period-open'],
  ['D1.A,99001,2026-08,,,', 'value:strategy/value-missing'],
  ['D1.A,99001,2026-08,101,,', 'value:strategy/share-range'],
  ['D1.A,99001,2026-08,"1.234,5",,', 'value:kit/number-form'],
  ['D1.D,99,2025,,Giỏi,', 'text:strategy/level-missing'],
  ['D1.E,99,2026-08,1e3,,', 'value:kit/number-form'],
  ['D1.E,99,2026-08,4000000000000.01,,', 'value:strategy/figure-too-large'],
  ['D1.E,99,2026-07,12', ':kit/table-row-width'],
];

onBothEngines('a file of figures with faults is refused whole', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  const write = (text) => { const path = join(where.data, 'figures.csv'); writeFileSync(path, text); return path; };
  const figures = async () => (await client(server).get('/strategy/figures.csv')).body.trim().split('\n').length - 1;

  await t.test('every fault is named by row, column and rule; the good row between them is not taken', async () => {
    const path = write(`${HEAD}D1.E,99,2026-09,35,,\n${FAULTY.map(([line]) => line + '\n').join('')}`);
    const answer = where.try('observations', 'import', path, '--source', 'Báo cáo', '--json');
    assert.equal(answer.status, 1);
    const named = JSON.parse(answer.err).errors.map((e) => `${e.row}:${e.column}:${e.type.replace('/problems/', '')}`);
    assert.deepEqual(named, FAULTY.map(([, fault], i) => `${i + 3}:${fault}`));
    await soon(async () => assert.equal(await figures(), 0));
  });

  await t.test('a row without a source, when the command names none', () => {
    const answer = where.try('observations', 'import', write(`${HEAD}D1.E,99,2026-09,35,,\n`));
    assert.ok(answer.status === 1 && answer.err.includes('strategy/source-missing'));
  });

  await t.test('one figure twice in a file, the same or not', () => {
    const answer = where.try('observations', 'import', write(`${HEAD}D1.E,99,2026-09,35,,\nD1.E,99,2026-09,36,,\n`), '--source', 'x');
    assert.ok(answer.status === 1 && answer.err.includes('strategy/figure-twice'), answer.err);
  });

  await t.test('as an office writes it: semicolons, 1.234,5 and a BOM, when that is said', async () => {
    const path = write('\ufeffindicator;subject;period;value\nD1.B;99001;2026-Q3;1.234,5\nD1.B;99002;2026-Q3;7\n');
    where.cli('observations', 'import', path, '--source', 'Báo cáo', '--delimiter', ';', '--decimal', ',', '--group', '.');
    await soon(async () => assert.equal((await client(server).get('/strategy/indicators/D1.B/figures/99001/2026-Q3')).body.figure?.value, 1234.5));
    const odd = where.try('observations', 'import', write('indicator;subject;period;value\nD1.B;99003;2026-Q3;1.23\n'), '--source', 'x', '--delimiter', ';', '--decimal', ',', '--group', '.');
    assert.ok(odd.status === 1 && odd.err.includes('kit/table-number-form'), '1.23 is neither 1,23 nor 123');
  });

  await t.test('the same file again changes nothing; other values need a reason and keep the old ones', async () => {
    const path = write(`${HEAD}D1.E,99,2026-09,35,,\n`);
    where.cli('observations', 'import', path, '--source', 'Báo cáo');
    const one = await client(server).get('/strategy/indicators/D1.E');
    where.cli('observations', 'import', path, '--source', 'Báo cáo');
    await soon(async () => assert.deepEqual((await client(server).get('/strategy/indicators/D1.E')).body.past, one.body.past));
    const other = write(`${HEAD}D1.E,99,2026-09,34.5,,\n`), refused = where.try('observations', 'import', other, '--source', 'Báo cáo');
    assert.ok(refused.status === 1 && refused.err.includes('strategy/figure-differs'), refused.err);
    where.cli('observations', 'import', other, '--source', 'Báo cáo', '--reason', 'Đối chiếu lại với sổ');
    await soon(async () => {
      const { body } = await client(server).get('/strategy/indicators/D1.E');
      assert.deepEqual(body.past.map((p) => [p.period, p.value, p.reason]), [['2026-09', 35, 'Đối chiếu lại với sổ']]);
      assert.equal(body.view.standing.value, 34.5);
    });
  });

  await t.test('a real figure takes the place of a sample without a reason; a sample never that of a real one', async () => {
    const path = write(`${HEAD}D1.E,99,2026-08,30,,\n`), of = async () => (await client(server).get('/strategy/indicators/D1.E')).body.history.find((f) => f.period === '2026-08');
    where.cli('observations', 'import', path, '--source', 'Mẫu', '--sample');
    await soon(async () => assert.deepEqual([(await of()).value, (await of()).is_sample], [30, true]));
    where.cli('observations', 'import', path, '--source', 'Báo cáo');
    await soon(async () => assert.deepEqual([(await of()).value, (await of()).is_sample, (await of()).revision], [30, false, 2]));
    const sample = where.try('observations', 'import', write(`${HEAD}D1.E,99,2026-08,29,,\n`), '--source', 'Mẫu', '--sample');
    assert.ok(sample.status === 1 && sample.err.includes('strategy/figure-differs'), sample.err);
  });

  await t.test('progress of tasks: unknown task, an agency that does not lead, 100 % and not done', () => {
    const path = write('task,agency,percent,status,on,note\nD1.T9,S1,10,in_progress,2026-10-01,\nD1.T1,S2,10,in_progress,2026-10-01,\nD1.T1,S1,60,done,2026-10-01,\nD1.T1,S1,160,in_progress,31/02/2026,\n');
    const answer = where.try('progress', 'import', path, '--source', 'x', '--json');
    const named = JSON.parse(answer.err).errors.map((e) => `${e.row}:${e.column}:${e.type.replace('/problems/', '')}`);
    assert.deepEqual(named.sort(), ['2:task:strategy/task-unknown', '3:agency:strategy/agency-not-lead', '4:percent:strategy/progress-state', '5:on:kit/day-form', '5:percent:kit/range']);
  });
});

onBothEngines('migrations are told before they are done', { data: { plan: null, accounts: false } }, async (t, { where }) => {
  assert.match(where.cli('migrate', '--dry-run'), /up to date|would take/);
  assert.match(where.cli('migrate'), /up to date|took/);
  assert.match(where.cli('migrate'), /up to date/);
});

onBothEngines('a server that is stopped as soon as it serves', { data: { plan: null } }, async (t, { where }) => {
  for (let i = 0; i < 5; i++) {
    const { code, signal, log } = await (await serve(where)).stop();
    assert.deepEqual([code, signal], [0, null], log);
  }
});
