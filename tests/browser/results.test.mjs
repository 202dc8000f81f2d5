// A period in the browser: the coordinator closes and publishes it, anybody sees it and can check it; a correction shows
// what stood there before, and why.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';
import { correct, reported } from './samples.mjs';

const cells = (row) => row.locator('td').allInnerTexts();

inBrowser('results', { data: SAMPLE }, async ({ site, look }) => {
  const report = await reported(site);

  await look('who is late comes first; a period leads on; closed, then published', { at: '/tong-hop', as: 'dieu-phoi' }, async (page) => {
    /* Due on Monday the 16th, for the 14th is a Saturday; today is the 22nd. Of 15 agencies one has sent its report. */
    assert.deepEqual(await cells(page.getByRole('row', { name: 'năm 2026' })), ['16/11/2026', '15', '1', '14', '1']);
    assert.equal(await page.getByText('Trễ 6 ngày').count(), 14);
    await page.getByRole('link', { name: 'năm 2026' }).click();
    await page.getByRole('button', { name: 'Chốt kỳ này' }).click();
    await page.getByRole('button', { name: 'Chốt kỳ này' }).click();
    await page.locator('.state-tag.is-consolidated').waitFor();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('link', { name: 'Xem trang công khai' }).waitFor();
    await page.getByText('Chưa có báo cáo nào mới được nhận để chốt hay công bố.').waitFor();
  });

  await look('the public reads what was written, takes it down, and the browser finds the same digest', { at: '/ket-qua/KH119.V.2/2026' }, async (page) => {
    await page.getByText('Tổng hợp từ báo cáo của 1 trong 15 cơ quan phải báo cáo.').waitFor();
    await page.getByText('Nhiều thôn, bản chưa có điện lưới nên chưa lắp được trạm phát sóng.').waitFor();
    assert.deepEqual(await cells(page.getByRole('row', { name: 'Internet băng rộng' })), ['1', '–', '97,6', '97,6', '97,6']);
    await page.getByText('Trình duyệt của bạn vừa tính lại: trùng.').waitFor();
    await page.getByText('Công bố lần đầu').waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Tải bản đóng băng' }).click()]);
    const digest = createHash('sha256').update(readFileSync(await download.path())).digest('hex');
    assert.equal(await page.locator('.result-digest code').innerText(), digest);
  });

  await correct(report);
  await look('published again: without a reason it is not', { at: '/tong-hop/KH119.V.2/2026', as: 'dieu-phoi', size: PHONE }, async (page) => {
    await page.getByRole('button', { name: 'Công bố lại' }).click();
    await page.getByText('Ghi lý do, ít nhất 10 ký tự.').first().waitFor();
    await page.locator('#reason').fill('Đã đếm trùng ba xã.');
    await page.getByRole('button', { name: 'Công bố lại' }).click();
    await page.getByRole('link', { name: /^Lần 2/ }).waitFor();
  });

  await look('the public sees the old value, the new one and why; the first version still stands', { at: '/ket-qua/KH119.V.2/2026', size: PHONE }, async (page) => {
    const change = page.locator('.result-changes li', { hasText: 'Internet băng rộng, năm 2025' });
    assert.deepEqual((await change.locator('dd').allInnerTexts()).map((one) => one.replace(/\s/g, ' ')), ['97,6 %', '95,2 %']);
    assert.equal(await page.locator('.result-changes li').count(), 2, 'and nothing else is different');
    await page.getByText('Lý do: Đã đếm trùng ba xã.').waitFor();
    await page.getByRole('link', { name: 'Lần 1' }).click();
    await page.getByText('Đây không phải lần công bố mới nhất.').waitFor();
    assert.deepEqual(await cells(page.getByRole('row', { name: 'Internet băng rộng' })).then((all) => all.slice(2, 3)), ['97,6']);
  });
});
