// Amounts of money as people read them: million đồng up to a billion, then billion.
// SPDX-License-Identifier: Apache-2.0
import type { BudgetLine } from '../../api/types';
import { number } from '../../lib/format';
import { moneyWords } from '../../words/vi/money';

const NO_BREAK = '\u00a0', NARROW = '\u202f', BILLION = 1000;

/** `1.234,5 tỷ đồng`, `450 triệu đồng`; a dash for what is not known. */
export function money(million: number | null): string {
  const t = moneyWords();
  if (million === null) return '–';
  return Math.abs(million) >= BILLION ? `${number(million / BILLION, 2)}${NO_BREAK}${t.billion}` : `${number(million, 2)}${NO_BREAK}${t.million}`;
}

/** Columns of a table have their unit in the head. */
export const plain = (million: number | null): string => (million === null ? '–' : number(million, million % 1 === 0 ? 0 : 2));

export const percent = (value: number | null, most = 2): string => (value === null ? '–' : `${number(value, most)}${NARROW}%`);

type Key = Pick<BudgetLine, 'kind' | 'area' | 'purpose' | 'funding'>;

/** `Chuyển đổi số, thường xuyên, ngân sách tỉnh`. */
export function lineName({ kind, area, purpose, funding }: Key): string {
  const t = moneyWords();
  if (kind !== 'spending' || !area || !purpose || !funding) return t.kinds[kind];
  return `${t.areas[area]} · ${t.purposes[purpose]} · ${t.fundings[funding]}`;
}
