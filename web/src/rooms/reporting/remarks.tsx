// What the rules see in a line of a report: errors to mend, warnings to answer with a reason.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:circle-alert';
import triangle from 'icon:triangle-alert';
import type { Remark } from '../../api/types';
import { number } from '../../lib/format';
import { TextArea } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { reportsWords } from '../../words/vi/reports';
import { overrideKey, REASON_MIN, type Typed } from './typed';

export const remarkText = (one: Remark): string => {
  const text = (value: number | null) => (value === null ? '–' : number(value, 2));
  return reportsWords().rules[one.rule](text(one.a), text(one.b));
};

/** A warning about a section is answered under the section's code. */
const keyOf = (one: Remark): string => overrideKey({ rule: one.rule, indicator: one.indicator || one.section, subject: one.subject });

/** The boxes of one line have names that begin with its own. */
export const answerBox = (id: string, one: Remark): string => `${id}-${one.rule}`;

/** What stands between the report and the head: errors, and warnings without a reason. */
export const isOpenRemark = (one: Remark, overrides: Typed['overrides']): boolean => one.severity === 'error' || (overrides[keyOf(one)] ?? '').trim().length < REASON_MIN;

interface Props {
  id: string;
  remarks: readonly Remark[];
  overrides: Typed['overrides'];
  answer: (key: string, reason: string) => void;
}

export function Remarks({ id, remarks, overrides, answer }: Props) {
  const t = reportsWords();
  return (
    <div class="remarks" aria-live="polite">
      {remarks.map((one) => {
        const isError = one.severity === 'error', key = keyOf(one);
        return (
          <div key={key} class={isError ? 'remark is-bad' : 'remark is-warn'}>
            <p><Icon of={isError ? alert : triangle} size={18} /><span><b>{isError ? t.error : t.warning}:</b> {remarkText(one)}</span></p>
            {!isError && <TextArea id={answerBox(id, one)} label={t.override} hint={t.overrideHint} rows={2} value={overrides[key] ?? ''} change={(value) => answer(key, value)} most={500} />}
          </div>
        );
      })}
    </div>
  );
}
