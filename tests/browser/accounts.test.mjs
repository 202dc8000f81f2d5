// tests/browser/accounts - accounts, roles and delegations as people work with them: forms, faults at the fields, what follows.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { client } from '../harness/banyan.mjs';
import { PHONE, inBrowser } from './harness.mjs';

const administrator = 'quan-tri', head = 'lanh-dao-so', officer = 'can-bo';
async function wrongs(page) {
  await page.locator('.error-summary li').first().waitFor();
  return page.locator('.error-summary li').allInnerTexts();
}

inBrowser('accounts', {}, async ({ site, look }) => {
  await look('an account is added with the keyboard; its password is shown once, and opens it', { at: '/quan-tri/tai-khoan', as: administrator, expected: [/400 \/api\/v1\/people\/accounts/] }, async (page) => {
    await page.getByRole('button', { name: 'Thêm tài khoản' }).press('Enter');
    const form = page.locator('form.side-form'), send = form.locator('button[type="submit"]');
    await send.press('Enter');
    await page.locator('.error-summary:focus').waitFor();
    assert.deepEqual(await wrongs(page), ['Ghi tên đăng nhập.', 'Ghi họ và tên.', 'Chọn vai trò.']);
    await form.locator('#username').fill('Có dấu');
    await form.locator('#name').fill('Hoàng Thị Thử');
    await form.locator('#role').selectOption('officer');
    await form.locator('#valid_to').fill('31/02/2027');
    await send.press('Enter');
    await page.locator('#valid_to[aria-invalid="true"]').waitFor();
    assert.deepEqual(await wrongs(page), ['Vai trò này gắn với một cơ quan: chọn cơ quan.', 'Ngày viết kiểu 31/12/2026.']);
    await form.locator('#agency').selectOption('SNV');
    await form.locator('#valid_to').fill('31/12/2026');
    await send.press('Enter');
    await page.locator('#username[aria-invalid="true"]').waitFor(); // the server's own word on it
    await form.locator('#username').fill('thu-nghiem');
    await send.press('Enter');
    const once = page.locator('.notice:focus');
    await once.waitFor();
    const password = await once.locator('dd').nth(1).innerText();
    const { status, body } = await client(site.server).signIn('thu-nghiem', password);
    assert.deepEqual([status, body.roles.map((one) => [one.role, one.agency, one.valid_to])], [200, [['officer', 'SNV', '2027-01-01']]]);
    await page.locator('table.people').getByText('Hoàng Thị Thử').waitFor();
    await page.reload();
    await page.locator('table.people').waitFor();
    assert.ok(!(await page.content()).includes(password), 'it is shown once');
  });

  await look('accounts are found; the purpose goes along to the page of one', { at: '/quan-tri/tai-khoan', as: administrator }, async (page) => {
    await page.locator('#purpose').selectOption('review');
    await page.locator('#q').fill('le thi');
    await page.locator('#q').press('Enter');
    await page.getByText(/Tìm thấy 1 trong/).waitFor();
    await page.getByRole('link', { name: 'Lê Thị Hoa' }).click();
    await page.locator('.recorded').getByText('Rà soát quyền định kỳ').waitFor();
    const { caller } = await site.person('can-bo-snv');
    const { reads } = (await caller.get('/people/own')).body;
    assert.ok(reads.some((one) => one.purpose === 'review' && one.route === 'GET /people/accounts/{id}'));
  });

  await look('a role is given for some days and ended again', { at: '/quan-tri/tai-khoan?q=ma%20thi', as: administrator }, async (page) => {
    await page.getByRole('link', { name: 'Ma Thị Lan' }).click();
    await page.getByRole('button', { name: 'Cấp thêm vai trò' }).click();
    await page.locator('#role').selectOption('coordinator');
    await page.locator('#valid_from').fill('1/12/2026');
    await page.locator('#valid_to').fill('10/12/2026');
    await page.locator('#reason').fill('Quyết định số 12/QĐ-UBND');
    await page.locator('form.side-form button[type="submit"]').click();
    const coming = page.locator('.grant.is-coming');
    await coming.waitFor();
    assert.match(await coming.innerText(), /từ ngày 01\/12\/2026 đến hết ngày 10\/12\/2026/);
    await coming.getByRole('button', { name: 'Kết thúc vai trò Điều phối' }).click();
    await coming.locator('.act input').fill('5/12/2026');
    await coming.getByRole('button', { name: 'Kết thúc vai trò', exact: true }).click();
    await coming.getByText('đến hết ngày 05/12/2026').waitFor();
  });

  await look('an account is disabled after a second press, says so, and is enabled again', { at: '/quan-tri/tai-khoan?q=ban%20van', as: administrator, size: PHONE }, async (page) => {
    await page.getByRole('link', { name: 'Bàn Văn Sơn' }).click();
    await page.getByRole('button', { name: 'Ngừng dùng' }).click();
    assert.equal(await page.locator('.account-state.is-disabled').count(), 0);
    await page.getByRole('button', { name: 'Ngừng dùng tài khoản' }).click();
    await page.locator('.account-state.is-disabled').waitFor();
    await page.getByRole('button', { name: 'Cho dùng lại' }).click();
    await page.getByRole('button', { name: 'Cho dùng lại tài khoản' }).click();
    await page.locator('.account-state.is-active').waitFor();
  });

  await look('one\'s own account is shown without the means to change it', { at: '/quan-tri/tai-khoan?q=quan-tri', as: administrator }, async (page) => {
    await page.getByRole('link', { name: 'Quản trị' }).last().click();
    await page.locator('#vai-tro').waitFor();
    assert.deepEqual(await page.locator('main button').allInnerTexts(), []);
  });

  await look('a head delegates, the officer reads it, the head takes it back', { at: '/uy-quyen', as: head }, async (page) => {
    const form = page.locator('form.side-form'), send = form.locator('button[type="submit"]');
    await send.click();
    assert.deepEqual(await wrongs(page), ['Chọn người nhận.', 'Ghi ngày cuối, kiểu 31/12/2026.', 'Ghi văn bản ủy quyền, ít nhất 5 ký tự.']);
    await form.locator('#account').selectOption({ label: 'Trần Văn Minh, Chuyên viên' });
    await form.locator('#valid_from').fill('22/11/2026');
    await form.locator('#valid_to').fill('30/11/2026');
    await form.locator('#reason').fill('Quyết định ủy quyền số 45/QĐ-SKHCN');
    await send.click();
    await page.locator('.grant.is-holds').waitFor();
    await site.visit({ at: '/uy-quyen', as: officer }, async (his) => {
      await his.locator('.staff-side .who-am-i').getByText('ủy quyền của Nguyễn Thị Hạnh').waitFor();
      await his.locator('section[aria-labelledby="received"]').getByText('Ủy quyền của Nguyễn Thị Hạnh').waitFor();
    });
    await page.getByRole('button', { name: 'Thu lại ủy quyền đã giao cho Trần Văn Minh' }).click();
    await page.getByRole('button', { name: 'Thu lại', exact: true }).click();
    await page.locator('.grant.is-over').waitFor();
  });

  await look('who may do a thing: chosen, told, and kept in the address', { at: '/quan-tri/quyen', as: administrator }, async (page) => {
    await page.getByRole('button', { name: 'Xem ai được làm' }).click();
    assert.deepEqual(await wrongs(page), ['Chọn một việc.']);
    await page.locator('#permission').selectOption('strategy.check');
    await page.getByRole('button', { name: 'Xem ai được làm' }).click();
    await page.getByText('1 người được làm việc này hôm nay.').waitFor();
    assert.match(page.url(), /#permission=strategy\.check/);
    assert.match(await page.locator('table.people').innerText(), /Nguyễn Thu Hà/);
    await page.locator('#permission').selectOption('strategy.read');
    await page.getByRole('button', { name: 'Xem ai được làm' }).click();
    await page.getByText('Việc này ai cũng làm được').waitFor();
  });

  await look('the matrix prints on three sheets, and nothing else of the page', { at: '/quan-tri/quyen', as: administrator }, async (page) => {
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    assert.equal((pdf.match(/\/Type\s*\/Page\b/g) ?? []).length, 3);
    await page.emulateMedia({ media: 'print' });
    assert.equal(await page.locator('.ask').first().isVisible(), false);
    assert.equal(await page.locator('table.matrix').isVisible(), true);
    assert.equal(await page.locator('.matrix thead').isVisible(), true);
  });

  await look('the menu shows what one may: a citizen has neither accounts nor delegations', { at: '/du-lieu-cua-toi', as: 'nguoi-dan' }, async (page) => {
    const links = await page.locator('.staff-side nav a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    assert.deepEqual(links, ['/thong-bao', '/']);
    await page.getByText('Ai đã xem dữ liệu của tôi').waitFor();
  });
});
