// How one figure is measured: the rule of strategy/measure in words, with this figure's own numbers in it.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { IndicatorView } from '../../api/types';
import { amount, date, difference, differenceDecimals, number, period, share, signed } from '../../lib/format';
import { dayNumber, yearEnd } from '../../lib/period';
import { Pill } from '../../ui/mark';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { indicatorWords } from '../../words/vi/indicator';
import { measureWords } from '../../words/vi/measure';
import { boundOf, decimalsOf, finalMilestone, isLevel, isMembersShare, levelWord, milestonesOf, milestoneText, unitOf, valueText } from './reading';

export interface PathPoint {
  on: string;
  value: number;
}

/** Where the path bends: its start, then the milestones after it. */
export function pathOf(view: IndicatorView): PathPoint[] {
  const s = view.standing, milestones = milestonesOf(view).filter((one) => !one.isEmpty);
  const ahead = milestones.filter((one) => !s.start_on || one.on > s.start_on).map((one) => ({ on: one.on, value: boundOf(view.indicator, one, s.value) }));
  if (s.start_value === null) return ahead;
  const from = s.start_on ?? s.trail[0]?.on;
  return from && from < (ahead[0]?.on ?? '9') ? [{ on: from, value: s.start_value }, ...ahead] : ahead;
}

/** The stretch of the path that a day lies on. */
export function stretchOf(path: readonly PathPoint[], day: string): [PathPoint, PathPoint] | null {
  for (let i = 0; i + 1 < path.length; i++) {
    const from = path[i], to = path[i + 1];
    if (from && to && from.on <= day && day <= to.on) return [from, to];
  }
  return null;
}

const plus = (value: number, decimals: number) => (value < 0 ? `(${number(value, decimals)})` : number(value, decimals));

function pathLines(view: IndicatorView, fine: number): string[] {
  const t = indicatorWords().method, s = view.standing, unit = unitOf(view), decimals = decimalsOf(view);
  if (s.expected === null || !s.period_end) return [];
  if (isLevel(view.indicator)) return [t.pathStep(levelWord(view.indicator, s.expected))];
  const stretch = stretchOf(pathOf(view), s.period_end);
  if (!stretch) return [t.pathFlat(amount(s.expected, unit, decimals))];
  const [from, to] = stretch, whole = dayNumber(to.on) - dayNumber(from.on), part = dayNumber(s.period_end) - dayNumber(from.on);
  return [
    t.pathLine(amount(from.value, unit, decimals), amount(to.value, unit, decimals), date(s.period_end), number(whole, 0), number(part, 0)),
    `${number(from.value, decimals)} + (${number(to.value, decimals)} − ${plus(from.value, decimals)}) × ${number(part, 0)}/${number(whole, 0)} = ${number(s.expected, fine)}`,
  ];
}

function gapLine(view: IndicatorView, fine: number): string {
  const t = indicatorWords().method, s = view.standing, { direction } = view.indicator;
  if (s.gap === null || s.expected === null || s.value === null) return '';
  if (isLevel(view.indicator)) return s.gap === 0 ? `${measureWords().levelOnPath}.` : t.gapLevels(signed(s.gap, 0));
  const gap = signed(s.gap, fine), value = number(s.value, fine), path = number(s.expected, fine);
  if (direction === 'within') return t.gapRange(gap);
  return direction === 'down' ? t.gapTextDown(value, path, gap) : t.gapText(value, path, gap);
}

function toleranceLine(view: IndicatorView, fine: number): string {
  const t = indicatorWords().method, s = view.standing, unit = unitOf(view), decimals = decimalsOf(view);
  if (s.tolerance === null || isLevel(view.indicator)) return '';
  if (view.indicator.tolerance !== null) return t.toleranceStated(difference(s.tolerance, unit, fine));
  const stretch = s.period_end ? stretchOf(pathOf(view), s.period_end) : null;
  if (!stretch) return '';
  const [low, high] = [stretch[0].value, stretch[1].value].sort((a, b) => a - b);
  return t.toleranceDefault(`(${number(high ?? 0, decimals)} − ${plus(low ?? 0, decimals)}) × 5/100`, difference(s.tolerance, unit, fine + 1));
}

function attainmentLine(view: IndicatorView): string {
  const t = indicatorWords().method, s = view.standing, decimals = decimalsOf(view), final = finalMilestone(view);
  if (s.attainment === null || s.value === null || s.start_value === null || !final) return '';
  if (s.status === 'met' || s.attainment === 1) return t.attainmentMet;
  const target = boundOf(view.indicator, final, s.value), from = plus(s.start_value, decimals);
  return t.attainmentText(`(${number(s.value, decimals)} − ${from}) / (${number(target, decimals)} − ${from})`, share(s.attainment));
}

function Step({ name, children }: { name: string; children: ComponentChildren }) {
  return <div class="method-step"><dt>{name}</dt><dd>{children}</dd></div>;
}

function StartStep({ view }: { view: IndicatorView }) {
  const t = indicatorWords().method, s = view.standing;
  if (s.start === '' || s.start_value === null) return null;
  const text = s.start === 'lowest_level' ? t.starts.lowest_level(levelWord(view.indicator, 0)) : t.starts[s.start](amount(s.start_value, unitOf(view), decimalsOf(view)), s.start_on ? date(s.start_on) : '');
  return <Step name={t.start}>{text}</Step>;
}

function TargetStep({ view }: { view: IndicatorView }) {
  const t = indicatorWords().method, milestones = milestonesOf(view), unit = isLevel(view.indicator) ? '' : unitOf(view);
  const empty = milestones.filter((one) => one.isEmpty).map((one) => String(one.year));
  const final = milestones.filter((one) => !one.isEmpty).at(-1);
  return (
    <Step name={t.target}>
      {final && <p>{t.targetText([milestoneText(view, final), unit].filter(Boolean).join('\u00a0'), date(final.on))}</p>}
      {empty.length > 0 && <p>{t.emptyTargets(empty.join(', '))}</p>}
    </Step>
  );
}

function TrendStep({ view }: { view: IndicatorView }) {
  const t = indicatorWords().method, s = view.standing, unit = unitOf(view), decimals = decimalsOf(view);
  if (isLevel(view.indicator) || s.status === 'met' || s.value === null) return null;
  if (s.forecast === null || s.monthly === null) return <Step name={t.trend}>{t.trendNone}</Step>;
  const count = Math.min(12, Math.max(s.figure_count, s.trail.length));
  return <Step name={t.trend}>{t.trendText(number(count, 0), signed(s.monthly, decimals + 1), amount(s.forecast, unit, decimals), date(yearEnd(s.next_year)))}</Step>;
}

export function Method({ view }: { view: IndicatorView }) {
  const t = indicatorWords().method, s = view.standing, { indicator } = view, decimals = decimalsOf(view);
  const fine = isLevel(indicator) ? 0 : differenceDecimals(s.gap ?? 0, decimals + 1);
  const path = pathLines(view, fine), gap = gapLine(view, fine), tolerance = toleranceLine(view, fine), attainment = attainmentLine(view);
  return (
    <section class="panel method" aria-labelledby="method">
      <h2 id="method">{t.title}</h2>
      <dl>
        <Step name={t.figure}>
          {s.value === null || !s.period_end ? t.noFigure : t.figureText(valueText(view), period(s.period), date(s.period_end))}
          {isMembersShare(view) && s.value !== null && <p>{t.membersText(number(s.met_count, 0), number(s.reported, 0), valueText(view))}</p>}
        </Step>
        <StartStep view={view} />
        <TargetStep view={view} />
        {path.length > 0 && s.period_end && <Step name={t.path(date(s.period_end))}><p>{path[0]}</p>{path[1] && <p class="sum">{path[1]}</p>}</Step>}
        {gap && <Step name={t.gap}><p class="sum">{gap}</p></Step>}
        {tolerance && <Step name={t.tolerance}>{tolerance}</Step>}
        <TrendStep view={view} />
        {attainment && <Step name={t.attainment}><p class="sum">{attainment}</p></Step>}
        {s.due_on && <Step name={t.due}>{t.dueText(period(s.due_period), date(s.due_on))}{s.overdue_days > 0 && ` ${t.dueMissing(commonWords().days(number(s.overdue_days, 0), s.overdue_days))}`}</Step>}
        <div class="method-step is-verdict"><dt>{t.verdict}</dt><dd><Pill status={s.status} /> {t.rules[s.rule]}</dd></div>
      </dl>
      <dl class="method-about">
        {indicator.definition && <Step name={t.definition}><Vi>{indicator.definition}</Vi></Step>}
        <Step name={t.frequency}>{t.frequencies[indicator.frequency]}</Step>
        {indicator.rollup !== '' && <Step name={t.rollup}>{t.rollups[indicator.rollup]}</Step>}
        {indicator.note && <Step name={t.note}><Vi>{indicator.note}</Vi></Step>}
      </dl>
      <p><a href="/gioi-thieu#cach-do">{t.more}</a></p>
    </section>
  );
}
