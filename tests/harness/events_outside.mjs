// tests/harness/events_outside.mjs - other implementations of CloudEvents (npm cloudevents) and of Standard Webhooks (npm standardwebhooks,
// and node:crypto for Ed25519): they write what we read, and read what we write.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { CloudEvent, HTTP } from 'cloudevents';
import { Webhook } from 'standardwebhooks';

// RFC 9421, B.1.4
const SEED = createPrivateKey('-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF\n-----END PRIVATE KEY-----\n');
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';

const EVENTS = [
  { id: 'a-1', source: '/VN/GOV/2/B', type: 'vn.people.born', subject: 'Nguyễn "An" 100%', time: '2026-11-30T07:00:00.000Z',
    datacontenttype: 'application/json', sequence: '7', data: { name: 'Nguyễn Văn A', born: 1990, list: [1, 2.5, null] } },
  { id: 'a-2', source: 'https://x.example/b', type: 'plain', time: '2026-11-30T07:00:00.001Z', datacontenttype: 'text/plain', data: 'một dòng <chữ>' },
  { id: 'a-3', source: '/c', type: 'empty', time: '2026-11-30T07:00:00.002Z', dataschema: 'https://x.example/schema' },
];

const plain = (event) => JSON.parse(JSON.stringify(event)); // without what is undefined
const said = (out) => process.stdout.write(JSON.stringify(out));
const taken = () => JSON.parse(readFileSync(0, 'utf8'));

const modes = {
  /** Each event in binary and structured mode, and all of them as a batch. */
  'cloud-write'() {
    const events = EVENTS.map((one) => new CloudEvent(one));
    const messages = events.flatMap((event, at) => [HTTP.binary(event), HTTP.structured(event)].map((message) => ({ ...message, at })));
    said(messages.map(({ headers, body = '', at }) => ({ headers, body, at })).concat({
      headers: { 'Content-Type': 'application/cloudevents-batch+json; charset=utf-8' }, body: JSON.stringify(events), at: -1 }));
  },
  /** Every message must give the event it is said to hold. */
  'cloud-read'() {
    const messages = taken();
    assert.equal(messages.length, 7);
    for (const { headers, body, at } of messages) {
      const events = [HTTP.toEvent({ headers, body: body || undefined })].flat();
      assert.equal(events.length, at < 0 ? EVENTS.length : 1);
      for (const [place, event] of events.entries()) {
        const wanted = plain(new CloudEvent(EVENTS[at < 0 ? place : at])), got = plain(event);
        if (headers['ce-id'] && got.subject) got.subject = decodeURIComponent(got.subject); // the package leaves %XX as they are
        assert.deepEqual(got, wanted);
      }
    }
  },
  'hooks-write'() {
    const id = 'msg_1', body = '{"tên":"An"}', at = new Date(1_700_000_000_000);
    said({ id, timestamp: '1700000000', body, shared: new Webhook(SECRET).sign(id, at, body),
      own: `v1a,${sign(null, Buffer.from(`${id}.1700000000.${body}`), SEED).toString('base64')}` });
  },
  'hooks-read'() {
    const { id, timestamp, body, shared, own } = taken();
    const headers = (signature) => ({ 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature });
    new Webhook(SECRET).verify(body, headers(`${own} ${shared}`));
    assert.throws(() => new Webhook(SECRET).verify(`${body} `, headers(shared)));
    const [version, letters] = own.split(',');
    assert.equal(version, 'v1a');
    assert.ok(verify(null, Buffer.from(`${id}.${timestamp}.${body}`), createPublicKey(SEED), Buffer.from(letters, 'base64')));
  },
};

modes[process.argv[2]]();
