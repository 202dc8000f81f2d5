// tests/harness/clamd - the real clamd of Debian with a signature of our own and nothing else; and one that misbehaves.
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './net.mjs';

const PROGRAM = '/usr/sbin/clamd';
export const hasClamd = existsSync(PROGRAM);

/** The harmless test file of EICAR, in two parts so that no scanner takes this one for it. */
export const EICAR = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$' + 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*';
export const EICAR_NAME = 'Banyan.Test.EICAR';

/** Any file that holds it, anywhere. */
const SIGNATURE = `${EICAR_NAME}:0:*:${Buffer.from(EICAR).toString('hex')}\n`;

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('zPING\0'));
    socket.once('data', (bytes) => { socket.destroy(); resolve(String(bytes).startsWith('PONG')); });
    socket.once('error', () => resolve(false));
  });
}

/** Listens at `tcp` (host:port) and `socket` (a path); takes files of a megabyte at most. */
export async function startClamd(patience = 20_000) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-clamd-')), port = await freePort(), socket = join(folder, 'socket');
  mkdirSync(join(folder, 'signatures'));
  writeFileSync(join(folder, 'signatures/test.ndb'), SIGNATURE);
  writeFileSync(join(folder, 'conf'), [
    'Foreground yes', `LocalSocket ${socket}`, `TCPSocket ${port}`, 'TCPAddr 127.0.0.1', `DatabaseDirectory ${join(folder, 'signatures')}`,
    `TemporaryDirectory ${folder}`, 'MaxThreads 2', 'StreamMaxLength 1M', 'SelfCheck 86400', '',
  ].join('\n'));
  const child = spawn(PROGRAM, ['-c', join(folder, 'conf')], { stdio: ['ignore', 'pipe', 'pipe'] });
  let told = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => { told += text; });
  const stop = () => new Promise((done) => {
    const gone = () => { rmSync(folder, { recursive: true, force: true }); done(); };
    if (child.exitCode !== null) return gone();
    child.once('exit', gone);
    child.kill('SIGKILL');
  });
  for (const began = Date.now(); !await answers(port); await new Promise((done) => { setTimeout(done, 20); })) {
    if (child.exitCode === null && Date.now() - began < patience) continue;
    await stop();
    throw new Error(`clamd did not start: ${told}`);
  }
  return { tcp: `127.0.0.1:${port}`, socket, stop };
}

/** A scanner whose way to answer is `way`, changed at will: way(socket) is called for each connection. */
export function startFalseClamd() {
  const open = new Set(), fake = { way: () => undefined, met: 0 };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
    fake.met++;
    fake.way(socket);
  });
  fake.stop = () => new Promise((done) => {
    for (const socket of open) socket.destroy();
    server.close(done);
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(Object.assign(fake, { tcp: `127.0.0.1:${server.address().port}` })));
  });
}
