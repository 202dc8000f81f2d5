// tests/browser/story - officer, coordinator, public: in the browser, with numbers worked out by hand.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';
import { makeWitness } from '../harness/witness.mjs';
import { beforeServer, signIn } from './harness.mjs';

/* Five months of 5G coverage of the province; nothing else has a figure.
   Milestones: at least 20 on 31/12/2025, 99 on 31/12/2030. */
const FIGURES = [['2026-05', 26], ['2026-06', 27], ['2026-07', 28], ['2026-08', 29], ['2026-09', 30]];
const INDICATOR = '/chi-tieu/QD1539.PL1.01', TASK = 'QD1539.VI.1.2';
const REASON = 'Giải thích vì sao tăng 11,2 điểm trong một tháng';
const PDF = {
  name: 'đo-kiểm-tháng-10.pdf', mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
};

const STRANGER = { expected: [/^401 \/(viec|kiem-tra)$/] }; // at first

const plain = (text) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/\s+/g, ' ');
const wordsOf = async (place) => plain(await place.innerText());

/** Every given text stands in the place. */
async function says(place, ...texts) {
  const words = await wordsOf(place);
  for (const text of texts) assert.ok(words.includes(text), `“${text}” is not in: ${words.slice(0, 600)}`);
}

function figuresFile(folder) {
  const path = join(folder, 'figures.csv');
  const rows = FIGURES.map(([period, value]) => `QD1539.PL1.01,08,${period},${value},Báo cáo của doanh nghiệp`);
  writeFileSync(path, `${['indicator,subject,period,value,source', ...rows].join('\n')}\n`);
  return path;
}

const WITNESS = 'thanhtra.example/witness', AWAY = 'luutru.example/witness';

/** Two witnesses of the record: one that answers, and one that is away. */
async function withWitnesses(t, where) {
  const [witness, away] = [WITNESS, AWAY].map((name) => makeWitness(name)), running = await witness.serve();
  t.after(async () => {
    await running.stop();
    for (const one of [witness, away]) one.remove();
  });
  witness.cli('watch', where.cli('ledger', 'key').trim());
  where.cli('ledger', 'witness-add', witness.vkey, '--url', running.url);
  where.cli('ledger', 'witness-add', away.vkey, '--url', 'http://127.0.0.1:9');
}

/** The item of the inbox with these words; on a wide screen it opens beside the list. */
const inboxItem = (page, words) => page.locator('.inbox-lists .item').filter({ hasText: words });

onBothEngines('in the browser: officer, coordinator, public', {}, async (t, { server, where }) => {
  where.cli('observations', 'import', figuresFile(where.data));
  await withWitnesses(t, where);
  let isBroken = false;
  const step = (name, happens) => t.test(name, { skip: isBroken && 'an earlier step failed' }, async () => {
    isBroken = true;
    await happens();
    isBroken = false;
  });
  const tell = async (site, officer, coordinator, reader) => {
    await step('the public sees September: below the path, within the tolerance', async () => {
      await reader.open(INDICATOR);
      /* Path on 30/9: 20 + 79 x 273/1826 = 31.81; 30 is 1.81 below; tolerance 79 x 5 % = 3.95;
         way covered 10/79 = 12.66 %. */
      const main = reader.locator('main');
      await says(main, 'Cần chú ý', '30 %', 'tháng 09/2026', '31,8 %', 'Kém lộ trình 1,8 điểm %', '12,7 %');
      await reader.open('/');
      assert.match(await reader.locator('h1').innerText(), /chưa|Chưa|không|Không/);
    });

    await step('the officer comes to the inbox by way of signing in; October is due in 8 days', async () => {
      await officer.comeTo('/viec', '**/dang-nhap?next=%2Fviec');
      await signIn(officer, 'can-bo');
      await officer.waitForURL('**/viec');
      await officer.locator('.inbox-lists').waitFor();
      await says(inboxItem(officer, 'Phủ sóng 5G').first(), 'Nhập số liệu', 'Còn 8 ngày', '30/11/2026');
    });

    const form = officer.locator('form').filter({ has: officer.locator('#value') });
    await step('a number that may mean two things is refused at the form, before it is sent', async () => {
      await inboxItem(officer, 'Phủ sóng 5G').first().click();
      await form.locator('#value').fill('41.2');
      await form.locator('#source').fill('Đo kiểm tháng 10');
      await form.locator('button[type="submit"]').click();
      await officer.locator('.error-summary:focus').waitFor();
      await says(officer.locator('.error-summary'), 'Có 1 chỗ cần sửa', 'phần lẻ viết sau dấu phẩy');
      await officer.locator('.error-summary a').click();
      assert.equal(await officer.evaluate(() => document.activeElement.id), 'value');
      assert.equal(await form.locator('#value').getAttribute('aria-invalid'), 'true');
    });

    await step('41,2 with its evidence arrives; the machine finds the jump of 11,2 where 1 is usual', async () => {
      await form.locator('#value').fill('41,2');
      await says(form, '41,2 %', '+11,2 điểm %');
      await form.locator('#evidence').setInputFiles(PDF);
      await form.getByText('Đã ở trên máy chủ').waitFor();
      await form.locator('button[type="submit"]').click();
      await officer.locator('.sent').waitFor();
      await officer.settled();
      await says(officer.locator('.sent'), 'Đã gửi, đang chờ kiểm tra', '41,2 %', 'Có 1 tệp bằng chứng');
      await says(officer.locator('.sent'), 'Thay đổi đột biến +11,2 điểm %', 'thường chỉ khoảng 1 điểm %');
      await reader.open(INDICATOR);
      await says(reader.locator('main'), '30 %', 'tháng 09/2026');
      assert.ok(!(await wordsOf(reader.locator('main'))).includes('41,2'), 'what waits is not public');
    });

    const decision = coordinator.locator('form.decision');
    await step('the coordinator may not return it without a reason; with one, it goes back', async () => {
      await coordinator.comeTo('/kiem-tra', '**/dang-nhap?**');
      await signIn(coordinator, 'dieu-phoi');
      await coordinator.waitForURL('**/kiem-tra');
      await coordinator.locator('.entry a', { hasText: 'Tỷ lệ phủ sóng 5G' }).click();
      await decision.waitFor();
      await coordinator.settled();
      await says(coordinator.locator('main'), '41,2 %', 'Thay đổi đột biến +11,2 điểm %');
      await says(coordinator.locator('main'), 'Trần Văn Minh', 'Đo kiểm tháng 10', 'đo-kiểm-tháng-10.pdf');
      await decision.getByLabel('Trả lại để sửa').check();
      await decision.locator('#note').fill('sai');
      await decision.locator('button[type="submit"]').click();
      await coordinator.locator('.error-summary:focus').waitFor();
      await decision.locator('#note').fill(REASON);
      await decision.locator('button[type="submit"]').click();
      await coordinator.getByText('Đã trả lại', { exact: true }).first().waitFor();
    });

    await step('the officer finds it returned, with the reason; sends it again with an explanation', async () => {
      await officer.open('/viec');
      const item = inboxItem(officer, REASON).first();
      await says(item, 'Sửa và gửi lại', 'phủ sóng 5G');
      await item.click();
      await form.locator('#value').waitFor();
      await officer.settled();
      assert.equal(await form.locator('#value').inputValue(), '41,2');
      await says(form, REASON, 'Nguyễn Thu Hà');
      await form.locator('#note').fill('120 trạm mới phát sóng từ ngày 05/10/2026');
      await form.locator('button[type="submit"]').click();
      await officer.locator('.sent').waitFor();
    });

    await step('accepted: the public sees it in the same moment', async () => {
      await coordinator.open('/kiem-tra');
      await coordinator.locator('.entry a', { hasText: 'Tỷ lệ phủ sóng 5G' }).click();
      await decision.waitFor();
      await coordinator.settled();
      await says(coordinator.locator('main'), '120 trạm mới phát sóng', REASON);
      await decision.getByLabel('Chấp nhận').check();
      await decision.locator('button[type="submit"]').click();
      await coordinator.getByText('Đã chấp nhận', { exact: true }).first().waitFor();
      await reader.open(INDICATOR);
      /* Path on 31/10: 20 + 79 x 304/1826 = 33.15; 41.2 is 8.05 ahead; way covered 21.2/79 = 26.84 %.
         The line of best fit through (0, 26) (30, 27) (61, 28) (92, 29) (122, 30) (153, 41.2) rises 1318/16417.3
         a day: 2.41 in 30 days; by the end of 2030 it would be at 158.5, and a share ends at 100. */
      const main = reader.locator('main');
      await says(main, 'Đúng lộ trình', '41,2 %', 'tháng 10/2026', '33,2 %', 'Vượt lộ trình 8 điểm %');
      await says(main, '26,8 %', '+2,41 điểm %', '100 %');
    });

    await step('anybody can see where the figure came from', async () => {
      await reader.locator('table.history tbody button').first().click();
      await reader.settled();
      const proof = reader.locator('.proof-row:not([hidden])');
      await says(proof, 'Đo kiểm tháng 10', 'Sở Khoa học và Công nghệ', '1 tệp', '22/11/2026');
    });

    await step('anybody can have his own browser prove that it stands in the record', async () => {
      const proof = reader.locator('.proof-row:not([hidden])'), entries = proof.locator('.record-entries li');
      await entries.nth(1).waitFor();
      await says(proof, 'Điều phối chấp nhận', 'Cơ quan gửi số');
      await soon(async () => { // the witness cosigns a moment after the seal
        await entries.first().getByRole('button', { name: 'Kiểm tra' }).click();
        await reader.settled();
        await says(proof.locator('.is-proven'), 'Đúng: máy này đã tự tính');
        await says(proof, `Nhân chứng đã ký: ${WITNESS} (10:00 ngày 22/11/2026).`, `Nhân chứng chưa ký: ${AWAY}.`);
      }, 20000);
    });

    await step('the first page counts it, and names its change', async () => {
      await reader.open('/');
      assert.match(plain(await reader.locator('h1').innerText()), /^1 trong 14 chỉ tiêu .*đúng lộ trình đến năm 2030$/);
      await reader.locator('.places').scrollIntoViewIfNeeded();
      await says(reader.locator('.changes'), '30 %', '41,2 %');
    });

    await step('a correction: old value, new value and reason stay public', async () => {
      await officer.open(`/nhap/chi-tieu/QD1539.PL1.01?period=2026-10`);
      await form.locator('#value').fill('40,9');
      await form.locator('#source').fill('Đối chiếu lại');
      await form.locator('button[type="submit"]').click();
      await officer.locator('.error-summary:focus').waitFor();
      await says(officer.locator('.error-summary'), 'Nêu lý do sửa');
      await form.locator('#reason').fill('Đếm trùng hai trạm ở xã Côn Lôn');
      await form.locator('button[type="submit"]').click();
      await officer.locator('.sent').waitFor();
      await coordinator.open('/kiem-tra');
      await coordinator.locator('.entry a', { hasText: 'Tỷ lệ phủ sóng 5G' }).click();
      await decision.getByLabel('Chấp nhận').check();
      await decision.locator('button[type="submit"]').click();
      await coordinator.getByText('Đã chấp nhận', { exact: true }).first().waitFor();
      await reader.open(INDICATOR);
      /* 40.9 - 33.15 = 7.75 */
      await says(reader.locator('main'), '40,9 %', 'Vượt lộ trình 7,7 điểm %');
      await says(reader.locator('.corrections'), '41,2 %', '40,9 %', 'Đếm trùng hai trạm ở xã Côn Lôn');
    });

    await step('a task: reported done with its product, accepted, and done for all to see', async () => {
      await reader.open(`/nhiem-vu/${TASK}`);
      await says(reader.locator('main'), 'Chưa báo cáo');
      await officer.open(`/nhap/nhiem-vu/${TASK}`);
      await officer.getByLabel('Hoàn thành').check();
      const report = officer.locator('form').filter({ has: officer.locator('button[type="submit"]') }).last();
      await report.locator('button[type="submit"]').click();
      await officer.locator('.error-summary:focus').waitFor();
      await says(officer.locator('.error-summary'), 'ghi sản phẩm');
      await officer.getByLabel('Sản phẩm đã có').fill('Báo cáo 45/BC-SKHCN ngày 20/11/2026');
      await report.locator('button[type="submit"]').click();
      await officer.locator('.sent').waitFor();
      await coordinator.open('/kiem-tra');
      await coordinator.locator('.entry a').first().click();
      await decision.getByLabel('Chấp nhận').check();
      await decision.locator('button[type="submit"]').click();
      await coordinator.getByText('Đã chấp nhận', { exact: true }).first().waitFor();
      await reader.open(`/nhiem-vu/${TASK}`);
      await says(reader.locator('main'), 'Hoàn thành', 'Báo cáo 45/BC-SKHCN', '22/11/2026');
    });

    await step('signing out ends it: the inbox asks for the password again', async () => {
      await officer.open('/viec');
      await officer.getByRole('button', { name: 'Đăng xuất' }).click();
      await officer.waitForURL((url) => url.pathname === '/');
      await officer.comeTo('/viec', '**/dang-nhap?next=%2Fviec');
    });
  };
  await beforeServer(where, server, (site) => site.visit(STRANGER, (officer) => site.visit(STRANGER, (coordinator) => (
    site.visit({}, (reader) => tell(site, officer, coordinator, reader))
  ))));
});
