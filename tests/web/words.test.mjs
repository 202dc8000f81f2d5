// tests/web/words - both dictionaries: the same shape, no gaps, each in its own language, all letters in the typefaces.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { areas, load, source } from './bundle.mjs';

const names = areas('vi');
const it = await load('lib/i18n', ...names.map((name) => `words/vi/${name}`));
const areaWords = (name) => it[`${name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase())}Words`]();

/** Sentences are called with marks in place of values: at least some of them must come back. */
const marks = (count) => Array.from({ length: count }, (_, i) => `‹${i}›`);

/** Every word and sentence under its path: { 'nav.plan': 'Kế hoạch', ... }. */
function flat(words, path = '') {
  if (typeof words === 'string') return { [path]: words };
  if (typeof words === 'function') return { [path]: words(...marks(words.length)) };
  return Object.assign({}, ...Object.entries(words).map(([key, value]) => flat(value, path ? `${path}.${key}` : key)));
}

async function inLanguage(language) {
  await it.setLanguage(language);
  const all = Object.assign({}, ...names.map((name) => flat(areaWords(name), name)));
  await it.setLanguage('vi');
  return all;
}

const vietnamese = await inLanguage('vi'), english = await inLanguage('en');

/** What is confirmed needs no word of doubt; Vietnamese needs no names of months. */
const EMPTY = ['agency.status.confirmed', 'plan.bases.doubt.confirmed'];
const EMPTY_IN_VIETNAMESE = [...EMPTY, 'common.periods.months'].sort();
/** English writes these from another form of the same value: the month's name, the quarter's number, a plural. */
const OTHER_FORM = new Set(['calendar.month', 'common.periods.month', 'common.periods.quarter']);
/** Names and examples that stay as they are in English: of the province, the product, places, documents, levels. */
const PROPER = /Tuyên Quang|Cây Đa|Sở KH&CN|“Nà Hang”|“Có”|“Đáp ứng”|1539\/QĐ-UBND/g;
const MARKED_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;

/** Paths whose text is at fault, in either language. */
const faulty = (all, isFault) => Object.keys(all).filter((path) => isFault(all[path], path)).sort();
const inBoth = (isFault) => [...faulty(vietnamese, isFault), ...faulty(english, isFault)];

test('every area of Vietnamese words has its English, and the other way round', () => {
  assert.deepEqual(areas('en'), names);
  const gathered = readFileSync(join(source, 'words/en/english.ts'), 'utf8').matchAll(/from '\.\/(\w+)'/g);
  assert.deepEqual([...gathered].map((found) => found[1]).sort(), names);
});

test('both languages say the same things', () => {
  assert.deepEqual(Object.keys(english).sort(), Object.keys(vietnamese).sort());
  assert.ok(Object.keys(english).length > 200);
});

test('nothing is empty', () => {
  const isEmpty = (text) => text.trim() === '';
  assert.deepEqual(faulty(english, isEmpty), EMPTY);
  assert.deepEqual(faulty(vietnamese, isEmpty), EMPTY_IN_VIETNAMESE);
});

test('English is English: no Vietnamese letters but in names', () => {
  assert.deepEqual(faulty(english, (text) => MARKED_LETTER.test(text.replace(PROPER, ''))), []);
});

test('Vietnamese is not left in English: sentences differ', () => {
  const isSentence = (text) => (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
  assert.deepEqual(faulty(vietnamese, (text, path) => isSentence(text) && text === english[path]), []);
});

test('words are composed (NFC), without blanks at their ends or in pairs', () => {
  assert.deepEqual(inBoth((text) => text !== text.normalize('NFC').trim() || / {2}/.test(text)), []);
});

test('a value that one language tells, the other tells too', () => {
  const told = (text) => [...new Set(text.match(/‹\d›/g) ?? [])].sort().join(' ');
  const differs = (text, path) => told(text) !== told(english[path]) && !OTHER_FORM.has(path);
  assert.deepEqual(faulty(vietnamese, differs), []);
});

test('no sentence says undefined', () => {
  assert.deepEqual(inBoth((text) => /undefined|NaN|\[object|\bnull\b|=>/.test(text)), []);
});

test('every letter of every word is in the typefaces that are sent', () => {
  const css = readFileSync(join(source, 'styles/base.css'), 'utf8');
  const spanOf = (range) => range.trim().slice(2).split('-').map((at) => parseInt(at, 16));
  const ranges = [...css.matchAll(/unicode-range:\s*([^;]+);/g)].flatMap(([, list]) => list.split(',').map(spanOf));
  const isSent = (code) => ranges.some(([from, to = from]) => code >= from && code <= to);
  const isStrange = (text) => [...text.replace(/[‹›]/g, '')].some((letter) => !isSent(letter.codePointAt(0)));
  assert.deepEqual(inBoth(isStrange), []);
});
