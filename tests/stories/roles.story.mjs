// Every route is tried as every role, and what happens is compared with the matrix that `banyan describe` prints.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { ACCOUNTS, PASSWORD, banyan, client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

/** [{ verb, path, roles: Set }] from the printed matrix. */
function matrix() {
  const table = banyan(['describe', '--permissions']).out.split('\n').filter((line) => line.startsWith('|')).map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));
  const [head, , ...rows] = table;
  return rows.flatMap((row) => {
    const roles = new Set(head.slice(1, -2).filter((_, i) => row[i + 1] === 'yes'));
    return [...row.at(-1).matchAll(/`(\S+) (\S+)`/g)].map(([, verb, path]) => ({ verb, path, roles, may: row[0] }));
  });
}

const openapi = () => JSON.parse(banyan(['describe', '--openapi']).out);

/** People whose roles changed: [caller, the roles by which he may, how he came to them]. */
async function addOthers(server, where) {
  const run = (now, ...words) => {
    const done = banyan(['account', ...words, ...where.common, '--set', `clock.fixed=${now}T03:00:00Z`]);
    assert.equal(done.status, 0, done.err);
  };
  const today = '2026-11-22', before = '2026-11-01';
  const add = (username, role, now, ...more) => run(now, 'add', '--username', username, '--role', role, '--name', username, '--password', PASSWORD, ...more);
  add('het-han', 'coordinator', before);
  run(before, 'end-role', '--username', 'het-han', '--role', 'coordinator', '--valid-to', '2026-11-20');
  add('sap-toi', 'citizen', today);
  run(today, 'grant', '--username', 'sap-toi', '--role', 'administrator', '--valid-from', '2026-11-23');
  add('thay-mat', 'officer', today, '--agency', 'SNV');
  add('truong', 'head', today, '--agency', 'SNV');
  const head = await signedIn(server, 'truong'), { body } = await head.get('/people/delegations');
  const delegate = body.colleagues.find((one) => one.name === 'thay-mat');
  const answer = await head.post('/access/delegations', { grant: body.own[0].grant, account: delegate.account, valid_from: '2026-11-22', valid_to: '2026-11-30', reason: 'Quyết định số 1' });
  assert.equal(answer.status, 204);
  return [['het-han', []], ['sap-toi', ['citizen']], ['thay-mat', ['officer', 'head']]];
}

onBothEngines('every route as every role', {}, async (t, { server, where }) => {
  const all = matrix(), described = openapi();
  /** A room that stands alone has a server of its own: here its addresses are nothing. */
  const [routes, elsewhere] = [false, true].map((is) => all.filter(({ verb, path }) => ('x-house' in described.paths[path][verb.toLowerCase()]) === is));
  const callers = { public: client(server) };
  /** Addresses outside the API have a server of their own. */
  const addressOf = ({ verb, path }, filled) => (described.paths[path][verb.toLowerCase()].servers ? server.url : '') + filled;
  for (const [username, role] of ACCOUNTS) callers[role] ??= await signedIn(server, username);
  const others = [];
  for (const [username, roles] of await addOthers(server, where)) others.push([username, roles, await signedIn(server, username)]);

  await t.test('the matrix and OpenAPI speak of the same routes', () => {
    const inApi = Object.entries(described.paths).flatMap(([path, verbs]) => Object.keys(verbs).filter((v) => v !== 'parameters').map((verb) => `${verb.toUpperCase()} ${path}`));
    const prefix = inApi[0].includes('/api/v1') ? '/api/v1' : '';
    assert.deepEqual(all.map((r) => `${r.verb} ${prefix}${r.path}`).sort(), inApi.sort());
    assert.ok(routes.length >= 25);
  });

  await t.test('the roles of the story are those of the matrix', () => {
    const named = new Set(routes.flatMap((r) => [...r.roles]));
    assert.deepEqual([...named].sort(), Object.keys(callers).sort());
  });

  for (const route of routes.filter((one) => !one.path.startsWith('/people/sign'))) {
    await t.test(`${route.verb} ${route.path}`, async () => {
      const path = addressOf(route, route.path).replace('{path}', 'x').replace('{code}', 'X').replace('{subject}', '08').replace('{period}', '2026-01').replace('{id}', 'x') + (route.path === '/search' ? '?q=da' : '');
      const isFile = route.path === '/documents/files' && route.verb === 'POST';
      const ask = (caller) => caller.call(route.verb, isFile ? `${path}?name=a.txt` : path, route.verb === 'GET' ? undefined : isFile ? new Uint8Array([65]) : {});
      const check = async (who, caller, mayDoIt) => {
        const { status, body } = await ask(caller), at = `${who} at ${route.verb} ${route.path}: ${status} ${body?.type ?? ''}`;
        if (mayDoIt) assert.ok(status !== 401 && status !== 403 && status < 500, at);
        else assert.equal(status, who === 'public' ? 401 : 403, at);
      };
      for (const [role, caller] of Object.entries(callers)) await check(role, caller, route.roles.has(role));
      for (const [who, roles, caller] of others) await check(who, caller, route.roles.has('public') || roles.some((role) => route.roles.has(role)));
    });
  }

  await t.test('what another house answers is not here, for anybody', async () => {
    assert.ok(elsewhere.length > 0);
    for (const { path } of elsewhere) {
      for (const caller of Object.values(callers)) {
        assert.equal((await caller.call('GET', server.url + path)).status, 404, path);
        assert.equal((await caller.call('POST', server.url + path, {})).status, 405, `${path}: a page that is none`);
      }
    }
  });

  await t.test('verbs that an address does not take are answered with those it takes', async () => {
    for (const route of routes) {
      const path = addressOf(route, route.path.replaceAll(/\{\w+\}/g, 'X'));
      const takes = [...new Set(routes.filter((one) => one.path === route.path).flatMap((one) => (one.verb === 'GET' ? ['GET', 'HEAD'] : [one.verb])))];
      const answer = await callers.public.call('PATCH', path, {});
      assert.equal(answer.status, 405, path);
      assert.deepEqual(answer.headers.get('allow').split(', ').sort(), takes.sort(), path);
    }
  });
});
