// What an officer typed and has not sent yet: kept in this browser at each letter, by account, until it is sent or he signs out.
// SPDX-License-Identifier: Apache-2.0
import { clear, put, remove, takeAll } from './shelf';

interface Kept<T> {
  at: string;
  typed: T;
}

interface Draft extends Kept<unknown> {
  key: string;
}

const OLD_PREFIX = 'banyan.draft.'; // before 2026-12 they stood in localStorage

/** All of them, as this page knows them: forms ask at once. Other pages tell what they change. */
const drafts = new Map<string, Kept<unknown>>();
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('banyan.drafts');
let isKeeping = false;

function takeOver(): void {
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(OLD_PREFIX))) {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<unknown> | null;
      if (kept) void put('drafts', { key: key.slice(OLD_PREFIX.length), ...kept } as Draft).then(() => localStorage.removeItem(key));
      if (kept) drafts.set(key.slice(OLD_PREFIX.length), kept);
    }
  } catch {
    /* there were none */
  }
}

/** Before the first form is drawn. */
export async function openDrafts(): Promise<void> {
  const found = await takeAll<Draft>('drafts');
  isKeeping = found !== null;
  for (const { key, at, typed } of found ?? []) drafts.set(key, { at, typed });
  if (isKeeping) takeOver();
  others?.addEventListener('message', ({ data }: MessageEvent<{ key: string; kept: Kept<unknown> | null }>) => {
    if (data.kept) drafts.set(data.key, data.kept);
    else drafts.delete(data.key);
  });
}

/** When it was kept; null: this browser keeps nothing, or its disk is full. */
export async function keepDraft<T>(key: string, typed: T): Promise<string | null> {
  const at = new Date().toISOString();
  drafts.set(key, { at, typed });
  others?.postMessage({ key, kept: { at, typed } });
  return (await put('drafts', { key, at, typed } as Draft)) ? at : null;
}

export const readDraft = <T>(key: string): Kept<T> | null => (drafts.get(key) as Kept<T> | undefined) ?? null;
export const isDraftKept = (): boolean => isKeeping;

export function dropDraft(key: string): void {
  drafts.delete(key);
  others?.postMessage({ key, kept: null });
  void remove('drafts', key);
}

export async function dropDrafts(): Promise<void> {
  drafts.clear();
  await clear('drafts');
}

export const hasDraft = (key: string): boolean => drafts.has(key);

/** Keys of all drafts that begin so. */
export const draftKeys = (start: string): string[] => [...drafts.keys()].filter((key) => key.startsWith(start)).sort();
