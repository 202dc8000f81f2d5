// Orders for a list of tasks that the server does not know, and the whole list that they need.
// SPDX-License-Identifier: Apache-2.0
import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, urlOf, type Input, type Problem } from '../../api/client';
import type { TaskPageList, TaskStatus, TaskView } from '../../api/types';

export type TaskOrder = 'order' | 'status' | 'due' | 'percent' | 'updated';
export const TASK_ORDERS: readonly TaskOrder[] = ['order', 'status', 'due', 'percent', 'updated'];

/** What needs somebody first. */
export const TASK_STATUSES: readonly TaskStatus[] = ['overdue', 'no_report', 'not_started', 'in_progress', 'done'];

const LAST = Number.POSITIVE_INFINITY;
const day = (text: string | null): number => (text === null ? LAST : Date.parse(text));

/** Small numbers come first. */
const keys: Record<Exclude<TaskOrder, 'order'>, (view: TaskView) => number> = {
  status: (view) => TASK_STATUSES.indexOf(view.status) - Math.min(view.overdue_days, 99_999) / 100_000,
  due: (view) => (view.status === 'done' ? LAST : day(view.task.due)),
  percent: (view) => view.percent ?? LAST,
  updated: (view) => (view.recorded_at === null ? LAST : -day(view.recorded_at)),
};

/** Tasks that are alike stay in the documents' order. */
export function inOrder(tasks: readonly TaskView[], order: TaskOrder): TaskView[] {
  if (order === 'order') return [...tasks];
  const key = keys[order];
  return tasks.map((view, at) => ({ view, at, key: key(view) })).sort((a, b) => (a.key === b.key ? a.at - b.at : a.key < b.key ? -1 : 1)).map((one) => one.view);
}

export type TaskInput = Input<'GET /strategy/tasks'>;

export const PAGES_MAX = 20; // beyond that many pages a list is not gathered

const gathered = signal(new Map<string, TaskView[]>());

/** All pages of a filter, one after the other; the first is asked for alone, since it tells how many there are. */
async function gather(input: TaskInput): Promise<TaskView[] | Problem> {
  const tasks: TaskView[] = [];
  for (let page = 1, pages = 1; page <= Math.min(pages, PAGES_MAX); page++) {
    const answer = await call('GET /strategy/tasks', { ...input, page });
    if (!answer.isFine) return answer.problem;
    tasks.push(...answer.data.tasks);
    pages = pagesOf(answer.data);
  }
  return tasks;
}

export const pagesOf = (list: TaskPageList): number => Math.max(1, Math.ceil(list.total / list.page_size));

interface AllTasks {
  tasks: TaskView[] | null;
  problem: Problem | null;
}

/** Every task that fits a filter; `input` null: nothing is asked for. What failed is tried again when `again` changes. */
export function useAllTasks(input: TaskInput | null, again: unknown = null): AllTasks {
  const key = input === null ? '' : urlOf('GET /strategy/tasks', { ...input, page: 0 }), problem = useSignal<Problem | null>(null);
  useEffect(() => {
    if (input === null || gathered.peek().has(key)) return;
    let isWanted = true;
    problem.value = null;
    void gather(input).then((found) => {
      if (Array.isArray(found)) gathered.value = new Map(gathered.peek()).set(key, found);
      else if (isWanted) problem.value = found;
    });
    return () => {
      isWanted = false;
    };
  }, [key, again]);
  return { tasks: gathered.value.get(key) ?? null, problem: problem.value };
}
