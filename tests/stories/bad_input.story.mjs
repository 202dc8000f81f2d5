// The nastiest input that comes over HTTP: a clear refusal in both languages, nothing half-written, nothing lost.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const FIGURE = { indicator: 'QD1539.PL1.01', subject: '08', period: '2026-10', value: 41.2, source: 'Đo kiểm', based_on: 0 };
const NASTY = `'; DROP TABLE observation; -- "</script><script>alert(1)</script><img src=x onerror=alert(1)> \${7*7} {{7*7}} %s%n ../../etc/passwd`;
const slugs = (answer) => (answer.body.errors ?? [{ type: answer.body.type }]).map((e) => e.type.replace('/problems/', '')).sort();

/** Sends bytes as they are and gives what comes back, for what fetch would not send. */
function raw(server, text) {
  return new Promise((resolve, reject) => {
    let got = '';
    const socket = connect(server.port, '127.0.0.1', () => socket.write(text));
    socket.setTimeout(3000, () => socket.destroy());
    socket.on('data', (data) => { got += data; });
    socket.on('close', () => resolve(got));
    socket.on('error', reject);
  });
}

/** Announces and sends a body of so many bytes in pieces; gives the status, and how much was taken before it came. */
function sendMany(server, path, bytes, headers) {
  return new Promise((resolve) => {
    const sent = { bytes: 0 }, piece = Buffer.alloc(1 << 20, 65);
    const req = request({ host: '127.0.0.1', port: server.port, path, method: 'POST', headers }, (res) => {
      let text = '';
      res.on('data', (data) => { text += data; });
      res.on('end', () => { resolve({ status: res.statusCode, body: JSON.parse(text), sent: sent.bytes }); req.destroy(); });
    });
    req.on('error', (error) => resolve({ error: error.code, sent: sent.bytes }));
    const more = () => {
      while (sent.bytes < bytes && !req.destroyed) {
        sent.bytes += piece.length;
        if (!req.write(piece)) { req.once('drain', more); return; }
      }
      if (!req.destroyed) req.end();
    };
    more();
  });
}

onBothEngines('bad input over HTTP', {}, async (t, { server, where }) => {
  const officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(server, 'dieu-phoi'), stranger = client(server);
  const before = await stranger.get('/strategy/summary');

  await t.test('every fault of a body is named at once, in both languages', async () => {
    const answer = await officer.post('/strategy/figures', { indicator: 7, subject: '', period: '2026-13', value: '41,2', source: 'x'.repeat(5000), based_on: -1, surprise: true });
    assert.equal(answer.status, 400);
    assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    const named = Object.fromEntries(answer.body.errors.map((e) => [e.pointer, e.type.replace('/problems/', '')]));
    assert.deepEqual(named, { '/indicator': 'kit/field-type', '/subject': 'kit/field-missing', '/value': 'kit/field-type', '/source': 'kit/length', '/based_on': 'kit/range', '/surprise': 'kit/field-unknown' });
    for (const e of answer.body.errors) assert.ok(e.detail && e.detail_en && e.detail !== e.detail_en);
  });

  await t.test('ill-formed JSON of many kinds', async () => {
    const deep = (n) => '{"a":'.repeat(n) + '1' + '}'.repeat(n);
    for (const [text, slug, status] of [
      ['{', 'kit/json-form', 400], ['', 'kit/field-missing', 400], ['[]', 'kit/json-form', 400], ['null', 'kit/json-form', 400], ['"text"', 'kit/json-form', 400],
      [deep(100), 'kit/json-depth', 400], [deep(100000), 'kit/json-depth', 400], ['['.repeat(200000), 'kit/json-depth', 400],
      ['{"indicator":"A","indicator":"B"}', 'kit/json-form', 400], ['{"indicator":"\\ud800"}', 'kit/json-form', 400], ['{"value":1e999}', 'kit/json-form', 400],
      ['{"indicator":"a\\u0000b"}', 'kit/json-form', 400], ['\ufeff{}', 'kit/json-form', 400], ["{'indicator':1}", 'kit/json-form', 400],
      [JSON.stringify({ ...FIGURE, note: 'x'.repeat(2 << 20) }), 'kit/too-large', 413],
    ]) {
      const answer = await officer.post('/strategy/figures', text, { 'content-type': 'application/json' });
      assert.equal(answer.status, status, text.slice(0, 40));
      assert.ok(slugs(answer).includes(slug), `${text.slice(0, 40)}: ${slugs(answer)}`);
    }
    const bytes = await officer.call('POST', '/strategy/figures', new Uint8Array([123, 34, 0xff, 34, 58, 49, 125]), { 'content-type': 'application/json' });
    assert.equal(bytes.status, 400);
    const form = await officer.call('POST', '/strategy/figures', 'indicator=A', { 'content-type': 'application/x-www-form-urlencoded' });
    assert.deepEqual([form.status, slugs(form)], [415, ['kit/body-not-json']]);
  });

  await t.test('numbers that JSON can say and a figure cannot', async () => {
    for (const [value, slug] of [['-1', 'strategy/share-range'], ['100.000001', 'strategy/share-range'], ['1e400', 'kit/json-form'], ['0.1234567', 'kit/number-form'], ['9007199254740993', 'kit/number-form'], ['99999999999999999999', 'kit/json-form'], ['null', 'strategy/value-missing'], ['true', 'kit/field-type']]) {
      const answer = await officer.post('/strategy/figures', JSON.stringify(FIGURE).replace('41.2', value), { 'content-type': 'application/json' });
      assert.equal(answer.status, 400, value);
      assert.ok(slugs(answer).includes(slug), `${value}: ${slugs(answer)}`);
    }
  });

  await t.test('periods that are not, that are of another length, and that are not over', async () => {
    for (const [period, slug] of [['2026-13', 'strategy/period-form'], ['31/02/2026', 'kit/length'], ['2026-1', 'strategy/period-form'], ['2026-Q4', 'strategy/period-length'], ['2026', 'strategy/period-length'], ['2026-11', 'strategy/period-open'], ['2026-12', 'strategy/period-open'], ['0000-01', 'strategy/period-form']]) {
      const answer = await officer.post('/strategy/figures', { ...FIGURE, period });
      assert.deepEqual([answer.status, slugs(answer)], [400, [slug]], period);
    }
  });

  await t.test('SQL and script in every field of a figure: refused, or kept as the letters that they are', async () => {
    for (const field of ['indicator', 'subject', 'period']) {
      const answer = await officer.post('/strategy/figures', { ...FIGURE, [field]: NASTY });
      assert.ok(answer.status === 400 || answer.status === 403, `${field}: ${answer.status}`);
    }
    const file = await officer.call('POST', `/documents/files?name=${encodeURIComponent("a'; DROP TABLE file; --<script>.txt")}`, new TextEncoder().encode('chữ'), {});
    assert.ok([201, 400].includes(file.status));
    const kept = await officer.post('/strategy/figures', { ...FIGURE, source: NASTY, note: NASTY });
    assert.equal(kept.status, 201, JSON.stringify(kept.body));
    const seen = await coordinator.get(`/strategy/submissions/${kept.body.id}`);
    assert.equal(seen.body.line.submission.source, NASTY);
    await coordinator.post(`/strategy/submissions/${kept.body.id}/decision`, { decision: 'accept', note: NASTY });
    const shown = await stranger.get('/strategy/indicators/QD1539.PL1.01');
    assert.equal(shown.body.view.standing.source, NASTY);
    const page = await (await fetch(`${server.url}/chi-tieu/QD1539.PL1.01`)).text();
    assert.ok(!page.includes('<script>alert'), 'the data inside the page has no bare tag');
    assert.ok(!page.includes('</script><script>alert'));
  });

  await t.test('SQL and script in every place of every address', async () => {
    const nasty = encodeURIComponent(NASTY), script = encodeURIComponent('"><script>alert(1)</script>');
    for (const path of ['/strategy/summary?document=@', '/strategy/summary?on=@', '/strategy/plan?document=@', '/strategy/indicators/@', '/strategy/indicators/QD1539.PL1.01/places?period=@', '/strategy/indicators/QD1539.PL1.01/figures/@/@', '/strategy/tasks?q=@', '/strategy/tasks?status=@', '/strategy/tasks?agency=@', '/strategy/tasks?page=@', '/strategy/tasks/@', '/strategy/agencies/@', '/search?q=@', '/reference/agencies/@', '/reference/agencies?on=@', '/strategy/figures.csv?document=@', '/documents/files/@', '/strategy/entry/@?subject=@&period=@']) {
      for (const text of [nasty, script, '%00', '%ff', '..%2f..%2fetc', '%252e%252e']) {
        const answer = await officer.get(path.replaceAll('@', text));
        assert.ok([200, 400, 404].includes(answer.status), `${path} ${text}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
      }
    }
    for (const page of ['/chi-tieu/', '/nhiem-vu/', '/co-quan/', '/nhiem-vu?q=', '/tim?q=']) {
      const html = await (await fetch(server.url + page + script)).text();
      assert.ok(!html.includes('"><script>alert'), page);
    }
  });

  await t.test('paths that try to leave', async () => {
    for (const path of ['/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/assets/../../etc/passwd', '/api/v1/../../x', '/api/v1/strategy//summary', '/%c0%ae%c0%ae/', '/shells/public.html', `/${'a'.repeat(5000)}`, '/api/v1/strategy/tasks/a%2Fb']) {
      const got = await raw(server, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      assert.match(got, /^HTTP\/1\.1 (400|404|414) /, `${path.slice(0, 60)}: ${got.slice(0, 60)}`);
      assert.ok(!got.includes('root:'));
    }
  });

  await t.test('requests that two servers could read differently', async () => {
    for (const text of [
      'POST /api/v1/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcde',
      'POST /api/v1/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      'POST /api/v1/people/sign-in HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'GET / HTTP/9.9\r\nHost: x\r\n\r\n', 'GET /\r\n\r\n', '\0\0\0\0', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(70000)}\r\n\r\n`,
    ]) {
      const got = await raw(server, text.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
      assert.ok(got === '' || /^HTTP\/1\.[01] (400|411|413|415|431|501|505) /.test(got), `${JSON.stringify(text.slice(0, 60))}: ${got.slice(0, 80)}`);
    }
    assert.equal((await stranger.get('/people/me')).status, 200, 'and it still serves');
  });

  await t.test('an upload of 1 GB is refused before it is taken; nothing stays on the disk', async () => {
    const headers = { cookie: officer.cookie, 'content-type': 'application/pdf' };
    const announced = await sendMany(server, '/api/v1/documents/files?name=a.pdf', 1 << 30, { ...headers, 'content-length': 1 << 30 });
    assert.ok(announced.error || announced.status === 413, JSON.stringify(announced));
    const streamed = await sendMany(server, '/api/v1/documents/files?name=a.pdf', 1 << 30, { ...headers, 'transfer-encoding': 'chunked' });
    assert.ok(streamed.error || streamed.status === 413, JSON.stringify(streamed));
    const stranger1 = await sendMany(server, '/api/v1/documents/files?name=a.pdf', 1 << 30, { 'content-length': 1 << 30 });
    assert.ok(stranger1.error || stranger1.status === 413 || stranger1.status === 401);
    await soon(() => assert.deepEqual(readdirSync(join(where.data, 'tmp')), [])); // gone when the answer has been sent
    assert.equal((await stranger.get('/people/me')).status, 200);
  });

  await t.test('files are known by their bytes, not by what the sender says', async () => {
    const send = (name, bytes, type = 'application/pdf') => officer.call('POST', `/documents/files?name=${encodeURIComponent(name)}`, new Uint8Array(bytes), { 'content-type': type });
    const text = (s) => [...new TextEncoder().encode(s)];
    for (const [name, bytes, slug] of [
      ['báo cáo.pdf', text('<html><script>alert(1)</script></html>'), 'documents/file-type'],
      ['báo cáo.pdf', [0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0xff, 0xff, 0, 0, 0xb8, ...new Array(200).fill(0)], 'documents/file-type'],
      ['trống.pdf', [], 'documents/file-empty'],
      ['../../etc/cron.d/x', text('%PDF-1.4\n%%EOF'), 'documents/file-name'],
      ['ảnh.svg', text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'), 'documents/file-type'],
    ]) {
      const answer = await send(name, bytes);
      assert.ok(answer.status >= 400 && slugs(answer).includes(slug), `${name}: ${answer.status} ${slugs(answer)}`);
    }
    const good = await send('báo cáo.pdf', text('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n%%EOF\n'));
    const content = await fetch(`${server.url}/api/v1/documents/files/${good.body.id}/content`, { headers: { cookie: officer.cookie } });
    assert.match(content.headers.get('content-disposition'), /^attachment/);
    assert.match(content.headers.get('content-security-policy'), /sandbox/);
    assert.equal(content.headers.get('x-content-type-options'), 'nosniff');
  });

  await t.test('two officers save the same figure in the same moment: one is first, the other is told', async () => {
    const head = await signedIn(server, 'lanh-dao-so');
    for (let round = 0; round < 5; round++) {
      const period = `2026-0${round + 1}`, mine = { ...FIGURE, indicator: 'QD1539.PL1.02', period };
      const answers = await Promise.all([officer.post('/strategy/figures', { ...mine, value: 61 }), head.post('/strategy/figures', { ...mine, value: 62 })]);
      assert.deepEqual(answers.map((a) => a.status).sort(), [201, 409], JSON.stringify(answers.map((a) => a.body)));
      assert.equal(answers.find((a) => a.status === 409).body.type, '/problems/strategy/figure-waiting');
    }
  });

  await t.test('two coordinators decide in the same moment: one decision stands', async () => {
    const { body } = await officer.post('/strategy/figures', { ...FIGURE, indicator: 'QD1539.PL1.03', value: 97 });
    const answers = await Promise.all(['accept', 'return', 'accept', 'return'].map((decision) => coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision, note: 'Cần giải thích thêm' })));
    assert.deepEqual(answers.map((a) => a.status).sort(), [200, 409, 409, 409]);
  });

  await t.test('after all this the public page is as before, but for the one figure that was accepted', async () => {
    const after = await stranger.get('/strategy/summary');
    assert.equal(after.body.count.total, before.body.count.total);
    assert.ok(server.log.split('\n').every((line) => !/ (500|BROKEN)/.test(line)), server.log);
  });
});
