// The worked example of the about page: made-up figures, taken through the rule of strategy/measure step by step.
// SPDX-License-Identifier: Apache-2.0
import { dayNumber, yearEnd } from '../../lib/period';

const TOLERANCE = 5 / 100, MONTH_DAYS = 30, SHARE_MAX = 100;

export const start = { on: yearEnd(2025), value: 20 }, end = { on: yearEnd(2030), value: 99 };
export const figures = [
  { period: '2026-07', on: '2026-07-31', value: 27 },
  { period: '2026-08', on: '2026-08-31', value: 28.4 },
  { period: '2026-09', on: '2026-09-30', value: 29.6 },
  { period: '2026-10', on: '2026-10-31', value: 31 },
] as const;
export const last = figures[3];

/** Of the straight line between the milestones: days in all, and days gone by on the day of the figure. */
export const whole = dayNumber(end.on) - dayNumber(start.on), part = dayNumber(last.on) - dayNumber(start.on);
export const expected = start.value + ((end.value - start.value) * part) / whole;
export const gap = last.value - expected;
export const tolerance = (end.value - start.value) * TOLERANCE;
export const attainment = (last.value - start.value) / (end.value - start.value);

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The line of least squares: change in a day, and the value on a day. */
function trendOf(points: readonly { on: string; value: number }[]) {
  const days = points.map((one) => dayNumber(one.on)), day = mean(days), value = mean(points.map((one) => one.value));
  const up = points.reduce((sum, one, i) => sum + ((days[i] ?? 0) - day) * (one.value - value), 0);
  const slope = up / days.reduce((sum, one) => sum + (one - day) ** 2, 0);
  return { slope, on: (at: string) => value + slope * (dayNumber(at) - day) };
}

const trend = trendOf(figures);
export const monthly = trend.slope * MONTH_DAYS;
export const forecast = Math.max(0, Math.min(SHARE_MAX, trend.on(end.on)));
