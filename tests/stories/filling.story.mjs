// Figures that fill themselves: a service of another agency is asked through a real exchange, its answer is taken in whole or not at
// all, an officer overtypes it with a reason alone; and signed files where no connection is granted yet.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createPrivateKey, sign } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after } from 'node:test';
import { join } from 'node:path';
import { client, PASSWORD, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { declaration, DROPPER, dropKey, edKey, OWN, secretPem, startProvider, SYSTEM } from '../harness/filling.mjs';
import { freePort } from '../harness/net.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { openAccounts, regimeFolder } from '../harness/reports.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const folder = mkdtempSync(join(tmpdir(), 'banyan-filling-'));
const file = (name, text) => { writeFileSync(join(folder, name), text); return join(folder, name); };
const bytes = (text) => new TextEncoder().encode(text);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));

const places = await freePort(), provider = await startProvider();

const COVER = { code: 'phu-song', title: 'Phủ sóng từ cơ sở dữ liệu của Sở Một', indicator: 'D1.A', way: 'service', service: `${SYSTEM}/thong-ke`, path: '/phu-song?ky={period}',
  list: '/data/rows', key: '/code', value: '/rate', key_scheme: 'place', unit: '%', low: 0, high: 100, jump: 50, schedule: 'monthly', day: 5 };
const WAIT = { code: 'cho', title: 'Thời gian chờ', indicator: 'D1.E', way: 'service', service: `${SYSTEM}/thong-ke`, path: '/cho', value: '/gio', subject: '99', unit: 'giờ', factor: 60, schedule: 'daily' };
const POINTS = { code: 'diem', title: 'Số điểm truy cập', indicator: 'D1.B', way: 'service', service: `${SYSTEM}/thong-ke`, path: '/diem/{agency}/{period}', agencies: ['X1', 'X2'], value: '/so/0', key_scheme: 'agency', unit: 'điểm', whole: true, schedule: 'hourly' };
const DROP = { code: 'tep-diem', title: 'Tệp điểm truy cập', indicator: 'D1.B', way: 'file', system: DROPPER, agency: 'S2', value: 'Số điểm', key: 'Mã xã', period: 'Kỳ', others: ['Ghi chú'], key_scheme: 'place', unit: 'điểm', low: 0, whole: true };

onBothEngines('figures fill themselves', { data: { plan: null }, serve: { set: { 'exchange.listen': `127.0.0.1:${places}`, 'exchange.own_client': OWN } } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'mot', 'officer', 'S1');
  account(where.cli, 'hai', 'officer', 'S2');
  account(where.cli, 'dieu-phoi', 'coordinator');
  const one = await signedIn(server, 'mot'), two = await signedIn(server, 'hai'), coordinator = await signedIn(server, 'dieu-phoi'), anybody = client(server);
  const ownKey = where.cli('exchange', 'key');
  where.cli('exchange', 'load', file('exchange.json', declaration(provider, ownKey)));
  const load = (...bindings) => where.try('binding', 'load', file('bindings.json', JSON.stringify({ bindings })));
  const page = async (code) => (await coordinator.get(`/filling/bindings/${code}`)).body;
  const newest = async (code) => (await page(code)).runs[0];
  const ran = (code, count) => soon(async () => assert.equal((await page(code)).runs.length, count));
  const proof = async (code, subject, period) => (await coordinator.get(`/strategy/indicators/${code}/figures/${subject}/${period}`)).body;
  const run = (code) => coordinator.post(`/filling/bindings/${code}/run`, {});

  await t.test('a binding that cannot be is refused, with every fault named', async () => {
    const refused = async (body, expected) => assert.deepEqual(slugs(await coordinator.post('/filling/bindings', body)), expected);
    await refused({ ...COVER, indicator: 'D1.X' }, ['/indicator:filling/member-wrong']);
    await refused({ ...COVER, unit: 'điểm' }, ['/unit:filling/unit-differs']);
    await refused({ ...COVER, service: SYSTEM, list: 'data', key: '' , path: '/a b' }, ['/service:filling/member-wrong', '/path:filling/member-wrong', '/list:filling/member-wrong', '/key:filling/member-needed']);
    await refused({ ...COVER, day: 0, path: '/{agency}' }, ['/day:filling/member-needed', '/agencies:filling/member-needed', '/list:filling/member-wrong']);
    await refused({ ...DROP, system: '', agency: '' }, ['/system:filling/member-needed', '/agency:filling/member-needed']);
    await refused({ ...COVER, low: 2, high: 1, valid_from: '2026-01-02', valid_to: '2026-01-02' }, ['/high:filling/member-wrong', '/valid_to:filling/member-wrong']);
    assert.equal(slug(await one.post('/filling/bindings', COVER)), 'kit/not-allowed');
    assert.equal((await anybody.get('/filling/bindings')).status, 401);
  });

  await t.test('a list is asked for when it is loaded, and all its figures are written', async () => {
    provider.answers['/phu-song'] = { data: { rows: [{ code: '99001', rate: 52.5 }, { code: '99002', rate: '60' }, { code: '99003', rate: 70 }] } };
    const loaded = load(COVER);
    assert.match(loaded.out, /1 liên kết \/ bindings, 1 thay đổi/, loaded.err);
    assert.match(load(COVER).out, /0 thay đổi/, 'the same again changes nothing');
    await ran('phu-song', 1);
    const { run: done, faults } = await newest('phu-song');
    assert.deepEqual([done.outcome, done.found, done.written, done.same, done.overruled, faults], ['done', 3, 3, 0, 0, []]);
    const asked = provider.asked.at(-1);
    assert.deepEqual([asked.target, asked.client, asked.id], ['/phu-song?ky=2026-10', OWN, done.message_id], 'the newest period that is over');
    const places = (await anybody.get('/strategy/indicators/D1.A/places')).body;
    assert.ok(JSON.stringify(places).includes('52.5'));
    assert.equal((await page('phu-song')).line.binding.next_at, '2026-12-04T18:00:00Z', '5/12, one o’clock');
  });

  await t.test('a figure says from which system it came, and the proof of its message stands in the ledger', async () => {
    const { figure, origin } = await proof('D1.A', '99001', '2026-10'), { run: done } = await newest('phu-song');
    assert.deepEqual([figure.value, origin.channel, origin.system, origin.system_name], [52.5, 'exchange', SYSTEM, 'Cơ sở dữ liệu phủ sóng']);
    assert.equal(origin.source, 'Hệ thống “Cơ sở dữ liệu phủ sóng” của Sở Một, qua trục liên thông');
    assert.deepEqual([origin.message_id, origin.request_id], [done.message_id, done.request_id]);
    const { entries } = (await anybody.get(`/ledger/entries?subject=${origin.record}`)).body, kinds = entries.map((entry) => entry.kind).sort();
    assert.deepEqual(kinds, ['exchange.answer_recorded', 'exchange.request_recorded']);
    const [filled] = (await anybody.get(`/ledger/entries?subject=${origin.id}`)).body.entries;
    assert.equal(filled.kind, 'strategy.figure_filled');
    assert.ok(filled.body.includes(done.message_id) && filled.body.includes(origin.record));
    where.cli('ledger', 'seal');
    const answered = entries.find((entry) => entry.kind === 'exchange.answer_recorded'), asText = await anybody.get(`/ledger/proofs/${answered.id}`);
    assert.equal(asText.status, 200);
    assert.ok(where.cli('ledger', 'verify').length > 0);
  });

  await t.test('the same figures again are not written anew', async () => {
    const { status, body } = await run('phu-song');
    assert.equal(status, 200, JSON.stringify(body));
    assert.deepEqual([body.run.outcome, body.run.written, body.run.same], ['done', 0, 3]);
    assert.equal((await proof('D1.A', '99001', '2026-10')).figure.revision, 1);
  });

  await t.test('one wrong figure, and none is written; the coordinator is told once', async () => {
    provider.answers['/phu-song'] = { data: { rows: [{ code: '99001', rate: 55 }, { code: '99002', rate: 101 }, { code: '99099', rate: 7 }, { code: '99003' }, { code: '99001', rate: 56 }] } };
    const { body } = await run('phu-song');
    assert.deepEqual([body.run.outcome, body.run.written, body.run.found], ['refused', 0, 4]);
    assert.deepEqual(body.faults.map((fault) => [fault.about, fault.value]), [['99003', ''], ['99002', '101'], ['99002', '101'], ['99099', '7'], ['99001', '56']]);
    assert.match(body.faults[1].sentence, /101 lớn hơn mức cao nhất 100/);
    assert.equal((await proof('D1.A', '99001', '2026-10')).figure.value, 52.5, 'what was right in it neither');
    await run('phu-song');
    const told = (await coordinator.get('/notices')).body.notices.filter((notice) => notice.kind === 'filling/run-wrong');
    assert.equal(told.length, 1);
    assert.deepEqual([told[0].page], ['/so-lieu-tu-dong/phu-song']);
  });

  await t.test('answers of every wrong kind are told in a sentence', async () => {
    const sentence = async (answer) => {
      provider.answers['/phu-song'] = answer;
      const { body } = await run('phu-song');
      return [body.run.outcome, body.faults.map((fault) => fault.sentence).join(' | ')];
    };
    assert.deepEqual(await sentence('<html>'), ['refused', 'Câu trả lời không phải JSON đọc được.']);
    assert.deepEqual(await sentence({ data: {} }), ['refused', 'Không có gì ở “/data/rows”.']);
    assert.deepEqual(await sentence({ data: { rows: {} } }), ['refused', 'Ở “/data/rows” không phải một danh sách.']);
    assert.deepEqual(await sentence({ data: { rows: [] } }), ['refused', 'Danh sách ở “/data/rows” không có mục nào.']);
    assert.deepEqual(await sentence({ data: { rows: [{ code: '99001', rate: 'nhiều' }] } }), ['refused', '“"nhiều"” không phải một số có nhiều nhất 6 số lẻ.']);
    delete provider.answers['/phu-song'];
    const { body } = await run('phu-song');
    assert.deepEqual([body.run.outcome, body.faults[0].sentence], ['failed', 'Dịch vụ trả lời mã 404 .']);
  });

  await t.test('one figure in another unit: 0.75 hours are 45 minutes', async () => {
    provider.answers['/cho'] = { gio: 0.75 };
    assert.equal(load(WAIT).status, 0);
    await ran('cho', 1);
    assert.deepEqual([(await newest('cho')).run.outcome, (await proof('D1.E', '99', '2026-10')).figure.value], ['done', 45]);
  });

  await t.test('an officer cannot overtype it without a reason; with one both values stay, and the system does not push it back', async () => {
    const entry = { indicator: 'D1.E', subject: '99', period: '2026-10', value: 50, source: 'Đo tại bộ phận một cửa', based_on: 1 };
    const form = (await one.get('/strategy/entry/D1.E?period=2026-10')).body;
    assert.deepEqual([form.held.value, form.held_origin.channel, form.held_origin.system_name, form.last_source], [45, 'exchange', 'Cơ sở dữ liệu phủ sóng', ''], 'an officer’s own figure has a source of its own');
    assert.deepEqual(slugs(await one.post('/strategy/figures', entry)), ['/reason:strategy/figure-from-system']);
    assert.deepEqual(slugs(await one.post('/strategy/figures', { ...entry, reason: 'sai' })), ['/reason:strategy/figure-from-system']);
    const made = await one.post('/strategy/figures', { ...entry, reason: 'Hệ thống thiếu hai ngày mất điện' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await coordinator.post(`/strategy/submissions/${made.body.id}/decision`, { decision: 'accept' })).status, 200);
    const { figure, past, origin } = await proof('D1.E', '99', '2026-10');
    assert.deepEqual([figure.value, origin.channel, past.map((before) => [before.value, before.reason])], [50, '', [[45, 'Hệ thống thiếu hai ngày mất điện']]]);
    assert.deepEqual([(await run('cho')).body.run.overruled, (await proof('D1.E', '99', '2026-10')).figure.value], [1, 50]);
    provider.answers['/cho'] = { gio: 0.8 };
    assert.deepEqual([(await run('cho')).body.run.written, (await proof('D1.E', '99', '2026-10')).figure.value], [1, 48], 'it says something new');
  });

  await t.test('each agency is asked by itself; whole numbers alone', async () => {
    provider.answers['/diem/X1/2026-Q3'] = { so: [12] };
    provider.answers['/diem/X2/2026-Q3'] = { so: [7.5] };
    assert.equal(load(POINTS).status, 0);
    await ran('diem', 1);
    const { run: refused, faults } = await newest('diem');
    assert.deepEqual([refused.outcome, faults.map((fault) => [fault.about, fault.value])], ['refused', [['X2', '7.5']]]);
    provider.answers['/diem/X2/2026-Q3'] = { so: [7] };
    assert.deepEqual((await run('diem')).body.run.written, 2);
    assert.deepEqual([(await proof('D1.B', '99001', '2026-Q3')).figure.value, (await proof('D1.B', '99002', '2026-Q3')).figure.value], [12, 7]);
  });

  await t.test('a change beyond what is thought possible is refused', async () => {
    const [before] = (await proof('D1.A', '99001', '2026-10')).past;
    assert.equal(before, undefined);
    const figures = file('thang-9.csv', 'indicator,subject,period,value\nD1.E,99,2026-09,40\n');
    where.cli('observations', 'import', figures, '--source', 'Báo cáo tháng 9');
    assert.equal((await coordinator.post('/filling/bindings', { ...WAIT, jump: 20 })).status, 200);
    provider.answers['/cho'] = { gio: 0.9 }; // 54 minutes: 35 % above 40
    const { body } = await run('cho');
    assert.deepEqual([body.run.outcome, body.faults[0].sentence], ['refused', '54 khác kỳ trước 40 quá nhiều.']);
  });

  await t.test('without the right nothing is asked, and the refusal is told', async () => {
    const before = provider.asked.length;
    where.cli('exchange', 'load', file('exchange.json', declaration(provider, ownKey, [])));
    const { body } = await run('diem');
    assert.deepEqual([body.run.outcome, provider.asked.length], ['failed', before]);
    assert.match(body.faults[0].sentence, /mã (403|500|404) .*AccessDenied/i);
    where.cli('exchange', 'load', file('exchange.json', declaration(provider, ownKey)));
  });

  await t.test('a binding is switched off with a reason, and then asks no more', async () => {
    assert.deepEqual(slugs(await coordinator.post('/filling/bindings/diem/switch', { is_on: false, reason: 'nghỉ' })), ['/reason:filling/reason-missing']);
    const { body } = await coordinator.post('/filling/bindings/diem/switch', { is_on: false, reason: 'Hệ thống đang bảo trì' });
    assert.equal(body.is_on, false);
    assert.equal(slug(await run('diem')), 'filling/binding-off');
    const kinds = (await anybody.get('/ledger/entries?subject=diem')).body.entries.map((entry) => entry.kind).sort();
    assert.deepEqual(kinds, ['filling.binding_set', 'filling.binding_switched_off']);
    assert.equal((await coordinator.post('/filling/bindings/diem/switch', { is_on: true, reason: 'Hệ thống chạy lại rồi' })).body.is_on, true);
  });

  await t.test('a signed file fills in where no connection is granted yet, and is marked as such', async () => {
    assert.equal(load(DROP).status, 0);
    const text = 'Mã xã,Kỳ,Số điểm,Ghi chú\n99001,2026-Q2,10,\n99002,2026-Q2,6,đo lại\n', path = file('diem.csv', text);
    const [keyId, signature] = where.cli('drop', 'sign', path, '--key', file('key.pem', secretPem(dropKey))).trim().split(' ');
    const added = await two.post('/documents/files?name=diem.csv', bytes(text)), drop = { binding: 'tep-diem', file: added.body.id, key_id: keyId, signature };
    assert.equal(added.status, 201, JSON.stringify(added.body));
    assert.equal(slug(await one.post('/filling/drops', drop)), 'access/agency-not-yours');
    assert.deepEqual(slugs(await two.post('/filling/drops', { ...drop, key_id: 'ed-1' })), ['/signature:filling/signature-wrong']);
    assert.deepEqual(slugs(await two.post('/filling/drops', { ...drop, signature: Buffer.alloc(64, 1).toString('base64') })), ['/signature:filling/signature-wrong']);
    assert.equal(slug(await two.post('/filling/drops', { ...drop, binding: 'cho' })), 'filling/binding-off');
    const taken = await two.post('/filling/drops', drop);
    assert.equal(taken.status, 201, JSON.stringify(taken.body));
    assert.deepEqual([taken.body.run.outcome, taken.body.run.written], ['done', 2]);
    const { figure, origin } = await proof('D1.B', '99002', '2026-Q2');
    assert.deepEqual([figure.value, origin.channel, origin.source, origin.message_id], [6, 'file', 'Tệp “diem.csv” của hệ thống “Sổ điểm truy cập” (chưa kết nối)', added.body.digest]);
    assert.equal(origin.evidence[0].id, added.body.id, 'the file itself is kept');
    assert.equal(slug(await two.post('/filling/drops', drop)), 'filling/file-taken');
  });

  await t.test('another program signs as well; what is wrong in a file is named by its cell', async () => {
    const text = 'Mã xã,Kỳ,Số điểm\n99001,2026-Q1,9\n99002,2026-Q1,-1\n', added = await two.post('/documents/files?name=q1.csv', bytes(text));
    const said = `banyan drop v1\nsha256 ${added.body.digest}\n`, signature = sign(null, Buffer.from(said), createPrivateKey(secretPem(edKey))).toString('base64');
    const refused = await two.post('/filling/drops', { binding: 'tep-diem', file: added.body.id, key_id: 'ed-1', signature });
    assert.deepEqual([refused.body.run.outcome, refused.body.faults.map((fault) => fault.about)], ['refused', ['99002']]);
    const bad = await two.post('/documents/files?name=q0.csv', bytes('Mã xã,Kỳ,Số điểm,Lạ\n99001,2026-Q1,chín,\n'));
    assert.equal(slug(await two.post('/filling/drops', { binding: 'tep-diem', file: bad.body.id, key_id: 'ed-1', signature })), 'kit/input-faulty');
  });

  await t.test('a spreadsheet does as well', async () => {
    const path = join(folder, 'diem.xlsx'), rows = JSON.stringify([['Mã xã', 'Kỳ', 'Số điểm'], ['99001', '2026-Q1', 9], ['99003', '2026-Q1', 4]]);
    execFileSync('/usr/bin/python3', ['-c', 'import json, openpyxl, sys\nbook = openpyxl.Workbook()\nfor row in json.loads(sys.argv[2]): book.active.append(row)\nbook.save(sys.argv[1])', path, rows]);
    const [key_id, signature] = where.cli('drop', 'sign', path, '--key', file('key.pem', secretPem(dropKey))).trim().split(' ');
    const added = await two.post('/documents/files?name=diem.xlsx', readFileSync(path)), taken = await two.post('/filling/drops', { binding: 'tep-diem', file: added.body.id, key_id, signature });
    assert.deepEqual([taken.body.run?.outcome, taken.body.run?.written], ['done', 2], JSON.stringify(taken.body));
    assert.equal((await proof('D1.B', '99003', '2026-Q1')).figure.value, 4);
  });

  await t.test('a key that is none is refused', async () => {
    const refused = where.try('drop', 'sign', file('a.csv', 'a\n'), '--key', file('none.pem', 'nothing'));
    assert.match(refused.err, /filling\/key-form/);
  });

  await t.test('who may see it sees all bindings', async () => {
    const { lines } = (await two.get('/filling/bindings')).body;
    assert.deepEqual(lines.map((line) => [line.binding.code, line.may_drop, line.newest !== null]), [['cho', false, true], ['diem', false, true], ['phu-song', false, true], ['tep-diem', true, true]]);
  });
});

onBothEngines('a report about a figure that a system brought', { data: { plan: null }, serve: { set: { 'exchange.listen': `127.0.0.1:${places}`, 'exchange.own_client': OWN } } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  where.cli('exchange', 'load', file('exchange.json', declaration(provider, where.cli('exchange', 'key'))));
  const [officer, coordinator] = await Promise.all(['mot', 'dieu-phoi'].map((name) => signedIn(server, name)));
  provider.answers['/cho'] = { gio: 0.75 };
  where.cli('binding', 'load', file('bindings.json', JSON.stringify({ bindings: [WAIT] })));
  await soon(async () => assert.equal((await coordinator.get('/filling/bindings/cho')).body.runs.length, 1));
  const owed = (await coordinator.get('/reporting/obligations?regime=M&period=2026-10')).body.obligations.find((one) => one.obligation.agency === 'S1').obligation.id;
  const at = (step) => `/reporting/obligations/${owed}${step ? `/${step}` : ''}`;
  const draft = (save, revision, more) => ({ save: `saving-${save}`, revision, figures: [{ indicator: 'D1.E', subject: '99', value: 50, source: 'Đo tại bộ phận một cửa', based_on: 1, ...more }], tasks: [], sections: [], overrides: [] });

  await t.test('the form has the figure, and says from which system', async () => {
    const line = (await officer.get(at(''))).body.lines.find((one) => one.indicator.code === 'D1.E');
    assert.deepEqual([line.held, line.held_channel, line.held_system], [45, 'exchange', 'Cơ sở dữ liệu phủ sóng']);
  });

  await t.test('another one is not handed in without a reason', async () => {
    let { body } = await officer.post(at('draft'), draft('0001', 0, {}));
    assert.deepEqual(slugs(await officer.post(at('submission'), { revision: body.revision })), ['/figures:strategy/figure-from-system']);
    ({ body } = await officer.post(at('draft'), draft('0002', body.revision, { reason: 'Hệ thống thiếu hai ngày mất điện' })));
    assert.equal((await officer.post(at('submission'), { revision: body.revision })).body.state, 'submitted');
  });
});

onBothEngines('an installation that is nobody in the exchange', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'dieu-phoi', 'coordinator');
  const coordinator = await signedIn(server, 'dieu-phoi');
  await t.test('a closed exchange is told, and tried again', async () => {
    assert.equal((await coordinator.post('/filling/bindings', WAIT)).status, 200);
    await soon(async () => assert.equal((await coordinator.get('/filling/bindings/cho')).body.runs.length, 1));
    const { runs: [{ run, faults }], line } = (await coordinator.get('/filling/bindings/cho')).body;
    assert.deepEqual([run.outcome, faults.length, line.binding.next_at], ['failed', 1, '2026-11-22T04:00:00Z']);
    assert.match(faults[0].sentence, /exchange\.listen/);
  });
});

after(() => provider.stop());
