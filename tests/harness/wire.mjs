// tests/harness/wire - bytes as they are over a socket, for what no client of ours would send; and what comes back.
// SPDX-License-Identifier: Apache-2.0
import { connect } from 'node:net';

/** The answers in a stream, one after the other: { status, headers, body }; headers in lower case, doubled ones as a list. */
export function answersIn(text) {
  const found = [];
  for (let rest = text; rest.startsWith('HTTP/1.');) {
    const end = rest.indexOf('\r\n\r\n');
    if (end < 0) break;
    const [first, ...lines] = rest.slice(0, end).split('\r\n'), headers = {};
    for (const line of lines) {
      const colon = line.indexOf(':'), name = line.slice(0, colon).toLowerCase(), value = line.slice(colon + 1).trim();
      headers[name] = name in headers ? [headers[name], value].flat() : value;
    }
    const status = Number(first.split(' ')[1]), length = status === 100 || status === 204 || status === 304 ? 0 : Number(headers['content-length'] ?? 0);
    found.push({ status, headers, body: rest.slice(end + 4, end + 4 + length) });
    rest = rest.slice(end + 4 + length);
  }
  return found;
}

const FIRST_MS = 10_000, QUIET_MS = 700; // for the first byte of a busy server; and after the last one

/** Sends text (one byte a letter) and gives { answers, text, isClosed }, when the server has closed or says nothing more. */
export function send(server, bytes) {
  return new Promise((resolve) => {
    let text = '', isClosed = false;
    const socket = connect(server.port, '127.0.0.1', () => socket.write(Buffer.from(bytes, 'latin1')));
    let timer = setTimeout(() => socket.destroy(), FIRST_MS);
    socket.on('data', (data) => {
      text += data.toString('latin1');
      clearTimeout(timer);
      timer = setTimeout(() => socket.destroy(), QUIET_MS);
    });
    socket.on('end', () => { isClosed = true; });
    socket.on('error', () => { isClosed = true; });
    socket.on('close', () => {
      clearTimeout(timer);
      resolve({ answers: answersIn(text), text, isClosed });
    });
  });
}
