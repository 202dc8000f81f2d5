// A province without a certificate authority makes its own: an agency hands in a request, the administrator decides, the system calls
// with what was issued, until it is revoked. OpenSSL's own program makes the requests and checks what comes of them.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { fingerprintOf } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { freePort } from '../harness/net.mjs';

const folder = mkdtempSync(join(tmpdir(), 'banyan-ca-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const at = (name) => join(folder, name), keep = (name, text) => { writeFileSync(at(name), text); return at(name); };
const openssl = (...args) => String(execFileSync('openssl', args, { stdio: ['ignore', 'pipe', 'pipe'] }));

/** A key and a request for it, by openssl req. */
const KINDS = {
  p256: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'], p384: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-384'], ed25519: ['ed25519'],
  rsa2048: ['rsa:2048'], rsa1024: ['rsa:1024'], secp256k1: ['ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'],
};
function requestFor(name, { kind = 'p256', subject = '/O=Ai do/CN=KhoaHoc' } = {}) {
  openssl('req', '-new', '-newkey', ...KINDS[kind], '-nodes', '-keyout', at(`${name}.key`), '-out', at(`${name}.csr`), '-subj', subject);
  return readFileSync(at(`${name}.csr`), 'utf8');
}

const KHOAHOC = 'VN-TEST/GOV/SKHCN/KhoaHoc', NOIVU = 'VN-TEST/GOV/SNV/NoiVu', LA = 'VN-TEST/COM/Ben-Ngoai/La', SERVICE = `${NOIVU}/staff`;
const declaration = (provider) => ({
  instance: 'VN-TEST',
  members: [
    { class: 'GOV', code: 'SKHCN', name: 'Sở Khoa học và Công nghệ', subsystems: [{ code: 'KhoaHoc', name: 'Quản lý đề tài' }] },
    { class: 'GOV', code: 'SNV', name: 'Sở Nội vụ', subsystems: [{ code: 'NoiVu', services: [{ code: 'staff', type: 'rest', url: provider }] }] },
    { class: 'COM', code: 'Ben-Ngoai', name: 'Bên ngoài', subsystems: [{ code: 'La' }] },
  ],
  rights: [{ subject: KHOAHOC, service: SERVICE }],
});

/** One exchange over mutual TLS; the exchange's certificate is checked against its authority, as an agency's system does. */
function exchange(port, { cert, key, agent = new Agent({ keepAlive: false }) }) {
  return new Promise((resolve, reject) => {
    const asked = request({
      agent, host: '127.0.0.1', port, path: `/r1/${SERVICE}/1`, ca: readFileSync(at('ca.pem')), cert: readFileSync(cert), key: readFileSync(key),
      headers: { 'X-Road-Client': KHOAHOC },
    }, (answer) => {
      let text = '';
      answer.on('data', (piece) => { text += piece; });
      answer.on('end', () => resolve({ status: answer.statusCode, fault: answer.headers['x-road-error'], text }));
    });
    asked.on('error', reject);
    asked.end();
  });
}

const NOW = new Date(Math.floor(Date.now() / 1000) * 1000).toISOString(), DAY = 86400000;
const later = (days) => new Date(Date.parse(NOW) + days * DAY).toISOString();

onBothEngines('certificates of an authority of our own', { serve: { set: { 'clock.fixed': NOW } } }, async (t, { server: first, where }) => {
  const provider = createServer((asked, answer) => answer.end(`staff of ${asked.url}`));
  await new Promise((done) => { provider.listen(0, '127.0.0.1', done); });
  t.after(() => provider.close());
  const port = await freePort();
  const file = keep('declared.json', JSON.stringify(declaration(`http://127.0.0.1:${provider.address().port}/api`)));
  where.cli('exchange', 'load', file);

  let server = first, officer, stranger, administrator;
  const begin = async () => {
    [officer, stranger, administrator] = [await signedIn(server, 'can-bo'), await signedIn(server, 'can-bo-snv'), await signedIn(server, 'quan-tri')];
  };
  const again = async (clock) => {
    await server.stop();
    server = await serve(where, { set: { 'clock.fixed': clock, 'exchange.listen': `127.0.0.1:${port}`, 'site.address': 'https://banyan.example.vn', 'exchange.certificate_days': 40 } });
    await begin();
  };
  t.after(() => server.stop());
  await begin();
  const ask = (who, subsystem, pem) => who.post('/exchange/certificates/requests', { subsystem, pem });
  const slug = (answer) => [answer.status, answer.body.errors?.[0]?.type?.replace('/problems/', '') ?? answer.body.type?.replace('/problems/', '')];
  const list = async (who) => (await who.get('/exchange/certificates')).body;
  const kinds = async (subject) => (await client(server).get(`/ledger/entries?subject=${encodeURIComponent(subject)}`)).body.entries.map((one) => one.kind);
  const told = async (who) => (await who.get('/notices')).body.notices.map((one) => one.kind);

  await t.test('without an authority nothing is issued, and nothing is there to trust', async () => {
    const made = await ask(officer, KHOAHOC, requestFor('early'));
    assert.equal(made.status, 201);
    assert.deepEqual(slug(await administrator.post('/exchange/certificates/approval', { id: made.body.id })), [409, 'exchange/no-authority']);
    assert.equal((await client(server).get(`${server.url}/exchange/ca.crl`)).status, 409);
    assert.equal((await administrator.post('/exchange/certificates/refusal', { id: made.body.id, reason: 'chưa có CA' })).body.state, 'refused');
    assert.deepEqual(slug(await administrator.post('/exchange/certificates/refusal', { id: made.body.id, reason: 'x' })), [409, 'exchange/request-decided']);
    assert.deepEqual(slug(await administrator.post('/exchange/certificates/approval', { id: 'certreq_none' })), [404, 'exchange/request-unknown']);
    assert.ok((await told(officer)).includes('exchange/certificate-refused'));
  });

  await t.test('it is made once, with a key that only its owner reads', () => {
    assert.match(where.cli('exchange', 'ca', 'make', '--name', 'CA tỉnh', '--organization', 'UBND tỉnh'), /sha256 [0-9a-f]{64}/);
    assert.equal(statSync(join(where.data, 'exchange-ca.key')).mode & 0o777, 0o600);
    assert.match(where.try('exchange', 'ca', 'make').err, /exchange\/authority-there/);
    const text = openssl('x509', '-in', join(where.data, 'exchange-ca.pem'), '-noout', '-text', '-nameopt', 'utf8');
    assert.match(text, /CA:TRUE, pathlen:0/);
    assert.match(text, /Subject: O *= *UBND tỉnh, *CN *= *CA tỉnh/);
    assert.match(text, /NIST CURVE: P-256/);
  });

  await again(NOW);
  await t.test('the exchange has a certificate of it at once, by its names', async () => {
    writeFileSync(at('ca.pem'), (await client(server).get(`${server.url}/exchange/ca.pem`)).body);
    assert.equal(readFileSync(at('ca.pem'), 'utf8'), readFileSync(join(where.data, 'exchange-ca.pem'), 'utf8'));
    assert.match(openssl('verify', '-CAfile', at('ca.pem'), '-purpose', 'sslserver', '-verify_ip', '127.0.0.1', '-verify_hostname', 'localhost', join(where.data, 'exchange-server.pem')), /: OK/);
    assert.equal(statSync(join(where.data, 'exchange-server.pem')).mode & 0o777, 0o600);
  });

  await t.test('a request must be one, be strong, be signed by its own key, and name its system', async () => {
    assert.deepEqual(slug(await ask(officer, KHOAHOC, 'x')), [400, 'exchange/request-form']);
    assert.deepEqual(slug(await ask(officer, KHOAHOC, requestFor('weak', { kind: 'rsa1024' }))), [400, 'exchange/request-key']);
    assert.deepEqual(slug(await ask(officer, KHOAHOC, requestFor('other-curve', { kind: 'secp256k1' }))), [400, 'exchange/request-key']);
    const good = Buffer.from(requestFor('good').replace(/-----[^-]+-----|\n/g, ''), 'base64');
    good[good.length - 1] ^= 1; // the last byte of its signature
    const altered = `-----BEGIN CERTIFICATE REQUEST-----\n${good.toString('base64').replace(/(.{64})/g, '$1\n')}\n-----END CERTIFICATE REQUEST-----\n`;
    assert.deepEqual(slug(await ask(officer, KHOAHOC, altered)), [400, 'exchange/request-signature']);
    const wrong = await ask(officer, KHOAHOC, requestFor('named', { subject: '/CN=NoiVu' }));
    assert.deepEqual(slug(wrong), [400, 'exchange/request-subject']);
    assert.match(JSON.stringify(wrong.body), /NoiVu.*KhoaHoc/);
  });

  await t.test('an agency asks for its own systems alone; for what is no agency, the administrator does', async () => {
    const pem = requestFor('foreign', { subject: '/CN=NoiVu' });
    assert.equal((await ask(officer, NOIVU, pem)).status, 403);
    assert.equal((await ask(await signedIn(server, 'dieu-phoi'), NOIVU, pem)).status, 403);
    assert.equal((await ask(officer, LA, requestFor('outside', { subject: '/CN=La' }))).status, 403);
    assert.equal((await ask(administrator, LA, readFileSync(at('outside.csr'), 'utf8'))).status, 201);
    assert.equal((await ask(administrator, 'VN-TEST/GOV/SKHCN/Khac', pem)).status, 404);
    assert.deepEqual((await list(stranger)).subsystems.map((one) => one.id), [NOIVU]);
    assert.deepEqual((await list(officer)).subsystems.map((one) => one.id), [KHOAHOC]);
  });

  let one, two;
  const issue = async (name, options) => {
    const made = await ask(officer, KHOAHOC, requestFor(name, options));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const given = await administrator.post('/exchange/certificates/approval', { id: made.body.id });
    assert.equal(given.status, 200, JSON.stringify(given.body));
    writeFileSync(at(`${name}.pem`), given.body.pem);
    return { ...given.body, id: made.body.id, cert: at(`${name}.pem`), key: at(`${name}.key`), keyKind: made.body.key_kind };
  };
  await t.test('what is approved is a certificate that OpenSSL takes, known by its digest, told and recorded', async () => {
    const before = (await administrator.get('/exchange/registry')).body.version;
    one = await issue('one', { subject: `/CN=${KHOAHOC.replaceAll('/', '\\/')}` });
    assert.equal(one.keyKind, 'ECDSA P-256');
    assert.match(openssl('verify', '-CAfile', at('ca.pem'), '-purpose', 'sslclient', one.cert), /: OK/);
    assert.notEqual(spawnSync('openssl', ['verify', '-CAfile', at('ca.pem'), '-purpose', 'sslserver', one.cert]).status, 0);
    assert.equal(one.fingerprint, fingerprintOf(one.cert));
    const text = openssl('x509', '-in', one.cert, '-noout', '-text');
    assert.match(text, /Subject: O *= *VN-TEST, *OU *= *GOV, *OU *= *SKHCN, *CN *= *KhoaHoc/);
    assert.match(text, /URI:xroad:VN-TEST\/GOV\/SKHCN\/KhoaHoc/);
    assert.match(text, /URI:https:\/\/banyan\.example\.vn\/exchange\/ca\.crl/);
    assert.equal(one.valid_to, later(40).replace('.000', ''));
    const { requests, certificates } = await list(officer);
    assert.deepEqual(certificates.map((row) => [row.fingerprint, row.days_left, row.is_pinned]), [[one.fingerprint, 40, true]]);
    assert.deepEqual(requests.filter((row) => row.id === one.id).map((row) => [row.state, row.asked_by]), [['issued', 'Trần Văn Minh']]);
    assert.deepEqual((await list(stranger)).certificates, []);
    assert.ok((await administrator.get('/exchange/registry')).body.version > before);
    assert.deepEqual((await kinds(KHOAHOC)).filter((kind) => kind.startsWith('exchange.certificate_')).slice(-4).sort(),
      ['exchange.certificate_issued', 'exchange.certificate_refused', 'exchange.certificate_requested', 'exchange.certificate_requested']);
    assert.ok((await kinds(KHOAHOC)).includes('exchange.subsystem_changed'));
    assert.ok((await told(officer)).includes('exchange/certificate-issued'));
    const got = await officer.get(`/exchange/certificates/file?fingerprint=${one.fingerprint}`);
    assert.equal(got.body, readFileSync(one.cert, 'utf8'));
    assert.equal((await stranger.get(`/exchange/certificates/file?fingerprint=${one.fingerprint}`)).status, 403);
  });

  await t.test('the system calls with it, over a channel that it trusts by the same authority', async () => {
    await soon(async () => assert.deepEqual(await exchange(port, one), { status: 200, fault: undefined, text: 'staff of /api/1' }));
  });

  await t.test('a new one stands beside the old one; keys of every kind; the same key is not taken for another', async () => {
    two = await issue('two', { kind: 'rsa2048' });
    assert.equal(two.keyKind, 'RSA 2048');
    for (const which of [one, two]) await soon(async () => assert.equal((await exchange(port, which)).status, 200));
    for (const kind of ['p384', 'ed25519']) {
      const more = await issue(kind, { kind });
      await soon(async () => assert.equal((await exchange(port, more)).status, 200));
    }
    openssl('req', '-new', '-key', two.key, '-out', at('la.csr'), '-subj', '/CN=La');
    assert.deepEqual(slug(await ask(administrator, LA, readFileSync(at('la.csr'), 'utf8'))), [409, 'exchange/request-key-known']);
  });

  await t.test('a declaration that says nothing of them takes none of them away', async () => {
    assert.match(where.cli('exchange', 'load', file), /nothing changed/);
    assert.equal((await exchange(port, one)).status, 200);
  });

  await t.test('one that is revoked is good no more, on open connections as well, and stands in the list of revoked', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    assert.equal((await exchange(port, { ...one, agent })).status, 200);
    assert.equal((await officer.post('/exchange/certificates/revocation', { fingerprint: one.fingerprint, reason: 'x' })).status, 403);
    assert.equal((await administrator.post('/exchange/certificates/revocation', { fingerprint: one.fingerprint, reason: 'lộ khoá' })).body.state, 'revoked');
    await soon(async () => {
      const refused = await exchange(port, { ...one, agent });
      assert.deepEqual([refused.status, refused.fault], [500, 'Server.ClientProxy.SslAuthenticationFailed']);
    }, 2000);
    agent.destroy();
    assert.equal((await exchange(port, two)).status, 200);
    writeFileSync(at('ca.crl'), Buffer.from(await (await fetch(`${server.url}/exchange/ca.crl`)).arrayBuffer()));
    openssl('crl', '-inform', 'DER', '-in', at('ca.crl'), '-out', at('ca.crl.pem'));
    const check = (which) => spawnSync('openssl', ['verify', '-crl_check', '-CAfile', at('ca.pem'), '-CRLfile', at('ca.crl.pem'), which.cert], { encoding: 'utf8' });
    assert.match(check(one).stderr, /certificate revoked/);
    assert.match(check(two).stdout, /: OK/);
    assert.deepEqual(slug(await administrator.post('/exchange/certificates/revocation', { fingerprint: one.fingerprint, reason: 'x' })), [409, 'exchange/certificate-revoked']);
    assert.deepEqual(slug(await administrator.post('/exchange/certificates/revocation', { fingerprint: '0'.repeat(64), reason: 'x' })), [404, 'exchange/certificate-unknown']);
    assert.ok((await kinds(KHOAHOC)).includes('exchange.certificate_revoked'));
    assert.ok((await told(officer)).includes('exchange/certificate-revoked-told'));
    assert.deepEqual(slug(await ask(officer, KHOAHOC, readFileSync(at('one.csr'), 'utf8'))), [409, 'exchange/request-key-known']);
  });

  await t.test('the command line does the same, beside the server', async () => {
    requestFor('cli');
    const id = where.cli('exchange', 'ca', 'request', at('cli.csr'), '--subsystem', KHOAHOC).trim();
    assert.match(where.cli('exchange', 'ca', 'list'), new RegExp(`${id} waiting ${KHOAHOC} \\(ECDSA P-256\\)`));
    writeFileSync(at('cli.pem'), where.cli('exchange', 'ca', 'approve', id));
    const cli = { cert: at('cli.pem'), key: at('cli.key') };
    await soon(async () => assert.equal((await exchange(port, cli)).status, 200));
    where.cli('exchange', 'ca', 'revoke', fingerprintOf(cli.cert), '--reason', 'thử');
    await soon(async () => assert.equal((await exchange(port, cli)).status, 500));
    assert.match(where.cli('exchange', 'ca', 'list'), new RegExp(`${fingerprintOf(cli.cert)} revoked`));
  });

  await t.test('30 and 7 days before the end its agency is told, unless there is a later one', async () => {
    const last = await issue('last'); // beside three that end at the same moment: one of the four is told of
    for (const [days, count] of [[9, 0], [11, 1], [32, 1], [34, 2]]) {
      await again(later(days));
      const ending = async () => (await officer.get('/notices')).body.notices.filter((row) => row.kind === 'exchange/certificate-ending');
      await soon(async () => assert.equal((await ending()).length, count), 8000);
    }
    const [row] = (await list(officer)).certificates.filter((some) => some.fingerprint === last.fingerprint);
    assert.equal(row.days_left, 6);
    const next = await issue('next');
    assert.equal(next.valid_to, later(34 + 40).replace('.000', ''));
  });

  await t.test('an authority whose key is lost says so', async () => {
    writeFileSync(join(where.data, 'exchange-ca.key'), 'x');
    assert.deepEqual(slug(await client(server).get(`${server.url}/exchange/ca.crl`)), [503, 'exchange/authority-broken']);
  });
});
