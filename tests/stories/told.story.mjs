// Whom an amendment, an appeal, more time and money concern is told, in the program and by e-mail, and nobody else.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { signedIn, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { hasMailServer, MAIL_PASSWORD, MAIL_USER, startMailServer } from '../harness/mail_server.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { openAccounts, regimeFolder } from '../harness/reports.mjs';

const SITE = 'https://cay-da.example.vn', WEDNESDAY = '2026-11-25T03:00:00Z';
const authority = certificates(), pair = authority.make('thu', { hosts: ['localhost', '127.0.0.1'] });
writeFileSync(join(authority.folder, 'password'), `${MAIL_PASSWORD}\n`, { mode: 0o600 });
const exim = hasMailServer ? await startMailServer(pair) : null;
after(async () => { await exim?.stop(); authority.remove(); });
const settings = {
  'clock.fixed': WEDNESDAY, 'site.address': SITE, 'mail.server': exim?.host, 'mail.from': 'Cây Đa <thong-bao@cay-da.example.vn>',
  'mail.tls': 'starttls', 'mail.user': MAIL_USER, 'mail.password_file': join(authority.folder, 'password'), 'mail.ca_file': pair.cert,
};

/** Scored each quarter: the number of things done, of 10. */
function scheme() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-scheme-')), write = (name, text) => writeFileSync(join(folder, `${name}.csv`), text);
  write('scheme', 'code,version,title,title_en,standing,frequency,appeal_days,change_note\nQ,1,Thử,Trial,own,quarter,10,\n');
  write('classes', 'code,title,kinds\nSO,Sở,department\n');
  write('bands', 'code,title,least\nTOT,Tốt,0\n');
  write('groups', 'code,title,maximum\nG,Nhóm,10\n');
  write('criteria', 'code,part,title,title_en,maximum,formula,missing,zero_denominator\nC1,G,Việc xong,Done,10,"min(10, input(A))",zero,zero\n');
  write('inputs', 'code,criterion,title,unit,low,high\nA,C1,Việc,count,0,10\n');
  write('awards', 'code,title,most,least,complete\n');
  return folder;
}

onBothEngines('whom it concerns', { data: { plan: null, accounts: false }, serve: { set: settings } }, async (t, { server, where, engine }) => {
  if (!exim) return t.skip('exim4 is not installed');
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  where.cli('schemes', 'load', scheme());
  const names = ['mot', 'mot-b', 'truong-mot', 'hai', 'truong-hai', 'dieu-phoi', 'lanh-dao'];
  const people = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await signedIn(server, name)])));
  const must = async (name, path, body, status = 200) => { const answer = await people[name].post(path, body); assert.equal(answer.status, status, `${path}: ${JSON.stringify(answer.body)}`); return answer.body; };
  const notices = async (name) => (await people[name].get('/notices')).body.notices;
  /** Everybody to whom this kind was said, and whether he still has it to read. */
  const told = async (kind) => (await Promise.all(names.map(async (name) => (await notices(name)).filter((one) => one.kind === kind).map((one) => `${name} ${one.read_at === null ? 'unread' : 'read'}`)))).flat();
  const last = async (name, kind) => (await notices(name)).find((one) => one.kind === kind);
  const address = (name) => `${name}-${engine}@example.vn`, mailsTo = async (name) => (await exim.mails(0)).filter((mail) => mail.to[0][1] === address(name));
  const subject = (mail) => mail.headers.find(([name]) => name === 'Subject')[1];
  /** What must have been mailed in the end: asking the mail server is slow, so it is asked once for all. */
  const wanted = [], mailed = (name, notice) => wanted.push({ name, notice });

  await t.test('three of them are mailed at once', async () => {
    for (const name of ['mot', 'dieu-phoi', 'lanh-dao']) {
      await must(name, '/notices/address', { address: address(name) });
      const code = await soon(async () => { const [mail] = await mailsTo(name); assert.ok(mail); return /^\d{6}/.exec(subject(mail))[0]; }, 20000);
      await must(name, '/notices/address/confirm', { code });
      await must(name, '/notices/preferences', { mail_low: true, mail_normal: true, mail_high: true, rhythm: 'at_once', daily_hour: 8, quiet_from: 20, quiet_to: 7, language: name === 'lanh-dao' ? 'en' : 'vi' });
    }
  });

  const propose = (high) => must('mot', '/planning/proposals', { document: 'D1', agency: 'S1', title: 'Giãn mục tiêu thời gian chờ', reason: 'Chưa có kinh phí nâng cấp máy chủ.', based_on: 1, edits: [{ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high }] }, 201);
  const decide = (id, decision, note) => must('dieu-phoi', `/planning/proposals/${id}/decision`, { decision, note, amendment: '' });
  await t.test('an amendment: proposed, declined; proposed, taken, handed up, adopted', async () => {
    const first = await propose(14);
    assert.deepEqual(await told('planning/proposal-waiting'), ['dieu-phoi unread']);
    const waits = await last('dieu-phoi', 'planning/proposal-waiting');
    assert.deepEqual([waits.title, waits.body, waits.body_en, waits.page], ['Đề xuất sửa đổi kế hoạch: Giãn mục tiêu thời gian chờ', 'Sở Một đề xuất “Giãn mục tiêu thời gian chờ”: Chưa có kinh phí nâng cấp máy chủ.',
      'Sở Một proposes “Giãn mục tiêu thời gian chờ”: Chưa có kinh phí nâng cấp máy chủ.', `/de-xuat/${first.id}`]);
    await decide(first.id, 'decline', 'Cần làm rõ nguồn lực.');
    assert.deepEqual([await told('planning/proposal-waiting'), await told('planning/proposal-declined')], [['dieu-phoi read'], ['mot unread']]);
    const declined = await last('mot', 'planning/proposal-declined');
    assert.ok(declined.body.endsWith('không được tiếp nhận: Cần làm rõ nguồn lực.'), declined.body);
    mailed('mot', declined);
    const second = await propose(15), { amendment } = await decide(second.id, 'take', 'Phù hợp với nguồn lực.');
    assert.deepEqual(await told('planning/proposal-taken'), ['mot unread']);
    const up = () => must('dieu-phoi', `/planning/amendments/${amendment}/submission`, { title: 'Sửa đổi Chiến lược mẫu' });
    await up();
    await must('dieu-phoi', `/planning/amendments/${amendment}/withdrawal`, {});
    assert.deepEqual(await told('planning/amendment-waiting'), ['lanh-dao read'], 'taken back: nothing waits');
    await up();
    assert.deepEqual((await told('planning/amendment-waiting')).sort(), ['lanh-dao read', 'lanh-dao unread']);
    await must('lanh-dao', `/planning/amendments/${amendment}/decision`, { decision: 'adopt', based_on: 1, number: '20/QĐ-UBND', decided_on: '2026-11-20' });
    assert.deepEqual(await told('planning/amendment-adopted'), ['mot unread', 'dieu-phoi unread']);
    const adopted = await last('mot', 'planning/amendment-adopted');
    assert.equal(adopted.body, '“Sửa đổi Chiến lược mẫu” được thông qua theo 20/QĐ-UBND ngày 20/11/2026; kế hoạch có phiên bản mới.');
    mailed('mot', adopted);
  });

  await t.test('an amendment that is refused: why', async () => {
    const { body: { documents: [{ number }] } } = await people.mot.get('/planning/proposals');
    const one = await must('mot', '/planning/proposals', { document: 'D1', agency: 'S1', title: 'Giãn thêm lần nữa', reason: 'Máy chủ về chậm thêm một năm.', based_on: number, edits: [{ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high: 18 }] }, 201);
    const { amendment } = await decide(one.id, 'take', 'Để lãnh đạo xem xét.');
    await must('dieu-phoi', `/planning/amendments/${amendment}/submission`, { title: 'Sửa đổi lần hai' });
    await must('lanh-dao', `/planning/amendments/${amendment}/decision`, { decision: 'refuse', based_on: number, note: 'Vừa sửa tuần trước.' });
    assert.deepEqual(await told('planning/amendment-refused'), ['mot unread', 'dieu-phoi unread']);
    assert.equal((await last('mot', 'planning/amendment-refused')).body, '“Sửa đổi lần hai” không được thông qua: Vừa sửa tuần trước.');
  });

  await t.test('more time: asked, then refused or granted', async () => {
    const owed = (await people['dieu-phoi'].get('/reporting/obligations?regime=N&period=2026')).body.obligations.map((one) => one.obligation.id);
    const ask = (name, id) => must(name, `/reporting/obligations/${id}/extension`, { until: '2026-11-27', reason: 'Chờ số liệu của các xã' });
    const answer = (id, decision, note) => must('dieu-phoi', `/reporting/obligations/${id}/extension-decision`, { decision, note });
    await ask('mot', owed[0]);
    assert.deepEqual(await told('reporting/extension-waiting'), ['dieu-phoi unread']);
    const waits = await last('dieu-phoi', 'reporting/extension-waiting');
    assert.equal(waits.body, 'Sở Một xin gửi “Báo cáo năm” kỳ 2026 chậm nhất ngày 27/11/2026 thay vì 16/11/2026: Chờ số liệu của các xã.');
    await answer(owed[0], 'refuse', 'Các xã đã gửi đủ số liệu');
    assert.deepEqual(await told('reporting/extension-waiting'), ['dieu-phoi read']);
    assert.deepEqual(await told('reporting/extension-refused'), ['mot unread', 'mot-b unread', 'truong-mot unread'], 'all who may write it, each once');
    const refused = await last('mot', 'reporting/extension-refused');
    assert.equal(refused.body, '“Báo cáo năm” kỳ 2026 của Sở Một vẫn phải gửi chậm nhất ngày 16/11/2026. Lý do: Các xã đã gửi đủ số liệu.');
    mailed('mot', refused);
    await ask('hai', owed[1]);
    await answer(owed[1], 'grant', '');
    assert.deepEqual(await told('reporting/extension-granted'), ['hai unread', 'truong-hai unread']);
    assert.equal((await last('hai', 'reporting/extension-granted')).body, '“Báo cáo năm” kỳ 2026 của Sở Hai nay phải gửi chậm nhất ngày 27/11/2026.');
  });

  await t.test('an appeal: made, answered', async () => {
    const { id } = await must('dieu-phoi', '/scoring/publications', { scheme: 'Q', period: '2026-Q3' }, 201);
    const appeal = (name, agency) => must(name, '/scoring/appeals', { publication: id, agency, criterion: 'C1', text: 'Việc hai cũng đã xong trong quý.' }, 201);
    const answer = (one, more) => must('dieu-phoi', `/scoring/appeals/${one.id}/answer`, { accept: false, answer: 'Việc hai xong ngày 02/10.', ...more });
    const first = await appeal('mot', 'S1');
    assert.deepEqual(await told('scoring/appeal-waiting'), ['dieu-phoi unread', 'lanh-dao unread']);
    const waits = await last('lanh-dao', 'scoring/appeal-waiting');
    assert.deepEqual([waits.body, waits.page], ['Sở Một khiếu nại điểm “Việc xong” kỳ 2026-Q3: Việc hai cũng đã xong trong quý.', '/khieu-nai']);
    await answer(first);
    assert.deepEqual([await told('scoring/appeal-waiting'), await told('scoring/appeal-refused')], [['dieu-phoi read', 'lanh-dao read'], ['mot unread', 'truong-mot unread']]);
    mailed('mot', await last('mot', 'scoring/appeal-refused'));
    await answer(await appeal('truong-hai', 'S2'), { accept: true, answer: 'Đúng: biên bản ngày 29/9.', name: 'A', value: 2 });
    assert.deepEqual(await told('scoring/appeal-accepted'), ['truong-hai unread'], 'the head appealed himself: once');
    assert.equal((await last('truong-hai', 'scoring/appeal-accepted')).body, 'Điểm “Việc xong” kỳ 2026-Q3 của Sở Hai được tính lại: Đúng: biên bản ngày 29/9.');
  });

  await t.test('money: handed in, returned, accepted; recorded from a file', async () => {
    const hand = (more) => must('mot', '/budget/entries', { kind: 'spending', subject: 'S1', year: 2026, funding: 'province', purpose: 'recurrent', area: 'digital', allocated: 10, source: 'Quyết định giao dự toán', ...more }, 201);
    const first = await hand({}), second = await hand({ area: 'science' });
    assert.deepEqual(await told('budget/money-waiting'), ['dieu-phoi unread', 'dieu-phoi unread']);
    assert.equal((await last('dieu-phoi', 'budget/money-waiting')).body, 'Sở Một gửi số liệu kinh phí năm 2026; số dòng: 1.');
    await must('dieu-phoi', `/budget/entries/${first.id}/decision`, { decision: 'return', note: 'Thiếu quyết định giao' });
    assert.deepEqual(await told('budget/money-waiting'), ['dieu-phoi unread', 'dieu-phoi unread'], 'one of the two still waits');
    assert.deepEqual(await told('budget/money-returned'), ['mot unread']);
    const returned = await last('mot', 'budget/money-returned');
    assert.equal(returned.body, 'Một dòng kinh phí năm 2026 của Sở Một bị trả lại: Thiếu quyết định giao. Sửa rồi gửi lại.');
    mailed('mot', returned);
    await must('dieu-phoi', `/budget/entries/${second.id}/decision`, { decision: 'accept' });
    assert.deepEqual([await told('budget/money-waiting'), await told('budget/money-accepted')], [['dieu-phoi read', 'dieu-phoi read'], ['mot unread']]);
    const file = join(where.data, 'money.csv'), head = 'kind,subject,year,funding,purpose,area,planned,allocated,spent,amount,source,excess_reason\n';
    writeFileSync(file, `${head}spending,S1,2026,province,recurrent,science,,12,,,Điều chỉnh dự toán,\nspending,S1,2026,province,recurrent,innovation,,5,,,Điều chỉnh dự toán,\nspending,S2,2026,province,recurrent,digital,,7,,,Điều chỉnh dự toán,\ntotal,99,2026,,,,,,,900,Nghị quyết,\n`);
    where.cli('budget', 'import', file, '--reason', 'Điều chỉnh giữa năm.');
    assert.deepEqual(await told('budget/money-recorded'), ['mot unread', 'mot-b unread', 'truong-mot unread', 'hai unread', 'truong-hai unread']);
    assert.equal((await last('mot', 'budget/money-recorded')).body, 'Quản trị ghi từ tệp số kinh phí năm 2026 của Sở Một; số dòng mới hoặc sửa: 2. Điều chỉnh giữa năm.');
    where.cli('budget', 'import', file, '--reason', 'Điều chỉnh giữa năm.');
    assert.equal((await told('budget/money-recorded')).length, 5, 'the same file again changes nothing');
  });

  await t.test('... and by e-mail, in the language of the reader, with the page', async () => {
    const { body: { documents: [{ number }] } } = await people.mot.get('/planning/proposals');
    const again = (title, high) => must('mot', '/planning/proposals', { document: 'D1', agency: 'S1', title, reason: 'Máy chủ về chậm thêm một năm.', based_on: number, edits: [{ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high }] }, 201);
    const { amendment } = await decide((await again('Giãn lần ba', 19)).id, 'take', 'Để lãnh đạo xem xét.');
    await must('dieu-phoi', `/planning/amendments/${amendment}/submission`, { title: 'Sửa đổi lần ba' });
    await again('Giãn lần tư', 20);
    mailed('dieu-phoi', await last('dieu-phoi', 'planning/proposal-waiting'));
    const waits = await last('lanh-dao', 'planning/amendment-waiting');
    mailed('lanh-dao', { title: waits.title_en, page: waits.page });
    assert.equal(wanted.length, 7);
    await soon(async () => {
      const all = (await exim.mails(0)).map((mail) => ({ to: mail.to[0][1], text: `${subject(mail)} ${mail.text}`.replace(/\s+/g, ' ') }));
      const missing = wanted.filter(({ name, notice }) => !all.some(({ to, text }) => to === address(name) && text.includes(notice.title) && text.includes(SITE + notice.page)));
      assert.deepEqual(missing.map((one) => `${one.name}: ${one.notice.title}`), []);
    }, 60000);
  });
});
