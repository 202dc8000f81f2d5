// tests/browser/account - a second factor set up, used and removed; a locked session opened again: as a person does it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { CLOCK, PASSWORD, banyan, signedIn } from '../harness/banyan.mjs';
import { codeAt } from '../harness/one_time.mjs';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser, signIn } from './harness.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name) {
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, 'vi'), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const secretOf = async (page) => (await page.locator('.secret-text').innerText()).replaceAll(' ', '');

async function typeCode(page, code) {
  await page.locator('#code').fill(code);
  await page.locator('form:has(#code) button[type="submit"]').click();
}

const STRANGER = { expected: [/^40[01] /] };

inBrowser('an administrator', { settings: { 'people.second_factor_roles': 'administrator' } }, async ({ t, site }) => {
  let secret, codes;
  await t.test('must set a second factor up before he works, on a phone', () => site.visit({ at: '/dang-nhap?next=%2Fviec', size: PHONE, ...STRANGER }, async (page) => {
    await signIn(page, 'quan-tri');
    await page.getByRole('heading', { level: 1, name: 'Thiết lập bước hai' }).waitFor();
    await looksFine(page, 'enrol');
    const refused = await page.evaluate(async () => (await (await fetch('/api/v1/strategy/inbox')).json()).type);
    assert.equal(refused, '/problems/people/second-factor-missing');
    await button(page, 'Thiết lập').click();
    secret = await secretOf(page);
    await looksFine(page, 'scan');
    await typeCode(page, '000000');
    await page.locator('.error-summary').getByText(/Gõ mã 6 số đang hiện/).first().waitFor();
    await looksFine(page, 'wrong-code');
    await typeCode(page, codeAt(secret, CLOCK, -1));
    await page.locator('.recovery-codes').waitFor();
    codes = await page.locator('.recovery-codes li').allInnerTexts();
    assert.equal(codes.length, 10);
    await looksFine(page, 'recovery');
    await button(page, 'Tôi đã cất, tiếp tục').click();
    await page.waitForURL('**/viec');
  }));

  await t.test('shows a code after the password; a wrong one is told', () => site.visit({ at: '/dang-nhap', size: WIDE, ...STRANGER }, async (page) => {
    await signIn(page, 'quan-tri');
    await page.getByRole('heading', { level: 1, name: 'Xác nhận bước hai' }).waitFor();
    await looksFine(page, 'second');
    await typeCode(page, '123456');
    await page.locator('.error-summary').getByText(/Gõ mã 6 số đang hiện/).first().waitFor();
    await page.reload();
    await page.getByRole('heading', { level: 1, name: 'Xác nhận bước hai' }).waitFor(); // it is where it was
    await typeCode(page, codes[0].replace(/^\d+\.\s*/, ''));
    await page.waitForURL('**/viec');
    await page.open('/tai-khoan');
    await looksFine(page, 'account');
    assert.match(await page.locator('main').innerText(), /Còn 9 mã chưa dùng/);
    assert.match(await page.locator('main').innerText(), /bắt buộc có yếu tố thứ hai/);
  }));

  await t.test('starts over from the second step', () => site.visit({ at: '/dang-nhap', size: PHONE, ...STRANGER }, async (page) => {
    await signIn(page, 'quan-tri');
    await button(page, 'Đăng nhập lại từ đầu').click();
    await page.locator('#username').waitFor();
  }));

  await t.test('finds his session locked after a quarter of an hour, and opens it with the password', () => site.visit({ at: '/dang-nhap', size: WIDE, expected: [...STRANGER.expected, /ERR_CONNECTION_REFUSED/] }, async (page) => {
    await signIn(page, 'quan-tri');
    await page.locator('#code').waitFor();
    await typeCode(page, codeAt(secret, CLOCK, 1));
    await page.waitForURL('**/viec');
    await page.waitForLoadState('networkidle');
    await site.stop();
    const { common } = site.where;
    site.where.common = common.map((word) => (word.startsWith('clock.fixed=') ? 'clock.fixed=2026-11-22T03:16:00Z' : word));
    await site.start();
    await page.goto(`${site.url}/viec`, { waitUntil: 'commit' });
    await page.waitForURL('**/dang-nhap?next=%2Fviec');
    await page.getByRole('heading', { level: 1, name: 'Mở khoá phiên' }).waitFor();
    await page.settled();
    await looksFine(page, 'locked');
    await page.locator('#password').fill(PASSWORD);
    await button(page, 'Mở khoá').click();
    await page.waitForURL('**/viec');
    site.where.common = common;
  }));
});

inBrowser('an officer', {}, async ({ t, site }) => {
  await t.test('adds a second step, renews the codes, removes it again', () => site.visit({ at: '/tai-khoan', as: 'can-bo', size: WIDE, ...STRANGER }, async (page) => {
    await looksFine(page, 'account-without');
    await button(page, 'Thiết lập').click();
    await typeCode(page, codeAt(await secretOf(page), CLOCK));
    await page.locator('.recovery-codes').waitFor();
    const before = await page.locator('.recovery-codes').innerText();
    await button(page, 'Tôi đã cất, tiếp tục').click();
    await button(page, 'Tạo mã mới').click();
    await page.locator('.recovery-codes').waitFor();
    assert.notEqual(await page.locator('.recovery-codes').innerText(), before);
    await looksFine(page, 'renewed');
    await button(page, 'Tôi đã cất, tiếp tục').click();
    await button(page, 'Gỡ bỏ').click();
    await page.getByText('Đã gỡ. Từ nay chỉ cần mật khẩu.').waitFor();
    await looksFine(page, 'removed');
    await page.getByText('Không có phiên nào khác.').waitFor();
    await signedIn(site.server, 'can-bo');
    await page.reload();
    await button(page, 'Kết thúc các phiên khác').click();
    await page.getByText('Không có phiên nào khác.').waitFor();
  }));

  await t.test('is asked for the password when he signed in a while ago', async () => {
    await site.person('can-bo-xa'); // whose session began before
    await site.stop();
    site.where.common = site.where.common.map((word) => (word.startsWith('clock.fixed=') ? 'clock.fixed=2026-11-22T03:16:00Z' : word));
    await site.start();
    await site.visit({ at: '/tai-khoan', as: 'can-bo-xa', size: PHONE, ...STRANGER }, async (page) => {
      await looksFine(page, 'confirm');
      await page.locator('#password').fill('không phải mật khẩu này');
      await button(page, 'Xác nhận').click();
      await page.locator('.error-summary').getByText(/Gõ lại mật khẩu đang dùng/).first().waitFor();
      await page.locator('#password').fill(PASSWORD);
      await button(page, 'Xác nhận').click();
      await button(page, 'Thiết lập').waitFor();
    });
  });

  await t.test('learns that an unused account was disabled', () => site.visit({ at: '/dang-nhap', size: PHONE, expected: [/^40[13] /] }, async (page) => {
    banyan(['account', 'disable', '--username', 'can-bo-snv', ...site.where.common]);
    await signIn(page, 'can-bo-snv');
    await page.getByText('Tài khoản đã ngừng dùng.').waitFor();
    await looksFine(page, 'disabled');
  }));
});
