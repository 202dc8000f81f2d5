// Accounts for administrators: found by name and state, a page at a time; adding one.
// SPDX-License-Identifier: Apache-2.0
import plus from 'icon:user-round-plus';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { AccountLine, AccountList, AccountState, PasswordShown, Purpose } from '../api/types';
import { linkTo, query, setQuery } from '../lib/address';
import { dateTime, number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { RoleName } from '../rooms/people/grant';
import { PasswordOnce } from '../rooms/people/password_once';
import { ROLE_FIELDS, RoleFields, roleInput, roleWrongs, useRoleDraft } from '../rooms/people/role_fields';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary, wrongOf } from '../ui/error_summary';
import { TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { Pager } from '../ui/pager';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { accountsWords } from '../words/vi/accounts';
import { commonWords } from '../words/vi/common';
import { staffWords } from '../words/vi/staff';

const STATES: readonly (AccountState | '')[] = ['', 'active', 'disabled'];
const PURPOSES: readonly Purpose[] = ['administration', 'review', 'request', 'incident'];
const STANDARD: Purpose = 'administration';

const purposeAsked = (): Purpose => PURPOSES.find((one) => one === query.value.purpose) ?? STANDARD;

function Tools() {
  const t = accountsWords(), typed = useSignal(query.value.q ?? ''), purpose = purposeAsked();
  const find = (event: Event) => {
    event.preventDefault();
    setQuery({ q: typed.value.trim(), page: '' });
  };
  return (
    <form class="account-tools" role="search" onSubmit={find}>
      <div class="field account-find">
        <label for="q">{t.find}</label>
        <div class="field-row">
          <input id="q" type="search" value={typed.value} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => { typed.value = event.currentTarget.value; }} />
          <button type="submit" class="button">{t.findGo}</button>
        </div>
      </div>
      <div class="field">
        <span class="label" id="state-label">{t.state}</span>
        <div class="segments" role="group" aria-labelledby="state-label">
          {STATES.map((one) => <button key={one} type="button" aria-pressed={(query.value.state ?? '') === one} onClick={() => setQuery({ state: one, page: '' })}>{one === '' ? t.allStates : t.states[one]}</button>)}
        </div>
      </div>
      <div class="field">
        <label for="purpose">{t.purpose}</label>
        <select id="purpose" value={purpose} onChange={(event) => setQuery({ purpose: event.currentTarget.value === STANDARD ? '' : event.currentTarget.value })}>
          {PURPOSES.map((one) => <option key={one} value={one} selected={one === purpose}>{t.purposes[one]}</option>)}
        </select>
      </div>
    </form>
  );
}

const hrefOf = (id: string): string => `/quan-tri/tai-khoan/${id}${purposeAsked() === STANDARD ? '' : `?purpose=${purposeAsked()}`}`;

function Line({ one }: { one: AccountLine }) {
  const t = accountsWords();
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf(one.id)}><Vi>{one.name}</Vi></a>{one.is_sample && <> <span class="sample-tag">{staffWords().sampleAccount}</span></>}
        <small>{one.username}{one.title && <> · <Vi>{one.title}</Vi></>}</small>
      </th>
      <td data-head={t.columns.roles}>
        {one.roles.length === 0 ? <span class="quiet">{t.noRole}</span> : <ul>{one.roles.map((role) => <li key={role.grant}><RoleName of={role} />{role.is_delegated && <small class="delegated"><Vi>{t.delegatedBy(role.given_name)}</Vi></small>}</li>)}</ul>}
      </td>
      <td data-head={t.columns.signedIn}>{one.signed_in_at ? dateTime(one.signed_in_at) : <span class="quiet">{t.never}</span>}</td>
      <td data-head={t.columns.state}><span class={`account-state is-${one.state}`}>{t.states[one.state]}</span>{one.is_locked && <small>{t.locked}</small>}</td>
    </tr>
  );
}

function List({ list }: { list: AccountList }) {
  const t = accountsWords(), isFiltered = list.found !== list.total;
  const go = (page: number) => setQuery({ page: page === 1 ? '' : String(page) });
  return (
    <>
      <p class="quiet" role="status">{isFiltered ? t.found(number(list.found, 0), number(list.total, 0)) : t.total(number(list.total, 0), list.total)}</p>
      {list.accounts.length === 0 ? <p class="empty">{t.none}</p> : (
        <table class="people">
          <caption class="unseen">{t.caption}</caption>
          <thead><tr><th scope="col">{t.columns.person}</th><th scope="col">{t.columns.roles}</th><th scope="col">{t.columns.signedIn}</th><th scope="col">{t.columns.state}</th></tr></thead>
          <tbody>{list.accounts.map((one) => <Line key={one.id} one={one} />)}</tbody>
        </table>
      )}
      <Pager page={list.page} pages={list.pages} hrefOf={(page) => linkTo({ page: page === 1 ? '' : String(page) })} go={go} />
    </>
  );
}

const FIELDS = ['username', 'name', 'title', ...ROLE_FIELDS];

function AddForm({ done, cancel }: { done: (shown: PasswordShown) => void; cancel: () => void }) {
  const t = accountsWords(), username = useSignal(''), name = useSignal(''), title = useSignal(''), role = useRoleDraft(), submit = useSubmit(FIELDS);
  const wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const found = roleWrongs(role);
    if (name.value.trim() === '') found.unshift({ field: 'name', text: t.wrongs.name });
    if (username.value.trim() === '') found.unshift({ field: 'username', text: t.wrongs.username });
    const shown = await submit.send(found, () => call('POST /people/accounts', { username: username.value.trim(), name: name.value.trim(), title: title.value.trim(), ...roleInput(role) }));
    if (shown) done(shown);
  };
  return (
    <form class="form side-form" noValidate onSubmit={(event) => void send(event)} aria-labelledby="add-title">
      <h2 id="add-title">{t.addTitle}</h2>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id="username" label={t.username} hint={t.usernameHint} wrong={wrongOf(wrongs, 'username')} value={username.value} change={(value) => { username.value = value; }} most={40} />
      <TextField id="name" label={t.name} wrong={wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={120} />
      <TextField id="title" label={t.position} isOptional wrong={wrongOf(wrongs, 'title')} value={title.value} change={(value) => { title.value = value; }} most={120} />
      <RoleFields draft={role} wrongs={wrongs} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.addGo}</button>
        <button type="button" class="button is-quiet" onClick={cancel}>{t.cancel}</button>
      </p>
    </form>
  );
}

function Add() {
  const t = accountsWords(), isOpen = useSignal(false), shown = useSignal<PasswordShown | null>(null);
  const done = (made: PasswordShown) => {
    shown.value = made;
    isOpen.value = false;
    forgetLoaded();
  };
  return (
    <>
      {shown.value && <PasswordOnce shown={shown.value} title={t.once.added(shown.value.username)} isLinked />}
      {isOpen.value ? <AddForm done={done} cancel={() => { isOpen.value = false; }} /> : <p class="buttons"><button type="button" class="button" onClick={() => { isOpen.value = true; shown.value = null; }}><Icon of={plus} size={18} />{t.add}</button></p>}
    </>
  );
}

export function AccountsPage() {
  const t = accountsWords(), { q = '', state = '', page = '', purpose = '' } = query.value;
  const loaded = useLoaded('GET /people/accounts', { q, state: STATES.find((one) => one === state) ?? '', purpose: purpose === '' ? '' : purposeAsked(), ...(page !== '' && { page: Number(page) }) });
  if (!loaded.data && loaded.problem && loaded.problem.status !== 0) return <Instead here="accounts" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="accounts" title={t.title}>
      <div class="staff-page" aria-busy={loaded.isLoading}>
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="people-parts">
          <Add />
          <Tools />
          {loaded.problem ? <LoadTrouble problem={loaded.problem} /> : loaded.data ? <List list={loaded.data} /> : <p class="quiet">{commonWords().loading}</p>}
        </div>
      </div>
    </Workplace>
  );
}
