// Annual plans are reminded of until they are handed in; each step tells who must act next, or who handed it in.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PASSWORD, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const PLANS = '/planning/annual-plans';
const fine = (answer, status = 200) => { assert.equal(answer.status, status, JSON.stringify(answer.body)); return answer.body; };

onBothEngines('notices of annual plans', { data: { plan: null } }, async (t, { server, where }) => {
  await server.stop();
  where.cli('plan', 'load', writePlan(smallPlan()));
  where.common[where.common.findIndex((word) => word.startsWith('clock.fixed='))] = 'clock.fixed=2026-09-10T03:00:00Z'; // whom nobody has seen for 45 days cannot sign in
  const accounts = { mot: ['officer', 'X1'], 'chu-tich': ['head', 'X1'], hai: ['officer', 'X2'], so: ['officer', 'S1'], 'dieu-phoi': ['coordinator'] };
  for (const [username, [role, agency]] of Object.entries(accounts)) where.cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));

  /** The three communes owe a plan of 2027 by Tuesday 29 September 2026; the department owes none. */
  const at = async (moment, look) => {
    const later = await serve(where, { set: { 'clock.fixed': moment } });
    try {
      await look({
        who: (username) => signedIn(later, username),
        told: async (username) => (await (await signedIn(later, username)).get('/notices')).body.notices.filter((one) => one.kind.startsWith('planning/annual-'))
          .map((one) => ({ ...one, said: `${one.kind.slice(16)} ${one.read_at === null ? 'unread' : 'read'}` })),
      });
    } finally {
      await later.stop();
    }
  };
  const said = (all) => all.map((one) => one.said).sort();

  await t.test('fifteen days before nobody is told; fourteen before, who owes it, once', async () => {
    await at('2026-09-14T03:00:00Z', async ({ told }) => assert.deepEqual(said(await told('mot')), []));
    await at('2026-09-15T03:00:00Z', async ({ told }) => {
      const [one] = await soon(async () => { const all = await told('mot'); assert.deepEqual(said(all), ['falls-due unread']); return all; }, 15000);
      assert.deepEqual([one.title, one.title_en, one.page], ['Còn 14 ngày: kế hoạch năm 2027', 'Due in 14 days: annual plan of 2027', '/ke-hoach-nam/lap?year=2027']);
      assert.ok(one.body.includes('29/09/2026'), one.body);
      assert.deepEqual(said(await told('chu-tich')), ['falls-due unread']);
      assert.deepEqual([await told('so'), await told('dieu-phoi')], [[], []]);
    });
  });

  await t.test('on the day, and a week after; a draft changes nothing of it', async () => {
    await at('2026-09-29T03:00:00Z', async ({ who, told }) => {
      await soon(async () => assert.deepEqual(said(await told('mot')), ['due-today unread', 'falls-due unread']), 15000);
      fine(await (await who('mot')).post(PLANS, { agency: 'X1', year: 2027, copies: false }), 201);
    });
    await at('2026-10-06T03:00:00Z', async ({ told }) => {
      await soon(async () => assert.deepEqual(said(await told('mot')), ['due-today unread', 'falls-due unread', 'overdue unread']), 15000);
      assert.equal((await told('mot')).find((one) => one.kind === 'planning/annual-overdue').title_en, 'Overdue by 7 days: annual plan of 2027');
    });
  });

  await t.test('each step tells who must act next; who handed it in knows what became of it; it is not reminded of again', async () => {
    await at('2026-10-07T03:00:00Z', async ({ who, told }) => {
      const [officer, head, coordinator] = [await who('mot'), await who('chu-tich'), await who('dieu-phoi')];
      const { id } = fine(await officer.get(`${PLANS}?year=2027`)).lines.map((it) => ({ id: it.plan })).find((it) => it.id);
      const save = async () => fine(await officer.post(`${PLANS}/${id}/content`, { revision: fine(await officer.get(`${PLANS}/${id}`)).plan.revision, targets: [], tasks: [{ title: 'Tập huấn', product: '', due: null, who: '', task: '', budget: null }] }));
      const submit = async () => fine(await officer.post(`${PLANS}/${id}/submission`, {}));
      const step = async (by, word, decision, note = '') => fine(await by.post(`${PLANS}/${id}/${word}`, { decision, note }));
      await save();
      await submit();
      assert.ok((await told('mot')).every((one) => one.read_at !== null), 'handed in: nothing is left to be done');
      const [waits] = (await told('chu-tich')).filter((one) => one.kind === 'planning/annual-approval-waiting');
      assert.deepEqual([waits.read_at, waits.page], [null, `/ke-hoach-nam/lap/${id}`]);
      fine(await officer.post(`${PLANS}/${id}/withdrawal`, {}));
      assert.ok((await told('chu-tich')).every((one) => one.read_at !== null), 'taken back: nobody need look');
      await submit();
      await step(head, 'approval', 'accept');
      assert.deepEqual(said((await told('chu-tich')).filter((one) => one.said.startsWith('approval'))), ['approval-waiting read', 'approval-waiting read']);
      assert.deepEqual(said(await told('dieu-phoi')), ['acceptance-waiting unread']);
      await step(coordinator, 'decision', 'return', 'Bổ sung kinh phí tập huấn');
      assert.deepEqual(said(await told('dieu-phoi')), ['acceptance-waiting read']);
      const [back] = (await told('mot')).filter((one) => one.kind === 'planning/annual-returned');
      assert.ok(back.read_at === null && back.urgency === 'high' && back.body.includes('Bổ sung kinh phí tập huấn'), back.body);
      await save();
      assert.equal((await told('mot')).filter((one) => one.kind === 'planning/annual-returned').length, 1, 'writing in it says nothing');
      await submit();
      await step(head, 'approval', 'accept');
      await step(coordinator, 'decision', 'accept');
      assert.deepEqual(said((await told('mot')).filter((one) => /returned|accepted/.test(one.kind))), ['accepted unread', 'returned read']);
    });
    await at('2026-10-13T03:00:00Z', async ({ told }) => {
      await soon(async () => assert.ok(said(await told('hai')).includes('overdue unread')), 15000);
      assert.equal((await told('mot')).filter((one) => one.kind === 'planning/annual-overdue').length, 1, 'that of the 6th alone');
    });
  });
});
