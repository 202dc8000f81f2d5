// A package with any fault is refused whole, with every fault named by file, row, column and rule, and nothing written.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { test } from 'node:test';
import { banyan, client, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { descriptor, smallPlan, writePlan } from '../harness/plan.mjs';

/* A change of one file: every occurrence of a text, once. */
const swap = (file, from, to) => (plan) => {
  assert.ok(plan[file].includes(from), `${file} lacks ${from}`);
  plan[file] = plan[file].replace(from, to);
};
const add = (file, line) => (plan) => { plan[file] += `${line}\n`; };
const rowOf = (file, start) => smallPlan()[file].split('\n').findIndex((line) => line.startsWith(start)) + 1;
const last = (file) => smallPlan()[file].split('\n').length;

/* name, change of the plan, faults as file:row:column:slug */
const FAULTS = [
  ['a target below its baseline milestone', swap('targets', 'D1.A,2030,=,100', 'D1.A,2030,=,30'), ['targets.csv:3:low:strategy/target-turned']],
  ['an agency that nobody knows', swap('assignments', 'D1.B,lead,Sở Hai,S2', 'D1.B,lead,Sở Hai,S9'), ['assignments.csv:3:agency:reference/code-unknown']],
  ['a code twice', add('tasks', 'D1.T1,D1,"1/QĐ-UBND, II.4",Lập đề án,Đề án,2026-06-30'), [`tasks.csv:${last('tasks')}:code:reference/code-twice`]],
  ['a code in small letters', swap('documents', '\nD1,', '\nd1,'), ['documents.csv:2:code:reference/code-form', ...['objectives.csv:2', 'objectives.csv:3', ...[2, 3, 4, 5, 6].map((n) => `indicators.csv:${n}`), ...[2, 3, 4].map((n) => `tasks.csv:${n}`), 'duties.csv:2', 'duties.csv:3'].map((at) => `${at}:document:reference/code-unknown`)]],
  ['the 31st of February', swap('tasks', '2026-06-30', '31/02/2026'), ['tasks.csv:2:due:kit/day-form']],
  ['a number written as 1.234,5 in a file that says nothing about it', swap('targets', 'D1.B,2030,>=,300', 'D1.B,2030,>=,"1.234,5"'), ['targets.csv:4:low:kit/number-form']],
  ['an operator that does not exist', swap('targets', 'D1.C,2026,>=,1', 'D1.C,2026,>>,1'), ['targets.csv:5:operator:kit/choice']],
  ['an operator without its bound', swap('targets', 'D1.C,2026,>=,1', 'D1.C,2026,>=,'), ['targets.csv:5:low:strategy/target-form']],
  ['a range that stands on its head', swap('targets', 'D1.C,2026,>=,1,', 'D1.C,2026,range,3,2'), ['targets.csv:5:low:strategy/target-form']],
  ['the same target twice', add('targets', 'D1.A,2025,>=,40,,'), [`targets.csv:${last('targets')}:year:strategy/target-twice`]],
  ['an indicator without any target', swap('targets', 'D1.C,2026,>=,1,,\n', ''), ['indicators.csv:4:code:strategy/target-missing']],
  ['a level that is not in the list', swap('targets', 'D1.D,2030,text,,,Đáp ứng', 'D1.D,2030,text,,,Tốt'), ['targets.csv:7:text:strategy/level-unknown']],
  ['a qualitative indicator without levels', swap('indicators', 'Chưa có;Có;Đáp ứng', ''), ['indicators.csv:5:levels:strategy/levels-needed']],
  ['communes without a rollup', swap('indicators', 'commune,sum', 'commune,'), ['indicators.csv:3:rollup:strategy/rollup-needed']],
  ['a province that both reports and is added up', swap('indicators', 'commune,sum', 'both,sum'), ['indicators.csv:3:rollup:strategy/rollup-unfit']],
  ['a direction that does not exist', swap('indicators', 'share,up,month', 'share,upward,month'), ['indicators.csv:2:direction:kit/choice']],
  ['a target beyond all figures', swap('targets', 'D1.B,2030,>=,300', 'D1.B,2030,>=,4000000000001'), ['targets.csv:4:low:strategy/figure-too-large']],
  ['an objective of another document', (plan) => { add('documents', 'D2,2/QĐ-UBND,decision,Khác,UBND,2024-01-15,')(plan); swap('objectives', 'D1.O2,D1,"1/QĐ-UBND, I.2",Mục tiêu riêng,D1.O1,', 'D1.O2,D2,"2/QĐ-UBND, I.2",Mục tiêu riêng,,')(plan); }, [4, 5, 6].map((row) => `indicators.csv:${row}:objective:strategy/other-document`)],
  ['two objectives, each below the other', swap('objectives', 'Mục tiêu chung,,2030', 'Mục tiêu chung,D1.O2,2030'), ['objectives.csv:2:parent:strategy/section-circle']],
  ['nobody leads a task', swap('assignments', 'D1.T3,lead', 'D1.T3,support'), ['tasks.csv:4:code:strategy/assignment-missing']],
  ['one agency twice in one task', add('assignments', 'D1.T3,lead,Ủy ban nhân dân các xã,CAC-XA,CAC-XA'), [`assignments.csv:${last('assignments')}:named:strategy/assignment-twice`]],
  ['a due rule in other words', swap('duties', 'year before 11-15', 'trước 15/11'), ['duties.csv:2:due_rule:strategy/due-rule-form']],
  ['a due rule on the 31st of November', swap('duties', 'year before 11-15', 'year before 11-31'), ['duties.csv:2:due_rule:strategy/due-rule-form']],
  ['a dated task without its day', (plan) => { swap('tasks', 'product,due\n', 'product,due,timing\n')(plan); plan.tasks = plan.tasks.replace(/^(D1\.T1.*)$/m, '$1,standing').replace(/^(D1\.T2.*)$/m, '$1,dated').replace(/^(D1\.T3.*)$/m, '$1,'); }, ['tasks.csv:3:due:strategy/due-needed']],
  ['an objective whose parent stands elsewhere', swap('objectives', 'Mục tiêu riêng,D1.O1', 'Mục tiêu riêng,D9.O1'), ['objectives.csv:3:parent:reference/code-unknown']],
  ['an agency that ends before it begins', swap('agencies', '2025-03-01,\nS2', '2025-03-01,2024-01-01\nS2'), ['agencies.csv:3:valid_to:reference/dates-turned']],
  ['an identifier of no known form', (plan) => { plan.agencies = plan.agencies.replace('valid_to\n', 'valid_to,identifier\n').split('\n').map((line, i) => (i > 0 && line ? `${line},${line.startsWith('S1') ? 'H6.15' : ''}` : line)).join('\n'); }, ['agencies.csv:3:identifier:reference/identifier-form']],
  ['a column that nobody knows', swap('documents', 'effective_on\n', 'effective_on,thêm\n'), ['documents.csv:1:thêm:kit/table-column-unknown', 'documents.csv:2::kit/table-row-width']],
  ['a column twice', swap('objectives', 'parent,year', 'parent,parent'), ['objectives.csv:1:parent:kit/table-column-twice']],
  ['a column is missing', swap('objectives', 'citation,', 'nguồn,'), ['objectives.csv:1:citation:kit/table-column-missing', 'objectives.csv:1:nguồn:kit/table-column-unknown']],
  ['an empty title', swap('tasks', 'Lập đề án', ''), ['tasks.csv:2:title:kit/field-missing']],
  ['a title of 2000 letters', swap('tasks', 'Lập đề án', 'đ'.repeat(2000)), ['tasks.csv:2:title:kit/length']],
  ['a control character', swap('tasks', 'Lập đề án', 'Lập\x07đề án'), ['tasks.csv:2:title:kit/control-characters']],
  ['a quote that never closes', swap('tasks', 'Lập đề án', '"Lập đề án'), ['tasks.csv:2::kit/table-quote']],
  ['faults in many files are named together', (plan) => { swap('tasks', '2026-06-30', '2026-02-30')(plan); swap('targets', 'D1.A,2025,>=,40', 'D1.A,2025,>=,bốn mươi')(plan); swap('documents', 'decision', 'quyết định')(plan); }, ['documents.csv:2:kind:kit/choice', 'targets.csv:2:low:kit/number-form', 'tasks.csv:2:due:kit/day-form']],
];

/* Whole files of a wrong form: file name, content, faults. */
const nfd = (text) => text.normalize('NFD');
const utf16 = (text) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const FILES = [
  ['semicolons that the descriptor does not announce', { 'tasks.csv': smallPlan().tasks.replaceAll(',', ';') }, ['tasks.csv:1::kit/table-separator']],
  ['wrong UTF-8', { 'tasks.csv': Buffer.from(smallPlan().tasks.replace('Lập', 'L\x01p')).map((byte) => (byte === 1 ? 0xff : byte)) }, ['tasks.csv:2:title:kit/not-utf8']],
  ['UTF-16, as some spreadsheets save', { 'tasks.csv': utf16(smallPlan().tasks) }, ['tasks.csv:1::kit/table-not-utf8']],
  ['an empty file', { 'tasks.csv': '' }, ['tasks.csv:1::kit/table-empty']],
  ['a file that is not there', { 'tasks.csv': null }, ['tasks.csv:0::kit/file-missing']],
  ['a path out of the package', { 'datapackage.json': descriptor(smallPlan()).replace('tasks.csv', '../../etc/passwd') }, ['datapackage.json:0::kit/package-path']],
  ['a resource is missing', { 'datapackage.json': descriptor(smallPlan()).replace('"tasks"', '"works"') }, ['datapackage.json:0::kit/package-resource-missing']],
  ['columns separated by the sign of quoting', { 'datapackage.json': descriptor(smallPlan()).replace('"path":"tasks.csv"', '"path":"tasks.csv","dialect":{"delimiter":"\\""}') }, ['datapackage.json:0::kit/package-signs']],
  ['a descriptor that is not JSON', { 'datapackage.json': '{"resources":[' }, ['datapackage.json:1::kit/package-form']],
];

function faultsOf(folder) {
  const { status, err, signal } = banyan(['plan', 'check', folder, '--json']);
  assert.equal(signal, null);
  assert.equal(status, 1, 'refused');
  const problem = JSON.parse(err);
  for (const fault of problem.errors ?? []) assert.ok(fault.detail.length > 10 && fault.detail_en.length > 10, 'a sentence in both languages');
  return (problem.errors ?? []).map((e) => `${e.file ?? e.pointer?.slice(1)}:${e.row ?? 0}:${e.column ?? ''}:${e.type.replace('/problems/', '')}`).sort();
}

test('the small plan itself is sound, also with a BOM, in NFD, with CRLF, and with announced semicolons', () => {
  const plan = smallPlan();
  const spread = { ...plan, targets: plan.targets.replaceAll(',', ';').replace('300', '"3.00"').replace('"3.00"', '1.300,5') };
  const announced = JSON.parse(descriptor(plan));
  const targets = announced.resources.find((one) => one.name === 'targets');
  targets.dialect = { delimiter: ';' };
  targets.schema = { fields: [{ name: 'low', type: 'number', decimalChar: ',', groupChar: '.' }] };
  const kinds = [
    writePlan(plan),
    writePlan(plan, { 'tasks.csv': '\ufeff' + plan.tasks }),
    writePlan(plan, { 'tasks.csv': nfd(plan.tasks), 'agencies.csv': nfd(plan.agencies) }),
    writePlan(plan, { 'tasks.csv': plan.tasks.replaceAll('\n', '\r\n') }),
    writePlan(spread, { 'datapackage.json': JSON.stringify(announced) }),
  ];
  for (const folder of kinds) {
    const { status, err } = banyan(['plan', 'check', folder]);
    assert.equal(status, 0, err);
    rmSync(folder, { recursive: true });
  }
});

for (const [name, change, expected] of FAULTS) {
  test(`refused: ${name}`, () => {
    const plan = smallPlan();
    change(plan);
    const folder = writePlan(plan);
    assert.deepEqual(faultsOf(folder), [...expected].sort());
    rmSync(folder, { recursive: true });
  });
}

for (const [name, files, expected] of FILES) {
  test(`refused: ${name}`, () => {
    const folder = writePlan(smallPlan(), files);
    assert.deepEqual(faultsOf(folder), expected);
    rmSync(folder, { recursive: true });
  });
}

onBothEngines('a refused package leaves the plan as it was', { data: { plan: null } }, async (t, { server, where }) => {
  const stranger = client(server), good = writePlan(smallPlan());
  where.cli('plan', 'load', good);
  const before = await stranger.get('/strategy/plan');
  assert.equal(before.body.tasks.length, 3);
  const changed = smallPlan();
  changed.tasks = changed.tasks.replace('Lập đề án', 'Lập đề án khác') + 'D1.T9,D1,"1/QĐ-UBND, II.9",Việc thiếu người,,\n';
  const bad = writePlan(changed), answer = where.try('plan', 'load', bad);
  assert.equal(answer.status, 1);
  assert.match(answer.err, /strategy\/assignment-missing/);
  assert.deepEqual((await stranger.get('/strategy/plan')).body, before.body);

  await t.test('an indicator that has figures cannot vanish from a package', async () => {
    where.cli('observations', 'import', writeFigures(where.data), '--source', 'thử');
    const less = smallPlan();
    for (const file of ['indicators', 'targets', 'assignments']) less[file] = less[file].split('\n').filter((line) => !line.startsWith('D1.E')).join('\n');
    const refused = where.try('plan', 'load', writePlan(less));
    assert.equal(refused.status, 1);
    assert.match(refused.err, /D1\.E.*\n.*strategy\/item-in-use/);
    assert.equal((await stranger.get('/strategy/plan')).body.indicators.length, 5);
  });

  await t.test('loading the same again changes nothing; a better title arrives', async () => {
    where.cli('plan', 'load', good);
    const same = await stranger.get('/strategy/plan');
    assert.deepEqual(same.body.tasks, before.body.tasks);
    const better = smallPlan();
    better.tasks = better.tasks.replace('Lập đề án', 'Lập và trình đề án');
    where.cli('plan', 'load', writePlan(better));
    await soon(async () => assert.equal((await stranger.get('/strategy/plan')).body.tasks[0].title, 'Lập và trình đề án'));
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
function writeFigures(folder) {
  const path = join(folder, 'e.csv');
  writeFileSync(path, 'indicator,subject,period,value\nD1.E,99,2026-09,35\n');
  return path;
}
