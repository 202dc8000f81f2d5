// tests/harness/model - a server that speaks the interface of language models, in a process of its own: what it is tells model_server.
// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** { url, goes(way): from now on so, gives what it was asked until now; stop() }. */
export async function startModel() {
  const child = spawn(process.execPath, [fileURLToPath(new URL('model_server.mjs', import.meta.url))], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise((done, lost) => {
    child.stdout.once('data', (text) => done(Number(text)));
    child.once('exit', () => lost(new Error('the model server did not start')));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    goes: async (way) => (await fetch(`${url}/way`, { method: 'POST', body: way })).json(),
    stop: () => new Promise((done) => { child.once('exit', done); child.kill(); }),
  };
}
