// Reads what people type: numbers and dates the Vietnamese way.
// SPDX-License-Identifier: Apache-2.0

const DECIMALS_MAX = 6; // the server keeps millionths
const DIGITS_MAX = 15; // more and a number of JavaScript is another one than was typed

export type NumberRead =
  | { isRead: true; value: number }
  | { isRead: false; why: 'empty' | 'dot' | 'decimals' | 'digits' | 'letters' };

/** Zeros at either end do not count. */
const countingDigits = (text: string): number => text.replace(/\D/g, '').replace(/^0+|0+$/g, '').length;

/** `1.234,5` is 1234.5 and `1.500` is 1500; `1.5` is refused, since it may mean either. */
export function readNumber(typed: string): NumberRead {
  const text = typed.normalize('NFC').replace(/[\s\u00a0\u202f\u2009]/g, '').replace(/%$/, '').replace('−', '-');
  if (text === '') return { isRead: false, why: 'empty' };
  if (/^-?\d+\.\d+$/.test(text) && !/^-?\d{1,3}(\.\d{3})+$/.test(text)) return { isRead: false, why: 'dot' };
  if (!/^-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?$/.test(text)) return { isRead: false, why: 'letters' };
  if ((text.split(',')[1] ?? '').length > DECIMALS_MAX) return { isRead: false, why: 'decimals' };
  if (countingDigits(text) > DIGITS_MAX) return { isRead: false, why: 'digits' };
  return { isRead: true, value: Number(text.replaceAll('.', '').replace(',', '.')) };
}

/** `3/2/2026` is 2026-02-03; null for a day that does not exist. */
export function readDate(typed: string): string | null {
  const found = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(typed.trim());
  if (!found) return null;
  const [day, month, year] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const date = new Date(Date.UTC(year, month - 1, day)); // it takes years below 100 for those of the last century
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}
