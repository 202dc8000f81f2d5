// What each change of an item changed: what it said before beside what it said behind it.
// SPDX-License-Identifier: Apache-2.0
import type { DraftAssignment, DraftFields, DraftItem, DraftItemChange, DraftTarget } from '../../../api/types';

/** How values are put into words: the page's own, or a test's. */
export interface Speech {
  agency: (code: string) => string;
  role: (role: DraftAssignment['role']) => string;
  target: (one: DraftTarget) => string;
  /** Of a simple field: a day, a choice, a number, text. */
  value: (field: string, value: string) => string;
  item: (number: number) => string;
}

export interface Difference {
  field: string;
  before: string;
  after: string;
}

export interface HistoryRow {
  change: DraftItemChange;
  /** Before this the item was not there. */
  isFirst: boolean;
  differences: Difference[];
}

const LISTS = new Set(['targets', 'assignments']);

function saidOf(item: DraftItem, say: Speech): Map<string, string> {
  const told = new Map<string, string>(), { fields } = item;
  told.set('kind', say.value('draft_kind', item.kind));
  told.set('parent', item.parent === 0 ? '' : say.item(item.parent));
  for (const [name, value] of Object.entries(fields) as [keyof DraftFields, unknown][]) {
    if (LISTS.has(name)) continue;
    const text = Array.isArray(value) ? value.join('; ') : value === null || value === undefined || value === 0 ? '' : String(value);
    told.set(name, text === '' ? '' : say.value(name, text));
  }
  told.set('targets', fields.targets.map(say.target).join('; '));
  told.set('assignments', fields.assignments.map((one) => `${say.role(one.role)}: ${one.agency ? say.agency(one.agency) : one.named}`).join('; '));
  told.set('state', say.value('state', item.state));
  return told;
}

/** Members in the order of `after`, those alone that differ. */
export function differencesOf(before: DraftItem, after: DraftItem, say: Speech): Difference[] {
  const was = saidOf(before, say), is = saidOf(after, say);
  return [...is].filter(([field, text]) => (was.get(field) ?? '') !== text).map(([field, text]) => ({ field, before: was.get(field) ?? '', after: text }));
}

/** The newest first, as the server tells them; behind the newest change stands what the item says now. */
export function historyOf(now: DraftItem, changes: readonly DraftItemChange[], say: Speech): HistoryRow[] {
  return changes.map((change, i) => {
    const after = i === 0 ? now : changes[i - 1]?.before ?? now;
    return { change, isFirst: change.before === null, differences: change.before === null ? [] : differencesOf(change.before, after, say) };
  });
}
