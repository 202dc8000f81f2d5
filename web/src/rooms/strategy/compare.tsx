// A figure beside those that tell whether it can be right: the one before, the path, the target.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { IndicatorView } from '../../api/types';
import { dayMonth, difference, period as periodText, signed } from '../../lib/format';
import { dayNumber, periodEnd } from '../../lib/period';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { valueOn } from '../../ui/time_chart';
import { commonWords } from '../../words/vi/common';
import { checksWords } from '../../words/vi/checks';
import { formsWords } from '../../words/vi/forms';
import { measureWords } from '../../words/vi/measure';
import { exact } from './entry_text';
import { pathOf } from './method';
import { boundOf, decimalsOf, finalMilestone, isLevel, levelWord, milestoneText, valueText } from './reading';

interface Props {
  view: IndicatorView;
  period: string;
  /** The figure that is looked at; null: not typed yet. */
  value: number | null;
  label: string;
  before: { value: number; period: string } | null;
  /** The figure that holds for the same period and would be replaced. */
  held: number | null;
}

/** Where the path is at the end of a period; null before it begins. */
export function pathAt(view: IndicatorView, period: string): number | null {
  const end = periodEnd(period);
  return end ? valueOn(pathOf(view), dayNumber(end), isLevel(view.indicator)) : null;
}

/** How much better a value is than another, in the direction of the indicator. */
const lead = (view: IndicatorView, value: number, other: number): number => (view.indicator.direction === 'down' ? other - value : value - other);

const text = (view: IndicatorView, value: number): string => (isLevel(view.indicator) ? levelWord(view.indicator, value) : exact(value, view.indicator.unit));

/** Percentages differ by points, levels by levels. */
export function sizeText(view: IndicatorView, size: number): string {
  if (isLevel(view.indicator)) return checksWords().findings.levels(String(Math.abs(Math.round(size))));
  return difference(size, view.indicator.unit, decimalsOf(view));
}

export function changeText(view: IndicatorView, change: number): string {
  const unit = view.indicator.unit.startsWith('%') ? commonWords().points : view.indicator.unit;
  return isLevel(view.indicator) ? `${signed(change, 0)} ${measureWords().levelUnit}` : `${signed(change, 6)}\u00a0${unit}`;
}

function sinceBefore({ view, value, before }: Props): string {
  const t = formsWords().figure;
  if (value === null || !before) return '';
  const change = Number((value - before.value).toFixed(6));
  return change === 0 ? t.asBefore : t.sinceBefore(changeText(view, change));
}

function toPath(view: IndicatorView, value: number, path: number): string {
  const t = formsWords().figure.toPath, ahead = Number(lead(view, value, path).toFixed(6));
  if (view.indicator.direction === 'within') return '';
  return ahead === 0 ? t.equal : ahead > 0 ? t.ahead(sizeText(view, ahead)) : t.behind(sizeText(view, -ahead));
}

function toTarget(view: IndicatorView, value: number): string {
  const t = formsWords().figure.toTarget, final = finalMilestone(view);
  if (!final || view.indicator.direction === 'within') return '';
  const left = -lead(view, value, boundOf(view.indicator, final, value));
  return left <= 0 ? t.met : t.left(sizeText(view, left));
}

function Cell({ name, children, small, isFirst = false }: { name: string; children: ComponentChildren; small?: string; isFirst?: boolean }) {
  return <div class={isFirst ? 'is-first' : undefined}><dt>{name}</dt><dd>{children}{small && <small>{small}</small>}</dd></div>;
}

/** The figures to compare with may be made up; the one that is entered is not. */
export function SampleLine() {
  return <p class="sample-line"><SampleTag /> {formsWords().figure.sample}</p>;
}

export function Compare(props: Props) {
  const t = formsWords().figure, m = measureWords(), { view, period, value, label, before, held } = props;
  const path = pathAt(view, period), final = finalMilestone(view), end = periodEnd(period), isWord = isLevel(view.indicator);
  const look = ['numbers compare', isWord && 'is-words', held !== null && 'has-held'].filter(Boolean).join(' ');
  return (
    <dl class={look}>
      <Cell name={label} small={sinceBefore(props)} isFirst>{value === null ? '–' : <Vi>{text(view, value)}</Vi>}</Cell>
      {held !== null && <Cell name={checksWords().corrected} small={checksWords().correctedText}><Vi>{text(view, held)}</Vi></Cell>}
      {before ? <Cell name={t.before} small={periodText(before.period)}><Vi>{text(view, before.value)}</Vi></Cell> : <Cell name={t.before} small={t.noBefore}>–</Cell>}
      <Cell name={m.path(end ? dayMonth(end) : '')} small={value !== null && path !== null ? toPath(view, value, path) : path === null ? t.noPath : ''}>{path === null ? '–' : <Vi>{valueText(view, path)}</Vi>}</Cell>
      {final && <Cell name={m.target(String(final.year))} small={value !== null ? toTarget(view, value) : ''}>{isWord ? <Vi>{milestoneText(view, final)}</Vi> : `${milestoneText(view, final)}\u00a0${view.indicator.unit}`}</Cell>}
    </dl>
  );
}
