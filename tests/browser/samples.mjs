// tests/browser/samples - which addresses stand for each page of the house, and who looks; a page without a row here fails the tests.
// SPDX-License-Identifier: Apache-2.0
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';

/** Rows of `pages[]` of all rooms, out of the tables in C: [{ path, shell, data }]. */
export function pagesOfTheHouse() {
  const sources = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((one) => (one.isDirectory() ? (one.name === 'tests' ? [] : sources(join(folder, one.name))) : one.name.endsWith('.c') ? [join(folder, one.name)] : []));
  return sources(join(root, 'src')).flatMap((file) => {
    const table = /static const Page pages\[\] = \{([\s\S]*?)\n\};/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
    const rows = [...table.matchAll(/\{ "(\/[^"]*)",\s*"(\w+)",\s*(?:NULL|"([^"]*)"),\s*\{\s*"([^"]+)",\s*"([^"]+)"\s*\}/g)];
    if (rows.length !== (table.match(/\.help/g) ?? []).length) throw new Error(`${file}: a row of pages[] cannot be read here`);
    return rows.map(([, path, shell, data]) => ({ path, shell, data: data ?? null }));
  });
}

const officer = 'can-bo', coordinator = 'dieu-phoi';

/** entry: what handIn() below gives. The first address of a page is looked at in full, the others once each way. */
export const samples = {
  '/': () => [{ at: '/' }, { at: '/?document=KH119' }, { at: '/?on=2026-06-30' }, { at: '/#status=late' }, { at: '/', as: coordinator }],
  '/ke-hoach': () => [{ at: '/ke-hoach' }, { at: '/ke-hoach?document=KH119' }],
  '/chi-tieu/{code}': () => [
    { at: '/chi-tieu/QD1539.PL1.01' }, { at: '/chi-tieu/QD1539.PL1.04' }, { at: '/chi-tieu/QD1539.PL1.06' }, { at: '/chi-tieu/QD1539.PL1.08' },
    { at: '/chi-tieu/QD1539.PL1.10' }, { at: '/chi-tieu/QD1539.VII.10.5.CT1' }, { at: '/chi-tieu/QD1539.PL1.01?subject=02215' },
    { at: '/chi-tieu/KH119.II.2.1.3.CT' }, { at: '/chi-tieu/QD1539.PL1.01', as: officer },
  ],
  '/ban-do': () => [{ at: '/ban-do' }],
  '/ban-do/{code}': () => [{ at: '/ban-do/QD1539.VII.10.5.CT1' }, { at: '/ban-do/QD1539.PL1.03' }],
  '/nhiem-vu': () => [{ at: '/nhiem-vu' }, { at: '/nhiem-vu?document=KH119&status=no_report' }, { at: '/nhiem-vu?agency=SKHCN' }, { at: '/nhiem-vu?q=khongcogi' }],
  '/nhiem-vu/{code}': () => [{ at: '/nhiem-vu/QD1539.VI.1.2' }, { at: '/nhiem-vu/KH119.III.2.A.1' }, { at: '/nhiem-vu/QD1539.VII.10.2' }],
  '/co-quan': () => [{ at: '/co-quan' }],
  '/co-quan/{code}': () => [{ at: '/co-quan/SKHCN' }, { at: '/co-quan/UBND-02215' }, { at: '/co-quan/OLD-STTTT' }],
  '/tim': () => [{ at: '/tim?q=da' }, { at: '/tim' }, { at: '/tim?q=khongcogi' }],
  '/gioi-thieu': () => [{ at: '/gioi-thieu' }],
  '/dang-nhap': () => [{ at: '/dang-nhap' }, { at: '/dang-nhap?next=%2Fviec' }],
  '/tuong': () => [{ at: '/tuong' }],
  '/viec': () => [{ at: '/viec', as: officer }, { at: '/viec', as: coordinator }, { at: '/viec', as: 'can-bo-xa' }, { at: '/viec', as: 'quan-tri' }],
  '/nhap/chi-tieu/{code}': () => [
    { at: '/nhap/chi-tieu/QD1539.VI.3.1.2.CT', as: officer }, { at: '/nhap/chi-tieu/KH119.II.2.1.3.CT', as: officer }, { at: '/nhap/chi-tieu/QD1539.PL1.03?period=2026-10', as: officer },
    { at: '/nhap/chi-tieu/QD1539.VII.10.5.CT1?subject=02215', as: 'can-bo-xa' },
  ],
  '/nhap/nhiem-vu/{code}': () => [{ at: '/nhap/nhiem-vu/QD1539.VI.1.2', as: officer }],
  '/kiem-tra': () => [{ at: '/kiem-tra', as: coordinator }, { at: '/kiem-tra?state=accepted', as: coordinator }],
  '/kiem-tra/{id}': (entry) => [{ at: `/kiem-tra/${entry.waiting}`, as: coordinator }, { at: `/kiem-tra/${entry.accepted}`, as: coordinator }, { at: `/kiem-tra/${entry.report}`, as: coordinator }],
  '/mat-khau': () => [{ at: '/mat-khau', as: officer }],
};

const PDF = new TextEncoder().encode('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n');

/** What officers have handed in when the pages are looked at: one waits, one is accepted, one was returned, one report of a task waits. */
export async function handIn(site) {
  const { caller } = await site.person(officer), { caller: checks } = await site.person(coordinator);
  const made = async (path, body) => {
    const answer = await caller.post(path, body);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.id;
  };
  const file = (await caller.call('POST', `/documents/files?name=${encodeURIComponent('báo-cáo-đo-kiểm-tháng-10.pdf')}`, PDF, { 'content-type': 'application/pdf' })).body.id;
  const figure = (indicator, value, more) => made('/strategy/figures', { indicator, subject: '08', period: '2026-10', value, source: 'Đo kiểm của doanh nghiệp viễn thông', evidence: [file], based_on: 1, ...more });
  const decide = (id, decision, note = '') => checks.post(`/strategy/submissions/${id}/decision`, { decision, note });
  const waiting = await figure('QD1539.PL1.02', 71.4, { reason: 'Doanh nghiệp gửi lại số liệu của ba xã' });
  const accepted = await figure('QD1539.PL1.01', 34.6, { reason: 'Đối chiếu lại số trạm phát sóng' });
  await decide(accepted, 'accept');
  const returned = await figure('QD1539.PL1.03', 99.1, { reason: 'Cập nhật theo báo cáo mới' });
  await decide(returned, 'return', 'Giải thích vì sao tăng hơn 2 điểm trong một tháng');
  const report = await made('/strategy/progress', { task: 'QD1539.VI.1.2', agency: 'SKHCN', percent: 60, state: 'in_progress', product: '', note: 'Đã xong phần rà soát của các sở', based_on: 1 });
  return { waiting, accepted, returned, report };
}
