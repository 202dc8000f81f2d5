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
const EMPTY = ['agency.status.confirmed', 'plan.bases.doubt.confirmed'], EMPTY_IN_VIETNAMESE = [...EMPTY, 'common.periods.months'].sort();
/** English writes these from another form of the same value: the month's name, the quarter's number, a plural. */
const OTHER_FORM = new Set(['common.periods.month', 'common.periods.quarter']);
/** Names and examples that stay as they are in English: of the province, the product, places, documents, levels. */
const PROPER = /Tuyên Quang|Cây Đa|Sở KH&CN|“Nà Hang”|“Có”|“Đáp ứng”|1539\/QĐ-UBND/g;
const MARKED_LETTER = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;

test('every area of Vietnamese words has its English, and the other way round', () => {
  assert.deepEqual(areas('en'), names);
  const gathered = [...readFileSync(join(source, 'words/en/english.ts'), 'utf8').matchAll(/from '\.\/(\w+)'/g)].map((found) => found[1]);
  assert.deepEqual(gathered.sort(), names);
});

test('both languages say the same things', () => {
  assert.deepEqual(Object.keys(english).sort(), Object.keys(vietnamese).sort());
  assert.ok(Object.keys(english).length > 200);
});

test('nothing is empty', () => {
  assert.deepEqual(Object.keys(english).filter((path) => english[path].trim() === '').sort(), EMPTY);
  assert.deepEqual(Object.keys(vietnamese).filter((path) => vietnamese[path].trim() === '').sort(), EMPTY_IN_VIETNAMESE);
});

test('English is English: no Vietnamese letters but in names', () => {
  assert.deepEqual(Object.entries(english).filter(([, text]) => MARKED_LETTER.test(text.replace(PROPER, ''))), []);
});

test('Vietnamese is not left in English: sentences differ', () => {
  const isSentence = (text) => (text.match(/\p{L}{2,}/gu) ?? []).length >= 3;
  assert.deepEqual(Object.keys(vietnamese).filter((path) => isSentence(vietnamese[path]) && vietnamese[path] === english[path]), []);
});

test('words are composed (NFC), without blanks at their ends or in pairs', () => {
  for (const all of [vietnamese, english]) {
    assert.deepEqual(Object.entries(all).filter(([, text]) => text !== text.normalize('NFC') || text !== text.trim() || / {2}/.test(text)), []);
  }
});

test('a value that one language tells, the other tells too', () => {
  const told = (text) => [...new Set(text.match(/‹\d›/g) ?? [])].sort().join(' ');
  const differ = Object.keys(vietnamese).filter((path) => told(vietnamese[path]) !== told(english[path]));
  assert.deepEqual(differ.filter((path) => !OTHER_FORM.has(path)), []);
});

test('no sentence says undefined', () => {
  for (const all of [vietnamese, english]) {
    assert.deepEqual(Object.entries(all).filter(([, text]) => /undefined|NaN|\[object|\bnull\b|=>/.test(text)), []);
  }
});

test('every letter of every word is in the typefaces that are sent', () => {
  const css = readFileSync(join(source, 'styles/base.css'), 'utf8');
  const ranges = [...css.matchAll(/unicode-range:\s*([^;]+);/g)].flatMap(([, list]) => list.split(',')).map((range) => range.trim().slice(2).split('-').map((at) => parseInt(at, 16)));
  const isSent = (letter) => ranges.some(([from, to = from]) => letter.codePointAt(0) >= from && letter.codePointAt(0) <= to);
  const strange = (all) => Object.entries(all).filter(([, text]) => [...text.replace(/[‹›]/g, '')].some((letter) => !isSent(letter)));
  assert.deepEqual(strange(vietnamese), []);
  assert.deepEqual(strange(english), []);
});
