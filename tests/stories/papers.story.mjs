// What leaves the house and what comes back: the report as PDF and .docx, charts, spreadsheets out and in, and those that hide something.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, root, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 100_000, stdio: ['ignore', 'pipe', 'pipe'] });
const python = (script, ...args) => run('/usr/bin/python3', join(root, 'tests/harness', script), ...args);
const fonts = (pdf) => run('pdffonts', pdf).trim().split('\n').slice(2).map((line) => line.trim());
const plain = (text) => text.replace(/\s+/g, ' ');

/* What a spreadsheet is refused for: the problem, and the cell that is named. */
const REFUSED = [
  ['formula.xlsx', 'kit/cell-formula', 'Ô D2 '], ['merged.xlsx', 'kit/cell-merged', 'A2:A3'], ['error.xlsx', 'kit/cell-error', '#DIV/0!'], ['long.xlsx', 'kit/cell-too-long', 'Ô D2 '],
  ['wrong.xlsx', 'kit/number-form', 'nhiều'], ['wide.xlsx', 'kit/workbook-too-large', '100 cột'], ['many.xlsx', 'kit/workbook-too-large', '50000 dòng'], ['macro.xlsx', 'kit/workbook-macros', 'xl/vbaProject.bin'],
  ['link.xlsx', 'kit/workbook-link', 'tệp khác'], ['dtd.xlsx', 'kit/workbook-form', 'dtd.xlsx'], ['bomb.xlsx', 'kit/workbook-bomb', 'bomb.xlsx'], ['hidden.xlsx', 'kit/workbook-sheet-missing', '“Sheet”'],
  ['old.xlsx', 'kit/workbook-encrypted', 'mật khẩu'], ['torn.xlsx', 'kit/workbook-form', 'torn.xlsx'],
];

onBothEngines('papers and spreadsheets', { data: { plan: null, accounts: false } }, async (t, { server, where, engine }) => {
  const files = join(where.data, 'sheets'), progress = join(where.data, 'progress.csv'), file = (name) => join(files, name);
  mkdirSync(files);
  python('spreadsheets.py', files);
  writeFileSync(progress, 'task,agency,percent,status,on\nD1.T3,X1,50,in_progress,2026-10-31\n');
  where.cli('plan', 'load', writePlan(smallPlan()));
  const fetched = async (path, name) => {
    const answer = await fetch(`${server.url}/api/v1/strategy/${path}`), bytes = Buffer.from(await answer.arrayBuffer());
    assert.equal(answer.status, 200, `${path}: ${bytes.subarray(0, 400)}`);
    if (name) writeFileSync(file(name), bytes);
    return { bytes, type: answer.headers.get('content-type'), given: answer.headers.get('content-disposition') ?? '' };
  };

  await t.test('a spreadsheet that hides something is refused, the cell is named, and nothing is taken in', async () => {
    for (const [name, slug, named] of REFUSED) {
      const answer = where.try('observations', 'import', file(name), '--source', 'Báo cáo');
      assert.ok(answer.status === 1 && answer.err.includes(`[${slug}]`) && answer.err.includes(named), `${name}: ${answer.err}`);
    }
    const formulas = where.try('observations', 'import', file('formula.xlsx'), '--source', 'Báo cáo').err;
    assert.equal(formulas.match(/\[kit\/cell-formula\]/g).length, 2, 'both cells are named at once');
    assert.equal((await client(server).get('/strategy/indicators/D1.A')).body.history.length, 0);
  });

  await t.test('figures come in as a spreadsheet, beneath lines of explanation; numbers are those that people see', async () => {
    where.cli('observations', 'import', file('good.xlsx'), '--source', 'Báo cáo');
    where.cli('progress', 'import', progress, '--sample', '--source', 'Dữ liệu mẫu');
    /* 60.5 and what the file has as 0.30000000000000004: (60.5 + 0.3) / 2 = 30.4 */
    await soon(async () => (await client(server).get('/strategy/indicators/D1.A')).body.view.standing.value === 30.4);
    await soon(async () => (await client(server).get('/strategy/tasks/D1.T3')).body.view.reported === 1);
  });

  await t.test('figures go out as a spreadsheet: typed, with the header in sight', async () => {
    const { type, given } = await fetched('figures.xlsx?document=D1', 'figures.xlsx');
    assert.equal(type, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    assert.match(given, /banyan-figures-2026-11-22\.xlsx/);
    const book = JSON.parse(python('spreadsheets.py', files, 'read', file('figures.xlsx')));
    assert.deepEqual([book.title, book.frozen, book.rows.length], ['Số liệu', 'A2', 3]);
    const value = book.rows[0].indexOf('Giá trị'), ends = book.rows[0].indexOf('Hết ngày'), subject = book.rows[0].indexOf('Đối tượng');
    const found = Object.fromEntries(book.rows.slice(1).map((row) => [row[subject], [row[value], row[ends]]]));
    assert.deepEqual(found['Xã Đồng Đa'], [60.5, '2026-09-30T00:00:00']);
    assert.deepEqual(found['Xã Ấp Bắc'], [0.3, '2026-09-30T00:00:00']);
  });

  await t.test('tasks go out as a spreadsheet; an unknown day is an empty cell', async () => {
    await fetched('tasks.xlsx?document=D1', 'tasks.xlsx');
    const { rows } = JSON.parse(python('spreadsheets.py', files, 'read', file('tasks.xlsx'))), due = rows[0].indexOf('Hạn');
    assert.deepEqual(rows.slice(1).map((row) => [row[2], row[due]]), [['D1.T1', '2026-06-30T00:00:00'], ['D1.T2', ''], ['D1.T3', '2026-12-31T00:00:00']]);
  });

  await t.test('a history is drawn with its path: told in words, without styles and scripts; and as a picture', async () => {
    const svg = await fetched('indicators/D1.A/chart.svg'), png = await fetched('indicators/D1.A/chart.png'), text = String(svg.bytes);
    assert.deepEqual([svg.type, png.type], ['image/svg+xml', 'image/png']);
    assert.match(text, /role="img" aria-labelledby="title desc"/);
    assert.match(text, /<title id="title">Phủ sóng<\/title>/);
    assert.match(text, /<desc id="desc">1 số liệu, từ 30\/09\/2026 \(30,4%\) đến 30\/09\/2026 \(30,4%\)\. Mục tiêu năm 2030: 100%\.<\/desc>/);
    assert.doesNotMatch(text, /style|script|href/);
    assert.deepEqual([png.bytes.subarray(1, 4).toString(), png.bytes.readUInt32BE(16), png.bytes.readUInt32BE(20)], ['PNG', 1520, 760]);
    assert.equal((await client(server).get('/strategy/indicators/KHONG/chart.svg')).status, 404);
  });

  /* On 22/11/2026: D1.A is 30.4, below its path (40 at the end of 2025, 100 at the end of 2030); of the others nothing is known. Of the
     tasks T1 was due on 30/06 (145 days), T2 is owed by nobody, T3 has been begun. */
  await t.test('the report is set after the decree, in letters that travel with it, and loses no mark', async () => {
    const { type, given } = await fetched('report.pdf', 'report.pdf');
    assert.equal(type, 'application/pdf');
    assert.match(given, /bao-cao-D1-2026-11-22\.pdf/);
    const text = plain(run('pdftotext', '-layout', file('report.pdf'), '-')), about = run('pdfinfo', file('report.pdf'));
    for (const words of ['ỦY BAN NHÂN DÂN', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc', 'Số: /BC-UBND', 'Mẫu, ngày tháng năm 2026', 'BÁO CÁO', 'Tiến độ thực hiện Quyết định số 1/QĐ-UBND đến ngày 22/11/2026', 'Căn cứ Quyết định số 1/QĐ-UBND ngày 15/01/2024 về Chiến lược mẫu.', 'I. TÌNH HÌNH CHUNG', 'trong 5 chỉ tiêu của', '0 chỉ tiêu đã đạt, 0 đúng lộ trình, 0 cần chú ý, 1 chậm và 4 chưa có số liệu.', 'Nơi nhận:', '- Lưu: VT.', 'kèm theo./.', 'Phụ lục I ', 'Phụ lục II ', 'TÌNH HÌNH THỰC HIỆN CÁC NHIỆM VỤ', 'Bố trí kinh phí', 'Có dữ liệu mẫu'])
      assert.ok(text.includes(words), `“${words}” in ${text}`);
    assert.match(about, /Title: +Tiến độ thực hiện Quyết định số 1\/QĐ-UBND/);
    assert.match(about, /Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
    for (const font of fonts(file('report.pdf'))) assert.match(font, /^[A-Z]{6}\+(Liberation|TimesNewRoman|Times New Roman).* yes yes yes /);
  });

  await t.test('the same to go on writing in: fields, repeated headings, a first page without its number', async () => {
    const { type } = await fetched('report.docx?document=D1', 'report.docx');
    assert.equal(type, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    const paper = JSON.parse(python('paper_read.py', file('report.docx')));
    assert.deepEqual([paper.title, paper.author, paper.font, paper.pictures], ['Tiến độ thực hiện Quyết định số 1/QĐ-UBND đến ngày 22/11/2026', 'Ủy ban nhân dân tỉnh Mẫu', ['Times New Roman'], 2]);
    assert.equal(paper.sections.length, 3);
    for (const one of paper.sections) assert.deepEqual(one, { first_differs: true, width_mm: 210, height_mm: 297, margins_mm: [20, 15, 20, 30], number: true, first_number: false });
    const lists = paper.tables.filter((one) => one.head[0] === 'STT');
    assert.deepEqual(lists.map((one) => [one.rows, one.repeats]), [[2, true], [2, true], [6, true], [4, true]]);
    assert.ok(paper.paragraphs.some(([style, words]) => style === 'Heading 2' && words === 'I. TÌNH HÌNH CHUNG'), JSON.stringify(paper.paragraphs));
  });

  if (engine === 'sqlite') {
    await t.test('LibreOffice opens it, and shows the same words', async () => {
      run('soffice', `-env:UserInstallation=file://${where.data}/office`, '--headless', '--convert-to', 'pdf', '--outdir', where.data, file('report.docx'));
      const text = plain(run('pdftotext', '-layout', join(where.data, 'report.pdf'), '-'));
      for (const words of ['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Tiến độ thực hiện Quyết định số 1/QĐ-UBND đến ngày 22/11/2026', 'kèm theo./.', 'Phụ lục II ', 'Bố trí kinh phí'])
        assert.ok(text.includes(words), `“${words}” in ${text}`);
      assert.match(run('pdfinfo', join(where.data, 'report.pdf')), /Pages: +[45]\n/);
    });
  }

  await t.test('as things stood on a day; of a document that is not there nothing', async () => {
    await fetched('report.pdf?document=D1&on=2026-09-01', 'past.pdf');
    const text = plain(run('pdftotext', '-layout', file('past.pdf'), '-'));
    assert.ok(text.includes('Tính đến ngày 01/09/2026') && text.includes('0 chậm và 5 chưa có số liệu.'), text);
    assert.equal((await client(server).get('/strategy/report.pdf?document=KHONG')).status, 404);
    assert.equal((await client(server).get('/strategy/report.docx?document=KHONG')).status, 404);
    assert.ok(readFileSync(file('past.pdf')).subarray(0, 5).equals(Buffer.from('%PDF-')));
  });
});
