// tests/harness/model_server - run as a process of its own by harness/model: speaks POST /v1/chat/completions as servers of language
// models do. It is no language model: its honest answer is the first sentence of the first passage that it was given, cited; or it says
// what a test tells it to ("says ...").
// SPDX-License-Identifier: Apache-2.0
import { createServer } from 'node:http';

let way = 'honest';
const seen = [];
const completion = (content) => JSON.stringify({
  id: 'chatcmpl-1', object: 'chat.completion', created: 1764500000, model: 'mau-1',
  choices: [{ index: 0, message: { role: 'assistant', content, refusal: null }, logprobs: null, finish_reason: 'stop' }],
  usage: { prompt_tokens: 400, completion_tokens: 40, total_tokens: 440 },
});

/** The first passage of the request, without number and place of its document. */
function firstSentence(asked) {
  const [, quoted] = /^\[1\] (".*")$/m.exec(asked.messages[1].content);
  return JSON.parse(quoted).split('. ').slice(3)[0].replace(/\.$/, '');
}

const ways = {
  honest: (asked) => completion(`${firstSentence(asked)} [1].`),
  'no-citation': (asked) => completion(`${firstSentence(asked)}.`),
  'false-citation': (asked) => completion(`${firstSentence(asked)} [7].`),
  'false-number': (asked) => completion(`${firstSentence(asked)}, đạt 12345 % [1].`),
  link: (asked) => completion(`${firstSentence(asked)}, xem https://vi.du/ [1].`),
  markup: (asked) => completion(`<img src=x onerror=alert(1)> ${firstSentence(asked)} [1]\u202e`),
  'no-json': () => '<html>Bảo trì</html>',
  'other-json': () => '{"choices":[]}',
  'content-null': () => completion(null),
  deep: () => '['.repeat(100_000),
};

createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces).toString();
  if (request.url === '/way') {
    way = body;
    return response.end(JSON.stringify(seen));
  }
  if (request.method !== 'POST' || request.url !== '/v1/chat/completions') return response.writeHead(404).end();
  if (request.headers.authorization !== 'Bearer khoa-mau') return response.writeHead(401).end('{"error":{"message":"Incorrect API key"}}');
  const asked = JSON.parse(body);
  seen.push({ asked, type: request.headers['content-type'] });
  response.setHeader('Content-Type', 'application/json');
  if (way === 'away') return response.writeHead(503).end('{"error":{"message":"overloaded"}}');
  if (way === 'hangs-up') return request.socket.destroy();
  if (way === 'silent') return undefined;
  if (way === 'slow') { // a letter now and then, for ever
    response.write('{');
    const timer = setInterval(() => response.write(' '), 100);
    return response.on('close', () => clearInterval(timer));
  }
  if (way === 'huge') return response.end(completion('a'.repeat(1 << 20)));
  if (way.startsWith('says ')) return response.end(completion(way.slice(5)));
  return response.end(ways[way](asked));
}).listen(0, '127.0.0.1', function listening() { process.stdout.write(`${this.address().port}\n`); });
