// English of signing in elsewhere: the buttons, the way back, links with one's own account.
// SPDX-License-Identifier: Apache-2.0
import type { ProvidersWords } from '../vi/providers';

export const providers: ProvidersWords = {
  or: 'or',
  go: (place) => `Sign in with ${place}`,
  going: (place) => `Going to ${place}…`,
  back: {
    title: 'Back from the provider',
    working: 'Checking the proof of identity…',
    workingText: 'This takes a second or two. Keep this page open.',
    unknown: (place) => `${place} has confirmed who you are`,
    as: (name) => `The name there: ${name}.`,
    first: 'No account here is linked with this identity. If you have one, sign in with your password once to link it; from then on the password is not needed.',
    signIn: 'Sign in to link',
    makeTitle: 'Never had an account?',
    makeText: 'A citizen’s account will be made with the name above. This is not for officials.',
    make: 'Make a citizen’s account',
    making: 'Making it…',
    ask: (place) => `Link ${place} with this account?`,
    account: (name, username) => `Account: ${name} (${username}).`,
    means: (place) => `If you agree, whoever can sign in to ${place} with that identity can enter this account. You can remove the link at any time on the page My account.`,
    link: 'Agree and link',
    linking: 'Linking…',
    refuse: 'Do not link',
    over: 'No sign-in is waiting here: more than 10 minutes have passed, or it was finished in another window.',
    again: 'To the sign-in page',
    accountPage: 'To My account',
  },
  links: {
    title: 'Linked sign-ins',
    none: 'Not linked with any provider.',
    since: (day) => `Linked since ${day}.`,
    add: (place) => `Link an account of ${place}`,
    remove: 'Remove the link',
    removing: 'Removing…',
    removed: 'Removed. Sessions that began by this link have ended.',
    only: 'It cannot be removed while it is the only way to sign in: the account has neither a password nor a passkey.',
    confirm: 'Confirm that it is you before you add or remove a link.',
    confirmAt: (place) => `Confirm with ${place}`,
    lost: 'Check the network and try again.',
  },
};
