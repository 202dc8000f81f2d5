// tests/stories/exchange_wsdl - a SOAP client of others (zeep) comes to the exchange knowing the X-Road protocols alone: it finds the services,
// has the WSDL document of one, and calls it with that; what it reads are numbers, days and texts, and faults that it understands.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { root } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { OPEN, doorsOf, recordsOf, register, startSystem } from '../harness/exchange.mjs';

const CLIENT = 'VN/GOV/1001/mot-cua', PROVIDER = 'VN/GOV/2002/dan-cu', META = join(root, 'tests/harness/xroad_meta.wsdl');
const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/', REGISTER = 'urn:test:dan-cu';

/** A document as a provider would hand it in: the schemas of the protocol and its own, one operation with its headers. */
const documentOf = (meta) => {
  const [, schemas] = /<wsdl:types>([\s\S]*)<\/wsdl:types>/.exec(meta), [, header] = /(<wsdl:message name="header">[\s\S]*?<\/wsdl:message>)/.exec(meta);
  const [, input, output] = /<wsdl:input>(.*)<\/wsdl:input><wsdl:output>(.*)<\/wsdl:output>/.exec(meta);
  return `<?xml version="1.0" encoding="UTF-8"?>
<wsdl:definitions name="dan-cu" targetNamespace="${REGISTER}" xmlns:tns="${REGISTER}" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xroad="http://x-road.eu/xsd/xroad.xsd" xmlns:id="http://x-road.eu/xsd/identifiers">
  <wsdl:types>${schemas}
    <xs:schema targetNamespace="${REGISTER}" elementFormDefault="qualified">
      <xs:element name="danSo"><xs:complexType><xs:sequence><xs:element name="xa" type="xs:string"/><xs:element name="ngay" type="xs:date"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="danSoResponse"><xs:complexType><xs:sequence>
        <xs:element name="xa" type="xs:string"/><xs:element name="soNguoi" type="xs:integer"/><xs:element name="tyLe" type="xs:decimal"/><xs:element name="tinhDen" type="xs:date"/><xs:element name="daChot" type="xs:boolean"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
  </wsdl:types>
  ${header}
  <wsdl:message name="hoi"><wsdl:part name="body" element="tns:danSo"/></wsdl:message>
  <wsdl:message name="dap"><wsdl:part name="body" element="tns:danSoResponse"/></wsdl:message>
  <wsdl:portType name="dan-cu"><wsdl:operation name="danSo"><wsdl:documentation>Dân số của một xã</wsdl:documentation><wsdl:input message="tns:hoi"/><wsdl:output message="tns:dap"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="dan-cu" type="tns:dan-cu"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="danSo"><soap:operation soapAction="" style="document"/><xroad:version>v1</xroad:version><wsdl:input>${input}</wsdl:input><wsdl:output>${output}</wsdl:output></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="dan-cu"><wsdl:port name="dan-cu" binding="tns:dan-cu"><soap:address location="http://10.0.0.7/never-asked"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;
};

onBothEngines('a SOAP client of others', { data: { plan: null, accounts: false }, serve: { set: OPEN } }, async (t, { server, where }) => {
  const wsdl = documentOf(readFileSync(META, 'utf8'));
  /** The register: answers with the header that it was sent, and what it knows. */
  const system = await startSystem((seen, response) => {
    const text = seen.body.toString(), header = /<([\w-]+):Header[\s\S]*<\/\1:Header>/.exec(text)[0], prefix = /^<([\w-]+)/.exec(header)[1], [, xa] = /:xa>([^<]*)</.exec(text);
    response.writeHead(200, { 'Content-Type': 'text/xml;charset=UTF-8' });
    response.end(`<?xml version="1.0" encoding="UTF-8"?><${prefix}:Envelope xmlns:${prefix}="${SOAP}">${header}<${prefix}:Body><t:danSoResponse xmlns:t="${REGISTER}"><t:xa>${xa}</t:xa><t:soNguoi>7853</t:soNguoi><t:tyLe>12.50</t:tyLe><t:tinhDen>2026-11-30</t:tinhDen><t:daChot>true</t:daChot></t:danSoResponse></${prefix}:Body></${prefix}:Envelope>`);
  });
  t.after(() => system.stop());
  const declare = (rights) => {
    writeFileSync(join(where.data, 'dan-cu.wsdl'), wsdl);
    const service = (code, more = {}) => ({ code, type: 'wsdl', url: `${system.url}/soap`, openapi_file: 'dan-cu.wsdl', ...more });
    return register(where, {
      instance: 'VN',
      members: [
        { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'mot-cua', connection: 'http' }] },
        { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [service('danSo.v1'), service('danSo.v2'), service('rest', { type: 'rest', openapi_file: undefined })] }] },
      ],
      rights,
    });
  };
  const [door] = doorsOf(server);
  const zeep = async (more = {}) => {
    const asked = { address: `http://127.0.0.1:${door.port}/`, meta: META, client: CLIENT.split('/'), service: [...PROVIDER.split('/'), 'danSo', 'v1'], operation: 'danSo', message: 'tu-zeep', input: { xa: 'Đồng Đa & Tân Sơn', ngay: '2026-11-30' }, ...more };
    const running = promisify(execFile)('/usr/bin/python3', [join(root, 'tests/harness/soap_client.py')]);
    running.child.stdin.end(JSON.stringify(asked));
    return JSON.parse((await running).stdout);
  };
  await declare([{ subject: CLIENT, service: `${PROVIDER}/danSo.v1` }]);
  let told;

  await t.test('it finds the services, and has the document as it was registered', async () => {
    told = await zeep();
    const [one, two] = ['v1', 'v2'].map((version) => [...PROVIDER.split('/'), 'danSo', version]);
    assert.deepEqual([told.listMethods, told.allowedMethods], [[one, two], [one]]);
    assert.deepEqual(told.described, { serviceCode: 'danSo', serviceVersion: 'v1' });
    assert.deepEqual([told.wsdl, told.kind[1]], [wsdl, '{http://schemas.xmlsoap.org/wsdl/}definitions']);
    assert.match(told.kind[0], /^text\/xml/);
  });

  await t.test('with that it calls the service: what it reads has its kinds, and the hash is that of what it sent', () => {
    assert.deepEqual(told.answer, { xa: ['str', 'Đồng Đa & Tân Sơn'], soNguoi: ['int', '7853'], tyLe: ['Decimal', '12.50'], tinhDen: ['date', '2026-11-30'], daChot: ['bool', 'True'] });
    assert.deepEqual(told.header.requestHash, { _value_1: told.sent, algorithmId: 'http://www.w3.org/2001/04/xmlenc#sha512' });
    assert.deepEqual([told.header.id, told.header.protocolVersion, told.header.client.memberCode, told.header.service.serviceVersion], ['tu-zeep', '4.0', '1001', 'v1']);
    assert.deepEqual(recordsOf(where).filter((one) => one.message_id === 'tu-zeep').map((one) => [one.isAnswer, JSON.parse(one.statement).service]), [[false, `${PROVIDER}/danSo.v1`], [true, `${PROVIDER}/danSo.v1`]]);
  });

  await t.test('what is refused is a fault to it, with its code and words', async () => {
    const { fault } = await zeep({ service: [...PROVIDER.split('/'), 'danSo', 'v2'], message: 'khong-duoc' });
    assert.deepEqual(fault, ['Server.ServerProxy.AccessDenied', `Request is not allowed: SERVICE:${PROVIDER}/danSo.v2`]);
    assert.equal(system.seen.length, 1);
  });

  await t.test('and so is that the system is away', async () => {
    await system.stop();
    const { fault } = await zeep({ message: 'di-vang' });
    assert.equal(fault[0], 'Server.ServerProxy.NetworkError');
  });
});
