// A second opinion on a draft of the plan by a language model: off unless one is configured, believed only where it quotes the text,
// changing nothing by itself. The model is a server that says what the test tells it to, also what is false.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { PASSWORD, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { startModel } from '../harness/model.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const model = await startModel();
after(() => model.stop());

const PLAN = `ỦY BAN NHÂN DÂN TỈNH MẪU          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 205/KH-UBND                    Mẫu, ngày 06 tháng 5 năm 2026

KẾ HOẠCH
Chuyển đổi số tỉnh Mẫu giai đoạn 2026 - 2028

I. MỤC TIÊU
1. Mục tiêu cụ thể đến năm 2028
- Phấn đấu 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.
II. NHIỆM VỤ
1. Hạ tầng số
a) Xây dựng kho dữ liệu dùng chung của tỉnh. Sở Một chủ trì, phối hợp với Sở Hai; hoàn thành trước ngày 30 tháng 6 năm 2027.
b) Đào tạo kỹ năng số cho cán bộ cấp xã. Sở Hai chủ trì; thực hiện hằng năm.
`;

const slug = (answer) => answer.body?.type?.replace('/problems/', '');
const slugs = (answer) => (answer.body?.errors ?? []).map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const done = (answer) => { assert.ok(answer.status < 300, JSON.stringify(answer.body)); return answer.body; };

async function drafted(me) {
  const file = done(await me.call('POST', '/documents/files?name=ke-hoach.txt', new TextEncoder().encode(PLAN), {}));
  const { id } = done(await me.post('/strategy/drafts', { file: file.id })), { items, draft } = done(await me.get(`/strategy/drafts/${id}`));
  const one = (test) => items.find(test);
  return { id, at: `/strategy/drafts/${id}`, draft, build: one((it) => it.fields.code === 'KH205.II.1.A'), teach: one((it) => it.fields.code === 'KH205.II.1.B'), share: one((it) => it.kind === 'indicator') };
}

onBothEngines('drafts without a second opinion', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'dieu-phoi', 'coordinator');
  const me = await signedIn(server, 'dieu-phoi'), { at, build } = await drafted(me);
  await t.test('none is configured: nothing is asked, and the page knows', async () => {
    assert.deepEqual(done(await me.get(`${at}/opinions`)), { model: '', at_once: 20, left_today: 500, opinions: [] });
    const answer = await me.post(`${at}/opinions`, { items: [{ number: build.number }] });
    assert.deepEqual([answer.status, slug(answer)], [409, 'strategy/opinion-model-none']);
  });
});

const withModel = { 'draft.model_url': model.url, 'draft.model_name': 'mau-1', 'draft.model_key': 'khoa-mau', 'draft.model_timeout_s': '1', 'draft.model_daily_max': '18' };

onBothEngines('second opinions on a draft', { data: { plan: null }, serve: { set: withModel } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'dieu-phoi', 'coordinator');
  account(where.cli, 'mot', 'officer', 'S1');
  const me = await signedIn(server, 'dieu-phoi'), officer = await signedIn(server, 'mot'), { id, at, draft, build, teach, share } = await drafted(me);
  const numbers = (...items) => ({ items: items.map(({ number }) => ({ number })) });
  const asks = async (way, ...items) => { await model.goes(way); return done(await me.post(`${at}/opinions`, numbers(...items))); };
  const says = (opinions, ...items) => asks(`says ${JSON.stringify({ opinions })}`, ...items);
  const seen = async () => done(await me.get(`${at}/opinions`));

  await t.test('the model is shown the words and their headings, and nothing of what we read', async () => {
    const before = (await model.goes('honest')).length;
    await says([{ n: build.number, kind: 'task', lead: 'Sở Một', due: 'trước ngày 30 tháng 6 năm 2027', figure: '' }, { n: share.number, kind: 'indicator', lead: '', due: '', figure: '80%' }], build, share);
    const [{ asked }] = (await model.goes('honest')).slice(before);
    assert.deepEqual([asked.model, asked.temperature, asked.stream, asked.response_format, asked.messages.map((one) => one.role)], ['mau-1', 0, false, { type: 'json_object' }, ['system', 'user']]);
    const lines = asked.messages[1].content.trim().split('\n').map((line) => JSON.parse(line));
    assert.deepEqual(lines.map((one) => one.n), [build.number, share.number]);
    assert.deepEqual(lines[0], { n: build.number, above: 'NHIỆM VỤ > Hạ tầng số', passage: 'Xây dựng kho dữ liệu dùng chung của tỉnh. Sở Một chủ trì, phối hợp với Sở Hai; hoàn thành trước ngày 30 tháng 6 năm 2027.' });
  });

  await t.test('who reads as we do differs in nothing; the newest opinion of an item counts', async () => {
    const { opinions } = await seen(), [first, second] = [build, share].map(({ number }) => opinions.find((one) => one.item === number));
    const { asked_at: when, ...rest } = first;
    assert.match(when, /^20\d\d-\d\d-\d\dT/);
    assert.deepEqual(rest, { item: build.number, kind: 'task', lead: 'S1', lead_named: 'Sở Một', due: '2027-06-30', timing: 'dated', due_named: 'trước ngày 30 tháng 6 năm 2027', figure: '', differs: [], model: 'mau-1', asked_name: 'dieu-phoi' });
    assert.deepEqual([second.figure, second.differs], ['80%', []]);
    const given = await says([{ n: build.number, kind: 'task', lead: 'Sở Hai', due: 'trước ngày 30 tháng 6 năm 2027' }], build);
    assert.deepEqual([given.state, given.thrown_away, given.left_today, given.opinions.map((one) => [one.item, one.lead, one.differs])], ['given', 0, 16, [[build.number, 'S2', ['assignments']]]]);
    assert.equal((await seen()).opinions.length, 2);
  });

  await t.test('it changes nothing; what a person then takes over is no difference any more', async () => {
    const before = done(await me.get(at));
    assert.deepEqual([before.draft.revision, before.items.find((it) => it.number === build.number).fields], [draft.revision, build.fields]);
    const [lead] = build.fields.assignments, fields = { ...build.fields, assignments: [{ ...lead, named: 'Sở Hai', agency: 'S2', then: '' }] };
    done(await me.post(`${at}/items/${build.number}/correction`, { based_on: draft.revision, fields }));
    assert.deepEqual((await seen()).opinions.find((one) => one.item === build.number).differs, []);
  });

  await t.test('another kind, another time, another figure', async () => {
    const { opinions } = await says([{ n: teach.number, kind: 'duty', lead: 'Sở Hai', due: 'hằng năm' }, { n: share.number, kind: 'indicator', figure: '8' }, { n: build.number, kind: 'task', due: '30 tháng 6 năm 2027' }], teach, share, build);
    assert.deepEqual(opinions.map((one) => [one.item, one.differs]), [[teach.number, ['kind']], [share.number, []], [build.number, []]], 'half a number is no quote');
    const again = await says([{ n: teach.number, kind: 'task', due: 'hằng năm' }, { n: share.number, kind: 'indicator', figure: 'năm 2028' }, { n: build.number, kind: 'none' }], teach, share, build);
    assert.deepEqual(again.opinions.map((one) => [one.kind, one.timing, one.differs]), [['task', 'yearly', []], ['indicator', '', []], ['', '', ['kind']]], 'a year is no figure');
  });

  await t.test('what does not stand in the text is thrown away', async () => {
    const given = await says([{ n: build.number, kind: 'task', lead: 'Sở Ba', due: '31/12/2029' }, { n: 999, kind: 'task' }, { n: share.number, kind: 'indicator', lead: '<img src=x onerror=alert(1)>' }], build, share);
    assert.deepEqual([given.state, given.thrown_away, given.opinions.map((one) => [one.lead_named, one.due_named, one.differs])], ['given', 4, [['', '', []], ['', '', []]]]);
  });

  await t.test('a server that is away, slow or answers nonsense: said so, nothing is kept', async () => {
    const before = await seen();
    const ends = [];
    for (const way of ['away', 'hangs-up', 'silent', 'slow', 'no-json', 'other-json', 'content-null', 'deep', 'huge', 'says []']) {
      const { state, opinions } = await asks(way, build);
      ends.push(`${way}: ${state}, ${opinions.length}`);
    }
    assert.deepEqual(ends, ['away: away, 0', 'hangs-up: away, 0', 'silent: away, 0', 'slow: away, 0', 'no-json: unusable, 0', 'other-json: unusable, 0', 'content-null: unusable, 0', 'deep: unusable, 0', 'huge: unusable, 0', 'says []: unusable, 0']);
    assert.deepEqual((await seen()).opinions, before.opinions);
  });

  await t.test('who may not, what is not there, too many at once, and the end of the day\'s number', async () => {
    assert.equal((await officer.get(`${at}/opinions`)).status, 403);
    assert.equal((await officer.post(`${at}/opinions`, numbers(build))).status, 403);
    assert.equal((await me.get('/strategy/drafts/draft_khong/opinions')).status, 404);
    assert.equal((await me.post('/strategy/drafts/draft_khong/opinions', numbers(build))).status, 404);
    assert.deepEqual(slugs(await me.post(`${at}/opinions`, { items: [{ number: 999 }] })), ['/number:strategy/draft-item-unknown']);
    assert.deepEqual(slugs(await me.post(`${at}/opinions`, { items: [] })), ['/items:kit/field-missing']);
    assert.equal((await me.post(`${at}/opinions`, { items: Array.from({ length: 21 }, () => ({ number: 1 })) })).status, 400);
    const { left_today: left } = await seen();
    assert.equal(left, 18 - 2 - 3 - 10, 'what was refused cost nothing');
    for (let i = 0; i < left; i++) await says([{ n: build.number, kind: 'task' }], build, build);
    const spent = await me.post(`${at}/opinions`, numbers(build));
    assert.deepEqual([spent.status, slug(spent), (await seen()).left_today], [429, 'strategy/opinion-model-spent', 0]);
  });

  await t.test('a wrong key is no answer; of a draft that was dropped nothing is asked', async () => {
    const second = await serve(where, { set: { ...withModel, 'draft.model_key': 'sai', 'draft.model_daily_max': '100' } });
    try {
      const again = await signedIn(second, 'dieu-phoi');
      assert.equal(done(await again.post(`${at}/opinions`, numbers(build))).state, 'unusable');
      done(await again.post(`${at}/drop`, { based_on: done(await again.get(at)).draft.revision }));
      assert.equal(slug(await again.post(`${at}/opinions`, numbers(build))), 'strategy/draft-settled');
      const { entries } = done(await again.get(`/ledger/entries?subject=${id}`)), asked = entries.filter((it) => it.kind === 'strategy.opinions_asked');
      assert.equal(asked.length, 19, 'whatever went out is in the record: 18 of that day, and the one with the wrong key');
    } finally {
      await second.stop();
    }
  });
});
