// tests/harness/evidence - an outside verifier of evidence files of the exchange (docs/protocols/exchange.md): with the file and the key
// of the ledger alone. It knows nothing of Banyan and shares no line with it.
// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, verify } from 'node:crypto';
import { openProof } from './tlog.mjs';

const digest = (kind, bytes, form) => createHash(kind).update(bytes).digest(form);

/** Gives the records, each with its statement read, header part as text and body; throws at the first thing that is wrong. */
export function verifyEvidence(text, vkey) {
  const file = JSON.parse(text);
  if (file.format !== 'banyan-exchange-evidence/v1') throw new Error(`another format: ${file.format}`);
  const records = file.records.map((one) => {
    const { entry } = openProof(one.proof, vkey), statement = JSON.parse(one.statement);
    if (entry.id !== one.entry || entry.subject !== statement.exchange) throw new Error('the proof is of another entry');
    if (entry.facts.statement !== digest('sha256', one.statement, 'hex')) throw new Error('the statement is not what was recorded');
    const head = Buffer.from(one.head, 'base64'), body = Buffer.from(one.body, 'base64');
    if (head.length > 0 && digest('sha512', head, 'base64') !== statement.head) throw new Error('the header part is not what was recorded');
    if (body.length > 0 && digest('sha512', body, 'base64') !== statement.body) throw new Error('the body is not what was recorded');
    return { statement, entry, head: head.toString(), body: body.toString() };
  });
  return { ...file, records };
}

/** Did the node sign this message? The signature stands in the statement's identity; the key in the file. */
export function nodeSigned(evidence, record, requestHash) {
  const [, path, keyId, created, base64] = / node:\S+(?: path="([^"]+)")? keyid="([^"]+)", created=(\d+), signature=:([^:]+):$/.exec(record.statement.identity);
  const { spki } = evidence.keys.find((one) => one.key_id === keyId);
  const key = createPublicKey({ key: Buffer.from(spki, 'base64'), format: 'der', type: 'spki' });
  const signed = `banyan-node/v1\n${record.statement.kind}\n${created}\n${requestHash}\n${record.statement.head}\n${record.statement.body || '-'}\n${path ?? '-'}\n`;
  return verify(null, Buffer.from(signed), key, Buffer.from(base64, 'base64'));
}
