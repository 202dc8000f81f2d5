// One line of the ledger: what it is and who answers | where it stands and where it should be | what that means.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView } from '../../api/types';
import { amount, date, isPercent, number, period, periodShort, signed } from '../../lib/format';
import { Pill } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Sparkline } from '../../ui/sparkline';
import { Title, Vi } from '../../ui/text';
import { measureWords } from '../../words/vi/measure';
import { Progress } from './bullet';
import { gapOf } from './gap';
import { annexNumber, changeOverTrail, decimalsOf, isLevel, shortCitation, unitOf, valueText } from './reading';
import { Leads } from './who';

/** The figure in large, its unit in small, its course beneath. */
export function Value({ view }: { view: IndicatorView }) {
  const t = measureWords(), s = view.standing, decimals = decimalsOf(view), unit = unitOf(view), change = changeOverTrail(s);
  if (s.value === null) return <div class="value is-empty"><p><b>–</b></p></div>;
  if (isLevel(view.indicator)) return <div class="value is-word"><p><b><Vi>{valueText(view)}</Vi></b></p><small class="quiet">{period(s.period)}</small></div>;
  const first = s.trail[0], last = s.trail.at(-1);
  return (
    <div class="value">
      <p><b>{number(s.value, decimals)}</b><span>{isPercent(unit) ? unit : ` ${unit}`}</span></p>
      {first && last && change !== null && (
        <>
          <Sparkline trail={s.trail} label={t.sparkline(amount(first.value, unit, decimals), period(first.period), amount(last.value, unit, decimals), period(last.period))} />
          <small class="quiet">{t.change(number(s.trail.length, 0), signed(change, decimals))}</small>
        </>
      )}
      {change === null && <small class="quiet">{periodShort(s.period)}</small>}
    </div>
  );
}

function Facts({ view, href }: { view: IndicatorView; href: string }) {
  const t = measureWords(), s = view.standing;
  return (
    <footer class="row-facts">
      {s.is_sample && <span><SampleTag /></span>}
      {s.recorded_at && <span>{t.updated} <time dateTime={s.recorded_at}>{date(s.recorded_at)}</time></span>}
      {s.period !== '' && <span>{t.period} {period(s.period)}</span>}
      {s.source !== '' && <span>{t.source}: <Vi>{s.source}</Vi></span>}
      {s.expected_reports > 0 && <span>{t.membersReported(number(s.reported, 0), number(s.expected_reports, 0))}</span>}
      {s.evidence_count > 0 && <span>{t.evidence(number(s.evidence_count, 0), s.evidence_count)}</span>}
      <span><Vi>{shortCitation(view.indicator.citation)}</Vi></span>
      <span><a href={href}>{t.method}</a></span>
    </footer>
  );
}

interface Props {
  view: IndicatorView;
  /** The objective, where rows of several stand under one heading. */
  objective?: string;
  subject?: string;
  level?: 'h3' | 'h4';
}

export function IndicatorRow({ view, objective, subject, level: Heading = 'h3' }: Props) {
  const t = measureWords(), { indicator, standing } = view, gap = gapOf(view), name = annexNumber(indicator.citation);
  const query = subject ? `?subject=${encodeURIComponent(subject)}` : '', href = `/chi-tieu/${encodeURIComponent(indicator.code)}${query}`, id = `i-${indicator.code}`;
  return (
    <article class="row" aria-labelledby={id}>
      <div class="row-name">
        <span class="row-number" aria-hidden="true">{name}</span>
        <div>
          <Heading id={id}><a href={href}><Title of={indicator} /></a></Heading>
          {objective && <p class="row-objective"><Vi>{objective}</Vi></p>}
          <p class="row-who"><span class="unseen">{t.responsible}: </span><Leads assignments={view.assignments} /></p>
        </div>
      </div>
      <div class="row-measure">
        <Value view={view} />
        <div class="row-progress"><Progress view={view} /></div>
      </div>
      <div class="row-result">
        <p><Pill status={standing.status} /></p>
        <p class={`gap is-${standing.status}`}><b>{gap.main}</b>{gap.more && <span>{gap.more}</span>}</p>
      </div>
      <Facts view={view} href={href} />
    </article>
  );
}
