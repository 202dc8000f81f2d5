// What a document said before: every change makes a version, any two can be compared, figures stay bound to theirs.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');

onBothEngines('versions of a plan', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const anyone = client(server), load = (plan, ...more) => where.cli('plan', 'load', writePlan(plan), ...more);
  const write = (text) => { const path = join(where.data, 'figures.csv'); writeFileSync(path, text); return path; };
  const versions = async () => (await anyone.get('/strategy/plan-versions?document=D1')).body.versions;
  const changed = (plan) => ({ ...plan, targets: plan.targets.replace('D1.E,2030,<=,,10,', 'D1.E,2030,<=,,15,') });

  await t.test('a document is its own first version, in force from the day it was issued', async () => {
    assert.match(load(smallPlan()), /D1: phiên bản \/ version 1$/m);
    await soon(async () => {
      const [only, ...others] = await versions();
      assert.deepEqual([only.number, only.in_force_on, only.decided_by, only.decided_on, others.length], [1, '2024-01-15', '1/QĐ-UBND', '2024-01-15', 0]);
      assert.match(only.digest, /^[0-9a-f]{64}$/);
    });
  });

  await t.test('loading the same again, or its rows in another order, makes none', async () => {
    assert.match(load(smallPlan()), /version 1$/m);
    const plan = smallPlan(), [head, ...rows] = plan.tasks.trim().split('\n');
    assert.match(load({ ...plan, tasks: [head, ...rows.reverse()].join('\n') + '\n' }), /version 1$/m);
    assert.match(load(smallPlan()), /version 1$/m);
  });

  await t.test('a figure is recorded against the first', async () => {
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.E,99,2026-08,12\n'), '--source', 'Sổ');
    await soon(async () => assert.equal((await anyone.get('/strategy/indicators/D1.E/figures/99/2026-08')).body.figure.plan_version, 1));
  });

  await t.test('another target is another version, with who decided it', async () => {
    const told = load(changed(smallPlan()), '--decision', '9/QĐ-UBND', '--decided-on', '2026-11-18', '--in-force-on', '2026-11-20');
    assert.match(told, /D1: phiên bản \/ version 2$/m);
    await soon(async () => {
      const [newest] = await versions();
      assert.deepEqual([newest.number, newest.in_force_on, newest.decided_by, newest.decided_on], [2, '2026-11-20', '9/QĐ-UBND', '2026-11-18']);
    });
  });

  await t.test('what it changed is told in words, and back again the other way', async () => {
    const { body } = await anyone.get('/strategy/plan-versions/D1/2/changes');
    assert.deepEqual(body.changes.map((one) => [one.part, one.way, one.item, one.title, one.fields]), [
      ['target', 'altered', 'D1.E', 'Thời gian chờ', [{ field: 'year', before: '2030', after: '2030' }, { field: 'high', before: '10', after: '15' }]],
    ]);
    assert.deepEqual([body.since.number, body.version.number, body.document.number], [1, 2, '1/QĐ-UBND']);
    const back = (await anyone.get('/strategy/plan-versions/D1/1/changes?since=2')).body.changes;
    assert.deepEqual(back[0].fields[1], { field: 'high', before: '15', after: '10' });
    assert.deepEqual((await anyone.get('/strategy/plan-versions/D1/2/changes?since=2')).body.changes, []);
  });

  await t.test('of the first all is new: 1 document, 2 objectives, 5 indicators, 9 targets, 3 tasks, 9 assignments, 2 duties', async () => {
    const { body } = await anyone.get('/strategy/plan-versions/D1/1/changes'), count = {};
    for (const one of body.changes) count[one.part] = (count[one.part] ?? 0) + 1;
    assert.deepEqual(count, { document: 1, objective: 2, indicator: 5, target: 9, task: 3, assignment: 9, duty: 2 });
    assert.equal(body.since, null);
    const lead = body.changes.find((one) => one.part === 'assignment' && one.item === 'D1.T1');
    assert.ok(lead.fields.some((one) => one.field === 'agency' && one.after === 'Sở Một'), 'agencies by their names');
  });

  await t.test('figures keep their version and the target of that time; what is asked now stands beside it', async () => {
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.E,99,2026-09,12\n'), '--source', 'Sổ');
    const proof = async (period) => (await anyone.get(`/strategy/indicators/D1.E/figures/99/${period}`)).body;
    await soon(async () => assert.equal((await proof('2026-09')).figure.plan_version, 2));
    const old = await proof('2026-08'), fresh = await proof('2026-09');
    /* the milestone after 2026 is 2027, whose cell is empty in the document */
    assert.deepEqual([old.version.number, old.target_then.year, old.target.year, fresh.version.number], [1, 2027, 2027, 2]);
    const { body } = await anyone.get('/strategy/indicators/D1.E');
    assert.equal(body.plan_version, 2);
    assert.deepEqual(body.history.map((one) => [one.period, one.plan_version]), [['2026-08', 1], ['2026-09', 2]]);
    assert.deepEqual(body.targets_then.map((one) => [one.version.number, one.targets.at(-1).high]), [[1, 10]]);
    assert.equal(body.view.standing.status, 'met', '12 minutes are no more than 15: by the new target, not by the 10 of before');
  });

  await t.test('a correction is bound to the version of its own day; the old figure keeps its own', async () => {
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.E,99,2026-08,14\n'), '--source', 'Sổ', '--reason', 'Ghi nhầm số của tháng trước');
    await soon(async () => {
      const { body } = await anyone.get('/strategy/indicators/D1.E/figures/99/2026-08');
      assert.deepEqual([body.figure.plan_version, body.past.map((one) => [one.value, one.plan_version])], [2, [[12, 1]]]);
    });
  });

  await t.test('what is added and what goes is told whole', async () => {
    const plan = changed(smallPlan());
    plan.tasks = plan.tasks.replace('D1.T2,D1,"1/QĐ-UBND, II.2",Tuyên truyền,,\n', 'D1.T4,D1,"1/QĐ-UBND, II.4",Tập huấn,Tài liệu,2027-03-31\n');
    plan.assignments = plan.assignments.replace('D1.T2,lead,Ủy ban nhân dân các huyện,,CAC-HUYEN\n', 'D1.T4,lead,Sở Hai,S2,\n').replace('D1.B,lead,Sở Hai,S2,S2', 'D1.B,lead,Sở Một,S1,CU');
    load(plan);
    const { body } = await soon(async () => {
      const answer = await anyone.get('/strategy/plan-versions/D1/3/changes');
      assert.equal(answer.status, 200);
      return answer;
    });
    assert.deepEqual(body.changes.map((one) => [one.part, one.way, one.item]), [
      ['task', 'removed', 'D1.T2'], ['task', 'added', 'D1.T4'],
      ['assignment', 'removed', 'D1.B'], ['assignment', 'added', 'D1.B'], ['assignment', 'removed', 'D1.T2'], ['assignment', 'added', 'D1.T4'],
    ]);
    const added = body.changes.find((one) => one.item === 'D1.T4' && one.part === 'task');
    assert.deepEqual(added.fields.find((one) => one.field === 'due'), { field: 'due', before: '', after: '2027-03-31' });
    assert.equal(body.version.decided_by, '', 'nobody told who decided');
    assert.equal(body.version.in_force_on, '2026-11-22', 'the day on which it was loaded');
  });

  await t.test('a version is kept whole, and asks for what is not there are answered', async () => {
    const { body } = await anyone.get('/strategy/plan-versions/D1/1');
    assert.deepEqual(body.content.tasks.map((one) => one.code), ['D1.T1', 'D1.T2', 'D1.T3']);
    assert.equal(body.content.targets.find((one) => one.indicator === 'D1.E' && one.year === 2030).high, 10);
    const unknown = await anyone.get('/strategy/plan-versions/D1/9');
    assert.deepEqual([unknown.status, slug(unknown)], [404, 'strategy/version-unknown']);
    assert.equal((await anyone.get('/strategy/plan-versions?document=D9')).status, 404);
    assert.equal((await anyone.get('/strategy/plan-versions/D1/3/changes?since=7')).status, 404);
  });

  await t.test('each version is an entry of the record, with its digest', async () => {
    const { body } = await anyone.get('/ledger/entries?subject=D1');
    assert.equal(body.entries.filter((one) => one.kind === 'strategy.plan_versioned').length, 3);
  });
});
