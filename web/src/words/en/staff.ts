// English of the staff side.
// SPDX-License-Identifier: Apache-2.0
import type { StaffWords } from '../vi/staff';

export const staff: StaffWords = {
  label: 'Workplace',
  nav: { reports: 'Reports', work: 'My work', check: 'Check entries', sent: 'What we sent', agency: 'My agency', accounts: 'Accounts', rights: 'Who may do what', exchange: 'Data exchange', traffic: 'Exchange at work', filling: 'Self-filling figures', machines: 'Connected systems', consolidation: 'Consolidation', notices: 'Notices', mails: 'Mailed notices', annual: 'Annual plans', amendments: 'Amendments', drafting: 'From documents', delegations: 'Delegations', money: 'Money', scores: 'Scoring', public: 'Public pages', more: 'More' },
  shortNav: { reports: 'Reports', work: 'Work', check: 'Check', sent: 'Sent', agency: 'Agency', accounts: 'Accounts', rights: 'Rights', exchange: 'Exchange', traffic: 'Traffic', filling: 'Self-filling', machines: 'Systems', consolidation: 'Consolidate', notices: 'Notices', mails: 'Mails', annual: 'Annual plans', amendments: 'Amendments', drafting: 'Documents', delegations: 'Delegated', money: 'Money', scores: 'Scoring', public: 'Public', more: 'More' },
  needs: (n, count) => (count === 1 ? `${n} thing needs you` : `${n} things need you`),
  roles: { citizen: 'Citizen', officer: 'Officer', head: 'Head of agency', coordinator: 'Coordinator', leader: 'Provincial leader', administrator: 'Administrator' },
  sampleAccount: 'Sample account',
  ownAccount: 'My account',
  ownData: 'My data',
  actingFor: (name) => `delegated by ${name}`,
  signOut: 'Sign out',
  signingOut: 'Signing out…',
  signOutDrafts: (n, count) => (count === 1 ? `${n} unsent draft on this machine will be deleted.` : `${n} unsent drafts on this machine will be deleted.`),
  signOutAnyway: 'Delete and sign out',
  stay: 'Stay',
  signOutLost: 'Could not sign out: the server does not answer. Your session is still open on this machine.',
  back: 'My work',
  sessionOver: {
    title: 'Your session has ended.',
    text: 'What you typed is kept on this machine. Sign in again and you will come back to this very page.',
    again: 'Sign in again',
  },
  forbidden: {
    needs: (roles) => `This page is for: ${roles}.`,
    needsLead: 'Only officers or heads of the agency that answers for this may enter it.',
    othersEntry: 'Another agency sent this: only that agency and coordinators may see it.',
    leads: 'Agency in charge',
    yours: 'Your role',
    noRole: 'none has been given to you',
    ask: 'If this is your work, ask an administrator for the role.',
    seeIndicator: 'See this indicator',
    seeTask: 'See this task',
  },
};
