// Roles as rows: given for some days, ended, handed on by delegation and taken back; who may is who can; who looked is told.
// SPDX-License-Identifier: Apache-2.0
import assert from 'node:assert/strict';
import { ACCOUNTS, banyan, client, serve, signedIn, soon } from '../harness/banyan.mjs';
import { onBothEngines } from '../harness/engines.mjs';

const slug = (answer) => answer.body.type?.replace('/problems/', '');
const told = (answer) => [answer.status, slug(answer)];
/** Of a refusal in a field: [status, field, slug]. */
const fieldOf = (answer) => [answer.status, answer.body.errors?.[0]?.pointer, answer.body.errors?.[0]?.type.replace('/problems/', '')];

const idOf = async (admin, username) => (await admin.get(`/people/accounts?q=${username}`)).body.accounts.find((one) => one.username === username).id;
const rolesOf = async (admin, id) => (await admin.get(`/people/accounts/${id}`)).body.account.roles;
const mayOf = async (one) => (await one.get('/people/me')).body.permissions;

/** Another server on the same data, on another day. It ends the sessions of days before: who goes on signs in again. */
async function onDay(t, where, day) {
  const server = await serve(where, { set: { 'clock.fixed': `${day}T03:00:00Z`, 'people.unused_days': 0 } });
  t.after(() => server.stop());
  return server;
}

onBothEngines('roles are given and ended', {}, async (t, { server, where }) => {
  const admin = await signedIn(server, 'quan-tri'), ids = {};
  for (const [username] of ACCOUNTS) ids[username] = await idOf(admin, username);
  const give = (username, role) => admin.post(`/people/accounts/${ids[username]}/roles`, role);
  const end = (grant, body = {}) => admin.post(`/access/grants/${grant}/end`, body);

  await t.test('accounts are found without marks, by state, a page at a time; strangers and officers see none', async () => {
    const { body } = await admin.get('/people/accounts?q=tran%20van');
    assert.deepEqual(body.accounts.map((one) => one.username), ['can-bo']);
    assert.deepEqual([body.found, body.total, body.page, body.pages], [1, ACCOUNTS.length, 1, 1]);
    assert.deepEqual(body.accounts[0].roles.map((one) => [one.role, one.agency, one.agency_name, one.state]), [['officer', 'SKHCN', 'Sở Khoa học và Công nghệ', 'holds']]);
    assert.equal((await admin.get('/people/accounts?state=disabled')).body.found, 0);
    assert.equal((await admin.get('/people/accounts?page=2')).body.accounts.length, 0);
    assert.equal((await client(server).get('/people/accounts')).status, 401);
    assert.equal((await (await signedIn(server, 'can-bo')).get('/people/accounts')).status, 403);
  });

  await t.test('a role for some days in December holds on those days and on no other', async (t) => {
    const answer = await give('can-bo-xa', { role: 'coordinator', valid_from: '2026-12-01', valid_to: '2026-12-11', reason: 'Quyết định số 12/QĐ-UBND' });
    assert.equal(answer.status, 204);
    const now = await signedIn(server, 'can-bo-xa');
    assert.ok(!(await mayOf(now)).includes('strategy.check'));
    const [role] = await rolesOf(admin, ids['can-bo-xa']);
    assert.deepEqual([role.role, role.state, role.valid_from, role.valid_to, role.given_name, role.reason], ['coordinator', 'coming', '2026-12-01', '2026-12-11', 'Quản trị', 'Quyết định số 12/QĐ-UBND']);
    for (const [day, has] of [['2026-11-30', false], ['2026-12-01', true], ['2026-12-10', true], ['2026-12-11', false]]) {
      const there = await onDay(t, where, day), one = await signedIn(there, 'can-bo-xa');
      assert.equal((await mayOf(one)).includes('strategy.check'), has, day);
      assert.equal((await one.post('/strategy/submissions/entry_x/decision', { decision: 'accept' })).status, has ? 404 : 403, day);
      await there.stop();
    }
    await admin.signIn('quan-tri');
  });

  await t.test('what cannot be given is refused at its field', async () => {
    assert.deepEqual(fieldOf(await give('can-bo', { role: 'leader', valid_from: '2026-11-21' })), [400, '/valid_from', 'access/day-past']);
    assert.deepEqual(fieldOf(await give('can-bo', { role: 'leader', valid_from: '2026-12-02', valid_to: '2026-12-02' })), [400, '/valid_to', 'access/validity-order']);
    assert.deepEqual(fieldOf(await give('can-bo', { role: 'head' })), [400, '/agency', 'access/role-needs-agency']);
    assert.deepEqual(fieldOf(await give('can-bo', { role: 'head', agency: 'OLD-STTTT' })), [400, '/agency', 'access/agency-closed']);
    assert.deepEqual(fieldOf(await give('can-bo', { role: 'head', agency: 'NOBODY' })), [400, '/agency', 'reference/code-unknown']);
    assert.deepEqual(told(await give('can-bo', { role: 'officer', agency: 'SKHCN', valid_from: '2027-01-01' })), [409, 'access/role-held']);
    assert.deepEqual(told(await give('can-bo-xa', { role: 'coordinator', valid_from: '2026-12-10' })), [409, 'access/role-held']);
    assert.equal((await give('can-bo-xa', { role: 'coordinator', valid_from: '2026-12-11', valid_to: '2026-12-12' })).status, 204, 'the day after is free');
    assert.deepEqual(told(await admin.post('/people/accounts/account_x/roles', { role: 'leader' })), [404, 'people/account-missing']);
  });

  await t.test('four eyes: an administrator gives himself nothing and does not end his own last role', async () => {
    assert.deepEqual(told(await give('quan-tri', { role: 'coordinator' })), [403, 'access/own-role']);
    const own = (await rolesOf(admin, ids['quan-tri'])).find((one) => one.role === 'administrator');
    assert.deepEqual(told(await end(own.grant)), [403, 'access/own-role']);
    assert.deepEqual(told(await end(own.grant, { valid_to: '2027-01-01' })), [403, 'access/own-role']);
    assert.ok((await mayOf(admin)).includes('access.grant'));
  });

  await t.test('a role ends at once, for an open session too; not twice, not in the past, not to prolong it', async () => {
    assert.equal((await give('nguoi-dan', { role: 'leader' })).status, 204);
    const one = await signedIn(server, 'nguoi-dan');
    assert.ok((await mayOf(one)).includes('strategy.see_entries'));
    const leaderOf = async () => (await rolesOf(admin, ids['nguoi-dan'])).find((role) => role.role === 'leader'), given = await leaderOf();
    assert.deepEqual(fieldOf(await end(given.grant, { valid_to: '2026-11-21' })), [400, '/valid_to', 'access/day-past']);
    assert.equal((await end(given.grant, { valid_to: '2026-12-31' })).status, 204);
    assert.deepEqual(told(await end(given.grant, { valid_to: '2027-03-01' })), [409, 'access/role-ended'], 'later is not ending');
    assert.equal((await end(given.grant)).status, 204);
    assert.equal((await one.get('/strategy/submissions')).status, 403);
    assert.deepEqual(told(await end(given.grant)), [409, 'access/role-ended']);
    const over = await leaderOf();
    assert.deepEqual([over.state, over.valid_to, over.ended_name], ['over', '2026-11-22', 'Quản trị'], 'it stays, with who ended it');
    assert.deepEqual(told(await end('grant_x')), [404, 'access/grant-unknown']);
    const coming = (await rolesOf(admin, ids['can-bo-xa'])).find((role) => role.state === 'coming');
    assert.deepEqual(fieldOf(await end(coming.grant, { valid_to: '2026-11-25' })), [400, '/valid_to', 'access/validity-order']);
    assert.equal((await end(coming.grant)).status, 204, 'what has not begun is called off');
    assert.equal((await rolesOf(admin, ids['can-bo-xa'])).find((role) => role.grant === coming.grant).valid_to, coming.valid_from);
  });

  await t.test('each leaves its entry in the record, without the words of the reason', async () => {
    const { body: { entries } } = await admin.get(`/ledger/entries?subject=${ids['nguoi-dan']}`);
    const kinds = entries.map((one) => one.kind);
    assert.equal(kinds.filter((one) => one === 'access.role_ended').length, 2);
    assert.equal(kinds.filter((one) => one === 'access.role_granted').length, 2);
    const xa = (await admin.get(`/ledger/entries?subject=${ids['can-bo-xa']}`)).body.entries;
    assert.ok(!JSON.stringify(xa).includes('12/QĐ'));
    assert.match(JSON.stringify(xa), /reason_digest/);
  });

  await t.test('the same by command', async () => {
    where.cli('account', 'grant', '--username', 'nguoi-dan', '--role', 'officer', '--agency', 'SNV', '--valid-from', '2026-11-22', '--valid-to', '2026-12-22', '--reason', 'Biệt phái');
    const officerOf = async () => (await rolesOf(admin, ids['nguoi-dan'])).find((role) => role.role === 'officer');
    assert.equal((await officerOf()).valid_to, '2026-12-22');
    where.cli('account', 'end-role', '--username', 'nguoi-dan', '--role', 'officer', '--agency', 'SNV');
    assert.equal((await officerOf()).state, 'over');
    const again = where.try('account', 'end-role', '--username', 'nguoi-dan', '--role', 'officer', '--agency', 'SNV');
    assert.match(again.err, /\[people\/role-not-held\]/);
    assert.match(where.cli('account', 'list'), /^nguoi-dan +Bàn Văn Sơn +citizen$/m, 'what has ended is not listed');
    where.cli('account', 'disable', '--username', 'nguoi-dan');
    assert.deepEqual(told(await client(server).signIn('nguoi-dan')), [403, 'people/account-disabled']);
    where.cli('account', 'enable', '--username', 'nguoi-dan');
    assert.equal((await client(server).signIn('nguoi-dan')).status, 200);
  });
});

onBothEngines('accounts are kept in the browser', {}, async (t, { server }) => {
  const admin = await signedIn(server, 'quan-tri');
  const added = await admin.post('/people/accounts', { username: 'Moi.Den', name: 'Đỗ Thị Mới', title: 'Chuyên viên', role: 'officer', agency: 'SNV', valid_to: '2027-01-01' });

  await t.test('an account is added; its password is told once and opens it', async () => {
    assert.equal(added.status, 201);
    assert.equal(added.body.username, 'moi.den');
    assert.ok(added.body.password.length >= 20);
    const me = await client(server).signIn('moi.den', added.body.password);
    assert.deepEqual([me.status, me.body.name, me.body.roles[0].valid_to], [200, 'Đỗ Thị Mới', '2027-01-01']);
    assert.ok(!JSON.stringify((await admin.get(`/people/accounts/${added.body.account}`)).body).includes(added.body.password));
  });

  await t.test('a name that is taken, one of a wrong form, a role without its agency: nothing is added', async () => {
    const add = (changes) => admin.post('/people/accounts', { username: 'khac', name: 'Khác', role: 'leader', ...changes });
    assert.deepEqual(told(await add({ username: 'moi.den' })), [409, 'people/username-taken']);
    assert.deepEqual(fieldOf(await add({ username: 'có dấu' })), [400, '/username', 'people/username-form']);
    assert.deepEqual(fieldOf(await add({ role: 'head' })), [400, '/agency', 'access/role-needs-agency']);
    assert.equal((await admin.get('/people/accounts?q=khac')).body.found, 0);
  });

  await t.test('a new password ends the sessions; the old one is none', async () => {
    const one = client(server);
    await one.signIn('moi.den', added.body.password);
    const reset = await admin.post(`/people/accounts/${added.body.account}/password`, {});
    assert.equal(reset.status, 200);
    assert.equal((await one.get('/strategy/inbox')).status, 401);
    assert.equal((await client(server).signIn('moi.den', added.body.password)).status, 401);
    assert.equal((await client(server).signIn('moi.den', reset.body.password)).status, 200);
    added.body.password = reset.body.password;
  });

  await t.test('a disabled account is a stranger at once, and is let in again; its old sessions are not', async () => {
    const one = client(server), at = `/people/accounts/${added.body.account}`;
    await one.signIn('moi.den', added.body.password);
    assert.equal((await admin.post(`${at}/disable`, {})).status, 204);
    assert.equal((await admin.post(`${at}/disable`, {})).status, 204, 'twice is once');
    assert.equal((await one.get('/strategy/inbox')).status, 401);
    assert.deepEqual((await admin.get('/people/accounts?state=disabled')).body.accounts.map((line) => line.username), ['moi.den']);
    assert.equal((await admin.post(`${at}/enable`, {})).status, 204);
    assert.equal((await one.get('/strategy/inbox')).status, 401);
    assert.equal((await client(server).signIn('moi.den', added.body.password)).status, 200);
  });

  await t.test('not with one\'s own account', async () => {
    const own = await idOf(admin, 'quan-tri');
    for (const what of ['disable', 'enable', 'password']) {
      assert.deepEqual(told(await admin.post(`/people/accounts/${own}/${what}`, {})), [403, 'people/own-account'], what);
    }
    assert.equal((await admin.post('/people/accounts/account_x/disable', {})).status, 404);
  });
});

onBothEngines('a role is delegated', {}, async (t, { server, where }) => {
  const admin = await signedIn(server, 'quan-tri'), head = await signedIn(server, 'lanh-dao-so'), officer = await signedIn(server, 'can-bo'), ids = {};
  for (const [username] of ACCOUNTS) ids[username] = await idOf(admin, username);
  const mine = (await head.get('/people/delegations')).body;
  const wanted = { grant: mine.own[0].grant, account: ids['can-bo'], valid_from: '2026-11-22', valid_to: '2026-12-01', reason: 'Quyết định ủy quyền số 45/QĐ-SKHCN' };
  const delegate = (changes, one = head) => one.post('/access/delegations', { ...wanted, ...changes });

  await t.test('who may be chosen: colleagues of the same agency alone', () => {
    assert.deepEqual(mine.own.map((one) => [one.role, one.agency, one.may_be_delegated]), [['head', 'SKHCN', true]]);
    assert.deepEqual(mine.colleagues.map((one) => one.name), ['Trần Văn Minh']);
    assert.deepEqual([mine.given, mine.received], [[], []]);
  });

  await t.test('what cannot be handed on is refused', async () => {
    assert.deepEqual(fieldOf(await delegate({ account: ids['can-bo-snv'] })), [400, '/account', 'access/not-a-colleague']);
    assert.deepEqual(fieldOf(await delegate({ account: ids['lanh-dao-so'] })), [400, '/account', 'access/not-a-colleague']);
    assert.deepEqual(fieldOf(await delegate({ valid_from: '2026-11-01' })), [400, '/valid_from', 'access/day-past']);
    assert.deepEqual(fieldOf(await delegate({ valid_to: '2026-11-22' })), [400, '/valid_to', 'access/validity-order']);
    assert.equal((await delegate({ reason: 'vì' })).body.errors[0].pointer, '/reason');
    assert.equal((await delegate({ valid_to: null })).body.errors[0].pointer, '/valid_to', 'never without an end');
    assert.deepEqual(told(await delegate({}, officer)), [403, 'access/delegation-not-yours']);
    assert.deepEqual(told(await delegate({ grant: 'grant_x' })), [404, 'access/grant-unknown']);
    assert.equal((await delegate({}, await signedIn(server, 'dieu-phoi'))).status, 403, 'a coordinator hands on nothing');
    await admin.post(`/people/accounts/${ids['can-bo-snv']}/roles`, { role: 'leader' });
    const other = await signedIn(server, 'can-bo-snv'), leader = (await other.get('/people/own')).body.roles.find((one) => one.role === 'leader');
    assert.deepEqual(told(await delegate({ grant: leader.grant }, other)), [403, 'access/role-not-delegable']);
  });

  let given;
  await t.test('it holds at once, and says for whom', async () => {
    assert.equal((await delegate({})).status, 204);
    assert.deepEqual(told(await delegate({ valid_from: '2026-11-30', valid_to: '2026-12-05' })), [409, 'access/role-held']);
    const { body: me } = await officer.get('/people/me');
    assert.deepEqual(me.roles, [
      { role: 'officer', agency: 'SKHCN', acting_for: '', valid_to: null },
      { role: 'head', agency: 'SKHCN', acting_for: 'Nguyễn Thị Hạnh', valid_to: '2026-12-01' },
    ]);
    [given] = (await head.get('/people/delegations')).body.given;
    assert.deepEqual([given.name, given.is_delegated, given.state, given.reason], ['Trần Văn Minh', true, 'holds', wanted.reason]);
    const received = (await officer.get('/people/delegations')).body.received;
    assert.deepEqual(received.map((one) => [one.grant, one.given_name, one.may_be_delegated]), [[given.grant, 'Nguyễn Thị Hạnh', false]]);
    assert.ok((await admin.get(`/ledger/entries?subject=${ids['can-bo']}`)).body.entries.some((one) => one.kind === 'access.role_delegated'));
  });

  await t.test('it is not delegated on', async () => {
    assert.deepEqual(told(await delegate({ grant: given.grant, account: ids['lanh-dao-so'] }, officer)), [403, 'access/delegated-on']);
  });

  await t.test('it ends on its day', async (t) => {
    for (const [day, count] of [['2026-11-30', 2], ['2026-12-01', 1]]) {
      const there = await onDay(t, where, day);
      assert.equal((await (await signedIn(there, 'can-bo')).get('/people/me')).body.roles.length, count, day);
      await there.stop();
    }
    for (const [one, username] of [[admin, 'quan-tri'], [head, 'lanh-dao-so'], [officer, 'can-bo']]) await one.signIn(username);
  });

  await t.test('the giver takes it back, another cannot, nobody twice', async () => {
    const other = await signedIn(server, 'can-bo-xa');
    assert.deepEqual(told(await other.post(`/access/delegations/${given.grant}/end`, {})), [403, 'access/delegation-not-yours']);
    assert.deepEqual(told(await head.post(`/access/delegations/${wanted.grant}/end`, {})), [403, 'access/delegation-not-yours'], 'one\'s own role is no delegation');
    assert.equal((await head.post(`/access/delegations/${given.grant}/end`, {})).status, 204);
    assert.equal((await officer.get('/people/me')).body.roles.length, 1, 'at the next request of an open session');
    assert.deepEqual(told(await head.post(`/access/delegations/${given.grant}/end`, {})), [409, 'access/role-ended']);
  });

  await t.test('it ends with the role that it comes from, and never outlasts it', async () => {
    assert.equal((await delegate({ valid_to: '2026-12-20' })).status, 204);
    assert.equal((await admin.post(`/access/grants/${wanted.grant}/end`, { valid_to: '2026-12-10' })).status, 204);
    const cut = (await officer.get('/people/delegations')).body.received.find((one) => one.state === 'holds');
    assert.equal(cut.valid_to, '2026-12-10');
    assert.equal((await officer.post(`/access/delegations/${cut.grant}/end`, {})).status, 204, 'who received it may give it back');
    assert.deepEqual(fieldOf(await delegate({ valid_to: '2026-12-11' })), [400, '/valid_to', 'access/delegation-too-long']);
    assert.equal((await delegate({ valid_to: '2026-12-10' })).status, 204);
  });

  await t.test('a giver whose account is disabled is acted for by nobody', async () => {
    assert.equal((await officer.get('/people/me')).body.roles.length, 2);
    assert.equal((await admin.post(`/people/accounts/${ids['lanh-dao-so']}/disable`, {})).status, 204);
    assert.equal((await officer.get('/people/me')).body.roles.length, 1);
  });
});

onBothEngines('four eyes across delegation', {}, async (t, { server }) => {
  const admin = await signedIn(server, 'quan-tri'), head = await signedIn(server, 'lanh-dao-so'), officer = await signedIn(server, 'can-bo');
  const checks = await signedIn(server, 'dieu-phoi'), id = await idOf(admin, 'dieu-phoi');
  await admin.post(`/people/accounts/${id}/roles`, { role: 'officer', agency: 'SKHCN', reason: 'Biệt phái về Sở' });
  const progress = async (one, task) => {
    const answer = await one.post('/strategy/progress', { task, agency: 'SKHCN', percent: 20, state: 'in_progress', product: '', note: '', based_on: 0 });
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body.id;
  };
  const decide = (entry) => checks.post(`/strategy/submissions/${entry}/decision`, { decision: 'return', note: 'Nêu rõ kết quả đã đạt được' });
  const waits = async (entry) => (await checks.get('/strategy/inbox')).body.items.some((item) => item.kind === 'check' && item.id === entry);
  const { own: [grant] } = (await head.get('/people/delegations')).body;
  const handOver = () => head.post('/access/delegations', { grant: grant.grant, account: id, valid_from: '2026-11-22', valid_to: '2026-12-01', reason: 'Quyết định ủy quyền số 46' });

  await t.test('who acts for the sender does not decide what the sender entered, nor does he see it as his work', async () => {
    assert.equal((await handOver()).status, 204);
    const [own, others] = [await progress(head, 'QD1539.VI.1.2'), await progress(officer, 'QD1539.VI.1.3')];
    assert.deepEqual(told(await decide(own)), [403, 'access/same-hand']);
    assert.equal((await checks.get(`/strategy/submissions/${own}`)).body.may_decide, false);
    assert.deepEqual([await waits(own), await waits(others)], [false, true]);
    assert.equal((await checks.get(`/strategy/submissions/${others}`)).body.may_decide, true);
    assert.equal((await decide(others)).status, 200);
  });

  await t.test('what he entered under the delegation he does not decide either', async () => {
    const own = await progress(checks, 'QD1539.VI.1.1');
    assert.deepEqual(told(await decide(own)), [403, 'strategy/own-decision']);
  });

  await t.test('two who act for the same person do not decide on each other', async () => {
    const { colleagues } = (await head.get('/people/delegations')).body, minh = colleagues.find((one) => one.name === 'Trần Văn Minh');
    await head.post('/access/delegations', { grant: grant.grant, account: minh.account, valid_from: '2026-11-22', valid_to: '2026-12-01', reason: 'Quyết định ủy quyền số 47' });
    const entry = await progress(officer, 'QD1539.VI.2.2');
    assert.deepEqual(told(await decide(entry)), [403, 'access/same-hand']);
  });
});

onBothEngines('who looked is told', {}, async (t, { server, where }) => {
  const admin = await signedIn(server, 'quan-tri'), citizen = await signedIn(server, 'nguoi-dan');
  const own = async (one = citizen) => (await one.get('/people/own')).body;
  const id = (await citizen.get('/people/me')).body.account;

  await t.test('a person sees what is kept of him, and that nobody read it', async () => {
    const data = await own();
    assert.deepEqual([data.username, data.name, data.roles.map((one) => one.role), data.reads], ['nguoi-dan', 'Bàn Văn Sơn', ['citizen'], []]);
    assert.equal(data.kept_months, 24);
  });

  await t.test('each reading by an administrator is there: when, who, as what, why, where', async () => {
    assert.equal((await admin.get(`/people/accounts/${id}?purpose=incident`)).status, 200);
    assert.equal((await admin.get('/people/accounts?q=son')).status, 200);
    assert.equal((await admin.get('/people/who-may?permission=people.own&purpose=review')).status, 200);
    const reads = (await own()).reads.map(({ read_at, name, role, purpose, route }) => [read_at, name, role, purpose, route]);
    const at = '2026-11-22T03:00:00Z';
    assert.deepEqual(reads.sort((a, b) => a[4].localeCompare(b[4])), [
      [at, 'Quản trị', 'administrator', 'administration', 'GET /people/accounts'],
      [at, 'Quản trị', 'administrator', 'incident', 'GET /people/accounts/{id}'],
      [at, 'Quản trị', 'administrator', 'review', 'GET /people/who-may'],
    ]);
  });

  await t.test('what was refused read nothing; one\'s own data are nobody else\'s', async () => {
    const before = (await own()).reads.length;
    assert.equal((await (await signedIn(server, 'lanh-dao')).get(`/people/accounts/${id}`)).status, 403);
    assert.equal((await client(server).get(`/people/accounts/${id}`)).status, 401);
    assert.equal((await admin.get(`/people/accounts/${id}?purpose=curiosity`)).status, 400);
    assert.equal((await own()).reads.length, before);
    const adminId = (await admin.get('/people/me')).body.account;
    await admin.get(`/people/accounts/${adminId}`);
    assert.deepEqual((await own(admin)).reads, []);
  });

  await t.test('the page of a browser leaves the same record', async () => {
    const before = (await own()).reads.length;
    const page = await admin.get(`${server.url}/quan-tri/tai-khoan/${id}?purpose=request`);
    assert.equal(page.status, 200);
    assert.ok(page.body.includes('Bàn Văn Sơn'));
    const { reads } = await own();
    assert.deepEqual([reads.length, reads.filter((one) => one.purpose === 'request').length], [before + 1, 1]);
  });

  await t.test('the record has an entry, and does not tell whose data it was', async () => {
    const { body: { entries } } = await admin.get('/ledger/entries?subject=accounts');
    assert.ok(entries.length >= 4 && entries.every((one) => one.kind === 'people.data_read'));
    assert.ok(!JSON.stringify(entries).includes(id));
    assert.match(JSON.stringify(entries), /reads_digest/);
  });

  await t.test('after two years it is gone', async (t) => {
    const there = await onDay(t, where, '2028-11-25'), one = await signedIn(there, 'nguoi-dan');
    await soon(async () => assert.equal((await own(one)).reads.length, 4));
    await there.stop();
    const later = await onDay(t, where, '2028-12-10'), same = await signedIn(later, 'nguoi-dan');
    await soon(async () => assert.deepEqual((await own(same)).reads, []));
    await later.stop();
  });
});

onBothEngines('who may is who can', {}, async (t, { server }) => {
  const admin = await signedIn(server, 'quan-tri'), head = await signedIn(server, 'lanh-dao-so'), callers = {};
  const names = new Map(ACCOUNTS.map(([username, , , name]) => [username, name]));
  const { own: [grant], colleagues: [minh] } = (await head.get('/people/delegations')).body;
  await head.post('/access/delegations', { grant: grant.grant, account: minh.account, valid_from: '2026-11-22', valid_to: '2026-12-01', reason: 'Quyết định ủy quyền số 48' });
  const snv = await idOf(admin, 'can-bo-snv'), [ended] = await rolesOf(admin, snv);
  await admin.post(`/access/grants/${ended.grant}/end`, {});
  await admin.post(`/people/accounts/${await idOf(admin, 'lanh-dao')}/disable`, {});
  for (const [username] of ACCOUNTS.filter(([one]) => one !== 'lanh-dao')) callers[username] = await signedIn(server, username);
  const { body: matrix } = await admin.get('/access/matrix');
  const whoMay = async (permission, agency = '') => (await admin.get(`/people/who-may?permission=${permission}&agency=${agency}`)).body.lines;

  await t.test('the matrix is the printed one, but for what is a house of its own', () => {
    const printed = banyan(['describe', '--permissions']).out.split('\n').filter((line) => /^\| (?!witness)\w+\./.test(line)).map((line) => line.split('|').map((cell) => cell.trim()));
    assert.deepEqual(matrix.permissions.map((one) => one.name), printed.map((cells) => cells[1]));
    const head = ['public', ...matrix.roles.map((one) => one.role)];
    assert.deepEqual(matrix.permissions.map((one) => head.map((role) => one.roles.includes(role))), printed.map((cells) => cells.slice(2, 2 + head.length).map((cell) => cell === 'yes')));
    assert.deepEqual(matrix.roles.filter((one) => one.may_be_delegated).map((one) => one.role), ['officer', 'head']);
  });

  for (const { name } of matrix.permissions) {
    await t.test(name, async () => {
      const answered = new Set((await whoMay(name)).map((one) => one.name)), able = new Set();
      for (const [username, one] of Object.entries(callers)) {
        const { body: me } = await one.get('/people/me');
        if (me.roles.length > 0 && me.permissions.includes(name)) able.add(names.get(username));
      }
      assert.deepEqual([...answered].sort(), [...able].sort());
    });
  }

  await t.test('for one agency: by a role of one\'s own and by delegation, each told', async () => {
    const lines = (await whoMay('strategy.enter', 'SKHCN')).map((one) => [one.name, one.role, one.is_delegated ? one.given_name : '']).sort();
    assert.deepEqual(lines, [['Nguyễn Thị Hạnh', 'head', ''], ['Trần Văn Minh', 'head', 'Nguyễn Thị Hạnh'], ['Trần Văn Minh', 'officer', '']]);
    assert.deepEqual((await whoMay('strategy.enter', 'SNV')), [], 'the role ended');
    assert.deepEqual((await whoMay('strategy.check', 'SNV')).map((one) => one.name), ['Nguyễn Thu Hà']);
    assert.deepEqual(fieldOf(await admin.get('/people/who-may?permission=strategy.none')), [400, '/permission', 'access/permission-unknown']);
  });

  await t.test('all that one account may do, by which role', async () => {
    const { body } = await admin.get(`/people/accounts/${minh.account}`);
    assert.deepEqual(body.may.map((one) => one.permission).sort(), (await mayOf(callers['can-bo'])).sort());
    const enter = body.may.find((one) => one.permission === 'strategy.enter');
    assert.deepEqual([enter.is_everywhere, enter.agencies, enter.grants.length], [false, ['Sở Khoa học và Công nghệ'], 2]);
  });
});
