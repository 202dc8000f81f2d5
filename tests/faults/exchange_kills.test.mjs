// tests/faults/exchange_kills - kill -9 at moments of chance while many call each other: every exchange that was answered has both
// records, and every message that reached a system has the one of its request.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { kill9, makeData } from '../harness/banyan.mjs';
import { ask, recordsOf, register, serveExchange, startSystem } from '../harness/exchange.mjs';
import { hasPostgres, startPostgres } from '../harness/postgres.mjs';

const KILLS = { sqlite: 12, postgresql: 8 }, CALLERS = 12, ANSWERS_A_LIFE = 10, MOMENT_MS = 100;
const CLIENT = 'VN/GOV/1001/dao-tao', SERVICE = 'VN/GOV/2002/dan-cu/people';

const declaration = (url) => ({
  instance: 'VN',
  members: [
    { class: 'GOV', code: '1001', name: 'Sở Nội vụ', subsystems: [{ code: 'dao-tao', connection: 'http' }] },
    { class: 'GOV', code: '2002', name: 'Công an tỉnh', subsystems: [{ code: 'dan-cu', connection: 'http', services: [{ code: 'people', type: 'rest', url, bodies: 'kept' }] }] },
  ],
  rights: [{ subject: CLIENT, service: SERVICE }],
});

for (const engine of (process.env.BANYAN_ENGINES ?? 'sqlite postgresql').split(' ')) {
  test(`kill -9 of an exchange under load, ${KILLS[engine]} times (${engine})`, { skip: engine === 'postgresql' && !hasPostgres ? 'PostgreSQL is not installed' : false, timeout: 180_000 }, async (t) => {
    const postgres = engine === 'postgresql' ? await startPostgres() : null;
    const where = makeData({ engine, postgres, plan: null, accounts: false }), answered = [];
    const system = await startSystem(async (seen, response) => {
      if (randomInt(4) === 0) await pause(randomInt(30));
      response.end(`${seen.body.length}`);
    });
    after(async () => {
      await system.stop();
      where.remove();
      postgres?.stop();
    });
    for (let life = 0; life <= KILLS[engine]; life++) {
      const { server, door } = await serveExchange(where);
      if (life === 0) await register(where, declaration(system.url));
      let isOver = false;
      const callers = Array.from({ length: CALLERS }, async (_, who) => {
        while (!isOver) {
          const body = 'x'.repeat(randomInt(10) === 0 ? 200_000 : 100), answer = await ask(door, { verb: 'POST', target: `/r1/${SERVICE}/${who}`, headers: [['X-Road-Client', CLIENT]], body });
          if (answer.status === 200 && answer.isWhole) answered.push(answer.headers['x-road-request-id']);
          else if (!isOver) await pause(5);
        }
      });
      for (const before = answered.length; answered.length < before + ANSWERS_A_LIFE;) await pause(1);
      await pause(randomInt(MOMENT_MS));
      if (life < KILLS[engine]) kill9(server.pid);
      isOver = true;
      await Promise.all(callers);
      await server.stop();
    }
    const asked = new Map(), told = new Set(), reached = system.seen.map(({ headers }) => headers['x-road-request-id']);
    for (const one of recordsOf(where)) {
      if (one.isAnswer) told.add(one.request_id);
      else asked.set(one.request_id, one);
    }
    t.diagnostic(`${answered.length} answered, ${reached.length} reached the system, ${asked.size} and ${told.size} records`);
    assert.ok(answered.length > KILLS[engine] * ANSWERS_A_LIFE);
    for (const id of answered) assert.ok(asked.has(id) && told.has(id), `${id} was answered`);
    for (const id of reached) assert.ok(asked.has(id), `${id} reached the system`);
    for (const id of told) assert.ok(asked.has(id), `${id} has an answer without a request`);
    assert.equal(new Set(reached).size, reached.length, 'no message was sent on twice');
    const known = new Set(reached);
    assert.ok([...asked.keys()].filter((id) => !known.has(id)).length <= (KILLS[engine] + 1) * CALLERS, 'what is recorded and never came is what was under way');
  });
}
