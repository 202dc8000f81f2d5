// tests/stories/exchange_soap.story.mjs - the exchange speaks the X-Road message protocol 4.0 (SOAP): the examples of the protocol
// byte for byte, with attachments, through two nodes, and everything hostile refused before it goes anywhere.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { makeData, signedIn, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { verifyEvidence } from '../harness/evidence.mjs';
import { OPEN, ask, doorsOf, memoryOf, recordsOf, register, requestBytes, sendBytes, serveExchange, signedHeaders, startBrokenSystem, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'EE/GOV/MEMBER1/SUBSYSTEM1', PROVIDER = 'EE/GOV/MEMBER2/SUBSYSTEM2', SERVICE = `${PROVIDER}/exampleService.v1`;
const XML = ['Content-Type', 'text/xml; charset=utf-8'], SOAP = 'http://schemas.xmlsoap.org/soap/envelope/', XROAD = 'http://x-road.eu/xsd/xroad.xsd', IDS = 'http://x-road.eu/xsd/identifiers';

// ---- the examples of the protocol (PR-MESS 4.0, annex C), with what is varied ----

const HEAD = `<?xml version="1.0" encoding="utf-8"?>
<SOAP-ENV:Envelope
        xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"
        xmlns:id="http://x-road.eu/xsd/identifiers"
        xmlns:xroad="http://x-road.eu/xsd/xroad.xsd">
    <SOAP-ENV:Header>
        <xroad:client id:objectType="SUBSYSTEM">
            <id:xRoadInstance>EE</id:xRoadInstance>
            <id:memberClass>GOV</id:memberClass>
            <id:memberCode>MEMBER1</id:memberCode>
            <id:subsystemCode>SUBSYSTEM1</id:subsystemCode>
        </xroad:client>
        <xroad:service id:objectType="SERVICE">
            <id:xRoadInstance>EE</id:xRoadInstance>
            <id:memberClass>GOV</id:memberClass>
            <id:memberCode>MEMBER2</id:memberCode>
            <id:subsystemCode>SUBSYSTEM2</id:subsystemCode>
            <id:serviceCode>exampleService</id:serviceCode>
            <id:serviceVersion>v1</id:serviceVersion>
        </xroad:service>
        <xroad:id>4894e35d-bf0f-44a6-867a-8e51f1daa7e0</xroad:id>
        <xroad:userId>EE12345678901</xroad:userId>
        <xroad:issue>12345</xroad:issue>
        <xroad:protocolVersion>4.0</xroad:protocolVersion>
`;
const REQUEST = `${HEAD}    </SOAP-ENV:Header>
    <SOAP-ENV:Body>
        <ns1:exampleService xmlns:ns1="http://producer.x-road.eu">
            <exampleInput>foo</exampleInput>
        </ns1:exampleService>
    </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`;
const ANSWER_BODY = `</SOAP-ENV:Header>
    <SOAP-ENV:Body>
        <ns1:exampleServiceResponse xmlns:ns1="http://producer.x-road.eu">
            <exampleInput>foo</exampleInput>
            <exampleOutput>bar</exampleOutput>
        </ns1:exampleServiceResponse>
    </SOAP-ENV:Body>
</SOAP-ENV:Envelope>
`;
const ANSWER = `${HEAD}    ${ANSWER_BODY}`, ID = '4894e35d-bf0f-44a6-867a-8e51f1daa7e0';
const OWN_FAULT = `<s:Envelope xmlns:s="${SOAP}"><s:Body><s:Fault><faultcode>s:Server</faultcode><faultstring>không có ông ấy</faultstring></s:Fault></s:Body></s:Envelope>`;

const sha512 = (bytes) => createHash('sha512').update(bytes).digest('base64');
const hashOf = (bytes, name = 'xroad:requestHash', more = '') => `<${name}${more} algorithmId="http://www.w3.org/2001/04/xmlenc#sha512">${sha512(bytes)}</${name}>`;
/** What the caller must get: the system's own bytes, and the hash of the request where its header ends. */
const hashed = (request, answer = ANSWER) => answer.replace('</SOAP-ENV:Header>', `${hashOf(request)}</SOAP-ENV:Header>`);
const soapFault = (code, words, detail) => `<?xml version="1.0" encoding="utf-8"?><SOAP-ENV:Envelope xmlns:SOAP-ENV="${SOAP}"><SOAP-ENV:Body><SOAP-ENV:Fault><faultcode>${code}</faultcode><faultstring>${words}</faultstring><faultactor></faultactor><detail><faultDetail>${detail}</faultDetail></detail></SOAP-ENV:Fault></SOAP-ENV:Body></SOAP-ENV:Envelope>`;
const request = (body = REQUEST, headers = [XML]) => ({ verb: 'POST', target: '/', headers, body });
const forService = (code, text = REQUEST) => text.replaceAll('exampleService', code).replace(/ *<id:serviceVersion>v1<.*\n/, '');

function declaration(url, { here, nodes = [], connection = 'http', keys = [], certificate = null } = {}) {
  const at = (code, more) => (here === undefined || here === code ? more : { node: code }), isProvider = here === undefined || here === 'b';
  const service = (code, more = {}) => ({ code, type: 'wsdl', bodies: 'kept', ...(isProvider ? { url: `${url}/soap` } : {}), ...more });
  return {
    instance: 'EE',
    members: [
      { class: 'GOV', code: 'MEMBER1', name: 'Sở Nội vụ', subsystems: [{ code: 'SUBSYSTEM1', ...at('a', { connection, signing_keys: keys, ...(certificate ? { certificates: [certificate] } : {}) }) }] },
      { class: 'GOV', code: 'MEMBER2', name: 'Công an tỉnh', subsystems: [{
        code: 'SUBSYSTEM2', ...at('b', { connection: 'http' }),
        services: [service('exampleService.v1'), service('exampleService.v2'), service('plain'), service('off', { enabled: false, notice: 'bảo trì' }), service('other', { type: 'rest' })],
      }] },
    ],
    rights: ['exampleService.v1', 'plain', 'off', 'other'].map((code) => ({ subject: CLIENT, service: `${PROVIDER}/${code}` })),
    quotas: [], nodes,
  };
}

const multipart = (parts, boundary = 'MIME_boundary', line = '\r\n') => Buffer.concat([
  ...parts.map(([heads, body]) => Buffer.concat([Buffer.from(`${line}--${boundary}${line}${heads.map((one) => `${one}${line}`).join('')}${line}`), Buffer.from(body)])), Buffer.from(`${line}--${boundary}--${line}`)]);
const ROOT = ['Content-Type: text/xml; charset=UTF-8', 'Content-Transfer-Encoding: 8bit', 'Content-ID: <rootpart>'], FILE = ['Content-Type: application/octet-stream', 'Content-Transfer-Encoding: binary', 'Content-ID: <tep>'];
const RELATED = ['Content-Type', 'multipart/related; type="text/xml"; boundary="MIME_boundary"; start="<rootpart>"'];

onBothEngines('the X-Road message protocol 4.0', { serve: { set: OPEN } }, async (t, { server, where }) => {
  const give = (text, headers = { 'Content-Type': 'text/xml;charset=UTF-8' }, status = 200) => async (seen, response) => { response.writeHead(status, headers).end(text); };
  const system = await startSystem(give(ANSWER));
  t.after(() => system.stop());
  await register(where, declaration(system.url));
  const [door, govstack] = doorsOf(server), last = () => system.seen.at(-1), answers = (...args) => { system.answer = give(...args); };
  /** Refused before it went anywhere, with this code. */
  const refused = async (one, code, words, name) => {
    const before = system.seen.length, answer = await ask(door, one), [, told] = /<faultcode>(.*?)<\/faultcode>/.exec(answer.text) ?? [];
    assert.deepEqual([answer.status, answer.headers['content-type'], told, answer.headers['x-road-error']], [500, 'text/xml;charset=utf-8', code, code], `${name}: ${answer.text}`);
    assert.match(answer.text, words, name);
    assert.equal(system.seen.length, before, `${name}: nothing went on`);
    return answer;
  };

  await t.test('the example: the system gets its bytes, the caller the system’s with the hash of the request in the header', async () => {
    const answer = await ask(door, request(REQUEST, [XML, ['SOAPAction', '""']]));
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.text, hashed(REQUEST));
    assert.deepEqual([last().verb, last().target, last().body.toString(), last().headers.soapaction, last().headers['content-type']], ['POST', '/soap', REQUEST, '""', XML[1]]);
    assert.deepEqual([answer.headers['x-road-id'], answer.headers['x-road-client'], answer.headers['x-road-service'], answer.headers['content-type']], [ID, CLIENT, SERVICE, 'text/xml;charset=UTF-8']);
    assert.deepEqual(last().lines.slice(-5, -1), [['x-road-request-id', answer.headers['x-road-request-id']], ['x-road-id', ID], ['x-road-client', CLIENT], ['x-road-service', SERVICE]]);
    const asked = ['POST', '/', `Content-Type:${XML[1]}`, 'SOAPAction:""', ...last().lines.slice(-5, -1).map((pair) => pair.join(':')), ''].join('\r\n');
    const both = createHash('sha512').update(createHash('sha512').update(asked).digest()).update(createHash('sha512').update(REQUEST).digest()).digest('base64');
    assert.equal(answer.headers['x-road-request-hash'], both, 'the hash of the message as the exchange has it');
  });

  await t.test('both are on record before they go on, and proved to an outsider', async () => {
    const [asked, answered] = recordsOf(where).map((one) => ({ ...one, said: JSON.parse(one.statement) }));
    assert.deepEqual([asked.message_id, asked.client, asked.service, asked.method, asked.said.kind], [ID, CLIENT, SERVICE, 'POST', 'request']);
    assert.deepEqual([asked.said.body, answered.said.body, answered.status], [sha512(REQUEST), sha512(hashed(REQUEST)), '200']);
    const evidence = await soon(() => verifyEvidence(where.cli('exchange', 'evidence', ID), where.cli('ledger', 'key').trim()));
    assert.deepEqual(evidence.records.map((one) => one.body), [REQUEST, hashed(REQUEST)]);
    assert.match(evidence.records[0].head, /^POST\r\n\/\r\nContent-Type:text\/xml; charset=utf-8\r\nSOAPAction:""\r\nx-road-request-id:.*\r\nx-road-id:4894e35d.*\r\nx-road-client:EE\/GOV\/MEMBER1\/SUBSYSTEM1\r\nx-road-service:EE\/GOV\/MEMBER2\/SUBSYSTEM2\/exampleService\.v1\r\n$/);
    const caller = await signedIn(server, 'dieu-phoi'), [told] = (await caller.get(`/exchange/messages?message_id=${ID}`)).body.messages;
    assert.deepEqual([told.service, told.status, told.request_bytes, told.answer_bytes], [SERVICE, 200, Buffer.byteLength(REQUEST), Buffer.byteLength(hashed(REQUEST))]);
  });

  await t.test('prefixes are the sender’s to choose; the hash is put where it means the same', async () => {
    const own = (text) => text.replaceAll('SOAP-ENV:', 'S:').replace('xmlns:SOAP-ENV', 'xmlns:S').replaceAll('xroad:', 'x:').replace('xmlns:xroad', 'xmlns:x').replaceAll('id:', 'i:').replace('xmlns:id', 'xmlns:i');
    const mine = own(REQUEST).replaceAll('x:i:', 'x:id');
    const fixed = (text) => text.replaceAll('<x:i:', '<x:id').replaceAll(/(<\/?)x:id>/g, '$1x:id>');
    answers(fixed(own(ANSWER)));
    const answer = await ask(door, request(fixed(mine)));
    assert.equal(answer.text, fixed(own(ANSWER)).replace('</S:Header>', `${hashOf(fixed(mine), 'x:requestHash')}</S:Header>`));
    const inner = `<e:Envelope xmlns:e="${SOAP}"><e:Header>${HEAD.slice(HEAD.indexOf('<xroad:client'), HEAD.lastIndexOf('\n')).replaceAll(/<xroad:(client|service|id|userId|issue|protocolVersion)/g, `<$1 xmlns="${XROAD}" xmlns:id="${IDS}"`).replaceAll('</xroad:', '</')}</e:Header><e:Body><exampleServiceResponse xmlns="urn:a"/></e:Body></e:Envelope>`;
    answers(inner);
    assert.equal((await ask(door, request())).text, inner.replace('</e:Header>', `${hashOf(REQUEST, 'xroad:requestHash', ` xmlns:xroad="${XROAD}"`)}</e:Header>`), 'no prefix holds where the header ends');
    const plain = ANSWER.replace(`xmlns:xroad="${XROAD}"`, `xmlns="${XROAD}"`).replaceAll('<xroad:', '<').replaceAll('</xroad:', '</');
    answers(plain);
    assert.equal((await ask(door, request())).text, plain.replace('</SOAP-ENV:Header>', `${hashOf(REQUEST, 'requestHash')}</SOAP-ENV:Header>`), 'the default namespace');
    answers(ANSWER.replace('        <xroad:id>', `        <xroad:requestHash algorithmId="urn:mine">\n  AAAA<!-- -->\n</xroad:requestHash>\n        <xroad:id>`.replace('<!-- -->', '')));
    assert.equal((await ask(door, request())).text, ANSWER.replace('        <xroad:id>', `        ${hashOf(REQUEST)}\n        <xroad:id>`), 'one that the system put there is replaced');
    answers(`\u{feff}${ANSWER}`);
    assert.equal((await ask(door, request(`\u{feff}${REQUEST}`))).text, `\u{feff}${hashed(`\u{feff}${REQUEST}`)}`, 'with a byte order mark');
    answers(ANSWER);
  });

  await t.test('with attachments: the first part is the envelope, and its hash is that of this part', async () => {
    const junk = Buffer.concat([Buffer.alloc(300_000, '\r\n--MIME_boundar'), Buffer.from([0, 255, 13, 10])]);
    const body = multipart([[ROOT, REQUEST], [FILE, junk]]), back = (text) => multipart([[['Content-Type: application/xop+xml; charset=utf-8; type="text/xml"'], text], [FILE, junk]], 'b=1');
    answers(back(ANSWER), { 'Content-Type': 'Multipart/Related; boundary="b=1"; type="application/xop+xml"' });
    const answer = await ask(door, request(body, [RELATED]));
    assert.equal(answer.status, 200, answer.text.slice(0, 600));
    assert.deepEqual([last().sha256, answer.body.equals(back(hashed(REQUEST)))], [createHash('sha256').update(body).digest('hex'), true]);
    answers(ANSWER);
    assert.equal((await ask(door, request(multipart([[ROOT, REQUEST]]).subarray(2), [RELATED]))).text, hashed(REQUEST), 'one part, and no empty line before it');
    for (const size of [1, 7, 1460]) { // as the line pleases
      const bytes = requestBytes(request(body.subarray(0, 3000), [RELATED, ['X', 'y'.repeat(size)]]));
      assert.equal((await sendBytes(door, bytes, 'POST')).status, 200);
    }
  });

  await t.test('100 MB of attachment, there and back, in little memory', async () => {
    const big = Buffer.alloc(100 << 20, 'đất nước ');
    const body = multipart([[ROOT, REQUEST], [FILE, big]]), back = multipart([[ROOT, ANSWER], [FILE, big]]), before = memoryOf(server);
    answers(back, { 'Content-Type': RELATED[1] });
    const answer = await ask(door, request(body, [RELATED]));
    assert.equal(answer.status, 200);
    assert.equal(last().sha256, createHash('sha256').update(body).digest('hex'));
    assert.ok(answer.body.equals(multipart([[ROOT, hashed(REQUEST)], [FILE, big]])));
    if (!process.env.ASAN_OPTIONS && !process.env.TSAN_OPTIONS) assert.ok(memoryOf(server, 'VmHWM') - before < 60, `${memoryOf(server, 'VmHWM')} MiB at most, ${before} before`);
    answers(ANSWER);
  });

  await t.test('what the system calls a fault passes as it is', async () => {
    answers(OWN_FAULT, { 'Content-Type': 'text/xml' }, 500);
    const answer = await ask(door, request());
    assert.deepEqual([answer.status, answer.text, answer.headers['x-road-error']], [500, OWN_FAULT, undefined]);
    answers(ANSWER);
  });

  await t.test('an answer that is not the answer is not given', async () => {
    const failed = 'Server.ServerProxy.ServiceFailed';
    for (const [text, code, words, headers] of [
      [ANSWER.replace('MEMBER1', 'MEMBER3'), 'Server.ServerProxy.InconsistentResponse', /: client</], [ANSWER.replace('>v1<', '>v2<'), 'Server.ServerProxy.InconsistentResponse', /: service</],
      [ANSWER.replace('>4894', '>4895'), 'Server.ServerProxy.InconsistentResponse', /: id</], [ANSWER.replace(/.*userId.*\n/, ''), 'Server.ServerProxy.InconsistentResponse', /: userId</],
      [ANSWER.replace('>12345<', '>12346<'), 'Server.ServerProxy.InconsistentResponse', /: issue</], [ANSWER.replace('>4.0<', '>4.1<'), `${failed}.InvalidProtocolVersion`, /4\.0/],
      [ANSWER.replaceAll('exampleServiceResponse', 'otherResponse'), `${failed}.InvalidSoap`, /same name/], [ANSWER.replace(/<SOAP-ENV:Header>[^]*<\/SOAP-ENV:Header>/, ''), `${failed}.MissingHeader`, /missing/],
      ['<html/>', `${failed}.InvalidSoap`, /Envelope/], ['', `${failed}.InvalidXml`, /XML/], [ANSWER.slice(0, -9), `${failed}.InvalidXml`, /XML/], ['{}', `${failed}.InvalidContentType`, /Content-Type/, { 'Content-Type': 'application/json' }],
      [ANSWER, `${failed}.InvalidContentType`, /Content-Type/, { 'Content-Type': 'text/xml', 'Content-Encoding': 'gzip' }], [`<!DOCTYPE a>${ANSWER.slice(39)}`, `${failed}.InvalidXml`, /document type/],
      [ANSWER, `${failed}.MimeParsingFailed`, /first part/, { 'Content-Type': RELATED[1] }], [ANSWER.replace('<SOAP-ENV:Header>', `<SOAP-ENV:Header><a>${'x'.repeat(70_000)}</a>`), `${failed}.InvalidSoap`, /64 KiB/],
    ]) {
      answers(text, headers ?? { 'Content-Type': 'text/xml' });
      const answer = await ask(door, request()), [, told] = /<faultcode>(.*?)<\/faultcode>/.exec(answer.text);
      assert.deepEqual([answer.status, told], [500, code], `${text.slice(0, 90)}: ${answer.text}`);
      assert.match(answer.text, words);
      assert.equal(recordsOf(where).at(-1).fault, code);
    }
    answers(ANSWER);
  });

  await t.test('a system that breaks off, in its header or behind it; a caller that vanishes within his', async () => {
    const broken = await startBrokenSystem(() => {}), failed = 'Server.ServerProxy.ServiceFailed';
    await register(where, declaration(broken.url));
    for (const text of [ANSWER.slice(0, 500), ANSWER.slice(0, -100), '']) {
      broken.behave = (socket) => socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: ${ANSWER.length}\r\n\r\n${text}`);
      const answer = await ask(door, request());
      assert.deepEqual([answer.status, answer.headers['x-road-error'], answer.headers['content-type']], [500, failed, 'text/xml;charset=utf-8'], answer.text);
    }
    await broken.stop();
    assert.equal((await ask(door, request())).headers['x-road-error'], 'Server.ServerProxy.NetworkError');
    await register(where, declaration(system.url));
    const before = system.seen.length, records = recordsOf(where).length;
    for (const [body, head] of [[REQUEST, XML], [multipart([[ROOT, REQUEST]]), RELATED]]) {
      for (let i = 1; i < 10; i++) {
        const bytes = requestBytes(request(body, [head])), socket = connect(door.port, '127.0.0.1');
        await new Promise((done) => { socket.on('connect', () => socket.write(bytes.subarray(0, bytes.length - i * 100), done)); });
        socket.destroy();
      }
    }
    assert.equal((await ask(door, request())).text, hashed(REQUEST));
    assert.deepEqual([system.seen.length, recordsOf(where).length], [before + 1, records + 2]);
  });

  await t.test('a fault of the exchange, byte for byte', async () => {
    const answer = await refused(request(REQUEST.replace('>v1<', '>v2<')), 'Server.ServerProxy.AccessDenied', /./, 'no right');
    const [, detail] = /<faultDetail>([0-9a-f-]{36})</.exec(answer.text);
    assert.equal(answer.text, soapFault('Server.ServerProxy.AccessDenied', `Request is not allowed: SERVICE:${PROVIDER}/exampleService.v2`, detail));
    const { fault, ledger } = recordsOf(where).at(-1);
    assert.deepEqual([fault, ledger.facts.outcome], ['Server.ServerProxy.AccessDenied', 'Server.ServerProxy.AccessDenied']);
  });

  await t.test('who may what: the same as for REST, and neither interface calls the other’s services', async () => {
    await refused(request(REQUEST.replace('MEMBER1', 'MEMBER9')), 'Server.ClientProxy.UnknownMember', /MEMBER9/, 'client');
    await refused(request(REQUEST.replace('MEMBER2', 'MEMBER9')), 'Server.ClientProxy.UnknownMember', /MEMBER9/, 'provider');
    await refused(request(REQUEST.replace('>v1<', '>v9<')), 'Server.ServerProxy.UnknownService', /exampleService\.v9/, 'version');
    await refused(request(forService('exampleService')), 'Server.ServerProxy.UnknownService', /exampleService</, 'no version');
    await refused(request(forService('off')), 'Server.ServerProxy.ServiceDisabled', /bảo trì/, 'off');
    await refused(request(forService('other')), 'Server.ServerProxy.ServiceType', /is a REST service/, 'REST');
    await refused(request(forService('exampleService.v1')), 'Client.InvalidSoap', /full stop/, 'code and version in one');
    const rest = await ask(door, { verb: 'POST', target: `/r1/${PROVIDER}/plain`, headers: [['X-Road-Client', CLIENT]], body: 'x' });
    assert.deepEqual([rest.status, rest.headers['x-road-error'], JSON.parse(rest.text).message], [500, 'Server.ServerProxy.ServiceType', 'Service is a SOAP service and cannot be called using REST interface']);
    answers(forService('plain', ANSWER));
    assert.equal((await ask(door, request(forService('plain')))).status, 200);
    answers(ANSWER);
    const forged = await ask(door, request(REQUEST, [XML, ['X-Road-Client', 'EE/GOV/MEMBER2/SUBSYSTEM2'], ['X-ROAD-Userid', 'x'], ['X_Road_Client', 'x'], ['Accept-Encoding', 'gzip']]));
    assert.deepEqual([forged.headers['x-road-client'], last().headers['x-road-client'], last().headers['x-road-userid'], last().headers.x_road_client, last().headers['accept-encoding']], [CLIENT, CLIENT, undefined, undefined, undefined]);
    assert.equal(last().lines.filter(([name]) => name.toLowerCase() === 'x-road-client').length, 1);
  });

  await t.test('hostile envelopes: each with its code, and nothing goes on', async () => {
    const D = /document type/, S = 'Client.InvalidSoap', X = 'Client.InvalidXml', after = (text, what, more) => text.replace(what, `${what}${more}`), header = REQUEST.slice(REQUEST.indexOf('<SOAP-ENV:Header>'), REQUEST.indexOf('<SOAP-ENV:Body>'));
    const bare = REQUEST.slice(REQUEST.indexOf('\n') + 1), deep = (n) => REQUEST.replace('<exampleInput>foo', `<exampleInput>${'<a>'.repeat(n)}${'</a>'.repeat(n)}`);
    for (const [name, body, code, words] of [
      ['document type', `<!DOCTYPE x SYSTEM "http://evil.example/x.dtd">${bare}`, X, D], ['billion laughs', `<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>${bare.replace('foo', '&c;')}`, X, D],
      ['an entity', REQUEST.replace('foo', '&evil;'), X, /well-formed/], ['an instruction', `<?xml-stylesheet href="a"?>${bare}`, X, D], ['XML 1.1', REQUEST.replace('"1.0"', '"1.1"'), X, D],
      ['Latin 1', REQUEST.replace('utf-8', 'iso-8859-1'), X, D], ['UTF-16', Buffer.from(`\u{feff}${REQUEST}`, 'utf16le'), X, D], ['UTF-16 the other way round', Buffer.from(`\u{feff}${REQUEST}`, 'utf16le').swap16(), X, D], ['UTF-16 without a mark', Buffer.from(REQUEST, 'utf16le'), X, D], ['no UTF-8', Buffer.from(REQUEST.replace('foo', 'fo\xff'), 'latin1'), X, /well-formed/],
      ['deep nesting', deep(260), X, /256 levels/], ['half of it', REQUEST.slice(0, 900), X, /well-formed/], ['nothing', '', X, /well-formed/], ['no XML', '{"a":1}', X, /well-formed/], ['more behind', `${REQUEST}${bare}`, X, /well-formed/],
      ['a broken body', REQUEST.replace('</exampleInput>', '</exampleinput>'), X, /well-formed/], ['two headers', after(REQUEST, '</SOAP-ENV:Header>', header), S, /one Header/], ['header after body', after(REQUEST, '</SOAP-ENV:Body>', header), S, /one Header/],
      ['header after body alone', after(REQUEST.replace(header, ''), '</SOAP-ENV:Body>', header), S, /one Header/], ['two bodies', after(REQUEST, '</SOAP-ENV:Body>', '<SOAP-ENV:Body/>'), S, /one Header/], ['SOAP 1.2', REQUEST.replace(SOAP, 'http://www.w3.org/2003/05/soap-envelope'), S, /SOAP 1\.1/],
      ['no header', REQUEST.replace(header, ''), 'Client.MissingHeader', /missing/], ['no body', REQUEST.replace(/<SOAP-ENV:Body>[^]*<\/SOAP-ENV:Body>/, ''), 'Client.MissingBody', /missing/], ['empty body', REQUEST.replace(/<SOAP-ENV:Body>[^]*<\/SOAP-ENV:Body>/, '<SOAP-ENV:Body/>'), 'Client.InvalidBody', /exactly one/],
      ['two in the body', after(REQUEST, '</ns1:exampleService>', '<other/>'), 'Client.InvalidBody', /exactly one/], ['another service in the body', REQUEST.replaceAll('ns1:exampleService', 'ns1:plain'), S, /same name/], ['an answer', REQUEST.replaceAll('ns1:exampleService', 'ns1:exampleServiceResponse'), S, /same name/],
      ['a fault', REQUEST.replace(/<ns1:[^]*<\/ns1:exampleService>/, '<SOAP-ENV:Fault/>').replaceAll('exampleService', 'Fault'), S, /same name/], ['no client', REQUEST.replace(/<xroad:client[^]*<\/xroad:client>/, ''), 'Client.MissingHeaderField', /: client</],
      ['no service', REQUEST.replace(/<xroad:service[^]*<\/xroad:service>/, ''), 'Client.MissingHeaderField', /: service</], ['no id', REQUEST.replace(/.*<xroad:id>.*\n/, ''), 'Client.MissingHeaderField', /: id</], ['no version of the protocol', REQUEST.replace(/.*protocolVersion.*\n/, ''), 'Client.MissingHeaderField', /: protocolVersion</],
      ['protocol 3.1', REQUEST.replace('>4.0<', '>3.1<'), 'Client.InvalidProtocolVersion', /4\.0/], ['two ids', after(REQUEST, `${ID}</xroad:id>`, '<xroad:id>2</xroad:id>'), 'Client.DuplicateHeaderField', /: id</], ['two clients', after(REQUEST, '</xroad:client>', '<xroad:client id:objectType="MEMBER"/>'), 'Client.DuplicateHeaderField', /: client</],
      ['two members', after(REQUEST, 'MEMBER1</id:memberCode>', '<id:memberCode>MEMBER2</id:memberCode>'), 'Client.DuplicateHeaderField', /: client</], ['a comment in a code', REQUEST.replace('MEMBER1', 'MEMBER1<!-- -->9'), S, /form.*: client</], ['a comment in an id', REQUEST.replace('>4894', '>48<!---->94'), S, /form.*: id</],
      ['an element in an id', REQUEST.replace('>4894', '><b/>4894'), S, /form.*: id</], ['another kind', REQUEST.replace('"SUBSYSTEM"', '"SERVICE"'), S, /: client</], ['no kind', REQUEST.replace(' id:objectType="SUBSYSTEM"', ''), S, /: client</], ['a kind in no namespace', REQUEST.replace('id:objectType="SUBSYSTEM"', 'objectType="SUBSYSTEM"'), S, /: client</],
      ['words between', REQUEST.replace('<id:memberClass>', 'x<id:memberClass>'), S, /: client</], ['a line in an id', REQUEST.replace('>4894', '>&#13;&#10;X-Evil: 1'), S, /: id</], ['an empty id', REQUEST.replace(ID, ''), S, /: id</], ['a long id', REQUEST.replace(ID, 'x'.repeat(256)), S, /: id</],
      ['another namespace', REQUEST.replace(XROAD, 'http://x-road.ee/xsd/x-road.xsd'), 'Client.MissingHeaderField', /: client</], ['a prefix that means another thing', REQUEST.replace('<xroad:client', '<xroad:client xmlns:xroad="urn:evil"'), 'Client.MissingHeaderField', /: client</], ['no namespace', REQUEST.replace(` xmlns:xroad="${XROAD}"`, ''), X, /well-formed/],
      ['64 KiB of header', REQUEST.replace('<SOAP-ENV:Header>', `<SOAP-ENV:Header><a>${'x'.repeat(65_536)}</a>`), S, /64 KiB/], ['a tag without end', REQUEST.replace('foo', `<a b="${'x'.repeat(200_000)}"/>`), X, /64 KiB/], ['a comment without end', REQUEST.replace('foo', `<!--${'x'.repeat(200_000)}-->`), X, /64 KiB/], ['a field within another', REQUEST.replace('<SOAP-ENV:Header>', '<SOAP-ENV:Header><a><xroad:client/></a>'), S, /: client</],
    ]) await refused(request(body), code, words, name);
    answers(ANSWER.replace('foo', '<a>'.repeat(250) + '</a>'.repeat(250)));
    assert.equal((await ask(door, request(deep(250)))).status, 200, 'less deep');
    answers(ANSWER);
  });

  await t.test('hostile content types and parts', async () => {
    const T = 'Client.InvalidContentType', M = 'Client.MimeParsingFailed', with_ = (value) => request(REQUEST, [['Content-Type', value]]);
    for (const value of ['application/soap+xml', 'text/plain', 'text/xml; charset=utf-16', 'text/xml; charset=utf-8; charset=utf-16', 'text/xml;;x', 'text/xml, text/plain', 'multipart/related', 'multipart/related; boundary=""', `multipart/related; boundary=${'x'.repeat(71)}`, 'multipart/related; boundary="a\tb"', 'multipart/related; boundary=a; boundary=b', 'multipart/mixed; boundary=a'])
      await refused(with_(value), T, /Content-Type must be/, value);
    await refused(request(REQUEST, []), T, /./, 'none');
    await refused(request(REQUEST, [XML, ['Content-Type', 'text/xml']]), T, /./, 'two');
    await refused(request(REQUEST, [XML, ['Content-Encoding', 'gzip']]), T, /./, 'encoded');
    const root = (heads, body = REQUEST) => multipart([[heads, body], [FILE, 'x']]), without = (name) => ROOT.filter((one) => !one.startsWith(name));
    for (const [name, body, words] of [
      ['a preamble', Buffer.concat([Buffer.from('hello'), root(ROOT)]), /begin with/], ['another boundary', multipart([[ROOT, REQUEST]], 'other'), /begin with/], ['bare LF', multipart([[ROOT, REQUEST]], 'MIME_boundary', '\n'), /begin with/], ['no end', root(ROOT).subarray(0, 1000), /does not end/],
      ['nothing', Buffer.from('\r\n'), /begin with/], ['base64', root([...without('Content-Transfer'), 'Content-Transfer-Encoding: base64']), /base64/], ['another root', root([...without('Content-ID'), 'Content-ID: <other>']), /no other one/], ['a root without id', root(without('Content-ID')), /no other one/],
      ['a part of words', root(['Content-Type: text/plain', ...ROOT.slice(1)]), /first part must be/], ['a part without type', root(ROOT.slice(1)), /first part must be/], ['a part in UTF-16', root(['Content-Type: text/xml; charset=utf-16', ...ROOT.slice(1)]), /UTF-8/], ['two types', root([...ROOT, 'content-type: text/plain']), /twice/],
      ['a folded head', root([...ROOT, ' x']), /well formed/], ['a long head', root([...ROOT, `A: ${'x'.repeat(5000)}`]), /well formed/], ['many heads', root([...ROOT, ...Array.from({ length: 30 }, (_, i) => `A${i}: 1`)]), /too many/],
      ['almost a boundary', root(ROOT, REQUEST.replace('foo', '\r\n--MIME_boundaryX')), /is like a boundary/], ['a boundary behind bare LF', root(ROOT, REQUEST.replace('foo', '\n--MIME_boundary\r\n')), /is like a boundary/],
    ]) await refused(request(body, [RELATED]), M, words, name);
    await refused(request(root(ROOT, `${REQUEST}<!DOCTYPE a>`), [RELATED]), 'Client.InvalidXml', /./, 'the envelope in a part');
  });

  await t.test('other doors and methods: the root of the first door alone takes SOAP, by POST', async () => {
    const before = system.seen.length;
    for (const [at, one] of [[door, { ...request(), verb: 'PUT' }], [door, { ...request(), target: '/?x' }], [door, { ...request(), target: '/soap' }], [govstack, request()]]) {
      const answer = await ask(at, one);
      assert.deepEqual([answer.status, answer.headers['x-road-error'], answer.headers['content-type']], [400, 'Client.BadRequest', 'application/json;charset=utf-8']);
    }
    const large = await sendBytes(door, Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nContent-Length: 99999999999\r\n\r\n${REQUEST}`), 'POST');
    assert.deepEqual([large.status, large.headers['x-road-error'], large.headers['content-type']], [500, 'Client.BadRequest', 'text/xml;charset=utf-8']);
    const chunks = await sendBytes(door, Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\n\r\n3;x\r\nabc\r\n0\r\n\r\n`), 'POST');
    assert.deepEqual([chunks.status, chunks.headers['x-road-error'], chunks.headers['content-type']], [500, 'Client.BadRequest', 'text/xml;charset=utf-8']);
    assert.equal(system.seen.length, before);
    const cut = [...REQUEST].map((c) => Buffer.from(c)).map((c) => `${c.length.toString(16)}\r\n${c.toString('latin1')}\r\n`).join('');
    const answer = await sendBytes(door, Buffer.from(`POST / HTTP/1.1\r\nHost: x\r\nContent-Type: text/xml\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n${cut}0\r\n\r\n`, 'latin1'), 'POST');
    assert.equal(answer.text, hashed(REQUEST), 'one byte a chunk');
  });

  await t.test('listMethods and allowedMethods over SOAP name the SOAP services, over REST the others', async () => {
    const of = (name) => forService(name).replace(/ *<xroad:(userId|issue)>.*\n/g, '').replaceAll('\n', '').replaceAll(/> +</g, '><').replaceAll(/Envelope +/g, 'Envelope ').replaceAll(/" +xmlns/g, '" xmlns');
    const id = (code, version) => `<xroad:service id:objectType="SERVICE"><id:xRoadInstance>EE</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>MEMBER2</id:memberCode><id:subsystemCode>SUBSYSTEM2</id:subsystemCode><id:serviceCode>${code}</id:serviceCode>${version ? `<id:serviceVersion>${version}</id:serviceVersion>` : ''}</xroad:service>`;
    for (const [name, services] of [['listMethods', [id('exampleService', 'v1'), id('exampleService', 'v2'), id('off'), id('plain')]], ['allowedMethods', [id('exampleService', 'v1'), id('off'), id('plain')]]]) {
      const asked = of(name), head = asked.slice(0, asked.indexOf('</SOAP-ENV:Header>')).replace(/^(<\?xml.*?\?>)/, '$1'), answer = await ask(door, request(asked));
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.text, `${head}${hashOf(asked)}</SOAP-ENV:Header><SOAP-ENV:Body><xroad:${name}Response>${services.join('')}</xroad:${name}Response></SOAP-ENV:Body></SOAP-ENV:Envelope>`);
      const { text } = await ask(door, { target: `/r1/${PROVIDER}/${name}`, headers: [['X-Road-Client', CLIENT]] });
      assert.deepEqual(JSON.parse(text).service.map((one) => one.service_code), ['other']);
    }
    await refused(request(of('listMethods').replace('MEMBER2', 'MEMBER9')), 'Server.ClientProxy.UnknownMember', /MEMBER9/, 'of nobody');
  });

  await t.test('getWsdl: the document as it was registered, behind an envelope that says whose it is', async () => {
    const wsdl = `<?xml version="1.0" encoding="UTF-8"?>\n<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" name="Dân số"><wsdl:portType name="p"/></wsdl:definitions>\n`;
    const declared = declaration(system.url), [, member] = declared.members, load = async (text) => { writeFileSync(join(where.data, 'dich-vu.wsdl'), text); member.subsystems[0].services[0].openapi_file = 'dich-vu.wsdl'; await register(where, declared); };
    const asked = (code, version) => forService('getWsdl').replace(/<(\w+:)?getWsdl([ >])[\s\S]*<\/(\w+:)?getWsdl>/, `<xroad:getWsdl xmlns:xroad="http://x-road.eu/xsd/xroad.xsd"><xroad:serviceCode> ${code} </xroad:serviceCode>${version ? `<xroad:serviceVersion>${version}</xroad:serviceVersion>` : ''}</xroad:getWsdl>`);
    await load(wsdl);
    const body = asked('exampleService', 'v1'), answer = await ask(door, request(body));
    assert.equal(answer.status, 200, answer.text);
    const [, boundary] = /^multipart\/related; type="text\/xml"; start="<envelope>"; charset=UTF-8; boundary="(.*?)"$/.exec(answer.headers['content-type']);
    const [preamble, envelope, document, end] = answer.text.split(`--${boundary}`), partOf = (text) => text.slice(text.indexOf('\r\n\r\n') + 4, -2);
    assert.deepEqual([preamble, end], ['', '--\r\n']);
    assert.equal(partOf(document), wsdl.trim());
    assert.match(document, /^\r\nContent-Type: text\/xml; charset=UTF-8\r\n/);
    assert.ok(partOf(envelope).endsWith(`${hashOf(body)}</SOAP-ENV:Header><SOAP-ENV:Body><xroad:getWsdlResponse><xroad:serviceCode>exampleService</xroad:serviceCode><xroad:serviceVersion>v1</xroad:serviceVersion></xroad:getWsdlResponse></SOAP-ENV:Body></SOAP-ENV:Envelope>`), envelope);
    assert.ok(where.cli('exchange', 'show').includes('wsdl:definitions'), 'what is shown has it, too');
    await refused(request(asked('plain')), 'Server.ServerProxy.ServiceType', /no WSDL/, 'without one');
    await refused(request(asked('other')), 'Server.ServerProxy.ServiceType', /no WSDL/, 'of another kind');
    await refused(request(asked('khong-co')), 'Server.ServerProxy.UnknownService', /khong-co/, 'of none');
    await refused(request(asked('exampleService')), 'Server.ServerProxy.UnknownService', /exampleService/, 'without its version');
    await refused(request(asked('')), 'Client.BadRequest', /serviceCode/, 'that names none');
    for (const [name, told] of Object.entries({ twice: 'exampleServ</xroad:serviceCode><xroad:serviceCode>ice.v1', 'with an element in it': 'example<xroad:b/>Service.v1', 'too long': `exampleService.v1<!-- -->${'x'.repeat(300)}` }))
      await refused(request(asked(told)), 'Client.BadRequest', /once and of at most 255 bytes/, name);
    await refused(request(asked('plain').replace('SUBSYSTEM1', 'SUBSYSTEM9')), 'Server.ClientProxy.UnknownMember', /SUBSYSTEM9/, 'by nobody');
    assert.equal((await ask(door, { target: `/r1/${PROVIDER}/getWsdl`, headers: [['X-Road-Client', CLIENT]] })).headers['x-road-error'], 'Server.ServerProxy.UnknownService', 'REST has none');
    for (const bad of ['<definitions/>', '<!DOCTYPE a><wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"/>', wsdl.replace('</wsdl:portType>', '').replace('/></wsdl', '></wsdl'), 'openapi: 3.0.0'])
      await assert.rejects(load(bad), /exchange\/wsdl-form/, bad);
    await register(where, declaration(system.url));
  });

  await t.test('a quota counts both ways in, and is said with status 500, as SOAP wants it', async () => {
    await register(where, { ...declaration(system.url), quotas: [{ subject: CLIENT, per_minute: 1 }] });
    const codes = [];
    for (let i = 0; i < 3; i++) codes.push((await ask(door, request())).headers['x-road-error']);
    assert.ok(codes.includes('Client.TooManyRequests'), codes.join());
    const answer = await ask(door, request());
    assert.deepEqual([answer.status, answer.headers['retry-after']], [500, '5']);
    await register(where, declaration(system.url));
  });

  await t.test('identity: by signature of the body, and by the pinned certificate', async (t) => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519'), key = { id: 'k1', secret: privateKey, algorithm: 'ed25519' };
    const signing_keys = [{ key_id: 'k1', pem: publicKey.export({ type: 'spki', format: 'pem' }) }];
    await register(where, declaration(system.url, { keys: signing_keys }));
    const fields = ['@method', '@target-uri', 'content-digest'], signed = async (more = { fields }) => ({ ...request(), headers: await signedHeaders(request(), key, more) });
    assert.equal((await ask(door, await signed())).text, hashed(REQUEST));
    assert.match(JSON.parse(recordsOf(where).at(-2).statement).identity, /^key:[0-9a-f]{64}:k1$/);
    await refused(request(), 'Server.ClientProxy.MissingSignature', /must sign/, 'unsigned');
    await refused({ ...(await signed()), body: REQUEST.replace('foo', 'bar') }, 'Server.ClientProxy.InvalidSignatureValue', /Content-Digest/, 'altered');
    await refused(await signed({ fields: ['@method', '@target-uri'] }), 'Server.ClientProxy.InvalidSignatureValue', /./, 'the body not signed');
    const folder = certificates(), [ours, right, wrong] = ['ours', 'right', 'wrong'].map((name) => folder.make(name));
    const { server: other, door: safe } = await serveExchange(where, { set: { 'exchange.tls_certificate': ours.cert, 'exchange.tls_key': ours.key } });
    t.after(async () => { await other.stop(); folder.remove(); });
    await register(where, declaration(system.url, { connection: 'mtls', certificate: { pem: right.pem } }));
    const by = (one) => ({ ...safe, tls: one ? { cert: one.pem, key: one.keyPem } : {} });
    assert.equal((await ask(by(right), request())).text, hashed(REQUEST));
    for (const one of [wrong, null]) assert.equal((await ask(by(one), request())).headers['x-road-error'], 'Server.ClientProxy.SslAuthenticationFailed');
    assert.equal((await ask(safe, request())).headers['x-road-error'], 'Server.ClientProxy.SslAuthenticationFailed', 'plain HTTP');
    await register(where, declaration(system.url));
  });

  await t.test('the newer spelling of codes, and a message for another security server', async (t) => {
    const { server: other, door: second } = await serveExchange(where, { set: { 'exchange.codes': 'snake', 'exchange.plain_statuses': 'true', 'exchange.server': 'EE/GOV/M/s1' } });
    t.after(() => other.stop());
    const codes = async (text) => { const answer = await ask(second, request(text)); return `${answer.status} ${/<faultcode>(.*?)</.exec(answer.text)?.[1]}`; };
    const server = (code) => REQUEST.replace('        <xroad:id>', `        <xroad:securityServer id:objectType="SERVER"><id:xRoadInstance>EE</id:xRoadInstance><id:memberClass>GOV</id:memberClass><id:memberCode>M</id:memberCode><id:serverCode>${code}</id:serverCode></xroad:securityServer>\n        <xroad:id>`);
    assert.deepEqual([await codes(REQUEST.replace('>v1<', '>v2<')), await codes(''), await codes(server('s2'))], ['500 server.serverproxy.access_denied', '500 client.invalid_xml', '500 server.clientproxy.invalid_security_server']);
    answers('<a/>');
    assert.equal(await codes(REQUEST), '500 server.serverproxy.service_failed.invalid_soap');
    answers(server('s1').replaceAll('ns1:exampleService', 'ns1:exampleServiceResponse'));
    assert.equal(await codes(server('s1')), '200 undefined');
    answers(ANSWER);
  });
});

onBothEngines('SOAP through two nodes', { data: { plan: null, accounts: false } }, async (t, { where }) => {
  const folder = certificates(), other = makeData({ plan: null, accounts: false });
  const [mine, theirs] = ['a', 'b'].map((name) => folder.make(name)), settings = (one) => ({ set: { 'exchange.tls_certificate': one.cert, 'exchange.tls_key': one.key } });
  const system = await startSystem(async (seen, response) => { response.writeHead(200, { 'Content-Type': 'text/xml' }).end(ANSWER); });
  const here = await serveExchange(where, settings(mine)), there = await serveExchange(other, settings(theirs));
  const nodes = [
    { code: 'a', url: `https://127.0.0.1:${here.door.port}`, certificates: [mine.pem], signing_keys: [where.cli('exchange', 'key')] },
    { code: 'b', url: `https://127.0.0.1:${there.door.port}`, certificates: [theirs.pem], signing_keys: [other.cli('exchange', 'key')] },
  ];
  try {
    await register(where, declaration('', { here: 'a', nodes: nodes.slice(1) }));
    await register(other, declaration(system.url, { here: 'b', nodes: nodes.slice(0, 1) }));

    await t.test('the far node puts the hash into the answer, the near one checks it; both have the same on record', async () => {
      const answer = await ask(here.door, request());
      assert.equal(answer.text, hashed(REQUEST));
      assert.deepEqual([answer.status, system.seen[0].body.toString(), answer.headers['banyan-node-signature']], [200, REQUEST, undefined]);
      const [a, b] = [recordsOf(where), recordsOf(other)].map((records) => records.map((one) => JSON.parse(one.statement)));
      assert.deepEqual([a.map((one) => one.kind), b.map((one) => one.kind)], [['request', 'answer'], ['request', 'answer']]);
      for (const i of [0, 1]) for (const name of ['head', 'body', 'client', 'service', 'request_id', 'message', 'status']) assert.equal(a[i][name], b[i][name], name);
      assert.equal(a[1].body, sha512(hashed(REQUEST)));
    });

    await t.test('with attachments too', async () => {
      const body = multipart([[ROOT, REQUEST], [FILE, Buffer.alloc(400_000, 'x')]]);
      assert.equal((await ask(here.door, request(body, [RELATED]))).text, hashed(REQUEST));
      assert.equal(system.seen.at(-1).sha256, createHash('sha256').update(body).digest('hex'));
    });

    await t.test('a node must say in its headers what the envelope says', async () => {
      const by = { ...there.door, tls: { cert: mine.pem, key: mine.keyPem } }, id = ['x-road-request-id', '01a22cd9-aa93-7f10-b5c1-ebd0e625d7d1'], before = system.seen.length;
      const said = [id, ['x-road-id', ID], ['x-road-client', CLIENT], ['x-road-service', SERVICE]], but = (name, value) => said.map((pair) => (pair[0] === name ? [name, value] : pair));
      const code = async (headers) => (await ask(by, request(REQUEST, [XML, ...headers]))).headers['x-road-error'];
      for (const headers of [[id], said.slice(0, 3), but('x-road-id', '7'), but('x-road-client', PROVIDER), but('x-road-service', `${SERVICE}1`), [['x-road-client', PROVIDER], ...said], [...said, ['X-Road-UserId', 'x']], [...said, ['Accept-Encoding', 'gzip']]])
        assert.equal(await code(headers), 'Client.BadRequest', headers.join());
      assert.equal(await code(said), 'Server.ClientProxy.InvalidSignatureValue', 'nor is that enough');
      assert.equal(system.seen.length, before);
    });

    await t.test('what the far node refuses, and what its system says wrongly, comes back as its fault', async () => {
      const denied = declaration(system.url, { here: 'b', nodes: nodes.slice(0, 1) });
      await register(other, { ...denied, rights: [] });
      const answer = await ask(here.door, request());
      assert.deepEqual([answer.status, answer.headers['x-road-error'], /<faultcode>(.*?)</.exec(answer.text)[1]], [500, 'Server.ServerProxy.AccessDenied', 'Server.ServerProxy.AccessDenied']);
      assert.equal(recordsOf(where).at(-1).fault, 'Server.ServerProxy.AccessDenied');
      await register(other, denied);
      system.answer = async (seen, response) => { response.writeHead(200, { 'Content-Type': 'text/xml' }).end(ANSWER.replace('>4894', '>4895')); };
      assert.equal((await ask(here.door, request())).headers['x-road-error'], 'Server.ServerProxy.InconsistentResponse');
    });
  } finally {
    await here.server.stop();
    await there.server.stop();
    await system.stop();
    folder.remove();
    other.remove();
  }
});
