// What an indicator says, taken out of the API's numbers: its unit, milestones, bounds, words of levels. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { Indicator, IndicatorLine, IndicatorView, Operator, StandingView, Target, TargetLine } from '../../api/types';
import { amount, decimalsFor, number } from '../../lib/format';
import { barEnd } from '../../lib/geometry';
import { yearEnd } from '../../lib/period';
import { measureWords } from '../../words/vi/measure';

/** What must hold at the end of a year; bounds of levels are ranks from 0. */
export interface Milestone {
  year: number;
  on: string;
  low: number | null;
  high: number | null;
  isEmpty: boolean;
}

/** The province's figure of an indicator that communes report: the share of them that meet what is asked. */
export const isMembersShare = (view: IndicatorView): boolean => view.indicator.rollup === 'met_share' && view.standing.expected_reports > 0;

export const unitOf = (view: IndicatorView): string => (isMembersShare(view) ? '%' : view.indicator.unit);
export const isLevel = (indicator: Indicator): boolean => indicator.kind === 'level';
export const levelWord = (indicator: Indicator, rank: number | null): string => (rank === null ? '' : (indicator.levels[rank] ?? String(rank)));

function boundsOf(indicator: Indicator, target: Target): [number | null, number | null] {
  if (!isLevel(indicator)) return [target.low, target.high];
  const rank = indicator.levels.indexOf(target.text);
  return rank < 0 ? [null, null] : [rank, null];
}

export function milestonesOf(view: IndicatorView): Milestone[] {
  return view.targets.map((target) => {
    const [low, high] = isMembersShare(view) ? [100, null] : boundsOf(view.indicator, target);
    return { year: target.year, on: yearEnd(target.year), low, high, isEmpty: low === null && high === null };
  });
}

/** The bound that counts for a direction (strategy/measure: milestone_bound). */
export function boundOf(indicator: Indicator, milestone: Milestone, value: number | null): number {
  const low = milestone.low ?? milestone.high ?? 0, high = milestone.high ?? low;
  if (indicator.direction === 'up') return low;
  if (indicator.direction === 'down') return high;
  return value !== null && Math.abs(value - high) < Math.abs(value - low) ? high : low;
}

/** How many decimals the indicator's numbers are shown with. */
export function decimalsOf(view: IndicatorView): number {
  const bounds = milestonesOf(view).flatMap((one) => [one.low ?? 0, one.high ?? 0]);
  return decimalsFor(Math.max(...bounds, Math.abs(view.standing.value ?? 0)));
}

export function valueText(view: IndicatorView, value: number | null = view.standing.value): string {
  if (value === null) return '–';
  return isLevel(view.indicator) ? levelWord(view.indicator, value) : amount(value, unitOf(view), decimalsOf(view));
}

/** "tối thiểu 20", "2–3". */
function boundText(operator: Operator | null, low: number | null, high: number | null, decimals: number): string {
  const t = measureWords();
  if (low !== null && high !== null) return t.between(number(low, decimals), number(high, decimals));
  if (operator === '>=') return t.atLeast(number(low ?? 0, decimals));
  if (operator === '<=') return t.atMost(number(high ?? 0, decimals));
  return number(low ?? high ?? 0, decimals);
}

/** A bound in words: "tối thiểu 20", "2–3", a level; without the unit. */
export function milestoneText(view: IndicatorView, milestone: Milestone): string {
  if (milestone.isEmpty) return measureWords().emptyTarget;
  if (isLevel(view.indicator)) return levelWord(view.indicator, milestone.low);
  const target = view.targets.find((one) => one.year === milestone.year), operator = isMembersShare(view) ? null : target?.operator ?? null;
  return boundText(operator, milestone.low, milestone.high, decimalsOf(view));
}

/** The same of a line of the plan, which the server has read already. */
export const lineDecimals = (line: IndicatorLine): number => decimalsFor(Math.max(Math.abs(line.value ?? 0), ...line.targets.flatMap((one) => [one.low ?? 0, one.high ?? 0])));
export const isEmptyTarget = (target: TargetLine): boolean => target.low === null && target.high === null && target.text === '';
export const targetText = (target: TargetLine, decimals: number): string =>
  isEmptyTarget(target) ? measureWords().emptyTarget : target.text || boundText(target.operator, target.low, target.high, decimals);

/** The last milestone of a document whose target is not empty. */
export const finalMilestone = (view: IndicatorView): Milestone | undefined => milestonesOf(view).filter((one) => !one.isEmpty).at(-1);

export function scaleEnd(view: IndicatorView): number {
  const bounds = milestonesOf(view).flatMap((one) => [one.low ?? 0, one.high ?? 0]);
  return barEnd([...bounds, view.standing.value ?? 0], view.indicator.kind === 'share' || isMembersShare(view));
}

/** "1539/QĐ-UBND, Phụ lục I, mục 1" without the document, and the number of an annex's line. */
export const shortCitation = (citation: string): string => citation.split(', ').slice(1).join(', ') || citation;
export const annexNumber = (citation: string): string => /Phụ lục .*mục (\d+)$/.exec(citation)?.[1] ?? '';

export const shortTitle = (indicator: Indicator): string => indicator.short_title || indicator.title;
export const changeOverTrail = (standing: StandingView): number | null => {
  const first = standing.trail[0];
  return first && standing.value !== null && standing.trail.length > 1 ? standing.value - first.value : null;
};
