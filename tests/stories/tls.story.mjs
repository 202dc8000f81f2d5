// TLS by the program itself: strong and no other, its certificate renewed while it serves, bad files named at the start; and
// systems that are known by certificates of their own.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { connect as connectPlain } from 'node:net';
import { connect } from 'node:tls';
import { PASSWORD, makeData, serve, soon } from '../harness/banyan.mjs';
import { certificates, secureClient } from '../harness/certificates.mjs';

const folder = certificates(), ours = folder.make('server'), next = folder.make('next'), old = folder.make('old', { from: '20240101000000Z', to: '20250101000000Z' });
const mine = folder.make('may-1'), second = folder.make('may-2'), strange = folder.make('la');
const files = { cert: join(folder.folder, 'live.crt'), key: join(folder.folder, 'live.key') };
const put = (pair) => { copyFileSync(pair.cert, files.cert); copyFileSync(pair.key, files.key); };
let where, server;

before(async () => {
  where = makeData();
  put(ours);
  server = await serve(where, { set: { 'http.tls_certificate': files.cert, 'http.tls_key': files.key, 'http.tls_clients': 'on' } });
});
after(async () => {
  const end = await server.stop();
  where.remove();
  folder.remove();
  assert.equal(end.code, 0, end.log);
});

const shown = (more = {}) => secureClient(server.port, { ca: ours.pem, ...more });
const withCertificate = (pair, more) => shown({ cert: pair.pem, key: pair.keyPem, ...more });
/** What a handshake comes to: the protocol and cipher, or the error. */
const handshake = (options) => new Promise((resolve) => {
  const socket = connect({ host: '127.0.0.1', port: server.port, servername: 'localhost', rejectUnauthorized: false, ...options }, () => {
    resolve({ protocol: socket.getProtocol(), cipher: socket.getCipher().name, serial: socket.getPeerCertificate().fingerprint256 });
    socket.end();
  });
  socket.on('error', (error) => resolve({ error: error.code ?? error.message }));
  socket.setTimeout(5000, () => socket.destroy(new Error('silence')));
});

test('people come by it as by a proxy with HTTPS: Secure cookies of this host alone, HSTS, TLS 1.3', async () => {
  const one = shown();
  const answer = await one.post('/api/v1/people/sign-in', { username: 'can-bo', password: PASSWORD });
  assert.deepEqual([answer.status, answer.protocol], [200, 'TLSv1.3']);
  assert.match(answer.headers['set-cookie'][0], /^__Host-banyan=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/);
  assert.equal(answer.headers['strict-transport-security'], 'max-age=31536000; includeSubDomains');
  assert.equal((await one.get('/api/v1/strategy/inbox')).status, 200);
  const renamed = await shown().get('/api/v1/strategy/inbox', { cookie: one.cookie.replace('__Host-', '') });
  assert.equal(renamed.status, 401, 'the same token in a cookie that another host or plain HTTP could have set');
  const origin = (scheme) => one.post('/api/v1/people/seen', {}, { origin: `${scheme}://localhost:${server.port}` });
  assert.deepEqual([(await origin('https')).status, (await origin('http')).status], [204, 403], 'a page that came by plain HTTP is not ours');
  one.end();
});

test('pages, big answers and big uploads go through it whole', async () => {
  const one = shown();
  assert.match((await one.get('/')).body, /<script type="application\/json" id="first"/);
  await one.post('/api/v1/people/sign-in', { username: 'can-bo', password: PASSWORD });
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(20 << 20, 0x20), Buffer.from('\n%%EOF\n')]);
  const file = await one.call('POST', '/api/v1/documents/files?name=a.pdf', new Uint8Array(pdf), { 'content-type': 'application/pdf' });
  assert.equal(file.status, 201, JSON.stringify(file.body));
  const back = await one.get(`/api/v1/documents/files/${file.body.id}/content`);
  assert.equal(Buffer.byteLength(back.body), pdf.length);
  const answers = await Promise.all(Array.from({ length: 40 }, () => { const caller = shown(); return caller.get('/api/v1/strategy/tasks').finally(() => caller.end()); }));
  assert.ok(answers.every((answer) => answer.status === 200));
  one.end();
});

test('what is weak or old is refused in the handshake', async () => {
  assert.deepEqual(await handshake({}).then(({ protocol }) => protocol), 'TLSv1.3');
  const two = await handshake({ maxVersion: 'TLSv1.2' });
  assert.equal(two.protocol, 'TLSv1.2');
  assert.match(two.cipher, /^ECDHE-ECDSA-(AES\d+-GCM|CHACHA20)/);
  for (const [what, options] of [
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' }], ['TLS 1.0', { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }],
    ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-SHA256:ECDHE-ECDSA-AES256-SHA:@SECLEVEL=0' }], ['no forward secrecy', { maxVersion: 'TLSv1.2', ciphers: 'AES128-GCM-SHA256:AES256-SHA:@SECLEVEL=0' }],
  ]) assert.ok((await handshake(options)).error, what);
});

test('who begins a handshake, or a request, and goes no further costs nothing', async () => {
  /* under epoll libmicrohttpd 0.9.75 spun here: a whole processor for a few bytes of anybody */
  const ticks = () => { const [, , , , , , , , , , , user, system] = readFileSync(`/proc/${server.pid}/stat`, 'utf8').split(') ')[1].split(' '); return Number(user) + Number(system); };
  const half = connectPlain(server.port, '127.0.0.1', () => half.write(Buffer.from('160301020001', 'hex')));
  const slow = connect({ host: '127.0.0.1', port: server.port, rejectUnauthorized: false }, () => slow.write('GET /api/v1/peo'));
  for (const socket of [half, slow]) socket.on('error', () => {});
  await new Promise((done) => { setTimeout(done, 300); });
  const before = ticks();
  await new Promise((done) => { setTimeout(done, 1500); });
  assert.ok(ticks() - before < 30, `${ticks() - before} hundredths of a second in one and a half`);
  half.destroy();
  slow.destroy();
});

test('plain HTTP at its port is no request, and it goes on serving', async () => {
  const got = await new Promise((resolve) => {
    let text = '';
    const socket = connectPlain(server.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'));
    socket.on('data', (data) => { text += data.toString('latin1'); });
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
    socket.setTimeout(5000, () => socket.destroy());
  });
  assert.ok(!got.includes('HTTP/1.1 200'), got);
  assert.equal((await shown().get('/api/v1/people/me')).status, 200);
});

test('a machine is known by a certificate that is pinned to it; two for the days of a change', async () => {
  const add = (code, agency) => where.cli('machine', 'add', '--code', code, '--name', code, '--agency', agency, '--contact', 'a@b.vn', '--role', 'officer', '--permissions', 'strategy.work');
  const me = async (caller, headers) => { const { status, body } = await caller.get('/api/v1/people/me', headers); caller.end(); return [status, body.name ?? body.type]; };
  add('MAY', 'SKHCN');
  add('KHAC', 'SNV');
  assert.deepEqual(await me(withCertificate(mine)), [200, ''], 'nobody knows it yet: a stranger, who may see what strangers see');
  where.cli('machine', 'certificate', '--code', 'MAY', '--name', '2026', '--file', mine.cert);
  where.cli('machine', 'certificate', '--code', 'MAY', '--name', '2027', '--file', second.cert, '--permissions', 'strategy.work', '--days', '30');
  where.cli('machine', 'certificate', '--code', 'KHAC', '--name', '1', '--file', strange.cert);
  assert.deepEqual(await me(withCertificate(mine)), [200, 'MAY']);
  assert.deepEqual(await me(withCertificate(second)), [200, 'MAY']);
  assert.deepEqual(await me(withCertificate(second, { maxVersion: 'TLSv1.2' })), [200, 'MAY']);
  const stolen = shown({ cert: mine.pem, key: second.keyPem });
  await assert.rejects(me(stolen), 'the certificate without its key is nothing');

  const token = where.cli('machine', 'token', '--code', 'MAY', '--name', 't').trim(), bearer = { authorization: `Bearer ${token}` };
  assert.deepEqual(await me(withCertificate(mine), bearer), [200, 'MAY']);
  assert.deepEqual(await me(withCertificate(strange), bearer), [401, '/problems/people/token-refused'], 'its token with the certificate of another machine');

  const inbox = await withCertificate(mine).get('/api/v1/strategy/inbox'), other = await withCertificate(mine).get('/api/v1/strategy/submissions');
  assert.deepEqual([inbox.status, inbox.headers['cache-control'], other.status], [200, 'private, no-cache', 403]);
  const fromPage = await withCertificate(mine).post('/api/v1/strategy/figures', {}, { origin: 'https://evil.example' });
  assert.equal(fromPage.body.type, '/problems/kit/foreign-origin', 'a browser shows a certificate for any page: it proves no intent');

  where.cli('machine', 'revoke', '--code', 'MAY', '--name', '2026');
  assert.deepEqual(await me(withCertificate(mine)), [200, '']);
  assert.deepEqual(await me(withCertificate(second)), [200, 'MAY']);
  assert.match(where.cli('machine', 'list'), /certificate 2027 .*2026-11-22 – 2026-12-22 +2026-11-22T03:00:00Z/);
});

test('a person who is signed in stays who he is, whatever certificate his browser has; a machine does not sign in', async () => {
  const sign = (caller) => caller.post('/api/v1/people/sign-in', { username: 'can-bo', password: PASSWORD });
  const person = shown(), machine = withCertificate(second);
  assert.equal((await sign(person)).status, 200);
  assert.equal((await machine.get('/api/v1/people/me', { cookie: person.cookie })).body.username, 'can-bo');
  assert.equal((await machine.get('/api/v1/people/me', { cookie: `__Host-banyan=${'a'.repeat(43)}` })).body.name, '', 'a session that is over does not become the machine');
  const refused = await sign(machine);
  assert.deepEqual([refused.status, refused.headers['set-cookie']], [403, undefined]);
  person.end();
  machine.end();
});

test('a header of a proxy says nothing where we see certificates ourselves', async () => {
  const escaped = encodeURIComponent(second.pem);
  for (const name of ['x-client-certificate', 'x-ssl-cert', 'ssl-client-cert', 'x-forwarded-client-cert', 'client-cert'])
    assert.equal((await shown().get('/api/v1/people/me', { [name]: escaped })).body.name, '', name);
});

test('a new certificate is shown after SIGHUP without a pause; one that does not do changes nothing', async () => {
  const ongoing = shown();
  assert.equal((await ongoing.get('/api/v1/people/me')).status, 200);
  const first = (await handshake({})).serial;
  put(next);
  server.child.kill('SIGHUP');
  await soon(async () => assert.notEqual((await handshake({})).serial, first));
  assert.equal((await ongoing.get('/api/v1/people/me')).status, 200, 'who was connected stays so');
  const fresh = secureClient(server.port, { ca: next.pem });
  assert.equal((await fresh.get('/api/v1/people/me')).status, 200);
  const renewed = (await handshake({})).serial;
  for (const [pair, slug] of [[{ cert: next.cert, key: ours.key }, 'kit/tls-mismatch'], [old, 'kit/tls-expired'], [{ cert: next.key, key: next.key }, 'kit/tls-unreadable']]) {
    put(pair);
    server.child.kill('SIGHUP');
    await soon(() => assert.ok(server.log.includes(`[${slug}]`), server.log));
    assert.equal((await handshake({})).serial, renewed);
  }
  ongoing.end();
  fresh.end();
});

test('files that do not do are named at the start, and nothing is served', () => {
  const start = (cert, key) => where.try('serve', '--listen', '127.0.0.1:0', '--set', `http.tls_certificate=${cert}`, '--set', `http.tls_key=${key}`);
  for (const [cert, key, slug, name] of [
    [join(folder.folder, 'khong-co.crt'), ours.key, 'kit/tls-unreadable', 'khong-co.crt'], [ours.cert, join(folder.folder, 'khong-co.key'), 'kit/tls-unreadable', 'khong-co.key'],
    ['', ours.key, 'kit/tls-unreadable', 'http.tls_certificate'], [ours.cert, '', 'kit/tls-unreadable', 'http.tls_key'],
    [ours.key, ours.key, 'kit/tls-unreadable', 'server.key'], [ours.cert, ours.cert, 'kit/tls-unreadable', 'server.crt'],
    [ours.cert, next.key, 'kit/tls-mismatch', 'next.key'], [old.cert, old.key, 'kit/tls-expired', '2025-01-01T00:00:00Z'],
  ]) {
    const { status, err } = start(cert, key);
    assert.equal(status, 1, err);
    assert.ok(err.includes(`[${slug}]`) && err.includes(name), `${cert} ${key}: ${err}`);
  }
});
