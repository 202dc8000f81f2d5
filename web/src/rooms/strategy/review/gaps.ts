// What an item lacks, in words for people: the server's sentences speak of the files of a plan package.
// SPDX-License-Identifier: Apache-2.0
import type { DraftGap } from '../../../api/types';
import { language } from '../../../lib/i18n';
import { planVersionsWords } from '../../../words/vi/plan_versions';
import { reviewWords } from '../../../words/vi/review';

/** The name of a member, as forms and gaps call it. */
export function fieldWord(field: string): string {
  const own = reviewWords().fields as Record<string, string>, plan = planVersionsWords().fields as Record<string, string>;
  return own[field] ?? plan[field] ?? field;
}

type Told = Pick<DraftGap, 'field' | 'problem' | 'vi' | 'en'>;

export function gapText({ field, problem, vi, en }: Told): string {
  const t = reviewWords().gaps;
  if (problem === 'kit/field-missing') return t.missing(fieldWord(field));
  if (problem === 'strategy/assignment-missing') return t.noLead;
  if (problem === 'strategy/target-missing') return t.noTarget;
  return language.value === 'en' ? en : vi;
}

/** Gaps by item; 0: the document's own. A list that stayed the same is the same object, so that nothing is drawn anew. */
export function gapsBy(gaps: readonly DraftGap[], before: ReadonlyMap<number, readonly DraftGap[]>): Map<number, readonly DraftGap[]> {
  const found = new Map<number, DraftGap[]>();
  for (const one of gaps) found.set(one.item, [...(found.get(one.item) ?? []), one]);
  const same = (a: readonly DraftGap[], b: readonly DraftGap[]) => a.length === b.length && a.every((one, i) => one.problem === b[i]?.problem && one.field === b[i]?.field && one.vi === b[i]?.vi);
  return new Map([...found].map(([number, list]) => {
    const old = before.get(number);
    return [number, old && same(old, list) ? old : list];
  }));
}
