// Changing one's own password.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import { number } from '../lib/format';
import { me } from '../lib/person';
import { Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { Notice } from '../ui/notice';
import { PasswordField } from '../ui/password_field';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { signInWords } from '../words/vi/sign_in';

function wrongsOf(present: string, wanted: string): Wrong[] {
  const t = signInWords().change, found: Wrong[] = [];
  if (present === '') found.push({ field: 'present', text: t.presentMissing });
  if (wanted === '') found.push({ field: 'wanted', text: t.wantedMissing });
  return found;
}

function Form({ done }: { done: () => void }) {
  const t = signInWords().change, present = useSignal(''), wanted = useSignal(''), submit = useSubmit(['present', 'wanted']), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const problems = wrongsOf(present.value, wanted.value);
    await submit.send(problems, async () => {
      const answer = await call('POST /people/password', { present: present.value, wanted: wanted.value });
      if (answer.isFine) done();
      return answer;
    });
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <input class="unseen" type="text" name="username" autocomplete="username" value={me.value?.username ?? ''} readOnly tabIndex={-1} aria-hidden="true" />
      <PasswordField id="present" label={t.present} wrong={wrongOf(wrongs, 'present')} value={present.value} change={(value) => { present.value = value; }} autocomplete="current-password" />
      <PasswordField id="wanted" label={t.wanted} hint={t.wantedHint} wrong={wrongOf(wrongs, 'wanted')} value={wanted.value} change={(value) => { wanted.value = value; }} autocomplete="new-password" below={wanted.value !== '' && <p class="hint">{t.letters(number([...wanted.value].length, 0))}</p>} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
    </form>
  );
}

export function PasswordPage() {
  const t = signInWords().change, isDone = useSignal(false);
  return (
    <Workplace here="other" title={t.title}>
      <div class="staff-page is-narrow">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        {isDone.value ? <Notice tone="good" icon={check} title={t.done} isPart takesFocus><p>{t.doneText}</p></Notice> : <Form done={() => { isDone.value = true; }} />}
      </div>
    </Workplace>
  );
}
