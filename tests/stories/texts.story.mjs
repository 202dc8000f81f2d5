// The text of documents: what an office wrote is read as it stands there; what harms is refused with a sentence.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { banyan, root } from '../harness/banyan.mjs';
import { scanned } from '../harness/scanned.mjs';

const folder = mkdtempSync(join(tmpdir(), 'banyan-texts-')), at = (name) => join(folder, name);
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
execFileSync('/usr/bin/python3', [join(root, 'tests/harness/office_files.py'), folder]);
const asOther = (name, kind) => execFileSync('soffice', ['--headless', `-env:UserInstallation=file://${folder}/office`, '--convert-to', kind, '--outdir', folder, at(name)], { stdio: 'ignore' });

const read = (name) => {
  const { status, out, err } = banyan(['text', at(name), '--blocks']);
  assert.equal(status, 0, err);
  return JSON.parse(out);
};
const brief = ({ blocks }) => blocks.map(({ kind, text, cells, level }) => (kind === 'row' ? cells.map((one) => one.text) : kind === 'heading' ? [kind, level, text] : [kind, text]));
const plain = (name) => banyan(['text', at(name)]).out;

const TABLE = [['TT', 'Nhiệm vụ\nHạn', ''], ['1\n2', 'Mua máy\nxét nghiệm', 'Quý II/2026'], ['', 'Tập huấn', '12/2026']];
const DECISION = [
  ['heading', 1, 'KẾ HOẠCH'],
  ['paragraph', 'Giao Sở Y tế chủ trì; phối hợp:\ncác sở, ban, ngành.'],
  ...TABLE,
  ['paragraph', 'Nơi nhận: như trên.'],
];

test('a document of Word: runs are one text, merged cells keep their columns', () => {
  assert.equal(read('decision.docx').format, 'docx');
  assert.deepEqual(brief(read('decision.docx')), DECISION);
});

// The sources of the reader's samples say what is merged: `^` with the cell above, `<` with the one before.
const even = (text) => text.replace(/\s*\/\/\s*/g, '//').trim(); // a line of blanks is an empty one
const marked = ({ blocks }) => blocks.filter(({ kind }) => kind === 'row').map(({ cells }) => cells.map(({ text, covered }) => ({ above: '^', left: '<' })[covered] ?? even(text.replaceAll('\n', '//'))).join(' | '));
const rowsOf = (source) => readFileSync(join(root, 'tests/reader/sources', source), 'utf8').split('\n').filter((line) => /^(\||=2 )/.test(line))
  .map((line) => (line[0] === '|' ? line.slice(1, line.lastIndexOf('|')).split('|') : line.slice(3).split('##')).map(even).join(' | '));

test('cells that others cover say which, as the sources of the samples do', () => {
  for (const [name, kind] of [['ngoc-giang-du-lich', 'html'], ['an-hai-giao-duc', 'docx'], ['tra-son-moi-truong', 'odt']]) {
    copyFileSync(join(root, 'tests/reader', `${name}.${kind}`), at(`${name}.${kind}`));
    assert.deepEqual(marked(read(`${name}.${kind}`)), rowsOf(`${name}.src`), name);
  }
  for (const kind of ['odt', 'html']) asOther('an-hai-giao-duc.docx', kind);
  for (const kind of ['odt', 'html']) assert.deepEqual(marked(read(`an-hai-giao-duc.${kind}`)), rowsOf('an-hai-giao-duc.src'), `as LibreOffice writes it: ${kind}`);
  assert.match(plain('an-hai-giao-duc.docx'), /\| A \| Nhiệm vụ cơ chế, chính sách \|  \|  \|  \|  \|\n/);
});

test('the same as LibreOffice writes it: odt, html, pdf', () => {
  for (const kind of ['odt', 'pdf']) asOther('decision.docx', kind);
  assert.equal(read('decision.odt').format, 'odt');
  assert.deepEqual(brief(read('decision.odt')), DECISION);
  const { format, blocks } = read('decision.pdf'), lines = blocks.filter((one) => one.kind === 'line').map((one) => one.text.replace(/\s+/g, ' '));
  assert.equal(format, 'pdf');
  for (const line of ['KẾ HOẠCH', 'Giao Sở Y tế chủ trì; phối hợp:', 'các sở, ban, ngành.', 'Nơi nhận: như trên.']) assert.ok(lines.includes(line), `${line} in ${lines.join('\n')}`);
  assert.ok(lines.some((one) => /Tập huấn 12\/2026/.test(one)));
  assert.equal(blocks.at(-2).kind, 'page');
});

// Every bullet of ours is a dash, where LibreOffice has many; it indents, and writes the cells of a table as lines.
test('numbers that nobody typed are those of LibreOffice', { skip: !existsSync('/usr/bin/soffice') && 'LibreOffice is not installed' }, () => {
  for (const kind of ['odt', 'txt:Text (encoded):UTF8']) asOther('numbered.docx', kind);
  const shown = (text) => text.replace(/^\uFEFF/, '').split('\n').map((line) => line.trim().replace(/^[•◦▪]/, '-')).filter(Boolean);
  const wanted = shown(readFileSync(at('numbered.txt'), 'utf8'));
  assert.deepEqual([wanted.length, wanted[0], wanted.at(-1)], [42, 'I. mục tiêu', 'b) ô hai']);
  for (const name of ['numbered.docx', 'numbered.odt'])
    assert.deepEqual(shown(read(name).blocks.flatMap(({ kind, text, cells }) => (kind === 'row' ? cells.map((one) => one.text) : [text])).join('\n')), wanted, name);
});

test('a web page as its reader sees it', () => {
  assert.deepEqual(brief(read('page.html')), [['heading', 2, 'Điều 1. Phạm vi'], ['paragraph', 'Áp dụng cho các xã,\nphường.'], ['TT', 'Việc', ''], ['1', 'Rà soát\nmạng', 'ab'], ['paragraph', 'một'], ['paragraph', 'hai & ba']]);
});

test('plain text in the encodings of yesterday', () => {
  const lines = [['line', 'Trước ngày 15 tháng 11'], ['line', 'Hoàn thành 95,5 %']];
  for (const name of ['utf16.txt', 'marked.txt']) assert.deepEqual(brief(read(name)), lines, name);
  writeFileSync(at('abc.txt'), execFileSync('iconv', ['-f', 'UTF-8', '-t', 'TCVN5712-1'], { input: 'Trước ngày 15 tháng 11\nHoàn thành 95,5 %\n' }));
  assert.deepEqual(brief(read('abc.txt')), lines);
  assert.equal(plain('abc.txt'), 'Trước ngày 15 tháng 11\nHoàn thành 95,5 %\n');
  assert.equal(plain('decision.docx').split('\n')[3], '| TT | Nhiệm vụ');
});

test('letters of old fonts become those of today, in each format; what reads well stays as it is', () => {
  const now = 'Ủy ban nhân dân tỉnh giao Sở Y tế chủ trì, phối hợp với các sở.', late = 'UÛy ban nhaân daân tænh giao Sôû Y teá chuû trì, phoái hôïp vôùi caùc sôû.';
  writeFileSync(at('vni.txt'), Buffer.from(`${late}\n`, 'latin1'));
  for (const name of ['vni.html', 'vni.md', 'today.html']) writeFileSync(at(name), `<html><body><p>${name === 'today.html' ? now : late}</p></body></html>`.replace(...(name.endsWith('md') ? [/<[^>]+>/g, ''] : ['', ''])));
  for (const name of ['vni.txt', 'vni.html', 'vni.md', 'today.html']) assert.deepEqual(read(name).blocks.map((one) => one.text), [now], name);
  for (const [name, kind] of [['vni.html', 'docx:MS Word 2007 XML'], ['vni.docx', 'odt'], ['vni.docx', 'pdf']]) asOther(name, kind);
  for (const kind of ['docx', 'odt', 'pdf']) assert.ok(plain(`vni.${kind}`).replace(/\s+/g, ' ').includes('nhân dân tỉnh giao Sở Y tế chủ trì'), kind);
  copyFileSync(join(root, 'tests/reader/phu-giang-giao-thong.txt'), at('tcvn3.txt'));
  assert.ok(plain('tcvn3.txt').includes('Căn cứ'), 'TCVN3 in bytes');
});

test('Markdown is known by its name: paragraphs are joined, headings and tables known', () => {
  copyFileSync(join(root, 'tests/reader/lam-chau-cong-van-so.md'), at('letter.md'));
  copyFileSync(at('letter.md'), at('letter.txt'));
  const { format, blocks } = read('letter.md'), texts = blocks.map(({ text }) => text), of = (kind) => blocks.filter((one) => one.kind === kind);
  assert.equal(format, 'md');
  assert.deepEqual(marked({ blocks }), rowsOf('lam-chau-cong-van-so.src').filter((row) => row.split(' | ').length === 6).map((row) => row.replaceAll('óa', 'oá'))); // its tones are placed the other way
  assert.deepEqual(of('heading')[0], { kind: 'heading', text: 'I. CHỈ TIÊU PHẢI ĐẠT ĐẾN 31/12/2026', cells: [], level: 2, lead: 0, indent: 0, table: 0 });
  assert.ok(texts.includes('2. Tỷ lệ số hoá hồ sơ, kết quả giải quyết thủ tục hành chính đạt ≥ 85 %; tỷ lệ khai thác, sử dụng lại thông tin, dữ liệu số hoá đạt từ 50 % trở lên.'));
  assert.ok(texts.some((text) => text.endsWith('trước ngày 05 tháng 01 năm 2027. Yêu cầu các cơ quan, đơn vị nghiêm túc thực hiện./.')));
  assert.ok(!JSON.stringify(blocks).includes('**') && JSON.stringify(blocks) === JSON.stringify(blocks).normalize('NFC'));
  assert.equal(read('letter.txt').format, 'txt');
});

test('what has no text is empty; what is large is read', () => {
  for (const name of ['empty.docx', 'empty.txt']) assert.deepEqual(read(name).blocks, [], name);
  const { blocks } = read('large.docx');
  assert.deepEqual([blocks.length, blocks[999].cells[99].text], [1000, '999.99']);
  assert.equal(read('line.txt').blocks[0].text.length, 300000 * 17 - 1);
});

const REFUSED = {
  'picture.docx': 'unknown', 'old.doc': 'unknown', 'other.docx': 'unknown', 'random.txt': 'unknown', 'locked.docx': 'locked', 'entity.docx': 'broken', 'torn.docx': 'broken',
  'half.docx': 'broken', 'broken.pdf': 'broken', 'deep.docx': 'huge', 'bomb.docx': 'huge', 'deep.html': 'huge', 'many.txt': 'huge', 'wide.html': 'huge', 'long.html': 'huge',
};
for (const [name, why] of Object.entries(REFUSED)) {
  test(`refused: ${name}, ${why}`, () => {
    const { status, out, err } = banyan(['text', at(name)]);
    assert.deepEqual([status, out], [1, ''], err);
    assert.ok(err.includes(`[documents/text-${why}]`), err);
  });
}

test('a scan that is not to be read is told from a file without text; a file that is not there is named', () => {
  const { status, err } = banyan(['text', at('scan.pdf'), '--set', 'documents.read_scans=off']);
  assert.equal(status, 1);
  assert.match(err, /scan\.pdf.*\[documents\/text-scanned\]/s);
  assert.match(err, /apt-get install poppler-utils tesseract-ocr tesseract-ocr-vie/);
  assert.match(banyan(['text', at('nowhere.txt')]).err, /\[kit\/file-missing\]/);
});

// Letters that are recognised are nearly those that were written: of the words at least nine of ten.
const words = (text) => text.normalize('NFC').split(/\s+/).filter(Boolean);
const shareOf = (wanted, got) => words(wanted).filter((word) => words(got).includes(word)).length / words(wanted).length;
const tesseract = { skip: !existsSync('/usr/bin/tesseract') && 'tesseract is not installed' };

test('a scan is read page by page; the mark of a digital signature on it is no text of it', tesseract, () => {
  asOther('decision.docx', 'pdf');
  scanned(at('decision.pdf'), at('scanned.pdf'), { copies: 2 });
  scanned(at('decision.pdf'), at('signed.pdf'), { text: 'Ky boi: UBND tinh, 01/12/2026' });
  const { format, blocks } = read('scanned.pdf');
  assert.deepEqual([format, blocks.filter(({ kind }) => kind === 'page').length], ['scan', 2]);
  const wanted = 'KẾ HOẠCH Giao Sở Y tế chủ trì; phối hợp: các sở, ban, ngành. Nhiệm vụ Mua máy xét nghiệm Quý II/2026 Tập huấn 12/2026 Nơi nhận: như trên.';
  for (const name of ['scanned.pdf', 'signed.pdf']) assert.ok(shareOf(wanted, plain(name)) >= 0.9, `${name}: ${plain(name)}`);
  assert.equal(read('signed.pdf').format, 'scan');
  assert.match(banyan(['text', at('signed.pdf'), '--set', 'documents.read_scans=off']).out, /^Ky boi/);
});

test('a scan without letters, or with too many pages, is refused', tesseract, () => {
  assert.match(banyan(['text', at('scan.pdf')]).err, /\[documents\/text-scan-blank\]/);
  assert.match(banyan(['text', at('scan_long.pdf')]).err, /scan_long\.pdf.* 60 .*\[documents\/text-scan-long\]/s);
});

test('a document is read where the data folder of a server stands, as `make run` has it', () => {
  mkdirSync(at('place/data'), { recursive: true });
  writeFileSync(at('place/data/banyan.conf'), '');
  const { status, out, err } = banyan(['text', at('decision.docx')], { cwd: at('place') });
  assert.equal(status, 0, err);
  assert.equal(out, plain('decision.docx'));
});

test('the child can be asked alone, and says what it found', () => {
  copyFileSync(at('torn.docx'), at('given'));
  const said = (name) => JSON.parse(execFileSync('sh', ['-c', `"$0" text - --here < "$1"`, process.env.BANYAN ?? join(root, 'build/banyan'), at(name)]));
  assert.deepEqual(said('given'), { flaw: 'broken', text: null });
  assert.equal(said('decision.docx').text.blocks.length, DECISION.length);
});
