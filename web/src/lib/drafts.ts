// What an officer typed and has not sent yet: kept in this browser, by account, until it is sent or he signs out.
// SPDX-License-Identifier: Apache-2.0

const PREFIX = 'banyan.draft.';

interface Kept<T> {
  at: string;
  typed: T;
}

export function keepDraft<T>(key: string, typed: T): string | null {
  const at = new Date().toISOString();
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify({ at, typed } satisfies Kept<T>));
    return at;
  } catch {
    return null;
  }
}

export function readDraft<T>(key: string): Kept<T> | null {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + key) ?? 'null') as Kept<T> | null;
  } catch {
    return null;
  }
}

export function dropDraft(key: string): void {
  try {
    localStorage.removeItem(PREFIX + key);
  } catch {
    /* there was none */
  }
}

export function dropDrafts(): void {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  } catch {
    /* there were none */
  }
}

export const hasDraft = (key: string): boolean => readDraft(key) !== null;

/** Keys of all drafts that begin so; none when storage is forbidden. */
export function draftKeys(start: string): string[] {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX + start)).map((key) => key.slice(PREFIX.length));
  } catch {
    return [];
  }
}
