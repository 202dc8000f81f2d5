// tests/browser/find - finding one's way: search without marks, filters that live in the address, the plan as a tree, who answers today.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { content } from '../harness/banyan.mjs';
import { axeFaults, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';

/** Rows of a file of the plan whose first two cells are a code and its document. */
const rowsOf = (file, document) => readFileSync(join(content, file), 'utf8').trim().split('\n').slice(1).filter((row) => row.split(',')[1] === document).length;

const TASKS = { KH119: rowsOf('tasks.csv', 'KH119'), QD1539: rowsOf('tasks.csv', 'QD1539') };
const INDICATORS = { KH119: rowsOf('indicators.csv', 'KH119'), QD1539: rowsOf('indicators.csv', 'QD1539') };

const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

inBrowser('finding', { data: SAMPLE }, async ({ t, site, look }) => {
  await t.test('the plan holds what the hand counts: 14 + 4 indicators, and every task', () => {
    assert.deepEqual(INDICATORS, { QD1539: 14, KH119: 4 });
    assert.equal(TASKS.KH119 + TASKS.QD1539, 130);
  });

  await look('words without marks find names with them; what was found is marked', { at: '/' }, async (page) => {
    await page.locator('#q').fill('dong van');
    await press(page, 'Enter');
    await page.waitForURL('**/tim?q=dong+van');
    await page.settled();
    const main = plain(await page.locator('main').innerText());
    assert.match(main, /Xã Đồng Văn/);
    const marks = await page.locator('main mark').allInnerTexts();
    assert.ok(marks.includes('Đồng') && marks.includes('Văn'), marks.join(' '));
    await page.locator('main a', { hasText: 'Đồng Văn' }).first().click();
    await page.waitForURL(/\/co-quan\/|\/ban-do/);
    assert.match(await page.locator('main').innerText(), /Đồng Văn/);
  });

  await look('nothing found: said so, with other ways', { at: '/tim?q=xyzxyz+khongco' }, async (page) => {
    assert.match(await page.locator('main').innerText(), /Không có gì khớp với “xyzxyz khongco”/);
    assert.ok(await page.locator('main a[href="/nhiem-vu"]').count() > 0);
  });

  const total = async (page) => Number(/([\d.]+) nhiệm vụ/.exec(plain(await page.locator('.tasks-total').innerText()))[1]);
  const shows = (page, count) => page.locator('.tasks-total').filter({ hasText: new RegExp(`(^|\\s)${count} nhiệm vụ`) }).waitFor();

  await look('filters of the tasks live in the address: chosen, gone back, reloaded, taken off', { at: '/nhiem-vu' }, async (page) => {
    assert.equal(await total(page), TASKS.KH119 + TASKS.QD1539);
    await page.locator('#f-document').selectOption('KH119');
    await shows(page, TASKS.KH119);
    assert.equal(new URL(page.url()).searchParams.get('document'), 'KH119');
    const chip = page.locator('.chips button').filter({ hasText: 'Chưa báo cáo' }), silent = Number(await chip.locator('b').innerText());
    await chip.click();
    await shows(page, silent);
    assert.equal(new URL(page.url()).searchParams.get('status'), 'no_report');
    assert.equal(await page.locator('.tasks-results .pill:not(.is-no_report)').count(), 0);
    await page.reload();
    await shows(page, silent);
    assert.equal(await page.locator('#f-document').inputValue(), 'KH119');
    await page.goBack();
    await shows(page, TASKS.KH119);
    await page.locator('.tokens button', { hasText: '119/KH-UBND' }).click();
    await shows(page, TASKS.KH119 + TASKS.QD1539);
    assert.equal(new URL(page.url()).search, '');
  });

  await look('words filter while one types, without marks, and go into the address', { at: '/nhiem-vu' }, async (page) => {
    const before = await total(page);
    await page.locator('#f-q').pressSequentially('ky nang so');
    await page.waitForURL('**/nhiem-vu?q=ky+nang+so');
    await page.waitForFunction((all) => !document.querySelector('.tasks-total').textContent.includes(`${all} nhiệm vụ`), before);
    await page.settled();
    const titles = await page.locator('.tasks-results .row, .tasks-results .task-row, .tasks-results article').allInnerTexts();
    assert.ok(titles.length > 0 && await page.locator('.tasks-results mark').count() > 0);
    for (const title of titles) assert.match(title.toLowerCase(), /kỹ năng|kĩ năng|số/);
  });

  await look('pages of the list: the second shows what follows the first, and the address keeps it', { at: '/nhiem-vu' }, async (page) => {
    const links = () => page.locator('.tasks-results a[href^="/nhiem-vu/"]').evaluateAll((all) => [...new Set(all.map((one) => one.getAttribute('href')))]);
    const first = await links();
    await page.locator('.pager a', { hasText: '2' }).first().click();
    await page.waitForURL('**/nhiem-vu?page=2');
    await page.settled();
    const second = await links();
    assert.ok(second.length > 0 && second.every((one) => !first.includes(one)));
    await page.goBack();
    await page.settled();
    assert.deepEqual(await links(), first);
  });

  await look('on a phone the filters are behind a button that tells how many are on', { at: '/nhiem-vu?document=QD1539', size: PHONE }, async (page) => {
    assert.equal(await page.locator('#f-section').isVisible(), false);
    const toggle = page.locator('.filters-toggle');
    assert.equal(await toggle.locator('.count').innerText(), '1');
    await toggle.click();
    assert.equal(await page.locator('#f-section').isVisible(), true);
    assert.equal(await toggle.getAttribute('aria-expanded'), 'true');
    assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
  });

  await look('a task of 2020 names the agency of then and the one that answers now', { at: '/nhiem-vu/KH119.III.2.C.1' }, async (page) => {
    const text = plain(await page.locator('main').innerText());
    assert.match(text, /Sở Thông tin và Truyền thông/);
    assert.match(text, /Sở Khoa học và Công nghệ/);
    await page.locator('main a', { hasText: 'Sở Khoa học và Công nghệ' }).first().click();
    await page.waitForURL('**/co-quan/SKHCN');
  });

  await look('an agency that is no more leads to those that took over its work', { at: '/co-quan/OLD-STTTT' }, async (page) => {
    for (const code of ['SKHCN', 'SVHTTDL', 'CAT']) assert.ok(await page.locator(`main a[href="/co-quan/${code}"]`).count() > 0, code);
  });

  for (const [document, title] of [['QD1539', 'Quyết định'], ['KH119', 'Kế hoạch']]) {
    await look(`the tree of ${document} holds all its indicators and tasks, each with its place in the document`, { at: `/ke-hoach?document=${document}` }, async (page) => {
      const codes = (kind) => page.locator(`.plan-tree a[href^="/${kind}/"]`).evaluateAll((all) => new Set(all.map((one) => one.getAttribute('href'))).size);
      assert.equal(await codes('chi-tieu'), INDICATORS[document]);
      assert.equal(await codes('nhiem-vu'), TASKS[document]);
      assert.match(await page.locator('.eyebrow').first().innerText(), new RegExp(title));
    });
  }

  await look('the tree by keyboard: arrows go from head to head, fold and open', { at: '/ke-hoach' }, async (page) => {
    const heads = page.locator('.branches button[data-fold]');
    await heads.first().focus();
    const here = () => page.evaluate(() => document.activeElement.dataset.fold), isOpen = () => page.evaluate(() => document.activeElement.getAttribute('aria-expanded'));
    const first = await here();
    await press(page, 'ArrowDown');
    assert.notEqual(await here(), first);
    await press(page, 'Home');
    assert.equal(await here(), first);
    assert.equal(await isOpen(), 'true');
    const body = page.locator(`#${(await heads.first().getAttribute('aria-controls')).replace(/\./g, '\\.')}`);
    await press(page, 'ArrowLeft');
    assert.equal(await isOpen(), 'false');
    assert.equal(await body.isVisible(), false);
    await press(page, 'ArrowRight');
    assert.equal(await isOpen(), 'true');
    assert.equal(await body.isVisible(), true);
    await page.getByRole('button', { name: 'Gập hết' }).click();
    assert.equal(await page.locator('.branches a[href^="/nhiem-vu/"]:visible').count(), 0);
    await page.getByRole('button', { name: 'Mở hết' }).click();
    assert.equal(await page.locator('.branches a[href^="/nhiem-vu/"]:visible').count() >= TASKS.QD1539, true);
  });

  await look('a link to one item opens what is around it, shows it and gives it the focus; also in the other document', { at: '/ke-hoach#item=KH119.III.3.A.1' }, async (page) => {
    await page.waitForURL('**/ke-hoach?document=KH119#item=KH119.III.3.A.1');
    await page.waitForFunction(() => document.activeElement.id.includes('KH119.III.3.A.1'));
    const isSeen = await page.evaluate(() => { const box = document.activeElement.getBoundingClientRect(); return box.height > 0 && box.top < innerHeight && box.bottom > 0; });
    assert.equal(isSeen, true);
  });

  await look('words filter the tree, without marks', { at: '/ke-hoach' }, async (page) => {
    await page.locator('#find').pressSequentially('phu song 5g');
    await page.waitForURL('**/ke-hoach#q=phu+song+5g');
    assert.match(await page.locator('.plan-found').innerText(), /^\d+ mục, đoạn khớp/);
    assert.ok(await page.locator('.branches a[href="/chi-tieu/QD1539.PL1.01"]').isVisible());
    assert.ok(await page.locator('.branches a[href^="/nhiem-vu/"]:visible').count() < 20);
  });

  await look('agencies: found by words without marks, sorted by a column both ways', { at: '/co-quan' }, async (page) => {
    await page.locator('#agency-q').pressSequentially('tai chinh');
    await page.locator('table.agencies tbody tr').filter({ hasText: 'Sở Tài chính' }).waitFor();
    assert.equal(await page.locator('table.agencies tbody tr').count(), 1);
    await page.locator('#agency-q').fill('');
    const column = page.locator('table.agencies thead th', { has: page.getByRole('button', { name: /^Tổng/ }) }).first(), sort = column.getByRole('button');
    await sort.click();
    const direction = await column.getAttribute('aria-sort');
    assert.match(direction, /ascending|descending/);
    await sort.click();
    assert.notEqual(await column.getAttribute('aria-sort'), direction);
  });

  await look('the map: another indicator and a commune are chosen; the address keeps both; the table tells the same', { at: '/ban-do/QD1539.VII.10.5.CT1' }, async (page) => {
    const tile = page.locator('svg.map [role="option"]').nth(20), label = await tile.getAttribute('aria-label');
    await tile.click();
    const [name, value] = label.split(': ');
    assert.match(plain(await page.locator('[aria-live="polite"]').first().innerText()), new RegExp(plain(name)));
    assert.ok(plain(await page.locator('[aria-live="polite"]').first().innerText()).includes(plain(value)));
    assert.ok(plain(await page.locator('main table').first().innerText()).includes(plain(name).replace(/^(Xã|Phường) /, '')));
    const address = page.url();
    await page.open(new URL(address).pathname + new URL(address).search + new URL(address).hash);
    assert.match(plain(await page.locator('[aria-live="polite"]').first().innerText()), new RegExp(plain(name)));
  });

  await look('figures can be taken away: the CSV of the first page has what the page shows', { at: '/' }, async (page) => {
    const href = await page.locator('a[href*="figures.csv"]').first().getAttribute('href');
    const response = await fetch(site.url + href), text = await response.text();
    assert.match(response.headers.get('content-type'), /text\/csv/);
    assert.match(text, /QD1539\.PL1\.01,.*2026-10/);
    assert.ok(text.split('\n').some((row) => row.includes('QD1539.PL1.01') && row.includes('2026-10') && row.includes('34.1')));
  });
});
