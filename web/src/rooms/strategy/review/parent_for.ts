// Under whom a new item goes: where the items of its passage stand, or those of the passages around it.
// SPDX-License-Identifier: Apache-2.0
import type { DraftItem, DraftKind, Passage } from '../../../api/types';
import { fits } from './order';

export function parentFor(items: readonly DraftItem[], passages: readonly Passage[], passage: number, kind: DraftKind): number {
  const byPassage = new Map<number, DraftItem[]>(), known = new Map(items.map((one) => [one.number, one])), read = new Map(passages.map((one) => [one.number, one]));
  for (const one of items) if (one.state !== 'left_out') byPassage.set(one.passage, [...(byPassage.get(one.passage) ?? []), one]);
  for (let at = read.get(passage), steps = 0; at && steps < 50; at = read.get(at.parent), steps++) {
    const own = (byPassage.get(at.number) ?? []).filter((one) => at?.number !== passage || one.kind !== kind);
    const parent = own.reverse().find((one) => fits(one.kind, kind) && (kind !== 'section' || at?.number !== passage));
    if (parent) return parent.number;
  }
  const before = items.filter((one) => one.kind === kind && one.passage <= passage).sort((a, b) => b.passage - a.passage)[0];
  return before && known.has(before.parent) ? before.parent : 0;
}
