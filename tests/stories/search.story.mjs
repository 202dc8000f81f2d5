// Search finds Vietnamese by letters with and without marks, and nothing breaks it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

onBothEngines('search', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const plan = smallPlan();
  plan.places = plan.places.replace('99002,Ấp Bắc,commune,Xã Ấp Bắc', '99002,Đà Nẵng,commune,Xã Đà Nẵng').replace('99001,Đồng Đa,commune,Xã Đồng Đa', '99001,Đồng Đăng,commune,Xã Đồng Đăng');
  plan.tasks = plan.tasks.replace('Lập đề án', 'Hoà mạng truyền hình số').split('\n').map((row, i) => row && `${row},${['title_en', 'Join the digital television network'][i] ?? ''}`).join('\n');
  where.cli('plan', 'load', writePlan(plan));
  const find = async (q) => (await client(server).get(`/search?q=${encodeURIComponent(q)}`)).body;
  const codes = async (q) => (await find(q)).entries.map((e) => e.code);

  await t.test('"da nang" finds "Đà Nẵng", as does every way of writing it', async () => {
    for (const q of ['da nang', 'Đà Nẵng', 'đà nẵng', 'DA NANG', 'da nẵng', 'Đà Nẵng'.normalize('NFD'), '  da   nang ', 'nang da', 'xa da nang', 'da nan']) {
      assert.ok((await codes(q)).includes('99002'), q);
    }
    assert.ok(!(await codes('da nang')).includes('99001'), 'Đồng Đăng is not meant');
  });

  await t.test('tone marks on either vowel are alike', async () => {
    for (const q of ['hòa mạng', 'hoà mạng', 'hoa mang']) assert.deepEqual(await codes(q), ['D1.T1'], q);
  });

  await t.test('by code, by number of a document, by agency', async () => {
    assert.deepEqual(await codes('D1.T1'), ['D1.T1']);
    assert.ok((await codes('1/QĐ-UBND')).includes('D1'));
    assert.ok((await codes('so mot')).includes('S1'));
    assert.ok((await codes('phu song')).includes('D1.A'));
  });

  await t.test('by the English title, which comes along; an objective tells its document', async () => {
    const [task, ...others] = (await find('digital television')).entries;
    assert.deepEqual([task.code, task.title, task.title_en, task.document, others.length], ['D1.T1', 'Hoà mạng truyền hình số', 'Join the digital television network', 'D1', 0]);
    assert.deepEqual((await find('muc tieu rieng')).entries.map((e) => [e.kind, e.code, e.title_en, e.document]), [['objective', 'D1.O2', '', 'D1']]);
    assert.deepEqual((await find('xa da nang')).entries.map((e) => [e.code, e.document]).at(0), ['99002', '']);
  });

  await t.test('what is nowhere is not found; what is not a word does no harm', async () => {
    for (const q of ['không có gì như vậy cả', '"', '*', 'a*', 'NEAR(a b)', 'a OR b', "'; DROP TABLE search_entry; --", '-', ':', '(', '\\', '%', '_', '&|!', '<->', 'a:*']) {
      const answer = await client(server).get(`/search?q=${encodeURIComponent(q)}`);
      assert.equal(answer.status, 200, q);
    }
    assert.equal((await find('không có gì như vậy cả')).total, 0);
    const long = await client(server).get(`/search?q=${'a'.repeat(1000)}`);
    assert.equal(long.status, 400);
  });

  await t.test('a new title is found at once, and the old one no more', async () => {
    plan.tasks = plan.tasks.replace('Hoà mạng truyền hình số', 'Khảo sát thôn bản');
    where.cli('plan', 'load', writePlan(plan));
    await soon(async () => assert.deepEqual(await codes('khao sat thon'), ['D1.T1']));
    await soon(async () => assert.deepEqual(await codes('truyen hinh'), []));
  });
});
