// What of the strategy falls into a year: what it asks for, and what stands in nobody's plan.
// SPDX-License-Identifier: Apache-2.0
import type { AnnualOverview, PlanItem } from '../../api/types';
import { date, decimalsFor, isPercent, number } from '../../lib/format';
import { Rest } from '../../ui/rest';
import { Vi } from '../../ui/text';
import { annualWords } from '../../words/vi/annual';
import { targetText } from '../strategy/reading';

const AT_ONCE = 12;

/** `tối thiểu 95 % năm 2030`, `hạn 30/06/2027`; '' when it asks for nothing by a day. */
export function askedText(one: PlanItem): string {
  const t = annualWords().overview;
  if (one.kind === 'task') return one.due ? t.dueOn(date(one.due)) : '';
  if (one.asked_year === 0) return '';
  const { low, high, text } = one, said = targetText({ year: one.asked_year, operator: one.operator || null, low, high, text } as Parameters<typeof targetText>[0], decimalsFor(Math.max(Math.abs(low ?? 0), Math.abs(high ?? 0))));
  const unit = text || (low === null && high === null) || !one.unit ? '' : `${isPercent(one.unit) ? '\u202f' : '\u00a0'}${one.unit}`;
  return t.askedBy(said + unit, String(one.asked_year));
}

function Rows({ items }: { items: readonly PlanItem[] }) {
  const t = annualWords().overview;
  return (
    <table class="money-table is-named">
      <thead><tr>{[t.item, t.asked, t.leads].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {items.map((one) => (
          <tr key={one.code}>
            <th scope="row"><a href={`/${one.kind === 'task' ? 'nhiem-vu' : 'chi-tieu'}/${encodeURIComponent(one.code)}`}><Vi>{one.title}</Vi></a><small><Vi>{one.citation}</Vi></small></th>
            <td data-name={t.asked}><Vi>{askedText(one) || t.noTerm}</Vi></td>
            <td data-name={t.leads}><Vi>{one.leads.join('; ') || '–'}</Vi></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OfKind({ items, kind }: { items: readonly PlanItem[]; kind: PlanItem['kind'] }) {
  const t = annualWords(), mine = items.filter((one) => one.kind === kind), rest = mine.slice(AT_ONCE);
  if (mine.length === 0) return null;
  return (
    <>
      <h3>{t.overview.kinds[kind]} <span class="quiet">{number(mine.length, 0)}</span></h3>
      <Rows items={mine.slice(0, AT_ONCE)} />
      {rest.length > 0 && <Rest word={t.rest(number(rest.length, 0), rest.length)}><Rows items={rest} /></Rest>}
    </>
  );
}

export function Unplanned({ page: { unplanned, counts } }: { page: AnnualOverview }) {
  const t = annualWords().overview, all = number(counts.items, 0);
  return (
    <section class="annual-unplanned" aria-labelledby="unplanned">
      <h2 id="unplanned">{t.unplanned}</h2>
      <p>{counts.items === 0 ? t.nothingAsked : unplanned.length === 0 ? t.unplannedNone(all) : t.unplannedText(number(unplanned.length, 0), all)}</p>
      <OfKind items={unplanned} kind="indicator" />
      <OfKind items={unplanned} kind="task" />
    </section>
  );
}
