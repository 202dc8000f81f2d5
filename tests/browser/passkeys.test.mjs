// tests/browser/passkeys - made and used in Chromium, with the authenticator that it can pretend to have.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOCK, makeData, serve } from '../harness/banyan.mjs';
import { freePort } from '../harness/net.mjs';
import { axeFaults, widthFaults } from './checks.mjs';
import { PHONE, WIDE, beforeServer, signIn } from './harness.mjs';

const ADD = 'Thêm khoá truy cập', ALONE = 'Đăng nhập bằng khoá truy cập', SECOND = 'Xác nhận bằng khoá truy cập';

/** Passkeys need https, or localhost. story(site, restartAt): the server again, at another moment. */
async function atLocalhost(set, story) {
  const port = await freePort(), where = makeData(), address = `http://localhost:${port}`;
  let server;
  const start = async () => {
    server = await serve(where, { set: { 'http.listen': `127.0.0.1:${port}`, 'people.passkey_origin': address, ...set } });
    server.url = address;
    return server;
  };
  try {
    await beforeServer(where, await start(), (site) => story(site, async (moment) => {
      await server.stop();
      where.common = where.common.map((word) => (word.startsWith('clock.fixed=') ? `clock.fixed=${moment}` : word));
      site.server = await start();
    }));
  } finally {
    await server.stop();
    where.remove();
  }
}

/** As a notebook with a finger reader: what it makes stays in it. */
async function addDevice(page, context) {
  const devtools = await context.newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  });
  return {
    credentials: async () => (await devtools.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
    recognises: (isUserVerified) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    async turnBack(credential, signCount) {
      await devtools.send('WebAuthn.removeCredential', { authenticatorId, credentialId: credential.credentialId });
      await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: { ...credential, signCount } });
    },
  };
}

/** As every page: nothing that axe finds, nothing too wide. PICTURES names a folder for a look at it. */
async function look(page, name) {
  for (const [size, title] of [[PHONE, 'phone'], [WIDE, 'wide']]) {
    await page.setViewportSize(size);
    await page.settled();
    assert.deepEqual([...await axeFaults(page), ...await widthFaults(page)], [], `${name}, ${title}`);
    if (process.env.PICTURES) await page.screenshot({ path: `${process.env.PICTURES}/${name}-${title}.png`, fullPage: true });
  }
}

const press = (page, name) => page.getByRole('button', { name, exact: true }).click();
const says = (page, text) => page.getByText(text).first().waitFor();

async function leave(page) {
  await page.evaluate(() => fetch('/api/v1/people/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' } }));
  await page.evaluate(() => localStorage.clear());
  await page.open('/dang-nhap');
}

async function typePassword(page, username = 'can-bo') {
  await page.open('/dang-nhap');
  await signIn(page, username);
}

async function add(page, name) {
  await page.open('/tai-khoan');
  await page.getByLabel('Tên gợi nhớ').fill(name);
  await press(page, ADD);
}

test('passkeys in the browser', async (t) => {
  await atLocalhost({ 'people.second_factor_roles': 'head', 'people.lock_minutes': 10 }, async (site, restartAt) => {
    const told = [/^40[039] \/api\/v1\/people\/passkeys/, /^401 /];
    await site.visit({ expected: told }, async (page, context) => {
      const device = await addDevice(page, context);

      await t.test('one is made on the page of the account, and the recovery codes are shown', async () => {
        await typePassword(page);
        await page.waitForURL('**/viec');
        await add(page, 'Máy ở phòng 204');
        await press(page, 'Tôi đã cất, tiếp tục');
        await says(page, 'Máy ở phòng 204');
        const [made] = await device.credentials();
        assert.deepEqual([made.isResidentCredential, made.rpId], [true, 'localhost']);
        await look(page, 'account');
      });

      await t.test('the same device is not taken twice', async () => {
        await add(page, 'Lần nữa');
        await says(page, 'Thiết bị này đã có khoá.');
        await look(page, 'not-twice');
      });

      await t.test('it signs in alone', async () => {
        await leave(page);
        await look(page, 'sign-in');
        await press(page, ALONE);
        await page.waitForURL('**/viec');
        await page.settled();
      });

      await t.test('it is the second step after the password', async () => {
        await leave(page);
        await typePassword(page);
        await says(page, 'Xác nhận bước hai');
        await look(page, 'second');
        await press(page, SECOND);
        await page.waitForURL('**/viec');
        await page.settled();
      });

      await t.test('it opens a session that was locked', async () => {
        await page.goto('about:blank'); // a page that asks again by itself would lead on to the sign-in while we go there
        await restartAt('2026-11-22T03:10:00Z');
        await page.comeTo('/viec', '**/dang-nhap?next=%2Fviec');
        await page.getByRole('heading', { level: 1, name: 'Mở khoá phiên' }).waitFor();
        await page.settled();
        await look(page, 'locked');
        await press(page, 'Mở khoá bằng khoá truy cập');
        await page.waitForURL('**/viec');
        await page.settled();
        await page.goto('about:blank');
        await restartAt(CLOCK);
        await page.open('/viec');
      });

      await t.test('a device that does not know its person is told as not done, and the page goes on', async () => {
        await leave(page);
        await device.recognises(false);
        await press(page, ALONE);
        await says(page, 'Chưa xong.');
        await device.recognises(true);
        await press(page, ALONE);
        await page.waitForURL('**/viec');
        await page.settled();
      });

      await t.test('it gets another name, and is removed when that is said twice', async () => {
        await page.open('/tai-khoan');
        await press(page, 'Đổi tên khoá “Máy ở phòng 204”');
        await page.getByLabel('Tên gợi nhớ').first().fill('Máy ở phòng 205');
        await look(page, 'rename');
        await press(page, 'Lưu tên');
        await says(page, 'Máy ở phòng 205');
        await press(page, 'Gỡ bỏ khoá “Máy ở phòng 205”');
        await says(page, 'Gỡ “Máy ở phòng 205”? Thiết bị ấy sẽ không đăng nhập được nữa.');
        await look(page, 'remove');
        await press(page, 'Gỡ khoá này');
        await says(page, 'Chưa có khoá nào.');
        await leave(page);
        await press(page, ALONE);
        await says(page, 'Khoá truy cập không thuộc tài khoản nào ở đây.');
      });

      await t.test('a copy is found out by its counter', async () => {
        await typePassword(page);
        await page.waitForURL('**/viec');
        const before = await device.credentials();
        await add(page, 'Khoá bị sao chép');
        await press(page, 'Tôi đã cất, tiếp tục');
        await leave(page);
        await typePassword(page);
        await press(page, SECOND);
        await page.waitForURL('**/viec');
        const now = await device.credentials(), ours = now.find((one) => !before.some((old) => old.credentialId === one.credentialId)) ?? now[0];
        await device.turnBack(ours, 1);
        await leave(page);
        await typePassword(page);
        await press(page, SECOND);
        await says(page, 'Khoá truy cập có thể đã bị sao chép.');
      });
    });

    await t.test('who must set up a second factor may take a passkey', async () => {
      await site.visit({ expected: told }, async (page, context) => {
        await addDevice(page, context);
        await typePassword(page, 'lanh-dao-so');
        await says(page, 'Thiết lập bước hai');
        await look(page, 'enrol');
        await page.getByLabel('Tên gợi nhớ').fill('Điện thoại');
        await press(page, ADD);
        await press(page, 'Tôi đã cất, tiếp tục');
        await page.waitForURL('**/viec');
        await page.settled();
      });
    });
  });
});

test('where there are no passkeys none are offered', async () => {
  await atLocalhost({ 'people.passkey_origin': '' }, async (site) => {
    await site.visit({ at: '/dang-nhap', expected: [/^401 /] }, async (page) => {
      assert.equal(await page.getByRole('button', { name: ALONE }).count(), 0);
      await signIn(page, 'can-bo');
      await page.waitForURL('**/viec');
      await page.open('/tai-khoan');
      assert.equal(await page.getByRole('heading', { name: 'Khoá truy cập' }).count(), 0);
    });
  });
});
