// The targets and tasks of an annual plan, to be read: on the page of its agency and in what was published.
// SPDX-License-Identifier: Apache-2.0
import type { AnnualPage, PublishedTarget, PublishedTask } from '../../api/types';
import { amount, date } from '../../lib/format';
import { Vi } from '../../ui/text';
import { annualWords } from '../../words/vi/annual';
import { plain } from '../budget/amounts';
import { itemOf } from './annual_typed';

const DECIMALS = 6;

/** What is stored has codes alone; the page has their names. */
export function namedRows({ targets, tasks, items, subjects }: Pick<AnnualPage, 'targets' | 'tasks' | 'items' | 'subjects'>): { targets: PublishedTarget[]; tasks: PublishedTask[] } {
  const nameOf = (code: string): string => subjects.find((one) => one.code === code)?.name ?? code;
  return {
    targets: targets.map((one) => {
      const item = itemOf(items, one.indicator);
      return { ...one, title: item?.title ?? one.indicator, citation: item?.citation ?? '', unit: item?.unit ?? '', subject_name: nameOf(one.subject) };
    }),
    tasks: tasks.map((one) => {
      const item = itemOf(items, one.task);
      return { ...one, task_title: item?.title ?? one.task, citation: item?.citation ?? '' };
    }),
  };
}

export function TargetTable({ targets }: { targets: readonly PublishedTarget[] }) {
  const t = annualWords();
  if (targets.length === 0) return <p class="quiet">{t.noTargets}</p>;
  return (
    <table class="money-table is-named">
      <thead><tr><th scope="col">{t.target}</th><th scope="col">{t.subject}</th><th scope="col" class="amount">{t.value}</th></tr></thead>
      <tbody>
        {targets.map((one) => (
          <tr key={`${one.indicator} ${one.subject}`}>
            <th scope="row"><a href={`/chi-tieu/${encodeURIComponent(one.indicator)}`}><Vi>{one.title}</Vi></a><small><Vi>{one.citation}</Vi></small></th>
            <td data-name={t.subject}><Vi>{one.subject_name}</Vi></td>
            <td class="amount" data-name={t.value}><Vi>{one.value === null ? one.text : amount(one.value, one.unit, DECIMALS)}</Vi></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function TaskTable({ tasks }: { tasks: readonly PublishedTask[] }) {
  const t = annualWords();
  if (tasks.length === 0) return <p class="quiet">{t.noTasks}</p>;
  return (
    <table class="money-table is-named">
      <thead><tr><th scope="col">{t.task}</th>{[t.product, t.who, t.due].map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col" class="amount">{t.budgetUnit}</th></tr></thead>
      <tbody>
        {tasks.map((one, i) => (
          <tr key={i}>
            <th scope="row">
              <Vi>{one.title}</Vi>
              {one.task && <small>{t.of}: <a class="is-link" href={`/nhiem-vu/${encodeURIComponent(one.task)}`}><Vi>{one.task_title}</Vi></a> (<Vi>{one.citation}</Vi>)</small>}
            </th>
            <td data-name={t.product}><Vi>{one.product || '–'}</Vi></td>
            <td data-name={t.who}><Vi>{one.who || '–'}</Vi></td>
            <td data-name={t.due}>{one.due ? date(one.due) : '–'}</td>
            <td class="amount" data-name={t.budgetUnit}>{plain(one.budget)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
