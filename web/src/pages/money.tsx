// The money of a year: the shares that the strategy asks for, with numerator and denominator; areas; agencies with their rates.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import type { AgencySum, BudgetSummary, MoneySum, RuleShares } from '../api/types';
import { linkTo, query } from '../lib/address';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { money, percent, plain } from '../rooms/budget/amounts';
import { RuleCard } from '../rooms/budget/rule_card';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { ProblemBody } from '../ui/problem';
import { SampleBanner, SampleTag } from '../ui/sample';
import { Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { moneyWords } from '../words/vi/money';

function Years({ page }: { page: BudgetSummary }) {
  const t = moneyWords(), years = [...new Set([page.year, ...page.years.map((one) => one.year)])].sort((a, b) => b - a);
  if (years.length < 2) return null;
  return (
    <nav class="chips" aria-label={t.years}>
      {years.map((year) => <a key={year} class="chip" href={linkTo({ year: String(year) })} aria-current={year === page.year ? 'page' : undefined}>{year}</a>)}
    </nav>
  );
}

function Missing({ count }: { count: number }) {
  return count > 0 ? <small>{moneyWords().missingOf(number(count, 0), count)}</small> : null;
}

function Sums({ page: { sum, total, grdp } }: { page: BudgetSummary }) {
  const t = moneyWords();
  return (
    <dl class="numbers money-sums">
      <div><dt>{t.planned}</dt><dd>{money(sum.planned)}<Missing count={sum.planned === null ? 0 : sum.planned_missing} /></dd></div>
      <div><dt>{t.allocated}</dt><dd>{money(sum.allocated)}<Missing count={sum.allocated === null ? 0 : sum.allocated_missing} /></dd></div>
      <div><dt>{t.spent}</dt><dd>{money(sum.spent)}<Missing count={sum.spent === null ? 0 : sum.spent_missing} /></dd></div>
      <div><dt>{t.execution}</dt><dd>{percent(sum.execution, 1)}{sum.execution !== null && <small>{t.overLines(number(sum.execution_lines, 0), number(sum.lines, 0))}</small>}</dd></div>
      <div><dt>{t.total}</dt><dd class="is-quiet">{total === null ? t.unknown : money(total)}</dd></div>
      <div><dt>{t.grdp}</dt><dd class="is-quiet">{grdp === null ? t.unknown : money(grdp)}</dd></div>
    </dl>
  );
}

function Heads({ first }: { first: string }) {
  const t = moneyWords();
  return (
    <thead><tr>
      <th scope="col">{first}</th>
      {[t.planned, t.allocated, t.spent, t.execution].map((head) => <th key={head} scope="col" class="amount">{head}</th>)}
    </tr></thead>
  );
}

/** The name of its column stands before each amount on phones. */
function Amounts({ sum }: { sum: MoneySum }) {
  const t = moneyWords(), cell = (name: string, value: number | null, missing: number) => <td class="amount" data-name={name}><span>{plain(value)}</span>{value !== null && missing > 0 && <small>{t.missingOf(number(missing, 0), missing)}</small>}</td>;
  return (
    <>
      {cell(t.planned, sum.planned, sum.planned_missing)}
      {cell(t.allocated, sum.allocated, sum.allocated_missing)}
      {cell(t.spent, sum.spent, sum.spent_missing)}
      <td class="amount" data-name={t.execution}><span>{percent(sum.execution, 1)}</span>{sum.execution !== null && sum.execution_lines < sum.lines && <small>{t.overLines(number(sum.execution_lines, 0), number(sum.lines, 0))}</small>}</td>
    </>
  );
}

function Classes({ page }: { page: BudgetSummary }) {
  const t = moneyWords();
  if (page.classes.length === 0) return null;
  return (
    <section aria-labelledby="classes">
      <h2 id="classes">{t.classes}</h2>
      <table class="money-table">
        <caption>{t.unit}</caption>
        <Heads first={t.area} />
        <tbody>{page.classes.map((one) => <tr key={one.area + one.purpose}><th scope="row">{t.areas[one.area]}<small>{t.purposes[one.purpose]}</small></th><Amounts sum={one.sum} /></tr>)}</tbody>
      </table>
    </section>
  );
}

function AgencyRows({ agencies }: { agencies: readonly AgencySum[] }) {
  const t = moneyWords();
  return (
    <table class="money-table">
      <caption>{t.unit}</caption>
      <Heads first={t.agency} />
      <tbody>
        {agencies.map((one) => (
          <tr key={one.code}><th scope="row"><a href={`/kinh-phi/co-quan/${encodeURIComponent(one.code)}`}><Vi>{one.name}</Vi></a>{one.sum.is_sample && <SampleTag />}</th><Amounts sum={one.sum} /></tr>
        ))}
      </tbody>
    </table>
  );
}

/** Communes are many: they are folded away. */
function Agencies({ page: { agencies } }: { page: BudgetSummary }) {
  const t = moneyWords(), communes = agencies.filter((one) => one.kind === 'commune'), others = agencies.filter((one) => one.kind !== 'commune');
  return (
    <section aria-labelledby="agencies">
      <h2 id="agencies">{t.agencies}</h2>
      {agencies.length === 0 && <p class="empty">{t.empty}</p>}
      {others.length > 0 && <AgencyRows agencies={others} />}
      {communes.length > 0 && (
        <details class="money-communes">
          <summary>{t.communesOf(number(communes.length, 0))}</summary>
          <AgencyRows agencies={communes} />
        </details>
      )}
    </section>
  );
}

function Rules({ rules }: { rules: readonly RuleShares[] }) {
  const t = moneyWords();
  return (
    <section class="rules" aria-labelledby="rules">
      <h2 id="rules">{t.shares}</h2>
      {rules.length === 0 ? <p class="empty">{t.noRules}</p> : <div class="rule-cards">{rules.map((one) => <RuleCard key={one.rule.code} shares={one} />)}</div>}
    </section>
  );
}

function Whole({ page }: { page: BudgetSummary }) {
  const t = moneyWords(), year = String(page.year), { execution } = page.sum;
  return (
    <>
      {page.has_samples && <SampleBanner />}
      <div class="within money-page">
        <header class="page-head">
          <p class="eyebrow">{t.eyebrow}</p>
          <h1>{execution === null ? t.headlineNone(year) : t.headline(year, percent(execution, 1))}</h1>
          <p class="lead">{t.lead}</p>
          <Years page={page} />
        </header>
        <Sums page={page} />
        <Rules rules={page.rules} />
        <Classes page={page} />
        <Agencies page={page} />
        <p class="buttons"><a class="button is-quiet" href={`/api/v1/budget/lines.csv?year=${year}`}><Icon of={download} size={18} />{commonWords().csv}</a> <a class="button is-quiet" href={`/api/v1/budget/lines.xlsx?year=${year}`}><Icon of={download} size={18} />{commonWords().sheet}</a></p>
      </div>
    </>
  );
}

export function MoneyPage() {
  const t = moneyWords(), { year = '' } = query.value, loaded = useLoaded('GET /budget/summary', year ? { year: Number(year) } : {});
  return (
    <Frame here="other" title={loaded.data ? `${t.title} ${loaded.data.year}` : t.title}>
      {loaded.data ? <Whole page={loaded.data} /> : loaded.problem ? <ProblemBody problem={loaded.problem} /> : <p class="within quiet">{commonWords().loading}</p>}
    </Frame>
  );
}

