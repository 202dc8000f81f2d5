// tests/harness/banyan - the program itself: its commands, a server of it, and clients that sign in.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));
export const program = process.env.BANYAN ?? join(root, 'build/banyan');
export const content = join(root, 'content/tuyen-quang');
export const holidays = join(root, 'content/viet-nam');

/** The day on which all stories play, so that figures worked out by hand stay true. */
export const CLOCK = '2026-11-22T03:00:00Z';

/** For the contract test: which commands and problems were met, beside what the program itself writes there. */
function traceCommand(args, told) {
  const file = process.env.BANYAN_TRACE_FILE;
  if (!file) return;
  const words = args.slice(0, !/^[a-z]/.test(args[1] ?? '') ? 1 : ['ca', 'maintenance'].includes(args[1]) ? 3 : 2).join(' ');
  const problems = [...told.matchAll(/(?:\[|"type":"\/problems\/)([a-z]+\/[a-z0-9-]+)[\]"]/gm)].map((found) => ({ met: 'problem', name: found[1] }));
  appendFileSync(file, [{ met: 'command', name: words }, ...problems].map((line) => JSON.stringify(line) + '\n').join(''));
}

/** Runs a command; gives status, stdout, stderr. Never throws. */
export function banyan(args, options = {}) {
  const result = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 64 << 20, ...options });
  traceCommand(args, result.stderr ?? '');
  return { status: result.status, signal: result.signal, out: result.stdout ?? '', err: result.stderr ?? '' };
}

/** The same while this process goes on: for a command that asks a server which the test itself is. */
export function banyanMeanwhile(args) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] }), told = { out: '', err: '' };
  child.stdout.on('data', (text) => { told.out += text; });
  child.stderr.on('data', (text) => { told.err += text; });
  return new Promise((done) => {
    child.once('close', (status, signal) => {
      traceCommand(args, told.err);
      done({ status, signal, ...told });
    });
  });
}

function mustRun(args, options) {
  const result = banyan(args, options);
  if (result.status !== 0) throw new Error(`banyan ${args.join(' ')}\n${result.out}${result.err}`);
  return result.out;
}

/** Accounts that the stories use: one of each role. The password is the same for all. */
export const PASSWORD = 'cây đa Tân Trào che mát';
export const ACCOUNTS = [
  ['can-bo', 'officer', 'SKHCN', 'Trần Văn Minh', 'Chuyên viên'],
  ['can-bo-snv', 'officer', 'SNV', 'Lê Thị Hoa', 'Chuyên viên'],
  ['can-bo-xa', 'officer', 'UBND-02215', 'Ma Thị Lan', 'Công chức Văn hóa - Xã hội'],
  ['lanh-dao-so', 'head', 'SKHCN', 'Nguyễn Thị Hạnh', 'Phó Giám đốc'],
  ['dieu-phoi', 'coordinator', '', 'Nguyễn Thu Hà', 'Phó Trưởng phòng'],
  ['lanh-dao', 'leader', '', 'Hoàng Văn Nam', 'Phó Chủ tịch'],
  ['quan-tri', 'administrator', '', 'Quản trị', 'Quản trị hệ thống'],
  ['nguoi-dan', 'citizen', '', 'Bàn Văn Sơn', ''],
];

/** After the plan, since officers belong to agencies of the plan. */
export function addAccounts(cli) {
  for (const [username, role, agency, name, title] of ACCOUNTS) {
    cli('account', 'add', '--username', username, '--role', role, '--name', name, '--title', title, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
  }
}

/** A data folder, by its path and the url of its database (null: SQLite in it): how commands are given to it, and its end. */
export function whereOf(data, url, postgres) {
  const db = url ? ['--db', url] : [];
  const common = ['--data', data, ...db, '--set', `clock.fixed=${CLOCK}`, '--set', 'people.password_memory_kib=8192', '--set', 'people.password_passes=1', '--set', 'people.second_factor_roles='];
  return {
    data, url, db, common,
    cli: (...args) => mustRun([...args, ...common]),
    try: (...args) => banyan([...args, ...common]),
    remove() {
      rmSync(data, { recursive: true, force: true });
      if (url) postgres.drop(url);
    },
  };
}

/**
 * A data folder with a plan, figures and accounts, as asked for.
 * engine: 'sqlite' | 'postgresql'; postgres: from startPostgres(); plan, calendar, regimes, figures, progress, money: paths or null.
 */
export function makeData({ engine = 'sqlite', postgres = null, plan = content, calendar = null, regimes = null, figures = null, progress = null, money = null, accounts = true } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'banyan-data-'));
  const where = whereOf(data, engine === 'postgresql' ? postgres.database() : null, postgres), { cli } = where;
  mustRun(['init', '--data', data]);
  appendFileSync(join(data, 'banyan.conf'), readFileSync(join(content, 'site.conf')));
  if (plan) cli('plan', 'load', plan);
  if (calendar) cli('calendar', 'load', calendar);
  if (regimes) cli('regimes', 'load', regimes);
  if (figures) cli('observations', 'import', figures, '--sample');
  if (progress) cli('progress', 'import', progress, '--sample', '--source', 'Dữ liệu mẫu');
  if (money) {
    cli('budget', 'rules', join(content, 'budget_rules.csv'));
    cli('budget', 'import', money, '--sample');
  }
  if (plan && accounts) addAccounts(cli);
  return where;
}

/** Serves a data folder on a free port. */
export function serve(where, { set = {}, program: which = program, env = process.env, words = ['serve'], listen = '127.0.0.1:0' } = {}) {
  const settings = Object.entries(set).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  const child = spawn(which, [...words, ...where.common, '--listen', listen, ...settings], { stdio: ['ignore', 'pipe', 'pipe'], env });
  let log = '';
  child.stderr.on('data', (text) => { log += text; });
  return new Promise((resolve, reject) => {
    const failed = () => reject(new Error(`the server did not start: ${log}`));
    child.once('exit', failed);
    let told = '';
    child.stdout.on('data', (text) => {
      told += text;
      const port = /serves at port (\d+)/.exec(told)?.[1];
      if (!port) return;
      child.removeListener('exit', failed);
      resolve({
        url: `http://127.0.0.1:${port}`, port: Number(port), pid: child.pid, child,
        get log() { return log; }, get told() { return told; },
        stop: (signal = 'SIGTERM') => new Promise((done) => {
          if (child.exitCode !== null || child.signalCode !== null) return done({ code: child.exitCode, signal: child.signalCode, log });
          child.once('exit', (code, by) => done({ code, signal: by, log }));
          child.kill(signal);
        }),
      });
    });
  });
}

/** A caller with its own cookies: call('GET', '/strategy/summary') gives { status, body, headers }. A path is below the API,
 *  or the whole of it from /api/ on, or a URL. */
export function client(server) {
  const jar = new Map(), sent = () => [...jar].map((pair) => pair.join('=')).join('; ');
  const call = async (verb, path, body, headers = {}) => {
    const isFile = body instanceof Uint8Array;
    const below = path.startsWith('/api/') ? path : '/api/v1' + path;
    const response = await fetch(path.startsWith('http') ? path : server.url + below, {
      method: verb,
      headers: { ...(jar.size > 0 && { cookie: sent() }), ...(body !== undefined && !isFile && { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : isFile || typeof body === 'string' ? body : JSON.stringify(body),
      redirect: 'manual',
    });
    const [, name, value, marks] = /^([^=]+)=([^;]*)(.*)$/.exec(response.headers.get('set-cookie') ?? '') ?? [];
    if (name && /Max-Age=0(;|$)/.test(marks)) jar.delete(name);
    else if (name) jar.set(name, value);
    const text = await response.text();
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    return { status: response.status, body: isJson ? JSON.parse(text) : text, headers: response.headers };
  };
  return {
    call,
    get: (path, headers) => call('GET', path, undefined, headers),
    post: (path, body, headers) => call('POST', path, body, headers),
    get cookie() { return sent(); },
    signIn: async (username, password = PASSWORD) => call('POST', '/people/sign-in', { username, password }),
  };
}

/** Signed in already. */
export async function signedIn(server, username) {
  const one = client(server);
  const answer = await one.signIn(username);
  if (answer.status !== 200) throw new Error(`${username} could not sign in: ${JSON.stringify(answer.body)}`);
  return one;
}

/** Asserts until it holds: a server on PostgreSQL hears of what a command wrote within moments, not at once. */
export async function soon(check, patience = 15000) {
  for (const began = Date.now(); ;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() - began > patience) throw error;
      await new Promise((done) => { setTimeout(done, 10); });
    }
  }
}

export const kill9 = (pid) => execFileSync('kill', ['-9', String(pid)]);
