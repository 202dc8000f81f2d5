// Money in the browser: an officer corrects a line, the coordinator accepts it, the public sees it.
// SPDX-License-Identifier: Apache-2.0
import { SAMPLE, inBrowser, PHONE } from './harness.mjs';

inBrowser('money', { data: { money: SAMPLE.money } }, async ({ look }) => {
  await look('an officer corrects what holds, with a reason', { at: '/kinh-phi/nhap?year=2025', as: 'can-bo', size: PHONE }, async (page) => {
    await page.getByRole('button', { name: 'Gửi kiểm tra' }).click();
    await page.getByText('Ghi ít nhất một trong ba số.').first().waitFor();
    await page.getByRole('button', { name: 'Sửa Khoa học, công nghệ · Thường xuyên · Ngân sách trung ương' }).click();
    await page.getByText('Khoản này đã ghi (lần 1)').waitFor();
    await page.locator('#spent').fill('26.120,5');
    await page.locator('#excess_reason').fill('Kho bạc chuyển nguồn từ năm trước');
    await page.locator('#reason').fill('Kho bạc đối chiếu lại');
    await page.getByRole('button', { name: 'Gửi kiểm tra' }).click();
    await page.getByText('Đã gửi, chờ điều phối kiểm tra.').waitFor();
  });

  await look('the coordinator reads what would be replaced, and accepts', { at: '/kinh-phi/nhap?year=2025', as: 'dieu-phoi' }, async (page) => {
    await page.getByText('Đang ghi (lần ghi 1)').waitFor();
    await page.getByRole('button', { name: 'Chấp nhận Sở Khoa học và Công nghệ, 2025' }).click();
    await page.getByText('Không có khoản nào chờ kiểm tra.').waitFor();
    await page.getByRole('button', { name: /Ghi năm 2025: .*so với GRDP/ }).click();
    await page.getByText('Chỉ tiêu đang đúng số này.').waitFor();
  });

  await look('the public sees it, with why more was spent and what it was before', { at: '/kinh-phi/co-quan/SKHCN' }, async (page) => {
    await page.getByText('Chi vượt số giao: Kho bạc chuyển nguồn từ năm trước').waitFor();
    await page.getByText('Lý do: Kho bạc đối chiếu lại').waitFor();
    await page.goto(page.url().replace('/kinh-phi/co-quan/SKHCN', '/chi-tieu/QD1539.PL1.06'));
    await page.getByText('2,82').first().waitFor();
  });
});
