// tests/stories/exchange_diagnosis - the way to a provider tried step by step: every way in which it can fail, told by where it ends,
// whose matter it is and what to do.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer as createRawServer } from 'node:net';
import { banyanMeanwhile, client, signedIn } from '../harness/banyan.mjs';
import { certificates, fingerprintOf } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { ask, query, register, serveExchange, startBrokenSystem, startSystem } from '../harness/exchange.mjs';
import { freePort } from '../harness/net.mjs';

const CALLER = 'VN/GOV/1001/dao-tao', OWNER = 'VN/GOV/2002';
const STEPS = ['open', 'registered', 'enabled', 'maintenance', 'circuit', 'name', 'connection', 'tls', 'http'];
/** More letters than a label of DNS may have: no resolver knows it, and none is asked. */
const NO_HOST = `${'x'.repeat(64)}.vn`;

/** A port whose queue is full: the kernel lets whoever comes wait, and says nothing. */
async function deafPort() {
  const code = 'import socket,sys,time\ns=socket.socket();s.bind(("127.0.0.1",0));s.listen(0)\nc=[socket.socket() for _ in range(4)]\nfor x in c:\n x.setblocking(False)\n x.connect_ex(s.getsockname())\nprint(s.getsockname()[1],flush=True)\ntime.sleep(600)';
  const child = spawn('python3', ['-c', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((done) => { child.stdout.once('data', (text) => done(Number(text))); });
  return { port, stop: () => child.kill() };
}

/** Says the same to whatever comes, and hangs up. */
async function chatter(words) {
  const sockets = new Set();
  const server = createRawServer((socket) => { sockets.add(socket); socket.on('error', () => {}); socket.once('data', () => socket.end(words)); });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  return { port: server.address().port, stop: () => new Promise((done) => { for (const one of sockets) one.destroy(); server.close(done); }) };
}

onBothEngines('the connection test', {}, async (t, { server, where }) => {
  const folder = certificates(), ends = [];
  const [own, good, other, old, early, named] = [
    folder.make('truc'), folder.make('dan-cu'), folder.make('khac'), folder.make('cu', { from: '20240101000000Z', to: '20250101000000Z' }),
    folder.make('som', { from: '20400101000000Z', to: '20410101000000Z' }), folder.make('ten', { hosts: ['dan-cu.vn'] })];
  const keep = async (promise) => { const one = await promise; ends.push(() => one.stop()); return one; };
  const tlsOf = (one, more) => ({ cert: one.pem, key: one.keyPem, ...more });
  const fine = (seen, response) => { response.statusCode = seen.target.startsWith('/loi') ? 503 : seen.target.startsWith('/khong') ? 404 : 200; response.end(); };
  const plain = await keep(startSystem(fine)), secure = await keep(startSystem(fine, tlsOf(good))), ended = await keep(startSystem(fine, tlsOf(old)));
  const tooEarly = await keep(startSystem(fine, tlsOf(early))), elsewhere = await keep(startSystem(fine, tlsOf(named)));
  const choosy = await keep(startSystem(fine, tlsOf(good, { requestCert: true, rejectUnauthorized: true, ca: other.pem })));
  const choosyOld = await keep(startSystem(fine, tlsOf(good, { requestCert: true, rejectUnauthorized: true, ca: other.pem, maxVersion: 'TLSv1.2' })));
  const friend = await keep(startSystem(fine, tlsOf(good, { requestCert: true, rejectUnauthorized: true, ca: own.pem })));
  const archaic = await keep(startSystem(fine, tlsOf(good, { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' })));
  const silent = await keep(startBrokenSystem(() => {})), broken = await keep(startBrokenSystem((socket) => socket.destroy()));
  const endless = await keep(startBrokenSystem((socket) => { socket.write(`HTTP/1.1 200 OK\r\n${`X-Dai: ${'d'.repeat(1000)}\r\n`.repeat(100)}`); }));
  const strict = await keep(chatter('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n')), mail = await keep(chatter('220 mail.vn ESMTP\r\n')), deaf = await keep(deafPort()), freed = await freePort();

  /* code of the system: [url, { certificates, service }, where it ends, whose matter, words of the verdict] */
  const cases = {
    tot: [`${plain.url}/goc`, {}, null, 'nobody', /Mọi bước đều qua/],
    tls: [secure.url, { certificates: [good.pem] }, null, 'nobody', /Mọi bước đều qua/],
    nhan: [friend.url, { certificates: [good.pem] }, null, 'nobody', /Mọi bước đều qua/],
    'khong-co': [`${plain.url}/khong-co`, {}, null, 'nobody', /Mọi bước/],
    'khong-kiem': [secure.url, { service: { tls_verify: false } }, null, 'nobody', /Mọi bước/],
    'het-han-ghi': [ended.url, { certificates: [old.pem] }, null, 'nobody', /Mọi bước/],
    ten: [`http://${NO_HOST}:8080/api`, {}, 'name', 'network', /không phân giải được/],
    cong: [`http://127.0.0.1:${freed}`, {}, 'connection', 'provider', /không có chương trình nào nghe/],
    diec: [`http://127.0.0.1:${deaf.port}`, { service: { timeout_s: 1 } }, 'connection', 'network', /tường lửa/],
    tran: [`https://127.0.0.1:${strict.port}`, {}, 'tls', 'ours', /không nói TLS/],
    khac: [secure.url, { certificates: [other.pem] }, 'tls', 'ours', /chứng thư khác với chứng thư đã ghi/],
    la: [secure.url, {}, 'tls', 'ours', /không do nơi cấp nào/],
    'het-han': [ended.url, {}, 'tls', 'provider', /hết hạn ngày 01\/01\/2025/],
    som: [tooEarly.url, {}, 'tls', 'provider', /chưa có hiệu lực/],
    doi: [choosy.url, { certificates: [good.pem] }, 'tls', 'ours', /đòi chứng thư của trục/],
    doi12: [choosyOld.url, { certificates: [good.pem] }, 'tls', 'ours', /đòi chứng thư của trục/],
    xua: [archaic.url, { certificates: [good.pem] }, 'tls', 'provider', /TLS 1\.2 trở lên/],
    treo: [silent.url, { service: { timeout_s: 1 } }, 'http', 'provider', /không trả lời kịp/],
    ngat: [broken.url, {}, 'http', 'provider', /ngắt kết nối mà không trả lời/],
    thu: [`http://127.0.0.1:${mail.port}`, {}, 'http', 'provider', /không phải HTTP/],
    dai: [endless.url, {}, 'http', 'provider', /không phải HTTP/],
    loi: [`${plain.url}/loi`, {}, 'http', 'provider', /mã 503/],
    'sai-ten': [elsewhere.url.replace('127.0.0.1', 'localhost'), {}, 'tls', 'ours', /không do nơi cấp nào/],
  };
  const idOf = (code) => `${OWNER}/${code}/s`;
  const declaration = () => ({
    instance: 'VN',
    members: [
      { class: 'GOV', code: '1001', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
      { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [
        ...Object.entries(cases).map(([code, [url, more]]) => ({ code, connection: 'http', certificates: more.certificates ?? [], services: [{ code: 's', type: 'rest', url, ...more.service }] })),
        { code: 'xa', node: 'kia', services: [{ code: 's', type: 'rest' }] },
      ] },
    ],
    rights: [{ subject: CALLER, service: idOf('cong') }],
    nodes: [{ code: 'kia', url: secure.url, certificates: [good.pem] }, { code: 'gia', url: plain.url }],
  });

  try {
    await register(where, declaration());
    await t.test('while the exchange is closed nothing is tried, and the answer says what to set', async () => {
      const { status, body } = await (await signedIn(server, 'quan-tri')).post('/exchange/services/diagnosis', { id: idOf('tot') });
      assert.deepEqual([status, body.type], [503, '/problems/exchange/closed']);
      assert.match(body.detail, /exchange\.listen/);
      assert.equal(plain.seen.length, 0);
    });

    const set = { 'exchange.tls_certificate': own.cert, 'exchange.tls_key': own.key, 'exchange.circuit_failures': 2, 'exchange.circuit_rest': 60, 'clock.fixed': '' };
    const { server: open, door } = await serveExchange(where, { set });
    ends.push(() => open.stop());
    const administrator = await signedIn(open, 'quan-tri'), diagnose = (id) => administrator.post('/exchange/services/diagnosis', { id });
    const stepsOf = (body) => Object.fromEntries(body.steps.map((one) => [one.step, one]));

    for (const [code, [url, , end, whose, words]] of Object.entries(cases)) {
      await t.test(`${code}: ${end ?? 'free'}`, async () => {
        const { status, body } = await diagnose(idOf(code)), steps = stepsOf(body);
        assert.equal(status, 200, JSON.stringify(body));
        assert.deepEqual(body.steps.map((one) => one.step), STEPS);
        const isPlain = url.startsWith('http:'), at = end === null ? STEPS.length : STEPS.indexOf(end);
        const wanted = STEPS.map((step, i) => (i > at || (step === 'tls' && isPlain) ? 'skipped' : i === at ? 'bad' : 'ok'));
        assert.deepEqual(body.steps.map((one) => one.state), wanted, JSON.stringify(body.steps));
        assert.deepEqual([body.whose, body.is_fine], [whose, end === null]);
        assert.match(body.vi, words);
        assert.ok(body.en.length > 30 && !/[{}]/.test(JSON.stringify([body.vi, body.en, body.steps.map((one) => [one.vi, one.en])])), JSON.stringify(body));
        for (const one of body.steps) assert.ok(one.milliseconds >= 0 && one.milliseconds < 16_000 && one.vi && one.en);
        const { port } = new URL(url);
        if (end !== 'name') assert.match(steps.name.vi, new RegExp(`là (127\\.0\\.0\\.1|\\[::1\\]):${port}\\.$`));
        if (end === 'http' && code === 'treo') assert.ok(steps.http.milliseconds >= 900 && steps.http.milliseconds < 3000);
      });
    }

    await t.test('what goes out is a HEAD of the registered address, without anything of ours in it', () => {
      const seen = plain.seen.find((one) => one.target === '/goc');
      assert.deepEqual([seen.verb, seen.size], ['HEAD', 0]);
      assert.deepEqual(Object.keys(seen.headers).filter((name) => /cookie|authorization|x-road/i.test(name)), []);
      assert.equal(friend.seen.length, 1);
      assert.equal(choosy.seen.length + choosyOld.seen.length, 0);
    });

    await t.test('the certificate that was shown is told by its digest, so that it can be compared by telephone', async () => {
      assert.equal((await diagnose(idOf('khac'))).body.certificate, fingerprintOf(good.cert));
      assert.equal((await diagnose(idOf('tot'))).body.certificate, '');
    });

    await t.test('a pinned certificate that has ended is taken, and told', async () => {
      const { body } = await diagnose(idOf('het-han-ghi'));
      assert.match(stepsOf(body).tls.vi, /đã hết hạn ngày 01\/01\/2025; trục vẫn nhận/);
    });

    await t.test('a service that is switched off is tried all the same: the verdict is that it is off', async () => {
      assert.equal((await administrator.post('/exchange/services/switch', { id: idOf('tot'), enabled: false, notice: 'Nâng cấp máy chủ' })).status, 200);
      const { body } = await diagnose(idOf('tot')), steps = stepsOf(body);
      assert.deepEqual([steps.enabled.state, steps.http.state, body.whose, body.is_fine], ['bad', 'ok', 'ours', false]);
      assert.match(steps.enabled.vi, /Nâng cấp máy chủ/);
      assert.match(body.en, /switched off/);
      await administrator.post('/exchange/services/switch', { id: idOf('tot'), enabled: true });
    });

    await t.test('a service that rests is tried: dead it is the provider’s matter, alive again nothing is to be done', async () => {
      for (let i = 0; i < 2; i++) assert.equal((await ask(door, { target: `/r1/${idOf('cong')}`, headers: [['X-Road-Client', CALLER]] })).headers['x-road-error'], 'Server.ServerProxy.NetworkError');
      const dead = (await diagnose(idOf('cong'))).body;
      assert.deepEqual([stepsOf(dead).circuit.state, stepsOf(dead).connection.state, dead.whose], ['bad', 'bad', 'provider']);
      assert.match(stepsOf(dead).circuit.vi, /Đang tạm ngắt đến \d\d:\d\d/);
      const back = await startBrokenSystem((socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'));
      ends.push(() => back.stop());
      cases.cong[0] = back.url;
      await register(where, declaration());
      const alive = (await diagnose(idOf('cong'))).body;
      assert.deepEqual([stepsOf(alive).circuit.state, stepsOf(alive).http.state, alive.whose, alive.is_fine], ['bad', 'ok', 'nobody', false]);
      assert.match(alive.vi, /đã trả lời lại/);
    });

    await t.test('of a node its list of clients is asked; a service behind it is tried by it', async () => {
      const lists = (seen, response) => { response.setHeader('Content-Type', 'application/json'); response.end('{"member":[]}'); };
      secure.answer = lists;
      for (const id of ['kia', idOf('xa')]) {
        const { body } = await diagnose(id);
        assert.deepEqual([body.is_fine, stepsOf(body).tls.state, stepsOf(body).enabled.state], [true, 'ok', id === 'kia' ? 'skipped' : 'ok'], JSON.stringify(body));
        assert.deepEqual([secure.seen.at(-1).verb, secure.seen.at(-1).target], ['GET', '/listClients']);
      }
      plain.answer = (seen, response) => { response.statusCode = 404; response.end(); };
      const { body } = await diagnose('gia');
      assert.deepEqual([body.whose, stepsOf(body).http.state], ['provider', 'bad']);
      assert.match(body.vi, /không như một trục liên thông/);
      plain.answer = fine;
      secure.answer = fine;
    });

    await t.test('an answer that never ends is left after so much of it', async () => {
      secure.answer = (seen, response) => { const pour = () => { while (response.write('x'.repeat(65536))); }; response.on('drain', pour); pour(); };
      assert.equal((await diagnose('kia')).body.is_fine, true);
      secure.answer = fine;
    });

    await t.test('only what is registered is tried, by who may change it; each test leaves an entry', async () => {
      for (const id of ['http://127.0.0.1:1', 'VN/GOV/9999/x/y', '127.0.0.1', OWNER, '../kia', 'kia/']) {
        const { status, body } = await diagnose(id);
        assert.ok(status === 404 ? body.type === '/problems/exchange/unknown' : status === 400, `${id}: ${status}`);
      }
      assert.equal((await diagnose('')).status, 400);
      assert.equal((await client(open).post('/exchange/services/diagnosis', { id: 'kia' })).status, 401);
      for (const who of ['dieu-phoi', 'can-bo', 'lanh-dao']) assert.equal((await (await signedIn(open, who)).post('/exchange/services/diagnosis', { id: 'kia' })).status, 403, who);
      const entries = query(where, "SELECT subject, body FROM ledger_entry WHERE kind = 'exchange.connection_tested' ORDER BY id;");
      assert.ok(entries.length > Object.keys(cases).length);
      assert.match(entries.find(([subject]) => subject === idOf('ngat'))[1], /"whose":"provider"/);
    });

    await t.test('the command says the same, line by line', async () => {
      const args = (id) => ['exchange', 'diagnose', id, ...where.common, '--set', 'exchange.listen=127.0.0.1:9', '--set', 'clock.fixed='];
      const told = await banyanMeanwhile(args(idOf('khac')));
      assert.equal(told.status, 0, told.err);
      const lines = told.out.trimEnd().split('\n');
      assert.deepEqual(lines.slice(0, 9).map((line) => line.slice(0, 2) + line.slice(2).split(' ')[0]), STEPS.map((step) => `${step === 'tls' ? '!' : step === 'http' ? '-' : '+'} ${step}`));
      assert.deepEqual([lines[9], lines[10]], [`sha256 ${fingerprintOf(good.cert)}`, 'ours']);
      assert.match(lines[11], /chứng thư khác/);
      assert.match(lines[12], /another certificate/);
      const closed = await banyanMeanwhile(['exchange', 'diagnose', 'kia', ...where.common]);
      assert.deepEqual([closed.status, /exchange\/closed/.test(closed.err)], [1, true]);
      const unknown = await banyanMeanwhile(args('VN/GOV/9/9/9'));
      assert.deepEqual([unknown.status, /exchange\/unknown/.test(unknown.err)], [1, true]);
    });
  } finally {
    for (const end of ends.reverse()) await end();
    folder.remove();
  }
});
