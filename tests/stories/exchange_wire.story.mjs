// tests/stories/exchange_wire.story.mjs - bytes at the door of the exchange that a neighbour could understand otherwise: each is refused,
// the connection ends behind the answer, and nothing of it reaches a system.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { onBothEngines } from '../harness/engines.mjs';
import { OPEN, ask, doorsOf, register, sendBytes, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', SERVICE = 'VN/GOV/2002/dan-cu/open', PATH = `/r1/${SERVICE}`;
const LINE = `POST ${PATH} HTTP/1.1\r\n`, HOST = 'Host: x\r\n', FROM = `X-Road-Client: ${CLIENT}\r\n`, GET = `GET ${PATH}/hidden HTTP/1.1\r\n${HOST}${FROM}\r\n`;
const CHUNKED = 'Transfer-Encoding: chunked\r\n', BREAKS = /must end with CR LF/, FORM = /request line must be/, HEADER = /A header must be/, CODING = /only transfer coding/, BOTH = /cannot stand together/, LENGTH = /one Content-Length/, CHUNK = /chunks are not well formed/, ONE_HOST = /one Host/;
const post = (headers, body = '') => `${LINE}${HOST}${FROM}${headers}\r\n${body}`;

const declaration = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'open', type: 'rest', url }] }] },
  ],
  rights: [{ subject: CLIENT, service: SERVICE }],
});

const REFUSED = [
  ['CL.TE', post(`Content-Length: 6\r\n${CHUNKED}`, `0\r\n\r\nG${GET}`), BOTH],
  ['TE.CL', post(`${CHUNKED}Content-Length: 4\r\n`, `5c\r\n${GET}\r\n0\r\n\r\n`), BOTH],
  ['TE.TE, the second hidden', post(`${CHUNKED}Transfer-Encoding: x\r\n`, '0\r\n\r\n'), CODING],
  ['two codings on one line', post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), CODING],
  ['chunked twice', post('Transfer-Encoding: chunked, chunked\r\n', '0\r\n\r\n'), CODING],
  ['a coding with a parameter', post('Transfer-Encoding: chunked;x=1\r\n', '0\r\n\r\n'), CODING],
  ['an empty coding', post('Transfer-Encoding:\r\n', ''), CODING],
  ['chunks in HTTP/1.0', `POST ${PATH} HTTP/1.0\r\n${HOST}${FROM}${CHUNKED}\r\n0\r\n\r\n`, CODING],
  ['a blank before the colon', post(`Transfer-Encoding : chunked\r\n`, '0\r\n\r\n'), HEADER],
  ['a tab before the colon', post(`Content-Length\t: 3\r\n`, 'abc'), HEADER],
  ['a folded header', post('X-A: b\r\n c\r\n'), /must stand on one line/],
  ['a folded coding', post('Transfer-Encoding:\r\n chunked\r\n', '0\r\n\r\n'), /must stand on one line/],
  ['a first header that is folded', `${LINE} X: y\r\n${HOST}${FROM}\r\n`, /must stand on one line/],
  ['LF alone', post('X-A: b\nX-C: d\r\n'), BREAKS],
  ['LF alone everywhere', post('').replaceAll('\r\n', '\n'), BREAKS],
  ['LF alone at the end of the head', `${LINE}${HOST}${FROM}\n`, BREAKS],
  ['CR alone', post('X-A: b\rX-C: d\r\n'), BREAKS],
  ['CR CR LF', post('X-A: b\r\r\n'), BREAKS],
  ['NUL in a value', post('X-A: b\0c\r\n'), HEADER],
  ['a control in a value', post('X-A: b\x01c\r\n'), HEADER],
  ['DEL in a value', post('X-A: b\x7fc\r\n'), HEADER],
  ['a blank in a name', post('X A: b\r\n'), HEADER],
  ['no name', post(': b\r\n'), HEADER],
  ['no colon', post('hello\r\n'), HEADER],
  ['a name that is no token', post('X(A): b\r\n'), HEADER],
  ['a name beyond ASCII', post('X-\xe9: b\r\n'), HEADER],
  ['two Hosts', `${LINE}${HOST}Host: y\r\n${FROM}\r\n`, ONE_HOST],
  ['the same Host twice', `${LINE}${HOST}${HOST}${FROM}\r\n`, ONE_HOST],
  ['no Host', `${LINE}${FROM}\r\n`, ONE_HOST],
  ['the whole address in the line', `POST http://x${PATH} HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['an asterisk', `OPTIONS * HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['an authority', `CONNECT x:80 HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['a fragment', `GET ${PATH}#x HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['two blanks', `GET  ${PATH} HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['a tab in the line', `GET\t${PATH} HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['a blank in the target', `GET ${PATH}/a b HTTP/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['a blank behind the version', `GET ${PATH} HTTP/1.1 \r\n${HOST}${FROM}\r\n`, /Only HTTP|request line/],
  ['an empty line first', `\r\n${GET}`, FORM],
  ['no version', `GET ${PATH}\r\n${HOST}${FROM}\r\n`, FORM],
  ['HTTP/2', `GET ${PATH} HTTP/2.0\r\n${HOST}${FROM}\r\n`, /Only HTTP/],
  ['HTTP/1.10', `GET ${PATH} HTTP/1.10\r\n${HOST}${FROM}\r\n`, /Only HTTP/],
  ['http/1.1', `GET ${PATH} http/1.1\r\n${HOST}${FROM}\r\n`, FORM],
  ['two lengths', post('Content-Length: 3\r\nContent-Length: 3\r\n', 'abc'), LENGTH],
  ['two lengths that differ', post('Content-Length: 3\r\nContent-Length: 0\r\n', 'abc'), LENGTH],
  ['two lengths on a line', post('Content-Length: 3, 3\r\n', 'abc'), LENGTH],
  ['a length with a sign', post('Content-Length: +3\r\n', 'abc'), LENGTH],
  ['a length below nothing', post('Content-Length: -3\r\n', 'abc'), LENGTH],
  ['a length in hexadecimal', post('Content-Length: 0x3\r\n', 'abc'), LENGTH],
  ['a length with a blank', post('Content-Length: 1 2\r\n', 'abc'), LENGTH],
  ['an empty length', post('Content-Length:\r\n'), LENGTH],
  ['a length that no computer has', post('Content-Length: 99999999999999999999\r\n'), LENGTH],
  ['a chunk with an extension', post(CHUNKED, '3;x=y\r\nabc\r\n0\r\n\r\n'), CHUNK],
  ['a chunk whose size has a blank', post(CHUNKED, '3 \r\nabc\r\n0\r\n\r\n'), CHUNK],
  ['a chunk whose size has a sign', post(CHUNKED, '+3\r\nabc\r\n0\r\n\r\n'), CHUNK],
  ['a chunk whose size begins with 0x', post(CHUNKED, '0x3\r\nabc\r\n0\r\n\r\n'), CHUNK],
  ['a chunk without a size', post(CHUNKED, '\r\nabc\r\n0\r\n\r\n'), CHUNK],
  ['a chunk whose size overflows', post(CHUNKED, '100000000\r\nabc'), CHUNK],
  ['a chunk that ends with LF', post(CHUNKED, '3\nabc\n0\n\n'), CHUNK],
  ['a chunk longer than it says', post(CHUNKED, '3\r\nabcd\r\n0\r\n\r\n'), CHUNK],
  ['a trailer', post(CHUNKED, `3\r\nabc\r\n0\r\nX-Road-Client: ${CLIENT}\r\n\r\n`), CHUNK],
  ['a target that is too long', `GET ${PATH}/${'x'.repeat(8200)} HTTP/1.1\r\n${HOST}${FROM}\r\n`, /too large/],
  ['too many headers', post('A: b\r\n'.repeat(101)), /too large/],
  ['a head that is too large', post(`X: ${'x'.repeat(40_000)}\r\n`), /too large/],
  ['a head without an end', `${LINE}X: ${'x'.repeat(80_000)}`, /too large/],
];

onBothEngines('bytes that could be read in two ways', { data: { plan: null, accounts: false }, serve: { set: OPEN } }, async (t, { server, where }) => {
  const system = await startSystem((seen, response) => { response.end('here'); });
  t.after(() => system.stop());
  await register(where, declaration(system.url));
  const [door] = doorsOf(server);

  for (const [name, bytes, words] of REFUSED) {
    await t.test(name, async () => {
      const answer = await sendBytes(door, Buffer.from(bytes + GET, 'latin1'), 'POST');
      assert.deepEqual([answer.status, answer.headers['x-road-error'], answer.headers.connection], [400, 'Client.BadRequest', 'close'], answer.text);
      assert.match(JSON.parse(answer.text).message, words);
      assert.equal(answer.left.length, 0, 'what comes behind is not answered');
    });
  }
  assert.equal(system.seen.length, 0, 'nothing reached the system');

  await t.test('TLS where there is none, and bytes that are no HTTP: the connection ends', async () => {
    assert.equal((await sendBytes(door, Buffer.from([0x16, 3, 1, 0, 5, 1, 2, 3, 4, 5]))).status, 0);
    assert.equal((await sendBytes(door, Buffer.from('\0\0\0\0\r\n\r\n'))).status, 400);
  });

  await t.test('what only looks odd passes: old versions, empty values, names in any case, zeros before a length', async () => {
    for (const [bytes, body] of [
      [`POST ${PATH} HTTP/1.0\r\n${FROM}Content-Length: 3\r\n\r\nabc`, 'abc'], [`${LINE}host:\r\nx-ROAD-client:${CLIENT}\t \r\ncontent-LENGTH: 003\r\nX-Empty:\r\nConnection: close\r\n\r\nabc`, 'abc'],
      [`${LINE}${HOST}${FROM}Transfer-Encoding: Chunked\r\nConnection: x, Close\r\n\r\n0003\r\nabc\r\n000\r\n\r\n`, 'abc'],
    ]) {
      const answer = await sendBytes(door, Buffer.from(bytes, 'latin1'), 'POST');
      assert.deepEqual([answer.status, system.seen.at(-1).body.toString()], [200, body], answer.text);
    }
  });

  await t.test('a head and a body that come byte by byte are read like one that comes at once', async () => {
    const { connect } = await import('node:net'), bytes = Buffer.from(post(`${CHUNKED}Connection: close\r\n`, '3\r\nabc\r\nb\r\ndefghijklmn\r\n0\r\n\r\n')), socket = connect(door.port, '127.0.0.1');
    let text = '';
    socket.setNoDelay(true);
    socket.on('data', (piece) => { text += piece; });
    const ended = new Promise((done) => { socket.on('close', done); });
    for (const byte of bytes) {
      socket.write(Buffer.from([byte]));
      await new Promise((done) => { setImmediate(done); });
    }
    await ended;
    assert.match(text, /^HTTP\/1\.1 200 /);
    assert.equal(system.seen.at(-1).body.toString(), 'abcdefghijklmn');
  });

  await t.test('after all of it others are served', async () => {
    assert.equal((await ask(door, { target: PATH, headers: [['X-Road-Client', CLIENT]] })).text, 'here');
  });
});
