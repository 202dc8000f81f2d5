// When what waits to be sent is tried again, and what an answer means for it. Pure.
// SPDX-License-Identifier: Apache-2.0

export type WaitState = 'waiting' | 'refused' | 'conflict';

export interface Waiting {
  at: string;
  state: WaitState;
  tries: number;
  /** Not before, in milliseconds. */
  next: number;
}

export const FIRST_DELAY_MS = 30_000, LONGEST_DELAY_MS = 15 * 60_000, SENDING_PATIENCE_MS = 20_000;

/** 30 s, 1, 2, 4, 8 minutes, then every quarter of an hour. */
export const delayAfter = (tries: number): number => Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.max(0, tries - 1));

/** Those to be tried now, the oldest first: what was sent first arrives first. */
export const dueNow = <T extends Waiting>(items: readonly T[], now: number): T[] =>
  items.filter((one) => one.state === 'waiting' && one.next <= now).sort((a, b) => a.at.localeCompare(b.at));

export type Outcome = 'sent' | 'later' | 'signed_out' | 'conflict' | 'refused';

/** 0: no answer came. What may pass by itself is tried again; what the server refused is a person's turn. */
export function outcomeOf(status: number): Outcome {
  if (status >= 200 && status < 300) return 'sent';
  if (status === 401) return 'signed_out';
  if (status === 409) return 'conflict';
  const isPassing = status === 0 || status === 408 || status === 429 || status >= 500;
  return isPassing ? 'later' : 'refused';
}

/** Both are kept: what the other one said goes under the sender's own note, as far as there is room. */
export function noteWith(own: string, other: string, most: number): string {
  const first = own.trim(), whole = first === '' ? other : `${first}\n${other}`;
  return [...whole].slice(0, most).join('');
}
