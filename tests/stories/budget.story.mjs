// The money of a year: handed in, accepted, corrected, taken from files; the shares that the strategy asks of it, worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, content, PASSWORD, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { sheetAt } from '../harness/spreadsheet.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const account = (cli, username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
const folder = mkdtempSync(join(tmpdir(), 'banyan-budget-'));
const file = (name, text) => { writeFileSync(join(folder, name), text); return join(folder, name); };
const bytes = (text) => new TextEncoder().encode(text);

const RULES = 'code,title,title_en,scope,numerator,areas,fundings,denominator,indicator,year_first,year_last,basis\n'
  + 'xa-1,Chi số của xã,Communes,commune,allocated,digital,central;province;commune,total,D1.C,2025,2030,"1/QĐ-UBND, mục 3"\n'
  + 'tinh-3,Chi của tỉnh,Province,province,allocated,,central;province;commune,total,D1.G,2025,2030,"1/QĐ-UBND, mục 7"\n'
  + 'grdp-2,Chi so với GRDP,In GRDP,province,spent,,,grdp,D1.F,2025,2030,"1/QĐ-UBND, mục 6"\n';
const HEAD = 'kind,subject,year,funding,purpose,area,planned,allocated,spent,amount,source,excess_reason\n';

function plan() {
  const made = smallPlan();
  made.indicators += 'D1.F,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 6",Chi so với GRDP,% GRDP,share,up,quarter,30,province,,\n'
    + 'D1.G,D1,D1.O2,"1/QĐ-UBND, Phụ lục, mục 7",Chi trong ngân sách tỉnh,%,share,up,year,30,province,,\n';
  made.targets += 'D1.F,2025,=,2,,\nD1.F,2030,range,2,3,\nD1.G,2025,>=,3,,\n';
  made.assignments += 'D1.F,lead,Sở Hai,S2,S2\nD1.G,lead,Sở Hai,S2,S2\n';
  return writePlan(made);
}

onBothEngines('the money', { data: { plan: null }, serve: { set: { 'budget.province_keepers': 'S9; S2' } } }, async (t, { server, where }) => {
  where.cli('plan', 'load', plan());
  where.cli('budget', 'rules', file('rules.csv', RULES));
  account(where.cli, 'mot', 'officer', 'S1');
  account(where.cli, 'hai', 'officer', 'S2');
  account(where.cli, 'xa', 'officer', 'X1');
  account(where.cli, 'dieu-phoi', 'coordinator');
  const one = await signedIn(server, 'mot'), two = await signedIn(server, 'hai'), commune = await signedIn(server, 'xa');
  const coordinator = await signedIn(server, 'dieu-phoi'), anybody = client(server);
  const spending = (subject, more) => ({ kind: 'spending', subject, year: 2025, funding: 'province', purpose: 'recurrent', area: 'digital', source: 'Báo cáo quyết toán', ...more });
  const accept = async (id) => assert.equal((await coordinator.post(`/budget/entries/${id}/decision`, { decision: 'accept' })).status, 200);
  const summary = async () => (await anybody.get('/budget/summary?year=2025')).body;
  const rule = async (code) => (await summary()).rules.find((found) => found.rule.code === code);

  await t.test('nothing entered is nothing known, not zero', async () => {
    const page = await summary();
    assert.deepEqual([page.year, page.years, page.sum.lines, page.sum.spent, page.grdp, page.agencies], [2025, [], 0, null, null, []]);
    assert.deepEqual(page.rules.map((found) => [found.rule.code, found.total, found.known, found.met, found.is_recorded]), [['xa-1', 3, 0, 0, false], ['tinh-3', 1, 0, 0, false], ['grdp-2', 1, 0, 0, false]]);
    const [quarter] = page.rules.slice(-1);
    assert.deepEqual([quarter.period, quarter.ends_on, quarter.low, quarter.is_over], ['2025-Q4', '2025-12-31', 2, true], 'the quarter that ends with the year');
  });

  await t.test('what cannot be is refused, with every fault named', async () => {
    const refused = async (by, body, expected) => assert.deepEqual(slugs(await by.post('/budget/entries', body)), expected);
    await refused(one, spending('S1', { planned: -1, allocated: 1e12 }), ['/planned:budget/amount-range', '/allocated:budget/amount-range']);
    await refused(one, spending('S1', { year: 1999, spent: 1 }), ['/year:budget/year-range']);
    await refused(one, spending('S1', { year: 2100, spent: 1 }), ['/year:budget/year-range']);
    await refused(one, spending('S9', { spent: 1 }), ['/subject:budget/subject-unknown']);
    await refused(one, spending('CU', { year: 2026, spent: 1 }), ['/subject:budget/subject-unknown']); // it ended on 1/3/2025
    await refused(one, spending('S1'), ['/allocated:budget/line-form']);
    await refused(one, spending('S1', { funding: null, spent: 1 }), ['/funding:budget/line-form']);
    await refused(two, { kind: 'grdp', subject: 'S2', year: 2025, amount: 5, source: 'Niên giám' }, ['/subject:budget/subject-unknown']);
    await refused(one, spending('S1', { allocated: 10, spent: 10.000001 }), ['/excess_reason:budget/excess-unexplained']); // by one đồng
    assert.equal(slug(await one.post('/budget/entries', spending('S2', { spent: 1 }))), 'access/agency-not-yours');
    assert.equal(slug(await one.post('/budget/entries', { kind: 'total', subject: '99', year: 2025, amount: 5, source: 'Nghị quyết' })), 'access/agency-not-yours', 'the province has its keepers');
    assert.equal((await anybody.post('/budget/entries', spending('S1', { spent: 1 }))).status, 401);
    assert.deepEqual(slugs(await one.post('/budget/entries', spending('S1', { spent: 1, evidence: ['file_01M80K4FW00000000000000000'] }))), ['/evidence:documents/file-unknown']);
  });

  await t.test('an officer hands in, the coordinator accepts; what waits is not public yet', async () => {
    const form = (await commune.get('/budget/form?year=2025')).body;
    assert.deepEqual([form.subject, form.subjects, form.lines, form.year_last], ['X1', [{ code: 'X1', name: 'Ủy ban nhân dân xã Đồng Đa', is_province: false }], [], 2031]);
    const made = await commune.post('/budget/entries', spending('X1', { funding: 'commune', planned: 150, allocated: 120.5, spent: 100 }));
    assert.equal(made.status, 201, JSON.stringify(made.body));
    assert.equal((await summary()).sum.lines, 0);
    assert.equal(slug(await commune.post('/budget/entries', spending('X1', { funding: 'commune', allocated: 1 }))), 'budget/entry-waiting', 'twice');
    assert.deepEqual((await commune.get('/budget/form?year=2025')).body.waiting.map((entry) => entry.allocated), [120.5]);
    const again = await commune.post('/budget/entries', spending('X1', { funding: 'commune', planned: 150, allocated: 120.5, spent: 100, replaces: made.body.id }));
    assert.equal(again.status, 201);
    assert.equal(slug(await coordinator.post(`/budget/entries/${made.body.id}/decision`, { decision: 'accept' })), 'budget/entry-decided', 'the one that was replaced');
    assert.deepEqual(slugs(await coordinator.post(`/budget/entries/${again.body.id}/decision`, { decision: 'return', note: 'sai' })), ['/note:budget/reason-needed']);
    const waiting = (await coordinator.get('/budget/entries')).body.lines;
    assert.deepEqual(waiting.map((line) => [line.entry.id, line.subject_name, line.may_decide, line.may_withdraw, line.held]), [[again.body.id, 'Ủy ban nhân dân xã Đồng Đa', true, false, null]]);
    await accept(again.body.id);
    assert.deepEqual((await commune.get('/budget/entries')).body.lines.map((line) => line.entry.state).sort(), ['accepted', 'withdrawn'], 'an officer sees his own, whatever became of it');
    assert.equal((await one.get('/budget/entries')).body.lines.length, 0);
    const page = await summary();
    assert.deepEqual([page.sum.planned, page.sum.allocated, page.sum.spent, page.years], [150, 120.5, 100, [{ year: 2025 }]]);
    const entries = (await anybody.get(`/ledger/entries?subject=${again.body.id}`)).body;
    assert.match(JSON.stringify(entries), /budget\.entry_accepted/);
  });

  await t.test('returned with a reason, taken back, and nobody decides on his own', async () => {
    const wrong = await commune.post('/budget/entries', spending('X1', { purpose: 'investment', allocated: 30000, spent: 30000 }));
    const back = await coordinator.post(`/budget/entries/${wrong.body.id}/decision`, { decision: 'return', note: 'Lệch đơn vị 1000 lần' });
    assert.deepEqual([back.status, back.body.state], [200, 'returned']);
    const right = await commune.post('/budget/entries', spending('X1', { purpose: 'investment', allocated: 30, spent: 30 }));
    assert.equal((await one.post(`/budget/entries/${right.body.id}/withdrawal`, {})).status, 403);
    assert.equal((await commune.post(`/budget/entries/${right.body.id}/withdrawal`, {})).body.state, 'withdrawn');
    await accept((await commune.post('/budget/entries', spending('X1', { purpose: 'investment', allocated: 30, spent: 30 }))).body.id);
    where.cli('account', 'grant', '--username', 'mot', '--role', 'coordinator');
    const both = await signedIn(server, 'mot'), own = await both.post('/budget/entries', spending('S1', { area: 'science', planned: 1000, allocated: 800, spent: 600 }));
    await soon(async () => assert.equal(slug(await (await signedIn(server, 'mot')).post(`/budget/entries/${own.body.id}/decision`, { decision: 'accept' })), 'budget/own-entry'));
    await accept(own.body.id);
  });

  await t.test('an officer hands in a file: whole, or not at all, every fault named', async () => {
    const send = (text, more = '') => one.call('POST', `/budget/files?name=so-mot.csv${more}`, bytes(text), { 'content-type': 'text/csv' });
    const faulty = HEAD + ',S1,2025,central,investment,digital,,2000,2100,,Quyết toán,\n,S2,2025,central,investment,digital,,5,,,Quyết toán,\n,S1,1999,central,investment,digital,,5,,,Quyết toán,\n,S1,2025,central,investment,science,,x,,,Quyết toán,\n';
    const refused = await send(faulty);
    assert.equal(refused.status, 400, JSON.stringify(refused.body));
    assert.deepEqual(refused.body.errors.map((error) => [error.row, error.column, error.type.replace('/problems/', '')]), [[5, 'allocated', 'kit/number-form'], [2, 'excess_reason', 'budget/excess-unexplained'], [4, 'year', 'budget/year-range']]);
    const line = ',S1,2025,central,investment,digital,,2000,2100,,Quyết toán,Khối lượng phát sinh do bão\n';
    assert.deepEqual((await send(HEAD + line + line)).body.errors.map((error) => [error.row, error.type]), [[3, '/problems/budget/line-twice']]);
    assert.deepEqual((await send(`${HEAD}${line},S2,2025,central,investment,digital,,5,,,Quyết toán,\n`)).body.errors.map((error) => [error.row, error.type]), [[3, '/problems/budget/line-not-yours']]);
    assert.equal((await coordinator.get('/budget/entries')).body.lines.length, 0, 'nothing half-written');
    assert.deepEqual((await send(HEAD + line)).body, { handed_in: 1, unchanged: 0 });
    const [waiting] = (await coordinator.get('/budget/entries')).body.lines;
    assert.deepEqual([waiting.entry.spent, waiting.entry.excess_reason], [2100, 'Khối lượng phát sinh do bão']);
    assert.deepEqual((await send(HEAD + line)).body.errors.map((error) => error.type), ['/problems/budget/entry-waiting']);
    await accept(waiting.entry.id);
    assert.deepEqual((await send(HEAD + line)).body, { handed_in: 0, unchanged: 1 });
  });

  await t.test('an administrator takes in a file; a rate is made of lines in which both amounts are known', async () => {
    const amounts = HEAD + ',X2,2025,commune,recurrent,digital,,45,45,,Quyết toán,\n,X3,2025,commune,recurrent,digital,60,,55,,Quyết toán,\n,S2,2025,outside,recurrent,innovation,,500,500,,Quỹ doanh nghiệp,\n'
      + 'total,X1,2025,,,,,,,12000,Nghị quyết HĐND,\ntotal,X2,2025,,,,,,,9000,Nghị quyết HĐND,\ntotal,X3,2025,,,,,,,5000,Nghị quyết HĐND,\n';
    assert.match(where.cli('budget', 'import', file('amounts.csv', amounts)), /6 dòng .* 6 được ghi/);
    assert.match(where.cli('budget', 'import', file('amounts.csv', amounts)), /0 được ghi .*, 6 không đổi/);
    const other = where.try('budget', 'import', file('other.csv', amounts.replace('9000', '9100')));
    assert.match(other.err, /budget\/line-differs/);
    await soon(async () => {
      const { sum } = await summary();
      // planned 150+1000+60, one of 7 lines has none of: X1 invest, S1 digital, X2, S2; allocated 120.5+30+800+2000+45+500; spent 100+30+600+2100+45+55+500
      assert.deepEqual([sum.lines, sum.planned, sum.planned_missing, sum.allocated, sum.allocated_missing, sum.spent, sum.spent_missing], [7, 1210, 4, 3495.5, 1, 3430, 0]);
      // without X3, of which the allocation is not known: (3430 - 55) / 3495.5 = 96.552711 %; (120.5 + 800) / (150 + 1000) = 80.043478 %
      assert.deepEqual([sum.execution, sum.execution_lines, sum.allocation, sum.allocation_lines], [96.552711, 6, 80.043478, 2]);
    });
    const S1 = (await summary()).agencies.find((agency) => agency.code === 'S1');
    assert.deepEqual([S1.sum.allocated, S1.sum.spent, S1.sum.execution], [2800, 2700, 96.428571]); // 2700 / 2800
  });

  await t.test('each commune: its share of its own budget, and how many meet the 1 %', async () => {
    const found = await rule('xa-1');
    assert.deepEqual(found.shares.map((share) => [share.subject, share.numerator, share.denominator, share.share, share.missing, share.is_whole, share.holds]), [
      ['99002', 45, 9000, 0.5, 0, true, false],
      ['99001', 150.5, 12000, 1.254167, 0, true, true], // 120.5 + 30
      ['99003', null, 5000, null, 1, false, false], // not known is not 0 %
    ]);
    assert.deepEqual([found.total, found.known, found.met, found.low], [3, 2, 1, 1]);
    const { shares: [province] } = await rule('tinh-3');
    assert.deepEqual([province.numerator, province.denominator, province.missing, province.share], [2995.5, null, 1, null]);
  });

  await t.test('who keeps the province’s amounts enters them; a share that lacks a line is shown and not recorded', async () => {
    for (const body of [{ kind: 'total', amount: 100000 }, { kind: 'grdp', amount: 150000 }]) {
      const made = await two.post('/budget/entries', { ...body, subject: '99', year: 2025, source: 'Nghị quyết HĐND tỉnh' });
      assert.equal(made.status, 201, JSON.stringify(made.body));
      assert.equal(made.body.agency, 'S2');
      await accept(made.body.id);
    }
    assert.deepEqual((await two.get('/budget/form')).body.subjects.map((subject) => subject.code), ['S2', '99']);
    const { shares: [province] } = await rule('tinh-3');
    assert.deepEqual([province.share, province.missing, province.is_whole], [2.9955, 1, false]);
    const refused = await coordinator.post('/budget/shares', { rule: 'tinh-3', year: 2025 });
    assert.deepEqual([refused.status, slug(refused)], [409, 'budget/share-incomplete']);
    assert.match(refused.body.detail, /thiếu 1 trong 6 khoản/);
    assert.equal(slugs(await coordinator.post('/budget/shares', { rule: 'khac', year: 2025 }))[0], '/rule:budget/rule-unknown');
    assert.equal(slugs(await coordinator.post('/budget/shares', { rule: 'grdp-2', year: 2031 }))[0], '/rule:budget/rule-unknown');
    assert.equal((await two.post('/budget/shares', { rule: 'tinh-3', year: 2025 })).status, 403);
  });

  await t.test('a correction needs a reason; what it was before stays visible', async () => {
    const missing = `${HEAD},X3,2025,commune,recurrent,digital,60,60,55,,Quyết toán bổ sung,\n`;
    assert.match(where.try('budget', 'import', file('x3.csv', missing)).err, /line-differs/);
    where.cli('budget', 'import', file('x3.csv', missing), '--reason', 'Bổ sung số giao theo quyết định tháng 12');
    await soon(async () => {
      const { body } = await anybody.get('/budget/agencies/X3');
      assert.deepEqual(body.lines.map((line) => [line.kind, line.allocated, line.revision]), [['total', null, 1], ['spending', 60, 2]]);
      assert.deepEqual(body.past.map((past) => [past.allocated, past.revision, past.reason]), [[null, 1, 'Bổ sung số giao theo quyết định tháng 12']]);
    });
    const correct = (more) => commune.post('/budget/entries', spending('X1', { purpose: 'investment', allocated: 31, spent: 30, ...more }));
    assert.equal(slug(await correct({ based_on: 0 })), 'budget/line-changed', 'what holds must have been seen');
    assert.deepEqual(slugs(await correct({ based_on: 1 })), ['/reason:budget/reason-needed']);
    assert.equal((await anybody.get('/budget/agencies/S9')).status, 404);
  });

  await t.test('recorded into the strategy, with an origin that leads back here', async () => {
    assert.deepEqual((await coordinator.post('/budget/shares', { rule: 'xa-1', year: 2025 })).body, { recorded: 3, unchanged: 0, left_out: 0 });
    assert.deepEqual((await coordinator.post('/budget/shares', { rule: 'xa-1', year: 2025 })).body, { recorded: 0, unchanged: 3, left_out: 0 });
    assert.equal((await coordinator.post('/budget/shares', { rule: 'tinh-3', year: 2025 })).status, 200);
    assert.equal((await coordinator.post('/budget/shares', { rule: 'grdp-2', year: 2025 })).status, 200);
    const figure = async (code, subject, period) => (await anybody.get(`/strategy/indicators/${code}/figures/${subject}/${period}`)).body;
    const proof = await figure('D1.C', '99001', '2025');
    assert.equal(proof.origin.source, 'Tính từ kinh phí năm 2025: 150,5 trên 12000 triệu đồng');
    assert.equal(proof.origin.page, '/kinh-phi?year=2025#xa-1');
    assert.equal((await figure('D1.G', '99', '2025')).origin.source, 'Tính từ kinh phí năm 2025: 3055,5 trên 100000 triệu đồng'); // 2995.5 + 60
    const standing = async (code) => (await anybody.get(`/strategy/indicators/${code}`)).body.view.standing;
    // two of three communes meet the 1 %: 66.666667; 3055.5 / 100000; (100+30+600+2100+45+55+500) / 150000
    assert.deepEqual([(await standing('D1.C')).value, (await standing('D1.G')).value, (await standing('D1.F')).value], [66.666667, 3.0555, 2.286667]);
    assert.deepEqual([(await standing('D1.C')).met_count, (await standing('D1.G')).status], [2, 'met']);
    assert.equal((await rule('grdp-2')).is_recorded, true);
  });

  await t.test('amounts that change show at once; the recorded figure changes with a reason', async () => {
    const made = await commune.post('/budget/entries', spending('X1', { purpose: 'investment', allocated: 90, spent: 30, based_on: 1, reason: 'Bổ sung vốn cuối năm' }));
    await accept(made.body.id);
    const found = await rule('xa-1');
    assert.deepEqual([found.shares[1].share, found.shares[1].recorded, found.is_recorded], [1.754167, 1.254167, false]); // 210.5 / 12000
    assert.deepEqual(slugs(await coordinator.post('/budget/shares', { rule: 'xa-1', year: 2025 })), ['/reason:strategy/reason-missing']);
    assert.deepEqual((await coordinator.post('/budget/shares', { rule: 'xa-1', year: 2025, reason: 'Xã bổ sung vốn cuối năm' })).body, { recorded: 1, unchanged: 2, left_out: 0 });
    assert.equal((await rule('xa-1')).is_recorded, true);
  });

  await t.test('a year that is not over is computed and not recorded', async () => {
    where.cli('budget', 'import', file('2026.csv', `${HEAD},X1,2026,commune,recurrent,digital,,123456789.123456,,,Dự toán,\ntotal,X1,2026,,,,,,,999999999.999999,Dự toán,\n`));
    await soon(async () => {
      const found = (await anybody.get('/budget/summary')).body, share = found.rules[0].shares.find((one) => one.subject === '99001');
      assert.deepEqual([found.year, share.numerator, share.denominator, share.share, found.rules[0].is_over], [2026, 123456789.123456, 999999999.999999, 12.345679, false], 'to the đồng');
    });
    assert.deepEqual(slugs(await coordinator.post('/budget/shares', { rule: 'xa-1', year: 2026 })), ['/period:strategy/period-open']);
    const csv = (await anybody.get('/budget/lines.csv?year=2026')).body;
    assert.match(csv, /^\uFEFF?kind,subject,subject_name,year,/);
    assert.match(csv, /spending,X1,Ủy ban nhân dân xã Đồng Đa,2026,commune,recurrent,digital,,123456789.123456,/);
    const { name, rows } = await sheetAt(server, '/budget/lines.xlsx?year=2026');
    assert.deepEqual([name, rows.length], ['banyan-budget-2026.xlsx', csv.trim().split('\n').length]);
    const line = rows.find((row) => row[0] === 'spending' && row[1] === 'X1'), allocated = rows[0].indexOf('Được giao');
    assert.deepEqual([line[2], Number(line[allocated]).toFixed(4)], ['Ủy ban nhân dân xã Đồng Đa', '123456789.1235'], 'a spreadsheet keeps fifteen figures');
  });

  await t.test('rules are taken in whole or not at all, and those of Tuyên Quang fit its plan', async () => {
    const bad = where.try('budget', 'rules', file('bad.csv', RULES.replace('digital,central', 'robots,central').replace('D1.G', 'D1.A').replace('grdp-2', 'tinh-3')));
    assert.equal([...bad.err.matchAll(/budget\/rule-form/g)].length >= 3, true, bad.err);
    assert.equal((await rule('xa-1')).rule.areas[0], 'digital');
    where.cli('plan', 'load', content);
    assert.match(where.cli('budget', 'rules', join(content, 'budget_rules.csv')), /: 3/);
  });
});
