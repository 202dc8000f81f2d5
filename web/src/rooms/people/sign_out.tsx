// Signing out: unsent drafts are named before they are deleted; a server that does not answer is told.
// SPDX-License-Identifier: Apache-2.0
import leave from 'icon:log-out';
import { useSignal } from '@preact/signals';
import { draftKeys } from '../../lib/drafts';
import { number } from '../../lib/format';
import { outgoing } from '../../lib/outbox';
import { me, signOut } from '../../lib/person';
import { Icon } from '../../ui/icon';
import { staffWords } from '../../words/vi/staff';

type Step = 'still' | 'asking' | 'leaving' | 'lost';

export function SignOut() {
  const t = staffWords(), step = useSignal<Step>('still'), drafts = useSignal(0);
  const go = async () => {
    step.value = 'leaving';
    if (!(await signOut())) step.value = 'lost';
  };
  const begin = () => {
    drafts.value = new Set([...draftKeys(`${me.peek()?.username ?? ''}/`), ...outgoing.peek().map((one) => one.draft)]).size;
    if (drafts.value > 0) step.value = 'asking';
    else void go();
  };
  if (step.value === 'asking') {
    return (
      <div class="sign-out" role="alert">
        <p>{t.signOutDrafts(number(drafts.value, 0), drafts.value)}</p>
        <p class="buttons">
          <button type="button" class="link" onClick={() => void go()}>{t.signOutAnyway}</button>
          <button type="button" class="link" onClick={() => { step.value = 'still'; }}>{t.stay}</button>
        </p>
      </div>
    );
  }
  return (
    <div class="sign-out">
      <button type="button" class="link" disabled={step.value === 'leaving'} onClick={begin}>
        <Icon of={leave} size={17} />{step.value === 'leaving' ? t.signingOut : t.signOut}
      </button>
      {step.value === 'lost' && <p role="alert">{t.signOutLost}</p>}
    </div>
  );
}
