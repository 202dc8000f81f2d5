// From a decision to a plan: a file is read into a draft, a person puts it right, and it is adopted once.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { banyan, client, PASSWORD, root, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body?.type?.replace('/problems/', '');
const slugs = (answer) => (answer.body?.errors ?? []).map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const bytes = (text) => new TextEncoder().encode(text);

/** Of a made-up province whose agencies are those of smallPlan(): "Sở Lạ" is none of them. */
const PLAN = `ỦY BAN NHÂN DÂN TỈNH MẪU          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 205/KH-UBND                    Mẫu, ngày 06 tháng 5 năm 2026

KẾ HOẠCH
Chuyển đổi số tỉnh Mẫu giai đoạn 2026 - 2028

Căn cứ Nghị quyết số 52-NQ/TW ngày 27 tháng 9 năm 2019 của Bộ Chính trị;

I. MỤC TIÊU
1. Mục tiêu cụ thể đến năm 2028
- Phấn đấu 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.
- Tỷ lệ hồ sơ trễ hạn không quá 5%.
II. NHIỆM VỤ
1. Hạ tầng số
a) Xây dựng kho dữ liệu dùng chung của tỉnh. Kết nối với kho dữ liệu của bộ, ngành trung ương. Sở Một chủ trì, phối hợp với Sở Hai; hoàn thành trước ngày 30 tháng 6 năm 2027.
b) Đào tạo kỹ năng số cho cán bộ cấp xã. Sở Lạ chủ trì, phối hợp với Sở Hai; thực hiện hằng năm.
III. TỔ CHỨC THỰC HIỆN
1. Các sở báo cáo kết quả về Sở Hai trước ngày 15 tháng 11 hằng năm.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
`;

onBothEngines('drafts of the plan', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'dieu-phoi-hai', 'coordinator');
  account(where.cli, 'mot', 'officer', 'S1');
  const anyone = client(server), me = await signedIn(server, 'dieu-phoi'), other = await signedIn(server, 'dieu-phoi-hai'), officer = await signedIn(server, 'mot');
  const hand = async (name, content) => { const answer = await me.call('POST', `/documents/files?name=${encodeURIComponent(name)}`, content, {}); assert.equal(answer.status, 201, JSON.stringify(answer.body)); return answer.body; };
  const read = async (name, content) => me.post('/strategy/drafts', { file: (await hand(name, content)).id });
  const made = async (name, content) => { const answer = await read(name, content); assert.equal(answer.status, 201, JSON.stringify(answer.body)); return answer.body; };
  const page = async (id) => { const answer = await me.get(`/strategy/drafts/${id}`); assert.equal(answer.status, 200, JSON.stringify(answer.body)); return answer.body; };
  const done = (answer) => { assert.equal(answer.status, 200, JSON.stringify(answer.body)); return answer.body; };
  const goals = (count) => bytes(PLAN.replace('- Tỷ lệ hồ sơ', `${Array.from({ length: count }, (_, i) => `- Phấn đấu 80% hồ sơ của nhóm ${i} được tiếp nhận trực tuyến, Sở Một chủ trì.\n`).join('')}- Tỷ lệ hồ sơ`));
  const gapsOf = (body) => body.gaps.map((it) => [it.item, it.field, it.problem]);

  const bare = (...args) => { const told = banyan(args, { cwd: where.data }); if (told.status !== 0) throw new Error(told.out + told.err); return told.out; };

  let id, at, file;
  const item = async (code) => { const found = (await page(id)).items.find((it) => it.fields.code === code); assert.ok(found, `no item ${code}`); return found; };

  await t.test('a file is read into a draft: items with codes, places and who answers; gaps are named, nothing is invented', async () => {
    assert.equal((await anyone.get('/strategy/drafts')).status, 401);
    assert.equal((await officer.get('/strategy/drafts')).status, 403);
    file = await hand('ke-hoach.txt', bytes(PLAN));
    assert.equal((await officer.post('/strategy/drafts', { file: file.id })).status, 403);
    assert.deepEqual(slugs(await me.post('/strategy/drafts', { file: 'file_khong_co' })), ['/file:documents/file-unknown']);
    const draft = done({ ...(await me.post('/strategy/drafts', { file: file.id })), status: 200 });
    id = draft.id;
    at = `/strategy/drafts/${id}`;
    assert.deepEqual([draft.state, draft.revision, draft.file_digest, draft.file_name, draft.format], ['open', 1, file.digest, 'ke-hoach.txt', 'txt']);
    assert.deepEqual([draft.document.code, draft.document.number, draft.document.kind, draft.document.issuer, draft.document.issued_on, draft.document.horizon], ['KH205', '205/KH-UBND', 'plan', 'UBND', '2026-05-06', 2028]);
    const { items, passages, gaps } = await page(id);
    const share = items.find((it) => it.kind === 'indicator' && it.fields.direction === 'up'), late = items.find((it) => it.kind === 'indicator' && it.fields.direction === 'down');
    assert.deepEqual(share.fields.targets, [{ year: 2028, operator: '=', low: 80, high: null, text: '' }]);
    assert.deepEqual(late.fields.targets, [{ year: 2028, operator: '<=', low: null, high: 5, text: '' }]);
    const task = items.find((it) => it.fields.code === 'KH205.II.1.A');
    assert.deepEqual([task.kind, task.fields.citation, task.fields.due, task.fields.timing], ['task', '205/KH-UBND, II.1.a', '2027-06-30', 'dated']);
    assert.deepEqual(task.fields.assignments, [{ role: 'lead', named: 'Sở Một', agency: 'S1', then: 'S1' }, { role: 'support', named: 'Sở Hai', agency: 'S2', then: 'S2' }]);
    assert.match(passages.find((it) => it.number === task.passage).text, /^Xây dựng kho dữ liệu/);
    const trained = items.find((it) => it.fields.code === 'KH205.II.1.B');
    assert.deepEqual(gaps.filter((it) => it.item === trained.number).map((it) => it.problem), ['strategy/draft-agency-unknown']);
    assert.deepEqual(gaps.filter((it) => it.item === share.number).map((it) => [it.field, it.problem]), [['assignments', 'strategy/assignment-missing']]);
    assert.ok(slugs(await me.post(`${at}/adoption`, { based_on: 1 })).includes(`/items/${trained.number}/assignments:strategy/draft-agency-unknown`));
    assert.equal((await me.get('/strategy/drafts')).body.drafts[0].draft.id, id);
    const old = await page((await made('co-quan-cu.txt', bytes(PLAN.replace('Sở Một chủ trì', 'Sở Cũ chủ trì')))).id), divided = old.items.find((it) => it.fields.code === 'KH205.II.1.A');
    assert.deepEqual([divided.fields.assignments[0], old.gaps.filter((it) => it.item === divided.number).map((it) => it.problem)], [{ role: 'lead', named: 'Sở Cũ', agency: '', then: 'CU' }, ['strategy/draft-agency-divided']], 'two took over parts of it');
    assert.ok(slugs(await me.post(`/strategy/drafts/${old.draft.id}/adoption`, { based_on: 1 })).includes(`/items/${divided.number}/assignments:strategy/draft-agency-divided`));
    assert.equal((await me.get('/strategy/drafts/draft_khong')).status, 404);
  });

  await t.test('two people at once: who changes what another has changed is told; other items are free', async () => {
    const task = await item('KH205.II.1.A'), share = (await page(id)).items.find((it) => it.fields.direction === 'up');
    done(await other.post(`${at}/items/${task.number}/correction`, { based_on: 1, fields: { ...task.fields, title: 'Xây dựng kho dữ liệu dùng chung' } }));
    const late = await me.post(`${at}/items/${task.number}/correction`, { based_on: 1, fields: task.fields });
    assert.deepEqual([late.status, slug(late)], [409, 'strategy/draft-changed']);
    assert.equal(slug(await me.post(`${at}/states`, { based_on: 1, state: 'confirmed', items: [{ number: share.number }, { number: task.number }] })), 'strategy/draft-changed', 'one of them');
    const lead = { role: 'lead', named: 'Sở Hai', agency: 'S2', then: '' };
    const body = done(await me.post(`${at}/items/${share.number}/correction`, { based_on: 1, fields: { ...share.fields, assignments: [lead] } }));
    assert.deepEqual(body.items[0].fields.assignments, [{ ...lead, then: 'S2' }], 'who it was then follows');
    assert.deepEqual([body.items[0].state, body.gaps.filter((it) => it.item === share.number)], ['confirmed', []]);
    const { changes } = (await me.get(`${at}/items/${share.number}`)).body;
    assert.deepEqual(changes.map((it) => [it.what, it.before.state, it.before.fields.assignments]), [['correct', 'open', []]]);
    assert.deepEqual(slugs(await me.post(`${at}/items/999/correction`, { based_on: 1, fields: task.fields })), ['/number:strategy/draft-item-unknown']);
    assert.equal((await me.post(`${at}/items/${share.number}/correction`, { based_on: 3, fields: { ...share.fields, measure: 'nothing' } })).status, 400);
  });

  await t.test('an item is cut in two, and joined again: nothing is lost on the way', async () => {
    const task = await item('KH205.II.1.A'), { draft } = await page(id);
    const text = (await page(id)).passages.find((it) => it.number === task.passage).text, cut = [...text].join('').indexOf('Kết nối');
    assert.equal(slugs(await me.post(`${at}/items/${task.number}/split`, { based_on: draft.revision, at: 100000 }))[0], '/at:strategy/draft-split-outside');
    const two = done(await me.post(`${at}/items/${task.number}/split`, { based_on: draft.revision, at: cut })).items;
    assert.deepEqual(two.map((it) => [it.fields.code, it.fields.title, it.state]), [['KH205.II.1.A', 'Xây dựng kho dữ liệu dùng chung của tỉnh', 'confirmed'], ['KH205.II.1.A.2', 'Kết nối với kho dữ liệu của bộ, ngành trung ương', 'confirmed']]);
    assert.deepEqual(two[1].fields.assignments, task.fields.assignments);
    const order = (await page(id)).items.map((it) => it.number);
    assert.equal(order.indexOf(two[1].number), order.indexOf(two[0].number) + 1, 'they stand together');
    const seen = (await page(id)).draft.revision;
    assert.deepEqual(slugs(await me.post(`${at}/items/${task.number}/join`, { based_on: seen, other: task.number })), ['/other:strategy/draft-join-unfit']);
    const [whole, left] = done(await me.post(`${at}/items/${task.number}/join`, { based_on: seen, other: two[1].number })).items;
    assert.deepEqual([whole.from, whole.to, left.state], [task.from, task.to, 'left_out']);
    const back = done(await me.post(`${at}/states`, { based_on: seen + 1, state: 'open', items: [{ number: left.number }] })).items;
    assert.deepEqual([back[0].state, back[0].fields.title], ['open', 'Kết nối với kho dữ liệu của bộ, ngành trung ương']);
    done(await me.post(`${at}/items/${task.number}/split`, { based_on: seen + 2, at: cut }));
    assert.equal((await page(id)).items.filter((it) => it.fields.code.startsWith('KH205.II.1.A')).length, 3);
    done(await me.post(`${at}/states`, { based_on: seen + 3, state: 'left_out', items: [{ number: left.number }, { number: left.number }] }));
  });

  await t.test('another kind, another place, and marked text becomes an item', async () => {
    let seen = (await page(id)).draft.revision;
    const { passages, items } = await page(id), heading = items.find((it) => it.kind === 'section' && it.fields.code === 'KH205.III'), task = await item('KH205.II.1.B');
    const as = async (kind) => done(await me.post(`${at}/items/${task.number}/kind`, { based_on: seen++, kind })).items[0];
    assert.deepEqual([(await as('objective')).kind, (await as('task')).fields.assignments], ['objective', task.fields.assignments]);
    const duty = items.find((it) => it.kind === 'duty'), turn = async (kind) => done(await me.post(`${at}/items/${duty.number}/kind`, { based_on: seen++, kind })).items[0];
    assert.deepEqual((await turn('task')).fields.assignments, [{ role: 'lead', named: 'Các sở', agency: 'CAC-SO', then: 'CAC-SO' }], 'who owes it leads');
    assert.deepEqual([(await turn('duty')).fields.who, (await page(id)).gaps.filter((it) => it.item === duty.number)], ['CAC-SO', []]);
    assert.deepEqual(slugs(await me.post(`${at}/items/${heading.number}/place`, { based_on: seen, parent: heading.number })), ['/parent:strategy/draft-place-unfit'], 'nothing below itself');
    assert.deepEqual(slugs(await me.post(`${at}/items/${heading.number}/place`, { based_on: seen, parent: task.number })), ['/parent:strategy/draft-place-unfit'], 'nothing below a task');
    const moved = done(await me.post(`${at}/items/${task.number}/place`, { based_on: seen, parent: heading.number })).items[0];
    assert.equal(moved.parent, heading.number);
    const back = done(await me.post(`${at}/items/${task.number}/place`, { based_on: seen + 1, parent: task.parent, after: (await item('KH205.II.1.A')).number })).items[0];
    assert.equal(back.parent, task.parent);
    const report = passages.find((it) => it.text.includes('báo cáo kết quả'));
    assert.deepEqual(slugs(await me.post(`${at}/items`, { passage: report.number, from: 5000, to: 5001, kind: 'task', parent: heading.number })), ['/passage:strategy/draft-span-unfit']);
    const added = done(await me.post(`${at}/items`, { passage: report.number, from: 7, to: 22, kind: 'task', parent: heading.number })).items[0];
    assert.deepEqual([added.fields.title, added.fields.timing, added.state], ['Báo cáo kết quả', 'standing', 'confirmed']);
    done(await me.post(`${at}/states`, { based_on: (await page(id)).draft.revision, state: 'left_out', items: [{ number: added.number }] }));
  });

  await t.test('a name that nobody knew is told once: here, and in the readings that follow', async () => {
    assert.deepEqual(slugs(await me.post(`${at}/agency-name`, { named: 'Sở Lạ', agency: 'S9' })), ['/agency:reference/code-unknown']);
    const { items } = done(await me.post(`${at}/agency-name`, { named: 'SỞ LẠ', agency: 'S1' }));
    assert.deepEqual(items.map((it) => it.fields.assignments[0]), [{ role: 'lead', named: 'Sở Lạ', agency: 'S1', then: 'S1' }]);
    const again = await page((await made('lan-hai.txt', bytes(PLAN))).id);
    assert.deepEqual(again.items.find((it) => it.fields.code === 'KH205.II.1.B').fields.assignments[0], { role: 'lead', named: 'Sở Lạ', agency: 'S1', then: 'S1' });
    assert.deepEqual((await me.get('/strategy/agency-names')).body.names.map((it) => [it.named, it.agency, it.agency_name]), [['SỞ LẠ', 'S1', 'Sở Một']]);
    assert.equal((await me.post('/strategy/agency-names/removal', { named: 'sở lạ' })).status, 204);
    assert.equal((await me.post('/strategy/agency-names/removal', { named: 'sở lạ' })).status, 404);
    done(await me.post(`/strategy/drafts/${again.draft.id}/drop`, { based_on: 1 }));
    assert.equal(slug(await me.post(`/strategy/drafts/${again.draft.id}/drop`, { based_on: 2 })), 'strategy/draft-settled');
  });

  await t.test("the document's own record: codes and citations follow it", async () => {
    const { draft } = await page(id);
    const put = (document, based_on) => me.post(`${at}/document`, { based_on, document: { ...draft.document, ...document } });
    const other_way = done(await put({ code: 'KH206', number: '206/KH-UBND' }, draft.revision));
    assert.ok(other_way.items.every((it) => it.fields.citation.startsWith('206/KH-UBND') && (it.fields.code === '' || it.fields.code.startsWith('KH206.'))));
    assert.equal(slug(await put({}, draft.revision)), 'strategy/draft-changed');
    done(await put({ code: 'D1' }, draft.revision + 1));
    assert.ok(slugs(await me.post(`${at}/adoption`, { based_on: draft.revision + 2 })).includes('/document/code:strategy/edit-code-taken'), 'D1 is another document');
    done(await put({}, draft.revision + 2));
    assert.equal((await item('KH205.II.1.A')).fields.citation, '205/KH-UBND, II.1.a');
  });

  await t.test('adopting: what is missing is named with its item, and nothing is written', async () => {
    const { draft, gaps, items } = await page(id);
    assert.equal(slug(await me.post(`${at}/adoption`, { based_on: draft.revision - 1 })), 'strategy/draft-changed');
    const unsure = items.find((it) => it.kind === 'task' && it.state !== 'left_out');
    const doubted = done(await me.post(`${at}/states`, { based_on: draft.revision, state: 'unsure', items: [{ number: unsure.number }] })).draft;
    const refused = await me.post(`${at}/adoption`, { based_on: doubted.revision });
    assert.equal(refused.status, 400);
    assert.deepEqual(slugs(refused).sort(), [`/items/${unsure.number}/state:strategy/draft-item-unsure`, ...gaps.map((it) => `/${it.item ? `items/${it.item}` : 'document'}/${it.field}:${it.problem}`)].sort());
    assert.equal((await page(id)).draft.state, 'open');
    const difference = (await me.get(`${at}/difference`)).body;
    assert.deepEqual([difference.since, difference.changes.every((it) => it.way === 'added')], [null, true], 'no such document is stored');
    assert.ok((await me.get(`${at}/difference?document=D1`)).body.changes.some((it) => it.way === 'removed' && it.item === 'D1.A'));
    assert.equal((await me.get(`${at}/difference?document=D9`)).status, 404);
  });

  await t.test('adopted, the plan has these facts; the record holds the sha256 of the file; a draft is adopted once', async () => {
    const before = await page(id), lead = (agency, based_on = before.draft.revision) => me.post(`${at}/leads`, { based_on, agency, items: before.gaps.map((it) => ({ number: it.item })) });
    assert.deepEqual(before.gaps.map((it) => [before.items.find((one) => one.number === it.item).kind, it.problem]), [['indicator', 'strategy/assignment-missing']], 'the text names no lead of it');
    assert.deepEqual(slugs(await lead('99')), ['/agency:reference/code-unknown'], 'a place leads nothing');
    assert.equal(slug(await lead('S2', 1)), 'strategy/draft-changed');
    assert.deepEqual(done(await lead('S2')).items[0].fields.assignments, [{ role: 'lead', named: 'Sở Hai', agency: 'S2', then: 'S2' }]);
    const { draft, items, gaps } = await page(id);
    assert.deepEqual(gaps, []);
    const inText = async (q) => (await anyone.get(`/search/passages?${new URLSearchParams({ q, kind: 'text' })}`)).body;
    assert.equal((await inText('kho dữ liệu')).total, 0, 'what is not adopted is not found');
    const { draft: sure } = done(await me.post(`${at}/states`, { based_on: draft.revision, state: 'confirmed', items: items.filter((it) => it.state !== 'left_out').map((it) => ({ number: it.number })) }));
    const adopted = done(await me.post(`${at}/adoption`, { based_on: sure.revision }));
    assert.deepEqual([adopted.state, adopted.version], ['adopted', 1]);
    const [passage] = (await inText('kho dữ liệu')).passages;
    assert.deepEqual([passage.document, passage.label, passage.heading, passage.citation], ['KH205', '205/KH-UBND', 'Hạ tầng số', 'II.1.a']);
    assert.match(passage.text, /^Xây dựng kho dữ liệu dùng chung của tỉnh\. Kết nối với kho dữ liệu/);
    const { quotes } = (await anyone.get(`/ask?${new URLSearchParams({ q: 'Khi nào hoàn thành kho dữ liệu dùng chung của tỉnh?' })}`)).body;
    assert.match(quotes[0].text, /2027/);
    assert.equal(quotes.filter((one) => one.citation === 'II.1.a' && one.document === 'KH205').length, 1, 'the text of a place, or what the plan made of it');
    const task = (await anyone.get('/strategy/tasks/KH205.II.1.A')).body;
    assert.match(JSON.stringify(task), /Xây dựng kho dữ liệu dùng chung của tỉnh/);
    assert.match(JSON.stringify(task), /2027-06-30/);
    const plan = (await anyone.get('/strategy/plan?document=KH205')).body;
    assert.deepEqual([plan.document.number, plan.document.issuer, plan.indicators.length, plan.duties.length], ['205/KH-UBND', 'UBND', 2, 1]);
    assert.ok(!plan.tasks.some((it) => it.title === 'Báo cáo kết quả'), 'what was left out is no part of it');
    assert.ok((await anyone.get('/strategy/plan?document=D1')).body.indicators.length === 5, 'other documents stay');
    const entries = (await me.get('/ledger/entries?subject=KH205')).body;
    assert.ok(JSON.stringify(entries).includes(file.digest) && JSON.stringify(entries).includes(id), JSON.stringify(entries).slice(0, 500));
    assert.equal(slug(await me.post(`${at}/adoption`, { based_on: adopted.revision })), 'strategy/draft-settled');
    assert.equal(slug(await me.post(`${at}/states`, { based_on: adopted.revision, state: 'open', items: [{ number: 1 }] })), 'strategy/draft-settled');
  });

  await t.test('the same document again is compared with what is stored, and becomes its next version', async () => {
    const next = await made('sua-doi.txt', bytes(PLAN.replace('không quá 5%', 'không quá 3%')));
    assert.equal(next.document.code, 'KH205', 'the number is stored under this code');
    const { changes, since } = (await me.get(`/strategy/drafts/${next.id}/difference`)).body;
    assert.equal(since.number, 1);
    assert.ok(changes.some((it) => it.part === 'target' && it.fields.some((field) => field.field === 'high' && field.before === '5' && field.after === '3')), JSON.stringify(changes).slice(0, 800));
    done(await me.post(`/strategy/drafts/${next.id}/drop`, { based_on: 1 }));
  });

  await t.test('on the command line: a summary, JSON, a package that the check takes', async () => {
    const path = join(where.data, 'ke-hoach.txt'), names = join(where.data, 'names.csv'), folder = join(where.data, 'package');
    writeFileSync(path, PLAN.replace('80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.', 'xong.').replace('- Tỷ lệ hồ sơ trễ hạn không quá 5%.\n', '').replace('Sở Lạ', 'Sở Một'));
    assert.match(where.cli('read', path), /^KH205 {2}205\/KH-UBND {2}2026-05-06\n/);
    const told = where.cli('read', path, '--package', folder);
    assert.match(told, /banyan plan check/);
    assert.match(where.cli('plan', 'check', folder), /1 văn bản/);
    writeFileSync(names, 'code,name,aliases,old_names\nUBND,Ủy ban nhân dân tỉnh,UBND tỉnh,\nSM,Sở Một,,Sở Cổ;Sở Xưa\nCS,Các sở,,\n');
    const json = JSON.parse(bare('read', path, '--json', '--agencies', names));
    assert.deepEqual([json.document.number, json.tasks[0].agencies[0].code], ['205/KH-UBND', 'SM'], 'without an installation');
    assert.match(bare('read', path, '--agencies', names), /Sở Hai.*không có trong danh sách|to: /s);
    assert.throws(() => bare('read', path), /kit\/data-missing/);
    assert.throws(() => bare('read', join(where.data, 'none.docx'), '--agencies', names), /file-missing/);
  });

  await t.test('documents as they come: Word, a web page, OpenDocument, a flat text', async () => {
    for (const name of ['an-hai-giao-duc.docx', 'ngoc-giang-du-lich.html', 'tra-son-moi-truong.odt', 'song-lam-nong-nghiep.txt']) {
      const draft = await made(name, readFileSync(join(root, 'tests/reader', name)));
      const { items } = await page(draft.id);
      const count = (kind) => items.filter((it) => it.kind === kind).length;
      assert.ok(count('task') >= 5 && count('indicator') >= 3 && draft.document.number.length > 0, `${name}: ${JSON.stringify([count('task'), count('indicator'), draft.document.number])}`);
      assert.equal(new Set(items.filter((it) => it.kind !== 'basis').map((it) => it.fields.code)).size, items.filter((it) => it.kind !== 'basis').length, `${name}: every code once`);
    }
  });

  await t.test("a group of a table's rows: the objective of its figures, the section of its work, cited as a group", async () => {
    for (const [name, kind, below, places] of [
      ['dong-son-y-te.txt', 'objective', 'indicator', ['Phụ lục 1, nhóm I', 'Phụ lục 1, nhóm II', 'Phụ lục 1, nhóm III']],
      ['an-hai-giao-duc.docx', 'section', 'task', ['Phụ lục I, nhóm A', 'Phụ lục I, nhóm B', 'Phụ lục I, nhóm C']],
    ]) {
      const { items } = await page((await made(name, readFileSync(join(root, 'tests/reader', name)))).id);
      const groups = items.filter((it) => it.kind === kind && it.fields.citation.includes(', nhóm '));
      assert.deepEqual(groups.map((it) => it.fields.citation.replace(/^\S+ /, '')), places);
      for (const group of groups) assert.ok(items.some((it) => it.kind === below && it.parent === group.number), group.fields.title);
    }
  });

  await t.test('a document of a thousand items: an item is added, and cut in two', async () => {
    const long = await made('ngan-muc.txt', goals(1000)), { items, passages } = await page(long.id);
    assert.ok(items.length > 1000);
    const report = passages.find((it) => it.text.includes('báo cáo kết quả')), add = `/strategy/drafts/${long.id}/items`;
    const added = done(await me.post(add, { passage: report.number, from: 7, to: 22, kind: 'task', parent: 0 })).items[0];
    assert.equal(added.number, items.length + 1);
    assert.equal(done(await me.post(`${add}/${added.number}/split`, { based_on: 2, at: 15 })).items.length, 2);
    done(await me.post(`/strategy/drafts/${long.id}/drop`, { based_on: 3 }));
  });

  await t.test('a plan of a thousand tasks is looked at, confirmed at once, compared and adopted', async () => {
    const task = (i) => `- Xây dựng hệ thống thông tin số ${i}, kết nối với các cơ sở dữ liệu quốc gia. Sở Một chủ trì, phối hợp với Sở Hai; hoàn thành trước ngày 30 tháng 6 năm 2027.\n`;
    const long = await made('ngan-viec.txt', bytes(PLAN.replace('205/KH', '206/KH').replace(/I\. MỤC TIÊU[^]*báo cáo.*\n/, `I. NHIỆM VỤ\n${Array.from({ length: 1000 }, (_, i) => task(i)).join('')}`)));
    const { items, gaps } = await page(long.id), at = `/strategy/drafts/${long.id}`, tasks = items.filter((it) => it.kind === 'task');
    assert.deepEqual([tasks.length, gaps], [1000, []]);
    const confirmed = done(await me.post(`${at}/states`, { based_on: 1, state: 'confirmed', items: tasks.slice(0, 500).map((it) => ({ number: it.number })) }));
    assert.equal(confirmed.items.length, 500);
    assert.ok(done(await me.get(`${at}/difference`)).changes.filter((it) => it.part === 'task' && it.way === 'added').length === 1000);
    assert.equal(done(await me.post(`${at}/adoption`, { based_on: confirmed.draft.revision })).state, 'adopted');
  });

  await t.test('what is no document: refused with what to do, or an empty draft with the reason', async () => {
    const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89]);
    const picture = await read('anh.docx', png);
    assert.deepEqual([picture.status, slug(picture)], [400, 'documents/text-unknown']);
    const empty = await made('trong.txt', bytes('   \n\n \n'));
    assert.deepEqual([empty.reasons.length > 0, (await page(empty.id)).items], [true, []]);
    assert.deepEqual(slugs(await me.post(`/strategy/drafts/${empty.id}/adoption`, { based_on: 1 })).filter((it) => it.includes('draft-empty')), ['/items:strategy/draft-empty']);
    const english = await made('english.txt', bytes('The quick brown fox jumps over the lazy dog.\nNothing here orders any work.\n'));
    assert.ok(english.reasons.includes('no-number') && (await page(english.id)).items.every((it) => it.state === 'unsure'), 'a machine that is sure of nothing says so');
    const line = await made('mot-dong.txt', bytes(PLAN.replaceAll('\n', ' ')));
    assert.ok(line.state === 'open' && (await page(line.id)).passages.length >= 1);
    assert.deepEqual(slugs(await read('nhieu-muc.txt', goals(3000))), ['/file:strategy/draft-too-long'], 'more items than a draft holds');
    assert.deepEqual(slugs(await read('dai.txt', goals(30000))), ['/file:strategy/draft-too-long'], 'more text than is read');
  });
});
