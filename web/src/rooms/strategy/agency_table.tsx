// Agencies with how many of their indicators and tasks stand how: a table on wide screens, short lines on narrow ones.
// SPDX-License-Identifier: Apache-2.0
import type { AgencySummary, Status, TaskStatus } from '../../api/types';
import { number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Mark, statusWord, type AnyStatus } from '../../ui/mark';
import { SortHead, type Sorted } from '../../ui/sort_head';
import { StatusBar } from '../../ui/status_bar';
import { Found, Vi } from '../../ui/text';
import { agenciesWords } from '../../words/vi/agencies';
import { INDICATOR_STATUSES, TASK_STATUSES } from './agency_rank';

interface Props {
  agencies: readonly AgencySummary[];
  sorted: Sorted;
  sort: (sorted: Sorted) => void;
  /** Words that were looked for. */
  q: string;
}

/** Nothing to see is a dot: noughts in ten columns would hide the numbers that matter. */
function Count({ status, count }: { status: AnyStatus; count: number }) {
  if (count === 0) return <td class="count is-none"><span aria-hidden="true">·</span><span class="unseen">0</span></td>;
  return <td class={`count is-${status}`}><b>{number(count, 0)}</b></td>;
}

function Total({ total, children }: { total: number; children: preact.ComponentChildren }) {
  return <td class="count is-total">{total === 0 ? <span class="quiet">–</span> : <><b>{number(total, 0)}</b>{children}</>}</td>;
}

const indicatorCounts = (one: AgencySummary): [Status, number][] => INDICATOR_STATUSES.map((status) => [status, one.indicators[status]]);
const taskCounts = (one: AgencySummary): [TaskStatus, number][] => TASK_STATUSES.map((status) => [status, one.tasks[status]]);

function Brief({ word, total, counts }: { word: string; total: number; counts: [AnyStatus, number][] }) {
  if (total === 0) return null;
  return (
    <div>
      <p>{word}</p>
      <StatusBar counts={counts} thin />
      <ul>{counts.filter(([, count]) => count > 0).map(([status, count]) => <li key={status}><Mark status={status} /><b>{number(count, 0)}</b> {statusWord(status)}</li>)}</ul>
    </div>
  );
}

function Line({ one, q }: { one: AgencySummary; q: string }) {
  const t = agenciesWords(), { agency } = one, isEnglish = language.value === 'en' && agency.name_en !== '';
  return (
    <tr>
      <th scope="row">
        <a href={`/co-quan/${encodeURIComponent(agency.code)}`}>{isEnglish ? agency.name_en : q ? <Found text={agency.name} query={q} /> : <Vi>{agency.name}</Vi>}</a>
        <div class="agency-brief">
          <Brief word={t.indicatorsOf(number(one.indicators.total, 0), one.indicators.total)} total={one.indicators.total} counts={indicatorCounts(one)} />
          <Brief word={t.tasksOf(number(one.tasks.total, 0), one.tasks.total)} total={one.tasks.total} counts={taskCounts(one)} />
        </div>
      </th>
      <Total total={one.indicators.total}><StatusBar counts={indicatorCounts(one)} thin /></Total>
      {indicatorCounts(one).map(([status, count]) => <Count key={status} status={status} count={count} />)}
      <Total total={one.tasks.total}><StatusBar counts={taskCounts(one)} thin /></Total>
      {taskCounts(one).map(([status, count]) => <Count key={status} status={status} count={count} />)}
    </tr>
  );
}

export function AgencyTable({ agencies, sorted, sort, q }: Props) {
  const t = agenciesWords();
  const head = (status: AnyStatus) => (
    <SortHead key={status} by={status} sorted={sorted} sort={sort} startsDown class="count"><Mark status={status} size={16} /><span>{statusWord(status)}</span></SortHead>
  );
  return (
    <table class="agencies">
      <caption class="unseen">{t.caption}</caption>
      <colgroup><col class="name" /><col class="total" /><col span={5} /><col class="total" /><col span={5} /></colgroup>
      <thead>
        <tr>
          <td />
          <th scope="colgroup" colSpan={6}>{t.indicators}</th>
          <th scope="colgroup" colSpan={6}>{t.tasks}</th>
        </tr>
        <tr>
          <SortHead by="name" sorted={sorted} sort={sort}>{t.agency}</SortHead>
          <SortHead by="indicators" sorted={sorted} sort={sort} startsDown class="count is-total">{t.total}</SortHead>
          {INDICATOR_STATUSES.map(head)}
          <SortHead by="tasks" sorted={sorted} sort={sort} startsDown class="count is-total">{t.total}</SortHead>
          {TASK_STATUSES.map(head)}
        </tr>
      </thead>
      <tbody>{agencies.map((one) => <Line key={one.agency.code} one={one} q={q} />)}</tbody>
    </table>
  );
}
