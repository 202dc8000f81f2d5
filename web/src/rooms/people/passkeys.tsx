// One's own passkeys: which there are, one more, other names, one less.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { call, type Answer } from '../../api/client';
import type { Passkey, PasskeyAdded } from '../../api/types';
import { date } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { hasPasskeys, makePasskey } from '../../lib/passkey';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { passkeysWords } from '../../words/vi/passkeys';
import { TroubleNote, useTrouble } from './passkey_trouble';
import { RecoveryCodes } from './recovery_codes';

const PASSKEYS_MAX = 10, NAME_LETTERS_MAX = 60;

const dayOf = (moment: string): string => date(moment.slice(0, 10));

async function make(name: string): Promise<Answer<PasskeyAdded>> {
  const wanted = await call('POST /people/passkeys/start', {});
  if (!wanted.isFine) return wanted;
  const made = await makePasskey(wanted.data);
  return made.isFine ? call('POST /people/passkeys', { name, ...made.data }) : made;
}

/** `done` when it is kept and, where it was the first second factor, the recovery codes are too. */
export function PasskeyAdd({ done }: { done: () => void }) {
  const t = passkeysWords(), name = useSignal(''), codes = useSignal<string[]>([]), submit = useSubmit([]), trouble = useTrouble(submit), wrongs = submit.wrongs.value;
  const kept = () => {
    codes.value = [];
    done();
  };
  if (codes.value.length > 0) return <RecoveryCodes codes={codes.value} done={kept} />;
  if (!hasPasskeys()) return <p class="hint">{t.unsupported}</p>;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const wanted = name.value.trim(), missing = wanted === '' ? [{ field: 'passkey-name', text: t.nameMissing }] : [];
    const answer = missing.length > 0 ? await submit.send(missing, () => make(wanted)) : await trouble.send(() => make(wanted));
    if (!answer) return;
    name.value = '';
    if (answer.recovery_codes.length > 0) codes.value = answer.recovery_codes;
    else done();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <TroubleNote trouble={trouble} />
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id="passkey-name" label={t.name} hint={t.nameHint} wrong={wrongOf(wrongs, 'passkey-name')} value={name.value} change={(value) => { name.value = value; }} most={NAME_LETTERS_MAX} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button is-quiet" disabled={isSending}>{isSending ? t.waiting : t.add}</button></p>
    </form>
  );
}

interface ItemProps {
  item: Passkey;
  changed: () => void;
}

function Rename({ item, changed, back }: ItemProps & { back: () => void }) {
  const t = passkeysWords(), id = `name-${item.id}`, name = useSignal(item.name), submit = useSubmit([]), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const wanted = name.value.trim(), missing = wanted === '' ? [{ field: id, text: t.nameMissing }] : [];
    const answer = await submit.send(missing, () => done(call('POST /people/passkeys/{id}/name', { id: item.id, name: wanted })));
    if (!answer) return;
    back();
    changed();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id={id} label={t.name} wrong={wrongOf(wrongs, id)} value={name.value} change={(value) => { name.value = value; }} most={NAME_LETTERS_MAX} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.working : t.save}</button>
        <button type="button" class="button is-quiet" onClick={back}>{t.back}</button>
      </p>
    </form>
  );
}

/** An answer without content, as one that can be told from a refusal. */
const done = async (sent: Promise<Answer<null>>): Promise<Answer<true>> => {
  const answer = await sent;
  return answer.isFine ? { isFine: true, data: true } : answer;
};

function Remove({ item, changed, back }: ItemProps & { back: () => void }) {
  const t = passkeysWords(), submit = useSubmit([]), trouble = useTrouble(submit), isSending = submit.state.value === 'sending';
  const remove = async () => {
    if (await trouble.send(() => done(call('POST /people/passkeys/{id}/remove', { id: item.id })))) changed();
  };
  return (
    <div class="form">
      <p>{t.removeSure(item.name)}</p>
      <TroubleNote trouble={trouble} />
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="button" class="button" disabled={isSending} onClick={() => void remove()}>{isSending ? t.working : t.removeYes}</button>
        <button type="button" class="button is-quiet" onClick={back}>{t.back}</button>
      </p>
    </div>
  );
}

/** The button that was pressed is gone: the focus goes to what came in its place. */
function Opened({ children }: { children: ComponentChildren }) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (box.current?.querySelector('input') ?? box.current)?.focus(), []);
  return <div ref={box} tabIndex={-1}>{children}</div>;
}

function Item({ item, changed }: ItemProps) {
  const t = passkeysWords(), open = useSignal<'' | 'rename' | 'remove'>(''), back = () => { open.value = ''; };
  return (
    <li class="passkey">
      <div class="passkey-head">
        <div>
          <p class="passkey-name">{item.name}</p>
          <p class="hint">{t.added(dayOf(item.added_at))}, {item.last_used_at ? t.used(dayOf(item.last_used_at)) : t.unused}{item.may_be_copied && <>. {t.mayBeCopied}</>}</p>
        </div>
        {open.value === '' && (
          <p class="buttons">
            <button type="button" class="button is-quiet" aria-label={t.renameOf(item.name)} onClick={() => { open.value = 'rename'; }}>{t.rename}</button>
            <button type="button" class="button is-quiet" aria-label={t.removeOf(item.name)} onClick={() => { open.value = 'remove'; }}>{t.remove}</button>
          </p>
        )}
      </div>
      {item.suspended_at && <p class="passkey-suspended"><Icon of={alert} size={18} />{t.isSuspended}</p>}
      {open.value === 'rename' && <Opened><Rename item={item} changed={changed} back={back} /></Opened>}
      {open.value === 'remove' && <Opened><Remove item={item} changed={changed} back={back} /></Opened>}
    </li>
  );
}

/** Nothing at all where the site has no passkeys. `changed` when there is one more, one less, or another name. */
export function Passkeys({ changed }: { changed: () => void }) {
  const t = passkeysWords(), { data } = useLoaded('GET /people/passkeys', {});
  if (!data || (!data.is_on && data.items.length === 0)) return null;
  return (
    <section class="account-part" aria-labelledby="passkeys-part">
      <h2 id="passkeys-part">{t.title}</h2>
      <p>{t.lead}</p>
      {data.items.length > 0 ? <ul class="passkeys">{data.items.map((item) => <Item key={item.id} item={item} changed={changed} />)}</ul> : <p class="hint">{t.none}</p>}
      {data.is_on && (data.items.length < PASSKEYS_MAX ? <PasskeyAdd done={changed} /> : <p class="hint">{t.full}</p>)}
    </section>
  );
}
