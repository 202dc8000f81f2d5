// tests/browser/offline - an officer in the mountains: forms open without a network, what he sends waits here and arrives once;
// figures, progress and whole reports.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { axeFaults, structureFaults, widthFaults, wordFaults } from './checks.mjs';
import { PHONE, SAMPLE, WIDE, inBrowser, signIn } from './harness.mjs';
import { smallPlan, writePlan } from '../harness/plan.mjs';
import { openAccounts, regimeFolder } from '../harness/reports.mjs';

const ITEM = 'QD1539.VI.3.1.2.CT', OTHER = 'QD1539.VI.3.1.1.CT', TASK = 'QD1539.VI.1.3';
const formOf = (item) => `/nhap/chi-tieu/${item}?period=2026-10`;
const LOST = /ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED|ABORTED|NETWORK_CHANGED)/;
const officer = { as: 'can-bo', size: PHONE, serviceWorkers: 'allow', expected: [LOST, /^409 /, /^401 /] };

const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ');
const main = async (page) => plain(await page.locator('main').innerText());
const ready = (page) => page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');

async function fill(page, value) {
  await page.locator('#value').fill(value);
  await page.locator('#source').fill('Báo cáo của doanh nghiệp viễn thông');
  await page.locator('#reason').fill('Đối chiếu lại danh sách thôn');
}

const send = (page) => page.locator('form button[type="submit"]').click();

/** What waits of an indicator, as its agency sees it. */
async function waitingOf(caller, item) {
  const { body } = await caller.get('/strategy/submissions');
  return body.lines.map((line) => line.submission).filter((one) => one.item === item);
}

/** Everything that this browser keeps: { drafts, copies, outbox } as counts. */
const keptHere = (page) => page.evaluate(() => new Promise((done) => {
  const request = indexedDB.open('banyan', 1);
  request.onsuccess = () => {
    const names = ['drafts', 'copies', 'outbox'], transaction = request.result.transaction(names), counts = {};
    for (const name of names) {
      const count = transaction.objectStore(name).count();
      count.onsuccess = () => { counts[name] = count.result; };
    }
    transaction.oncomplete = () => { request.result.close(); done(counts); };
  };
}));

async function faults(page) {
  return [...await structureFaults(page, 'vi'), ...await widthFaults(page), ...await wordFaults(page, 'vi'), ...await axeFaults(page)];
}

inBrowser('without a network', { data: SAMPLE }, async ({ site, look }) => {
  const { caller } = await site.person('can-bo'), { caller: coordinator } = await site.person('dieu-phoi');

  await look('a figure is entered, sent and kept while the server is gone, and arrives once when it is back', { ...officer, at: '/viec' }, async (page, context) => {
    await ready(page);
    await page.open(formOf(ITEM));
    await context.setOffline(true);
    await site.stop();
    await fill(page, '93,4');
    await page.getByText('Đã giữ trên máy này').waitFor();
    await page.reload();
    await page.getByText('Đã mở lại bản nháp').waitFor();
    assert.equal(await page.locator('#value').inputValue(), '93,4', 'the draft outlives the page');
    assert.match(await main(page), /trang này là bản giữ trên máy lúc 10:00 ngày 22\/11\/2026/);
    assert.deepEqual(await faults(page), []);
    await send(page);
    await page.getByRole('heading', { name: 'Chưa gửi được, đang giữ trên máy này' }).waitFor();
    assert.doesNotMatch(await main(page), /Đã gửi, đang chờ kiểm tra/);
    await page.goto(`${site.url}/viec`);
    await page.getByRole('heading', { name: /Chưa gửi được/ }).waitFor();
    assert.match(await main(page), /93,4 %/);
    assert.deepEqual(await faults(page), []);
    await site.start();
    await context.setOffline(false);
    await page.getByRole('heading', { name: /Chưa gửi được/ }).waitFor({ state: 'detached' });
    const [arrived, ...more] = await waitingOf(coordinator, ITEM);
    assert.deepEqual([arrived.value, arrived.source, more.length], [93.4, 'Báo cáo của doanh nghiệp viễn thông', 0]);
    const { drafts, outbox } = await keptHere(page);
    assert.deepEqual({ drafts, outbox }, { drafts: 0, outbox: 0 }, 'what arrived is not kept');
  });

  await look('somebody else was first: both stand side by side, and both can be kept', { ...officer, at: formOf(OTHER) }, async (page, context) => {
    await ready(page);
    await context.setOffline(true);
    await fill(page, '96');
    await page.locator('#note').fill('Đo bổ sung hai xã');
    await send(page);
    await page.getByRole('heading', { name: 'Chưa gửi được, đang giữ trên máy này' }).waitFor();
    const { caller: head } = await site.person('lanh-dao-so');
    const first = await head.post('/strategy/figures', {
      indicator: OTHER, subject: '08', period: '2026-10', value: 95.8, source: 'Đo kiểm', reason: 'Đo kiểm lại tháng này', based_on: 1,
    });
    assert.equal(first.status, 201, JSON.stringify(first.body));
    await context.setOffline(false);
    await page.getByText('Trong lúc máy bạn không có mạng, mục này đã thay đổi.').waitFor();
    const sides = page.locator('.sides');
    await sides.waitFor();
    const row = plain(await sides.locator('tbody tr').first().innerText());
    assert.match(row, /Giá trị\s+96 %\s+95,8 %/);
    assert.deepEqual(await faults(page), []);
    assert.deepEqual((await waitingOf(caller, OTHER)).map((one) => one.value), [95.8], 'nothing is put in another\'s place unasked');
    await page.getByRole('button', { name: 'Gửi bản của tôi, ghi bản kia vào ghi chú' }).click();
    assert.match(plain(await page.locator('#note').inputValue()), /^Đo bổ sung hai xã\nBản khác của mục này: 95,8 % \(.+, đang chờ kiểm tra, gửi /);
    await send(page);
    await page.locator('.sent').waitFor();
    const [now, ...more] = await waitingOf(coordinator, OTHER);
    assert.deepEqual([now.value, more.length], [96, 0]);
    assert.match(now.note, /95,8/);
  });

  await look('the session ends meanwhile: what waits asks for a sign-in, then goes by itself', { ...officer, as: 'lanh-dao-so', at: `/nhap/nhiem-vu/${TASK}` }, async (page, context) => {
    await ready(page);
    await context.setOffline(true);
    await page.getByLabel('Đang làm').check();
    await page.locator('#percent').fill('35');
    await send(page);
    await page.getByRole('heading', { name: 'Chưa gửi được, đang giữ trên máy này' }).waitFor();
    await context.clearCookies();
    await context.setOffline(false);
    await page.getByRole('link', { name: 'Đăng nhập lại' }).first().click();
    await page.waitForURL('**/dang-nhap?next=**');
    await signIn(page, 'lanh-dao-so');
    await page.locator('.sent').waitFor();
    assert.deepEqual((await waitingOf(coordinator, TASK)).map((one) => one.value), [35]);
  });

  await look('a shared computer: another person finds nothing, and signing out leaves nothing', { ...officer, at: formOf(ITEM) }, async (page, context) => {
    await ready(page);
    await page.getByRole('button', { name: 'Gửi số khác thay vào' }).click();
    await page.locator('#value').fill('50');
    await page.getByText('Đã giữ trên máy này').waitFor();
    assert.equal((await keptHere(page)).drafts, 1);
    const { caller: other } = await site.person('can-bo-xa'), [name, value] = other.cookie.split('=');
    await context.clearCookies();
    await context.addCookies([{ name, value, domain: '127.0.0.1', path: '/', httpOnly: true, sameSite: 'Strict' }]);
    await page.open('/viec');
    await page.waitForFunction(() => localStorage.getItem('banyan.owner') === 'can-bo-xa');
    await page.settled();
    assert.equal((await keptHere(page)).drafts, 0, 'of whom was here before');
    assert.ok((await keptHere(page)).copies > 0);
    await page.locator('.staff-bottom summary').click();
    await page.getByRole('button', { name: 'Đăng xuất' }).last().click();
    await page.waitForURL(`${site.url}/`);
    assert.deepEqual(await keptHere(page), { drafts: 0, copies: 0, outbox: 0 });
  });
});

const WAITS = { name: 'Chưa gửi được, đang giữ trên máy này' }, CHANGED = 'Trong lúc máy bạn không có mạng, mục này đã thay đổi.';
const VALUE = '[id="value-D1-E-99"]', SECTION = '#section-NOTE', RESULTS = '#section-KETQUA';
const whole = (revision, more) => ({ save: 'sent-by-another-computer', revision, figures: [], tasks: [], sections: [], overrides: [], evidence: [], ...more });

inBrowser('reports without a network', { data: { plan: null, accounts: false } }, async ({ site, look }) => {
  const { cli } = site.where;
  cli('plan', 'load', writePlan(smallPlan()));
  openAccounts(cli);
  cli('regimes', 'load', regimeFolder());
  const [{ caller: one }, { caller: colleague }, { caller: other }] = await Promise.all(['mot', 'mot-b', 'hai'].map((name) => site.person(name)));
  const idOf = async (caller, query) => (await caller.get(`/reporting/obligations?${query}`)).body.obligations[0].obligation.id;
  const monthly = await idOf(one, 'regime=M&period=2026-10'), yearly = await idOf(one, 'regime=N&period=2026'), theirs = await idOf(other, 'regime=M&period=2026-10');
  const stored = async (caller, id) => (await caller.get(`/reporting/obligations/${id}`)).body;
  const handIn = (page) => page.getByRole('button', { name: 'Gửi lãnh đạo duyệt' }).click();
  const waits = (page) => page.getByRole('heading', WAITS).waitFor();

  await look('a form that was never opened is filled in and handed in while the server is gone, and arrives once', { ...officer, as: 'mot', at: '/bao-cao' }, async (page, context) => {
    await ready(page);
    await page.open('/bao-cao'); // forms are fetched ahead where a worker can open them again
    await context.setOffline(true);
    await site.stop();
    await page.open(`/bao-cao/${monthly}`);
    assert.match(await main(page), /trang này là bản giữ trên máy lúc 10:00 ngày 22\/11\/2026/);
    await page.locator(VALUE).fill('48');
    await page.locator(SECTION).fill('Giảm một phút.');
    await page.getByText('Chưa lưu được lên máy chủ; đã giữ trên máy này').waitFor();
    await page.reload();
    await page.locator(VALUE).waitFor();
    assert.deepEqual([await page.locator(VALUE).inputValue(), await page.locator(SECTION).inputValue()], ['48', 'Giảm một phút.'], 'what was typed outlives the page');
    assert.deepEqual(await faults(page), []);
    await handIn(page);
    await waits(page);
    assert.deepEqual(await faults(page), []);
    await page.goto(`${site.url}/viec`);
    await page.getByRole('link', { name: 'Số liệu tháng, tháng 10/2026', exact: true }).waitFor(); // the copy of the inbox may tell of it below
    await site.start();
    await context.setOffline(false);
    await page.getByRole('heading', { name: /Chưa gửi được/ }).waitFor({ state: 'detached' });
    const { report, steps } = await stored(colleague, monthly);
    assert.deepEqual([report.state, report.revision, report.figures.map((each) => each.value), report.sections.map((each) => each.text)], ['submitted', 1, [48], ['Giảm một phút.']]);
    assert.deepEqual(steps.map((each) => each.kind), ['report_begun', 'report_submitted']);
    const { drafts, outbox } = await keptHere(page);
    assert.deepEqual({ drafts, outbox }, { drafts: 0, outbox: 0 });
  });

  await look('another computer saved meanwhile: both stand side by side, and mine is handed in when it is chosen', { ...officer, as: 'hai', at: `/bao-cao/${theirs}` }, async (page, context) => {
    await ready(page);
    await context.setOffline(true);
    await page.locator(SECTION).fill('Viết ở xã.');
    await handIn(page);
    await waits(page);
    assert.equal((await other.post(`/reporting/obligations/${theirs}/draft`, whole(0, { sections: [{ section: 'NOTE', text: 'Viết ở sở.' }] }))).status, 200);
    await context.setOffline(false);
    await page.getByText(CHANGED).waitFor();
    await page.locator('.two-versions').waitFor();
    assert.match(await page.locator('.two-versions').innerText(), /Viết ở xã\.[^]*Viết ở sở\./);
    assert.equal((await stored(other, theirs)).report.state, 'draft', 'nothing is put in another\'s place unasked');
    assert.deepEqual(await faults(page), []);
    await page.getByRole('button', { name: 'Giữ bản của tôi' }).click();
    await page.getByText('Đã lưu nháp lúc').waitFor();
    await handIn(page);
    await page.getByText('Đã gửi. Báo cáo chờ lãnh đạo cơ quan duyệt.').waitFor();
    const { report } = await stored(other, theirs);
    assert.deepEqual([report.state, report.sections.map((each) => each.text)], ['submitted', ['Viết ở xã.']]);
    assert.equal((await keptHere(page)).outbox, 0);
  });

  await look('a colleague handed it in first: mine stands beside it until it is dropped', { ...officer, as: 'mot', size: WIDE, at: `/bao-cao/${yearly}` }, async (page, context) => {
    await ready(page);
    await context.setOffline(true);
    await page.locator(RESULTS).fill('Bản của tôi viết.');
    await handIn(page);
    await waits(page);
    const sent = await colleague.post(`/reporting/obligations/${yearly}/sending`, whole(0, { figures: [{ indicator: 'D1.E', subject: '99', value: 47, source: 'Sổ' }], sections: [{ section: 'KETQUA', text: 'Bản đồng nghiệp viết.' }] }));
    assert.equal(sent.status, 200, JSON.stringify(sent.body));
    await context.setOffline(false);
    await page.getByText(CHANGED).waitFor();
    await page.locator('.two-versions').waitFor();
    assert.match(await page.locator('.two-versions').innerText(), /Bản của tôi viết\.[^]*Bản đồng nghiệp viết\./);
    assert.deepEqual(await faults(page), []);
    await page.getByRole('button', { name: 'Bỏ bản của tôi' }).click();
    await page.locator('.two-versions').waitFor({ state: 'detached' });
    const { drafts, outbox } = await keptHere(page);
    assert.deepEqual({ drafts, outbox }, { drafts: 0, outbox: 0 });
  });
});
