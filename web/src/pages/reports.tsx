// Reports: what needs the reader first, then what is owed, with its filters.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ObligationList, ReportState } from '../api/types';
import { query, setQuery } from '../lib/address';
import { number, period } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { ReportLine } from '../rooms/reporting/report_line';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { FilterPanel, FilterSelect, FilterTokens } from '../ui/filters';
import { useLastGood } from '../ui/last_good';
import { reportsWords } from '../words/vi/reports';

const STATES: readonly ReportState[] = ['open', 'draft', 'submitted', 'returned', 'approved', 'accepted', 'consolidated', 'published', 'lapsed'];
const SHOWN_AT_FIRST = 40, SHOWN_MORE = 100;

function Needs() {
  const t = reportsWords(), loaded = useLoaded('GET /reporting/inbox', {}), inbox = useLastGood(loaded);
  if (!inbox) return null;
  return (
    <section class="part" aria-labelledby="needs">
      <h2 id="needs">{t.needs} <span class="quiet">{number(inbox.items.length, 0)}</span></h2>
      {inbox.items.length === 0 ? <p class="empty">{t.needsNone}</p> : <ul class="items">{inbox.items.map((one) => <ReportLine key={one.view.obligation.id} view={one.view} need={one.need} />)}</ul>}
    </section>
  );
}

/** Periods that were seen stay to be chosen when one of them filters the list. */
function useSeen(list: ObligationList, chosen: string): string[] {
  const seen = useRef(new Set<string>());
  list.obligations.forEach((one) => seen.current.add(one.obligation.period));
  if (chosen) seen.current.add(chosen);
  return [...seen.current].sort().reverse();
}

function Filters({ list }: { list: ObligationList }) {
  const t = reportsWords(), regimes = useLoaded('GET /reporting/regimes', {}).data?.regimes ?? [], { state = '', regime = '', period: wanted = '' } = query.value, periods = useSeen(list, wanted);
  const titleOf = (code: string) => { const found = regimes.find((one) => one.regime.code === code)?.regime; return found ? (language.value === 'en' && found.title_en ? found.title_en : found.title) : code; };
  const tokens = [
    ...(state ? [{ key: 'state', name: t.state, text: t.states[state as ReportState] ?? state, drop: () => setQuery({ state: '' }) }] : []),
    ...(regime ? [{ key: 'regime', name: t.regime, text: titleOf(regime), drop: () => setQuery({ regime: '' }) }] : []),
    ...(wanted ? [{ key: 'period', name: t.period, text: period(wanted), drop: () => setQuery({ period: '' }) }] : []),
  ];
  return (
    <>
      <FilterPanel title={t.filter} count={tokens.length} apply={() => undefined}>
        <FilterSelect id="regime" label={t.regime} any={t.any} chosen={regime} choose={(value) => setQuery({ regime: value })} choices={regimes.map((one) => ({ value: one.regime.code, name: titleOf(one.regime.code) }))} />
        <FilterSelect id="period" label={t.period} any={t.any} chosen={wanted} choose={(value) => setQuery({ period: value })} choices={periods.map((one) => ({ value: one, name: period(one) }))} />
        <FilterSelect id="state" label={t.state} any={t.any} chosen={state} choose={(value) => setQuery({ state: value })} choices={STATES.map((one) => ({ value: one, name: t.states[one] }))} />
      </FilterPanel>
      <FilterTokens label={t.filter} tokens={tokens} dropWord={t.drop} allWord={t.dropAll} dropAll={() => setQuery({ state: '', regime: '', period: '' })} />
    </>
  );
}

function All({ list, isLoading }: { list: ObligationList; isLoading: boolean }) {
  const t = reportsWords(), shown = useSignal(SHOWN_AT_FIRST), { state = '', regime = '', period: wanted = '' } = query.value, rest = list.obligations.length - shown.value;
  return (
    <section class="part" aria-labelledby="all" aria-busy={isLoading}>
      <h2 id="all">{t.all} <span class="quiet">{number(list.obligations.length, 0)}</span></h2>
      <Filters list={list} />
      {list.obligations.length === 0 ? <p class="empty">{state || regime || wanted ? t.noneFiltered : t.none}</p> : <ul class="items">{list.obligations.slice(0, shown.value).map((one) => <ReportLine key={one.obligation.id} view={one} />)}</ul>}
      {rest > 0 && <p class="buttons"><button type="button" class="button is-quiet" onClick={() => { shown.value += SHOWN_MORE; }}>{t.more(number(Math.min(rest, SHOWN_MORE), 0))}</button></p>}
    </section>
  );
}

export function ReportsPage() {
  const t = reportsWords(), { state, regime, period: wanted } = query.value;
  const loaded = useLoaded('GET /reporting/obligations', { regime, period: wanted, state: state as ReportState | undefined }), list = useLastGood(loaded);
  if (!list) return <Instead here="reports" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="reports" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        {may('reporting.see') && <Needs />}
        <All list={list} isLoading={loaded.isLoading} />
      </div>
    </Workplace>
  );
}
