// tests/browser/states - pages without data, with very long words, of another day, and while data are on their way.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { axeFaults, reveal, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';

const bothSizes = (addresses) => addresses.flatMap((at) => [{ at, size: WIDE }, { at, size: PHONE }]);

async function faults(page, at) {
  const structure = at === '/tuong' ? [] : await structureFaults(page, 'vi');
  return [...structure, ...await widthFaults(page), ...await wordFaults(page, 'vi'), ...await axeFaults(page)];
}

inBrowser('no plan yet', { data: { plan: null, accounts: false } }, async ({ look }) => {
  const all = ['/', '/ke-hoach', '/ban-do', '/nhiem-vu', '/co-quan', '/tim?q=da', '/gioi-thieu', '/tuong', '/che-do-bao-cao', '/ket-qua', '/ke-hoach-nam'];
  await Promise.all(all.map((at) => {
    const where = { at, size: PHONE, expected: [/404 \/api/] };
    return look(`${at}: says that there is nothing, and how to go on`, where, async (page) => {
      assert.deepEqual(await faults(page, at), []);
    });
  }));
});

inBrowser('a plan without a figure', { data: {} }, async ({ look }) => {
  const all = [
    '/', '/ke-hoach', '/chi-tieu/QD1539.PL1.01', '/chi-tieu/QD1539.PL1.04', '/chi-tieu/QD1539.VII.10.5.CT1',
    '/ban-do', '/nhiem-vu', '/co-quan', '/co-quan/SKHCN', '/tuong',
  ];
  await Promise.all(bothSizes(all).map(({ at, size }) => (
    look(`${at}, ${size.width}: what is not there is said so`, { at, size }, async (page) => {
      await reveal(page);
      assert.deepEqual(await faults(page, at), []);
    })
  )));

  await look('nothing reported is never shown as zero', { at: '/chi-tieu/QD1539.PL1.01' }, async (page) => {
    const text = await page.locator('main').innerText();
    assert.match(text, /Chưa có số liệu/);
    assert.match(text, /Chưa báo cáo kỳ nào/);
    assert.doesNotMatch(text, /(^|\s)0(,0+)?\s?%/m);
    await page.open('/');
    assert.match(await page.locator('h1').innerText(), /Chưa/);
    assert.ok(await page.locator('.pill.is-no_data').count() >= 14);
  });
});

/** A plan whose texts are as long as they may be, with a word that nothing breaks. */
function longPlan() {
  const plan = smallPlan(), word = 'Chuyểnđổisốtoàndiện'.repeat(6), commune = 'Đồng Đa Thượng Trung Nguyên Sơn';
  const sentence = 'Tỷ lệ hệ thống thông tin, nền tảng dùng chung và cơ sở dữ liệu chuyên ngành được kết nối; ';
  const words = sentence.repeat(3).slice(0, 200).trim();
  const replace = (table, from, to) => {
    assert.ok(plan[table].includes(from), `${table} has ${from}`);
    plan[table] = plan[table].replace(from, to);
  };
  replace('indicators', ',Phủ sóng,', `,"${words}",`);
  replace('indicators', ',Số điểm truy cập,', `,${word},`);
  replace('tasks', ',Lập đề án,Đề án,', `,"${words}","${words}",`);
  replace('tasks', ',Tuyên truyền,', `,${word},`);
  replace('objectives', 'Mục tiêu chung', `"${words}"`);
  replace('agencies', 'Sở Một', `Sở ${word.slice(0, 80)}`);
  replace('places', ',Đồng Đa,commune,Xã Đồng Đa,', `,${commune},commune,Xã ${commune},`);
  return plan;
}

const FIGURES = [
  'indicator,subject,period,value,source',
  `D1.E,99,2026-10,12345678.123456,"${'Nguồn rất dài '.repeat(20)}"`,
  'D1.B,99001,2026-Q3,999999999,x',
  'D1.B,99002,2026-Q3,0,x',
].join('\n');

const longest = writePlan(longPlan());
inBrowser('very long words', { data: { plan: longest, accounts: false } }, async ({ site, look }) => {
  rmSync(longest, { recursive: true });
  const figures = join(site.where.data, 'figures.csv');
  writeFileSync(figures, `${FIGURES}\n`);
  site.where.cli('observations', 'import', figures);
  const all = [
    '/', '/ke-hoach', '/chi-tieu/D1.A', '/chi-tieu/D1.B', '/chi-tieu/D1.E', '/ban-do/D1.B', '/nhiem-vu',
    '/nhiem-vu/D1.T1', '/nhiem-vu/D1.T2', '/co-quan', '/co-quan/S1', '/tim?q=chuyen', '/tuong',
  ];
  await Promise.all(bothSizes(all).map(({ at, size }) => (
    look(`${at}, ${size.width}: the page stays within the window`, { at, size }, async (page) => {
      await reveal(page);
      assert.deepEqual([...await widthFaults(page), ...await wordFaults(page, 'vi')], []);
    })
  )));
});

inBrowser('data of another day, data on their way', { data: SAMPLE }, async ({ site, look }) => {
  await look('the page of an earlier day says so, and leads back', { at: '/?on=2026-06-30' }, async (page) => {
    assert.match(await page.locator('.past-banner').innerText(), /30\/06\/2026/);
    await page.locator('.past-banner a').click();
    await page.waitForURL(`${site.url}/`);
  });

  await look('a map that does not come can be asked for again', { expected: [/ERR_FAILED/] }, async (page) => {
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

  const lost = 'when the English words cannot be fetched the page stays whole, in Vietnamese';
  await look(lost, { language: 'en', expected: [/ERR_FAILED/] }, async (page) => {
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
      const refuse = () => { throw new DOMException('forbidden', 'SecurityError'); };
      Object.defineProperty(window, 'localStorage', { get: refuse });
    });
    for (const at of ['/', '/nhiem-vu', '/dang-nhap']) await page.open(at);
    await page.getByRole('button', { name: /English/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
  });
});
