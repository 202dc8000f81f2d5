// tests/faults/ledger_kills - kill -9 at two hundred moments of chance, while several write and the record is sealed: what was
// answered stands in the record, and there was never another record.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { client, kill9, makeData, program, serve, signedIn, soon } from '../harness/banyan.mjs';
import { hasPostgres, startPostgres } from '../harness/postgres.mjs';
import { openCheckpoint, rootsAt, verifyLog } from '../harness/tlog.mjs';

const KILLS = { sqlite: 120, postgresql: 80 }, WRITERS = 4, MORE = 3, LONG_LIVES = 10; // one in so many outlives the server's first sealing
const SEED = Number(process.env.BANYAN_SEED ?? randomInt(2 ** 31));

/** Mulberry32: the same seed, the same moments. Gives whole numbers from `low` to before `high`. */
function chance(seed) {
  let state = seed;
  return (low, high) => {
    state = (state + 0x6D2B79F5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return low + Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * (high - low));
  };
}

/** What was learnt of the record through all lives of the server. */
class Seen {
  answered = new Set(); // files, each of them an entry
  notes = new Map(); // size: the checkpoint

  constructor(vkey) { this.vkey = vkey; }

  note(text) {
    const { size } = openCheckpoint(text, this.vkey);
    assert.equal(this.notes.get(size) ?? text, text, `two checkpoints of ${size} entries`);
    this.notes.set(size, text);
  }
}

/** A server and all who use it, until it is killed. */
class Life {
  isOver = false;
  last = []; // of each writer: what was answered last

  constructor(server, cookie, where, seen) { Object.assign(this, { server, where, seen, headers: { cookie, 'content-type': 'text/plain' } }); }

  async write(who, name) {
    for (let i = 0; !this.isOver; i++) {
      const url = `${this.server.url}/api/v1/documents/files?name=${who}.txt`;
      const answer = await fetch(url, { method: 'POST', headers: this.headers, body: `${name} ${who} ${i}` }).then(async (response) => ({ status: response.status, body: await response.json() })).catch(() => null);
      if (answer === null) return;
      if (answer.status === 503) continue; // kit/busy
      assert.equal(answer.status, 201, JSON.stringify(answer.body));
      this.seen.answered.add(answer.body.id);
      this.last[who] = answer.body.id;
    }
  }

  async watch() {
    for (; !this.isOver; await pause(5)) {
      const text = await fetch(`${this.server.url}/ledger/checkpoint`).then((response) => (response.status === 200 ? response.text() : null)).catch(() => null);
      if (text !== null) this.seen.note(text);
    }
  }

  /** As `banyan ledger seal`, again and again: lives are shorter than the second after which a server seals itself. */
  async seal() {
    for (; !this.isOver; await pause(20)) {
      const child = spawn(program, ['ledger', 'seal', ...this.where.common], { stdio: ['ignore', 'pipe', 'ignore'] });
      let said = '';
      this.sealer = child;
      child.stdout.on('data', (text) => { said += text; });
      const code = await new Promise((done) => { child.once('close', done); });
      if (code === 0) this.seen.note(said);
    }
  }

  /** Kills the server, and now and then who seals beside it. */
  async end(killsSealer) {
    this.isOver = true;
    kill9(this.server.pid);
    if (killsSealer && this.sealer?.exitCode === null) this.sealer.kill('SIGKILL');
    await Promise.all(this.work);
  }

  begin(name) {
    this.work = [...[...Array(WRITERS).keys()].map((who) => this.write(who, name)), this.watch(), this.seal()];
  }
}

/** Everything that was ever signed, as it lies in the database. */
function stored(where, engine) {
  const sql = 'SELECT note FROM ledger_checkpoint ORDER BY size';
  const [command, ...args] = engine === 'sqlite' ? ['sqlite3', '-cmd', '.timeout 10000', '-json', join(where.data, 'banyan.db'), sql] : ['psql', '-qAtX', '-c', `SELECT json_agg(c) FROM (${sql}) c`, where.db[1]];
  return JSON.parse(execFileSync(command, args, { maxBuffer: 64 << 20 })).map((row) => row.note);
}

/** A last server: all that was answered is in the record, once; every checkpoint is the beginning of the newest. */
async function judge(t, where, engine, seen) {
  const server = await serve(where);
  t.after(() => server.stop());
  const log = await soon(async () => {
    const whole = await verifyLog(`${server.url}/ledger`, seen.vkey), subjects = new Map();
    for (const { kind, subject } of whole.entries.map((one) => JSON.parse(one.toString()))) if (kind === 'documents.file_added') subjects.set(subject, (subjects.get(subject) ?? 0) + 1);
    for (const id of seen.answered) assert.equal(subjects.get(id), 1, `${id} was promised`);
    return whole;
  });
  stored(where, engine).forEach((text) => seen.note(text));
  const sizes = [...seen.notes.keys()].sort((a, b) => a - b), roots = rootsAt(log.hashes, sizes);
  sizes.forEach((size, i) => assert.ok(openCheckpoint(seen.notes.get(size), seen.vkey).root.equals(roots[i]), `the checkpoint of ${size} is no beginning of that of ${log.size}`));
  assert.equal((await server.stop()).code, 0);
  assert.match(where.cli('ledger', 'verify'), /the record is whole/);
  return log;
}

/** What was answered before the kill is there after it. */
async function assertKept(server, life) {
  for (const id of life.last.filter(Boolean)) {
    const { body } = await client(server).get(`/ledger/entries?subject=${id}`);
    assert.deepEqual(body.entries.map((one) => one.kind), ['documents.file_added'], `${id} was promised`);
  }
}

async function killAgainAndAgain(t, engine, postgres) {
  const where = makeData({ engine, postgres }), pick = chance(SEED + KILLS[engine]), seen = new Seen(where.cli('ledger', 'key').trim());
  let server = await serve(where), life = null;
  t.after(async () => { // also after a failure
    if (life) life.isOver = true;
    await server.stop('SIGKILL');
    where.remove();
  });
  const { cookie } = await signedIn(server, 'can-bo');
  const hadLoad = () => seen.answered.size > KILLS[engine] && seen.notes.size > KILLS[engine] / 2;
  for (let kill = 0; kill < KILLS[engine] || (!hadLoad() && kill < MORE * KILLS[engine]); kill++) { // more on a busy machine
    life = new Life(server, cookie, where, seen);
    life.begin(`${engine} ${kill}`);
    await pause(pick(0, LONG_LIVES) === 0 ? pick(1000, 1300) : pick(1, 350));
    await life.end(pick(0, 2) === 0);
    server = await serve(where);
    await assertKept(server, life);
  }
  await server.stop();
  const { size } = await judge(t, where, engine, seen);
  t.diagnostic(`${KILLS[engine]} kills, ${seen.answered.size} answered, ${size} entries, ${seen.notes.size} checkpoints`);
  assert.ok(hadLoad(), 'there was a load');
}

test('kill -9 at moments of chance', { concurrency: 2 }, async (t) => {
  t.diagnostic(`BANYAN_SEED=${SEED}`);
  const postgres = hasPostgres ? await startPostgres() : null;
  after(() => postgres?.stop());
  const engines = Object.keys(KILLS).filter((engine) => (process.env.BANYAN_ENGINES ?? engine).split(' ').includes(engine));
  await Promise.all(engines.map((engine) => t.test(engine, { skip: engine === 'postgresql' && !hasPostgres ? 'PostgreSQL is not installed' : false, timeout: 600000 },
    (inner) => killAgainAndAgain(inner, engine, postgres))));
});
