// What is typed into the form of a figure: where it starts from, what is wrong with it, what is sent. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { Input } from '../../api/client';
import type { EntryForm, File, Indicator, Submission } from '../../api/types';
import { amount } from '../../lib/format';
import { readNumber } from '../../lib/parse';
import type { Wrong } from '../../ui/error_summary';
import { formsWords } from '../../words/vi/forms';
import type { EvidenceFile } from '../documents/evidence_field';
import { isLevel, levelWord } from './reading';

export const SOURCE_LETTERS_MIN = 3, REASON_LETTERS_MIN = 10, SOURCE_LETTERS_MAX = 300, REASON_LETTERS_MAX = 500, NOTE_LETTERS_MAX = 2000;

/** Boxes that the server's faults may point at. */
export const FIGURE_FIELDS = ['period', 'value', 'text', 'source', 'reason', 'note', 'evidence'];

export interface FigureTyped {
  value: string;
  level: string;
  source: string;
  reason: string;
  note: string;
  files: EvidenceFile[];
  /** Revision of the figure on record when the typing began; 0: there was none. */
  seen: number;
}

/** As it would be typed, in either language: `1234,5`. */
const typedNumber = (value: number): string => String(value).replace('.', ',');

export function blankFigure(form: EntryForm): FigureTyped {
  return { value: '', level: '', source: form.last_source, reason: '', note: '', files: [], seen: form.held?.revision ?? 0 };
}

/** What was handed in before, to be corrected; its files only for who added them: nobody else may hand them in. */
export function figureFrom(form: EntryForm, one: Submission, files: readonly File[], account: string): FigureTyped {
  const isOwn = one.entered_by === account;
  return {
    value: one.value === null || isLevel(form.view.indicator) ? '' : typedNumber(one.value), level: isLevel(form.view.indicator) ? one.text : '',
    source: one.source, reason: one.reason, note: one.note,
    files: isOwn ? files.map(({ id, name, size }) => ({ id, name, size })) : [],
    seen: form.held?.revision ?? 0,
  };
}

/** The figure as the machine reads it; of levels the rank. */
export function figureValue(indicator: Indicator, typed: FigureTyped): number | null {
  if (isLevel(indicator)) {
    const rank = indicator.levels.indexOf(typed.level);
    return rank < 0 ? null : rank;
  }
  const read = readNumber(typed.value);
  return read.isRead ? read.value : null;
}

function valueWrong(indicator: Indicator, typed: FigureTyped): Wrong[] {
  const t = formsWords().figure.wrongs;
  if (isLevel(indicator)) return typed.level === '' ? [{ field: 'text', text: t.level }] : [];
  const read = readNumber(typed.value);
  if (!read.isRead) return [{ field: 'value', text: t[read.why] }];
  const isOut = indicator.kind === 'share' && (read.value < 0 || read.value > 100);
  return isOut ? [{ field: 'value', text: t.share(amount(read.value, indicator.unit, 6)) }] : [];
}

const letters = (text: string): number => [...text.trim()].length;

/** What the machine here can see before the server does. */
export function figureWrongs(form: EntryForm, typed: FigureTyped, isPassing: boolean): Wrong[] {
  const t = formsWords().figure.wrongs, { indicator } = form.view, found = valueWrong(indicator, typed);
  if (letters(typed.source) < SOURCE_LETTERS_MIN) found.push({ field: 'source', text: t.source });
  if (form.held && letters(typed.reason) < REASON_LETTERS_MIN) found.push({ field: 'reason', text: t.reason });
  if (isPassing) found.push({ field: 'evidence', text: t.files });
  if (typed.seen !== (form.held?.revision ?? 0)) found.push({ field: 'changed', text: t.changed });
  return found;
}

export function figureBody(form: EntryForm, typed: FigureTyped): Input<'POST /strategy/figures'> {
  const { indicator, standing } = form.view, isWord = isLevel(indicator);
  return {
    indicator: indicator.code, subject: standing.subject, period: form.period,
    value: isWord ? null : figureValue(indicator, typed), text: isWord ? typed.level : '',
    source: typed.source.trim(), note: typed.note.trim(), reason: form.held ? typed.reason.trim() : '',
    evidence: typed.files.map((one) => one.id), based_on: typed.seen, replaces: form.waiting?.id ?? '',
  };
}

/** The answer to a sending may get lost on its way back: then what waits is what was sent. */
export function isSameFigure(form: EntryForm, typed: FigureTyped, waiting: Submission, account: string): boolean {
  const value = figureValue(form.view.indicator, typed), body = figureBody(form, typed);
  return waiting.entered_by === account && waiting.value === value && waiting.source === body.source && waiting.note === body.note && waiting.reason === body.reason;
}

export const heldText = (form: EntryForm): string => {
  const { indicator } = form.view, value = form.held?.value ?? null;
  if (value === null) return '–';
  return isLevel(indicator) ? levelWord(indicator, value) : amount(value, indicator.unit, 6);
};
