// tests/web/period - periods as the server writes them, counted back from a day.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const { periodsBetween } = await load('lib/period');

test('periods between two days, the newest first', () => {
  assert.deepEqual(periodsBetween('month', '2025-11-30', '2026-02-01', 10), ['2026-02', '2026-01', '2025-12', '2025-11']);
  assert.deepEqual(periodsBetween('quarter', '2025-10-01', '2026-06-30', 10), ['2026-Q2', '2026-Q1', '2025-Q4']);
  assert.deepEqual(periodsBetween('half', '2025-07-01', '2026-06-30', 10), ['2026-H1', '2025-H2']);
  assert.deepEqual(periodsBetween('year', '2020-01-01', '2026-11-22', 3), ['2026', '2025', '2024'], 'so many at most');
  assert.deepEqual(periodsBetween('year', '2027-01-01', '2026-11-22', 3), [], 'none before the first');
});
