// English of the page that ends mails.
// SPDX-License-Identifier: Apache-2.0
import type { UnsubscribeWords } from '../vi/unsubscribe';

export const unsubscribe: UnsubscribeWords = {
  title: 'Stop the mails',
  lead: 'No more notices will be mailed to the address that got this mail. They still stand on the notices page when you sign in.',
  go: 'Stop the mails',
  going: 'Saving…',
  done: 'No more notices will be mailed to you.',
  doneText: 'To get them again, sign in and choose how often on the notices page.',
  wishes: 'Choose how to be mailed',
  lost: 'It was not saved: check the network and press again.',
};
