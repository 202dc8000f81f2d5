// tests/browser/appearance - for other eyes and other screens: 320 px, wide text, no motion, forced colours, the language of choice.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { reveal, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

/** WCAG 1.4.12: a reader may set text wider than we did. */
const WIDE_TEXT = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

inBrowser('appearance', { data: SAMPLE }, async ({ t, site, look }) => {
  const entry = await handIn(site);
  const all = pagesOfTheHouse().filter(({ path }) => samples[path] && path !== '/tuong').map(({ path }) => samples[path](entry)[0]);

  await Promise.all(all.map(({ at, as }) => look(`${at}: a window of 320 px, or a wide one at 400 % (WCAG 1.4.10)`, { at, as, size: { width: 320, height: 640 } }, async (page) => {
    await reveal(page);
    assert.deepEqual(await widthFaults(page), []);
  })));

  await Promise.all(all.map(({ at, as }) => look(`${at}: text set wider by its reader is not cut (WCAG 1.4.12)`, { at, as, size: PHONE, bypassCSP: true }, async (page) => {
    await reveal(page);
    await page.addStyleTag({ content: WIDE_TEXT });
    await page.settled();
    assert.deepEqual(await widthFaults(page), []);
  })));

  await look('nothing moves for who asked for no motion', { at: '/', reducedMotion: 'reduce' }, async (page) => {
    await page.locator('.chips button').first().click();
    await page.mouse.wheel(0, 2000);
    await page.settled();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    assert.deepEqual(await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => parseFloat(getComputedStyle(one).transitionDuration) > 0 || getComputedStyle(one).animationName !== 'none').map((one) => one.className)), []);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
  });

  await look('in forced colours the map, its legend and the statuses can still be told apart', { at: '/', forcedColors: 'active' }, async (page) => {
    await reveal(page);
    const colours = (selector, property) => page.locator(selector).evaluateAll((found, name) => found.map((one) => getComputedStyle(one)[name]), property);
    const legend = await colours('.legend .swatch', 'backgroundColor');
    assert.ok(legend.length >= 3);
    assert.equal(new Set(legend).size, legend.length, `swatches: ${legend.join(' ')}`);
    assert.ok(new Set(await colours('svg.map [role="option"]', 'fill')).size >= 3);
    const marks = await page.locator('.pill .mark').evaluateAll((found) => found.map((one) => [getComputedStyle(one).color, getComputedStyle(one.closest('.pill')).backgroundColor]));
    assert.ok(marks.length > 0 && marks.every(([front, ground]) => front !== ground), 'marks are seen on their ground');
    const bars = await page.locator('.row .bullet').first().evaluate((one) => [...one.querySelectorAll('*')].map((part) => getComputedStyle(part)).filter((style) => style.forcedColorAdjust === 'none' || style.borderStyle !== 'none' || style.fill !== 'none').length);
    assert.ok(bars > 0, 'the bar of a figure is drawn with something that forced colours leave');
  });

  await look('English is chosen once and stays: on the next page, after a reload, in the title and in the address of nothing', { at: '/' }, async (page) => {
    await page.getByRole('button', { name: /English/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    assert.match(await page.locator('h1').innerText(), /indicators/);
    assert.match(await page.title(), /^Progress of the strategy/);
    await page.locator('.wide-nav').getByRole('link', { name: 'The plan' }).click();
    await page.waitForURL('**/ke-hoach');
    await page.locator('.wide-nav').getByRole('link', { name: 'Tasks' }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    await page.locator('.wide-nav').getByRole('link', { name: 'Tasks' }).waitFor();
    await page.getByRole('button', { name: /Tiếng Việt/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'vi');
    await page.open('/');
    assert.match(await page.locator('h1').innerText(), /chỉ tiêu/);
  });

  await t.test('numbers and days follow the language: 64,5 and 64.5, dd/mm/yyyy in both', async () => {
    const facts = async (language) => {
      let text = '';
      await site.visit({ at: '/chi-tieu/QD1539.PL1.01', language }, async (page) => { text = await page.locator('main').innerText(); });
      return text;
    };
    /* After handIn: October corrected to 34,6; path of 31 October: 20 + 79 x 304/1826 = 33,15. */
    const [vi, en] = [await facts('vi'), await facts('en')];
    for (const [text, words] of [[vi, ['34,6', '33,2', '31/10/2026', 'tháng 10/2026']], [en, ['34.6', '33.2', '31/10/2026', 'October 2026']]]) {
      for (const one of words) assert.ok(text.includes(one), one);
    }
    assert.ok(!vi.includes('34.6') && !en.includes('34,6'));
  });

  await look('a page of 1440 px is still whole at twice the size of letters', { size: { width: WIDE.width / 2, height: WIDE.height / 2 }, deviceScaleFactor: 2, at: '/' }, async (page) => {
    await reveal(page);
    assert.deepEqual(await widthFaults(page), []);
  });
});
