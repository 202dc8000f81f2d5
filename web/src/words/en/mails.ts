// English of the page about mails that did not go.
// SPDX-License-Identifier: Apache-2.0
import type { MailsWords } from '../vi/mails';

export const mails: MailsWords = {
  title: 'Mailed notices',
  lead: 'Which mails did not go, why, and who is mailed. The addresses themselves are not shown here.',
  off: 'This site sends no mails yet.',
  offText: 'Set mail.server, mail.from and site.address in banyan.conf.',
  counts: { waiting: 'Waiting', sent: 'Sent', failed: 'Failed' },
  troubled: 'Mails that did not go',
  noneTroubled: 'No mail is in trouble.',
  caption: 'Mails that did not go, newest first',
  columns: { made: 'Mail', state: 'State', said: 'The server said', act: 'What to do' },
  purposes: { notices: 'Notices', confirm: 'Code' },
  states: { waiting: 'Being tried', sent: 'Sent', refused: 'Refused', dead: 'Given up' },
  attempts: (n, count) => (count === 1 ? `tried ${n} time` : `tried ${n} times`),
  next: (when) => `next at ${when}`,
  again: 'Send again',
  againOf: (name) => `Send the mail of ${name} again`,
  sending: 'Sending…',
  done: 'The mail waits in line and goes at once.',
  gone: 'its reader has no address any more',
  readers: 'Who is mailed',
  noReaders: 'Nobody has confirmed an address yet.',
  readersCaption: 'Who is mailed, and how often',
  readerColumns: { name: 'Person', confirmed: 'Address', rhythm: 'How often', trouble: 'Last trouble' },
  confirmed: (day) => `confirmed on ${day}`,
  isWaiting: 'waits for its code',
  noTrouble: 'none',
  lost: 'Check the network and press again.',
};
