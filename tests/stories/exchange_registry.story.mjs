// Who takes part in the data exchange: declared in a file and loaded beside a running server, shown again, changed one by one, with
// an entry of the record for each change.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const folder = mkdtempSync(join(tmpdir(), 'banyan-exchange-'));
const inFolder = (name, text) => { const path = join(folder, name); writeFileSync(path, text); return path; };
const publicPem = (...kind) => generateKeyPairSync(...kind).publicKey.export({ type: 'spki', format: 'pem' });

execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', join(folder, 'a.key'),
  '-out', join(folder, 'a.pem'), '-days', '3650', '-subj', '/CN=DanCu'], { stdio: 'ignore' });
const certificate = readFileSync(join(folder, 'a.pem'), 'utf8'), ed25519 = publicPem('ed25519'), p256 = publicPem('ec', { namedCurve: 'P-256' });

const API = `openapi: 3.0.3
info: { title: Dân cư, version: "1" }
paths:
  /people/{id}:
    get: { responses: { "200": { description: ok } } }
  /people:
    post: { responses: { "201": { description: ok } } }
`;
inFolder('api.yaml', API);
const declared = () => ({
  instance: 'VN-TEST',
  members: [
    { class: 'GOV', code: 'H29.1', name: 'Công an tỉnh', subsystems: [
      { code: 'DanCu', name: 'Dân cư', certificates: [{ file: 'a.pem' }], signing_keys: [ed25519, { key_id: 'k2', pem: p256, valid_to: '2030-01-01T00:00:00Z' }],
        services: [{ code: 'people', type: 'openapi', url: 'https://10.0.0.1:8443/api', openapi_file: 'api.yaml' }] },
    ] },
    { class: 'GOV', code: 'H29.2', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'DaoTao', connection: 'https', signing_keys: [ed25519] }, { code: 'Xa', node: 'HUB' }] },
  ],
  groups: [{ code: 'so-nganh', members: ['VN-TEST/GOV/H29.2/DaoTao'] }],
  rights: [{ subject: 'so-nganh', service: 'VN-TEST/GOV/H29.1/DanCu/people', method: 'GET', path: '/people/*' }],
  quotas: [{ subject: 'so-nganh', per_minute: 600 }],
  nodes: [{ code: 'HUB', url: 'https://hub.example.vn', certificates: [certificate] }],
});
const file = (name, change = () => {}) => { const one = declared(); change(one); return inFolder(name, JSON.stringify(one)); };
const DANCU = 'VN-TEST/GOV/H29.1/DanCu', PEOPLE = `${DANCU}/people`, DAOTAO = 'VN-TEST/GOV/H29.2/DaoTao';

onBothEngines('who takes part in the data exchange', {}, async (t, { server, where }) => {
  const stranger = client(server), officer = await signedIn(server, 'can-bo'), administrator = await signedIn(server, 'quan-tri');
  const kinds = async (subject) => (await stranger.get(`/ledger/entries?subject=${encodeURIComponent(subject)}`)).body.entries.map((one) => one.kind).sort(); // those of one load have no order among them
  const registry = async () => (await administrator.get('/exchange/registry')).body;
  const change = (path, body) => administrator.post(`/exchange/${path}`, body);
  const refused = (...args) => { try { where.cli(...args); } catch (error) { return String(error.stderr ?? error.message); } return assert.fail('it was loaded'); };

  await t.test('before a first file there is no exchange to change', async () => {
    const { status, body } = await change('members', { class: 'GOV', code: 'a', name: 'b' });
    assert.deepEqual([status, body.type], [409, '/problems/exchange/unnamed']);
  });

  await t.test('a faulty file says where, in all its places, and nothing is written', async () => {
    const said = refused('exchange', 'load', file('bad.json', (one) => {
      one.members[0].subsystems[0].services[0].code = 'getOpenAPI';
      one.members[1].subsystems[0].signing_keys = [certificate];
      one.rights[0].path = 'people';
    }));
    assert.match(said, /bad\.json, members\[0\]\.subsystems\[0\]\.services\[0\]\.code: /);
    assert.match(said, /bad\.json, members\[1\]\.subsystems\[0\]\.signing_keys\[0\]: /);
    assert.match(said, /bad\.json, rights\[0\]\.path: /);
    assert.equal((await registry()).version, 0);
  });

  await t.test('every way in which a file can be wrong is told in one go', () => {
    const said = refused('exchange', 'load', file('worst.json', (one) => {
      const [dancu] = one.members[0].subsystems, [daotao, xa] = one.members[1].subsystems;
      dancu.certificates = ['x', { file: '../a.pem' }, { file: 'none.pem' }, { pem: certificate, file: 'a.pem' }];
      dancu.signing_keys = ['x', { key_id: 'a b', pem: p256 }, { key_id: 'c', pem: p256, valid_from: '2030-01-01T00:00:00Z', valid_to: '2029-01-01T00:00:00Z' }];
      dancu.services.push({ code: 'listMethods', type: 'rest', url: 'x' }, { code: 'a', type: 'openapi', url: 'http://a', openapi: '{' },
        { code: 'b', type: 'openapi', url: 'http://a', openapi: '{"openapi":"3.0.0"}' }, { code: 'b', type: 'rest', url: 'http://a', endpoints: [{ method: 'get', path: 'x' }] });
      daotao.code = 'Đào tạo';
      xa.node = 'x';
      one.rights.push({ subject: 'x', service: 'y' });
    }));
    for (const slug of ['certificate-form', 'file-path', 'file-unread', 'one-of-two', 'key-form', 'key-id-form', 'key-order', 'code-reserved', 'url-form',
      'document-form', 'document-member', 'twice', 'method-form', 'path-form', 'code-form', 'node-unknown', 'subject-unknown', 'service-unknown'])
      assert.match(said, new RegExp(`\\[exchange/${slug}\\]`), slug);
    const members = Array.from({ length: 1000 }, (_, i) => `x${i}`); // 51 times 1000: more than 50,000 members of groups
    assert.match(refused('exchange', 'load', file('large.json', (one) => { one.groups = Array.from({ length: 51 }, (_, i) => ({ code: `g${i}`, members })); })), /exchange\/too-many/);
  });

  await t.test('a first file is loaded beside the running server; the second time nothing changes', async () => {
    assert.match(where.cli('exchange', 'load', file('all.json'), '--dry-run'), /\+ node HUB\n[^]*10 thay đổi, chưa ghi/);
    assert.equal((await registry()).version, 0);
    assert.match(where.cli('exchange', 'load', join(folder, 'all.json')), /\n10 thay đổi/); // a node, 2 members, 3 subsystems, a service, a group, a right, a quota
    assert.match(where.cli('exchange', 'load', join(folder, 'all.json')), /nothing changed/);
    const now = await registry();
    assert.deepEqual([now.instance, now.version], ['VN-TEST', 1]);
    assert.deepEqual(await kinds(PEOPLE), ['exchange.right_granted', 'exchange.service_added']);
  });

  await t.test('what is shown is a declaration that changes nothing', () => {
    inFolder('shown.json', where.cli('exchange', 'show'));
    const shown = JSON.parse(readFileSync(join(folder, 'shown.json'), 'utf8'));
    assert.deepEqual(shown.members[0].subsystems[0].services[0].endpoints, [{ method: 'GET', path: '/people/*' }, { method: 'POST', path: '/people' }]);
    assert.equal(shown.members[0].subsystems[0].services[0].openapi, API.trim());
    assert.equal(shown.members[0].subsystems[0].certificates[0].pem, certificate.trim());
    assert.match(where.cli('exchange', 'load', join(folder, 'shown.json')), /nothing changed/);
  });

  await t.test('one change in the file is one entry; what the file no longer has is removed', async () => {
    assert.match(where.cli('exchange', 'load', file('other.json', (one) => { one.quotas = []; one.members[0].name = 'Công an'; })), /~ member VN-TEST\/GOV\/H29\.1\n- quota so-nganh\n2 thay đổi/);
    assert.deepEqual(await kinds('so-nganh'), ['exchange.group_added', 'exchange.quota_added', 'exchange.quota_removed']);
    where.cli('exchange', 'load', join(folder, 'all.json'));
  });

  await t.test('strangers and officers see nothing of it', async () => {
    for (const path of ['/exchange/registry', `/exchange/subsystem?id=${DANCU}`, `/exchange/service?id=${PEOPLE}`]) {
      assert.equal((await stranger.get(path)).status, 401);
      assert.equal((await officer.get(path)).status, 403);
    }
    assert.equal((await officer.post('/exchange/members', { class: 'GOV', code: 'a', name: 'b' })).status, 403);
  });

  await t.test('the administrator sees who takes part', async () => {
    const { members, groups, nodes } = await registry();
    assert.deepEqual(members.map((one) => one.id), ['VN-TEST/GOV/H29.1', 'VN-TEST/GOV/H29.2']);
    const [dancu] = members[0].subsystems;
    assert.deepEqual([dancu.connection, dancu.certificate_count, dancu.key_count, dancu.ends_at], ['mtls', 1, 2, '2030-01-01T00:00:00Z']);
    assert.deepEqual(dancu.services.map((one) => [one.id, one.has_document, one.endpoint_count]), [[PEOPLE, true, 2]]);
    assert.deepEqual([groups[0].members, nodes[0].code], [[DAOTAO], 'HUB']);
    const page = (await administrator.get(`/exchange/subsystem?id=${encodeURIComponent(DANCU)}`)).body;
    assert.deepEqual([page.member_name, page.subsystem.services[0].openapi, page.rights.length], ['Công an tỉnh', '', 1]);
    assert.equal((await administrator.get(`/exchange/service?id=${encodeURIComponent(PEOPLE)}`)).body.service.openapi, API.trim());
    assert.equal((await administrator.get('/exchange/service?id=x')).status, 404);
    assert.equal((await administrator.get('/exchange/subsystem?id=x')).body.type, '/problems/exchange/unknown');
  });

  await t.test('single changes have the checks of a file, and say where', async () => {
    const faults = async (path, body) => { const got = await change(path, body); assert.equal(got.status, 400); return got.body.errors.map((one) => `${one.pointer} ${one.type.replace('/problems/exchange/', '')}`); };
    const subsystem = { code: 'Mới', node: 'NO', services: [{ code: 'listMethods', type: 'rest', url: 'ftp://x' }] };
    assert.deepEqual((await faults('subsystems', { member: 'VN-TEST/GOV/H29.2', subsystem })).sort(), [
      '/subsystem/code code-form', '/subsystem/node node-unknown', '/subsystem/services/0/code code-reserved', '/subsystem/services/0/url url-form']);
    assert.deepEqual(await faults('rights', { subject: 'x', service: PEOPLE, method: 'get', path: '/a' }), ['/subject subject-unknown', '/method method-form']);
    assert.deepEqual(await faults('nodes/removal', { id: 'HUB' }), ['/node node-unknown']);
  });

  await t.test('a subsystem with a service is added, changed, and removed with all that names it', async () => {
    const added = await change('subsystems', { member: 'VN-TEST/GOV/H29.2', subsystem: { code: 'Thi', connection: 'http', services: [{ code: 'marks', type: 'rest', url: 'http://10.0.0.9' }] } });
    assert.deepEqual([added.status, added.body.changes.map((one) => `${one.kind} ${one.key}`)], [200, ['added VN-TEST/GOV/H29.2/Thi', 'added VN-TEST/GOV/H29.2/Thi/marks']]);
    const again = await change('subsystems', { member: 'VN-TEST/GOV/H29.2', subsystem: { code: 'Thi', connection: 'https', certificates: [certificate] } });
    assert.deepEqual(again.body.changes, [{ kind: 'changed', named: 'subsystem', key: 'VN-TEST/GOV/H29.2/Thi' }]); // the service stays
    assert.equal((await change('services', { subsystem: 'VN-TEST/GOV/H29.2/Thi', service: { code: 'marks', type: 'rest', url: 'http://10.0.0.10' } })).body.changes.length, 1);
    assert.equal((await change('rights', { subject: DANCU, service: 'VN-TEST/GOV/H29.2/Thi/marks' })).body.changes.length, 1);
    assert.equal((await change('rights', { subject: DANCU, service: 'VN-TEST/GOV/H29.2/Thi/marks' })).body.changes.length, 0); // it is there already
    assert.equal((await change('quotas', { subject: 'VN-TEST/GOV/H29.2/Thi', at_once: 3 })).body.changes.length, 1);
    const gone = await change('subsystems/removal', { id: 'VN-TEST/GOV/H29.2/Thi' });
    assert.deepEqual(gone.body.changes.map((one) => `${one.kind} ${one.named}`).sort(), ['removed quota', 'removed right', 'removed service', 'removed subsystem']);
    assert.equal((await change('subsystems/removal', { id: 'VN-TEST/GOV/H29.2/Thi' })).status, 404);
    assert.equal((await change('subsystems', { member: 'VN-TEST/GOV/x', subsystem: { code: 'a' } })).status, 404);
  });

  await t.test('a service is switched off with a notice, and on again', async () => {
    const off = await change('services/switch', { id: PEOPLE, enabled: false, notice: 'Bảo trì đến 22:00' });
    assert.deepEqual(off.body.changes, [{ kind: 'changed', named: 'service', key: PEOPLE }]);
    assert.deepEqual((await registry()).members[0].subsystems[0].services.map((one) => [one.is_enabled, one.notice]), [[false, 'Bảo trì đến 22:00']]);
    assert.equal((await administrator.get(`/exchange/service?id=${encodeURIComponent(PEOPLE)}`)).body.service.openapi, API.trim()); // is still there
    assert.equal((await change('services/switch', { id: PEOPLE, enabled: true })).body.changes.length, 1);
    assert.equal((await change('services/switch', { id: 'x', enabled: true })).status, 404);
    assert.match(where.cli('exchange', 'load', join(folder, 'all.json')), /nothing changed/); // all is as it was
  });

  await t.test('members, groups, quotas and nodes are changed one by one', async () => {
    const { version } = await registry();
    assert.equal((await change('members', { class: 'COM', code: '0100', name: 'Doanh nghiệp' })).body.changes.length, 1);
    assert.equal((await change('groups', { code: 'xa', members: [DANCU] })).body.changes.length, 1);
    assert.equal((await change('rights', { subject: 'xa', service: PEOPLE, method: 'GET' })).body.changes.length, 1);
    assert.equal((await change('rights/removal', { subject: 'xa', service: PEOPLE, method: 'GET' })).body.changes.length, 1);
    assert.equal((await change('rights/removal', { subject: 'xa', service: PEOPLE, method: 'GET' })).status, 404);
    assert.equal((await change('quotas', { subject: 'xa', per_minute: 1 })).body.changes.length, 1);
    assert.equal((await change('quotas/removal', { id: 'xa' })).body.changes.length, 1);
    assert.equal((await change('groups/removal', { id: 'xa' })).body.changes.length, 1);
    assert.equal((await change('nodes', { code: 'TW', url: 'https://tw.example.vn' })).body.changes.length, 1);
    assert.equal((await change('nodes/removal', { id: 'TW' })).body.changes.length, 1);
    const gone = (await change('members/removal', { id: 'VN-TEST/COM/0100' })).body;
    assert.deepEqual([gone.changes.length, gone.version], [1, version + 10]);
    const services = await change('services/removal', { id: PEOPLE });
    assert.deepEqual(services.body.changes.map((one) => one.named).sort(), ['right', 'service']);
    assert.ok((await kinds(PEOPLE)).includes('exchange.right_withdrawn'));
  });
});
