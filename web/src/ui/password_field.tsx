// A password: hidden or shown, with a word when Caps Lock is on.
// SPDX-License-Identifier: Apache-2.0
import eye from 'icon:eye';
import eyeOff from 'icon:eye-off';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { signInWords } from '../words/vi/sign_in';
import { Field } from './field';
import { Icon } from './icon';

interface Props {
  id: string;
  label: string;
  hint?: string;
  wrong?: string | undefined;
  value: string;
  change: (value: string) => void;
  autocomplete: 'current-password' | 'new-password';
  below?: ComponentChildren;
}

const BYTES_MAX = 200;

export function PasswordField({ id, label, hint, wrong, value, change, autocomplete, below }: Props) {
  const t = signInWords(), isShown = useSignal(false), isCaps = useSignal(false);
  const watch = (event: KeyboardEvent) => { isCaps.value = event.getModifierState('CapsLock'); };
  return (
    <Field id={id} label={label} wrong={wrong} {...(hint && { hint })}>
      {(ties) => (
        <>
          <span class="password-box">
            <input {...ties} type={isShown.value ? 'text' : 'password'} value={value} maxLength={BYTES_MAX} autocomplete={autocomplete} autocapitalize="none" spellcheck={false} onInput={(event) => change(event.currentTarget.value)} onKeyUp={watch} onKeyDown={watch} />
            <button type="button" aria-pressed={isShown.value} aria-controls={id} aria-label={isShown.value ? t.hide : t.show} title={isShown.value ? t.hide : t.show} onClick={() => { isShown.value = !isShown.value; }}><Icon of={isShown.value ? eyeOff : eye} /></button>
          </span>
          <p class="caps" role="status">{isCaps.value && t.caps}</p>
          {below}
        </>
      )}
    </Field>
  );
}
