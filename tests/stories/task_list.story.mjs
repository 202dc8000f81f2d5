// The list of tasks in every order that is offered, sorted before it is cut into pages.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const LONG = 55;

/* D1 gets three more tasks; D2 has 55, each due a day earlier than the one before it: the last on 2 January 2027. */
function plan() {
  const small = smallPlan();
  small.documents += 'D2,2/QĐ-UBND,decision,Kế hoạch dài,UBND,2025-01-15,\n';
  small.tasks += 'D1.T4,D1,"1/QĐ-UBND, II.4",Rà soát,,2026-03-31\nD1.T5,D1,"1/QĐ-UBND, II.5",Báo cáo,,\nD1.T6,D1,"1/QĐ-UBND, II.6",Đào tạo,,2027-01-31\n';
  small.assignments += 'D1.T4,lead,Sở Hai,S2,S2\nD1.T5,lead,Sở Hai,S2,S2\nD1.T6,lead,Sở Một,S1,S1\n';
  small.sections = 'code,document,citation,title,parent,kind\nD1.I,D1,"1/QĐ-UBND, II",Nhiệm vụ,,tasks\nD1.I.1,D1,"1/QĐ-UBND, II.a",Riêng,D1.I,tasks\n';
  const sections = { T1: 'D1.I', T2: 'D1.I.1', T3: 'D1.I.1', T4: 'D1.I' };
  for (let i = 1; i <= LONG; i++) {
    const due = new Date(Date.UTC(2027, 0, 2 + LONG - i)).toISOString().slice(0, 10);
    small.tasks += `D2.T${i},D2,"2/QĐ-UBND, ${i}",Việc ${i},,${due}\n`;
    small.assignments += `D2.T${i},lead,Sở Hai,S2,S2\n`;
  }
  const [head, ...rows] = small.tasks.trim().split('\n');
  small.tasks = [`${head},section,timing`, ...rows.map((row) => `${row},${sections[/^D1\.(T\d)/.exec(row)?.[1]] ?? ''},${/\d{4}-\d\d-\d\d$/.test(row) ? 'dated' : 'standing'}`)].join('\n') + '\n';
  return writePlan(small);
}

const PROGRESS = 'task,agency,percent,status,on\nD1.T3,X1,50,in_progress,2026-10-31\nD1.T4,S2,20,in_progress,2026-10-31\nD1.T5,S2,100,done,2026-10-31\nD1.T6,S1,0,not_started,2026-10-31\n';

onBothEngines('the list of tasks', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const progress = join(where.data, 'progress.csv');
  writeFileSync(progress, PROGRESS);
  where.cli('plan', 'load', plan());
  where.cli('progress', 'import', progress, '--source', 'Báo cáo');
  const get = async (query) => client(server).get(`/strategy/tasks?${query}`);
  const codes = async (query) => (await get(query)).body.tasks.map((one) => one.task.code.slice(3));

  await t.test('as the document has them, asked for or not', async () => {
    const order = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'];
    assert.deepEqual(await codes('document=D1'), order);
    assert.deepEqual(await codes('document=D1&sort=order'), order);
  });

  await t.test('what needs somebody first: 236 and 145 days overdue, no report, not started, in progress, done', async () => {
    assert.deepEqual(await codes('document=D1&sort=status'), ['T4', 'T1', 'T2', 'T6', 'T3', 'T5']);
    const { tasks } = (await get('document=D1&sort=status')).body;
    assert.deepEqual(tasks.map((one) => one.overdue_days), [236, 145, 0, 0, 0, 0]);
  });

  await t.test('the next due day first; without a day, or done, at the end as the document has them', async () => {
    assert.deepEqual(await codes('document=D1&sort=due'), ['T4', 'T1', 'T3', 'T6', 'T2', 'T5']);
  });

  await t.test('the least far first: 0, 20, 50 of the one commune that reported, 100; then those without a report', async () => {
    assert.deepEqual(await codes('document=D1&sort=percent'), ['T6', 'T4', 'T3', 'T5', 'T1', 'T2']);
  });

  await t.test('reported lately first', async () => {
    assert.deepEqual(await codes('document=D1&sort=updated'), ['T3', 'T4', 'T5', 'T6', 'T1', 'T2']);
  });

  await t.test('sorted together with a filter', async () => {
    assert.deepEqual(await codes('document=D1&sort=due&agency=S2&role=lead'), ['T4', 'T5']);
    assert.deepEqual(await codes('document=D1&sort=status&status=overdue'), ['T4', 'T1']);
  });

  await t.test('the whole is sorted, then cut: the second page goes on where the first ended', async () => {
    const first = (await get('document=D2&sort=due')).body, second = (await get('document=D2&sort=due&page=2')).body, third = (await get('document=D2&sort=due&page=3')).body;
    assert.deepEqual([first.total, first.page_size, first.tasks.length, second.tasks.length, third.tasks.length], [55, 50, 50, 5, 0]);
    assert.deepEqual([first.tasks[0], first.tasks.at(-1)].map((one) => [one.task.code, one.task.due]), [['D2.T55', '2027-01-02'], ['D2.T6', '2027-02-20']]);
    assert.deepEqual(second.tasks.map((one) => one.task.code), ['D2.T5', 'D2.T4', 'D2.T3', 'D2.T2', 'D2.T1']);
  });

  const counts = async (query) => {
    const { body } = await get(query), c = body.count, timing = body.by_timing;
    return {
      total: body.total, status: [c.overdue, c.no_report, c.not_started, c.in_progress, c.done], timing: [timing.dated, timing.yearly, timing.standing],
      sections: Object.fromEntries(body.by_section.map((one) => [one.section, one.count])), agencies: Object.fromEntries(body.by_agency.map((one) => [one.agency, one.count])),
    };
  };

  await t.test('counts for each choice: a section holds what lies beneath; a group stands for its members', async () => {
    /* Both departments lead or support T1 ("các sở"); S1 leads T6, S2 T4 and T5; the communes T3. Nobody answers for T2. */
    assert.deepEqual(await counts('document=D1'), {
      total: 6, status: [2, 1, 1, 1, 1], timing: [4, 0, 2], sections: { 'D1.I': 4, 'D1.I.1': 2 }, agencies: { S2: 3, S1: 2, X1: 1, X2: 1, X3: 1 },
    });
    assert.deepEqual((await counts('document=D1&role=lead')).agencies, { S2: 2, S1: 2, X1: 1, X2: 1, X3: 1 });
  });

  await t.test('each ignores its own filter and obeys the others', async () => {
    /* S2: T1 (supports; the whole is overdue), T4 (overdue), T5 (done). */
    assert.deepEqual(await counts('document=D1&agency=S2&status=overdue'), {
      total: 2, status: [2, 0, 0, 0, 1], timing: [2, 0, 0], sections: { 'D1.I': 2 }, agencies: { S2: 2, S1: 1 },
    });
    /* In D1.I.1 are T2 (nobody answers) and T3. */
    assert.deepEqual(await counts('document=D1&section=D1.I.1&timing=dated'), {
      total: 1, status: [0, 0, 0, 1, 0], timing: [1, 0, 1], sections: { 'D1.I': 3, 'D1.I.1': 1 }, agencies: { X1: 1, X2: 1, X3: 1 },
    });
  });

  await t.test('an agency is counted by its own share: one commune of three has begun', async () => {
    assert.deepEqual((await counts('document=D1&status=in_progress')).agencies, { X1: 1 });
    assert.deepEqual((await counts('document=D1&status=no_report')).agencies, { X2: 1, X3: 1 });
    for (const [agency, count] of Object.entries({ X1: 1, X2: 0 })) assert.equal((await counts(`document=D1&status=in_progress&agency=${agency}`)).total, count);
  });

  await t.test('what a count promises is what the list then holds', async () => {
    const { sections, agencies } = await counts('q=bao');
    for (const [section, count] of Object.entries(sections)) assert.equal((await counts(`q=bao&section=${section}`)).total, count, section);
    for (const [agency, count] of Object.entries(agencies)) assert.equal((await counts(`q=bao&agency=${agency}`)).total, count, agency);
  });

  await t.test('an order that does not exist is refused', async () => {
    assert.equal((await get('sort=beauty')).status, 400);
  });
});
