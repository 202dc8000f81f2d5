// tests/browser/keyboard - the main tasks with the keyboard alone: past the head, through menus, filters, the map, the plan.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';
import { pagesOfTheHouse, samples } from './samples.mjs';

const TABS_MAX = 400;

/** What has the focus: its words, whether it can be seen, and whether one sees that it has the focus. */
const focused = (page) => page.evaluate(() => {
  const element = document.activeElement, box = element.getClientRects()[0] ?? element.getBoundingClientRect(), style = getComputedStyle(element);
  const middle = [box.left + box.width / 2, box.top + box.height / 2], top = document.elementFromPoint(...middle);
  return {
    isBody: element === document.body,
    words: (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60),
    tag: element.localName, id: element.id, place: element.closest('main, header, footer, nav, section, aside')?.localName ?? '',
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isOnTop: top !== null && (element.contains(top) || top.contains(element)),
    isMarked: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || element.id === 'main',
  };
});

const press = async (page, ...keys) => { for (const key of keys) await page.keyboard.press(key); };

/** Presses Tab until something fits; fails when the page has been walked through. */
async function tabTo(page, fits, what) {
  for (let i = 0; i < TABS_MAX; i++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(fits)) return;
    if (await page.evaluate(() => document.activeElement === document.body)) break;
  }
  assert.fail(`Tab never comes to ${what}`);
}

inBrowser('keyboard', { data: SAMPLE }, async ({ t, site, look }) => {
  const publicPages = pagesOfTheHouse().filter(({ path, shell }) => shell !== 'staff' && samples[path] && path !== '/tuong');

  await Promise.all(publicPages.map(({ path }) => (
    look(`${path}: the first stop leads past the head, the next is in the page itself`, { at: samples[path]({})[0].at }, async (page) => {
      await press(page, 'Tab');
      const first = await focused(page);
      assert.deepEqual([first.words, first.isInView, first.isMarked], ['Tới nội dung chính', true, true]);
      await press(page, 'Enter');
      assert.equal((await focused(page)).id, 'main');
      await press(page, 'Tab');
      assert.ok(await page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('main, footer') !== null));
    })
  )));

  await Promise.all(['/', '/chi-tieu/QD1539.PL1.01', '/nhiem-vu', '/ke-hoach', '/dang-nhap'].map((at) => (
    look(`${at}: every stop can be seen, is marked, and none is a trap`, { at }, async (page) => {
      const stops = [];
      for (let i = 0; i < TABS_MAX; i++) {
        await press(page, 'Tab');
        const stop = await focused(page);
        if (stop.isBody) break;
        stops.push(stop);
      }
      assert.ok(stops.length > 10 && stops.length < TABS_MAX, `${stops.length} stops`);
      assert.deepEqual(stops.filter((one) => !one.isInView || !one.isOnTop || !one.isMarked).map((one) => `${one.tag} ${one.words}: ${JSON.stringify(one)}`), []);
      assert.ok(stops.every((one) => one.words !== '' || ['input', 'select', 'textarea'].includes(one.tag)), 'each has words');
      assert.equal(stops.at(-1).place, 'footer');
    })
  )));

  await look('the menu on a phone opens with Enter, closes with Escape, and gives the focus back', { at: '/', size: PHONE }, async (page) => {
    await tabTo(page, () => document.activeElement.matches('.phone-menu > summary'), 'the menu');
    const links = page.locator('.phone-menu nav a');
    assert.equal(await links.first().isVisible(), false);
    await press(page, 'Enter');
    assert.equal(await links.first().isVisible(), true);
    await press(page, 'Tab');
    assert.ok(await page.evaluate(() => document.activeElement.closest('.phone-menu-body') !== null));
    await press(page, 'Escape');
    assert.equal(await links.first().isVisible(), false);
    assert.ok(await page.evaluate(() => document.activeElement.matches('.phone-menu > summary')));
    await press(page, 'Enter');
    await tabTo(page, () => document.activeElement.getAttribute('href') === '/ke-hoach', 'the plan');
    await press(page, 'Enter');
    await page.waitForURL('**/ke-hoach');
  });

  await look('a status is chosen with Space; the address keeps it, and Back undoes it', { at: '/' }, async (page) => {
    const rows = page.locator('.ledgers .row'), all = await rows.count();
    await tabTo(page, () => document.activeElement.matches('.chips button') && /Chậm/.test(document.activeElement.textContent), 'the chip "Chậm"');
    const late = Number(await page.evaluate(() => document.activeElement.querySelector('b').textContent));
    await press(page, 'Space');
    assert.equal(await rows.count(), late);
    assert.ok(late > 0 && late < all);
    assert.equal(new URL(page.url()).hash, '#status=late');
    assert.match(await page.getByRole('status').first().innerText(), new RegExp(`${late} trong ${all}|${late}.*${all}`));
    await page.reload();
    await page.locator('h1').waitFor();
    assert.equal(await rows.count(), late, 'the address brings it back');
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('.ledgers .row').length === count, all);
  });

  await look('another day is typed: a wrong one is named and keeps the focus, a right one opens the page of that day', { at: '/' }, async (page) => {
    await tabTo(page, () => document.activeElement.id === 'as-of', 'the day');
    await press(page, 'Control+A');
    await page.keyboard.type('31/02/2026');
    await press(page, 'Enter');
    assert.equal(await page.locator('#as-of').getAttribute('aria-invalid'), 'true');
    assert.equal((await focused(page)).id, 'as-of');
    assert.match(await page.getByRole('alert').innerText(), /30\/06\/2026/);
    await press(page, 'Control+A');
    await page.keyboard.type('30/6/2026');
    await press(page, 'Enter');
    await page.waitForURL('**/?on=2026-06-30');
    await page.getByText('Bạn đang xem số liệu', { exact: false }).or(page.locator('.past-banner')).first().waitFor();
    assert.match(await page.locator('.past-banner').innerText(), /30\/06\/2026/);
  });

  for (const at of ['/', '/ban-do/QD1539.VII.10.5.CT1']) {
    await look(`${at}: the map is one stop; arrows move, and a live line tells the figure that the API gives`, { at }, async (page) => {
      await page.evaluate(() => document.querySelector('.places, .map')?.scrollIntoView());
      const map = page.locator('svg[role="listbox"]').first();
      await map.waitFor();
      await page.settled();
      await tabTo(page, () => document.activeElement.matches('svg[role="listbox"]'), 'the map');
      const chosen = () => map.getAttribute('aria-activedescendant');
      await press(page, 'ArrowDown');
      const start = await chosen();
      assert.match(start, /^place-\d+$/);
      await press(page, 'ArrowRight', 'ArrowDown');
      const code = (await chosen()).replace('place-', '');
      assert.notEqual(`place-${code}`, start);
      assert.equal(await page.locator('[role="option"][aria-selected="true"]').count(), 1);
      const indicator = new URL(page.url()).pathname.split('/')[2] ?? await page.locator('a[href^="/ban-do/"]').first().getAttribute('href').then((href) => href.split('/')[2]);
      const { places } = await (await fetch(`${site.url}/api/v1/strategy/indicators/${indicator}/places`)).json();
      const place = places.find((one) => one.code === code), told = await page.locator('[aria-live="polite"]').filter({ hasText: place.name }).first().innerText();
      const value = place.value === null ? 'chưa báo cáo' : place.value.toString().replace('.', ',').slice(0, 3);
      assert.ok(told.includes(value), `${told}: ${place.name} has ${place.value}`);
      await press(page, 'Tab');
      assert.ok(await page.evaluate(() => document.activeElement.closest('svg') === null), 'the map is left with one Tab');
    });
  }

  await look('where a figure came from is opened and closed from the history', { at: '/chi-tieu/QD1539.PL1.01' }, async (page) => {
    await tabTo(page, () => document.activeElement.matches('table.history button'), 'the newest figure');
    await press(page, 'Enter');
    await page.settled();
    const proof = page.locator('.proof-row:not([hidden])');
    await proof.getByText('Dữ liệu mẫu', { exact: false }).first().waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('aria-expanded')), 'true');
    await press(page, 'Enter');
    assert.equal(await proof.count(), 0);
  });
});
