// A plan at the limits of its package: every answer over it comes, or is refused with a sentence; the server lives on.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { client, PASSWORD, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const TASKS = 30000;

/** The small plan with so many tasks, all of them led by S1; cells(i) gives title, product and note. */
function planOf(count, cells) {
  const plan = smallPlan(), rows = Array.from({ length: count }, (_, i) => i);
  plan.tasks = `code,document,citation,title,product,due,note\n${rows.map((i) => `T${i},D1,"1/QĐ-UBND, II.${i}",${cells(i).join(',')}\n`.replace(/,([^,]*)\n$/, ',2026-12-31,$1\n')).join('')}`;
  plan.assignments = plan.assignments.replace(/^D1\.T.*\n/gm, '') + rows.map((i) => `T${i},lead,Sở Một,S1,CU\n`).join('');
  return writePlan(plan);
}

onBothEngines('answers over much data', { data: { plan: null }, serve: { set: { 'http.cache_mib': '0' } } }, async (t, { server, where }) => {
  const anyone = client(server);
  const peak = () => Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))[1]) >> 10;
  const refused = ({ status, body }) => [status, (typeof body === 'string' ? JSON.parse(body) : body).type];

  await t.test('a document of more words than the search index takes is refused, and nothing of it is stored', () => {
    const a = (count) => 'a '.repeat(count).trim(), told = where.try('plan', 'load', planOf(9500, () => [a(100), a(150), '']));
    assert.notEqual(told.status, 0);
    assert.match(told.err, /“Chiến lược mẫu” has more words than the search index takes; nothing was written.*\[search\/source-too-long\]/s);
  });

  where.cli('plan', 'load', planOf(TASKS, (i) => [`Việc ${i} xây dựng kho dữ liệu dùng chung của tỉnh`, 'Kho dữ liệu', 'Ghi chú']));
  where.cli('account', 'add', '--username', 'mot', '--role', 'officer', '--agency', 'S1', '--password', PASSWORD);
  const officer = await signedIn(server, 'mot');

  await t.test('the whole plan comes, alone and in its page', async () => {
    const { status, body } = await anyone.get('/strategy/plan?document=D1');
    assert.deepEqual([status, body.tasks.length, body.tasks[TASKS - 1].code], [200, TASKS, `T${TASKS - 1}`]);
    const page = await fetch(`${server.url}/ke-hoach?document=D1`), html = await page.text();
    assert.equal(page.status, 200);
    assert.equal(html.match(/"code":"T\d+"/g).length, TASKS);
  });

  await t.test('lists that are cut into pages, and what one agency has to do', async () => {
    const { body } = await anyone.get('/strategy/tasks?page=3');
    assert.deepEqual([body.total, body.page], [TASKS, 3]);
    for (const path of ['/strategy/summary', '/strategy/agencies', '/strategy/agencies/S1', '/search?q=viec', '/search/passages?q=kho']) assert.equal((await anyone.get(path)).status, 200, path);
    for (const path of ['/strategy/inbox', '/strategy/inbox.ics']) assert.equal((await officer.get(path)).status, 200, path);
  });

  await t.test('what needs more than a request may take is refused with a sentence, as data and as a page', async () => {
    for (const path of ['tasks.csv?document=D1', 'report.docx?document=D1', 'plan-versions/D1/1/changes'])
      assert.deepEqual(refused(await anyone.get(`/strategy/${path}`)), [413, '/problems/kit/memory-spent'], path);
    const page = await fetch(`${server.url}/ke-hoach/phien-ban/D1/1`), html = await page.text();
    assert.deepEqual([page.status, /data-status="413"/.test(html), /kit\/memory-spent/.test(html)], [413, true, true]);
  });

  await t.test('the server that answers now is the one that was started, and did not grow without end', async () => {
    assert.equal((await anyone.get('/strategy/tasks/T7')).status, 200);
    assert.deepEqual([server.child.exitCode, server.child.signalCode], [null, null]);
    assert.doesNotMatch(server.log, /invariant/);
    t.diagnostic(`at most ${peak()} MiB`);
  });
});
