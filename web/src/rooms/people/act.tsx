// A step that cannot be taken back by itself: named first, done after a second press.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { Answer } from '../../api/client';
import { ErrorSummary } from '../../ui/error_summary';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { accountsWords } from '../../words/vi/accounts';

interface Props<T> {
  open: string;
  /** The same with what it is about, for who does not see the rest of the page. */
  openOf?: string;
  text: string;
  go: string;
  cancel: string;
  ask: () => Promise<Answer<T>>;
  done: (data: T) => void;
}

export function Act<T>({ open, openOf, text, go, cancel, ask, done }: Props<T>) {
  const t = accountsWords(), isOpen = useSignal(false), submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const send = () => submit.send([], async () => {
    const answer = await ask();
    if (answer.isFine) {
      isOpen.value = false;
      done(answer.data);
    }
    return answer;
  });
  if (!isOpen.value) return <button type="button" class="button is-quiet" aria-label={openOf} onClick={() => { isOpen.value = true; }}>{open}</button>;
  return (
    <div class="act" role="group" aria-label={openOf ?? open}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <p>{text}</p>
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="button" class="button" disabled={isSending} onClick={() => void send()}>{isSending ? t.going : go}</button>
        <button type="button" class="button is-quiet" onClick={() => { isOpen.value = false; submit.clear(); }}>{cancel}</button>
      </p>
    </div>
  );
}
