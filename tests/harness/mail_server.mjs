// tests/harness/mail_server - a real mail server (Exim of Debian) in a folder and on ports of its own, which keeps what it takes;
// and one that answers as a test tells it to, for answers that no sound server gives on demand.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { root, soon } from './banyan.mjs';
import { freePort } from './net.mjs';

const PROGRAM = '/usr/sbin/exim4';
export const hasMailServer = existsSync(PROGRAM);
export const MAIL_USER = 'banyan', MAIL_PASSWORD = 'gốc đa-7';

/** Exim gives root up for a configuration that is not Debian's own. */
const runner = () => (userInfo().uid === 0 ? 'Debian-exim' : userInfo().username);

const configuration = (folder, user, ports, pair) => `
exim_path = ${PROGRAM}
exim_user = ${user}
exim_group = ${execFileSync('id', ['-gn', user], { encoding: 'utf8' }).trim()}
deliver_drop_privilege = true
keep_environment =
spool_directory = ${folder}/spool
log_file_path = ${folder}/log/%slog
pid_file_path = ${folder}/pid
primary_hostname = thu.example.vn
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${ports.plain} : ${ports.secure}
tls_on_connect_ports = ${ports.secure}
tls_advertise_hosts = *
tls_certificate = ${pair.cert}
tls_privatekey = ${pair.key}
acl_smtp_rcpt = recipients
smtp_enforce_sync = true
begin acl
recipients:
  deny message = Không có hộp thư này / no such mailbox
    local_parts = khong-con
  deny message = sign in first
    !authenticated = *
    local_parts = kin
  accept
begin routers
keep:
  driver = accept
  transport = maildir
begin transports
maildir:
  driver = appendfile
  maildir_format = true
  directory = ${folder}/mail
  create_directory = true
  envelope_to_add = true
  return_path_add = true
  user = ${user}
begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${MAIL_USER}}}{eq{$auth3}{${MAIL_PASSWORD}}}}}
  server_set_id = $auth2
  server_advertise_condition = \${if def:tls_in_cipher}
`;

function awaitPort(port, child, patience = 10000) {
  const began = Date.now();
  return new Promise((resolve, reject) => {
    const knock = () => {
      const socket = connect(port, '127.0.0.1', () => { socket.destroy(); resolve(); });
      socket.on('error', () => (child.exitCode !== null || Date.now() - began > patience ? reject(new Error('exim did not start')) : setTimeout(knock, 20)));
    };
    knock();
  });
}

/** { host, secure, mails(), stop, start }: `pair` is the certificate of its name. */
export async function startMailServer(pair) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-mail-')), user = runner(), ports = { plain: await freePort(), secure: await freePort() };
  for (const name of ['spool', 'log', 'mail']) mkdirSync(join(folder, name));
  for (const name of ['cert', 'key']) writeFileSync(join(folder, name), readFileSync(pair[name]));
  writeFileSync(join(folder, 'conf'), configuration(folder, user, ports, { cert: join(folder, 'cert'), key: join(folder, 'key') }));
  chmodSync(folder, 0o755);
  if (userInfo().uid === 0) {
    execFileSync('chown', ['-R', user, folder]);
    execFileSync('chown', ['root', join(folder, 'conf')]);
  }
  let child = null, told = '';
  const start = async () => {
    child = spawn(PROGRAM, ['-C', join(folder, 'conf'), '-bdf'], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.on('data', (text) => { told += text; });
    await awaitPort(ports.plain, child).catch((error) => { throw new Error(`${error.message}: ${told}`); });
  };
  const halt = () => new Promise((done) => {
    if (child.exitCode !== null || child.signalCode !== null) return done();
    child.once('exit', done);
    child.kill('SIGTERM');
  });
  await start();
  const kept = () => (existsSync(join(folder, 'mail/new')) ? readdirSync(join(folder, 'mail/new')).sort().map((name) => readFileSync(join(folder, 'mail/new', name), 'utf8')) : []);
  return {
    host: `127.0.0.1:${ports.plain}`, secure: `127.0.0.1:${ports.secure}`, start, halt, kept,
    /** As Python's own reader has them, once there are so many. */
    mails: (count, patience = 20000) => soon(() => {
      const all = kept();
      if (all.length < count) throw new Error(`${all.length} mails of ${count}; ${told}`);
      return all.map(readMail);
    }, patience),
    stop: async () => { await halt(); rmSync(folder, { recursive: true, force: true }); },
  };
}

/** { headers: [[name, value]], text, html, defects } by another implementation: Python's email. */
export const readMail = (text) => JSON.parse(execFileSync('/usr/bin/python3', [join(root, 'tests/harness/mail_read.py')], { input: text, encoding: 'utf8' }));

/** A server whose answers a test chooses: { RCPT: '452 full' }, or silence. It writes down what it was told, and the lines of the mails. */
export async function startMoodyServer() {
  const port = await freePort(), one = { host: `127.0.0.1:${port}`, answers: {}, told: [], content: [] };
  const server = createServer((socket) => {
    let inData = false, rest = '';
    const say = (verb, usual) => socket.write(`${one.answers[verb] ?? usual}\r\n`);
    socket.on('error', () => socket.destroy());
    say('greeting', '220 moody');
    socket.on('data', (bytes) => {
      rest += bytes;
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (inData) {
          if (line === '.') { inData = false; say('end', '250 taken'); } else one.content.push(line);
          continue;
        }
        one.told.push(line);
        const verb = line.slice(0, 4).toUpperCase();
        if (verb === 'DATA' && !one.answers.DATA) inData = true;
        if (verb === 'QUIT') socket.end('221 bye\r\n');
        else say(verb, verb === 'DATA' ? '354 go on' : '250 fine');
      }
    });
  });
  await new Promise((done) => { server.listen(port, '127.0.0.1', done); });
  one.stop = () => new Promise((done) => { server.close(done); server.closeAllConnections?.(); });
  return one;
}
