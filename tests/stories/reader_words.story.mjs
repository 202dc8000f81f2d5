// The reader's rules are words: shown as CSV, and an installation adds its own by a file of the same form.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { banyan, root } from '../harness/banyan.mjs';

const folder = mkdtempSync(join(tmpdir(), 'banyan-words-')), at = (name) => join(folder, name);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const file = (name, text) => { writeFileSync(at(name), text); return at(name); };

test('the words in force are shown as the CSV that an own file has', () => {
  const { status, out } = banyan(['words']);
  assert.equal(status, 0);
  const rows = out.trim().split('\n').map((line) => line.replace('\r', ''));
  assert.equal(rows[0].replace('\uFEFF', ''), 'list,words,means,note');
  for (const row of ['relation,tối thiểu,at_least,', 'term,hằng năm,yearly,', 'column,cơ quan chủ trì,lead,']) assert.ok(rows.includes(row), row);
  const one = banyan(['words', '--list', 'relation']).out.trim().split('\n').slice(1);
  assert.ok(one.length > 10 && one.every((row) => row.startsWith('relation,')));
  assert.match(banyan(['words', '--list', 'relations']).err, /\[reader\/word-list\]/);
});

test('an own word changes what is read; the house’s others stay', () => {
  const plan = file('plan.txt', 'Số: 12/KH-UBND\n\nTân Trào, ngày 05 tháng 3 năm 2026\n\nKẾ HOẠCH\n\nNâng cấp chợ năm 2026\n\nI. ĐÍCH ĐẾN\n\n1. Trên 85 % hộ kinh doanh dùng hóa đơn điện tử.\n\nII. NHIỆM VỤ\n\n1. Sở Công Thương lập danh mục chợ trước ngày 30/6/2026.\n');
  const read = (...more) => JSON.parse(banyan(['read', plan, '--json', '--agencies', file('agencies.csv', 'code,name,aliases,old_names\nSCT,Sở Công Thương,,\n'), ...more]).out);
  const before = read(), after = read('--set', `reader.words=${file('own.csv', 'list,words,means,note\nsection,đích đến,objectives,our way to say it\n')}`);
  assert.deepEqual([before.objectives.length, after.objectives.length], [0, 1]);
  assert.deepEqual([after.objectives[0].title, after.indicators[0].targets[0].value, after.indicators[0].targets[0].relation], ['Trên 85 % hộ kinh doanh dùng hóa đơn điện tử.', 85, 'above']);
  assert.deepEqual(after.tasks.map(({ term, agencies }) => [term.kind, term.last, agencies.map(({ code, role }) => [code, role])]), [['date', '2026-06-30', [['SCT', 'lead']]]]);
  assert.deepEqual(after.document.number, '12/KH-UBND');
});

test('a file with faults is refused whole, each row named', () => {
  const { status, err } = banyan(['read', join(root, 'tests/reader/song-lam-nong-nghiep.txt'), '--agencies', at('agencies.csv'), '--set', `reader.words=${file('bad.csv', 'list,words,means,note\nsection,abc,nothing,\nlists,x,y,\ncolumn,,lead,\n')}`]);
  assert.equal(status, 1);
  for (const part of ['[reader/word-means]', '[reader/word-list]', 'row 2', 'row 3', 'row 4']) assert.ok(err.includes(part), `${part}: ${err}`);
  assert.match(banyan(['words', '--set', 'reader.words=/nowhere.csv']).err, /\/nowhere\.csv/);
});

test('a text that is no document of an office gives an empty reading and says why', () => {
  const { out } = banyan(['read', file('english.txt', 'The quick brown fox jumps over the lazy dog.\n\nIt must be done before the end of the year by all of us.\n'), '--json', '--agencies', at('agencies.csv')]);
  const reading = JSON.parse(out);
  assert.deepEqual([reading.tasks, reading.objectives, reading.indicators, reading.duties], [[], [], [], []]);
  assert.ok(reading.reasons.includes('nothing-found') && reading.reasons.includes('no-number'), reading.reasons.join());
});
