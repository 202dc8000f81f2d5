// From a document to the plan in the browser: a file is handed in, put right beside its text, adopted, and the plan shows it.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { PHONE, inBrowser } from './harness.mjs';

const DOCUMENT = `ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 905/KH-UBND                    Tuyên Quang, ngày 06 tháng 5 năm 2026

KẾ HOẠCH
Phát triển kho dữ liệu dùng chung giai đoạn 2026 - 2028

I. MỤC TIÊU
1. Mục tiêu cụ thể đến năm 2028
- Phấn đấu 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.
II. NHIỆM VỤ
1. Hạ tầng số
a) Xây dựng kho dữ liệu dùng chung của tỉnh; kết nối với kho dữ liệu của bộ, ngành trung ương. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ; hoàn thành trước ngày 30 tháng 6 năm 2027.
b) Đào tạo kỹ năng số cho cán bộ cấp xã. Sở Lạ Lùng chủ trì, phối hợp với Sở Nội vụ; thực hiện hằng năm.
c) Mở lớp học chữ ký số. Sở Lạ Lùng chủ trì; thực hiện hằng năm.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
`;
const file = { name: 'kho-du-lieu.txt', mimeType: 'text/plain', buffer: Buffer.from(DOCUMENT) };
const plain = (text) => text.replace(/\s+/g, ' ').trim();
const as = 'dieu-phoi', TALL = { width: 1440, height: 2000 }; // all items are in sight: what is dragged, and where to

inBrowser('from a document to the plan', {}, async ({ site, look }) => {
  let at;
  const card = (page, title) => page.locator('.review-item', { hasText: title });
  const openCard = async (page, title) => {
    await card(page, title).locator('.item-main').first().click();
    return page.locator('.review-item.is-here');
  };
  const told = (page, text) => page.locator('[role="status"]', { hasText: text }).first().waitFor({ state: 'attached' });

  await look('what is no document is refused in words; a document is read', { at: '/soan-ke-hoach', as, expected: [/^400 .*drafts/, /^400 .*files/] }, async (page) => {
    await page.getByText('Chưa có văn bản nào được đọc.').waitFor();
    const input = page.locator('input[type="file"]');
    await input.setInputFiles({ ...file, name: 'chuong-trinh.exe' });
    await page.getByRole('alert').getByText('.exe').waitFor();
    await input.setInputFiles({ ...file, name: 'rong.txt', buffer: Buffer.alloc(0) });
    await page.getByRole('alert').waitFor();
    await input.setInputFiles(file);
    await page.waitForURL(/soan-ke-hoach\/draft_/);
    await page.locator('.review-item').first().waitFor();
    at = new URL(page.url()).pathname;
    assert.equal(plain(await page.locator('.review-head .eyebrow').innerText()), 'Đang xem Kế hoạch 905/KH-UBND');
    assert.match(plain(await page.locator('.review-head h1').innerText()), /kho dữ liệu dùng chung giai đoạn 2026 - 2028$/i);
  });

  await look('text and item lead to each other; a name that nobody knows is told once', { at, as }, async (page) => {
    await page.locator('mark', { hasText: 'Đào tạo kỹ năng số' }).first().click();
    const here = page.locator('.review-item.is-here');
    await here.getByText('Đào tạo kỹ năng số').first().waitFor();
    await here.getByRole('button', { name: 'Chọn cơ quan cho “Sở Lạ Lùng”' }).click();
    await page.locator('#picker-query').fill('giao duc');
    await page.getByRole('button', { name: /^Sở Giáo dục và Đào tạo/ }).click();
    await told(page, '“Sở Lạ Lùng” là Sở Giáo dục và Đào tạo: đã ghi vào 2 mục và nhớ cho lần sau.');
    await here.getByRole('button', { name: 'Xem trong văn bản' }).click();
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Đào tạo kỹ năng số/);
    await page.keyboard.press('Enter');
    assert.match(await page.evaluate(() => document.activeElement.textContent), /Đào tạo kỹ năng số/);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.item !== undefined), true, 'the focus is on the item');
  });

  await look('keys: correct, split, join, move; two people at one item', { at, as, size: TALL, expected: [/^409 .*correction/] }, async (page) => {
    const here = await openCard(page, 'Mở lớp học chữ ký số'), title = here.locator('textarea').first();
    await page.keyboard.press('?');
    await page.getByText('bỏ ra, hoặc lấy lại').waitFor();
    await page.keyboard.press('e');
    await title.fill('Mở lớp học chữ ký số cho cán bộ xã');
    const { caller } = await site.person(as), api = `/strategy/drafts/${at.split('/').at(-1)}`, { body } = await caller.get(api);
    const { number, revision, fields } = body.items.find((one) => one.fields.title.startsWith('Mở lớp'));
    assert.equal((await caller.post(`${api}/items/${number}/correction`, { based_on: revision, fields: { ...fields, product: 'Năm lớp học' } })).status, 200);
    await here.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    await here.getByRole('button', { name: 'Tải bản mới' }).click();
    await told(page, 'Đã tải bản mới.');
    assert.equal(await title.inputValue(), 'Mở lớp học chữ ký số cho cán bộ xã', 'nothing typed is lost');
    await here.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    await told(page, 'Đã lưu và xác nhận.');
    assert.equal(await page.evaluate(() => document.activeElement.dataset.item), String(number), 'the focus is back on the item');

    await openCard(page, 'Xây dựng kho dữ liệu');
    await page.keyboard.press('s');
    await page.getByRole('radio', { name: 'Tách trước chữ “kết”' }).click();
    await page.getByRole('button', { name: 'Tách ở đây' }).click();
    await told(page, 'Đã tách làm hai.');
    await openCard(page, /kết nối với kho dữ liệu/i);
    await page.keyboard.press('g');
    await told(page, 'Đã nhập vào: Xây dựng kho dữ liệu');

    await page.getByRole('button', { name: 'Theo văn bản' }).click();
    const order = () => page.locator('.review-item.of-task:not(.in-left_out) .item-name').allInnerTexts();
    const before = await order();
    await openCard(page, 'Mở lớp học chữ ký số cho cán bộ xã');
    await page.keyboard.press('Alt+ArrowUp');
    await told(page, 'Đã chuyển đến: Hạ tầng số');
    assert.deepEqual(await order(), [before[0], before[2], before[1]], 'one place up');
    const middle = async (one) => { const box = await one.boundingBox(); return [box.x + box.width / 2, box.y + box.height / 2]; };
    const onto = page.locator('.review-item.of-section', { hasText: 'NHIỆM VỤ' }).first();
    await page.mouse.move(...await middle(card(page, 'Mở lớp học chữ ký số').locator('.item-grip')));
    await page.mouse.down();
    await page.mouse.move(...await middle(onto), { steps: 8 });
    await page.mouse.up();
    await told(page, 'Đã chuyển đến: NHIỆM VỤ');
  });

  await look('selected text becomes an item, on a phone', { at: `${at}#side=text`, as, size: PHONE }, async (page) => {
    await page.locator('[data-passage]', { hasText: 'Phấn đấu 80%' }).evaluate((one) => {
      const pieces = [...one.querySelectorAll('[data-from]')], range = document.createRange();
      range.setStart(pieces[0].firstChild, 0);
      range.setEnd(pieces.at(-1).firstChild, pieces.at(-1).firstChild.length);
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    });
    await page.locator('#add-kind').selectOption('task');
    await page.getByRole('button', { name: 'Thêm mục' }).click();
    await told(page, 'Đã thêm: Phấn đấu 80%');
    const here = page.locator('.review-item.is-here');
    await here.getByRole('button', { name: 'Bỏ ra' }).click();
    await told(page, 'Đã bỏ ra: Phấn đấu 80%');
  });

  await look('what lacks a lead gets one; all is confirmed; adopted, the plan shows it', { at: `${at}#view=adopt`, as, expected: [/^400 .*adoption/] }, async (page) => {
    await page.getByRole('button', { name: 'Đưa vào kế hoạch' }).last().click();
    await page.getByRole('alert').getByRole('button', { name: /thủ tục hành chính/ }).first().click();
    const here = page.locator('.review-item.is-here');
    await here.getByText('Chưa có cơ quan chủ trì').waitFor();
    await page.getByRole('button', { name: /chưa có chủ trì: chọn chung/ }).click();
    await page.locator('#picker-query').fill('noi vu');
    await page.getByRole('button', { name: /^Sở Nội vụ/ }).click();
    await told(page, 'Sở Nội vụ chủ trì');
    for (let i = 0; i < 3 && await page.locator('.review-item.in-unsure').count() > 0; i++) {
      await page.locator('.review-item.in-unsure .item-main').first().click();
      await page.keyboard.press('Enter');
      await page.settled();
    }
    await page.getByRole('button', { name: /^Xác nhận \d+ mục máy chắc và đủ/ }).click();
    await told(page, /Đã xác nhận/);
    await page.getByRole('button', { name: 'Đưa vào kế hoạch' }).click();
    await page.getByText('Đã đủ: không còn mục nào máy chưa chắc, không còn chỗ thiếu.').waitFor();
    await page.locator('.adopt-form button[type="submit"]').click();
    await page.getByText('Đã đưa vào kế hoạch.').waitFor();
    await page.getByRole('link', { name: 'Mở trang kế hoạch' }).click();
    await page.waitForURL('**/ke-hoach?document=KH905');
    await page.getByText('Mở lớp học chữ ký số cho cán bộ xã').first().waitFor({ state: 'attached' }); // folded away with its section
  });

  await look('an adopted draft is read, not changed', { at, as }, async (page) => {
    await page.getByText('Đã đưa vào kế hoạch.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Xác nhận', exact: true }).count(), 0);
  });
});

/** Hundreds of passages, 240 tasks. */
function longDocument() {
  const context = Array.from({ length: 420 }, (_, i) => `${i + 1}. Bối cảnh số ${i + 1}: hạ tầng của các xã, phường trong những năm qua.`);
  const groups = Array.from({ length: 40 }, (_, i) => [`${i + 1}. Nhóm nhiệm vụ ${i + 1}`, ...['a', 'b', 'c', 'd', 'đ', 'e']
    .map((letter) => `${letter}) Xây dựng hệ thống số ${i + 1}${letter} của tỉnh. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ; hoàn thành trước ngày 30 tháng 6 năm 2027.`)]).flat();
  return [...DOCUMENT.split('\n').slice(0, 5), 'I. QUAN ĐIỂM', ...context, 'II. NHIỆM VỤ', ...groups].join('\n');
}

inBrowser('a long document', {}, async ({ site, look }) => {
  const { caller } = await site.person(as), { body: kept } = await caller.call('POST', '/documents/files?name=dai.txt', new TextEncoder().encode(longDocument()), {});
  const { body: { id } } = await caller.post('/strategy/drafts', { file: kept.id });
  await look('the keys go through it without waiting', { at: `/soan-ke-hoach/${id}`, as }, async (page) => {
    assert.ok(await page.locator('.review-item').count() > 240);
    await page.locator('.review-item.is-here .item-main').focus();
    const here = () => page.evaluate(() => document.activeElement.dataset.item), first = await here(), begun = performance.now();
    for (let i = 0; i < 20; i++) await page.keyboard.press('j');
    assert.notEqual(await here(), first);
    for (let i = 0; i < 20; i++) await page.keyboard.press('k');
    assert.equal(await here(), first);
    assert.ok(performance.now() - begun < 20_000, 'forty steps take seconds, not minutes, even on a busy machine');
  });
});
