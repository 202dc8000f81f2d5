// The reader learns: what is read wrongly is put right, the words that would have told it are taught by a person, and the
// next document with the same words is read right, until they are taken back.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, PASSWORD, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body?.type?.replace('/problems/', '');
const slugs = (answer) => (answer.body?.errors ?? []).map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const bytes = (text) => new TextEncoder().encode(text);
const digest = (text) => createHash('sha256').update(text).digest('hex');

/** Of the made-up province of smallPlan(). No word of the house tells: the heading of the goals, who leads the night market
 * ("giữ vai nòng cốt"), who puts up the prices ("niêm yết"), and the third column of the table. */
const page = ({ number, heading, market, prices, row }) => `<html><body>
<p>ỦY BAN NHÂN DÂN TỈNH MẪU</p><p>Số: ${number}/KH-UBND</p><p>Mẫu, ngày 06 tháng 5 năm 2026</p>
<p>KẾ HOẠCH</p><p>Phát triển thương mại giai đoạn 2026 - 2028</p>
<p>I. ${heading}</p>
<p>1. Tỷ lệ bến xe có bảng giá đạt 95 % vào năm 2028.</p>
<p>II. NHIỆM VỤ</p>
<p>1. Trước ngày 30 tháng 6 năm 2027, ${market} giữ vai nòng cốt, phối hợp với Sở Ba mở chợ đêm tại trung tâm tỉnh.</p>
<p>2. Hằng năm, ${prices} niêm yết giá dịch vụ ở mọi bến xe trên địa bàn tỉnh.</p>
<p>PHỤ LỤC</p><p>Danh mục việc của các sở</p>
<table><tr><th>STT</th><th>Nội dung</th><th>Nơi đứng ra</th><th>Thời gian</th></tr>
<tr><td>1</td><td>Sửa mái chợ trung tâm và lát lại sân chợ</td><td>${row}</td><td>Năm 2027</td></tr>
<tr><td>2</td><td>Dời các quầy hàng tươi sống vào khu có mái che</td><td>Sở Ba</td><td>Năm 2028</td></tr></table>
</body></html>`;
const FIRST = page({ number: 301, heading: 'ĐÍCH CẦN TỚI ĐẾN NĂM 2028', market: 'Sở Một', prices: 'Sở Hai', row: 'Sở Hai' });
const SECOND = page({ number: 302, heading: 'ĐÍCH CẦN TỚI', market: 'Sở Hai', prices: 'Sở Một', row: 'Sở Một' });

/** What of a document is read, in few words: kind, beginning of the title, who leads. */
const readOf = (items) => Object.fromEntries(items.filter((it) => ['task', 'indicator'].includes(it.kind))
  .map((it) => [`${it.kind} ${it.fields.title.split(' ').slice(0, 3).join(' ')}`, it.fields.assignments.filter((one) => one.role === 'lead').map((one) => one.agency || one.named).join()]));
const find = (items, part) => { const found = items.find((it) => it.kind !== 'section' && it.fields.title.includes(part)); assert.ok(found, `no item with ${part}`); return found; };

onBothEngines('words that the reader learns', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'mot', 'officer', 'S1');
  const anyone = client(server), me = await signedIn(server, 'dieu-phoi'), officer = await signedIn(server, 'mot');
  const done = (answer, status = 200) => { assert.equal(answer.status, status, JSON.stringify(answer.body)); return answer.body; };
  const made = async (name, text) => {
    const file = done(await me.call('POST', `/documents/files?name=${encodeURIComponent(name)}`, bytes(text), {}), 201);
    return done(await me.get(`/strategy/drafts/${done(await me.post('/strategy/drafts', { file: file.id }), 201).id}`));
  };
  const drop = async (draft) => done(await me.post(`/strategy/drafts/${draft.id}/drop`, { based_on: draft.revision }));
  const readAgain = async (text) => { const { draft, items } = await made('lan-nua.html', text); await drop(draft); return readOf(items); };
  const lessons = async (number) => done(await me.get(`/strategy/drafts/${first.draft.id}/items/${number}/lessons`)).lessons;
  const correct = async (item, fields) => done(await me.post(`/strategy/drafts/${first.draft.id}/items/${item.number}/correction`, { based_on: item.revision, fields: { ...item.fields, ...fields } })).items[0];
  const lead = (named, agency) => ({ assignments: [{ role: 'lead', named, agency, then: '' }] });
  const teach = (word) => me.post('/strategy/reader-words', word);
  const learned = async () => done(await me.get('/strategy/reader-words')).words;

  /* worked out from the page above: what each words of the house tell, and what these lessons add */
  const BEFORE = { 'task Trước ngày 30': '', 'task Hằng năm, Sở': '', 'task Sửa mái chợ': '', 'task Dời các quầy': '' };
  const AFTER = { 'indicator Tỷ lệ bến': '', 'task Trước ngày 30': 'S2', 'task Hằng năm, Sở': 'S1', 'task Sửa mái chợ': 'S1', 'task Dời các quầy': 'Sở Ba' };
  let first;

  await t.test('a document whose words nobody has told is read wrongly, and so is the next', async () => {
    first = await made('ke-hoach-301.html', FIRST);
    assert.deepEqual(readOf(first.items), BEFORE);
    assert.deepEqual(await readAgain(SECOND), BEFORE);
    assert.deepEqual(await learned(), []);
  });

  await t.test('what is put right is offered as words of the text; what was not put right offers none', async () => {
    const market = find(first.items, 'mở chợ đêm'), prices = find(first.items, 'niêm yết giá'), roof = find(first.items, 'Sửa mái chợ');
    assert.deepEqual(await lessons(market.number), [], 'nobody has changed it');
    await correct(market, lead('Sở Một', 'S1'));
    assert.deepEqual(await lessons(market.number), [{ named: 'Sở Một', choices: [{ list: 'role', words: 'giữ vai nòng cốt', means: 'lead' }, { list: 'verb', words: 'giữ vai', means: '' }] }]);
    await correct(prices, lead('Sở Hai', 'S2'));
    assert.deepEqual((await lessons(prices.number))[0].choices[0], { list: 'verb', words: 'niêm yết', means: '' });
    await correct(roof, lead('Sở Hai', 'S2'));
    assert.deepEqual(await lessons(roof.number), [{ named: '', choices: [{ list: 'column', words: 'nơi đứng ra', means: 'lead' }] }]);
    const goal = first.passages.find((one) => one.text.startsWith('Tỷ lệ bến xe'));
    const added = done(await me.post(`/strategy/drafts/${first.draft.id}/items`, { passage: goal.number, from: 0, to: 20, kind: 'indicator', parent: 0 })).items[0];
    assert.deepEqual((await lessons(added.number))[0].choices[0], { list: 'section', words: 'đích cần tới', means: 'objectives' });
    const section = find(first.items.map((it) => ({ ...it, kind: it.kind === 'section' ? 'heading' : it.kind })), 'Danh mục việc');
    await correct(section, { about: 'organisation' });
    assert.deepEqual(await lessons(section.number), [{ named: '', choices: [{ list: 'section', words: 'danh mục việc của các sở', means: 'organisation' }] }]);
    assert.equal((await me.get(`/strategy/drafts/${first.draft.id}/items/9999/lessons`)).status, 400);
    assert.equal((await me.get('/strategy/drafts/draft_khong/items/1/lessons')).status, 404);
    assert.equal((await officer.get(`/strategy/drafts/${first.draft.id}/items/1/lessons`)).status, 403);
  });

  await t.test('a person teaches them, each an entry of the record; the next document is read right', async () => {
    const draft = first.draft.id;
    for (const [list, words, means] of [['role', ' giữ vai nòng cốt, ', 'lead'], ['verb', 'niêm yết', ''], ['column', 'Nơi đứng ra', 'lead'], ['section', 'đích cần tới', 'objectives']]) {
      const taught = done(await teach({ list, words, means, draft }), 201);
      assert.deepEqual([taught.list, taught.means, taught.draft, taught.file_name], [list, means, draft, 'ke-hoach-301.html']);
    }
    assert.deepEqual((await learned()).map((it) => [it.list, it.words, it.means, it.file_name, it.added_name !== '']).sort(), [
      ['column', 'Nơi đứng ra', 'lead', 'ke-hoach-301.html', true], ['role', 'giữ vai nòng cốt', 'lead', 'ke-hoach-301.html', true],
      ['section', 'đích cần tới', 'objectives', 'ke-hoach-301.html', true], ['verb', 'niêm yết', '', 'ke-hoach-301.html', true]]);
    assert.deepEqual(await readAgain(SECOND), AFTER);
    const entries = JSON.stringify(done(await me.get('/ledger/entries?subject=role')));
    assert.ok(entries.includes('strategy.word_taught') && entries.includes(digest('giữ vai nòng cốt')) && entries.includes(draft), entries.slice(0, 600));
    assert.ok(!entries.includes('nòng cốt'), 'what people wrote is recorded by its digest');
  });

  await t.test('the command reads with them too, in the data of the installation alone', async () => {
    const path = join(where.data, 'ke-hoach-302.html'), names = join(where.data, 'names.csv');
    writeFileSync(path, SECOND);
    writeFileSync(names, 'code,name,aliases,old_names\nS1,Sở Một,,\nS2,Sở Hai,,\n');
    const leads = (...more) => JSON.parse(where.cli('read', path, '--json', ...more)).tasks.map((it) => it.agencies.filter((one) => one.role === 'lead').map((one) => one.code).join());
    assert.deepEqual(leads(), ['S2', 'S1', 'S1', '']);
    assert.deepEqual(leads('--agencies', names), ['', '', '', '']);
  });

  await t.test('the words in force: those of the house are shown, those that were taught before them', async () => {
    const { built_in: words } = done(await me.get('/strategy/reader-words'));
    assert.ok(words.length > 700 && words.every((it) => !it.is_own));
    assert.ok(words.some((it) => it.list === 'role' && it.words === 'chủ trì' && it.means === 'lead'));
    assert.equal((await anyone.get('/strategy/reader-words')).status, 401);
    assert.equal((await officer.get('/strategy/reader-words')).status, 403);
    assert.equal((await officer.post('/strategy/reader-words', { list: 'verb', words: 'dời chợ', means: '' })).status, 403);
    /* a word of the house may be taught another meaning, and goes before it: "chủ trì" to help, for a moment */
    done(await teach({ list: 'role', words: 'Chủ Trì', means: 'support' }), 201);
    const { draft, items } = await made('doi-nghia.html', FIRST.replace('Sở Một giữ vai nòng cốt,', 'phối hợp với Sở Hai, Sở Một chủ trì,'));
    assert.ok(!find(items, 'mở chợ đêm').fields.assignments.some((it) => it.role === 'lead' && it.named === 'Sở Một'), JSON.stringify(find(items, 'mở chợ đêm').fields.assignments));
    await drop(draft);
    done(await me.post('/strategy/reader-words/removal', { list: 'role', words: 'chu tri' }), 204);
  });

  await t.test('what is no word, is known or was taught is refused, in words that say what to do', async () => {
    const refused = async (word, status, wanted) => { const answer = await teach({ means: '', ...word }); assert.deepEqual([answer.status, slugs(answer)], [status, wanted], JSON.stringify(answer.body)); };
    await refused({ list: 'roles', words: 'lo liệu', means: 'lead' }, 400, ['/list:reader/word-list']);
    await refused({ list: 'role', words: 'lo liệu', means: 'leader' }, 400, ['/means:reader/word-means']);
    await refused({ list: 'verb', words: 'lo liệu', means: 'lead' }, 400, ['/means:reader/word-means']);
    await refused({ list: 'role', words: ' ,. - ', means: 'nobody' }, 400, ['/means:reader/word-means', '/words:reader/word-short']);
    await refused({ list: 'role', words: '"x"', means: 'lead' }, 400, ['/words:reader/word-short']);
    const known = await teach({ list: 'role', words: 'CHỦ TRÌ', means: 'lead' }), taught = await teach({ list: 'role', words: 'Giữ vai  nòng cốt.', means: 'support' });
    assert.deepEqual([known.status, slug(known), taught.status, slug(taught)], [409, 'strategy/word-known', 409, 'strategy/word-taught']);
    assert.ok(/đã có sẵn/.test(known.body.detail) && /has this meaning already/.test(known.body.detail_en) && /gỡ cụm từ cũ/.test(taught.body.detail) && /remove it there first/.test(taught.body.detail_en));
    assert.equal((await teach({ list: 'role', words: 'a'.repeat(81), means: 'lead' })).status, 400);
    assert.equal((await teach({ list: 'role', words: 'lo\nliệu', means: 'lead' })).status, 400);
    assert.equal((await teach({ list: 'role', words: 'lo\u202eliệu', means: 'lead' })).status, 400);
    assert.equal((await teach({ list: 'role', means: 'lead' })).status, 400);
    assert.equal((await teach({ list: 'role', words: 'lo liệu', means: 'lead', draft: 'draft_khong' })).status, 404);
    const both = await Promise.all([1, 2, 3].map(() => teach({ list: 'verb', words: 'lo liệu', means: '' })));
    assert.deepEqual(both.map((it) => it.status).sort(), [201, 409, 409], 'three at once: one');
    for (const words of ["' OR 1=1 --", '<script>alert(1)</script>', '%s%n', '../../etc/passwd', '𝕏'.repeat(20)]) {
      done(await teach({ list: 'verb', words, means: '' }), 201);
      done(await me.post('/strategy/reader-words/removal', { list: 'verb', words }), 204);
    }
    done(await teach({ list: 'unit', words: '‰ nước', means: '' }), 201);
    assert.deepEqual(await readAgain(SECOND), AFTER);
  });

  await t.test('a name that was told is kept with its document, and with who told it', async () => {
    done(await me.post(`/strategy/drafts/${first.draft.id}/agency-name`, { named: 'Sở Ba', agency: 'S2' }));
    assert.deepEqual(done(await me.get('/strategy/agency-names')).names.map((it) => [it.named, it.agency, it.draft, it.file_name, it.added_name !== '']), [['Sở Ba', 'S2', first.draft.id, 'ke-hoach-301.html', true]]);
    assert.deepEqual(await readAgain(SECOND), { ...AFTER, 'task Dời các quầy': 'S2' });
    done(await me.post('/strategy/agency-names/removal', { named: 'sở ba' }), 204);
  });

  await t.test('taken back, everything is read as before', async () => {
    const remove = (list, words) => me.post('/strategy/reader-words/removal', { list, words });
    assert.equal((await officer.post('/strategy/reader-words/removal', { list: 'verb', words: 'niêm yết' })).status, 403);
    assert.equal((await remove('role', 'niêm yết')).status, 404, 'of another list');
    for (const { list, words } of await learned()) done(await remove(list, words), 204);
    assert.equal((await remove('verb', 'niêm yết')).status, 404);
    assert.deepEqual(await learned(), []);
    assert.deepEqual(await readAgain(SECOND), BEFORE);
    assert.ok(JSON.stringify(done(await me.get('/ledger/entries?subject=verb'))).includes('strategy.word_removed'));
  });

  await t.test('how a figure is meant, what comes back each year and what many are called is taught too', async () => {
    /* no word of the house tells that 85 is the least, that lessons are held each year, and that counters are somebody */
    const text = (number, water, lesson, counters) => `<html><body><p>ỦY BAN NHÂN DÂN TỈNH MẪU</p><p>Số: ${number}/KH-UBND</p><p>Mẫu, ngày 06 tháng 5 năm 2026</p>
<p>KẾ HOẠCH</p><p>Nước sạch giai đoạn 2026 - 2028</p><p>I. MỤC TIÊU</p><p>1. ${water} không kém 85 % vào năm 2028.</p>
<p>II. NHIỆM VỤ</p><p>1. Mỗi độ xuân về, Sở Một chủ trì ${lesson}.</p><p>2. Các quầy giao dịch chủ trì ${counters}.</p></body></html>`;
    const told = ({ items }) => [items.find((it) => it.kind === 'indicator').fields.targets[0].operator, ...items.filter((it) => it.kind === 'task').flatMap(({ fields }) => [fields.timing, fields.assignments.map((one) => `${one.role} ${one.named}`).join()])];
    first = await made('nuoc-sach.html', text(303, 'Tỷ lệ hộ dùng nước sạch', 'mở lớp dạy nghề cho người dân', 'thu phí nước của người dân'));
    assert.deepEqual(told(first), ['=', 'standing', 'lead Sở Một', 'standing', '']);
    const water = first.items.find((it) => it.kind === 'indicator'), spring = find(first.items, 'mở lớp'), counters = find(first.items, 'thu phí');
    await correct(water, { targets: [{ ...water.fields.targets[0], operator: '>=' }] });
    assert.deepEqual(await lessons(water.number), [{ named: '', choices: [{ list: 'relation', words: 'không kém', means: 'at_least' }] }]);
    await correct(spring, { timing: 'yearly' });
    assert.deepEqual(await lessons(spring.number), [{ named: '', choices: [{ list: 'term', words: 'mỗi độ xuân về', means: 'yearly' }] }]);
    await correct(counters, lead('Các quầy giao dịch', ''));
    assert.deepEqual(await lessons(counters.number), [{ named: 'Các quầy giao dịch', choices: [{ list: 'collective', words: 'quầy giao dịch', means: '' }] }]);
    for (const number of [water.number, spring.number, counters.number]) for (const { choices: [word] } of await lessons(number)) done(await teach({ ...word, draft: first.draft.id }), 201);
    const next = await made('nuoc-sach-hai.html', text(304, 'Tỷ lệ trường có nước sạch', 'thi tay nghề cho học sinh', 'nhận đơn của người dân'));
    assert.deepEqual(told(next), ['>=', 'yearly', 'lead Sở Một', 'standing', 'lead Các quầy giao dịch']);
    await drop(next.draft);
    for (const { list, words } of await learned()) done(await me.post('/strategy/reader-words/removal', { list, words }), 204);
  });

  await t.test('the number of words has an end', async () => {
    for (let i = 0; i < 1000; i++) done(await teach({ list: 'verb', words: `việc thứ ${i}`, means: '' }), 201);
    const full = await teach({ list: 'verb', words: 'việc cuối', means: '' });
    assert.deepEqual([full.status, slug(full)], [409, 'strategy/words-full']);
    assert.equal((await learned()).length, 1000);
    assert.deepEqual(await readAgain(SECOND), BEFORE, 'and with all of them documents are read');
    done(await me.post('/strategy/reader-words/removal', { list: 'verb', words: 'việc thứ 7' }), 204);
    done(await teach({ list: 'verb', words: 'việc cuối', means: '' }), 201);
  });
});
