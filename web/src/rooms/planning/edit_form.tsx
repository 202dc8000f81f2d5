// One thing to change in the plan, typed in; which boxes are there depends on what is to change.
// SPDX-License-Identifier: Apache-2.0
import type { Direction, Frequency, IndicatorKind, Operator, PlanEdit, PlanEditKind, PlanPage } from '../../api/types';
import { readDate, readNumber } from '../../lib/parse';
import { Field, TextField } from '../../ui/field';
import { amendmentsWords } from '../../words/vi/amendments';

export interface Typed {
  kind: PlanEditKind;
  item: string;
  year: string;
  operator: Operator;
  low: string;
  high: string;
  text: string;
  day: string;
  title: string;
  product: string;
  unit: string;
  measure: IndicatorKind;
  direction: Direction;
  frequency: Frequency;
  lead: string;
}

export const emptyEdit = (item = ''): Typed => ({ kind: 'target', item, year: '', operator: '>=', low: '', high: '', text: '', day: '', title: '', product: '', unit: '%', measure: 'share', direction: 'up', frequency: 'year', lead: '' });

const KINDS: readonly PlanEditKind[] = ['target', 'target_removed', 'due', 'lead', 'title', 'task_added', 'indicator_added', 'closed', 'removed'];
const OPERATORS: readonly Operator[] = ['>=', '<=', '=', 'range', 'text'];
const isAdded = (kind: PlanEditKind): boolean => kind === 'task_added' || kind === 'indicator_added';
const hasTarget = (kind: PlanEditKind): boolean => kind === 'target' || kind === 'indicator_added';
const hasLow = (one: Typed): boolean => hasTarget(one.kind) && (one.operator === '>=' || one.operator === '=' || one.operator === 'range');
const hasHigh = (one: Typed): boolean => hasTarget(one.kind) && (one.operator === '<=' || one.operator === 'range');

const numberOf = (text: string): number | null => {
  const read = readNumber(text);
  return read.isRead ? read.value : null;
};

/** What is wrong with it, before it is sent; '' when nothing is. */
export function wrongWith(one: Typed): string {
  const t = amendmentsWords().wrongs;
  if (one.item.trim() === '') return t.item;
  if ((one.kind === 'due' || one.kind === 'closed') && readDate(one.day) === null) return t.day;
  if (one.day !== '' && readDate(one.day) === null) return t.day;
  if ((hasTarget(one.kind) || one.kind === 'target_removed') && !/^\d{4}$/.test(one.year.trim())) return t.number;
  if ((hasLow(one) && numberOf(one.low) === null) || (hasHigh(one) && numberOf(one.high) === null)) return t.number;
  return '';
}

export function editOf(one: Typed): PlanEdit {
  const isTarget = hasTarget(one.kind);
  return {
    kind: one.kind, item: one.item.trim(), year: isTarget || one.kind === 'target_removed' ? Number(one.year) : 0, operator: isTarget ? one.operator : null,
    low: hasLow(one) ? numberOf(one.low) : null, high: hasHigh(one) ? numberOf(one.high) : null, text: isTarget && one.operator === 'text' ? one.text.trim() : '',
    day: readDate(one.day), title: one.title.trim(), product: one.product.trim(), section: '', objective: '', unit: one.kind === 'indicator_added' ? one.unit.trim() : '',
    measure: one.kind === 'indicator_added' ? one.measure : null, direction: one.kind === 'indicator_added' ? one.direction : null, frequency: one.kind === 'indicator_added' ? one.frequency : null,
    leads: one.lead === '' ? [] : [one.lead], before: '',
  } as PlanEdit;
}

interface Props {
  id: string;
  one: Typed;
  page: PlanPage | null;
  agencies: readonly { code: string; name: string }[];
  wrong: string | undefined;
  change: (next: Typed) => void;
}

function Choice<T extends string>({ id, label, value, words, change }: { id: string; label: string; value: T; words: Record<T, string>; change: (value: T) => void }) {
  return (
    <Field id={id} label={label}>
      {(ties) => <select {...ties} value={value} onChange={(event) => change(event.currentTarget.value as T)}>{(Object.keys(words) as T[]).map((one) => <option key={one} value={one}>{words[one]}</option>)}</select>}
    </Field>
  );
}

function Item({ id, one, page, wrong, change }: Props) {
  const t = amendmentsWords();
  if (isAdded(one.kind)) return <TextField id={id} label={t.newCode} wrong={wrong} value={one.item} change={(item) => change({ ...one, item: item.toUpperCase() })} most={40} />;
  const takesIndicators = one.kind !== 'due', takesTasks = one.kind !== 'target' && one.kind !== 'target_removed';
  return (
    <Field id={id} label={t.item} wrong={wrong}>
      {(ties) => (
        <select {...ties} value={one.item} onChange={(event) => change({ ...one, item: event.currentTarget.value })}>
          <option value="">{t.choose}</option>
          {takesIndicators && <optgroup label={t.indicators}>{page?.indicators.map((it) => <option key={it.code} value={it.code} lang="vi">{it.title}</option>)}</optgroup>}
          {takesTasks && <optgroup label={t.tasks}>{page?.tasks.map((it) => <option key={it.code} value={it.code} lang="vi">{it.title}</option>)}</optgroup>}
        </select>
      )}
    </Field>
  );
}

function TargetBoxes({ id, one, change }: Props) {
  const t = amendmentsWords(), isSingle = one.operator !== 'range';
  return (
    <div class="field-pair">
      <TextField id={`${id}-year`} label={t.year} value={one.year} change={(year) => change({ ...one, year })} most={4} inputMode="numeric" isShort />
      {hasTarget(one.kind) && <Choice id={`${id}-operator`} label={t.operator} value={one.operator} words={Object.fromEntries(OPERATORS.map((it) => [it, t.operators[it]])) as Record<Operator, string>} change={(operator) => change({ ...one, operator })} />}
      {hasLow(one) && <TextField id={`${id}-low`} label={isSingle ? t.value : t.low} value={one.low} change={(low) => change({ ...one, low })} most={20} inputMode="decimal" isShort />}
      {hasHigh(one) && <TextField id={`${id}-high`} label={isSingle ? t.value : t.high} value={one.high} change={(high) => change({ ...one, high })} most={20} inputMode="decimal" isShort />}
      {hasTarget(one.kind) && one.operator === 'text' && <TextField id={`${id}-text`} label={t.text} value={one.text} change={(text) => change({ ...one, text })} most={80} />}
    </div>
  );
}

export function EditForm(props: Props) {
  const t = amendmentsWords(), { id, one, agencies, change } = props, { kind } = one;
  return (
    <div class="edit-form">
      <Choice id={`${id}-kind`} label={t.kind} value={kind} words={Object.fromEntries(KINDS.map((it) => [it, t.kinds[it]])) as Record<PlanEditKind, string>} change={(next) => change({ ...one, kind: next, item: isAdded(next) === isAdded(kind) ? one.item : '' })} />
      <Item {...props} />
      {(kind === 'title' || isAdded(kind)) && <TextField id={`${id}-title`} label={t.newTitle} value={one.title} change={(title) => change({ ...one, title })} most={200} />}
      {kind === 'indicator_added' && (
        <div class="field-pair">
          <TextField id={`${id}-unit`} label={t.unit} value={one.unit} change={(unit) => change({ ...one, unit })} most={40} isShort />
          <Choice id={`${id}-measure`} label={t.measure} value={one.measure} words={t.measures} change={(measure) => change({ ...one, measure })} />
          <Choice id={`${id}-direction`} label={t.direction} value={one.direction} words={t.directions} change={(direction) => change({ ...one, direction })} />
          <Choice id={`${id}-frequency`} label={t.frequency} value={one.frequency} words={t.frequencies} change={(frequency) => change({ ...one, frequency })} />
        </div>
      )}
      {(hasTarget(kind) || kind === 'target_removed') && <TargetBoxes {...props} />}
      {kind === 'task_added' && <TextField id={`${id}-product`} label={t.product} value={one.product} change={(product) => change({ ...one, product })} most={300} isOptional />}
      {(kind === 'due' || kind === 'closed' || kind === 'task_added') && <TextField id={`${id}-day`} label={kind === 'closed' ? t.closedOn : t.due} hint={t.dayHint} value={one.day} change={(day) => change({ ...one, day })} most={10} inputMode="numeric" isOptional={kind === 'task_added'} isShort />}
      {(kind === 'lead' || isAdded(kind)) && (
        <Field id={`${id}-lead`} label={t.leads}>
          {(ties) => (
            <select {...ties} value={one.lead} onChange={(event) => change({ ...one, lead: event.currentTarget.value })}>
              <option value="">{t.choose}</option>
              {agencies.map((it) => <option key={it.code} value={it.code} lang="vi">{it.name}</option>)}
            </select>
          )}
        </Field>
      )}
    </div>
  );
}
