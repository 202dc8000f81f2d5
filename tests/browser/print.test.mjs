// tests/browser/print - what is printed: no navigation, nothing cut off, a sensible number of A4 pages.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { widthFaults } from './checks.mjs';
import { SAMPLE, inBrowser } from './harness.mjs';
import { handIn, samples } from './samples.mjs';

const PAPER = { width: 703, height: 1032 }; // A4 less margins of 12 mm, at 96 dots an inch

/** Fewest and most A4 pages; the first address of samples is printed. */
const printed = {
  '/': [3, 7], '/ke-hoach': [2, 14], '/chi-tieu/{code}': [2, 5], '/ban-do/{code}': [1, 6],
  '/nhiem-vu': [1, 12], '/nhiem-vu/{code}': [1, 4], '/co-quan': [1, 12], '/co-quan/{code}': [1, 12],
  '/tim': [1, 6], '/gioi-thieu': [1, 8], '/viec': [1, 8], '/kiem-tra/{id}': [1, 4], '/diem/{id}/{agency}': [1, 1],
  '/ket-qua/{regime}/{period}': [2, 5], '/che-do-bao-cao/{code}': [1, 3], '/tong-hop/{regime}/{period}': [2, 5],
  '/ke-hoach-nam': [1, 3], '/ke-hoach-nam/lap': [3, 24],
};

/** Navigation, search, sign-in, language, what acts: of no use on paper. */
const OF_THE_SCREEN = [
  'nav', '[role="search"]', '.languages', '.skip', '.phone-menu', '.wide-account', '.chips', '.button',
  'input', 'select', 'textarea',
].join();

const pdfPages = (pdf) => (pdf.toString('latin1').match(/\/Type\s*\/Page(?![a-zA-Z])/g) ?? []).length;

async function toPaper(page) {
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await page.settled();
}

inBrowser('print', { data: SAMPLE }, async ({ site, look }) => {
  const entry = await handIn(site);
  await Promise.all(Object.entries(printed).map(([path, [fewest, most]]) => {
    const [{ at, as }] = samples[path](entry);
    return look(at, { at, as, size: PAPER }, async (page) => {
      await toPaper(page);
      const shown = await page.locator(OF_THE_SCREEN).evaluateAll((all) => all.filter((one) => one.checkVisibility())
        .map((one) => one.outerHTML.slice(0, 80)));
      assert.deepEqual(shown, [], 'what belongs to the screen alone');
      assert.equal(await page.locator('h1').isVisible(), true);
      assert.deepEqual(await widthFaults(page), []);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.ok(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'].includes(ground), `paper is white: ${ground}`);
      const count = pdfPages(await page.pdf({ format: 'A4', printBackground: true, preferCSSPageSize: true }));
      assert.ok(count >= fewest && count <= most, `${count} pages, expected ${fewest} to ${most}`);
    });
  }));

  await look('the first page on paper carries what makes it credible', { at: '/', size: PAPER }, async (page) => {
    await toPaper(page);
    const text = await page.locator('body').innerText();
    for (const words of ['Dữ liệu mẫu', '1539/QĐ-UBND', 'Sở Khoa học và Công nghệ', 'Đúng lộ trình', 'Chậm']) {
      assert.ok(text.includes(words), words);
    }
    assert.equal(await page.locator('svg.map').isVisible(), true, 'the map has come, though nobody scrolled to it');
  });
});
