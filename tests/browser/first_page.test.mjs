// tests/browser/first_page - the first screen comes with the first answer: small, whole, and without a second trip.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn, pagesOfTheHouse, samples } from './samples.mjs';

const SIZE_MAX = 120 * 1024, SHIFT_MAX = 0.1; // the threshold of "good" of the Core Web Vitals
const indicatorLinks = (page) => page.locator('.ledger a[href^="/chi-tieu/"]');

/** What came over the wire until the page stood still: [{ url, type, bytes }]. */
async function record(page) {
  const wire = await page.context().newCDPSession(page), asked = new Map(), came = [];
  await wire.send('Network.enable');
  wire.on('Network.requestWillBeSent', ({ requestId, request, type }) => asked.set(requestId, { url: request.url, type }));
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => came.push({ ...asked.get(requestId), bytes: encodedDataLength }));
  return came;
}

inBrowser('first page', { data: SAMPLE }, async ({ t, site, look }) => {
  for (const size of [WIDE, PHONE]) {
    await look(`the page and its typefaces are at most 120 KB as they travel (${size.width})`, { size }, async (page) => {
      const came = await record(page);
      await page.open('/');
      const needed = came.filter((one) => ['Document', 'Font', 'Stylesheet', 'Script', 'Image'].includes(one.type));
      const bytes = needed.reduce((sum, one) => sum + one.bytes, 0);
      assert.equal(needed.filter((one) => one.type === 'Document').length, 1);
      assert.equal(needed.filter((one) => one.type === 'Font').length, 4);
      assert.ok(bytes <= SIZE_MAX, `${bytes} bytes: ${needed.map((one) => `${one.url} ${one.bytes}`).join(', ')}`);
      t.diagnostic(`${size.width}: ${bytes} bytes, of which the page itself ${needed.find((one) => one.type === 'Document').bytes}`);
    });
  }

  await look('nothing but the first answer is needed: all else is held back, and the screen is full', { expected: [/.*/] }, async (page) => {
    const held = [];
    await page.route('**/*', (route) => (route.request().isNavigationRequest() ? route.continue() : held.push(route)));
    await page.goto(site.url + '/', { waitUntil: 'commit' });
    await page.locator('h1').waitFor();
    assert.match(await page.locator('h1').innerText(), /^\d+ trong \d+ chỉ tiêu/);
    assert.ok(await indicatorLinks(page).count() >= 14, 'every indicator stands there');
    const kinds = held.map((route) => route.request().resourceType());
    assert.deepEqual(kinds.filter((kind) => ['script', 'stylesheet', 'fetch', 'xhr'].includes(kind)), [], 'no script, style or call is waited for');
    await Promise.all(held.map((route) => route.abort()));
  });

  await look('without JavaScript the page still says what it is and where the data are', { javaScriptEnabled: false, expected: [/.*/] }, async (page) => {
    const response = await page.goto(site.url + '/');
    assert.match(await page.locator('h1').innerText(), /chuyển đổi số/);
    const href = await page.locator('a[href$=".csv"]').first().getAttribute('href');
    assert.equal((await fetch(site.url + href)).status, 200);
    assert.match(await response.text(), /<html lang="vi">/);
  });

  const entry = await handIn(site);
  const renews = '/tuong'; // it asks for everything anew, so that nothing on it is older than the rest
  await Promise.all(pagesOfTheHouse().filter((one) => one.data && samples[one.path] && one.path !== renews).map(({ path, data }) => (
    t.test(`${path}: its data come inside the page and are not asked for again`, () => {
      const [{ at, as }] = samples[path](entry), asked = [];
      return site.visit({ as }, async (page) => {
        page.on('request', (request) => asked.push(request.url()));
        await page.open(at);
        const inside = await page.locator('script#first').evaluate((one) => ({ url: one.dataset.url, status: one.dataset.status, size: one.textContent.length }));
        assert.equal(inside.status, '200');
        assert.ok(inside.size > 2, 'there is JSON in it');
        assert.equal(inside.url.split('?')[0].replace('/api/v1', ''), data.replace(/\{\w+\}/, at.split('?')[0].split('/').at(-1)));
        assert.deepEqual(asked.filter((url) => url.startsWith(site.url + inside.url.split('?')[0] + '?') || url === site.url + inside.url), []);
      });
    })
  )));

  await t.test('pages are compressed, name their policy and are asked for anew; files with a hash are kept for a year', async () => {
    const get = (path, encoding = 'br') => fetch(site.url + path, { headers: { 'accept-encoding': encoding } });
    const home = await get('/'), html = await home.text();
    assert.equal(home.headers.get('content-encoding'), 'br');
    assert.equal((await get('/', 'gzip')).headers.get('content-encoding'), 'gzip');
    assert.equal((await get('/', 'identity')).headers.get('content-encoding'), null);
    assert.match(home.headers.get('vary') ?? '', /accept-encoding/i);
    assert.equal(home.headers.get('cache-control'), 'no-cache');
    for (const path of ['/', '/ke-hoach', '/dang-nhap']) {
      const policy = (await get(path)).headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*/);
    }
    const font = /href="(\/assets\/[^"]+\.woff2)"/.exec(html)[1];
    assert.match((await get(font)).headers.get('cache-control'), /max-age=31536000, immutable/);
  });

  for (const at of ['/', '/chi-tieu/QD1539.PL1.01']) {
    await look(`nothing jumps while ${at} comes up on a phone`, { size: PHONE }, async (page) => {
      await page.addInitScript(() => {
        window.shifts = [];
        new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((one) => one.value))).observe({ type: 'layout-shift', buffered: true });
      });
      await page.open(at);
      const shift = await page.evaluate(() => window.shifts.reduce((sum, one) => sum + one, 0));
      assert.ok(shift <= SHIFT_MAX, `shifted by ${shift}`);
    });
  }
});
