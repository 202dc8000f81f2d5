// One reporting regime, period by period and agency by agency: who is late, and who will be. A period leads to what was put together.
// SPDX-License-Identifier: Apache-2.0
import type { ObligationView } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { date, dayMonth, number, period as periodText, periodShort } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { StateTag } from '../rooms/reporting/consolidated';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Rest } from '../ui/rest';
import { titleText, Vi } from '../ui/text';
import { resultsWords } from '../words/vi/results';

const SOON_DAYS = 14, AT_ONCE = 30;
const isOpen = ({ obligation }: ObligationView): boolean => obligation.first_sent_on === null && obligation.state !== 'lapsed';
const isLate = (one: ObligationView): boolean => isOpen(one) && one.is_late;
const isSoon = (one: ObligationView): boolean => isOpen(one) && !one.is_late && one.days_left <= SOON_DAYS;
const isAccepted = ({ obligation }: ObligationView): boolean => ['accepted', 'consolidated', 'published'].includes(obligation.state);
const needsWork = (one: ObligationView): boolean => isLate(one) || isSoon(one) || one.obligation.state === 'returned';

/** The latest first, then what falls due first. */
const urgency = (all: readonly ObligationView[]): number => Math.min(...all.map((one) => (isLate(one) ? -one.late_days - 1 : isSoon(one) ? one.days_left : one.obligation.state === 'returned' ? SOON_DAYS + 1 : Infinity)), 1e6);

function Term({ one }: { one: ObligationView }) {
  const t = resultsWords().overview, { obligation } = one;
  if (isLate(one)) return <b class="is-late-text">{t.lateBy(number(one.late_days, 0), one.late_days)}</b>;
  if (isSoon(one)) return <b class="is-soon">{one.days_left === 0 ? t.today : t.leftDays(number(one.days_left, 0), one.days_left)}</b>;
  if (isOpen(one)) return <span class="quiet">{t.due(dayMonth(one.due_on))}</span>;
  return obligation.first_sent_on && one.is_late ? <small class="quiet">{t.sentLate(number(one.late_days, 0), one.late_days)}</small> : null;
}

function Cell({ one, name }: { one: ObligationView | undefined; name: string }) {
  if (!one) return <td data-name={name} class="quiet"><span aria-hidden="true">–</span><span class="unseen">{resultsWords().overview.notOwed}</span></td>;
  return <td data-name={name}><a class="result-cell" href={`/bao-cao/${one.obligation.id}`}><Term one={one} /> <StateTag state={one.obligation.state} /></a></td>;
}

type OfAgency = [agency: string, ones: ObligationView[]];

function Rows({ rows, periods }: { rows: readonly OfAgency[]; periods: readonly string[] }) {
  const t = resultsWords().overview;
  return (
    <table class="money-table is-named result-matrix">
      <caption>{t.caption}</caption>
      <thead><tr><th scope="col">{t.agency}</th>{periods.map((period) => <th key={period} scope="col">{periodShort(period)}</th>)}</tr></thead>
      <tbody>
        {rows.map(([agency, ones]) => (
          <tr key={agency}>
            <th scope="row"><a href={`/co-quan/${encodeURIComponent(agency)}`}><Vi>{ones[0]?.agency_name ?? agency}</Vi></a></th>
            {periods.map((period) => <Cell key={period} name={periodShort(period)} one={ones.find((one) => one.obligation.period === period)} />)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function PeriodRow({ regime, period, ones }: { regime: string; period: string; ones: readonly ObligationView[] }) {
  const words = resultsWords(), t = words.period, late = ones.filter(isLate).length;
  const cell = (name: string, count: number, tone = '') => <td class={`amount ${tone}`} data-name={name}>{number(count, 0)}</td>;
  return (
    <tr>
      <th scope="row"><a class="is-link" href={`/tong-hop/${encodeURIComponent(regime)}/${period}`}>{periodText(period)}</a></th>
      <td data-name={t.due}>{dueOf(ones)}</td>
      {cell(t.owed, ones.length)}{cell(words.overview.sent, ones.filter((one) => one.obligation.first_sent_on !== null).length)}
      {cell(t.missing, late, late > 0 ? 'is-late-text' : '')}{cell(t.accepted, ones.filter(isAccepted).length)}
    </tr>
  );
}

/** One day, or from one to another where somebody was given more time. */
function dueOf(ones: readonly ObligationView[]): string {
  const days = ones.map((one) => one.due_on).sort(), first = days[0] ?? '', last = days.at(-1) ?? '';
  return first === last ? date(first) : `${dayMonth(first)} – ${date(last)}`;
}

function Periods({ all, regime, periods }: { all: readonly ObligationView[]; regime: string; periods: readonly string[] }) {
  const words = resultsWords(), t = words.period;
  return (
    <section aria-labelledby="periods">
      <h2 id="periods">{words.overview.periods}</h2>
      <table class="money-table is-named">
        <thead><tr><th scope="col">{words.overview.period}</th><th scope="col">{t.due}</th>{[t.owed, words.overview.sent, t.missing, t.accepted].map((head) => <th key={head} scope="col" class="amount">{head}</th>)}</tr></thead>
        <tbody>{periods.map((period) => <PeriodRow key={period} regime={regime} period={period} ones={all.filter((one) => one.obligation.period === period)} />)}</tbody>
      </table>
    </section>
  );
}

function Matrix({ all, periods }: { all: readonly ObligationView[]; periods: readonly string[] }) {
  const words = resultsWords(), t = words.overview;
  const rows = new Map<string, ObligationView[]>();
  for (const one of all) rows.set(one.obligation.agency, [...(rows.get(one.obligation.agency) ?? []), one]);
  const sorted = [...rows].sort(([, a], [, b]) => urgency(a) - urgency(b));
  const shown = fragment.value.show === 'all' ? sorted : sorted.filter(([, ones]) => ones.some(needsWork)), rest = shown.slice(AT_ONCE);
  return (
    <section class="result-matrix-of" aria-labelledby="agencies">
      <h2 id="agencies">{words.period.agencies}</h2>
      <p>{t.counted(number(all.filter(isLate).length, 0), number(all.filter(isSoon).length, 0))}</p>
      <div class="segments" role="group" aria-label={t.show}>
        {([['', t.need], ['all', t.all]] as const).map(([value, word]) => <button key={value} type="button" aria-pressed={(fragment.value.show ?? '') === value} onClick={() => setFragment({ show: value })}>{word}</button>)}
      </div>
      {shown.length === 0 ? <p class="empty">{t.nobody}</p> : <Rows rows={shown.slice(0, AT_ONCE)} periods={periods} />}
      {rest.length > 0 && <Rest word={words.period.rest(number(rest.length, 0), rest.length)}><Rows rows={rest} periods={periods} /></Rest>}
    </section>
  );
}

function OfRegime({ regime }: { regime: string }) {
  const t = resultsWords().overview, loaded = useLoaded('GET /reporting/obligations', { regime });
  if (loaded.problem) return <LoadTrouble problem={loaded.problem} />;
  if (loaded.data === null || loaded.isLoading) return <p class="quiet">{resultsWords().loading}</p>;
  const all = loaded.data.obligations, periods = [...new Set(all.map((one) => one.obligation.period))].sort();
  return all.length === 0 ? <p class="empty">{t.none}</p> : <><Periods all={all} regime={regime} periods={periods} /><Matrix all={all} periods={periods} /></>;
}

export function OverviewPage() {
  const t = resultsWords().overview, loaded = useLoaded('GET /reporting/regimes', {});
  if (loaded.data === null) return <Instead here="consolidation" title={t.title} problem={loaded.problem} />;
  const regimes = loaded.data.regimes.map((one) => one.regime), chosen = regimes.find((one) => one.code === fragment.value.regime) ?? regimes[0];
  return (
    <Workplace here="consolidation" title={t.title}>
      <div class="staff-page money-work">
        <header class="page-head"><h1>{t.title}</h1><p>{t.lead}</p></header>
        {chosen ? (
          <>
            <p class="result-choose">
              <label for="regime">{t.choose}</label>
              <select id="regime" value={chosen.code} onChange={(event) => setFragment({ regime: event.currentTarget.value })}>{regimes.map((one) => <option key={one.code} value={one.code}>{titleText(one)}</option>)}</select>
            </p>
            <OfRegime key={chosen.code} regime={chosen.code} />
          </>
        ) : <p class="empty">{resultsWords().regimes.empty}</p>}
      </div>
    </Workplace>
  );
}
