// Agencies and places: who was asked in 2020, who answers today, who is meant by "all departments", and the codes.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

onBothEngines('agencies and places of Tuyên Quang', { data: { accounts: false } }, async (t, { server, where }) => {
  const stranger = client(server), get = async (path) => (await stranger.get(path)).body;

  await t.test('124 communes, of which 7 are wards, in Vietnamese order behind the province', async () => {
    const { places } = await get('/reference/places');
    assert.equal(places.length, 125);
    assert.deepEqual([places[0].code, places.filter((p) => p.kind === 'ward').length, places.filter((p) => p.kind === 'commune').length], ['08', 7, 117]);
    const names = places.slice(1).map((p) => p.name);
    assert.deepEqual(names, [...names].sort(new Intl.Collator('vi').compare));
  });

  await t.test('every commune has its own tile', async () => {
    const { places } = await get('/reference/places');
    const tiles = places.filter((p) => p.kind !== 'province').map((p) => `${p.tile_column},${p.tile_row}`);
    assert.equal(new Set(tiles).size, 124);
    assert.ok(!tiles.includes('0,0'));
  });

  await t.test('Sở Thông tin và Truyền thông of 2020: its work went to three agencies', async () => {
    const page = await get('/reference/agencies/OLD-STTTT');
    assert.equal(page.agency.name, 'Sở Thông tin và Truyền thông');
    assert.deepEqual(page.after.map((a) => a.code).sort(), ['CAT', 'SKHCN', 'SVHTTDL']);
    assert.ok(page.after.every((a) => a.scope && a.source && a.since), 'what passed, since when, and where that is written');
    const heir = await get('/reference/agencies/SKHCN');
    assert.ok(heir.before.some((a) => a.code === 'OLD-STTTT'));
  });

  await t.test('Sở Lao động, Thương binh và Xã hội: several took over its parts', async () => {
    const { agencies } = await get('/reference/agencies?on=2020-11-27');
    const old = agencies.find((a) => /^Sở Lao động/.test(a.name));
    const page = await get(`/reference/agencies/${old.code}`);
    assert.ok(page.after.length >= 3, page.after.map((a) => a.code).join());
  });

  await t.test('districts existed in 2020 and do not exist today', async () => {
    const then = (await get('/reference/agencies?on=2020-11-27&kind=district')).agencies, now = (await get('/reference/agencies?kind=district')).agencies;
    assert.equal(then.length, 7, 'the six districts and the city of the old Tuyên Quang');
    assert.equal(now.length, 0);
    assert.equal((await get('/reference/agencies?kind=commune')).agencies.length, 124);
  });

  await t.test('a task of 2020 shows both', async () => {
    const { tasks } = await get('/strategy/tasks?document=KH119&page=1');
    assert.ok(tasks.length > 0);
    const page = await get('/strategy/tasks/KH119.III.2.C.1');
    const leads = page.view.assignments.filter((a) => a.role === 'lead');
    assert.ok(leads.length > 0);
    const moved = [];
    for (let n = 1; n <= 5; n++) {
      const list = await get(`/strategy/tasks?document=KH119&page=${n}`);
      for (const one of list.tasks) moved.push(...one.assignments.filter((a) => a.then === 'OLD-STTTT' && a.role === 'lead'));
    }
    assert.ok(moved.length > 0);
    for (const a of moved) assert.ok(a.then_name === 'Sở Thông tin và Truyền thông' && ['SKHCN', 'CAT', 'SVHTTDL'].includes(a.agency), JSON.stringify(a));
    assert.ok(moved.some((a) => a.agency_name === 'Sở Khoa học và Công nghệ'));
  });

  await t.test('a collective stands for its members of today', async () => {
    const inbox = await get('/strategy/plan?document=QD1539');
    const duty = inbox.duties.find((d) => d.duty.who === 'SBN-XA-PHUONG');
    const { agencies } = await get('/reference/agencies');
    const departments = agencies.filter((a) => ['office', 'department', 'inspectorate', 'board'].includes(a.kind)).length;
    assert.equal(duty.members, departments + 1 + 124, 'departments and their like, the police, and 124 communes');
  });

  await t.test('codes are accepted in both forms; the province has H60, nobody has an invented one', async () => {
    for (const code of ['H60', '000.00.00.H60', 'UBND-T']) assert.equal((await get(`/reference/agencies/${code}`)).agency.code, 'UBND-T', code);
    const { agencies } = await get('/reference/agencies');
    assert.deepEqual(agencies.filter((a) => a.identifier).map((a) => [a.code, a.identifier]), [['UBND-T', 'H60']]);
    assert.equal((await stranger.get('/reference/agencies/H61')).status, 404);
    assert.equal((await stranger.get('/reference/agencies/000.00.99.H60')).status, 404);
  });

  await t.test('boundaries: none at first; a wrong file is refused by name; a right one draws every commune', async () => {
    const none = await stranger.get('/reference/boundaries');
    assert.deepEqual([none.status, none.body.type], [404, '/problems/reference/boundaries-absent']);
    const { places } = await get('/reference/places'), communes = places.filter((p) => p.kind !== 'province');
    const square = (code, i) => ({ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: [[[105 + (i % 12) / 20, 22 + Math.floor(i / 12) / 20], [105.05 + (i % 12) / 20, 22 + Math.floor(i / 12) / 20], [105.05 + (i % 12) / 20, 22.05 + Math.floor(i / 12) / 20], [105 + (i % 12) / 20, 22 + Math.floor(i / 12) / 20]]] } });
    const write = (features) => { const path = join(where.data, 'b.json'); writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features })); return path; };
    const few = where.try('places', 'boundaries', write(communes.slice(1).map((p, i) => square(p.code, i))));
    assert.ok(few.status === 1 && few.err.includes(communes[0].full_name), few.err);
    const alien = where.try('places', 'boundaries', write([...communes.map((p, i) => square(p.code, i)), square('99999', 0)]));
    assert.ok(alien.status === 1 && alien.err.includes('99999') && alien.err.includes('reference/code-unknown'));
    const texts = where.try('places', 'boundaries', write([{ ...square(communes[0].code, 0), geometry: { type: 'Polygon', coordinates: [Array(4).fill(['105', '22'])] } }]));
    assert.ok(texts.status === 1 && texts.err.includes('kit/geojson-form'), texts.err);
    assert.equal((await stranger.get('/reference/boundaries')).status, 404, 'nothing was kept of them');
    where.cli('places', 'boundaries', write(communes.map((p, i) => square(p.code, i))));
    const drawn = await get('/reference/boundaries');
    assert.deepEqual(drawn.shapes.map((s) => s.code).sort(), communes.map((p) => p.code).sort());
    assert.match(drawn.shapes[0].path, /^m[\d ]/i);
  });
});
