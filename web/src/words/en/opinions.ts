// English of the second opinion that a language model gives on a draft of the plan.
// SPDX-License-Identifier: Apache-2.0
import type { OpinionWords } from '../vi/opinions';
import { plural } from '../../lib/plural';

export const opinions: OpinionWords = {
  open: (n, count) => `Second opinion on ${plural(n, count, 'item', 'items')}`,
  title: (n, count) => `Ask a second machine about ${plural(n, count, 'item', 'items')} that the list shows and nobody has confirmed?`,
  goesOut: (model) => `The words of these items and the headings above them go to the language model ${model}.`,
  changesNothing: 'It gives opinions and changes nothing.',
  left: (n, count) => `${plural(n, count, 'question is', 'questions are')} left today, each of at most 20 items.`,
  go: 'Send and ask',
  stop: 'Stop',
  going: (done, all) => `Asking the second machine: ${done} of ${all} items…`,
  progress: 'Items that were asked about',
  heard: (n, count) => `The second machine gave its opinion on ${plural(n, count, 'item', 'items')}.`,
  away: 'It does not answer; the others were not asked about.',
  unusable: (n, count) => `Its answer about ${plural(n, count, 'item', 'items')} cannot be used.`,
  thrownAway: (n, count) => `${plural(n, count, 'statement that is', 'statements that are')} nowhere in the text: thrown away.`,
  seeDiffering: (n, count) => `See ${plural(n, count, 'item', 'items')} that it reads otherwise`,
  tagSame: 'Second machine agrees',
  tagDiffers: 'Second machine differs',
  readsSame: 'The second machine reads the same.',
  readsOtherwise: 'The second machine reads otherwise',
  nothing: 'nothing of a plan',
  members: { kind: 'Kind', assignments: 'Lead', due: 'Due', targets: 'Figure' },
  take: 'Take over',
  from: (model, who, when) => `Opinion of the model ${model}, for what it is worth; ${who} asked ${when}.`,
};
