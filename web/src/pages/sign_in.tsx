// Signing in, and back to where one came from.
// SPDX-License-Identifier: Apache-2.0
import clock from 'icon:clock';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, said, titleOf, type Answer, type Problem } from '../api/client';
import type { Me } from '../api/types';
import { query } from '../lib/address';
import { keepMe, me, refreshMe } from '../lib/person';
import { returnPath, startPage } from '../lib/return_path';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { Field } from '../ui/field';
import { Frame } from '../ui/frame';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password_field';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { signInWords } from '../words/vi/sign_in';

const next = (): string | null => returnPath(query.value.next, location.origin);
const destination = (person: Me): string => next() ?? startPage(person);

function wrongsOf(username: string, password: string): Wrong[] {
  const t = signInWords(), found: Wrong[] = [];
  if (username.trim() === '') found.push({ field: 'username', text: t.usernameMissing });
  if (password === '') found.push({ field: 'password', text: t.passwordMissing });
  return found;
}

const TOO_MANY = 429, WRONG = 401, INVALID = 400;

/** Elsewhere 401 means that the session is over; here, that the name or the password is wrong. */
async function ask(username: string, password: string): Promise<Answer<Me>> {
  const answer = await call('POST /people/sign-in', { username, password });
  return !answer.isFine && answer.problem.status === WRONG ? { isFine: false, problem: { ...answer.problem, status: INVALID } } : answer;
}

function Form() {
  const t = signInWords(), username = useSignal(''), password = useSignal(''), submit = useSubmit(['username', 'password']), wait = useSignal<Problem | null>(null);
  const wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    wait.value = null;
    const person = await submit.send(wrongsOf(username.value, password.value), () => ask(username.value.trim(), password.value), (problem) => {
      if (problem.status === TOO_MANY) wait.value = problem;
      return problem.status === TOO_MANY;
    });
    if (!person) return;
    keepMe(person);
    location.assign(destination(person));
  };
  return (
    <form class="form sign-in-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {wait.value && <Notice tone="warn" icon={clock} title={titleOf(wait.value)} takesFocus><p>{said(wait.value)}</p></Notice>}
      <Field id="username" label={t.username} wrong={wrongOf(wrongs, 'username')}>
        {(ties) => <input {...ties} type="text" value={username.value} maxLength={80} autocomplete="username" autocapitalize="none" spellcheck={false} onInput={(event) => { username.value = event.currentTarget.value; }} />}
      </Field>
      <PasswordField id="password" label={t.password} wrong={wrongOf(wrongs, 'password')} value={password.value} change={(value) => { password.value = value; }} autocomplete="current-password" />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button>
      {next() && <p class="hint">{t.back}</p>}
    </form>
  );
}

/** Who is signed in already may go on, or let another person in. */
function Already({ person }: { person: Me }) {
  const t = signInWords();
  return (
    <div class="already">
      <p>{t.already(person.name)} <a href={destination(person)}>{t.goOn}</a></p>
      <p class="hint">{t.another}</p>
    </div>
  );
}

export function SignInPage() {
  const t = signInWords();
  useEffect(() => {
    if (me.peek()) void refreshMe();
  }, []);
  return (
    <Frame here="other" title={t.title} hasSearch={false}>
      <div class="sign-in">
        <div class="sign-in-hills" aria-hidden="true" />
        <div class="within">
          <section class="sign-in-card" aria-labelledby="sign-in-title">
            <h1 id="sign-in-title">{t.title}</h1>
            <p class="quiet">{t.lead}</p>
            {me.value && <Already person={me.value} />}
            <Form />
          </section>
          <section class="sign-in-help" aria-labelledby="help">
            <h2 id="help">{t.help.title}</h2>
            <ul><li>{t.help.typing}</li><li>{t.help.forgot}</li><li>{t.help.shared}</li></ul>
          </section>
        </div>
      </div>
    </Frame>
  );
}
