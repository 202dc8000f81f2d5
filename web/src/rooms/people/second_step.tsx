// The second step of signing in, as it is typed: a code of the authenticator, or a recovery code.
// SPDX-License-Identifier: Apache-2.0
import clock from 'icon:clock';
import { useSignal } from '@preact/signals';
import { call, said, titleOf, type Problem } from '../../api/client';
import type { Me } from '../../api/types';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { accountWords } from '../../words/vi/account';
import { passkeysWords } from '../../words/vi/passkeys';
import { CodeField } from './code_field';

const TOO_MANY = 429;

interface Props {
  factors: readonly string[];
  done: (person: Me) => void;
}

/** Who has passkeys and no authenticator can type a recovery code alone. */
export function SecondStep({ factors, done }: Props) {
  const p = passkeysWords(), hasDigits = factors.includes('totp'), t = accountWords().second, code = useSignal(''), wait = useSignal<Problem | null>(null), submit = useSubmit(['code']), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    wait.value = null;
    const missing = code.value.trim() === '' ? [{ field: 'code', text: hasDigits ? t.codeMissing : p.recoveryMissing }] : [];
    const person = await submit.send(missing, () => call('POST /people/second-step', { code: code.value.trim() }), (problem) => {
      if (problem.status === TOO_MANY) wait.value = problem;
      return problem.status === TOO_MANY;
    });
    if (person) done(person);
  };
  return (
    <form class="form sign-in-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {wait.value && <Notice tone="warn" icon={clock} title={titleOf(wait.value)} takesFocus><p>{said(wait.value)}</p></Notice>}
      <CodeField label={hasDigits ? t.code : p.recoveryCode} hint={hasDigits ? t.codeHint : p.recoveryHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} takesLetters />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="submit" class={factors.includes('passkey') ? 'button is-quiet' : 'button'} disabled={isSending}>{isSending ? t.going : t.go}</button>
    </form>
  );
}
