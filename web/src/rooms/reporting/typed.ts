// What is typed into a report: where it starts from, what is sent, and where two of them differ. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { Input } from '../../api/client';
import type { File, FormLine, FormTask, Report, ReportForm, TaskState } from '../../api/types';
import { readNumber } from '../../lib/parse';
import { formsWords } from '../../words/vi/forms';
import { reportsWords } from '../../words/vi/reports';
import type { EvidenceFile } from '../documents/evidence_field';

export const REASON_MIN = 10;

export interface FigureTyped {
  value: string;
  source: string;
  note: string;
  reason: string;
  evidence: string[];
  /** Revision of the figure on record when it was typed; 0: there was none. */
  seen: number;
}

export interface TaskTyped {
  state: TaskState | '';
  percent: string;
  product: string;
  note: string;
  evidence: string[];
}

export interface Typed {
  figures: Record<string, FigureTyped>;
  tasks: Record<string, TaskTyped>;
  sections: Record<string, string>;
  overrides: Record<string, string>;
  files: EvidenceFile[];
}

export const lineKey = (one: { indicator: string; subject: string }): string => `${one.indicator} ${one.subject}`;
export const keyOfLine = (line: FormLine): string => lineKey({ indicator: line.indicator.code, subject: line.subject });
export const overrideKey = (one: { rule: string; indicator: string; subject: string }): string => `${one.rule} ${one.indicator} ${one.subject}`;
export const isLevel = (line: FormLine): boolean => line.indicator.kind === 'level';
export const typedNumber = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
export const wordsIn = (text: string): number => (text.trim() === '' ? 0 : text.trim().split(/\s+/u).length);

/** What holds already stands in the form of a report that was not begun; samples do not. */
function taskOf(line: FormTask, report: Report | null): TaskTyped {
  const told = report?.tasks.find((one) => one.task === line.task.code), isKnown = report === null && line.state !== '' && !line.is_sample;
  if (told) return { state: told.state, percent: String(told.percent), product: told.product, note: told.note, evidence: told.evidence };
  return { state: isKnown ? line.state : '', percent: isKnown ? String(line.percent) : '', product: isKnown ? line.product : '', note: '', evidence: [] };
}

function figureOf(line: FormLine, report: Report | null): FigureTyped {
  const told = report?.figures.find((one) => one.indicator === line.indicator.code && one.subject === line.subject);
  if (told) return { value: told.text || typedNumber(told.value), source: told.source, note: told.note, reason: told.reason, evidence: told.evidence, seen: told.based_on };
  const isKnown = report === null && line.held_revision > 0 && !line.held_is_sample;
  return { value: isKnown ? line.held_text || typedNumber(line.held) : '', source: isKnown && !line.held_channel ? line.held_source : '', note: '', reason: '', evidence: [], seen: line.held_revision };
}

const filesOf = (report: Report | null): EvidenceFile[] => (report?.evidence ?? []).flatMap((id) => {
  const found = report?.files.find((one: File) => one.id === id);
  return found ? [{ id, name: found.name, size: found.size }] : [];
});

export function typedFrom(form: ReportForm, report: Report | null = form.report): Typed {
  return {
    figures: Object.fromEntries(form.lines.map((line) => [keyOfLine(line), figureOf(line, report)])),
    tasks: Object.fromEntries(form.tasks.map((line) => [line.task.code, taskOf(line, report)])),
    sections: Object.fromEntries(form.sections.map((one) => [one.code, report?.sections.find((told) => told.section === one.code)?.text ?? ''])),
    overrides: Object.fromEntries((report?.overrides ?? []).map((one) => [overrideKey(one), one.reason])),
    files: filesOf(report),
  };
}

/** What was kept in this browser, laid over the form as it is now: what it asks may have changed since. */
export function typedAgain(form: ReportForm, kept: Typed): Typed {
  const fresh = typedFrom(form);
  return { ...kept, figures: { ...fresh.figures, ...kept.figures }, tasks: { ...fresh.tasks, ...kept.tasks }, sections: { ...fresh.sections, ...kept.sections } };
}

/** null: nothing was typed, or it cannot be read. */
export function percentOf({ state, percent }: TaskTyped): number | null {
  if (state === 'done') return 100;
  if (state === 'not_started') return 0;
  const read = /^\d{1,2}$/.test(percent.trim().replace(/\s*%$/, '')) ? Number.parseInt(percent, 10) : null;
  return read === 0 ? null : read;
}

export const isUnreadable = (line: FormLine, typed: FigureTyped): boolean => {
  if (isLevel(line)) return false;
  const read = readNumber(typed.value);
  return !read.isRead && read.why !== 'empty';
};

type Draft = Omit<Input<'POST /reporting/obligations/{id}/draft'>, 'id' | 'save' | 'revision'>;

/** What is not filled in is left out. */
export function bodyOf(form: ReportForm, typed: Typed): Draft {
  return {
    figures: form.lines.flatMap((line) => {
      const one = typed.figures[keyOfLine(line)], read = one ? readNumber(one.value) : null;
      if (!one || one.value.trim() === '' || (!isLevel(line) && !read?.isRead)) return [];
      return [{
        indicator: line.indicator.code, subject: line.subject, period: line.period, value: !isLevel(line) && read?.isRead ? read.value : null, text: isLevel(line) ? one.value : '',
        source: one.source.trim(), note: one.note.trim(), reason: one.reason.trim(), evidence: one.evidence, based_on: one.seen,
      }];
    }),
    tasks: form.tasks.flatMap(({ task }) => {
      const one = typed.tasks[task.code], percent = one ? percentOf(one) : null;
      if (!one || one.state === '' || percent === null) return [];
      return [{ task: task.code, percent, state: one.state, product: one.product.trim(), note: one.note.trim(), evidence: one.evidence }];
    }),
    sections: Object.entries(typed.sections).flatMap(([section, text]) => (text.trim() === '' ? [] : [{ section, text: text.trim() }])),
    overrides: Object.entries(typed.overrides).flatMap(([key, reason]) => {
      const [rule = '', indicator = '', subject = ''] = key.split(' ');
      return reason.trim().length < REASON_MIN ? [] : [{ rule, indicator, subject, reason: reason.trim() }];
    }),
    evidence: typed.files.map((one) => one.id),
  };
}

export interface Difference {
  name: string;
  mine: string;
  theirs: string;
}

/** Where two versions of the same report say different things. */
export function differences(form: ReportForm, mine: Typed, theirs: Typed): Difference[] {
  const t = reportsWords(), states = formsWords().task.states;
  const figure = (one?: FigureTyped) => [one?.value, one?.source, one?.note, one?.reason].filter(Boolean).join(' · ');
  const task = (one?: TaskTyped) => (one?.state ? [`${states[one.state]} (${percentOf(one) ?? '–'}%)`, one.product, one.note].filter(Boolean).join(' · ') : '');
  const all = [
    ...form.lines.map((line) => ({ name: line.indicator.short_title || line.indicator.title, mine: figure(mine.figures[keyOfLine(line)]), theirs: figure(theirs.figures[keyOfLine(line)]) })),
    ...form.tasks.map((one) => ({ name: one.task.title, mine: task(mine.tasks[one.task.code]), theirs: task(theirs.tasks[one.task.code]) })),
    ...form.sections.map((one) => ({ name: one.title, mine: mine.sections[one.code] ?? '', theirs: theirs.sections[one.code] ?? '' })),
    { name: t.override, mine: Object.values(mine.overrides).join('\n'), theirs: Object.values(theirs.overrides).join('\n') },
    { name: t.evidence, mine: mine.files.map((one) => one.name).join(', '), theirs: theirs.files.map((one) => one.name).join(', ') },
  ];
  return all.filter((one) => one.mine.trim() !== one.theirs.trim());
}
