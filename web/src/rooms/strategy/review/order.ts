// The items of a draft in an order: as in the document, or what the machine is unsure of first; and where one may be put.
// SPDX-License-Identifier: Apache-2.0
import type { DraftItem, DraftKind } from '../../../api/types';

export interface Row {
  item: DraftItem;
  depth: number;
}

export type Order = 'unsure' | 'document';
export type Only = '' | 'unsure' | 'gaps' | 'open' | 'left_out' | 'differs';

/** Where something is put: below whom, and behind which of those that stand there; 0: at the top, as the first. */
export interface Place {
  parent: number;
  after: number;
}

export const KINDS: readonly DraftKind[] = ['section', 'objective', 'indicator', 'task', 'duty', 'basis'];

const byPosition = (a: DraftItem, b: DraftItem): number => a.position - b.position || a.number - b.number;

/** Those below each, in their order; whoever names a parent that is not there stands at the top. */
function families(items: readonly DraftItem[]): Map<number, DraftItem[]> {
  const known = new Set(items.map((one) => one.number)), found = new Map<number, DraftItem[]>();
  for (const one of [...items].sort(byPosition)) {
    const parent = known.has(one.parent) ? one.parent : 0, there = found.get(parent);
    if (there) there.push(one);
    else found.set(parent, [one]);
  }
  return found;
}

/** As in the document: each below its parent. */
export function inTree(items: readonly DraftItem[]): Row[] {
  const below = families(items), rows: Row[] = [], seen = new Set<number>();
  const walk = (parent: number, depth: number): void => {
    for (const item of below.get(parent) ?? []) {
      if (seen.has(item.number)) continue;
      seen.add(item.number);
      rows.push({ item, depth });
      walk(item.number, depth + 1);
    }
  };
  walk(0, 0);
  for (const item of items) if (!seen.has(item.number)) rows.push({ item, depth: 0 }); // a circle loses nobody
  return rows;
}

/** First what nobody looked at and the machine is unsure of, then what lacks something, then the rest; what is left out last. */
function urgency({ state, number }: DraftItem, lacks: ReadonlySet<number>): number {
  if (state === 'left_out') return 4;
  if (state === 'unsure') return 0;
  if (lacks.has(number)) return 1;
  return state === 'open' ? 2 : 3;
}

export function unsureFirst(items: readonly DraftItem[], lacks: ReadonlySet<number>): Row[] {
  const rows = inTree(items).map(({ item }) => ({ item, depth: 0 })), at = new Map(rows.map((row, i) => [row.item.number, i]));
  return rows.sort((a, b) => urgency(a.item, lacks) - urgency(b.item, lacks) || (at.get(a.item.number) ?? 0) - (at.get(b.item.number) ?? 0));
}

const NONE: ReadonlySet<number> = new Set();

function isWanted({ kind, state, number }: DraftItem, wanted: { kind: string; only: Only }, lacks: ReadonlySet<number>, differing: ReadonlySet<number>): boolean {
  if (wanted.kind !== '' && kind !== wanted.kind) return false;
  if (wanted.only === 'gaps') return state !== 'left_out' && lacks.has(number);
  if (wanted.only === 'differs') return state !== 'left_out' && differing.has(number);
  return wanted.only === '' || state === wanted.only;
}

export function rowsOf(items: readonly DraftItem[], lacks: ReadonlySet<number>, wanted: { order: Order; kind: string; only: Only }, differing: ReadonlySet<number> = NONE): Row[] {
  const rows = wanted.order === 'unsure' ? unsureFirst(items, lacks) : inTree(items);
  const isWhole = wanted.kind === '' && wanted.only === '';
  return isWhole ? rows : rows.filter(({ item }) => isWanted(item, wanted, lacks, differing)).map(({ item }) => ({ item, depth: 0 }));
}

/** Titles of those that it stands under, from the top. */
export function pathOf(items: ReadonlyMap<number, DraftItem>, item: DraftItem): DraftItem[] {
  const path: DraftItem[] = [];
  for (let at = items.get(item.parent); at && path.length < 20 && !path.includes(at); at = items.get(at.parent)) path.unshift(at);
  return path;
}

/** As the server has it: a section stands below sections, all else below those and objectives. */
export const fits = (parent: DraftKind, kind: DraftKind): boolean => parent === 'section' || (parent === 'objective' && kind !== 'section');

const isBelow = (items: ReadonlyMap<number, DraftItem>, item: DraftItem, above: number): boolean => item.number === above || pathOf(items, item).some((one) => one.number === above);

/** What it may be put under, as a tree. */
export function parentsFor(items: readonly DraftItem[], item: DraftItem): Row[] {
  const known = new Map(items.map((one) => [one.number, one]));
  return inTree(items).filter((row) => fits(row.item.kind, item.kind) && row.item.state !== 'left_out' && !isBelow(known, row.item, item.number));
}

/** Those that stand below a parent, without the one that is moved. */
export const siblingsAt = (items: readonly DraftItem[], parent: number, without: number): DraftItem[] => (families(items).get(parent) ?? []).filter((one) => one.number !== without);

/** Dropped on another: before it, behind it, or into it. */
export function placeAt(items: readonly DraftItem[], moved: DraftItem, target: DraftItem, where: 'before' | 'after' | 'into'): Place | null {
  const known = new Map(items.map((one) => [one.number, one])), parent = where === 'into' ? target.number : target.parent, above = known.get(parent);
  if (target.number === moved.number || (above && (isBelow(known, above, moved.number) || !fits(above.kind, moved.kind))) || isBelow(known, target, moved.number)) return null;
  if (where === 'into') return { parent, after: 0 };
  if (where === 'after') return { parent, after: target.number };
  const there = siblingsAt(items, parent, moved.number), at = there.findIndex((one) => one.number === target.number);
  return { parent, after: there[at - 1]?.number ?? 0 };
}

/** One step up or down among those of the same parent; null at either end. */
export function stepped(items: readonly DraftItem[], item: DraftItem, by: 1 | -1): Place | null {
  const there = families(items).get(item.parent) ?? [], at = there.findIndex((one) => one.number === item.number), other = there[at + by];
  if (at < 0 || !other) return null;
  return { parent: item.parent, after: by === 1 ? other.number : there[at - 2]?.number ?? 0 };
}

/** The one that it can be joined with: the nearest of its kind above it. */
export function aboveOf(items: readonly DraftItem[], item: DraftItem): DraftItem | null {
  const rows = inTree(items), at = rows.findIndex((row) => row.item.number === item.number);
  for (let i = at - 1; i >= 0; i--) {
    const one = rows[i]?.item;
    if (one && one.kind === item.kind && one.state !== 'left_out') return one;
  }
  return null;
}

/** The same items after a change: what the server sent, and room made behind the new places as it did. */
export function merged(items: ReadonlyMap<number, DraftItem>, changed: readonly DraftItem[], opensAt = 0): Map<number, DraftItem> {
  const next = new Map(items);
  if (opensAt > 0) for (const one of items.values()) if (one.position >= opensAt) next.set(one.number, { ...one, position: one.position + 1 });
  for (const one of changed) next.set(one.number, one);
  return next;
}
