// A report that waited for a network: saved and handed in as one thing, which arrives once, or not at all.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { openAccounts, regimeFolder, slug, slugs } from '../harness/reports.mjs';

onBothEngines('a report that is sent whole', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const [officer, colleague, head, other, coordinator] = await Promise.all(['mot', 'mot-b', 'truong-mot', 'hai', 'dieu-phoi'].map((name) => signedIn(server, name)));
  const [{ obligation: { id } }] = (await officer.get('/reporting/obligations?regime=M&period=2026-10')).body.obligations;
  const at = (step) => `/reporting/obligations/${id}${step ? `/${step}` : ''}`;
  const whole = (save, revision, value, percent = 40, state = 'in_progress') => ({
    save, revision, figures: [{ indicator: 'D1.E', subject: '99', value, source: 'Sổ theo dõi' }], tasks: [{ task: 'D1.T1', percent, state }], sections: [], overrides: [], evidence: [],
  });
  const stands = async () => { const { report, steps } = (await officer.get(at())).body; return [report?.state ?? 'open', report?.revision ?? 0, steps.map((one) => one.kind.slice(7)).join(' ')]; };

  await t.test('what the rules refuse leaves nothing behind', async () => {
    const refused = await officer.post(at('sending'), whole('sending-0001', 0, 48, 40, 'done'));
    assert.deepEqual([refused.status, slugs(refused)], [400, ['strategy/progress-state']]);
    assert.deepEqual(await stands(), ['open', 0, '']);
  });

  await t.test('it is saved and handed in at once; the same again changes nothing', async () => {
    const sent = await officer.post(at('sending'), whole('sending-0002', 0, 48));
    assert.deepEqual([sent.status, sent.body.state, sent.body.revision, sent.body.figures[0].value], [200, 'submitted', 1, 48], JSON.stringify(sent.body));
    const again = await officer.post(at('sending'), whole('sending-0002', 0, 48));
    assert.deepEqual([again.status, again.body.state, again.body.revision], [200, 'submitted', 1]);
    assert.deepEqual(await stands(), ['submitted', 1, 'begun submitted']);
  });

  await t.test('another\'s name, another agency: it is not theirs', async () => {
    assert.equal(slug(await colleague.post(at('sending'), whole('sending-0002', 0, 48))), 'reporting/state-wrong');
    assert.equal((await other.post(at('sending'), whole('sending-0003', 0, 48))).status, 403);
  });

  await t.test('approved before the second one came: it is still the one that arrived', async () => {
    assert.equal((await head.post(at('approval'), { revision: 1 })).status, 200);
    const late = await officer.post(at('sending'), whole('sending-0002', 0, 48));
    assert.deepEqual([late.status, late.body.state], [200, 'approved']);
    assert.deepEqual(await stands(), ['approved', 1, 'begun submitted approved']);
    assert.equal(slug(await officer.post(at('sending'), whole('sending-0004', 1, 47))), 'reporting/state-wrong', 'a new one is too late');
  });

  await t.test('returned, saved as a draft whose answer got lost, and sent under the same name: it is handed in again', async () => {
    assert.equal((await coordinator.post(at('decision'), { revision: 1, decision: 'return', note: 'Ghi rõ nguồn số liệu.' })).status, 200);
    assert.equal((await officer.post(at('draft'), whole('saving-0005', 1, 47))).body.revision, 2);
    const sent = await officer.post(at('sending'), whole('saving-0005', 1, 47));
    assert.deepEqual([sent.status, sent.body.state, sent.body.revision], [200, 'submitted', 2]);
    assert.deepEqual(await stands(), ['submitted', 2, 'begun submitted approved returned submitted']);
  });

  await t.test('taken back, it does not go again by itself; who saved meanwhile is told apart', async () => {
    const [{ obligation }] = (await other.get('/reporting/obligations?regime=M&period=2026-10')).body.obligations, their = `/reporting/obligations/${obligation.id}`;
    const post = (step, body) => other.post(`${their}/${step}`, body);
    assert.equal((await post('sending', { ...whole('sending-0005', 0, 48), figures: [], tasks: [] })).body.state, 'submitted');
    assert.equal((await post('withdrawal', {})).body.state, 'draft');
    const late = await post('sending', { ...whole('sending-0005', 0, 48), figures: [], tasks: [] });
    assert.deepEqual([late.status, late.body.state], [200, 'draft'], 'a second one that comes late');
    assert.equal((await post('draft', { ...whole('saving-0006', 1, 48), figures: [], tasks: [], sections: [{ section: 'NOTE', text: 'Sửa lại.' }] })).body.revision, 2);
    const stale = await post('sending', { ...whole('sending-0007', 1, 48), figures: [], tasks: [] });
    assert.deepEqual([stale.status, slug(stale)], [409, 'reporting/draft-stale']);
    assert.equal((await other.get(their)).body.report.sections[0].text, 'Sửa lại.', 'and what was saved stays');
  });
});
