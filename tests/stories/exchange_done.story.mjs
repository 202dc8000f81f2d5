// What the exchange is for: a register of people and one of courses, each behind a node of its own, ask each other what they need; figures
// of the strategy fill themselves from what flows; and an outsider who has a published figure verifies its way back to what the register
// said. Every number is worked out by hand (tests/harness/registers has the rules).
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { client, makeData, serve, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { nodeSigned, verifyEvidence } from '../harness/evidence.mjs';
import { query, recordsOf, register } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { startPopulation, startTraining } from '../harness/registers.mjs';
import { openProof } from '../harness/tlog.mjs';

const OWN = 'VN/GOV/UBND/BANYAN', ROOM = 'VN/GOV/UBND/TIEP-NHAN', TRAINING = 'VN/GOV/1001/dao-tao', POPULATION = 'VN/GOV/2002/dan-cu';
const PEOPLE = `${POPULATION}/dan-cu`, COURSES = `${TRAINING}/hoc-vien`;
const doors = { so: await freePort(), tinh: await freePort() };
const folder = mkdtempSync(join(tmpdir(), 'banyan-done-')), papers = certificates(), [ofSo, ofTinh] = ['so', 'tinh'].map((name) => papers.make(name));
const opened = (node, certificate, more = {}) => ({ set: { 'exchange.listen': `127.0.0.1:${doors[node]}`, 'exchange.tls_certificate': certificate.cert, 'exchange.tls_key': certificate.key, ...more } });
after(() => { papers.remove(); rmSync(folder, { recursive: true, force: true }); });

// ---- what the registers hold ----

const people = [
  { id: '008190000001', name: 'Ma Thị Lan', born: '1990-05-04', commune: '99001' },
  { id: '008208000002', name: 'Hoàng Văn Nam', born: '2008-08-11', commune: '99001' }, // 17 on 10/8/2026
  { id: '008208000003', name: 'Bàn Thị Sao', born: '2008-08-10', commune: '99002' }, // 18 on that day
  { id: '008171000004', name: 'Trần Văn Minh', born: '1971-01-31', commune: '99003' },
  { id: '008155000005', name: 'Lê Văn Hòa', born: '1955-12-01', commune: '99001', died: '2026-06-30' },
  { id: '008199000007', name: 'Nguyễn Thị Hạnh', born: '1999-09-09', commune: '99003' },
];
const births = [
  { commune: '99001', born: '2026-08-02', registered: '2026-09-10' }, // until 1/10: in time
  { commune: '99001', born: '2026-08-20', registered: '2026-10-19' }, // until 19/10, its last day: in time
  { commune: '99001', born: '2026-08-31', registered: '2026-10-31' }, // until 30/10: a day too late
  { commune: '99001', born: '2026-07-31', registered: null }, // until 29/9: of September
  { commune: '99002', born: '2026-08-15', registered: null }, // until 14/10: not at all
  { commune: '99002', born: '2026-08-16', registered: '2026-08-20' }, // until 15/10: in time
  { commune: '99003', born: '2026-09-01', registered: '2026-10-31' }, // until 31/10, its last day: in time
  { commune: '99003', born: '2026-09-02', registered: null }, // until 1/11: of November
];
const visits = [{ day: '2026-10-02', minutes: 30 }, { day: '2026-10-15', minutes: 45 }, { day: '2026-10-30', minutes: 61 }, { day: '2026-11-01', minutes: 500 }];
const BY_HAND = {
  births: { 99001: 66.666667, 99002: 50, 99003: 100 }, // 2 of 3, 1 of 2, 1 of 1
  waited: 45.333333, // (30 + 45 + 61) / 3
  courses: { 99001: 1, 99002: 1, 99003: 2 },
};

// ---- what is registered ----

function declaration(here, nodes, urls, ownKey) {
  const at = (node, more) => (here === node ? more : { node });
  const service = (node, code, url) => ({ code, type: 'rest', bodies: 'kept', ...(here === node ? { url } : {}) });
  return {
    instance: 'VN',
    members: [
      { class: 'GOV', code: 'UBND', name: 'Ủy ban nhân dân tỉnh Mẫu', subsystems: [
        { code: 'BANYAN', name: 'Theo dõi chiến lược', ...at('so', { connection: 'http', signing_keys: [{ pem: ownKey }] }) },
        { code: 'TIEP-NHAN', name: 'Tiếp nhận số liệu', ...at('so', { connection: 'http' }), services: [service('so', 'events', 'http://127.0.0.1:9')] } ] },
      { class: 'GOV', code: '1001', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'dao-tao', name: 'Sổ học viên', ...at('so', { connection: 'http' }), services: [service('so', 'hoc-vien', urls.training)] }] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', name: 'Cơ sở dữ liệu dân cư', ...at('tinh', { connection: 'http' }), services: [service('tinh', 'dan-cu', urls.population)] }] },
    ],
    rights: [
      { subject: TRAINING, service: PEOPLE, method: 'GET', path: '/nguoi/*' },
      { subject: OWN, service: PEOPLE, method: 'GET', path: '/khai-sinh' },
      { subject: POPULATION, service: COURSES, method: 'GET', path: '/van-bang/nguoi/*' },
      { subject: OWN, service: `${ROOM}/events`, path: '/api/v1/subs/*' },
      { subject: POPULATION, service: `${ROOM}/events`, path: '/pub/v1/cho-doi' },
      { subject: TRAINING, service: `${ROOM}/events`, path: '/pub/v1/hoc-vien-quy' },
    ],
    nodes,
  };
}

const bindings = [
  { code: 'khai-sinh', title: 'Khai sinh đúng hạn, từ cơ sở dữ liệu dân cư', indicator: 'D1.A', way: 'service', service: PEOPLE, path: '/khai-sinh?ky={period}', list: '/xa', value: '/ty_le', key: '/ma', key_scheme: 'place', unit: '%', low: 0, high: 100, schedule: 'monthly', day: 5 },
  { code: 'cho-doi', title: 'Thời gian chờ, cơ sở dữ liệu dân cư báo', indicator: 'D1.E', way: 'event', system: ROOM, event: 'cho-doi', value: '/phut', period: '/ky', subject: '99', unit: 'phút', low: 0, high: 600 },
  { code: 'hoc-vien', title: 'Người đã học kỹ năng số, sổ học viên báo', indicator: 'D1.B', way: 'event', system: ROOM, event: 'hoc-vien-quy', list: '/xa', value: '/so', key: '/ma', period: '/ky', key_scheme: 'place', unit: 'người', whole: true },
];

/** The plan, with indicators that the registers know of. */
function planFolder() {
  const plan = smallPlan();
  plan.indicators = plan.indicators.replace('Phủ sóng', 'Tỷ lệ khai sinh đúng hạn').replace('Số điểm truy cập,điểm', 'Người đã học kỹ năng số,người');
  return writePlan(plan);
}

/** All that an outsider has: the public address of the strategy, the keys of both ledgers, and the evidence files that he asked for. */
function outsider(publicly, vkeys) {
  const of = (name, text) => verifyEvidence(text, vkeys[name]);
  return {
    of,
    /** A published figure: its value, which message brought it, and that the record says so. */
    async figure(indicator, subject, period) {
      const { figure, origin } = (await publicly.get(`/strategy/indicators/${indicator}/figures/${subject}/${period}`)).body;
      const [{ id }] = (await publicly.get(`/ledger/entries?subject=${origin.id}`)).body.entries;
      const proof = await soon(async () => { const answer = await publicly.call('GET', `/ledger/proofs/${id}`); assert.equal(answer.status, 200); return answer.body; });
      const { entry } = openProof(proof, vkeys.so);
      assert.deepEqual([entry.kind, entry.subject], ['strategy.figure_filled', origin.id]);
      return { figure, origin, entry };
    },
  };
}

onBothEngines('two registers, two nodes, figures and their proof', { data: { plan: null, accounts: false }, serve: opened('so', ofSo, { 'exchange.own_client': OWN }) }, async (t, { where, server, engine, postgres }) => {
  const other = makeData({ engine, postgres, plan: null, accounts: false }), there = await serve(other, opened('tinh', ofTinh));
  const population = await startPopulation({ people, births, visits }, () => doors.tinh, POPULATION);
  const training = await startTraining(PEOPLE, () => doors.so, TRAINING);
  const urls = { population: population.url, training: training.url }, ownKey = where.cli('exchange', 'key');
  await register(where, declaration('so', [{ code: 'tinh', url: `https://127.0.0.1:${doors.tinh}`, certificates: [ofTinh.pem], signing_keys: [other.cli('exchange', 'key')] }], urls, ownKey));
  await register(other, declaration('tinh', [{ code: 'so', url: `https://127.0.0.1:${doors.so}`, certificates: [ofSo.pem], signing_keys: [ownKey] }], urls, ownKey));
  const publicly = client(server), eyes = outsider(publicly, { so: where.cli('ledger', 'key').trim(), tinh: other.cli('ledger', 'key').trim() });
  const evidence = (node, id) => soon(() => eyes.of(node, (node === 'so' ? where : other).cli('exchange', 'evidence', id)));

  try {
    await t.test('the register of courses takes up nobody whom the register of people does not know', async () => {
      const taken = [];
      for (const [id, day] of [['008190000001', '2026-07-01'], ['008190000001', '2026-08-10'], ['008208000002', '2026-08-10'], ['008208000003', '2026-08-10'], ['008171000004', '2026-09-30'], ['008155000005', '2026-08-10'], ['008999000006', '2026-08-10'], ['008199000007', '2026-07-01'], ['008171000004', '2026-10-01']]) {
        taken.push(await training.certify(id, 'Kỹ năng số cơ bản', day));
      }
      assert.deepEqual(taken, [true, true, true, true, true, false, false, true, true], 'the dead and the unknown are not');
      assert.equal(population.answered.length, 9);
      assert.ok(population.answered.every((one) => one.client === TRAINING));
    });

    await t.test('the register of people asks the other way round, and nobody more than he may', async () => {
      const { status, body } = await population.ask('GET', COURSES, '/van-bang/nguoi/008190000001');
      assert.deepEqual([status, body.van_bang], [200, [{ khoa: 'Kỹ năng số cơ bản', ngay: '2026-07-01' }, { khoa: 'Kỹ năng số cơ bản', ngay: '2026-08-10' }]]);
      const refused = await Promise.all([population.ask('GET', COURSES, '/van-bang/tat-ca'), training.ask('GET', PEOPLE, '/khai-sinh?ky=2026-10'), population.ask('POST', ROOM, '/pub/v1/hoc-vien-quy', { event: {} })]);
      assert.deepEqual(refused.map((one) => one.fault), Array(3).fill('Server.ServerProxy.AccessDenied'));
      assert.equal(training.answered.length, 1);
    });

    await t.test('figures fill themselves from what flows: a service at the other node, events of both registers', async () => {
      where.cli('plan', 'load', planFolder());
      for (const name of ['cho-doi', 'hoc-vien-quy']) {
        const response = await fetch(`http://127.0.0.1:${doors.so}/r1/${ROOM}/api/v1/eventType`, { method: 'POST', headers: { 'X-Road-Client': ROOM, 'Content-Type': 'application/json' },
          body: JSON.stringify({ eventType: name, schema: { type: 'object', required: ['ky'], properties: { ky: { type: 'string', pattern: '^20[0-9][0-9]-' } } } }) });
        assert.equal(response.status, 200);
      }
      writeFileSync(join(folder, 'bindings.json'), JSON.stringify({ bindings }));
      where.cli('binding', 'load', join(folder, 'bindings.json'));
      const month = population.waited('2026-10');
      assert.equal(month, BY_HAND.waited);
      const told = await population.ask('POST', ROOM, '/pub/v1/cho-doi', { event: { ky: '2026-10', phut: month } }, 'cho-2026-10');
      assert.equal(told.status, 201, JSON.stringify(told.body));
      assert.equal((await population.ask('POST', ROOM, '/pub/v1/cho-doi', { event: { ky: '2026-10', phut: month } }, 'cho-2026-10')).body.id, told.body.id, 'sent again it is one');
      assert.equal((await training.ask('POST', ROOM, '/pub/v1/hoc-vien-quy', { event: training.quarter(2026, 3) }, 'hv-2026-q3')).status, 201);
      const value = async (indicator, subject, period) => (await publicly.get(`/strategy/indicators/${indicator}/figures/${subject}/${period}`)).body.figure?.value;
      await soon(async () => {
        for (const [commune, rate] of Object.entries(BY_HAND.births)) assert.equal(await value('D1.A', commune, '2026-10'), rate);
        for (const [commune, count] of Object.entries(BY_HAND.courses)) assert.equal(await value('D1.B', commune, '2026-Q3'), count);
        assert.equal(await value('D1.E', '99', '2026-10'), BY_HAND.waited);
      });
      assert.equal(query(where, 'SELECT COUNT(*) FROM filling_run;')[0][0], '3', 'each run once');
    });

    await t.test('from a published figure an outsider comes back to what the register answered', async () => {
      const { figure, origin, entry } = await eyes.figure('D1.A', '99001', '2026-10');
      assert.deepEqual([figure.value, origin.channel, origin.system, origin.system_name], [66.666667, 'exchange', POPULATION, 'Cơ sở dữ liệu dân cư']);
      assert.deepEqual([entry.facts.message, entry.facts.record], [origin.message_id, origin.record]);
      const [here, afar] = [await evidence('so', origin.message_id), await evidence('tinh', origin.message_id)];
      assert.equal(here.records[1].statement.exchange, origin.record);
      for (const name of ['head', 'body', 'client', 'service', 'request_id', 'status']) assert.equal(here.records[1].statement[name], afar.records[1].statement[name], name);
      const said = JSON.parse(here.records[1].body).xa.find((one) => one.ma === '99001');
      assert.equal(said.ty_le, figure.value);
      const own = population.answered.find((one) => one.id === origin.message_id);
      assert.deepEqual([own.target, own.client, here.records[1].statement.body], ['/khai-sinh?ky=2026-10', OWN, own.sha512], 'byte for byte what the register wrote down itself');
      const hash = /^x-road-request-hash:(.*)\r$/m.exec(here.records[1].head)[1];
      assert.ok(nodeSigned(here, here.records[1], hash), 'the register’s node signed the answer');
      assert.ok(nodeSigned(afar, afar.records[0], hash), 'and ours the question');
    });

    await t.test('and from one that an event brought to what was published', async () => {
      const { figure, origin, entry } = await eyes.figure('D1.E', '99', '2026-10');
      assert.deepEqual([figure.value, origin.channel, origin.system, origin.message_id], [BY_HAND.waited, 'event', POPULATION, 'cho-2026-10']);
      assert.equal(entry.facts.record, origin.record);
      const [here, afar] = [await evidence('so', 'cho-2026-10'), await evidence('tinh', 'cho-2026-10')];
      const ours = here.records.find((one) => one.statement.exchange === origin.record && one.statement.kind === 'request');
      assert.deepEqual(JSON.parse(ours.body).event, { ky: '2026-10', phut: 45.333333 });
      const theirs = afar.records.find((one) => one.statement.request_id === ours.statement.request_id && one.statement.kind === 'request');
      assert.deepEqual([theirs.statement.head, theirs.statement.body], [ours.statement.head, ours.statement.body]);
      assert.equal(ours.statement.body, createHash('sha512').update(ours.body).digest('base64'));
      const answer = here.records.find((one) => one.statement.exchange === origin.record && one.statement.kind === 'answer');
      assert.ok(nodeSigned(here, ours, /^x-road-request-hash:(.*)\r$/m.exec(answer.head)[1]), 'the publisher’s node signed it');
    });

    await t.test('who changes a figure, a message or the record is found out', async () => {
      const { origin } = await eyes.figure('D1.A', '99002', '2026-10'), text = where.cli('exchange', 'evidence', origin.message_id);
      const changed = JSON.parse(text);
      changed.records[1].body = Buffer.from(Buffer.from(changed.records[1].body, 'base64').toString().replace('66.666667', '99.666667')).toString('base64');
      assert.throws(() => eyes.of('so', JSON.stringify(changed)), /the body is not what was recorded/);
      const restated = JSON.parse(text);
      restated.records[1].statement = restated.records[1].statement.replace('"status":200', '"status":204');
      assert.throws(() => eyes.of('so', JSON.stringify(restated)), /the statement is not what was recorded/);
      assert.throws(() => eyes.of('tinh', text), /./, 'the other node’s key fits no proof of ours');
    });

    await t.test('both nodes have every message, and no message is there that did not go through one', () => {
      const [a, b] = [where, other].map((one) => recordsOf(one).filter((record) => record.identity !== 'exchange'));
      const between = (records) => records.filter((one) => [one.client, one.service].some((id) => id.startsWith(POPULATION))).map((one) => `${one.request_id} ${one.isAnswer} ${one.status}`).sort();
      const through = between(a).filter((line) => between(b).includes(line));
      assert.deepEqual(between(b).filter((line) => !through.includes(line) && !line.endsWith(' 0')), [], 'what the far node answered, ours has too');
      assert.ok(through.length >= 2 * (9 + 1 + 1 + 2), `${through.length}`);
    });
  } finally {
    await there.stop();
    await population.stop();
    await training.stop();
    other.remove();
  }
});
