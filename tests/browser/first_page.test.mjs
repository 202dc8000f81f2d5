// tests/browser/first_page - the first screen comes with the first answer: small, whole, and without a second trip.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

const SIZE_MAX = 120 * 1024, SHIFT_MAX = 0.1; // the threshold of "good" of the Core Web Vitals
const NEEDED = ['Document', 'Font', 'Stylesheet', 'Script', 'Image'];
const WAITED_FOR = ['script', 'stylesheet', 'fetch', 'xhr'];

/** What came over the wire until the page stood still: [{ url, type, bytes }]. */
async function record(page) {
  const wire = await page.context().newCDPSession(page), asked = new Map(), came = [];
  await wire.send('Network.enable');
  wire.on('Network.requestWillBeSent', ({ requestId, request, type }) => {
    asked.set(requestId, { url: request.url, type });
  });
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    came.push({ ...asked.get(requestId), bytes: encodedDataLength });
  });
  return came;
}

inBrowser('first page', { data: SAMPLE }, async ({ t, site, look }) => {
  for (const size of [WIDE, PHONE]) {
    await look(`page and typefaces have at most 120 KB as they travel, ${size.width}`, { size }, async (page) => {
      const came = await record(page);
      await page.open('/');
      const needed = came.filter((one) => NEEDED.includes(one.type));
      const ofType = (type) => needed.filter((one) => one.type === type);
      const bytes = needed.reduce((sum, one) => sum + one.bytes, 0);
      assert.equal(ofType('Document').length, 1);
      assert.equal(ofType('Font').length, 4);
      assert.ok(bytes <= SIZE_MAX, `${bytes} bytes: ${needed.map((one) => `${one.url} ${one.bytes}`).join(', ')}`);
      t.diagnostic(`${size.width}: ${bytes} bytes, of which the page itself ${ofType('Document')[0].bytes}`);
    });
  }

  const alone = 'nothing but the first answer is needed: all else is held back, and the screen is full';
  await look(alone, { expected: [/./] }, async (page) => {
    const held = [];
    await page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : held.push(route)));
    await page.goto(`${site.url}/`, { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    assert.match(await page.locator('h1').innerText(), /^\d+ trong \d+ chỉ tiêu/);
    assert.ok(await page.locator('.ledger a[href^="/chi-tieu/"]').count() >= 14, 'every indicator stands there');
    const kinds = held.map((route) => route.request().resourceType());
    assert.deepEqual(kinds.filter((kind) => WAITED_FOR.includes(kind)), []);
    await Promise.all(held.map((route) => route.abort()));
  });

  const still = 'without JavaScript the page says what it is, and where the data are';
  await look(still, { javaScriptEnabled: false }, async (page) => {
    const response = await page.goto(`${site.url}/`);
    assert.match(await page.locator('h1').innerText(), /chuyển đổi số/);
    const href = await page.locator('a[href$=".csv"]').first().getAttribute('href');
    assert.equal((await fetch(site.url + href)).status, 200);
    assert.match(await response.text(), /<html lang="vi">/);
  });

  const entry = await handIn(site), renews = '/tuong'; // asks for all anew: nothing on it is older than the rest
  const withData = pagesOfTheHouse().filter(({ path, data }) => data && samples[path] && path !== renews);
  await Promise.all(withData.map(({ path, data }) => {
    const [{ at, as }] = samples[path](entry), asked = [];
    return look(`${path}: its data come inside the page and are not asked for again`, { as }, async (page) => {
      page.on('request', (request) => asked.push(request.url()));
      await page.open(at);
      const inside = await page.locator('script#first')
        .evaluate((one) => ({ ...one.dataset, size: one.textContent.length }));
      const url = site.url + inside.url, [address] = inside.url.split('?'), parts = at.split('?')[0].split('/');
      const given = Object.fromEntries(path.split('/').map((name, i) => [name, parts[i]]));
      assert.equal(inside.status, '200');
      assert.ok(inside.size > 2, 'there is JSON in it');
      assert.equal(address, `/api/v1${data.replace(/\{\w+\}/g, (name) => given[name])}`);
      assert.deepEqual(asked.filter((one) => one === url || one.startsWith(`${site.url + address}?`)), []);
    });
  }));

  await t.test('pages are compressed, name their policy, are asked for anew; files with a hash are kept', async () => {
    const get = (path, encoding = 'br') => fetch(site.url + path, { headers: { 'accept-encoding': encoding } });
    const header = async (name, ...asked) => (await get(...asked)).headers.get(name);
    assert.equal(await header('content-encoding', '/'), 'br');
    assert.equal(await header('content-encoding', '/', 'gzip'), 'gzip');
    assert.equal(await header('content-encoding', '/', 'identity'), null);
    assert.match(await header('vary', '/') ?? '', /accept-encoding/i);
    assert.equal(await header('cache-control', '/'), 'no-cache');
    for (const path of ['/', '/ke-hoach', '/dang-nhap']) {
      const policy = await header('content-security-policy', path);
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*/);
    }
    const font = /href="(\/assets\/[^"]+\.woff2)"/.exec(await (await get('/')).text())[1];
    assert.match(await header('cache-control', font), /max-age=31536000, immutable/);
  });

  for (const at of ['/', '/chi-tieu/QD1539.PL1.01']) {
    await look(`nothing jumps while ${at} comes up on a phone`, { size: PHONE }, async (page) => {
      await page.addInitScript(() => {
        window.shifts = [];
        const keep = (list) => window.shifts.push(...list.getEntries().map((one) => one.value));
        new PerformanceObserver(keep).observe({ type: 'layout-shift', buffered: true });
      });
      await page.open(at);
      const shift = await page.evaluate(() => window.shifts.reduce((sum, one) => sum + one, 0));
      assert.ok(shift <= SHIFT_MAX, `shifted by ${shift}`);
    });
  }
});
