// The course of a figure with the new one on it: typed just now, or handed in.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView } from '../../api/types';
import { number, periodShort } from '../../lib/format';
import { periodEnd } from '../../lib/period';
import { TimeChart } from '../../ui/time_chart';
import { indicatorWords } from '../../words/vi/indicator';
import { pathOf } from './method';
import { boundOf, decimalsOf, isLevel, milestonesOf, milestoneText } from './reading';

export interface CoursePoint {
  on: string;
  value: number;
  name: string;
}

interface Props {
  view: IndicatorView;
  course: readonly CoursePoint[];
  period: string;
  value: number | null;
  label: string;
}

/** Milestones that all ask the same are named once. */
function named(view: IndicatorView, value: number | null) {
  const found = milestonesOf(view).filter((one) => !one.isEmpty), texts = new Set(found.map((one) => milestoneText(view, one)));
  const isSame = found.length > 2 && texts.size === 1;
  return found.map((one, i) => ({ on: one.on, value: boundOf(view.indicator, one, value), name: isSame && i < found.length - 1 ? '' : `${one.year}: ${milestoneText(view, one)}` }));
}

/** The new figure takes the place of the old one of its period. */
function withNew(course: readonly CoursePoint[], period: string, value: number | null): CoursePoint[] {
  const on = periodEnd(period);
  if (value === null || !on) return [...course];
  const others = course.filter((one) => one.on !== on);
  return [...others, { on, value, name: periodShort(period) }].sort((a, b) => a.on.localeCompare(b.on));
}

export function EntryChart({ view, course, period, value, label }: Props) {
  const t = indicatorWords().chart, figures = withNew(course, period, value), isWord = isLevel(view.indicator), decimals = decimalsOf(view);
  return (
    <div class="entry-chart">
      <TimeChart
        label={label}
        figures={figures}
        path={pathOf(view)}
        milestones={named(view, value)}
        {...(isWord && { levels: view.indicator.levels })}
        format={(one) => number(one, decimals)}
        isRecent={figures.length > 3}
        height={isWord ? 170 : 200}
      />
      <ul class="chart-keys"><li><i class="key is-figures" />{t.figures}</li><li><i class="key is-path" />{t.path}</li></ul>
    </div>
  );
}
