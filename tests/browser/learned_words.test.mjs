// The reader learns in the browser: what was put right is offered as words, taught with a press, seen on a page of its own, taken back.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, widthFaults } from './checks.mjs';
import { PHONE, inBrowser } from './harness.mjs';

const DOCUMENT = `ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 906/KH-UBND                    Tuyên Quang, ngày 06 tháng 5 năm 2026

KẾ HOẠCH
Phát triển chợ giai đoạn 2026 - 2028

I. MỤC TIÊU
1. Tỷ lệ hộ dùng nước sạch không kém 85 % vào năm 2028.

II. NHIỆM VỤ
1. Trước ngày 30 tháng 6 năm 2027, Sở Công Thương giữ vai nòng cốt, phối hợp với Sở Nội vụ mở chợ đêm tại trung tâm tỉnh.
2. Hằng năm, Sở Tài chính niêm yết giá dịch vụ ở mọi bến xe trên địa bàn tỉnh.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
Nguyễn Văn A
`;
const as = 'dieu-phoi';
const plain = (text) => text.replace(/\s+/g, ' ').trim();

inBrowser('the reader learns', {}, async ({ site, look }) => {
  const { caller } = await site.person(as);
  const read = async (name) => {
    const { body: file } = await caller.call('POST', `/documents/files?name=${name}`, new TextEncoder().encode(DOCUMENT), {});
    return (await caller.post('/strategy/drafts', { file: file.id })).body.id;
  };
  const draft = await read('cho-dem.txt'), at = `/soan-ke-hoach/${draft}`;
  const lead = async (page, title, agency) => {
    await page.locator('.review-item', { hasText: title }).locator('.item-main').first().click();
    const here = page.locator('.review-item.is-here');
    await here.getByRole('button', { name: 'Sửa', exact: true }).click();
    await here.getByRole('button', { name: 'Thêm cơ quan' }).click();
    const row = here.locator('.item-row.is-agency').last();
    await row.locator('select').first().selectOption('lead');
    await row.locator('input').fill(agency);
    await row.locator('select').last().selectOption({ label: agency });
    await here.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    return here;
  };

  await look('an empty page says how words come to it', { at: '/soan-ke-hoach', as }, async (page) => {
    await page.getByRole('link', { name: 'Từ ngữ bộ đọc đã học' }).click();
    await page.getByText('Chưa học cụm từ nào.').waitFor();
    await page.getByText('Chưa nhớ tên cơ quan nào.').waitFor();
  });

  await look('who leads is put right; the words beside the name are offered, and taught with a press', { at, as }, async (page) => {
    const here = await lead(page, 'mở chợ đêm', 'Sở Công Thương');
    const offer = here.getByRole('form', { name: 'Dạy máy đọc: Sở Công Thương' });
    assert.equal(await offer.getByLabel('Nhớ cụm từ').inputValue(), 'giữ vai nòng cốt');
    assert.deepEqual(await axeFaults(page), []);
    await offer.getByRole('button', { name: 'Nhớ', exact: true }).click();
    await here.getByText('Đã nhớ “giữ vai nòng cốt” là vai trò: chủ trì').waitFor();
    assert.equal(await here.locator('.lesson').count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.dataset.item !== undefined), true, 'the focus is on the item');
  });

  await look('another meaning brings another phrase; what is typed stays; a phrase of one letter is refused in words', { at, as, size: PHONE, expected: [/^400 .*reader-words/] }, async (page) => {
    const here = await lead(page, 'niêm yết giá', 'Sở Tài chính'), words = here.locator('.lesson input'), means = here.locator('.lesson select');
    await words.waitFor();
    assert.equal(await words.inputValue(), 'niêm yết');
    assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
    if (await means.count() > 0) {
      await means.selectOption('role/lead');
      assert.match(await words.inputValue(), /^niêm yết giá/);
      await means.selectOption('verb/');
      assert.equal(await words.inputValue(), 'niêm yết');
    }
    await words.fill('n');
    await here.getByRole('button', { name: 'Nhớ', exact: true }).click();
    await here.getByRole('alert').getByText('Ghi ít nhất hai chữ cái').waitFor();
    assert.equal(await words.inputValue(), 'n');
    await here.getByRole('button', { name: 'Không', exact: true }).click();
    assert.equal(await here.locator('.lesson').count(), 0);
  });

  await look('how a figure is meant is put right: the words at it are offered, and taught', { at, as, size: PHONE }, async (page) => {
    const goal = (await caller.get(`/strategy/drafts/${draft}`)).body.items.find((one) => one.kind === 'indicator');
    await page.locator(`[data-item="${goal.number}"]`).click();
    const here = page.locator('.review-item.is-here');
    await here.getByRole('button', { name: 'Sửa', exact: true }).click();
    await here.locator('select[id$="-operator"]').first().selectOption('>=');
    await here.getByRole('button', { name: 'Lưu và xác nhận' }).click();
    const words = here.locator('.lesson input');
    await words.waitFor();
    assert.equal(await words.inputValue(), 'không kém');
    assert.match(plain(await here.locator('.lesson').innerText()), /mức đặt ra: tối thiểu/);
    assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
    await here.getByRole('button', { name: 'Nhớ', exact: true }).click();
    await here.getByText('Đã nhớ “không kém” là mức đặt ra: tối thiểu').waitFor();
    await caller.post('/strategy/reader-words/removal', { list: 'relation', words: 'không kém' });
  });

  await look('the history of an item: who changed what', { at, as }, async (page) => {
    await page.locator('.review-item', { hasText: 'mở chợ đêm' }).locator('.item-main').first().click();
    const here = page.locator('.review-item.is-here');
    await here.getByText('Lịch sử sửa').click();
    const newest = here.locator('.item-history li').first();
    await newest.waitFor();
    const text = plain(await newest.innerText());
    assert.match(text, /^Sửa .+, .*22\/11\/2026/);
    assert.match(text, /Cơ quan trước: Phối hợp: Sở Nội vụ → nay: Phối hợp: Sở Nội vụ; Chủ trì: Sở Công Thương/);
    await here.getByRole('button', { name: 'Bỏ ra' }).click();
    await here.locator('.item-history li').nth(1).waitFor();
    assert.match(plain(await newest.innerText()), /^Bỏ ra .*Trạng thái.*Đã xác nhận.*Đã bỏ ra/);
    await here.getByRole('button', { name: 'Lấy lại' }).click();
    assert.deepEqual(await axeFaults(page), []);
  });

  await look('the next document is read with it; the page tells from where it came, and takes it back', { at: '/tu-ngu-bo-doc', as }, async (page) => {
    const next = (await caller.get(`/strategy/drafts/${await read('cho-dem-hai.txt')}`)).body.items.find((one) => one.fields.title.includes('mở chợ đêm'));
    assert.equal(next.fields.assignments.find((one) => one.role === 'lead').named, 'Sở Công Thương');
    const row = page.locator('tr', { hasText: 'giữ vai nòng cốt' });
    assert.match(plain(await row.innerText()), /vai trò: chủ trì .+ Từ văn bản cho-dem\.txt/);
    await row.getByRole('button', { name: 'Gỡ “giữ vai nòng cốt”' }).click();
    await row.getByRole('button', { name: 'Gỡ hẳn' }).click();
    await page.getByRole('status').getByText('Đã gỡ “giữ vai nòng cốt”.').waitFor();
    await page.getByText('Chưa học cụm từ nào.').waitFor();
    assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Đã gỡ “giữ vai nòng cốt”.');
    const after = (await caller.get(`/strategy/drafts/${await read('cho-dem-ba.txt')}`)).body.items.find((one) => one.fields.title.includes('mở chợ đêm'));
    assert.equal(after.fields.assignments.some((one) => one.role === 'lead'), false);
  });

  await look('a phrase is taught on the page; the built-in words are found without marks', { at: '/tu-ngu-bo-doc', as, size: PHONE, expected: [/^409 .*reader-words/] }, async (page) => {
    await page.getByText('Dạy một cụm từ').click();
    await page.locator('#teach-words').fill('đứng mũi chịu sào');
    await page.getByRole('button', { name: 'Dạy', exact: true }).click();
    await page.getByRole('status').getByText('Đã nhớ: “đứng mũi chịu sào” là vai trò: chủ trì.').waitFor();
    await page.locator('#teach-words').fill('Chủ trì');
    await page.getByRole('button', { name: 'Dạy', exact: true }).click();
    await page.getByRole('alert').getByText('đã có sẵn với đúng nghĩa ấy').waitFor();
    await page.locator('#word-q').fill('chu tri thuc hien');
    await page.locator('.word-list').getByText('chủ trì thực hiện').first().waitFor();
    assert.equal(await page.locator('.word-list li').filter({ hasNotText: 'chủ trì' }).count(), 0);
    await page.locator('#word-list').selectOption('term');
    await page.getByText('Không có cụm từ nào như vậy.').waitFor();
    assert.equal(new URL(page.url()).hash.includes('list=term'), true);
  });
});
