// A report as a spreadsheet: taken down, filled in by another program, sent up; every wrong cell is named, and then nothing is kept.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder, slug } from '../harness/reports.mjs';
import { rowsOf } from '../harness/spreadsheet.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/** Another implementation changes cells of a workbook: { H5: 48 }. Merging as in { 'merge': 'A5:B5' }. */
function change(path, cells) {
  execFileSync('/usr/bin/python3', ['-c', `
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1]); sheet = book.active
for where, value in json.loads(sys.argv[2]).items():
    if where == 'merge': sheet.merge_cells(value)
    else: sheet[where] = value
book.save(sys.argv[1])`, path, JSON.stringify(cells)]);
  return readFileSync(path);
}

onBothEngines('a report as a spreadsheet', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const officer = await signedIn(server, 'mot'), coordinator = await signedIn(server, 'dieu-phoi'), other = await signedIn(server, 'hai');
  const [{ obligation: { id } }] = (await officer.get('/reporting/obligations?regime=M&period=2026-10')).body.obligations;
  const base = `/reporting/obligations/${id}`, path = join(where.data, 'form.xlsx');
  const down = async (name) => Buffer.from(await (await fetch(`${server.url}/api/v1${base}/${name}`, { headers: { cookie: officer.cookie } })).arrayBuffer());
  const up = (who, bytes, save, revision, name = 'bao-cao.xlsx') => who.call('POST', `${base}/sheet?save=${save}&revision=${revision}&name=${name}`, new Uint8Array(bytes), { 'content-type': 'application/octet-stream' });
  const faults = (answer) => answer.body.errors.map((one) => [one.row, one.column ?? one.pointer, one.type.replace('/problems/', '')]);

  await t.test('taken down: what is asked, row by row, beneath three lines that say what it is', async () => {
    writeFileSync(path, await down('form.xlsx'));
    const rows = rowsOf(path);
    assert.deepEqual(rows[0][0], 'Số liệu tháng, kỳ 2026-10');
    assert.deepEqual(rows[3].slice(0, 3), ['Loại dòng', 'Mã', 'Đối tượng']);
    assert.deepEqual(rows.slice(4).map((row) => row.slice(0, 3)), [['figure', 'D1.D', '99'], ['figure', 'D1.E', '99'], ['task', 'D1.T1', null], ['section', 'NOTE', null]]);
  });

  await t.test('filled in and sent up: a draft', async () => {
    const answer = await up(officer, change(path, { I5: 'Có', H6: 48.5, J6: 'Sổ theo dõi', H7: 40, I8: 'Đã rút một bước.' }), 'sheet-0001', 0);
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    assert.deepEqual(answer.body.figures.map((one) => [one.indicator, one.value, one.text, one.source]), [['D1.D', null, 'Có', ''], ['D1.E', 48.5, '', 'Sổ theo dõi']]);
    assert.deepEqual(answer.body.tasks.map((one) => [one.task, one.percent, one.state]), [['D1.T1', 40, 'in_progress']]);
    assert.deepEqual(answer.body.sections.map((one) => one.text), ['Đã rút một bước.']);
    assert.equal((await up(officer, readFileSync(path), 'sheet-0001', 0)).body.revision, 1, 'sent twice');
    assert.equal(slug(await up(officer, readFileSync(path), 'sheet-0002', 0)), 'reporting/draft-stale');
    assert.equal((await up(other, readFileSync(path), 'sheet-0003', 1)).status, 403);
  });

  await t.test('every wrong cell is named by row and column, and nothing is kept', async () => {
    const wrong = await up(officer, change(path, { H6: 'nhiều', N6: 'x', A8: 'lạ' }), 'sheet-0004', 1);
    assert.equal(wrong.status, 400);
    assert.deepEqual(faults(wrong), [[6, 'H: Giá trị hoặc % tiến độ', 'kit/number-form'], [6, 'N: Lần ghi đã thấy', 'kit/whole-number-form'], [8, 'A: Loại dòng', 'kit/choice']]);
    const rows = await up(officer, change(path, { H6: 48, N6: 0, A8: 'section', B5: 'D1.B', H7: 40.5, B8: 'ZZ', A9: 'task', B9: 'D1.T1', H9: 3 }), 'sheet-0005', 1);
    assert.deepEqual(faults(rows), [[5, 'B: Mã', 'reporting/sheet-row-unknown'], [7, 'H: Giá trị hoặc % tiến độ', 'reporting/sheet-percent'], [8, 'B: Mã', 'reporting/sheet-row-unknown'], [9, 'B: Mã', 'reporting/line-twice']]);
    assert.equal((await officer.get(base)).body.report.revision, 1);
    assert.deepEqual(faults(await up(officer, change(path, { A4: 'Khác' }), 'sheet-0006', 1)), [[1, 'A', 'reporting/sheet-header']]);
    writeFileSync(path, await down('form.xlsx'));
    const hidden = faults(await up(officer, change(path, { H6: '=1/0', merge: 'A7:B7' }), 'sheet-0007', 1)).map((one) => one[2]);
    assert.ok(hidden.includes('kit/cell-formula') && hidden.includes('kit/cell-merged'), String(hidden));
  });

  await t.test('the same as CSV, up and down; what is no table is refused', async () => {
    const text = (await down('form.csv')).toString('utf8');
    assert.match(text, /^\uFEFFkind,code,subject,title,period,unit,before,value,text,source,note,reason,product,based_on/);
    const answer = await up(officer, Buffer.from(text.replace(',48.5,', ',47,')), 'sheet-0008', 1, 'bao-cao.csv');
    assert.deepEqual([answer.status, answer.body.figures.find((one) => one.indicator === 'D1.E').value], [200, 47], JSON.stringify(answer.body));
    assert.equal((await up(officer, Buffer.from('không phải bảng\n'), 'sheet-0009', 2, 'x.csv')).status, 400);
  });

  await t.test('all that was reported for a period, as a workbook', async () => {
    const answer = await fetch(`${server.url}/api/v1/reporting/consolidations/M/2026-10/workbook.xlsx`, { headers: { cookie: coordinator.cookie } });
    assert.equal(answer.status, 200);
    writeFileSync(path, Buffer.from(await answer.arrayBuffer()));
    assert.deepEqual(rowsOf(path).slice(2).map((row) => row[1]), ['S1', 'S2']);
  });
});
