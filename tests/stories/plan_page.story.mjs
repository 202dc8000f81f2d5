// The plan's page stands on one answer: every line has its targets, who leads, how late it is, and whether it is a sample.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/* D1.C is a share of communes that spend 1 %: one of the two that reported does. */
const FIGURES = 'indicator,subject,period,value,text\nD1.A,99001,2026-09,60,\nD1.A,99002,2026-09,80,\nD1.C,99001,2025,1.2,\nD1.C,99002,2025,0.8,\nD1.D,99,2025,,Có\n';
const PROGRESS = 'task,agency,percent,status,on\nD1.T3,X1,50,in_progress,2026-10-31\n';

onBothEngines('the plan as a tree', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const figures = join(where.data, 'figures.csv'), progress = join(where.data, 'progress.csv');
  writeFileSync(figures, FIGURES);
  writeFileSync(progress, PROGRESS);
  where.cli('plan', 'load', writePlan(smallPlan()));
  const read = async () => (await client(server).get('/strategy/plan')).body;
  const line = (lines, code) => lines.find((one) => one.code === code);
  /* On PostgreSQL the server hears of another program's commit a moment after it: until then the ready answer holds. */
  const afterImport = async (...args) => {
    const before = JSON.stringify(await read()), end = Date.now() + 5000;
    where.cli(...args);
    while (JSON.stringify(await read()) === before) if (Date.now() > end) throw new Error(`${args.join(' ')} changed nothing`);
  };

  await t.test('before any figure: no values, and nothing is a sample', async () => {
    const page = await read();
    assert.equal(page.has_samples, false);
    assert.deepEqual(page.indicators.map((one) => [one.value, one.text, one.status]), Array(5).fill([null, '', 'no_data']));
  });

  await afterImport('observations', 'import', figures, '--source', 'Báo cáo');

  await t.test('targets in the order of their years, with their signs; an empty one stays empty', async () => {
    const { indicators } = await read(), targets = (code) => line(indicators, code).targets.map((one) => [one.year, one.operator, one.low, one.high, one.text]);
    assert.deepEqual(targets('D1.A'), [[2025, '>=', 40, null, ''], [2030, '=', 100, null, '']]);
    assert.deepEqual(targets('D1.D'), [[2025, 'text', null, null, 'Có'], [2030, 'text', null, null, 'Đáp ứng']]);
    assert.deepEqual(targets('D1.E'), [[2025, '<=', null, 60, ''], [2027, 'text', null, null, ''], [2030, '<=', null, 10, '']]);
  });

  await t.test('values as they are measured: a mean, a level, a share of communes against all of them', async () => {
    const { indicators, has_samples } = await read();
    assert.deepEqual(['D1.A', 'D1.D', 'D1.E'].map((code) => line(indicators, code)).map((one) => [one.value, one.unit, one.kind, one.text]), [[70, '%', 'share', ''], [1, 'mức', 'level', 'Có'], [null, 'phút', 'number', '']]);
    const c = line(indicators, 'D1.C');
    assert.deepEqual([c.value, c.unit, c.kind], [50, '%', 'share']);
    assert.deepEqual(c.targets.map((one) => [one.year, one.operator, one.low]), [[2026, '=', 100]]);
    assert.equal(has_samples, false);
  });

  await t.test('who leads: as named then and as answering today; supporters are left to the task’s own page', async () => {
    const { indicators, tasks } = await read(), leads = (one) => one.leads.map((lead) => [lead.named, lead.then, lead.agency, lead.agency_name, lead.members]);
    assert.deepEqual(leads(line(indicators, 'D1.A')), [['Sở Một', 'CU', 'S1', 'Sở Một', 1]]);
    assert.deepEqual(leads(line(tasks, 'D1.T1')), [['Sở Cũ', 'CU', 'S1', 'Sở Một', 1]]);
    assert.deepEqual(leads(line(tasks, 'D1.T2')), [['Ủy ban nhân dân các huyện', 'CAC-HUYEN', '', '', 0]]);
    assert.deepEqual(leads(line(tasks, 'D1.T3')), [['Ủy ban nhân dân các xã', 'CAC-XA', 'CAC-XA', 'Ủy ban nhân dân các xã', 3]]);
  });

  await afterImport('progress', 'import', progress, '--sample', '--source', 'Dữ liệu mẫu');

  await t.test('how late, and which lines are samples: then the page says so', async () => {
    const { tasks, has_samples } = await read();
    /* Due on 30 June, today is 22 November: 31 + 31 + 30 + 31 + 22 days. */
    assert.deepEqual(tasks.map((one) => [one.code, one.status, one.overdue_days, one.late_days, one.percent, one.is_sample]), [
      ['D1.T1', 'overdue', 145, 0, null, false], ['D1.T2', 'no_report', 0, 0, null, false], ['D1.T3', 'in_progress', 0, 0, 50, true],
    ]);
    assert.equal(has_samples, true);
  });

  await t.test('done after its day: how many days late', async () => {
    writeFileSync(progress, 'task,agency,percent,status,on\nD1.T1,S1,100,done,2026-07-10\n');
    await afterImport('progress', 'import', progress, '--sample', '--source', 'Dữ liệu mẫu');
    const { tasks } = await read(), one = line(tasks, 'D1.T1');
    assert.deepEqual([one.status, one.overdue_days, one.late_days, one.is_sample], ['done', 0, 10, true]);
    assert.equal(tasks.length, 3, 'lines behind a sample are there too');
  });
});
