// From reported figures to statuses, roll-ups and tasks: each number worked out by hand beside it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addAccounts, client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/* The clock stands at 2026-11-22. Figures of a month are due 30 days after its end: September was due on 30 October. */
const FIGURES = `indicator,subject,period,value,text
D1.A,99001,2026-08,58,
D1.A,99002,2026-08,64,
D1.A,99001,2026-09,60,
D1.A,99002,2026-09,80,
D1.B,99001,2026-Q2,60,
D1.B,99001,2026-Q3,100,
D1.B,99002,2026-Q3,0,
D1.C,99001,2025,1.2,
D1.C,99002,2025,0.8,
D1.D,99,2025,,Có
D1.E,99,2026-08,52,
D1.E,99,2026-09,51,
`;

/* D1.C asks for 1 % at the end of 2025 here, so that figures of 2025 can be compared. */
function plan() {
  const small = smallPlan();
  small.targets = small.targets.replace('D1.C,2026', 'D1.C,2025');
  return writePlan(small);
}

onBothEngines('figures become statuses', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const near = (actual, expected, what) => assert.ok(Math.abs(actual - expected) < 5e-7, `${what}: ${actual}, by hand ${expected}`);
  const file = join(where.data, 'figures.csv');
  writeFileSync(file, FIGURES);
  where.cli('plan', 'load', plan());
  const stranger = client(server), ask = async (code) => (await stranger.get(`/strategy/indicators/${code}`)).body;

  await t.test('before any figure: everything is without figures, nothing is late', async () => {
    const { body } = await stranger.get('/strategy/summary');
    assert.deepEqual([body.count.total, body.count.no_data, body.count.late, body.count.measured, body.count.attainment], [5, 5, 0, 0, null]);
  });

  where.cli('observations', 'import', file, '--source', 'Báo cáo của cơ quan');

  await t.test('mean over communes: those who did not report are not zeros', async () => {
    const { standing } = (await ask('D1.A')).view;
    near(standing.value, 70, 'mean of 60 and 80, not of 60, 80 and 0');
    assert.deepEqual([standing.reported, standing.expected_reports], [2, 3]);
    near(standing.previous, 61, 'mean of 58 and 64');
    /* 40 on 2025-12-31, 100 on 2030-12-31: 1826 days; 30 September 2026 is day 273. */
    near(standing.expected, 40 + 60 * 273 / 1826, 'path');
    near(standing.attainment, (70 - 40) / 60, 'attainment');
    assert.equal(standing.status, 'on_track');
  });

  await t.test('sum over communes: a reported zero counts as reported', async () => {
    const { standing } = (await ask('D1.B')).view;
    near(standing.value, 100, '100 and 0');
    assert.deepEqual([standing.reported, standing.expected_reports], [2, 3]);
    /* The only milestone is 300 at the end of 2030, so the path starts at the first figure: 60 on 2026-06-30.
       1645 days to the milestone, 92 days passed on 2026-09-30. */
    assert.equal(standing.start, 'first_figure');
    near(standing.expected, 60 + 240 * 92 / 1645, 'path');
    near(standing.attainment, 40 / 240, 'attainment');
    assert.equal(standing.status, 'on_track');
  });

  await t.test('share of communes that meet 1 %: one of the two that reported', async () => {
    const { standing } = (await ask('D1.C')).view;
    near(standing.value, 50, 'one of two');
    assert.deepEqual([standing.met_count, standing.reported, standing.expected_reports], [1, 2, 3]);
    assert.deepEqual([standing.status, standing.rule], ['late', 'final_passed']);
  });

  await t.test('a level: "Có" is rank 1 of 0 to 2; the milestone of 2030 asks for rank 2, in steps', async () => {
    const { standing } = (await ask('D1.D')).view;
    near(standing.value, 1, 'rank');
    assert.equal(standing.text, 'Có');
    near(standing.expected, 1, 'no path between levels: what the last milestone asked for');
    assert.equal(standing.status, 'on_track');
  });

  await t.test('less is better: from 60 minutes to 10', async () => {
    const { standing } = (await ask('D1.E')).view;
    /* An empty target cell (2027) sets nothing: the path runs from 60 (2025-12-31) straight to 10 (2030-12-31). */
    near(standing.expected, 60 - 50 * 273 / 1826, 'path');
    near(standing.gap, (60 - 50 * 273 / 1826) - 51, 'positive is good');
    near(standing.attainment, (51 - 60) / (10 - 60), 'attainment');
    near(standing.remaining, 41, 'from 51 to 10');
    assert.equal(standing.status, 'on_track');
    assert.equal(standing.forecast, null, 'two figures make no trend');
  });

  await t.test('roll-up of the plan: the mean of what is measured, by hand', async () => {
    const { body } = await stranger.get('/strategy/summary');
    assert.deepEqual([body.count.total, body.count.met, body.count.on_track, body.count.at_risk, body.count.late, body.count.no_data], [5, 0, 4, 0, 1, 0]);
    assert.equal(body.count.measured, 5);
    /* A 30/60, B 40/240, C one of two communes, D 1 of 2 levels, E 9/50. */
    near(body.count.attainment, (30 / 60 + 40 / 240 + 1 / 2 + 1 / 2 + 9 / 50) / 5, 'mean attainment');
  });

  await t.test('on a past day only what was about the time before counts', async () => {
    const { body } = await stranger.get('/strategy/summary?on=2026-08-31');
    const a = body.groups.flatMap((g) => g.indicators).find((one) => one.indicator.code === 'D1.A').standing;
    near(a.value, 61, 'August');
    assert.equal(body.is_past, true);
  });

  await t.test('a figure for a commune on the map; the third commune has none, which is not zero', async () => {
    const { body } = await stranger.get('/strategy/indicators/D1.A/places?period=2026-09');
    const shown = Object.fromEntries(body.places.map((p) => [p.code ?? p.place?.code, p.value]));
    assert.deepEqual(shown, { 99001: 60, 99002: 80, 99003: null });
  });

  await t.test('where one figure came from: file, person, moment, entry of the record', async () => {
    const { body } = await stranger.get('/strategy/indicators/D1.A/figures/99001/2026-09');
    assert.equal(body.figure.value, 60);
    assert.deepEqual([body.origin.source, body.origin.is_import, body.origin.file_name], ['Báo cáo của cơ quan', true, 'figures.csv']);
    assert.match(body.origin.digest, /^[0-9a-f]{64}$/);
  });
});

onBothEngines('tasks are late only when their day has passed', { data: { plan: null } }, async (t, { server, where }) => {
  const small = smallPlan();
  small.agencies = small.agencies.replaceAll('\nS1,', '\nSKHCN,').replaceAll('\nS2,', '\nSNV,').replaceAll('\nX1,', '\nUBND-02215,');
  for (const file of ['assignments', 'duties', 'successions']) small[file] = small[file].replaceAll('S1', 'SKHCN').replaceAll('S2', 'SNV');
  where.cli('plan', 'load', writePlan(small));
  addAccounts(where.cli);
  const stranger = client(server), task = async (code) => (await stranger.get(`/strategy/tasks/${code}`)).body;

  await t.test('due 30 June 2026 and never reported: 145 days overdue on 22 November', async () => {
    const { view } = await task('D1.T1');
    assert.equal(view.status, 'overdue');
    assert.equal(view.overdue_days, (Date.UTC(2026, 10, 22) - Date.UTC(2026, 5, 30)) / 864e5);
  });

  await t.test('due 31 December 2026: not yet due is not late; without a day it cannot be late', async () => {
    assert.deepEqual([(await task('D1.T3')).view.status, (await task('D1.T3')).view.overdue_days], ['no_report', 0]);
    assert.equal((await task('D1.T2')).view.status, 'no_report');
  });

  await t.test('a task of 2024 shows who was named then and who answers now; districts have no successor', async () => {
    const [lead] = (await task('D1.T1')).view.assignments.filter((a) => a.role === 'lead');
    assert.deepEqual([lead.named, lead.then_name, lead.agency_name], ['Sở Cũ', 'Sở Cũ', 'Sở Một']);
    const [none] = (await task('D1.T2')).view.assignments;
    assert.deepEqual([none.then_name, none.agency, none.agency_name], ['Ủy ban nhân dân các huyện', '', '']);
  });

  await t.test('a task of all communes: one of three reports 50 %, which is the share of what was reported', async () => {
    const commune = await signedIn(server, 'can-bo-xa'), coordinator = await signedIn(server, 'dieu-phoi');
    const sent = await commune.post('/strategy/progress', { task: 'D1.T3', agency: 'UBND-02215', percent: 50, state: 'in_progress', product: '', note: 'đang làm', based_on: 0 });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    await coordinator.post(`/strategy/submissions/${sent.body.id}/decision`, { decision: 'accept' });
    const page = await task('D1.T3');
    assert.equal(page.view.status, 'in_progress');
    assert.equal(page.shares.length, 3);
    assert.deepEqual(page.shares.map((s) => s.progress?.percent ?? null).filter((p) => p !== null), [50]);
  });
});
