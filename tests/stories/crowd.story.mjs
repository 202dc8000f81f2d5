// Many at once: readers, writers and a loader. Nobody sees half of anything, and nobody sees what is no longer true.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const MONTHS = [...Array(48)].map((_, i) => `${2022 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);

onBothEngines('a crowd', {}, async (t, { server, where }) => {
  const officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(server, 'dieu-phoi'), stranger = client(server);
  const shown = async (who = stranger) => (await who.get('/strategy/indicators/QD1539.PL1.01')).body.view.standing;

  await t.test('48 figures handed in at once and accepted at once, while 200 read', async () => {
    const readers = [...Array(200)].map((_, i) => stranger.get(['/strategy/summary', '/strategy/agencies', '/strategy/tasks', '/search?q=so', '/strategy/plan'][i % 5]));
    const sent = await Promise.all(MONTHS.map((period, i) => officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period, value: i, source: 'Đo kiểm', based_on: 0 })));
    assert.deepEqual([...new Set(sent.map((a) => a.status))], [201]);
    const decided = await Promise.all(sent.map((a) => coordinator.post(`/strategy/submissions/${a.body.id}/decision`, { decision: 'accept' })));
    assert.deepEqual([...new Set(decided.map((a) => a.status))], [200]);
    assert.deepEqual([...new Set((await Promise.all(readers)).map((a) => a.status))], [200]);
    const standing = await shown();
    assert.deepEqual([standing.period, standing.value, standing.figure_count], ['2025-12', 47, 48], 'all of them, and the newest in time stands');
  });

  await t.test('what was accepted is seen by the very next reader, on every connection', async () => {
    for (let i = 1; i <= 10; i++) {
      const period = `2026-${String(i).padStart(2, '0')}`;
      const { body } = await officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period, value: 50 + i, source: 'Đo kiểm', based_on: 0 });
      await coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' });
      const seen = await Promise.all([...Array(8)].map(() => shown(client(server))));
      assert.deepEqual([...new Set(seen.map((s) => s.value))], [50 + i]);
    }
  });

  await t.test('a command that loads beside the server: readers see all of it or nothing', async () => {
    const file = join(where.data, 'communes.csv'), { places } = (await stranger.get('/reference/places')).body;
    const communes = places.filter((p) => p.kind !== 'province').map((p) => p.code);
    writeFileSync(file, 'indicator,subject,period,value\n' + communes.map((code) => `QD1539.PL1.01,${code},2026-10,33\n`).join(''));
    let isOver = false;
    const counts = new Set(), watch = (async () => {
      while (!isOver) {
        const { body } = await client(server).get('/strategy/indicators/QD1539.PL1.01/places?period=2026-10');
        counts.add(body.places.filter((p) => p.value !== null).length);
        await new Promise((done) => { setTimeout(done, 2); });
      }
    })();
    await new Promise((done) => { setTimeout(() => { where.cli('observations', 'import', file, '--source', 'Doanh nghiệp'); done(); }, 50); });
    await soon(async () => {
      const { body } = await client(server).get('/strategy/indicators/QD1539.PL1.01/places?period=2026-10');
      assert.equal(body.places.filter((p) => p.value !== null).length, 124, 'after the command');
    });
    isOver = true;
    await watch;
    assert.deepEqual([...counts].filter((n) => n !== 0 && n !== 124), []);
  });

  await t.test('answers that did not change cost nothing: 304, also through compression', async () => {
    for (const encoding of ['identity', 'gzip', 'br']) {
      const one = await fetch(`${server.url}/api/v1/strategy/summary`, { headers: { 'accept-encoding': encoding } });
      await one.arrayBuffer();
      const again = await fetch(`${server.url}/api/v1/strategy/summary`, { headers: { 'accept-encoding': encoding, 'if-none-match': one.headers.get('etag') } });
      assert.equal(again.status, 304, encoding);
    }
  });

  await t.test('a signed-in person is never shown what was kept for strangers, nor the other way round', async () => {
    const path = '/strategy/agencies/SKHCN';
    assert.equal((await stranger.get(path)).body.may_report, false);
    assert.equal((await officer.get(path)).body.may_report, true);
    assert.equal((await stranger.get(path)).body.may_report, false);
  });
});

onBothEngines('two servers of one database', { data: { accounts: true } }, async (t, { server, where, engine }) => {
  const other = await serve(where), officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(other, 'dieu-phoi');
  const value = async (which) => (await client(which).get('/strategy/indicators/QD1539.PL1.01')).body.view.standing.value;
  assert.deepEqual([await value(server), await value(other)], [null, null]);
  const { body } = await officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 44, source: 'Đo kiểm', based_on: 0 });
  assert.equal((await coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' })).status, 200);
  assert.equal(await value(other), 44);
  const began = Date.now();
  while ((await value(server)) !== 44) assert.ok(Date.now() - began < 2000, 'the other server learns of it within moments');
  t.diagnostic(`${engine}: the other server knew after ${Date.now() - began} ms`);
  await other.stop();
});
