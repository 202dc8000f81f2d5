// tests/harness/engines - a story is told twice: on SQLite and on PostgreSQL.
// SPDX-License-Identifier: Apache-2.0
import { after, test } from 'node:test';
import { serve } from './banyan.mjs';
import { commonPostgres, hasPostgres } from './postgres.mjs';
import { seededData } from './seeds.mjs';

let postgres = null;
after(() => postgres?.stop());

/** story(t, { server, where, engine, postgres }) on each engine, with a server of its own. */
export function onBothEngines(name, options, story) {
  for (const engine of (process.env.BANYAN_ENGINES ?? 'sqlite postgresql').split(' ')) {
    const skip = engine === 'postgresql' && !hasPostgres ? 'PostgreSQL is not installed' : false;
    test(`${name} (${engine})`, { skip }, async (t) => {
      if (engine === 'postgresql') postgres ??= await commonPostgres();
      const where = seededData({ engine, postgres, ...options.data });
      const server = await serve(where, options.serve);
      try {
        await story(t, { server, where, engine, postgres });
      } finally {
        const end = await server.stop();
        where.remove();
        if (end.signal || end.code !== 0) throw new Error(`the server ended with ${end.signal ?? end.code}: ${end.log}`);
      }
    });
  }
}
