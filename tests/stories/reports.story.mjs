// Reports that agencies owe: regimes from files, obligations made ahead, a form that knows what is known, a draft saved whole.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { openAccounts, regimeFolder, slug, slugs, smallRegimes } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

onBothEngines('reports that are owed', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const officer = await signedIn(server, 'mot'), other = await signedIn(server, 'hai'), coordinator = await signedIn(server, 'dieu-phoi');
  const owed = async (who, query) => (await who.get(`/reporting/obligations?${query}`)).body.obligations;

  await t.test('files with faults: all are named, nothing is taken', async () => {
    const bad = smallRegimes();
    bad.regimes += 'X1,a,a,c,by_document,S9,S1,month,year before 11-15,0,2026-01-01,,Z\nX2,a,a,c,by_document,S1,S9,year,someday,0,2026-01-01,,X2\nX3,a,a,c,by_document,S1,S1,on_demand,3 days after period,0,2026-01-01,,\n';
    bad.regime_sections += 'X9,A,a,a,,,\nM,NOTE,a,a,true,9,3\n';
    bad.regime_items += 'M,D1.Z,,\n';
    const { status, err } = where.try('regimes', 'load', regimeFolder(bad));
    assert.equal(status, 1);
    for (const name of ['reporting/cutoff-unfit', 'reporting/cutoff-form', 'reference/code-unknown', 'reporting/regime-circle', 'reporting/words-turned', 'reference/code-twice', 'strategy/indicator-unknown']) assert.ok(err.includes(name), `${name}\n${err}`);
    const { body } = await client(server).get('/reporting/regimes');
    assert.deepEqual(body.regimes.map((one) => one.regime.code), ['M', 'N', 'T', 'DX']);
  });

  await t.test('a regime that is owed under does not go', async () => {
    const { status, err } = where.try('regimes', 'load', regimeFolder({ ...smallRegimes(), regimes: smallRegimes().regimes.replace(/^N,.*\n/m, ''), regime_sections: smallRegimes().regime_sections.replace(/^N,.*\n/gm, ''), regime_items: smallRegimes().regime_items.replace(/^N,.*\n/m, '') }));
    assert.equal(status, 1);
    assert.ok(err.includes('reporting/regime-in-use'), err);
    const page = await client(server).get('/reporting/regimes/M');
    assert.deepEqual([page.body.view.reporter_name, page.body.sections.length, page.body.items.length], ['Các sở', 1, 1]);
    assert.equal(slug(await client(server).get('/reporting/regimes/ZZ')), 'reporting/regime-unknown');
  });

  await t.test('made ahead: one an agency and period; each with the day that its rule says', async () => {
    const months = await owed(coordinator, 'regime=M&period=2026-11');
    assert.deepEqual(months.map((one) => [one.obligation.agency, one.due_on]), [['S1', '2026-12-10'], ['S2', '2026-12-10']]);
    /* before 15/11/2026: the 14th is a Saturday; without a loaded calendar Saturdays and Sundays are off: Monday the 16th */
    const year = await owed(coordinator, 'regime=N&period=2026');
    assert.deepEqual(year.map((one) => [one.obligation.agency, one.obligation.last_on, one.due_on, one.is_late, one.late_days]), [['S1', '2026-11-14', '2026-11-16', true, 6], ['S2', '2026-11-14', '2026-11-16', true, 6]]);
    where.cli('regimes', 'load', regimeFolder());
    assert.equal((await owed(coordinator, 'regime=M&period=2026-11')).length, 2, 'loaded again nothing is doubled');
  });

  await t.test('each sees what is owed by his own; the inbox has what can be begun, the first due first', async () => {
    assert.deepEqual([...new Set((await owed(officer, 'from=2026-10-01&to=2027-02-01')).map((one) => one.obligation.agency))], ['S1']);
    const { body } = await officer.get('/reporting/inbox');
    assert.deepEqual(body.items.map((one) => [one.need, one.view.obligation.regime, one.view.obligation.period]), [['write', 'M', '2026-10'], ['write', 'N', '2026'], ['write', 'T', '2026']]);
    assert.equal((await client(server).get('/reporting/inbox')).status, 401);
  });

  await t.test('the calendar of a person has them with his other days, and the secret address has the same', async () => {
    const days = (text) => text.replaceAll('\r\n ', '').split('BEGIN:VEVENT').filter((one) => /UID:report\./.test(one)).map((one) => [/DTSTART;VALUE=DATE:(\d+)/.exec(one)[1], /SUMMARY:(.*)\r/.exec(one)[1]]).sort();
    const own = (await officer.get('/strategy/inbox.ics')).body;
    assert.deepEqual(days(own), [
      ['20261110', 'Hạn gửi 2026-10: Số liệu tháng'], ['20261116', 'Hạn gửi 2026: Báo cáo năm'], ['20261130', 'Hạn gửi 2026: Báo cáo tổng hợp năm'],
      ['20261210', 'Hạn gửi 2026-11: Số liệu tháng'], ['20270111', 'Hạn gửi 2026-12: Số liệu tháng'], // 10 January is a Sunday
    ]);
    const { path } = (await officer.post('/strategy/inbox-feed', {})).body;
    assert.equal((await client(server).get(path)).body, own);
    assert.deepEqual(days((await other.get('/strategy/inbox.ics')).body).length, 4, 'S2 puts nothing together for the province');
  });

  let id;
  await t.test('the form knows what is asked, what was before and what holds already', async () => {
    [{ obligation: { id } }] = await owed(officer, 'regime=M&period=2026-10');
    const { body } = await officer.get(`/reporting/obligations/${id}`);
    assert.deepEqual(body.lines.map((one) => [one.indicator.code, one.subject, one.period, one.held_revision]), [['D1.D', '99', '2025', 0], ['D1.E', '99', '2026-10', 0]], 'D1.A is about communes: they owe it');
    assert.deepEqual(body.tasks.map((one) => one.task.code), ['D1.T1']);
    assert.deepEqual([body.report, body.may_save, body.may_submit, body.may_approve], [null, true, false, false]);
    assert.equal((await other.get(`/reporting/obligations/${id}`)).status, 403, 'not for another agency');
    assert.equal(slug(await officer.get('/reporting/obligations/duty_01M80K4FW00000000000000000')), 'reporting/obligation-unknown');
  });

  const draft = (save, revision, more) => ({ save, revision, figures: [{ indicator: 'D1.E', subject: '99', value: 35, source: 'Sổ theo dõi' }], tasks: [], sections: [{ section: 'NOTE', text: 'Tháng mười.' }], overrides: [], ...more });

  await t.test('saved whole; sent twice it is kept once; who has not seen the newest is told', async () => {
    const first = await officer.post(`/reporting/obligations/${id}/draft`, draft('saving-0001', 0));
    assert.deepEqual([first.status, first.body.revision, first.body.state, first.body.figures[0].period], [200, 1, 'draft', '2026-10'], JSON.stringify(first.body));
    const twice = await officer.post(`/reporting/obligations/${id}/draft`, draft('saving-0001', 0));
    assert.deepEqual([twice.status, twice.body.revision], [200, 1]);
    const stale = await officer.post(`/reporting/obligations/${id}/draft`, draft('saving-0002', 0));
    assert.deepEqual([stale.status, slug(stale)], [409, 'reporting/draft-stale']);
    const next = await officer.post(`/reporting/obligations/${id}/draft`, draft('saving-0003', 1, { tasks: [{ task: 'D1.T1', percent: 40, state: 'in_progress' }] }));
    assert.deepEqual([next.body.revision, next.body.tasks[0].percent], [2, 40]);
    assert.equal((await officer.get(`/reporting/obligations/${id}`)).body.report.revision, 2);
  });

  await t.test('what is no part of the form is refused, with every fault named', async () => {
    const refused = await officer.post(`/reporting/obligations/${id}/draft`, draft('saving-0004', 2, {
      figures: [{ indicator: 'D1.B', subject: '99', value: 1 }, { indicator: 'D1.E', subject: '99', value: 1, evidence: ['file_01M80K4FW00000000000000000'] }, { indicator: 'D1.E', subject: '99', value: 2 }],
      tasks: [{ task: 'D1.T3', percent: 0, state: 'not_started' }], sections: [{ section: 'ZZ', text: '' }],
    }));
    assert.equal(refused.status, 400);
    assert.deepEqual(slugs(refused).sort(), ['documents/file-unknown', 'reporting/line-twice', 'reporting/line-unknown', 'reporting/section-unknown', 'reporting/task-not-yours']);
    assert.equal((await other.post(`/reporting/obligations/${id}/draft`, draft('saving-0005', 2))).status, 403);
  });

  await t.test('not before it opens', async () => {
    const [{ obligation }] = await owed(officer, 'regime=M&period=2026-12&from=2026-12-01&to=2027-03-01');
    assert.equal(slug(await officer.post(`/reporting/obligations/${obligation.id}/draft`, draft('saving-0006', 0))), 'reporting/not-open');
  });

  await t.test('on demand: for chosen agencies, a period that is one, a day that is not over', async () => {
    const ask = (more) => coordinator.post('/reporting/obligations', { regime: 'DX', period: '2026-10', agencies: ['S2'], due_on: '2026-11-30', ...more });
    assert.equal(slug(await ask({ regime: 'M' })), 'reporting/regime-not-on-demand');
    const wrong = await ask({ period: '2026-13', agencies: ['CU', 'S2'], due_on: '2026-11-21' });
    assert.deepEqual(slugs(wrong).sort(), ['reporting/agency-unknown', 'reporting/demand-past', 'reporting/period-unfit']);
    const made = await ask({});
    assert.deepEqual([made.status, made.body.obligations.map((one) => one.obligation.agency)], [201, ['S2']], JSON.stringify(made.body));
    assert.equal((await officer.post('/reporting/obligations', { regime: 'DX', period: '2026-10', agencies: ['S2'], due_on: '2026-11-30' })).status, 403);
  });
});

onBothEngines('an agency that ends with nobody after it', { data: { plan: null, accounts: false } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder());
  const other = await signedIn(server, 'hai'), coordinator = await signedIn(server, 'dieu-phoi');
  const owed = async (query) => (await coordinator.get(`/reporting/obligations?${query}`)).body.obligations.map((one) => [one.obligation.agency, one.obligation.state]);
  await soon(async () => assert.deepEqual(await owed('regime=M&period=2026-10'), [['S1', 'open'], ['S2', 'open']]));
  const [{ view: { obligation: { id } } }] = (await other.get('/reporting/inbox')).body.items;

  await t.test('what it still owed lapses: nobody is asked for it, nothing of it is late, and the entry says so', async () => {
    const plan = smallPlan();
    plan.agencies = plan.agencies.replace('S2,Sở Hai,department,province,,,', 'S2,Sở Hai,department,province,,,2026-11-15');
    where.cli('plan', 'load', writePlan(plan));
    where.cli('regimes', 'load', regimeFolder());
    await soon(async () => assert.deepEqual(await owed('regime=M&period=2026-10'), [['S1', 'open'], ['S2', 'lapsed']]));
    assert.deepEqual(await owed('regime=M&period=2026-11'), [['S1', 'open'], ['S2', 'lapsed']], 'made ahead before anybody knew');
    const { consolidation } = (await coordinator.get('/reporting/consolidations/M/2026-10')).body;
    assert.deepEqual([consolidation.owed, consolidation.missing], [1, 1], 'S1 alone');
    const { entries } = (await client(server).get(`/ledger/entries?subject=${id}`)).body;
    assert.deepEqual(entries.map((one) => one.kind), ['reporting.obligation_lapsed']);
    const refused = await other.post(`/reporting/obligations/${id}/draft`, { save: 'saving-0001', revision: 0, figures: [], tasks: [], sections: [], overrides: [] });
    assert.equal(slug(refused), 'reporting/state-wrong');
    assert.match(refused.body.detail, /“không còn ai nộp”/);
  });
});
