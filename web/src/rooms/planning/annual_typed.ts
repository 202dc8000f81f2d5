// What is typed into the form of an annual plan, read from what is stored and made into what is saved: pure.
// SPDX-License-Identifier: Apache-2.0
import type { AnnualEntry, AnnualPage, AnnualTarget, AnnualTask, PlanItem } from '../../api/types';
import { date } from '../../lib/format';
import { readDate, readNumber } from '../../lib/parse';
import type { Wrong } from '../../ui/error_summary';
import { annualWords } from '../../words/vi/annual';

export interface TypedTarget {
  indicator: string;
  subject: string;
  value: string;
  text: string;
}

export interface TypedTask {
  title: string;
  product: string;
  due: string;
  who: string;
  task: string;
  budget: string;
}

export interface AnnualTyped {
  /** Of the plan that was seen. */
  revision: number;
  targets: TypedTarget[];
  tasks: TypedTask[];
}

const TITLE_MIN = 3;

/** Typing writes numbers the Vietnamese way. */
const written = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));

/** null: nothing typed; NaN: it cannot be read. */
function readAmount(typed: string): number | null {
  const read = readNumber(typed);
  return read.isRead ? read.value : read.why === 'empty' ? null : NaN;
}

export const blankTarget = (subject: string, indicator = ''): TypedTarget => ({ indicator, subject, value: '', text: '' });
export const blankTask = (task = '', title = ''): TypedTask => ({ title, product: '', due: '', who: '', task, budget: '' });

export const typedOf = ({ plan, targets, tasks }: Pick<AnnualPage, 'plan' | 'targets' | 'tasks'>): AnnualTyped => ({
  revision: plan.revision,
  targets: targets.map((one) => ({ ...one, value: written(one.value) })),
  tasks: tasks.map((one) => ({ ...one, due: one.due ? date(one.due) : '', budget: written(one.budget) })),
});

export const itemOf = (items: readonly PlanItem[], code: string): PlanItem | undefined => items.find((one) => one.code === code);

function targetEntry(one: TypedTarget, items: readonly PlanItem[]): AnnualTarget {
  const isLevel = (itemOf(items, one.indicator)?.levels.length ?? 0) > 0;
  return { indicator: one.indicator, subject: one.subject, value: isLevel ? null : readAmount(one.value), text: isLevel ? one.text : '' };
}

const taskEntry = (one: TypedTask): AnnualTask => ({
  title: one.title.trim(), product: one.product.trim(), due: readDate(one.due), who: one.who.trim(), task: one.task, budget: readAmount(one.budget),
});

export const entryOf = (id: string, typed: AnnualTyped, items: readonly PlanItem[]): AnnualEntry => ({
  id, revision: typed.revision, targets: typed.targets.map((one) => targetEntry(one, items)), tasks: typed.tasks.map(taskEntry),
});

/** Ids of the boxes are those of the places in what is sent: `targets-0-value` is `/targets/0/value`. */
export const fieldsOf = (typed: AnnualTyped): string[] => [
  ...typed.targets.flatMap((_, i) => ['indicator', 'subject', 'value', 'text'].map((name) => `targets-${i}-${name}`)),
  ...typed.tasks.flatMap((_, i) => ['title', 'task', 'product', 'due', 'who', 'budget'].map((name) => `tasks-${i}-${name}`)),
];

export function wrongsIn(typed: AnnualTyped, items: readonly PlanItem[]): Wrong[] {
  const t = annualWords().plan, found: Wrong[] = [];
  const say = (field: string, name: string, text: string) => found.push({ field, text: `${name}: ${text}` });
  typed.targets.forEach((one, i) => {
    const name = t.targetOf(String(i + 1)), item = itemOf(items, one.indicator);
    if (!item) say(`targets-${i}-indicator`, name, t.wrongs.indicator);
    else if (item.levels.length > 0 && one.text === '') say(`targets-${i}-text`, name, t.wrongs.level);
    else if (item.levels.length === 0 && !Number.isFinite(readAmount(one.value) ?? NaN)) say(`targets-${i}-value`, name, t.wrongs.value);
  });
  typed.tasks.forEach((one, i) => {
    const name = t.taskOf(String(i + 1));
    if ([...one.title.trim()].length < TITLE_MIN) say(`tasks-${i}-title`, name, t.wrongs.title);
    if (one.due.trim() !== '' && readDate(one.due) === null) say(`tasks-${i}-due`, name, t.wrongs.due);
    if (Number.isNaN(readAmount(one.budget))) say(`tasks-${i}-budget`, name, t.wrongs.budget);
  });
  return found;
}

export const isSameTyped = (one: AnnualTyped, other: AnnualTyped): boolean => JSON.stringify([one.targets, one.tasks]) === JSON.stringify([other.targets, other.tasks]);
