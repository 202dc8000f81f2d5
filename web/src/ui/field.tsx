// Fields of forms: the label, what to write, what is wrong with it, then the box; all tied together for who does not see.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { number } from '../lib/format';
import { formsWords } from '../words/vi/forms';

interface About {
  id: string;
  label: string;
  /** A sentence of the content says its language by itself. */
  hint?: ComponentChildren;
  wrong?: string | undefined;
  isOptional?: boolean;
}

/** What a box needs to be tied to its words. */
export interface Ties {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': 'true' | undefined;
}

export const tiesOf = ({ id, hint, wrong }: Pick<About, 'id' | 'hint' | 'wrong'>): Ties => ({
  id,
  'aria-describedby': [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined,
  'aria-invalid': wrong ? 'true' : undefined,
});

export function WrongText({ id, wrong }: { id: string; wrong?: string | undefined }) {
  if (!wrong) return null;
  return <p class="field-wrong" id={`${id}-wrong`}><span class="unseen">{formsWords().wrong}: </span>{wrong}</p>;
}

/** `children` makes the box from its ties. */
export function Field({ children, ...about }: About & { children: (ties: Ties) => ComponentChildren }) {
  const { id, label, hint, wrong, isOptional } = about;
  return (
    <div class={wrong ? 'field is-wrong' : 'field'}>
      <label for={id}>{label}{isOptional && <span class="optional"> ({formsWords().optional})</span>}</label>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <WrongText id={id} wrong={wrong} />
      {children(tiesOf(about))}
    </div>
  );
}

interface BoxProps extends About {
  value: string;
  change: (value: string) => void;
  most: number;
}

interface TextProps extends BoxProps {
  /** Stands behind the box: the unit. */
  after?: ComponentChildren;
  inputMode?: 'decimal' | 'numeric' | 'text';
  isShort?: boolean;
  /** Stands below the box: how the value was read. */
  below?: ComponentChildren;
}

export function TextField({ value, change, most, after, inputMode = 'text', isShort = false, below, ...about }: TextProps) {
  return (
    <Field {...about}>
      {(ties) => (
        <>
          <span class={isShort ? 'field-box is-short' : 'field-box'}>
            <input {...ties} type="text" inputMode={inputMode} value={value} maxLength={most} autocomplete="off" spellcheck={false} onInput={(event) => change(event.currentTarget.value)} />
            {after && <span class="field-after">{after}</span>}
          </span>
          {below}
        </>
      )}
    </Field>
  );
}

const NEARLY_FULL = 0.8;

/** Counts the letters when they are about to run out. */
export function TextArea({ value, change, most, rows = 3, ...about }: BoxProps & { rows?: number }) {
  return (
    <Field {...about}>
      {(ties) => (
        <>
          <textarea {...ties} rows={rows} value={value} maxLength={most} onInput={(event) => change(event.currentTarget.value)} />
          {value.length > most * NEARLY_FULL && <p class="hint letters">{formsWords().letters(number(value.length, 0), number(most, 0))}</p>}
        </>
      )}
    </Field>
  );
}
