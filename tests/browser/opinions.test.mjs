// The second opinion of a language model in the browser: asked for on purpose, marked on each item, taken over by a person or not.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { after } from 'node:test';
import { PHONE, inBrowser } from './harness.mjs';
import { startModel } from '../harness/model.mjs';

const model = await startModel();
after(() => model.stop());

const DOCUMENT = `ỦY BAN NHÂN DÂN TỈNH TUYÊN QUANG          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Số: 906/KH-UBND                    Tuyên Quang, ngày 06 tháng 5 năm 2026

KẾ HOẠCH
Phát triển kho dữ liệu dùng chung giai đoạn 2026 - 2028

I. MỤC TIÊU
1. Mục tiêu cụ thể đến năm 2028
- Phấn đấu 80% hồ sơ thủ tục hành chính được tiếp nhận trực tuyến.
II. NHIỆM VỤ
1. Hạ tầng số
a) Xây dựng kho dữ liệu dùng chung của tỉnh. Sở Khoa học và Công nghệ chủ trì, phối hợp với Sở Nội vụ; hoàn thành trước ngày 30 tháng 6 năm 2027.
b) Đào tạo kỹ năng số cho cán bộ cấp xã. Sở Nội vụ chủ trì; thực hiện hằng năm.
`;
const as = 'dieu-phoi', plain = (text) => text.replace(/\s+/g, ' ').trim();
const settings = { 'draft.model_url': model.url, 'draft.model_name': 'mau-1', 'draft.model_key': 'khoa-mau', 'draft.model_timeout_s': '2', 'draft.model_daily_max': '5' };

inBrowser('a second opinion on a draft', { settings }, async ({ site, look }) => {
  const { caller } = await site.person(as);
  const file = await caller.call('POST', '/documents/files?name=ke-hoach.txt', new TextEncoder().encode(DOCUMENT), {});
  const { body: draft } = await caller.post('/strategy/drafts', { file: file.body.id }), at = `/soan-ke-hoach/${draft.id}`;
  const { items } = (await caller.get(`/strategy/drafts/${draft.id}`)).body, numberOf = (test) => items.find(test).number;
  const build = numberOf((it) => it.fields.title.startsWith('Xây dựng kho')), teach = numberOf((it) => it.fields.title.startsWith('Đào tạo')), share = numberOf((it) => it.kind === 'indicator');
  const card = (page, title) => page.locator('.review-item', { hasText: title });

  await look('what goes out is told before; each item is marked; what differs is listed', { at, as }, async (page) => {
    await model.goes(`says ${JSON.stringify({ opinions: [
      { n: build, kind: 'task', lead: 'Sở Nội vụ', due: 'trước ngày 30 tháng 6 năm 2027', figure: '' }, { n: teach, kind: 'duty', lead: 'Sở Nội vụ', due: 'hằng năm', figure: '' },
      { n: share, kind: 'indicator', lead: 'Sở Ba Vì', due: '', figure: '80%' }] })}`);
    await page.getByRole('button', { name: /^Hỏi ý kiến thứ hai về \d+ mục$/ }).click();
    assert.match(plain(await page.locator('.opinions-ask').innerText()), /được gửi tới máy ngôn ngữ mau-1\. Máy chỉ nêu ý kiến, không sửa gì\. Hôm nay còn 5 lượt hỏi/);
    await page.getByRole('button', { name: 'Gửi đi hỏi' }).click();
    await page.getByText('Máy thứ hai đã cho ý kiến về 3 mục.').waitFor();
    await page.getByText('Đã bỏ 1 điều máy nêu mà không có trong văn bản.').waitFor();
    await card(page, 'Phấn đấu').or(card(page, 'hồ sơ thủ tục hành chính')).first().getByText('Máy thứ hai đọc giống').first().waitFor();
    await page.getByRole('button', { name: 'Xem 2 mục máy thứ hai đọc khác' }).click();
    assert.equal(await page.locator('.review-item .opinion-tag.is-other').count(), 2);
    assert.equal(await page.locator('#only').inputValue(), 'differs');
  });

  await look('a person takes over what it reads, or does not', { at, as }, async (page) => {
    await card(page, 'Xây dựng kho dữ liệu').locator('.item-main').first().click();
    const note = page.locator('.review-item.is-here .opinion-note');
    assert.match(plain(await note.innerText()), /^Máy thứ hai đọc khác Chủ trì: Sở Nội vụ Lấy theo Ý kiến của máy mau-1, chỉ để tham khảo; .+ hỏi .+\.$/);
    await note.getByRole('button', { name: 'Lấy theo' }).click();
    await page.locator('.review-item.is-here .opinion-note:not(.is-other)').getByText('Máy thứ hai đọc giống.').waitFor();
    const { fields, state } = (await caller.get(`/strategy/drafts/${draft.id}`)).body.items.find((it) => it.number === build);
    assert.deepEqual([state, fields.assignments.map((it) => `${it.role} ${it.named}`)], ['confirmed', ['lead Sở Nội vụ']], 'who leads does not help besides');
    await card(page, 'Đào tạo kỹ năng số').locator('.item-main').first().click();
    await note.getByText('Loại: Việc định kỳ').waitFor();
    await note.getByRole('button', { name: 'Lấy theo' }).click();
    await page.locator('.review-item.is-here .kind-tag.of-duty').waitFor();
    assert.equal((await caller.get(`/strategy/drafts/${draft.id}`)).body.items.find((it) => it.number === teach).kind, 'duty');
  });

  await look('a server that is away: said so, and the review goes on', { at, as, size: PHONE }, async (page) => {
    await model.goes('away');
    await page.getByRole('button', { name: /^Hỏi ý kiến thứ hai về/ }).click();
    await page.getByRole('button', { name: 'Gửi đi hỏi' }).click();
    await page.getByText('Máy không trả lời; các mục còn lại chưa được hỏi.').waitFor();
    await page.locator('.opinions-ask').getByRole('button', { name: 'Đóng' }).click();
    await page.getByRole('button', { name: /^Hỏi ý kiến thứ hai về/ }).waitFor();
  });

  await look('in English', { at, as, language: 'en' }, async (page) => {
    await page.getByRole('button', { name: /^Second opinion on \d+ items?$/ }).waitFor();
    await page.locator('.opinion-tag', { hasText: 'Second machine agrees' }).first().waitFor();
  });
});

inBrowser('a draft where no model is configured', {}, async ({ site, look }) => {
  const { caller } = await site.person(as);
  const file = await caller.call('POST', '/documents/files?name=ke-hoach.txt', new TextEncoder().encode(DOCUMENT), {});
  const { body: draft } = await caller.post('/strategy/drafts', { file: file.body.id });
  await look('nothing is offered', { at: `/soan-ke-hoach/${draft.id}`, as }, async (page) => {
    await page.locator('.review-item').first().waitFor();
    await page.settled();
    assert.equal(await page.getByText(/ý kiến thứ hai|Máy thứ hai/).count(), 0);
  });
});
