// tests/harness/clock_jump - a server whose clock of the wall a test sets while it runs.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './banyan.mjs';

/** env: with which a program is started; set(seconds): how far its clock is ahead; now(): what its clock says, in ms. */
export function makeClock() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-clock-')), library = join(folder, 'clock_jump.so'), path = join(folder, 'ahead');
  execFileSync('cc', ['-shared', '-fPIC', '-O1', '-o', library, join(root, 'tests/harness/clock_jump.c')]);
  const file = openSync(path, 'w+');
  const clock = {
    ahead: 0,
    env: { ...process.env, LD_PRELOAD: library, CLOCK_JUMP_FILE: path },
    set(seconds) {
      const bytes = Buffer.alloc(8);
      bytes.writeBigInt64LE(BigInt(seconds));
      writeSync(file, bytes, 0, bytes.length, 0);
      clock.ahead = seconds;
    },
    now: () => Date.now() + clock.ahead * 1000,
    remove() { closeSync(file); rmSync(folder, { recursive: true, force: true }); },
  };
  clock.set(0);
  return clock;
}
