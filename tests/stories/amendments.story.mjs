// Amendments of the plan: proposed, put together, decided; what crosses or came too late is told, figures keep their version.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, PASSWORD, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => (answer.body.errors ?? []).map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));

onBothEngines('amendments of the plan', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'mot', 'officer', 'S1');
  account(where.cli, 'hai', 'officer', 'S2');
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'lanh-dao', 'leader');
  const write = (text) => { const path = join(where.data, 'figures.csv'); writeFileSync(path, text); return path; };
  where.cli('observations', 'import', write('indicator,subject,period,value\nD1.E,99,2026-09,12\n'), '--source', 'Sổ');
  const anyone = client(server), one = await signedIn(server, 'mot'), two = await signedIn(server, 'hai'), coordinator = await signedIn(server, 'dieu-phoi'), leader = await signedIn(server, 'lanh-dao');
  const target = (high, more) => ({ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high, ...more });
  const propose = (who, edits, more) => who.post('/planning/proposals', { document: 'D1', agency: who === one ? 'S1' : 'S2', title: 'Sửa cho sát thực tế', reason: 'Nguồn lực năm tới đã thay đổi so với khi lập.', based_on: 1, edits, ...more });
  const proposed = async (...args) => { const answer = await propose(...args); assert.equal(answer.status, 201, JSON.stringify(answer.body)); return answer.body.id; };
  const take = (id, amendment = '') => coordinator.post(`/planning/proposals/${id}/decision`, { decision: 'take', note: 'Phù hợp với tình hình.', amendment });
  const taken = async (id, amendment) => { const answer = await take(id, amendment); assert.equal(answer.status, 200, JSON.stringify(answer.body)); return answer.body.amendment; };
  const handUp = (id) => coordinator.post(`/planning/amendments/${id}/submission`, { title: 'Sửa đổi Chiến lược mẫu' });
  const decide = (id, based_on, more) => leader.post(`/planning/amendments/${id}/decision`, { decision: 'adopt', based_on, number: '20/QĐ-UBND', decided_on: '2026-11-20', ...more });
  const standing = async () => (await anyone.get('/strategy/indicators/D1.E')).body.view.standing;

  await t.test('what cannot be proposed is named, and nothing is kept', async () => {
    assert.equal(slug(await propose(two, [target(15)], { agency: 'S1' })), 'access/agency-not-yours');
    assert.equal((await anyone.get('/planning/proposals')).status, 401);
    assert.deepEqual(slugs(await propose(one, [])), ['/edits:planning/edits-missing']);
    assert.deepEqual(slugs(await propose(one, [target(10)])), ['/edits:planning/edits-missing'], 'it is 10 already');
    assert.deepEqual(slugs(await propose(one, [{ kind: 'title', item: 'D1.X', title: 'Khác' }])), ['/edits/0/item:strategy/edit-item-unknown']);
    assert.deepEqual(slugs(await propose(one, [{ kind: 'due', item: 'D1.E', day: '2027-01-01' }])), ['/edits/0/kind:strategy/edit-unfit']);
    assert.deepEqual(slugs(await propose(one, [{ kind: 'due', item: 'D1.T1' }, target(15, { operator: undefined })])), ['/edits/0/day:strategy/edit-incomplete', '/edits/1/operator:strategy/edit-incomplete']);
    assert.deepEqual(slugs(await propose(one, [{ kind: 'target_removed', item: 'D1.E', year: 2029 }])), ['/edits/0/year:strategy/edit-no-target']);
    assert.deepEqual(slugs(await propose(one, [{ kind: 'task_added', item: 'D1.T1', title: 'Việc mới', leads: ['S1'] }])), ['/edits/0/item:strategy/edit-code-taken']);
    assert.deepEqual(slugs(await propose(one, [{ kind: 'removed', item: 'D1.E' }])), ['/edits/0/item:strategy/item-in-use'], 'it has a figure');
    assert.ok(slugs(await propose(one, [target(70)])).some((it) => it.endsWith('strategy/target-turned')), 'waiting 70 minutes is worse than the 60 of 2025');
    assert.equal(slug(await propose(one, [target(15)], { based_on: 4 })), 'planning/plan-changed');
    assert.equal((await propose(one, [target(15)], { document: 'D9' })).status, 404);
    assert.deepEqual((await coordinator.get('/planning/proposals')).body.proposals, []);
  });

  let first, second, crossing, amendment;
  await t.test('two agencies propose; each sees its own, the coordinator all, with what the plan would become', async () => {
    first = await proposed(one, [target(15)]);
    second = await proposed(two, [{ kind: 'due', item: 'D1.T1', day: '2027-06-30' }, { kind: 'lead', item: 'D1.B', leads: ['S1', 'S2'] }]);
    crossing = await proposed(two, [target(20)]);
    assert.deepEqual((await one.get('/planning/proposals')).body.proposals.map((it) => it.id), [first]);
    assert.equal((await coordinator.get('/planning/proposals')).body.proposals.length, 3);
    assert.equal((await one.get(`/planning/proposals/${second}`)).status, 403);
    const { body } = await coordinator.get(`/planning/proposals/${first}`);
    assert.deepEqual([body.is_stale, body.may_decide, body.version, body.edits[0].before], [false, true, 1, '<= 10']);
    assert.deepEqual(body.changes.map((it) => [it.part, it.item, it.fields.at(-1)]), [['target', 'D1.E', { field: 'high', before: '10', after: '15' }]]);
  });

  await t.test('who proposed may take it back, once; others may not', async () => {
    const id = await proposed(one, [{ kind: 'title', item: 'D1.T3', title: 'Bố trí đủ kinh phí' }]);
    assert.equal((await two.post(`/planning/proposals/${id}/withdrawal`, {})).status, 403);
    assert.equal((await one.post(`/planning/proposals/${id}/withdrawal`, {})).body.state, 'withdrawn');
    assert.equal(slug(await one.post(`/planning/proposals/${id}/withdrawal`, {})), 'planning/proposal-settled');
    assert.equal(slug(await take(id)), 'planning/proposal-settled');
  });

  await t.test('taken into one amendment; two that change the same place are not handed up', async () => {
    assert.deepEqual(slugs(await coordinator.post(`/planning/proposals/${first}/decision`, { decision: 'decline', note: 'Không' })), ['/note:kit/length']);
    amendment = await taken(first);
    assert.equal(await taken(second, amendment), amendment);
    assert.equal(await taken(crossing, amendment), amendment);
    assert.equal(slug(await handUp(amendment)), 'planning/edits-cross');
    assert.match((await coordinator.get(`/planning/amendments/${amendment}`)).body.why_vi, /D1\.E/);
    const left = await coordinator.post(`/planning/proposals/${crossing}/decision`, { decision: 'decline', note: 'Trùng với đề xuất của Sở Một.' });
    assert.deepEqual([left.status, left.body.state, left.body.amendment], [200, 'declined', '']);
    assert.equal(slug(await decide(amendment, 1)), 'planning/amendment-settled', 'it was not handed up yet');
    assert.equal((await handUp(amendment)).body.based_on, 1);
  });

  await t.test('the leader sees what the plan becomes; a decision has its number and day, and is not entered ahead', async () => {
    const { body } = await leader.get(`/planning/amendments/${amendment}`);
    /* D1.E: its target; D1.T1: its due day; D1.B: Sở Hai stays, as it is named now without the words of then, Sở Một comes */
    assert.deepEqual([body.may_decide, body.why_vi, body.changes.map((it) => `${it.part} ${it.item} ${it.way}`)], [true, '', ['target D1.E altered', 'task D1.T1 altered', 'assignment D1.B altered', 'assignment D1.B added']]);
    assert.equal((await coordinator.post(`/planning/amendments/${amendment}/decision`, { decision: 'adopt', based_on: 1 })).status, 403);
    assert.deepEqual(slugs(await decide(amendment, 1, { number: '' })), ['/number:planning/decision-incomplete']);
    assert.deepEqual(slugs(await decide(amendment, 1, { in_force_on: '2026-12-01' })), ['/in_force_on:planning/day-ahead']);
    assert.deepEqual(slugs(await decide(amendment, 1, { decision: 'refuse' })), ['/note:planning/reason-missing']);
    assert.equal(slug(await decide(amendment, 2)), 'planning/plan-changed');
    assert.equal((await anyone.get('/strategy/plan-versions?document=D1')).body.versions.length, 1, 'nothing was half-written');
  });

  await t.test('adopted: a new version, by this decision; status follows the new target, the figure keeps its version', async () => {
    assert.equal((await standing()).status, 'on_track', '12 minutes: above 10, far below the path from 60');
    const answer = await decide(amendment, 1);
    assert.deepEqual([answer.status, answer.body.state, answer.body.version], [200, 'adopted', 2], JSON.stringify(answer.body));
    const [newest] = (await anyone.get('/strategy/plan-versions?document=D1')).body.versions;
    assert.deepEqual([newest.number, newest.decided_by, newest.decided_on, newest.in_force_on, newest.origin], [2, '20/QĐ-UBND', '2026-11-20', '2026-11-20', amendment]);
    assert.equal((await standing()).status, 'met', '12 minutes are no more than 15');
    const proof = (await anyone.get('/strategy/indicators/D1.E/figures/99/2026-09')).body;
    assert.deepEqual([proof.figure.plan_version, proof.version.decided_by], [1, '1/QĐ-UBND']);
    assert.equal((await anyone.get('/strategy/tasks/D1.T1')).body.view.task.due, '2027-06-30');
    assert.deepEqual((await coordinator.get('/planning/proposals')).body.proposals.map((it) => it.state).sort(), ['adopted', 'adopted', 'declined', 'withdrawn']);
    assert.equal(slug(await decide(amendment, 2)), 'planning/amendment-settled', 'decided once');
  });

  await t.test('of two amendments that wait, the second must be looked at again after the first', async () => {
    const a = await taken(await proposed(one, [{ kind: 'title', item: 'D1.T1', title: 'Lập đề án chi tiết' }], { based_on: 2 }));
    const b = await taken(await proposed(two, [{ kind: 'task_added', item: 'D1.T9', title: 'Tập huấn cán bộ xã', product: 'Tài liệu', day: '2027-03-31', leads: ['S2'] }], { based_on: 2 }));
    const c = await taken(await proposed(two, [{ kind: 'title', item: 'D1.T1', title: 'Lập đề án tổng thể' }], { based_on: 2 }));
    for (const id of [a, b, c]) assert.equal((await handUp(id)).status, 200);
    assert.equal((await decide(a, 2)).body.version, 3);
    assert.equal(slug(await decide(b, 3)), 'planning/plan-changed');
    assert.equal(slug(await decide(b, 2)), 'planning/plan-changed');
    assert.equal((await coordinator.post(`/planning/amendments/${b}/withdrawal`, {})).body.state, 'draft');
    assert.equal(slug(await coordinator.post(`/planning/amendments/${b}/withdrawal`, {})), 'planning/amendment-settled');
    assert.equal((await handUp(b)).body.based_on, 3);
    assert.equal((await decide(b, 3)).body.version, 4);
    assert.deepEqual((await anyone.get('/strategy/tasks/D1.T9')).body.view.assignments.map((it) => it.agency_name), ['Sở Hai']);
    await coordinator.post(`/planning/amendments/${c}/withdrawal`, {});
    assert.equal(slug(await handUp(c)), 'planning/item-changed', 'its title is another since the first');
  });

  await t.test('a package that is loaded meanwhile: what it changed is told to who would take the proposal', async () => {
    const id = await proposed(one, [{ kind: 'title', item: 'D1.T3', title: 'Bố trí kinh phí hằng năm' }], { based_on: 4 });
    const plan = smallPlan();
    plan.tasks = plan.tasks.replace('Bố trí kinh phí', 'Bố trí vốn');
    where.cli('plan', 'load', writePlan(plan));
    await soon(async () => assert.equal((await anyone.get('/strategy/plan-versions?document=D1')).body.versions[0].number, 5));
    const { body } = await coordinator.get(`/planning/proposals/${id}`);
    assert.deepEqual([body.is_stale, body.changes], [true, []]);
    assert.match(body.why_vi, /“Bố trí kinh phí”, nay là “Bố trí vốn”/);
    assert.equal(slug(await take(id)), 'planning/item-changed');
    assert.equal((await coordinator.post(`/planning/proposals/${id}/decision`, { decision: 'decline', note: 'Kế hoạch đã sửa chỗ này.' })).status, 200);
  });

  await t.test('an item with figures is closed from a day on; a new one takes its place; nobody counts what is closed', async () => {
    const counted = async () => (await anyone.get('/strategy/summary?document=D1')).body.count.total, before = await counted();
    const id = await taken(await proposed(one, [
      { kind: 'closed', item: 'D1.E', day: '2026-10-01' },
      { kind: 'indicator_added', item: 'D1.F', title: 'Hồ sơ đúng hạn', unit: '%', measure: 'share', direction: 'up', frequency: 'month', year: 2030, operator: '>=', low: 95, leads: ['S1'] },
      { kind: 'removed', item: 'D1.D' },
    ], { based_on: 5 }));
    const draft = await coordinator.get(`/planning/amendments/${id}`);
    assert.equal(draft.body.why_vi, '');
    assert.equal((await handUp(id)).status, 200);
    const refused = await leader.post(`/planning/amendments/${id}/decision`, { decision: 'adopt', based_on: 5, number: '21/QĐ-UBND', decided_on: '2026-11-21', in_force_on: '2026-11-21' });
    assert.deepEqual([refused.status, refused.body.version], [200, 6], JSON.stringify(refused.body));
    assert.equal(await counted(), before - 1, 'one closed, one added, one removed');
    const late = await one.post('/strategy/figures', { indicator: 'D1.E', subject: '99', period: '2026-10', value: 11, source: 'Sổ theo dõi', based_on: 0 });
    assert.deepEqual(slugs(late), ['/period:strategy/item-closed'], 'October ends after it was closed');
    const still = await one.post('/strategy/figures', { indicator: 'D1.E', subject: '99', period: '2026-07', value: 11, source: 'Sổ theo dõi', based_on: 0 });
    assert.equal(still.status, 201, 'July ended before');
    assert.equal((await anyone.get('/strategy/indicators/D1.E')).body.view.indicator.closed_on, '2026-10-01');
    assert.equal((await anyone.get('/strategy/indicators/D1.D')).status, 404);
    const closed = await taken(await proposed(one, [{ kind: 'closed', item: 'D1.T1', day: '2026-11-01' }], { based_on: 6 }));
    await handUp(closed);
    assert.equal((await decide(closed, 6)).body.version, 7);
    const report = await one.post('/strategy/progress', { task: 'D1.T1', agency: 'S1', percent: 10, state: 'in_progress', based_on: 0 });
    assert.deepEqual(slugs(report), ['/task:strategy/item-closed']);
  });

  await t.test('refused with a reason: the plan stays; an amendment without proposals, or of another document, is none', async () => {
    const id = await proposed(one, [{ kind: 'target_removed', item: 'D1.A', year: 2025 }], { based_on: 7 }), draft = await taken(id);
    assert.equal(slug(await coordinator.post(`/planning/proposals/${await proposed(two, [{ kind: 'title', item: 'D1.B', title: 'Điểm truy cập công cộng' }], { based_on: 7 })}/decision`, { decision: 'take', note: 'Phù hợp với tình hình.', amendment })), 'kit/input-faulty');
    await handUp(draft);
    const answer = await decide(draft, 7, { decision: 'refuse', note: 'Giữ mốc 2025 để so sánh.' });
    assert.deepEqual([answer.status, answer.body.state, answer.body.version], [200, 'refused', 0]);
    assert.equal((await one.get(`/planning/proposals/${id}`)).body.proposal.state, 'refused');
    assert.equal((await anyone.get('/strategy/plan-versions?document=D1')).body.versions[0].number, 7);
    const other = await proposed(one, [{ kind: 'target_removed', item: 'D1.A', year: 2025 }], { based_on: 7 }), empty = await taken(other);
    await coordinator.post(`/planning/proposals/${other}/decision`, { decision: 'decline', note: 'Đã bàn và thôi không sửa.' });
    assert.equal(slug(await handUp(empty)), 'planning/amendment-empty');
  });

  await t.test('nobody takes his own proposal', async () => {
    where.cli('account', 'grant', '--username', 'mot', '--role', 'coordinator');
    const both = await signedIn(server, 'mot'), id = await proposed(one, [{ kind: 'target_removed', item: 'D1.A', year: 2025 }], { based_on: 7 });
    assert.equal(slug(await both.post(`/planning/proposals/${id}/decision`, { decision: 'take', note: 'Tự mình thấy đúng.' })), 'planning/own-proposal');
  });
});
