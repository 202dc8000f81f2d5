// tests/browser/wall - the wall of the operations room: all on one screen, dark, alive, and honest about its age.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, widthFaults } from './checks.mjs';
import { SAMPLE, inBrowser } from './harness.mjs';

const SCREENS = [[1920, 1080], [3840, 2160], [1366, 768], [1280, 720]];
const PANELS_MAX = 9, LETTERS_MIN_PX = 15;
const RANKS = ['late', 'at_risk', 'no_data', 'on_track', 'met'];
const wall = { at: '/tuong', size: { width: 1920, height: 1080 } };

/** Parts of the wall that do not end within the window, or whose own text does not fit. */
const cutOff = (page) => page.evaluate(() => {
  const faults = [], root = document.scrollingElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) {
    faults.push(`scrolls: ${root.scrollWidth} x ${root.scrollHeight}`);
  }
  for (const element of document.querySelectorAll('.wall *')) {
    if (element.closest('.unseen, svg *') || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect(), style = getComputedStyle(element);
    const name = `<${element.localName} ${element.className}> ${element.textContent.trim().slice(0, 40)}`;
    const isBeyond = box.width > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1);
    if (isBeyond) faults.push(`beyond the window: ${name}`);
    const isShortened = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis'; // dots say so
    const { scrollHeight, clientHeight, scrollWidth, clientWidth } = element;
    const isFull = scrollHeight > clientHeight + 2 || scrollWidth > clientWidth + 2;
    if (style.overflow !== 'visible' && !isShortened && isFull) faults.push(`does not fit: ${name}`);
  }
  return faults.slice(0, 6);
});

const smallestLetters = (page) => page.evaluate(() => {
  const walker = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT), sizes = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const isRead = node.textContent.trim() !== '' && !node.parentElement.closest('.unseen, svg, button');
    if (isRead) sizes.push(parseFloat(getComputedStyle(node.parentElement).fontSize));
  }
  return Math.min(...sizes);
});

const panels = (page) => page.locator('.wall-panels > *');

inBrowser('wall', { data: SAMPLE }, async ({ site, look }) => {
  const { groups } = await (await fetch(`${site.url}/api/v1/strategy/summary`)).json();
  const all = groups.flatMap((group) => group.indicators);
  const statusOf = new Map(all.map((one) => [one.indicator.code, one.standing.status]));

  await Promise.all(SCREENS.map(([width, height]) => {
    const name = `${width} x ${height}: one screen, nothing to scroll, nothing cut off`;
    return look(name, { at: '/tuong', size: { width, height } }, async (page) => {
      assert.deepEqual([...await cutOff(page), ...await widthFaults(page)], []);
      assert.equal(await panels(page).count(), Math.min(PANELS_MAX, all.length));
    });
  }));

  await Promise.all(['vi', 'en'].map((language) => (
    look(`it is dark, whole, and axe finds nothing (${language})`, { ...wall, language }, async (page) => {
      assert.deepEqual([...await axeFaults(page), ...await cutOff(page)], []);
      const ground = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.ok(ground.match(/\d+/g).every((part) => Number(part) < 40), `the ground is dark: ${ground}`);
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
      assert.ok(await page.locator('h1').isVisible());
    })
  )));

  await look('the worst stand first, each with who answers and a link to more', wall, async (page) => {
    const links = panels(page).locator('a[href^="/chi-tieu/"]');
    const paths = await links.evaluateAll((found) => found.map((one) => one.pathname));
    const ranks = paths.map((path) => RANKS.indexOf(statusOf.get(decodeURIComponent(path.split('/')[2]))));
    assert.equal(ranks.length, PANELS_MAX);
    assert.equal(ranks[0], 0, 'the first is late');
    assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
    const late = all.filter((one) => one.standing.status === 'late').length;
    assert.equal(ranks.filter((one) => one === 0).length, Math.min(late, PANELS_MAX), 'no late one is left out');
    for (const text of await panels(page).allInnerTexts()) {
      assert.match(text, /Sở|Ủy ban|Công an|Trường|Văn bản không nêu/, text);
    }
  });

  await look('letters are large enough to be read from afar', wall, async (page) => {
    const smallest = await smallestLetters(page);
    assert.ok(smallest >= LETTERS_MIN_PX, `the smallest letters have ${smallest} px`);
  });

  const lost = 'when the server is gone it says so, and of when its figures are; when it is back, it is alive again';
  await look(lost, { size: wall.size, expected: [/ERR_CONNECTION_REFUSED/] }, async (page) => {
    await page.addInitScript(() => { // its minutes pass in fifths of a second
      const { setTimeout } = window;
      window.setTimeout = (work, ms = 0, ...rest) => setTimeout(work, ms < 60_000 ? ms : ms / 300, ...rest);
    });
    const foot = (words) => page.locator('.wall-foot > p').first().filter({ hasText: words }).waitFor();
    const announced = () => page.locator('.wall-foot [role="status"]').textContent();
    await page.open('/tuong');
    await foot('Cập nhật lúc 10:00');
    assert.equal(await announced(), '', 'each minute is not read aloud');
    await site.stop();
    await foot('Mất kết nối. Đang hiện số liệu lúc 10:00');
    assert.match(await announced(), /Mất kết nối/);
    await page.clock.setFixedTime('2026-11-22T03:06:00Z');
    await page.locator('.wall.is-grey').waitFor();
    assert.equal(await panels(page).count(), PANELS_MAX, 'the last figures stay');
    await site.start();
    await foot('Cập nhật lúc 10:06');
    assert.equal(await page.locator('.wall.is-grey').count(), 0);
  });
});
