// tests/web/review_history - what each change of an item changed, out of what it said before each of them.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from './bundle.mjs';

const it = await load('rooms/strategy/review/history_rows', 'rooms/strategy/review/meanings');

const fields = (more = {}) => ({ code: 'A.1', title: 'Mở chợ đêm', due: null, year: 0, levels: [], unit: '', targets: [], assignments: [], ...more });
const item = (more = {}, said = {}) => ({ number: 7, parent: 0, kind: 'task', state: 'open', fields: fields(said), ...more });
const say = {
  agency: (code) => `<${code}>`, role: (role) => role.toUpperCase(), target: (one) => `${one.year}=${one.low}`,
  value: (field, value) => (field === 'due' ? `day ${value}` : value), item: (number) => `item ${number}`,
};
const change = (revision, what, before) => ({ revision, what, before, changed_name: 'Hà', changed_at: '2026-11-22T03:00:00Z' });
const told = (now, changes) => it.historyOf(now, changes, say).map((row) => [row.change.what, row.isFirst, row.differences.map((one) => [one.field, one.before, one.after])]);

test('each change stands beside what the item said behind it: the next one’s before, or what it says now', () => {
  const first = item({ state: 'unsure' }), second = item({ state: 'confirmed' }, { due: '2027-06-30' }), now = item({ state: 'left_out' }, { due: '2027-06-30' });
  assert.deepEqual(told(now, [change(9, 'leave_out', second), change(4, 'correct', first)]), [
    ['leave_out', false, [['state', 'confirmed', 'left_out']]],
    ['correct', false, [['due', '', 'day 2027-06-30'], ['state', 'unsure', 'confirmed']]],
  ]);
});

test('agencies by their names today, and as the document names them where nobody is known; targets, lists, the place', () => {
  const before = item({}, { assignments: [{ role: 'lead', named: 'Sở Lạ', agency: '', then: '' }], targets: [{ year: 2027, low: 5 }], levels: ['thấp'] });
  const after = item({ parent: 3, kind: 'indicator' }, { assignments: [{ role: 'lead', named: 'Sở Lạ', agency: 'S1', then: 'S1' }, { role: 'support', named: 'Sở Hai', agency: 'S2', then: '' }], targets: [{ year: 2027, low: 6 }, { year: 2028, low: 7 }], levels: ['thấp', 'cao'] });
  assert.deepEqual(it.differencesOf(before, after, say).map((one) => [one.field, one.before, one.after]), [
    ['kind', 'task', 'indicator'], ['parent', '', 'item 3'], ['levels', 'thấp', 'thấp; cao'], ['targets', '2027=5', '2027=6; 2028=7'],
    ['assignments', 'LEAD: Sở Lạ', 'LEAD: <S1>; SUPPORT: <S2>'],
  ]);
});

test('an item that a person added was not there before; the same again differs in nothing', () => {
  assert.deepEqual(told(item(), [change(5, 'confirm', item()), change(2, 'add', null)]), [['confirm', false, []], ['add', true, []]]);
  assert.deepEqual(told(item(), []), []);
});

test('what a word tells, in words; a list or meaning of a newer server by its own name', () => {
  assert.deepEqual([{ list: 'role', means: 'lead' }, { list: 'verb', means: '' }, { list: 'new', means: 'newer' }].map(it.meaningText), ['vai trò: chủ trì', 'động từ (ai đứng trước thì làm)', 'new: newer']);
  assert.deepEqual(it.ofKey(it.keyOf({ list: 'section', means: 'tasks' })), { list: 'section', means: 'tasks' });
});
