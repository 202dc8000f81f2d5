// What waits for a decision stands among the work of whoever may decide on it, in whichever room, and of nobody else.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/** Scored each quarter: what an agency enters, of 10. */
function scheme() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-scheme-')), write = (name, text) => writeFileSync(join(folder, `${name}.csv`), text);
  write('scheme', 'code,version,title,title_en,standing,frequency,appeal_days,change_note\nQ,1,Thử,Trial,own,quarter,10,\n');
  write('classes', 'code,title,kinds\nSO,Sở,department\n');
  write('bands', 'code,title,least\nTOT,Tốt,0\n');
  write('groups', 'code,title,maximum\nG,Nhóm,10\n');
  write('criteria', 'code,part,title,title_en,maximum,formula,missing,zero_denominator\nC1,G,Việc xong,Done,10,"min(10, input(A) + input(B))",zero,zero\n');
  write('inputs', 'code,criterion,title,unit,low,high\nA,C1,Việc một,count,0,5\nB,C1,Việc hai,count,0,5\n');
  write('awards', 'code,title,most,least,complete\n');
  return folder;
}

onBothEngines('what waits for a decision', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const plan = smallPlan();
  plan.duties += 'D1.N3,D1,"1/QĐ-UBND, III.3",Kế hoạch năm sau của sở,CAC-SO,S1,year before 12-15 of year-1\n';
  where.cli('plan', 'load', writePlan(plan));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  where.cli('schemes', 'load', scheme());
  const [officer, head, other, otherHead, coordinator, leader] = await Promise.all(['mot', 'truong-mot', 'hai', 'truong-hai', 'dieu-phoi', 'lanh-dao'].map((name) => signedIn(server, name)));
  const must = async (who, path, body, status = 200) => { const answer = await who.post(path, body); assert.equal(answer.status, status, `${path}: ${JSON.stringify(answer.body)}`); return answer.body; };
  const decisions = async (who) => (await who.get('/strategy/inbox')).body.decisions;
  const lines = async (who) => (await decisions(who)).map((one) => `${one.what}: ${one.title} · ${one.from} · ${one.person} · ${one.due_on ?? ''}`);

  await t.test('nothing waits at first', async () => {
    for (const who of [officer, head, coordinator, leader]) assert.deepEqual(await decisions(who), []);
    assert.equal((await client(server).get('/strategy/inbox')).status, 401);
  });

  let amendment;
  await t.test('a proposal waits for the coordinator, what came of it for him again, then for the leader', async () => {
    const proposal = await must(officer, '/planning/proposals', { document: 'D1', agency: 'S1', title: 'Giãn mục tiêu thời gian chờ', reason: 'Chưa có kinh phí nâng cấp máy chủ.', based_on: 1, edits: [{ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high: 15 }] }, 201);
    assert.deepEqual(await lines(coordinator), ['Tiếp nhận đề xuất sửa đổi: Giãn mục tiêu thời gian chờ · Sở Một · Cán bộ Một · ']);
    const [one] = await decisions(coordinator);
    assert.deepEqual([one.page, one.what_en, one.since, one.has_due, one.days_left < 0], [`/de-xuat/${proposal.id}`, 'Take up the proposal', proposal.proposed_at, false, true]);
    for (const who of [officer, head, other, leader]) assert.deepEqual(await decisions(who), []);
    ({ amendment } = await must(coordinator, `/planning/proposals/${proposal.id}/decision`, { decision: 'take', note: 'Phù hợp với nguồn lực.', amendment: '' }));
    assert.deepEqual(await lines(coordinator), ['Trình sửa đổi kế hoạch: Giãn mục tiêu thời gian chờ ·  · Điều phối · ']);
    await must(coordinator, `/planning/amendments/${amendment}/submission`, { title: 'Sửa đổi Chiến lược mẫu' });
    assert.deepEqual(await lines(coordinator), []);
    assert.deepEqual(await lines(leader), ['Quyết định sửa đổi kế hoạch: Sửa đổi Chiến lược mẫu ·  · Điều phối · ']);
    assert.equal((await decisions(leader))[0].page, `/sua-doi/${amendment}`);
    await must(leader, `/planning/amendments/${amendment}/decision`, { decision: 'refuse', based_on: 1, note: 'Chưa đủ căn cứ.' });
    assert.deepEqual(await lines(leader), []);
  });

  await t.test('an annual plan waits for its own head until its day, then for the coordinator', async () => {
    const plan = await must(officer, '/planning/annual-plans', { agency: 'S1', year: 2027, copies: false }, 201), at = `/planning/annual-plans/${plan.id}`;
    await must(officer, `${at}/content`, { revision: 1, targets: [], tasks: [{ title: 'Nâng cấp máy chủ', product: '', due: null, who: '', task: '', budget: null }] });
    assert.deepEqual(await lines(head), [], 'a draft waits for nobody');
    await must(officer, `${at}/submission`, {});
    /* before 15/12: the 14th, a Monday; today is 22/11, 8 days of November and 14 of December are left */
    assert.deepEqual(await lines(head), ['Duyệt kế hoạch năm: Kế hoạch năm 2027 · Sở Một · Cán bộ Một · 2026-12-14']);
    assert.equal((await decisions(head))[0].days_left, 22);
    for (const who of [officer, otherHead, coordinator]) assert.deepEqual(await decisions(who), []);
    await must(head, `${at}/approval`, { decision: 'accept', note: '' });
    assert.deepEqual(await lines(coordinator), ['Chấp nhận kế hoạch năm: Kế hoạch năm 2027 · Sở Một · Cán bộ Một · '], 'it was handed in in time: no day is missed any more');
    assert.deepEqual(await lines(head), []);
    await must(coordinator, `${at}/decision`, { decision: 'accept', note: '' });
    assert.deepEqual(await lines(coordinator), []);
  });

  await t.test('more time waits by the day on which the report falls due; the report itself is another list', async () => {
    const [, { obligation: { id } }] = (await coordinator.get('/reporting/obligations?regime=N&period=2026')).body.obligations;
    await must(other, `/reporting/obligations/${id}/extension`, { until: '2026-11-27', reason: 'Chờ số liệu của các xã.' });
    /* before 15/11: the 14th, a Saturday, so Monday the 16th; six days ago */
    assert.deepEqual(await lines(coordinator), ['Quyết định gia hạn: Báo cáo năm, 2026: xin tới 27/11/2026 · Sở Hai · Cán bộ Hai · 2026-11-16']);
    const [one] = await decisions(coordinator);
    assert.deepEqual([one.days_left, one.title_en, one.page], [-6, 'Yearly report, 2026: until 27/11/2026', `/bao-cao/${id}`]);
    await must(coordinator, `/reporting/obligations/${id}/extension-decision`, { decision: 'refuse', note: 'Các xã đã gửi đủ số liệu.' });
    assert.deepEqual(await lines(coordinator), []);
  });

  await t.test('amounts and values wait as one thing an agency, however many they are', async () => {
    const money = (area) => must(officer, '/budget/entries', { kind: 'spending', subject: 'S1', year: 2026, funding: 'province', purpose: 'recurrent', area, allocated: 10, source: 'Quyết định giao dự toán' }, 201);
    const first = await money('digital'), second = await money('science');
    assert.deepEqual(await lines(coordinator), ['Kiểm tra kinh phí: Kinh phí năm 2026 (số dòng: 2) · Sở Một · Cán bộ Một · ']);
    await must(coordinator, `/budget/entries/${first.id}/decision`, { decision: 'accept' });
    assert.equal((await decisions(coordinator))[0].title_en, 'Money of 2026 (lines: 1)');
    await must(coordinator, `/budget/entries/${second.id}/decision`, { decision: 'accept' });
    const enter = (who, agency, input) => must(who, '/scoring/entries', { scheme: 'Q', period: '2026-Q3', agency, input, value: 4, source: 'Sổ theo dõi' }, 201);
    const made = [await enter(officer, 'S1', 'A'), await enter(other, 'S2', 'A'), await enter(officer, 'S1', 'B')];
    assert.deepEqual((await lines(coordinator)).sort(), ['Duyệt giá trị chấm điểm: Thử, 2026-Q3 (số giá trị: 1) · Sở Hai · Cán bộ Hai · ', 'Duyệt giá trị chấm điểm: Thử, 2026-Q3 (số giá trị: 2) · Sở Một · Cán bộ Một · ']);
    assert.equal((await decisions(coordinator))[0].page, '/cham-diem/Q?period=2026-Q3');
    for (const { id } of made) await must(coordinator, `/scoring/entries/${id}/decision`, { accept: true });
    assert.deepEqual(await lines(coordinator), []);
  });

  await t.test('an appeal waits for the coordinator and the leader, until one of them has answered', async () => {
    const { id } = await must(coordinator, '/scoring/publications', { scheme: 'Q', period: '2026-Q3' }, 201);
    const appeal = await must(other, '/scoring/appeals', { publication: id, agency: 'S2', criterion: 'C1', text: 'Việc hai cũng đã xong trong quý.' }, 201);
    const waits = ['Trả lời khiếu nại: Việc xong, 2026-Q3 · Sở Hai · Cán bộ Hai · '];
    assert.deepEqual([await lines(coordinator), await lines(leader), await lines(other), await lines(otherHead)], [waits, waits, [], []]);
    assert.deepEqual([(await decisions(leader))[0].page, (await decisions(leader))[0].title_en], ['/khieu-nai', 'Done, 2026-Q3']);
    await must(leader, `/scoring/appeals/${appeal.id}/answer`, { accept: false, answer: 'Việc hai xong ngày 02/10, thuộc quý sau.' });
    assert.deepEqual([await lines(coordinator), await lines(leader)], [[], []]);
  });
});
