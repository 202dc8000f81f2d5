// One line of a list of tasks: what is to be done, who leads, by when, how far it is.
// SPDX-License-Identifier: Apache-2.0
import type { Task, TaskView } from '../../api/types';
import { date, NARROW, number } from '../../lib/format';
import { Mark, Pill } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Title, Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { measureWords } from '../../words/vi/measure';
import { shortCitation } from './reading';
import { Leads } from './who';

export const percentText = (percent: number): string => `${number(percent, 0)}${NARROW}%`;

/** By when, and how late. */
export function lateText({ timing, due: day }: Pick<Task, 'timing' | 'due'>, { overdue_days, late_days }: Pick<TaskView, 'overdue_days' | 'late_days'>): string {
  const t = measureWords(), days = (n: number) => commonWords().days(number(n, 0), n);
  if (timing !== 'dated' || !day) return t.timing[timing];
  const due = `${t.due} ${date(day)}`;
  if (overdue_days > 0) return `${due}, ${t.overdue(days(overdue_days))}`;
  return late_days > 0 ? `${due}, ${t.doneLate(days(late_days))}` : due;
}

export const dueText = (view: TaskView): string => lateText({ timing: view.task.timing, due: view.due_on }, view);

export function PercentBar({ percent, status }: { percent: number | null; status: TaskView['status'] }) {
  if (percent === null) return null;
  return (
    <div class={`percent-bar is-${status}`} role="img" aria-label={measureWords().percentDone(percentText(percent))}>
      <i style={{ width: `${percent}%` }} /><b aria-hidden="true">{percentText(percent)}</b>
    </div>
  );
}

interface Props {
  view: TaskView;
  level?: 'h2' | 'h3';
  /** Several documents in one list: the citation tells which. */
  isWhole?: boolean;
  /** Words that were searched for. */
  query?: string;
}

export function TaskRow({ view, level: Heading = 'h3', isWhole = false, query = '' }: Props) {
  const t = measureWords(), { task } = view;
  return (
    <article class={`task is-${view.status}`} aria-labelledby={`t-${task.code}`}>
      <span class="task-mark"><Mark status={view.status} size={18} /></span>
      <div class="task-name">
        <Heading id={`t-${task.code}`}><a href={`/nhiem-vu/${encodeURIComponent(task.code)}`}><Title of={task} query={query} /></a></Heading>
        <p class="row-who"><span class="unseen">{commonWords().role.lead}: </span><Leads assignments={view.assignments} /></p>
        <p class="task-facts">
          <span><Vi>{isWhole ? task.citation : shortCitation(task.citation)}</Vi></span>
          <span class={view.overdue_days > 0 ? 'is-late-text' : undefined}>{dueText(view)}</span>
          {view.expected > 1 && <span>{t.reportedOf(number(view.reported, 0), number(view.expected, 0))}</span>}
          {view.is_sample && <span><SampleTag /></span>}
        </p>
      </div>
      <div class="task-result"><Pill status={view.status} /><PercentBar percent={view.percent} status={view.status} /></div>
    </article>
  );
}
