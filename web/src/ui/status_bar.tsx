// How many stand how: a bar in proportion, and chips that filter.
// SPDX-License-Identifier: Apache-2.0
import { number } from '../lib/format';
import { commonWords } from '../words/vi/common';
import { Mark, statusWord, type AnyStatus } from './mark';

type Counts<S extends AnyStatus> = readonly (readonly [S, number])[];

/** Decoration: the numbers stand beside it in words. */
export function StatusBar<S extends AnyStatus>({ counts, thin = false }: { counts: Counts<S>; thin?: boolean }) {
  return (
    <div class={thin ? 'status-bar is-thin' : 'status-bar'} aria-hidden="true">
      {counts.filter(([, count]) => count > 0).map(([status, count]) => <i key={status} class={`fill-${status}`} style={{ flexGrow: count }} />)}
    </div>
  );
}

interface ChipsProps<S extends AnyStatus> {
  label: string;
  counts: Counts<S>;
  total?: number;
  chosen: string;
  choose: (status: S | '') => void;
}

/** A chip for each status that occurs; choosing the chosen one again shows all. `total` adds a chip for all. */
export function StatusChips<S extends AnyStatus>({ label, counts, total, chosen, choose }: ChipsProps<S>) {
  return (
    <div class="chips" role="group" aria-label={label}>
      {total !== undefined && (
        <button type="button" class="chip" aria-pressed={chosen === ''} onClick={() => choose('')}><b>{number(total, 0)}</b>{commonWords().all}</button>
      )}
      {counts.filter(([status, count]) => count > 0 || status === chosen).map(([status, count]) => (
        <button key={status} type="button" class="chip" aria-pressed={chosen === status} onClick={() => choose(chosen === status ? '' : status)}>
          <Mark status={status} size={16} /><b>{number(count, 0)}</b>{statusWord(status)}
        </button>
      ))}
    </div>
  );
}
