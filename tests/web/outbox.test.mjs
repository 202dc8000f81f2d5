// tests/web/outbox - when what waits is tried again, what an answer means for it, and how two notes become one.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { delayAfter, dueNow, outcomeOf, noteWith } = await load('lib/outbox_rules');

test('tried again after 30 seconds, then twice as long each time, a quarter of an hour at most', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6, 7, 50].map((tries) => delayAfter(tries) / 1000), [30, 60, 120, 240, 480, 900, 900, 900]);
});

test('what was sent first goes first; what is not due, or is a person\'s turn, does not go', () => {
  const one = (at, next, state = 'waiting') => ({ at, next, state, tries: 0 });
  const items = [one('2026-11-22T03:02:00Z', 5), one('2026-11-22T03:01:00Z', 10), one('2026-11-22T03:00:00Z', 11), one('2026-11-22T02:00:00Z', 0, 'refused'), one('2026-11-22T02:00:00Z', 0, 'conflict')];
  assert.deepEqual(dueNow(items, 10).map(({ at }) => at), ['2026-11-22T03:01:00Z', '2026-11-22T03:02:00Z']);
  assert.equal(dueNow(items, Number.POSITIVE_INFINITY).length, 3, 'asked for, all that wait');
});

test('only a 2xx is sent; what passes by itself is tried again; the rest is a person\'s turn', () => {
  const all = { 201: 'sent', 204: 'sent', 0: 'later', 408: 'later', 429: 'later', 500: 'later', 503: 'later', 401: 'signed_out', 409: 'conflict', 400: 'refused', 403: 'refused', 404: 'refused', 413: 'refused', 302: 'refused' };
  for (const [status, outcome] of Object.entries(all)) assert.equal(outcomeOf(Number(status)), outcome, status);
});

test('the other one\'s words go under one\'s own, as far as there is room', () => {
  assert.equal(noteWith(' Đo lại. ', 'Bản khác: 95,8 %', 100), 'Đo lại.\nBản khác: 95,8 %');
  assert.equal(noteWith('', 'Bản khác: 95,8 %', 100), 'Bản khác: 95,8 %');
  assert.equal(noteWith('Đo lại.', 'Bản khác: 95,8 %', 12), 'Đo lại.\nBản ');
});
