// Being told by e-mail: an address confirmed by a code, what presses at once, the rest when its reader wants it, a server that is
// away or refuses, and the link that ends it; taken by a real mail server and read by another implementation. On PostgreSQL only what
// goes out at once: the rest asks nothing else of the database.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { client, PASSWORD, serve, signedIn, soon } from '../harness/banyan.mjs';
import { certificates } from '../harness/certificates.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { hasMailServer, MAIL_PASSWORD, MAIL_USER, startMailServer, startMoodyServer } from '../harness/mail_server.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const header = (mail, name) => mail.headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
const SITE = 'https://cay-da.example.vn';
const authority = certificates(), pair = authority.make('thu', { hosts: ['localhost', '127.0.0.1'] });
writeFileSync(join(authority.folder, 'password'), `${MAIL_PASSWORD}\n`, { mode: 0o600 });
const exim = hasMailServer ? await startMailServer(pair) : null;
after(async () => { await exim?.stop(); authority.remove(); });
const settings = (host, more) => ({ 'site.address': SITE, 'mail.server': host, 'mail.from': 'Cây Đa <thong-bao@cay-da.example.vn>', 'mail.timeout_s': '10', ...more });
const closed = { 'mail.tls': 'starttls', 'mail.user': MAIL_USER, 'mail.password_file': join(authority.folder, 'password'), 'mail.ca_file': pair.cert };
const ATTACK = 'Lê "Hoa", <xau@a.vn>; Bcc: a@b.vn';

/** 22 November 2026 is a Sunday. */
onBothEngines('e-mail', { data: { plan: null }, serve: { set: settings(exim?.host, closed) } }, async (t, { server, where, engine }) => {
  if (!exim) return t.skip('exim4 is not installed');
  const account = (username, role, agency, name) => where.cli('account', 'add', '--username', username, '--role', role, '--name', name, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
  const told = (one) => `${one}-${engine}@example.vn`, before = exim.kept().length, mails = async (count) => (await exim.mails(before + count)).slice(before);
  const to = (list, address) => list.filter((mail) => mail.to[0][1] === address);
  where.cli('plan', 'load', writePlan(smallPlan()));
  account('mot', 'officer', 'S1', 'Nguyễn Thị Ánh Nguyệt');
  account('dieu-phoi', 'coordinator', '', ATTACK);
  const isShort = engine === 'postgresql';
  if (!isShort) account('quan-tri', 'administrator', '', 'Quản trị');
  const people = async (where_, ...names) => Object.fromEntries(await Promise.all(Object.entries({ officer: 'mot', coordinator: 'dieu-phoi', administrator: 'quan-tri' }).filter(([role]) => names.includes(role)).map(async ([role, name]) => [role, await signedIn(where_, name)])));
  const figure = (period, value) => ({ indicator: 'D1.E', subject: '99', period, value, source: 'Sổ theo dõi', based_on: 0 });
  const wishes = { mail_low: true, mail_normal: true, mail_high: true, rhythm: 'at_once', daily_hour: 8, quiet_from: 20, quiet_to: 7, language: 'vi' };
  const entries = {};
  let now = await people(server, 'officer', 'coordinator'), link = '';

  await t.test('an address is one plain address, and nothing else', async () => {
    for (const address of ['a@b.vn,c@d.vn', 'hai nguoi@b.vn', 'a@b.vn>', '"a"@b.vn', 'a@[127.0.0.1]', 'ánh@b.vn', 'a..b@c.vn', 'a@-b.vn', 'ab.vn'])
      assert.deepEqual(slugs(await now.officer.post('/notices/address', { address })), ['/address:notices/address-form'], address);
    assert.deepEqual(slugs(await now.officer.post('/notices/address', { address: 'a@b.vn\r\nBcc: c@d.vn' })), ['/address:kit/control-characters']);
    assert.equal(slug(await now.officer.post('/notices/address/confirm', { code: '123456' })), 'notices/code-over', 'none waits');
  });

  await t.test('the code is mailed; a wrong one is not taken, five are too many, the right one is', async () => {
    const asked = await now.officer.post('/notices/address', { address: told('nguyet') });
    assert.deepEqual([asked.status, asked.body.wanted, asked.body.address, asked.body.is_sending], [200, told('nguyet'), '', true]);
    const [mail] = await mails(1), [subject] = header(mail, 'Subject'), code = /^\d{6}/.exec(subject)[0];
    assert.equal(subject, `${code} là mã xác nhận địa chỉ thư của bạn`);
    assert.deepEqual(mail.to, [['Nguyễn Thị Ánh Nguyệt', told('nguyet')]]);
    assert.deepEqual(mail.from, [['Cây Đa', 'thong-bao@cay-da.example.vn']]);
    assert.deepEqual([mail.kind, mail.html, header(mail, 'List-Unsubscribe')], ['text/plain', null, []]);
    assert.ok(mail.text.includes(`: ${code}\n`), mail.text);
    for (const left of [4, 3, 2, 1, 0]) {
      const wrong = await now.officer.post('/notices/address/confirm', { code: code === '000000' ? '000001' : '000000' });
      assert.deepEqual([slug(wrong), wrong.body.detail], ['notices/code-wrong', `Mã trong thư gồm 6 chữ số. Còn ${left} lần thử.`]);
    }
    assert.equal(slug(await now.officer.post('/notices/address/confirm', { code })), 'notices/code-over', 'also the right one, after five');
    assert.equal((await now.officer.get('/notices/preferences')).body.address, '');
    await now.officer.post('/notices/address', { address: told('nguyet') });
    const again = /^\d{6}/.exec(header((await mails(2))[1], 'Subject'))[0], right = await now.officer.post('/notices/address/confirm', { code: again });
    assert.deepEqual([right.status, right.body.address, right.body.wanted], [200, told('nguyet'), '']);
  });

  await t.test('a name full of marks names one reader', async () => {
    await now.coordinator.post('/notices/address', { address: told('hoa') });
    const mail = to(await mails(3), told('hoa'))[0];
    assert.deepEqual(mail.to, [[ATTACK, told('hoa')]]);
    assert.deepEqual(header(mail, 'Bcc'), []);
    assert.equal((await now.coordinator.post('/notices/address/confirm', { code: /^\d{6}/.exec(header(mail, 'Subject')[0])[0] })).status, 200);
    const { body } = await now.coordinator.post('/notices/preferences', { ...wishes, language: 'en' });
    assert.deepEqual([body.rhythm, body.language], ['at_once', 'en']);
    assert.deepEqual(slugs(await now.coordinator.post('/notices/preferences', { ...wishes, daily_hour: 24 })), ['/daily_hour:kit/range']);
  });

  await t.test('on a Sunday what presses goes at once, over TLS and signed in; what can wait does', async () => {
    entries.first = (await now.officer.post('/strategy/figures', figure('2026-09', 35.5))).body.id;
    await now.coordinator.post(`/strategy/submissions/${entries.first}/decision`, { decision: 'return', note: 'Số <b>chưa khớp</b> với báo cáo quý & phụ lục' });
    const mail = to(await mails(4), told('nguyet'))[2], [notice] = (await now.officer.get('/notices')).body.notices;
    assert.equal(header(mail, 'Subject')[0], notice.title);
    assert.ok(notice.title.startsWith('Bị trả lại, cần sửa: '));
    assert.equal(mail.kind, 'multipart/alternative');
    assert.ok(mail.text.includes('Kính gửi Nguyễn Thị Ánh Nguyệt,') && mail.text.includes(notice.body) && mail.text.includes(`${SITE}/kiem-tra/${entries.first}`), mail.text);
    assert.ok(mail.html.includes('Số &lt;b&gt;chưa khớp&lt;/b&gt; với báo cáo quý &amp; phụ lục'), mail.html);
    assert.match(header(mail, 'Received').join(), / with esmtpsa /, 'encrypted and authenticated');
    assert.equal(mail.date, '2026-11-22T10:00:00+07:00');
    assert.match(header(mail, 'Message-ID')[0], /^<mail_[0-9A-Z]{26}@cay-da\.example\.vn>$/);
    assert.deepEqual(mail.defects, []);
    assert.equal(header(mail, 'List-Unsubscribe-Post')[0], 'List-Unsubscribe=One-Click');
    assert.match(header(mail, 'List-Unsubscribe')[0], /^<https:\/\/cay-da\.example\.vn\/thong-bao\/ngung\/[\w-]{43}>$/);
    assert.ok(exim.kept().every((raw) => raw.split('\n').every((line) => line.length <= 998 && !/[^\x00-\x7f]/.test(line))), 'seven bits, short lines');
    entries.second = (await now.officer.post('/strategy/figures', figure('2026-09', 36))).body.id;
    entries.third = (await now.officer.post('/strategy/figures', figure('2026-08', 35))).body.id;
    entries.fourth = (await now.officer.post('/strategy/figures', figure('2026-10', 36.5))).body.id;
  });
  if (isShort) return;
  await server.stop();

  const moody = await startMoodyServer();
  await t.test('at nine in the evening: what presses is tried; a server that says later is asked later, one that says never is not', async () => {
    const evening = await serve(where, { set: settings(moody.host, { 'mail.tls': 'off', 'clock.fixed': '2026-11-23T14:00:00Z' }) });
    now = await people(evening, 'officer', 'coordinator', 'administrator');
    const overview = async () => (await now.administrator.get('/notices/mails')).body, newest = async () => (await overview()).mails[0];
    assert.equal((await now.officer.get('/notices/mails')).status, 403);
    moody.answers.RCPT = '450 4.2.0 try later';
    await now.coordinator.post(`/strategy/submissions/${entries.third}/decision`, { decision: 'return', note: 'Chưa có nguồn số liệu' });
    const tried = await soon(async () => { const one = await newest(); assert.equal(one.attempts, 1); return one; }, 10000);
    assert.deepEqual([tried.state, tried.trouble, tried.next_at], ['waiting', '450 4.2.0 try later', '2026-11-23T14:01:00Z'], 'a minute later');
    moody.answers.RCPT = '550 5.1.1 không có hộp thư';
    assert.equal((await now.administrator.post(`/notices/mails/${tried.id}/again`, {})).status, 204);
    await soon(async () => assert.equal((await newest()).state, 'refused'), 10000);
    const own = (await now.officer.get('/notices/preferences')).body;
    assert.deepEqual([own.trouble, own.trouble_at], ['550 5.1.1 không có hộp thư', '2026-11-23T14:00:00Z']);
    for (const [verb, answer] of [['greeting', '554 no service'], ['MAIL', '530 sign in first'], ['end', '452 disk full']]) {
      moody.answers = { [verb]: answer };
      await now.administrator.post(`/notices/mails/${tried.id}/again`, {});
      await soon(async () => { const one = await newest(); assert.deepEqual([one.state, one.attempts, one.trouble.slice(0, 3)], ['waiting', 1, answer.slice(0, 3)]); }, 10000);
    }
    assert.deepEqual(moody.told.filter((line) => line.startsWith('RCPT') && !line.includes(told('nguyet'))), [], 'the coordinator sleeps');
    assert.equal((await now.coordinator.post('/notices/preferences', { ...wishes, rhythm: 'daily', language: 'en' })).body.rhythm, 'daily');
    const { readers } = await overview();
    assert.deepEqual(readers.map((one) => [one.name, one.confirmed_at !== null, 'address' in one]).sort(), [['Nguyễn Thị Ánh Nguyệt', true, false], [ATTACK, true, false]].sort());
    assert.equal(slug(await now.administrator.post('/notices/mails/mail_01M80K4FW00000000000000000/again', {})), 'notices/mail-unknown');
    await moody.stop();
    await now.administrator.post(`/notices/mails/${tried.id}/again`, {});
    await soon(async () => { const one = await newest(); assert.deepEqual([one.state, one.attempts, one.trouble.length > 0], ['waiting', 1, true]); }, 10000);
    assert.match((await evening.stop()).log, /job notices\.send: notices\/mail-not-taken: mail_[0-9A-Z]+: 450 4\.2\.0 try later/);
    const mistaken = await serve(where, { set: settings(moody.host, { 'mail.tls': 'ssl3', 'clock.fixed': '2026-11-23T14:30:00Z' }) });
    await soon(() => assert.match(mistaken.log, /notices\/mail-setting: mail\.tls: ssl3/), 10000);
    await mistaken.stop();
  });

  await t.test('a Wednesday at ten: what waited comes, in the language of its reader; the server is back, nothing was lost', async () => {
    const morning = await serve(where, { set: settings(exim.secure, { ...closed, 'mail.tls': 'smtps', 'clock.fixed': '2026-11-25T03:00:00Z' }) });
    const [english, late] = await soon(async () => {
      const list = await mails(6), found = [to(list, told('hoa'))[1], to(list, told('nguyet')).find((mail) => mail.text.includes(entries.third))];
      assert.ok(found[0] && found[1]);
      return found;
    }, 20000);
    assert.match(header(english, 'Subject')[0], /^2 new notices, among them: To be checked: /);
    assert.ok(english.text.startsWith(`Dear ${ATTACK},\n`), english.text);
    assert.ok([entries.second, entries.fourth].every((one) => english.text.includes(`${SITE}/kiem-tra/${one}`)) && !english.text.includes(entries.third), 'what was decided is not told');
    assert.match(header(late, 'Subject')[0], /^Bị trả lại/);
    link = header(english, 'List-Unsubscribe')[0].slice(1 + SITE.length, -1);

    const stranger = client(morning), form = { 'content-type': 'application/x-www-form-urlencoded' }, token = link.split('/').pop();
    assert.deepEqual((await stranger.get(`/notices/unsubscribe/${token}`)).body, { is_on: true });
    assert.deepEqual([200, 200], [(await stranger.call('POST', morning.url + link, 'List-Unsubscribe=One-Click', form)).status, (await stranger.call('POST', morning.url + link, 'List-Unsubscribe=One-Click', form)).status], 'twice is once');
    assert.deepEqual((await stranger.get(`/notices/unsubscribe/${token}`)).body, { is_on: false });
    assert.equal(slug(await stranger.get(`/notices/unsubscribe/${'x'.repeat(43)}`)), 'notices/unsubscribe-unknown');
    now = await people(morning, 'officer', 'coordinator');
    assert.equal((await now.coordinator.get('/notices/preferences')).body.rhythm, 'never');
    assert.equal((await now.officer.post('/notices/address/remove', {})).body.address, '');
    for (let i = 0; i < 5; i++) assert.equal((await now.officer.post('/notices/address', { address: told('nguyet') })).status, 200);
    assert.equal(slug(await now.officer.post('/notices/address', { address: told('nguyet') })), 'notices/address-often');
    await morning.stop();
  });
});
