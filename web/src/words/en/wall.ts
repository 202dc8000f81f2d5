// English of the wall of the operations room.
// SPDX-License-Identifier: Apache-2.0
import type { WallWords } from '../vi/wall';

export const wall: WallWords = {
  title: 'Wall screen',
  heading: (place) => `Digital transformation of ${place}`,
  cutOn: (day) => `Figures as of ${day}`,
  nextDue: (day) => `next due ${day}`,
  counts: 'Indicators by status',
  worst: (shown, total) => `the ${shown} most in need of attention of ${total} indicators`,
  all: (total) => `${total} indicators`,
  path: (value) => `Path ${value}`,
  target: (year, value) => `${year}: ${value}`,
  others: (name, n) => `${name} and ${n} more`,
  noOwner: 'The document names no agency',
  due: (day) => `due ${day}`,
  staleText: (period, days) => `No figure for ${period}, ${days} overdue`,
  map: (title) => `${title} by commune`,
  tasks: 'Tasks and what falls due',
  taskCounts: 'Tasks by status',
  overdueFor: (days) => `${days} overdue`,
  left: (days) => `${days} left`,
  leftToday: 'due today',
  noDue: 'Nothing is overdue or about to fall due.',
  live: (time) => `Updated at ${time}; refreshes every minute`,
  lost: (time) => `No connection. These are the figures of ${time}`,
  nothing: 'No plan has been loaded yet.',
  back: 'To the progress page',
  fullScreen: 'Full screen',
  now: 'Now',
};
