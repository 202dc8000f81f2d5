// What is tried at the door: each attack with its answer, and nothing done. Where libmicrohttpd is less strict than RFC 9112, the
// check tells what is relied upon instead.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { PASSWORD, client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { answersIn, send } from '../harness/wire.mjs';

const HOST = 'Host: x\r\n', JSON_TYPE = 'Content-Type: application/json\r\n';
const BODY = '{"username":"a","password":"b"}'; // 31 bytes: 0x1f
const POST = `POST /api/v1/people/sign-in HTTP/1.1\r\n${HOST}${JSON_TYPE}`, ME = '/api/v1/people/me';
const get = (path, headers = '', version = '1.1') => `GET ${path} HTTP/${version}\r\n${HOST}${headers}\r\n`;
const HIDDEN = get('/api/v1/people/smuggled');
const slugOf = (answer) => /"type":"\/problems\/([^"]+)"/.exec(answer?.body ?? '')?.[1];

onBothEngines('attacks at the door', { serve: { set: { 'people.sign_in_tries_address': '1000' } } }, async (t, { server, where }) => {
  const me = async (cookie) => { const { answers } = await send(server, get(ME, `Cookie: ${cookie}\r\nConnection: close\r\n`)); return JSON.parse(answers[0].body).username ?? `${answers[0].status}`; };
  const officer = await signedIn(server, 'can-bo'), token = officer.cookie.split('=')[1];

  await t.test('session fixation: a token that was in the browser before is worth nothing after signing in', async () => {
    const planted = await signedIn(server, 'can-bo-snv'), before = planted.cookie;
    const victim = await client(server).call('POST', '/people/sign-in', { username: 'dieu-phoi', password: PASSWORD }, { cookie: before });
    const fresh = victim.headers.get('set-cookie').split(';')[0];
    assert.notEqual(fresh, before);
    assert.deepEqual([await me(before), await me(fresh)], ['', 'dieu-phoi'], 'not even for the account that it was of');
    const invented = `banyan=${'A'.repeat(43)}`;
    const second = await client(server).call('POST', '/people/sign-in', { username: 'dieu-phoi', password: PASSWORD }, { cookie: invented });
    assert.notEqual(second.headers.get('set-cookie').split(';')[0], invented);
    assert.equal(await me(invented), '');
  });

  await t.test('a token that was copied is worth nothing after the sign-out', async () => {
    const one = await signedIn(server, 'lanh-dao'), copied = one.cookie;
    assert.equal(await me(copied), 'lanh-dao');
    const out = await one.post('/people/sign-out', {});
    assert.match(out.headers.get('set-cookie'), /^banyan=; Path=\/; HttpOnly; SameSite=Lax; Max-Age=0$/);
    assert.equal(await me(copied), '');
  });

  await t.test('cookies: one token of ours, once, as we wrote it; else a stranger', async () => {
    assert.equal(await me(`banyan=${token}`), 'can-bo');
    assert.equal(await me(`a=b; banyan=${token}; c`), 'can-bo');
    for (const cookie of [
      `banyan=${token}; banyan=${'A'.repeat(43)}`, `banyan=${'A'.repeat(43)}; banyan=${token}`, `banyan=; banyan=${token}`, `banyan="${token}"`, `Banyan=${token}`, `banyan =${token}`,
      `__Host-banyan=${token}`, `__Secure-banyan=${token}`, `banyan`, `banyan=`, `banyan=${token}%20`, `banyan=${token},`, `banyan=${token} x`, `banyan=${token}; x=${'y'.repeat(4100)}`, `x=banyan=${token}`,
    ]) assert.equal(await me(cookie), '', cookie.slice(0, 80));
    const long = await send(server, get(ME, `Cookie: banyan=${token}; x=${'y'.repeat(8000)}\r\n`));
    assert.ok(long.isClosed && long.answers.every(({ status }) => status === 431), 'beyond the room of a connection: 431, or the end of it');
    const two = await send(server, get(ME, `Cookie: a=b\r\nCookie: banyan=${token}\r\n`));
    assert.deepEqual([two.answers[0].status, slugOf(two.answers[0])], [400, 'kit/request-form'], 'two headers of this name');
    for (const control of ['\x01', '\x7f', '\r', '\x0b']) {
      const { answers } = await send(server, get(ME, `Cookie: banyan=${token}${control}\r\n`));
      assert.deepEqual([answers[0].status, slugOf(answers[0])], [400, 'kit/request-form'], JSON.stringify(control));
    }
    const nul = await send(server, get(ME, `Cookie: banyan=${token.slice(0, 20)}\0${token.slice(20)}\r\nConnection: close\r\n`));
    assert.equal(JSON.parse(nul.answers[0].body).username, '', 'libmicrohttpd ends a value at NUL: what stands behind is never seen');
  });

  await t.test('cookies where all is HTTPS: only the one that a browser keeps to this host', async (t) => {
    const secure = await serve(where, { set: { 'http.secure': 'on' } });
    t.after(() => secure.stop());
    const asked = async (cookie) => (await client(secure).get('/people/me', { cookie })).body.username;
    assert.deepEqual([await asked(`__Host-banyan=${token}`), await asked(`banyan=${token}`), await asked(`__host-banyan=${token}`), await asked(`__Host-banyan=${token}; __Host-banyan=x`)], ['can-bo', '', '', '']);
  });

  await t.test('smuggling: where a request ends is beyond doubt, or it is refused and the connection closed', async () => {
    const rows = {
      'a folded coding': `${POST}Transfer-Encoding:\r\n chunked\r\n\r\n1f\r\n${BODY}\r\n0\r\n\r\n`, 'a folded length': `${POST}Content-Length:\r\n 31\r\n\r\n${BODY}`, 'any folded line': get(ME, 'X-A: 1\r\n\tfolded\r\n'),
      'length, then chunks': `${POST}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'chunks, then length': `${POST}Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n5c\r\n`,
      'two lengths': `${POST}Content-Length: 0\r\nContent-Length: 40\r\n\r\n`, 'the same length twice': `${POST}Content-Length: 31\r\nContent-Length: 31\r\n\r\n${BODY}`, 'a list of lengths': `${POST}Content-Length: 31, 31\r\n\r\n${BODY}`,
      'a length with a sign': `${POST}Content-Length: +31\r\n\r\n${BODY}`, 'of hexadecimal': `${POST}Content-Length: 0x1f\r\n\r\n${BODY}`, 'with a blank': `${POST}Content-Length: 3 1\r\n\r\n${BODY}`, 'below zero': `${POST}Content-Length: -1\r\n\r\n${BODY}`,
      'of nothing': `${POST}Content-Length:\r\n\r\n`, 'of more than there are numbers': `${POST}Content-Length: 99999999999999999999\r\n\r\n${BODY}`, 'a blank before the colon of the length': `${POST}Content-Length : 31\r\n\r\n${BODY}`,
      'a coding that is none': `${POST}Transfer-Encoding: xchunked\r\n\r\n`, 'chunked and more': `${POST}Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`, 'gzip, chunked': `${POST}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
      'identity': `${POST}Transfer-Encoding: identity\r\nContent-Length: 31\r\n\r\n${BODY}`, 'two codings': `${POST}Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n\r\n0\r\n\r\n`, 'an empty coding': `${POST}Transfer-Encoding:\r\n\r\n`,
      'a vertical tab before it': `${POST}Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n`, 'a blank before its colon': `${POST}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n`, 'a coding of a GET': get(ME, 'Transfer-Encoding: xchunked\r\n'),
      'chunks of HTTP/1.0': `POST /api/v1/people/sign-in HTTP/1.0\r\n${HOST}${JSON_TYPE}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n`, 'a chunk of no size': `${POST}Transfer-Encoding: chunked\r\n\r\nxyz\r\n${BODY}\r\n0\r\n\r\n`,
      'a chunk below zero': `${POST}Transfer-Encoding: chunked\r\n\r\n-1\r\n${BODY}\r\n0\r\n\r\n`, 'a chunk with 0x': `${POST}Transfer-Encoding: chunked\r\n\r\n0x1f\r\n${BODY}\r\n0\r\n\r\n`, 'a chunk beyond numbers': `${POST}Transfer-Encoding: chunked\r\n\r\n${'f'.repeat(17)}\r\n${BODY}\r\n0\r\n\r\n`,
      'a chunk longer than said': `${POST}Transfer-Encoding: chunked\r\n\r\n1f\r\n${BODY}XX0\r\n\r\n`, 'two hosts': `GET ${ME} HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n`, 'no host': `GET ${ME} HTTP/1.1\r\n\r\n`, 'a carriage return within a line': `GET ${ME} HTTP/1.1\r\nHost: x\rX-B: 1\r\n\r\n`,
      'a blank before the first header': `GET ${ME} HTTP/1.1\r\n Host: y\r\nHost: x\r\n\r\n`, 'a header without a colon': get(ME, 'foo\r\n'), 'a name with a blank': get(ME, 'X Y: z\r\n'), 'a name with a NUL': get(ME, 'X(: z\r\n'),
      'HTTP/2 by text': 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'HTTP/0.9': 'GET /\r\n\r\n', 'http in small letters': `GET ${ME} http/1.1\r\n${HOST}\r\n`,
    };
    for (const [what, bytes] of Object.entries(rows)) {
      const { answers, text, isClosed } = await send(server, bytes + HIDDEN);
      assert.ok(answers.length >= 1 && [400, 413, 505].includes(answers[0].status), `${what}: ${text.slice(0, 80)}`);
      assert.ok(isClosed && !text.includes('smuggled'), `${what}: what came behind was ${text.includes('smuggled') ? 'read' : 'not'}; closed: ${isClosed}`);
    }
  });

  await t.test('what is allowed is read in one way: bare line feeds, extensions and trailers of chunks', async () => {
    const rows = [
      ['a tab before the value', `${POST}Transfer-Encoding:\tchunked\r\n\r\n1f\r\n${BODY}\r\n0\r\n\r\n`, 401, 'people/sign-in-wrong'],
      ['an extension', `${POST}Transfer-Encoding: chunked\r\n\r\n1f;a="b\r\n${BODY}\r\n0\r\n\r\n`, 401, 'people/sign-in-wrong'],
      ['trailers say nothing', `${POST}Transfer-Encoding: chunked\r\n\r\n1f\r\n${BODY}\r\n0\r\nAuthorization: Bearer x\r\nHost: y\r\nCookie: banyan=${token}\r\n\r\n`, 401, 'people/sign-in-wrong'],
      ['a length of a GET', get(ME, `Content-Length: ${HIDDEN.length}\r\n`).replace(/$/, HIDDEN), 413, 'kit/too-large'],
    ];
    for (const [what, bytes, status, slug] of rows) {
      const { answers } = await send(server, bytes + get('/api/v1/khong-co'));
      assert.deepEqual(answers.map((one) => [one.status, slugOf(one)]), [[status, slug], [404, 'kit/not-found']], what);
    }
    const bare = await send(server, `GET ${ME} HTTP/1.1\nHost: x\n\n`);
    assert.equal(bare.answers[0].status, 200, 'RFC 9112 2.2 lets a server take a bare line feed for the end of a line');
  });

  await t.test('targets: of this server and of one form alone', async () => {
    for (const target of ['http://x/api/v1/people/me', 'http://evil.example/api/v1/people/me', 'x:80', '*', '//evil.example/', '//api/v1/people/me', '/api//v1/people/me', '/./api/v1/people/me', '/api/v1/./people/me', '/api/v1/x/../people/me', '/%2e%2e/api/v1/people/me', '/api/v1/%2e/people/me', '/api/v1/people%2fme', '/api%2Fv1/people/me', '/api/v1/people/me%00', '/api/v1/people/me%0d%0aX:%20y%', '/api/v1/people/me%zz', '/api/v1/people/%c0%ae', '/..;/api/v1/people/me', '/api/v1/people/me;x=1', '/API/v1/people/me', '/api/v1/people/me.json', '/api/v1/people\\me', '/api/v1/people/me?%zz', `/${'a'.repeat(3000)}`]) {
      const { answers } = await send(server, get(target, 'Connection: close\r\n'));
      assert.ok([400, 404].includes(answers[0]?.status), `${target.slice(0, 60)}: ${answers[0]?.status}`);
    }
    for (const line of [`GET  ${ME}  HTTP/1.1`, `GET ${ME} HTTP/1.1 HTTP/1.1`, `GET ${ME}\tHTTP/1.1`, `${ME} GET HTTP/1.1`, `GET ${ME}`]) {
      const { answers } = await send(server, `${line}\r\n${HOST}\r\n`);
      assert.ok(answers.every((one) => one.status >= 400), `${line}: ${answers[0]?.status}`);
    }
    const nul = await send(server, get('/api\0/v1/people/me', 'Connection: close\r\n'));
    assert.equal(nul.answers[0].status, 404, 'libmicrohttpd ends a target at NUL: it names another one, which is none');
    assert.ok([414, 431].includes((await send(server, get(`/${'a'.repeat(20000)}`))).answers[0].status));
  });

  await t.test('verbs: those of the table, in capital letters; no header puts another in its place', async () => {
    for (const verb of ['TRACE', 'TRACK', 'get', 'DEBUG', 'PROPFIND', 'OPTIONS', 'PATCH']) {
      const { answers } = await send(server, `${verb} ${ME} HTTP/1.1\r\n${HOST}Cookie: banyan=${token}\r\nMax-Forwards: 0\r\nX-Secret: abc\r\n\r\n`);
      assert.deepEqual([answers[0].status, answers[0].headers.allow], [405, 'GET, HEAD'], verb);
      assert.ok(!answers[0].body.includes(token) && !answers[0].body.includes('abc'), 'nothing of the request comes back');
    }
    assert.equal((await send(server, 'CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')).answers[0].status, 400);
    for (const name of ['X-HTTP-Method-Override', 'X-HTTP-Method', 'X-Method-Override', '_method']) {
      const { status } = await officer.get('/people/me', { [name]: 'POST' });
      assert.equal(status, 200, name);
      assert.equal((await officer.get('/people/sign-out', { [name]: 'POST' })).status, 405, name);
      assert.equal((await officer.get('/people/sign-out?_method=POST')).status, 405);
    }
    assert.equal(await me(officer.cookie), 'can-bo', 'and he is still signed in');
    const upgrade = await send(server, get(ME, 'Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n'));
    assert.deepEqual(upgrade.answers.map((one) => one.status), [200], 'no other protocol');
  });

  await t.test('headers too long or too many', async () => {
    for (const headers of [`X: ${'a'.repeat(20000)}\r\n`, 'X: a\r\n'.repeat(5000), `${'X'.repeat(20000)}: a\r\n`]) {
      const { answers, isClosed } = await send(server, get(ME, headers));
      assert.deepEqual([answers[0]?.status, isClosed], [431, true], headers.slice(0, 20));
    }
  });

  await t.test('headers of proxies from who is none: address, path, host and certificate stay what they are', async () => {
    const one = client(server), forged = { 'x-forwarded-for': '203.0.113.7', 'x-real-ip': '203.0.113.7', forwarded: 'for=203.0.113.7;host=evil.example;proto=https', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https', 'x-original-url': '/api/v1/strategy/inbox', 'x-rewrite-url': '/api/v1/strategy/inbox', 'x-client-certificate': 'x' };
    const answer = await one.get('/people/me', forged);
    assert.deepEqual([answer.status, answer.body.username, answer.headers.get('strict-transport-security')], [200, '', null]);
    const crossed = await officer.post('/people/seen', {}, { ...forged, origin: 'http://evil.example' });
    assert.equal(crossed.body.type, '/problems/kit/foreign-origin', 'X-Forwarded-Host does not make another site ours');
    assert.equal((await send(server, get(ME, 'X-Forwarded-For: 1.1.1.1\r\nX-Forwarded-For: 2.2.2.2\r\n'))).answers[0].status, 400);
  });

  await t.test('another name for this host (DNS rebinding, a poisoned link): refused where the setting names ours', async (t) => {
    const named = await serve(where, { set: { 'http.hosts': 'chuyendoiso.example.vn, localhost' } });
    t.after(() => named.stop());
    const ask = (host, path = ME, more = '') => send(named, `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}Connection: close\r\n\r\n`).then(({ answers }) => answers[0]);
    for (const host of ['chuyendoiso.example.vn', 'CHUYENDOISO.example.vn:443', `localhost:${named.port}`]) assert.equal((await ask(host)).status, 200, host);
    for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1', '', 'localhost@evil.example', 'chuyendoiso.example.vn.', 'evil.example\tlocalhost']) {
      for (const path of [ME, '/', '/ke-hoach']) {
        const answer = await ask(host, path, 'X-Forwarded-Host: localhost\r\n');
        assert.deepEqual([answer.status, slugOf(answer)], [421, 'kit/host-unknown'], `${host} ${path}`);
      }
    }
    const post = await send(named, `POST /api/v1/people/sign-in HTTP/1.1\r\nHost: evil.example\r\nOrigin: http://evil.example\r\n${JSON_TYPE}Content-Length: 31\r\n\r\n${BODY}`);
    assert.equal(post.answers[0].status, 421, 'Origin and Host agree, and are not ours');
  });

  await t.test('nobody else’s page reads us: no CORS, whatever is asked', async () => {
    for (const [verb, headers] of [['GET', { origin: 'https://evil.example' }], ['OPTIONS', { origin: 'https://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization', 'access-control-request-private-network': 'true' }], ['GET', { origin: 'null' }]]) {
      const answer = await officer.call(verb, '/people/me', undefined, headers);
      assert.deepEqual([...answer.headers.keys()].filter((name) => name.startsWith('access-control')), [], verb);
    }
  });

  await t.test('nothing that one says can put a header into an answer', async () => {
    const CRLF = '%0d%0aSet-Cookie:%20banyan=evil%0d%0aX-Evil:%201';
    for (const path of [`/dang-nhap?next=${CRLF}`, `/tim?q=${CRLF}`, `/khong-co${CRLF}`, `/api/v1/khong-co${CRLF}`, `/api/v1/search?q=${CRLF}`, `/chi-tieu/${CRLF}`, `/api/v1/strategy/indicators/${CRLF}`]) {
      const answer = await fetch(server.url + path, { redirect: 'manual' });
      assert.deepEqual([answer.headers.get('x-evil'), answer.headers.get('set-cookie'), answer.headers.get('location')], [null, null, null], path);
    }
    const file = await officer.call('POST', `/documents/files?name=${encodeURIComponent('a"; filename="evil.html\r\nX-Evil: 1.pdf')}`, new TextEncoder().encode('%PDF-1.4\n%%EOF\n'), { 'content-type': 'application/pdf' });
    assert.equal(file.status, 400);
    const quoted = await officer.call('POST', `/documents/files?name=${encodeURIComponent('báo "cáo"; x=y\\.pdf')}`, new TextEncoder().encode('%PDF-1.4\n%%EOF\n'), { 'content-type': 'application/pdf' });
    if (quoted.status === 201) {
      const given = await officer.get(`/documents/files/${quoted.body.id}/content`);
      assert.match(given.headers.get('content-disposition'), /^attachment; filename="[A-Za-z0-9._ -]+"$/);
    }
  });

  await t.test('pages, files, answers and every kind of error cannot be framed, sniffed, or run what is not ours', async () => {
    const page = await (await fetch(`${server.url}/ke-hoach`)).text(), asset = /"(\/assets\/[^"]+)"/.exec(page)[1];
    for (const [verb, path, status] of [['GET', '/', 200], ['GET', '/ke-hoach', 200], ['GET', '/viec', 401], ['GET', '/khong-co', 404], ['POST', '/', 405], ['GET', asset, 200], ['GET', '/assets/khong-co.js', 404], ['GET', ME, 200], ['HEAD', ME, 200], ['GET', '/api/v1/khong-co', 404], ['DELETE', ME, 405], ['GET', '/api/v1/strategy/inbox', 401], ['GET', '/%zz', 400], ['POST', '/api/v1/people/seen', 401], ['GET', '/ledger/checkpoint', 200], ['GET', '/shells/public.html', 404]]) {
      const answer = await fetch(server.url + path, { method: verb });
      assert.equal(answer.status, status, `${verb} ${path}`);
      const policy = Object.fromEntries(answer.headers.get('content-security-policy').split(';').map((part) => part.trim().split(/ +/)).map(([name, ...values]) => [name, values]));
      assert.deepEqual(policy['frame-ancestors'], ["'none'"], `${verb} ${path}`);
      assert.ok(['DENY', 'nosniff'].every((value, i) => answer.headers.get(['x-frame-options', 'x-content-type-options'][i]) === value), `${verb} ${path}`);
      const scripts = policy['script-src'] ?? policy['default-src'];
      assert.ok(scripts.every((one) => one === "'self'" || one === "'none'" || /^'sha256-[A-Za-z0-9+/]{43}='$/.test(one)), `${verb} ${path}: ${scripts}`);
      for (const name of ["'unsafe-inline'", "'unsafe-eval'", '*', 'data:', 'http:', 'https:']) assert.ok(!scripts.includes(name), `${path} ${name}`);
    }
  });

  await t.test('no page holds a script that its own policy does not name', async () => {
    const { createHash } = await import('node:crypto');
    for (const path of ['/', '/ke-hoach', '/dang-nhap', '/viec', '/khong-co', '/tim?q="><script>alert(1)</script>']) {
      const answer = await fetch(server.url + path), html = await answer.text(), policy = answer.headers.get('content-security-policy');
      for (const [, attributes, inside] of html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
        if (/type="application\/json"/.test(attributes)) continue;
        const isFile = /\bsrc="\/assets\//.test(attributes) && inside === '';
        assert.ok(isFile || policy.includes(`'sha256-${createHash('sha256').update(inside).digest('base64')}'`), `${path}: <script${attributes}>`);
      }
      assert.doesNotMatch(html.replace(/<script[\s\S]*?<\/script>/g, ''), /\son[a-z]+=|javascript:|<iframe|<object|<embed/i, path);
    }
  });

  await t.test('what was made for one person is stored by nobody in between', async () => {
    const figure = await officer.post('/strategy/figures', { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm', based_on: 0 });
    for (const path of ['/people/me', '/people/security', '/strategy/inbox', '/strategy/submissions', `/strategy/submissions/${figure.body.id}`, '/strategy/summary', '/strategy/tasks', '/khong-co']) {
      const { headers } = await officer.get(path);
      assert.match(headers.get('cache-control'), /^(private, no-cache|no-store)$/, path);
      assert.equal(headers.get('etag'), null, path);
    }
    for (const path of ['/viec', '/kiem-tra', '/', '/ke-hoach']) assert.match((await officer.get(server.url + path)).headers.get('cache-control'), /^(private, no-cache|no-store)$/, path);
    assert.match((await client(server).signIn('can-bo')).headers.get('cache-control'), /no-store|private/, 'an answer with a cookie in it');
  });

  await t.test('who sends slowly or not at all is cut off, and holds up nobody', async (t) => {
    const slow = await serve(where, { set: { 'http.timeout_s': '3' } });
    t.after(() => slow.stop());
    const opened = (bytes) => new Promise((resolve) => { const began = Date.now(), socket = connect(slow.port, '127.0.0.1', () => socket.write(bytes)); socket.on('close', () => resolve(Date.now() - began)); socket.on('error', () => {}); socket.resume(); });
    const ends = Promise.all(['', 'GET / HT', get(ME).slice(0, -2), `${POST}Content-Length: 31\r\n\r\n{`].map(opened));
    const began = Date.now();
    assert.equal((await client(slow).get('/people/me')).status, 200);
    assert.ok(Date.now() - began < 2500, 'before the slow ones are cut off');
    for (const took of await ends) assert.ok(took < 15_000, `${took} ms`);
    /* one byte now and then keeps a connection open (libmicrohttpd counts silence, not age): others are served all the same, and
     * 500 from one address is the limit; nginx in front has client_header_timeout */
    const drips = Array.from({ length: 50 }, () => { const socket = connect(slow.port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\n')); socket.on('error', () => {}); return socket; });
    await new Promise((done) => { setTimeout(done, 100); });
    /* once more where fetch took up its kept connection just as the server ended it */
    assert.equal((await soon(() => client(slow).get('/people/me'))).status, 200);
    drips.forEach((socket) => socket.destroy());
  });

  await t.test('after all this: the same people, nothing written, nothing broken', async () => {
    assert.equal(await me(officer.cookie), 'can-bo');
    assert.equal(answersIn((await send(server, get(ME))).text)[0].status, 200);
    assert.ok(server.log.split('\n').every((line) => !/ (500|BROKEN)|invariant/.test(line)), server.log);
  });
});
