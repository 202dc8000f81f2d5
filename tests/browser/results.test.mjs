// A period in the browser: the coordinator closes and publishes it, then anybody sees it and can check it.
// SPDX-License-Identifier: Apache-2.0
import { SAMPLE, inBrowser } from './harness.mjs';
import { reported } from './samples.mjs';

inBrowser('results', { data: SAMPLE }, async ({ site, look }) => {
  await reported(site);
  await look('who is late comes first; a period leads on; closed, then published', { at: '/tong-hop#regime=KH119.V.2', as: 'dieu-phoi' }, async (page) => {
    await page.getByText('Trễ 6 ngày').first().waitFor(); // due on Monday the 16th: the 14th is a Saturday; today is the 22nd
    await page.getByRole('link', { name: 'Tổng hợp một kỳ: 2026' }).click();
    await page.getByRole('button', { name: 'Chốt kỳ này' }).click();
    await page.getByRole('button', { name: 'Chốt kỳ này' }).click();
    await page.locator('.state-tag.is-consolidated').first().waitFor();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('button', { name: 'Công bố' }).click();
    await page.getByRole('link', { name: 'Xem trang công khai' }).waitFor();
  });

  await look('the public reads what was written, and the browser finds the same digest', { at: '/ket-qua/KH119.V.2/2026' }, async (page) => {
    await page.getByText('Nhiều thôn, bản chưa có điện lưới nên chưa lắp được trạm phát sóng.').waitFor();
    await page.getByText('Trình duyệt của bạn vừa tính lại: trùng.').waitFor();
    await page.getByText('Công bố lần đầu').waitFor();
  });
});
