// tests/harness/token - tokens in software: SoftHSM of Debian's, in a folder of its own. Before the first program is started.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MODULE = '/usr/lib/softhsm/libsofthsm2.so', PIN = '271828', SO_PIN = '314159';

/** A place for tokens; every program that this process starts from now on finds them there. */
export function startTokens() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-token-')), conf = join(folder, 'softhsm2.conf');
  mkdirSync(join(folder, 'tokens'));
  writeFileSync(conf, `directories.tokendir = ${folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n`);
  process.env.SOFTHSM2_CONF = conf;
  process.env.ASAN_OPTIONS = `${process.env.ASAN_OPTIONS ?? ''}:fast_unwind_on_malloc=0`; // or it does not see whose leak it is: tools/lsan.txt
  const pinFile = (name, text, mode = 0o600) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    chmodSync(path, mode);
    return path;
  };
  const pin = pinFile('pin', `${PIN}\n`);
  return {
    pin: PIN, pinFile,
    make: (token) => execFileSync('softhsm2-util', ['--init-token', '--free', '--label', token, '--pin', PIN, '--so-pin', SO_PIN], { stdio: 'ignore' }),
    /** A key of another program's making. All of them have the same id, which tokens allow. */
    key: (token, label, ...more) => execFileSync('pkcs11-tool', ['--module', MODULE, '--token-label', token, '--login', '--pin', PIN, '--keypairgen', '--key-type', 'EC:edwards25519', '--label', label, '--id', '07', ...more], { stdio: 'ignore' }),
    /** RFC 7512 */
    uri: ({ token = 'banyan', object = 'ledger', module = MODULE, source = `file:${pin}` } = {}) => `pkcs11:token=${token};object=${object}?module-path=${module}${source && `&pin-source=${source}`}`,
    stop: () => rmSync(folder, { recursive: true, force: true }),
  };
}
