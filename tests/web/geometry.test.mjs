// tests/web/geometry - the arithmetic of drawings, and what is said of counts, against values worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { load, source } from './bundle.mjs';

const it = await load('lib/geometry', 'lib/i18n', 'rooms/strategy/verdict', 'ui/tile_map');

test('a scale carries one span onto another', () => {
  const upward = it.scale(0, 100, 10, 210), downward = it.scale(20, 40, 300, 0);
  assert.deepEqual([0, 50, 100].map(upward), [10, 110, 210]);
  assert.deepEqual([20, 25, 40].map(downward), [300, 225, 0]);
  assert.equal(it.scale(5, 5, 0, 100)(5), 0, 'no span: no division by zero');
});

test('steps of axes are round', () => {
  const steps = [[0.7, 1], [1, 1], [1.2, 2], [2.2, 2.5], [3, 5], [6, 10], [26, 50], [0.03, 0.05], [1.0000000001, 1]];
  for (const [wanted, step] of steps) {
    assert.ok(Math.abs(it.niceStep(wanted) - step) < 1e-12, `${wanted}: ${it.niceStep(wanted)}`);
  }
  assert.deepEqual(it.ticks(0, 100), [0, 25, 50, 75, 100]);
  assert.deepEqual(it.ticks(18, 42), [20, 30, 40]);
  assert.deepEqual(it.ticks(0, 0.3, 3), [0, 0.1, 0.2, 0.3]);
  assert.deepEqual(it.ticks(-10, 10, 4), [-10, -5, 0, 5, 10]);
  assert.deepEqual(it.ticks(7, 7), [7]);
});

test('lines: straight, or in steps', () => {
  const spots = [{ x: 0, y: 10 }, { x: 5.04, y: 2 }, { x: 8, y: 2.25 }];
  assert.equal(it.line(spots), 'M0.0 10.0L5.0 2.0L8.0 2.3');
  assert.equal(it.line(spots, true), 'M0.0 10.0H5.0V2.0H8.0V2.3');
  assert.equal(it.line([]), '');
});

test('spans have air around them, and never no height', () => {
  assert.deepEqual(it.span([0, 100]), [-12, 112]);
  assert.deepEqual(it.span([50, 50]), [44, 56]);
  assert.deepEqual(it.span([0]), [-1, 1]);
  assert.deepEqual(it.span([]), [0, 1]);
});

test('classes of a map: round bounds, at most five, every value in the class that holds it', () => {
  /* 0 to 100 in fifths: 20 is a step of its own. 41 to 99: fifths of 58 are 11.6, so steps of 20 from 40. */
  assert.deepEqual(it.classBounds([0, 100]), [0, 20, 40, 60, 80]);
  assert.deepEqual(it.classBounds([41, 60, 99]), [40, 60, 80]);
  assert.deepEqual(it.classBounds([0.8, 1.7]), [0.8, 1, 1.2, 1.4, 1.6]);
  assert.deepEqual(it.classBounds([]), []);
  assert.equal(it.classBounds([7, 7, 7]).length, 1);
  const bounds = [0, 20, 40, 60, 80];
  assert.deepEqual([0, 19.9, 20, 79.9, 80, 100].map((value) => it.classOf(value, bounds)), [0, 0, 1, 3, 4, 4]);
  assert.equal(it.classOf(null, bounds), -1, 'not reported is no class: null is not zero');
  assert.equal(it.classOf(5, []), -1);
  assert.deepEqual([0, 1, 2].map((which) => it.shadeOf(which, 3)), [0, 2, 4]);
  assert.deepEqual([-1, 0].map((which) => it.shadeOf(which, 1)), [-1, 2]);
});

test('bars end at a round number that holds all', () => {
  assert.equal(it.barEnd([41.2, 99], true), 100);
  assert.equal(it.barEnd([2, 3, 1.84], true), 5);
  assert.equal(it.barEnd([1900], false), 2500);
  assert.equal(it.barEnd([], false), 1);
  assert.equal(it.barEnd([0], true), 1);
});

const count = (met, on_track, at_risk, late, no_data) => {
  const total = met + on_track + at_risk + late + no_data;
  return { met, on_track, at_risk, late, no_data, total };
};

test('the headline is true for every combination of counts', async () => {
  const rows = [
    [count(0, 0, 0, 0, 0), 'nothing'], [count(0, 0, 0, 0, 3), 'unknown'], [count(0, 0, 0, 0, 1), 'unknown'],
    [count(0, 0, 1, 1, 0), 'none'], [count(0, 0, 0, 1, 0), 'none'], [count(0, 0, 1, 0, 4), 'none'],
    [count(2, 0, 0, 0, 0), 'all'], [count(0, 1, 0, 0, 0), 'all'], [count(1, 1, 0, 0, 0), 'all'],
    [count(1, 0, 0, 8, 0), 'some'], [count(0, 6, 1, 1, 1), 'some'], [count(3, 3, 0, 0, 3), 'some'],
  ];
  for (const language of ['vi', 'en']) {
    await it.setLanguage(language);
    const told = rows.map(([counts, kind]) => {
      assert.equal(it.verdictOf(counts).kind, kind);
      const text = it.verdictText(counts, 2030);
      assert.doesNotMatch(text, /undefined|NaN|null|\{/);
      return text;
    });
    assert.ok(told.every((text) => text.length > 10));
  }
  assert.equal(it.verdictText(count(0, 6, 1, 1, 1), 2030), '6 of 9 indicators are on track for 2030');
  assert.equal(it.verdictText(count(1, 0, 0, 8, 0), 2030), '1 of 9 indicators has met the target');
  await it.setLanguage('vi');
});

const [head, ...places] = readFileSync(join(source, '../../content/tuyen-quang/places.csv'), 'utf8').trim().split('\n');
const columns = head.split(',');
const tiles = places.map((row) => Object.fromEntries(row.split(',').map((cell, i) => [columns[i], cell])))
  .map(({ code, tile_column, tile_row }) => ({ code, tile_column: Number(tile_column), tile_row: Number(tile_row) }))
  .filter((one) => one.tile_column > 0);

test('the arrows of the map reach every commune of the province, and never leave it', () => {
  assert.equal(tiles.length, 124);
  const reached = new Set([tiles[0].code]), waiting = [tiles[0]];
  while (waiting.length > 0) {
    const here = waiting.pop();
    for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']) {
      const next = it.neighbour(tiles, here, key);
      if (key === 'ArrowLeft' || key === 'ArrowRight') assert.equal(next.tile_row, here.tile_row);
      if (!reached.has(next.code)) reached.add(next.code), waiting.push(next);
    }
  }
  assert.equal(reached.size, 124);
});

test('no two communes share a tile', () => {
  assert.equal(new Set(tiles.map((one) => `${one.tile_column} ${one.tile_row}`)).size, 124);
});
