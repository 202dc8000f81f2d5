// One of a few, each with a line of what it means: radio buttons as cards.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { WrongText } from './field';

export interface Choice {
  value: string;
  label: ComponentChildren;
  hint?: ComponentChildren;
}

interface Props {
  /** Of the group; the error summary leads to its first card. */
  id: string;
  label: string;
  hint?: string;
  wrong?: string | undefined;
  choices: readonly Choice[];
  chosen: string;
  choose: (value: string) => void;
  /** Side by side where there is room. */
  isWide?: boolean;
  /** A heading right above says the same. */
  isLabelUnseen?: boolean;
}

export function ChoiceCards({ id, label, hint, wrong, choices, chosen, choose, isWide = false, isLabelUnseen = false }: Props) {
  const ties = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  return (
    <fieldset class={wrong ? 'field is-wrong' : 'field'} aria-describedby={ties}>
      <legend class={isLabelUnseen ? 'unseen' : 'label'}>{label}</legend>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <WrongText id={id} wrong={wrong} />
      <div class={isWide ? 'cards is-wide' : 'cards'}>
        {choices.map((one, i) => (
          <label key={one.value} class={one.value === chosen ? 'card is-chosen' : 'card'}>
            <input id={i === 0 ? id : undefined} type="radio" name={id} value={one.value} checked={one.value === chosen} onChange={() => choose(one.value)} />
            <span>{one.label}{one.hint && <small>{one.hint}</small>}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
