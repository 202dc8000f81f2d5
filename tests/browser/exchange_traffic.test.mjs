// tests/browser/exchange_traffic - messages of the data exchange are found and proven; services and what goes through right now are followed.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { axeFaults, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser } from './harness.mjs';
import { ACCOUNTS } from '../harness/banyan.mjs';
import { ask, doorsOf, register, startSystem } from '../harness/exchange.mjs';

const people = ACCOUNTS.map(([, , , name]) => name);
const shots = process.env.BANYAN_SHOTS; // a folder: to look at
let taken = 0;
const shoot = async (page, name) => { if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true }); };

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  await shoot(page, name);
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await wordFaults(page, language, people), ...await axeFaults(page)], [], name);
}

const INSTANCE = 'VN-MAU', DANCU = `${INSTANCE}/GOV/H29.10/DanCu`, DAOTAO = `${INSTANCE}/GOV/H29.20/DaoTao`;
const LONG = `${INSTANCE}/GOV/H29.${'9'.repeat(40)}/${'HeThongQuanLyTongThe'.repeat(2)}`, LONG_NAME = 'Hệ thống quản lý tổng thể hồ sơ, thủ tục, số liệu và báo cáo của các đơn vị sự nghiệp công lập';
const LOOK_UP = `${DANCU}/tra-cuu`, STATISTICS = `${DANCU}/thong-ke`, AWAY = `${DANCU}/dang-kiem`;

const declared = (url) => ({
  instance: INSTANCE,
  members: [
    { class: 'GOV', code: 'H29.10', name: 'Công an tỉnh', subsystems: [{ code: 'DanCu', name: 'Cơ sở dữ liệu dân cư', connection: 'http', services: [
      { code: 'tra-cuu', title: 'Tra cứu công dân', type: 'rest', url }, { code: 'thong-ke', title: 'Thống kê dân số', type: 'rest', url },
      { code: 'dang-kiem', title: 'Tra cứu đăng kiểm', type: 'rest', url: 'http://127.0.0.1:1' },
    ] }] },
    { class: 'GOV', code: 'H29.20', name: 'Sở Giáo dục và Đào tạo', subsystems: [{ code: 'DaoTao', name: 'Quản lý đào tạo', connection: 'http' }] },
    { class: 'GOV', code: LONG.split('/')[2], name: 'Ủy ban nhân dân xã mẫu', subsystems: [{ code: LONG.split('/')[3], name: LONG_NAME, connection: 'http' }] },
  ],
  rights: [[DAOTAO, LOOK_UP], [DAOTAO, STATISTICS], [DAOTAO, AWAY], [LONG, STATISTICS]].map(([subject, service]) => ({ subject, service })),
});

const MESSAGES = '/lien-thong/thong-diep', OPERATIONS = '/lien-thong/theo-doi', RESTS_AFTER = 5, BULK = 101;
const rows = (page) => page.locator('table.messages > tbody > tr:not(.message-details)');

inBrowser('what goes through the data exchange', { settings: { 'exchange.listen': '127.0.0.1:0', 'exchange.bodies': 'kept' } }, async ({ t, site }) => {
  const [door] = doorsOf(site.server), system = await startSystem((seen, response) => {
    response.writeHead(seen.target.startsWith('/hong') ? 500 : 200, { 'content-type': 'text/plain' });
    response.end('Nguyễn Văn An');
  });
  const send = (service, path, id, as = DAOTAO) => ask(door, { target: `/r1/${service}${path}`, headers: [['X-Road-Client', as], ['X-Road-Id', id]] });

  await t.test('while nothing has gone through, both pages say so', async () => {
    for (const [at, words] of [[MESSAGES, 'Chưa có thông điệp nào đi qua.'], [OPERATIONS, 'Không dịch vụ nào được gọi trong 10 phút qua.']]) {
      await site.visit({ at, as: 'dieu-phoi', size: PHONE }, async (page) => {
        await page.getByText(words).waitFor();
        await looksFine(page, 'empty');
      });
    }
  });

  await register(site.where, declared(system.url));
  await send(LOOK_UP, '/cong-dan/1', 'tra-cuu-0001');
  await send(LOOK_UP, '/cong-dan/2', 'bi-tu-choi-0002', LONG);
  await send(STATISTICS, '/hong', 'hong-0003');
  await send(STATISTICS, '/xa', `${'ma-rat-dai-'.repeat(10)}0004`, LONG);
  for (let i = 0; i < RESTS_AFTER; i++) await send(AWAY, '/xe', `xe-${i}`);

  await t.test('each message says who called what and what became of it', () => site.visit({ at: MESSAGES, as: 'dieu-phoi', size: WIDE }, async (page) => {
    assert.equal(await rows(page).count(), 4 + RESTS_AFTER);
    const text = (i) => rows(page).nth(i).innerText();
    assert.match(await text(8), /tra-cuu-0001[^]*Quản lý đào tạo[^]*Sở Giáo dục và Đào tạo[^]*GET Tra cứu công dân[^]*200, thành công[^]*ms[^]*0\s*B \/ 16\s*B/);
    assert.match(await text(7), /bị từ chối: không có quyền/);
    assert.match(await text(6), /500, bên cung cấp gặp lỗi/);
    assert.match(await text(0), /không có trả lời: không nối được với bên cung cấp/);
    await looksFine(page, 'messages');
  }));

  await t.test('they are found by system and by id; an empty answer says so', () => site.visit({ at: MESSAGES, as: 'dieu-phoi', size: WIDE }, async (page) => {
    await page.locator('#client').selectOption(LONG);
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByText('2 thông điệp').waitFor();
    assert.match(page.url(), /client=VN-MAU%2FGOV/);
    await page.getByRole('button', { name: 'Bỏ lọc' }).click();
    await page.getByText('9 thông điệp').waitFor();
    await page.locator('#message_id').fill(' hong-0003 ');
    await page.locator('#from').fill('2026-01-01T00:00');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByText('1 thông điệp').waitFor();
    assert.match(page.url(), /from=2025-12-31T17%3A00%3A00Z/);
    assert.equal(await page.locator('#from').inputValue(), '2026-01-01T00:00');
    await page.locator('#until').fill('2026-01-02T00:00');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.getByText('Không có thông điệp nào khớp.').waitFor();
    await looksFine(page, 'none-found');
  }));

  await t.test('details prove both messages, and an administrator takes the evidence along', () => site.visit({ at: `${MESSAGES}?message_id=tra-cuu-0001`, as: 'quan-tri', size: WIDE }, async (page) => {
    await page.getByRole('button', { name: 'Chi tiết của tra-cuu-0001' }).click();
    const details = page.locator('.message-details');
    await details.getByText(/^Hệ thống đã trả lời, /).waitFor();
    await details.getByText(/^Đã hỏi hệ thống qua trục liên thông, /).waitFor();
    await details.getByRole('button', { name: 'Kiểm tra' }).first().click();
    await details.getByText(/Đúng: máy này đã tự tính/).waitFor();
    await looksFine(page, 'details');
    const [file] = await Promise.all([page.waitForEvent('download'), details.getByText('Tải bằng chứng').click()]);
    const evidence = JSON.parse(readFileSync(await file.path(), 'utf8'));
    assert.deepEqual([evidence.message_id, Buffer.from(evidence.records[1].body, 'base64').toString()], ['tra-cuu-0001', 'Nguyễn Văn An']);
  }));

  await t.test('on a phone, in English; who may not take evidence out is not offered it', () => site.visit({ at: MESSAGES, as: 'dieu-phoi', size: PHONE, language: 'en' }, async (page) => {
    await page.getByRole('button', { name: 'Details of hong-0003' }).click();
    await page.getByText(/^The system has answered, /).waitFor();
    assert.equal(await page.getByText('Download the evidence').count(), 0);
    await looksFine(page, 'phone-english', 'en');
  }));

  await t.test('what does not come can be asked for again', () => site.visit({ at: MESSAGES, as: 'dieu-phoi', size: PHONE, expected: [/ERR_FAILED/] }, async (page) => {
    let answer = (route) => route.abort();
    await page.route('**/api/v1/exchange/messages*', (route) => answer(route));
    await page.locator('#message_id').fill('xe-0');
    await page.getByRole('button', { name: 'Tìm', exact: true }).click();
    await page.locator('.problem-note').waitFor();
    await looksFine(page, 'lost');
    answer = (route) => route.continue();
    await page.locator('.problem-note button').click();
    await page.getByText('1 thông điệp').waitFor();
  }));

  await t.test('an officer is told whose page it is', () => site.visit({ at: MESSAGES, as: 'can-bo', expected: [/^403 /] }, async (page) => {
    await page.locator('h1').waitFor();
    assert.equal(await page.locator('table').count(), 0);
  }));

  await t.test('services tell how they answer, the worst first, and which rests', () => site.visit({ at: OPERATIONS, as: 'dieu-phoi', size: WIDE }, async (page) => {
    const services = page.locator('table.services tbody tr'), text = (i) => services.nth(i).innerText();
    assert.equal(await services.count(), 3);
    assert.match(await text(0), /Tra cứu đăng kiểm[^]*Đang nghỉ[^]*thử lại lúc \d\d:\d\d[^]*\t0\t5\t/);
    assert.match(await text(1), /Thống kê dân số[^]*Có lúc lỗi[^]*\t1\t1\t/);
    assert.match(await text(2), /Tra cứu công dân[^]*Trả lời tốt[^]*\t1\t0\t/);
    await rows(page).nth(8).waitFor();
    await looksFine(page, 'operations');
  }));

  await t.test('what goes through appears by itself, and a lost line is told', () => site.visit({ at: OPERATIONS, as: 'dieu-phoi', size: PHONE, expected: [/ERR_FAILED/] }, async (page) => {
    await page.getByText('Đang theo dõi').waitFor();
    await rows(page).nth(8).waitFor();
    await send(LOOK_UP, '/cong-dan/3', 'vua-qua-0005');
    await page.getByText('vua-qua-0005').waitFor();
    assert.match(await rows(page).first().innerText(), /vua-qua-0005[^]*200, thành công/);
    await looksFine(page, 'live-phone');
    await page.route('**/api/v1/exchange/live', (route) => route.abort());
    await page.getByText('Mất kết nối, đang thử lại').waitFor();
    await page.unroute('**/api/v1/exchange/live');
    await page.getByText('Đang theo dõi').waitFor();
    assert.equal(await rows(page).count(), 10, 'nothing is told twice');
  }));

  await t.test('as a dark screen it has nothing but itself, and paper stays white', () => site.visit({ at: `${OPERATIONS}#mode=wall`, as: 'dieu-phoi', size: { width: 1920, height: 1080 } }, async (page) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor.match(/\d+/g).map(Number));
    await rows(page).nth(8).waitFor();
    assert.ok((await ground()).every((part) => part < 40));
    assert.equal(await page.locator('.staff-side').isVisible(), false);
    await shoot(page, 'wall');
    assert.deepEqual([...await widthFaults(page), ...await axeFaults(page)], []);
    await page.emulateMedia({ media: 'print' });
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
    await page.settled();
    assert.ok((await ground()).slice(0, 3).every((part) => part === 255 || part === 0));
    await shoot(page, 'print');
    await page.emulateMedia({ media: 'screen' });
    await page.evaluate(() => dispatchEvent(new Event('afterprint')));
    await page.getByRole('button', { name: 'Màn hình sáng' }).click();
    await page.locator('.staff-side').waitFor();
    assert.ok((await ground()).slice(0, 3).every((part) => part > 200));
  }));

  await t.test('a long list goes on when asked', async () => {
    for (let i = 0; i < BULK; i++) await send(STATISTICS, '/xa', `loat-${i}`);
    await site.visit({ at: `${MESSAGES}?service=${encodeURIComponent(STATISTICS)}`, as: 'dieu-phoi', size: WIDE }, async (page) => {
      assert.equal(await rows(page).count(), 100);
      await page.getByRole('button', { name: 'Xem thêm' }).click();
      await page.getByText('103 thông điệp').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Xem thêm' }).count(), 0);
    });
  });
  await system.stop();
});
