// English of the search page.
// SPDX-License-Identifier: Apache-2.0
import type { SearchWords } from '../vi/search';

export const search: SearchWords = {
  title: 'Search',
  titleFor: (q) => `“${q}” – Search`,
  label: 'Words to find',
  hint: 'Indicators, tasks, objectives, documents, agencies or communes. Marks may be left out: “na hang” finds “Nà Hang”.',
  found: (n, total, q) => (total === 1 ? `1 result for “${q}”` : `${n} results for “${q}”`),
  foundMany: (shown, total, q) => `The closest ${shown} of ${total} results for “${q}”`,
  foundMost: (shown, total, q) => `The closest ${shown} results; there are ${total} or more for “${q}”`,
  narrow: 'Add a word to narrow it down.',
  kinds: { indicator: 'Indicators', task: 'Tasks', objective: 'Objectives', document: 'Documents', agency: 'Agencies', place: 'Communes' },
  formerly: 'until 01/07/2025 in',
  byKind: 'Filter by kind',
  moreTasks: 'Go on filtering in the list of tasks',
  empty: 'What are you looking for?',
  emptyText: 'Type a word or two above, or try:',
  samples: ['5G', 'digital skills', 'Department of Finance', 'data', 'Na Hang', '1539/QĐ-UBND'].join('; '),
  short: 'Too short to search for',
  shortText: 'Type at least two letters or digits.',
  long: 'Too long to search for',
  longText: 'Type no more than 100 characters.',
  none: (q) => `Nothing matches “${q}”`,
  noneText: 'All words must stand in one item. Use fewer words, or look for each alone:',
  noneOne: 'Check the spelling, or try another word.',
  browse: 'Or browse',
  browseText: {
    plan: 'Two documents, section by section',
    tasks: 'Who does what, by when, how far',
    agencies: 'What each agency answers for',
    map: 'Figures of each commune',
  },
};
