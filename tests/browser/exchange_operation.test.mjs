// tests/browser/exchange_operation - the data exchange in operation: a connection is tested and its diagnosis read; maintenance is
// announced, seen by those whom it concerns, shortened and called off; events that could not be delivered are sent again or given up.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser } from './harness.mjs';
import { signedIn, soon } from '../harness/banyan.mjs';
import { ask, doorsOf, register, startSystem } from '../harness/exchange.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const INSTANCE = 'VN-MAU', DANCU = `${INSTANCE}/GOV/H29.10/DanCu`, DAOTAO = `${INSTANCE}/GOV/H29.20/DaoTao`;
const declared = (url) => ({
  instance: INSTANCE,
  members: [
    { class: 'GOV', code: 'H29.10', name: 'Công an tỉnh', subsystems: [{ code: 'DanCu', name: 'Cơ sở dữ liệu dân cư', connection: 'http', services: [
      { code: 'tra-cuu', title: 'Tra cứu công dân', type: 'rest', url }, { code: 'thong-ke', title: 'Thống kê dân số', type: 'rest', url: 'https://127.0.0.1:1' },
    ] }] },
    { class: 'GOV', code: 'H29.20', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'DaoTao', name: 'Quản lý đào tạo', connection: 'http' }] },
  ],
  rights: [`${DANCU}/tra-cuu`, `${DANCU}/thong-ke`].map((service) => ({ subject: DAOTAO, service })),
});
const button = (page, name) => page.getByRole('button', { name, exact: true });
const service = (page, name) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name }) });

inBrowser('the data exchange in operation', { settings: { 'exchange.listen': '127.0.0.1:0' } }, async ({ t, site }) => {
  const system = await startSystem((seen, response) => response.end('có'));
  await register(site.where, declared(system.url));

  await t.test('a connection is tested: what is wrong and whose matter it is stands above the steps', () => site.visit({ at: '/lien-thong', as: 'quan-tri', size: WIDE }, async (page) => {
    await button(service(page, 'Thống kê dân số'), 'Kiểm tra kết nối').click();
    await page.getByText('Việc của bên cung cấp').waitFor();
    await page.getByText('không có chương trình nào nghe ở cổng này').waitFor();
    assert.equal(await page.locator('.diagnosis-steps tbody tr').count(), 9);
    await looksFine(page, 'diagnosis-bad');
    await button(service(page, 'Tra cứu công dân'), 'Kiểm tra kết nối').click();
    await page.getByText('Kết nối tốt').waitFor();
    await looksFine(page, 'diagnosis-fine');
  }));

  await t.test('on a phone and in English it says the same', () => site.visit({ at: '/lien-thong', as: 'quan-tri', size: PHONE, language: 'en' }, async (page) => {
    await button(service(page, 'Thống kê dân số'), 'Test the connection').click();
    await page.getByText('The provider’s matter').waitFor();
    await looksFine(page, 'diagnosis-phone', 'en');
    await button(page, 'Try again').click();
    await page.getByText('The provider’s matter').waitFor();
  }));

  await t.test('who may not change the exchange has no such button', () => site.visit({ at: '/lien-thong', as: 'dieu-phoi', size: PHONE }, async (page) => {
    await page.getByRole('heading', { name: 'Công an tỉnh' }).waitFor();
    assert.equal(await page.getByText('Kiểm tra kết nối').count(), 0);
  }));

  await t.test('maintenance is announced; what is wrong stands at its box', () => site.visit({ at: '/lien-thong/bao-tri', as: 'quan-tri', size: WIDE, expected: [/^400 /] }, async (page) => {
    await page.getByText('Không có gì đang bảo trì.').waitFor();
    await button(page, 'Báo bảo trì').click();
    await page.locator('form button').click();
    await page.locator('.error-summary').getByText('Chọn cái gì bảo trì.').waitFor();
    await page.locator('#subject').selectOption(`${DANCU}/tra-cuu`);
    await page.locator('#until_at').fill('2026-11-22T09:00');
    await page.locator('#reason_vi').fill('Nâng cấp máy chủ cơ sở dữ liệu');
    await page.locator('#reason_en').fill('The database server is upgraded');
    await page.locator('form button').click();
    await page.locator('.field.is-wrong #until_at').waitFor();
    await looksFine(page, 'maintenance-form');
    await page.locator('#until_at').fill('2026-11-22T12:00');
    await page.locator('form button').click();
    await page.getByRole('heading', { name: 'Tra cứu công dân' }).waitFor();
    await page.getByText(/10:00.*–.*12:00/).waitFor();
    await button(page, 'Báo bảo trì').click();
    await page.locator('#subject').selectOption('*');
    await page.locator('#from_at').fill('2026-11-28T22:00');
    await page.locator('#until_at').fill('2026-11-29T02:00');
    await page.locator('#reason_vi').fill('Thay thiết bị mạng');
    await page.locator('#reason_en').fill('Network devices are replaced');
    await page.getByLabel('Vẫn chuyển lệnh gọi đi trong lúc bảo trì').check();
    await page.locator('form button').click();
    await page.getByText('Lệnh gọi vẫn được chuyển đi').waitFor();
    await looksFine(page, 'maintenance-list');
  }));

  await t.test('an officer sees it on a phone and changes nothing; the page of traffic names it', async () => {
    await site.visit({ at: '/lien-thong/bao-tri', as: 'can-bo', size: PHONE, language: 'en' }, async (page) => {
      await page.getByText('The database server is upgraded').waitFor();
      assert.equal(await page.getByRole('button', { name: 'End it now' }).count(), 0);
      await looksFine(page, 'maintenance-officer', 'en');
    });
    await site.visit({ at: '/lien-thong/theo-doi', as: 'dieu-phoi', size: WIDE }, async (page) => {
      await page.getByText(/Tra cứu công dân: đang bảo trì/).waitFor();
      await looksFine(page, 'maintenance-at-work');
    });
  });

  await t.test('it is shortened, ended and called off', () => site.visit({ at: '/lien-thong/bao-tri', as: 'quan-tri', size: PHONE }, async (page) => {
    const now = page.getByRole('region', { name: 'Đang bảo trì' }), ahead = page.getByRole('region', { name: 'Sắp bảo trì' });
    await button(now, 'Kết thúc sớm hơn').click();
    await page.locator('#until_at').fill('2026-11-22T11:00');
    await looksFine(page, 'maintenance-shorten');
    await button(now, 'Rút ngắn').click();
    await page.getByText(/10:00.*–.*11:00/).waitFor();
    await button(now, 'Kết thúc ngay').click();
    await page.getByText('Bỏ lịch bảo trì của “Tra cứu công dân”?').waitFor();
    await button(now, 'Kết thúc ngay').click();
    await page.getByText('Không có gì đang bảo trì.').waitFor();
    await button(ahead, 'Huỷ lịch').click();
    await button(ahead, 'Huỷ lịch').click();
    await page.getByText('Không có lịch nào sắp tới.').waitFor();
    await looksFine(page, 'maintenance-past');
  }));

  const [door] = doorsOf(site.server), room = (who, verb, path, body) => ask(door, { verb, target: `/r1/${DANCU}${path}`, headers: [['X-Road-Client', who], ['Content-Type', 'application/json']], body: JSON.stringify(body) });
  await t.test('events that could not be delivered: seen with their reasons, sent again, given up', async () => {
    await site.visit({ at: '/lien-thong/chua-giao', as: 'dieu-phoi', size: PHONE }, async (page) => {
      await page.getByText('Không có sự kiện nào chưa giao được.').waitFor();
      await looksFine(page, 'dead-none');
    });
    const all = declared(system.url), events = (url) => ({ code: 'events', title: 'Sự kiện', type: 'rest', url });
    all.members[0].subsystems[0].services.push(events('http://127.0.0.1:1'));
    all.members[1].subsystems[0].services = [events(system.url)];
    all.rights.push({ subject: DAOTAO, service: `${DANCU}/events` });
    await register(site.where, all);
    system.answer = (seen, response) => { response.statusCode = 415; response.end(); };
    await room(DANCU, 'POST', '/api/v1/eventType', { eventType: 'khai-sinh', schema: { type: 'object' } });
    await room(DAOTAO, 'POST', '/api/v1/subs/khai-sinh', { delivery: 'PUSH' });
    for (const so of [1, 2, 3]) await room(DANCU, 'POST', '/pub/v1/khai-sinh', { eventType: 'khai-sinh', event: { so } });
    const reader = await signedIn(site.server, 'dieu-phoi');
    await soon(async () => assert.equal((await reader.get('/exchange/dead-letters')).body.subscriptions[0]?.dead, 3), 20_000);
    system.answer = (seen, response) => { response.statusCode = 202; response.end(); };
    await site.visit({ at: '/lien-thong/chua-giao', as: 'quan-tri', size: WIDE }, async (page) => {
      const one = page.getByRole('article', { name: 'Quản lý đào tạo' });
      await button(one, 'Xem từng sự kiện').click();
      const first = one.getByRole('row').nth(1);
      await first.getByText('answered with status 415').waitFor();
      await button(first, 'Bỏ').click();
      await button(first, 'Bỏ').nth(1).click();
      await page.locator('.field.is-wrong #reason').waitFor();
      await looksFine(page, 'dead-list');
      await page.locator('#reason').fill('Bên nhận đã nhập tay');
      await button(first, 'Bỏ').nth(1).click();
      await one.getByText('2 sự kiện').waitFor();
      await page.getByText('Bên nhận đã nhập tay').waitFor();
    });
    await site.visit({ at: '/lien-thong/chua-giao', as: 'quan-tri', size: PHONE, language: 'en' }, async (page) => {
      await button(page, 'See each event').click();
      await button(page, 'Send all again').click();
      await looksFine(page, 'dead-phone', 'en');
      await button(page, 'Send all again').click();
      await page.getByText('Every event was delivered.').waitFor();
    });
  });

  await system.stop();
});
