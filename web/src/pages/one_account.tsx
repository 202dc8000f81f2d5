// One account for administrators: who it is, its roles, all that it may do, and what can be done with it.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import eye from 'icon:eye';
import info from 'icon:info';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { AccountPage as Page, MayLine, PasswordShown, Purpose, RoleView } from '../api/types';
import { query } from '../lib/address';
import { dateTime } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { dayAfter, readOptionalDate } from '../lib/validity';
import { Act } from '../rooms/people/act';
import { GrantItem, inOrder } from '../rooms/people/grant';
import { PasswordOnce } from '../rooms/people/password_once';
import { permissionWord } from '../rooms/people/permission';
import { ROLE_FIELDS, RoleFields, roleInput, roleWrongs, useRoleDraft } from '../rooms/people/role_fields';
import { roleWord } from '../rooms/people/roles';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary, wrongOf } from '../ui/error_summary';
import { TextField } from '../ui/field';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { accountsWords } from '../words/vi/accounts';
import { staffWords } from '../words/vi/staff';

const PURPOSES: readonly Purpose[] = ['administration', 'review', 'request', 'incident'];

function Facts({ page: { account } }: { page: Page }) {
  const t = accountsWords();
  return (
    <dl class="facts account-facts">
      <div><dt>{t.username}</dt><dd>{account.username}</dd></div>
      <div><dt>{t.position}</dt><dd>{account.title ? <Vi>{account.title}</Vi> : '–'}</dd></div>
      <div><dt>{t.state}</dt><dd><span class={`account-state is-${account.state}`}>{t.states[account.state]}</span>{account.is_locked && <> · {t.locked}</>}{account.is_sample && <> <span class="sample-tag">{staffWords().sampleAccount}</span></>}</dd></div>
      <div><dt>{t.signedIn}</dt><dd>{account.signed_in_at ? dateTime(account.signed_in_at) : t.never}</dd></div>
      <div><dt>{t.created}</dt><dd>{dateTime(account.created_at)}</dd></div>
      {account.password_set_at && <div><dt>{t.passwordSet}</dt><dd>{dateTime(account.password_set_at)}</dd></div>}
    </dl>
  );
}

/** Ends one role, at once or on a day. */
function EndRole({ grant }: { grant: RoleView }) {
  const t = accountsWords(), isOpen = useSignal(false), day = useSignal(''), submit = useSubmit(['valid_to']), id = `end-${grant.grant}`;
  const isSending = submit.state.value === 'sending', wrongs = submit.wrongs.value.map((one) => ({ ...one, field: one.field && id }));
  const send = async (event: Event) => {
    event.preventDefault();
    const last = readOptionalDate(day.value);
    await submit.send(last === undefined ? [{ field: 'valid_to', text: t.wrongs.day }] : [], async () => {
      const answer = await call('POST /access/grants/{id}/end', { id: grant.grant, valid_to: last ? dayAfter(last) : null });
      if (answer.isFine) forgetLoaded();
      return answer;
    });
  };
  if (!isOpen.value) return <button type="button" class="button is-quiet" aria-label={t.end.openOf(roleWord(grant.role))} onClick={() => { isOpen.value = true; }}>{t.end.open}</button>;
  return (
    <form class="act" noValidate onSubmit={(event) => void send(event)} aria-label={t.end.title}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id={id} label={t.end.day} hint={t.end.dayHint} isOptional wrong={wrongOf(wrongs, id)} value={day.value} change={(value) => { day.value = value; }} most={10} inputMode="numeric" />
      {grant.may_be_delegated && <p class="hint">{t.end.delegated}</p>}
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.end.go}</button>
        <button type="button" class="button is-quiet" onClick={() => { isOpen.value = false; submit.clear(); }}>{t.end.cancel}</button>
      </p>
    </form>
  );
}

function GiveRole({ id }: { id: string }) {
  const t = accountsWords(), isOpen = useSignal(false), isDone = useSignal(false), draft = useRoleDraft(), submit = useSubmit(ROLE_FIELDS), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    await submit.send(roleWrongs(draft), async () => {
      const answer = await call('POST /people/accounts/{id}/roles', { id, ...roleInput(draft) });
      if (answer.isFine) {
        isDone.value = true;
        isOpen.value = false;
        for (const field of Object.values(draft)) field.value = '';
        forgetLoaded();
      }
      return answer;
    });
  };
  if (!isOpen.value) {
    return (
      <>
        {isDone.value && <Notice tone="good" icon={check} title={t.give.done} takesFocus />}
        <p class="buttons"><button type="button" class="button" onClick={() => { isOpen.value = true; isDone.value = false; }}>{t.give.open}</button></p>
      </>
    );
  }
  return (
    <form class="form side-form" noValidate onSubmit={(event) => void send(event)} aria-labelledby="give-title">
      <h3 id="give-title">{t.give.title}</h3>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <RoleFields draft={draft} wrongs={wrongs} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.give.go}</button>
        <button type="button" class="button is-quiet" onClick={() => { isOpen.value = false; submit.clear(); }}>{t.cancel}</button>
      </p>
    </form>
  );
}

function Roles({ page: { account, is_own } }: { page: Page }) {
  const t = accountsWords(), mayGive = may('access.grant') && !is_own;
  const sorted = inOrder(account.roles);
  return (
    <section class="part" aria-labelledby="vai-tro">
      <h2 id="vai-tro">{t.roles}</h2>
      {sorted.length === 0 ? <p class="empty">{t.rolesEmpty}</p> : (
        <ul class="grants">{sorted.map((one) => <GrantItem key={one.grant} grant={one}>{mayGive && one.state !== 'over' && <EndRole grant={one} />}</GrantItem>)}</ul>
      )}
      {mayGive && <GiveRole id={account.id} />}
    </section>
  );
}

function Where({ line }: { line: MayLine }) {
  if (line.is_everywhere || line.agencies.length === 0) return <>{accountsWords().everywhere}</>;
  return <Vi>{line.agencies.join('; ')}</Vi>;
}

function May({ lines }: { lines: readonly MayLine[] }) {
  const t = accountsWords();
  return (
    <section class="part" aria-labelledby="duoc-lam">
      <h2 id="duoc-lam">{t.may}</h2>
      {lines.length === 0 ? <p class="empty">{t.mayEmpty}</p> : (
        <>
          <p class="quiet">{t.mayLead}</p>
          <table class="people">
            <caption class="unseen">{t.may}</caption>
            <thead><tr><th scope="col">{t.mayColumns.what}</th><th scope="col">{t.mayColumns.where}</th></tr></thead>
            <tbody>{lines.map((one) => <tr key={one.permission}><th scope="row">{permissionWord(one.permission)}</th><td data-head={t.mayColumns.where}><Where line={one} /></td></tr>)}</tbody>
          </table>
        </>
      )}
    </section>
  );
}

function Keep({ page: { account }, shown }: { page: Page; shown: (made: PasswordShown) => void }) {
  const t = accountsWords().keep, { id } = account;
  return (
    <section class="part no-print" aria-labelledby="viec">
      <h2 id="viec">{t.title}</h2>
      <div class="acts">
        <Act open={t.reset} text={t.resetText} go={t.resetGo} cancel={t.cancel} ask={() => call('POST /people/accounts/{id}/password', { id })} done={shown} />
        {account.state === 'active'
          ? <Act key="stop" open={t.disable} text={t.disableText} go={t.disableGo} cancel={t.cancel} ask={() => call('POST /people/accounts/{id}/disable', { id })} done={forgetLoaded} />
          : <Act key="start" open={t.enable} text={t.enableText} go={t.enableGo} cancel={t.cancel} ask={() => call('POST /people/accounts/{id}/enable', { id })} done={forgetLoaded} />}
      </div>
    </section>
  );
}

export function OneAccountPage({ id }: { id: string }) {
  const t = accountsWords(), shown = useSignal<PasswordShown | null>(null), purpose = PURPOSES.find((one) => one === query.value.purpose) ?? '';
  const loaded = useLoaded('GET /people/accounts/{id}', { id, purpose }), page = loaded.data;
  if (!page) return <Instead here="accounts" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="accounts" title={page.account.name}>
      <div class="staff-page people-parts" aria-busy={loaded.isLoading}>
        <div>
          <Back href="/quan-tri/tai-khoan" word={t.back} />
          <h1 class="work-title"><Vi>{page.account.name}</Vi></h1>
          <p class="recorded quiet"><Icon of={page.is_own ? info : eye} size={16} />{page.is_own ? t.own : t.recorded(t.purposes[purpose || 'administration'])}</p>
        </div>
        <LoadTrouble problem={loaded.problem} />
        {shown.value && <PasswordOnce shown={shown.value} title={t.once.reset(shown.value.username)} />}
        <Facts page={page} />
        <Roles page={page} />
        <May lines={page.may} />
        {!page.is_own && <Keep page={page} shown={(made) => { shown.value = made; }} />}
      </div>
    </Workplace>
  );
}
