// An annual plan in the browser: written by the agency, decided on by its head and the coordinator, published for everybody.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';

const DOUBLE = async (page, name) => { // named first, done after a second press
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name, exact: true }).click();
};
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const unplanned = async (page) => plain(await page.locator('#unplanned + p').innerText());

inBrowser('annual plans', { data: SAMPLE }, async ({ site, look }) => {
  let at, before;
  await look('before anything: who owes a plan is late, and nothing is planned', { at: '/ke-hoach-nam/lap', as: 'dieu-phoi' }, async (page) => {
    await page.getByRole('heading', { name: 'Kế hoạch năm 2027' }).waitFor();
    /* before 30/9/2026: Tuesday the 29th; today is 22/11: 1 day of September, 31 of October, 22 */
    assert.equal(plain(await page.getByRole('row', { name: 'Sở Khoa học và Công nghệ' }).locator('td').nth(1).innerText()), '29/09/2026 trễ 54 ngày');
    const [, lacking, all] = /^(\d+) trong (\d+) mục/.exec(await unplanned(page)).map(Number);
    assert.equal(lacking, all);
    before = { lacking, all };
  });

  await look('the agency begins, is told what is wrong where it is, saves', { at: '/ke-hoach-nam/lap', as: 'can-bo', expected: [/^400 .*content/] }, async (page) => {
    await page.getByRole('button', { name: /^Lập kế hoạch năm 2027 của/ }).click();
    await page.getByRole('button', { name: 'Bắt đầu từ bản trống' }).click();
    await page.waitForURL(/lap\/annual/);
    at = new URL(page.url()).pathname;
    await page.getByText(/^Chiến lược giao cơ quan này chủ trì/).click();
    await page.getByRole('button', { name: /^Đưa vào: Tỷ lệ phủ sóng 5G/ }).click();
    await page.getByText('Chiến lược đề ra: 99 % năm 2030.').waitFor();
    await page.locator('#targets-0-subject').selectOption({ label: 'Xã Tân Trào' });
    await page.locator('#targets-0-subject').selectOption({ index: 0 });
    await page.getByRole('button', { name: 'Thêm nhiệm vụ' }).click();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Có 2 chỗ cần sửa').waitFor();
    await page.getByRole('link', { name: 'Chỉ tiêu 1: ghi một số, ví dụ 95,5.' }).click();
    await page.keyboard.type('45,5');
    await page.locator('#tasks-0-title').fill('Lắp trạm phát sóng ở mười thôn');
    await page.locator('#tasks-0-task').selectOption('QD1539.VI.3.1.1');
    await page.locator('#tasks-0-budget').fill('8.450,5');
    await page.locator('#tasks-0-due').fill('30/06/2026');
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.locator('#tasks-0-due-wrong').waitFor(); // the server's own fault, at its box: before the year
    await page.locator('#tasks-0-due').fill('30/06/2027');
    await page.getByText('Lưu trước khi gửi.').waitFor();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu trên máy chủ.').waitFor();
    assert.equal(await page.locator('#targets-0-value').inputValue(), '45,5');
    assert.equal(await page.locator('#tasks-0-budget').inputValue(), '8450,5');
  });

  await look('two who write at once: both are shown, and one chooses', { at, as: 'can-bo', expected: [/^409 .*content/] }, async (page) => {
    const { caller } = await site.person('can-bo'), api = `/planning/annual-plans/${at.split('/').at(-1)}`, { body } = await caller.get(api);
    await page.locator('#targets-0-value').fill('50');
    await caller.post(`${api}/content`, { revision: body.plan.revision, targets: [{ ...body.targets[0], value: 47 }], tasks: body.tasks });
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Có người đã lưu bản khác').waitFor();
    await page.locator('.notice td.amount', { hasText: '47' }).waitFor();
    assert.equal(await page.locator('#targets-0-value').inputValue(), '50');
    await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await page.getByRole('button', { name: 'Lưu', exact: true }).click();
    await page.getByText('Đã lưu trên máy chủ.').waitFor();
    await DOUBLE(page, 'Gửi duyệt');
    await page.getByText('Chờ lãnh đạo cơ quan duyệt').waitFor();
  });

  await look('the head finds it among what waits for him and approves, on his phone', { at: '/viec', as: 'lanh-dao-so', size: PHONE }, async (page) => {
    const waits = page.getByRole('region', { name: /^Chờ bạn giải quyết/ }), needed = async () => Number(/^(\d+) việc cần bạn$/.exec(plain(await page.locator('.inbox-head h1').innerText()))[1]);
    const before = await needed();
    assert.match(plain(await waits.getByRole('link').innerText()), /^Duyệt kế hoạch năm: Kế hoạch năm 2027 Sở Khoa học và Công nghệ, .* · từ 22\/11\/2026 Quá hạn 54 ngày hạn 29\/09\/2026$/);
    await waits.getByRole('link').click();
    await page.waitForURL(`**${at}`);
    await page.getByRole('button', { name: 'Duyệt kế hoạch' }).click();
    await page.getByText('Chờ điều phối nhận').waitFor();
    await page.goto(`${site.url}/viec`);
    await page.locator('.inbox-head h1').waitFor();
    assert.equal(await waits.count(), 0);
    assert.equal(await needed(), before - 1);
  });

  await look('the coordinator returns it: not without a reason', { at, as: 'dieu-phoi' }, async (page) => {
    await page.locator('input[value="return"]').check();
    await page.getByRole('button', { name: 'Trả lại' }).click();
    await page.getByText('Ghi lý do trả lại, ít nhất 10 ký tự.').first().waitFor();
    await page.locator('#note').fill('Nêu rõ tên mười thôn.');
    await page.getByRole('button', { name: 'Trả lại' }).click();
    await page.getByText('Bị trả lại', { exact: true }).waitFor();
  });

  await look('the agency reads why and hands in again', { at, as: 'can-bo', size: PHONE }, async (page) => {
    await page.getByText('Nêu rõ tên mười thôn.').waitFor();
    await DOUBLE(page, 'Gửi duyệt');
    await page.getByText('Chờ lãnh đạo cơ quan duyệt').waitFor();
  });

  const [head, checks] = await Promise.all(['lanh-dao-so', 'dieu-phoi'].map(async (one) => (await site.person(one)).caller)), api = `/planning/annual-plans/${at.split('/').at(-1)}`;
  for (const [who, step] of [[head, 'approval'], [checks, 'decision']]) assert.equal((await who.post(`${api}/${step}`, { decision: 'accept' })).status, 200);

  await look('the leader sees two things less unplanned, and publishes', { at: '/ke-hoach-nam/lap', as: 'lanh-dao' }, async (page) => {
    assert.equal(await unplanned(page), `${before.lacking - 2} trong ${before.all} mục của chiến lược cần làm trong năm chưa có trong kế hoạch nào đã gửi.`);
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.getByText('Ghi số, ký hiệu văn bản.').first().waitFor();
    await page.locator('#number').fill('101/KH-UBND');
    await page.locator('#decided_on').fill('20/11/2026');
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.getByRole('link', { name: 'Lần 1: 101/KH-UBND ngày 20/11/2026' }).waitFor();
  });

  await look('the public reads it', { at: '/ke-hoach-nam' }, async (page) => {
    await page.getByRole('heading', { name: 'Kế hoạch năm 2027 của tỉnh' }).waitFor();
    const cells = async (name) => (await page.getByRole('row', { name }).locator('td').allInnerTexts()).map(plain);
    assert.deepEqual(await cells('Tỷ lệ phủ sóng 5G'), ['Tỉnh Tuyên Quang', '50 %']);
    assert.deepEqual(await cells('Lắp trạm phát sóng ở mười thôn'), ['–', '–', '30/06/2027', '8.450,5']);
  });
});
