// English of working without a network.
// SPDX-License-Identifier: Apache-2.0
import type { OfflineWords } from '../vi/offline';

export const offline: OfflineWords = {
  title: 'Could not be sent yet',
  hint: 'Kept on this computer, seen by nobody else. It goes by itself when there is a network; signing out deletes it.',
  since: (when) => `sent off on ${when}`,
  sendNow: 'Send now',
  bar: {
    copy: (when) => `The server does not answer: this page is a copy kept here, of ${when}.`,
    waiting: (n, count) => (count === 1 ? `${n} thing not sent yet, kept on this computer` : `${n} things not sent yet, kept on this computer`),
    refused: (n, count) => (count === 1 ? `${n} thing was not taken by the server: look at it` : `${n} things were not taken by the server: look at them`),
  },
  states: {
    waiting: (time) => `Not sent; tried again at ${time}`,
    signedOut: 'Not sent; sign in again to send it',
    refused: 'Not taken by the server: open the form to mend it',
    conflict: 'Another was sent or saved first: open it to see both',
  },
  queued: {
    title: 'Could not be sent yet, kept on this computer',
    text: 'This page tries again when there is a network, and at the time below; you may close it or do something else. It counts as sent only when the page says that the server has recorded it.',
    signedOut: 'Your session is over. Sign in again and it goes by itself, nothing has to be typed anew.',
    edit: 'Change it before it goes',
  },
  refusedTitle: 'The server did not take this. Mend it and send it again.',
  conflictTitle: 'While you had no network, this changed.',
  sides: {
    caption: 'The two side by side',
    mine: 'Yours',
    theirs: 'The other',
    value: 'Value',
    source: 'Source',
    reason: 'Reason for the correction',
    note: 'Note',
    product: 'Product',
    who: 'Who, when',
    you: 'You, not sent yet',
    recorded: (revision, when) => `On record, revision ${revision}, ${when}`,
    waiting: (person, when) => `${person}, waiting to be checked, sent ${when}`,
    takeTheirs: 'Drop mine',
    keepBoth: 'Send mine, put the other into the note',
    see: 'See the other',
    noted: (value, who) => `Another version of this: ${value} (${who}).`,
  },
};
