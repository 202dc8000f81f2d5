// tests/browser/openid - signing in at a provider of identities, as a person does it: agreeing to a link, an account of one's
// own, links on one's page, and what is told when it goes wrong.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { freePort } from '../harness/net.mjs';
import { introduce, makeKey, startProvider } from '../harness/provider.mjs';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser, signIn } from './harness.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const heading = (page, name) => page.getByRole('heading', { level: 1, name }).waitFor();

const provider = await startProvider(), port = await freePort(), SITE = `http://127.0.0.1:${port}`;
const STRANGER = { expected: [/^40[019] /, new RegExp(`leaves the house: ${provider.url}`)] };

inBrowser('a provider', { settings: { 'http.listen': `127.0.0.1:${port}`, 'site.address': SITE } }, async ({ t, site }) => {
  t.after(() => provider.stop());
  const issuer = provider.issuer('vneid', makeKey('k1')), { where } = site;
  introduce(where, issuer, '--makes-citizens');

  await t.test('an officer signs in, agrees to the link, and from then on comes in by one button', () => site.visit({ at: '/dang-nhap?next=%2Fviec', size: PHONE, ...STRANGER }, async (page) => {
    issuer.visitor = { sub: 'minh', name: 'Trần Văn Minh' };
    await button(page, 'Đăng nhập bằng Nơi vneid').waitFor();
    await looksFine(page, 'buttons');
    await button(page, 'Đăng nhập bằng Nơi vneid').click();
    await heading(page, 'Nơi vneid đã xác nhận bạn');
    assert.equal(new URL(page.url()).search, '', 'the code is not kept in the address');
    await looksFine(page, 'unknown');
    await page.getByRole('link', { name: 'Đăng nhập để liên kết' }).click();
    await signIn(page, 'can-bo');
    await heading(page, 'Liên kết Nơi vneid với tài khoản này?');
    assert.match(await page.locator('main').innerText(), /Trần Văn Minh \(can-bo\)/);
    await looksFine(page, 'consent');
    await button(page, 'Đồng ý liên kết').click();
    await page.waitForURL('**/viec');
    await page.open('/tai-khoan');
    await looksFine(page, 'linked');
    assert.match(await page.locator('main').innerText(), /Liên kết từ ngày 22\/11\/2026/);
  }));

  await t.test('comes in by one button', () => site.visit({ at: '/dang-nhap?next=%2Ftai-khoan', size: WIDE, ...STRANGER }, async (page) => {
    issuer.visitor = { sub: 'minh' };
    await looksFine(page, 'buttons-wide');
    await button(page, 'Đăng nhập bằng Nơi vneid').click();
    await page.waitForURL('**/tai-khoan');
    await page.getByRole('heading', { level: 2, name: 'Liên kết đăng nhập' }).waitFor();
    await looksFine(page, 'account-wide');
    await button(page, 'Gỡ liên kết').click();
    await page.getByText('Đã gỡ. Các phiên mở từ liên kết này đã kết thúc.').waitFor();
    await button(page, 'Liên kết tài khoản Nơi vneid').click();
    await page.waitForURL('**/tai-khoan');
    await page.getByText('Liên kết từ ngày 22/11/2026').waitFor();
  }));

  await t.test('a citizen has an account made', () => site.visit({ at: '/dang-nhap', size: WIDE, ...STRANGER }, async (page) => {
    issuer.visitor = { sub: 'mai', name: 'Hoàng Thị Mai' };
    await button(page, 'Đăng nhập bằng Nơi vneid').click();
    await heading(page, 'Nơi vneid đã xác nhận bạn');
    await looksFine(page, 'unknown-wide');
    await button(page, 'Tạo tài khoản người dân').click();
    await page.waitForURL(`${SITE}/`);
    await page.open('/tai-khoan');
    assert.match(await page.locator('main').innerText(), /cách đăng nhập duy nhất/);
    await looksFine(page, 'citizen');
  }));

  await t.test('who changes his mind is told nothing more of it', () => site.visit({ at: '/dang-nhap', size: PHONE, language: 'en', ...STRANGER }, async (page) => {
    issuer.visitor = { sub: 'ai-do', name: 'Ai Đó' };
    await button(page, 'Sign in with Place vneid').click();
    await heading(page, 'Place vneid has confirmed who you are');
    await looksFine(page, 'unknown-english', 'en');
    await button(page, 'Do not link').click();
    await page.waitForURL('**/dang-nhap');
    await page.open('/dang-nhap/oidc');
    assert.match(await page.locator('main').innerText(), /No sign-in is waiting here/);
    await looksFine(page, 'over', 'en');
  }));

  await t.test('a refusal is told in the provider\'s own words; a way that is not one\'s own, in ours', () => site.visit({ at: '/dang-nhap', size: PHONE, ...STRANGER, expected: [...STRANGER.expected, /^40[34] /] }, async (page) => {
    issuer.visitor = { error: 'access_denied', error_description: 'Người dùng đã huỷ' };
    await button(page, 'Đăng nhập bằng Nơi vneid').click();
    await page.getByText('Người dùng đã huỷ').waitFor();
    await looksFine(page, 'refused');
    await page.open(`/dang-nhap/oidc?state=${'A'.repeat(43)}&code=x`);
    await page.getByText('Không rõ lần đăng nhập này.').waitFor();
    await page.getByRole('link', { name: 'Về trang Đăng nhập' }).click();
    await page.locator('#username').waitFor();
  }));

  await t.test('a provider that is away is told, and the password still works', () => site.visit({ at: '/dang-nhap', size: PHONE, ...STRANGER, expected: [...STRANGER.expected, /^503 /] }, async (page) => {
    const away = provider.issuer('xa', makeKey('k2'));
    away.spoil.reply = (response) => Boolean(response.destroy());
    introduce(where, away);
    await page.reload();
    await button(page, 'Đăng nhập bằng Nơi xa').click();
    await page.getByText('Không liên lạc được với nơi xác thực.').waitFor();
    await looksFine(page, 'away');
    await signIn(page, 'can-bo');
    await page.waitForURL('**/viec');
  }));
});
