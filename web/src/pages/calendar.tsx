// The calendar of working days: a year in twelve months, and its days off in a list with their legal bases.
// SPDX-License-Identifier: Apache-2.0
import before from 'icon:arrow-left';
import after from 'icon:arrow-right';
import info from 'icon:info';
import type { CalendarDay, CalendarYear, DayKind } from '../api/types';
import { date, dayMonth, number, weekday } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { ProblemBody } from '../ui/problem';
import { Numbered, Vi } from '../ui/text';
import { calendarWords } from '../words/vi/calendar';
import { commonWords } from '../words/vi/common';

const DAY_MS = 864e5, WEEK = 7, MONTHS = Array.from({ length: 12 }, (_, i) => i + 1);
const YEAR_FIRST = 2000, YEAR_LAST = 2100; // as the API has them
const KINDS: readonly DayKind[] = ['holiday', 'substitute', 'swapped_off', 'swapped_work', 'weekly_rest'];

const nameOf = (day: CalendarDay): string => (language.value === 'en' && day.name_en) || day.name;
const iso = (at: number): string => new Date(at).toISOString().slice(0, 10);

interface Cell {
  day: string;
  of: CalendarDay | undefined;
}

/** Weeks of a month, from Monday; null where another month's days would stand. */
function weeksOf(year: number, month: number, known: ReadonlyMap<string, CalendarDay>): (Cell | null)[][] {
  const first = Date.UTC(year, month - 1, 1), count = new Date(Date.UTC(year, month, 0)).getUTCDate(), blanks = (new Date(first).getUTCDay() + 6) % WEEK;
  const cells: (Cell | null)[] = [...Array.from({ length: blanks }, () => null), ...Array.from({ length: count }, (_, i) => {
    const day = iso(first + i * DAY_MS);
    return { day, of: known.get(day) };
  })];
  return Array.from({ length: Math.ceil(cells.length / WEEK) }, (_, i) => [...cells.slice(i * WEEK, (i + 1) * WEEK), ...Array.from({ length: WEEK }, () => null)].slice(0, WEEK));
}

/** What the eye sees by shape and colour, in words. */
function Day({ cell: { day, of }, today }: { cell: Cell; today: string }) {
  const t = calendarWords(), isToday = day === today, isExpected = of?.status === 'expected';
  const words = [of && of.kind !== 'weekly_rest' ? `${t.kinds[of.kind]}: ${nameOf(of)}` : '', isExpected ? t.expected : '', isToday ? t.today : ''].filter(Boolean);
  return (
    <td class={[of ? `is-${of.kind}` : '', isExpected ? 'is-expected' : '', isToday ? 'is-today' : ''].filter(Boolean).join(' ') || undefined}>
      <span class="day">{Number(day.slice(8))}{words.length > 0 && <span class="unseen"> {words.join(', ')}</span>}</span>
    </td>
  );
}

function Month({ month, page, known }: { month: number; page: CalendarYear; known: ReadonlyMap<string, CalendarDay> }) {
  const t = calendarWords(), heads = t.weekdays.split(' '), name = commonWords().periods.months.split(' ')[month - 1] ?? '';
  return (
    <table class="month">
      <caption>{t.month(String(month), name)}</caption>
      <thead><tr>{heads.map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>
        {weeksOf(page.year, month, known).map((week, i) => <tr key={i}>{week.map((cell, j) => (cell ? <Day key={cell.day} cell={cell} today={page.today} /> : <td key={j} class="is-blank" />))}</tr>)}
      </tbody>
    </table>
  );
}

function Legend() {
  const t = calendarWords();
  return (
    <ul class="calendar-legend" aria-label={t.legend}>
      {KINDS.map((kind) => <li key={kind}><span class={`month-key is-${kind}`} aria-hidden="true"><span class="day">1</span></span>{t.kinds[kind]}</li>)}
      <li><span class="month-key is-holiday is-expected" aria-hidden="true"><span class="day">1</span></span>{t.statuses.expected}</li>
    </ul>
  );
}

/** Neighbouring days of one name stand in one line. */
function spansOf(days: readonly CalendarDay[]): CalendarDay[][] {
  const spans: CalendarDay[][] = [];
  for (const day of days.filter((one) => one.kind !== 'weekly_rest')) {
    const last = spans.at(-1)?.at(-1);
    const goesOn = last && Date.parse(day.day) - Date.parse(last.day) === DAY_MS && last.name === day.name && last.kind === day.kind && last.status === day.status;
    if (goesOn) spans.at(-1)?.push(day);
    else spans.push([day]);
  }
  return spans;
}

function Line({ span }: { span: readonly CalendarDay[] }) {
  const t = calendarWords(), [first] = span, last = span.at(-1);
  if (!first || !last) return null;
  return (
    <tr>
      <th scope="row">{span.length === 1 ? date(first.day) : t.span(dayMonth(first.day), date(last.day))}<small>{span.length === 1 ? weekday(first.day) : commonWords().days(number(span.length, 0), span.length)}</small></th>
      <td><b>{language.value === 'en' && first.name_en ? first.name_en : <Vi>{first.name}</Vi>}</b></td>
      <td><span class="off-kind"><span class={`month-key is-${first.kind}${first.status === 'expected' ? ' is-expected' : ''}`} aria-hidden="true"><span class="day">{Number(first.day.slice(8))}</span></span>{t.kinds[first.kind]}</span></td>
      <td>{t.statuses[first.status]}</td>
      <td class="off-source"><Numbered>{first.source}</Numbered></td>
    </tr>
  );
}

function List({ page }: { page: CalendarYear }) {
  const t = calendarWords(), spans = spansOf(page.days);
  if (spans.length === 0) return null;
  return (
    <section class="off-days" aria-labelledby="off-days">
      <h2 id="off-days">{t.list}</h2>
      <table>
        <thead><tr>{Object.values(t.heads).map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
        <tbody>{spans.map((span) => <Line key={span[0]?.day} span={span} />)}</tbody>
      </table>
    </section>
  );
}

function Years({ year }: { year: number }) {
  const t = calendarWords(), link = (to: number) => to >= YEAR_FIRST && to <= YEAR_LAST;
  return (
    <nav class="year-nav buttons" aria-label={t.years}>
      {link(year - 1) && <a class="button is-quiet" href={`/lich/${year - 1}`}><Icon of={before} size={18} />{t.year(String(year - 1))}</a>}
      {link(year + 1) && <a class="button is-quiet" href={`/lich/${year + 1}`}>{t.year(String(year + 1))}<Icon of={after} size={18} /></a>}
    </nav>
  );
}

function Whole({ page }: { page: CalendarYear }) {
  const t = calendarWords(), known = new Map(page.days.map((one) => [one.day, one]));
  const off = page.days.filter((one) => one.is_off && one.kind !== 'weekly_rest' && ![0, 6].includes(new Date(one.day).getUTCDay())).length;
  return (
    <div class="within calendar-page">
      <header class="page-head">
        <p class="eyebrow">{t.eyebrow}</p>
        <h1>{t.titleOf(String(page.year))}</h1>
        <p class="lead">{page.is_loaded && `${t.lead(number(page.working_days, 0), number(off, 0))} `}{page.shifts_deadlines ? t.shifts : t.stays}</p>
        {!page.is_loaded && <Notice tone="warn" icon={info} title={t.emptyTitle}><p>{t.empty}</p></Notice>}
        <Years year={page.year} />
      </header>
      <Legend />
      <section class="months" aria-label={t.months}>{MONTHS.map((month) => <Month key={month} month={month} page={page} known={known} />)}</section>
      <List page={page} />
    </div>
  );
}

/** Without a year: the one that is now. */
export function CalendarPage({ year }: { year: string }) {
  const t = calendarWords(), { data: page, problem } = useLoaded('GET /calendar/{year}', { year: Number(year) || new Date().getFullYear() });
  return (
    <Frame here="other" title={page ? t.titleOf(String(page.year)) : t.title}>
      {page ? <Whole page={page} /> : problem ? <ProblemBody problem={problem} /> : <div class="within calendar-page"><header class="page-head"><h1>{t.title}</h1><p class="quiet">{commonWords().loading}</p></header></div>}
    </Frame>
  );
}
