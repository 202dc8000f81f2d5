// A report leaves the house as an administrative document after Nghị định 30/2020: as PDF to be signed, as .docx to go on writing in.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, root, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder, slug } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const run = (program, ...args) => execFileSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26, timeout: 100_000, stdio: ['ignore', 'pipe', 'pipe'] });
const plain = (text) => text.replace(/\s+/g, ' ');
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

onBothEngines('a report as a paper', { data: { plan: null, accounts: false } }, async (t, { server, where, engine }) => {
  const history = join(where.data, 'history.csv'), file = (name) => join(where.data, name);
  where.cli('plan', 'load', writePlan(smallPlan()));
  writeFileSync(history, 'indicator,subject,period,value\nD1.E,99,2026-08,49\n');
  where.cli('observations', 'import', history, '--source', 'Hệ thống một cửa');
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const [officer, other, head, leader] = await Promise.all(['mot', 'hai', 'truong-mot', 'lanh-dao'].map((name) => signedIn(server, name)));
  const idOf = async (query) => (await officer.get(`/reporting/obligations?${query}`)).body.obligations[0].obligation.id;
  const monthly = await idOf('regime=M&period=2026-10'), yearly = await idOf('regime=N&period=2026');
  const fetched = async (who, id, name, query = '') => {
    const answer = await fetch(`${server.url}/api/v1/reporting/obligations/${id}/${name}${query}`, { headers: { cookie: who.cookie ?? '' } }), bytes = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200) writeFileSync(file(name), bytes);
    return { status: answer.status, type: answer.headers.get('content-type'), given: answer.headers.get('content-disposition') ?? '', text: answer.status === 200 ? '' : bytes.toString() };
  };
  const textOf = (name) => plain(run('pdftotext', '-layout', file(name), '-'));
  const save = async (id, draft) => {
    const answer = await officer.post(`/reporting/obligations/${id}/draft`, { save: `saving-${id.slice(-8)}`, revision: 0, tasks: [], overrides: [], evidence: [], ...draft });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    return answer.body.revision;
  };
  let revision;

  await t.test('what was not written cannot be printed; nor by a stranger or another agency', async () => {
    const none = await fetched(officer, monthly, 'report.pdf');
    assert.deepEqual([none.status, slug({ body: JSON.parse(none.text) })], [404, 'reporting/report-unwritten']);
    assert.deepEqual([(await fetched(other, monthly, 'report.pdf')).status, (await fetched(client(server), monthly, 'report.docx')).status], [403, 401]);
  });

  await t.test('a draft says that it is one; the narrative is the text, figures and tasks are appendices', async () => {
    revision = await save(monthly, {
      figures: [{ indicator: 'D1.E', subject: '99', value: 35.5, source: 'Sổ theo dõi', note: 'Đo ở bộ phận một cửa' }],
      tasks: [{ task: 'D1.T1', percent: 40, state: 'in_progress', note: 'Chờ ý kiến các sở' }],
      sections: [{ section: 'NOTE', text: 'Giảm mười ba phút rưỡi.\nĐã bỏ bước chờ ký giấy.' }],
      overrides: [{ rule: 'jump', indicator: 'D1.E', subject: '99', reason: 'Bỏ hẳn một bước.' }],
    });
    const { status, type, given } = await fetched(officer, monthly, 'report.pdf');
    assert.deepEqual([status, type], [200, 'application/pdf']);
    assert.match(given, /bao-cao-M-2026-10-S1\.pdf/);
    const text = textOf('report.pdf');
    for (const words of ['ỦY BAN NHÂN DÂN TỈNH MẪU', 'SỞ MỘT', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Số: /BC-S1', 'Mẫu, ngày tháng năm 2026', 'BÁO CÁO', 'Số liệu tháng, tháng 10 năm 2026',
      'Sở Một báo cáo tháng 10 năm 2026 như sau:', 'I. GHI CHÚ', 'Giảm mười ba phút rưỡi.', 'Đã bỏ bước chờ ký giấy.', 'nêu tại phụ lục kèm theo./.', '- Lưu: VT.', 'GIÁM ĐỐC', 'Phụ lục I', 'Thời gian chờ', '49 phút', '35,5 phút', 'Nguồn: Sổ theo dõi', 'Giải trình: Bỏ hẳn một bước.', 'Phụ lục II', 'Lập đề án', '30/06/2026', '40%', 'Chờ ý kiến các sở', 'Dự thảo'])
      assert.ok(text.includes(words), `“${words}” is not in: ${text}`);
    assert.ok(!text.includes('Kính gửi'), 'an agency does not write to itself');
    assert.match(run('pdfinfo', file('report.pdf')), /Page size: +595\.\d+ x 841\.\d+ pts \(A4\)/);
  });

  await t.test('approved by the head it is no draft any more', async () => {
    assert.equal((await officer.post(`/reporting/obligations/${monthly}/submission`, { revision })).status, 200);
    assert.equal((await head.post(`/reporting/obligations/${monthly}/approval`, { revision })).status, 200);
    assert.equal((await fetched(leader, monthly, 'report.pdf', '?version=1')).status, 200);
    assert.ok(!textOf('report.pdf').includes('Dự thảo'));
    assert.equal((await fetched(leader, monthly, 'report.pdf', '?version=7')).status, 404);
  });

  await t.test('the other department writes to the first; a text that is needed and missing is told', async () => {
    const theirs = (await other.get('/reporting/obligations?regime=N&period=2026')).body.obligations[0].obligation.id;
    const saved = await other.post(`/reporting/obligations/${theirs}/draft`, { save: 'saving-of-two', revision: 0, figures: [], tasks: [], overrides: [], evidence: [], sections: [{ section: 'KIENNGHI', text: 'Bố trí thêm kinh phí đo kiểm.' }] });
    assert.equal(saved.status, 200);
    assert.equal((await fetched(other, theirs, 'report.pdf')).status, 200);
    const text = textOf('report.pdf');
    for (const words of ['SỞ HAI', 'Năm, năm 2026', 'Kính gửi: Sở Một', 'Thực hiện 1/QĐ-UBND, III.1, Sở Hai báo cáo năm 2026 như sau:', 'I. KẾT QUẢ', 'Chưa có nội dung.', 'II. KIẾN NGHỊ', 'Bố trí thêm kinh phí đo kiểm./.', '- Như trên;', '- Lưu: VT.'])
      assert.ok(text.includes(words), `“${words}” is not in: ${text}`);
    assert.ok(!text.includes('Phụ lục'), 'nothing was asked for but words');
    assert.equal((await fetched(officer, yearly, 'report.docx')).status, 404);
  });

  await t.test('as .docx: the same words, repeated heads of tables', async () => {
    const { status, type, given } = await fetched(officer, monthly, 'report.docx');
    assert.deepEqual([status, type], [200, DOCX]);
    assert.match(given, /bao-cao-M-2026-10-S1\.docx/);
    const text = plain(run('unzip', '-p', file('report.docx'), 'word/document.xml').replace(/<[^>]+>/g, ' '));
    for (const words of ['SỞ MỘT', 'Số liệu tháng, tháng 10 năm 2026', 'Đã bỏ bước chờ ký giấy.', 'Giải trình: Bỏ hẳn một bước.']) assert.ok(text.includes(words), `“${words}” is not in: ${text}`);
    const paper = JSON.parse(run('/usr/bin/python3', join(root, 'tests/harness/paper_read.py'), file('report.docx')));
    assert.deepEqual(paper.tables.filter((one) => one.head[0] === 'STT').map((one) => [one.rows, one.repeats]), [[3, true], [2, true]], 'two figures, one task, and their heads');
  });

  if (engine === 'sqlite') {
    await t.test('LibreOffice opens it, and shows the same words', async () => {
      run('soffice', `-env:UserInstallation=file://${where.data}/office`, '--headless', '--convert-to', 'pdf', '--outdir', where.data, file('report.docx'));
      const text = textOf('report.pdf');
      for (const words of ['Số liệu tháng, tháng 10 năm 2026', 'Đã bỏ bước chờ ký giấy.', 'kèm theo./.', 'Phụ lục II', '35,5 phút']) assert.ok(text.includes(words), `“${words}” is not in: ${text}`);
    });
  }
});
