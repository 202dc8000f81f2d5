// tests/stories/scoring.story.mjs - schemes as data, scorecards with their why, publication, appeals; all points by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { client, PASSWORD, root, serve, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { sheetAt } from '../harness/spreadsheet.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const slugs = (answer) => answer.body.errors.map((error) => `${error.pointer}:${error.type.replace('/problems/', '')}`);
const schemes = join(root, 'content/schemes');

/** Q is scored each quarter: C1 a share of two inputs (nothing to do: full), C2 follows from C1. */
function scheme({ version = 1, change = '', formula = '6 * share(input(A), input(B))', criteria = null, maximum = 10, inputs = null, awards = '' } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'banyan-scheme-')), write = (name, text) => writeFileSync(join(folder, `${name}.csv`), text);
  write('scheme', `code,version,title,title_en,standing,frequency,appeal_days,change_note\nQ,${version},Thử,Trial,own,quarter,10,${change}\n`);
  write('classes', 'code,title,kinds\nSO,Sở,department\nXA,Xã,commune\n');
  write('bands', 'code,title,least\nTOT,Tốt,80\nYEU,Yếu,0\n');
  write('groups', `code,title,maximum\nG,Nhóm,${maximum}\n`);
  write('criteria', `code,part,title,maximum,formula,missing,zero_denominator\n${criteria ?? `C1,G,Tỷ lệ,6,"${formula}",zero,full\nC2,G,Thưởng,4,"if(criterion(C1) >= 3, 4, 1)",zero,zero\n`}`);
  write('inputs', inputs ?? 'code,criterion,title,unit,low,high\nA,C1,Việc xong,count,0,1000\nB,C1,Việc phải làm,count,0,1000\n');
  write('awards', `code,title,title_en,classes,most,least,complete,note\n${awards || 'KHEN,Khen,Praise,,1,80,true,\n'}`);
  return folder;
}

onBothEngines('scoring', { data: { plan: null } }, async (t, { server, where }) => {
  where.cli('plan', 'load', writePlan(smallPlan()));
  const account = (username, role, agency) => where.cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
  account('mot', 'officer', 'S1'), account('hai', 'officer', 'S2'), account('xa', 'officer', 'X1'), account('xa-hai', 'officer', 'X2'), account('dieu-phoi', 'coordinator');
  for (const name of readdirSync(schemes)) where.cli('schemes', 'load', join(schemes, name));
  where.cli('schemes', 'load', scheme());
  const stranger = client(server), one = await signedIn(server, 'mot'), two = await signedIn(server, 'hai'), commune = await signedIn(server, 'xa'), other = await signedIn(server, 'xa-hai'), coordinator = await signedIn(server, 'dieu-phoi');
  const enter = async (officer, agency, input, value, where = { scheme: 'Q', period: '2026-Q3' }) => {
    const made = await officer.post('/scoring/entries', { ...where, agency, input, value, source: 'Sổ theo dõi' });
    assert.equal(made.status, 201, JSON.stringify(made.body));
    const done = await coordinator.post(`/scoring/entries/${made.body.id}/decision`, { accept: true });
    assert.deepEqual([done.status, done.body.state], [200, 'accepted']);
  };

  await t.test('a scheme is taken in whole or not at all; the same again changes nothing; a change needs the next version', async () => {
    assert.match(where.cli('schemes', 'check', scheme()), /1, 2 tiêu chí/);
    assert.match(where.cli('schemes', 'load', scheme()), /there already/);
    const refused = (folder) => /\[(scoring\/[a-z-]+)\]/.exec(where.try('schemes', 'load', folder).err)?.[1];
    assert.equal(refused(scheme({ formula: '5 * share(input(A), input(B))' })), 'scoring/version-needed');
    assert.equal(refused(scheme({ version: 2 })), 'scoring/change-needed');
    assert.equal(refused(scheme({ version: 3, change: 'x' })), 'scoring/version-order');
    assert.deepEqual((await stranger.get('/scoring/schemes')).body.schemes.map((one) => one.code), ['CHIEN-LUOC', 'DO-THI', 'DOANH-NGHIEP', 'DTI', 'Q', 'QD-766']);
    assert.equal(slug(await stranger.get('/scoring/schemes/NOPE')), 'scoring/scheme-unknown');
  });

  await t.test('every fault of a scheme is named with its row', async () => {
    const bad = [['1 +', 'formula-form'], ['1+'.repeat(400) + '1', 'formula-too-long'], ['('.repeat(900) + '1', 'formula-too-deep'], ['metric(strategy.nothing)', 'formula-word-unknown'], ['clamp(1)', 'formula-args'],
      ['1 = 1', 'formula-type'], ['metric(strategy.tasks_led) + metric(strategy.attainment_mean)', 'formula-units'], ['criterion(B7)', 'formula-circle'], ['', 'formula-needed']];
    const { err } = where.try('schemes', 'load', scheme({ criteria: bad.map(([text], i) => `B${i},G,Sai,1,"${text}",zero,zero\n`).join(''), inputs: 'code,criterion,title,unit,low,high\nA,B1,Đảo,count,5,1\n' }));
    for (const [, kind] of bad) assert.match(err, new RegExp(`scoring/${kind}\\]`), kind);
    assert.match(err, /scoring\/maximum-differs\]/);
    assert.match(err, /scoring\/bound-turned\]/);
    assert.match(where.try('schemes', 'load', scheme({ version: 2, change: 'x', awards: 'KHEN,Khen,Praise,SO;KHONG,1,80,true,\n' })).err, /KHONG/, 'an award names a class that is not there');
    const nested = where.try('schemes', 'load', scheme({ formula: '('.repeat(10000) + '1' + ')'.repeat(10000) }));
    assert.notEqual(nested.status, 0);
  });

  await t.test('answers are tried out and not kept: an enterprise', async () => {
    // 5 + 4 of 4 × 6 × 5 = 120: 7.5 %
    const { body } = await stranger.get('/scoring/schemes/DOANH-NGHIEP/trial?answers=' + encodeURIComponent('CL1.MUC:5;KH2.MUC:4'));
    assert.deepEqual([body.total, body.reachable, body.percent, body.band, body.lacking], [9, 120, 7.5, 'M1', 22]);
    assert.deepEqual(slugs(await stranger.get('/scoring/schemes/DOANH-NGHIEP/trial?answers=CL1.MUC:6')), ['/answers:scoring/answer-form']);
    // 3 of 18 × 5
    assert.deepEqual((await stranger.get('/scoring/schemes/DO-THI/trial?answers=QT1.MUC:3')).body.percent, 3.33);
    const outline = (await stranger.get('/scoring/schemes/DTI/trial')).body;
    assert.deepEqual([outline.reachable, outline.percent, outline.scheme.standing], [0, null, 'unconfirmed'], 'weights that are not known are not scored');
  });

  await t.test('QĐ 766: every component by hand', async () => {
    const pairs = { 'PUBLISH-ON-TIME': [95, 100, 5.7], 'PUBLIC-UPDATE-ON-TIME': [18, 20, 3.6], 'PUBLIC-CONTENT-FULL': [50, 50, 2], 'DOSSIER-SYNC': [980, 1000, 5.88], 'ON-TIME': [950, 1000, 19],
      'CLGQ-A': [60, 100, 1.5], 'CLGQ-B': [30, 40, 3], 'CLGQ-C': [45, 100, 5.4], 'TTTT-A': [30, 40, 4.5], 'TTTT-B': [7, 10, 1.75], 'TTTT-C': [9, 10, 2], 'ORIGINAL-RESULT-AVAILABLE': [700, 1000, 4.2],
      'SO-HOA-GIAY-TO-GIAI-QUYET': [600, 1000, 2.4], 'ELECTRONIC-CERTIFIED-COPY': [1, 2, 1], 'REUSED-DIGITIZED-DATA': [40, 100, 1], 'SYNCED-WITH-DVCQG-PERSONAL-STORAGE': [25, 100, 1], 'CITIZEN-DATA-CONNECTED-FORMALITY': [1, 4, 0.5],
      'CITIZEN-DATA-CONNECTED-DOSSIER': [1, 3, 0.67], 'PETITION-PROCESSING-ON-TIME': [0, 0, 6], 'PETITION-HANDLING-SATISFACTION': [9, 10, 5.4] };
    const month = { scheme: 'QD-766', period: '2026-10' };
    for (const [code, [top, bottom]] of Object.entries(pairs)) await enter(one, 'S1', `${code}.TU`, top, month), await enter(one, 'S1', `${code}.MAU`, bottom, month);
    await enter(one, 'S1', 'DOSSIER-RECEIVING-SATISFACTION.QUA-HAN', 0.05, month);
    await enter(one, 'S1', 'DOSSIER-RECEIVING-SATISFACTION.PHAN-ANH', 0.04, month);
    const { body } = await one.get('/scoring/schemes/QD-766/cards/S1?period=2026-10');
    const points = Object.fromEntries(body.points.map((point) => [point.criterion, point.points]));
    for (const [code, [, , wanted]] of Object.entries(pairs)) assert.equal(points[code], wanted, code);
    assert.equal(points['DOSSIER-RECEIVING-SATISFACTION'], 6, '6 × 0.91 / 0.90 = 6.07, at most 6');
    assert.deepEqual([body.line.total, body.line.reachable, body.line.percent, body.line.lacking], [82.5, 100, 82.5, 0]);
    assert.equal(body.points.find((point) => point.criterion === 'TTTT-C').with_values, 'min(2, 2.5 * share(9, 10))');
    const { lines } = (await coordinator.get('/scoring/schemes/QD-766/board?period=2026-10')).body;
    assert.deepEqual(lines.filter((line) => line.agency === 'S1').map((line) => [line.total, line.rank]), [[82.5, 1]], 'the coordinator sees all of them as they stand');
    assert.deepEqual(lines.filter((line) => line.agency !== 'S1').map((line) => [line.agency, line.rank, line.percent, line.band]), [['S2', 0, null, ''], ['X1', 0, null, ''], ['X2', 0, null, ''], ['X3', 0, null, '']], 'nothing is known of the others: not the first of their groups by 0 %');
    assert.deepEqual((await one.get('/scoring/schemes/QD-766/board?period=2026-10')).body.lines.map((line) => [line.agency, line.total, line.rank]), [['S1', 82.5, 1]], 'an officer his own');
    assert.equal(body.points.find((point) => point.criterion === 'PETITION-PROCESSING-ON-TIME').lack, 'full', 'no petitions: 6 points');
  });

  await t.test('the strategy: what is known, and what nothing is known of is left out', async () => {
    // S1 in the second quarter of 2026: one task due and not done 0 of 25, none overdue on its last day 15 of 15, none of 3 indicators on
    // track 0 of 30, no attainment known, none of 3 figures in time 0 of 20: 15 of 90
    const { body } = await one.get('/scoring/schemes/CHIEN-LUOC/cards/S1?period=2026-Q2');
    assert.deepEqual(body.points.map((point) => point.points), [0, 15, 0, null, 0]);
    assert.deepEqual([body.line.total, body.line.reachable, body.line.percent], [15, 90, 16.67]);
    assert.equal(body.points[4].with_values, '20 * share(0, 3)');
    assert.equal(slug(await one.get('/scoring/schemes/CHIEN-LUOC/cards/S2?period=2026-Q2')), 'access/agency-not-yours');
    assert.equal(slug(await coordinator.get('/scoring/schemes/CHIEN-LUOC/cards/UBND?period=2026-Q2')), 'scoring/agency-not-scored');
    assert.deepEqual(slugs(await coordinator.get('/scoring/schemes/CHIEN-LUOC/board?period=2026-10')), ['/period:scoring/period-form']);
    assert.equal((await stranger.get('/scoring/schemes/CHIEN-LUOC/board?period=2026-Q2')).status, 401, 'not before it is published');
  });

  await t.test('a value: by its agency, within bounds, one at a time, decided by another', async () => {
    const value = (more) => one.post('/scoring/entries', { scheme: 'Q', period: '2026-Q3', agency: 'S1', input: 'A', value: 1, source: 'Sổ', ...more });
    assert.equal(slug(await value({ agency: 'S2' })), 'access/agency-not-yours');
    assert.deepEqual(slugs(await value({ input: 'Z' })), ['/input:scoring/input-unknown']);
    assert.deepEqual(slugs(await value({ value: -1 })), ['/value:scoring/input-range']);
    const { body } = await value();
    assert.equal(slug(await value()), 'scoring/entry-waiting');
    assert.equal((await one.post(`/scoring/entries/${body.id}/decision`, { accept: true })).status, 403, 'an officer decides nothing');
    assert.deepEqual(slugs(await coordinator.post(`/scoring/entries/${body.id}/decision`, { accept: false })), ['/note:scoring/entry-note-missing']);
    assert.equal((await coordinator.post(`/scoring/entries/${body.id}/decision`, { accept: false, note: 'Thiếu nguồn' })).body.state, 'returned');
    assert.equal(slug(await coordinator.post(`/scoring/entries/${body.id}/decision`, { accept: true })), 'scoring/entry-decided');
    const held = (await coordinator.get('/scoring/entries?scheme=Q&state=returned')).body.entries;
    assert.deepEqual(held.map((entry) => [entry.input, entry.decision_note]), [['A', 'Thiếu nguồn']]);
    where.cli('account', 'grant', '--username', 'xa-hai', '--role', 'coordinator');
    const both = await signedIn(server, 'xa-hai'), own = await both.post('/scoring/entries', { scheme: 'Q', period: '2026-Q3', agency: 'X2', input: 'A', value: 1, source: 'Sổ' });
    assert.equal(slug(await both.post(`/scoring/entries/${own.body.id}/decision`, { accept: true })), 'scoring/own-decision');
    assert.equal((await coordinator.post(`/scoring/entries/${own.body.id}/decision`, { accept: true })).status, 200);
  });

  let first;
  await t.test('published: ranked among their like, ties shared, with the period before; frozen, and the same when worked out again', async () => {
    await enter(one, 'S1', 'A', 3), await enter(one, 'S1', 'B', 4); // 6 × 0.75 = 4.5, and 4: 8.5
    await enter(two, 'S2', 'A', 0), await enter(two, 'S2', 'B', 0); // nothing to do: 6, and 4: 10
    await enter(commune, 'X1', 'A', 1), await enter(commune, 'X1', 'B', 4), await enter(other, 'X2', 'B', 4); // 1.5, and 1: 2.5 each
    const publish = (period, more) => coordinator.post('/scoring/publications', { scheme: 'Q', period, ...more });
    assert.equal((await one.post('/scoring/publications', { scheme: 'Q', period: '2026-Q3' })).status, 403);
    assert.equal(slug(await publish('2026-Q4')), 'scoring/period-not-over');
    assert.equal((await publish('2026-Q2')).status, 201); // nothing was entered: nobody has a percent or a rank
    const { body, status } = await publish('2026-Q3');
    assert.deepEqual([status, body.number, body.version, body.appeal_until], [201, 1, 1, '2026-12-02']);
    assert.equal(slug(await publish('2026-Q3')), 'scoring/published-already');
    first = body;
    const shown = (await stranger.get(`/scoring/publications/${first.id}`)).body;
    assert.deepEqual(shown.lines.map((line) => [line.agency, line.percent, line.rank, line.band, line.previous_percent, line.previous_rank]),
      [['S2', 100, 1, 'TOT', null, 0], ['S1', 85, 2, 'TOT', null, 0], ['X1', 25, 1, 'YEU', null, 0], ['X2', 25, 1, 'YEU', null, 0], ['X3', null, 0, '', null, 0]], 'of X3 nothing is known');
    const card = (await stranger.get(`/scoring/publications/${first.id}/cards/S1`)).body;
    assert.deepEqual(card.points.map((point) => [point.points, point.with_values]), [[4.5, '6 * share(3, 4)'], [4, 'if(4.5 >= 3, 4, 1)']]);
    assert.deepEqual(card.values.map((value) => [value.name, value.value]), [['A', 3], ['B', 4]]);
    const again = (await stranger.get(`/scoring/publications/${first.id}/recomputation`)).body;
    assert.deepEqual([again.is_same, again.published, again.recomputed, again.cards], [true, first.digest, first.digest, 5]);
    assert.match((await stranger.get(`/scoring/publications/${first.id}/results.csv`)).body, /^agency,.*\nS2,Sở Hai,SO,Sở,10,10,100,TOT,Tốt,1,0,,0,false\n/);
    const { name, rows } = await sheetAt(server, `/scoring/publications/${first.id}/results.xlsx`);
    assert.deepEqual([name, rows.length, rows[0].slice(0, 2), rows[1]], ['banyan-Q-2026-Q3-1.xlsx', 6, ['Mã cơ quan', 'Cơ quan'], ['S2', 'Sở Hai', 'SO', 'Sở', '10', '10', '100', 'TOT', 'Tốt', '1', '0', null, '0', 'False']]);
    assert.deepEqual((await stranger.get('/scoring/publications?scheme=Q')).body.publications.map((one) => one.period), ['2026-Q3', '2026-Q2']);
    const { entries } = (await stranger.get(`/ledger/entries?subject=${first.id}`)).body;
    assert.ok(entries.length === 1 && JSON.stringify(entries[0]).includes(first.digest), 'the ledger holds its digest');
    assert.equal(slug(await stranger.get('/scoring/publications/result_0')), 'scoring/publication-unknown');
  });

  await t.test('a scorecard as a paper: what was reached, what was lost and why, on one page; the same to go on writing in', async () => {
    const paper = async (agency, kind) => {
      const response = await fetch(`${server.url}/api/v1/scoring/publications/${first.id}/cards/${agency}/card.${kind}`), file = join(where.data, `card.${kind}`);
      writeFileSync(file, Buffer.from(await response.arrayBuffer()));
      return { status: response.status, type: response.headers.get('content-type'), name: response.headers.get('content-disposition'), file };
    };
    const { status, type, name, file } = await paper('S1', 'pdf'), run = (...args) => execFileSync(args[0], args.slice(1), { encoding: 'utf8' });
    assert.deepEqual([status, type], [200, 'application/pdf']);
    assert.match(name, /phieu-diem-S1-Q-2026-Q3-1\.pdf/);
    const text = run('pdftotext', '-layout', file, '-').normalize('NFC').replace(/\s+/g, ' ');
    for (const words of ['PHIẾU ĐIỂM', 'Sở Một: Thử, quý III năm 2026', 'Đạt 8,5 trên 10 điểm có thể đạt, bằng 85%.', 'Mức Tốt; hạng 2 trong 2 cơ quan của nhóm Sở.', 'Mất 1,5 điểm, nhiều nhất ở: Tỷ lệ (1,5).', 'theo bản 1 của bộ tiêu chí', 'hết ngày 02/12/2026', first.digest])
      assert.ok(text.includes(words), `“${words}” in ${text}`);
    assert.match(text, /Việc xong: 3; Việc phải làm: 4\./);
    assert.match(run('pdfinfo', file), /Pages: +1\n/);
    assert.equal((await paper('S1', 'docx')).type, 'application/vnd.openxmlformats-officedocument.wordprocessingml.document');
    assert.deepEqual([(await paper('X9', 'pdf')).status, (await paper('X9', 'docx')).status], [404, 404]);
  });

  await t.test('what changes afterwards does not change what was published: values, and a new version of the scheme', async () => {
    await enter(one, 'S1', 'A', 1);
    where.cli('schemes', 'load', scheme({ version: 2, change: 'Bỏ hệ số', formula: '6 * min(1, 2 * share(input(A), input(B)))' }));
    assert.equal((await client(server).get(`/scoring/publications/${first.id}/recomputation`)).body.is_same, true);
    assert.equal((await one.get('/scoring/schemes/Q/cards/S1?period=2026-Q3')).body.points[0].points, 3, '6 × 2 × 1 / 4');
    const { body } = await one.get('/scoring/schemes/Q?version=1');
    assert.deepEqual(body.versions.map((version) => [version.version, version.change_note]), [[2, 'Bỏ hệ số'], [1, '']]);
  });

  let second;
  await t.test('an appeal: in time, once, by its agency; accepted, it makes the next number and the old one stays', async () => {
    const appeal = (officer, agency, more) => officer.post('/scoring/appeals', { publication: first.id, agency, criterion: 'C1', text: 'Bốn việc đã xong, có biên bản', ...more });
    assert.equal(slug(await appeal(one, 'S2')), 'access/agency-not-yours');
    assert.deepEqual(slugs(await appeal(one, 'S1', { criterion: 'C9' })), ['/criterion:scoring/criterion-unknown']);
    const { body, status } = await appeal(one, 'S1'), refused = (await appeal(commune, 'X1')).body;
    assert.deepEqual([status, body.state], [201, 'open']);
    assert.equal(slug(await appeal(one, 'S1')), 'scoring/appeal-twice');
    assert.equal((await coordinator.get(`/scoring/appeals?publication=${first.id}&state=open`)).body.appeals.length, 2);
    assert.equal((await one.get('/scoring/appeals')).body.appeals.length, 1, 'its own alone');
    const answer = (id, more) => coordinator.post(`/scoring/appeals/${id}/answer`, { accept: true, answer: 'Đúng, thiếu một việc', name: 'A', value: 4, ...more });
    assert.equal((await answer(refused.id, { accept: false, answer: 'Không có biên bản kèm theo' })).body.state, 'refused');
    assert.deepEqual(slugs(await answer(body.id, { name: 'Z' })), ['/name:scoring/correction-unknown']);
    const done = (await answer(body.id)).body;
    assert.equal(done.state, 'accepted');
    assert.equal(slug(await answer(body.id)), 'scoring/appeal-answered');
    const next = (await stranger.get(`/scoring/publications/${done.leads_to}`)).body, old = (await stranger.get(`/scoring/publications/${first.id}`)).body;
    assert.deepEqual([next.publication.number, next.publication.version, next.publication.reason], [2, 1, 'S1 C1: Đúng, thiếu một việc']);
    assert.deepEqual(next.lines.slice(0, 2).map((line) => [line.agency, line.percent, line.rank]), [['S1', 100, 1], ['S2', 100, 1]]);
    assert.deepEqual(old.lines.slice(0, 2).map((line) => [line.agency, line.percent, line.rank]), [['S2', 100, 1], ['S1', 85, 2]]);
    assert.deepEqual(old.numbers.map((one) => one.number), [2, 1]);
    assert.equal((await stranger.get(`/scoring/publications/${done.leads_to}/recomputation`)).body.is_same, true);
    assert.equal(slug(await appeal(two, 'S2')), 'scoring/publication-superseded');
    second = next.publication;
    const later = await serve(where, { set: { 'clock.fixed': '2026-12-03T03:00:00Z' } });
    try {
      const late = await (await signedIn(later, 'hai')).post('/scoring/appeals', { publication: done.leads_to, agency: 'S2', criterion: 'C1', text: 'Xin xem lại điểm này' });
      assert.equal(slug(late), 'scoring/appeal-late');
    } finally {
      await later.stop();
    }
  });

  await t.test('nominations: by the rule of the frozen version, each with its reason, from the newest number alone; taken back with a reason', async () => {
    const propose = (id, agency, more) => coordinator.post(`/scoring/publications/${id}/nominations`, { award: 'KHEN', agency, reason: 'Dẫn đầu nhóm ba quý liền', ...more });
    const shown = async (id) => (await coordinator.get(`/scoring/publications/${id}/nominations`)).body;
    // one of each group, from 80 %, nothing missing: both departments share rank 1 with 100 %; communes have 25 and 10 %
    const before = await shown(second.id), [rule] = before.awards;
    assert.deepEqual([before.is_newest, before.open_appeals, before.awards.length, rule.award.code, rule.award.most, rule.award.least], [true, 0, 1, 'KHEN', 1, 80]);
    assert.deepEqual(rule.candidates.map((one) => [one.agency, one.rank, one.percent, one.nomination]), [['S1', 1, 100, ''], ['S2', 1, 100, '']]);
    assert.deepEqual((await shown(first.id)).awards[0].candidates.map((one) => one.agency), ['S2'], 'of the number before, S1 was second');
    assert.equal((await one.post(`/scoring/publications/${second.id}/nominations`, { award: 'KHEN', agency: 'S1', reason: 'Tự đề nghị cho mình' })).status, 403);
    assert.equal((await stranger.get(`/scoring/publications/${second.id}/nominations`)).status, 401);
    assert.equal(slug(await propose(first.id, 'S2')), 'scoring/publication-superseded');
    assert.deepEqual(slugs(await propose(second.id, 'X1')), ['/agency:scoring/nomination-rule']);
    assert.deepEqual(slugs(await propose(second.id, 'S1', { award: 'KHONG' })), ['/award:scoring/award-unknown']);
    assert.equal((await propose(second.id, 'S1', { reason: 'ngắn' })).status, 400);

    const appeal = (await two.post('/scoring/appeals', { publication: second.id, agency: 'S2', criterion: 'C1', text: 'Xin xem lại điểm này' })).body;
    assert.equal(slug(await propose(second.id, 'S1')), 'scoring/appeals-wait');
    await coordinator.post(`/scoring/appeals/${appeal.id}/answer`, { accept: false, answer: 'Điểm đã là tối đa' });

    const { body, status } = await propose(second.id, 'S1');
    assert.deepEqual([status, body.rank, body.percent, body.of_class, body.publication], [201, 1, 100, 'SO', second.id]);
    assert.equal(slug(await propose(second.id, 'S1')), 'scoring/nomination-twice');
    assert.equal(slug(await propose(second.id, 'S2')), 'scoring/nomination-full', 'one of each group');
    assert.deepEqual((await shown(second.id)).awards[0].candidates.map((each) => [each.agency, each.nomination, each.reason]), [['S1', body.id, 'Dẫn đầu nhóm ba quý liền'], ['S2', '', '']]);
    const { entries } = (await stranger.get(`/ledger/entries?subject=${body.id}`)).body;
    assert.ok(entries.length === 1 && JSON.stringify(entries[0]).includes(second.digest), 'the ledger holds from which result');

    const takeBack = (id) => coordinator.post(`/scoring/nominations/${id}/withdrawal`, { reason: 'Đang xem xét kỷ luật' });
    assert.ok((await takeBack(body.id)).body.withdrawn_at);
    assert.equal(slug(await takeBack(body.id)), 'scoring/nomination-withdrawn');
    assert.equal(slug(await takeBack('nomination_0')), 'scoring/nomination-unknown');
    assert.equal((await propose(second.id, 'S2')).status, 201, 'now there is room');
    const after = await shown(second.id);
    assert.deepEqual([after.withdrawn.map((each) => [each.agency, each.withdrawal]), after.awards[0].candidates.map((each) => each.nomination !== '')], [[['S1', 'Đang xem xét kỷ luật']], [false, true]]);
  });
});
