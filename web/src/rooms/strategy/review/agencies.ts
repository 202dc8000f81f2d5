// The registry's agencies of today: for names that a document has and nobody knows yet.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Agency } from '../../../api/types';
import { fold, matches } from '../../../lib/fold';
import { useLoaded } from '../../../lib/loaded';
import { me } from '../../../lib/person';

export interface Agencies {
  all: readonly Agency[];
  names: ReadonlyMap<string, string>;
}

const known = signal<Agencies>({ all: [], names: new Map() });

/** Asked for once, by the page; a hundred cards only look. */
export function useLoadedAgencies(): void {
  const { data } = useLoaded('GET /reference/agencies', {});
  useEffect(() => {
    if (data) known.value = { all: data.agencies, names: new Map(data.agencies.map((one) => [one.code, one.name])) };
  }, [data]);
}

export const useAgencies = (): Agencies => known.value;

export const isOfToday = (one: Agency): boolean => {
  const today = me.peek()?.today ?? '';
  return one.valid_to === null || one.valid_to >= today;
};

const words = (text: string): string[] => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** How much two names have in common, 0 to 1. */
export function likeness(a: string, b: string): number {
  const one = words(a), other = words(b), both = one.filter((word) => other.includes(word)).length;
  return one.length + other.length === 0 ? 0 : (2 * both) / (one.length + other.length);
}

/** Those that a query finds; without one those whose names are most like the one that the document has. */
export function suggested(all: readonly Agency[], named: string, query: string, most: number): Agency[] {
  const found = query.trim() === '' ? [...all] : all.filter((one) => matches(`${one.name} ${one.short_name} ${one.code}`, query));
  const like = new Map(found.map((one) => [one, Math.max(likeness(one.name, query || named), likeness(one.short_name, query || named))]));
  return found.sort((a, b) => (like.get(b) ?? 0) - (like.get(a) ?? 0)).slice(0, most);
}
