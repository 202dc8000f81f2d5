// Annual plans: written, handed in, approved, accepted or returned; what is left unplanned, and late; the province's plan, published and frozen.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client, PASSWORD, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { sheetAt } from '../harness/spreadsheet.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => (answer.body.errors ?? []).map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const fine = (answer, status = 200) => { assert.equal(answer.status, status, JSON.stringify(answer.body)); return answer.body; };

onBothEngines('annual plans', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'xa-mot', 'officer', 'X1');
  account(where.cli, 'chu-tich-mot', 'head', 'X1');
  account(where.cli, 'so-mot', 'officer', 'S1');
  account(where.cli, 'giam-doc-mot', 'head', 'S1');
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'lanh-dao', 'leader');
  account(where.cli, 'quan-tri', 'administrator');
  const anyone = client(server);
  const [one, head, office, director, coordinator, leader] = await Promise.all(['xa-mot', 'chu-tich-mot', 'so-mot', 'giam-doc-mot', 'dieu-phoi', 'lanh-dao'].map((name) => signedIn(server, name)));
  const plans = '/planning/annual-plans', start = (who, agency, year, copies = false) => who.post(plans, { agency, year, copies });
  const overview = async (who, year = 2027) => fine(await who.get(`${plans}?year=${year}`));
  const target = (indicator, subject, value, text = '') => ({ indicator, subject, value, text });
  const task = (title, more) => ({ title, product: '', due: null, who: '', task: '', budget: null, ...more });
  const save = (who, id, revision, targets, tasks) => who.post(`${plans}/${id}/content`, { revision, targets, tasks });
  const step = (who, id, word, decision, note = '') => who.post(`${plans}/${id}/${word}`, { decision, note });
  const submit = (who, id) => who.post(`${plans}/${id}/submission`, {});
  const publish = (who, year, more) => who.post('/planning/annual-publications', { year, number: '100/KH-UBND', decided_on: '2026-11-20', ...more });
  const published = async (query = '') => fine(await anyone.get(`/planning/annual-publications${query}`));

  await t.test('before anything: who owes a plan, since when, and all that nobody plans', async () => {
    assert.equal((await anyone.get(plans)).status, 401);
    const page = await overview(coordinator);
    assert.deepEqual(fine(await coordinator.get(plans)).year, 2027, 'next year, when none is named');
    /* before 30/9/2026: Tuesday the 29th; today is 22/11: 1 day of September, 31, 22 */
    assert.deepEqual(page.lines.map((it) => [it.agency, it.state, it.due_on, it.late_days]), ['X1', 'X2', 'X3'].map((it) => [it, '', '2026-09-29', 54]));
    /* D1.C asks for nothing after 2026; D1.T1 and D1.T3 are due before 2027 */
    assert.deepEqual(page.unplanned.map((it) => [it.code, it.asked_year]), [['D1.A', 2030], ['D1.B', 2030], ['D1.D', 2030], ['D1.E', 2030], ['D1.T2', 0]]);
    assert.deepEqual([page.counts.agencies, page.counts.missing, page.counts.late, page.counts.items, page.counts.unplanned, page.counts.budget, page.may_publish], [3, 3, 3, 5, 5, null, false]);
    assert.deepEqual(page.unplanned[0].leads, ['Sở Một']);
    /* 29/9/2029 is a Saturday: until Monday */
    assert.deepEqual((await overview(coordinator, 2030)).lines.map((it) => [it.due_on, it.is_late]), Array(3).fill(['2029-10-01', false]));
    assert.deepEqual(slugs(await coordinator.get(`${plans}?year=1`)), ['/year:kit/range']);
    const own = await overview(office);
    assert.deepEqual([own.is_all, own.unplanned, own.lines.map((it) => [it.agency, it.may_start, it.due_on])], [false, [], [['S1', true, null]]]);
    assert.deepEqual(await published(), { year: 0, publication: null, editions: [], years: [], plans: [], target_count: 0, task_count: 0, budget: null });
  });

  let mine;
  await t.test('a plan is begun once, by its own agency, for a year that is not over', async () => {
    assert.equal(slug(await start(one, 'X2', 2027)), 'access/agency-not-yours');
    assert.deepEqual(slugs(await start(one, 'X1', 2025)), ['/year:planning/year-past']);
    mine = fine(await start(one, 'X1', 2027, true), 201);
    assert.deepEqual([mine.state, mine.revision, mine.target_count, mine.due_on, mine.is_late], ['draft', 1, 0, '2026-09-29', true], 'no plan of 2026 to copy from');
    assert.equal(slug(await start(one, 'X1', 2027)), 'planning/annual-exists');
    assert.equal((await office.get(`${plans}/${mine.id}`)).status, 403, 'another agency');
    assert.equal((await one.get(`${plans}/annual-00000000000000000000000000`)).status, 404);
    assert.deepEqual((await overview(coordinator)).counts.unplanned, 5, 'a draft plans nothing yet');
  });

  await t.test('all faults are named at once, and nothing is kept', async () => {
    const answer = await save(one, mine.id, 1, [target('D1.X', '99001', 1), target('D1.A', '99', 120), target('D1.B', '99001', null), target('D1.D', '99001', null, 'Lạ'), target('D1.B', '99001', 5)], [task('Việc một', { task: 'D1.A', due: '2026-12-31' })]);
    assert.deepEqual(slugs(answer), [
      '/targets/0/indicator:planning/item-unknown', '/targets/1/subject:planning/subject-unfit', '/targets/1/value:kit/range',
      '/targets/2/value:planning/target-value-missing', '/targets/3/text:planning/target-level-unknown', '/targets/4/indicator:planning/target-twice',
      '/tasks/0/task:planning/item-unknown', '/tasks/0/due:planning/due-before-year',
    ]);
    assert.equal(slug(await submit(one, mine.id)), 'planning/annual-empty');
    assert.deepEqual(fine(await one.get(`${plans}/${mine.id}`)).targets, []);
  });

  const tasks = [task('Tuyên truyền ở mười thôn', { product: 'Tài liệu', due: '2027-06-30', who: 'Phòng Văn hóa', task: 'D1.T2', budget: 120.5 }), task('Tập huấn tổ công nghệ', { budget: 30 })];
  await t.test('two who write at once: the second is told', async () => {
    const saved = fine(await save(one, mine.id, 1, [target('D1.A', '99001', 60)], tasks));
    assert.deepEqual([saved.revision, saved.target_count, saved.task_count, saved.budget], [2, 1, 2, 150.5]); /* 120.5 + 30 */
    assert.equal(slug(await save(head, mine.id, 1, [], [])), 'planning/annual-changed');
    const page = fine(await one.get(`${plans}/${mine.id}`));
    assert.deepEqual([page.targets, page.tasks, page.subjects], [[target('D1.A', '99001', 60)], tasks, [{ code: '99001', name: 'Xã Đồng Đa' }]]);
    assert.deepEqual([page.may_change, page.may_withdraw, page.may_approve, page.may_decide], [true, false, false, false]);
  });

  await t.test('the way: handed in, taken back, approved, returned with a reason, accepted; nobody decides on his own', async () => {
    assert.equal(slug(await step(head, mine.id, 'approval', 'accept')), 'planning/annual-step', 'a draft');
    assert.equal(fine(await submit(one, mine.id)).state, 'submitted');
    assert.equal(slug(await save(one, mine.id, 3, [], [])), 'planning/annual-step', 'it is out of his hands');
    assert.equal(fine(await one.post(`${plans}/${mine.id}/withdrawal`, {})).state, 'draft');
    fine(await submit(head, mine.id));
    assert.equal(slug(await step(head, mine.id, 'approval', 'accept')), 'planning/own-proposal');
    fine(await head.post(`${plans}/${mine.id}/withdrawal`, {}));
    fine(await submit(one, mine.id));
    assert.equal((await step(one, mine.id, 'approval', 'accept')).status, 403);
    assert.equal((await step(director, mine.id, 'approval', 'accept')).status, 403, 'head of another agency');
    assert.equal(slug(await step(coordinator, mine.id, 'decision', 'accept')), 'planning/annual-step', 'its head first');
    assert.equal(fine(await step(head, mine.id, 'approval', 'accept')).state, 'approved');
    assert.deepEqual(slugs(await step(coordinator, mine.id, 'decision', 'return', 'Thiếu')), ['/note:planning/reason-missing']);
    const returned = fine(await step(coordinator, mine.id, 'decision', 'return', 'Bổ sung kinh phí tập huấn.'));
    assert.deepEqual([returned.state, returned.decision_note], ['returned', 'Bổ sung kinh phí tập huấn.']);
    assert.equal((await overview(coordinator)).counts.unplanned, 5, 'what was returned plans nothing');
    fine(await save(one, mine.id, returned.revision, [target('D1.A', '99001', 60)], [tasks[0], { ...tasks[1], budget: 45 }]));
    fine(await submit(one, mine.id));
    fine(await step(head, mine.id, 'approval', 'accept'));
    assert.equal(fine(await coordinator.get(`${plans}/${mine.id}`)).may_decide, true);
    assert.equal(fine(await step(coordinator, mine.id, 'decision', 'accept')).state, 'accepted');
  });

  await t.test('the overview: counts, money asked for, and what is left unplanned', async () => {
    const page = await overview(coordinator), { counts } = page;
    assert.deepEqual(page.unplanned.map((it) => it.code), ['D1.B', 'D1.D', 'D1.E'], 'the commune plans D1.A and D1.T2');
    /* 120.5 + 45; it came in on 22/11, 54 days late */
    assert.deepEqual([counts.agencies, counts.missing, counts.accepted, counts.late, counts.unplanned, counts.budget], [3, 2, 1, 3, 3, 165.5]);
    assert.deepEqual(page.lines.map((it) => [it.agency, it.state, it.late_days]), [['X1', 'accepted', 54], ['X2', '', 54], ['X3', '', 54]]);
    assert.deepEqual([(await overview(leader)).may_publish, page.may_publish], [true, false]);
  });

  let first;
  await t.test('published by the leader with number and day; frozen; for everybody', async () => {
    assert.equal((await publish(coordinator, 2027)).status, 403);
    assert.deepEqual(slugs(await publish(leader, 2027, { decided_on: '2026-12-01' })), ['/decided_on:planning/annual-decided-ahead']);
    assert.equal(slug(await publish(leader, 2028)), 'planning/annual-none-accepted');
    first = fine(await publish(leader, 2027), 201);
    assert.deepEqual([first.edition, first.number, first.digest.length], [1, '100/KH-UBND', 64]);
    assert.equal(slug(await publish(leader, 2027)), 'planning/annual-same-again');
    const [entry] = fine(await (await signedIn(server, 'quan-tri')).get('/ledger/entries?subject=2027%2F1')).entries;
    assert.equal(entry.kind, 'planning.annual_plan_published');
    assert.ok(JSON.stringify(entry).includes(first.digest), 'its digest is in the record');
    const page = await published();
    assert.deepEqual([page.year, page.publication.edition, page.plans.length, page.target_count, page.task_count, page.budget], [2027, 1, 1, 1, 2, 165.5]);
    assert.deepEqual(page.plans[0].targets, [{ indicator: 'D1.A', title: 'Phủ sóng', citation: '1/QĐ-UBND, Phụ lục, mục 1', unit: '%', subject: '99001', subject_name: 'Xã Đồng Đa', value: 60, text: '' }]);
    assert.deepEqual([page.plans[0].tasks[0].task_title, page.plans[0].tasks[1].budget], ['Tuyên truyền', 45]);
    const { body } = await anyone.get('/planning/annual-publications.csv?year=2027');
    assert.deepEqual(String(body).replace('\uFEFF', '').trim().split(/\r?\n/), [
      'year,edition,agency,agency_name,kind,item,title,citation,subject,subject_name,unit,value,text,product,due,who,budget',
      '2027,1,X1,Ủy ban nhân dân xã Đồng Đa,target,D1.A,Phủ sóng,"1/QĐ-UBND, Phụ lục, mục 1",99001,Xã Đồng Đa,%,60,,,,,',
      '2027,1,X1,Ủy ban nhân dân xã Đồng Đa,task,D1.T2,Tuyên truyền ở mười thôn,"1/QĐ-UBND, II.2",,,,,,Tài liệu,2027-06-30,Phòng Văn hóa,120.5',
      '2027,1,X1,Ủy ban nhân dân xã Đồng Đa,task,,Tập huấn tổ công nghệ,,,,,,,,,,45',
    ]);
    const { name, rows } = await sheetAt(server, '/planning/annual-publications.xlsx?year=2027');
    assert.deepEqual([name, rows.length, rows[0][11], rows[1].slice(3, 7), rows[1][11], rows[2][14], rows[3][16]], ['banyan-annual-plan-2027.xlsx', 4, 'Mức', ['Ủy ban nhân dân xã Đồng Đa', 'target', 'D1.A', 'Phủ sóng'], '60', '2027-06-30 00:00:00', '45']);
  });

  await t.test('a department plans the rest; the second edition has both, the first stays', async () => {
    const { id } = fine(await start(office, 'S1', 2027), 201), offered = fine(await office.get(`${plans}/${id}`));
    assert.deepEqual([offered.subjects.map((it) => it.code), offered.communes], [['99'], [{ code: '99002', name: 'Xã Ấp Bắc' }, { code: '99001', name: 'Xã Đồng Đa' }, { code: '99003', name: 'Phường Tân Trào' }]], 'a department plans for the province and for each commune');
    assert.deepEqual(offered.items.filter((it) => it.of_communes).map((it) => it.code), ['D1.A', 'D1.B', 'D1.C']);
    fine(await save(office, id, 1, [target('D1.B', '99002', 40), target('D1.D', '99', null, 'Đáp ứng'), target('D1.E', '99', 45)], [task('Tổng kết đề án', { task: 'D1.T1' })]));
    fine(await submit(office, id));
    assert.deepEqual((await overview(coordinator)).unplanned, []);
    fine(await step(director, id, 'approval', 'accept'));
    fine(await step(coordinator, id, 'decision', 'accept'));
    const second = fine(await publish(leader, 2027, { number: '101/KH-UBND' }), 201);
    assert.deepEqual([second.edition, second.digest === first.digest], [2, false]);
    const now = await published('?year=2027'), then = await published('?year=2027&edition=1');
    assert.deepEqual(now.editions.map((it) => it.number), ['101/KH-UBND', '100/KH-UBND']);
    assert.deepEqual(now.years.map((it) => [it.year, it.edition]), [[2027, 2]]);
    assert.deepEqual([now.plans.map((it) => it.agency), now.target_count, now.task_count, now.budget], [['S1', 'X1'], 4, 3, 165.5]);
    assert.deepEqual([then.publication.digest, then.plans.length], [first.digest, 1]);
    assert.equal(slug(await anyone.get('/planning/annual-publications?year=2027&edition=9')), 'planning/annual-edition-unknown');
  });

  await t.test('copied forward: days move on by a year; a 29 February becomes the 28th', async () => {
    const next = fine(await start(one, 'X1', 2028, true), 201);
    const page = fine(await one.get(`${plans}/${next.id}`));
    assert.deepEqual([page.targets, page.tasks.map((it) => [it.due, it.task, it.budget])], [[target('D1.A', '99001', 60)], [['2028-06-30', 'D1.T2', 120.5], [null, '', 45]]]);
    assert.deepEqual([next.due_on, next.is_late], ['2027-09-29', false]);
    fine(await save(one, next.id, 1, [], [task('Kiểm kê thiết bị', { due: '2028-02-29' })]));
    const after = fine(await start(one, 'X1', 2029, true), 201);
    assert.equal(fine(await one.get(`${plans}/${after.id}`)).tasks[0].due, '2029-02-28');
  });
});
