// A passkey instead of something typed: to sign in, as the second step, to unlock, to confirm.
// SPDX-License-Identifier: Apache-2.0
import key from 'icon:fingerprint';
import { call, type Answer } from '../../api/client';
import type { Me, PasskeyUse } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { hasPasskeys, usePasskey } from '../../lib/passkey';
import { ErrorSummary } from '../../ui/error_summary';
import { Icon } from '../../ui/icon';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { passkeysWords } from '../../words/vi/passkeys';
import { TroubleNote, useTrouble } from './passkey_trouble';

async function ask(purpose: PasskeyUse): Promise<Answer<Me>> {
  const question = await call('POST /people/passkeys/challenge', { purpose });
  if (!question.isFine) return question;
  const answer = await usePasskey(question.data);
  if (!answer.isFine) return answer;
  return call(purpose === 'confirm' ? 'POST /people/passkeys/confirm' : 'POST /people/passkeys/sign-in', answer.data);
}

interface Props {
  purpose: PasskeyUse;
  label: string;
  done: (person: Me) => void;
  /** What else may be done stands above or below it; then the passkey is the first choice. */
  or?: 'above' | 'below';
}

/** Nothing at all where the site or the browser has no passkeys. */
export function PasskeySignIn({ purpose, label, done, or = 'above' }: Props) {
  const t = passkeysWords(), { data } = useLoaded('GET /people/passkeys/offer', {}), submit = useSubmit([]), trouble = useTrouble(submit);
  if (!data?.is_on || !hasPasskeys()) return null;
  const isSending = submit.state.value === 'sending', line = <p class="or-line"><span>{t.or}</span></p>;
  const go = async () => {
    const person = await trouble.send(() => ask(purpose));
    if (person) done(person);
  };
  return (
    <div class="passkey-sign-in">
      {or === 'above' && line}
      <TroubleNote trouble={trouble} />
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="button" class={or === 'below' ? 'button' : 'button is-quiet'} disabled={isSending} onClick={() => void go()}><Icon of={key} />{isSending ? t.waiting : label}</button>
      {or === 'below' && line}
    </div>
  );
}
