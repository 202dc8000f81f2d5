// English of the list of agencies.
// SPDX-License-Identifier: Apache-2.0
import type { AgenciesWords } from '../vi/agencies';

export const agencies: AgenciesWords = {
  title: 'Agencies',
  eyebrow: 'Who is accountable',
  behind: (n, total, count) => `${n} of ${total} agencies ${count === 1 ? 'has' : 'have'} indicators that are late or tasks that are overdue`,
  noneBehind: (total) => `None of ${total} agencies has anything late or overdue`,
  nothing: 'No agency has been given anything to do yet',
  lead: 'Each line is an agency that leads something in the documents that are loaded. Those with most that is late or overdue stand first; then what is at risk, without data, not reported.',
  nothingText: 'This list comes from the assignments in the documents. An administrator loads them with “banyan plan load”.',
  group: 'Kind of agency',
  groups: { provincial: 'Departments', vertical: 'Central branches', commune: 'Communes and wards', other: 'Associations and others' },
  kinds: {
    committee: 'Provincial People’s Committee', office: 'Office', department: 'Department', inspectorate: 'Inspectorate', board: 'Management board', unit: 'Subordinate unit', vertical: 'Branch of a central authority', media: 'Press',
    district: 'District People’s Committee', commune: 'Commune People’s Committee', steering: 'Steering committee', association: 'Association', school: 'School',
  },
  filter: 'Find by name',
  filterHint: 'Vietnamese marks may be left out',
  found: (n, total) => `${n} of ${total} agencies`,
  noneFound: 'No agency fits.',
  showAll: 'Clear the filter',
  caption: 'Agencies, with the number of indicators and tasks that they lead by status',
  agency: 'Agency',
  indicators: 'Indicators led',
  tasks: 'Tasks led',
  total: 'All',
  indicatorsOf: (n, count) => (count === 1 ? `${n} indicator` : `${n} indicators`),
  tasksOf: (n, count) => (count === 1 ? `${n} task` : `${n} tasks`),
  sort: 'Sort by',
  sorts: { worst: 'Most in need of attention', name: 'Name', indicators: 'Number of indicators', tasks: 'Number of tasks' },
  most: (status) => `Most: ${status}`,
  former: {
    title: 'Agencies that were merged or ended',
    text: 'They were in being when the documents were issued and are no more. Their successors answer for what was given to them.',
    agency: 'Former agency',
    ended: 'Ended',
    heirs: 'Who answers today',
    noHeir: 'No agency took over as a whole; the documents name none.',
    empty: 'Every agency that the documents give work to is still in being.',
  },
  idle: {
    title: 'Agencies that lead nothing yet',
    text: 'In the documents that are loaded. They may still support or monitor.',
  },
};
