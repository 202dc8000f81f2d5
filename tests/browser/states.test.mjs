// tests/browser/states - pages without data, with little, with very long words, of another day, and while data are on their way.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { axeFaults, reveal, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { AT_ONCE, PHONE, SAMPLE, WIDE, closeSite, inBrowser, openSite } from './harness.mjs';

const faults = async (page, isWall = false) => [...(isWall ? [] : await structureFaults(page, 'vi')), ...await widthFaults(page), ...await wordFaults(page, 'vi'), ...await axeFaults(page)];
const bothSizes = (addresses) => addresses.flatMap((at) => [[at, WIDE], [at, PHONE]]);

inBrowser('no plan yet', { data: { plan: null, accounts: false } }, async ({ t, site, look }) => {
  const all = ['/', '/ke-hoach', '/ban-do', '/nhiem-vu', '/co-quan', '/tim?q=da', '/gioi-thieu', '/tuong'];
  await Promise.all(all.map((at) => look(`${at}: says that there is nothing, and how to go on`, { at, size: PHONE, expected: [/404 \/api/] }, async (page) => {
    assert.deepEqual(await faults(page, at === '/tuong'), []);
  })));
});

inBrowser('a plan without a figure', { data: {} }, async ({ t, site, look }) => {
  const all = ['/', '/ke-hoach', '/chi-tieu/QD1539.PL1.01', '/chi-tieu/QD1539.PL1.04', '/chi-tieu/QD1539.VII.10.5.CT1', '/ban-do', '/nhiem-vu', '/co-quan', '/co-quan/SKHCN', '/tuong'];
  await Promise.all(bothSizes(all).map(([at, size]) => look(`${at}, ${size.width}: what is not there is said so`, { at, size }, async (page) => {
    await reveal(page);
    assert.deepEqual(await faults(page, at === '/tuong'), []);
  })));

  await look('nothing reported is never shown as zero', { at: '/chi-tieu/QD1539.PL1.01' }, async (page) => {
    const text = await page.locator('main').innerText();
    assert.match(text, /Chưa có số liệu/);
    assert.match(text, /Chưa báo cáo kỳ nào/);
    assert.doesNotMatch(text, /(^|\s)0(,0+)?\s?%/m);
    await page.open('/');
    assert.match(await page.locator('h1').innerText(), /Chưa/);
    assert.equal(await page.locator('.pill.is-no_data').count() > 13, true);
  });
});

/** A plan whose texts are as long as they may be, with a word that nothing breaks. */
function longPlan() {
  const plan = smallPlan(), word = 'Chuyểnđổisốtoàndiện'.repeat(6), words = 'Tỷ lệ hệ thống thông tin, nền tảng dùng chung và cơ sở dữ liệu chuyên ngành của các cơ quan nhà nước được kết nối '.repeat(2).slice(0, 200).trim();
  const long = (text, from, to) => text.split('\n').map((row) => row.replace(from, to)).join('\n');
  plan.indicators = long(long(plan.indicators, ',Phủ sóng,', `,"${words}",`), ',Số điểm truy cập,', `,${word},`);
  plan.tasks = long(long(plan.tasks, ',Lập đề án,Đề án,', `,"${words}","${words}",`), ',Tuyên truyền,', `,${word},`);
  plan.objectives = long(plan.objectives, 'Mục tiêu chung', `"${words}"`);
  plan.agencies = long(plan.agencies, 'Sở Một', `Sở ${word.slice(0, 80)}`);
  plan.places = long(long(plan.places, ',Đồng Đa,', ',Đồng Đa Thượng Hạ Trung Nguyên Sơn,'), ',Xã Đồng Đa,', ',Xã Đồng Đa Thượng Hạ Trung Nguyên Sơn,');
  return plan;
}

test('very long words', { concurrency: AT_ONCE }, async (t) => {
  const folder = writePlan(longPlan());
  const site = await openSite({ data: { plan: folder, accounts: false } });
  try {
    const figures = join(site.where.data, 'figures.csv');
    writeFileSync(figures, `indicator,subject,period,value,source\nD1.E,99,2026-10,12345678.123456,"${'Nguồn rất dài '.repeat(20)}"\nD1.B,99001,2026-Q3,999999999,x\nD1.B,99002,2026-Q3,0,x\n`);
    site.where.cli('observations', 'import', figures);
    const all = ['/', '/ke-hoach', '/chi-tieu/D1.A', '/chi-tieu/D1.B', '/chi-tieu/D1.E', '/ban-do/D1.B', '/nhiem-vu', '/nhiem-vu/D1.T1', '/nhiem-vu/D1.T2', '/co-quan', '/co-quan/S1', '/tim?q=chuyen', '/tuong'];
    await Promise.all(bothSizes(all).map(([at, size]) => look(`${at}, ${size.width}: the page stays within the window`, { at, size }, async (page) => {
      await reveal(page);
      assert.deepEqual([...await widthFaults(page), ...await wordFaults(page, 'vi')], []);
    })));
  } finally {
    await closeSite(site);
    rmSync(folder, { recursive: true, force: true });
  }
});

inBrowser('data of another day, data on their way', { data: SAMPLE }, async ({ t, site, look }) => {
  await look('the page of an earlier day says so, shows what was known then, and leads back', { at: '/?on=2026-06-30' }, async (page) => {
    assert.match(await page.locator('.past-banner').innerText(), /30\/06\/2026/);
    await page.locator('.past-banner a').click();
    await page.waitForURL(`${site.url}/`);
  });

  await look('while the map is on its way its place is kept; when it does not come, it can be asked for again', { expected: [/ERR_FAILED|ERR_CONNECTION/] }, async (page) => {
    let answer = (route) => route.abort();
    await page.route('**/api/v1/strategy/indicators/*/places', (route) => answer(route));
    await page.open('/');
    await page.locator('.places').scrollIntoViewIfNeeded();
    const note = page.locator('.places .problem-note');
    await note.waitFor();
    assert.equal(await note.getAttribute('role'), 'alert');
    answer = (route) => route.continue();
    await note.getByRole('button').click();
    await page.locator('.places svg.map').waitFor();
    assert.equal(await note.count(), 0);
  });

  await look('when the English words cannot be fetched the page stays whole, in Vietnamese', { language: 'en', expected: [/ERR_FAILED/] }, async (page) => {
    await page.route('**/assets/english-*.js', (route) => route.abort());
    await page.open('/');
    assert.match(await page.locator('h1').innerText(), /chỉ tiêu/);
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'vi');
    await page.getByRole('button', { name: /English/ }).click();
    await page.settled();
    assert.match(await page.locator('h1').innerText(), /chỉ tiêu/);
  });

  await look('a browser that keeps nothing shows every page all the same', {}, async (page) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('forbidden', 'SecurityError'); } });
    });
    for (const at of ['/', '/nhiem-vu', '/dang-nhap']) await page.open(at);
    await page.getByRole('button', { name: /English/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
  });
});
