// What people are told: in the program at once, once each, and gone from the unread when it was done.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client, PASSWORD, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { regimeFolder } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const told = (answer) => answer.body.notices.map((one) => `${one.kind} ${one.read_at === null ? 'unread' : 'read'}`);

onBothEngines('what people are told', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'mot', 'officer', 'S1');
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'nghi-viec', 'coordinator');
  where.cli('account', 'disable', '--username', 'nghi-viec');
  const officer = await signedIn(server, 'mot'), coordinator = await signedIn(server, 'dieu-phoi');
  const figure = (period, value, more) => ({ indicator: 'D1.E', subject: '99', period, value, source: 'Sổ theo dõi', based_on: 0, ...more });
  const ofEntries = async (who) => {
    const answer = await who.get('/notices');
    return { ...answer, body: { ...answer.body, notices: answer.body.notices.filter((one) => one.kind.startsWith('strategy/entry-')) } };
  };
  let entry;

  await t.test('a stranger is told nothing; a site without a mail server mails nothing', async () => {
    assert.equal(slug(await officer.post('/notices/address', { address: 'a@b.vn' })), 'notices/mail-off');
    assert.equal((await client(server).get('/notices')).status, 401);
    assert.equal((await client(server).get('/notices/count')).status, 401);
  });

  await t.test('an entry waits: who may check is told, with its page, in both languages', async () => {
    entry = (await officer.post('/strategy/figures', figure('2026-09', 35.5))).body;
    const { body } = await ofEntries(coordinator), [one] = body.notices;
    assert.deepEqual(told({ body }), ['strategy/entry-waiting unread']);
    assert.deepEqual([one.page, one.urgency], [`/kiem-tra/${entry.id}`, 'low']);
    assert.match(one.title, /^Chờ kiểm tra: /);
    assert.match(one.title_en, /^To be checked: /);
    assert.ok(one.body.includes('35,5') && one.body_en.includes('35.5'), one.body);
    assert.ok(!('account' in one) && !('key' in one), 'whose it is, and how it is told apart, is ours');
  });

  await t.test('returned: the sender is told why; for who checks it is settled', async () => {
    await coordinator.post(`/strategy/submissions/${entry.id}/decision`, { decision: 'return', note: 'Số liệu chưa khớp với báo cáo quý' });
    const { body } = await ofEntries(officer), [one] = body.notices;
    assert.deepEqual(told({ body }), ['strategy/entry-returned unread']);
    assert.ok(one.body.includes('Số liệu chưa khớp với báo cáo quý'), one.body);
    assert.deepEqual(told(await ofEntries(coordinator)), ['strategy/entry-waiting read']);
  });

  await t.test('handed in anew: what was returned is settled; taken back: nobody need look', async () => {
    const again = (await officer.post('/strategy/figures', figure('2026-09', 36))).body;
    assert.deepEqual(told(await ofEntries(officer)), ['strategy/entry-returned read']);
    await officer.post(`/strategy/submissions/${again.id}/withdrawal`, {});
    assert.deepEqual(told(await ofEntries(coordinator)), ['strategy/entry-waiting read', 'strategy/entry-waiting read']);
  });

  await t.test('accepted: the sender is told; read one, read all, and not what is another\'s', async () => {
    for (const period of ['2026-08', '2026-09']) {
      const { body } = await officer.post('/strategy/figures', figure(period, 36));
      await coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' });
    }
    const { body } = await ofEntries(officer);
    assert.deepEqual(told({ body }), ['strategy/entry-accepted unread', 'strategy/entry-accepted unread', 'strategy/entry-returned read'], 'unread first');
    const id = body.notices[0].id, before = (await officer.get('/notices/count')).body.unread;
    const foreign = await coordinator.post(`/notices/${id}/read`, {});
    assert.deepEqual([foreign.status, slug(foreign)], [404, 'notices/unknown']);
    assert.equal((await officer.post(`/notices/${id}/read`, {})).status, 204);
    assert.equal((await officer.get('/notices/count')).body.unread, before - 1);
    assert.deepEqual(slugs(await officer.post('/notices/read-all', { until: 'hôm qua' })), ['/until:kit/time-form']);
    assert.equal((await officer.post('/notices/read-all', { until: '2026-11-21T00:00:00Z' })).status, 204, 'before any of them');
    assert.equal((await officer.get('/notices/count')).body.unread, before - 1);
    assert.equal((await officer.post('/notices/read-all', { until: body.now })).status, 204);
    assert.deepEqual((await officer.get('/notices/count')).body, { unread: 0, urgent: 0 });
  });

  // October's figure of D1.E is due on Monday 30 November (docs/protocols/measurement.md); nobody has handed it in.
  await server.stop();
  account(where.cli, 'truong', 'head', 'S1');
  where.cli('regimes', 'load', regimeFolder());
  const at = async (moment, look) => {
    const later = await serve(where, { set: { 'clock.fixed': moment } });
    try {
      await look(async (username) => (await (await signedIn(later, username)).get('/notices')).body.notices.filter((one) => /^strategy\/(falls-due|due-today|overdue|stays-away)/.test(one.kind) && one.body_en.includes('2026-10')), later);
    } finally {
      await later.stop();
    }
  };
  const lines = (all) => all.map((one) => `${one.kind.slice(9)} ${/\d+/.exec(one.title_en)?.[0] ?? ''} ${one.body_en.includes('30/11/2026')}`).sort();

  await t.test('a day before the last day its agency is reminded once; who missed 14 and 7 is not told of them', async () => {
    await at('2026-11-29T03:00:00Z', async (reminders, later) => {
      await soon(async () => assert.deepEqual(lines(await reminders('mot')), ['falls-due 1 true']), 15000);
      assert.deepEqual(lines(await reminders('truong')), ['falls-due 1 true']);
      assert.deepEqual(await reminders('dieu-phoi'), []);
      /* S1 on 29 November: the month of October was due on the 10th (19 days), the year on Monday the 16th (13), the consolidated year is
         tomorrow, and the month of November on 10 December (11). S2 owes the same, but for the consolidated year. */
      const reports = async (username) => (await (await signedIn(later, username)).get('/notices')).body.notices.filter((one) => one.kind.startsWith('reporting/'))
        .map((one) => `${one.kind.slice(10)} ${/(\d+) day/.exec(one.title_en)[1]} ${/\d\d\/\d\d\/\d{4}/.exec(one.body_en)[0]}`).sort();
      const own = ['falls-due 1 30/11/2026', 'falls-due 11 10/12/2026', 'overdue 13 16/11/2026', 'overdue 19 10/11/2026'];
      assert.deepEqual(await reports('mot'), own);
      assert.deepEqual(await reports('truong'), [...own, 'stays-away 13 16/11/2026', 'stays-away 19 10/11/2026'], 'after seven days the head');
      assert.deepEqual(await reports('dieu-phoi'), ['stay-away 19 10/11/2026'], 'after fourteen the coordinator, once for both');
      const [away] = (await (await signedIn(later, 'dieu-phoi')).get('/notices')).body.notices.filter((one) => one.kind === 'reporting/stay-away');
      assert.deepEqual([away.page, away.title], ['/tong-hop/M/2026-10', '2 cơ quan chưa gửi, quá hạn 19 ngày: Số liệu tháng, kỳ 2026-10']);
    });
  });

  await t.test('eight days after it the head is told that it stays away, and not yet the coordinator; handed in, all of it is settled', async () => {
    await at('2026-12-08T03:00:00Z', async (reminders, later) => {
      await soon(async () => assert.deepEqual(lines(await reminders('truong')), ['falls-due 1 true', 'overdue 8 true', 'stays-away 8 true']), 15000);
      assert.deepEqual(lines(await reminders('mot')), ['falls-due 1 true', 'overdue 8 true']);
      assert.deepEqual(await reminders('dieu-phoi'), []);
      await (await signedIn(later, 'mot')).post('/strategy/figures', figure('2026-10', 36));
      assert.ok((await reminders('truong')).every((one) => one.read_at !== null));
    });
  });
});
