// A code from the authenticator, or a recovery code: phones offer digits, and what arrives by message.
// SPDX-License-Identifier: Apache-2.0
import { Field } from '../../ui/field';

interface Props {
  label: string;
  hint?: string;
  wrong?: string | undefined;
  value: string;
  change: (value: string) => void;
  /** A recovery code has letters. */
  takesLetters?: boolean;
}

const LETTERS_MAX = 40;

export function CodeField({ label, hint, wrong, value, change, takesLetters = false }: Props) {
  return (
    <Field id="code" label={label} wrong={wrong} {...(hint && { hint })}>
      {(ties) => <input {...ties} class="code-box" type="text" inputMode={takesLetters ? 'text' : 'numeric'} value={value} maxLength={LETTERS_MAX} autocomplete="one-time-code" autocapitalize="none" spellcheck={false} onInput={(event) => change(event.currentTarget.value)} />}
    </Field>
  );
}
