// tests/browser/find - finding one's way: search without marks, filters in the address, the tree, who answers today.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { content } from '../harness/banyan.mjs';
import { axeFaults, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';

/** Rows of a file of the plan by the document in their second cell. */
function countRows(file) {
  const count = { QD1539: 0, KH119: 0 };
  for (const row of readFileSync(join(content, file), 'utf8').trim().split('\n').slice(1)) count[row.split(',')[1]]++;
  return count;
}

const TASKS = countRows('tasks.csv'), INDICATORS = countRows('indicators.csv'), ALL_TASKS = TASKS.QD1539 + TASKS.KH119;

const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const wordsOf = async (place) => plain(await place.innerText());
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

/** Different addresses of links that begin so. */
const hrefs = (page, within, start) => page.locator(`${within} a[href^="${start}"]`)
  .evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href')))]);

inBrowser('finding', { data: SAMPLE }, async ({ t, site, look }) => {
  await t.test('the plan holds what the hand counts: 14 + 4 indicators, and every task', () => {
    assert.deepEqual(INDICATORS, { QD1539: 14, KH119: 4 });
    assert.equal(ALL_TASKS, 130);
  });

  await look('words without marks find names with them; what was found is marked', { at: '/' }, async (page) => {
    await page.locator('#q').fill('dong van');
    await press(page, 'Enter');
    await page.waitForURL('**/tim?q=dong+van');
    await page.settled();
    assert.match(await wordsOf(page.locator('main')), /Xã Đồng Văn/);
    const marks = await page.locator('main mark').allInnerTexts();
    assert.ok(marks.includes('Đồng') && marks.includes('Văn'), marks.join(' '));
    await page.locator('main a', { hasText: 'Đồng Văn' }).first().click();
    await page.waitForURL(/\/co-quan\//);
    assert.match(await page.locator('main').innerText(), /Đồng Văn/);
  });

  await look('nothing found: said so, with other ways', { at: '/tim?q=xyzxyz+khongco' }, async (page) => {
    assert.match(await page.locator('main').innerText(), /Không có gì khớp với “xyzxyz khongco”/);
    assert.ok(await page.locator('main a[href="/nhiem-vu"]').count() > 0);
  });

  const passages = 'passages: what stands together is marked, filters and pages live in the address';
  await look(passages, { at: '/tim?q=chuyen+doi+so#view=passages' }, async (page) => {
    const { total, kinds } = await (await fetch(`${site.url}/api/v1/search/passages?q=chuyen+doi+so`)).json();
    assert.ok(total > 40, `${total}`);
    assert.match(await wordsOf(page.locator('.found-total')), new RegExp(`1–20 trong ${total} đoạn`));
    assert.match((await page.locator('.passage blockquote mark').first().innerText()).toLowerCase(), /chuyển đổi số/);
    await page.locator('.chips button', { hasText: 'Chỉ tiêu' }).click();
    await page.locator('.found-total', { hasText: new RegExp(`^${kinds.find((one) => one.kind === 'indicator').count} đoạn`) }).waitFor();
    assert.match(page.url(), /#view=passages&kind=indicator$/);
    await page.locator('.chips button', { hasText: 'Tất cả' }).click();
    await page.locator('.pager a', { hasText: '2' }).first().click();
    await page.locator('.found-total', { hasText: /^Đoạn 21–40/ }).waitFor();
    await page.reload();
    await page.locator('.found-total', { hasText: /^Đoạn 21–40/ }).waitFor();
    await page.locator('.passage-place a').first().click();
    await page.waitForURL(/\/(chi-tieu|nhiem-vu|ke-hoach)/);
  });

  await look('a question is answered by quotes; one that nothing answers is told so', { at: '/tim' }, async (page) => {
    await page.locator('.search-form input').fill('Ai chủ trì phủ sóng 5G?');
    await press(page, 'Enter');
    await page.locator('#quote-1').waitFor();
    assert.match(await wordsOf(page.locator('#quote-1')), /1539\/QĐ-UBND, Phụ lục I, mục 1.*phủ sóng 5G.*Chủ trì: Sở Khoa học và Công nghệ/);
    assert.equal(await page.locator('.composed').count(), 0, 'no model is configured');
    await page.locator('.search-form input').fill('Giá vàng hôm nay?');
    await press(page, 'Enter');
    await page.locator('h2', { hasText: 'Không có đoạn nào trả lời câu hỏi này' }).waitFor();
  });

  const shows = (page, count) => page.locator('.tasks-total')
    .filter({ hasText: new RegExp(`(^|\\s)${count} nhiệm vụ`) }).waitFor();

  const filters = 'filters of the tasks live in the address: chosen, reloaded, gone back, taken off';
  await look(filters, { at: '/nhiem-vu' }, async (page) => {
    const asked = (name) => new URL(page.url()).searchParams.get(name);
    await shows(page, ALL_TASKS);
    await page.locator('#f-document').selectOption('KH119');
    await shows(page, TASKS.KH119);
    assert.equal(asked('document'), 'KH119');
    const chip = page.locator('.chips button').filter({ hasText: 'Chưa báo cáo' });
    const silent = Number(await chip.locator('b').innerText());
    await chip.click();
    await shows(page, silent);
    assert.equal(asked('status'), 'no_report');
    assert.equal(await page.locator('.tasks-results .pill:not(.is-no_report)').count(), 0);
    await page.reload();
    await shows(page, silent);
    assert.equal(await page.locator('#f-document').inputValue(), 'KH119');
    await page.goBack();
    await shows(page, TASKS.KH119);
    await page.locator('.tokens button', { hasText: '119/KH-UBND' }).click();
    await shows(page, ALL_TASKS);
    assert.equal(new URL(page.url()).search, '');
  });

  await look('words filter the tasks while one types, without marks', { at: '/nhiem-vu' }, async (page) => {
    const { tasks } = await (await fetch(`${site.url}/api/v1/strategy/tasks?q=an+toan+thong+tin`)).json();
    assert.ok(tasks.length > 0 && tasks.length < ALL_TASKS);
    await page.locator('#f-q').pressSequentially('an toan thong tin');
    await page.waitForURL('**/nhiem-vu?q=an+toan+thong+tin');
    await shows(page, tasks.length);
    const found = (await page.locator('.tasks-results mark').allInnerTexts()).map((one) => one.toLowerCase());
    for (const word of ['an', 'toàn', 'thông', 'tin']) assert.ok(found.includes(word), word);
  });

  await look('the second page follows the first, and Back comes back', { at: '/nhiem-vu' }, async (page) => {
    const first = await hrefs(page, '.tasks-results', '/nhiem-vu/');
    await page.locator('.pager a', { hasText: '2' }).first().click();
    await page.waitForURL('**/nhiem-vu?page=2');
    await page.settled();
    const second = await hrefs(page, '.tasks-results', '/nhiem-vu/');
    assert.ok(second.length > 0 && second.every((one) => !first.includes(one)));
    await page.goBack();
    await page.settled();
    assert.deepEqual(await hrefs(page, '.tasks-results', '/nhiem-vu/'), first);
  });

  const phone = { at: '/nhiem-vu?document=QD1539', size: PHONE };
  await look('on a phone the filters are behind a button that tells how many are on', phone, async (page) => {
    const toggle = page.locator('.filters-toggle'), section = page.locator('#f-section');
    assert.equal(await section.isVisible(), false);
    assert.equal(await toggle.locator('.count').innerText(), '1');
    await toggle.click();
    assert.equal(await section.isVisible(), true);
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
  });

  const former = 'a task of 2020 names the agency of then and the one that answers now';
  await look(former, { at: '/nhiem-vu/KH119.III.2.C.1' }, async (page) => {
    assert.match(await wordsOf(page.locator('main')), /Sở Thông tin và Truyền thông.*Sở Khoa học và Công nghệ/);
    await page.locator('main a', { hasText: 'Sở Khoa học và Công nghệ' }).first().click();
    await page.waitForURL('**/co-quan/SKHCN');
  });

  await look('an agency that is no more leads to those that took over', { at: '/co-quan/OLD-STTTT' }, async (page) => {
    const heirs = await hrefs(page, 'main', '/co-quan/');
    for (const code of ['SKHCN', 'SVHTTDL', 'CAT']) assert.ok(heirs.includes(`/co-quan/${code}`), code);
  });

  for (const [document, kind] of [['QD1539', 'Quyết định'], ['KH119', 'Kế hoạch']]) {
    const at = `/ke-hoach?document=${document}`;
    await look(`the tree of ${document} holds all its indicators and tasks`, { at }, async (page) => {
      assert.equal((await hrefs(page, '.plan-tree', '/chi-tieu/')).length, INDICATORS[document]);
      assert.equal((await hrefs(page, '.plan-tree', '/nhiem-vu/')).length, TASKS[document]);
      assert.match(await page.locator('.eyebrow').first().innerText(), new RegExp(kind));
    });
  }

  await look('the tree by keyboard: arrows go from head to head, fold and open', { at: '/ke-hoach' }, async (page) => {
    const head = page.locator('.branches button[data-fold]').first();
    const body = page.locator(`[id="${await head.getAttribute('aria-controls')}"]`);
    const leaves = page.locator('.branches a[href^="/nhiem-vu/"]:visible');
    const here = () => page.evaluate(() => {
      const { dataset, ariaExpanded } = document.activeElement;
      return { fold: dataset.fold, isOpen: ariaExpanded };
    });
    await head.focus();
    const { fold } = await here();
    await press(page, 'ArrowDown');
    assert.notEqual((await here()).fold, fold);
    await press(page, 'Home');
    assert.deepEqual(await here(), { fold, isOpen: 'true' });
    await press(page, 'ArrowLeft');
    assert.deepEqual(await here(), { fold, isOpen: 'false' });
    assert.equal(await body.isVisible(), false);
    await press(page, 'ArrowRight');
    assert.deepEqual(await here(), { fold, isOpen: 'true' });
    assert.equal(await body.isVisible(), true);
    await page.getByRole('button', { name: 'Gập hết' }).click();
    assert.equal(await leaves.count(), 0);
    await page.getByRole('button', { name: 'Mở hết' }).click();
    assert.ok(await leaves.count() >= TASKS.QD1539);
  });

  const pointed = 'a link to an item of the other document goes there, opens what is around it and gives it the focus';
  await look(pointed, {}, async (page) => {
    await page.comeTo('/ke-hoach#item=KH119.III.3.A.1', '**/ke-hoach?document=KH119#item=KH119.III.3.A.1');
    await page.waitForFunction(() => document.activeElement.id.includes('KH119.III.3.A.1'));
    const { top, bottom } = await page.evaluate(() => document.activeElement.getBoundingClientRect().toJSON());
    assert.ok(bottom > top && top < page.viewportSize().height && bottom > 0, 'it is in view');
  });

  await look('words filter the tree, without marks', { at: '/ke-hoach' }, async (page) => {
    await page.locator('#find').pressSequentially('phu song 5g');
    await page.waitForURL('**/ke-hoach#q=phu+song+5g');
    assert.match(await page.locator('.plan-found').innerText(), /^\d+ mục, đoạn khớp/);
    assert.ok(await page.locator('.branches a[href="/chi-tieu/QD1539.PL1.01"]').isVisible());
    assert.ok(await page.locator('.branches a[href^="/nhiem-vu/"]:visible').count() < 20);
  });

  await look('agencies: found by words without marks, sorted both ways', { at: '/co-quan' }, async (page) => {
    const rows = page.locator('table.agencies tbody tr'), total = page.getByRole('button', { name: /^Tổng/ });
    await page.locator('#agency-q').pressSequentially('tai chinh');
    await rows.filter({ hasText: 'Sở Tài chính' }).waitFor();
    assert.equal(await rows.count(), 1);
    await page.locator('#agency-q').fill('');
    const column = page.locator('table.agencies thead th', { has: total }).first();
    await column.getByRole('button').click();
    const direction = await column.getAttribute('aria-sort');
    assert.match(direction, /^(ascending|descending)$/);
    await column.getByRole('button').click();
    const other = direction === 'ascending' ? 'descending' : 'ascending';
    assert.equal(await column.getAttribute('aria-sort'), other);
  });

  const place = 'the map: a commune is chosen; the address keeps it; the table tells the same';
  await look(place, { at: '/ban-do/QD1539.VII.10.5.CT1' }, async (page) => {
    const told = page.locator('[aria-live="polite"]').first(), tile = page.locator('svg.map [role="option"]').nth(20);
    const [name, value] = plain(await tile.getAttribute('aria-label')).split(': ');
    await tile.click();
    assert.ok((await wordsOf(told)).includes(name) && (await wordsOf(told)).includes(value), `${name}: ${value}`);
    const row = page.locator('main table tbody tr').filter({ hasText: name.replace(/^(Xã|Phường) /, '') }).first();
    assert.ok((await wordsOf(row)).includes(value.replace(' %', '')));
    await page.reload();
    await page.locator('svg.map').waitFor();
    await told.filter({ hasText: name.replace(/^(Xã|Phường) /, '') }).waitFor();
  });

  await look('the CSV of the first page has what the page shows', { at: '/' }, async (page) => {
    const response = await fetch(site.url + await page.locator('a[href*="figures.csv"]').first().getAttribute('href'));
    assert.match(response.headers.get('content-type'), /text\/csv/);
    const rows = (await response.text()).split('\n').filter((row) => row.includes('QD1539.PL1.01,'));
    assert.ok(rows.some((row) => row.includes('2026-10') && row.includes('34.1')), rows.join('\n'));
    assert.match(await wordsOf(page.locator('.row').first()), /34,1/);
  });
});
