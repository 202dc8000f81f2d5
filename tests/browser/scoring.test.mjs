// tests/browser/scoring - a period is published, a leader reads why points were lost, an agency appeals, the answer is published, and
// all of it can be worked out again.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { root } from '../harness/banyan.mjs';
import { PHONE, SAMPLE, inBrowser } from './harness.mjs';

const AGENCY = 'Sở Khoa học và Công nghệ';

/** The line of an agency in a ranking: rank, percent with band, points. */
async function lineOf(page, name) {
  const cells = await page.getByRole('row').filter({ hasText: name }).locator('td').allInnerTexts();
  return cells.slice(0, 3).map((text) => text.replaceAll('\u202f', ' ').split('\n').filter(Boolean).join(' '));
}

async function recompute(page, cards) {
  await page.getByRole('button', { name: 'Tính lại từ số đã khóa' }).click();
  await page.getByText(`Đã tính lại ${cards} phiếu điểm: mã băm trùng với mã đã công bố.`).waitFor();
}

inBrowser('scoring', { data: SAMPLE }, async ({ site, look }) => {
  site.where.cli('schemes', 'load', join(root, 'content/schemes/chien-luoc'));

  await look('nothing is published yet', { at: '/xep-hang' }, async (page) => {
    await page.getByRole('heading', { name: 'Chưa có kết quả nào được công bố.' }).waitFor();
  });

  await look('the coordinator sees what will be frozen, and publishes', { at: '/cham-diem/CHIEN-LUOC?period=2026-Q3', as: 'dieu-phoi' }, async (page) => {
    await page.getByRole('button', { name: 'Xem trước khi công bố' }).click();
    await page.getByText('Khóa kết quả quý III/2026 của 138 cơ quan, theo bản 1 của bộ tiêu chí').waitFor();
    await page.getByRole('button', { name: 'Công bố', exact: true }).click();
    await page.getByText('Đã công bố, lần 1.').waitFor();
  });

  // 15 of 15, 12 of 30 (4 of 10 indicators on track), 10 × 0.360923, 0 of 20 (none of 16 figures in time): 30.61 of 75
  await look('a leader finds an agency and reads where it lost points', { at: '/xep-hang', as: 'lanh-dao', size: PHONE }, async (page) => {
    assert.deepEqual(await lineOf(page, AGENCY), ['10', '40,81 % Yếu', '30,61 / 75']);
    await page.getByRole('link', { name: AGENCY }).click();
    await page.getByText('Mất 44,39 điểm, nhiều nhất ở: Số liệu nộp đúng hạn (20), Chỉ tiêu chủ trì đúng lộ trình (18), Quãng đường đã đi của các chỉ tiêu (6,39).').waitFor();
    const why = (await page.getByRole('row').filter({ hasText: 'KL1' }).innerText()).split('\n').map((text) => text.trim()).filter(Boolean);
    for (const words of ['0 / 20', 'mất 20', 'Số liệu đến hạn', '16', '20 * share(0, 16) = 0']) assert.ok(why.includes(words), `${words} in ${why.join('|')}`);
    assert.equal(await page.getByRole('link', { name: 'Khiếu nại một điểm' }).count(), 0, 'a leader does not appeal');
  });

  await look('the agency appeals from its scorecard, on a phone', { at: '/xep-hang', as: 'can-bo', size: PHONE }, async (page) => {
    await page.getByRole('link', { name: AGENCY }).click();
    await page.getByRole('link', { name: 'Khiếu nại một điểm' }).click();
    await page.getByRole('button', { name: 'Gửi khiếu nại' }).click();
    await page.getByRole('link', { name: 'Chọn tiêu chí bị chấm sai.' }).waitFor();
    await page.getByLabel('Tiêu chí').selectOption('KL1');
    await page.getByLabel('Vì sao điểm này chưa đúng').fill('Cả 16 số liệu đã gửi trước hạn, có biên nhận.');
    await page.getByRole('button', { name: 'Gửi khiếu nại' }).click();
    await page.getByText('Đã gửi khiếu nại.').waitFor();
  });

  await look('the coordinator puts one frozen value right, with an answer', { at: '/cham-diem', as: 'dieu-phoi' }, async (page) => {
    await page.getByText('(1 chờ trả lời)').waitFor();
    await page.getByRole('link', { name: 'Khiếu nại về kết quả' }).click();
    await page.getByLabel('Chấp nhận', { exact: false }).first().check();
    await page.getByRole('button', { name: 'Gửi trả lời' }).click();
    await page.getByRole('link', { name: 'Chọn giá trị được sửa.' }).waitFor();
    await page.getByLabel('Giá trị được sửa').selectOption({ label: 'Số liệu nộp đúng hạn: 0' });
    await page.getByLabel('Giá trị đúng').fill('16');
    await page.getByLabel('Câu trả lời').fill('Đúng: biên nhận ghi cả 16 số liệu trước hạn.');
    await page.getByRole('button', { name: 'Gửi trả lời' }).click();
    await page.getByText('chấp nhận', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Xem lần công bố mới' }).click();
    await page.getByRole('heading', { name: 'Xếp hạng quý III/2026' }).waitFor();
  });

  // 30.61 and 20: 50.61 of 75
  await look('the answer is the newest publication; both can be worked out again', { at: '/xep-hang' }, async (page) => {
    await page.getByText('Lần công bố thứ 2. Lý do: SKHCN KL1: Đúng: biên nhận ghi cả 16 số liệu trước hạn.').waitFor();
    assert.deepEqual(await lineOf(page, AGENCY), ['9', '67,48 % Khá', '50,61 / 75']);
    await recompute(page, 138);
    assert.equal(await page.getByRole('heading', { name: 'Đề nghị khen thưởng', exact: true }).count(), 0, 'proposals are for staff');
    await page.getByRole('link', { name: 'quý III/2026', exact: true }).click();
    await page.getByText('Kết quả này đã có lần công bố mới hơn.').waitFor();
    assert.deepEqual(await lineOf(page, AGENCY), ['10', '40,81 % Yếu', '30,61 / 75']);
    await recompute(page, 138);
  });

  // 8 of 14 departments share rank 1 with 100 %: all may be proposed, 3 of them at most
  await look('the coordinator proposes one of the first for an award, with a reason', { at: '/xep-hang', as: 'dieu-phoi', size: PHONE }, async (page) => {
    const award = page.getByRole('region', { name: 'Đề nghị khen thưởng sở, ban, ngành dẫn đầu' });
    await award.getByText('Đã đề nghị 0 trong 8 cơ quan đủ điều kiện.').waitFor();
    await award.getByRole('button', { name: 'Đề nghị Sở Tư pháp' }).click();
    await award.getByRole('button', { name: 'Ghi đề nghị' }).click();
    await award.getByRole('link', { name: 'Ghi lý do, ít nhất 10 ký tự.' }).waitFor();
    await award.getByLabel('Lý do đề nghị').fill('Dẫn đầu nhóm, ba quý liền không để quá hạn.');
    await award.getByRole('button', { name: 'Ghi đề nghị' }).click();
    await award.getByText('Đã đề nghị 1 trong 8 cơ quan đủ điều kiện.').waitFor();
    await award.getByRole('button', { name: 'Rút đề nghị Sở Tư pháp' }).waitFor();
  });

  await look('a leader reads who is proposed and why; the public does not', { at: '/xep-hang', as: 'lanh-dao' }, async (page) => {
    await page.getByText('Dẫn đầu nhóm, ba quý liền không để quá hạn.').waitFor();
    assert.equal(await page.getByRole('button', { name: /đề nghị/i }).count(), 0, 'a leader reads alone');
  });

  await look('one of many communes is found by its name', { at: '/xep-hang' }, async (page) => {
    await page.getByRole('button', { name: '124 Xã, phường' }).click();
    await page.getByLabel('Tìm theo tên').fill('na hang');
    await page.getByRole('link', { name: 'Nà Hang' }).first().waitFor();
    assert.ok(await page.getByRole('row').count() <= 6, 'the others are left out');
    await page.getByRole('button', { name: '14 Sở, ban, ngành' }).click();
    await page.getByRole('link', { name: AGENCY }).waitFor();
  });

  await look('rankings stand in the head and on the page of results; on paper the group is whole', { at: '/ket-qua' }, async (page) => {
    await page.getByRole('link', { name: 'Xem xếp hạng các cơ quan' }).waitFor();
    await page.getByRole('navigation').getByRole('link', { name: 'Xếp hạng', exact: true }).click();
    await page.waitForURL('**/xep-hang');
    await page.getByRole('button', { name: '124 Xã, phường' }).click();
    await page.getByText('Hồng Thái').first().waitFor({ state: 'attached' });
    assert.equal(await page.getByRole('row').count(), 31, 'a head and a page of 30');
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.getByRole('row').count(), 125, 'a head and all 124');
    assert.equal(await page.getByText('Xã, phường', { exact: true }).last().isVisible(), true, 'which group it is');
  });

  site.where.cli('schemes', 'load', join(root, 'content/schemes/doanh-nghiep'));
  // 5 and 4 of 24 × 5 = 120: 7.5 %
  await look('an enterprise tries answers out', { at: '/tu-danh-gia/DOANH-NGHIEP', size: PHONE }, async (page) => {
    await page.getByRole('group', { name: /^Lãnh đạo trực tiếp/ }).getByRole('button', { name: '5' }).click();
    await page.getByRole('group', { name: /^Nhận thanh toán/ }).getByRole('button', { name: '4' }).click();
    await page.getByRole('button', { name: 'Xem kết quả' }).click();
    const result = page.getByRole('region', { name: 'Kết quả' });
    await result.getByText('7,5').first().waitFor();
    await result.getByText('Còn 22 câu chưa trả lời.').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'result', 'the reader is led to the result');
  });
});
