// tests/browser/keyboard - the main tasks with the keyboard alone: past the head, menus, filters, forms, the map.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

const TABS_MAX = 400, NAMED_BY_LABEL = ['input', 'select', 'textarea'];

/** What has the focus: its words, whether it can be seen, and whether one sees that it has the focus. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement, style = getComputedStyle(element);
  const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return {
    isBody: element === document.body,
    words: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
    tag: element.localName, id: element.id, isInFooter: element.closest('footer') !== null,
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isOnTop: top !== null && (element.contains(top) || top.contains(element)),
    isMarked: element.id === 'main' || (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2),
  };
});

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };
const hasFocus = (page, selector) => page.evaluate((wanted) => document.activeElement.matches(wanted), selector);

/** Presses Tab until something fits; fails when the page has been walked through. */
async function tabTo(page, selector, words = '') {
  for (let i = 0; i < TABS_MAX; i++) {
    await page.keyboard.press('Tab');
    const { isBody, words: here } = await focused(page);
    if (isBody) break;
    if (here.includes(words) && await hasFocus(page, selector)) return;
  }
  assert.fail(`Tab never comes to ${selector} ${words}`);
}

inBrowser('keyboard', { data: SAMPLE }, async ({ site, look }) => {
  const isPublic = ({ path, shell }) => shell !== 'staff' && samples[path] && path !== '/tuong';

  const entry = await handIn(site);

  await Promise.all(pagesOfTheHouse().filter(isPublic).map(({ path }) => {
    const { at } = samples[path](entry)[0];
    return look(`${at}: the first stop leads past the head, the next is in the page itself`, { at }, async (page) => {
      await press(page, 'Tab');
      const first = await focused(page);
      assert.equal(first.words, 'Tới nội dung chính');
      assert.ok(first.isInView && first.isMarked);
      await press(page, 'Enter');
      assert.equal((await focused(page)).id, 'main');
      await press(page, 'Tab');
      assert.ok(await hasFocus(page, 'body, main *, footer *'));
    });
  }));

  const walked = ['/', '/chi-tieu/QD1539.PL1.01', '/nhiem-vu', '/ke-hoach', '/dang-nhap'];
  const walk = async (page) => {
    const stops = [];
    for (let i = 0; i < TABS_MAX; i++) {
      await press(page, 'Tab');
      const stop = await focused(page);
      if (stop.isBody) break;
      stops.push(stop);
    }
    assert.ok(stops.length > 10 && stops.length < TABS_MAX, `${stops.length} stops`);
    const hidden = stops.filter((one) => !one.isInView || !one.isOnTop || !one.isMarked);
    assert.deepEqual(hidden.map((one) => JSON.stringify(one)), []);
    assert.ok(stops.every((one) => one.words !== '' || NAMED_BY_LABEL.includes(one.tag)), 'each has words');
    assert.ok(stops.at(-1).isInFooter);
  };
  await Promise.all(walked.map((at) => look(`${at}: every stop is seen and marked, none is a trap`, { at }, walk)));

  const menu = 'the menu on a phone opens with Enter, closes with Escape, and gives the focus back';
  await look(menu, { at: '/', size: PHONE }, async (page) => {
    const link = page.locator('.phone-menu nav a').first(), summary = '.phone-menu > summary';
    await tabTo(page, summary);
    assert.equal(await link.isVisible(), false);
    await press(page, 'Enter');
    assert.equal(await link.isVisible(), true);
    await press(page, 'Tab');
    assert.ok(await hasFocus(page, '.phone-menu-body *'));
    await press(page, 'Escape');
    assert.equal(await link.isVisible(), false);
    assert.ok(await hasFocus(page, summary));
    await press(page, 'Enter');
    await tabTo(page, 'a[href="/ke-hoach"]');
    await press(page, 'Enter');
    await page.waitForURL('**/ke-hoach');
  });

  await look('a status is chosen with Space; the address keeps it, and Back undoes it', { at: '/' }, async (page) => {
    const rows = page.locator('.ledgers .row'), all = await rows.count();
    await tabTo(page, '.chips button', 'Chậm');
    const late = Number(await page.evaluate(() => document.activeElement.querySelector('b').textContent));
    await press(page, 'Space');
    assert.equal(await rows.count(), late);
    assert.ok(late > 0 && late < all);
    assert.equal(new URL(page.url()).hash, '#status=late');
    assert.match(await page.getByRole('status').first().innerText(), new RegExp(`${late} trong ${all} chỉ tiêu`));
    await page.reload();
    await page.locator('h1').waitFor();
    assert.equal(await rows.count(), late, 'the address brings it back');
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('.ledgers .row').length === count, all);
  });

  await look('another day: a wrong one is named and keeps the focus, a right one opens', { at: '/' }, async (page) => {
    await tabTo(page, '#as-of');
    await press(page, 'Control+A');
    await page.keyboard.type('31/02/2026');
    await press(page, 'Enter');
    assert.equal(await page.locator('#as-of').getAttribute('aria-invalid'), 'true');
    assert.ok(await hasFocus(page, '#as-of'));
    assert.match(await page.getByRole('alert').innerText(), /30\/06\/2026/);
    await press(page, 'Control+A');
    await page.keyboard.type('30/6/2026');
    await press(page, 'Enter');
    await page.waitForURL('**/?on=2026-06-30');
    assert.match(await page.locator('.past-banner').innerText(), /30\/06\/2026/);
  });

  for (const [at, code] of [['/', 'QD1539.PL1.01'], ['/ban-do/QD1539.VII.10.5.CT1', 'QD1539.VII.10.5.CT1']]) {
    await look(`${at}: the map is one stop; arrows move, and a live line tells the figure`, { at }, async (page) => {
      const { places } = await (await fetch(`${site.url}/api/v1/strategy/indicators/${code}/places`)).json();
      const map = page.locator('svg[role="listbox"]').first();
      await page.evaluate(() => document.querySelector('.places, .map').scrollIntoView());
      await map.waitFor();
      await page.settled();
      await tabTo(page, 'svg[role="listbox"]');
      await press(page, 'ArrowDown');
      const start = await map.getAttribute('aria-activedescendant');
      assert.match(start, /^place-\d+$/);
      await press(page, 'ArrowRight', 'ArrowDown');
      const here = await map.getAttribute('aria-activedescendant');
      assert.notEqual(here, start);
      assert.equal(await page.locator('[role="option"][aria-selected="true"]').count(), 1);
      const place = places.find((one) => `place-${one.code}` === here);
      const told = await page.locator('[aria-live="polite"]').filter({ hasText: place.name }).first().innerText();
      const value = place.value === null ? 'chưa báo cáo' : String(place.value).replace('.', ',').slice(0, 3);
      assert.ok(told.includes(value), `${told}: ${place.name} has ${place.value}`);
      await press(page, 'Tab');
      assert.ok(!await hasFocus(page, 'svg, svg *'), 'the map is left with one Tab');
    });
  }

  await look('where a figure came from is opened and closed', { at: '/chi-tieu/QD1539.VI.3.1.1.CT' }, async (page) => {
    const proof = page.locator('.proof-row:not([hidden])');
    await tabTo(page, 'table.history button');
    await press(page, 'Enter');
    await page.settled();
    await proof.getByText('Dữ liệu mẫu').first().waitFor();
    assert.ok(await hasFocus(page, '[aria-expanded="true"]'));
    await press(page, 'Enter');
    assert.equal(await proof.count(), 0);
  });

  const form = { at: '/nhap/nhiem-vu/QD1539.VI.1.3', as: 'can-bo' };
  await look('a form is filled, refused, mended and sent without a mouse', form, async (page) => {
    await tabTo(page, 'form input[type="radio"]');
    for (let i = 0; i < 3 && !await hasFocus(page, '[value="in_progress"]:checked'); i++) await press(page, 'ArrowDown');
    assert.ok(await hasFocus(page, '[value="in_progress"]:checked'), 'arrows go through the choices');
    await tabTo(page, '#percent');
    await press(page, 'Control+A', 'Delete');
    await tabTo(page, 'form button[type="submit"]');
    await press(page, 'Enter');
    await page.locator('.error-summary:focus').waitFor();
    await press(page, 'Tab', 'Enter');
    assert.ok(await hasFocus(page, '#percent'), 'the summary leads to the box');
    await page.keyboard.type('40');
    await tabTo(page, 'form button[type="submit"]');
    await press(page, 'Enter');
    await page.locator('.sent').waitFor();
    assert.ok(await hasFocus(page, '.notice'), 'the focus is where the outcome stands');
  });
});
