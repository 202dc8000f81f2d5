// tests/browser/wall - the wall of the operations room: everything on one screen, dark, alive, and honest about its age.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, widthFaults } from './checks.mjs';
import { SAMPLE, inBrowser } from './harness.mjs';

const SCREENS = [[1920, 1080], [3840, 2160], [1366, 768], [1280, 720]], PANELS_MAX = 9;

/** Parts of the wall that do not end within the window, or whose own text does not fit. */
const cutOff = (page) => page.evaluate(() => {
  const faults = [], root = document.scrollingElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) faults.push(`scrolls: ${root.scrollWidth} x ${root.scrollHeight}`);
  for (const element of document.querySelectorAll('.wall *')) {
    if (element.closest('.unseen, svg *, title') || !element.checkVisibility()) continue;
    const box = element.getBoundingClientRect(), name = `<${element.localName} ${element.className}> ${element.textContent.trim().slice(0, 40)}`;
    if (box.width > 0 && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1)) faults.push(`beyond the window: ${name}`);
    const style = getComputedStyle(element), isClamped = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
    if (style.overflow !== 'visible' && !isClamped && (element.scrollHeight > element.clientHeight + 2 || element.scrollWidth > element.clientWidth + 2)) faults.push(`does not fit: ${name}`);
  }
  return faults.slice(0, 6);
});

const panels = (page) => page.locator('.wall-panels > *');

inBrowser('wall', { data: SAMPLE }, async ({ t, site, look }) => {
  const { groups } = await (await fetch(`${site.url}/api/v1/strategy/summary`)).json();
  const all = groups.flatMap((group) => group.indicators), statusOf = new Map(all.map((one) => [one.indicator.code, one.standing.status]));

  for (const [width, height] of SCREENS) {
    await look(`${width} x ${height}: one screen, nothing to scroll, nothing cut off`, { at: '/tuong', size: { width, height } }, async (page) => {
      assert.deepEqual([...await cutOff(page), ...await widthFaults(page)], []);
      assert.equal(await panels(page).count(), Math.min(PANELS_MAX, all.length));
    });
  }

  for (const language of ['vi', 'en']) {
    await look(`it is dark, has a heading, and axe finds nothing (${language})`, { at: '/tuong', size: { width: 1920, height: 1080 }, language }, async (page) => {
      assert.deepEqual(await axeFaults(page), []);
      assert.deepEqual(await cutOff(page), []);
      const [red, green, blue] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
      assert.ok(red + green + blue < 120, 'the ground is dark');
      assert.equal(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), 'dark');
    });
  }

  await look('the worst stand first, each with its figure, who answers, and a link to more', { at: '/tuong', size: { width: 1920, height: 1080 } }, async (page) => {
    const codes = await panels(page).evaluateAll((found) => found.map((one) => one.querySelector('a[href^="/chi-tieu/"]')?.getAttribute('href').split('/').at(-1)));
    const rank = ['late', 'at_risk', 'no_data', 'on_track', 'met'], ranks = codes.map((code) => rank.indexOf(statusOf.get(decodeURIComponent(code))));
    assert.equal(ranks[0], 0, 'the first is late');
    assert.deepEqual(ranks, [...ranks].sort((a, b) => a - b));
    const late = all.filter((one) => one.standing.status === 'late').length;
    assert.equal(ranks.filter((one) => one === 0).length, Math.min(late, PANELS_MAX), 'no late one is left out');
    for (const text of await panels(page).allInnerTexts()) assert.match(text, /Sở|Ủy ban|Công an|Trường|xã|Văn bản không nêu/, text);
  });

  await look('letters are large enough to be read from afar', { at: '/tuong', size: { width: 1920, height: 1080 } }, async (page) => {
    const smallest = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('.wall'), NodeFilter.SHOW_TEXT), sizes = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        if (node.textContent.trim() !== '' && !node.parentElement.closest('.unseen, svg, button')) sizes.push(parseFloat(getComputedStyle(node.parentElement).fontSize));
      }
      return Math.min(...sizes);
    });
    assert.ok(smallest >= 15, `the smallest letters have ${smallest} px`);
  });

  await look('when the server is gone it says so, and of when its figures are; when it is back, it is alive again', { size: { width: 1920, height: 1080 }, expected: [/ERR_CONNECTION_REFUSED/] }, async (page) => {
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
