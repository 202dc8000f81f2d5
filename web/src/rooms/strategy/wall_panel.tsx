// One indicator on the wall: its figure, its path, who answers and from when the figure is; an old figure is grey.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView } from '../../api/types';
import { amount, date, isPercent, number, period, periodShort } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Pill } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Sparkline } from '../../ui/sparkline';
import { titleText, Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { measureWords } from '../../words/vi/measure';
import { wallWords } from '../../words/vi/wall';
import { Bullet, Steps } from './bullet';
import { gapOf } from './gap';
import { decimalsOf, finalMilestone, isLevel, milestoneText, shortTitle, unitOf, valueText } from './reading';
import { leadNames } from './who';

/** A figure that is due is missing: what is shown is the last known one. */
const isOld = (view: IndicatorView): boolean => view.standing.status === 'no_data';

/** Which figure is missing, and for how long. */
function missing({ standing: s }: IndicatorView): string {
  const days = commonWords().days(number(s.overdue_days, 0), s.overdue_days);
  return s.rule === 'overdue' ? wallWords().staleText(period(s.due_period), days) : '';
}

function owner(view: IndicatorView): string {
  const t = wallWords(), [first, ...rest] = leadNames(view.assignments);
  if (!first) return t.noOwner;
  return rest.length > 0 ? t.others(first, number(rest.length, 0)) : first;
}

function Value({ view }: { view: IndicatorView }) {
  const t = measureWords(), { standing: s } = view, unit = unitOf(view), decimals = decimalsOf(view), first = s.trail[0], last = s.trail.at(-1);
  if (isLevel(view.indicator)) return <p class="wall-value is-word"><b><Vi>{valueText(view)}</Vi></b></p>;
  return (
    <>
      <p class="wall-value"><b>{s.value === null ? '–' : number(s.value, decimals)}</b>{s.value !== null && <span>{isPercent(unit) ? unit : ` ${unit}`}</span>}</p>
      {first && last && <Sparkline trail={s.trail} label={t.sparkline(amount(first.value, unit, decimals), period(first.period), amount(last.value, unit, decimals), period(last.period))} width={150} height={54} />}
    </>
  );
}

function Scale({ view }: { view: IndicatorView }) {
  const t = wallWords(), { standing: s } = view, final = finalMilestone(view);
  if (isLevel(view.indicator)) return <Steps view={view} />;
  return (
    <div>
      <Bullet view={view} />
      <p class="wall-scale"><span>{s.expected !== null && t.path(number(s.expected, decimalsOf(view)))}</span><span>{final && t.target(String(final.year), milestoneText(view, final))}</span></p>
    </div>
  );
}

export function WallPanel({ view }: { view: IndicatorView }) {
  const { indicator, standing: s } = view, gap = gapOf(view), id = `w-${indicator.code}`;
  return (
    <article class={`wall-panel is-${s.status}${isOld(view) ? ' is-old' : ''}`} aria-labelledby={id}>
      <header><h2 id={id}><a href={`/chi-tieu/${encodeURIComponent(indicator.code)}`}>{language.value === 'en' ? titleText(indicator) : shortTitle(indicator)}</a></h2><Pill status={s.status} /></header>
      <div class="wall-figure"><Value view={view} /></div>
      <p class="wall-gap"><span><b>{missing(view) || gap.main}</b>{s.rule === 'no_figure' && gap.more && <> · {gap.more}</>}</span>{s.is_sample && <SampleTag />}</p>
      <Scale view={view} />
      <footer>
        <span class="wall-owner"><Vi>{owner(view)}</Vi></span>
        {s.period && <span>{periodShort(s.period)}</span>}
        {s.recorded_at && <time dateTime={s.recorded_at}>{date(s.recorded_at)}</time>}
      </footer>
    </article>
  );
}
