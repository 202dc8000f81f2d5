// tests/web/format - numbers, days and periods as people write them, against values worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const it = await load('lib/format', 'lib/i18n');
const NARROW = '\u202f', NO_BREAK = '\u00a0', MINUS = '\u2212';
const POINTS_OF_ACCESS = ['120', 'điểm', 'truy', 'cập'].join(NO_BREAK);

/** rows: [arguments, in Vietnamese, in English]. */
function table(name, run, rows) {
  test(name, async () => {
    for (const [column, language] of [[1, 'vi'], [2, 'en']]) {
      await it.setLanguage(language);
      for (const row of rows) assert.equal(run(...row[0]), row[column], `${language}: ${JSON.stringify(row[0])}`);
    }
    await it.setLanguage('vi');
  });
}

table('numbers: a dot between thousands and a comma before decimals', it.number, [
  [[0], '0', '0'],
  [[7], '7', '7'],
  [[1234.5], '1.234,5', '1,234.5'],
  [[1000, 0], '1.000', '1,000'],
  [[999.95, 1], '1.000', '1,000'],
  [[1234567.891, 2], '1.234.567,89', '1,234,567.89'],
  [[0.125, 3], '0,125', '0.125'],
  [[41.25], '41,3', '41.3'],
  [[2.04], '2', '2'],
  [[3, 2, 2], '3,00', '3.00'],
  [[-1.811, 1], `${MINUS}1,8`, `${MINUS}1.8`],
  [[-0.04, 1], '0', '0'],
  [[-0.004, 2, 2], '0,00', '0.00'],
  [[-0.06, 1], `${MINUS}0,1`, `${MINUS}0.1`],
]);

table('signed numbers carry plus or minus; nothing carries neither', it.signed, [
  [[2.5], '+2,5', '+2.5'],
  [[-11.2], `${MINUS}11,2`, `${MINUS}11.2`],
  [[0], '0', '0'],
  [[-0.01], '0', '0'],
]);

table('amounts stay together with their unit', it.amount, [
  [[41.2, '%'], `41,2${NARROW}%`, `41.2${NARROW}%`],
  [[2.1, '% GRDP'], `2,1${NARROW}%${NO_BREAK}GRDP`, `2.1${NARROW}%${NO_BREAK}GRDP`],
  [[120, 'điểm truy cập', 0], POINTS_OF_ACCESS, POINTS_OF_ACCESS],
  [[1500, ''], '1.500', '1,500'],
]);

table('differences: of percentages in points, without a sign, never 0 when there is one', it.difference, [
  [[-1.811, '%'], `1,8${NO_BREAK}điểm${' %'}`, `1.8${NO_BREAK}points`],
  [[0.004, '%'], `0,004${NO_BREAK}điểm${' %'}`, `0.004${NO_BREAK}points`],
  [[-12, 'xã', 0], `12${NO_BREAK}xã`, `12${NO_BREAK}xã`],
  [[0, 'xã', 0], `0${NO_BREAK}xã`, `0${NO_BREAK}xã`],
]);

table('shares of a whole', it.share, [
  [[21.2 / 79], `26,8${NARROW}%`, `26.8${NARROW}%`],
  [[1], `100${NARROW}%`, `100${NARROW}%`],
  [[0], `0${NARROW}%`, `0${NARROW}%`],
]);

table('days are dd/mm/yyyy in both languages; a moment is the day in Vietnam', it.date, [
  [['2026-10-31'], '31/10/2026', '31/10/2026'],
  [['2026-02-03'], '03/02/2026', '03/02/2026'],
  [['2026-10-31T16:59:59Z'], '31/10/2026', '31/10/2026'],
  [['2026-10-31T17:00:00Z'], '01/11/2026', '01/11/2026'],
]);

table('moments', it.dateTime, [
  [['2026-11-22T03:00:00Z'], '10:00 ngày 22/11/2026', '22/11/2026, 10:00'],
  [['2026-12-31T17:05:00Z'], '00:05 ngày 01/01/2027', '01/01/2027, 00:05'],
]);

table('day and month alone', it.dayMonth, [[['2026-09-02'], '02/09', '02/09']]);
table('days of the week', it.weekday, [
  [['2026-11-22'], 'Chủ Nhật', 'Sunday'],
  [['2026-11-25'], 'Thứ Tư', 'Wednesday'],
]);

table('periods in words', it.period, [
  [['2026-10'], 'tháng 10/2026', 'October 2026'],
  [['2026-02'], 'tháng 02/2026', 'February 2026'],
  [['2026-Q1'], 'quý I/2026', 'Q1 2026'],
  [['2026-Q4'], 'quý IV/2026', 'Q4 2026'],
  [['2026-H1'], '6 tháng đầu năm 2026', 'first half of 2026'],
  [['2026-H2'], '6 tháng cuối năm 2026', 'second half of 2026'],
  [['2026'], 'năm 2026', '2026'],
  [['2026-13'], '2026-13', '2026-13'],
  [[''], '', ''],
]);

table('periods on an axis', it.periodShort, [
  [['2026-10'], '10/2026', '10/2026'],
  [['2026-Q3'], 'Q3/2026', 'Q3/2026'],
  [['2026-H2'], 'N2/2026', 'H2/2026'],
  [['2026'], '2026', '2026'],
]);

table('sizes of files', it.bytes, [
  [[900], `900${NO_BREAK}B`, `900${NO_BREAK}B`],
  [[20480], `20${NO_BREAK}KB`, `20${NO_BREAK}KB`],
  [[1572864], `1,5${NO_BREAK}MB`, `1.5${NO_BREAK}MB`],
]);

table('lists as they are read', it.listed, [
  [[[]], '', ''],
  [[['A']], 'A', 'A'],
  [[['A', 'B']], 'A và B', 'A and B'],
  [[['A', 'B', 'C']], 'A, B và C', 'A, B and C'],
]);

test('how many decimals a size needs', () => {
  const sizes = [[0, 3], [0.5, 3], [1, 3], [1.01, 2], [10, 2], [10.5, 1], [999, 1], [1000, 0], [-2, 2]];
  for (const [size, decimals] of sizes) {
    assert.equal(it.decimalsFor(size), decimals, String(size));
  }
  const differences = [[0, 1, 1], [2, 0, 0], [0.4, 0, 1], [0.06, 1, 1], [0.04, 1, 2], [0.0000001, 1, 6]];
  for (const [value, most, decimals] of differences) {
    assert.equal(it.differenceDecimals(value, most), decimals, String(value));
  }
});
