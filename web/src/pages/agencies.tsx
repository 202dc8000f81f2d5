// All agencies that lead something: who is behind first, with what they owe by status; then those that are no more.
// SPDX-License-Identifier: Apache-2.0
import { useRef } from 'preact/hooks';
import type { AgencySummary, AgencySummaryList } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { number } from '../lib/format';
import { AGENCY_GROUPS, behindOf, chosenAgencies, groupOf, INDICATOR_STATUSES, sortedAgencies, TASK_STATUSES, WORST, type AgencyGroup } from '../rooms/strategy/agency_rank';
import { AgencyTable } from '../rooms/strategy/agency_table';
import { AgencyLink, FormerTable } from '../rooms/strategy/former';
import { Frame } from '../ui/frame';
import { statusWord } from '../ui/mark';
import { Pager } from '../ui/pager';
import { SampleBanner } from '../ui/sample';
import { readSorted, writeSorted, type Sorted } from '../ui/sort_head';
import { agenciesWords } from '../words/vi/agencies';
import { commonWords } from '../words/vi/common';

const A_PAGE = 30;

interface View {
  group: string;
  q: string;
  sorted: Sorted;
  page: number;
}

/** What the address says: all of it is a view of this page alone. */
function viewOf(values: Record<string, string>): View {
  const page = Number(values.page ?? '1');
  return { group: values.kind ?? '', q: values.q ?? '', sorted: readSorted(values.sort ?? '', WORST), page: Number.isInteger(page) && page > 0 ? page : 1 };
}

const sortText = (sorted: Sorted): string => (sorted.by === WORST.by && sorted.isDown === WORST.isDown ? '' : writeSorted(sorted));
const pageHref = (page: number): string => `#${new URLSearchParams(Object.entries({ ...fragment.value, page: String(page) }).filter(([, value]) => value !== ''))}`;

function headline(agencies: readonly AgencySummary[]): string {
  const t = agenciesWords(), total = number(agencies.length, 0), behind = agencies.filter((one) => behindOf(one) > 0).length;
  if (agencies.length === 0) return t.nothing;
  return behind === 0 ? t.noneBehind(total) : t.behind(number(behind, 0), total, behind);
}

function Groups({ agencies, chosen }: { agencies: readonly AgencySummary[]; chosen: string }) {
  const t = agenciesWords(), count = (group: AgencyGroup) => agencies.filter((one) => groupOf(one.agency.kind) === group).length;
  const chip = (group: AgencyGroup | '', word: string, n: number) => (
    <button key={group} type="button" class="chip" aria-pressed={chosen === group} onClick={() => setFragment({ kind: group, page: '' })}><b>{number(n, 0)}</b>{word}</button>
  );
  return (
    <div class="chips" role="group" aria-label={t.group}>
      {chip('', commonWords().all, agencies.length)}
      {AGENCY_GROUPS.filter((group) => count(group) > 0 || group === chosen).map((group) => chip(group, t.groups[group], count(group)))}
    </div>
  );
}

/** For screens on which the heads of the columns have no room. */
function SortChoice({ sorted, sort }: { sorted: Sorted; sort: (sorted: Sorted) => void }) {
  const t = agenciesWords(), statuses = [...INDICATOR_STATUSES, ...TASK_STATUSES];
  return (
    <div class="agency-sort">
      <label for="agency-sort">{t.sort}</label>
      <select id="agency-sort" value={writeSorted(sorted)} onChange={(event) => sort(readSorted(event.currentTarget.value, WORST))}>
        <option value="-worst">{t.sorts.worst}</option>
        <option value="name">{t.sorts.name}</option>
        <option value="-indicators">{t.sorts.indicators}</option>
        <option value="-tasks">{t.sorts.tasks}</option>
        {statuses.map((status) => <option key={status} value={`-${status}`}>{t.most(statusWord(status))}</option>)}
      </select>
    </div>
  );
}

function List({ agencies }: { agencies: readonly AgencySummary[] }) {
  const t = agenciesWords(), { group, q, sorted, page } = viewOf(fragment.value), top = useRef<HTMLElement>(null);
  const found = chosenAgencies(sortedAgencies(agencies, sorted), { group, q }), pages = Math.max(1, Math.ceil(found.length / A_PAGE)), here = Math.min(page, pages);
  const sort = (wanted: Sorted) => setFragment({ sort: sortText(wanted), page: '' }), isFiltered = group !== '' || q !== '';
  const go = (wanted: number) => {
    setFragment({ page: wanted === 1 ? '' : String(wanted) });
    top.current?.focus();
  };
  return (
    <section class="agency-list" ref={top} tabIndex={-1} aria-label={t.title}>
      <div class="list-tools">
        <Groups agencies={agencies} chosen={group} />
        <div class="list-filter">
          <label for="agency-q">{t.filter}</label>
          <input id="agency-q" type="search" value={q} placeholder={t.filterHint} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => setFragment({ q: event.currentTarget.value, page: '' }, { replaces: true })} />
        </div>
        <SortChoice sorted={sorted} sort={sort} />
      </div>
      <p class={isFiltered ? 'quiet' : 'unseen'} role="status">
        {isFiltered && <>{t.found(number(found.length, 0), number(agencies.length, 0))} · <button type="button" class="link" onClick={() => setFragment({ kind: '', q: '', page: '' })}>{t.showAll}</button></>}
      </p>
      {found.length === 0 ? <p class="empty">{t.noneFound}</p> : <AgencyTable agencies={found.slice((here - 1) * A_PAGE, here * A_PAGE)} sorted={sorted} sort={sort} q={q} />}
      <Pager page={here} pages={pages} hrefOf={pageHref} go={go} />
    </section>
  );
}

function Others({ page: { former, idle } }: { page: AgencySummaryList }) {
  const t = agenciesWords();
  return (
    <div class="others">
      <section aria-labelledby="former">
        <h2 id="former">{t.former.title}</h2>
        <p class="quiet">{t.former.text}</p>
        {former.length === 0 ? <p class="empty">{t.former.empty}</p> : <FormerTable former={former} />}
      </section>
      {idle.length > 0 && (
        <section aria-labelledby="idle">
          <h2 id="idle">{t.idle.title}</h2>
          <p class="quiet">{t.idle.text}</p>
          <ul class="idle">{idle.map((one) => <li key={one.code}><AgencyLink agency={one} /></li>)}</ul>
        </section>
      )}
    </div>
  );
}

export function AgenciesPage({ page }: { page: AgencySummaryList }) {
  const t = agenciesWords(), { agencies } = page, hasAny = agencies.length > 0;
  return (
    <Frame here="agencies" title={t.title}>
      {page.has_samples && <SampleBanner />}
      <div class="within agencies-page">
        <header class="page-head">
          <p class="eyebrow">{t.eyebrow}</p>
          <h1>{headline(agencies)}</h1>
          <p class="lead">{hasAny ? t.lead : t.nothingText}</p>
        </header>
        {hasAny && <List agencies={agencies} />}
        {hasAny && <Others page={page} />}
      </div>
    </Frame>
  );
}
