// Agencies that are no more, who took over their work and how sure that is, and the groups through which work reaches an agency.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

function plan() {
  const small = smallPlan();
  small.successions = 'former,successor,since,scope,source,confidence\nCU,S1,2025-03-01,viễn thông,"Nghị quyết 5, Điều 2",confirmed\nCU,S2,2025-03-01,báo chí,,general\n';
  return writePlan(small);
}

onBothEngines('agencies with their past', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', plan());
  const get = async (path) => (await client(server).get(path)).body;
  const kin = (list) => list.map((one) => [one.code, one.scope, one.since, one.source, one.confidence, one.is_heir]);
  const heirs = [['S1', 'viễn thông', '2025-03-01', 'Nghị quyết 5, Điều 2', 'confirmed', true], ['S2', 'báo chí', '2025-03-01', '', 'general', true]];

  await t.test('in being when the decision was issued and not today: with their last day and their heirs', async () => {
    const { former } = await get('/strategy/agencies');
    assert.deepEqual(former.map((one) => [one.agency.code, one.agency.valid_to]), [['CU', '2025-03-01'], ['H1', '2025-07-01']]);
    assert.deepEqual(kin(former[0].heirs), heirs);
    assert.deepEqual(former[1].heirs, [], 'nobody took over from the district');
  });

  await t.test('who leads, and who is in being and leads nothing', async () => {
    const { agencies, idle } = await get('/strategy/agencies');
    assert.deepEqual(agencies.map((one) => one.agency.code).sort(), ['S1', 'S2', 'X1', 'X2', 'X3']);
    assert.deepEqual(idle.map((one) => one.code), ['UBND']);
  });

  await t.test('its own page tells from whom and to whom work passed, on what basis', async () => {
    assert.deepEqual(kin((await get('/strategy/agencies/CU')).kin), heirs);
    assert.deepEqual(kin((await get('/strategy/agencies/S1')).kin), [['CU', 'viễn thông', '2025-03-01', 'Nghị quyết 5, Điều 2', 'confirmed', false]]);
  });

  await t.test('groups that lead something or owe a duty; all departments only support, but owe a yearly report', async () => {
    const groups = async (code) => (await get(`/strategy/agencies/${code}`)).collectives.map((one) => [one.code, one.name, one.members]);
    assert.deepEqual(await groups('X1'), [['CAC-XA', 'Ủy ban nhân dân các xã', 3]]);
    assert.deepEqual(await groups('S1'), [['CAC-SO', 'Các sở', 2]]);
    assert.deepEqual(await groups('UBND'), []);
  });

  await t.test('a group that no more is asked for anything reaches nobody', async () => {
    const small = smallPlan();
    small.duties = small.duties.replace('Báo cáo năm,CAC-SO', 'Báo cáo năm,S2');
    where.cli('plan', 'load', writePlan(small));
    await soon(async () => assert.deepEqual((await get('/strategy/agencies/S2')).collectives, []));
  });
});
