// tests/harness/glewlwyd - a real provider of identities: Debian's Glewlwyd, in a folder of its own, with one client and one user.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { freePort } from './net.mjs';

const TABLES = '/usr/share/doc/glewlwyd/database/init.sqlite3.sql.gz', MODULES = '/usr/lib/glewlwyd';
export const hasGlewlwyd = existsSync('/usr/bin/glewlwyd') && existsSync(TABLES);

/** What Debian's own script puts into the first database. */
const ADMINISTRATOR = { username: 'admin', password: 'password' };
export const CLIENT = { id: 'cay-da', secret: 'bi-mat-cua-cay-da' };

const makeKey = (kid) => ({ ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }), kid, alg: 'RS256', use: 'sig' });

function settingsOf(folder, port) {
  const modules = ['user', 'user_middleware', 'client', 'plugin'].map((kind) => `${kind}_module_path="${MODULES}/${kind}"`);
  return `port=${port}
bind_address="127.0.0.1"
external_url="http://127.0.0.1:${port}"
login_url="login.html"
api_prefix="api"
log_mode="file"
log_level="WARNING"
log_file="${folder}/log"
cookie_domain=""
cookie_secure=0
admin_scope="g_admin"
profile_scope="g_profile"
${modules.join('\n')}
user_auth_scheme_module_path="${MODULES}/scheme"
hash_algorithm="SHA512"
database={ type="sqlite3"; path="${folder}/db"; };
`;
}

/** A caller of its REST interface with cookies of its own. */
function caller(url) {
  const jar = new Map();
  const ask = async (verb, path, body) => {
    const response = await fetch(url + path, { method: verb, redirect: 'manual', headers: { 'content-type': 'application/json', cookie: [...jar].map((pair) => pair.join('=')).join('; ') }, body: body && JSON.stringify(body) });
    for (const [, name, value] of (response.headers.get('set-cookie') ?? '').matchAll(/(GLEWLWYD2_\w+)=([^;]*)/g)) jar.set(name, value);
    if (response.status >= 400) throw new Error(`glewlwyd: ${verb} ${path} ${response.status} ${await response.text()}`);
    return response;
  };
  return { ask, cookie: (name) => jar.get(name) };
}

const pluginOf = (issuer, keys) => ({
  module: 'oidc', name: 'oidc', display_name: 'OpenID Connect', enabled: true,
  parameters: {
    iss: issuer, 'jwks-private': JSON.stringify({ keys }), 'default-kid': keys[0].kid, 'jwks-show': true, 'jwt-type': 'rsa', 'jwt-key-size': '256',
    'access-token-duration': 600, 'refresh-token-duration': 600, 'code-duration': 60, 'auth-type-code-enabled': true, 'auth-type-refresh-enabled': true,
    'pkce-allowed': true, 'pkce-method-plain-allowed': false, 'name-claim': 'mandatory', 'subject-type': 'public', 'session-management-allowed': true, 'session-cookie-name': 'GLEWLWYD2_OIDC_SID', 'session-cookie-expiration': 3600, 'back-channel-logout-allowed': true,
  },
});

async function untilItAnswers(url, child) {
  for (const began = Date.now(); Date.now() - began < 10000;) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/config`).catch(() => null);
    if (answer?.status === 200) return;
    await new Promise((done) => { setTimeout(done, 50); });
  }
  throw new Error('glewlwyd did not start');
}

/** `site` is where it sends people back to; `logoutAddress` where it says that they have left. */
export async function startGlewlwyd({ site, logoutAddress, users }) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-glewlwyd-')), port = await freePort(), url = `http://127.0.0.1:${port}`, issuer = `${url}/api/oidc`;
  execFileSync('sqlite3', [join(folder, 'db')], { input: gunzipSync(readFileSync(TABLES)) });
  writeFileSync(join(folder, 'conf'), settingsOf(folder, port));
  const child = spawn('glewlwyd', [`--config-file=${join(folder, 'conf')}`], { stdio: 'ignore' });
  const ended = new Promise((done) => { child.once('exit', done); });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilItAnswers(url, child);
    const { ask: admin } = caller(url);
    await admin('POST', '/api/auth/', ADMINISTRATOR);
    await admin('POST', '/api/mod/plugin/', pluginOf(issuer, [makeKey('khoa-1')]));
    await admin('POST', '/api/client/', { client_id: CLIENT.id, name: 'Cây Đa', confidential: true, enabled: true, client_secret: CLIENT.secret, redirect_uri: [`${site}/dang-nhap/oidc`], authorization_type: ['code', 'refresh_token'], token_endpoint_auth_method: ['client_secret_basic'], scope: ['openid'], backchannel_logout_uri: logoutAddress });
    for (const user of users) await admin('POST', '/api/user/', { ...user, enabled: true, scope: ['openid'] });
    return {
      url, issuer, stop,
      /** From now on it signs with another key; the old one is gone. */
      async turnKeys() {
        await admin('PUT', '/api/mod/plugin/oidc', pluginOf(issuer, [makeKey('khoa-2')]));
        await admin('PUT', '/api/mod/plugin/oidc/reset');
      },
      /** Somebody's browser: signs in there by its own pages' calls, agrees, and is sent back along our way. */
      async person(username, password) {
        const { ask, cookie } = caller(url);
        await ask('POST', '/api/auth/', { username, password });
        await ask('PUT', `/api/auth/grant/${CLIENT.id}`, { scope: 'openid' });
        return {
          async follow(way) {
            const answer = await ask('GET', `${way.slice(url.length)}&g_continue`), back = new URL(answer.headers.get('location'));
            return { page: back.origin + back.pathname, ...Object.fromEntries(back.searchParams) };
          },
          leave: () => ask('DELETE', `/api/oidc/session/${cookie('GLEWLWYD2_OIDC_SID')}/`),
        };
      },
    };
  } catch (error) {
    const log = existsSync(join(folder, 'log')) ? readFileSync(join(folder, 'log'), 'utf8') : '';
    await stop();
    throw new Error(`${error.message}\n${log}`);
  }
}
