// What was sent and has not arrived: in the inbox as a list, in its form instead of the fields; never shown as done.
// SPDX-License-Identifier: Apache-2.0
import cloudOff from 'icon:cloud-off';
import scale from 'icon:scale';
import lock from 'icon:lock';
import alert from 'icon:triangle-alert';
import { said, titleOf } from '../../api/client';
import { dateTime, clock, number } from '../../lib/format';
import { drain, isSignedOut, outgoing, takeOut, type Outgoing } from '../../lib/outbox';
import { signInHref } from '../../lib/return_path';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { offlineWords } from '../../words/vi/offline';
import { staffWords } from '../../words/vi/staff';

function stateText(one: Outgoing): string {
  const t = offlineWords().states;
  if (one.state === 'conflict') return t.conflict;
  if (one.state === 'refused') return t.refused;
  return isSignedOut.value ? t.signedOut : t.waiting(clock(new Date(one.next).toISOString()));
}

const iconOf = ({ state }: Outgoing): string => (state === 'conflict' ? scale : state === 'refused' ? alert : isSignedOut.value ? lock : cloudOff);

const SignIn = () => <a class="button" href={signInHref()}>{staffWords().sessionOver.again}</a>;

/** In the inbox, above all else. */
export function Unsent() {
  const t = offlineWords(), items = outgoing.value;
  if (items.length === 0) return null;
  return (
    <section class="unsent" aria-labelledby="group-unsent">
      <h2 id="group-unsent">{t.title} <span class="quiet">{number(items.length, 0)}</span></h2>
      <p class="group-hint">{t.hint}</p>
      <ul class="items">
        {items.map((one) => (
          <li key={one.key} class={one.state === 'waiting' ? 'unsent-line' : 'unsent-line is-refused'}>
            <Icon of={iconOf(one)} size={20} />
            <div>
              <a href={one.href}><Vi>{one.title}</Vi></a>
              <p><b><Vi>{one.said}</Vi></b> · {t.since(dateTime(one.at))}</p>
              <p class="unsent-state">{stateText(one)}</p>
              {one.problem && <p>{titleOf(one.problem)} {said(one.problem)}</p>}
            </div>
          </li>
        ))}
      </ul>
      {items.some((one) => one.state === 'waiting') && (
        <p class="buttons">
          {isSignedOut.value ? <SignIn /> : <button type="button" class="button is-quiet" onClick={() => void drain(true)}>{t.sendNow}</button>}
        </p>
      )}
    </section>
  );
}

/** In place of the form: what waits, until when, and the way back into the form. */
export function Queued({ item }: { item: Outgoing }) {
  const t = offlineWords();
  return (
    <Notice tone="warn" icon={isSignedOut.value ? lock : cloudOff} title={t.queued.title} isPart takesFocus>
      <p><b><Vi>{item.said}</Vi></b> · {t.since(dateTime(item.at))}</p>
      <p>{isSignedOut.value ? t.queued.signedOut : t.queued.text}</p>
      <p class="unsent-state">{stateText(item)}</p>
      <p class="buttons">
        {isSignedOut.value ? <SignIn /> : <button type="button" class="button" onClick={() => void drain(true)}>{t.sendNow}</button>}
        <button type="button" class="button is-quiet" onClick={() => void takeOut(item.key)}>{t.queued.edit}</button>
      </p>
    </Notice>
  );
}

/** Above the form: the server's own sentence about what it did not take. */
export function Refused({ item }: { item: Outgoing | null }) {
  const t = offlineWords();
  if (item?.problem == null) return null;
  const { problem } = item;
  return (
    <Notice tone="bad" icon={item.state === 'conflict' ? scale : alert} title={item.state === 'conflict' ? t.conflictTitle : t.refusedTitle}>
      <p>{titleOf(problem)} {said(problem)}</p>
      {(problem.errors ?? []).length > 0 && <ul>{(problem.errors ?? []).map((one) => <li key={`${one.pointer} ${one.type}`}>{said(one)}</li>)}</ul>}
    </Notice>
  );
}
