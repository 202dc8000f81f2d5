// The money of one agency, year by year, and what was corrected.
// SPDX-License-Identifier: Apache-2.0
import type { AgencyMoney, BudgetLine } from '../api/types';
import { dateTime, number } from '../lib/format';
import { lineName, percent, plain } from '../rooms/budget/amounts';
import { Frame, Trail } from '../ui/frame';
import { SampleBanner, SampleTag } from '../ui/sample';
import { Vi } from '../ui/text';
import { moneyWords } from '../words/vi/money';

const keyOf = (line: BudgetLine): string => `${line.kind} ${line.year} ${line.area} ${line.purpose} ${line.funding}`;

function Line({ line }: { line: BudgetLine }) {
  const t = moneyWords(), isSpending = line.kind === 'spending';
  const rate = line.spent !== null && line.allocated ? (line.spent / line.allocated) * 100 : null;
  return (
    <tr>
      <th scope="row">
        {lineName(line)}{line.is_sample && <SampleTag />}
        <small><Vi>{line.source}</Vi>{line.revision > 1 && <> · {t.revision(number(line.revision, 0))}</>}</small>
        {line.excess_reason && <small class="is-late-text"><Vi>{t.excess(line.excess_reason)}</Vi></small>}
      </th>
      {isSpending ? (
        <>
          <td class="amount" data-name={t.planned}><span>{plain(line.planned)}</span></td>
          <td class="amount" data-name={t.allocated}><span>{plain(line.allocated)}</span></td>
          <td class="amount" data-name={t.spent}><span>{plain(line.spent)}</span></td>
          <td class="amount" data-name={t.execution}><span>{percent(rate, 1)}</span></td>
        </>
      ) : <td class="amount" colSpan={4} data-name={t.amount}><span>{plain(line.amount)}</span></td>}
    </tr>
  );
}

function Year({ year, lines }: { year: number; lines: readonly BudgetLine[] }) {
  const t = moneyWords();
  return (
    <section aria-labelledby={`year-${year}`}>
      <h2 id={`year-${year}`}>{t.year(String(year))}</h2>
      <table class="money-table">
        <caption>{t.unit}</caption>
        <thead><tr><th scope="col">{t.kinds.spending}</th>{[t.planned, t.allocated, t.spent, t.execution].map((head) => <th key={head} scope="col" class="amount">{head}</th>)}</tr></thead>
        <tbody>{lines.map((line) => <Line key={keyOf(line)} line={line} />)}</tbody>
      </table>
    </section>
  );
}

function History({ page }: { page: AgencyMoney }) {
  const t = moneyWords();
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      {page.past.length === 0 ? <p class="empty">{t.historyNone}</p> : (
        <ul class="money-past">
          {page.past.map((one) => (
            <li key={`${one.kind} ${one.year} ${one.area} ${one.purpose} ${one.funding} ${one.revision}`}>
              <b>{one.year}: {lineName(one)}</b> {t.was} {[one.planned, one.allocated, one.spent, one.amount].map((amount, i) => (amount === null ? '' : `${[t.planned, t.allocated, t.spent, t.amount][i]} ${plain(amount)}`)).filter(Boolean).join(', ')}. {t.reason}: <Vi>{one.reason || '–'}</Vi> ({dateTime(one.replaced_at)})
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function AgencyMoneyPage({ page }: { page: AgencyMoney }) {
  const t = moneyWords(), years = [...new Set(page.lines.map((line) => line.year))];
  return (
    <Frame here="other" title={t.ofAgency(page.name)}>
      {page.lines.some((line) => line.is_sample) && <SampleBanner />}
      <div class="within money-page">
        <Trail steps={[['/kinh-phi', t.title]]} />
        <header class="page-head">
          <p class="eyebrow">{t.title}</p>
          <h1><Vi>{page.name}</Vi></h1>
        </header>
        {years.length === 0 ? <p class="empty">{t.empty}</p> : years.map((year) => <Year key={year} year={year} lines={page.lines.filter((line) => line.year === year)} />)}
        <History page={page} />
      </div>
    </Frame>
  );
}
