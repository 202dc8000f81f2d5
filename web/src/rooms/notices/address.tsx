// The address that notices are mailed to: named, confirmed by the code that was mailed there, changed, removed.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import alert from 'icon:triangle-alert';
import { useSignal, type Signal } from '@preact/signals';
import { call } from '../../api/client';
import type { PreferenceView } from '../../api/types';
import { date } from '../../lib/format';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { Field, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { noticesWords } from '../../words/vi/notices';
import { Act } from '../people/act';

const CODE_DIGITS = 6, ADDRESS_MAX = 254;

interface Props {
  mine: Signal<PreferenceView>;
}

/** `done` also leaves without a new address. */
function NameIt({ mine, done, canLeave }: Props & { done: () => void; canLeave: boolean }) {
  const t = noticesWords(), address = useSignal(mine.value.wanted), submit = useSubmit(['address']), wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const wanted = address.value.trim();
    const now = await submit.send(wanted === '' ? [{ field: 'address', text: t.mail.addressMissing }] : [], () => call('POST /notices/address', { address: wanted }));
    if (!now) return;
    mine.value = now;
    done();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)} aria-label={t.mail.ask}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <Field id="address" label={t.mail.address} hint={t.mail.addressHint} wrong={wrongOf(wrongs, 'address')}>
        {(ties) => <input {...ties} type="email" value={address.value} maxLength={ADDRESS_MAX} autocomplete="email" spellcheck={false} onInput={(event) => { address.value = event.currentTarget.value; }} />}
      </Field>
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.mail.asking : t.mail.ask}</button>
        {canLeave && <button type="button" class="button is-quiet" onClick={done}>{t.mail.keep}</button>}
      </p>
    </form>
  );
}

function ShowCode({ mine, other, confirmed }: Props & { other: () => void; confirmed: () => void }) {
  const t = noticesWords(), code = useSignal(''), submit = useSubmit(['code']), wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const typed = code.value.replace(/\s/g, '');
    const now = await submit.send(/^\d{6}$/.test(typed) ? [] : [{ field: 'code', text: t.mail.codeMissing }], () => call('POST /notices/address/confirm', { code: typed }));
    if (!now) return;
    mine.value = now;
    confirmed();
  };
  const again = async () => {
    const now = await submit.send([], () => call('POST /notices/address', { address: mine.value.wanted }));
    if (now) mine.value = now;
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)} aria-label={t.mail.confirm}>
      <p role="status">{t.mail.sentTo(mine.value.wanted)}</p>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id="code" label={t.mail.code} hint={t.mail.codeHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_DIGITS + 2} inputMode="numeric" isShort />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.mail.confirming : t.mail.confirm}</button>
        <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void again()}>{t.mail.again}</button>
        <button type="button" class="link" onClick={other}>{t.mail.other}</button>
      </p>
    </form>
  );
}

export function Address({ mine }: Props) {
  const t = noticesWords().mail, now = mine.value, isNaming = useSignal(false), isDone = useSignal(false);
  const mustName = now.address === '' && now.wanted === '', name = isNaming.value || mustName;
  return (
    <div class="mail-address">
      {isDone.value && <Notice tone="good" icon={check} title={t.confirmed} takesFocus />}
      {now.trouble !== '' && <Notice tone="warn" icon={alert} title={t.trouble(now.trouble_at ? date(now.trouble_at) : '')}><p>{t.troubleText(now.trouble)}</p></Notice>}
      {now.address !== '' && <p>{t.goesTo} <b class="mail-goes">{now.address}</b>{now.confirmed_at && <span class="quiet">, {t.since(date(now.confirmed_at))}</span>}</p>}
      {mustName && <p>{t.lead}</p>}
      {name && <NameIt mine={mine} canLeave={!mustName} done={() => { isNaming.value = false; isDone.value = false; }} />}
      {!name && now.wanted !== '' && <ShowCode mine={mine} other={() => { isNaming.value = true; }} confirmed={() => { isDone.value = true; }} />}
      {!name && now.wanted === '' && (
        <div class="acts">
          <button type="button" class="button is-quiet" onClick={() => { isNaming.value = true; isDone.value = false; }}>{t.change}</button>
          <Act open={t.remove} text={t.removeText} go={t.remove} cancel={t.cancel} ask={() => call('POST /notices/address/remove', {})} done={(view) => { mine.value = view; isDone.value = false; }} />
        </div>
      )}
    </div>
  );
}
