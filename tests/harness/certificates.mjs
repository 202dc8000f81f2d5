// tests/harness/certificates - certificates and keys made by OpenSSL's own program, valid when a test wants it.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

const CONF = `[ca]
default_ca = here
[here]
dir = .
database = ./index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
unique_subject = no
copy_extensions = copy
[any]
commonName = supplied
[req]
distinguished_name = name
[name]
`;

/** A folder of certificates: make('server', { hosts: ['localhost'] }) gives { cert, key } as paths and { pem, keyPem } as
 *  text. Each is signed by itself; `from` and `to` are OpenSSL's 20260101000000Z. */
export function certificates() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-certificates-'));
  writeFileSync(join(folder, 'ca.conf'), CONF);
  writeFileSync(join(folder, 'index.txt'), '');
  const openssl = (...args) => execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  return {
    folder,
    make(name, { from = '20260101000000Z', to = '20300101000000Z', subject = `/CN=${name}`, hosts = ['localhost', '127.0.0.1'] } = {}) {
      const names = hosts.map((host) => (/^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`)).join(',');
      openssl('req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', `${name}.key`, '-out', `${name}.csr`,
        '-subj', subject, '-config', 'ca.conf', '-addext', `subjectAltName=${names}`, '-addext', 'basicConstraints=critical,CA:TRUE');
      openssl('ca', '-batch', '-notext', '-selfsign', '-config', 'ca.conf', '-keyfile', `${name}.key`, '-in', `${name}.csr`, '-out', `${name}.crt`, '-startdate', from, '-enddate', to);
      const cert = join(folder, `${name}.crt`), key = join(folder, `${name}.key`);
      return { cert, key, pem: readFileSync(cert, 'utf8'), keyPem: readFileSync(key, 'utf8') };
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What OpenSSL says the SHA-256 of a certificate is: lower case, without colons. */
export const fingerprintOf = (path) => String(execFileSync('openssl', ['x509', '-in', path, '-noout', '-fingerprint', '-sha256']))
  .split('=')[1].trim().replaceAll(':', '').toLowerCase();

/** A caller over TLS: call('GET', '/api/v1/people/me') gives { status, body, headers, protocol, cipher }. It keeps its cookie,
 *  believes the certificate `ca` alone, and shows `cert` when it has one. */
export function secureClient(port, { ca, cert, key, host = 'localhost', hostHeader = `${host}:${port}`, ...more }) {
  let cookie = '';
  const agent = new Agent({ maxSockets: 1, keepAlive: true });
  const call = (verb, path, body, headers = {}) => new Promise((resolve, reject) => {
    const isBytes = body instanceof Uint8Array, bytes = body === undefined || isBytes ? body : Buffer.from(JSON.stringify(body));
    const wanted = { ...(cookie && { cookie }), ...(bytes && !isBytes && { 'content-type': 'application/json' }), ...(bytes && { 'content-length': bytes.length }), ...headers };
    const asked = request({ agent, host: '127.0.0.1', servername: host, port, path, method: verb, ca, cert, key, ...more, headers: { host: hostHeader, ...wanted } }, (answer) => {
      const protocol = answer.socket.getProtocol(), cipher = answer.socket.getCipher().name, pieces = [];
      answer.on('data', (piece) => pieces.push(piece));
      answer.on('end', () => {
        const text = Buffer.concat(pieces).toString(), set = answer.headers['set-cookie']?.[0];
        if (set) cookie = set.split(';')[0];
        const isJson = (answer.headers['content-type'] ?? '').includes('json');
        resolve({ status: answer.statusCode, body: isJson ? JSON.parse(text) : text, headers: answer.headers, rawHeaders: answer.rawHeaders, protocol, cipher });
      });
    });
    asked.on('error', reject);
    asked.end(bytes);
  });
  return {
    call, get: (path, headers) => call('GET', path, undefined, headers), post: (path, body, headers) => call('POST', path, body, headers),
    get cookie() { return cookie; }, end: () => agent.destroy(),
  };
}
