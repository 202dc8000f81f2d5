// The spans of time that figures are about, as the server writes them: 2026-10, 2026-Q3, 2026-H1, 2026.
// SPDX-License-Identifier: Apache-2.0

export type PeriodKind = 'month' | 'quarter' | 'half' | 'year';

export interface Period {
  kind: PeriodKind;
  year: number;
  part: number;
}

/** null: not a period. */
export function readPeriod(text: string): Period | null {
  const found = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(text);
  if (!found) return null;
  const year = Number(found[1]);
  if (found[2]) return { kind: 'month', year, part: Number(found[2]) };
  if (found[3]) return { kind: 'quarter', year, part: Number(found[3]) };
  if (found[4]) return { kind: 'half', year, part: Number(found[4]) };
  return { kind: 'year', year, part: 1 };
}

const MONTHS: Record<PeriodKind, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Its last day: 2026-02 ends on 2026-02-28. */
export function periodEnd(text: string): string | null {
  const period = readPeriod(text);
  if (!period) return null;
  return new Date(Date.UTC(period.year, period.part * MONTHS[period.kind], 0)).toISOString().slice(0, 10);
}

const SIGN: Record<PeriodKind, (part: number) => string> = { month: (part) => `-${String(part).padStart(2, '0')}`, quarter: (part) => `-Q${part}`, half: (part) => `-H${part}`, year: () => '' };
const MONTHS_A_YEAR = 12;

/** The periods that hold a day from the first to the last one, the newest first, so many at most. */
export function periodsBetween(kind: PeriodKind, from: string, to: string, most: number): string[] {
  const indexOf = (day: string) => Math.floor((Number(day.slice(0, 4)) * MONTHS_A_YEAR + Number(day.slice(5, 7)) - 1) / MONTHS[kind]), parts = MONTHS_A_YEAR / MONTHS[kind], last = indexOf(to);
  const count = Math.max(0, Math.min(most, last - indexOf(from) + 1));
  return Array.from({ length: count }, (_, i) => `${Math.floor((last - i) / parts)}${SIGN[kind]((last - i) % parts + 1)}`);
}

const DAY_MS = 86_400_000;

/** Days since 1970 of a date like 2026-10-31. */
export const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
export const dayOf = (number: number): string => new Date(number * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);
export const yearEnd = (year: number): string => `${String(year).padStart(4, '0')}-12-31`;
