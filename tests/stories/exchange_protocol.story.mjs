// tests/stories/exchange_protocol.story.mjs - the exchange speaks the X-Road message protocol for REST, rule by rule and byte for byte.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { onBothEngines } from '../harness/engines.mjs';
import { OPEN, ask, doorsOf, memoryOf, openBox, query, recordsOf, register, requestBytes, sendBytes, serveExchange, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'VN/GOV/1001/dao-tao', OTHER = 'VN/GOV/1002/tai-chinh', PROVIDER = 'VN/GOV/2002/dan-cu', AT = `/r1/${PROVIDER}`;
const FROM = ['X-Road-Client', CLIENT], UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OPENAPI = '{"openapi":"3.0.3","info":{"title":"Dân cư","version":"1"},"paths":{"/people/{id}":{"get":{"responses":{"200":{"description":"có"}}}}}}';

const declaration = (url, rest = (code, more = {}) => ({ code, type: 'rest', url, ...more })) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }, { code: 'it', name: 'Tổ <CNTT> & "số"', connection: 'http' }] },
    { class: 'GOV', code: '1002', name: 'Sở Tài chính', subsystems: [{ code: 'tai-chinh', connection: 'http' }, { code: 'nhom', connection: 'http' }, { code: 'it-tin', connection: 'http' }] },
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{
      code: 'dan-cu', connection: 'http',
      services: [
        { code: 'people', type: 'openapi', url: `${url}/base/v1/`, openapi: OPENAPI, endpoints: [{ method: 'GET', path: '/people/*' }, { method: 'POST', path: '/people' }] },
        { code: 'soap', type: 'wsdl', url }, rest('kept', { bodies: 'kept' }), rest('dropped', { bodies: 'dropped' }), rest('off', { enabled: false, notice: 'bảo trì đến 18 giờ' }),
        ...['open', "a?b=(1)'+", 'few', 'grouped', 'secret'].map((code) => rest(code)),
      ],
    }] },
  ],
  groups: [{ code: 'so-nganh', members: ['VN/GOV/1002/nhom'] }],
  rights: [
    ...['people', 'open', "a?b=(1)'+", 'kept', 'dropped', 'off'].map((code) => ({ subject: CLIENT, service: `${PROVIDER}/${code}` })),
    { subject: OTHER, service: `${PROVIDER}/people`, method: 'GET', path: '/people/*' },
    { subject: OTHER, service: `${PROVIDER}/few` }, { subject: 'VN/GOV/1002/it-tin', service: `${PROVIDER}/few` },
    { subject: 'so-nganh', service: `${PROVIDER}/grouped` },
  ],
  quotas: [{ subject: 'VN/GOV/1002/it-tin', per_minute: 4 }],
});

const valuesOf = (answer, name) => answer.lines.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value);
const sha512 = (...parts) => createHash('sha512').update(Buffer.concat(parts.map((one) => Buffer.from(one)))).digest();

/** As the protocol describes the hash, worked out here from what the system was sent. */
function requestHash(verb, target, lines, body) {
  const head = sha512(`${verb}\r\n${target}\r\n${lines.map((pair) => `${pair.join(':')}\r\n`).join('')}`);
  return (body === null ? head : sha512(head, sha512(body))).toString('base64');
}

const JSON_ERROR = 'application/json;charset=utf-8';
const refusal = ({ status, headers, text }) => [status, headers['x-road-error'], JSON.parse(text).message];

onBothEngines('the X-Road message protocol for REST', { data: { plan: null, accounts: false }, serve: { set: OPEN } }, async (t, { server, where }) => {
  const plain = async (seen, response) => { response.end('here'); }, system = await startSystem(plain);
  t.after(() => system.stop());
  await register(where, declaration(system.url));
  const [door, govstack] = doorsOf(server), get = (path, more = {}) => ask(door, { target: `${AT}${path}`, headers: [FROM], ...more });
  const last = () => system.seen.at(-1), answers = (answer) => { system.answer = answer; };

  await t.test('routing: the service is found by its five parts; its system sees its own address, path and query as they came', async () => {
    for (const [target, expected] of [
      ['/open', '/'], ['/open/', '/'], ['/open?a=1', '/?a=1'], ['/open/a/b', '/a/b'], ['/open/a%20b/%C4%91?x=%2F%2f&y=/..//&z', '/a%20b/%C4%91?x=%2F%2f&y=/..//&z'],
      ['/open?', '/?'], ['/open/a?b?c', '/a?b?c'], ['/people', '/base/v1/'], ['/people/7', '/base/v1/7'], ['/people/people/7/', '/base/v1/people/7/'], ['/open/a;v=1,2/$@:!', '/a;v=1,2/$@:!'],
    ]) {
      const { status, text } = await get(target);
      assert.deepEqual([status, text, last().target], [200, 'here', expected], target);
    }
  });

  await t.test('each part is percent-encoded for itself, in the address and in the header', async () => {
    const { status, headers } = await ask(door, { target: `/r1/V%4E/GOV/2002/dan%2Dcu/a%3Fb%3D(1)%27%2B/p`, headers: [['X-Road-Client', 'VN/%47OV/1001/dao-tao']] });
    assert.deepEqual([status, last().target, headers['x-road-service'], headers['x-road-client']], [200, '/p', `${PROVIDER}/a%3Fb=(1)'+`, 'VN/%47OV/1001/dao-tao']);
  });

  await t.test('of several X-Road-Client the last one counts, and no other is told', async () => {
    const answer = await get('/open', { headers: [['X-Road-Client', OTHER], ['x-road-client', CLIENT]] });
    assert.deepEqual([answer.status, answer.headers['x-road-client']], [200, CLIENT]);
    assert.deepEqual(valuesOf(last(), 'x-road-client'), [CLIENT]);
    assert.equal((await get('/open', { headers: [FROM, ['X-Road-Client', OTHER]] })).headers['x-road-error'], 'Server.ServerProxy.AccessDenied');
  });

  await t.test('headers to the system: neighbours’ and the exchange’s own are left out, all others go on in their order and spelling', async () => {
    const own = [['x-ONE', '1'], FROM, ['X-Road-Id', 'mã-1'], ['X-Road-UserId', 'VN0123'], ['X-Road-Issue', 'HS 7/2026'], ['Accept', '*/*'], ['Cookie', 'a=b'], ['Authorization', 'Basic eA=='],
      ['Cache-Control', 'no-cache'], ['x-one', '2'], ['Origin', 'http://a.example'], ['X-Empty', '']];
    const dropped = [['Keep-Alive', '5'], ['Proxy-Authorization', 'x'], ['TE', 'trailers'], ['Trailer', 'x'], ['Upgrade', 'h2c'], ['User-Agent', 'test'], ['Server', 'x'], ['X-Road-Request-Id', 'mine'],
      ['x-road-request-hash', 'mine'], ['PROXY-AUTHENTICATE', 'x']];
    const { status } = await get('/open/h', { headers: [...dropped.slice(0, 5), ...own, ...dropped.slice(5)] });
    const lines = last().lines.map(([name, value]) => [name, Buffer.from(value, 'latin1').toString()]), [host, ...rest] = lines;
    assert.equal(status, 200);
    assert.deepEqual(host, ['Host', `127.0.0.1:${system.port}`]);
    assert.deepEqual(rest.slice(0, -1), own);
    assert.equal(rest.at(-1)[0], 'x-road-request-id');
    assert.match(rest.at(-1)[1], UUID);
  });

  await t.test('headers of the answer: the same, and the five of the exchange behind them, in lower case', async () => {
    answers((seen, response) => {
      response.sendDate = false;
      response.writeHead(203, 'Well Done', ['Content-Type', 'text/x', 'X-Powered-By', 'P', 'Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'Server', 's', 'Keep-Alive', 'timeout=9', 'X-Road-Id', 'forged', 'x-road-client', 'forged', 'X-Road-Request-Id', 'forged',
        'X-Road-Request-Hash', 'forged', 'X-Road-Service', 'forged', 'X-Road-Error', 'forged', 'Cache-Control', 'no-store', 'Date', 'Sun, 06 Nov 1994 08:49:37 GMT', 'Access-Control-Allow-Origin', '*', 'Proxy-Authenticate', 'x', 'Upgrade', 'x', 'Content-Length', '4']);
      response.end('here');
    });
    const answer = await get('/open', { headers: [FROM, ['X-Road-Id', 'mã-2']] }), id = last().headers['x-road-request-id'];
    const hash = requestHash('GET', `${AT}/open`, [FROM, ['X-Road-Id', 'mã-2'], ['x-road-request-id', id]], null);
    assert.deepEqual([answer.status, answer.reason], [203, 'Well Done']);
    assert.deepEqual(answer.lines.map(([name, value]) => `${name}:${Buffer.from(value, 'latin1')}`), ['Content-Type:text/x', 'X-Powered-By:P', 'Set-Cookie:a=1', 'Set-Cookie:b=2', 'Cache-Control:no-store', 'Date:Sun, 06 Nov 1994 08:49:37 GMT',
      'Access-Control-Allow-Origin:*', 'x-road-id:mã-2', `x-road-client:${CLIENT}`, `x-road-service:${PROVIDER}/open`, `x-road-request-id:${id}`, `x-road-request-hash:${hash}`, 'Content-Length:4', 'Connection:close']);
    answers(plain);
  });

  await t.test('an id is made for a message that has none, and goes on with it', async () => {
    const [one, two] = [await get('/open'), await get('/open')], [sent] = last().lines.slice(-1);
    assert.match(one.headers['x-road-id'], new RegExp(`^VN-${UUID.source.slice(1)}`));
    assert.notEqual(one.headers['x-road-id'], two.headers['x-road-id']);
    assert.deepEqual(sent, ['x-road-id', two.headers['x-road-id']]);
    assert.notEqual(two.headers['x-road-id'].slice(3), two.headers['x-road-request-id']);
    const long = 'ắ'.repeat(85);
    assert.equal(Buffer.from((await get('/open', { headers: [FROM, ['X-Road-Id', long]] })).headers['x-road-id'], 'latin1').toString(), long, '255 bytes');
    for (const id of ['', `${long}x`]) assert.equal((await get('/open', { headers: [FROM, ['X-Road-Id', id]] })).headers['x-road-error'], 'Client.BadRequest');
    const wrong = await sendBytes(door, Buffer.from(`GET ${AT}/open HTTP/1.1\r\nHost: x\r\nX-Road-Client: ${CLIENT}\r\nX-Road-Id: \xff\r\nConnection: close\r\n\r\n`, 'latin1'));
    assert.equal(wrong.headers['x-road-error'], 'Client.BadRequest', 'not UTF-8');
  });

  await t.test('the request hash, with a body and without one', async () => {
    for (const [body, more] of [[null, []], ['{"data": 1.0, "service": "random"}', [['Content-Type', 'application/json']]], ['x'.repeat(300000), []]]) {
      const { headers } = await get('/open/mock1?foo=bar', { verb: body === null ? 'GET' : 'POST', headers: [...more, FROM], body });
      const [id, made] = [headers['x-road-request-id'], headers['x-road-id']];
      assert.equal(headers['x-road-request-hash'], requestHash(body === null ? 'GET' : 'POST', `${AT}/open/mock1?foo=bar`, [...more, FROM, ['x-road-request-id', id], ['x-road-id', made]], body));
      assert.equal(last().size, body?.length ?? 0);
    }
  });

  await t.test('a body in chunks goes on whole, with its length', async () => {
    const answer = await sendBytes(door, Buffer.from(`POST ${AT}/open HTTP/1.1\r\nHost: x\r\nX-Road-Client: ${CLIENT}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n3\r\nabc\r\n00A\r\n0123456789\r\n0\r\n\r\n`), 'POST');
    assert.deepEqual([answer.status, last().headers['content-length'], last().headers['transfer-encoding'], last().body.toString()], [200, '13', undefined, 'abc0123456789']);
    const lines = [FROM, ['x-road-request-id', answer.headers['x-road-request-id']], ['x-road-id', answer.headers['x-road-id']]];
    assert.equal(answer.headers['x-road-request-hash'], requestHash('POST', `${AT}/open`, lines, 'abc0123456789'));
  });

  await t.test('all methods pass, and no other', async () => {
    for (const verb of ['DELETE', 'GET', 'OPTIONS', 'PATCH', 'POST', 'PUT', 'TRACE']) {
      const { status, text } = await get('/open', { verb });
      assert.deepEqual([status, text, last().verb, last().size], [200, 'here', verb, 0]);
      if (verb === 'TRACE') continue;
      assert.deepEqual([(await get('/open', { verb, body: 'body' })).status, last().verb, last().body.toString()], [200, verb, 'body']);
    }
    const before = system.seen.length;
    for (const verb of ['HEAD', 'TRACE']) assert.equal((await get('/open', { verb, body: 'x' })).headers['x-road-error'], 'Client.BadRequest', `${verb} with a body`);
    for (const verb of ['CONNECT', 'PROPFIND', 'get', 'GETX']) assert.deepEqual([(await get('/open', { verb })).headers['x-road-error']], ['Client.BadRequest'], verb);
    assert.equal(system.seen.length, before);
  });

  await t.test('answers without a body: HEAD, 204, 304; each has one Date', async () => {
    answers((seen, response) => { response.writeHead(seen.verb === 'HEAD' ? 200 : Number(seen.target.slice(1)), { 'X-It': '1' }).end(seen.verb === 'HEAD' ? undefined : ''); });
    for (const [verb, path, status] of [['HEAD', '', 200], ['GET', '/204', 204], ['GET', '/304', 304], ['DELETE', '/204', 204]]) {
      const answer = await get(`/open${path}`, { verb });
      assert.deepEqual([answer.status, answer.headers['x-it'], answer.headers['content-length'], answer.left.length, valuesOf(answer, 'date').length], [status, '1', undefined, 0, 1]);
    }
    answers((seen, response) => { response.writeHead(200, ['Date', 'x, 1', 'Content-Length', '0']).end(); });
    assert.deepEqual(valuesOf(await get('/open'), 'date'), ['x, 1'], 'that of the system as it is');
    answers((seen, response) => { response.sendDate = false; response.end(); });
    const [date] = valuesOf(await get('/open'), 'date');
    assert.match(date, /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/);
    assert.ok(Math.abs(Date.parse(date) - Date.now()) < 5000);
    assert.equal(new Date(Date.parse(date)).toUTCString(), date);
    answers(plain);
  });

  await t.test('redirects are passed, never followed; what the system answers is not ours to judge', async () => {
    for (const status of [301, 302, 307, 308, 400, 401, 403, 404, 418, 429, 500, 502, 503, 599]) {
      answers((seen, response) => { response.writeHead(status, { Location: `${system.url}/elsewhere`, 'WWW-Authenticate': 'Basic' }).end(`own ${status}`); });
      const before = system.seen.length, answer = await get('/open');
      assert.deepEqual([answer.status, answer.text, answer.headers['x-road-error'], answer.headers.location, answer.headers['www-authenticate']], [status, `own ${status}`, undefined, `${system.url}/elsewhere`, 'Basic']);
      assert.equal(system.seen.length, before + 1);
    }
    answers(plain);
  });

  await t.test('errors: JSON, or XML when the first type that fits is XML; the code stands in X-Road-Error too', async () => {
    const bad = (accept) => ask(door, { target: '/r1/VN/GOV/2002/dan-cu/none', headers: [FROM, ...(accept ? [['Accept', accept]] : [])] });
    const message = `Unknown service: SERVICE:${PROVIDER}/none`, code = 'Server.ServerProxy.UnknownService';
    for (const accept of [null, '*/*', 'application/json', 'application/json, text/xml', 'text/html', 'application/*', 'application/xhtml+xml']) {
      const answer = await bad(accept), { detail } = JSON.parse(answer.text);
      assert.deepEqual([answer.status, answer.headers['content-type'], answer.headers['x-road-error']], [500, JSON_ERROR, code], accept);
      assert.equal(answer.text, `{"type":"${code}","message":"${message}","detail":"${detail}"}`);
      assert.match(detail, UUID);
    }
    for (const [accept, type] of [['application/xml', 'application/xml'], ['text/xml', 'text/xml'], ['text/*', 'text/xml'], ['text/html, TEXT/XML;q=0.1, application/json', 'text/xml'], ['application/xml;q=0, application/json', 'application/xml']]) {
      const answer = await bad(accept), [, detail] = /<detail>(.*)<\/detail>/.exec(answer.text);
      assert.deepEqual([answer.status, answer.headers['content-type'], answer.headers['x-road-error']], [500, `${type};charset=utf-8`, code], accept);
      assert.equal(answer.text, `<?xml version="1.0" encoding="utf-8"?><error><type>${code}</type><message>${message}</message><detail>${detail}</detail></error>`);
    }
    const hostile = await get('/open', { headers: [['X-Road-Client', 'VN/GOV/<a>&"/x'], ['Accept', 'text/xml']] });
    assert.match(hostile.text, /<message>Client 'SUBSYSTEM:VN\/GOV\/&lt;a&gt;&amp;"\/x' not found<\/message>/);
  });

  await t.test('each refusal has its code and its sentence', async () => {
    const before = system.seen.length;
    for (const [request, status, code, words] of [
      [{ target: `${AT}/open`, headers: [] }, 400, 'Client.MissingHeader', /X-Road-Client is missing/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', '']] }, 400, 'Client.MissingHeader', /X-Road-Client/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', 'VN/GOV']] }, 400, 'Client.InvalidClientIdentifier', /must be/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', `${CLIENT}/x`]] }, 400, 'Client.InvalidClientIdentifier', /must be/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', 'VN/GOV/1001/%2']] }, 400, 'Client.InvalidClientIdentifier', /must be/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', 'VN/GOV/1001']] }, 500, 'Server.ClientProxy.UnknownMember', /'SUBSYSTEM:VN\/GOV\/1001' not found/],
      [{ target: `${AT}/open`, headers: [['X-Road-Client', 'VN/GOV/1001/nobody']] }, 500, 'Server.ClientProxy.UnknownMember', /not found/],
      [{ target: '/r1/VN/GOV/2002/nobody/open', headers: [FROM] }, 500, 'Server.ClientProxy.UnknownMember', /Could not find addresses for service provider "SERVICE:VN\/GOV\/2002\/nobody\/open"/],
      [{ target: `${AT}/none`, headers: [FROM] }, 500, 'Server.ServerProxy.UnknownService', /Unknown service/],
      [{ target: `${AT}/secret`, headers: [FROM] }, 500, 'Server.ServerProxy.AccessDenied', /Request is not allowed: SERVICE:VN\/GOV\/2002\/dan-cu\/secret/],
      [{ target: `${AT}/off`, headers: [FROM] }, 500, 'Server.ServerProxy.ServiceDisabled', /is disabled: bảo trì đến 18 giờ/],
      [{ target: `/r2/${PROVIDER}/open`, headers: [FROM] }, 400, 'Client.InvalidProtocolVersion', /must be r1/],
      [{ target: `/R1/${PROVIDER}/open`, headers: [FROM] }, 400, 'Client.BadRequest', /The address must be/],
      [{ target: '/r1/VN/GOV/2002/dan-cu', headers: [FROM] }, 400, 'Client.BadRequest', /must name/],
      [{ target: '/r1/VN//2002/dan-cu/open', headers: [FROM] }, 400, 'Client.BadRequest', /must name/],
      [{ target: '/r1', headers: [FROM] }, 400, 'Client.BadRequest', /The address must be/],
      [{ target: '/', headers: [FROM] }, 400, 'Client.BadRequest', /The address must be/],
      [{ target: `${AT}/open`, headers: [FROM, ['X-Road-Security-Server', 'VN/GOV/1']] }, 400, 'Client.BadRequest', /X-Road-Security-Server/],
      [{ target: `${AT}/open`, headers: [FROM, ['X-Road-Represented-Party', 'a/b/c']] }, 400, 'Client.BadRequest', /X-Road-Represented-Party/],
    ]) {
      const answer = await ask(door, request), [got, type, message] = refusal(answer);
      assert.deepEqual([got, type, answer.headers['content-type'], JSON.parse(answer.text).type], [status, code, JSON_ERROR, code], JSON.stringify(request));
      assert.match(message, words);
    }
    assert.equal(system.seen.length, before, 'nothing went on');
    for (const [name, value] of [['X-Road-Represented-Party', 'COM/123'], ['X-Road-Represented-Party', '123'], ['X-Road-Security-Server', 'VN/GOV/1/s']]) {
      assert.equal((await get('/open', { headers: [FROM, [name, value]] })).status, 200);
      assert.equal(last().headers[name.toLowerCase()], value);
    }
  });

  await t.test('paths that two could read in two ways go nowhere', async () => {
    const before = system.seen.length;
    for (const path of ['/..', '/../secret', '/a/../b', '/.', '/a/./b', '/%2e%2e/x', '/.%2E/x', '/a%2Fb', '/a%2fb', '/a//b', '//a', '/a\\b', '/a%5Cb', '/a%00', '/a%0d%0aX', '/%zz', '/a%', '/a%2', '/%ff', '/%c0%ae', '/%252e%252e/x', '/a/%252E./b', '/a%252Fb', '/a%255cb', '/a%2500b', '/a%250d%250aX', '/..;/x', '/a/..;v=1/b', '/.;/x', '/%2e%2e;x/y']) {
      const { status, headers } = await get(`/open${path}`);
      assert.deepEqual([status, headers['x-road-error']], [400, 'Client.BadRequest'], path);
    }
    assert.equal(system.seen.length, before);
    for (const path of ['/...;/a;..', '/100%25/a%2541%25zz', '/a%252e.b']) assert.deepEqual([(await get(`/open${path}`)).status, last().target], [200, path]);
  });

  await t.test('rights: method and glob, decided on the decoded path; through a group; none is none', async () => {
    const as = (who, path, verb = 'GET') => ask(door, { verb, target: `${AT}${path}`, headers: [['X-Road-Client', who]] });
    const denied = 'Server.ServerProxy.AccessDenied';
    for (const [who, path, verb, expected] of [
      [OTHER, '/people/people/7', 'GET', undefined], [OTHER, '/people/people/7', 'DELETE', denied], [OTHER, '/people/people/7/x', 'GET', denied], [OTHER, '/people', 'GET', denied],
      [OTHER, '/people/%70eople/7', 'GET', undefined], [OTHER, '/grouped', 'GET', denied], ['VN/GOV/1002/nhom', '/grouped/any/path', 'PUT', undefined], ['VN/GOV/1002/nhom', '/open', 'GET', denied],
    ]) assert.equal((await as(who, path, verb)).headers['x-road-error'], expected, `${who} ${verb} ${path}`);
  });

  await t.test('a quota: 429 with Retry-After once it is used up, nothing goes on', async () => {
    await pause60(); // not over the end of a minute
    const before = system.seen.length, results = [];
    for (let i = 0; i < 6; i++) results.push(await ask(door, { target: `${AT}/few`, headers: [['X-Road-Client', 'VN/GOV/1002/it-tin']] }));
    assert.deepEqual(results.map(({ status }) => status), [200, 200, 200, 200, 429, 429]);
    assert.deepEqual([results[5].headers['x-road-error'], results[5].headers['retry-after'], system.seen.length - before], ['Client.TooManyRequests', '5', 4]);
    assert.equal((await get('/open')).status, 200, 'others are not touched');
  });

  await t.test('metadata: listClients, in JSON and XML', async () => {
    const id = (code, more = '') => `{"id":{"member_class":"GOV","member_code":"${code}","object_type":"${more ? 'SUBSYSTEM' : 'MEMBER'}",${more}"xroad_instance":"VN"}`;
    const member = (code, name) => `${id(code)},"name":"${name}"}`, part = (code, name, sub, subname) => `${id(code, `"subsystem_code":"${sub}",`)},"name":"${name}"${subname ? `,"subsystem_name":${JSON.stringify(subname).replace("<", "\\u003c")}` : ''}}`;
    const expected = `{"member":[${[member('1001', 'Sở Nội vụ'), part('1001', 'Sở Nội vụ', 'dao-tao'), part('1001', 'Sở Nội vụ', 'it', 'Tổ <CNTT> & "số"'), member('1002', 'Sở Tài chính'), part('1002', 'Sở Tài chính', 'it-tin'), part('1002', 'Sở Tài chính', 'nhom'), part('1002', 'Sở Tài chính', 'tai-chinh'),
      member('2002', 'Công an tỉnh'), part('2002', 'Công an tỉnh', 'dan-cu')].join(',')}]}`;
    const json = await ask(door, { target: '/listClients?xRoadInstance=VN', headers: [['Accept', 'application/json']] });
    assert.deepEqual([json.status, json.headers['content-type'], json.text], [200, JSON_ERROR, expected]);
    const xml = await ask(door, { target: '/listClients' });
    assert.deepEqual([xml.status, xml.headers['content-type']], [200, 'text/xml;charset=utf-8']);
    assert.ok(xml.text.startsWith('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><xrd:clientList xmlns:xrd="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers">'
      + '<xrd:member><xrd:id id:objectType="MEMBER"><id:xRoadInstance>VN</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>1001</id:memberCode></xrd:id><xrd:name>Sở Nội vụ</xrd:name></xrd:member>'
      + '<xrd:member><xrd:id id:objectType="SUBSYSTEM"><id:xRoadInstance>VN</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>1001</id:memberCode><id:subsystemCode>dao-tao</id:subsystemCode></xrd:id><xrd:name>Sở Nội vụ</xrd:name></xrd:member>'));
    assert.equal(xml.text.match(/<xrd:member>/g).length, 9);
    assert.equal((await ask(door, { target: '/listClients?xRoadInstance=EE', headers: [['Accept', 'application/json']] })).text, '{"member":[]}');
  });

  await t.test('metadata: listMethods, allowedMethods, getOpenAPI', async () => {
    const listed = (code, type, endpoints = '') => `{"member_class":"GOV","member_code":"2002","object_type":"SERVICE","service_code":"${code}","service_type":"${type}","subsystem_code":"dan-cu","xroad_instance":"VN","endpoint_list":[${endpoints}]}`;
    const both = '{"method":"GET","path":"/people/*"},{"method":"POST","path":"/people"}';
    const all = await get('/listMethods');
    const codes = ["a?b=(1)'+", 'dropped', 'few', 'grouped', 'kept', 'off', 'open', 'people', 'secret'];
    assert.deepEqual([all.status, all.headers['content-type'], all.text], [200, JSON_ERROR, `{"service":[${codes.map((code) => (code === 'people' ? listed(code, 'OPENAPI', both) : listed(code, 'REST'))).join(',')}]}`]);
    const some = await get('/allowedMethods', { headers: [['X-Road-Client', OTHER]] });
    assert.equal(some.text, `{"service":[${listed('few', 'REST')},${listed('people', 'OPENAPI', '{"method":"GET","path":"/people/*"}')}]}`);
    assert.equal((await get('/listMethods', { headers: [] })).headers['x-road-error'], 'Client.MissingHeader');
    const file = await get('/getOpenAPI?serviceCode=people');
    assert.deepEqual([file.status, file.headers['content-type'], file.text], [200, JSON_ERROR, OPENAPI]);
    assert.equal((await get('/getOpenAPI?serviceCode=open')).headers['x-road-error'], 'Server.ServerProxy.ServiceType');
    assert.equal((await get('/getOpenAPI?serviceCode=none')).headers['x-road-error'], 'Server.ServerProxy.UnknownService');
    assert.equal((await get('/getOpenAPI')).headers['x-road-error'], 'Server.ServerProxy.UnknownService');
  });

  await t.test('the door of GovStack: no version needed, its own name for the client', async () => {
    const from = [['X-GovStack-Client', CLIENT]];
    for (const [at, target, headers, expected] of [
      [govstack, `/${PROVIDER}/open/g?h`, from, [200, '/g?h']], [govstack, `/r1/${PROVIDER}/open/g`, from, [200, '/g']], [govstack, `/${PROVIDER}/open`, [FROM], [200, '/']],
    ]) {
      const answer = await ask(at, { target, headers });
      assert.deepEqual([answer.status, last().target, answer.headers['x-road-client']], [...expected, CLIENT], target);
    }
    assert.equal((await ask(door, { target: `/${PROVIDER}/open`, headers: [FROM] })).headers['x-road-error'], 'Client.BadRequest');
    assert.equal((await ask(door, { target: `${AT}/open`, headers: from })).headers['x-road-error'], 'Client.MissingHeader');
  });

  await t.test('one connection for many messages, also sent all at once', async () => {
    answers((seen, response) => { response.end(`${seen.target} ${seen.size}`); });
    const one = (path, body) => requestBytes({ verb: 'POST', target: `${AT}/open/${path}`, headers: [FROM], body, last: '' });
    const bytes = Buffer.concat([one('1', 'a'), one('2', 'bb'), requestBytes({ target: `${AT}/open/3`, headers: [FROM] })]);
    const { connect } = await import('node:net');
    const text = await new Promise((done) => {
      let all = '';
      const socket = connect(door.port, '127.0.0.1', () => socket.write(bytes));
      socket.on('data', (piece) => { all += piece; });
      socket.on('close', () => done(all));
    });
    assert.deepEqual(text.match(/^\/\d \d+/gm), ['/1 1', '/2 2', '/3 0'], 'answered in their order');
    assert.deepEqual(text.match(/^Connection: .*$/gm).map((line) => line.trim()), ['Connection: keep-alive', 'Connection: keep-alive', 'Connection: close']);
    answers(plain);
  });

  await t.test('large bodies, both ways: 100 MB come through whole, and the process stays small', async () => {
    const size = 100_000_000, body = randomBytes(size), digest = createHash('sha256').update(body).digest('hex');
    answers((seen, response) => { response.end(body); });
    const answer = await get('/open/big', { verb: 'PUT', body });
    assert.deepEqual([answer.status, last().size, last().sha256, answer.body.length], [200, size, digest, size]);
    assert.equal(createHash('sha256').update(answer.body).digest('hex'), digest);
    const most = memoryOf(server, 'VmHWM');
    t.diagnostic(`at most ${most.toFixed(0)} MiB`);
    if (!process.env.ASAN_OPTIONS && !process.env.TSAN_OPTIONS) assert.ok(most < 100, `${most} MiB`);
    answers(plain);
  });

  await t.test('records: two an exchange, each with an entry of the ledger that holds the digest of what is stated', async () => {
    answers((seen, response) => { response.writeHead(201, { 'X-It': '1' }).end('ánswer'); });
    const body = randomBytes(600_000);
    const answer = await get('/kept/a?b=c', { verb: 'POST', headers: [FROM, ['X-Road-Id', 'ghi-1']], body });
    assert.equal(answer.status, 201);
    const [asked, told] = recordsOf(where).filter((one) => one.message_id === 'ghi-1'), id = answer.headers['x-road-request-id'];
    for (const [one, kind, outcome] of [[asked, 'exchange.request_recorded', 'accepted'], [told, 'exchange.answer_recorded', '201']]) {
      const { ledger } = one;
      assert.deepEqual([ledger.kind, ledger.subject, ledger.id], [kind, one.exchange, one.entry]);
      assert.deepEqual(ledger.facts, { client: CLIENT, service: `${PROVIDER}/kept`, statement: createHash('sha256').update(one.statement).digest('hex'), outcome });
      assert.deepEqual([one.request_id, one.client, one.service, one.method, one.fault], [id, CLIENT, `${PROVIDER}/kept`, 'POST', '']);
    }
    assert.deepEqual([asked.isAnswer, told.isAnswer, asked.exchange === told.exchange, asked.status, told.status, asked.bytes, told.bytes], [false, true, true, '0', '201', '600000', '7']);
    const heads = [openBox(where, asked.head), openBox(where, told.head)].map(String);
    assert.equal(heads[0], `POST\r\n${AT}/kept/a?b=c\r\nX-Road-Client:${CLIENT}\r\nX-Road-Id:ghi-1\r\nx-road-request-id:${id}\r\n`);
    assert.equal(heads[1], `201\r\nCreated\r\n${answer.lines.filter(([name]) => !['Content-Length', 'Connection'].includes(name)).map((pair) => `${pair.join(':')}\r\n`).join('')}`);
    const said = JSON.parse(asked.statement), given = JSON.parse(told.statement);
    assert.equal(asked.statement, JSON.stringify(Object.fromEntries(Object.entries(said).sort(([a], [b]) => (a < b ? -1 : 1)))), 'sorted, without blanks');
    assert.deepEqual([said.head, said.body, said.bytes, said.v, said.identity, said.secret], [sha512(heads[0]).toString('base64'), sha512(body).toString('base64'), 600000, 1, 'none', asked.secret]);
    assert.deepEqual([given.head, given.body, given.exchange, given.status], [sha512(heads[1]).toString('base64'), sha512('ánswer').toString('base64'), asked.exchange, 201]);
    assert.notEqual(asked.secret, told.secret);
    const parts = (which) => Buffer.concat(query(where, `SELECT box FROM exchange_body WHERE exchange = '${asked.exchange}' AND ${which} is_answer ORDER BY part;`).map(([box]) => openBox(where, box)));
    assert.ok(parts('NOT').equals(body));
    assert.equal(parts('').toString(), 'ánswer');
  });

  await t.test('records: a body that is digested or dropped is not there; a refusal is written down once', async () => {
    await get('/open', { verb: 'POST', headers: [FROM, ['X-Road-Id', 'ghi-2']], body: 'secret words' });
    await get('/dropped', { verb: 'POST', headers: [FROM, ['X-Road-Id', 'ghi-3']], body: 'secret words' });
    await get('/secret', { verb: 'POST', headers: [FROM, ['X-Road-Id', 'ghi-4']], body: 'secret words' });
    const of = (id) => recordsOf(where).filter((one) => one.message_id === id);
    assert.deepEqual(of('ghi-2').map((one) => JSON.parse(one.statement).body), [sha512('secret words').toString('base64'), sha512('ánswer').toString('base64')]);
    assert.deepEqual(of('ghi-3').map((one) => JSON.parse(one.statement).body), ['', '']);
    assert.deepEqual(of('ghi-4').map((one) => [one.fault, one.ledger.facts.outcome, one.ledger.kind]), [['Server.ServerProxy.AccessDenied', 'Server.ServerProxy.AccessDenied', 'exchange.request_recorded']]);
    const entries = ['ghi-2', 'ghi-3', 'ghi-4'].flatMap(of).map(({ exchange }) => `'${exchange}'`).join(',');
    assert.deepEqual(query(where, `SELECT COUNT(*) FROM exchange_body WHERE exchange IN (${entries});`), [['0']]);
    answers(plain);
  });

  await t.test('every message that reached the system has both records, and each request id is there once', async () => {
    const recorded = recordsOf(where), asked = recorded.filter((one) => !one.isAnswer), told = recorded.filter((one) => one.isAnswer);
    const passed = asked.filter((one) => one.fault === '').map((one) => one.request_id);
    assert.deepEqual(passed.sort(), system.seen.map((one) => one.headers['x-road-request-id']).sort());
    assert.deepEqual(told.map((one) => one.request_id).sort(), passed);
    assert.equal(new Set(asked.map((one) => one.request_id)).size, asked.length);
  });
});

const MINUTE_MS = 60_000, SAFE_MS = 5000;
async function pause60() {
  const left = MINUTE_MS - (Date.now() % MINUTE_MS);
  if (left < SAFE_MS) await new Promise((done) => { setTimeout(done, left + 50); });
}

onBothEngines('the exchange by other settings', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  const system = await startSystem((seen, response) => { response.end('here'); });
  t.after(() => system.stop());
  await register(where, declaration(system.url));
  await server.stop();
  const codes = async (set) => {
    const { server: other, door } = await serveExchange(where, { set }), found = [];
    for (const [target, headers] of [[`${AT}/open`, []], [`${AT}/open`, [['X-Road-Client', 'VN/GOV/1/none']]], [`${AT}/none`, [FROM]], [`${AT}/secret`, [FROM]], [`${AT}/off`, [FROM]], [`/r2/${PROVIDER}/open`, [FROM]]]) {
      const { status, headers: got } = await ask(door, { target, headers });
      found.push(`${status} ${got['x-road-error']}`);
    }
    const end = await other.stop();
    assert.deepEqual([end.code, end.signal], [0, null]);
    return found;
  };

  await t.test('the codes as X-Road writes them since 7.8', async () => {
    assert.deepEqual(await codes({ 'exchange.codes': 'snake' }), ['400 client.missing_header', '500 server.clientproxy.unknown_member', '500 server.serverproxy.unknown_service', '500 server.serverproxy.access_denied', '500 server.serverproxy.service_disabled', '400 client.invalid_protocol_version']);
  });

  await t.test('statuses that tell denial from breakage', async () => {
    assert.deepEqual(await codes({ 'exchange.plain_statuses': 'true' }), ['400 Client.MissingHeader', '404 Server.ClientProxy.UnknownMember', '404 Server.ServerProxy.UnknownService', '403 Server.ServerProxy.AccessDenied', '503 Server.ServerProxy.ServiceDisabled', '400 Client.InvalidProtocolVersion']);
  });

  await t.test('a message for another security server is not for this one', async (t) => {
    const { server: other, door } = await serveExchange(where, { set: { 'exchange.server': 'VN/GOV/1/s1' } });
    t.after(() => other.stop());
    const to = (name) => sendBytes(door, Buffer.from(`GET ${AT}/open HTTP/1.1\r\nHost: x\r\nX-Road-Client: ${CLIENT}\r\nX-Road-Security-Server: ${name}\r\nConnection: close\r\n\r\n`, 'latin1'));
    assert.equal((await to('VN/GOV/1/s1')).status, 200);
    assert.deepEqual(refusal(await to('VN/GOV/1/s2')), [500, 'Server.ClientProxy.InvalidSecurityServer', 'This is not the security server "VN/GOV/1/s2"']);
    const answer = await to('VN/GOV/1/\xff');
    assert.deepEqual([answer.status, answer.headers['x-road-error']], [400, 'Client.BadRequest'], 'not UTF-8');
    assert.ok(new TextDecoder('utf-8', { fatal: true }).decode(answer.body));
  });

  await t.test('a body beyond the limit is refused before it is read, one without a length while it is', async (t) => {
    const { server: other, door } = await serveExchange(where, { set: { 'exchange.body_max': '1' } }), before = system.seen.length;
    t.after(() => other.stop());
    const head = `POST ${AT}/open HTTP/1.1\r\nHost: x\r\nX-Road-Client: ${CLIENT}\r\n`;
    for (const bytes of [`${head}Content-Length: 1048577\r\n\r\n`, `${head}Content-Length: 1048577\r\nExpect: 100-continue\r\n\r\n`, `${head}Content-Length: 99999999999\r\n\r\nabc`, `${head}Transfer-Encoding: chunked\r\n\r\n100001\r\n${'x'.repeat(0x100001)}`]) {
      const answer = await sendBytes(door, Buffer.from(bytes), 'POST');
      assert.deepEqual([answer.status, answer.headers['x-road-error'], answer.headers.connection], [400, 'Client.BadRequest', 'close'], bytes.slice(head.length, head.length + 60));
    }
    assert.equal(system.seen.length, before);
    assert.equal((await ask(door, { verb: 'POST', target: `${AT}/open`, headers: [FROM], body: Buffer.alloc(1 << 20) })).status, 200, 'exactly as large as it may be');
  });
});
