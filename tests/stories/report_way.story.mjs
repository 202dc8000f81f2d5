// The way of a report: checked, handed in, approved, returned, accepted, put together, published, corrected; extended, given to others,
// passed on when an agency ends; and 150 at the same moment.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder, slug, slugs, smallRegimes } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

/** January to August 2026: the changes are -2 -1 -2 -1 -2 -1 -2, their mean -11/7 = -1.571, their variance 12/49, so sigma is 0.495. */
const HISTORY = [60, 58, 57, 55, 54, 52, 51, 49];

onBothEngines('the way of a report', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  const file = join(where.data, 'history.csv');
  writeFileSync(file, 'indicator,subject,period,value\n' + HISTORY.map((value, i) => `D1.E,99,2026-0${i + 1},${value}\n`).join(''));
  where.cli('observations', 'import', file, '--source', 'Hệ thống một cửa');
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const [officer, colleague, head, other, otherHead, coordinator, leader] = await Promise.all(['mot', 'mot-b', 'truong-mot', 'hai', 'truong-hai', 'dieu-phoi', 'lanh-dao'].map((name) => signedIn(server, name)));
  const owed = async (query) => (await coordinator.get(`/reporting/obligations?${query}`)).body.obligations;
  const [first, second] = (await owed('regime=M&period=2026-10')).map((one) => one.obligation.id);
  const at = (id, step) => `/reporting/obligations/${id}${step ? `/${step}` : ''}`;
  let saves = 0;
  const draft = (value, revision, more) => ({ save: `saving-${String(saves += 1).padStart(4, '0')}`, revision, figures: [{ indicator: 'D1.E', subject: '99', value, source: 'Sổ theo dõi' }], tasks: [{ task: 'D1.T1', percent: 40, state: 'in_progress' }], sections: [], overrides: [], ...more });
  const save = async (who, id, what) => { const answer = await who.post(at(id, 'draft'), what); assert.equal(answer.status, 200, JSON.stringify(answer.body)); return answer.body.revision; };
  const step = async (who, id, name, body) => { const answer = await who.post(at(id, name), body); assert.equal(answer.status, 200, JSON.stringify(answer.body)); return answer.body; };

  await t.test('what was before stands in the form, with where it came from', async () => {
    const { body } = await officer.get(at(first));
    const line = body.lines.find((one) => one.indicator.code === 'D1.E');
    assert.deepEqual([line.before, line.before_period, line.before_source, line.held], [49, '2026-08', 'Hệ thống một cửa', null]);
  });

  await t.test('while it is typed the rules speak: a jump, a slip by ten, the same again, more than all', async () => {
    const rules = async (value, more) => (await officer.post(at(first, 'check'), draft(value, 0, more))).body.remarks.map((one) => `${one.rule}:${one.severity}`);
    assert.deepEqual(await rules(48), [], '49 to 48: 1.2 sigma from the mean');
    assert.deepEqual(await rules(35), ['jump:warning'], '-14 is 25 sigma away');
    assert.deepEqual(await rules(490), ['jump:warning', 'slip:warning'], 'ten times what it was');
    assert.deepEqual(await rules(49), ['jump:warning'], 'no change at all is 3.2 sigma from a mean of -1.571');
    const annual = (await owed('regime=N&period=2026'))[0].obligation.id;
    const { body } = await officer.post(at(annual, 'check'), { ...draft(48, 0), tasks: [], sections: [{ section: 'KETQUA', text: 'Hai chữ' }] });
    assert.deepEqual(body.remarks.map((one) => [one.rule, one.section, one.a, one.b]), [['words', 'KETQUA', 2, 3]]);
  });

  await t.test('the coordinator makes rules stricter, or switches them off; what could not be recorded stays an error', async () => {
    const set = (rule, severity, threshold) => coordinator.post(`/reporting/rules/${rule}`, { severity, threshold });
    assert.equal((await set('jump', 'off', 30)).status, 200);
    const { body } = await officer.post(at(first, 'check'), draft(35, 0));
    assert.deepEqual(body.remarks, []);
    assert.equal(slug(await set('share', 'warning', 0)), 'reporting/check-fixed');
    assert.deepEqual(slugs(await set('same', 'warning', 1)), ['reporting/check-threshold']);
    assert.equal((await officer.post('/reporting/rules/jump', { severity: 'off', threshold: 30 })).status, 403);
    await set('jump', 'warning', 30);
    assert.deepEqual((await leader.get('/reporting/rules')).body.rules.find((one) => one.rule === 'jump'), { rule: 'jump', severity: 'warning', threshold: 30 });
  });

  let revision;
  await t.test('handed in only when every error is mended and every warning answered', async () => {
    assert.equal(slug(await officer.post(at(first, 'submission'), { revision: 1 })), 'reporting/state-wrong', 'nothing was written yet');
    const twice = draft(48, 0);
    assert.deepEqual(slugs(await officer.post(at(first, 'draft'), { ...twice, figures: [...twice.figures, ...twice.figures] })), ['reporting/line-twice']);
    revision = await save(officer, first, draft(490, 0, { tasks: [{ task: 'D1.T1', percent: 40, state: 'done' }] }));
    const refused = await officer.post(at(first, 'submission'), { revision });
    assert.deepEqual(slugs(refused), ['reporting/check-unanswered', 'reporting/check-unanswered', 'strategy/progress-state']);
    revision = await save(officer, first, draft(35, revision, { overrides: [{ rule: 'jump', indicator: 'D1.E', subject: '99', reason: 'Đã bỏ bước chờ ký giấy.' }] }));
    assert.equal(slug(await officer.post(at(first, 'submission'), { revision: revision - 1 })), 'reporting/draft-stale');
    assert.equal((await step(officer, first, 'submission', { revision })).state, 'submitted');
    assert.equal((await step(officer, first, 'submission', { revision })).state, 'submitted', 'sent twice by a telephone');
    assert.equal(slug(await officer.post(at(first, 'draft'), draft(1, revision))), 'reporting/state-wrong', 'what is handed in stands still');
  });

  await t.test('a share of more than all, and what is needed and missing, are errors', async () => {
    const annual = (await owed('regime=N&period=2026'))[0].obligation.id;
    const seen = await save(officer, annual, { ...draft(48, 0), tasks: [] });
    assert.deepEqual(slugs(await officer.post(at(annual, 'submission'), { revision: seen })), ['reporting/check-failed'], 'no results were told');
  });

  await t.test('taken back until the head approves; nobody approves his own', async () => {
    assert.equal((await step(officer, first, 'withdrawal', {})).state, 'draft');
    assert.equal(slug(await officer.post(at(first, 'withdrawal'), {})), 'reporting/state-wrong');
    revision = await save(head, first, draft(48, revision));
    await step(head, first, 'submission', { revision });
    assert.equal(slug(await head.post(at(first, 'approval'), { revision })), 'reporting/own-report');
    assert.equal((await officer.post(at(first, 'approval'), { revision })).status, 403);
    assert.equal((await otherHead.post(at(first, 'approval'), { revision })).status, 403, 'not by the head of another agency');
    await step(officer, first, 'withdrawal', {});
    await step(officer, first, 'submission', { revision });
    assert.equal(slug(await coordinator.post(at(first, 'decision'), { revision, decision: 'return', note: 'Chưa đến lượt.' })), 'reporting/decision-unfit');
    assert.deepEqual(slugs(await head.post(at(first, 'decision'), { revision, decision: 'return', note: 'Sửa' })), ['reporting/reason-missing']);
    assert.equal((await step(head, first, 'decision', { revision, decision: 'return', note: 'Ghi thêm nguồn số liệu.' })).state, 'returned');
    await step(officer, first, 'submission', { revision });
    assert.equal((await step(head, first, 'approval', { revision })).state, 'approved');
    assert.deepEqual((await coordinator.get('/reporting/inbox')).body.items.map((one) => one.need), ['accept']);
  });

  const shown = async () => { const { standing } = (await client(server).get('/strategy/indicators/D1.E')).body.view; return [standing.period, standing.value]; };

  await t.test('returned with reasons, mended, accepted: from then on its figures and progress hold', async () => {
    assert.equal((await step(coordinator, first, 'decision', { revision, decision: 'return', note: 'Thiếu ghi chú tháng.' })).state, 'returned');
    assert.deepEqual(await shown(), ['2026-08', 49]);
    revision = await save(officer, first, draft(48, revision, { sections: [{ section: 'NOTE', text: 'Giảm một phút.' }] }));
    await step(officer, first, 'submission', { revision });
    await step(head, first, 'approval', { revision });
    assert.equal((await step(coordinator, first, 'decision', { revision, decision: 'accept' })).state, 'accepted');
    assert.deepEqual(await shown(), ['2026-10', 48]);
    assert.equal((await client(server).get('/strategy/tasks/D1.T1')).body.view.percent, 40);
    const { body } = await officer.get('/strategy/indicators/D1.E/figures/99/2026-10');
    assert.equal(body.origin.page, `/bao-cao/${first}`, 'its origin leads back to the report');
    const [one] = await owed('regime=M&period=2026-10&agency=S1');
    assert.deepEqual([one.is_late, one.late_days, one.obligation.returned_count], [true, 12, 1], 'due on the 10th, sent on the 22nd; the head returning it does not count');
  });

  await t.test('who must act next was told at each step; what was done since is settled', async () => {
    const steps = /\/(approval-waiting|acceptance-waiting|returned|accepted)$/; // reminders come when their job has run
    const told = async (who) => (await who.get('/notices')).body.notices.filter((one) => one.page === `/bao-cao/${first}` && steps.test(one.kind)).map((one) => `${one.kind.slice(10)} ${one.read_at === null ? 'unread' : 'read'}`).sort();
    const times = (count, what) => Array(count).fill(what);
    assert.deepEqual(await told(officer), ['accepted unread', ...times(2, 'returned read')], 'returned by the head, then by the coordinator');
    /* handed in by the officer, by the head himself, and by the officer three times; returned and accepted by the coordinator */
    assert.deepEqual(await told(head), ['accepted unread', ...times(5, 'approval-waiting read'), 'returned read']);
    assert.deepEqual(await told(coordinator), times(2, 'acceptance-waiting read'));
    const returned = (await officer.get('/notices')).body.notices.filter((one) => one.kind === 'reporting/returned').map((one) => one.body);
    assert.ok(returned.some((text) => text.includes('Thiếu ghi chú tháng.')) && returned.some((text) => text.includes('Ghi thêm nguồn số liệu.')), String(returned));
    assert.deepEqual(await told(other), [], 'another agency is told nothing');
  });

  const path = '/reporting/consolidations/M/2026-10';
  await t.test('put together: who, how much, what', async () => {
    const { body } = await leader.get(path);
    const all = body.consolidation;
    assert.deepEqual([all.owed, all.on_time, all.late, all.missing, all.accepted], [2, 0, 1, 1, 1]);
    assert.deepEqual(all.figures.map((one) => [one.indicator, one.reported, one.sum, one.mean]), [['D1.E', 1, 48, 48]]);
    assert.deepEqual(all.parts.map((one) => [one.section, one.agency_name, one.text]), [['NOTE', 'Sở Một', 'Giảm một phút.']]);
    assert.deepEqual(all.tasks.map((one) => [one.task, one.percent]), [['D1.T1', 40]]);
    assert.deepEqual([body.may_close, body.may_publish], [false, false], 'a leader looks on');
    assert.deepEqual(slugs(await coordinator.get('/reporting/consolidations/M/2026-13')), ['reporting/period-unfit']);
    assert.equal((await officer.get(path)).status, 403);
    assert.equal((await coordinator.post(path, {})).body.consolidation.agencies.find((one) => one.agency === 'S1').state, 'consolidated');
    assert.equal(slug(await coordinator.post(path, {})), 'reporting/nothing-accepted');
  });

  const published = (version) => client(server).get(`/reporting/published/M/2026-10${version ? `?version=${version}` : ''}`);
  await t.test('published: frozen, with its digest', async () => {
    assert.equal(slug(await published()), 'reporting/publication-unknown');
    const made = await coordinator.post(`${path}/publication`, {});
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const { body: { publication } } = await published();
    assert.deepEqual([publication.version, publication.digest], [1, createHash('sha256').update(publication.content).digest('hex')]);
    assert.equal(JSON.parse(publication.content).figures[0].sum, 48);
    assert.ok(!publication.content.includes('Cán bộ Một'), 'no names of persons');
    assert.equal(slug(await coordinator.post(`${path}/publication`, {})), 'reporting/nothing-accepted');
  });

  await t.test('corrected afterwards: a new version; the old value and the reason stay to be seen', async () => {
    assert.deepEqual(slugs(await officer.post(at(first, 'correction'), { reason: 'Sai' })), ['reporting/reason-missing']);
    const begun = await step(officer, first, 'correction', { reason: 'Cộng nhầm một ngày lễ.' });
    assert.deepEqual([begun.version, begun.state, begun.figures[0].based_on], [2, 'draft', 1]);
    let seen = await save(officer, first, draft(47, begun.revision, { figures: [{ ...begun.figures[0], value: 47 }] }));
    await step(officer, first, 'submission', { revision: seen });
    await step(head, first, 'approval', { revision: seen });
    assert.equal(JSON.parse((await published()).body.publication.content).figures[0].sum, 48, 'what was published stands');
    /* meanwhile another system's figure was put in its place */
    const entry = await colleague.post('/strategy/figures', { indicator: 'D1.E', subject: '99', period: '2026-10', value: 46, source: 'Máy đếm', reason: 'Máy đếm ghi khác.', based_on: 1 });
    await coordinator.post(`/strategy/submissions/${entry.body.id}/decision`, { decision: 'accept' });
    assert.equal(slug(await coordinator.post(at(first, 'decision'), { revision: seen, decision: 'accept' })), 'reporting/figure-moved');
    await step(coordinator, first, 'decision', { revision: seen, decision: 'return', note: 'Xem lại số mới của máy đếm.' });
    assert.deepEqual(slugs(await officer.post(at(first, 'submission'), { revision: seen })), ['reporting/figure-moved']);
    seen = await save(officer, first, draft(47, seen, { figures: [{ ...begun.figures[0], value: 47, based_on: 2 }] }));
    await step(officer, first, 'submission', { revision: seen });
    await step(head, first, 'approval', { revision: seen });
    await step(coordinator, first, 'decision', { revision: seen, decision: 'accept' });
    assert.deepEqual(await shown(), ['2026-10', 47]);
    const { body } = await client(server).get('/strategy/indicators/D1.E/figures/99/2026-10');
    assert.ok(JSON.stringify(body).includes('Cộng nhầm một ngày lễ.'), 'why it was corrected');
    assert.deepEqual(slugs(await coordinator.post(`${path}/publication`, {})), ['reporting/publication-reason']);
    assert.equal((await coordinator.post(`${path}/publication`, { reason: 'Sở Một sửa số tháng mười.' })).body.version, 2);
    assert.deepEqual([(await published()).body, (await published(1)).body].map((one) => JSON.parse(one.publication.content).figures[0].sum), [47, 48]);
    assert.deepEqual((await published(1)).body.versions.map((one) => [one.version, one.reason]), [[2, 'Sở Một sửa số tháng mười.'], [1, '']]);
    assert.deepEqual([(await published()).body.before.version, (await published(1)).body.before], [1, null]);
    assert.deepEqual((await client(server).get('/reporting/published')).body.publications.map((one) => [one.regime, one.version, one.reason]), [['M', 2, 'Sở Một sửa số tháng mười.']]);
    assert.equal((await officer.get(`${at(first)}?version=1`)).body.report.figures[0].value, 48);
  });

  await t.test('a figure that holds is not overwritten without a reason', async () => {
    const { body } = await coordinator.post('/reporting/obligations', { regime: 'DX', period: '2026-10', agencies: ['S1'], due_on: '2026-11-30' });
    const { id } = body.obligations[0].obligation;
    const held = (await officer.get(at(id))).body.lines.find((one) => one.indicator.code === 'D1.E');
    assert.deepEqual([held.held, held.held_revision], [47, 3]);
    const seen = await save(officer, id, draft(48, 0, { tasks: [], sections: [{ section: 'NOIDUNG', text: 'Theo yêu cầu.' }], figures: [{ indicator: 'D1.E', subject: '99', value: 48, based_on: 3 }] }));
    assert.deepEqual(slugs(await officer.post(at(id, 'submission'), { revision: seen })), ['reporting/figure-reason-missing']);
  });

  await t.test('more time: asked once, for a day that fits, decided by the coordinator', async () => {
    const [, { obligation: { id } }] = await owed('regime=N&period=2026');
    const ask = (until, reason = 'Chờ số liệu của các xã.') => other.post(at(id, 'extension'), { until, reason });
    assert.equal(slug(await coordinator.post(at(id, 'extension-decision'), { decision: 'grant' })), 'reporting/extension-missing');
    assert.deepEqual(slugs(await ask('2026-11-22')), ['reporting/extension-day']);
    assert.equal((await ask('2026-11-28')).body.extension, 'asked');
    assert.equal(slug(await ask('2026-11-30')), 'reporting/extension-used');
    assert.deepEqual((await coordinator.get('/reporting/inbox')).body.items.filter((one) => one.need === 'extension').length, 1);
    assert.deepEqual(slugs(await coordinator.post(at(id, 'extension-decision'), { decision: 'refuse', note: 'Không' })), ['reporting/reason-missing']);
    assert.equal((await coordinator.post(at(id, 'extension-decision'), { decision: 'grant' })).body.extension, 'granted');
    const [, one] = await owed('regime=N&period=2026');
    assert.deepEqual([one.due_on, one.is_late], ['2026-11-30', false], '28 November is a Saturday: Monday');
  });

  await t.test('more time that nobody needs any more: accepted, and the request is closed', async () => {
    const { body } = await coordinator.post('/reporting/obligations', { regime: 'DX', period: '2026-10', agencies: ['S2'], due_on: '2026-11-25' });
    const { id } = body.obligations[0].obligation;
    await step(other, id, 'extension', { until: '2026-11-28', reason: 'Chờ số liệu của các xã.' });
    const seen = await save(other, id, draft(0, 0, { figures: [], tasks: [], sections: [{ section: 'NOIDUNG', text: 'Đã làm xong.' }] }));
    await step(other, id, 'submission', { revision: seen });
    await step(otherHead, id, 'approval', { revision: seen });
    const needs = async () => (await coordinator.get('/reporting/inbox')).body.items.filter((one) => one.view.obligation.id === id).map((one) => one.need);
    assert.deepEqual(await needs(), ['accept'], 'the report itself first');
    await step(coordinator, id, 'decision', { revision: seen, decision: 'accept' });
    assert.deepEqual(await needs(), []);
    const { obligation, steps } = { ...(await other.get(at(id))).body, obligation: (await owed('regime=DX&period=2026-10&agency=S2'))[0].obligation };
    assert.deepEqual([obligation.extension, obligation.asked_to, obligation.extended_to], ['closed', '2026-11-28', null]);
    assert.deepEqual(steps.map((one) => one.kind), ['obligation_asked', 'extension_asked', 'report_begun', 'report_submitted', 'report_approved', 'extension_closed', 'report_accepted']);
    assert.equal(slug(await coordinator.post(at(id, 'extension-decision'), { decision: 'grant' })), 'reporting/extension-missing');
  });

  await t.test('given to one officer, with a reason; the others keep their hands off', async () => {
    const id = (await owed('regime=N&period=2026'))[0].obligation.id;
    const { writers } = (await head.get(at(id, 'writers'))).body;
    const who = writers.find((one) => one.name === 'Cán bộ Một B').account;
    assert.equal((await officer.get(at(id, 'writers'))).status, 403);
    assert.deepEqual(slugs(await head.post(at(id, 'reassignment'), { officer: 'account_01M80K4FW00000000000000000', reason: 'Đi công tác dài ngày.' })), ['reporting/officer-unfit']);
    assert.deepEqual(slugs(await head.post(at(id, 'reassignment'), { officer: who, reason: 'Bận' })), ['reporting/reason-missing']);
    assert.equal((await head.post(at(id, 'reassignment'), { officer: who, reason: 'Đi công tác dài ngày.' })).body.officer, who);
    assert.equal(slug(await officer.post(at(id, 'draft'), { ...draft(48, 1), tasks: [] })), 'reporting/given-away');
    await save(colleague, id, { ...draft(48, 1), tasks: [], sections: [{ section: 'KETQUA', text: 'Đã làm xong ba việc.' }] });
    assert.equal((await head.post(at(id, 'reassignment'), { agency: 'S2', reason: 'Không phải việc của sở.' })).status, 403, 'to another agency: the coordinator');
  });

  await t.test('an agency that ends: what it owes passes on under its new name, what was begun keeps the old', async () => {
    const seen = await save(other, second, draft(0, 0, { figures: [], tasks: [], sections: [{ section: 'NOTE', text: 'Sở Hai báo cáo.' }] }));
    assert.equal(seen, 1);
    const plan = smallPlan();
    plan.agencies = plan.agencies.replace('S2,Sở Hai,department,province,,,', 'S2,Sở Hai,department,province,,,2026-11-15');
    plan.successions += 'S2,S1,2026-11-15,,confirmed\n';
    where.cli('plan', 'load', writePlan(plan));
    where.cli('regimes', 'load', regimeFolder());
    await soon(async () => {
      const rows = (await owed('regime=M&period=2026-10')).map((one) => [one.obligation.agency, one.obligation.agency_then, one.agency_then_name]);
      assert.deepEqual(rows, [['S1', 'S1', 'Sở Một'], ['S1', 'S2', 'Sở Hai']]);
    });
    const { body } = await officer.get(at(second));
    assert.deepEqual([body.report.agency, body.report.agency_name, body.may_save], ['S2', 'Sở Hai', true]);
    assert.deepEqual(body.steps.map((one) => one.kind), ['report_begun', 'obligation_passed']);
    assert.equal((await other.get(at(second))).status, 403);
    await step(officer, second, 'submission', { revision: 1 });
    await step(head, second, 'approval', { revision: 1 });
    await step(coordinator, second, 'decision', { revision: 1, decision: 'accept' });
    const { consolidation } = (await coordinator.get(path)).body;
    assert.deepEqual(consolidation.agencies.map((one) => one.name_then), ['Sở Một', 'Sở Hai']);
    const lapsed = (await owed('regime=N&period=2026&agency=S2'))[0].obligation;
    assert.deepEqual([lapsed.state, lapsed.agency], ['open', 'S1']);
  });

  await t.test('every step stands in the ledger, without what was said', async () => {
    const kinds = (await officer.get(at(first))).body.steps.map((one) => one.kind);
    assert.deepEqual(kinds.slice(0, 4), ['report_begun', 'report_submitted', 'report_withdrawn', 'report_submitted']);
    assert.deepEqual(kinds.slice(-3), ['report_approved', 'report_accepted', 'report_published']);
  });
});

onBothEngines('150 reports at the same moment', { data: { plan: null, accounts: false } }, async (t, { server, where, engine }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  const regimes = smallRegimes();
  regimes.regimes = regimes.regimes.replace(/^DX,.*$/m, 'DX,Báo cáo đột xuất,On demand,Quy ước,by_installation,CAC-SO,S1,on_demand,,30,2010-01-01,,');
  where.cli('regimes', 'load', regimeFolder(regimes));
  const [officer, head, coordinator] = await Promise.all(['mot', 'truong-mot', 'dieu-phoi'].map((name) => signedIn(server, name)));
  const months = [...Array(150)].map((_, i) => `${2012 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`);
  const made = await Promise.all(months.map((period) => coordinator.post('/reporting/obligations', { regime: 'DX', period, agencies: ['S1'], due_on: '2026-11-30' })));
  const ids = made.map((one) => one.body.obligations[0].obligation.id);
  const all = async (who, step, body) => {
    const began = Date.now();
    const answers = await Promise.all(ids.map((id, i) => who.post(`/reporting/obligations/${id}/${step}`, typeof body === 'function' ? body(i) : body)));
    t.diagnostic(`${engine}: 150 x ${step}: ${Date.now() - began} ms`);
    assert.deepEqual([...new Set(answers.map((one) => one.status))], [200], JSON.stringify(answers.find((one) => one.status !== 200)?.body));
  };
  await all(officer, 'draft', (i) => ({ save: `crowd-${1000 + i}`, revision: 0, figures: [{ indicator: 'D1.E', subject: '99', value: 200 - i, source: 'Sổ' }], tasks: [], sections: [{ section: 'NOIDUNG', text: `Tháng ${months[i]}` }], overrides: [] }));
  await all(officer, 'submission', { revision: 1 });
  await all(head, 'approval', { revision: 1 });
  await all(coordinator, 'decision', { revision: 1, decision: 'accept' });
  const { body } = await client(server).get('/strategy/indicators/D1.E');
  assert.deepEqual([body.view.standing.figure_count, body.view.standing.period, body.view.standing.value], [150, '2024-06', 51], 'none is lost: 200 - 149');
});
