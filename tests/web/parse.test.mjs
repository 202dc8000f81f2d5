// tests/web/parse - what people type: numbers, days, periods, words without marks.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const it = await load('lib/parse', 'lib/period', 'lib/fold', 'lib/first');

test('numbers the Vietnamese way', () => {
  const rows = [
    ['41,2', 41.2], ['41', 41], ['0', 0], ['007', 7], ['1.500', 1500], ['1.234.567,89', 1234567.89],
    ['1234567,5', 1234567.5], ['41,2 %', 41.2], ['41,2\u202f%', 41.2], [' 1 500 ', 1500],
    ['-3,5', -3.5], ['\u22123,5', -3.5], ['0,000001', 0.000001], ['-0,5', -0.5],
    ['999.999.999,999999', 999999999.999999], ['8.999.999.999.999,99', 8999999999999.99],
    ['9.000.000.000.000', 9e12], ['000123456789012,345', 123456789012.345],
  ];
  for (const [typed, value] of rows) assert.deepEqual(it.readNumber(typed), { isRead: true, value }, typed);
});

test('numbers that may mean two things, or none, are refused with the reason', () => {
  const rows = [
    ['empty', '', '   ', '%'],
    ['dot', '1.5', '1.50', '1234.567', '0.1', '1.5000'],
    ['decimals', '0,1234567'],
    ['digits', '1.000.000.000,000001', '8.999.999.999.999,999', '1234567890123456'],
    ['letters', 'abc', '1e3', 'NaN', 'Infinity', ',5', '5,', '1,2,3', '1.23.456', '--5', '5-', '+5', '0x10', '１２'],
    ['letters', '<script>', '1,234.5', '40%%'],
  ];
  for (const [why, ...all] of rows) {
    for (const typed of all) assert.deepEqual(it.readNumber(typed), { isRead: false, why }, typed);
  }
});

test('days: day before month; only days that exist', () => {
  const rows = [
    ['03/02/2026', '2026-02-03'], ['3/2/2026', '2026-02-03'], ['31-12-2026', '2026-12-31'],
    ['1.7.2025', '2025-07-01'], [' 22/11/2026 ', '2026-11-22'], ['29/02/2024', '2024-02-29'],
  ];
  for (const [typed, day] of rows) assert.equal(it.readDate(typed), day, typed);
  const none = [
    '29/02/2026', '30/02/2024', '31/02/2026', '31/04/2026', '00/01/2026', '01/00/2026', '01/13/2026', '12/31/2026',
    '2026-12-31', '1/1/26', '01/01/0026', '', 'hôm nay',
  ];
  for (const typed of none) assert.equal(it.readDate(typed), null, typed);
});

test('periods and their last days', () => {
  const rows = [
    ['2026-10', 'month', 10, '2026-10-31'], ['2026-02', 'month', 2, '2026-02-28'],
    ['2028-02', 'month', 2, '2028-02-29'], ['2026-12', 'month', 12, '2026-12-31'],
    ['2026-Q1', 'quarter', 1, '2026-03-31'], ['2026-Q3', 'quarter', 3, '2026-09-30'],
    ['2026-H1', 'half', 1, '2026-06-30'], ['2026-H2', 'half', 2, '2026-12-31'],
    ['2025', 'year', 1, '2025-12-31'],
  ];
  for (const [text, kind, part, end] of rows) {
    assert.deepEqual(it.readPeriod(text), { kind, year: Number(text.slice(0, 4)), part }, text);
    assert.equal(it.periodEnd(text), end, text);
  }
  const none = ['2026-00', '2026-13', '2026-1', '2026-Q0', '2026-Q5', '2026-H3', '26', '', '2026-10-01', 'x2026'];
  for (const text of none) {
    assert.equal(it.readPeriod(text), null, text);
    assert.equal(it.periodEnd(text), null, text);
  }
});

test('days are counted across months and leap years', () => {
  /* 2025-12-31 to 2030-12-31: five years with one leap day (2028). */
  assert.equal(it.daysBetween('2025-12-31', '2030-12-31'), 5 * 365 + 1);
  assert.equal(it.daysBetween('2025-12-31', '2026-09-30'), 273);
  assert.equal(it.daysBetween('2026-03-01', '2026-02-28'), -1);
  assert.equal(it.dayOf(it.dayNumber('2026-11-22')), '2026-11-22');
  assert.equal(it.dayNumber('1970-01-02'), 1);
  assert.equal(it.yearEnd(2030), '2030-12-31');
});

/** Every letter of the Vietnamese alphabet that carries a mark, under its bare letter: written out by hand. */
const MARKED = {
  a: 'àáảãạăằắẳẵặâầấẩẫậ', e: 'èéẻẽẹêềếểễệ', i: 'ìíỉĩị', o: 'òóỏõọôồốổỗộơờớởỡợ', u: 'ùúủũụưừứửữự', y: 'ỳýỷỹỵ', d: 'đ',
};

test('all 134 marked letters fold to their bare one, composed or not, small or capital', () => {
  let count = 0;
  for (const [bare, letters] of Object.entries(MARKED)) {
    for (const letter of letters) {
      for (const form of [letter, letter.toUpperCase()]) {
        assert.equal(it.fold(form), bare, form);
        assert.equal(it.fold(form.normalize('NFD')), bare, form);
        count++;
      }
    }
  }
  assert.equal(count, 134);
  assert.equal(it.fold('Ủy ban nhân dân xã Đồng Văn'), 'uy ban nhan dan xa dong van');
});

test('words are found in any order, without marks', () => {
  for (const [text, query, isFound] of [
    ['Đà Nẵng', 'da nang', true], ['Đà Nẵng', 'nang da', true], ['Nà Hang', 'NA HANG', true],
    ['Nà Hang', 'nà', true], ['Nà Hang', 'hang yen', false], ['Sở Y tế', '', true],
    ['Sở Y tế', '   ', true], ['Đà Nẵng'.normalize('NFD'), 'đà nẵng', true],
  ]) assert.equal(it.matches(text, query), isFound, `${query} in ${text}`);
});

test('what was found is marked, letter by letter, in the text as it is written', () => {
  const shown = (piece) => (piece.isFound ? `[${piece.text}]` : piece.text);
  const marked = (text, query) => it.highlight(text, query).map(shown).join('');
  assert.equal(marked('Thành phố Đà Nẵng', 'da nang'), 'Thành phố [Đà] [Nẵng]');
  assert.equal(marked('Đà Nẵng'.normalize('NFD'), 'nang'), 'Đà [Nẵng]');
  assert.equal(marked('Hà Giang, Hà Nội', 'ha'), '[Hà] Giang, [Hà] Nội');
  assert.equal(marked('Phủ sóng 5G', 'xyz'), 'Phủ sóng 5G');
  assert.equal(marked('aaa', 'aa'), '[aa]a');
  assert.equal(marked('a.b', '.'), 'a[.]b');
});

test('addresses compare whatever the order of their values', () => {
  assert.equal(it.tidyUrl('/api/v1/x?b=2&a=1'), '/api/v1/x?a=1&b=2');
  assert.equal(it.tidyUrl('/api/v1/x?b=&a=1'), '/api/v1/x?a=1');
  assert.equal(it.tidyUrl('/api/v1/x?b='), '/api/v1/x');
  assert.equal(it.tidyUrl('/api/v1/x?q=%C4%91%C3%A0'), '/api/v1/x?q=%C4%91%C3%A0');
});
