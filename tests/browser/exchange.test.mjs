// tests/browser/exchange - the page of the data exchange: an administrator adds a system and a service, lets one call it, switches it off; groups,
// nodes, systems and services are changed.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser } from './harness.mjs';
import { exchange } from './samples.mjs';
import { certificates } from '../harness/certificates.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const button = (page, name) => page.getByRole('button', { name, exact: true });
const system = (page, name) => page.getByRole('article', { name });

inBrowser('the data exchange', {}, async ({ t, site }) => {
  const admin = { at: '/lien-thong', as: 'quan-tri' };

  await t.test('says what to do while nobody is declared', () => site.visit({ ...admin, size: PHONE }, async (page) => {
    await page.getByText('Chưa khai báo ai tham gia').waitFor();
    await looksFine(page, 'unnamed');
  }));

  await t.test('shows who takes part, and finds', async () => {
    exchange(site);
    await site.visit({ ...admin, size: WIDE }, async (page) => {
      await page.getByRole('heading', { name: 'Công an tỉnh' }).waitFor();
      await system(page, 'Cơ sở dữ liệu dân cư').getByText('Bảo trì đến 22 giờ ngày 30/11').waitFor();
      await looksFine(page, 'all');
      await page.getByLabel('Tìm thành viên, hệ thống, dịch vụ').fill('dao tao');
      await page.getByRole('heading', { name: 'Công an tỉnh' }).waitFor({ state: 'detached' });
      assert.match(page.url(), /#q=/);
    });
  });

  await t.test('a coordinator sees it and changes nothing', () => site.visit({ at: '/lien-thong', as: 'dieu-phoi', size: PHONE }, async (page) => {
    await page.getByRole('heading', { name: 'Công an tỉnh' }).waitFor();
    assert.equal(await page.getByText('Cho phép gọi').count(), 0);
    await looksFine(page, 'coordinator');
  }));

  await t.test('gets a system and a service; what is wrong stands at its box', () => site.visit({ ...admin, size: WIDE, expected: [/^400 /] }, async (page) => {
    const member = page.getByRole('region', { name: 'Sở Giáo dục và Đào tạo' });
    await member.getByText('Thêm hệ thống', { exact: true }).click();
    await member.locator('form button').click();
    await page.locator('.error-summary').getByText('Gõ mã hệ thống.').waitFor();
    await page.locator('#subsystem-code').fill('Thi');
    await page.locator('#subsystem-name').fill('Thi và tuyển sinh');
    await page.locator('#subsystem-certificates-0').fill('không phải chứng thư');
    await member.locator('form button').click();
    await page.locator('.field.is-wrong #subsystem-certificates-0').waitFor();
    await looksFine(page, 'system-wrong');
    await page.locator('#subsystem-certificates-0').fill('');
    await member.locator('form button').click();
    await system(page, 'Thi và tuyển sinh').getByText('Không cung cấp dịch vụ nào.').waitFor();
    await system(page, 'Thi và tuyển sinh').getByText('Thêm dịch vụ', { exact: true }).click();
    await page.locator('#service-code').fill('diem');
    await page.locator('#service-url').fill('ftp://10.0.0.1');
    await system(page, 'Thi và tuyển sinh').locator('form button').click();
    await page.locator('.field.is-wrong #service-url').waitFor();
    await page.locator('#service-url').fill('https://10.0.0.1/diem');
    await system(page, 'Thi và tuyển sinh').locator('form button').click();
    await system(page, 'Thi và tuyển sinh').getByText('Chưa ai được gọi.').waitFor();
    await looksFine(page, 'service-added');
  }));

  await t.test('a caller is let in, and out again', () => site.visit({ ...admin, size: PHONE }, async (page) => {
    const exam = system(page, 'Thi và tuyển sinh');
    await exam.getByText('Cho phép gọi', { exact: true }).click();
    await page.locator('#subject').selectOption('so-nganh');
    await page.locator('#method').selectOption('GET');
    await page.locator('#path').fill('/diem/*');
    await looksFine(page, 'right-form');
    await exam.locator('form button').click();
    await exam.getByText('GET /diem/*').waitFor();
    await button(exam, 'Thu hồi').click();
    await exam.getByText('Thu hồi quyền của “so-nganh”?').waitFor();
    await looksFine(page, 'withdraw');
    await button(exam, 'Thu hồi').click();
    await exam.getByText('Chưa ai được gọi.').waitFor();
  }));

  await t.test('members, quotas, services and systems come and go', () => site.visit({ ...admin, size: WIDE, expected: [/^400 /] }, async (page) => {
    await button(page, 'Thêm thành viên').click();
    await page.locator('#code').fill('Sở Y tế');
    await page.locator('#name').fill('Sở Y tế');
    await page.locator('form button').click();
    await page.locator('.field.is-wrong #code').waitFor();
    await page.locator('#code').fill('H29.30');
    await page.locator('form button').click();
    await page.getByRole('region', { name: 'Sở Y tế' }).getByText('Chưa có hệ thống nào.').waitFor();
    await button(page, 'Đặt hạn mức').click();
    await page.locator('#subject').selectOption('VN-MAU/GOV/H29.20/Thi');
    await page.locator('#per_minute').fill('ba');
    await page.locator('form button').click();
    await page.locator('.field.is-wrong #per_minute').waitFor();
    await looksFine(page, 'quota-wrong');
    await page.locator('#per_minute').fill('90');
    await page.locator('form button').click();
    const quotas = page.getByRole('region', { name: 'Hạn mức gọi' }), quota = quotas.getByRole('listitem').filter({ hasText: '90 lệnh gọi mỗi phút' });
    await button(quota, 'Gỡ').click();
    await button(quota, 'Gỡ').click();
    await quota.waitFor({ state: 'detached' });
    const exam = system(page, 'Thi và tuyển sinh');
    await exam.getByText('Thêm dịch vụ', { exact: true }).click();
    await page.locator('#service-code').fill('ky-thi');
    await page.locator('#service-url').fill('https://10.0.0.1/ky-thi');
    await exam.locator('form button').click();
    const service = exam.getByRole('listitem').filter({ hasText: 'ky-thi' }).first();
    await button(service, 'Gỡ dịch vụ').click();
    await looksFine(page, 'remove-service');
    await button(service, 'Gỡ dịch vụ').click();
    await service.waitFor({ state: 'detached' });
    await button(exam, 'Gỡ hệ thống').click();
    await exam.getByText('Gỡ hệ thống “Thi và tuyển sinh”').waitFor();
    await button(exam, 'Thôi').click();
  }));

  const folder = certificates(), [first, second] = ['mot', 'hai'].map((name) => folder.make(name).pem);
  folder.remove();
  const registered = (path) => site.person('quan-tri').then(({ caller }) => caller.get(path)).then(({ body }) => body);

  await t.test('groups come, are changed and go', () => site.visit({ ...admin, size: WIDE, expected: [/^400 /] }, async (page) => {
    const groups = page.getByRole('region', { name: 'Nhóm', exact: true }), group = groups.getByRole('listitem').filter({ hasText: 'cac-xa' });
    await button(groups, 'Thêm nhóm').first().click();
    await groups.locator('form button.button').click();
    await page.locator('.error-summary').getByText('Gõ mã nhóm.').waitFor();
    await page.locator('#code').fill('các xã');
    await groups.locator('form button.button').click();
    await page.locator('.field.is-wrong #code').waitFor();
    await page.locator('#code').fill('cac-xa');
    await groups.getByLabel('Một cửa (Ủy ban nhân dân xã mẫu)').check();
    await looksFine(page, 'group-form');
    await groups.locator('form button.button').click();
    await group.getByText('Một cửa, Ủy ban nhân dân xã mẫu').waitFor();
    await button(group, 'Sửa nhóm').click();
    await group.getByLabel('Quản lý đào tạo (Sở Giáo dục và Đào tạo)').check();
    await group.locator('form button.button').click();
    await group.getByText('2 hệ thống').waitFor();
    assert.deepEqual((await registered('/exchange/registry')).groups.find((one) => one.code === 'cac-xa').members, ['VN-MAU/GOV/H29.20/DaoTao', 'VN-MAU/GOV/H29.99/MotCua']);
    await button(group, 'Gỡ').click();
    await button(group, 'Gỡ').click();
    await group.waitFor({ state: 'detached' });
  }));

  await t.test('nodes come with certificates, are changed and go', () => site.visit({ ...admin, size: WIDE, expected: [/^400 /] }, async (page) => {
    const nodes = page.getByRole('region', { name: 'Nút khác' }), node = nodes.getByRole('listitem').filter({ hasText: 'TINH-BAN' });
    await button(nodes, 'Thêm nút').click();
    await page.locator('#code').fill('TINH-BAN');
    await page.locator('#url').fill('https://lien-thong.tinh-ban.example.vn');
    await page.locator('#certificates-0').fill('không phải chứng thư');
    await nodes.locator('form button.button').click();
    await page.locator('.field.is-wrong #certificates-0').waitFor();
    await looksFine(page, 'node-form');
    await page.locator('#certificates-0').fill(first);
    await nodes.locator('form button.button').click();
    await node.getByText('1 chứng thư, 0 khoá ký').waitFor();
    await button(node, 'Sửa nút').click();
    await page.locator('#certificates-1').fill(second);
    await node.locator('form button.button').click();
    await node.getByText('2 chứng thư, 0 khoá ký').waitFor();
    await button(node, 'Sửa nút').click();
    await node.getByRole('button', { name: 'Gỡ Chứng thư 1' }).click();
    await page.locator('#url').fill('https://lt.tinh-ban.example.vn');
    await looksFine(page, 'node-change');
    await node.locator('form button.button').click();
    await node.getByText('1 chứng thư, 0 khoá ký').waitFor();
    assert.equal((await registered('/exchange/registry')).nodes.find((one) => one.code === 'TINH-BAN').url, 'https://lt.tinh-ban.example.vn');
    await button(node, 'Gỡ').click();
    await button(node, 'Gỡ').click();
    await node.waitFor({ state: 'detached' });
  }));

  await t.test('a system and a service are changed, and keep what was not touched', () => site.visit({ ...admin, size: PHONE, expected: [/^400 /] }, async (page) => {
    const school = system(page, 'Quản lý đào tạo'), population = system(page, 'Cơ sở dữ liệu dân cư');
    await button(school, 'Sửa hệ thống').click();
    await page.locator('#subsystem-connection').selectOption('mtls');
    await page.locator('#subsystem-certificates-0').fill(first);
    await looksFine(page, 'system-change');
    await button(school, 'Lưu thay đổi').click();
    await school.getByText('HTTPS hai chiều, có chứng thư').waitFor();
    assert.equal((await registered('/exchange/subsystem?id=VN-MAU/GOV/H29.20/DaoTao')).subsystem.certificates.length, 1);
    const off = population.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Thống kê dân số' }) }), id = 'VN-MAU/GOV/H29.10/DanCu/thong-ke';
    await button(off, 'Sửa dịch vụ').click();
    await page.locator('#service-timeout_s').fill('nửa');
    await button(off, 'Lưu thay đổi').click();
    await page.locator('.field.is-wrong #service-timeout_s').waitFor();
    await page.locator('#service-timeout_s').fill('15');
    await page.locator('#service-url').fill('https://10.20.0.6:8443/thong-ke');
    await page.locator('#service-bodies').selectOption('dropped');
    await looksFine(page, 'service-change');
    await button(off, 'Lưu thay đổi').click();
    await off.getByText('https://10.20.0.6:8443/thong-ke').waitFor();
    const { service } = await registered(`/exchange/service?id=${id}`);
    assert.deepEqual([service.timeout_s, service.bodies, service.enabled, service.notice, service.tls_verify], [15, 'dropped', false, 'Bảo trì đến 22 giờ ngày 30/11', true]);
    await button(school, 'Sửa hệ thống').click();
    await school.getByRole('button', { name: 'Gỡ Chứng thư 1' }).click();
    await page.locator('#subsystem-connection').selectOption('https');
    await button(school, 'Lưu thay đổi').click();
    await school.getByText('HTTPS', { exact: true }).waitFor();
  }));

  await t.test('a service is switched off with a notice, and on again; in English', () => site.visit({ ...admin, size: PHONE, language: 'en' }, async (page) => {
    const exam = system(page, 'Thi và tuyển sinh');
    await exam.getByText('Switch the service off', { exact: true }).click();
    await page.locator('#notice').fill('Bảo trì đến 6 giờ');
    await looksFine(page, 'switch-form', 'en');
    await exam.locator('form button').click();
    await exam.getByText('Bảo trì đến 6 giờ').waitFor();
    await exam.getByText('Switch the service on', { exact: true }).click();
    await exam.locator('form button').click();
    await exam.getByText('Bảo trì đến 6 giờ').waitFor({ state: 'detached' });
    await looksFine(page, 'english', 'en');
  }));
});
