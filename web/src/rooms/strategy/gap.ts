// How far a figure is from what was promised, in one or two sentences.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView } from '../../api/types';
import { amount, date, difference, number, period } from '../../lib/format';
import { commonWords } from '../../words/vi/common';
import { measureWords } from '../../words/vi/measure';
import { decimalsOf, finalMilestone, isLevel, unitOf, valueText } from './reading';

export interface Gap {
  main: string;
  more: string;
}

const days = (count: number): string => commonWords().days(number(count, 0), count);

function missingGap(view: IndicatorView): Gap {
  const t = measureWords(), s = view.standing;
  const late = s.overdue_days > 0 ? t.overdue(days(s.overdue_days)) : s.due_on ? t.dueOn(date(s.due_on)) : '';
  if (s.rule === 'no_figure') return { main: t.neverReported, more: late };
  return { main: `${t.missing(period(s.due_period))}, ${late}`, more: t.lastKnown(valueText(view), period(s.period)) };
}

function levelGap(view: IndicatorView): Gap {
  const t = measureWords(), s = view.standing, gap = s.gap ?? 0, left = s.remaining ?? 0;
  return {
    main: gap < 0 ? t.levelsBehind(number(-gap, 0)) : t.levelOnPath,
    more: left > 0 ? t.levelsLeft(number(left, 0), String(s.target_year)) : '',
  };
}

export function gapOf(view: IndicatorView): Gap {
  const t = measureWords(), s = view.standing, year = String(s.target_year), unit = unitOf(view), decimals = decimalsOf(view);
  if (s.status === 'no_data' || s.value === null) return missingGap(view);
  if (s.status === 'met') return { main: t.met(year), more: '' };
  const left = s.remaining ? difference(s.remaining, unit, decimals) : '';
  if (s.rule === 'final_passed') return { main: t.finalPassed(year, isLevel(view.indicator) ? `${number(s.remaining ?? 0, 0)} ${t.levelUnit}` : left), more: '' };
  if (isLevel(view.indicator)) return levelGap(view);
  const gap = s.gap ?? 0, final = finalMilestone(view), isRange = view.indicator.direction === 'within' && final?.high != null;
  const main = isRange && s.remaining === 0 ? t.inRange : gap > 0 ? t.ahead(difference(gap, unit, decimals)) : gap < 0 ? t.behind(difference(gap, unit, decimals)) : t.onPath;
  if (s.rule === 'trend_short' && s.forecast !== null) return { main, more: t.trendShort(amount(s.forecast, unit, decimals), String(s.next_year)) };
  return { main, more: left ? t.left(left, year) : '' };
}
