// Figures that events fill: each that is published is taken in once and in order, whatever ends in between and however many servers look;
// what is wrong in one is told and passed by, and nothing is read without the right to it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after } from 'node:test';
import { join } from 'node:path';
import { client, PASSWORD, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { query } from '../harness/exchange.mjs';
import { OWN } from '../harness/filling.mjs';
import { freePort } from '../harness/net.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const ROOM = 'VN/GOV/S1/PHU-SONG', REPORTER = 'VN/GOV/X1/MOT-CUA', SETTINGS = { 'exchange.own_client': OWN };
const folder = mkdtempSync(join(tmpdir(), 'banyan-filling-events-'));
const file = (name, text) => { writeFileSync(join(folder, name), text); return join(folder, name); };
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const doors = [await freePort(), await freePort(), await freePort()];
const opened = (at, more = {}) => ({ set: { 'exchange.listen': `127.0.0.1:${doors[at]}`, ...SETTINGS, ...more } });

const COVER = { code: 'phu-song', title: 'Phủ sóng, xã nào đo xong báo xã đó', indicator: 'D1.A', way: 'event', system: ROOM, event: 'do-song',
  value: '/ty_le', key: '/xa', period: '/ky', key_scheme: 'place', unit: '%', low: 0, high: 100 };
const WAIT = { code: 'cho', title: 'Thời gian chờ tháng vừa qua', indicator: 'D1.E', way: 'event', system: ROOM, event: 'cho', value: '/gio', subject: '99', unit: 'giờ', factor: 60 };
const POINTS = { code: 'diem', title: 'Điểm truy cập của mọi xã', indicator: 'D1.B', way: 'event', system: ROOM, event: 'diem', list: '/xa', value: '/so', key: '/ma', key_scheme: 'agency', unit: 'điểm', whole: true };

const declaration = (ownKey, readable = ['do-song', 'cho', 'diem']) => JSON.stringify({
  instance: 'VN',
  members: [
    { class: 'GOV', code: 'UBND', name: 'Ủy ban nhân dân tỉnh Mẫu', subsystems: [{ code: 'BANYAN', connection: 'http', signing_keys: [{ pem: ownKey }] }] },
    { class: 'GOV', code: 'S1', name: 'Sở Một', subsystems: [{ code: 'PHU-SONG', name: 'Cơ sở dữ liệu phủ sóng', connection: 'http', services: [{ code: 'events', type: 'rest', url: 'http://127.0.0.1:9', bodies: 'kept' }] }] },
    { class: 'GOV', code: 'X1', name: 'Ủy ban nhân dân xã Đồng Đa', subsystems: [{ code: 'MOT-CUA', name: 'Một cửa xã Đồng Đa', connection: 'http' }] },
  ],
  rights: [...readable.map((type) => ({ subject: OWN, service: `${ROOM}/events`, method: 'POST', path: `/api/v1/subs/${type}` })), { subject: REPORTER, service: `${ROOM}/events`, path: '/pub/v1/cho' }],
});

async function call(door, who, verb, path, body, id) {
  const response = await fetch(`http://127.0.0.1:${door}/r1/${ROOM}${path}`, { method: verb, body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'X-Road-Client': who, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(id ? { 'X-Road-Id': id } : {}) } });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}
const publish = (door, type, event, id, who = ROOM) => call(door, who, 'POST', `/pub/v1/${type}`, { event }, id);
const published = async (...all) => { const { status, body } = await publish(...all); assert.equal(status, 201, JSON.stringify(body)); return body.id; };

/** A plan, a coordinator, the exchange with its room and kinds of events. */
async function prepare(where, door) {
  where.cli('plan', 'load', writePlan(smallPlan()));
  where.cli('account', 'add', '--username', 'dieu-phoi', '--role', 'coordinator', '--password', PASSWORD);
  const ownKey = where.cli('exchange', 'key'), load = (...readable) => where.cli('exchange', 'load', file('exchange.json', declaration(ownKey, ...readable)));
  load();
  await soon(async () => assert.equal((await call(door, ROOM, 'GET', '/api/v1/eventType')).status, 204));
  for (const type of ['do-song', 'cho', 'diem']) assert.equal((await call(door, ROOM, 'POST', '/api/v1/eventType', { eventType: type, schema: { type: 'object' } })).status, 200);
  return load;
}

onBothEngines('events fill figures', { data: { plan: null }, serve: opened(0) }, async (t, { server, where }) => {
  const door = doors[0], load = await prepare(where, door);
  const coordinator = await signedIn(server, 'dieu-phoi'), anybody = client(server);
  const page = async (code) => (await coordinator.get(`/filling/bindings/${code}`)).body;
  const ran = (code, count) => soon(async () => { const found = await page(code); assert.equal(found.runs.length, count); return found.runs[0]; });
  const proof = async (code, subject, period) => (await anybody.get(`/strategy/indicators/${code}/figures/${subject}/${period}`)).body;
  await t.test('a binding that cannot be is refused, with every fault named', async () => {
    const refused = async (body, expected) => assert.deepEqual(slugs(await coordinator.post('/filling/bindings', body)), expected);
    await refused({ ...COVER, system: '', event: '' }, ['/system:filling/member-needed', '/event:filling/member-needed']);
    await refused({ ...COVER, system: `${ROOM}/events`, value: 'ty_le', key_scheme: undefined }, ['/system:filling/member-wrong', '/value:filling/member-wrong', '/key_scheme:filling/member-needed']);
    await refused({ ...COVER, key: '', key_scheme: undefined }, ['/subject:filling/member-needed']);
    await refused({ ...POINTS, key: '', key_scheme: undefined }, ['/key:filling/member-needed']);
    await refused({ ...COVER, event: 'x'.repeat(101) }, ['/event:kit/length']);
  });

  await t.test('bindings are loaded from a spreadsheet’s rows: CSV and .xlsx say the same as JSON', async () => {
    await published(door, 'do-song', { xa: '99001', ky: '2026-09', ty_le: 1 }); // before anybody reads
    const names = [...new Set([COVER, WAIT, POINTS].flatMap(Object.keys))], cell = (value) => (value === undefined ? '' : typeof value === 'boolean' ? String(value) : value);
    const rows = [names, ...[COVER, WAIT, POINTS].map((one) => names.map((name) => cell(one[name])))];
    const csv = (all) => all.map((row) => row.map((value) => (/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value)).join(',')).join('\n') + '\n';
    const loaded = where.try('binding', 'load', file('bindings.csv', csv(rows)));
    assert.match(loaded.out, /3 liên kết \/ bindings, 3 thay đổi/, loaded.err);
    assert.match(where.cli('binding', 'load', file('bindings.json', JSON.stringify({ bindings: [COVER, WAIT, POINTS] }))), /3 liên kết \/ bindings, 0 thay đổi/);
    const book = join(folder, 'bindings.xlsx');
    execFileSync('/usr/bin/python3', ['-c', 'import json, openpyxl, sys\nbook = openpyxl.Workbook()\nfor row in json.loads(sys.argv[2]): book.active.append([None if cell == "" else cell for cell in row])\nbook.save(sys.argv[1])', book, JSON.stringify(rows)]);
    assert.match(where.cli('binding', 'load', book), /3 liên kết \/ bindings, 0 thay đổi/);
    const bad = where.try('binding', 'load', file('bad.csv', csv([[...names, 'màu'], [...rows[1], 'xanh']])));
    assert.notEqual(bad.status, 0);
    assert.match(bad.err, /màu/);
    const wrong = where.try('binding', 'load', file('wrong.csv', csv([names, rows[1].map((value) => (value === 'D1.A' ? 'D1.X' : value))])));
    assert.match(wrong.err, /filling\/member-wrong/);
    assert.match(wrong.err, /wrong\.csv/);
    const each = { code: 'nhieu', title: 'Hỏi từng xã', indicator: 'D1.B', way: 'service', service: `${ROOM}/thong-ke`, path: '/{agency}', agencies: 'X1;X2', value: '/so', key_scheme: 'agency', unit: 'điểm', schedule: 'monthly', day: 1, valid_from: '2027-01-01' };
    assert.match(where.cli('binding', 'load', file('each.csv', csv([Object.keys(each), Object.values(each)]))), /1 thay đổi/);
    assert.deepEqual((await page('nhieu')).line.binding.agencies, ['X1', 'X2'], 'a list is one cell');
  });

  await t.test('an event fills its figure, which says from which system and by which message it came', async () => {
    const id = await published(door, 'do-song', { xa: '99001', ky: '2026-10', ty_le: 52.5 }, 'do-1');
    const { run, faults } = await ran('phu-song', 1);
    assert.deepEqual([run.outcome, run.event, run.message_id, run.found, run.written, faults], ['done', id, 'do-1', 1, 1, []], 'and what was published before is not taken');
    const { figure, origin } = await proof('D1.A', '99001', '2026-10');
    assert.deepEqual([figure.value, origin.channel, origin.system, origin.system_name, origin.message_id, origin.request_id], [52.5, 'event', ROOM, 'Cơ sở dữ liệu phủ sóng', 'do-1', run.request_id]);
    assert.equal(origin.source, 'Sự kiện “do-song” của hệ thống “Cơ sở dữ liệu phủ sóng” của Sở Một');
    const { entries } = (await anybody.get(`/ledger/entries?subject=${origin.record}`)).body;
    assert.deepEqual(entries.map((entry) => entry.kind).sort(), ['exchange.answer_recorded', 'exchange.request_recorded']);
    where.cli('ledger', 'seal');
    const evidence = verifyEvidence(where.cli('exchange', 'evidence', 'do-1'), where.cli('ledger', 'key').trim());
    assert.deepEqual(JSON.parse(evidence.records[0].body).event, { xa: '99001', ky: '2026-10', ty_le: 52.5 });
    assert.equal(evidence.records[0].statement.exchange, origin.record);
    assert.equal((await proof('D1.A', '99001', '2026-09')).figure ?? null, null);
  });

  await t.test('the same event sent again is one; another one of the same figure corrects it', async () => {
    await published(door, 'do-song', { xa: '99001', ky: '2026-10', ty_le: 52.5 }, 'do-1');
    await published(door, 'do-song', { xa: '99001', ky: '2026-10', ty_le: 53 }, 'do-2');
    await ran('phu-song', 2);
    const { figure, past: before } = await proof('D1.A', '99001', '2026-10');
    assert.deepEqual([figure.value, before.map((one) => one.value)], [53, [52.5]]);
  });

  await t.test('without a period it is that which was over on the day of publication; the factor makes minutes of hours; a publisher with the right is named', async () => {
    await published(door, 'cho', { gio: 0.75 }, undefined, REPORTER);
    await ran('cho', 1);
    const { figure, origin } = await proof('D1.E', '99', '2026-10');
    assert.deepEqual([figure.value, origin.system, origin.system_name], [45, REPORTER, 'Một cửa xã Đồng Đa']);
  });

  await t.test('a list in an event is written whole', async () => {
    await published(door, 'diem', { xa: [{ ma: 'X1', so: 12 }, { ma: 'X2', so: 7 }] });
    await ran('diem', 1);
    assert.deepEqual([(await proof('D1.B', '99001', '2026-Q3')).figure.value, (await proof('D1.B', '99002', '2026-Q3')).figure.value], [12, 7]);
    await published(door, 'diem', { xa: [{ ma: 'X1', so: 13 }, { ma: 'X9', so: 7 }] });
    await ran('diem', 2);
    const { run, faults } = (await page('diem')).runs.find((one) => one.run.outcome === 'refused');
    assert.deepEqual([run.outcome, run.written, faults.map((fault) => [fault.about, fault.english])], ['refused', 0, [['X9', 'No agency has the code “X9”.']]]);
    assert.equal((await proof('D1.B', '99001', '2026-Q3')).figure.value, 12);
  });

  await t.test('what is wrong in an event is told, the coordinator once, and those behind it come in', async () => {
    for (const [i, event] of [{ xa: '99002', ky: '2026-10', ty_le: 101 }, { xa: '99002', ky: '2026-10' }, [], { xa: '99002', ky: '2026-13', ty_le: 7 }, { xa: '99002', ky: '2026-10', ty_le: 61 }].entries()) {
      const { status } = await publish(door, 'do-song', event, `sai-${i}`);
      assert.equal(status, Array.isArray(event) ? 400 : 201);
    }
    await ran('phu-song', 6);
    const found = (await page('phu-song')).runs.map((one) => [one.run.message_id, one.run.outcome, one.faults.length > 0]).filter(([id]) => id.startsWith('sai')).sort();
    assert.deepEqual(found, [['sai-0', 'refused', true], ['sai-1', 'refused', true], ['sai-3', 'refused', true], ['sai-4', 'done', false]]);
    assert.equal((await proof('D1.A', '99002', '2026-10')).figure.value, 61);
    const told = (await coordinator.get('/notices')).body.notices.filter((notice) => notice.kind === 'filling/run-wrong');
    assert.deepEqual(told.map((one) => one.page).sort(), ['/so-lieu-tu-dong/diem', '/so-lieu-tu-dong/phu-song']);
  });

  await t.test('switched off, events wait; switched on again, they come in; one that its publisher stopped does not', async () => {
    assert.equal((await coordinator.post('/filling/bindings/cho/switch', { is_on: false, reason: 'Hệ thống đang bảo trì' })).status, 200);
    const stopped = await published(door, 'cho', { gio: 9 });
    await published(door, 'cho', { gio: 0.5 });
    await soon(async () => assert.equal((await page('cho')).line.waiting, 2));
    assert.equal((await call(door, ROOM, 'DELETE', `/pub/v1/cho/${stopped}`)).status, 204);
    assert.equal((await coordinator.post('/filling/bindings/cho/switch', { is_on: true, reason: 'Hệ thống chạy lại rồi' })).status, 200);
    await ran('cho', 2);
    const found = await page('cho');
    assert.deepEqual([found.line.waiting, (await proof('D1.E', '99', '2026-10')).past.map((one) => one.value), (await proof('D1.E', '99', '2026-10')).figure.value], [0, [45], 30]);
  });

  await t.test('an event of a day on which the binding does not hold is passed by', async () => {
    assert.equal((await coordinator.post('/filling/bindings', { ...WAIT, valid_from: '2026-11-23' })).status, 200);
    await published(door, 'cho', { gio: 8 });
    await soon(async () => assert.equal((await page('cho')).line.waiting, 0));
    assert.equal((await page('cho')).runs.length, 2);
    assert.equal((await coordinator.post('/filling/bindings', WAIT)).status, 200);
  });

  await t.test('without the right nothing is read, which is told; with it again nothing was lost', async () => {
    load(['do-song', 'diem']);
    await published(door, 'cho', { gio: 0.6 });
    await ran('cho', 3);
    const { run, faults } = (await page('cho')).runs.find((one) => one.run.outcome === 'failed');
    assert.deepEqual([run.event, faults.map((fault) => fault.english)], ['', [`This installation has no right to events “cho” of “${ROOM}”. Grant POST /api/v1/subs/cho on its service events.`]]);
    assert.equal((await page('cho')).line.waiting, 1);
    load();
    await ran('cho', 4);
    assert.equal((await proof('D1.E', '99', '2026-10')).figure.value, 36);
  });

  await t.test('a kind of events that fills a figure is not removed; the binding as a service reads events no more', async () => {
    assert.equal((await call(door, ROOM, 'DELETE', '/api/v1/eventType/cho')).status, 409);
    assert.equal((await coordinator.post('/filling/bindings', { ...WAIT, way: 'service', event: '', service: `${ROOM}/thong-ke`, schedule: 'monthly', day: 28 })).status, 200);
    assert.equal((await call(door, ROOM, 'DELETE', '/api/v1/eventType/cho')).status, 204);
  });

  await t.test('an indicator that the plan has no longer is told, and stops nothing else', async () => {
    const plan = smallPlan(), without = (text) => text.split('\n').filter((line) => !line.startsWith('D1.C,')).join('\n');
    assert.equal((await coordinator.post('/filling/bindings', { ...COVER, code: 'chi', indicator: 'D1.C', event: 'diem', list: '/xa', value: '/so', period: '', key: '/ma', key_scheme: 'agency' })).status, 200);
    for (const name of ['indicators', 'targets', 'assignments']) plan[name] = without(plan[name]);
    where.cli('plan', 'load', writePlan(plan));
    await published(door, 'diem', { xa: [{ ma: 'X1', so: 14 }] });
    const { run, faults } = await ran('chi', 1);
    assert.deepEqual([run.outcome, faults.map((fault) => fault.english)], ['refused', ['The plan has no indicator “D1.C” any more.']]);
    await soon(async () => assert.equal((await proof('D1.B', '99001', '2026-Q3')).figure.value, 14));
  });
});

/** Every event once, in order: the figure's history has each value, in the order in which they were answered with 201. */
async function assertOnce(where, ids, code = 'phu-song') {
  const rows = query(where, `SELECT event, outcome FROM filling_run WHERE binding = '${code}' ORDER BY id;`);
  assert.deepEqual(rows.map(([event]) => event).filter((event) => ids.includes(event)).sort(), [...ids].sort());
  assert.ok(rows.every(([, outcome]) => outcome === 'done'));
}

onBothEngines('events and kill -9', { data: { plan: null }, serve: opened(0) }, async (t, { where, server, engine }) => {
  await prepare(where, doors[0]);
  where.cli('binding', 'load', file('bindings.json', JSON.stringify({ bindings: [COVER] })));
  const coordinator = await signedIn(server, 'dieu-phoi');
  const values = (subject) => query(where, `SELECT value FROM (SELECT value, revision FROM observation WHERE indicator = 'D1.A' AND subject = '${subject}' UNION SELECT value, revision FROM observation_past WHERE indicator = 'D1.A' AND subject = '${subject}') AS every ORDER BY revision;`).map(([value]) => Number(value) / 1e6);
  const waiting = () => soon(async () => assert.equal((await coordinator.get('/filling/bindings/phu-song')).body.line.waiting, 0), 30_000);

  await t.test('nothing is lost and nothing taken twice when the server that reads is killed again and again', async () => {
    const ids = [];
    for (let round = 0; round < 4; round++) {
      const victim = await serve(where, opened(1)), ended = new Promise((done) => { victim.child.once('exit', done); });
      const end = Date.now() + 1500 + round * 400;
      for (let i = 0; Date.now() < end && i < 40; i++) ids.push(await published(doors[0], 'do-song', { xa: '99001', ky: '2026-10', ty_le: ids.length / 10 }));
      victim.child.kill('SIGKILL');
      await ended;
    }
    await waiting();
    await assertOnce(where, ids);
    assert.deepEqual(values('99001'), ids.map((id, i) => i / 10));
  });

  if (engine === 'postgresql') await t.test('two servers on one database take no event twice', async () => {
    const second = await serve(where, opened(2)), ids = [];
    try {
      for (let i = 0; i < 80; i++) ids.push(await published(doors[i % 2 === 0 ? 0 : 2], 'do-song', { xa: '99002', ky: '2026-10', ty_le: i }));
      await waiting();
      await assertOnce(where, ids);
      assert.deepEqual(values('99002'), ids.map((id, i) => i));
    } finally {
      await second.stop();
    }
  });
});

after(() => rmSync(folder, { recursive: true, force: true }));
