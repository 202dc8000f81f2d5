// tests/browser/appearance - for other eyes and screens: 320 px, wide text, no motion, forced colours, both languages.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { reveal, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

const NARROW = { width: 320, height: 640 }, HALF = { width: WIDE.width / 2, height: WIDE.height / 2 };

/** WCAG 1.4.12: a reader may set text wider than we did. */
const WIDE_TEXT = `* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
  p { margin-bottom: 2em !important }`;

inBrowser('appearance', { data: SAMPLE }, async ({ t, site, look }) => {
  const entry = await handIn(site);
  const paths = pagesOfTheHouse().map((one) => one.path).filter((path) => samples[path] && path !== '/tuong');
  const all = paths.map((path) => samples[path](entry)[0]);

  await Promise.all(all.map((one) => {
    const name = `${one.at}: a window of 320 px, or a wide one at 400 % (WCAG 1.4.10)`;
    return look(name, { ...one, size: NARROW }, async (page) => {
      await reveal(page);
      assert.deepEqual(await widthFaults(page), []);
    });
  }));

  await Promise.all(all.map((one) => {
    const name = `${one.at}: text set wider by its reader is not cut (WCAG 1.4.12)`;
    return look(name, { ...one, size: PHONE, bypassCSP: true }, async (page) => {
      await reveal(page);
      await page.addStyleTag({ content: WIDE_TEXT });
      await page.settled();
      assert.deepEqual(await widthFaults(page), []);
    });
  }));

  const twice = { at: '/', size: HALF, deviceScaleFactor: 2 };
  await look('a page of 1440 px is whole at twice the size', twice, async (page) => {
    await reveal(page);
    assert.deepEqual(await widthFaults(page), []);
  });

  await look('nothing moves for who asked for no motion', { at: '/', reducedMotion: 'reduce' }, async (page) => {
    await page.locator('.chips button').first().click();
    await page.mouse.wheel(0, 2000);
    await page.settled();
    assert.equal(await page.evaluate(() => document.getAnimations().length), 0);
    const moving = await page.evaluate(() => [...document.querySelectorAll('*')].filter((one) => {
      const { transitionDuration, animationName } = getComputedStyle(one);
      return parseFloat(transitionDuration) > 0 || animationName !== 'none';
    }).map((one) => one.outerHTML.slice(0, 60)));
    assert.deepEqual(moving, []);
    assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).scrollBehavior), 'auto');
  });

  const forced = 'in forced colours the map, its legend, the bars and the statuses can still be told apart';
  await look(forced, { at: '/', forcedColors: 'active' }, async (page) => {
    await reveal(page);
    const colours = (selector, property) => page.locator(selector)
      .evaluateAll((found, name) => found.map((one) => getComputedStyle(one)[name]), property);
    const legend = await colours('.legend .swatch', 'backgroundColor');
    assert.ok(legend.length >= 3);
    assert.equal(new Set(legend).size, legend.length, `swatches: ${legend.join(' ')}`);
    assert.ok(new Set(await colours('svg.map [role="option"]', 'fill')).size >= 3);
    const marks = await colours('.pill .mark', 'color'), pills = await colours('.pill', 'backgroundColor');
    assert.ok(marks.length > 0 && marks.every((front, i) => front !== pills[i]), 'marks are seen on their ground');
    const parts = await page.locator('.row .bullet').first().locator('*').evaluateAll((found) => found.filter((one) => {
      const { forcedColorAdjust, borderStyle } = getComputedStyle(one);
      return forcedColorAdjust === 'none' || borderStyle !== 'none' || one instanceof SVGElement;
    }).length);
    assert.ok(parts > 0, 'the bar of a figure is drawn with something that forced colours leave');
  });

  await look('English is chosen once and stays, on the next page and after a reload', { at: '/' }, async (page) => {
    const english = page.locator('.wide-nav').getByRole('link', { name: 'Tasks' });
    await page.getByRole('button', { name: /English/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'en');
    await page.settled(); // title and words follow the language in the next frame
    assert.match(await page.locator('h1').innerText(), /indicators/);
    assert.match(await page.title(), /^Progress of the strategy/);
    await page.locator('.wide-nav').getByRole('link', { name: 'The plan' }).click();
    await page.waitForURL('**/ke-hoach');
    await english.waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'en');
    await page.reload();
    await english.waitFor();
    await page.getByRole('button', { name: /Tiếng Việt/ }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'vi');
    await page.open('/');
    assert.match(await page.locator('h1').innerText(), /chỉ tiêu/);
  });

  await t.test('numbers and days follow the language: 34,6 and 34.6, dd/mm/yyyy in both', async () => {
    /* After handIn: October corrected to 34,6; path of 31 October: 20 + 79 x 304/1826 = 33,15. */
    const expected = {
      vi: ['34,6', '33,2', '31/10/2026', 'tháng 10/2026'],
      en: ['34.6', '33.2', '31/10/2026', 'October 2026'],
    };
    for (const [language, facts] of Object.entries(expected)) {
      await site.visit({ at: '/chi-tieu/QD1539.PL1.01', language }, async (page) => {
        const text = await page.locator('main').innerText();
        for (const fact of facts) assert.ok(text.includes(fact), `${language}: ${fact}`);
        assert.ok(!text.includes(language === 'vi' ? '34.6' : '34,6'));
      });
    }
  });
});
