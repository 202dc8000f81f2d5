// An item put right in place: what its kind has, rows of targets and agencies; what is typed is kept until it is saved.
// SPDX-License-Identifier: Apache-2.0
import plus from 'icon:plus';
import trash from 'icon:trash-2';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftItem } from '../../../api/types';
import { number } from '../../../lib/format';
import { useDraft } from '../../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../../ui/error_summary';
import { Field, TextArea, TextField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { SendTrouble } from '../../../ui/save_state';
import { useSubmit } from '../../../ui/submit';
import { amendmentsWords } from '../../../words/vi/amendments';
import { commonWords } from '../../../words/vi/common';
import { planVersionsWords } from '../../../words/vi/plan_versions';
import { reviewWords } from '../../../words/vi/review';
import { useAgencies } from './agencies';
import { ConflictNote } from './conflict';
import type { Review } from './store';
import { blankAgency, blankTarget, fieldsOf, typedOf, wrongsIn, type Typed } from './typed';

interface Props {
  id: string;
  typed: Typed;
  wrongs: readonly Wrong[];
  change: (part: Partial<Typed>) => void;
}

export function Choice({ id, label, value, choices, change, wrong }: { id: string; label: string; value: string; choices: Readonly<Record<string, string>>; change: (value: string) => void; wrong?: string | undefined }) {
  return (
    <Field id={id} label={label} wrong={wrong}>
      {(ties) => <select {...ties} value={value} onChange={(event) => change(event.currentTarget.value)}><option value="">{reviewWords().form.choose}</option>{Object.entries(choices).map(([code, word]) => <option key={code} value={code}>{word}</option>)}</select>}
    </Field>
  );
}

export function AgencyChoice({ id, label, value, change, hint, wrong }: { id: string; label: string; value: string; hint?: ComponentChildren; wrong?: string | undefined; change: (value: string) => void }) {
  const { all } = useAgencies(), isKnown = value === '' || all.some((one) => one.code === value);
  return (
    <Field id={id} label={label} hint={hint} wrong={wrong}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => change(event.currentTarget.value)}>
          <option value="">{reviewWords().form.nobody}</option>
          {!isKnown && <option value={value}>{value}</option>}
          {all.map((one) => <option key={one.code} value={one.code} lang="vi">{one.name}</option>)}
        </select>
      )}
    </Field>
  );
}

function Rows({ legend, add, addWord, children }: { legend: string; add: () => void; addWord: string; children: ComponentChildren }) {
  return (
    <fieldset class="item-rows">
      <legend class="label">{legend}</legend>
      {children}
      <button type="button" class="link" onClick={add}><Icon of={plus} size={16} />{addWord}</button>
    </fieldset>
  );
}

function Drop({ what, drop }: { what: string; drop: () => void }) {
  const t = reviewWords().form;
  return <button type="button" class="row-drop" aria-label={t.dropOf(what)} title={t.drop} onClick={drop}><Icon of={trash} size={18} /></button>;
}

const replaced = <T,>(list: readonly T[], at: number, part: Partial<T>): T[] => list.map((one, i) => (i === at ? { ...one, ...part } : one));
const without = <T,>(list: readonly T[], at: number): T[] => list.filter((_, i) => i !== at);

function Targets({ id, typed, wrongs, change }: Props) {
  const t = reviewWords().form, o = amendmentsWords().operators, all = typed.targets;
  const add = () => change({ targets: [...all, blankTarget(all.length > 0 ? String(Number(all[all.length - 1]?.year) + 1 || '') : '')] });
  return (
    <Rows legend={t.targets} addWord={t.addTarget} add={add}>
      {all.map((one, i) => {
        const own = `${id}-targets-${i}`, set = (part: Partial<typeof one>) => change({ targets: replaced(all, i, part) });
        return (
          <div key={i} class="item-row is-target" role="group" aria-label={t.targetOf(number(i + 1, 0))}>
            <TextField id={`${own}-year`} label={t.year} wrong={wrongOf(wrongs, `${own}-year`)} value={one.year} change={(year) => set({ year })} most={4} inputMode="numeric" />
            <Choice id={`${own}-operator`} label={amendmentsWords().operator} value={one.operator} choices={o} change={(value) => set({ operator: value as typeof one.operator })} />
            {one.operator === 'text' ? <TextField id={`${own}-text`} label={t.level} value={one.text} change={(text) => set({ text })} most={80} />
              : <TextField id={`${own}-low`} label={t.value} wrong={wrongOf(wrongs, `${own}-low`)} value={one.low} change={(low) => set({ low })} most={20} inputMode="decimal" after={one.operator === 'range' ? undefined : typed.unit} />}
            {one.operator === 'range' && <TextField id={`${own}-high`} label={t.valueTo} wrong={wrongOf(wrongs, `${own}-high`)} value={one.high} change={(high) => set({ high })} most={20} inputMode="decimal" after={typed.unit} />}
            <Drop what={t.targetOf(number(i + 1, 0))} drop={() => change({ targets: without(all, i) })} />
          </div>
        );
      })}
    </Rows>
  );
}

function AgencyRows({ id, typed, wrongs, change }: Props) {
  const t = reviewWords().form, all = typed.agencies, roles = commonWords().role, hasLead = all.some((one) => one.role === 'lead');
  return (
    <Rows legend={t.agencies} addWord={t.addAgency} add={() => change({ agencies: [...all, blankAgency(hasLead ? 'support' : 'lead')] })}>
      {all.map((one, i) => {
        const own = `${id}-agencies-${i}`, set = (part: Partial<typeof one>) => change({ agencies: replaced(all, i, part) });
        return (
          <div key={i} class="item-row is-agency" role="group" aria-label={t.agencyOf(number(i + 1, 0))}>
            <Field id={`${own}-role`} label={t.role}>
              {(ties) => <select {...ties} value={one.role} onChange={(event) => set({ role: event.currentTarget.value as typeof one.role })}>{(['lead', 'support', 'monitor'] as const).map((role) => <option key={role} value={role}>{roles[role]}</option>)}</select>}
            </Field>
            <TextField id={`${own}-named`} label={t.named} wrong={wrongOf(wrongs, `${own}-named`)} value={one.named} change={(named) => set({ named })} most={300} />
            <AgencyChoice id={`${own}-agency`} label={t.agency} value={one.agency} change={(agency) => set({ agency })} />
            <Drop what={t.agencyOf(number(i + 1, 0))} drop={() => change({ agencies: without(all, i) })} />
          </div>
        );
      })}
    </Rows>
  );
}

function OfIndicator(props: Props) {
  const { id, typed, wrongs, change } = props, t = reviewWords().form, a = amendmentsWords(), v = planVersionsWords(), wrong = (name: string) => wrongOf(wrongs, `${id}-${name}`);
  const values = v.values as Record<string, string>, named = (codes: readonly string[]) => Object.fromEntries(codes.map((code) => [code, values[code] ?? code]));
  return (
    <>
      <div class="item-boxes">
        <TextField id={`${id}-unit`} label={a.unit} wrong={wrong('unit')} value={typed.unit} change={(unit) => change({ unit })} most={40} />
        <Choice id={`${id}-measure`} label={a.measure} wrong={wrong('measure')} value={typed.measure} choices={a.measures} change={(measure) => change({ measure })} />
        <Choice id={`${id}-direction`} label={a.direction} wrong={wrong('direction')} value={typed.direction} choices={a.directions} change={(direction) => change({ direction })} />
        <Choice id={`${id}-frequency`} label={a.frequency} wrong={wrong('frequency')} value={typed.frequency} choices={a.frequencies} change={(frequency) => change({ frequency })} />
      </div>
      <Targets {...props} />
      <AgencyRows {...props} />
      <details class="item-more">
        <summary>{t.more}</summary>
        <div class="item-boxes">
          <Choice id={`${id}-level`} label={v.fields.level} value={typed.level} choices={named(['province', 'commune', 'both'])} change={(level) => change({ level })} />
          <Choice id={`${id}-rollup`} label={v.fields.rollup} value={typed.rollup} choices={named(['reported', 'sum', 'mean', 'met_share'])} change={(rollup) => change({ rollup })} />
          <TextField id={`${id}-baseline`} label={v.fields.baseline} isOptional wrong={wrong('baseline')} value={typed.baseline} change={(baseline) => change({ baseline })} most={20} inputMode="decimal" />
          <TextField id={`${id}-baseline_on`} label={v.fields.baseline_on} isOptional wrong={wrong('baseline_on')} value={typed.baseline_on} change={(value) => change({ baseline_on: value })} most={10} inputMode="numeric" />
        </div>
        <TextField id={`${id}-levels`} label={t.levels} hint={t.levelsHint} isOptional value={typed.levels} change={(levels) => change({ levels })} most={400} />
        <TextArea id={`${id}-definition`} label={v.fields.definition} isOptional rows={2} value={typed.definition} change={(definition) => change({ definition })} most={2000} />
      </details>
    </>
  );
}

function OfTask(props: Props) {
  const { id, typed, wrongs, change } = props, t = reviewWords().form, wrong = (name: string) => wrongOf(wrongs, `${id}-${name}`);
  return (
    <>
      <AgencyRows {...props} />
      <div class="item-boxes">
        <Choice id={`${id}-timing`} label={t.timing} wrong={wrong('timing')} value={typed.timing} choices={t.timings} change={(timing) => change({ timing })} />
        <TextField id={`${id}-due`} label={t.due} isOptional={typed.timing !== 'dated'} wrong={wrong('due')} value={typed.due} change={(due) => change({ due })} most={10} inputMode="numeric" />
        <TextField id={`${id}-start`} label={t.start} isOptional wrong={wrong('start')} value={typed.start} change={(start) => change({ start })} most={10} inputMode="numeric" />
      </div>
      <TextField id={`${id}-product`} label={reviewWords().product} isOptional wrong={wrong('product')} value={typed.product} change={(product) => change({ product })} most={300} />
    </>
  );
}

function OfDuty({ id, typed, wrongs, change, item }: Props & { item: DraftItem }) {
  const t = reviewWords(), { who_named: who, to_named: to } = item.fields, said = (word: string, named: string) => (named ? `${word} (${named})` : word);
  return (
    <div class="item-boxes">
      <AgencyChoice id={`${id}-who`} label={said(planVersionsWords().fields.who, who)} value={typed.who} change={(value) => change({ who: value })} />
      <AgencyChoice id={`${id}-to`} label={said(planVersionsWords().fields.to, to)} value={typed.to} change={(value) => change({ to: value })} />
      <TextField id={`${id}-due_day`} label={t.form.dueDay} hint={t.form.dueDayHint} wrong={wrongOf(wrongs, `${id}-due_day`)} value={typed.due_day} change={(value) => change({ due_day: value })} most={10} inputMode="numeric" />
      <label class="item-check"><input type="checkbox" checked={typed.year_before} onChange={(event) => change({ year_before: event.currentTarget.checked })} /> {t.form.yearBefore}</label>
      <TextField id={`${id}-product`} label={t.product} isOptional value={typed.product} change={(product) => change({ product })} most={300} />
    </div>
  );
}

function OfBasis({ id, typed, wrongs, change }: Props) {
  const v = planVersionsWords().fields;
  return (
    <div class="item-boxes">
      <TextField id={`${id}-number`} label={v.number} value={typed.number} change={(value) => change({ number: value })} most={120} />
      <Choice id={`${id}-source_kind`} label={v.kind} value={typed.source_kind} choices={commonWords().documentKind} change={(value) => change({ source_kind: value })} />
      <TextField id={`${id}-issued_on`} label={v.issued_on} isOptional wrong={wrongOf(wrongs, `${id}-issued_on`)} value={typed.issued_on} change={(value) => change({ issued_on: value })} most={10} inputMode="numeric" />
    </div>
  );
}

function OfKind({ item, ...props }: Props & { item: DraftItem }) {
  const t = reviewWords().form, { id, typed, wrongs, change } = props;
  if (item.kind === 'indicator') return <OfIndicator {...props} />;
  if (item.kind === 'task') return <OfTask {...props} />;
  if (item.kind === 'duty') return <OfDuty {...props} item={item} />;
  if (item.kind === 'basis') return <OfBasis {...props} />;
  if (item.kind === 'section') return <Choice id={`${id}-about`} label={t.about} value={typed.about} choices={t.abouts} change={(about) => change({ about })} />;
  return <TextField id={`${id}-year`} label={planVersionsWords().fields.year} isOptional wrong={wrongOf(wrongs, `${id}-year`)} value={typed.year} change={(year) => change({ year })} most={4} inputMode="numeric" />;
}

/** Places of the server's faults: `/fields/targets/0/year` is the box `ID-targets-0-year`. */
const boxOf = (id: string, pointer: string): string => `${id}-${pointer.replace(/^\/fields\//, '').replace(/^assignments/, 'agencies').replaceAll('/', '-')}`;

const boxesOf = (id: string, typed: Typed): string[] => [
  ...Object.keys(typed), ...typed.targets.flatMap((_, i) => ['year', 'operator', 'low', 'high', 'text'].map((name) => `targets-${i}-${name}`)),
  ...typed.agencies.flatMap((_, i) => ['role', 'named', 'agency'].map((name) => `agencies-${i}-${name}`)),
].map((name) => `${id}-${name}`);

export function ItemForm({ review, item, close }: { review: Review; item: DraftItem; close: () => void }) {
  const t = reviewWords(), id = `i${item.number}`, { names } = useAgencies(), box = useRef<HTMLFormElement>(null), v = planVersionsWords().fields;
  const draft = useDraft<Typed>(`review:${review.id}:${item.number}`, { title: item.fields.title, href: location.pathname }, () => typedOf(item.fields)), typed = draft.typed.value;
  const submit = useSubmit(boxesOf(id, typed)), wrongs = submit.wrongs.value;
  useLayoutEffect(() => box.current?.querySelector('textarea')?.focus(), []);
  const stop = () => {
    draft.drop();
    review.trouble.value = null;
    close();
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongsIn(typed, item.kind, id), async () => {
      const found = await review.correct(item, fieldsOf(typed, item.fields, names));
      if (!found.isFine && found.problem.errors) found.problem.errors = found.problem.errors.map((one) => ({ ...one, pointer: `/${boxOf(id, one.pointer ?? '')}` }));
      return found;
    }, (problem) => {
      if (problem.status !== 409) return false;
      review.trouble.value = problem;
      return true;
    });
    if (!answer) return;
    draft.drop();
    review.taken(answer, t.done.correct);
    void review.learn(item.number);
    close();
  };
  return (
    <form ref={box} class="item-form" noValidate aria-label={`${t.acts.correct}: ${item.fields.title}`} onSubmit={(event) => void send(event)} onKeyDown={(event) => event.key === 'Escape' && stop()}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextArea id={`${id}-title`} label={t.form.title} wrong={wrongOf(wrongs, `${id}-title`)} rows={3} value={typed.title} change={(title) => draft.change({ title })} most={600} />
      <OfKind item={item} id={id} typed={typed} wrongs={wrongs} change={draft.change} />
      <details class="item-more">
        <summary>{v.code}, {v.citation.toLowerCase()}, {v.note.toLowerCase()}</summary>
        <div class="item-boxes">
          <TextField id={`${id}-code`} label={v.code} wrong={wrongOf(wrongs, `${id}-code`)} value={typed.code} change={(code) => draft.change({ code })} most={60} />
          <TextField id={`${id}-citation`} label={v.citation} wrong={wrongOf(wrongs, `${id}-citation`)} value={typed.citation} change={(citation) => draft.change({ citation })} most={200} />
        </div>
        <TextArea id={`${id}-note`} label={v.note} isOptional rows={2} value={typed.note} change={(note) => draft.change({ note })} most={2000} />
      </details>
      {review.isConflict && <ConflictNote review={review} item={item} />}
      <SendTrouble state={submit.state.value} lostText={t.form.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.form.save}</button>
        <button type="button" class="button is-quiet" onClick={stop}>{t.form.cancel}</button>
      </p>
    </form>
  );
}
