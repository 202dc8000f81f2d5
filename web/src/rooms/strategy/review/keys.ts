// Which key does what in the review: single letters, so they hold only where the list or the text has the focus.
// SPDX-License-Identifier: Apache-2.0

export type Deed = 'next' | 'previous' | 'confirm' | 'correct' | 'leave_out' | 'split' | 'join' | 'move' | 'up' | 'down' | 'text' | 'help';

export interface Key {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  j: 'next', ArrowDown: 'next', k: 'previous', ArrowUp: 'previous', Enter: 'confirm', e: 'correct', x: 'leave_out',
  s: 'split', g: 'join', m: 'move', v: 'text', '?': 'help',
};

/** As the page lists them. */
export const KEYS: readonly (readonly [string, Deed])[] = [
  ['j ↓', 'next'], ['k ↑', 'previous'], ['Enter', 'confirm'], ['e', 'correct'], ['x', 'leave_out'], ['s', 'split'], ['g', 'join'],
  ['m', 'move'], ['Alt ↑', 'up'], ['Alt ↓', 'down'], ['v', 'text'], ['?', 'help'],
];

export function deedOf({ key, altKey, ctrlKey, metaKey }: Key): Deed | null {
  if (ctrlKey || metaKey) return null;
  if (altKey) return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : null;
  return DEEDS[key.length === 1 ? key.toLowerCase() : key] ?? null;
}

/** Letters that go into a box, and Enter on what has a deed of its own, are not ours. */
export function isOurs(target: EventTarget | null, deed: Deed): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest('input, textarea, select, form, [role="radiogroup"]')) return false;
  return deed !== 'confirm' || target.closest('button, a, summary') === null;
}
