// My delegations: handing a role to a colleague for some days, what I gave and what I received.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { Delegations, RoleView } from '../api/types';
import { date } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { readDate } from '../lib/parse';
import { me } from '../lib/person';
import { dayAfter } from '../lib/validity';
import { Act } from '../rooms/people/act';
import { GrantItem, inOrder, RoleName, validityText } from '../rooms/people/grant';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ChoiceCards } from '../ui/choice_cards';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { Field, TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { accountsWords } from '../words/vi/accounts';
import { delegationsWords } from '../words/vi/delegations';

const FIELDS = ['grant', 'account', 'valid_from', 'valid_to', 'reason'] as const;
const REASON_MIN = 5, REASON_MAX = 300, DAY_MAX = 10;

/** One line a person, however many roles he holds at the agency. */
function colleaguesOf(page: Delegations, agency: string): RoleView[] {
  return [...new Map(page.colleagues.filter((one) => one.agency === agency).map((one) => [one.account, one])).values()];
}

interface Draft {
  account: string;
  from: string;
  to: string;
  reason: string;
}

function wrongsOf({ account, from, to, reason }: Draft): Wrong[] {
  const t = delegationsWords().wrongs, found: Wrong[] = [];
  if (account === '') found.push({ field: 'account', text: t.account });
  if (readDate(from) === null) found.push({ field: 'valid_from', text: t.from });
  if (readDate(to) === null) found.push({ field: 'valid_to', text: t.to });
  if (reason.trim().length < REASON_MIN) found.push({ field: 'reason', text: t.reason });
  return found;
}

function Form({ page, done }: { page: Delegations; done: () => void }) {
  const t = delegationsWords(), grant = useSignal(page.own[0]?.grant ?? ''), account = useSignal(''), reason = useSignal('');
  const from = useSignal(me.value ? date(me.value.today) : ''), to = useSignal(''), submit = useSubmit(FIELDS), wrongs = submit.wrongs.value;
  const chosen = page.own.find((one) => one.grant === grant.value) ?? page.own[0], colleagues = colleaguesOf(page, chosen?.agency ?? '');
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    await submit.send(wrongsOf({ account: account.value, from: from.value, to: to.value, reason: reason.value }), async () => {
      const answer = await call('POST /access/delegations', { grant: grant.value, account: account.value, valid_from: readDate(from.value) ?? '', valid_to: dayAfter(readDate(to.value) ?? ''), reason: reason.value.trim() });
      if (answer.isFine) {
        done();
        forgetLoaded();
      }
      return answer;
    });
  };
  if (colleagues.length === 0 && page.own.length === 1) return <p class="empty">{t.alone}</p>;
  return (
    <form class="form side-form" noValidate onSubmit={(event) => void send(event)} aria-labelledby="give">
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {page.own.length > 1
        ? <ChoiceCards id="grant" label={t.role} wrong={wrongOf(wrongs, 'grant')} chosen={grant.value} choose={(value) => { grant.value = value; account.value = ''; }} choices={page.own.map((one) => ({ value: one.grant, label: <RoleName of={one} />, hint: validityText(one) }))} />
        : chosen && <p><span class="label">{t.role}</span><RoleName of={chosen} /></p>}
      <Field id="account" label={t.account} wrong={wrongOf(wrongs, 'account')}>
        {(ties) => (
          <select {...ties} value={account.value} onChange={(event) => { account.value = event.currentTarget.value; }}>
            <option value="">{t.choose}</option>
            {colleagues.map((one) => <option key={one.account} value={one.account} lang="vi">{one.title ? `${one.name}, ${one.title}` : one.name}</option>)}
          </select>
        )}
      </Field>
      <div class="field-pair">
        <TextField id="valid_from" label={t.from} hint={t.dayHint} wrong={wrongOf(wrongs, 'valid_from')} value={from.value} change={(value) => { from.value = value; }} most={DAY_MAX} inputMode="numeric" />
        <TextField id="valid_to" label={t.to} hint={t.dayHint} wrong={wrongOf(wrongs, 'valid_to')} value={to.value} change={(value) => { to.value = value; }} most={DAY_MAX} inputMode="numeric" />
      </div>
      <TextField id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MAX} />
      <p class="hint">{t.eyes}</p>
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
    </form>
  );
}

function Give({ page }: { page: Delegations }) {
  const t = delegationsWords(), rounds = useSignal(0);
  return (
    <section class="part" aria-labelledby="give">
      <h2 id="give">{t.give}</h2>
      {rounds.value > 0 && <Notice key={rounds.value} tone="good" icon={check} title={t.done} takesFocus />}
      {page.own.length === 0 ? <p class="empty">{t.giveNone}</p> : <Form key={rounds.value} page={page} done={() => { rounds.value++; }} />}
    </section>
  );
}

function EndDelegation({ grant, isGiven }: { grant: RoleView; isGiven: boolean }) {
  const t = delegationsWords(), open = isGiven ? t.takeBack : t.giveBack, openOf = isGiven ? t.takeBackOf(grant.name) : t.giveBackOf(grant.given_name);
  return <Act open={open} openOf={openOf} text={t.sure} go={open} cancel={t.cancel} ask={() => call('POST /access/delegations/{id}/end', { id: grant.grant })} done={forgetLoaded} />;
}

function List({ id, title, empty, grants, isGiven }: { id: string; title: string; empty: string; grants: readonly RoleView[]; isGiven: boolean }) {
  const t = delegationsWords(), sorted = inOrder(grants);
  return (
    <section class="part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {sorted.length === 0 ? <p class="empty">{empty}</p> : (
        <ul class="grants">
          {sorted.map((one) => (
            <GrantItem key={one.grant} grant={one} head={<Vi>{isGiven ? t.givenTo(one.name) : accountsWords().delegatedBy(one.given_name)}</Vi>}>
              {one.state !== 'over' && <EndDelegation grant={one} isGiven={isGiven} />}
            </GrantItem>
          ))}
        </ul>
      )}
    </section>
  );
}

export function DelegationsPage() {
  const t = delegationsWords(), loaded = useLoaded('GET /people/delegations', {}), page = loaded.data;
  if (!page) return <Instead here="delegations" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="delegations" title={t.title}>
      <div class="staff-page" aria-busy={loaded.isLoading}>
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <div class="people-parts">
          <Give page={page} />
          <List id="given" title={t.given} empty={t.givenEmpty} grants={page.given} isGiven />
          <List id="received" title={t.received} empty={t.receivedEmpty} grants={page.received} isGiven={false} />
        </div>
      </div>
    </Workplace>
  );
}
