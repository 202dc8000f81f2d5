// My account: the password, the second factors, the recovery codes.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call } from '../api/client';
import type { Security } from '../api/types';
import { date, dateTime, number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { may, me, refreshMe } from '../lib/person';
import { AuthenticatorSetUp } from '../rooms/people/authenticator';
import { ConfirmPerson } from '../rooms/people/confirm_person';
import { Links } from '../rooms/people/links';
import { PasskeySignIn } from '../rooms/people/passkey_sign_in';
import { Passkeys } from '../rooms/people/passkeys';
import { RecoveryCodes } from '../rooms/people/recovery_codes';
import { InboxFeed } from '../rooms/strategy/inbox_feed';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary } from '../ui/error_summary';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { accountWords } from '../words/vi/account';
import { passkeysWords } from '../words/vi/passkeys';
import { signInWords } from '../words/vi/sign_in';

function Part({ id, title, children }: { id: string; title: string; children: ComponentChildren }) {
  return <section class="account-part" aria-labelledby={id}><h2 id={id}>{title}</h2>{children}</section>;
}

function Password({ security }: { security: Security }) {
  const t = accountWords().password;
  return (
    <Part id="password-part" title={t.title}>
      {security.password_set_at && <p>{t.since(date(security.password_set_at.slice(0, 10)))}</p>}
      <p class="buttons"><a class="button is-quiet" href="/mat-khau">{t.change}</a></p>
    </Part>
  );
}

/** Both change what is true of the session: everything on the page is asked for anew. */
function changed(): void {
  forgetLoaded();
  void refreshMe();
}

function Authenticator({ security }: { security: Security }) {
  const t = accountWords().authenticator, submit = useSubmit([]), isRemoved = useSignal(false);
  const remove = async () => {
    const answer = await submit.send([], async () => {
      const sent = await call('POST /people/authenticator/remove', {});
      return sent.isFine ? { isFine: true as const, data: true } : sent;
    });
    if (!answer) return;
    isRemoved.value = true;
    changed();
  };
  const isSending = submit.state.value === 'sending';
  if (!security.has_authenticator) {
    return (
      <Part id="authenticator-part" title={t.title}>
        {isRemoved.value ? <Notice tone="good" icon={check} title={security.passkeys > 0 ? passkeysWords().authenticatorRemoved : t.removed} takesFocus /> : <p>{t.off}</p>}
        <AuthenticatorSetUp done={changed} />
      </Part>
    );
  }
  return (
    <Part id="authenticator-part" title={t.title}>
      <p>{security.authenticator_added_at && t.on(date(security.authenticator_added_at.slice(0, 10)))}</p>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      {security.must_have_second && security.passkeys === 0 ? <p class="hint">{t.must}</p> : <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending} onClick={() => void remove()}>{isSending ? t.removing : t.remove}</button></p>}
    </Part>
  );
}

function Recovery({ security }: { security: Security }) {
  const t = accountWords().recovery, codes = useSignal<string[] | null>(null), submit = useSubmit([]);
  const renew = async () => {
    const answer = await submit.send([], () => call('POST /people/recovery-codes', {}));
    if (answer) codes.value = answer.codes;
  };
  const isSending = submit.state.value === 'sending', left = security.recovery_codes_left;
  const done = () => {
    codes.value = null;
    changed();
  };
  return (
    <Part id="recovery-part" title={t.title}>
      {codes.value ? <RecoveryCodes codes={codes.value} done={done} /> : (
        <>
          <p>{left > 0 ? t.left(number(left, 0)) : t.none}</p>
          <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
          <SendTrouble state={submit.state.value} lostText={accountWords().authenticator.lost} />
          <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending} onClick={() => void renew()}>{isSending ? t.renewing : t.renew}</button></p>
          <p class="hint">{t.renewText}</p>
        </>
      )}
    </Part>
  );
}

function Sessions() {
  const t = accountWords().sessions, { data } = useLoaded('GET /people/sessions', {}), submit = useSubmit([]);
  const end = async () => {
    await submit.send([], async () => call('POST /people/sessions/end-others', {}));
    forgetLoaded();
  };
  if (!data) return null;
  const isSending = submit.state.value === 'sending', hasOthers = data.sessions.some((one) => !one.is_this);
  return (
    <Part id="sessions-part" title={t.title}>
      <ul class="session-list">
        {data.sessions.map((one) => (
          <li key={one.created_at + one.address}>
            <b>{one.is_this ? t.here : t.from(one.address)}</b>
            <span class="hint">{t.began(dateTime(one.created_at))}, {one.assurance > 1 ? t.two : t.one}</span>
          </li>
        ))}
      </ul>
      <SendTrouble state={submit.state.value} lostText={accountWords().authenticator.lost} />
      {hasOthers ? <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending} onClick={() => void end()}>{isSending ? t.ending : t.endOthers}</button></p> : <p class="hint">{t.alone}</p>}
    </Part>
  );
}

function Confirm() {
  const t = accountWords().confirm;
  return (
    <Part id="confirm-part" title={t.title}>
      <p>{t.lead}</p>
      <ConfirmPerson username={me.value?.username ?? ''} go={t.go} going={signInWords().going} done={changed} />
      {me.value?.factors.includes('passkey') && <PasskeySignIn purpose="confirm" label={passkeysWords().confirm} done={changed} />}
    </Part>
  );
}

export function AccountPage() {
  const t = accountWords(), { data, problem } = useLoaded('GET /people/security', {});
  if (!data) return <Instead here="other" title={t.title} problem={problem} />;
  return (
    <Workplace here="other" title={t.title}>
      <div class="staff-page is-narrow">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="account-parts">
          {data.password_set_at && <Password security={data} />}
          {data.is_confirmed && <><Authenticator security={data} /><Passkeys changed={changed} />{(data.has_authenticator || data.passkeys > 0) && <Recovery security={data} />}</>}
          {!data.is_confirmed && (data.password_set_at || data.passkeys > 0) && <Confirm />}
          <Links isConfirmed={data.is_confirmed} />
          {may('strategy.work') && <InboxFeed />}
          <Sessions />
        </div>
      </div>
    </Workplace>
  );
}
