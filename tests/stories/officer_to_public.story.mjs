// An officer enters a figure, the coordinator checks it, the public sees it: with every number worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

/* Five monthly figures of 5G coverage for the province; the rest of the plan has none. */
const FIGURES = [['2026-05', 26], ['2026-06', 27], ['2026-07', 28], ['2026-08', 29], ['2026-09', 30]];

function figuresFile(folder) {
  const path = join(folder, 'figures.csv');
  writeFileSync(path, 'indicator,subject,period,value,source\n' + FIGURES.map(([p, v]) => `QD1539.PL1.01,08,${p},${v},Báo cáo của doanh nghiệp\n`).join(''));
  return path;
}

onBothEngines('officer, coordinator, public', {}, async (t, { server, where }) => {
  const near = (actual, expected, what) => assert.ok(Math.abs(actual - expected) < 5e-7, `${what}: ${actual}, by hand ${expected}`);
  where.cli('observations', 'import', figuresFile(where.data));
  const officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(server, 'dieu-phoi'), stranger = client(server);
  const indicator = async (who = stranger) => (await who.get('/strategy/indicators/QD1539.PL1.01')).body.view.standing;

  await t.test('before: the figure of September is not late, since its due day is 30 October and October is due on 30 November', async () => {
    const s = await indicator();
    /* Milestones: >= 20 on 2025-12-31, 99 on 2030-12-31: 1826 days apart; 2026-09-30 is 273 days after the first. */
    near(s.expected, 20 + 79 * 273 / 1826, 'path on 30 September');
    near(s.attainment, (30 - 20) / (99 - 20), 'attainment');
    near(s.gap, 30 - (20 + 79 * 273 / 1826), 'gap');
    near(s.tolerance, 79 * 0.05, 'tolerance: 5 % of the way between the milestones');
    /* gap = 30 - 31.811... = -1.811: below the path, within 3.95. */
    assert.equal(s.status, 'at_risk');
    assert.equal(s.rule, 'within_tolerance');
    assert.equal(s.due_period, '2026-09');
    assert.equal(s.overdue_days, 0);
  });

  await t.test('the inbox of the officer asks for October, due 30 November, in 8 days', async () => {
    const { body } = await officer.get('/strategy/inbox');
    const item = body.items.find((one) => one.kind === 'figure' && one.item === 'QD1539.PL1.01');
    assert.equal(item.period, '2026-10');
    assert.equal(item.due_on, '2026-11-30');
    assert.equal(item.days_left, 8);
    assert.equal(item.agency, 'SKHCN');
  });

  let file, entry;
  await t.test('evidence is handed in and recognised by its bytes', async () => {
    const pdf = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
    const answer = await officer.call('POST', '/documents/files?name=b%C3%A1o-c%C3%A1o.pdf', pdf, { 'content-type': 'application/pdf' });
    assert.equal(answer.status, 201);
    assert.equal(answer.body.name, 'báo-cáo.pdf');
    assert.equal(answer.body.media_type, 'application/pdf');
    file = answer.body;
  });

  await t.test('the officer enters October; the public still sees September', async () => {
    const answer = await officer.post('/strategy/figures', {
      indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm tháng 10', evidence: [file.id], based_on: 0,
    });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    entry = answer.body;
    assert.equal(entry.state, 'submitted');
    assert.equal((await indicator()).period, '2026-09');
  });

  await t.test('the officer may not decide on it; nor may a leader', async () => {
    assert.equal((await officer.post(`/strategy/submissions/${entry.id}/decision`, { decision: 'accept' })).status, 403);
    const leader = await signedIn(server, 'lanh-dao');
    assert.equal((await leader.post(`/strategy/submissions/${entry.id}/decision`, { decision: 'accept' })).status, 403);
  });

  await t.test('the coordinator sees what a machine sees: a jump of 11.2 where 1 is usual', async () => {
    const { body } = await coordinator.get(`/strategy/submissions/${entry.id}`);
    const jump = body.findings.find((one) => one.name === 'jump');
    assert.equal(jump.is_fine, false);
    near(jump.a, 11.2, 'change');
    near(jump.b, 1, 'usual change');
    assert.equal(body.findings.find((one) => one.name === 'evidence').is_fine, true);
    assert.equal(body.before, 30);
    assert.equal(body.may_decide, true);
  });

  await t.test('returned without a reason: refused; with one: the officer finds it first in the inbox', async () => {
    assert.equal((await coordinator.post(`/strategy/submissions/${entry.id}/decision`, { decision: 'return', note: 'sai' })).status, 400);
    assert.equal((await coordinator.post(`/strategy/submissions/${entry.id}/decision`, { decision: 'return', note: 'Giải thích vì sao tăng 11,2 điểm' })).status, 200);
    const { body } = await officer.get('/strategy/inbox');
    assert.equal(body.items.filter((one) => one.has_due && one.days_left < 0).length + 1, body.items.findIndex((one) => one.kind === 'returned') + 1);
  });

  await t.test('entered again with a note, accepted: the public sees it in the same moment', async () => {
    const again = await officer.post('/strategy/figures', {
      indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm tháng 10', note: '120 trạm mới phát sóng', evidence: [file.id], based_on: 0,
    });
    assert.equal(again.status, 201, JSON.stringify(again.body));
    assert.equal((await coordinator.post(`/strategy/submissions/${again.body.id}/decision`, { decision: 'accept' })).status, 200);
    const s = await indicator();
    assert.equal(s.period, '2026-10');
    assert.equal(s.value, 41.2);
    near(s.expected, 20 + 79 * 304 / 1826, 'path on 31 October');
    near(s.attainment, 21.2 / 79, 'attainment');
    /* Least squares through (0,26) (30,27) (61,28) (92,29) (122,30) (153,41.2), days from 31 May. */
    const x = [0, 30, 61, 92, 122, 153], y = [26, 27, 28, 29, 30, 41.2];
    const mx = x.reduce((a, b) => a + b) / 6, my = y.reduce((a, b) => a + b) / 6;
    const slope = x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i] - my), 0) / x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0);
    const to2030 = (Date.UTC(2030, 11, 31) - Date.UTC(2026, 4, 31)) / 864e5;
    near(s.forecast, Math.min(100, my + slope * (to2030 - mx)), 'forecast for the end of 2030');
    assert.equal(s.status, 'on_track');
    assert.equal(s.agency_name, 'Sở Khoa học và Công nghệ');
    assert.equal(s.evidence_count, 1);
  });

  await t.test('the first page carries the figure inside its HTML', async () => {
    const page = await fetch(server.url + '/');
    const html = await page.text();
    const data = /<script type="application\/json" id="first"[^>]*>(.*?)<\/script>/s.exec(html);
    if (!data) return t.diagnostic('no front end in this build: page not looked at');
    const summary = JSON.parse(data[1]);
    const shown = summary.groups.flatMap((g) => g.indicators).find((one) => one.indicator.code === 'QD1539.PL1.01');
    assert.equal(shown.standing.value, 41.2);
  });

  await t.test('a correction needs a reason and keeps the old value', async () => {
    const bare = { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 40.9, source: 'Đối chiếu lại', based_on: 1 };
    const refused = await officer.post('/strategy/figures', bare);
    assert.equal(refused.status, 400);
    assert.equal(refused.body.errors[0].type, '/problems/strategy/reason-missing');
    const stale = await officer.post('/strategy/figures', { ...bare, based_on: 0, reason: 'Đếm trùng hai trạm' });
    assert.equal(stale.status, 409);
    assert.equal(stale.body.type, '/problems/strategy/figure-changed');
    const good = await officer.post('/strategy/figures', { ...bare, reason: 'Đếm trùng hai trạm ở xã Côn Lôn' });
    assert.equal(good.status, 201);
    await coordinator.post(`/strategy/submissions/${good.body.id}/decision`, { decision: 'accept' });
    const { body } = await stranger.get('/strategy/indicators/QD1539.PL1.01');
    assert.equal(body.view.standing.value, 40.9);
    assert.deepEqual(body.past.map((p) => [p.period, p.value, p.reason]), [['2026-10', 41.2, 'Đếm trùng hai trạm ở xã Côn Lôn']]);
  });

  await t.test('two officers and one figure: the second learns of the first, and may take its place knowingly', async () => {
    const head = await signedIn(server, 'lanh-dao-so');
    const mine = { indicator: 'QD1539.PL1.02', subject: '08', period: '2026-10', value: 70, source: 'Báo cáo', based_on: 0 };
    const first = await officer.post('/strategy/figures', mine);
    const second = await head.post('/strategy/figures', { ...mine, value: 71 });
    assert.equal(second.status, 409);
    assert.equal(second.body.type, '/problems/strategy/figure-waiting');
    assert.match(second.body.detail, /Trần Văn Minh/);
    const third = await head.post('/strategy/figures', { ...mine, value: 71, replaces: first.body.id });
    assert.equal(third.status, 201);
    const waiting = await coordinator.get('/strategy/submissions');
    assert.deepEqual(waiting.body.lines.filter((l) => l.submission.item === 'QD1539.PL1.02').map((l) => l.submission.value), [71]);
  });

  await t.test('another agency may not report it', async () => {
    const other = await signedIn(server, 'can-bo-snv');
    const answer = await other.post('/strategy/figures', { indicator: 'QD1539.PL1.03', subject: '08', period: '2026-10', value: 97, source: 'Báo cáo', based_on: 0 });
    assert.equal(answer.status, 403);
    assert.equal(answer.body.type, '/problems/access/agency-not-yours');
  });

  await t.test('a commune reports on itself and on nobody else', async () => {
    const commune = await signedIn(server, 'can-bo-xa');
    const figure = { indicator: 'QD1539.VII.10.5.CT1', subject: '02215', period: '2025', value: 1.2, source: 'Quyết toán', based_on: 0 };
    assert.equal((await commune.post('/strategy/figures', figure)).status, 201);
    assert.equal((await commune.post('/strategy/figures', { ...figure, subject: '00691' })).status, 403);
  });

  await t.test('a task: an officer reports it done, the coordinator accepts, the task page shows who did', async () => {
    const report = { task: 'QD1539.VI.1.2', agency: 'SKHCN', percent: 100, state: 'done', product: 'Báo cáo rà soát', note: '', based_on: 0 };
    assert.equal((await officer.post('/strategy/progress', { ...report, percent: 60 })).status, 400);
    const sent = await officer.post('/strategy/progress', report);
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    assert.equal((await stranger.get('/strategy/tasks/QD1539.VI.1.2')).body.view.status, 'no_report');
    await coordinator.post(`/strategy/submissions/${sent.body.id}/decision`, { decision: 'accept' });
    const { body } = await stranger.get('/strategy/tasks/QD1539.VI.1.2');
    assert.equal(body.view.status, 'done');
    assert.equal(body.shares.find((s) => s.agency === 'SKHCN').progress.finished_on, '2026-11-22');
  });

  await t.test('every step left its entry in the ledger', async () => {
    const { body } = await coordinator.get(`/ledger/entries?subject=${entry.id}`);
    assert.deepEqual(body.entries.map((e) => e.kind).sort(), ['strategy.entry_returned', 'strategy.figure_entered']);
    assert.equal(JSON.parse(body.entries.find((e) => e.kind === 'strategy.figure_entered').body).facts.value, '41.2');
  });
});
