// The other parts of a report's form: progress of tasks, and the narrative with its counters.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { FormTask, RegimeSection, Remark, ReportForm, TaskState } from '../../api/types';
import { date, number, period } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Field, TextArea, TextField } from '../../ui/field';
import { Title, Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { reportsWords } from '../../words/vi/reports';
import type { Desk } from './desk';
import { boxOf } from './figure_lines';
import { Remarks } from './remarks';
import { percentOf, wordsIn, type TaskTyped } from './typed';

const STATES: readonly TaskState[] = ['not_started', 'in_progress', 'done'];
const SECTION_LETTERS_MAX = 60_000;

/** What is on record, and until which day it was told. */
function heldOf(line: FormTask): string {
  const t = reportsWords();
  if (line.state === '') return t.heldNone;
  return [t.held(`${formsWords().task.states[line.state]}, ${number(line.percent, 0)} %`, line.as_of ? ` · ${t.asOf(date(line.as_of))}` : ''), ...(line.is_sample ? [t.heldSample] : [])].join(' · ');
}

function TaskLine({ line, desk }: { line: FormTask; desk: Desk }) {
  const t = reportsWords(), states = formsWords().task.states, { code } = line.task, one = desk.typed.value.tasks[code], isMore = useSignal(false);
  if (!one) return null;
  const set = (part: Partial<TaskTyped>) => desk.change((now) => ({ ...now, tasks: { ...now.tasks, [code]: { ...one, ...part } } }));
  const isTold = one.state === 'done' || isMore.value || one.product !== '' || one.note !== '';
  return (
    <li class="report-line is-asked">
      <header>
        <h3><Title of={line.task} /></h3>
        <p class="hint"><Vi>{[line.due_on && t.taskDue(date(line.due_on)), heldOf(line)].filter(Boolean).join(' · ')}</Vi></p>
      </header>
      <div class="report-boxes">
        <Field id={boxOf('state', code)} label={t.taskState}>
          {(ties) => <select {...ties} value={one.state} onChange={(event) => set({ state: event.currentTarget.value as TaskState | '' })}><option value="">{t.choose}</option>{STATES.map((state) => <option key={state} value={state} selected={state === one.state}>{states[state]}</option>)}</select>}
        </Field>
        {one.state === 'in_progress' && <TextField id={boxOf('percent', code)} label={t.percent} wrong={percentOf(one) === null ? t.percentWrong : undefined} value={one.percent} change={(percent) => set({ percent })} most={4} after="%" inputMode="numeric" />}
      </div>
      {one.state !== '' && !isTold && <p class="report-more"><button type="button" class="link" onClick={() => { isMore.value = true; }}>{t.tellMore}</button></p>}
      {one.state !== '' && isTold && (
        <div class="field-pair">
          <TextField id={boxOf('product', code)} label={t.product} isOptional={one.state !== 'done'} value={one.product} change={(product) => set({ product })} most={300} />
          <TextField id={boxOf('task-note', code)} label={t.note} isOptional value={one.note} change={(note) => set({ note })} most={2000} />
        </div>
      )}
    </li>
  );
}

export function TaskLines({ form, desk }: { form: ReportForm; desk: Desk }) {
  if (form.tasks.length === 0) return null;
  return (
    <section class="part" id="tasks" tabIndex={-1} aria-labelledby="tasks-title">
      <h2 id="tasks-title">{reportsWords().tasks}</h2>
      <ul class="report-lines">{form.tasks.map((line) => <TaskLine key={line.task.code} line={line} desk={desk} />)}</ul>
    </section>
  );
}

export const sectionTitle = (one: RegimeSection): string => (language.value === 'en' && one.title_en ? one.title_en : one.title);

function limits(one: RegimeSection): string {
  const t = reportsWords(), low = number(one.words_min, 0), high = number(one.words_max, 0);
  if (one.words_min > 0 && one.words_max > 0) return t.wordsBetween(low, high);
  if (one.words_min > 0) return t.wordsLeast(low);
  return one.words_max > 0 ? t.wordsMost(high) : '';
}

function SectionField({ one, form, desk, remarks }: { one: RegimeSection; form: ReportForm; desk: Desk; remarks: readonly Remark[] }) {
  const t = reportsWords(), box = boxOf('section', one.code), text = desk.typed.value.sections[one.code] ?? '', count = wordsIn(text);
  const earlier = form.earlier_sections.find((told) => told.section === one.code)?.text ?? '', gathered = form.gathered.filter((told) => told.section === one.code);
  const set = (next: string) => desk.change((now) => ({ ...now, sections: { ...now.sections, [one.code]: next } }));
  const isOff = count > 0 && (count < one.words_min || (one.words_max > 0 && count > one.words_max));
  return (
    <div class="report-section">
      <TextArea id={box} label={sectionTitle(one)} hint={one.hint && <Vi>{one.hint}</Vi>} isOptional={!one.is_needed} rows={6} value={text} change={set} most={SECTION_LETTERS_MAX} />
      <p class={isOff ? 'hint is-soon-text' : 'hint'}>{[t.words(number(count, 0), count), limits(one)].filter(Boolean).join(' · ')}</p>
      <Remarks id={box} remarks={remarks.filter((remark) => remark.section === one.code)} overrides={desk.typed.value.overrides} answer={(name, reason) => desk.change((now) => ({ ...now, overrides: { ...now.overrides, [name]: reason } }))} />
      {earlier && (
        <details class="fold">
          <summary>{t.earlier(period(form.earlier_period))}</summary>
          <p class="told-reason"><Vi>{earlier}</Vi></p>
          {text === '' && <p><button type="button" class="link" onClick={() => set(earlier)}>{t.takeEarlier}</button></p>}
        </details>
      )}
      {gathered.length > 0 && (
        <details class="fold">
          <summary>{t.gathered} ({number(gathered.length, 0)})</summary>
          <dl class="facts">{gathered.map((told) => <div key={told.agency}><dt><Vi>{told.agency_name}</Vi></dt><dd><Vi>{told.text}</Vi></dd></div>)}</dl>
        </details>
      )}
    </div>
  );
}

export function SectionFields({ form, desk, remarks }: { form: ReportForm; desk: Desk; remarks: readonly Remark[] }) {
  if (form.sections.length === 0) return null;
  return (
    <section class="part" id="sections" tabIndex={-1} aria-labelledby="sections-title">
      <h2 id="sections-title">{reportsWords().sections}</h2>
      {form.sections.map((one) => <SectionField key={one.code} one={one} form={form} desk={desk} remarks={remarks} />)}
    </section>
  );
}
