// One year of a small province: three departments, five communes, the coordinator and a leader; a late reporter, a returned report, more
// time, a correction after publication, an amendment of the plan, the scores and an appeal. Every published number was worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, PASSWORD, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { regimeFolder, slugs } from '../harness/reports.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';

const COMMUNES = ['X1', 'X2', 'X3', 'X4', 'X5'], DEPARTMENTS = ['S1', 'S2', 'S3'];

/* What the five communes report: coverage in % at the end of the quarter, and points of access. By hand:
 *   coverage  Q1 (40+30+60+20+50)/5 = 200/5 = 40    Q2 (45+35+65+30+51)/5 = 226/5 = 45.2
 *             Q3 (50+45+70+35+55)/5 = 255/5 = 51    Q4 (60+50+80+45+65)/5 = 300/5 = 60
 *             Q1 corrected: X5 has 48, not 50: 198/5 = 39.6
 *   points    Q1 10+5+20+2+8 = 45    Q2 12+6+22+3+9 = 52    Q3 15+8+24+5+10 = 62    Q4 20+9+30+6+12 = 77 */
const COVERAGE = { Q1: [40, 30, 60, 20, 50], Q2: [45, 35, 65, 30, 51], Q3: [50, 45, 70, 35, 55], Q4: [60, 50, 80, 45, 65] };
const POINTS = { Q1: [10, 5, 20, 2, 8], Q2: [12, 6, 22, 3, 9], Q3: [15, 8, 24, 5, 10], Q4: [20, 9, 30, 6, 12] };
const MEAN = { Q1: 40, Q2: 45.2, Q3: 51, Q4: 60 }, SUM = { Q1: 45, Q2: 52, Q3: 62, Q4: 77 };
const WAITING = { Q1: 58, Q2: 52, Q3: 47, Q4: 41 }; // minutes, by S1

function province() {
  const plan = smallPlan();
  plan.places += '99004,Nà Tông,commune,Xã Nà Tông,99\n99005,Khau Tinh,commune,Xã Khau Tinh,99\n';
  plan.agencies += 'S3,Sở Ba,department,province,,,\n' + 'X4,Ủy ban nhân dân xã Nà Tông,commune,commune,99004,2025-07-01,\nX5,Ủy ban nhân dân xã Khau Tinh,commune,commune,99005,2025-07-01,\n';
  plan.assignments = plan.assignments.replace('D1.A,lead,Sở Một,S1,CU', 'D1.A,lead,Ủy ban nhân dân các xã,CAC-XA,CAC-XA').replace('D1.B,lead,Sở Hai,S2,S2', 'D1.B,lead,Ủy ban nhân dân các xã,CAC-XA,CAC-XA');
  return plan;
}

const REGIMES = {
  regimes: 'code,title,title_en,citation,standing,reporter,receiver,frequency,cutoff,opens_days,valid_from,tasks,feeds\n'
    + 'XA,Báo cáo quý của xã,Quarterly report of communes,Quy ước,by_installation,CAC-XA,S1,quarter,10 days after period,15,2026-01-01,,\n'
    + 'SO,Báo cáo quý của sở,Quarterly report of departments,Quy ước,by_installation,CAC-SO,S1,quarter,10 days after period,15,2026-01-01,,\n'
    + 'NAM,Báo cáo năm,Yearly report,"1/QĐ-UBND, III.1",by_document,CAC-SO,S1,year,year before 11-15,45,2026-01-01,true,TH\n'
    + 'TH,Báo cáo tổng hợp năm,Consolidated yearly report,"1/QĐ-UBND, III.1",by_document,S1,UBND,year,year before 12-01,30,2026-01-01,,\n',
  regime_sections: 'regime,code,title,title_en,is_needed,words_min,words_max\nXA,NOTE,Ghi chú,Notes,,,\nSO,NOTE,Ghi chú,Notes,true,1,100\nNAM,KETQUA,Kết quả,Results,true,3,500\nTH,KETQUA,Kết quả,Results,true,3,500\n',
  regime_items: 'regime,indicator,is_needed,evidence\nXA,D1.A,true,\nXA,D1.B,true,\nSO,D1.E,true,\n',
};

/** How agencies report, as a scheme of scoring asks it. */
function disciplineScheme() {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-scheme-')), write = (name, text) => writeFileSync(join(folder, `${name}.csv`), text);
  write('scheme', 'code,version,title,title_en,standing,frequency,appeal_days,change_note\nKL,1,Kỷ luật báo cáo,Reporting discipline,own,year,10,\n');
  write('classes', 'code,title,kinds\nSO,Sở,department\nXA,Xã,commune\n');
  write('bands', 'code,title,least\nTOT,Tốt,0\n');
  write('groups', 'code,title,maximum\nG,Báo cáo,20\n');
  write('inputs', 'code,criterion,title,unit,low,high\n');
  write('awards', 'code,title,most,least,complete\n');
  write('criteria', 'code,part,title,maximum,formula,missing,zero_denominator\nDH,G,Đúng hạn,10,10 * metric(reporting.on_time),zero,zero\n'
    + 'TL,G,Không bị trả lại,10,"10 * (1 - share(metric(reporting.reports_returned), metric(reporting.reports_due)))",zero,zero\n');
  return folder;
}

/** The people, signed in anew on every day of the story: sessions do not outlast a quarter. */
function openAccounts(cli) {
  const open = (username, role, agency) => cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, '--name', `${role} ${agency}`.trim(), ...(agency ? ['--agency', agency] : []));
  for (const agency of [...DEPARTMENTS, ...COMMUNES]) {
    open(`can-bo-${agency.toLowerCase()}`, 'officer', agency);
    open(`truong-${agency.toLowerCase()}`, 'head', agency);
  }
  open('dieu-phoi', 'coordinator', '');
  open('lanh-dao', 'leader', '');
}

/** A day at work: the server stands on that day, people sign in when they are needed. */
async function dayOf(where, day) {
  const clock = `clock.fixed=${day}T03:00:00Z`;
  where.common[where.common.findIndex((word) => word.startsWith('clock.fixed='))] = clock;
  const server = await serve(where), known = new Map();
  const who = async (name) => { if (!known.has(name)) known.set(name, await signedIn(server, name)); return known.get(name); };
  const must = async (name, path, body, status = 200) => { const answer = await (await who(name)).post(path, body); assert.equal(answer.status, status, `${day} ${name} ${path}: ${JSON.stringify(answer.body)}`); return answer.body; };
  const owed = async (query) => (await (await who('dieu-phoi')).get(`/reporting/obligations?${query}`)).body.obligations;
  const find = async (regime, period, agency) => (await owed(`regime=${regime}&period=${period}&agency=${agency}`))[0].obligation.id;
  let saves = 0;
  const office = (agency) => ({ officer: `can-bo-${agency.toLowerCase()}`, head: `truong-${agency.toLowerCase()}` });
  return {
    server, who, must, owed, find, anyone: client(server),
    /** Writes, hands in and, by the head, approves: sent to the coordinator. */
    async send(regime, period, agency, content, known_revision = 0) {
      const id = await find(regime, period, agency), at = `/reporting/obligations/${id}`, { officer, head } = office(agency);
      const { revision } = await must(officer, `${at}/draft`, { save: `${day}-${agency}-${saves += 1}`.padEnd(12, 'x'), revision: known_revision, figures: [], tasks: [], sections: [], overrides: [], ...content });
      await must(officer, `${at}/submission`, { revision });
      await must(head, `${at}/approval`, { revision });
      return { id, revision };
    },
    decide: ({ id, revision }, decision, note) => must('dieu-phoi', `/reporting/obligations/${id}/decision`, { revision, decision, note }),
    async publish(regime, period, reason) {
      await must('dieu-phoi', `/reporting/consolidations/${regime}/${period}`, {});
      await must('dieu-phoi', `/reporting/consolidations/${regime}/${period}/publication`, reason ? { reason } : {}, 201);
    },
    published: async (regime, period, version) => { const { body } = await client(server).get(`/reporting/published/${regime}/${period}${version ? `?version=${version}` : ''}`); return { version: body.publication.version, ...JSON.parse(body.publication.content) }; },
    end: () => server.stop(),
  };
}

const place = (agency) => `9900${agency.slice(1)}`;
const ofCommune = (agency, quarter, change = {}) => ({
  figures: [['D1.A', COVERAGE], ['D1.B', POINTS]].map(([indicator, table]) => ({ indicator, subject: place(agency), value: table[quarter][COMMUNES.indexOf(agency)], source: 'Sổ theo dõi của xã', ...change[indicator] })),
});
const ofDepartment = (agency, quarter) => ({
  figures: agency === 'S1' ? [{ indicator: 'D1.E', subject: '99', value: WAITING[quarter], source: 'Hệ thống một cửa' }] : [],
  sections: [{ section: 'NOTE', text: `${agency} báo cáo quý.` }],
});
const sums = (content) => content.figures.map((one) => [one.indicator, one.reported, one.sum, one.mean]);

onBothEngines('a year', { data: { plan: null, accounts: false }, serve: { set: { 'clock.fixed': '2026-01-05T03:00:00Z' } } }, async (t, { server, where }) => {
  await server.stop();
  where.common.push('--set', 'people.unused_days=0'); // most people of the story come once a quarter
  let day = await dayOf(where, '2026-01-05');
  const turn = async (next) => { await day.end(); day = await dayOf(where, next); };
  t.after(() => day.end());
  where.cli('plan', 'load', writePlan(province()));
  openAccounts(where.cli);
  where.cli('regimes', 'load', regimeFolder(REGIMES));

  await t.test('January: every agency knows what it will owe this year, and until when', async () => {
    const rows = await day.owed('agency=X4&from=2026-01-01&to=2027-01-31');
    assert.deepEqual(rows.filter((one) => one.obligation.period.startsWith('2026')).map((one) => [one.obligation.regime, one.obligation.period, one.due_on]), [
      ['XA', '2026-Q1', '2026-04-10'], ['XA', '2026-Q2', '2026-07-10'],
      ['XA', '2026-Q3', '2026-10-12'], // 10 October is a Saturday
      ['XA', '2026-Q4', '2027-01-11'], // 10 January is a Sunday
    ]);
    assert.deepEqual((await day.owed('agency=S1&from=2026-01-01&to=2027-01-31')).filter((one) => ['NAM', 'TH'].includes(one.obligation.regime) && one.obligation.period === '2026').map((one) => [one.obligation.regime, one.due_on]), [['NAM', '2026-11-16'], ['TH', '2026-11-30']], '14 November is a Saturday');
  });

  const quarter = async (name, who = [...COMMUNES, ...DEPARTMENTS]) => {
    for (const agency of who) {
      const commune = agency.startsWith('X');
      await day.decide(await day.send(commune ? 'XA' : 'SO', `2026-${name}`, agency, commune ? ofCommune(agency, name) : ofDepartment(agency, name)), 'accept');
    }
  };

  await turn('2026-04-08');
  await t.test('April: all report the first quarter; it is put together and published', async () => {
    await quarter('Q1');
    await day.publish('XA', '2026-Q1');
    await day.publish('SO', '2026-Q1');
    const communes = await day.published('XA', '2026-Q1');
    assert.deepEqual([communes.owed, communes.on_time, communes.late, communes.missing, communes.accepted], [5, 5, 0, 0, 5]);
    assert.deepEqual(sums(communes), [['D1.A', 5, 200, MEAN.Q1], ['D1.B', 5, SUM.Q1, 9]]);
    assert.deepEqual(sums(await day.published('SO', '2026-Q1')), [['D1.E', 1, 58, 58]]);
    const { standing } = (await day.anyone.get('/strategy/indicators/D1.A')).body.view;
    assert.deepEqual([standing.period, standing.value], ['2026-03', 40], 'the public page has the mean of the communes');
  });

  await turn('2026-05-06');
  await t.test('May: a commune finds that it counted wrongly; the published number is corrected, the old one stays', async () => {
    const id = await day.find('XA', '2026-Q1', 'X5');
    const begun = await day.must('can-bo-x5', `/reporting/obligations/${id}/correction`, { reason: 'Đếm nhầm hai thôn chưa có sóng.' });
    const figures = begun.figures.map((one) => ({ ...one, value: one.indicator === 'D1.A' ? 48 : one.value }));
    await day.decide(await day.send('XA', '2026-Q1', 'X5', { figures }, begun.revision), 'accept');
    assert.deepEqual(slugs(await (await day.who('dieu-phoi')).post('/reporting/consolidations/XA/2026-Q1/publication', {})), ['reporting/publication-reason']);
    await day.publish('XA', '2026-Q1', 'Xã Khau Tinh sửa số quý một.');
    const [now, before] = [await day.published('XA', '2026-Q1'), await day.published('XA', '2026-Q1', 1)];
    assert.deepEqual([now.version, sums(now)[0], sums(before)[0]], [2, ['D1.A', 5, 198, 39.6], ['D1.A', 5, 200, 40]]);
    const proof = (await day.anyone.get('/strategy/indicators/D1.A/figures/99005/2026-03')).body;
    assert.ok(JSON.stringify(proof).includes('Đếm nhầm hai thôn chưa có sóng.'), 'why, for everybody to read');
  });

  await turn('2026-06-10');
  await t.test('June: the plan is amended; what was reported stays bound to the plan of its day', async () => {
    const proposal = await day.must('can-bo-s1', '/planning/proposals', { document: 'D1', agency: 'S1', title: 'Giãn mục tiêu thời gian chờ', reason: 'Chưa có kinh phí nâng cấp máy chủ.', based_on: 1, edits: [{ kind: 'target', item: 'D1.E', year: 2030, operator: '<=', high: 15 }] }, 201);
    const { amendment } = await day.must('dieu-phoi', `/planning/proposals/${proposal.id}/decision`, { decision: 'take', note: 'Phù hợp với nguồn lực.', amendment: '' });
    await day.must('dieu-phoi', `/planning/amendments/${amendment}/submission`, { title: 'Sửa đổi Chiến lược mẫu' });
    await day.must('lanh-dao', `/planning/amendments/${amendment}/decision`, { decision: 'adopt', based_on: 1, number: '20/QĐ-UBND', decided_on: '2026-06-09' });
    const { view } = (await day.anyone.get('/strategy/indicators/D1.E')).body;
    assert.ok(JSON.stringify(view).includes('15'), 'the page has the new target');
    assert.equal((await day.anyone.get('/strategy/indicators/D1.E/figures/99/2026-03')).body.figure.plan_version, 1);
  });

  await turn('2026-07-09');
  await t.test('July: four communes and the departments are in time', async () => {
    await quarter('Q2', ['X1', 'X2', 'X3', 'X5', ...DEPARTMENTS]);
    const { consolidation } = (await (await day.who('lanh-dao')).get('/reporting/consolidations/XA/2026-Q2')).body;
    assert.deepEqual([consolidation.owed, consolidation.on_time, consolidation.late, consolidation.missing], [5, 4, 0, 0], 'the day is not over');
    assert.equal((await day.anyone.get('/strategy/indicators/D1.E/figures/99/2026-06')).body.figure.plan_version, 2);
  });

  await turn('2026-07-15');
  await t.test('... and the fifth is five days late', async () => {
    assert.equal((await (await day.who('lanh-dao')).get('/reporting/consolidations/XA/2026-Q2')).body.consolidation.missing, 1);
    await quarter('Q2', ['X4']);
    await day.publish('XA', '2026-Q2');
    const communes = await day.published('XA', '2026-Q2');
    assert.deepEqual([communes.on_time, communes.late, communes.missing], [4, 1, 0]);
    assert.deepEqual(sums(communes), [['D1.A', 5, 226, MEAN.Q2], ['D1.B', 5, SUM.Q2, 10.4]]);
    const [late] = await day.owed('regime=XA&period=2026-Q2&agency=X4');
    assert.deepEqual([late.is_late, late.late_days], [true, 5]);
  });

  let extended;
  await turn('2026-10-09');
  await t.test('October: one report is returned with reasons and mended; one commune asks for more time', async () => {
    await quarter('Q3', ['X1', 'X3', 'X5', ...DEPARTMENTS]);
    const first = await day.send('XA', '2026-Q3', 'X2', ofCommune('X2', 'Q3', { 'D1.A': { value: 54, note: 'Chưa rà soát.' } }));
    await day.decide(first, 'return', 'Rà soát lại số thôn có sóng.');
    assert.equal((await day.anyone.get('/strategy/indicators/D1.A/figures/99002/2026-09')).status, 404, 'what was returned is nobody\'s figure');
    await day.decide(await day.send('XA', '2026-Q3', 'X2', ofCommune('X2', 'Q3'), first.revision), 'accept');
    extended = await day.find('XA', '2026-Q3', 'X4');
    await day.must('can-bo-x4', `/reporting/obligations/${extended}/extension`, { until: '2026-10-16', reason: 'Lũ quét, cán bộ đi cứu trợ.' });
    await day.must('dieu-phoi', `/reporting/obligations/${extended}/extension-decision`, { decision: 'grant' });
  });

  await turn('2026-10-15');
  await t.test('... and is in time within it', async () => {
    await quarter('Q3', ['X4']);
    await day.publish('XA', '2026-Q3');
    const communes = await day.published('XA', '2026-Q3');
    assert.deepEqual([communes.on_time, communes.late, communes.missing], [5, 0, 0]);
    assert.deepEqual(sums(communes), [['D1.A', 5, 255, MEAN.Q3], ['D1.B', 5, SUM.Q3, 12.4]]);
    const returned = (await day.owed('regime=XA&period=2026-Q3&agency=X2'))[0].obligation;
    assert.equal(returned.returned_count, 1);
  });

  const yearly = (agency, percent) => ({ tasks: percent === null ? [] : [{ task: 'D1.T1', percent, state: percent === 100 ? 'done' : 'in_progress', ...(percent === 100 && { product: 'Đề án đã ban hành' }) }], sections: [{ section: 'KETQUA', text: `${agency} đã làm xong các việc được giao.` }] });
  await turn('2026-11-16');
  await t.test('November: the departments report the year on the last day; one comes two days late', async () => {
    for (const agency of ['S1', 'S2']) await day.decide(await day.send('NAM', '2026', agency, yearly(agency, agency === 'S1' ? 100 : null)), 'accept');
    assert.equal((await day.anyone.get('/strategy/tasks/D1.T1')).body.view.percent, 100);
    await turn('2026-11-18');
    await day.decide(await day.send('NAM', '2026', 'S3', yearly('S3', null)), 'accept');
    await day.publish('NAM', '2026');
    const all = await day.published('NAM', '2026');
    assert.deepEqual([all.owed, all.on_time, all.late, all.missing], [3, 2, 1, 0]);
    assert.deepEqual(all.parts.map((one) => one.text), DEPARTMENTS.map((agency) => `${agency} đã làm xong các việc được giao.`));
  });

  await turn('2026-11-30');
  await t.test('... and the coordinator\'s department puts the year together for the province', async () => {
    await day.decide(await day.send('TH', '2026', 'S1', { sections: [{ section: 'KETQUA', text: 'Ba sở báo cáo, hai đúng hạn.' }] }), 'accept');
    assert.equal((await day.owed('regime=TH&period=2026'))[0].is_late, false);
  });

  await turn('2027-01-08');
  await t.test('January: the fourth quarter closes the year; every published mean and sum is the one by hand', async () => {
    await quarter('Q4');
    await day.publish('XA', '2026-Q4');
    for (const name of ['Q1', 'Q2', 'Q3', 'Q4']) {
      const [coverage, points] = sums(await day.published('XA', `2026-${name}`));
      assert.deepEqual([coverage[3], points[2]], [name === 'Q1' ? 39.6 : MEAN[name], SUM[name]], name);
    }
    const { standing } = (await day.anyone.get('/strategy/indicators/D1.B')).body.view;
    assert.deepEqual([standing.period, standing.value], ['2026-Q4', 77]);
  });

  await t.test('... and how each reported is what a scheme of scoring can ask', async () => {
    where.cli('schemes', 'load', disciplineScheme());
    const asked = async (agency) => (await (await day.who('lanh-dao')).get(`/scoring/schemes/KL/cards/${agency}?period=2026`)).body.points.map((one) => one.with_values);
    /* Due in 2026: of communes three, as the fourth quarter's is due in January; of departments four; S1 wrote one more. X4 was late in one
       of three, S3 in one of four; X2's third was returned. */
    assert.deepEqual(await asked('X4'), ['10 * 0.666667', '10 * (1 - share(0, 3))']);
    assert.deepEqual(await asked('X2'), ['10 * 1', '10 * (1 - share(1, 3))']);
    assert.deepEqual(await asked('S3'), ['10 * 0.75', '10 * (1 - share(0, 4))']);
    assert.deepEqual(await asked('S1'), ['10 * 1', '10 * (1 - share(0, 5))']);
  });

  let results;
  const lines = async (id) => (await day.anyone.get(`/scoring/publications/${id}`)).body.lines.map((one) => [one.agency, one.total, one.percent, one.rank]);
  await t.test('... the year is scored and published; by hand: in time 10 x 2/3 = 6.67, not returned 10 x (1 - 1/3) = 6.67', async () => {
    results = await day.must('dieu-phoi', '/scoring/publications', { scheme: 'KL', period: '2026' }, 201);
    assert.deepEqual([results.number, results.appeal_until], [1, '2027-01-18']);
    assert.deepEqual(await lines(results.id), [
      ['S1', 20, 100, 1], ['S2', 20, 100, 1], ['S3', 17.5, 87.5, 3], // one of four late: 7.5
      ['X1', 20, 100, 1], ['X3', 20, 100, 1], ['X5', 20, 100, 1], ['X2', 16.67, 83.35, 4], ['X4', 16.67, 83.35, 4],
    ]);
  });

  await turn('2027-01-15');
  await t.test('... the late commune appeals: its line was down; it is answered, and the next number stands beside the old one', async () => {
    const appeal = await day.must('truong-x4', '/scoring/appeals', { publication: results.id, agency: 'X4', criterion: 'DH', text: 'Xã mất mạng từ 09/7 đến 14/7/2026 vì sạt lở, có biên bản của VNPT.' }, 201);
    assert.equal((await day.who('truong-x2').then((one) => one.post(`/scoring/appeals/${appeal.id}/answer`, { accept: true, answer: 'Đúng vậy', name: 'reporting.on_time', value: 1 }))).status, 403);
    const { leads_to: next } = await day.must('dieu-phoi', `/scoring/appeals/${appeal.id}/answer`, { accept: true, answer: 'Đúng: báo cáo ký ngày 10/7, mạng có lại ngày 15/7.', name: 'reporting.on_time', value: 1 });
    assert.deepEqual((await lines(next)).slice(3), [['X1', 20, 100, 1], ['X3', 20, 100, 1], ['X4', 20, 100, 1], ['X5', 20, 100, 1], ['X2', 16.67, 83.35, 5]]);
    assert.deepEqual((await lines(results.id)).at(-1), ['X4', 16.67, 83.35, 4], 'the first number stays as it was');
    assert.equal((await day.anyone.get(`/scoring/publications/${next}/recomputation`)).body.is_same, true);
  });
});
