// English of the calendar of working days.
// SPDX-License-Identifier: Apache-2.0
import type { CalendarWords } from '../vi/calendar';

export const calendar: CalendarWords = {
  title: 'Working days',
  titleOf: (year) => `Working days of ${year}`,
  eyebrow: 'Days worked and days off',
  lead: (working, off) => `${working} working days; ${off} holidays, substitutes and days off in exchange from Monday to Friday.`,
  shifts: 'What is due on a day off may be done until the end of the next working day.',
  stays: 'This installation does not move what is due on a day off.',
  emptyTitle: 'No holidays are loaded yet',
  empty: 'Only Saturdays and Sundays are known. An administrator loads holidays and the decisions of each year with “banyan calendar load”.',
  years: 'Choose a year',
  year: (year) => `Year ${year}`,
  months: 'Twelve months',
  month: (_month, name) => name,
  weekdays: 'Mo Tu We Th Fr Sa Su',
  legend: 'Key',
  kinds: { weekly_rest: 'Weekly rest', holiday: 'Holiday', substitute: 'Substitute rest', swapped_off: 'Off in exchange', swapped_work: 'Worked in exchange' },
  statuses: { decided: 'Decided', by_law: 'By law', reported: 'From a secondary source', expected: 'Expected, not decided yet' },
  expected: 'expected',
  today: 'today',
  list: 'Days off and days worked in exchange',
  heads: { day: 'Day', name: 'Name', kind: 'Kind', status: 'How certain', source: 'Legal basis' },
  span: (from, to) => `${from} – ${to}`,
};
