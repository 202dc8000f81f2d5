// tests/web/scoring - where points were lost, what a formula reads, periods by which a scheme scores.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const it = await load('rooms/scoring/losses', 'rooms/scoring/periods');

const point = (criterion, points, maximum, more = {}) => ({ criterion, points, maximum, applies: true, ...more });

test('points are lost to the maximum of what counts, those that lost most first', () => {
  const points = [point('A', 3.61, 10), point('B', 0, 20), point('C', null, 25), point('D', 0, 5, { applies: false }), point('E', 15, 15)];
  assert.deepEqual(it.losses(points).map((one) => [one.criterion, it.lostAt(one)]), [['B', 20], ['A', 6.39]]);
  assert.equal(it.lostInAll(points), 26.39);
  assert.equal(it.lostInAll([point('A', 0.1, 0.3), point('B', 0.2, 0.3)]), 0.3, 'in hundredths, not in halves of bits');
});

test('values that a formula reads, in its order, each once', () => {
  const value = (kind, name, argument = '') => ({ kind, name, argument });
  const values = [value('metric', 'a.b'), value('metric', 'a.b', 'I1'), value('input', 'X-1.TU'), value('input', 'OTHER')];
  const names = (formula) => it.valuesOf(formula, values).map((one) => [one.name, one.argument]);
  assert.deepEqual(names('6 * share(input(X-1.TU), metric(a.b, I1)) + metric( a.b ) + input(X-1.TU)'), [['X-1.TU', ''], ['a.b', 'I1'], ['a.b', '']]);
  assert.deepEqual(names('criterion(OTHER) + 1'), []);
});

test('how many are in each band, the best first', () => {
  const line = (title) => ({ band_title: title });
  assert.deepEqual(it.bandCounts([line('Tốt'), line('Tốt'), line('Yếu'), line('')]), [['Tốt', 2], ['Yếu', 1]]);
});

test('periods, the newest first', () => {
  assert.deepEqual(it.recentPeriods('month', '2026-02-10', 3), ['2026-02', '2026-01', '2025-12']);
  assert.deepEqual(it.recentPeriods('quarter', '2026-11-22', 5), ['2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4']);
  assert.deepEqual(it.recentPeriods('half', '2026-07-01', 3), ['2026-H2', '2026-H1', '2025-H2']);
  assert.deepEqual(it.recentPeriods('year', '2026-01-01', 2), ['2026', '2025']);
});
