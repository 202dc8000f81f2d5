// tests/harness/net - small helps around sockets.
// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:net';

/** A port that nobody uses at this moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
