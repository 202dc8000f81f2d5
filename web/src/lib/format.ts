// Numbers, dates and periods as they are written in Vietnam (1.234,5; dd/mm/yyyy), or in English (en-GB).
// SPDX-License-Identifier: Apache-2.0
import { commonWords } from '../words/vi/common';
import { language } from './i18n';
import { readPeriod } from './period';

const ZONE = 'Asia/Ho_Chi_Minh';
export const NARROW = '\u202f', NO_BREAK = '\u00a0', MINUS = '\u2212';

const locale = () => (language.value === 'en' ? 'en-GB' : 'vi-VN');
const numberFormats = new Map<string, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

function made<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const found = kept.get(key);
  if (found !== undefined) return found;
  const fresh = make();
  kept.set(key, fresh);
  return fresh;
}

/** `most` decimals at most, `least` at least: columns of a table give both. */
export function number(value: number, most = 1, least = 0): string {
  const format = made(numberFormats, `${locale()} ${most} ${least}`, () => new Intl.NumberFormat(locale(), { maximumFractionDigits: most, minimumFractionDigits: least }));
  return format.format(value).replace(/^-0(?=$|[.,]0+$)/, '0').replace('-', MINUS);
}

export const signed = (value: number, most = 1): string => (value > 0 ? '+' : '') + number(value, most);

/** How many decimals numbers of this size need: 1,84 of 3; 41,2 of 100; 1.234 of 5.000. */
export function decimalsFor(size: number): number {
  const most = Math.abs(size);
  if (most <= 1) return 3;
  if (most <= 10) return 2;
  return most < 1000 ? 1 : 0;
}

/** A difference that is not nothing never reads 0. */
export function differenceDecimals(value: number, most: number): number {
  let decimals = most;
  while (decimals < 6 && value !== 0 && Math.abs(value) < 0.5 / 10 ** decimals) decimals++;
  return decimals;
}

export const isPercent = (unit: string): boolean => unit.startsWith('%');

/** `41,2 %`, `2,1 % GRDP`, `120 xã`: never broken between number and unit. */
export function amount(value: number, unit: string, most = 1): string {
  if (unit === '') return number(value, most);
  return number(value, most) + (isPercent(unit) ? NARROW : NO_BREAK) + unit.replaceAll(' ', NO_BREAK);
}

/** The size of a difference: of percentages in points. */
export function difference(value: number, unit: string, most = 1): string {
  const size = Math.abs(value);
  const text = number(size, differenceDecimals(size, most));
  return text + NO_BREAK + (isPercent(unit) ? commonWords().points : unit.replaceAll(' ', NO_BREAK));
}

export const share = (part: number): string => `${number(part * 100, 1)}${NARROW}%`;

/** Days come as 2026-10-31, moments as 2026-10-31T03:00:00Z: both are shown as the day in Vietnam. */
const moment = (text: string): Date => new Date(text.length === 10 ? `${text}T12:00:00+07:00` : text);
const dated = (key: string, fields: Intl.DateTimeFormatOptions) => (text: string): string =>
  made(dateFormats, `${locale()} ${key}`, () => new Intl.DateTimeFormat(locale(), { ...fields, timeZone: ZONE })).format(moment(text));

export const date = dated('day', { day: '2-digit', month: '2-digit', year: 'numeric' });
/** `31/10`: the locale's own short form has a hyphen. */
export const dayMonth = (text: string): string => date(text).slice(0, 5);
export const weekday = dated('weekday', { weekday: 'long' });
export const clock = dated('clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
export const dateTime = (text: string): string => commonWords().dateTime(date(text), clock(text));

const ROMAN = ['I', 'II', 'III', 'IV'];

/** `tháng 10/2026`, `quý III/2026`, `6 tháng đầu năm 2026`, `năm 2026`. */
export function period(text: string): string {
  const read = readPeriod(text), t = commonWords().periods;
  if (!read) return text;
  const year = String(read.year);
  if (read.kind === 'month') return t.month(String(read.part).padStart(2, '0'), year, t.months.split(' ')[read.part - 1] ?? '');
  if (read.kind === 'quarter') return t.quarter(ROMAN[read.part - 1] ?? '', String(read.part), year);
  if (read.kind === 'half') return read.part === 1 ? t.firstHalf(year) : t.secondHalf(year);
  return t.year(year);
}

/** For axes and narrow columns: `10/2026`, `Q3/2026`, `2026`. */
export function periodShort(text: string): string {
  const read = readPeriod(text);
  if (!read) return text;
  if (read.kind === 'month') return `${String(read.part).padStart(2, '0')}/${read.year}`;
  if (read.kind === 'quarter') return `${commonWords().periods.quarterLetter}${read.part}/${read.year}`;
  if (read.kind === 'half') return `${commonWords().periods.halfLetter}${read.part}/${read.year}`;
  return String(read.year);
}

const KB = 1024;
export function bytes(size: number): string {
  if (size < KB) return `${number(size, 0)}${NO_BREAK}B`;
  if (size < KB * KB) return `${number(size / KB, 0)}${NO_BREAK}KB`;
  return `${number(size / KB / KB, 1)}${NO_BREAK}MB`;
}

/** A list as it is read: `A, B và C`. */
export function listed(items: readonly string[]): string {
  if (items.length < 2) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${commonWords().and} ${items[items.length - 1]}`;
}
