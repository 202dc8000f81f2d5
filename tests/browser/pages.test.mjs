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
const WALL = '/tuong'; // has no head and no footer to go elsewhere, and is dark: its own tests are in wall.test.mjs

test('every page of the tables is looked at here, and no other', () => {
  assert.deepEqual(Object.keys(samples).sort(), pages.map((one) => one.path).sort());
});

const people = ACCOUNTS.map(([, , , name]) => name);
const WAYS = [['vi', WIDE], ['en', PHONE], ['vi', PHONE], ['en', WIDE]];

inBrowser('pages', { data: SAMPLE }, async ({ t, site, look }) => {
  const entry = await handIn(site), links = new Map();
  const looks = pages.filter(({ path }) => samples[path] && (wanted?.includes(path) ?? true)).flatMap(({ path }) => samples[path](entry).flatMap((sample, i) => (i === 0 ? WAYS : WAYS.slice(0, 2)).map(([language, size]) => ({ path, ...sample, language, size }))));

  await Promise.all(looks.map(({ path, at, as, language, size }) => look(`${at}${as ? ` (${as})` : ''}, ${language}, ${size.width}`, { at, as, language, size }, async (page) => {
    assert.equal(page.answer.status(), 200);
    await reveal(page);
    for (const link of await linksOf(page)) links.set(`${as ?? ''} ${link}`, at);
    const structure = path === WALL ? [] : await structureFaults(page, language);
    assert.deepEqual([...structure, ...await widthFaults(page), ...await wordFaults(page, language, people), ...await axeFaults(page)], []);
  })));

  await t.test('every link within the house leads somewhere', async () => {
    const callers = new Map([['', client(site.server)]]);
    const broken = [];
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
    const missing = [], places = [...links.keys()].map((key) => key.split(' ')).filter(([, link]) => /#(?!main$)[^=]+$/.test(link)); // the skip link is tried with the keyboard
    for (const [as, link] of places) {
      await site.visit({ at: link, as: as || null }, async (page) => {
        if (!await page.evaluate((id) => document.getElementById(decodeURIComponent(id)) !== null, link.split('#')[1])) missing.push(link);
      });
    }
    assert.deepEqual(missing, []);
  });
});
