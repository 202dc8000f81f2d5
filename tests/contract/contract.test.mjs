// What the tests above saw on the wire, held against what the program says of itself: every exchange fits the OpenAPI, and
// everything in the tables (routes, queries, jobs, commands, problems) was met, save what is excused here with its reason.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { program, root } from '../harness/banyan.mjs';

const TRACE = process.env.BANYAN_TRACE_FILE ?? '';

/** Problems that no test over HTTP or the command line can bring about, and where they are tried instead. */
const PROBLEMS_EXCUSED = {
  'kit/address-form': 'addresses that no URL parser would send: tests/stories/bad_input over a raw socket, refused before a trace; src/kit/tests/router_test.c',
  'kit/broken': 'what no rule foresees: a broken database file, tests/faults',
  'kit/busy': 'the writers\' lane is full, or a transaction gave way five times: src/kit/tests/lanes_test.c and db_test.c',
  'kit/database': 'a broken database file: tests/faults',
  'kit/database-away': 'PostgreSQL halted: tests/faults',
  'kit/disk-full': 'a full disk: tests/faults',
  'kit/file-too-large': 'a file of a gigabyte: src/kit/tests/files_test.c and table_test.c',
  'kit/file-refused': 'the system refuses to write: tests/faults',
  'kit/house-faulty': 'a table of the program itself is wrong: src/kit/tests/router_test.c',
  'kit/migration-changed': 'a database of another build: src/kit/tests/migrate_test.c',
  'kit/migration-missing': 'a database of a newer build: src/kit/tests/migrate_test.c',
  'kit/rows-too-many': 'a hundred thousand rows at once: src/kit/tests/db_test.c',
  'strategy/versions-too-many': 'a thousand changes of one document: a guard that no story could wait for',
  'documents/text-slow': 'a document that takes half a minute: src/kit/tests/confine_test.c ends what is slow',
  'documents/text-tool': 'a system without pdftotext',
  'exchange/own-client-unset': 'told as the sentence of a run: tests/stories/exchange_nodes',
  'exchange/timestamp-away': 'a job says it in the log alone, where tests/stories/exchange_timestamps reads it',
  'notices/mail-not-taken': 'a job says it in the log alone, where tests/stories/mail reads it',
  'notices/mail-setting': 'a job says it in the log alone, where tests/stories/mail reads it',
  'witness/records-full': 'two hundred and fifty-six keys: src/platform/witness/tests/records_test.c',
  'kit/table-too-long': 'millions of rows: src/kit/tests/table_test.c',
};
/** Queries that only a passing of time or another node calls. */
const QUERIES_EXCUSED = {};
const ROUTES_EXCUSED = {};

const lines = TRACE && existsSync(TRACE) ? readFileSync(TRACE, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line)) : [];
const exchanges = lines.filter((line) => line.verb), met = (kind) => new Set(lines.filter((line) => line.met === kind).map((line) => line.name));
const skip = lines.length === 0 && 'no trace: set BANYAN_TRACE_FILE and run the stories before';
const describe = (what) => execFileSync(program, ['describe', what], { encoding: 'utf8', maxBuffer: 64 << 20 });
const api = JSON.parse(describe('--openapi'));
const headings = (text) => [...text.matchAll(/^## (.+)$/gm)].map((found) => found[1]);
const problems = headings(describe('--problems'));

const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
formats(ajv);
ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
ajv.addSchema(api, 'api');
const compiled = new Map();

/** `where` is a JSON pointer into the OpenAPI document. */
function faultsOf(where, value) {
  if (!compiled.has(where)) compiled.set(where, ajv.compile({ $ref: `api#${where}` }));
  const check = compiled.get(where);
  return check(value) ? [] : check.errors.map((error) => `${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
}
const pointer = (...parts) => parts.map((part) => '/' + String(part).replaceAll('~', '~0').replaceAll('/', '~1')).join('');
const told = (one) => `${one.verb} ${one.target} -> ${one.status}`;
const operationOf = (one) => api.paths[one.route]?.[one.verb.toLowerCase()];

/** Every file name under src that ends so. */
const filesUnder = (folder, ending) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
  const path = join(folder, entry.name);
  return entry.isDirectory() ? filesUnder(path, ending) : path.endsWith(ending) ? [path] : [];
});
const queries = filesUnder(join(root, 'src'), '.sql').filter((path) => !path.includes('/migrations/'))
  .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/^-- (\w+): .*->/gm)].map((found) => found[1]));

/** Names both ways: what was never met, and what is excused although it was. */
function assertMet(names, seen, excused) {
  assert.deepEqual(names.filter((name) => !seen.has(name) && !(name in excused)), [], 'never met in any test');
  assert.deepEqual(Object.keys(excused).filter((name) => !names.includes(name)), [], 'excused, and not in the tables');
}

test('every answer fits its schema', { skip }, () => {
  const faults = exchanges.filter((one) => operationOf(one) && one.verb !== 'HEAD' && one.page === '').flatMap((one) => {
    const responses = operationOf(one).responses, status = String(one.status) in responses ? String(one.status) : 'default';
    if (one.status >= 300 && one.status < 400) return [];
    const media = Object.keys(responses[status].content ?? {})[0];
    if (!media) return one.got ? [`${told(one)}: a body where none is described`] : [];
    const isOfAnyKind = ['application/octet-stream', '*/*'].includes(media); // a file that was handed in keeps its own
    if (!isOfAnyKind && !one.type.startsWith(media.split(';')[0])) return [`${told(one)}: ${one.type}, not ${media}`];
    if (!responses[status].content[media].schema) return []; // bytes that something else describes
    const where = pointer('paths', one.route, one.verb.toLowerCase(), 'responses', status, 'content', media, 'schema');
    return faultsOf(where, JSON.parse(one.got)).map((fault) => `${told(one)}: ${fault}`);
  });
  assert.deepEqual(faults.slice(0, 20), []);
});

test('every body that was taken fits its schema', { skip }, () => {
  const faults = exchanges.filter((one) => one.status < 300 && operationOf(one)?.requestBody?.content?.['application/json']).flatMap((one) =>
    faultsOf(pointer('paths', one.route, one.verb.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'), JSON.parse(one.sent))
      .map((fault) => `${told(one)}: ${fault}`));
  assert.deepEqual(faults.slice(0, 20), []);
});

test('every problem on the wire is in the list, with its own status', { skip }, () => {
  const faults = exchanges.filter((one) => one.type.startsWith('application/problem+json') && one.got).flatMap((one) => {
    const problem = JSON.parse(one.got), types = [problem.type, ...(problem.errors ?? []).map((error) => error.type)];
    const unknown = types.filter((type) => !problems.includes(type.replace('/problems/', '')));
    return problem.status === one.status && unknown.length === 0 ? [] : [`${told(one)}: ${problem.status} ${unknown.join(' ')}`];
  });
  assert.deepEqual(faults, []);
});

test('every route answered', { skip }, () => {
  const routes = Object.entries(api.paths).flatMap(([path, verbs]) => Object.keys(verbs).map((verb) => `${verb.toUpperCase()} ${path}`));
  const fine = new Set(exchanges.filter((one) => one.status >= 200 && one.status < 300).map((one) => `${one.verb} ${one.route}`));
  assertMet(routes, fine, ROUTES_EXCUSED);
});

test('every query was run', { skip }, () => assertMet(queries, met('query'), QUERIES_EXCUSED));

test('every command was run', { skip }, () => assertMet(headings(describe('--commands')).map((name) => name.replace(/^banyan /, '')), met('command'), {}));

test('every problem was brought about', { skip }, () => {
  const seen = met('problem');
  for (const one of exchanges.filter((one) => one.type.startsWith('application/problem+json') && one.got)) {
    const problem = JSON.parse(one.got);
    for (const type of [problem.type, ...(problem.errors ?? []).map((error) => error.type)]) seen.add(type.replace('/problems/', ''));
  }
  assertMet(problems, seen, PROBLEMS_EXCUSED);
});
