// Reports: what needs the reader first, then what is owed, with its filters.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import type { ObligationList, ObligationView, ReportState } from '../api/types';
import { fragment, query, setFragment, setQuery } from '../lib/address';
import { fetchAhead, formsOfReports } from '../lib/ahead';
import { fold } from '../lib/fold';
import { number, period } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { periodsBetween } from '../lib/period';
import { may, me } from '../lib/person';
import { isDone, isLate, isSoon, ReportLine } from '../rooms/reporting/report_line';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { reportsWords } from '../words/vi/reports';

const STATES: readonly ReportState[] = ['open', 'draft', 'submitted', 'returned', 'approved', 'accepted', 'consolidated', 'published', 'lapsed'];
const SHOWN_AT_FIRST = 40, SHOWN_MORE = 100, PERIODS_MOST = 36;
const TERMS = ['', 'late', 'soon'] as const, IN_TERM = { '': () => true, late: isLate, soon: isSoon };
type Term = (typeof TERMS)[number];

const termAsked = (): Term => TERMS.find((one) => one === fragment.value.term) ?? '';
const isFiltered = (): boolean => ['regime', 'period', 'agency', 'state'].some((name) => query.value[name]) || termAsked() !== '';
const dropFilters = () => {
  setFragment({ term: '' });
  setQuery({ regime: '', period: '', agency: '', state: '' });
};

/** What is not sent yet comes first, by its last day; below it what was sent, the newest first. */
const inOrder = (all: readonly ObligationView[]): ObligationView[] => [...all.filter((one) => !isDone(one)), ...all.filter(isDone).reverse()];

function Needs() {
  const t = reportsWords(), loaded = useLoaded('GET /reporting/inbox', {}), inbox = useLastGood(loaded);
  useEffect(() => {
    if (loaded.data) void fetchAhead(formsOfReports(loaded.data.items));
  }, [loaded.data]);
  if (!inbox) return null;
  return (
    <section class="part" aria-labelledby="needs">
      <h2 id="needs">{t.needs} <span class="quiet">{number(inbox.items.length, 0)}</span></h2>
      {inbox.items.length === 0 ? <p class="empty">{t.needsNone}</p> : <ul class="items">{inbox.items.map((one) => <ReportLine key={one.view.obligation.id} view={one.view} need={one.need} />)}</ul>}
    </section>
  );
}

interface SelectProps {
  name: 'regime' | 'period' | 'agency' | 'state';
  label: string;
  choices: readonly (readonly [value: string, name: string])[];
  lang?: string;
}

/** What is chosen lives in the address. */
function Select({ name, label, choices, lang }: SelectProps) {
  const chosen = query.value[name] ?? '', isKnown = chosen === '' || choices.some(([value]) => value === chosen);
  return (
    <div class="field">
      <label for={name}>{label}</label>
      <select id={name} value={chosen} onChange={(event) => setQuery({ [name]: event.currentTarget.value })}>
        <option value="">{reportsWords().any}</option>
        {!isKnown && <option value={chosen} selected>{chosen}</option>}
        {choices.map(([value, word]) => <option key={value} value={value} selected={value === chosen} lang={lang}>{word}</option>)}
      </select>
    </div>
  );
}

/** Of a regime that is chosen all since it is in force; else those that are listed. */
function usePeriods(list: ObligationList): string[] {
  const { regime: code, period: chosen } = query.value, regimes = useLoaded('GET /reporting/regimes', {}).data?.regimes ?? [];
  const regime = regimes.find((one) => one.regime.code === code)?.regime, listed = list.obligations.map((one) => one.obligation.period);
  const past = regime && regime.frequency !== 'on_demand' && regime.valid_from ? periodsBetween(regime.frequency, regime.valid_from, list.today, PERIODS_MOST) : [];
  return [...new Set([...listed, ...past, ...(chosen ? [chosen] : [])])].sort().reverse();
}

function Filters({ list }: { list: ObligationList }) {
  const t = reportsWords(), term = termAsked(), seesAll = may('reporting.see_all');
  const regimes = useLoaded('GET /reporting/regimes', {}).data?.regimes ?? [], agencies = useLoaded('GET /reference/agencies', seesAll ? { on: me.value?.today ?? '' } : null).data?.agencies ?? [];
  const titleOf = ({ title, title_en }: { title: string; title_en: string }) => (language.value === 'en' && title_en ? title_en : title);
  return (
    <div class="check-filters report-filters" role="search" aria-label={t.filter}>
      {seesAll && <Select name="agency" label={t.agency} lang="vi" choices={agencies.map((one) => [one.code, one.name] as const).sort(([, a], [, b]) => fold(a).localeCompare(fold(b)))} />}
      <Select name="regime" label={t.regime} choices={regimes.map(({ regime }) => [regime.code, titleOf(regime)])} />
      <Select name="period" label={t.period} choices={usePeriods(list).map((one) => [one, period(one)])} />
      <Select name="state" label={t.state} choices={STATES.map((one) => [one, t.states[one]])} />
      <div class="segments" role="group" aria-label={t.term}>
        {TERMS.map((one) => <button key={one} type="button" aria-pressed={one === term} onClick={() => setFragment({ term: one })}>{t.terms[one || 'all']}</button>)}
      </div>
    </div>
  );
}

function Lines({ shown }: { shown: readonly ObligationView[] }) {
  const t = reportsWords(), most = useSignal(SHOWN_AT_FIRST), rest = shown.length - most.value;
  return (
    <>
      <ul class="items">{shown.slice(0, most.value).map((one) => <ReportLine key={one.obligation.id} view={one} />)}</ul>
      {rest > 0 && <p class="buttons"><button type="button" class="button is-quiet" onClick={() => { most.value += SHOWN_MORE; }}>{t.more(number(Math.min(rest, SHOWN_MORE), 0))}</button></p>}
    </>
  );
}

function Nothing(): ComponentChildren {
  const t = reportsWords();
  return <p class="empty">{isFiltered() ? t.noneFiltered : t.none}</p>;
}

function All({ list, isLoading }: { list: ObligationList; isLoading: boolean }) {
  const t = reportsWords(), shown = inOrder(list.obligations.filter(IN_TERM[termAsked()])), late = shown.filter(isLate).length;
  const counted = [t.counted(number(shown.length, 0), shown.length), ...(late > 0 ? [t.countedLate(number(late, 0), late)] : [])].join(', ');
  return (
    <section class="part" aria-labelledby="all" aria-busy={isLoading}>
      <h2 id="all">{may('reporting.see_all') ? t.allOfAll : t.all}</h2>
      <Filters list={list} />
      <p class="quiet" role="status">{counted}{isFiltered() && <> · <button type="button" class="link" onClick={dropFilters}>{t.dropAll}</button></>}</p>
      {shown.length === 0 ? <Nothing /> : <Lines key={`${location.search}${termAsked()}`} shown={shown} />}
    </section>
  );
}

export function ReportsPage() {
  const t = reportsWords(), { state, regime, agency, period: wanted } = query.value;
  const loaded = useLoaded('GET /reporting/obligations', { regime, agency, period: wanted, state: state as ReportState | undefined }), list = useLastGood(loaded);
  if (!list) return <Instead here="reports" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="reports" title={t.title}>
      <div class="staff-page checks">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        {may('reporting.see') && <Needs />}
        <All list={list} isLoading={loaded.isLoading} />
      </div>
    </Workplace>
  );
}
