// One of a list, with words that may be long.
// SPDX-License-Identifier: Apache-2.0
import { Field } from '../../ui/field';
import { scoringWorkWords } from '../../words/vi/scoring_work';

interface Props {
  id: string;
  label: string;
  hint?: string;
  chosen: string;
  /** Value and word. */
  choices: readonly (readonly [string, string])[];
  change: (value: string) => void;
  wrong?: string | undefined;
}

export function Choose({ id, label, hint = '', chosen, choices, change, wrong }: Props) {
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong}>
      {(ties) => (
        <select {...ties} value={chosen} onChange={(event) => change(event.currentTarget.value)}>
          {chosen === '' && <option value="">{scoringWorkWords().choose}</option>}
          {choices.map(([value, word]) => <option key={value} value={value} selected={value === chosen} lang="vi">{word}</option>)}
        </select>
      )}
    </Field>
  );
}
