// English of the page about events of the data exchange that could not be delivered.
// SPDX-License-Identifier: Apache-2.0
import type { DeadLettersWords } from '../vi/dead_letters';

export const deadLetters: DeadLettersWords = {
  title: 'Undelivered events',
  lead: 'They were sent again and again, and not taken. They are kept until they are sent again, or somebody gives them up with a reason.',
  none: 'Every event was delivered.',
  count: (n, count) => (count === 1 ? `${n} event` : `${n} events`),
  room: 'Room',
  type: 'Event type',
  oldest: 'Oldest',
  stopped: 'The receiver has stopped',
  show: 'See each event',
  caption: 'Undelivered events, the oldest first',
  columns: { event: 'Event', at: 'Published', reason: 'Why', attempts: 'Tries', act: 'Act' },
  more: 'More',
  again: 'Send again',
  againAll: 'Send all again',
  againAsk: (n) => `Send ${n} events again? The receiver may get one twice.`,
  drop: 'Give up',
  dropAll: 'Give all up',
  reason: 'Why it is given up',
  reasonHint: 'At least 5 letters; it is kept, and noted in the ledger',
  missing: 'Type the reason.',
  discarded: 'Given up in the last 30 days',
  discardedBecause: (why) => `Given up because: ${why}`,
};
