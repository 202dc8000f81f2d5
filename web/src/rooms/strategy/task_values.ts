// What is typed into the form of a task's progress: where it starts from, what is wrong with it, what is sent. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { Input } from '../../api/client';
import type { File, Submission, TaskEntryForm, TaskState } from '../../api/types';
import type { Wrong } from '../../ui/error_summary';
import { formsWords } from '../../words/vi/forms';
import type { EvidenceFile } from '../documents/evidence_field';
import { NOTE_LETTERS_MAX } from './figure_values';

export { NOTE_LETTERS_MAX };
export const PRODUCT_LETTERS_MIN = 3, PRODUCT_LETTERS_MAX = 300;

/** Boxes that the server's faults may point at. */
export const TASK_FIELDS = ['state', 'percent', 'product', 'note', 'evidence'];

export interface TaskTyped {
  state: TaskState | '';
  percent: string;
  product: string;
  note: string;
  files: EvidenceFile[];
  /** Revision of the report on record when the typing began; 0: there was none. */
  seen: number;
}

/** Begins with the last report: most of it is still true. */
export function blankTask({ held }: TaskEntryForm): TaskTyped {
  return { state: held?.state ?? '', percent: held ? String(held.percent) : '', product: held?.product ?? '', note: '', files: [], seen: held?.revision ?? 0 };
}

export function taskFrom(form: TaskEntryForm, one: Submission, files: readonly File[], account: string): TaskTyped {
  const isOwn = one.entered_by === account;
  return {
    state: one.text as TaskState, percent: String(one.value ?? ''), product: one.product, note: one.note,
    files: isOwn ? files.map(({ id, name, size }) => ({ id, name, size })) : [], seen: form.held?.revision ?? 0,
  };
}

/** Only work in progress has a percent to choose. */
export function percentOf({ state, percent }: Pick<TaskTyped, 'state' | 'percent'>): number | null {
  if (state === 'done') return 100;
  if (state === 'not_started') return 0;
  return /^\d{1,3}$/.test(percent.trim().replace(/\s*%$/, '')) ? Number(percent.trim().replace(/\s*%$/, '')) : null;
}

export function taskWrongs(form: TaskEntryForm, typed: TaskTyped, isPassing: boolean): Wrong[] {
  const t = formsWords(), found: Wrong[] = [], percent = percentOf(typed);
  if (typed.state === '') found.push({ field: 'state', text: t.task.wrongs.state });
  else if (typed.state === 'in_progress' && (percent === null || percent < 1 || percent > 99)) found.push({ field: 'percent', text: t.task.wrongs.percent });
  if (typed.state === 'done' && typed.product.trim().length < PRODUCT_LETTERS_MIN) found.push({ field: 'product', text: t.task.wrongs.product });
  if (isPassing) found.push({ field: 'evidence', text: t.figure.wrongs.files });
  if (typed.seen !== (form.held?.revision ?? 0)) found.push({ field: 'changed', text: t.figure.wrongs.changed });
  return found;
}

export function taskBody(form: TaskEntryForm, typed: TaskTyped): Input<'POST /strategy/progress'> {
  return {
    task: form.view.task.code, agency: form.agency, percent: percentOf(typed) ?? 0, state: typed.state || 'not_started',
    product: typed.product.trim(), note: typed.note.trim(), evidence: typed.files.map((one) => one.id), based_on: typed.seen, replaces: form.waiting?.id ?? '',
  };
}

/** The answer to a sending may get lost on its way back: then what waits is what was sent. */
export function isSameProgress(form: TaskEntryForm, typed: TaskTyped, waiting: Submission, account: string): boolean {
  const body = taskBody(form, typed);
  return waiting.entered_by === account && waiting.value === body.percent && waiting.text === body.state && waiting.product === body.product && waiting.note === body.note;
}
