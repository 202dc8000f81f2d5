// Where points were lost, and which values a formula reads; pure.
// SPDX-License-Identifier: Apache-2.0
import type { BoardLine, PointView, ValueView } from '../../api/types';

const CENT = 100;
/** Points have two decimals: their differences too. */
const twoDecimals = (value: number): number => Math.round(value * CENT) / CENT;

/** What is missing to the maximum; 0 where the criterion does not count. */
export const lostAt = (point: PointView): number => (point.applies && point.points !== null ? twoDecimals(point.maximum - point.points) : 0);

export const lostInAll = (points: readonly PointView[]): number => twoDecimals(points.reduce((sum, one) => sum + lostAt(one), 0));

/** Criteria that lost points, those that lost most first. */
export const losses = (points: readonly PointView[]): PointView[] => points.filter((one) => lostAt(one) > 0).sort((a, b) => lostAt(b) - lostAt(a));

const REFERENCE = /\b(metric|input)\(\s*([\w.-]+)\s*(?:,\s*([\w.-]+)\s*)?\)/g;

/** Values that a formula reads, in the order in which it names them, each once. */
export function valuesOf(formula: string, values: readonly ValueView[]): ValueView[] {
  const found = new Set<ValueView>();
  for (const [, kind, name, argument = ''] of formula.matchAll(REFERENCE)) {
    const value = values.find((one) => one.kind === kind && one.name === name && one.argument === argument);
    if (value) found.add(value);
  }
  return [...found];
}

/** How many agencies are in each band, the best first: lines come by rank. */
export function bandCounts(lines: readonly BoardLine[]): [title: string, count: number][] {
  const counts = new Map<string, number>();
  for (const { band_title: title } of lines) if (title) counts.set(title, (counts.get(title) ?? 0) + 1);
  return [...counts];
}
