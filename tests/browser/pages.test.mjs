// tests/browser/pages - every page of the house, wide and on a phone, in both languages; and every link on them.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNTS, client } from '../harness/banyan.mjs';
import { axeFaults, linksOf, reveal, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

const pages = pagesOfTheHouse();
const wanted = process.env.BANYAN_PAGES?.split(' '); // while one makes a page: BANYAN_PAGES='/co-quan /co-quan/{code}'
const WALL = '/tuong'; // has no head and no footer to go elsewhere, and is dark: wall.test.mjs looks at it
const WAYS = [['vi', WIDE], ['en', PHONE], ['vi', PHONE]];

const people = ACCOUNTS.map(([, , , name]) => name);

test('every page of the tables is looked at here, and no other', () => {
  assert.deepEqual(Object.keys(samples).sort(), pages.map((one) => one.path).sort());
});

/** The first address of a page in all ways, the others as most will see them. */
function looksAt(path, entry) {
  return samples[path](entry).flatMap(({ at, as = null }, i) => (i === 0 ? WAYS : WAYS.slice(-1))
    .map(([language, size]) => ({ path, at, as, language, size })));
}

inBrowser('pages', { data: SAMPLE }, async ({ t, site, look }) => {
  const entry = await handIn(site), links = new Map();
  const known = pages.map((one) => one.path).filter((path) => samples[path] && (wanted?.includes(path) ?? true));

  const looked = known.flatMap((path) => looksAt(path, entry)).map(({ path, at, as, language, size }) => {
    const name = `${at}${as ? ` (${as})` : ''}, ${language}, ${size.width}`;
    return look(name, { at, as, language, size }, async (page) => {
      assert.equal(page.answer.status(), 200);
      await reveal(page);
      for (const link of await linksOf(page)) links.set(`${as ?? ''} ${link}`, at);
      assert.deepEqual([
        ...(path === WALL ? [] : await structureFaults(page, language)),
        ...await widthFaults(page), ...await wordFaults(page, language, people), ...await axeFaults(page),
      ], []);
    });
  });
  await Promise.all(looked);

  await t.test('every link within the house leads somewhere', async () => {
    const callers = new Map([['', client(site.server)]]), broken = [];
    for (const [key, from] of links) {
      const [as, link] = key.split(' ');
      if (!callers.has(as)) callers.set(as, (await site.person(as)).caller);
      const response = await fetch(site.url + link.split('#')[0], { headers: { cookie: callers.get(as).cookie } });
      await response.arrayBuffer();
      if (response.status !== 200) broken.push(`${response.status} ${link} on ${from}`);
    }
    assert.deepEqual(broken, []);
    assert.ok(wanted || links.size > 300, `${links.size} links`);
  });

  await t.test('links to a place in a page find it', async () => {
    const isPlace = ([, link]) => /#(?!main$)[^=]+$/.test(link); // #main: keyboard.test.mjs
    const missing = [], places = [...links.keys()].map((key) => key.split(' ')).filter(isPlace);
    for (const [as, at] of places) {
      await site.visit({ at, as: as || null }, async (page) => {
        const id = decodeURIComponent(at.split('#')[1]);
        if (!await page.evaluate((wanted) => document.getElementById(wanted) !== null, id)) missing.push(at);
      });
    }
    assert.deepEqual(missing, []);
  });
});
