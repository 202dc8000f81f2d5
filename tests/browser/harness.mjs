// tests/browser/harness - one server and one Chromium a file; each visit has a fresh profile and fails on complaints.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { CLOCK, PASSWORD, content, holidays, serve, signedIn } from '../harness/banyan.mjs';
import { seededData } from '../harness/seeds.mjs';

export const WIDE = { width: 1440, height: 900 }, PHONE = { width: 390, height: 844 };
export const SAMPLE = {
  calendar: holidays,
  regimes: join(content, 'regimes'),
  figures: join(content, 'sample/observations.csv'),
  progress: join(content, 'sample/progress.csv'),
  money: join(content, 'sample/budget.csv'),
};

const PATIENCE_MS = 20_000; // of a busy machine: whatever is waited for comes much sooner

/** The shell without windows needs six tenths of the processor time. Chromium refuses its sandbox to root; nothing but our own server
 *  is ever opened. */
const launch = () => chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium-headless-shell',
  chromiumSandbox: process.getuid() !== 0,
  args: [
    '--disable-gpu', '--disable-background-networking', '--disable-component-update',
    '--font-render-hinting=none', '--force-color-profile=srgb',
  ],
});

/** What a browser has to say against a page: errors, refusals of the policy, requests that fail or leave the house. */
function listen(page, origin, expected) {
  const complaints = [];
  const complain = (text) => { if (!expected.some((one) => one.test(text))) complaints.push(text); };
  page.on('pageerror', (error) => complain(`error: ${error.message}`));
  page.on('console', (message) => {
    const text = message.text(), isAnswer = text.startsWith('Failed to load resource'); // told better below
    const isOurs = text === 'Service Worker registration blocked by Playwright'; // by visit()
    if (['error', 'warning'].includes(message.type()) && !isAnswer && !isOurs) complain(`console: ${text}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob):/.test(url)) complain(`leaves the house: ${url}`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    if (why !== 'net::ERR_ABORTED') complain(`${why} ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`${response.status()} ${response.url().slice(origin.length)}`);
  });
  return complaints;
}

/** Calls of the page's scripts that have no answer yet: gives a function that waits until there are none. */
function followCalls(page) {
  const open = new Set();
  let told = () => undefined;
  const end = (request) => { if (open.delete(request) && open.size === 0) told(); };
  page.on('request', (request) => { if (['fetch', 'xhr'].includes(request.resourceType())) open.add(request); });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return () => (open.size === 0 ? null : new Promise((done) => { told = done; }));
}

/** Two frames and a turn of the loop: effects have run and what they changed is drawn. */
const drawn = (page) => page.evaluate(() => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 0)));
}));

/** Adds to a page: open(address), comeTo(address, where it ends), and settled(), which waits until nothing is asked for and
 *  all is drawn. */
function furnish(page, origin) {
  const answered = followCalls(page);
  page.settled = async () => {
    do {
      await answered();
      await drawn(page);
    } while (answered() !== null);
  };
  /* For an address that leads on to another: the second begins while the first still loads. */
  page.comeTo = async (address, end) => {
    await page.goto(origin + address, { waitUntil: 'commit' });
    await page.waitForURL(end);
  };
  page.open = async (address) => {
    const response = await page.goto(origin + address);
    await page.locator('h1').first().waitFor();
    await page.evaluate(() => document.fonts.ready);
    await page.settled();
    return response;
  };
}

class Site {
  constructor(where, server, browser) {
    Object.assign(this, { where, server, browser, people: new Map() });
  }

  get url() { return this.server.url; }

  stop() { return this.server.stop(); }

  /** At the same address again. */
  async start() {
    this.server = await serve(this.where, { set: { 'http.listen': `127.0.0.1:${this.server.port}` } });
  }

  /** Signed in by the API, once for each account. */
  async person(username) {
    if (!this.people.has(username)) {
      const caller = await signedIn(this.server, username);
      this.people.set(username, { caller, me: (await caller.get('/people/me')).body });
    }
    return this.people.get(username);
  }

  async profile({ as, language }) {
    const localStorage = [], cookies = [];
    if (language) localStorage.push({ name: 'banyan.language', value: language });
    if (as) {
      const { caller, me } = await this.person(as), [name, value] = caller.cookie.split('=');
      cookies.push({
        name, value, domain: '127.0.0.1', path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Strict',
      });
      localStorage.push({ name: 'banyan.me', value: JSON.stringify(me) });
    }
    return { cookies, origins: [{ origin: this.url, localStorage }] };
  }

  /**
   * Opens `at` and hands the page to the story. as: an account; language: 'vi' | 'en'; size: WIDE | PHONE | ...;
   * expected: complaints (regular expressions) that belong to the story; more: options of the browser's context.
   * The browser's clock stands still with the server's. Without `serviceWorkers: 'allow'` there is none: pages ask the server.
   */
  async visit({ at = null, as = null, language = null, size = WIDE, expected = [], ...more }, story) {
    const context = await this.browser.newContext({
      viewport: size, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh', serviceWorkers: 'block',
      storageState: await this.profile({ as, language }), ...more,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    try {
      const page = await context.newPage(), complaints = listen(page, this.url, expected);
      furnish(page, this.url);
      await page.clock.setFixedTime(CLOCK);
      if (at !== null) page.answer = await page.open(at);
      await story(page, context);
      assert.deepEqual(complaints, [], 'the browser complains');
    } finally {
      await context.close();
    }
  }
}

/** A browser before a server that somebody else keeps. */
export async function beforeServer(where, server, story) {
  const site = new Site(where, server, await launch());
  try {
    await story(site);
  } finally {
    await site.browser.close();
  }
}

export async function openSite({ data = {}, settings = {} }) {
  const where = seededData(data);
  const server = await serve(where, { set: settings });
  return new Site(where, server, await launch());
}

export async function closeSite(site) {
  await site.browser.close();
  const end = await site.server.stop();
  site.where.remove();
  assert.equal(end.signal ?? end.code, 0, `the server ended with ${end.signal ?? end.code}: ${end.log}`);
}

/** By the form, as a person does. */
export async function signIn(page, username) {
  await page.locator('#username').fill(username);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('form.sign-in-form button[type="submit"]').click();
}

/** Tests that are not waited for one by one run side by side, so many at once. */
const AT_ONCE = 2;

/** `look(name, where, story)` is a test that visits the site; `t.test` one that does not, or visits it twice. */
export function inBrowser(name, options, story) {
  test(name, { concurrency: AT_ONCE }, async (t) => {
    const site = await openSite(options);
    const look = (title, where, tell) => t.test(title, () => site.visit(where, tell));
    try {
      await story({ t, site, look });
    } finally {
      await closeSite(site);
    }
  });
}
