// tests/browser/asking - what a machine composed: marked as such, text and nothing else, above the quotes that it cites; and when it
// composed nothing that may be shown.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { startModel } from '../harness/model.mjs';
import { axeFaults, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';

const model = await startModel();
after(() => model.stop());

const AT = `/tim?${new URLSearchParams({ q: 'Ai chủ trì phủ sóng 5G?' })}`;
const settings = { 'ask.model_url': model.url, 'ask.model_name': 'mau-1', 'ask.model_key': 'khoa-mau', 'ask.model_public': 'true', 'ask.model_timeout_s': '2' };

inBrowser('asking', { data: SAMPLE, settings }, async ({ t, site }) => {
  const visit = (name, way, options, story) => t.test(name, async () => {
    await model.goes(way);
    await site.visit({ at: AT, ...options }, story);
  });

  for (const [language, size, heading] of [['vi', WIDE, 'Câu trả lời do máy soạn'], ['en', PHONE, 'Answer composed by a machine']]) {
    await visit(`marked as composed by a machine, its citation leads to the quote (${language}, ${size.width})`, 'honest', { language, size }, async (page) => {
      await page.locator('.composed h2', { hasText: heading }).waitFor();
      assert.match(await page.locator('.composed').innerText(), /phủ sóng 5G.*\[1\][\s\S]*mau-1/);
      await page.locator('.composed .cited').click();
      assert.equal(await page.evaluate(() => document.activeElement.id), 'quote-1');
      assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
    });
  }

  await visit('markup in it is shown as the letters that it is', 'markup', {}, async (page) => {
    await page.locator('.composed').waitFor();
    assert.match(await page.locator('.composed').innerText(), /<img src=x onerror=alert\(1\)>/);
    assert.equal(await page.locator('.composed img, .composed a').count(), 0);
  });

  for (const way of ['no-citation', 'silent']) {
    await visit(`nothing that may be shown (${way}): said so, and the quotes are there`, way, {}, async (page) => {
      await page.locator('.composed-wait', { hasText: 'không soạn được' }).waitFor();
      assert.equal(await page.locator('.composed').count(), 0);
      assert.ok(await page.locator('#quote-1').isVisible());
    });
  }
});
