// What is typed into a form, kept in this browser at each letter.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { dropDraft, isDraftKept, keepDraft, readDraft } from '../lib/drafts';

/** A draft tells what it is about, so that the inbox can list it. */
export interface About {
  title: string;
  href: string;
}

export interface Draft<T> {
  typed: ReadonlySignal<T>;
  change: (part: Partial<T>) => void;
  /** When it was last kept; null: nothing typed yet. */
  keptAt: ReadonlySignal<string | null>;
  /** The browser may forbid storage. */
  isKept: ReadonlySignal<boolean>;
  /** When the draft was kept that this form was opened with; null: there was none. */
  reopened: string | null;
  drop: () => void;
}

interface Kept<T> {
  about: About;
  values: T;
}

/** One form, one key: a component with another key must be another component. */
export function useDraft<T extends object>(key: string, about: About, fresh: () => T): Draft<T> {
  const found = useMemo(() => readDraft<Kept<T>>(key), []);
  const typed = useSignal<T>({ ...fresh(), ...found?.typed.values });
  const keptAt = useSignal<string | null>(found?.at ?? null), isKept = useSignal(isDraftKept()), isAway = useSignal(false);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (!isKept.value && !isAway.value && keptAt.value !== null) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
  return {
    typed, keptAt, isKept,
    reopened: found?.at ?? null,
    change: (part) => {
      if (isAway.value) return; // a file that arrives late does not bring it back
      typed.value = { ...typed.value, ...part };
      keptAt.value = new Date().toISOString();
      void keepDraft<Kept<T>>(key, { about, values: typed.value }).then((at) => { isKept.value = at !== null; });
    },
    drop: () => {
      dropDraft(key);
      isAway.value = true;
      keptAt.value = null;
    },
  };
}
