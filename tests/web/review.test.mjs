// tests/web/review - the review of a draft without its page: orders, places, marks in a text, keys, what a form makes.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const room = 'rooms/strategy/review';
const it = await load(`${room}/order`, `${room}/pieces`, `${room}/keys`, `${room}/typed`, `${room}/agencies`, `${room}/parent_for`);

const item = (number, parent, kind, state = 'open', more = {}) => ({ number, parent, position: number, kind, state, passage: number, from: 0, to: 9, revision: 1, fields: { title: `${number}` }, ...more });
/** 1 section { 2 objective { 3 indicator, 4 indicator }, 5 task }, 6 section { 7 task } */
const DRAFT = [
  item(1, 0, 'section', 'confirmed'), item(2, 1, 'objective', 'confirmed'), item(3, 2, 'indicator'), item(4, 2, 'indicator', 'unsure'),
  item(5, 1, 'task', 'left_out'), item(6, 0, 'section'), item(7, 6, 'task', 'unsure'),
];
const of = (number) => DRAFT.find((one) => one.number === number);
const numbers = (rows) => rows.map((row) => row.item.number);

test('as in the document: each below its parent, whatever the order of the list', () => {
  assert.deepEqual(it.inTree([...DRAFT].reverse()).map(({ item: { number }, depth }) => [number, depth]), [[1, 0], [2, 1], [3, 2], [4, 2], [5, 1], [6, 0], [7, 1]]);
  const circle = [item(1, 2, 'section'), item(2, 1, 'section'), item(3, 99, 'task')];
  assert.deepEqual(numbers(it.inTree(circle)).sort(), [1, 2, 3], 'a circle or a lost parent loses nobody');
});

test('unsure first, then gaps, what waits, what is confirmed; left out last', () => {
  assert.deepEqual(numbers(it.unsureFirst(DRAFT, new Set([3, 5]))), [4, 7, 3, 6, 1, 2, 5]);
});

test('filters: by kind, by what is missing', () => {
  const rows = (kind, only, order = 'document') => numbers(it.rowsOf(DRAFT, new Set([3, 5]), { order, kind, only }));
  assert.deepEqual(rows('task', ''), [5, 7]);
  assert.deepEqual(rows('', 'gaps'), [3], 'what is left out lacks nothing');
  assert.deepEqual(rows('', 'left_out'), [5]);
  assert.deepEqual(rows('indicator', 'unsure', 'unsure'), [4]);
});

test('where an item may be put: not below itself, sections below sections alone', () => {
  assert.deepEqual(numbers(it.parentsFor(DRAFT, of(3))), [1, 2, 6]);
  assert.deepEqual(numbers(it.parentsFor(DRAFT, of(1))), [6]);
  assert.deepEqual(it.placeAt(DRAFT, of(7), of(2), 'into'), { parent: 2, after: 0 });
  assert.deepEqual(it.placeAt(DRAFT, of(7), of(4), 'before'), { parent: 2, after: 3 });
  assert.deepEqual(it.placeAt(DRAFT, of(7), of(3), 'before'), { parent: 2, after: 0 });
  assert.deepEqual(it.placeAt(DRAFT, of(7), of(4), 'after'), { parent: 2, after: 4 });
  assert.equal(it.placeAt(DRAFT, of(1), of(3), 'after'), null, 'a section is not put below an objective');
  assert.equal(it.placeAt(DRAFT, of(1), of(2), 'into'), null, 'nor below itself');
  assert.equal(it.placeAt(DRAFT, of(7), of(3), 'into'), null, 'nothing stands below an indicator');
});

test('one step up and down among those of one parent', () => {
  assert.deepEqual(it.stepped(DRAFT, of(4), -1), { parent: 2, after: 0 });
  assert.deepEqual(it.stepped(DRAFT, of(3), 1), { parent: 2, after: 4 });
  assert.equal(it.stepped(DRAFT, of(3), -1), null);
  assert.equal(it.stepped(DRAFT, of(4), 1), null);
});

test('joined is the nearest of the kind above that is in the plan', () => {
  assert.equal(it.aboveOf(DRAFT, of(4)).number, 3);
  assert.equal(it.aboveOf(DRAFT, of(7)), null, 'the task above it is left out');
});

test('after a change places are as on the server: room is made behind the new one', () => {
  const next = it.merged(new Map(DRAFT.map((one) => [one.number, one])), [{ ...of(3), position: 3 }, item(8, 2, 'indicator', 'confirmed', { position: 4 })], 4);
  assert.deepEqual(numbers(it.inTree([...next.values()])), [1, 2, 3, 8, 4, 5, 6, 7]);
  assert.equal(next.get(4).position, 5);
});

test('marked text goes below what stands around it', () => {
  const passages = [[1, 0], [2, 1], [3, 2], [30, 2], [6, 0], [60, 6]].map(([number, parent]) => ({ number, parent }));
  assert.equal(it.parentFor(DRAFT, passages, 30, 'indicator'), 2);
  assert.equal(it.parentFor(DRAFT, passages, 60, 'task'), 6);
});

const said = (text, spans) => it.pieces(text, spans.map(([number, from, to]) => ({ number, from, to }))).map((one) => [one.text, one.of.join(), one.begins.join()]);

test('findings in a text: one in another, and overlapping', () => {
  assert.deepEqual(said('Có 75 % trường đạt chuẩn;', [[9, 0, 25], [10, 3, 24]]), [['Có ', '9', '9'], ['75 % trường đạt chuẩn', '10,9', '10'], [';', '9', '']]);
  assert.deepEqual(said('abcdef', [[1, 0, 4], [2, 2, 6]]), [['ab', '1', '1'], ['cd', '2,1', '2'], ['ef', '2', '']]);
  assert.deepEqual(said('abc', [[1, 0, 3], [2, 0, 3]]), [['abc', '2,1', '1,2']], 'the same text twice');
  assert.deepEqual(said('abc', [[1, 1, 99], [2, 2, 2]]), [['a', '', ''], ['bc', '1', '1']], 'beyond the end; empty');
  assert.deepEqual(said('😀 a', [[1, 2, 3]]), [['😀 ', '', ''], ['a', '1', '1']], 'letters are code points');
  assert.deepEqual(said('', []), []);
});

test('cells of a row as parts of its text', () => {
  const text = '1 | Xây dựng kho | Sở Nội vụ', cells = it.cellsOf(text, ['1', 'Xây dựng\nkho', 'Sở Nội vụ']);
  assert.deepEqual(cells, [{ text: '1', from: 0 }, { text: 'Xây dựng kho', from: 4 }, { text: 'Sở Nội vụ', from: 19 }]);
  assert.deepEqual(it.spansIn(cells[1], [{ number: 7, from: 4, to: 16 }]), [{ number: 7, from: 0, to: 12 }]);
  assert.deepEqual(it.spansIn(cells[2], [{ number: 7, from: 4, to: 16 }]), []);
  assert.deepEqual(it.cellsOf('A | Nhiệm vụ |  |', ['A', 'Nhiệm vụ', '', '']).map((one) => one.text), ['A', 'Nhiệm vụ', '', ''], 'blanks at the end are cut');
  assert.equal(it.cellsOf('nothing of that', ['1', '2']), null);
});

test('where one would cut', () => {
  const text = 'Rà soát quy hoạch; lập danh mục dự án', at = it.likelyCut(text, 0, text.length);
  assert.equal(text.slice(at), 'lập danh mục dự án');
  assert.deepEqual(it.wordsIn('a bc  d', 2, 7), [{ text: 'bc', from: 2 }, { text: 'd', from: 6 }]);
  assert.equal(it.likelyCut('một hai ba bốn', 0, 14), 8, 'no mark: the word in the middle');
});

test('keys: letters without Ctrl, arrows, Alt with arrows', () => {
  const deed = (key, more = {}) => it.deedOf({ key, altKey: false, ctrlKey: false, metaKey: false, ...more });
  assert.deepEqual(['j', 'K', 'ArrowDown', 'Enter', 'e', 'x', '?'].map((key) => deed(key)), ['next', 'previous', 'next', 'confirm', 'correct', 'leave_out', 'help']);
  assert.equal(deed('e', { ctrlKey: true }), null);
  assert.equal(deed('ArrowUp', { altKey: true }), 'up');
  assert.equal(deed('e', { altKey: true }), null);
  assert.equal(deed('q'), null);
});

const FIELDS = {
  code: 'A.1', citation: 'I', title: 'Tỷ lệ', note: '', about: '', year: 0, short_title: '', title_en: 'Share', unit: '%', measure: 'share', direction: 'up', frequency: 'year', due_days: 3, level: '', rollup: '', levels: ['Có', 'Đủ'],
  baseline: 12.5, baseline_on: '2025-12-31', tolerance: 0.5, definition: '', product: '', start: null, due: '2027-06-30', timing: 'dated', indicator: '', who_named: '', who: '', to_named: '', to: '', due_rule: 'year before 09-05 of year-1',
  number: '', source_kind: '', issued_on: null,
  targets: [{ year: 2027, operator: '>=', low: 40.5, high: null, text: '' }, { year: 2028, operator: '<=', low: null, high: 5, text: '' }, { year: 2029, operator: 'range', low: 38, high: 40, text: '' }, { year: 2030, operator: 'text', low: null, high: null, text: 'Đủ' }],
  assignments: [{ role: 'lead', named: 'Sở Một', agency: 'S1', then: 'OLD-S1' }],
};

test('a form that nobody touches gives back what was there', () => {
  const typed = it.typedOf(FIELDS);
  assert.deepEqual([typed.due, typed.baseline, typed.due_day, typed.year_before, typed.targets.map((one) => one.low)], ['30/06/2027', '12,5', '05/09', true, ['40,5', '5', '38', '']]);
  assert.deepEqual(it.wrongsIn(typed, 'indicator', 'i1'), []);
  assert.deepEqual(it.fieldsOf(typed, FIELDS, new Map()), FIELDS);
});

test('another agency has no past yet, and needs no name', () => {
  const typed = it.typedOf(FIELDS), [lead] = typed.agencies;
  const { assignments } = it.fieldsOf({ ...typed, agencies: [{ ...lead, agency: 'S2' }, { ...it.blankAgency('support'), agency: 'S3' }] }, FIELDS, new Map([['S3', 'Sở Ba']]));
  assert.deepEqual(assignments, [{ role: 'lead', named: 'Sở Một', agency: 'S2', then: '' }, { role: 'support', named: 'Sở Ba', agency: 'S3', then: '' }]);
});

test('what is wrong is told at its box', () => {
  const typed = { ...it.typedOf(FIELDS), title: ' ', due: '31/02/2027', due_day: '32/1', targets: [{ year: '27', operator: '>=', low: '1.5', high: '', text: '' }] };
  const boxes = (kind) => it.wrongsIn(typed, kind, 'i1').map((one) => one.field);
  assert.deepEqual(boxes('indicator'), ['i1-title', 'i1-targets-0-year', 'i1-targets-0-low']);
  assert.deepEqual(boxes('task'), ['i1-title', 'i1-due']);
  assert.deepEqual(boxes('duty'), ['i1-title', 'i1-due_day']);
  assert.equal(it.ruleOf('5/9', false), 'year before 09-05');
  assert.equal(it.ruleOf('29/2', true), 'year before 02-29 of year-1');
  assert.equal(it.ruleOf('30/2', false), null);
  for (const [rule, shown] of [['quarter before day 15 of last month', '15 tháng cuối quý'], ['month before day 5 of next month', '5 tháng sau'], ['month before day 25 of last month', '25 hằng tháng'], ['half before day 20 of next month', '20 tháng đầu 6 tháng sau']]) {
    assert.equal(it.typedOf({ ...FIELDS, due_rule: rule }).due_day, shown);
    assert.equal(it.ruleOf(shown, false), rule);
  }
  assert.equal(it.ruleOf('05 Tháng sau', false), 'month before day 5 of next month');
  assert.equal(it.ruleOf('29 hằng tháng', false), null);
  assert.equal(it.ruleOf('tháng sau', false), null);
});

test('agencies whose names are most like the one of the document come first', () => {
  const all = [['SYT', 'Sở Y tế'], ['MTTQ', 'Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh'], ['SKHCN', 'Sở Khoa học và Công nghệ']].map(([code, name]) => ({ code, name, short_name: '', valid_to: null }));
  assert.equal(it.suggested(all, 'Uỷ ban Mặt trận Tổ quốc tỉnh', '', 2)[0].code, 'MTTQ');
  assert.deepEqual(it.suggested(all, 'Sở Lạ', 'khoa hoc', 9).map((one) => one.code), ['SKHCN']);
});
