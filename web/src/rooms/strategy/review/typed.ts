// What is typed into the form of an item, as text; and what it becomes.
// SPDX-License-Identifier: Apache-2.0
import type { AssignmentRole, DraftAssignment, DraftFields, DraftKind, DraftTarget, Operator, SectionKind, Timing } from '../../../api/types';
import { date } from '../../../lib/format';
import { readDate, readNumber } from '../../../lib/parse';
import type { Wrong } from '../../../ui/error_summary';
import { reviewWords } from '../../../words/vi/review';

export interface TypedTarget {
  year: string;
  operator: Operator | '';
  low: string;
  high: string;
  text: string;
}

export interface TypedAgency {
  role: AssignmentRole;
  named: string;
  agency: string;
  /** The agency of the day of issue. */
  former: string;
}

/** One record for all kinds, as the server has it: an item may become another kind. */
export interface Typed {
  title: string;
  code: string;
  citation: string;
  note: string;
  about: string;
  year: string;
  unit: string;
  measure: string;
  direction: string;
  frequency: string;
  level: string;
  rollup: string;
  levels: string;
  definition: string;
  baseline: string;
  baseline_on: string;
  targets: TypedTarget[];
  product: string;
  timing: string;
  start: string;
  due: string;
  agencies: TypedAgency[];
  who: string;
  to: string;
  due_day: string;
  year_before: boolean;
  number: string;
  source_kind: string;
  issued_on: string;
}

const numberText = (value: number | null): string => (value === null ? '' : String(value).replace('.', ','));
const yearText = (value: number): string => (value > 0 ? String(value) : '');
const dayText = (value: string | null): string => (value ? date(value) : '');
const RULE = /^year before (\d\d)-(\d\d)(?: of year-(\d))?$/;

const OFTEN = /^(month|quarter|half) before day (\d{1,2}) of (last|next) month$/;
type Often = keyof ReturnType<typeof reviewWords>['form']['often'];

/** `year before 11-15` is 15/11; `quarter before day 15 of last month` is "15 tháng cuối quý". */
export function ruleText(rule: string): { day: string; isBefore: boolean } {
  const found = RULE.exec(rule), often = OFTEN.exec(rule);
  if (often) return { day: reviewWords().form.often[`${often[1]}_${often[3]}` as Often](String(often[2])), isBefore: false };
  return found ? { day: `${found[2]}/${found[1]}`, isBefore: found[3] === '1' } : { day: rule, isBefore: false };
}

/** What comes back more often is typed as it is shown. */
function oftenOf(day: string): string | null {
  const number = String(Number(/\d{1,2}/.exec(day)?.[0])), forms = reviewWords().form.often;
  const form = (Object.keys(forms) as Often[]).find((one) => forms[one](number).toLowerCase() === day.toLowerCase());
  if (!form || Number(number) < 1 || Number(number) > 28) return null;
  const [each, which] = form.split('_');
  return `${each} before day ${number} of ${which} month`;
}

export function ruleOf(day: string, isBefore: boolean): string | null {
  const found = /^(\d{1,2})[/.-](\d{1,2})$/.exec(day.trim());
  if (day.trim() === '') return '';
  const often = oftenOf(day.trim().replace(/^0(?=\d)/, ''));
  if (often) return often;
  if (!found || readDate(`${found[1]}/${found[2]}/2024`) === null) return null;
  return `year before ${found[2]?.padStart(2, '0')}-${found[1]?.padStart(2, '0')}${isBefore ? ' of year-1' : ''}`;
}

/** A range has two ends; the others one value, which stands where the server has it. */
const typedTarget = ({ year, operator, low, high, text }: DraftTarget): TypedTarget => (
  { year: yearText(year), operator, low: numberText(operator === '<=' ? high ?? low : low ?? (operator === 'range' ? null : high)), high: operator === 'range' ? numberText(high) : '', text }
);

export function typedOf(fields: DraftFields): Typed {
  const rule = ruleText(fields.due_rule);
  return {
    title: fields.title, code: fields.code, citation: fields.citation, note: fields.note, about: fields.about, year: yearText(fields.year), unit: fields.unit,
    measure: fields.measure, direction: fields.direction, frequency: fields.frequency, level: fields.level, rollup: fields.rollup, levels: fields.levels.join('; '),
    definition: fields.definition, baseline: numberText(fields.baseline), baseline_on: dayText(fields.baseline_on), targets: fields.targets.map(typedTarget),
    product: fields.product, timing: fields.timing, start: dayText(fields.start), due: dayText(fields.due), agencies: fields.assignments.map((one) => ({ role: one.role, named: one.named, agency: one.agency, former: one.then })),
    who: fields.who, to: fields.to, due_day: rule.day, year_before: rule.isBefore, number: fields.number, source_kind: fields.source_kind, issued_on: dayText(fields.issued_on),
  };
}

export const blankTarget = (year: string): TypedTarget => ({ year, operator: '>=', low: '', high: '', text: '' });
export const blankAgency = (role: AssignmentRole): TypedAgency => ({ role, named: '', agency: '', former: '' });

const valueOf = (text: string): number | null => {
  const read = readNumber(text);
  return read.isRead ? read.value : null;
};
const isYear = (text: string): boolean => /^(19|20|21)\d\d$/.test(text.trim());

/** Ids of boxes, in the order in which they stand. */
export function wrongsIn(typed: Typed, kind: DraftKind, id: string): Wrong[] {
  const t = reviewWords().form.wrongs, found: Wrong[] = [];
  const want = (isFine: boolean, field: string, text: string) => { if (!isFine) found.push({ field: `${id}-${field}`, text }); };
  const day = (field: 'due' | 'start' | 'issued_on' | 'baseline_on') => want(typed[field].trim() === '' || readDate(typed[field]) !== null, field, t.day);
  want(typed.title.trim() !== '', 'title', t.title);
  if (kind === 'objective') want(typed.year.trim() === '' || isYear(typed.year), 'year', t.year);
  if (kind === 'indicator') {
    typed.targets.forEach((one, i) => {
      want(isYear(one.year), `targets-${i}-year`, t.year);
      if (one.operator !== 'text') want(valueOf(one.low) !== null, `targets-${i}-low`, t.value);
      if (one.operator === 'range') want(valueOf(one.high) !== null, `targets-${i}-high`, t.value);
    });
    want(typed.baseline.trim() === '' || valueOf(typed.baseline) !== null, 'baseline', t.value);
    day('baseline_on');
  }
  if (kind === 'task' || kind === 'indicator') typed.agencies.forEach((one, i) => want(one.named.trim() !== '' || one.agency !== '', `agencies-${i}-named`, t.named));
  if (kind === 'task') {
    day('start');
    day('due');
  }
  if (kind === 'duty') want(ruleOf(typed.due_day, typed.year_before) !== null, 'due_day', t.dayMonth);
  if (kind === 'basis') day('issued_on');
  return found;
}

function targetOf(one: TypedTarget): DraftTarget {
  const low = valueOf(one.low), base = { year: Number(one.year), operator: one.operator, text: '' };
  if (one.operator === 'text') return { ...base, low: null, high: null, text: one.text };
  if (one.operator === 'range') return { ...base, low, high: valueOf(one.high) };
  return one.operator === '<=' ? { ...base, low: null, high: low } : { ...base, low, high: null };
}

export const THEN = 'then' as const; // a linter takes an object with `then` for a promise

/** `names`: of agencies by their codes. */
function agencyOf(one: TypedAgency, was: readonly DraftAssignment[], names: ReadonlyMap<string, string>): DraftAssignment {
  const isSame = was.some((it) => it.named === one.named && it.agency === one.agency);
  return { role: one.role, named: one.named.trim() || (names.get(one.agency) ?? one.agency), agency: one.agency, [THEN]: isSame ? one.former : '' };
}

/** Call it when nothing is wrong. */
export function fieldsOf(typed: Typed, was: DraftFields, names: ReadonlyMap<string, string>): DraftFields {
  return {
    ...was,
    title: typed.title.trim(), code: typed.code.trim(), citation: typed.citation.trim(), note: typed.note.trim(), about: typed.about as SectionKind | '', year: Number(typed.year) || 0,
    unit: typed.unit.trim(), measure: typed.measure as DraftFields['measure'], direction: typed.direction as DraftFields['direction'], frequency: typed.frequency as DraftFields['frequency'],
    level: typed.level as DraftFields['level'], rollup: typed.rollup as DraftFields['rollup'], levels: typed.levels.split(';').map((one) => one.trim()).filter(Boolean), definition: typed.definition.trim(),
    baseline: valueOf(typed.baseline), baseline_on: readDate(typed.baseline_on), targets: typed.targets.map(targetOf), product: typed.product.trim(), timing: typed.timing as Timing | '',
    start: readDate(typed.start), due: readDate(typed.due), assignments: typed.agencies.map((one) => agencyOf(one, was.assignments, names)), who: typed.who, to: typed.to,
    due_rule: ruleOf(typed.due_day, typed.year_before) ?? was.due_rule, number: typed.number.trim(), source_kind: typed.source_kind as DraftFields['source_kind'], issued_on: readDate(typed.issued_on),
  };
}
