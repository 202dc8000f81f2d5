// Copies of what a person at work was shown last, so that his pages open without a network. By account; never of public pages.
// SPDX-License-Identifier: Apache-2.0
import { clear, put, remove, take, takeAll } from './shelf';
import { me } from './person';

/** What forms and lists of one's own work need; nothing of other people's accounts. */
const KEPT = /^\/api\/v1\/(strategy\/(inbox|entry\/|task-entry\/|submissions\/)|reporting\/|reference\/agencies\/)/;
const DAYS_MAX = 7, DAY_MS = 86_400_000, COPIES_MAX = 300;

interface Copy {
  key: string;
  url: string;
  at: string;
  /** Of which front end: another may want another form of it. */
  build: string;
  data: unknown;
}

const buildOf = (): string => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute('src') ?? '';
const keyOf = (url: string): string => `${me.peek()?.username ?? ''} ${url}`;

export const isKept = (url: string): boolean => KEPT.test(url);

export async function keepCopy(url: string, data: unknown): Promise<void> {
  if (!me.peek() || !isKept(url)) return;
  await put('copies', { key: keyOf(url), url, at: new Date().toISOString(), build: buildOf(), data } as Copy);
}

/** null: there is none, or it is too old to be shown. */
export async function readCopy(url: string): Promise<{ at: string; data: unknown } | null> {
  if (!me.peek() || !isKept(url)) return null;
  const copy = await take<Copy>('copies', keyOf(url));
  if (!copy || copy.build !== buildOf() || Date.now() - Date.parse(copy.at) > DAYS_MAX * DAY_MS) return null;
  return { at: copy.at, data: copy.data };
}

/** Of another person, too old, or too many: they go. */
export async function tidyCopies(): Promise<void> {
  const all = (await takeAll<Copy>('copies')) ?? [], own = `${me.peek()?.username ?? ''} `;
  const isOver = (one: Copy): boolean => !one.key.startsWith(own) || one.build !== buildOf() || Date.now() - Date.parse(one.at) > DAYS_MAX * DAY_MS;
  const rest = all.filter((one) => !isOver(one)).sort((a, b) => b.at.localeCompare(a.at));
  for (const one of [...all.filter(isOver), ...rest.slice(COPIES_MAX)]) await remove('copies', one.key);
}

export const dropCopies = (): Promise<void> => clear('copies');
