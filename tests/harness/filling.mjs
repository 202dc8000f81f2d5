// tests/harness/filling - a system of an agency that gives figures, and the exchange in which it and the installation stand.
// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';

export const OWN = 'VN/GOV/UBND/BANYAN', SYSTEM = 'VN/GOV/S1/PHU-SONG', DROPPER = 'VN/GOV/S2/DIEM';

/** The agency's system: what it answers at each path may be changed; it keeps what it was asked. */
export async function startProvider() {
  const provider = { asked: [], answers: {} };
  const server = createServer((request, response) => {
    const path = request.url.split('?')[0], answer = provider.answers[path];
    provider.asked.push({ target: request.url, client: request.headers['x-road-client'], id: request.headers['x-road-id'] });
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(answer === undefined ? '{}' : typeof answer === 'string' ? answer : JSON.stringify(answer));
  });
  await new Promise((done) => { server.listen(0, '127.0.0.1', done); });
  provider.port = server.address().port;
  provider.stop = () => new Promise((done) => { server.closeAllConnections(); server.close(done); });
  return provider;
}

export const dropKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }), edKey = generateKeyPairSync('ed25519');
const publicPem = (pair) => pair.publicKey.export({ type: 'spki', format: 'pem' });
export const secretPem = (pair) => pair.privateKey.export({ type: 'pkcs8', format: 'pem' });

/** For `exchange load`; `ownKey` is what `exchange key` prints. */
export const declaration = (provider, ownKey, rights = [{ subject: OWN, service: `${SYSTEM}/thong-ke` }]) => JSON.stringify({
  instance: 'VN',
  members: [
    { class: 'GOV', code: 'UBND', name: 'Ủy ban nhân dân tỉnh Mẫu', subsystems: [{ code: 'BANYAN', name: 'Hệ thống theo dõi chiến lược', connection: 'http', signing_keys: [{ pem: ownKey }] }] },
    { class: 'GOV', code: 'S1', name: 'Sở Một', subsystems: [{ code: 'PHU-SONG', name: 'Cơ sở dữ liệu phủ sóng', connection: 'http',
      services: [{ code: 'thong-ke', type: 'rest', url: `http://127.0.0.1:${provider.port}`, timeout_s: 10 }] }] },
    { class: 'GOV', code: 'S2', name: 'Sở Hai', subsystems: [{ code: 'DIEM', name: 'Sổ điểm truy cập', connection: 'http', signing_keys: [{ pem: publicPem(dropKey) }, { key_id: 'ed-1', pem: publicPem(edKey) }] }] },
  ],
  groups: [], rights, quotas: [], nodes: [],
});
