// Data that renew themselves on a page that nobody touches; when the server is silent the last ones stay, with their age.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Fresh<T> {
  data: T;
  /** When they came, in milliseconds since 1970. */
  at: number;
  /** The last try brought nothing. */
  hasFailed: boolean;
}

/** `load` gives null when it could not be had. `isNew`: the initial value came just now, and the first renewal has time. */
export function useFresh<T>(initial: T, load: () => Promise<T | null>, everyMs: number, isNew = false): Fresh<T> {
  const fresh = useSignal<Fresh<T>>({ data: initial, at: Date.now(), hasFailed: false });
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined, isWanted = true;
    const renew = async () => {
      const data = await load();
      if (!isWanted) return;
      fresh.value = data === null ? { ...fresh.value, hasFailed: true } : { data, at: Date.now(), hasFailed: false };
      timer = setTimeout(() => void renew(), everyMs);
    };
    if (isNew) timer = setTimeout(() => void renew(), everyMs);
    else void renew();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, []);
  return fresh.value;
}

/** The time now, told anew at every tick. */
export function useNow(everyMs: number): number {
  const now = useSignal(Date.now());
  useEffect(() => {
    const timer = setInterval(() => { now.value = Date.now(); }, everyMs);
    return () => clearInterval(timer);
  }, []);
  return now.value;
}
