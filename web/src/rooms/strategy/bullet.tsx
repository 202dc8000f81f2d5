// The bullet bar: what is reached, the path on that day, the milestones. It stands in place of a gauge.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView } from '../../api/types';
import { amount, date, dayMonth, number } from '../../lib/format';
import { Vi } from '../../ui/text';
import { measureWords } from '../../words/vi/measure';
import { boundOf, decimalsOf, finalMilestone, isLevel, isMembersShare, milestonesOf, milestoneText, scaleEnd, unitOf, valueText, type Milestone } from './reading';

const at = (value: number, end: number): string => `${Math.max(0, Math.min(100, (value / end) * 100))}%`;

function describe(view: IndicatorView): string {
  const t = measureWords(), s = view.standing, unit = unitOf(view), decimals = decimalsOf(view);
  const parts = [`${t.actual}: ${valueText(view)}`];
  if (s.expected !== null && s.period_end) parts.push(`${t.path(date(s.period_end))}: ${amount(s.expected, unit, decimals)}`);
  return [...parts, ...milestonesOf(view).filter((one) => !one.isEmpty).map((one) => `${t.milestone(String(one.year))}: ${milestoneText(view, one)}`)].join('. ');
}

export function Bullet({ view }: { view: IndicatorView }) {
  const s = view.standing, end = scaleEnd(view), final = finalMilestone(view);
  const earlier = milestonesOf(view).filter((one) => !one.isEmpty && one !== final && one.year !== final?.year);
  const range = final && final.low !== null && final.high !== null ? { low: final.low, high: final.high } : null;
  return (
    <div class={`bullet is-${s.status}`} role="img" aria-label={describe(view)}>
      <div class="bullet-track">
        {range && <i class="bullet-range" style={{ left: at(range.low, end), right: `calc(100% - ${at(range.high, end)})` }} />}
        {final && !range && <i class="bullet-target" style={{ left: at(boundOf(view.indicator, final, s.value), end) }} />}
        {s.value !== null && <i class="bullet-fill" style={{ width: at(s.value, end) }} />}
        {earlier.map((one) => <i key={one.year} class="bullet-milestone" style={{ left: at(boundOf(view.indicator, one, s.value), end) }} />)}
        {s.expected !== null && <i class="bullet-path" style={{ left: at(s.expected, end) }} />}
      </div>
    </div>
  );
}

/** Levels are words, not lengths: steps, the reached ones filled. */
export function Steps({ view }: { view: IndicatorView }) {
  const t = measureWords(), s = view.standing, milestones = milestonesOf(view);
  return (
    <ol class={`steps is-${s.status}`}>
      {view.indicator.levels.map((level, rank) => {
        const asked = milestones.filter((one) => one.low === rank).map((one) => String(one.year));
        const state = s.value === null ? '' : rank < s.value ? 'is-reached' : rank === s.value ? 'is-reached is-here' : '';
        return (
          <li key={level} class={state} aria-current={rank === s.value ? 'step' : undefined}>
            <span><Vi>{level}</Vi></span>
            {asked.length > 0 && <small>{t.target(asked.join(', '))}</small>}
          </li>
        );
      })}
    </ol>
  );
}

function Legend({ view, milestone, isFinal }: { view: IndicatorView; milestone: Milestone; isFinal: boolean }) {
  const t = measureWords(), year = String(milestone.year);
  return (
    <div class={isFinal ? 'is-final' : undefined}>
      <dt>{!isFinal && <i class="key-milestone" aria-hidden="true" />}{isFinal ? t.target(year) : t.milestone(year)}</dt>
      <dd>{isLevel(view.indicator) ? <Vi>{milestoneText(view, milestone)}</Vi> : milestoneText(view, milestone)}</dd>
    </div>
  );
}

/** The numbers of the bar in words. Yearly milestones that all ask the same are told once. */
export function BulletLegend({ view }: { view: IndicatorView }) {
  const t = measureWords(), s = view.standing, milestones = milestonesOf(view);
  const last = milestones.at(-1), texts = new Set(milestones.map((one) => milestoneText(view, one)));
  const shown = milestones.length > 2 && texts.size === 1 ? milestones.slice(-1) : milestones;
  return (
    <dl class="bullet-legend">
      {shown.filter((one) => one !== last).map((one) => <Legend key={one.year} view={view} milestone={one} isFinal={false} />)}
      {s.expected !== null && s.period_end && !isLevel(view.indicator) && (
        <div><dt><i class="key-path" aria-hidden="true" />{t.path(dayMonth(s.period_end))}</dt><dd>{number(s.expected, decimalsOf(view))}</dd></div>
      )}
      {last && <Legend view={view} milestone={last} isFinal />}
    </dl>
  );
}

/** The bar or the steps, with their numbers; for shares of communes also what each of them is asked. */
export function Progress({ view }: { view: IndicatorView }) {
  const t = measureWords(), asked = view.targets.at(-1);
  if (isLevel(view.indicator)) return <Steps view={view} />;
  return (
    <>
      <Bullet view={view} />
      <BulletLegend view={view} />
      {isMembersShare(view) && asked && (
        <p class="members-note">
          {t.membersTarget(asked.operator === '<=' ? t.atMost(amount(asked.high ?? 0, view.indicator.unit)) : t.atLeast(amount(asked.low ?? 0, view.indicator.unit)))}
          {view.standing.reported > 0 && `; ${t.membersMeet(number(view.standing.met_count, 0), number(view.standing.reported, 0))}`}
        </p>
      )}
    </>
  );
}

