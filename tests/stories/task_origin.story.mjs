// Where the report of each agency came from: a file for some, an officer for others; the person's name is for staff.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { client, signedIn } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const TASK = 'QD1539.VI.1.2';

onBothEngines('the origin of a report', {}, async (t, { server, where }) => {
  const officer = await signedIn(server, 'can-bo'), coordinator = await signedIn(server, 'dieu-phoi'), stranger = client(server);
  const share = async (caller) => (await caller.get(`/strategy/tasks/${TASK}`)).body.shares.find((one) => one.agency === 'SKHCN');

  await t.test('nothing reported: no origin', async () => {
    assert.deepEqual([(await share(officer)).progress, (await share(officer)).origin], [null, null]);
  });

  await t.test('out of a file: its name, its source, its number of rows', async () => {
    const file = join(where.data, 'tien-do.csv');
    writeFileSync(file, `task,agency,percent,status,on\n${TASK},SKHCN,30,in_progress,2026-10-31\n`);
    where.cli('progress', 'import', file, '--sample', '--source', 'Báo cáo tháng 10');
    const { origin, progress } = await share(coordinator);
    assert.deepEqual([origin.id, origin.is_import, origin.source, origin.file_name, origin.row_count, origin.is_sample], [progress.origin, true, 'Báo cáo tháng 10', 'tien-do.csv', 1, true]);
    assert.match(origin.digest, /^[0-9a-f]{64}$/);
  });

  await t.test('of an officer, with one file: staff see the person and the file, the public the position and how many', async () => {
    const { body: evidence } = await officer.call('POST', '/documents/files?name=bao-cao.pdf', new Uint8Array(Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n')), { 'content-type': 'application/octet-stream' });
    const sent = await officer.post('/strategy/progress', { task: TASK, agency: 'SKHCN', percent: 60, state: 'in_progress', product: '', note: 'đang rà soát', based_on: 1, evidence: [evidence.id] });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    assert.equal((await coordinator.post(`/strategy/submissions/${sent.body.id}/decision`, { decision: 'accept' })).status, 200);
    const seen = (await share(officer)).origin, open = (await share(stranger)).origin;
    assert.deepEqual([seen.id, seen.is_import, seen.person, seen.person_title, seen.decided_name, seen.evidence.map((one) => one.name)], [sent.body.id, false, 'Trần Văn Minh', 'Chuyên viên', 'Nguyễn Thu Hà', ['bao-cao.pdf']]);
    assert.deepEqual([open.id, open.person, open.person_title, open.decided_name, open.evidence, open.evidence_count], [sent.body.id, '', 'Chuyên viên', '', [], 1]);
    assert.equal(open.entered_at, sent.body.entered_at);
  });
});
