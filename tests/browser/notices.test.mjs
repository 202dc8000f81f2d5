// tests/browser/notices - what one was told is read; an address is confirmed, mails are wished for and ended; what failed is sent again.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { soon } from '../harness/banyan.mjs';
import { readMail, startMoodyServer } from '../harness/mail_server.mjs';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser } from './harness.mjs';
import { handIn } from './samples.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const subjectOf = (lines) => readMail(lines.join('\r\n')).headers.find(([name]) => name.toLowerCase() === 'subject')?.[1] ?? '';
const button = (page, name) => page.getByRole('button', { name, exact: true });
const moody = await startMoodyServer();
const settings = { 'site.address': 'https://cay-da.example.vn', 'mail.server': moody.host, 'mail.from': 'thong-bao@cay-da.example.vn', 'mail.tls': 'off' };

inBrowser('notices', { data: SAMPLE, settings }, async ({ t, site }) => {
  const { token } = await handIn(site), unread = (page) => page.getByRole('navigation').getByRole('link', { name: /Thông báo/ }).locator('.badge');

  await t.test('the bell counts; following a notice reads it; all are read', () => site.visit({ at: '/viec', as: 'can-bo', size: WIDE }, async (page) => {
    await unread(page).getByText(/^\d+ thông báo chưa đọc$/).waitFor();
    const count = Number(/^\d+/.exec(await unread(page).innerText())[0]);
    await page.getByRole('link', { name: /Thông báo/ }).click();
    const returned = page.locator('.told.is-unread', { hasText: 'Bị trả lại' }).first();
    await returned.waitFor();
    await looksFine(page, 'unread');
    await returned.getByRole('link').click();
    await page.waitForURL(/\/kiem-tra\//);
    await unread(page).getByText(`${count - 1}`, { exact: true }).waitFor();
    await page.open('/thong-bao');
    await page.locator('.told.is-unread').first().getByRole('button').click();
    await page.getByText(`${count - 2} thông báo chưa đọc`).first().waitFor();
    await button(page, 'Đánh dấu đã đọc tất cả').click();
    await page.getByText('Không còn thông báo nào chưa đọc.').waitFor();
    assert.equal(await unread(page).count(), 0);
    await looksFine(page, 'all-read');
  }));

  await t.test('an address is confirmed by its code; how it is mailed is chosen', () => site.visit({ at: '/thong-bao#thu', as: 'can-bo', size: PHONE, expected: [/^400 /] }, async (page) => {
    await page.getByRole('textbox', { name: 'Địa chỉ thư điện tử' }).fill('không phải thư');
    await button(page, 'Gửi mã xác nhận').click();
    await page.locator('.field.is-wrong #address').waitFor();
    await looksFine(page, 'address-wrong');
    await page.getByRole('textbox', { name: 'Địa chỉ thư điện tử' }).fill('nguyen.van.a@so-khcn.example.vn');
    await button(page, 'Gửi mã xác nhận').click();
    await page.getByText('Mã xác nhận đã gửi tới nguyen.van.a@so-khcn.example.vn.').waitFor();
    const code = await soon(() => /^\d{6}/.exec(subjectOf(moody.content))[0], 15000);
    await page.getByRole('textbox', { name: 'Mã xác nhận' }).fill(code === '000000' ? '000001' : '000000');
    await button(page, 'Xác nhận địa chỉ').click();
    await page.locator('.field-wrong, .error-summary').getByText(/Còn 4 lần thử/).first().waitFor();
    await looksFine(page, 'code-wrong');
    await page.getByRole('textbox', { name: 'Mã xác nhận' }).fill(code);
    await button(page, 'Xác nhận địa chỉ').click();
    await page.getByText('Địa chỉ đã được xác nhận.').waitFor();
    await page.getByLabel('Gửi lúc').selectOption('9');
    await page.getByRole('checkbox', { name: /^Để biết/ }).uncheck();
    await page.getByLabel('Từ', { exact: true }).selectOption('18');
    await button(page, 'Lưu').click();
    await page.getByText('Đã lưu.').waitFor();
    await looksFine(page, 'wishes');
    const { body } = await (await site.person('can-bo')).caller.get('/notices/preferences');
    assert.deepEqual([body.address, body.daily_hour, body.mail_low, body.mail_normal, body.quiet_from, body.quiet_to], ['nguyen.van.a@so-khcn.example.vn', 9, false, true, 18, 7]);
  }));

  await t.test('what was refused is told to its reader and to the administrator, who sends it again', async () => {
    moody.answers = { RCPT: '550 5.1.1 no such mailbox here' };
    const { caller } = await site.person('can-bo');
    await caller.post('/notices/address', { address: 'nguoi-khong-con@so-khcn.example.vn' });
    const { caller: admin } = await site.person('quan-tri');
    await soon(async () => assert.equal((await admin.get('/notices/mails')).body.mails[0]?.state, 'refused'), 15000);
    await site.visit({ at: '/quan-tri/thu', as: 'quan-tri', size: WIDE }, async (page) => {
      await page.getByText('550 5.1.1 no such mailbox here').first().waitFor();
      await looksFine(page, 'mails');
      moody.answers = {};
      await page.getByRole('button', { name: /^Gửi lại thư của / }).click();
      await page.getByText('Thư đã vào hàng chờ').waitFor();
      await soon(async () => assert.equal((await admin.get('/notices/mails')).body.failed, 0), 15000);
    });
    await site.visit({ at: '/quan-tri/thu', as: 'quan-tri', size: PHONE, language: 'en' }, (page) => looksFine(page, 'mails-english', 'en'));
  });

  await t.test('the link in a mail ends mails without signing in; looking does not', () => site.visit({ at: `/thong-bao/ngung/${token}`, size: PHONE }, async (page) => {
    const rhythm = async () => (await (await site.person('dieu-phoi')).caller.get('/notices/preferences')).body.rhythm;
    await looksFine(page, 'unsubscribe');
    assert.equal(await rhythm(), 'at_once');
    await button(page, 'Ngừng nhận thư').click();
    await page.getByText('Bạn sẽ không nhận thư thông báo nữa.').waitFor();
    assert.equal(await rhythm(), 'never');
    await looksFine(page, 'unsubscribed');
  }));
  await moody.stop();
});
