// English of what is kept of oneself, and who read it.
// SPDX-License-Identifier: Apache-2.0
import type { OwnDataWords } from '../vi/own_data';

export const ownData: OwnDataWords = {
  title: 'My data',
  lead: 'What is kept of you, and who looked at it.',
  kept: 'What is kept of you',
  keptText: 'If the name or position is wrong, ask an administrator to correct it.',
  reads: 'Who looked at my data',
  readsLead: (months) => `Each time somebody else opens your data on an administrator’s page it is written down and kept for ${months} months.`,
  readsEmpty: 'Nobody else has looked at your data yet.',
  more: 'Only the newest 200 are listed.',
  caption: 'When your data were looked at',
  columns: { when: 'When', who: 'Who', why: 'What for', where: 'Where' },
  routes: {
    'GET /people/accounts': 'List of accounts',
    'GET /people/accounts/{id}': 'Page of your account',
    'GET /people/who-may': 'Page “Who may do this?”',
  },
  events: 'What happened to the account',
  eventsLead: (months) => `Signing in, and changes of what you sign in with, kept for ${months} months. The public record holds a digest of each line and names nobody.`,
  eventsCaption: 'What happened to your account',
  eventColumns: { when: 'When', what: 'What', how: 'By', from: 'From' },
  kinds: {
    'people.signed_in': 'Signed in',
    'people.password_changed': 'Password changed',
    'people.factor_added': 'Second factor added',
    'people.factor_removed': 'Second factor removed',
    'people.recovery_codes_made': 'New recovery codes',
    'people.passkey_suspended': 'A copied passkey was suspended',
    'people.link_added': 'Another place to sign in was linked',
    'people.link_removed': 'A link was removed',
  },
  ways: { password: 'password', totp: 'authenticator', recovery: 'recovery code', passkey: 'passkey', all: 'all' },
  notYou: 'Something was not you? Change your password at once, then end the other sessions under “My account”.',
  ask: 'If the reason for a look is not clear: ask that person, or tell the province’s unit for the protection of personal data.',
};
