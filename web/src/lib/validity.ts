// Days of a role: people write and read its last day, the server keeps the first day on which it no longer holds.
// SPDX-License-Identifier: Apache-2.0
import { readDate } from './parse';

const DAY_MS = 86_400_000;
const shifted = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

export const lastDay = (validTo: string): string => shifted(validTo, -1);
export const dayAfter = (last: string): string => shifted(last, 1);

/** What stands in a box for a day: null when it is empty, undefined when it is no day. */
export function readOptionalDate(typed: string): string | null | undefined {
  if (typed.trim() === '') return null;
  return readDate(typed) ?? undefined;
}
