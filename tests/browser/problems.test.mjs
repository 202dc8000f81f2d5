// tests/browser/problems - what people see when something is not there, not theirs, wrong, or when the server is gone.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { ACCOUNTS, client } from '../harness/banyan.mjs';
import { axeFaults, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser, signIn } from './harness.mjs';
import { handIn } from './samples.mjs';

const ITEM = 'QD1539.VI.3.1.2.CT', OTHER = 'QD1539.VI.3.1.1.CT', FORM = `/nhap/chi-tieu/${ITEM}`;
const REFUSED = /^40[01] \/api\/v1\/people\/sign-in/;
const people = ACCOUNTS.map(([, , , name]) => name);

/** Addresses that are answered by a problem: [address, status, who looks]. */
const met = (entry) => [
  ['/khong-co-trang-nay', 404], ['/chi-tieu/KHONG.CO', 404], ['/nhiem-vu/KHONG.CO', 404], ['/co-quan/KHONG-CO', 404],
  ['/ban-do/KHONG.CO', 404], ['/ke-hoach?document=KHONG', 404], ['/?document=KHONG', 404],
  ['/?on=2026-02-31', 400], ['/nhiem-vu?status=khong', 400],
  ['/nhap/chi-tieu/KHONG.CO', 404, 'can-bo'], ['/kiem-tra/entry_khong', 404, 'dieu-phoi'],
  ['/viec', 403, 'nguoi-dan'], ['/kiem-tra', 403, 'nguoi-dan'],
  [FORM, 403, 'can-bo-snv'], [FORM, 403, 'lanh-dao'], [`/kiem-tra/${entry.waiting}`, 403, 'can-bo-snv'],
];

/** Values of what waits for an indicator, as its agency sees them. */
async function waitingValues(caller, indicator) {
  const { body } = await caller.get('/strategy/submissions');
  return body.lines.map((line) => line.submission).filter((one) => one.item === indicator).map((one) => one.value);
}

inBrowser('problems', { data: SAMPLE }, async ({ site, look }) => {
  const entry = await handIn(site), submit = (page) => page.locator('form button[type="submit"]').click();

  const twoWays = (row) => [['vi', WIDE, ...row], ['en', PHONE, ...row]];
  await Promise.all(met(entry).flatMap(twoWays).map(([language, size, at, status, as = null]) => {
    const where = { at, as, language, size, expected: [new RegExp(`^${status} `), /^40[034] \/api/] };
    return look(`${status}: ${at}${as ? ` (${as})` : ''}, ${language}`, where, async (page) => {
      assert.equal(page.answer.status(), status);
      assert.deepEqual([
        ...await structureFaults(page, language), ...await widthFaults(page),
        ...await wordFaults(page, language, people), ...await axeFaults(page),
      ], []);
      assert.ok(await page.locator('main a[href], main button').count() > 0, 'there is a way on');
    });
  }));

  await look('where nothing is one can search', { at: '/khong-co-trang-nay', expected: [/^404 /] }, async (page) => {
    await page.locator('main input[type="search"]').fill('da nang');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/tim?q=da+nang');
  });

  const stranger = 'a stranger is asked to sign in and comes back to where he wanted to go, with all of its address';
  await look(stranger, { expected: [/^401 \/nhap/, REFUSED] }, async (page) => {
    const wanted = `${FORM}?period=2026-10`;
    await page.comeTo(wanted, `**/dang-nhap?next=${encodeURIComponent(wanted)}`);
    await page.locator('form.sign-in-form button[type="submit"]').click();
    await page.locator('.error-summary:focus').waitFor();
    assert.equal(await page.locator('.error-summary li').count(), 2);
    await page.locator('.error-summary a').last().click();
    assert.equal(await page.evaluate(() => document.activeElement.id), 'password');
    await page.locator('#username').fill('can-bo');
    await page.locator('#password').fill('không phải mật khẩu này');
    await page.keyboard.press('Enter');
    await page.locator('.error-summary:focus').waitFor();
    assert.equal(await page.locator('#username').inputValue(), 'can-bo', 'what was typed stays');
    assert.deepEqual(await axeFaults(page), []);
    await signIn(page, 'can-bo');
    await page.waitForURL(`**${wanted}`);
    await page.locator('#value').waitFor();
  });

  const abroad = ['//evil.example/', 'https://evil.example/', '/\\evil.example', 'javascript:alert(1)', '/api/v1/x'];
  for (const next of abroad) {
    const at = `/dang-nhap?next=${encodeURIComponent(next)}`;
    await look(`signing in never leads out of the house: next=${next}`, { at }, async (page) => {
      await signIn(page, 'can-bo');
      await page.waitForURL((url) => url.pathname !== '/dang-nhap');
      assert.equal(page.url(), `${site.url}/viec`);
    });
  }

  const over = { as: 'lanh-dao-so', at: '/nhap/nhiem-vu/QD1539.VI.1.3', expected: [/^401 /] };
  await look('the session ends while one types: the draft waits behind the sign-in', over, async (page, context) => {
    await page.getByLabel('Đang làm').check();
    await page.locator('#percent').fill('35');
    await page.locator('#note').fill('Đã họp hai lần với doanh nghiệp');
    await context.clearCookies();
    await submit(page);
    await page.getByRole('link', { name: 'Đăng nhập lại' }).click();
    await page.waitForURL('**/dang-nhap?next=**');
    await signIn(page, 'lanh-dao-so');
    await page.waitForURL('**/nhap/nhiem-vu/**');
    await page.locator('#note').waitFor();
    assert.equal(await page.locator('#note').inputValue(), 'Đã họp hai lần với doanh nghiệp');
    assert.equal(await page.locator('#percent').inputValue(), '35');
  });

  const second = { as: 'lanh-dao-so', at: `/nhap/chi-tieu/${OTHER}?period=2026-10`, expected: [/^409 /] };
  await look('two officers, one figure: the second learns of the first, both keep theirs', second, async (page) => {
    await page.locator('#value').fill('96');
    await page.locator('#source').fill('Đo kiểm của doanh nghiệp');
    await page.locator('#reason').fill('Đo kiểm bổ sung hai xã');
    const { caller } = await site.person('can-bo');
    const first = await caller.post('/strategy/figures', {
      indicator: OTHER, subject: '08', period: '2026-10', value: 95.8,
      source: 'Đo kiểm', reason: 'Đo kiểm lại tháng này', based_on: 1,
    });
    assert.equal(first.status, 201, JSON.stringify(first.body));
    await submit(page);
    await page.getByText('Trần Văn Minh').first().waitFor();
    await page.settled();
    const told = (await page.locator('main').innerText()).replace(/[\u00a0\u202f]/g, ' ');
    assert.match(told, /Trần Văn Minh đã gửi 95,8 %/);
    assert.equal(await page.locator('#value').inputValue(), '96', 'what the second typed stays');
    assert.deepEqual(await waitingValues(caller, OTHER), [95.8]);
  });

  await look('scripts in what people write stay words', {}, async (page) => {
    const { caller } = await site.person('can-bo'), { caller: checks } = await site.person('dieu-phoi');
    const words = '<img src=x onerror="document.title=1"><script>alert(1)</script>', asked = encodeURIComponent(words);
    const sent = await caller.post('/strategy/progress', {
      task: 'QD1539.VI.1.2', agency: 'SKHCN', percent: 61, state: 'in_progress', product: words, note: words,
      based_on: 1, replaces: entry.report,
    });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    await checks.post(`/strategy/submissions/${sent.body.id}/decision`, { decision: 'accept', note: '' });
    for (const at of ['/nhiem-vu/QD1539.VI.1.2', `/tim?q=${asked}`, `/nhiem-vu?q=${asked}`, `/ke-hoach#q=${asked}`]) {
      await page.open(at);
      assert.equal(await page.locator('img[src="x"], main script').count(), 0, at);
      assert.notEqual(await page.title(), '1');
    }
    await page.open('/nhiem-vu/QD1539.VI.1.2');
    assert.ok((await page.locator('main').innerText()).includes(words), 'it is shown as it was written');
  });

  const guessing = { at: '/dang-nhap', expected: [REFUSED, /^429 /] };
  await look('too many wrong passwords: the page says how long to wait', guessing, async (page) => {
    const guess = client(site.server);
    for (let i = 0; i < 100; i++) if ((await guess.signIn('nguoi-dan', `sai ${i}`)).status === 429) break;
    await page.locator('#username').fill('nguoi-dan');
    await page.locator('#password').fill('vẫn sai');
    await page.keyboard.press('Enter');
    await page.locator('.notice:focus').waitFor();
    assert.match(await page.locator('.notice').innerText(), /phút|giây/);
  });
});
