// Who has been away, or changes how he signs in, types his password again.
// SPDX-License-Identifier: Apache-2.0
import clock from 'icon:clock';
import { useSignal } from '@preact/signals';
import { call, said, titleOf, type Problem } from '../../api/client';
import type { Me } from '../../api/types';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { Notice } from '../../ui/notice';
import { PasswordField } from '../../ui/password_field';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { signInWords } from '../../words/vi/sign_in';

interface Props {
  username: string;
  go: string;
  going: string;
  done: (person: Me) => void;
}

const TOO_MANY = 429;

export function ConfirmPerson({ username, go, going, done }: Props) {
  const t = signInWords(), password = useSignal(''), wait = useSignal<Problem | null>(null), submit = useSubmit(['password']), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    wait.value = null;
    const missing = password.value === '' ? [{ field: 'password', text: t.passwordMissing }] : [];
    const person = await submit.send(missing, () => call('POST /people/confirm', { password: password.value }), (problem) => {
      if (problem.status === TOO_MANY) wait.value = problem;
      return problem.status === TOO_MANY;
    });
    if (person) done(person);
  };
  return (
    <form class="form sign-in-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {wait.value && <Notice tone="warn" icon={clock} title={titleOf(wait.value)} takesFocus><p>{said(wait.value)}</p></Notice>}
      <input class="unseen" type="text" name="username" autocomplete="username" value={username} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField id="password" label={t.password} wrong={wrongOf(wrongs, 'password')} value={password.value} change={(value) => { password.value = value; }} autocomplete="current-password" />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="submit" class="button" disabled={isSending}>{isSending ? going : go}</button>
    </form>
  );
}
