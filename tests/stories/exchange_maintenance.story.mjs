// tests/stories/exchange_maintenance - services are away as announced: who may call them is told, the exchange answers in their stead,
// on every server of the installation, and it is over by itself.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { banyan, client, root, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { ask, query, recordsOf, register, serveExchange, startSystem } from '../harness/exchange.mjs';

const SECOND = 1000, HOUR = 3600 * SECOND, DAY = 24 * HOUR;
const OWNER = 'VN/GOV/SNV', OTHER = 'VN/GOV/SNV2', CALLER = 'VN/GOV/SKHCN/tong-hop', STRANGER = 'VN/GOV/UBND-02215/mot-cua';
const PEOPLE = `${OWNER}/can-bo/people`, PAY = `${OWNER}/luong/pay`, ELSE = `${OTHER}/can-bo/people`, PULLER = `${OWNER}/can-bo/events`;
const readMetrics = (text) => JSON.parse(execFileSync('/usr/bin/python3', [join(root, 'tests/harness/metrics_read.py')], { input: text }));
const isoAt = (ms) => new Date(ms).toISOString();
const REASON = { reason_vi: 'Nâng cấp máy chủ', reason_en: 'The server is upgraded' };

const declared = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: 'SNV', name: 'Sở Nội vụ', subsystems: [
      { code: 'can-bo', name: 'Cán bộ', connection: 'http', services: [{ code: 'people', title: 'Tra cứu cán bộ', type: 'rest', url: `${url}/people` }, { code: 'events', type: 'rest', url: `${url}/take` }] },
      { code: 'luong', connection: 'http', services: [{ code: 'pay', type: 'rest', url: `${url}/pay` }] }] },
    { class: 'GOV', code: 'SNV2', name: 'Ngoài tỉnh', subsystems: [{ code: 'can-bo', connection: 'http', services: [{ code: 'people', type: 'rest', url: `${url}/else` }] }] },
    { class: 'GOV', code: 'SKHCN', name: 'Sở Khoa học và Công nghệ', subsystems: [{ code: 'tong-hop', connection: 'http', services: [{ code: 'events', type: 'rest', url: `${url}/none` }] }] },
    { class: 'GOV', code: 'UBND-02215', name: 'Xã', subsystems: [{ code: 'mot-cua', connection: 'http' }] },
  ],
  groups: [{ code: 'so', members: [CALLER] }],
  rights: [...[PEOPLE, PAY, ELSE].map((service) => ({ subject: 'so', service })), { subject: `${OWNER}/can-bo`, service: `${CALLER}/events` }],
});

onBothEngines('maintenance of services', { serve: { set: { 'clock.fixed': '' } } }, async (t, { where }) => {
  const system = await startSystem((seen, response) => response.end('có'));
  await register(where, declared(system.url));
  const set = { 'clock.fixed': '', 'exchange.event_retry': 1 };
  let { server, door } = await serveExchange(where, { set });
  const second = await serveExchange(where, { set });
  const administrator = await signedIn(server, 'quan-tri');
  const call = async (service, at = door, headers = []) => {
    const answer = await ask(at, { target: `/r1/${service}/x`, headers: [['X-Road-Client', CALLER], ...headers] });
    return { ...answer, error: answer.headers['x-road-error'] ?? '' };
  };
  const announce = async (subject, from, until, more = {}) => {
    const { status, body } = await administrator.post('/exchange/maintenances', { subject, from_at: from === null ? null : isoAt(from), until_at: isoAt(until), ...REASON, forwards: false, ...more });
    if (status === 201) await pause(60); // gateways look for what is new every 20 ms
    return { status, body };
  };
  const callOff = async (id) => { const answer = await administrator.post('/exchange/maintenances/calling-off', { id }); await pause(60); return answer; };
  const told = async (username, on = server) => (await (await signedIn(on, username)).get('/notices')).body.notices.filter((one) => one.kind.startsWith('exchange/maintenance'));
  const entries = (kind) => query(where, `SELECT subject, body FROM ledger_entry WHERE kind = 'exchange.maintenance_${kind}' ORDER BY id;`);

  try {
    let ahead;
    await t.test('what is announced is told to who may call it and whose it is, and changes nothing until it begins', async () => {
      ahead = (await announce(PEOPLE, Date.now() + 2 * DAY, Date.now() + 2 * DAY + HOUR)).body;
      assert.deepEqual([ahead.state, ahead.subject, ahead.name, ahead.forwards, ahead.changed_at], ['ahead', PEOPLE, 'Tra cứu cán bộ', false, null]);
      for (const who of ['can-bo', 'lanh-dao-so', 'can-bo-snv', 'quan-tri']) {
        const [notice, ...others] = await told(who);
        assert.deepEqual([notice?.kind, others.length], ['exchange/maintenance-announced', 0], who);
        assert.match(notice.text ?? JSON.stringify(notice), /Tra cứu cán bộ ngừng phục vụ từ \d\d:\d\d \d\d\/\d\d\/\d{4} đến .*Nâng cấp máy chủ/);
      }
      assert.deepEqual(await told('can-bo-xa'), [], 'who has no right is not told');
      assert.equal((await call(PEOPLE)).status, 200);
      assert.match(entries('announced')[0][1], /"about":"VN\/GOV\/SNV\/can-bo\/people".*"forwards":"false".*"from":"20/);
      assert.ok(!entries('announced')[0][1].includes('Nâng cấp'), 'words of people stay out of the ledger');
    });

    await t.test('while it lasts the exchange answers with 503, its fault and when to come back, and asks nobody; on every server', async () => {
      const before = system.seen.length, began = Date.now(), { body } = await announce(PEOPLE, null, began + 60 * SECOND);
      assert.equal(body.state, 'lasts');
      for (const at of [door, second.door]) {
        const answer = await call(PEOPLE, at);
        assert.deepEqual([answer.status, answer.error], [503, 'Server.ServerProxy.MaintenanceMode']);
        const left = Number(answer.headers['retry-after']);
        assert.ok(Number.isInteger(left) && left > 50 && left <= 60, String(left));
        assert.match(JSON.parse(answer.text).message, /away for maintenance until 20.*Nâng cấp máy chủ \/ The server is upgraded/);
      }
      const xml = await call(PEOPLE, door, [['Accept', 'text/xml']]);
      assert.match(xml.text, /<type>Server\.ServerProxy\.MaintenanceMode<\/type>/);
      assert.equal(system.seen.length, before);
      assert.deepEqual([(await call(PAY)).status, (await call(ELSE)).status], [200, 200]);
      const record = recordsOf(where).find((one) => one.fault === 'Server.ServerProxy.MaintenanceMode');
      assert.deepEqual([record.service, record.isAnswer, JSON.stringify(record.ledger).includes('"outcome":"Server.ServerProxy.MaintenanceMode"')], [PEOPLE, false, true]);
      const { body: health } = await (await signedIn(server, 'dieu-phoi')).get('/exchange/health');
      const one = health.services.find(({ service }) => service === PEOPLE);
      assert.deepEqual([one.away_until, one.failed, one.rests_until], [body.until_at, 0, null], 'away, and not failed');
      assert.equal(health.services.find(({ service }) => service === PAY).away_until, null);
      assert.deepEqual(health.maintenances.map((each) => each.id), [body.id, ahead.id]);
      const { body: diagnosis } = await administrator.post('/exchange/services/diagnosis', { id: PEOPLE });
      assert.deepEqual([diagnosis.whose, diagnosis.steps.find(({ step }) => step === 'maintenance').state, diagnosis.steps.at(-1).state], ['nobody', 'bad', 'ok']);
      assert.match(diagnosis.vi, /đang bảo trì theo lịch đã báo/);
      const ended = await callOff(body.id);
      assert.deepEqual([ended.status, ended.body.state], [200, 'over']);
      assert.deepEqual([(await call(PEOPLE)).status, (await call(PEOPLE, second.door)).status], [200, 200]);
    });

    await t.test('it is over by itself, to the second that Retry-After said', async () => {
      const { body } = await announce(PAY, null, Date.now() + 2 * SECOND);
      const answer = await call(PAY);
      assert.deepEqual([answer.status, Number(answer.headers['retry-after']) <= 2], [503, true]);
      await pause(Number(answer.headers['retry-after']) * SECOND);
      assert.equal((await call(PAY)).status, 200);
      assert.equal((await administrator.get('/exchange/maintenances')).body.maintenances.find((one) => one.id === body.id).state, 'over');
    });

    await t.test('it begins by itself too', async () => {
      await announce(PAY, Date.now() + SECOND, Date.now() + 2 * SECOND + 500);
      assert.equal((await call(PAY)).status, 200);
      await pause(SECOND);
      assert.equal((await call(PAY)).status, 503);
      await pause(1600);
      assert.equal((await call(PAY)).status, 200);
    });

    await t.test('all of a member are away with it, and none of one whose code only begins alike', async () => {
      const { body } = await announce(OWNER, null, Date.now() + HOUR);
      assert.deepEqual([(await call(PEOPLE)).status, (await call(PAY)).status, (await call(ELSE)).status], [503, 503, 200]);
      await callOff(body.id);
      const whole = (await announce('', null, Date.now() + HOUR)).body;
      assert.deepEqual([(await call(PEOPLE)).status, (await call(ELSE)).status, whole.name], [503, 503, '']);
      assert.ok((await told('can-bo-xa')).every((one) => one.kind !== 'exchange/maintenance-announced'), 'no right, no notice');
      await callOff(whole.id);
      const one = (await announce(`${OWNER}/luong`, null, Date.now() + HOUR)).body;
      assert.deepEqual([(await call(PEOPLE)).status, (await call(PAY)).status], [200, 503]);
      await callOff(one.id);
    });

    await t.test('by choice messages go on; what is away beside it wins', async () => {
      const open = (await announce(PEOPLE, null, Date.now() + HOUR, { forwards: true })).body;
      assert.equal((await call(PEOPLE)).status, 200);
      assert.equal((await told('can-bo')).some((one) => one.kind === 'exchange/maintenance-with-gaps'), true);
      const shut = (await announce(OWNER, null, Date.now() + HOUR)).body;
      assert.equal((await call(PEOPLE)).status, 503);
      await callOff(shut.id);
      assert.equal((await call(PEOPLE)).status, 200);
      await callOff(open.id);
    });

    await t.test('events wait while their subscriber is away; a room is ours and stays open', async () => {
      const room = (who, verb, path, body) => ask(door, { verb, target: `/r1/${CALLER}${path}`, headers: [['X-Road-Client', who], ['Content-Type', 'application/json']], body: body && JSON.stringify(body) });
      assert.equal((await room(CALLER, 'POST', '/api/v1/eventType', { eventType: 'doi', schema: { type: 'object' } })).status, 200);
      assert.equal((await room(`${OWNER}/can-bo`, 'POST', '/api/v1/subs/doi', { delivery: 'PUSH' })).status, 200);
      const away = (await announce(PULLER, null, Date.now() + HOUR)).body, room2 = (await announce(`${CALLER}/events`, null, Date.now() + HOUR)).body;
      assert.equal((await room(CALLER, 'POST', '/pub/v1/doi', { eventType: 'doi', event: { a: 1 } })).status, 201);
      await pause(2500);
      const pushed = () => system.seen.filter((one) => one.target === '/take').length;
      assert.equal(pushed(), 0);
      assert.deepEqual(query(where, 'SELECT COUNT(*) FROM exchange_delivery;'), [['0']], 'no attempt is counted');
      await callOff(away.id);
      await callOff(room2.id);
      await soon(() => assert.equal(pushed(), 1), 10_000);
    });

    await t.test('it is shortened, called off, and then nothing is left of it; who was told is told that too', async () => {
      const { body } = await announce(PEOPLE, null, Date.now() + 3 * HOUR), sooner = isoAt(Date.now() + HOUR);
      const shorten = (until_at, id = body.id) => administrator.post('/exchange/maintenances/shortening', { id, until_at });
      for (const wrong of [body.until_at, isoAt(Date.now() + 4 * HOUR), isoAt(Date.now() - HOUR)]) {
        const { status, body: problem } = await shorten(wrong);
        assert.deepEqual([status, problem.errors[0].type, problem.errors[0].pointer], [400, '/problems/exchange/maintenance-times', '/until_at']);
      }
      const shorter = await shorten(sooner);
      assert.deepEqual([shorter.status, Date.parse(shorter.body.until_at), shorter.body.changed_at !== null], [200, Date.parse(sooner), true]);
      await pause(60);
      assert.ok(Number((await call(PEOPLE)).headers['retry-after']) <= 3600);
      assert.equal((await told('can-bo')).some((one) => one.kind === 'exchange/maintenance-shortened'), true);
      await callOff(body.id);
      assert.equal((await call(PEOPLE)).status, 200);
      const again = await callOff(body.id);
      assert.deepEqual([again.status, again.body.type], [409, '/problems/exchange/maintenance-over']);
      assert.equal((await shorten(isoAt(Date.now() + 1000))).status, 409);
      assert.deepEqual([entries('shortened').length, entries('called_off').filter(([subject]) => subject === body.id).length], [1, 1]);
      const never = (await announce(PAY, Date.now() + HOUR, Date.now() + 2 * HOUR)).body;
      assert.equal((await callOff(never.id)).body.state, 'called_off');
      assert.equal((await told('can-bo')).some((one) => one.kind === 'exchange/maintenance-called-off'), true);
      const unknown = await callOff('maint_01ARZ3NDEKTSV4RRFFQ69G5FAV');
      assert.deepEqual([unknown.status, unknown.body.type], [404, '/problems/exchange/maintenance-unknown']);
    });

    await t.test('what is wrong is refused, each at its field', async () => {
      const now = Date.now();
      for (const [from, until, field] of [[now - HOUR, now + HOUR, 'from_at'], [now + 400 * DAY, now + 401 * DAY, 'from_at'], [now + HOUR, now + HOUR, 'until_at'], [now + HOUR, now, 'until_at'], [null, now - SECOND, 'until_at'], [now, now + 91 * DAY, 'until_at']]) {
        const { status, body } = await announce(PEOPLE, from, until);
        assert.deepEqual([status, body.errors?.[0].type, body.errors?.[0].pointer], [400, '/problems/exchange/maintenance-times', `/${field}`]);
      }
      for (const more of [{ reason_en: '' }, { reason_vi: 'a' }, { reason_vi: 'x'.repeat(301) }, { until_at: 'mai' }]) assert.equal((await announce(PEOPLE, null, now + HOUR, more)).status, 400, JSON.stringify(more));
      for (const subject of ['VN/GOV/9999', `${PEOPLE}/x`, 'VN', '%', `${OWNER}/`]) {
        const { status, body } = await announce(subject, null, now + HOUR);
        assert.deepEqual([status, body.type], [404, '/problems/exchange/unknown'], subject);
      }
      const rude = (await announce(PAY, null, now + HOUR, { reason_vi: '"\r\nX-Trap: 1 <b>', reason_en: 'x\u0000y "quoted"' }));
      if (rude.status === 201) {
        const answer = await call(PAY);
        assert.equal(answer.headers['x-trap'], undefined);
        assert.equal(JSON.parse(answer.text).type, 'Server.ServerProxy.MaintenanceMode');
        await callOff(rude.body.id);
      } else assert.equal(rude.status, 400);
    });

    await t.test('the list is for officials; only an administrator announces', async () => {
      assert.equal((await client(server).get('/exchange/maintenances')).status, 401);
      assert.equal((await (await signedIn(server, 'nguoi-dan')).get('/exchange/maintenances')).status, 403);
      for (const who of ['can-bo', 'lanh-dao-so', 'dieu-phoi', 'lanh-dao']) {
        const person = await signedIn(server, who), { status, body } = await person.get('/exchange/maintenances');
        assert.deepEqual([status, body.may_announce], [200, false], who);
        assert.ok(body.maintenances.some((one) => one.id === ahead.id));
        for (const [path, input] of [['', { subject: PEOPLE, until_at: isoAt(Date.now() + HOUR), ...REASON, forwards: false }], ['/shortening', { id: ahead.id, until_at: ahead.until_at }], ['/calling-off', { id: ahead.id }]])
          assert.equal((await person.post(`/exchange/maintenances${path}`, input)).status, 403, who + path);
      }
      assert.equal((await administrator.get('/exchange/maintenances')).body.may_announce, true);
    });

    await t.test('a restart and a declaration that is loaded leave it as it is', async () => {
      const { body } = await announce(PEOPLE, null, Date.now() + HOUR);
      await register(where, declared(system.url));
      assert.equal((await call(PEOPLE)).status, 503);
      await server.stop('SIGKILL');
      ({ server, door } = await serveExchange(where, { set }));
      assert.equal((await call(PEOPLE)).status, 503);
      const back = await signedIn(server, 'quan-tri');
      assert.equal((await back.post('/exchange/maintenances/calling-off', { id: body.id })).status, 200);
      await pause(60);
      assert.equal((await call(PEOPLE)).status, 200);
    });

    await t.test('the command line does the same, beside the server; figures say what lasts, what is to come, and until when', async () => {
      const cli = (...words) => { // by the clock of now, as the server's
        const { status, out, err } = banyan(['exchange', 'maintenance', ...words, '--data', where.data, ...where.db]);
        if (status !== 0) throw new Error(out + err);
        return out.trim();
      };
      const from = Date.now(), coordinator = await signedIn(server, 'dieu-phoi');
      const why = ['--reason-vi', REASON.reason_vi, '--reason-en', REASON.reason_en], seconds = (ms) => Math.floor(ms / 1000);
      const figures = async () => readMetrics((await coordinator.get('/exchange/metrics')).body).filter((one) => one.name.startsWith('banyan_exchange_maintenance'))
        .flatMap((one) => one.samples.filter(([, labels]) => labels.id === id).map(([name, labels, value]) => [name.replace('banyan_exchange_maintenance', ''), labels.subject, value]));
      const line = cli('announce', '--subject', PEOPLE, '--until', isoAt(from + HOUR), ...why), [id] = line.split(' ');
      assert.match(line, /^maint_\S+ lasts VN\/GOV\/SNV\/can-bo\/people \S+Z\/\S+Z: Nâng cấp máy chủ \/ The server is upgraded$/);
      await pause(60);
      assert.equal((await call(PEOPLE)).error, 'Server.ServerProxy.MaintenanceMode');
      assert.deepEqual(await figures(), [['', PEOPLE, 1], ['_until_seconds', PEOPLE, seconds(from + HOUR)]]);
      assert.match(cli('shorten', id, '--until', isoAt(from + HOUR / 2)), new RegExp(`^${id} lasts `));
      assert.deepEqual((await figures())[1], ['_until_seconds', PEOPLE, seconds(from + HOUR / 2)]);
      assert.throws(() => cli('shorten', id, '--until', isoAt(from + HOUR)), /\[exchange\/maintenance-times\]/);
      assert.match(cli('call-off', id), new RegExp(`^${id} over `));
      await pause(60);
      assert.equal((await call(PEOPLE)).status, 200);
      assert.deepEqual(await figures(), []);
      assert.throws(() => cli('call-off', id), /\[exchange\/maintenance-over\]/);
      assert.throws(() => cli('announce', '--subject', 'VN/GOV/KHONG-CO', '--until', isoAt(from + HOUR), ...why), /VN\/GOV\/KHONG-CO/);
      const ahead = cli('announce', '--subject', PEOPLE, '--from', isoAt(from + 2 * DAY), '--until', isoAt(from + 2 * DAY + HOUR), '--forwards', ...why).split(' ')[0];
      const list = cli('list').split('\n');
      assert.ok(list.some((one) => one.startsWith(`${id} over ${PEOPLE} `)) && list.some((one) => one.startsWith(`${ahead} ahead ${PEOPLE} `) && one.includes(' forwards: ')), list.join('\n'));
      const [notice] = (await told('can-bo')).filter((one) => one.kind === 'exchange/maintenance-called-off');
      assert.ok(notice, 'who may call it was told');
      assert.equal(entries('called_off').some(([subject]) => subject === id), true);
      cli('call-off', ahead);
    });

    await t.test('a day before it begins it is said once more', async () => {
      await server.stop();
      await second.server.stop();
      ({ server, door } = await serveExchange(where, { set: { ...set, 'clock.fixed': isoAt(Date.now() + 1.5 * DAY) } }));
      const near = async () => (await told('can-bo')).filter((one) => one.kind === 'exchange/maintenance-near');
      await soon(async () => assert.equal((await near()).length, 1), 20_000);
      assert.equal((await told('can-bo-snv')).some((one) => one.kind === 'exchange/maintenance-near'), true);
    });

    await t.test('there is an end to how many may be ahead', async () => {
      const busy = await signedIn(server, 'quan-tri'), from = Date.now() + 10 * DAY;
      let last;
      for (let i = 0; i < 201; i++) {
        last = await busy.post('/exchange/maintenances', { subject: STRANGER, from_at: isoAt(from), until_at: isoAt(from + HOUR), ...REASON, forwards: false });
        if (last.status !== 201) break;
      }
      assert.deepEqual([last.status, last.body.type], [409, '/problems/exchange/maintenances-too-many']);
      assert.equal((await ask(door, { target: `/r1/${PEOPLE}/x`, headers: [['X-Road-Client', CALLER]] })).status, 200);
    });
  } finally {
    await server.stop();
    await second.server.stop();
    await system.stop();
  }
});
