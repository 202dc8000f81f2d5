// What is handed in, besides the straight way: the forms before it, files, taking back, correcting, one's own entries.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, PASSWORD, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));

onBothEngines('entries and their forms', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  account(where.cli, 'mot', 'officer', 'S1');
  account(where.cli, 'xa', 'officer', 'X1');
  account(where.cli, 'dieu-phoi', 'coordinator');
  const officer = await signedIn(server, 'mot'), commune = await signedIn(server, 'xa'), coordinator = await signedIn(server, 'dieu-phoi');
  const figure = (period, value, more) => ({ indicator: 'D1.E', subject: '99', period, value, source: 'Sổ theo dõi', based_on: 0, ...more });

  await t.test('the form of a figure says what to know: periods that are over, newest first, and what stands before', async () => {
    const { status, body } = await officer.get('/strategy/entry/D1.E');
    assert.equal(status, 200);
    assert.equal(body.agency, 'S1');
    assert.deepEqual(body.periods.slice(0, 3), ['2026-10', '2026-09', '2026-08'], 'November is not over on the 22nd');
    assert.deepEqual([body.held, body.waiting, body.returned, body.before], [null, null, null, null]);
    assert.equal(body.view.standing.target, 10);
  });

  await t.test('who leads figures of communes is offered them all, in Vietnamese order; who does not lead, nothing', async () => {
    const { body } = await officer.get('/strategy/entry/D1.A');
    assert.deepEqual(body.subjects.map((one) => one.name), ['Ấp Bắc', 'Đồng Đa', 'Tân Trào']);
    const other = await commune.get('/strategy/entry/D1.A?subject=99001');
    assert.deepEqual([other.status, slug(other)], [403, 'access/agency-not-yours']);
  });

  await t.test('what waits is shown in the form, and may be taken back by who handed it in', async () => {
    const { body } = await officer.post('/strategy/figures', figure('2026-09', 35));
    assert.equal((await officer.get('/strategy/entry/D1.E?period=2026-09')).body.waiting.id, body.id);
    assert.equal((await commune.post(`/strategy/submissions/${body.id}/withdrawal`, {})).status, 403, 'not by others');
    const back = await officer.post(`/strategy/submissions/${body.id}/withdrawal`, {});
    assert.deepEqual([back.status, back.body.state], [200, 'withdrawn']);
    assert.equal(slug(await officer.post(`/strategy/submissions/${body.id}/withdrawal`, {})), 'strategy/submission-decided');
    assert.equal((await officer.get('/strategy/entry/D1.E?period=2026-09')).body.waiting, null);
  });

  await t.test('a sending that comes again, its answer lost, is the one that came: also after it was decided', async () => {
    const sending = 'sending-9b1d7c52-07', entry = figure('2026-07', 31, { sending });
    const first = await officer.post('/strategy/figures', entry), again = await officer.post('/strategy/figures', entry);
    assert.deepEqual([first.status, again.status, again.body.id], [201, 201, first.body.id]);
    const other = await officer.post('/strategy/figures', { ...entry, value: 32 });
    assert.deepEqual([other.status, slug(other)], [409, 'strategy/sending-used']);
    assert.equal((await coordinator.post(`/strategy/submissions/${first.body.id}/decision`, { decision: 'accept' })).status, 200);
    const late = await officer.post('/strategy/figures', entry);
    assert.deepEqual([late.status, late.body.id, late.body.state], [201, first.body.id, 'accepted'], 'not “the figure has changed”');
    const short = await officer.post('/strategy/figures', { ...entry, sending: 'short' });
    assert.deepEqual(slugs(short), ['/sending:kit/length']);
    const report = { task: 'D1.T1', agency: 'S1', percent: 30, state: 'in_progress', based_on: 0, sending };
    assert.equal(slug(await officer.post('/strategy/progress', report)), 'strategy/sending-used', 'one name, one thing');
    const progress = { ...report, sending: 'sending-9b1d7c52-08' };
    const sent = await officer.post('/strategy/progress', progress), resent = await officer.post('/strategy/progress', progress);
    assert.deepEqual([sent.status, resent.body.id], [201, sent.body.id], JSON.stringify(sent.body));
    assert.equal((await officer.post(`/strategy/submissions/${sent.body.id}/withdrawal`, {})).status, 200);
  });

  await t.test('sent at the same moment from two tabs it is one entry', async () => {
    const entry = figure('2026-06', 30, { sending: 'sending-9b1d7c52-09' });
    const answers = await Promise.all([1, 2, 3, 4].map(() => officer.post('/strategy/figures', entry)));
    assert.deepEqual(answers.map(({ status }) => status), [201, 201, 201, 201]);
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  });

  await t.test('a file of evidence: known by name, size and digest; unknown ones are refused', async () => {
    const bytes = new TextEncoder().encode('Biên bản đo ngày 30/9\n');
    const file = await officer.call('POST', '/documents/files?name=bien-ban.txt', bytes, { 'content-type': 'text/plain' });
    const known = await officer.get(`/documents/files/${file.body.id}`);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    assert.deepEqual([known.body.name, known.body.size, known.body.digest], ['bien-ban.txt', bytes.length, sha256]);
    const refused = await officer.post('/strategy/figures', figure('2026-09', 35, { evidence: [file.body.id, 'file_01M80K4FW00000000000000000'] }));
    assert.deepEqual(slugs(refused), ['/evidence:documents/file-unknown']);
    const crowd = await officer.post('/strategy/figures', figure('2026-09', 35, { evidence: Array(21).fill(file.body.id) }));
    assert.deepEqual(slugs(crowd), ['/evidence:kit/item-count']);
  });

  await t.test('progress: form, report, correction; what it was before stays', async () => {
    const form = await officer.get('/strategy/task-entry/D1.T1');
    assert.deepEqual([form.status, form.body.agency, form.body.held], [200, 'S1', null]);
    const report = async (percent, state, more) => {
      const { body, status } = await officer.post('/strategy/progress', { task: 'D1.T1', agency: 'S1', percent, state, product: '', note: 'Báo cáo tháng', based_on: 0, ...more });
      assert.equal(status, 201, JSON.stringify(body));
      assert.equal((await coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' })).status, 200);
    };
    await report(40, 'in_progress');
    await report(100, 'done', { product: 'Đề án', based_on: 1 });
    const { body } = await client(server).get('/strategy/tasks/D1.T1');
    assert.deepEqual([body.view.status, body.view.percent], ['done', 100]);
    assert.deepEqual((await officer.get('/strategy/task-entry/D1.T1')).body.held.percent, 100);
    const left = await officer.post('/strategy/progress', { task: 'D1.T1', agency: 'S1', state: 'not_started', based_on: 2 });
    assert.deepEqual(slugs(left), ['/percent:kit/field-missing'], 'what is left out is not zero');
  });

  await t.test('nobody decides on his own entry, whatever roles he has', async () => {
    where.cli('account', 'grant', '--username', 'mot', '--role', 'coordinator');
    assert.match(where.cli('account', 'list'), /^mot .*(officer:S1, coordinator|coordinator, officer:S1)$/m);
    const both = await signedIn(server, 'mot'), { body } = await both.post('/strategy/figures', figure('2026-08', 36));
    const own = await both.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' });
    assert.deepEqual([own.status, slug(own)], [403, 'strategy/own-decision']);
    assert.equal((await coordinator.post(`/strategy/submissions/${body.id}/decision`, { decision: 'accept' })).status, 200);
  });
});

onBothEngines('a plan that is loaded again', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  const write = (text) => { const path = join(where.data, 'figures.csv'); writeFileSync(path, text); return path; };
  const without = (plan, ...codes) => Object.fromEntries(Object.entries(plan).map(([name, text]) => [name, text.split('\n').filter((line) => !codes.some((code) => line.startsWith(`${code},`))).join('\n')]));

  await t.test('what the package no longer has goes, with its targets and assignments', async () => {
    where.cli('plan', 'load', writePlan(without(smallPlan(), 'D1.B', 'D1.T3', 'D1.N2')));
    const { body } = await soon(async () => {
      const answer = await client(server).get('/strategy/plan');
      assert.deepEqual(answer.body.indicators.map((one) => one.code), ['D1.A', 'D1.C', 'D1.D', 'D1.E']);
      return answer;
    });
    assert.deepEqual(body.tasks.map((one) => one.code), ['D1.T1', 'D1.T2']);
    assert.deepEqual(body.duties.map((one) => one.duty.code), ['D1.N1']);
    await soon(async () => assert.equal((await client(server).get('/strategy/indicators/D1.B')).status, 404));
    where.cli('plan', 'load', writePlan(smallPlan()));
  });

  await t.test('an objective goes when nothing hangs on it', async () => {
    const plan = smallPlan();
    plan.indicators = plan.indicators.replaceAll(',D1.O2,', ',D1.O1,');
    where.cli('plan', 'load', writePlan(without(plan, 'D1.O2')));
    await soon(async () => assert.deepEqual((await client(server).get('/strategy/plan')).body.objectives.map((one) => one.code), ['D1.O1']));
    where.cli('plan', 'load', writePlan(smallPlan()));
  });

  await t.test('a section goes', async () => {
    const plan = { ...smallPlan(), sections: 'code,document,citation,title,parent,kind\nD1.I,D1,"1/QĐ-UBND, I",Mục tiêu,,objectives\nD1.II,D1,"1/QĐ-UBND, II",Nhiệm vụ,,tasks\n' };
    where.cli('plan', 'load', writePlan(plan));
    await soon(async () => assert.equal((await client(server).get('/strategy/plan')).body.sections.length, 2));
    where.cli('plan', 'load', writePlan(without(plan, 'D1.II')));
    await soon(async () => assert.deepEqual((await client(server).get('/strategy/plan')).body.sections.map((one) => one.code), ['D1.I']));
  });

  await t.test('other targets: what was added up is added up again', async () => {
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.C,99001,2025,0.8\nD1.C,99002,2025,1.2\nD1.C,99003,2025,2\n'), '--source', 'Báo cáo');
    const share = async () => { const { standing } = (await client(server).get('/strategy/indicators/D1.C')).body.view; return [standing.value, standing.met_count, standing.reported]; };
    await soon(async () => assert.deepEqual(await share(), [66.666667, 2, 3], 'two of three spend at least 1 %'));
    const plan = smallPlan();
    plan.targets = plan.targets.replace('D1.C,2026,>=,1', 'D1.C,2026,>=,1.5');
    where.cli('plan', 'load', writePlan(plan));
    await soon(async () => assert.deepEqual(await share(), [33.333333, 1, 3], 'one of three spends at least 1.5 %'));
    plan.indicators = plan.indicators.replace('commune,met_share', 'commune,mean');
    where.cli('plan', 'load', writePlan(plan));
    await soon(async () => assert.deepEqual(await share(), [1.333333, 1, 3], '(0.8 + 1.2 + 2) / 3'));
    const refused = where.try('plan', 'load', writePlan(without(plan, 'D1.C')));
    assert.ok(refused.status === 1 && refused.err.includes('strategy/item-in-use'), refused.err);
  });

  await t.test('a sum beyond all figures is not told, nor the one of before', async () => {
    where.cli('plan', 'load', writePlan(smallPlan()));
    const sum = async () => (await client(server).get('/strategy/indicators/D1.B')).body.view.standing.value;
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.B,99001,2026-Q3,3000000000000\n'), '--source', 'Báo cáo');
    await soon(async () => assert.equal(await sum(), 3e12));
    where.cli('observations', 'import', write('indicator,subject,period,value\nD1.B,99002,2026-Q3,3000000000000\n'), '--source', 'Báo cáo');
    await soon(async () => assert.equal(await sum(), null));
  });
});
