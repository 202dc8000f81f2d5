// Reports in the browser: an officer fills and hands in, the head approves, the coordinator accepts, the public figure leads back.
// SPDX-License-Identifier: Apache-2.0
import { PHONE, inBrowser } from './harness.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { openAccounts, regimeFolder } from '../harness/reports.mjs';

inBrowser('reports', { data: { plan: null, accounts: false } }, async ({ t, site }) => {
  const { cli } = site.where;
  cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(cli);
  cli('regimes', 'load', regimeFolder());
  const visit = (title, where, tell) => t.test(title, () => site.visit(where, tell));
  let at = '';

  await visit('an officer fills the form on a phone; it is saved by itself; he hands it in', { at: '/bao-cao', as: 'mot', size: PHONE }, async (page) => {
    await page.getByRole('link', { name: /Viết: Số liệu tháng, tháng 10\/2026/ }).click();
    await page.getByRole('heading', { level: 1, name: /Số liệu tháng/ }).waitFor();
    at = new URL(page.url()).pathname;
    await page.locator('[id="value-D1-E-99"]').fill('48');
    await page.getByLabel('Ghi chú', { exact: false }).last().fill('Giảm một phút so với tháng trước.');
    await page.getByText('Đã lưu nháp lúc').waitFor();
    await page.getByRole('button', { name: 'Gửi lãnh đạo duyệt' }).click();
    await page.getByText('Chờ lãnh đạo duyệt').first().waitFor();
    await page.getByRole('button', { name: 'Rút lại' }).waitFor();
  });

  await visit('the head approves', { at, as: 'truong-mot' }, async (page) => {
    await page.getByText('Giảm một phút so với tháng trước.').waitFor();
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    await page.getByText('Chờ điều phối kiểm tra').first().waitFor();
  });

  await visit('the coordinator returns only with a reason, and accepts', { at, as: 'dieu-phoi' }, async (page) => {
    await page.getByRole('radio', { name: /^Trả lại/ }).check();
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    await page.getByText('Ghi lý do, ít nhất 10 ký tự.').first().waitFor();
    await page.getByRole('radio', { name: /^Chấp nhận/ }).check();
    await page.getByRole('button', { name: 'Ghi quyết định' }).click();
    await page.getByText('Đã chấp nhận').first().waitFor();
  });

  await visit('the figure’s origin leads back to the report', { at: '/chi-tieu/D1.E', as: 'mot' }, async (page) => {
    await page.locator(`a[href="${at}"]`).first().waitFor({ state: 'attached' });
  });
});
