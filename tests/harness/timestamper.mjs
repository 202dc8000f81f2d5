// tests/harness/timestamper - a time-stamping server (RFC 3161): `openssl ts` behind HTTP, with an authority of its own.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const CONF = `[tsa]
default_tsa = one
[one]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./tsa.pem
certs = ./ca.pem
signer_key = ./tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[other]
dir = .
serial = ./serial
crypto_device = builtin
signer_cert = ./other.pem
signer_key = ./other.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_alg = sha256
[req]
distinguished_name = name
[name]
[ca]
basicConstraints = critical,CA:TRUE
[stamps]
basicConstraints = critical,CA:FALSE
extendedKeyUsage = critical,timeStamping
`;

/** { url, ca (path), mode, stop(), again() }; mode: 'fine', 'away' (503), 'nonsense', 'refuse' (a digest that it does not take),
 *  'other-query' (stamps what it was asked first), 'other-nonce', 'other-signer' (whom nobody trusts). */
export async function timestamper() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-tsa-')), at = (name) => join(folder, name);
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const newKey = (name, subject, ...more) => openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-subj', subject, '-config', 'tsa.conf', ...more);
  writeFileSync(at('tsa.conf'), CONF);
  writeFileSync(at('serial'), '01\n');
  newKey('ca', '/CN=Stamps CA', '-x509', '-days', '3650', '-extensions', 'ca', '-out', 'ca.pem');
  newKey('tsa', '/CN=Stamps', '-out', 'tsa.csr');
  openssl('x509', '-req', '-in', 'tsa.csr', '-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-days', '3650', '-extfile', 'tsa.conf', '-extensions', 'stamps', '-out', 'tsa.pem');
  newKey('other', '/CN=Others', '-x509', '-days', '3650', '-extensions', 'stamps', '-out', 'other.pem');
  const tsa = { mode: 'fine', ca: at('ca.pem'), folder, openssl };
  let first = null;
  const server = createServer(async (request, response) => {
    const pieces = [];
    for await (const piece of request) pieces.push(piece);
    if (request.headers['content-type'] !== 'application/timestamp-query' || tsa.mode === 'away') return response.writeHead(503).end();
    if (tsa.mode === 'nonsense') return response.end('nonsense');
    first ??= Buffer.concat(pieces);
    writeFileSync(at('query'), tsa.mode === 'other-query' ? first : Buffer.concat(pieces));
    if (tsa.mode === 'refuse') openssl('ts', '-query', '-digest', '00'.repeat(64), '-sha512', '-out', 'query');
    const digest = Buffer.concat(pieces).subarray(Buffer.concat(pieces).indexOf(Buffer.from([0x04, 0x20])) + 2).subarray(0, 32);
    if (tsa.mode === 'other-nonce') openssl('ts', '-query', '-digest', digest.toString('hex'), '-sha256', '-cert', '-out', 'query');
    openssl('ts', '-reply', '-config', 'tsa.conf', '-section', tsa.mode === 'other-signer' ? 'other' : 'one', '-queryfile', 'query', '-out', 'reply');
    response.setHeader('Content-Type', 'application/timestamp-reply');
    return response.end(readFileSync(at('reply')));
  });
  const listen = (port) => new Promise((done) => { server.listen(port, '127.0.0.1', done); });
  await listen(0);
  const { port } = server.address();
  tsa.url = `http://127.0.0.1:${port}/tsa`;
  tsa.stop = () => new Promise((done) => { server.close(done); server.closeAllConnections?.(); });
  tsa.again = () => listen(port);
  tsa.remove = () => rmSync(folder, { recursive: true, force: true });
  return tsa;
}
