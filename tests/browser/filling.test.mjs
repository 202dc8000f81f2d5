// tests/browser/filling - figures that fill themselves: the bindings and their runs, a figure's origin, and overtyping one with a reason.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import { PASSWORD, soon } from '../harness/banyan.mjs';
import { declaration, DROPPER, dropKey, OWN, secretPem, startProvider, SYSTEM } from '../harness/filling.mjs';
import { freePort } from '../harness/net.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { axeFaults, structureFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, inBrowser } from './harness.mjs';

const shots = process.env.BANYAN_SHOTS; // a folder: to look at
const folder = mkdtempSync(join(tmpdir(), 'banyan-filling-'));
const file = (name, text) => { writeFileSync(join(folder, name), text); return join(folder, name); };
const door = await freePort(), provider = await startProvider();
after(() => provider.stop());
let taken = 0;

async function looksFine(page, name, language = 'vi') {
  await page.settled();
  if (shots) await page.screenshot({ path: `${shots}/${String(++taken).padStart(2, '0')}-${name}.png`, fullPage: true });
  assert.deepEqual([...await structureFaults(page, language), ...await widthFaults(page), ...await axeFaults(page)], [], name);
}

const WAIT = { code: 'cho', title: 'Thời gian chờ từ cơ sở dữ liệu của Sở Một', indicator: 'D1.E', way: 'service', service: `${SYSTEM}/thong-ke`, path: '/cho', value: '/gio', subject: '99', unit: 'giờ', factor: 60, low: 0, high: 300, jump: 50, schedule: 'monthly', day: 5 };
const DROP = { code: 'tep-diem', title: 'Tệp điểm truy cập', indicator: 'D1.B', way: 'file', system: DROPPER, agency: 'S2', value: 'Số điểm', key: 'Mã xã', period: 'Kỳ', key_scheme: 'place', unit: 'điểm', whole: true };

const EVENT = { code: 'xa-do-song', title: 'Phủ sóng, xã nào đo xong báo xã đó', indicator: 'D1.A', way: 'event', system: SYSTEM, event: 'do-song', value: '/ty_le', key: '/xa', key_scheme: 'place', unit: '%' };

inBrowser('figures that fill themselves', { data: { plan: null }, settings: { 'exchange.listen': `127.0.0.1:${door}`, 'exchange.own_client': OWN } }, async ({ t, site }) => {
  const { cli } = site.where, button = (page, name) => page.getByRole('button', { name, exact: true });
  cli('plan', 'load', writePlan(smallPlan()));
  for (const [username, role, agency] of [['mot', 'officer', 'S1'], ['hai', 'officer', 'S2'], ['dieu-phoi', 'coordinator', '']]) {
    cli('account', 'add', '--username', username, '--role', role, '--password', PASSWORD, ...(agency ? ['--agency', agency] : []));
  }
  cli('exchange', 'load', file('exchange.json', declaration(provider, cli('exchange', 'key'))));
  provider.answers['/cho'] = { gio: 0.75 };
  cli('binding', 'load', file('bindings.json', JSON.stringify({ bindings: [WAIT, DROP, EVENT] })));
  const { caller } = await site.person('dieu-phoi');
  await soon(async () => assert.equal((await caller.get('/filling/bindings/cho')).body.runs.length, 1));

  await t.test('the coordinator sees which figures fill themselves', async () => {
    for (const size of [WIDE, PHONE]) {
      await site.visit({ at: '/so-lieu-tu-dong', as: 'dieu-phoi', size }, async (page) => {
        await page.getByRole('heading', { name: WAIT.title }).waitFor();
        await page.getByText('Cơ sở dữ liệu phủ sóng, Sở Một').first().waitFor();
        await page.getByText('Tệp có chữ ký, chưa kết nối').waitFor();
        await looksFine(page, 'list');
      });
    }
  });

  await t.test('one that events fill says which, and from whose room', async () => {
    for (const size of [WIDE, PHONE]) {
      await site.visit({ at: '/so-lieu-tu-dong/xa-do-song', as: 'dieu-phoi', size }, async (page) => {
        await page.getByText('Sự kiện mà hệ thống gửi lên trục').waitFor();
        await page.getByText('do-song', { exact: true }).waitFor();
        assert.equal(await button(page, 'Hỏi ngay').count(), 0);
        await looksFine(page, 'event');
      });
    }
  });

  await t.test('a wrong figure is told in a sentence; the binding is switched off and on with a reason', async () => {
    provider.answers['/cho'] = { gio: 6 }; // 360 minutes
    await site.visit({ at: '/so-lieu-tu-dong/cho', as: 'dieu-phoi', size: WIDE }, async (page) => {
      await button(page, 'Hỏi ngay').click();
      await page.getByText('Không ghi số nào.').waitFor();
      await page.getByText('360 lớn hơn mức cao nhất 300.').first().waitFor();
      await looksFine(page, 'refused');
      await button(page, 'Tắt liên kết').click();
      await page.getByLabel('Lý do').fill('nghỉ');
      await button(page, 'Tắt liên kết').click();
      await page.locator('.field.is-wrong #reason').waitFor();
      await page.getByLabel('Lý do').fill('Hệ thống của Sở Một đang bảo trì');
      await button(page, 'Tắt liên kết').click();
      await page.getByText('Đang tắt').waitFor();
      await button(page, 'Bật lại').waitFor();
    });
    await site.visit({ at: '/so-lieu-tu-dong/cho', as: 'dieu-phoi', size: PHONE, language: 'en' }, (page) => looksFine(page, 'off', 'en'));
  });

  await t.test('anybody sees from which system a figure came, and the entries that prove its message', () => site.visit({ at: '/chi-tieu/D1.E', size: WIDE }, async (page) => {
    await page.locator('table.history tbody button').first().click();
    const proof = page.locator('.proof-row:not([hidden])');
    await proof.getByText('Đến từ hệ thống Cơ sở dữ liệu phủ sóng').waitFor();
    await proof.getByText('Hệ thống đã trả lời').waitFor();
    await proof.getByRole('button', { name: 'Kiểm tra' }).last().click();
    await proof.getByText(/Đúng: máy này đã tự tính/).waitFor();
    await looksFine(page, 'proof');
  }));

  await t.test('an officer overtypes it with a reason alone', async () => {
    const at = '/nhap/chi-tieu/D1.E?period=2026-10';
    await site.visit({ at, as: 'mot', size: PHONE }, async (page) => {
      await page.getByText('Đến từ hệ thống Cơ sở dữ liệu phủ sóng').waitFor();
      await looksFine(page, 'overtype');
    });
    await site.visit({ at, as: 'mot', size: WIDE }, async (page) => {
      await page.locator('#value').fill('50');
      await page.locator('#source').fill('Đo tại bộ phận một cửa');
      await page.locator('form.form button[type="submit"]').click();
      await page.locator('.field.is-wrong #reason').waitFor();
      await page.getByLabel('Lý do ghi đè số của hệ thống').fill('Hệ thống thiếu hai ngày mất điện');
      await page.locator('form.form button[type="submit"]').click();
      await soon(async () => assert.equal((await caller.get('/strategy/submissions')).body.lines.length, 1));
    });
    const { body } = await caller.get('/strategy/submissions');
    assert.deepEqual([body.lines[0].submission.value, body.lines[0].submission.reason], [50, 'Hệ thống thiếu hai ngày mất điện']);
  });

  await t.test('a signed file is handed in', () => site.visit({ at: '/so-lieu-tu-dong/tep-diem', as: 'hai', size: PHONE }, async (page) => {
    const path = file('diem.csv', 'Mã xã,Kỳ,Số điểm\n99001,2026-Q3,10\n'), line = cli('drop', 'sign', path, '--key', file('key.pem', secretPem(dropKey)));
    await button(page, 'Gửi tệp').click();
    await page.locator('.error-summary').getByText('Chọn tệp.').waitFor();
    await looksFine(page, 'drop-missing');
    await page.locator('#file').setInputFiles(path);
    await page.locator('#signature').fill(line);
    await button(page, 'Gửi tệp').click();
    await page.getByText('Đã ghi số liệu.').waitFor();
    await looksFine(page, 'drop-taken');
  }));
});
