// tests/browser/samples - which addresses stand for each page of the house, and who looks; no page is without.
// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';

/** Files of C, but for those of tests. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((one) => {
    const path = join(folder, one.name);
    if (one.isDirectory()) return one.name === 'tests' ? [] : sources(path);
    return one.name.endsWith('.c') ? [path] : [];
  });
}

const ROW = /\{ "(\/[^"]*)",\s*"(\w+)",\s*(?:NULL|"([^"]*)"),\s*\{\s*"([^"]+)",\s*"([^"]+)"\s*\}/g;

/** Rows of `pages[]` of all rooms, out of the tables in C: [{ path, shell, data }]. */
export function pagesOfTheHouse() {
  return sources(join(root, 'src')).flatMap((file) => {
    const table = /static const Page pages\[\] = \{([\s\S]*?)\n\};/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    const rows = [...table.matchAll(ROW)], count = (table.match(/\.help/g) ?? []).length;
    if (rows.length !== count) throw new Error(`${file}: a row of pages[] cannot be read here`);
    return rows.map(([, path, shell, data]) => ({ path, shell, data: data ?? null }));
  });
}

const officer = 'can-bo', coordinator = 'dieu-phoi', administrator = 'quan-tri';
const address = (one) => (typeof one === 'string' ? { at: one } : { at: one[0], as: one[1] });
const addresses = (...all) => () => all.map(address);

/** By page; `entry` is what handIn() gives. The first of each is looked at in full. */
export const samples = {
  '/': addresses('/', '/?document=KH119', '/?on=2026-06-30', '/#status=late', ['/', coordinator]),
  '/ke-hoach': addresses('/ke-hoach', '/ke-hoach?document=KH119'),
  '/ke-hoach/phien-ban/{document}/{number}': addresses('/ke-hoach/phien-ban/QD1539/1'),
  '/chi-tieu/{code}': addresses(
    '/chi-tieu/QD1539.PL1.01', '/chi-tieu/QD1539.PL1.04', '/chi-tieu/QD1539.PL1.06', '/chi-tieu/QD1539.PL1.08',
    '/chi-tieu/QD1539.PL1.10', '/chi-tieu/QD1539.VII.10.5.CT1', '/chi-tieu/KH119.II.2.1.3.CT',
    '/chi-tieu/QD1539.PL1.01?subject=02215', ['/chi-tieu/QD1539.PL1.01', officer],
  ),
  '/ban-do': addresses('/ban-do'),
  '/ban-do/{code}': addresses('/ban-do/QD1539.VII.10.5.CT1', '/ban-do/QD1539.PL1.03'),
  '/nhiem-vu': addresses(
    '/nhiem-vu', '/nhiem-vu?document=KH119&status=no_report', '/nhiem-vu?agency=SKHCN', '/nhiem-vu?q=khongcogi',
  ),
  '/nhiem-vu/{code}': addresses(
    '/nhiem-vu/QD1539.VI.1.2', '/nhiem-vu/KH119.III.2.A.1', '/nhiem-vu/KH119.III.2.C.1', '/nhiem-vu/QD1539.VII.10.2',
  ),
  '/co-quan': addresses('/co-quan'),
  '/co-quan/{code}': addresses('/co-quan/SKHCN', '/co-quan/UBND-02215', '/co-quan/OLD-STTTT'),
  '/tim': addresses('/tim?q=da', '/tim', '/tim?q=khongcogi', '/tim?q=chuy%E1%BB%83n+%C4%91%E1%BB%95i+s%E1%BB%91#view=passages', '/tim?q=khongcogi#view=passages', '/tim?q=Ai+ch%E1%BB%A7+tr%C3%AC+ph%E1%BB%A7+s%C3%B3ng+5G%3F', '/tim?q=gi%C3%A1+v%C3%A0ng+h%C3%B4m+nay%3F'),
  '/gioi-thieu': addresses('/gioi-thieu'),
  '/lich': addresses('/lich'),
  '/lich/{year}': addresses('/lich/2026', '/lich/2027', '/lich/2000'),
  '/dang-nhap': addresses('/dang-nhap', '/dang-nhap?next=%2Fviec'),
  '/dang-nhap/oidc': addresses('/dang-nhap/oidc'),
  '/tuong': addresses('/tuong'),
  '/viec': addresses(['/viec', officer], ['/viec', coordinator], ['/viec', 'can-bo-xa'], ['/viec', 'quan-tri']),
  '/nhap/chi-tieu/{code}': addresses(
    ['/nhap/chi-tieu/QD1539.VI.3.1.2.CT', officer], ['/nhap/chi-tieu/KH119.II.2.1.3.CT', officer],
    ['/nhap/chi-tieu/QD1539.PL1.03?period=2026-10', officer],
    ['/nhap/chi-tieu/QD1539.VII.10.5.CT1?subject=02215', 'can-bo-xa'],
  ),
  '/nhap/nhiem-vu/{code}': addresses(['/nhap/nhiem-vu/QD1539.VI.1.2', officer]),
  '/kiem-tra': addresses(['/kiem-tra', coordinator], ['/kiem-tra?state=accepted', coordinator]),
  '/kiem-tra/{id}': ({ waiting, accepted, report }) => (
    [waiting, accepted, report].map((id) => ({ at: `/kiem-tra/${id}`, as: coordinator }))
  ),
  '/kinh-phi': addresses('/kinh-phi?year=2025', '/kinh-phi', '/kinh-phi?year=2030'),
  '/kinh-phi/co-quan/{code}': addresses('/kinh-phi/co-quan/SKHCN', '/kinh-phi/co-quan/UBND-02215', '/kinh-phi/co-quan/VPUB'),
  '/kinh-phi/nhap': addresses(['/kinh-phi/nhap?year=2025', officer], ['/kinh-phi/nhap?year=2025', coordinator], ['/kinh-phi/nhap', 'can-bo-xa'], ['/kinh-phi/nhap', 'lanh-dao']),
  '/xep-hang': ({ result, superseded }) => ['/xep-hang', `/xep-hang#id=${superseded}`, [`/xep-hang#id=${result}&group=XA`, coordinator]].map(address),
  '/diem/{id}/{agency}': ({ result }) => [`/diem/${result}/SKHCN`, `/diem/${result}/UBND-02215`].map(address),
  '/bo-tieu-chi/{scheme}': addresses('/bo-tieu-chi/CHIEN-LUOC', '/bo-tieu-chi/QD-766', '/bo-tieu-chi/DTI'),
  '/tu-danh-gia/{scheme}': addresses('/tu-danh-gia/DOANH-NGHIEP', '/tu-danh-gia/DO-THI', '/tu-danh-gia/CHIEN-LUOC'),
  '/cham-diem': addresses(['/cham-diem', officer], ['/cham-diem', 'lanh-dao']),
  '/cham-diem/{scheme}': addresses(
    ['/cham-diem/QD-766?period=2026-10', officer], ['/cham-diem/QD-766?period=2026-10', coordinator],
    ['/cham-diem/CHIEN-LUOC?period=2026-Q3', coordinator], ['/cham-diem/CHIEN-LUOC?agency=SKHCN', 'lanh-dao'], ['/cham-diem/DOANH-NGHIEP', coordinator],
  ),
  '/khieu-nai': ({ result }) => [
    ['/khieu-nai', coordinator], [`/khieu-nai?publication=${result}&agency=SKHCN`, officer],
  ].map(address),
  '/de-xuat': addresses(['/de-xuat', officer], ['/de-xuat#new=1', officer], ['/de-xuat', coordinator]),
  '/de-xuat/{id}': ({ proposal }) => [{ at: `/de-xuat/${proposal}`, as: coordinator }, { at: `/de-xuat/${proposal}`, as: officer }],
  '/sua-doi/{id}': ({ amendment }) => [{ at: `/sua-doi/${amendment}`, as: 'lanh-dao' }, { at: `/sua-doi/${amendment}`, as: coordinator }],
  '/soan-ke-hoach': addresses(['/soan-ke-hoach', coordinator]),
  '/soan-ke-hoach/{id}': ({ plan }) => ['', '#side=text', '#view=difference', '#view=adopt'].map((view) => ({ at: `/soan-ke-hoach/${plan}${view}`, as: coordinator })),
  '/tu-ngu-bo-doc': addresses(['/tu-ngu-bo-doc', coordinator], ['/tu-ngu-bo-doc#q=chu+tri', coordinator], ['/tu-ngu-bo-doc#list=term', coordinator]),
  '/bao-cao': addresses(['/bao-cao', officer], ['/bao-cao?agency=SKHCN', coordinator], ['/bao-cao#term=late', coordinator], ['/bao-cao?state=published', officer]),
  '/bao-cao/{id}': ({ drafted, owed }) => [
    { at: `/bao-cao/${drafted}`, as: officer }, { at: `/bao-cao/${owed}`, as: 'lanh-dao-so' }, { at: `/bao-cao/${drafted}`, as: coordinator },
  ],
  '/ke-hoach-nam': addresses('/ke-hoach-nam', '/ke-hoach-nam?year=2030'),
  '/ke-hoach-nam/lap': addresses(['/ke-hoach-nam/lap', coordinator], ['/ke-hoach-nam/lap#show=all', 'lanh-dao'], ['/ke-hoach-nam/lap?year=2029', officer], ['/ke-hoach-nam/lap', 'can-bo-xa']),
  '/ke-hoach-nam/lap/{id}': ({ years: { written, handedIn, accepted } }) => [
    { at: `/ke-hoach-nam/lap/${written}`, as: 'can-bo-xa' }, { at: `/ke-hoach-nam/lap/${handedIn}`, as: coordinator }, { at: `/ke-hoach-nam/lap/${accepted}`, as: 'lanh-dao' },
  ],
  '/che-do-bao-cao': addresses('/che-do-bao-cao'),
  '/che-do-bao-cao/{code}': addresses('/che-do-bao-cao/SOLIEU.THANG', '/che-do-bao-cao/KH119.V.2'),
  '/ket-qua': addresses('/ket-qua'),
  '/ket-qua/{regime}/{period}': addresses('/ket-qua/KH119.V.2/2026', '/ket-qua/KH119.V.2/2026?version=1'),
  '/tong-hop': addresses(['/tong-hop#regime=SOLIEU.THANG', coordinator], ['/tong-hop#show=all', 'lanh-dao']),
  '/tong-hop/{regime}/{period}': addresses(['/tong-hop/KH119.V.2/2026', coordinator], ['/tong-hop/SOLIEU.THANG/2026-10', 'lanh-dao']),
  '/tai-khoan': addresses(['/tai-khoan', officer]),
  '/mat-khau': addresses(['/mat-khau', officer]),
  '/quan-tri/tai-khoan': addresses(
    ['/quan-tri/tai-khoan', administrator], ['/quan-tri/tai-khoan?q=tran&state=active', administrator],
    ['/quan-tri/tai-khoan?q=khongcoai&purpose=review', administrator],
  ),
  '/quan-tri/tai-khoan/{id}': ({ account, own }) => (
    [account, own].map((id) => ({ at: `/quan-tri/tai-khoan/${id}`, as: administrator }))
  ),
  '/quan-tri/quyen': addresses(
    ['/quan-tri/quyen', administrator], ['/quan-tri/quyen#permission=strategy.enter&agency=SKHCN&person=tran', administrator],
  ),
  '/uy-quyen': addresses(['/uy-quyen', 'lanh-dao-so'], ['/uy-quyen', officer], ['/uy-quyen', 'can-bo-xa'], ['/uy-quyen', coordinator]),
  '/du-lieu-cua-toi': addresses(['/du-lieu-cua-toi', officer], ['/du-lieu-cua-toi', 'nguoi-dan']),
  '/quan-tri/he-thong': addresses(['/quan-tri/he-thong', 'quan-tri']),
  '/lien-thong/chung-thu': addresses(['/lien-thong/chung-thu', administrator], ['/lien-thong/chung-thu', officer]),
  '/lien-thong/chua-giao': addresses(['/lien-thong/chua-giao', coordinator]),
  '/lien-thong/bao-tri': addresses(['/lien-thong/bao-tri', administrator], ['/lien-thong/bao-tri', officer]),
  '/lien-thong': addresses(['/lien-thong', administrator], ['/lien-thong#q=giao duc', coordinator], ['/lien-thong#q=khongcogi', coordinator]),
  '/lien-thong/thong-diep': addresses(['/lien-thong/thong-diep', coordinator], ['/lien-thong/thong-diep?message_id=khong-co', administrator]),
  '/lien-thong/theo-doi': addresses(['/lien-thong/theo-doi', coordinator]),
  '/so-lieu-tu-dong': addresses(['/so-lieu-tu-dong', coordinator], ['/so-lieu-tu-dong', officer]),
  '/so-lieu-tu-dong/{code}': addresses(['/so-lieu-tu-dong/phu-song-tep', coordinator], ['/so-lieu-tu-dong/phu-song-tep', officer]),
  '/thong-bao': addresses(['/thong-bao', officer], ['/thong-bao', 'nguoi-dan']),
  '/thong-bao/ngung/{token}': ({ token }) => [{ at: `/thong-bao/ngung/${token}` }],
  '/quan-tri/thu': addresses(['/quan-tri/thu', administrator]),
};

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');
const PDF_NAME = encodeURIComponent('báo-cáo-đo-kiểm-tháng-10.pdf');

/** A role is delegated, another is given for some days to come, and somebody looked: the pages of accounts have something to show. */
export async function handOver(site) {
  const { caller: admin, me } = await site.person(administrator), { caller: head } = await site.person('lanh-dao-so');
  const must = async (answer) => {
    const { status, body } = await answer;
    if (status >= 300) throw new Error(JSON.stringify(body));
    return body;
  };
  const { accounts: [{ id: account }] } = await must(admin.get('/people/accounts?q=can-bo&purpose=review'));
  const { own: [grant], colleagues: [colleague] } = await must(head.get('/people/delegations'));
  await must(head.post('/access/delegations', {
    grant: grant.grant, account: colleague.account, valid_from: '2026-11-22', valid_to: '2026-12-01',
    reason: 'Quyết định ủy quyền số 45/QĐ-SKHCN ngày 20/11/2026',
  }));
  await must(admin.post(`/people/accounts/${account}/roles`, {
    role: 'coordinator', valid_from: '2026-12-01', valid_to: '2027-01-01', reason: 'Quyết định số 12/QĐ-UBND',
  }));
  await must(admin.get(`/people/accounts/${account}?purpose=incident`));
  return { account, own: me.account };
}

/** The id of what was made. */
async function create(caller, path, body) {
  const answer = await caller.post(path, body);
  if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
  return answer.body.id;
}

/** One proposal that waits, and an amendment that waits for a leader. */
async function amend(made, checks) {
  const propose = (title, edits) => made('/planning/proposals', {
    document: 'QD1539', agency: 'SKHCN', title, reason: 'Nguồn vốn hạ tầng chậm một năm so với khi lập Chiến lược.', based_on: 1, edits,
  });
  const proposal = await propose('Bổ sung nhiệm vụ khảo sát vùng lõm sóng', [
    { kind: 'task_added', item: 'QD1539.BS.1', title: 'Khảo sát thôn, bản chưa có sóng di động', day: '2027-03-31', leads: ['SKHCN'] },
  ]);
  const taken = await propose('Điều chỉnh mục tiêu băng rộng', [{ kind: 'target', item: 'QD1539.PL1.02', year: 2030, operator: '>=', low: 99 }]);
  const { body } = await checks.post(`/planning/proposals/${taken}/decision`, { decision: 'take', note: 'Phù hợp với tình hình.', amendment: '' });
  await checks.post(`/planning/amendments/${body.amendment}/submission`, { title: 'Sửa đổi Chiến lược, đợt 1' });
  return { proposal, amendment: body.amendment };
}

/** Three members of a made-up exchange: a register that others read, one that is switched off, and a commune behind a node. */
export function exchange(site) {
  const ids = { population: 'VN-MAU/GOV/H29.10/DanCu', school: 'VN-MAU/GOV/H29.20/DaoTao', commune: 'VN-MAU/GOV/H29.99/MotCua' };
  const file = join(site.where.data, 'exchange.json');
  writeFileSync(file, JSON.stringify({
    instance: 'VN-MAU',
    members: [
      { class: 'GOV', code: 'H29.10', name: 'Công an tỉnh', subsystems: [{ code: 'DanCu', name: 'Cơ sở dữ liệu dân cư', services: [
        { code: 'tra-cuu', title: 'Tra cứu công dân', type: 'rest', url: 'https://10.20.0.5:8443/api', endpoints: [{ method: 'GET', path: '/cong-dan/*' }] },
        { code: 'thong-ke', title: 'Thống kê dân số', type: 'rest', url: 'https://10.20.0.5:8443/thong-ke', enabled: false, notice: 'Bảo trì đến 22 giờ ngày 30/11' },
      ] }] },
      { class: 'GOV', code: 'H29.20', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'DaoTao', name: 'Quản lý đào tạo', connection: 'https' }] },
      { class: 'GOV', code: 'H29.99', name: 'Ủy ban nhân dân xã mẫu', subsystems: [{ code: 'MotCua', name: 'Một cửa', node: 'XA-MAU' }] },
    ],
    groups: [{ code: 'so-nganh', members: [ids.school] }],
    rights: [
      { subject: 'so-nganh', service: `${ids.population}/tra-cuu`, method: 'GET', path: '/cong-dan/*' },
      { subject: ids.commune, service: `${ids.population}/tra-cuu` },
    ],
    quotas: [{ subject: 'so-nganh', per_minute: 600, at_once: 10 }],
    nodes: [{ code: 'XA-MAU', url: 'https://lien-thong.xa-mau.example.vn' }],
  }));
  site.where.cli('exchange', 'load', file);
}

/** One figure that a signed file brings. */
function fill(site) {
  const file = join(site.where.data, 'bindings.json');
  writeFileSync(file, JSON.stringify({ bindings: [{
    code: 'phu-song-tep', title: 'Tỷ lệ thôn, bản phủ sóng, từ tệp của hệ thống Quản lý đào tạo', indicator: 'QD1539.VII.10.5.CT1', way: 'file',
    system: 'VN-MAU/GOV/H29.20/DaoTao', agency: 'SKHCN', value: 'ty_le', key: 'ma_xa', period: 'ky', key_scheme: 'place', unit: '%', whole: false, low: 0, high: 100,
  }] }));
  site.where.cli('binding', 'load', file);
}

/** The secret stands in mails alone: out of the row of the database, which gets an address to end mails to. */
async function unsubscribeToken(site) {
  const { caller } = await site.person(coordinator), { body } = await caller.get('/notices/preferences');
  const { mail_low, mail_normal, mail_high, daily_hour, quiet_from, quiet_to, language } = body;
  await caller.post('/notices/preferences', { mail_low, mail_normal, mail_high, daily_hour, quiet_from, quiet_to, language, rhythm: 'at_once' });
  return execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(site.where.data, 'banyan.db'), "UPDATE notice_preference SET address = 'dieu-phoi@example.vn'; SELECT secret FROM notice_preference"], { encoding: 'utf8' }).trim();
}

/** Schemes are loaded and two quarters published, the newer one twice. */
async function score(site) {
  const { caller } = await site.person(officer), { caller: checks } = await site.person(coordinator), folders = join(root, 'content/schemes');
  for (const name of readdirSync(folders)) site.where.cli('schemes', 'load', join(folders, name));
  const publish = (period, reason) => create(checks, '/scoring/publications', { scheme: 'CHIEN-LUOC', period, reason });
  await publish('2026-Q2');
  const superseded = await publish('2026-Q3');
  const result = await publish('2026-Q3', 'Cập nhật số liệu tháng 9 gửi muộn của ba sở');
  await create(caller, '/scoring/entries', {
    scheme: 'QD-766', period: '2026-10', agency: 'SKHCN', input: 'ON-TIME.TU', value: 950, source: 'Hệ thống thông tin giải quyết thủ tục hành chính',
  });
  await create(caller, '/scoring/appeals', {
    publication: result, agency: 'SKHCN', criterion: 'KL1', text: 'Ba số liệu tháng 9 đã gửi trước hạn, có giấy biên nhận kèm theo.',
  });
  return { superseded, result };
}

/** A draft that has a section, and a report that was not begun. */
async function draftReport(caller) {
  const { body } = await caller.get('/reporting/obligations?state=open');
  const [drafted, owed] = ['SOLIEU.THANG', 'KH119.V.3'].map((regime) => body.obligations.find((one) => one.obligation.regime === regime).obligation.id);
  const { status, body: saved } = await caller.post(`/reporting/obligations/${drafted}/draft`, {
    save: 'saved-by-samples', revision: 0, tasks: [], overrides: [], evidence: [], figures: [], sections: [{ section: 'GHICHU', text: 'Số liệu tháng lấy từ hệ thống đo kiểm.' }],
  });
  if (status !== 200) throw new Error(JSON.stringify(saved));
  return { drafted, owed };
}

/** What the officer's agency writes in its yearly report. */
const WRITTEN = {
  figures: { 'KH119.II.2.1.1.CT': 97.6, 'KH119.II.2.2.1.CT': 92.4 },
  tasks: { 'KH119.III.2.C.1': ['in_progress', 60], 'KH119.IV.1': ['done', 100] },
  sections: {
    KETQUA: 'Sở đã ban hành kế hoạch phủ sóng, hoàn thành đo kiểm ở tất cả các xã, đưa sáu nền tảng dùng chung vào sử dụng và tập huấn cho cán bộ của các xã, phường.',
    KHOKHAN: 'Nhiều thôn, bản chưa có điện lưới nên chưa lắp được trạm phát sóng.',
  },
};

const must = async (answer) => {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(JSON.stringify(body));
  return body;
};

/** A draft of all that is written; `reason` where a figure holds already with another value. */
function draftOf({ lines, report }, id, { figures, tasks, sections }, reason) {
  const seen = report?.revision ?? 0;
  return {
    save: `${id.slice(-12)}-${seen}`, revision: seen, overrides: [],
    figures: lines.filter((one) => one.indicator.code in figures).map((one) => ({
      indicator: one.indicator.code, subject: one.subject, value: figures[one.indicator.code], source: 'Sổ theo dõi của Sở', based_on: one.held_revision,
      ...(one.held === null || one.held === figures[one.indicator.code] ? {} : { reason }),
    })),
    tasks: Object.entries(tasks).map(([task, [state, percent]]) => ({ task, state, percent })),
    sections: Object.entries(sections).map(([section, text]) => ({ section, text })),
  };
}

/** The yearly report of the officer's agency, handed in and accepted; `handOn` does so again after a correction. */
export async function reported(site) {
  const [{ caller }, { caller: head }, { caller: checks }] = await Promise.all([officer, 'lanh-dao-so', coordinator].map((one) => site.person(one)));
  const { obligations: [{ obligation: { id } }] } = await must(caller.get('/reporting/obligations?agency=SKHCN&regime=KH119.V.2&period=2026'));
  const at = `/reporting/obligations/${id}`;
  const handOn = async (written, reason) => {
    const draft = draftOf(await must(caller.get(at)), id, written, reason), { remarks } = await must(caller.post(`${at}/check`, draft));
    const warnings = remarks.filter((one) => one.severity === 'warning');
    draft.overrides = warnings.map(({ rule, indicator, subject, section }) => ({ rule, indicator: indicator || section, subject, reason: 'Đã đối chiếu với sổ theo dõi.' }));
    const { revision } = await must(caller.post(`${at}/draft`, draft));
    await must(caller.post(`${at}/submission`, { revision }));
    await must(head.post(`${at}/approval`, { revision }));
    await must(checks.post(`${at}/decision`, { revision, decision: 'accept' }));
  };
  await handOn(WRITTEN);
  return { at, handOn, caller, checks };
}

/** What was published is corrected, up to the step before it is published again. */
export async function correct({ at, handOn, caller }) {
  const reason = 'Đếm trùng ba xã đã sắp xếp lại.', sections = { ...WRITTEN.sections, KHOKHAN: 'Nhiều thôn, bản của ba xã chưa có điện lưới nên chưa lắp được trạm phát sóng.' };
  await must(caller.post(`${at}/correction`, { reason }));
  await handOn({ ...WRITTEN, figures: { ...WRITTEN.figures, 'KH119.II.2.1.1.CT': 95.2 }, sections }, reason);
}

/** One result that was published, corrected, and published again. */
async function publish(site) {
  const report = await reported(site), period = '/reporting/consolidations/KH119.V.2/2026/publication';
  await must(report.checks.post(period, {}));
  await correct(report);
  await must(report.checks.post(period, { reason: 'Sở Khoa học và Công nghệ sửa tỷ lệ xã có hạ tầng viễn thông: đã đếm trùng ba xã.' }));
}

/** What is handed in when pages are looked at: a figure waits, one is accepted, one was returned; a report
 *  waits; roles were given and delegated. */
/** Annual plans: one accepted and published, one that waits for the coordinator, one being written. */
async function planYears(site) {
  const [office, head, checks, leader, commune] = await Promise.all([officer, 'lanh-dao-so', coordinator, 'lanh-dao', 'can-bo-xa'].map(async (one) => (await site.person(one)).caller));
  const plans = '/planning/annual-plans', task = { title: 'Lắp trạm phát sóng ở mười thôn chưa có điện lưới', product: 'Mười trạm phát sóng', who: 'Phòng Bưu chính, Viễn thông', task: 'QD1539.VI.3.1.1', budget: 8450.5 };
  const planned = async (who, agency, year, targets, tasks) => {
    const { id } = await must(who.post(plans, { agency, year, copies: false }));
    await must(who.post(`${plans}/${id}/content`, { revision: 1, targets, tasks }));
    return id;
  };
  const reach = (subject, value) => [{ indicator: 'QD1539.PL1.01', subject, value }];
  const accepted = await planned(office, 'SKHCN', 2027, [...reach('08', 45), { indicator: 'QD1539.PL1.03', subject: '08', value: 98.5 }], [{ ...task, due: '2027-06-30' }, { title: 'Tập huấn tổ công nghệ số cộng đồng', budget: 620 }]);
  await must(office.post(`${plans}/${accepted}/submission`, {}));
  await must(head.post(`${plans}/${accepted}/approval`, { decision: 'accept' }));
  await must(checks.post(`${plans}/${accepted}/decision`, { decision: 'accept' }));
  await must(leader.post('/planning/annual-publications', { year: 2027, number: '101/KH-UBND', decided_on: '2026-11-20' }));
  const handedIn = await planned(office, 'SKHCN', 2028, reach('08', 60), [{ ...task, due: '2028-06-30' }]);
  await must(office.post(`${plans}/${handedIn}/submission`, {}));
  await must(head.post(`${plans}/${handedIn}/approval`, { decision: 'accept' }));
  const written = await planned(commune, 'UBND-02215', 2027, reach('02215', 50), [{ ...task, due: '2027-09-30', budget: 120.5 }]);
  return { years: { written, handedIn, accepted } };
}

/** A document of another province, read into a draft of the plan. */
export async function readDocument(caller, name = 'an-hai-giao-duc.docx') {
  const content = new Uint8Array(readFileSync(join(root, 'tests/reader', name)));
  const { id: file } = await must(caller.call('POST', `/documents/files?name=${name}`, content, {}));
  return create(caller, '/strategy/drafts', { file });
}

/** A word and a name that the review of this draft taught. */
async function teachReader(caller, draft) {
  await must(caller.post('/strategy/reader-words', { list: 'role', words: 'giữ vai trò nòng cốt', means: 'lead', draft }));
  await must(caller.post('/strategy/reader-words', { list: 'section', words: 'kinh phí', means: 'other', draft }));
  await must(caller.post(`/strategy/drafts/${draft}/agency-name`, { named: 'Sở Lạ Lùng', agency: 'SKHCN' }));
}

export async function handIn(site) {
  const { caller } = await site.person(officer), { caller: checks } = await site.person(coordinator);
  const made = (path, body) => create(caller, path, body);
  const type = { 'content-type': 'application/pdf' };
  const file = await caller.call('POST', `/documents/files?name=${PDF_NAME}`, PDF, type);
  const figure = (indicator, value, reason) => made('/strategy/figures', {
    indicator, subject: '08', period: '2026-10', value, reason,
    source: 'Đo kiểm của doanh nghiệp viễn thông', evidence: [file.body.id], based_on: 1,
  });
  const decide = (id, decision, note = '') => checks.post(`/strategy/submissions/${id}/decision`, { decision, note });

  const waiting = await figure('QD1539.PL1.02', 71.4, 'Doanh nghiệp gửi lại số liệu của ba xã');
  const accepted = await figure('QD1539.PL1.01', 34.6, 'Đối chiếu lại số trạm phát sóng');
  await decide(accepted, 'accept');
  const returned = await figure('QD1539.PL1.03', 99.1, 'Cập nhật theo báo cáo mới');
  await decide(returned, 'return', 'Giải thích vì sao tăng hơn 2 điểm trong một tháng');
  const report = await made('/strategy/progress', {
    task: 'QD1539.VI.1.2', agency: 'SKHCN', percent: 60, state: 'in_progress',
    product: '', note: 'Đã xong phần rà soát của các sở', based_on: 1,
  });
  await made('/budget/entries', {
    kind: 'spending', subject: 'SKHCN', year: 2025, funding: 'central', purpose: 'recurrent', area: 'science',
    planned: 30000, allocated: 26000, spent: 25120.5, source: 'Quyết toán năm 2025', reason: 'Kho bạc đối chiếu lại', evidence: [file.body.id], based_on: 1,
  });
  exchange(site);
  fill(site);
  const plan = await readDocument(checks);
  await teachReader(checks, plan);
  return {
    waiting, accepted, returned, report, plan, token: await unsubscribeToken(site),
    ...await amend(made, checks), ...await draftReport(caller), ...await score(site), ...await publish(site), ...await planYears(site), ...await handOver(site),
  };
}
