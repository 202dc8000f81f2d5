// tests/browser/pictures - the pictures of the READMEs, from the program itself with its sample figures: make pictures.
// SPDX-License-Identifier: Apache-2.0
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';
import { PHONE, SAMPLE, closeSite, openSite } from './harness.mjs';
import { smaller } from './png.mjs';
import { handIn } from './samples.mjs';

const SIZE = { width: 1280, height: 800 }, BYTES_MAX = 250 * 1024;
const folder = process.argv[2] ?? join(root, 'docs/pictures');

const to = (selector) => (page) => page.locator(selector).first().evaluate((one) => {
  one.scrollIntoView();
  scrollBy(0, -24);
});

const toMap = async (page) => {
  await to('svg.map')(page);
  await page.locator('svg.map [role="option"]', { hasText: 'Phường Minh Xuân' }).click();
};

const toForm = async (page) => {
  await page.locator('#period').selectOption('2026-10');
  await page.settled();
  await page.locator('#value').fill('93,4');
  await page.locator('#note').fill('Đã thêm 14 thôn của ba xã mới kéo cáp trong tháng 10.');
  await page.evaluate(() => scrollTo(0, 0));
};

/** A task of a table, as the document has them. */
const toFinding = async (page) => {
  await page.getByRole('button', { name: 'Theo văn bản' }).click();
  await page.locator('.review-item.of-task .item-main').nth(2).click();
  await page.settled();
};

/** Each: a name, an address, who looks, how large, what is done before. */
const pictures = (entry) => [
  { name: 'home', at: '/' },
  { name: 'plan', at: '/ke-hoach', before: to('#item-QD1539\\.VI') },
  { name: 'indicator', at: '/chi-tieu/QD1539.PL1.01', before: to('.numbers') },
  { name: 'map', at: '/ban-do/QD1539.PL1.01', before: toMap, size: { width: 1280, height: 960 } },
  { name: 'tasks', at: '/nhiem-vu?document=QD1539' },
  { name: 'agency', at: '/co-quan/SKHCN' },
  { name: 'inbox', at: '/viec', as: 'can-bo' },
  { name: 'form', at: '/nhap/chi-tieu/QD1539.VI.3.1.2.CT', as: 'can-bo', before: toForm },
  { name: 'check', at: `/kiem-tra/${entry.waiting}`, as: 'dieu-phoi' },
  { name: 'report', at: `/bao-cao/${entry.drafted}`, as: 'can-bo' },
  { name: 'together', at: '/tong-hop/KH119.V.2/2026', as: 'dieu-phoi' },
  { name: 'drafting', at: `/soan-ke-hoach/${entry.plan}`, as: 'dieu-phoi', before: toFinding, size: { width: 1440, height: 900 } },
  { name: 'ranking', at: '/xep-hang' },
  { name: 'scorecard', at: `/diem/${entry.result}/SKHCN`, before: to('.points, table') },
  { name: 'wall', at: '/tuong', size: { width: 1600, height: 900 } },
  { name: 'phone', at: '/', size: PHONE },
];

mkdirSync(folder, { recursive: true });
const site = await openSite({ data: SAMPLE });
try {
  for (const { name, at, as, size = SIZE, before = () => undefined } of pictures(await handIn(site))) {
    const path = join(folder, `${name}.png`);
    let picture;
    await site.visit({ at, as, size, reducedMotion: 'reduce' }, async (page) => {
      await before(page);
      await page.evaluate(() => document.activeElement.blur());
      await page.settled();
      picture = smaller(await page.screenshot({ animations: 'disabled', caret: 'hide' }));
    });
    const kilobytes = String(Math.round(picture.length / 1024)).padStart(4);
    process.stdout.write(`${name.padEnd(10)} ${size.width} x ${size.height} ${kilobytes} KB\n`);
    if (picture.length > BYTES_MAX) throw new Error(`${path} is larger than ${BYTES_MAX / 1024} KB`);
    writeFileSync(path, picture);
  }
} finally {
  await closeSite(site);
}
