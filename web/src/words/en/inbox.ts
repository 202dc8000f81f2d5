// English of the inbox.
// SPDX-License-Identifier: Apache-2.0
import type { InboxWords } from '../vi/inbox';

export const inbox: InboxWords = {
  title: 'My work',
  count: (n, count) => (count === 1 ? `${n} thing needs you` : `${n} things need you`),
  none: 'Nothing needs you right now',
  today: (weekday, day) => `${weekday}, ${day}`,
  filter: 'Filter by kind',
  detail: 'Open item',
  toList: 'Back to the list',
  verbs: { check: 'Check', returned: 'Correct and send again', figure: 'Enter figure', task: 'Report progress', duty: 'Do' },
  kinds: { check: 'To check', returned: 'Returned', figure: 'Figures', task: 'Tasks', duty: 'Regular reports' },
  groups: { overdue: 'Overdue', returned: 'Returned to be corrected', check: 'Waiting for your check', soon: 'Today and tomorrow', next: 'Next', open: 'Never reported' },
  openHint: 'The documents set no day for these tasks; your agency has not reported on them yet.',
  overdue: (days) => `${days} overdue`,
  todayWord: 'Today',
  tomorrow: 'Tomorrow',
  left: (days) => `${days} left`,
  waited: (days) => `Waiting ${days}`,
  sentToday: 'Sent today',
  returnedOn: (day) => `Returned ${day}`,
  sentBy: (person, agency) => `${person}, ${agency}`,
  reason: 'Why it was returned',
  draft: 'has a draft',
  more: (n) => `Show ${n} more`,
  duty: { title: 'Regular report', text: 'This is done on paper, outside this system. The agency’s page tells what, to whom and by when.', open: 'See the agency’s page', citation: 'Citation', due: 'Due', forYear: 'For the year' },
  waiting: {
    title: 'Waiting for others to check',
    none: 'Nothing of your agency waits to be checked.',
    sent: (person, day) => `${person} sent it on ${day}`,
  },
  drafts: {
    title: 'Other drafts on this machine',
    kept: (when) => `kept ${when}`,
    drop: 'Delete',
    dropOf: (title) => `Delete the draft: ${title}`,
  },
  nothing: {
    officer: 'All figures and tasks of your agency have been sent. New work appears here when its period comes.',
    coordinator: 'Nothing waits to be checked. What agencies send appears here.',
    other: 'Your role sees figures and what was handed in; officers enter and coordinators check.',
    progress: 'See the overall progress',
    sent: 'See what was handed in',
  },
  noneOfKind: 'Nothing of this kind.',
  showAll: 'Show all',
};
