// A province's own figure against those of its communes: what does not add up is said, in numbers that were worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder, slugs } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/* H is a number, K a share; both are asked of the province and of each of its three communes. October, commune by commune:
 *   H  10 + 20 + 30 = 60: the province has exactly as many
 *   K  40, 55, 70: the province's share lies between the lowest and the highest */
function plan() {
  const made = smallPlan();
  made.indicators += 'D1.H,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 6",Điểm Wi-Fi công cộng,điểm,number,up,month,30,both,,\n'
    + 'D1.K,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 7",Dân số có tài khoản,%,share,up,month,30,both,,\n';
  made.targets += 'D1.H,2030,>=,300,,\nD1.K,2030,>=,95,,\n';
  made.assignments += 'D1.H,lead,Sở Một,S1,S1\nD1.K,lead,Sở Một,S1,S1\n';
  return writePlan(made);
}

onBothEngines('communes that do not add up to the province', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', plan());
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const [officer, head, coordinator] = await Promise.all(['mot', 'truong-mot', 'dieu-phoi'].map((name) => signedIn(server, name)));
  const bring = (...lines) => { const file = join(where.data, 'communes.csv'); writeFileSync(file, `indicator,subject,period,value\n${lines.join('\n')}\n`); where.cli('observations', 'import', file, '--source', 'Sổ của xã'); };
  const [{ obligation: { id } }] = (await coordinator.get('/reporting/obligations?regime=M&period=2026-10&agency=S1')).body.obligations, at = `/reporting/obligations/${id}`;
  let saves = 0;
  const draft = (number, share, more) => ({
    save: `saving-${String(saves += 1).padStart(4, '0')}`, revision: 0, tasks: [], sections: [], overrides: [],
    figures: [['D1.H', number], ['D1.K', share]].map(([indicator, value]) => ({ indicator, subject: '99', value, source: 'Sổ theo dõi' })), ...more,
  });
  const said = async (...values) => (await officer.post(`${at}/check`, draft(...values))).body.remarks.filter((one) => one.rule === 'members').map((one) => [one.indicator, one.severity, one.a, one.b]);

  await t.test('no commune has said anything: nothing to compare with', async () => {
    assert.deepEqual(await said(500, 99), []);
  });

  await t.test('two of three communes: the province may have more than both together, not less', async () => {
    bring('D1.H,99001,2026-10,10', 'D1.H,99002,2026-10,20', 'D1.K,99001,2026-10,40', 'D1.K,99002,2026-10,55');
    assert.deepEqual(await said(30, 10), [], '10 + 20 = 30; the third may have any share');
    assert.deepEqual(await said(29, 10), [['D1.H', 'warning', 29, 30]]);
  });

  await t.test('all three: the sum exactly; a share within theirs', async () => {
    bring('D1.H,99003,2026-10,30', 'D1.K,99003,2026-10,70', 'D1.H,99003,2026-09,1000');
    assert.deepEqual(await said(60, 55), [], '10 + 20 + 30 = 60, and September is no part of it');
    assert.deepEqual(await said(61, 40), [['D1.H', 'warning', 61, 60]], 'one too many; 40 is the lowest share itself');
    assert.deepEqual(await said(59, 70), [['D1.H', 'warning', 59, 60]]);
    assert.deepEqual(await said(60, 39.5), [['D1.K', 'warning', 39.5, 40]]);
    assert.deepEqual(await said(60.5, 71), [['D1.H', 'warning', 60.5, 60], ['D1.K', 'warning', 71, 70]]);
  });

  await t.test('a commune is corrected: the sum follows, 10 + 20 + 25 = 55', async () => {
    const file = join(where.data, 'again.csv');
    writeFileSync(file, 'indicator,subject,period,value\nD1.H,99003,2026-10,25\n');
    where.cli('observations', 'import', file, '--source', 'Sổ của xã', '--reason', 'Phường đếm nhầm năm điểm.');
    assert.deepEqual(await said(60, 55), [['D1.H', 'warning', 60, 55]]);
    assert.deepEqual(await said(55, 55), []);
  });

  await t.test('handed in all the same with a reason, which stays; made an error, there is no way past it; off, nobody says anything', async () => {
    const tried = draft(60, 55);
    const { body: { revision } } = await officer.post(`${at}/draft`, tried);
    assert.deepEqual(slugs(await officer.post(`${at}/submission`, { revision })), ['reporting/check-unanswered']);
    const set = (severity) => coordinator.post('/reporting/rules/members', { severity, threshold: 0 });
    assert.equal((await set('error')).status, 200);
    assert.deepEqual((await said(60, 55)).map((one) => one[1]), ['error']);
    const reasoned = { overrides: [{ rule: 'members', indicator: 'D1.H', subject: '99', reason: 'Năm điểm do tỉnh quản lý, không thuộc xã nào.' }] };
    const answered = await officer.post(`${at}/draft`, draft(60, 55, { revision, ...reasoned }));
    assert.equal(answered.status, 200, JSON.stringify(answered.body));
    assert.deepEqual(slugs(await officer.post(`${at}/submission`, { revision: answered.body.revision })), ['reporting/check-failed']);
    await set('off');
    assert.deepEqual(await said(60, 55), []);
    await set('warning');
    assert.equal((await officer.post(`${at}/submission`, { revision: answered.body.revision })).status, 200);
    const { body } = await head.get(at);
    assert.deepEqual(body.report.overrides.map((one) => [one.rule, one.indicator, one.reason]), [['members', 'D1.H', 'Năm điểm do tỉnh quản lý, không thuộc xã nào.']]);
  });
});
