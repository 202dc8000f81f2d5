// Who may do what: the matrix of permissions by role, the people who may do one thing, and the way to one person's rights.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import printer from 'icon:printer';
import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import type { Matrix, MatrixLine, MatrixRole, WhoMay } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { listed, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { RoleName, validityText } from '../rooms/people/grant';
import { permissionWord, roomWord } from '../rooms/people/permission';
import { AgencyOptions } from '../rooms/people/role_fields';
import { roleWord } from '../rooms/people/roles';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { Field } from '../ui/field';
import { Icon } from '../ui/icon';
import { Vi } from '../ui/text';
import { accountsWords } from '../words/vi/accounts';
import { commonWords } from '../words/vi/common';
import { rightsWords } from '../words/vi/rights';

const PUBLIC = 'public';

function Cell({ has }: { has: boolean }) {
  const t = rightsWords();
  return <td class={has ? 'is-yes' : 'is-no'}>{has ? <Icon of={check} size={18} /> : <span aria-hidden="true">·</span>}<span class="unseen">{has ? t.yes : t.no}</span></td>;
}

function MatrixRow({ line, roles }: { line: MatrixLine; roles: readonly MatrixRole[] }) {
  const t = rightsWords(), named = roles.filter(({ role }) => line.roles.includes(role)).map(({ role }) => roleWord(role)), isPublic = line.roles.includes(PUBLIC);
  return (
    <tr>
      <th scope="row">
        {permissionWord(line.name)}
        <small><code translate={false}>{line.name}</code></small>
        <small class="matrix-brief">{isPublic ? t.everybody : listed(named)}</small>
      </th>
      <Cell has={isPublic} />
      {roles.map(({ role }) => <Cell key={role} has={line.roles.includes(role)} />)}
    </tr>
  );
}

function MatrixTable({ matrix: { roles, permissions } }: { matrix: Matrix }) {
  const t = rightsWords(), rooms = [...new Set(permissions.map((one) => one.room))];
  return (
    <section class="part" aria-labelledby="ma-tran">
      <h2 id="ma-tran">{t.caption}</h2>
      <p class="quiet">{t.lead}</p>
      <table class="matrix">
        <caption class="unseen">{t.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.permission}</th>
            <th scope="col">{t.everybody}</th>
            {roles.map((one) => <th key={one.role} scope="col">{roleWord(one.role)}{one.is_bound && <small>{t.perAgency}</small>}{one.may_be_delegated && <small>{t.delegable}</small>}</th>)}
          </tr>
        </thead>
        {rooms.map((room) => (
          <tbody key={room}>
            <tr class="matrix-room"><th scope="rowgroup" colSpan={roles.length + 2}>{roomWord(room)}</th></tr>
            {permissions.filter((one) => one.room === room).map((one) => <MatrixRow key={one.name} line={one} roles={roles} />)}
          </tbody>
        ))}
      </table>
      <p class="quiet">{t.roleNotes}</p>
      <p class="buttons"><button type="button" class="button is-quiet" onClick={() => print()}><Icon of={printer} size={18} />{t.print}</button></p>
    </section>
  );
}

/* ---- who may do this? ---- */

function Found({ who }: { who: WhoMay }) {
  const t = rightsWords().who, people = new Set(who.lines.map((one) => one.account)).size;
  return (
    <>
      <p role="status" class="quiet">{people === 0 ? t.none : t.found(number(people, 0), people)}</p>
      {people > 0 && (
        <table class="people">
          <caption class="unseen">{t.caption}</caption>
          <thead><tr><th scope="col">{t.columns.person}</th><th scope="col">{t.columns.by}</th><th scope="col">{t.columns.validity}</th></tr></thead>
          <tbody>
            {who.lines.map((one) => (
              <tr key={one.grant}>
                <th scope="row"><a href={`/quan-tri/tai-khoan/${one.account}`}><Vi>{one.name}</Vi></a>{one.title && <small><Vi>{one.title}</Vi></small>}</th>
                <td data-head={t.columns.by}><RoleName of={one} />{one.is_delegated && <small class="delegated"><Vi>{accountsWords().delegatedBy(one.given_name)}</Vi></small>}</td>
                <td data-head={t.columns.validity}>{validityText(one)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {who.has_more && <p class="quiet">{t.more}</p>}
      {who.machines.length > 0 && (
        <>
          <h3>{t.machines}</h3>
          <ul class="people-found">
            {who.machines.map((one) => <li key={one.code + one.role + one.agency}><a href="/quan-tri/he-thong"><Vi>{one.name}</Vi></a> <span class="quiet">{roleWord(one.role)}{one.agency && `, ${one.agency}`}</span></li>)}
          </ul>
        </>
      )}
    </>
  );
}

function Answer({ matrix, permission, agency }: { matrix: Matrix; permission: string; agency: string }) {
  const t = rightsWords().who, isPublic = matrix.permissions.find((one) => one.name === permission)?.roles.includes(PUBLIC) ?? false;
  const loaded = useLoaded('GET /people/who-may', isPublic ? null : { permission, agency });
  if (isPublic) return <p role="status">{t.everybody}</p>;
  if (loaded.problem) return <LoadTrouble problem={loaded.problem} />;
  return loaded.data && !loaded.isLoading ? <Found who={loaded.data} /> : <p class="quiet">{commonWords().loading}</p>;
}

function Who({ matrix }: { matrix: Matrix }) {
  const t = rightsWords().who, asked = fragment.value, permission = useSignal(asked.permission ?? ''), agency = useSignal(asked.agency ?? '');
  const wrongs = useSignal<Wrong[]>([]), attempt = useSignal(0);
  const ask = (event: Event) => {
    event.preventDefault();
    wrongs.value = permission.value === '' ? [{ field: 'permission', text: t.missing }] : [];
    attempt.value++;
    if (permission.value !== '') setFragment({ permission: permission.value, agency: agency.value });
  };
  return (
    <section class="part no-print" aria-labelledby="ai-duoc-lam">
      <h2 id="ai-duoc-lam">{t.title}</h2>
      <p class="quiet">{t.lead}</p>
      <form class="ask" noValidate onSubmit={ask}>
        <ErrorSummary wrongs={wrongs.value} attempt={attempt.value} />
        <Field id="permission" label={t.permission} wrong={wrongOf(wrongs.value, 'permission')}>
          {(ties) => (
            <select {...ties} value={permission.value} onChange={(event) => { permission.value = event.currentTarget.value; }}>
              <option value="">{t.choose}</option>
              {matrix.permissions.map((one) => <option key={one.name} value={one.name} selected={one.name === permission.value}>{permissionWord(one.name)}</option>)}
            </select>
          )}
        </Field>
        <Field id="agency" label={t.agency}>
          {(ties) => (
            <select {...ties} value={agency.value} onChange={(event) => { agency.value = event.currentTarget.value; }}>
              <option value="">{t.anyAgency}</option>
              <AgencyOptions chosen={agency.value} />
            </select>
          )}
        </Field>
        <button type="submit" class="button">{t.go}</button>
      </form>
      {asked.permission && <Answer matrix={matrix} permission={asked.permission} agency={asked.agency ?? ''} />}
    </section>
  );
}

/* ---- what may one person do? ---- */

function People({ q }: { q: string }) {
  const t = rightsWords().account, loaded = useLoaded('GET /people/accounts', { q });
  if (loaded.problem) return <LoadTrouble problem={loaded.problem} />;
  if (!loaded.data || loaded.isLoading) return <p class="quiet">{commonWords().loading}</p>;
  if (loaded.data.accounts.length === 0) return <p class="empty" role="status">{t.none}</p>;
  return <ul class="people-found">{loaded.data.accounts.map((one) => <li key={one.id}><a href={`/quan-tri/tai-khoan/${one.id}#duoc-lam`}><Vi>{one.name}</Vi></a> <small class="quiet">{one.username}{one.title && <> · <Vi>{one.title}</Vi></>}</small></li>)}</ul>;
}

function OnePerson() {
  const t = rightsWords().account, typed = useSignal(fragment.value.person ?? ''), wrongs = useSignal<Wrong[]>([]), attempt = useSignal(0), asked = fragment.value.person ?? '';
  const find = (event: Event) => {
    event.preventDefault();
    const q = typed.value.trim();
    wrongs.value = q === '' ? [{ field: 'person', text: t.missing }] : [];
    attempt.value++;
    if (q !== '') setFragment({ person: q });
  };
  return (
    <section class="part no-print" aria-labelledby="mot-nguoi">
      <h2 id="mot-nguoi">{t.title}</h2>
      <p class="quiet">{t.lead}</p>
      <form class="ask is-short" noValidate onSubmit={find}>
        <ErrorSummary wrongs={wrongs.value} attempt={attempt.value} />
        <Field id="person" label={t.find} wrong={wrongOf(wrongs.value, 'person')}>
          {(ties) => <input {...ties} type="search" value={typed.value} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => { typed.value = event.currentTarget.value; }} />}
        </Field>
        <button type="submit" class="button">{t.go}</button>
      </form>
      {asked && <People key={asked} q={asked} />}
    </section>
  );
}

export function RightsPage() {
  const t = rightsWords(), loaded = useLoaded('GET /access/matrix', {});
  if (!loaded.data) return <Instead here="rights" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="rights" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1></header>
        <div class="people-parts">
          <Fragment key={fragment.value.permission ?? ''}><Who matrix={loaded.data} /></Fragment>
          <OnePerson />
          <MatrixTable matrix={loaded.data} />
        </div>
      </div>
    </Workplace>
  );
}
