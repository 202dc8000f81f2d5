// What is typed into the form of money, and what is wrong with it.
// SPDX-License-Identifier: Apache-2.0
import type { BudgetLine, BudgetLineKind, Funding, MoneyForm, SpendingArea, SpendingPurpose } from '../../api/types';
import { signal } from '@preact/signals';
import { readNumber } from '../../lib/parse';
import type { Wrong } from '../../ui/error_summary';
import { moneyWords } from '../../words/vi/money';

export interface MoneyTyped {
  kind: BudgetLineKind;
  funding: Funding | '';
  purpose: SpendingPurpose | '';
  area: SpendingArea | '';
  planned: string;
  allocated: string;
  spent: string;
  amount: string;
  excess: string;
  source: string;
  note: string;
  reason: string;
}

export const STAGES = ['planned', 'allocated', 'spent'] as const;
export const FIELDS = ['kind', 'area', 'purpose', 'funding', 'planned', 'allocated', 'spent', 'amount', 'excess_reason', 'source', 'reason', 'note', 'evidence', 'subject', 'year'];

export const blankMoney = (kind: BudgetLineKind): MoneyTyped => ({ kind, funding: '', purpose: '', area: '', planned: '', allocated: '', spent: '', amount: '', excess: '', source: '', note: '', reason: '' });

/** null: nothing typed; NaN: it cannot be read. */
export function typedAmount(typed: string): number | null {
  const read = readNumber(typed);
  return read.isRead ? read.value : read.why === 'empty' ? null : NaN;
}

/** Typing writes numbers the Vietnamese way. */
const written = (amount: number | null): string => (amount === null ? '' : String(amount).replace('.', ','));

export const typedFrom = (line: BudgetLine): Partial<MoneyTyped> => ({
  kind: line.kind, funding: line.funding ?? '', purpose: line.purpose ?? '', area: line.area ?? '',
  planned: written(line.planned), allocated: written(line.allocated), spent: written(line.spent), amount: written(line.amount), excess: line.excess_reason, source: line.source,
});

/** A line that the reader wants to correct: the form takes it over. */
export const wantedLine = signal<BudgetLine | null>(null);

type Key = { kind: string; funding: string | null; purpose: string | null; area: string | null };
const isSame = (one: Key, typed: MoneyTyped): boolean =>
  one.kind === typed.kind && (typed.kind !== 'spending' || (one.funding === typed.funding && one.purpose === typed.purpose && one.area === typed.area));

export const heldFor = (form: MoneyForm, typed: MoneyTyped) => form.lines.find((one) => isSame(one, typed));
export const waitingFor = (form: MoneyForm, typed: MoneyTyped) => form.waiting.find((one) => isSame(one, typed));

export function isExcess(typed: MoneyTyped): boolean {
  const spent = typedAmount(typed.spent), allocated = typedAmount(typed.allocated);
  return spent !== null && allocated !== null && spent > allocated;
}

export function moneyWrongs(typed: MoneyTyped): Wrong[] {
  const t = moneyWords().enter.wrongs, wrongs: Wrong[] = [], isSpending = typed.kind === 'spending';
  if (isSpending) for (const field of ['area', 'purpose', 'funding'] as const) if (typed[field] === '') wrongs.push({ field, text: t.choose });
  const fields = isSpending ? STAGES : (['amount'] as const);
  for (const field of fields) if (Number.isNaN(typedAmount(typed[field]) ?? 0)) wrongs.push({ field, text: t.number });
  if (fields.every((field) => typedAmount(typed[field]) === null)) wrongs.push(isSpending ? { field: 'planned', text: t.stage } : { field: 'amount', text: t.amount });
  if ([...typed.source.trim()].length < 3) wrongs.push({ field: 'source', text: t.source });
  return wrongs;
}
