// tests/web/contrast - every colour of the design on what it stands on, by the formula of WCAG 2.2, on paper and wall.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { source } from './bundle.mjs';

const TEXT = 4.5, SHAPE = 3;
const statuses = ['met', 'on-track', 'at-risk', 'late', 'no-data'], grounds = ['paper', 'surface', 'sunken'];
const shades = [0, 1, 2, 3, 4].map((n) => `shade-${n}`);

const pairs = [
  ...['ink', 'ink-2', 'indigo', ...statuses].flatMap((front) => grounds.map((ground) => [front, ground, TEXT])),
  ...statuses.flatMap((status) => [status, 'ink', 'ink-2'].map((front) => [front, `${status}-soft`, TEXT])),
  ...statuses.map((status) => ['mark-on', status, SHAPE]),
  ...['ink', 'indigo'].map((front) => [front, 'indigo-soft', TEXT]),
  ['on-indigo', 'indigo', TEXT], ['focus', 'focus-glow', TEXT],
  ...grounds.flatMap((ground) => [['line-strong', ground, SHAPE], ['chart', ground, SHAPE]]),
];

/** Colours that carry no meaning alone: hairlines, grids, ornament, shadows of a press. */
const decoration = ['line', 'chart-grid', 'contour', 'rice', 'shade-none', 'indigo-deep', ...shades];

const css = readFileSync(join(source, 'styles/tokens.css'), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
const COLOUR = /--([\w-]+):\s*(#[0-9a-f]{6})\b/gi;
const modes = [...css.matchAll(/:root(\[data-mode="(\w+)"\])?\s*\{([^}]*)\}/g)].map(([, , mode = 'paper', body]) => ({
  mode, colours: Object.fromEntries([...body.matchAll(COLOUR)].map(([, name, value]) => [name, value])),
}));
const [light] = modes;

function luminance(colour) {
  const straight = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  const [red, green, blue] = [1, 3, 5].map((at) => straight(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one, other) {
  const [dark, bright] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dark + 0.05);
}

test('the formula itself: black on white is 21, #767676 on white 4.54', () => {
  assert.equal(contrast('#000000', '#ffffff'), 21);
  assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  assert.equal(contrast('#abcdef', '#abcdef'), 1);
});

test('there are two modes, and the wall changes colours that exist', () => {
  assert.deepEqual(modes.map((one) => one.mode), ['paper', 'wall']);
  assert.deepEqual(Object.keys(modes[1].colours).filter((name) => !(name in light.colours)), []);
});

for (const { mode, colours } of modes) {
  const all = { ...light.colours, ...colours };
  test(`${mode}: every pair can be read`, () => {
    const measured = ([front, ground, least]) => ({ front, ground, least, is: contrast(all[front], all[ground]) });
    const weak = pairs.map(measured).filter((one) => one.is < one.least);
    assert.deepEqual(weak.map((one) => `${one.front} on ${one.ground}: ${one.is.toFixed(2)} < ${one.least}`), []);
  });

  test(`${mode}: the shades of the map go one way, each step to be seen, none like "not reported"`, () => {
    const steps = shades.map((name) => luminance(all[name])), isDarker = steps[4] < steps[0];
    for (let i = 1; i < steps.length; i++) {
      assert.equal(steps[i] < steps[i - 1], isDarker, `${shades[i]} turns back`);
      assert.ok(contrast(all[shades[i]], all[shades[i - 1]]) >= 1.2, `${shades[i]} is too near ${shades[i - 1]}`);
    }
    assert.ok(shades.every((name) => all[name] !== all['shade-none']));
  });
}

test('every colour of the design is tried here or is decoration', () => {
  const tried = new Set([...pairs.flatMap(([front, ground]) => [front, ground]), ...decoration]);
  assert.deepEqual(Object.keys(light.colours).filter((name) => !tried.has(name)), []);
});

test('white words stand on the deep indigo of the head, on paper and on the wall', () => {
  for (const { colours } of modes) assert.ok(contrast('#ffffff', colours['indigo-deep']) >= TEXT);
});
