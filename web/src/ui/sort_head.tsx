// The head of a column by which a table can be sorted; the order is kept in the address as `late` or `-late`.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';

export interface Sorted {
  by: string;
  /** The largest first. */
  isDown: boolean;
}

export const readSorted = (text: string, standard: Sorted): Sorted => (text === '' ? standard : { by: text.replace(/^-/, ''), isDown: text.startsWith('-') });
export const writeSorted = (sorted: Sorted): string => (sorted.isDown ? '-' : '') + sorted.by;

interface Props {
  by: string;
  sorted: Sorted;
  sort: (sorted: Sorted) => void;
  /** Which way the first press goes: numbers the largest first, names from A. */
  startsDown?: boolean;
  class?: string;
  children: ComponentChildren;
}

/** Pressing the column that is sorted already turns the order round. */
export function SortHead({ by, sorted, sort, startsDown = false, class: name, children }: Props) {
  const isHere = sorted.by === by;
  return (
    <th scope="col" class={name} aria-sort={isHere ? (sorted.isDown ? 'descending' : 'ascending') : undefined}>
      <button type="button" class="sort-button" onClick={() => sort({ by, isDown: isHere ? !sorted.isDown : startsDown })}>
        {children}
        <svg class={`sort-arrow${isHere ? (sorted.isDown ? ' is-down' : ' is-up') : ''}`} width="8" height="12" viewBox="0 0 8 12" aria-hidden="true"><path class="up" d="M4 0l4 5H0z" /><path class="down" d="M4 12L0 7h8z" /></svg>
      </button>
    </th>
  );
}
