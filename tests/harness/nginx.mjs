// tests/harness/nginx - the real nginx with the very file of deploy/nginx, in a folder and on ports of its own.
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './banyan.mjs';
import { freePort } from './net.mjs';

const PROGRAM = '/usr/sbin/nginx';
export const hasNginx = existsSync(PROGRAM);

/** The file with its name kept, and its ports and paths replaced; what is not found stops the test. */
function replaced(text, pairs) {
  return pairs.reduce((so, [what, by]) => {
    if (!so.includes(what)) throw new Error(`deploy/nginx/banyan.conf has no “${what}”`);
    return so.replaceAll(what, by);
  }, text);
}

function awaitPort(port, child, patience = 5000) {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const knock = () => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(); });
      socket.on('error', () => (child.exitCode !== null || Date.now() - began > patience ? reject(new Error('nginx did not start')) : setTimeout(knock, 20)));
    };
    knock();
  });
}

/** In front of a server: { plain, secure, machines } are its ports. `pair` is the certificate of chuyendoiso.example.vn. */
export async function startNginx(server, pair) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-nginx-')), [plain, secure, machines] = [await freePort(), await freePort(), await freePort()];
  const site = replaced(readFileSync(join(root, 'deploy/nginx/banyan.conf'), 'utf8').replace(/^ *listen \[::\].*\n/gm, ''), [
    ['server 127.0.0.1:8080;', `server 127.0.0.1:${server.port};`], ['listen 80 ', `listen 127.0.0.1:${plain} `], ['listen 443 ', `listen 127.0.0.1:${secure} `],
    ['listen 8443 ', `listen 127.0.0.1:${machines} `], ['/etc/ssl/banyan/fullchain.pem', pair.cert], ['/etc/ssl/banyan/privkey.pem', pair.key], ['/var/log/nginx/banyan.log', join(folder, 'access.log')],
  ]);
  const temps = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((one) => `${one}_temp_path ${join(folder, one)};`).join(' ');
  const asRoot = process.getuid() === 0 ? 'user root;\n' : '';
  writeFileSync(join(folder, 'site.conf'), site);
  writeFileSync(join(folder, 'nginx.conf'), `${asRoot}daemon off;\nworker_processes 1;\npid ${join(folder, 'pid')};\nerror_log ${join(folder, 'error.log')} warn;\nevents {}\nhttp {\n${temps}\ninclude ${join(folder, 'site.conf')};\n}\n`);
  const child = spawn(PROGRAM, ['-c', join(folder, 'nginx.conf'), '-p', folder, '-e', join(folder, 'error.log')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let told = '';
  child.stderr.on('data', (text) => { told += text; });
  const stop = () => new Promise((done) => {
    const gone = () => { rmSync(folder, { recursive: true, force: true }); done(); };
    if (child.exitCode !== null) return gone();
    child.once('exit', gone);
    child.kill('SIGTERM');
  });
  try {
    await awaitPort(secure, child);
  } catch (error) {
    error.message += `: ${told}`;
    await stop();
    throw error;
  }
  return { plain, secure, machines, log: () => readFileSync(join(folder, 'error.log'), 'utf8'), stop };
}
