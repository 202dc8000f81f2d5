// The calendar of working days: which days are off and how certain that is, what was decided, what a deadline makes of it, and
// an officer's deadlines in his own calendar program.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, holidays, root, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const RULES = 'holiday_rules.csv', DECISIONS = 'day_decisions.csv';

/** The shipped calendar with other lines: `change` gets a file's name and text. */
function calendarWith(change) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-calendar-'));
  for (const name of [RULES, DECISIONS]) writeFileSync(join(folder, name), change(name, readFileSync(join(holidays, name), 'utf8')));
  return folder;
}
const adding = (lines) => calendarWith((name, text) => (name === DECISIONS ? text + lines : text));

/** Days but for the weekly rest: `01-01 holiday by_law`. */
const told = (year) => year.days.filter((one) => one.kind !== 'weekly_rest').map((one) => `${one.day.slice(5)} ${one.kind} ${one.status}`);

/** As an independent implementation reads it. */
const readCalendar = (text) => JSON.parse(execFileSync('/usr/bin/python3', [join(root, 'tests/harness/icalendar_read.py')], { input: text, encoding: 'utf8' }));

onBothEngines('which days are worked, and what is due on a day off', {}, async (t, { server, where }) => {
  const stranger = client(server), year = async (of) => (await stranger.get(`/calendar/${of}`)).body;
  const officer = await signedIn(server, 'can-bo-snv');

  await t.test('without data Saturdays and Sundays alone are off: 104 days of 2026, which has 365', async () => {
    const { is_loaded: isLoaded, days, working_days: worked, today } = await year(2026);
    assert.deepEqual([isLoaded, days.length, worked, today], [false, 104, 261, '2026-11-22']);
    assert.ok(days.every((one) => one.kind === 'weekly_rest' && one.is_off));
  });

  await t.test('loaded twice: the second time nothing changes, and the ledger has one entry with the digest', async () => {
    assert.match(where.cli('calendar', 'load', holidays), /9 quy tắc .* 18 ngày/);
    assert.match(where.cli('calendar', 'load', holidays), /không đổi/);
    const { entries } = (await stranger.get('/ledger/entries?subject=calendar')).body;
    const digest = createHash('sha256').update(readFileSync(join(holidays, RULES))).update(readFileSync(join(holidays, DECISIONS))).digest('hex');
    assert.deepEqual(entries.map((one) => one.kind), ['calendar.loaded']);
    assert.ok(JSON.stringify(entries).includes(digest));
  });

  // As the notices of 2025 and 2026 say (shared research, each with its source in the file); the substitute of 27 April by
  // Điều 111 khoản 3. 261 weekdays less 14 of these that are Monday to Friday, and two Saturdays worked: 249.
  await t.test('2026 is what was decided and what follows from the law', async () => {
    await soon(async () => assert.equal((await year(2026)).is_loaded, true));
    const now = await year(2026);
    assert.deepEqual(told(now), [
      '01-01 holiday by_law', '01-02 swapped_off decided', '01-10 swapped_work decided',
      '02-16 holiday decided', '02-17 holiday decided', '02-18 holiday decided', '02-19 holiday decided', '02-20 holiday decided',
      '04-26 holiday by_law', '04-27 substitute by_law', '04-30 holiday by_law', '05-01 holiday by_law',
      '08-22 swapped_work decided', '08-31 swapped_off decided', '09-01 holiday decided', '09-02 holiday by_law', '11-24 holiday reported',
    ]);
    assert.equal(now.working_days, 249);
    assert.deepEqual(now.days.filter((one) => !one.is_off).map((one) => one.day), ['2026-01-10', '2026-08-22']);
    assert.ok(now.days.every((one) => one.kind === 'weekly_rest' || (one.source && one.name && one.name_en)));
  });

  await t.test('2027 is not decided: Tết (mùng 1 is 6 February) and the day beside National Day are only expected', async () => {
    assert.deepEqual(told(await year(2027)), [
      '01-01 holiday by_law', '02-05 holiday expected', '02-06 holiday expected', '02-07 holiday expected', '02-08 holiday expected',
      '02-09 holiday expected', '02-10 substitute expected', '02-11 substitute expected', '04-16 holiday by_law', '04-30 holiday by_law',
      '05-01 holiday by_law', '05-03 substitute by_law', '09-02 holiday by_law', '09-03 holiday expected', '11-24 holiday reported',
    ]);
  });

  await t.test('years that nobody knows are refused', async () => {
    for (const wrong of ['1999', '2101', 'nay']) assert.equal((await stranger.get(`/calendar/${wrong}`)).status, 400);
  });

  await t.test('all faults of both files are told, and nothing is taken in', async () => {
    const folder = calendarWith((name, text) => (name === RULES
      ? `${text}THIRTEEN,Sai,Wrong,solar,2,30,,1,2021-01-01,,by_law,x\n`
      : `${text}2026-11-24,holiday,Sai,Wrong,,decided,x\n2026-11-24,holiday,Sai,Wrong,,decided,x\n2026-12-07,swapped_work,Sai,Wrong,,decided,x\n`));
    const { status, err } = where.try('calendar', 'load', folder);
    assert.equal(status, 1);
    for (const slug of ['calendar/rule-unfit', 'calendar/day-twice', 'calendar/day-unfit']) assert.ok(err.includes(slug), slug);
    assert.equal((await year(2026)).working_days, 249);
  });

  // The yearly report of the Department goes to the committee before 1 December: 30 November 2026, a Monday. When that Monday is
  // swapped away, Tuesday is the last day in time.
  const duty = async () => (await stranger.get('/strategy/plan?document=KH119')).body.duties.find((one) => one.duty.code === 'KH119.V.3.BC');
  await t.test('a duty whose day is taken off later may be done on the next working day, at once', async () => {
    assert.equal((await duty()).due_on, '2026-11-30');
    where.cli('calendar', 'load', adding('2026-11-30,swapped_off,Nghỉ hoán đổi,Day off in exchange,,decided,thử\n'));
    await soon(async () => assert.equal((await duty()).due_on, '2026-12-01'));
    const science = await signedIn(server, 'can-bo');
    const due = (await science.get('/strategy/inbox')).body.items.find((one) => one.item === 'KH119.V.3.BC');
    assert.deepEqual([due.due_on, due.days_left], ['2026-12-01', 9]);
  });

  // Figures of October: 31 October and 30 days are 30 November too.
  await t.test('so may a figure', async () => {
    const { body } = await stranger.get('/strategy/summary?on=2026-11-22');
    assert.equal(body.next_due_on, '2026-12-01');
  });

  // Before 15 November: the 14th is a Saturday, so Monday 16 November was the last day; on the 22nd the next is that of 2027:
  // 14 November 2027 is a Sunday, so Monday, the 15th.
  await t.test('a duty due on a Sunday ends with the Monday', async () => {
    const { body } = await stranger.get('/strategy/plan?document=KH119');
    assert.deepEqual(body.duties.filter((one) => one.duty.code === 'KH119.V.2.BC').map((one) => [one.for_period, one.due_on]), [['2027', '2027-11-15']]);
  });

  await t.test('where the installation decided otherwise, a day off stays the last day', async (part) => {
    const other = await serve(where, { set: { 'calendar.deadline_shift': 'off' } });
    part.after(() => other.stop());
    const { body } = await client(other).get('/strategy/plan?document=KH119');
    assert.deepEqual(body.duties.map((one) => one.due_on).filter((day) => ['2026-11-30', '2027-11-14'].includes(day)).sort(), ['2026-11-30', '2027-11-14']);
    assert.equal((await client(other).get('/calendar/2026')).body.shifts_deadlines, false);
  });

  await t.test('a stranger has no deadlines', async () => {
    assert.equal((await stranger.get('/strategy/inbox.ics')).status, 401);
  });

  await t.test('the inbox as a calendar file: what is due, and nothing else, as another program reads it', async () => {
    const { status, body: text, headers } = await officer.get('/strategy/inbox.ics');
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/calendar; charset=utf-8']);
    assert.match(headers.get('content-disposition'), /banyan-han\.ics/);
    const { items } = (await officer.get('/strategy/inbox')).body, due = items.filter((one) => one.has_due);
    assert.ok(due.length > 0 && due.length < items.length, `${due.length} of ${items.length}`);
    const read = readCalendar(text), next = (day) => new Date(Date.parse(day) + 864e5).toISOString().slice(0, 10);
    assert.deepEqual([read.version, read.errors], ['2.0', []]);
    assert.deepEqual(read.events.map((one) => [one.from, one.to, one.errors]), due.map((one) => [one.due_on, next(one.due_on), []]));
    read.events.forEach((one, i) => {
      assert.ok(one.summary.endsWith(due[i].title), one.summary);
      assert.equal(one.description, `${due[i].citation}\n${due[i].agency_name}`);
      assert.equal(one.stamp, '2026-11-22T03:00:00+00:00');
    });
    assert.equal(new Set(read.events.map((one) => one.uid)).size, due.length);
  });

  await t.test('lines end with CRLF and have at most 75 octets; the same thing has the same UID again', async () => {
    const [first, second] = [(await officer.get('/strategy/inbox.ics')).body, (await officer.get('/strategy/inbox.ics')).body];
    assert.equal(first.replaceAll('\r\n', '').search(/[\r\n]/), -1);
    assert.ok(first.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
    assert.ok(first.split('\r\n').some((line) => line.startsWith(' ')), 'some are folded');
    const uids = (text) => readCalendar(text).events.map((one) => one.uid);
    assert.deepEqual(uids(first), uids(second));
  });

  let address;
  const feed = (path) => client(server).get(path);
  await t.test('a calendar program that cannot sign in reads the same at an address that is a secret', async () => {
    assert.deepEqual((await officer.get('/strategy/inbox-feed')).body, { made_at: null });
    const made = await officer.post('/strategy/inbox-feed', {});
    assert.equal(made.status, 201);
    address = made.body.path;
    assert.match(address, /^\/api\/v1\/strategy\/inbox-feeds\/[\w-]{43}$/);
    assert.equal((await officer.get('/strategy/inbox-feed')).body.made_at, '2026-11-22T03:00:00Z');
    const { status, body } = await feed(address);
    assert.equal(status, 200);
    assert.deepEqual(readCalendar(body), readCalendar((await officer.get('/strategy/inbox.ics')).body));
  });

  await t.test('a new address ends the old one, and nobody else has it', async () => {
    const old = address;
    address = (await officer.post('/strategy/inbox-feed', {})).body.path;
    assert.notEqual(address, old);
    assert.deepEqual([(await feed(old)).status, (await feed(address)).status], [404, 200]);
    assert.equal((await feed(old)).body.type, '/problems/strategy/feed-unknown');
    assert.equal((await feed(`${address.slice(0, -1)}${address.endsWith('A') ? 'B' : 'A'}`)).status, 404);
    assert.equal((await feed(`${address}A`)).status, 400);
    assert.equal((await client(server).get('/strategy/inbox-feed')).status, 401);
    assert.equal((await client(server).post('/strategy/inbox-feed', {})).status, 401);
    assert.equal((await (await signedIn(server, 'nguoi-dan')).post('/strategy/inbox-feed', {})).status, 403);
  });

  await t.test('whose account is closed has no feed; revoked, the address is gone', async () => {
    where.cli('account', 'disable', '--username', 'can-bo-snv');
    await soon(async () => assert.equal((await feed(address)).status, 404));
    where.cli('account', 'enable', '--username', 'can-bo-snv');
    await soon(async () => assert.equal((await feed(address)).status, 200));
    const again = await signedIn(server, 'can-bo-snv');
    assert.equal((await again.post('/strategy/inbox-feed/revoke', {})).status, 204);
    assert.equal((await again.post('/strategy/inbox-feed/revoke', {})).status, 204);
    assert.equal((await feed(address)).status, 404);
    assert.deepEqual((await again.get('/strategy/inbox-feed')).body, { made_at: null });
  });
});
