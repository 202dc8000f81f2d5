// The form of an annual plan: its targets and tasks, row by row, each pointing to the strategy.
// SPDX-License-Identifier: Apache-2.0
import plus from 'icon:plus';
import trash from 'icon:trash-2';
import type { ComponentChildren } from 'preact';
import type { AnnualPage, PlanItem, SubjectName } from '../../api/types';
import { number } from '../../lib/format';
import { wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { annualWords } from '../../words/vi/annual';
import { askedText } from './annual_items';
import { blankTarget, blankTask, itemOf, type AnnualTyped, type TypedTarget, type TypedTask } from './annual_typed';

const ROWS_MAX = 200;

function ItemOptions({ items, kind }: { items: readonly PlanItem[]; kind: PlanItem['kind'] }) {
  const t = annualWords().plan, mine = items.filter((one) => one.kind === kind);
  const group = (label: string, all: readonly PlanItem[]) => all.length > 0 && <optgroup label={label}>{all.map((one) => <option key={one.code} value={one.code} lang="vi">{one.title} ({one.citation})</option>)}</optgroup>;
  return <>{group(t.expected, mine.filter((one) => one.is_expected))}{group(t.others, mine.filter((one) => !one.is_expected))}</>;
}

interface BoxProps {
  legend: string;
  drop: () => void;
  children: ComponentChildren;
}

function RowBox({ legend, drop, children }: BoxProps) {
  const t = annualWords().plan;
  return (
    <fieldset class="edit-box annual-row">
      <legend class="label">{legend}</legend>
      {children}
      <button type="button" class="link annual-drop" aria-label={t.dropOf(legend)} onClick={drop}><Icon of={trash} size={16} />{t.drop}</button>
    </fieldset>
  );
}

interface RowProps<T> {
  one: T;
  at: number;
  page: AnnualPage;
  wrongs: readonly Wrong[];
  set: (next: T) => void;
  drop: () => void;
}

/** Whom a target is about: the agency's own, those it names already, and each commune where an indicator is one of communes. */
function SubjectOptions({ subjects, communes }: { subjects: readonly SubjectName[]; communes: readonly SubjectName[] }) {
  const option = (one: SubjectName) => <option key={one.code} value={one.code} lang="vi">{one.name}</option>, others = communes.filter((one) => !subjects.some((it) => it.code === one.code));
  return <>{subjects.map(option)}{others.length > 0 && <optgroup label={annualWords().plan.communes}>{others.map(option)}</optgroup>}</>;
}

function TargetRow({ one, at, page, wrongs, set, drop, subjects }: RowProps<TypedTarget> & { subjects: readonly SubjectName[] }) {
  const t = annualWords(), id = `targets-${at}`, item = itemOf(page.items, one.indicator), wrong = (name: string) => wrongOf(wrongs, `${id}-${name}`), asked = item && askedText(item);
  return (
    <RowBox legend={t.plan.targetOf(number(at + 1, 0))} drop={drop}>
      <Field id={`${id}-indicator`} label={t.target} wrong={wrong('indicator')}>
        {(ties) => <select {...ties} value={one.indicator} onChange={(event) => set({ ...one, indicator: event.currentTarget.value, text: '' })}><option value="">{t.plan.choose}</option><ItemOptions items={page.items} kind="indicator" /></select>}
      </Field>
      <div class="annual-boxes">
        <Field id={`${id}-subject`} label={t.subject} wrong={wrong('subject')}>
          {(ties) => <select {...ties} value={one.subject} onChange={(event) => set({ ...one, subject: event.currentTarget.value })}><SubjectOptions subjects={subjects} communes={item?.of_communes ? page.communes : []} /></select>}
        </Field>
        {item && item.levels.length > 0 ? (
          <Field id={`${id}-text`} label={t.value} wrong={wrong('text')}>
            {(ties) => <select {...ties} value={one.text} onChange={(event) => set({ ...one, text: event.currentTarget.value })}><option value="">{t.plan.choose}</option>{item.levels.map((it) => <option key={it} value={it} lang="vi">{it}</option>)}</select>}
          </Field>
        ) : <TextField id={`${id}-value`} label={t.value} wrong={wrong('value')} value={one.value} change={(value) => set({ ...one, value })} most={20} inputMode="decimal" after={item?.unit} isShort />}
      </div>
      {asked && <p class="hint"><Vi>{t.plan.asks(asked)}</Vi></p>}
    </RowBox>
  );
}

function TaskRow({ one, at, page, wrongs, set, drop }: RowProps<TypedTask>) {
  const t = annualWords(), id = `tasks-${at}`, wrong = (name: string) => wrongOf(wrongs, `${id}-${name}`);
  return (
    <RowBox legend={t.plan.taskOf(number(at + 1, 0))} drop={drop}>
      <TextField id={`${id}-title`} label={t.plan.title} wrong={wrong('title')} value={one.title} change={(title) => set({ ...one, title })} most={300} />
      <Field id={`${id}-task`} label={t.plan.ofStrategy} wrong={wrong('task')}>
        {(ties) => <select {...ties} value={one.task} onChange={(event) => set({ ...one, task: event.currentTarget.value })}><option value="">{t.plan.ofNone}</option><ItemOptions items={page.items} kind="task" /></select>}
      </Field>
      <div class="annual-boxes">
        <TextField id={`${id}-product`} label={t.product} isOptional wrong={wrong('product')} value={one.product} change={(product) => set({ ...one, product })} most={300} />
        <TextField id={`${id}-who`} label={t.who} hint={t.plan.whoHint} isOptional wrong={wrong('who')} value={one.who} change={(who) => set({ ...one, who })} most={200} />
      </div>
      <div class="annual-boxes">
        <TextField id={`${id}-due`} label={t.due} hint={t.plan.dueHint} isOptional wrong={wrong('due')} value={one.due} change={(due) => set({ ...one, due })} most={10} inputMode="numeric" isShort />
        <TextField id={`${id}-budget`} label={t.budget} isOptional wrong={wrong('budget')} value={one.budget} change={(budget) => set({ ...one, budget })} most={20} inputMode="decimal" after={t.plan.budgetAfter} isShort />
      </div>
    </RowBox>
  );
}

/** What the strategy gives to this agency to lead, and its plan does not have yet. */
function Suggested({ page, typed, change }: { page: AnnualPage; typed: AnnualTyped; change: (part: Partial<AnnualTyped>) => void }) {
  const t = annualWords().plan, planned = new Set([...typed.targets.map((one) => one.indicator), ...typed.tasks.map((one) => one.task)]);
  const lacking = page.items.filter((one) => one.is_expected && one.leads.includes(page.plan.agency_name) && !planned.has(one.code));
  if (lacking.length === 0) return null;
  const add = (one: PlanItem) => change(one.kind === 'indicator' ? { targets: [...typed.targets, blankTarget(page.subjects[0]?.code ?? '', one.code)] } : { tasks: [...typed.tasks, blankTask(one.code, one.title)] });
  return (
    <details class="money-communes annual-suggested">
      <summary>{t.suggested(number(lacking.length, 0), lacking.length)}</summary>
      <ul>
        {lacking.map((one) => <li key={one.code}><span><Vi>{one.title}</Vi> <small class="quiet"><Vi>{one.citation}</Vi></small></span><button type="button" class="link" aria-label={t.addOf(one.title)} onClick={() => add(one)}><Icon of={plus} size={16} />{t.add}</button></li>)}
      </ul>
    </details>
  );
}

interface Props {
  page: AnnualPage;
  typed: AnnualTyped;
  wrongs: readonly Wrong[];
  change: (part: Partial<AnnualTyped>) => void;
}

const setAt = <T,>(all: readonly T[], at: number, next: T): T[] => all.map((one, i) => (i === at ? next : one));
const without = <T,>(all: readonly T[], at: number): T[] => all.filter((_, i) => i !== at);

export function AnnualRows({ page, typed, wrongs, change }: Props) {
  const t = annualWords(), { targets, tasks } = typed, own = page.subjects[0]?.code ?? '';
  const agency: SubjectName = { code: page.plan.agency, name: page.plan.agency_name }, subjects = page.subjects.some((one) => one.code === agency.code) ? page.subjects : [...page.subjects, agency];
  return (
    <>
      <Suggested page={page} typed={typed} change={change} />
      <section aria-labelledby="targets">
        <h3 id="targets">{t.targets}</h3>
        {targets.length === 0 && <p class="quiet">{t.noTargets}</p>}
        {targets.map((one, i) => <TargetRow key={i} one={one} at={i} page={page} wrongs={wrongs} subjects={subjects} set={(next) => change({ targets: setAt(targets, i, next) })} drop={() => change({ targets: without(targets, i) })} />)}
        {targets.length < ROWS_MAX && <p><button type="button" class="link annual-add" onClick={() => change({ targets: [...targets, blankTarget(own)] })}><Icon of={plus} size={16} />{t.plan.addTarget}</button></p>}
      </section>
      <section aria-labelledby="tasks">
        <h3 id="tasks">{t.tasks}</h3>
        {tasks.length === 0 && <p class="quiet">{t.noTasks}</p>}
        {tasks.map((one, i) => <TaskRow key={i} one={one} at={i} page={page} wrongs={wrongs} set={(next) => change({ tasks: setAt(tasks, i, next) })} drop={() => change({ tasks: without(tasks, i) })} />)}
        {tasks.length < ROWS_MAX && <p><button type="button" class="link annual-add" onClick={() => change({ tasks: [...tasks, blankTask()] })}><Icon of={plus} size={16} />{t.plan.addTask}</button></p>}
      </section>
    </>
  );
}
