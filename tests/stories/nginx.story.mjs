// The program behind nginx with the file of deploy/nginx: what people see, what systems show, and what nobody can forge.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { after } from 'node:test';
import { connect } from 'node:tls';
import { PASSWORD } from '../harness/banyan.mjs';
import { certificates, secureClient } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { startNginx } from '../harness/nginx.mjs';

const NAME = 'chuyendoiso.example.vn', HEADER = 'x-client-certificate';
const folder = certificates(), ours = folder.make('nginx', { hosts: [NAME] }), mine = folder.make('may'), strange = folder.make('la');
after(() => folder.remove());
const slug = (answer) => answer.body.type?.replace('/problems/', '');
const SERVE = { set: { 'http.secure': 'on', 'http.proxy': '127.0.0.1', 'http.hosts': NAME, 'http.certificate_header': 'X-Client-Certificate', 'people.sign_in_tries_address': '3' } };

/** Straight to the program, past nginx: as nginx itself does it, from 127.0.0.1. */
const straight = (server, path, headers) => new Promise((resolve, reject) => {
  request({ host: '127.0.0.1', port: server.port, path, headers: { host: NAME, ...headers } }, (answer) => {
    let text = '';
    answer.on('data', (data) => { text += data; });
    answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, body: text }));
  }).on('error', reject).end();
});

onBothEngines('behind nginx', { serve: SERVE }, async (t, { server, where }) => {
  const nginx = await startNginx(server, ours);
  t.after(() => nginx.stop());
  const visitor = (port = nginx.secure, more = {}) => secureClient(port, { ca: ours.pem, host: NAME, hostHeader: NAME, ...more });
  const signIn = (caller, username, headers) => caller.post('/api/v1/people/sign-in', { username, password: PASSWORD }, headers);

  await t.test('one signs in, with a cookie of this host alone, and acts from our own page', async () => {
    const one = visitor(), answer = await signIn(one, 'can-bo', { origin: `https://${NAME}`, 'sec-fetch-site': 'same-origin' });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.match(answer.headers['set-cookie'][0], /^__Host-banyan=[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200; Secure$/);
    assert.equal((await one.get('/api/v1/strategy/inbox')).status, 200);
    for (const origin of ['https://evil.example', `http://${NAME}`, `https://${NAME}.evil.example`]) assert.equal(slug(await signIn(visitor(), 'can-bo', { origin })), 'kit/foreign-origin', origin);
    one.end();
  });

  await t.test('pages, files, answers and errors: the security headers are there, and each once', async () => {
    const one = visitor(), asset = /"(\/assets\/[^"]+)"/.exec((await one.get('/ke-hoach')).body)[1];
    for (const path of ['/', '/ke-hoach', '/viec', '/khong-co', asset, '/api/v1/strategy/summary', '/api/v1/khong-co', '/api/v1/strategy/inbox']) {
      const { status, headers, rawHeaders } = await one.get(path);
      const names = rawHeaders.filter((_, i) => i % 2 === 0).map((name) => name.toLowerCase());
      assert.deepEqual(names.filter((name, i) => names.indexOf(name) !== i), [], `${path} ${status}`);
      assert.equal(headers['strict-transport-security'], 'max-age=31536000; includeSubDomains', path);
      assert.match(headers['content-security-policy'], /default-src '(self|none)'/, path);
      assert.deepEqual([headers['x-frame-options'], headers['x-content-type-options'], headers['referrer-policy']], ['DENY', 'nosniff', 'same-origin'], path);
      assert.ok(!('server' in headers) || headers.server === 'nginx', path);
    }
    one.end();
  });

  await t.test('over HTTP/2, where a browser may cut its cookies into several headers', async () => {
    const one = visitor();
    await signIn(one, 'can-bo');
    const session = connectHttp2(`https://127.0.0.1:${nginx.secure}`, { ca: ours.pem, servername: NAME });
    const answer = await new Promise((resolve, reject) => {
      const stream = session.request({ ':path': '/api/v1/people/me', ':authority': NAME, cookie: ['a=b', one.cookie, 'c=d'] });
      let text = '';
      stream.on('data', (data) => { text += data; });
      stream.on('end', () => resolve(JSON.parse(text)));
      stream.on('error', reject);
    });
    session.close();
    assert.equal(answer.username, 'can-bo');
    one.end();
  });

  await t.test('what comes in the plain is sent to HTTPS, under our own name; other names get no handshake', async () => {
    const answer = await new Promise((resolve, reject) => { request({ host: '127.0.0.1', port: nginx.plain, path: '/ke-hoach?x=1', headers: { host: 'evil.example' } }, resolve).on('error', reject).end(); });
    answer.resume();
    assert.deepEqual([answer.statusCode, answer.headers.location], [301, `https://${NAME}/ke-hoach?x=1`]);
    for (const servername of ['evil.example', '']) {
      const end = await new Promise((resolve) => { const socket = connect({ host: '127.0.0.1', port: nginx.secure, servername, rejectUnauthorized: false }, () => resolve('connected')); socket.on('error', (error) => resolve(error.code)); });
      assert.notEqual(end, 'connected', servername);
    }
    await assert.rejects(visitor(nginx.secure, { hostHeader: 'evil.example' }).get('/api/v1/people/me'), 'our name in the handshake, another in the request');
    assert.equal(slug({ body: JSON.parse((await straight(server, '/api/v1/people/me', { host: 'evil.example' })).body) }), 'kit/host-unknown');
  });

  await t.test('25 MiB of evidence pass; more is refused', async () => {
    const one = visitor();
    await signIn(one, 'can-bo-snv');
    const pdf = (bytes) => { const file = Buffer.alloc(bytes, 0x20); file.write('%PDF-1.4\n'); file.write('\n%%EOF\n', bytes - 7); return new Uint8Array(file); };
    const send = (bytes) => one.call('POST', '/api/v1/documents/files?name=a.pdf', pdf(bytes), { 'content-type': 'application/pdf' });
    const whole = await send(25 << 20);
    assert.equal(whole.status, 201, JSON.stringify(whole.body));
    assert.equal(Buffer.byteLength((await one.get(`/api/v1/documents/files/${whole.body.id}/content`)).body), 25 << 20);
    assert.equal((await send((25 << 20) + 1)).status, 413);
    const signedOut = await visitor().call('POST', '/api/v1/documents/files?name=a.pdf', pdf(20 << 20), { 'content-type': 'application/pdf' });
    assert.equal(signedOut.status, 401, 'a refusal waits for what nginx still sends: else nginx would say 502');
    one.end();
  });

  await t.test('a machine is known by its certificate at the port for machines, and by a header from nobody', async () => {
    where.cli('machine', 'add', '--code', 'MAY', '--name', 'Máy', '--agency', 'SKHCN', '--contact', 'a@b.vn', '--role', 'officer', '--permissions', 'strategy.work');
    where.cli('machine', 'certificate', '--code', 'MAY', '--name', '2026', '--file', mine.cert);
    const token = where.cli('machine', 'token', '--code', 'MAY', '--name', 't').trim();
    const me = async (caller, headers) => { const answer = await caller.get('/api/v1/people/me', headers); caller.end(); return answer.body.name; };
    const forged = { [HEADER]: encodeURIComponent(mine.pem) };
    assert.equal(await me(visitor(nginx.machines, { cert: mine.pem, key: mine.keyPem })), 'Máy');
    assert.equal(await me(visitor(nginx.machines, { cert: strange.pem, key: strange.keyPem }), forged), '', 'nginx puts what it saw in its place');
    assert.equal(await me(visitor(nginx.machines), forged), '');
    assert.equal(await me(visitor(), forged), '', 'nor at the port for people');
    assert.equal(await me(visitor(), { authorization: `Bearer ${token}` }), 'Máy', 'a token is good at both');
    assert.equal((await visitor(nginx.machines, { cert: mine.pem, key: mine.keyPem }).get('/api/v1/strategy/inbox')).status, 200);
    assert.equal((await visitor(nginx.machines).get('/')).status, 404, 'no pages at the port for machines');
    assert.equal(JSON.parse((await straight(server, '/api/v1/people/me', forged)).body).name, 'Máy', 'who sits at the proxy’s own address is the proxy');
  });

  await t.test('nobody can give himself another address: three wrong passwords are his own', async () => {
    const guess = (headers) => visitor().post('/api/v1/people/sign-in', { username: `ai-${Math.random().toString(36).slice(2)}`, password: 'sai mật khẩu này' }, headers);
    for (let i = 0; i < 3; i++) assert.equal((await guess({ 'x-forwarded-for': `203.0.113.${i}`, 'x-real-ip': `203.0.113.${i}`, forwarded: `for=203.0.113.${i}` })).status, 401);
    const next = await guess({ 'x-forwarded-for': '198.51.100.1, 127.0.0.2' });
    assert.deepEqual([next.status, slug(next)], [429, 'people/sign-in-too-often'], 'nginx wrote 127.0.0.1 behind whatever he said');
  });

  await t.test('nginx had nothing to complain about', () => assert.doesNotMatch(nginx.log(), /\[(error|crit|alert|emerg)\]/));
});
