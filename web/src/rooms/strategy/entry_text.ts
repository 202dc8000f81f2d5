// What was handed in, in words: a number with its unit, a level, a state with its percent. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { Submission, TaskState } from '../../api/types';
import { amount } from '../../lib/format';
import { formsWords } from '../../words/vi/forms';
import { checksWords } from '../../words/vi/checks';
import { percentText } from './task_row';

const DECIMALS = 6; // all that the server keeps: who checks must see what was typed

export const exact = (value: number, unit: string): string => amount(value, unit, DECIMALS);

export const stateWord = (state: string): string => formsWords().task.states[state as TaskState] ?? state;

/** `unit` of the indicator; tasks have none. */
export function entryText(one: Pick<Submission, 'kind' | 'value' | 'text'>, unit: string): string {
  if (one.kind === 'progress') return checksWords().progressOf(stateWord(one.text), percentText(one.value ?? 0));
  return one.text || (one.value === null ? '–' : exact(one.value, unit));
}
