// The annual plans of a year side by side: who has none, who is late, what of the strategy nobody plans; publishing.
// SPDX-License-Identifier: Apache-2.0
import after from 'icon:chevron-right';
import before from 'icon:chevron-left';
import type { AnnualOverview } from '../api/types';
import { linkTo, query } from '../lib/address';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { money } from '../rooms/budget/amounts';
import { AnnualAgencies, OwnPlans } from '../rooms/planning/annual_agencies';
import { Unplanned } from '../rooms/planning/annual_items';
import { Editions, PublishYear } from '../rooms/planning/annual_publish';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Icon } from '../ui/icon';
import { useLastGood } from '../ui/last_good';
import { annualWords } from '../words/vi/annual';

const YEAR_MIN = 2020, YEAR_MAX = 2100;

function Years({ year }: { year: number }) {
  const t = annualWords();
  return (
    <nav class="year-nav buttons" aria-label={t.years}>
      {year > YEAR_MIN && <a class="button is-quiet" href={linkTo({ year: String(year - 1) })}><Icon of={before} size={18} />{t.year(String(year - 1))}</a>}
      {year < YEAR_MAX && <a class="button is-quiet" href={linkTo({ year: String(year + 1) })}>{t.year(String(year + 1))}<Icon of={after} size={18} /></a>}
    </nav>
  );
}

function Counts({ page: { counts } }: { page: AnnualOverview }) {
  const o = annualWords().overview, t = o.counted, writing = counts.drafts + counts.returned, waiting = counts.submitted + counts.approved;
  return (
    <dl class="numbers result-counts">
      <div class="is-first"><dt>{t.agencies}</dt><dd>{number(counts.agencies, 0)}</dd></div>
      <div><dt>{t.missing}</dt><dd class={counts.missing > 0 ? 'is-late-text' : ''}>{number(counts.missing, 0)}</dd></div>
      <div><dt>{t.writing}</dt><dd>{number(writing, 0)}</dd></div>
      <div><dt>{t.waiting}</dt><dd>{number(waiting, 0)}</dd></div>
      <div><dt>{t.accepted}</dt><dd>{number(counts.accepted, 0)}</dd></div>
      <div><dt>{t.late}</dt><dd class={counts.late > 0 ? 'is-at-risk' : ''}>{number(counts.late, 0)}</dd></div>
      {counts.budget !== null && <div><dt>{t.budget}</dt><dd>{money(counts.budget)}</dd></div>}
    </dl>
  );
}

export function AnnualOverviewPage() {
  const t = annualWords(), { year = '' } = query.value, loaded = useLoaded('GET /planning/annual-plans', year ? { year: Number(year) } : {}), page = useLastGood(loaded);
  if (!page) return <Instead here="annual" title={t.title} problem={loaded.problem} />;
  const title = t.titleOf(String(page.year));
  return (
    <Workplace here="annual" title={title}>
      <div class="staff-page money-work" aria-busy={loaded.isLoading}>
        <LoadTrouble problem={loaded.problem} />
        <header class="page-head"><h1>{title}</h1><p>{page.is_all ? t.overview.lead : t.overview.ownLead}</p><Years year={page.year} /></header>
        {page.is_all ? (
          <>
            <Counts page={page} />
            {page.may_publish && <PublishYear key={`${page.year} ${page.editions.length}`} year={page.year} />}
            <AnnualAgencies page={page} />
            <Unplanned page={page} />
          </>
        ) : <OwnPlans page={page} />}
        <Editions page={page} />
      </div>
    </Workplace>
  );
}
