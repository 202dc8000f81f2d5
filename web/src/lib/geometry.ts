// The arithmetic of the drawings: scales, ticks, lines, classes of colour. Pure.
// SPDX-License-Identifier: Apache-2.0

/** Carries a value from one span onto another. */
export function scale(from: number, to: number, start: number, end: number): (value: number) => number {
  const width = to - from || 1;
  return (value) => start + ((value - from) * (end - start)) / width;
}

/** 1, 2, 2.5 or 5 times a power of ten: the smallest such number that is not below `wanted`. */
export function niceStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  const step = [1, 2, 2.5, 5, 10].find((one) => one * power >= wanted * (1 - 1e-9)) ?? 10;
  return step * power;
}

const tidy = (value: number): number => Number(value.toPrecision(12));

/** Round values between two, about `wanted` of them. */
export function ticks(from: number, to: number, wanted = 4): number[] {
  if (!(to > from)) return [from];
  const step = niceStep((to - from) / wanted);
  const found: number[] = [];
  for (let n = Math.ceil(from / step - 1e-9); n * step <= to + step * 1e-9; n++) found.push(tidy(n * step));
  return found;
}

export interface Spot {
  x: number;
  y: number;
}

/** An SVG path through the spots, or in steps: level until the next spot, then up or down. */
export function line(spots: readonly Spot[], inSteps = false): string {
  return spots.map(({ x, y }, i) => {
    const spot = `${x.toFixed(1)} ${y.toFixed(1)}`;
    if (i === 0) return `M${spot}`;
    return inSteps ? `H${x.toFixed(1)}V${y.toFixed(1)}` : `L${spot}`;
  }).join('');
}

/** Span of values with some air above and below. */
export function span(values: readonly number[], air = 0.12): [number, number] {
  if (values.length === 0) return [0, 1];
  const low = Math.min(...values), high = Math.max(...values);
  const room = (high - low) * air || Math.abs(high) * air || 1;
  return [low - room, high + room];
}

export const CLASSES = 5;

/** At most five classes with round bounds: class i holds bounds[i] to below bounds[i + 1]. */
export function classBounds(values: readonly number[]): number[] {
  if (values.length === 0) return [];
  const low = Math.min(...values), high = Math.max(...values);
  let step = niceStep((high - low) / CLASSES || Math.abs(high) / CLASSES || 1);
  for (;;) {
    const start = Math.floor(low / step + 1e-9) * step;
    const needed = Math.max(1, Math.ceil((high - start) / step - 1e-9));
    if (needed <= CLASSES) return Array.from({ length: needed }, (_, i) => tidy(start + i * step));
    step = niceStep(step * 1.01);
  }
}

/** Which class a value is in, from 0; -1 when there is none. */
export function classOf(value: number | null, bounds: readonly number[]): number {
  if (value === null || bounds.length === 0) return -1;
  let found = 0;
  bounds.forEach((bound, i) => {
    if (value >= bound) found = i;
  });
  return found;
}

/** Where a class lies between the lightest colour (0) and the darkest (4), however many classes there are. */
export const shadeOf = (which: number, count: number): number => (which < 0 ? -1 : count < 2 ? 2 : Math.round((which * (CLASSES - 1)) / (count - 1)));

/** The round number at which a bar ends, so that all given values fit. */
export function barEnd(values: readonly number[], isShare: boolean): number {
  const high = Math.max(...values, 0);
  if (isShare && high > 20) return 100;
  return high === 0 ? 1 : tidy(niceStep(high * 1.1));
}
