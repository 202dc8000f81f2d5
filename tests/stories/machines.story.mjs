// Systems that call by themselves: let in by an administrator, known by a token or a certificate, within what was chosen for
// them, until a day; found in the record; stopped at once.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after } from 'node:test';
import { client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const MACHINE = { code: 'DO-THU', name: 'Phần mềm đo thử', agency: 'SKHCN', contact: 'cntt@skhcn.example.vn', role: 'officer', permissions: ['strategy.work', 'strategy.enter'] };
const FIGURE = { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm', based_on: 0 };
const folder = certificates(), certificatesOf = { folder, ...folder.make('may') };
after(() => folder.remove());
const slug = (answer) => answer.body.type?.replace('/problems/', '');
const faults = (answer) => answer.body.errors?.map((one) => [one.pointer, one.type.replace('/problems/', '')]);
const bearer = (token) => ({ authorization: `Bearer ${token}` });

onBothEngines('systems as callers', {}, async (t, { server, where }) => {
  const admin = await signedIn(server, 'quan-tri'), stranger = client(server);
  const make = (name, more = {}) => admin.post('/people/machines/DO-THU/tokens', { name, ...more });
  const listed = async (name) => (await admin.get('/people/machines')).body.machines[0].keys.find((one) => one.name === name);
  let token = '';

  await t.test('an administrator lets a system in; what is wrong is named', async () => {
    const wrong = await admin.post('/people/machines', { ...MACHINE, agency: 'KHONG-CO', permissions: ['strategy.work', 'strategy.check', 'people.machines', 'people.own', 'không.có'] });
    assert.equal(wrong.status, 400);
    assert.deepEqual(faults(wrong), [['/agency', 'reference/code-unknown'], ...Array(4).fill(['/permissions', 'people/machine-scope'])]);
    assert.equal((await admin.post('/people/machines', { ...MACHINE, code: 'có dấu' })).status, 400);
    const made = await admin.post('/people/machines', MACHINE);
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.deepEqual([made.body.code, made.body.roles, made.body.permissions, made.body.is_active], ['DO-THU', ['officer:SKHCN'], MACHINE.permissions, true]);
    const twice = await admin.post('/people/machines', MACHINE);
    assert.deepEqual([twice.status, slug(twice)], [409, 'people/machine-taken']);
  });

  await t.test('who may do something names systems too, and only for what was chosen', async () => {
    const who = async (permission) => (await admin.get(`/people/who-may?permission=${permission}`)).body.machines;
    assert.deepEqual(await who('strategy.enter'), [{ code: 'DO-THU', name: MACHINE.name, role: 'officer', agency: 'SKHCN' }]);
    assert.deepEqual(await who('strategy.see_entries'), [], 'its role has it, the system has not');
  });

  await t.test('a token is shown once, in a form that scanners find; only its digest is stored', async () => {
    const made = await make('chính');
    assert.equal(made.status, 201);
    token = made.body.token;
    assert.match(token, /^banyan_[A-Za-z0-9_-]{43}[A-Za-z0-9_-]{6}$/);
    assert.equal(token.slice(50), createHash('sha256').update(token.slice(0, 50)).digest('base64url').slice(0, 6));
    assert.equal(made.body.valid_to, '2027-11-22', '365 days from 22/11/2026');
    const list = JSON.stringify((await admin.get('/people/machines')).body);
    assert.ok(list.includes('chính') && !list.includes(token.slice(7, 50)) && !list.includes(createHash('sha256').update(token).digest('hex')));
  });

  await t.test('it is who it is, and may what was chosen of its role', async () => {
    const me = await stranger.get('/people/me', bearer(token));
    assert.deepEqual([me.status, me.body.name, me.body.username, me.body.roles.map((one) => [one.role, one.agency])], [200, MACHINE.name, '', [['officer', 'SKHCN']]]);
    const everybodys = (await stranger.get('/people/me')).body.permissions.filter((one) => one !== 'people.sign_in');
    assert.deepEqual(me.body.permissions.sort(), [...everybodys, ...MACHINE.permissions].sort());
    assert.equal((await stranger.get('/strategy/inbox', bearer(token))).status, 200);
    const other = await stranger.get('/strategy/submissions', bearer(token));
    assert.deepEqual([other.status, slug(other)], [403, 'kit/not-allowed'], 'its role has strategy.see_entries, it was not given it');
    assert.equal(other.headers.get('www-authenticate'), 'Bearer error="insufficient_scope", scope="strategy.see_entries"');
    assert.equal((await stranger.get('/people/machines', bearer(token))).status, 403);
  });

  await t.test('what only a person does, it does not: no sign-in, no password, no cookie', async () => {
    for (const [path, body] of [['/people/sign-in', { username: 'can-bo', password: 'cây đa Tân Trào che mát' }], ['/people/sign-out', {}], ['/people/confirm', { password: 'x' }], ['/people/password', { present: 'x', wanted: 'y' }], ['/people/authenticator', {}], ['/people/seen', {}]]) {
      const answer = await client(server).post(path, body, bearer(token));
      assert.deepEqual([answer.status, answer.headers.get('set-cookie')], [403, null], path);
    }
  });

  await t.test('it enters a figure without any page of ours; the record names the machine', async () => {
    const sent = await stranger.post('/strategy/figures', FIGURE, { ...bearer(token), origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const [machine] = (await admin.get('/people/machines')).body.machines;
    const entriesOf = (subject) => soon(async () => {
      const { body } = await stranger.get(`/ledger/entries?subject=${subject}`);
      assert.ok(body.entries.length > 0 && body.entries.every((one) => one.place !== null));
      return body.entries;
    });
    const [entered] = await entriesOf(sent.body.id);
    assert.deepEqual([entered.kind, entered.actor], ['strategy.figure_entered', machine.id]);
    const about = await entriesOf(machine.id);
    assert.deepEqual(about.map((one) => one.kind).sort(), ['access.role_granted', 'people.machine_added', 'people.token_made']);
    assert.ok(!JSON.stringify(about).includes(token.slice(7, 50)));
  });

  await t.test('a token that is wrong, cut, or not one at all is refused, also where a stranger may ask', async () => {
    for (const wrong of [token.slice(0, -1), `${token}A`, token.toLowerCase(), `banyan_${'A'.repeat(43)}0jq00C`, 'x', 'a'.repeat(200)]) {
      const answer = await stranger.get('/strategy/summary', bearer(wrong));
      assert.deepEqual([answer.status, slug(answer), answer.headers.get('www-authenticate')], [401, 'people/token-refused', 'Bearer error="invalid_token"'], wrong);
    }
    const none = await stranger.get('/strategy/inbox');
    assert.deepEqual([none.status, none.headers.get('www-authenticate')], [401, 'Bearer']);
    for (const authorization of ['Bearer', 'Bearer a b', `Bearer ${'a'.repeat(201)}`, 'Bearer "x"']) {
      const answer = await stranger.get('/strategy/summary', { authorization });
      assert.deepEqual([answer.status, slug(answer), answer.headers.get('www-authenticate')], [400, 'kit/request-form', 'Bearer error="invalid_request"'], authorization);
    }
    assert.equal((await stranger.get('/strategy/summary', { authorization: 'Basic YTpi' })).status, 200, 'of another scheme: a proxy’s own, perhaps');
  });

  await t.test('a cookie and a token at once are refused', async () => {
    const answer = await admin.get('/people/me', bearer(token));
    assert.deepEqual([answer.status, slug(answer)], [400, 'kit/request-form']);
    assert.equal((await admin.post('/people/machines', { ...MACHINE, code: 'HAI' }, bearer(token))).status, 400);
  });

  await t.test('what it is told is kept by nobody in between, and is not what strangers are told', async () => {
    const public1 = await stranger.get('/strategy/summary'), mine = await stranger.get('/strategy/summary', bearer(token)), public2 = await stranger.get('/strategy/summary');
    assert.equal(mine.headers.get('cache-control'), 'private, no-cache');
    assert.equal(mine.headers.get('etag'), null);
    for (const one of [public1, public2]) assert.ok(!one.headers.get('cache-control').includes('private') && one.headers.get('etag'));
    assert.deepEqual(mine.body, public2.body);
    assert.equal((await admin.get('/people/me')).headers.get('cache-control'), 'private, no-cache');
  });

  await t.test('its use is written down, to the hour', async () => {
    assert.equal((await listed('chính')).last_used_at, '2026-11-22T03:00:00Z');
    const slow = (await make('chậm')).body.token;
    assert.equal((await listed('chậm')).last_used_at, null);
    assert.equal((await stranger.get('/strategy/figures.csv', bearer(slow))).status, 200, 'what runs in the slow lane is noted on the way');
    assert.equal((await listed('chậm')).last_used_at, '2026-11-22T03:00:00Z');
    const writer = (await make('ghi')).body.token;
    assert.equal((await stranger.post('/strategy/figures', { ...FIGURE, period: '2026-09' }, bearer(writer))).status, 201);
    assert.equal((await listed('ghi')).last_used_at, '2026-11-22T03:00:00Z');
  });

  await t.test('days: not before, not after, not longer than the setting', async (t) => {
    for (const [from, to] of [['', '2027-11-23'], ['', '2026-11-22'], ['2026-12-01', '2026-12-01'], ['2026-01-01', '2026-11-20'], ['2026-12-01', '2027-12-02']]) {
      const answer = await make('ngày', { ...(from && { valid_from: from }), valid_to: to });
      assert.deepEqual([answer.status, faults(answer)], [400, [['/valid_to', 'people/machine-key-span']]], `${from} ${to}`);
    }
    const later = (await make('mai', { valid_from: '2026-11-23', valid_to: '2026-11-24' })).body.token;
    const answers = [];
    for (const now of ['2026-11-22T16:59:59Z', '2026-11-22T17:00:00Z', '2026-11-23T16:59:59Z', '2026-11-23T17:00:00Z']) {
      const there = await serve(where, { set: { 'clock.fixed': now } });
      t.after(() => there.stop());
      answers.push((await client(there).get('/people/me', bearer(later))).status);
      await there.stop();
    }
    assert.deepEqual(answers, [401, 200, 200, 401], 'a day begins at midnight in Việt Nam');
  });

  await t.test('a token of fewer permissions; one of more cannot be', async () => {
    const less = (await make('đọc', { permissions: ['strategy.work'] })).body.token;
    assert.equal((await stranger.get('/strategy/inbox', bearer(less))).status, 200);
    assert.equal((await stranger.post('/strategy/figures', { ...FIGURE, period: '2026-08' }, bearer(less))).status, 403);
    const more = await make('hơn', { permissions: ['strategy.work', 'strategy.see_entries'] });
    assert.deepEqual([more.status, faults(more)], [400, [['/permissions', 'people/machine-scope']]]);
  });

  await t.test('a name is used again only when the old token is revoked; revoked is refused at the next call', async () => {
    const twice = await make('chính');
    assert.deepEqual([twice.status, slug(twice)], [409, 'people/machine-key-taken']);
    assert.equal((await admin.post('/people/machines/DO-THU/revoke', { name: 'chính' })).status, 204);
    assert.equal((await stranger.get('/people/me', bearer(token))).status, 401);
    const again = await admin.post('/people/machines/DO-THU/revoke', { name: 'chính' });
    assert.deepEqual([again.status, slug(again)], [404, 'people/machine-key-missing']);
    token = (await make('chính')).body.token;
    assert.equal((await stranger.get('/people/me', bearer(token))).status, 200);
  });

  await t.test('a machine that is not there', async () => {
    for (const [path, body] of [['tokens', { name: 'x' }], ['certificates', { name: 'x', certificate: certificatesOf.pem }], ['revoke', {}]]) {
      const answer = await admin.post(`/people/machines/KHONG/${path}`, body);
      assert.deepEqual([answer.status, slug(answer)], [404, 'people/machine-missing'], path);
    }
  });

  await t.test('the same by commands', async () => {
    const common = ['--name', 'Hệ thống một cửa', '--agency', 'SNV', '--contact', 'a@b.vn', '--role', 'officer'];
    where.cli('machine', 'add', '--code', 'MOT-CUA', ...common, '--permissions', 'strategy.work;documents.add');
    const told = where.cli('machine', 'token', '--code', 'MOT-CUA', '--name', 'lệnh', '--permissions', 'strategy.work', '--days', '30').trim();
    assert.deepEqual([(await stranger.get('/people/me', bearer(told))).body.name], ['Hệ thống một cửa']);
    where.cli('machine', 'certificate', '--code', 'MOT-CUA', '--name', 'chứng thư', '--file', certificatesOf.cert);
    const list = where.cli('machine', 'list');
    assert.match(list, /MOT-CUA +Hệ thống một cửa +SNV +officer:SNV/);
    assert.match(list, /token +lệnh +2026-11-22 – 2026-12-22 +2026-11-22T03:00:00Z +strategy\.work\n/);
    assert.match(list, /certificate chứng thư +2026-11-22 – 2027-11-22 +- +strategy\.work documents\.add\n/);
    const missing = where.try('machine', 'token', '--code', 'KHONG', '--name', 'x');
    assert.match(missing.err, /\[people\/machine-missing\]/);
    where.cli('machine', 'revoke', '--code', 'MOT-CUA', '--name', 'lệnh');
    assert.equal((await stranger.get('/people/me', bearer(told))).status, 401);
  });

  await t.test('a certificate is read, not believed: no key, no chain of words, once only', async () => {
    const pin = (name, certificate) => admin.post('/people/machines/DO-THU/certificates', { name, certificate });
    for (const text of ['x', certificatesOf.keyPem, certificatesOf.pem.slice(0, 200)]) {
      const answer = await pin('một', text);
      assert.deepEqual([answer.status, faults(answer)], [400, [['/certificate', 'people/certificate-unreadable']]]);
    }
    const taken = await pin('một', certificatesOf.pem);
    assert.deepEqual([taken.status, slug(taken)], [409, 'people/certificate-taken'], 'the command above pinned it to another');
    const old = certificatesOf.folder.make('cu', { from: '20250101000000Z', to: '20260101000000Z' });
    assert.deepEqual(faults(await pin('cũ', old.pem)), [['/valid_to', 'people/machine-key-span']]);
    const short = certificatesOf.folder.make('ngan', { to: '20261231170000Z' });
    const made = await pin('ngắn', short.pem);
    assert.deepEqual([made.status, made.body.valid_to], [201, '2027-01-01'], 'not longer than the certificate itself');
  });

  await t.test('a machine that is stopped is a stranger with all that it has, for good', async () => {
    assert.equal((await admin.post('/people/machines/DO-THU/revoke', {})).status, 204);
    assert.equal((await stranger.get('/people/me', bearer(token))).status, 401);
    for (const [path, body] of [['tokens', { name: 'nữa' }], ['revoke', {}]]) {
      const answer = await admin.post(`/people/machines/DO-THU/${path}`, body);
      assert.deepEqual([answer.status, slug(answer)], [409, 'people/machine-stopped']);
    }
    assert.match(where.cli('machine', 'list'), /DO-THU .*\(ngừng dùng \/ stopped\)/);
  });
});
