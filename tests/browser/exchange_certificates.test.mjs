// tests/browser/exchange_certificates - the page of certificates: an officer asks for his agency's system, the administrator issues,
// refuses and revokes.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser } from './harness.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const request = (name) => String(execFileSync('openssl', ['req', '-new', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null', '-subj', `/CN=${name}`], { stdio: ['ignore', 'pipe', 'ignore'] }));

inBrowser('certificates of systems', {}, async ({ t, site }) => {
  const at = '/lien-thong/chung-thu';
  const ask = async (page, pem) => {
    await page.getByRole('button', { name: 'Gửi yêu cầu cấp hoặc gia hạn' }).click();
    await page.locator('#pem').fill(pem);
    await page.locator('form button').click();
  };
  const section = (page, name) => page.getByRole('region', { name, exact: true });

  await t.test('without an authority it says what to do', () => site.visit({ at, as: 'quan-tri', size: PHONE }, async (page) => {
    await page.getByText('banyan exchange ca make').waitFor();
    await page.getByText('Chưa hệ thống nào của cơ quan bạn được khai báo.').waitFor();
    await looksFine(page, 'no-authority');
  }));

  await t.test('an officer asks for the system of his agency; what is wrong stands at its box', async () => {
    site.where.cli('exchange', 'ca', 'make', '--name', 'CA tỉnh');
    const file = join(site.where.data, 'declared.json');
    writeFileSync(file, JSON.stringify({ instance: 'VN-MAU', members: [
      { class: 'GOV', code: 'SKHCN', name: 'Sở Khoa học và Công nghệ', subsystems: [{ code: 'DeTai', name: 'Quản lý đề tài' }] },
      { class: 'GOV', code: 'SNV', name: 'Sở Nội vụ', subsystems: [{ code: 'NoiVu', name: 'Quản lý cán bộ' }] },
    ] }));
    site.where.cli('exchange', 'load', file);
    await site.visit({ at, as: 'can-bo', size: PHONE, expected: [/^400 /] }, async (page) => {
      await ask(page, 'không phải yêu cầu');
      await page.locator('.field.is-wrong #pem').waitFor();
      await looksFine(page, 'wrong');
      await page.locator('#pem').fill(request('DeTai'));
      await page.locator('form button').click();
      await section(page, 'Chờ duyệt').getByText('Quản lý đề tài').waitFor();
      assert.equal(await page.getByText('Quản lý cán bộ').count(), 0);
      assert.equal(await page.getByRole('button', { name: 'Duyệt và cấp' }).count(), 0);
      await looksFine(page, 'asked');
      await ask(page, request('DeTai'));
      await page.getByText('ECDSA P-256').nth(1).waitFor();
    });
  });

  await t.test('the administrator issues one and refuses the other', () => site.visit({ at, as: 'quan-tri', size: WIDE }, async (page) => {
    await section(page, 'Chờ duyệt').getByRole('button', { name: 'Duyệt và cấp' }).first().click();
    await looksFine(page, 'approve');
    await page.locator('form button').click();
    await section(page, 'Đã cấp').getByText('Đang dùng được').waitFor();
    await section(page, 'Chờ duyệt').getByRole('button', { name: 'Từ chối' }).click();
    await page.locator('#reason').fill('Gửi hai lần');
    await page.locator('form button').click();
    await section(page, 'Bị từ chối').getByText('Gửi hai lần').waitFor();
    await looksFine(page, 'issued');
  }));

  await t.test('the officer fetches it; revoked, it says so and why', async () => {
    await site.visit({ at, as: 'can-bo', size: PHONE }, async (page) => {
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Tải chứng thư' }).click()]);
      assert.match(file.suggestedFilename(), /^[0-9a-f]{16}\.pem$/);
    });
    await site.visit({ at, as: 'quan-tri', size: WIDE, language: 'en' }, async (page) => {
      await page.getByRole('button', { name: 'Revoke' }).click();
      await page.locator('form button').click();
      await page.locator('.field.is-wrong #reason').waitFor();
      await page.locator('#reason').fill('Lộ khoá');
      await page.locator('form button').click();
      await page.getByText('Lộ khoá').waitFor();
      await looksFine(page, 'revoked', 'en');
    });
  });
});
