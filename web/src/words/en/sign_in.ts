// English of signing in and of changing one's password.
// SPDX-License-Identifier: Apache-2.0
import type { SignInWords } from '../vi/sign_in';

export const signIn: SignInWords = {
  title: 'Sign in',
  lead: 'For officials who enter and check figures. Seeing the progress needs no account.',
  username: 'User name',
  password: 'Password',
  show: 'Show the password',
  hide: 'Hide the password',
  caps: 'Caps Lock is on.',
  go: 'Sign in',
  going: 'Signing in…',
  usernameMissing: 'Type your user name.',
  passwordMissing: 'Type your password.',
  lost: 'Check the network and sign in again; what you typed is still there.',
  already: (name) => `You are signed in as ${name}.`,
  goOn: 'Continue',
  another: 'Signing in below with another account takes the place of this session.',
  back: 'After signing in you will return to the page you came from.',
  help: {
    title: 'Cannot get in?',
    typing: 'If the password has Vietnamese marks, switch the input method on first; “Show the password” lets you check.',
    forgot: 'Forgotten it? Ask your agency’s administrator to reset it.',
    shared: 'On a shared machine, sign out when you are done.',
  },
  change: {
    title: 'Change password',
    lead: 'All your other sessions end at once.',
    present: 'Present password',
    wanted: 'New password',
    wantedHint: 'Best is a long sentence that you remember: 12 letters or more, without your user name. Vietnamese marks are fine.',
    letters: (n) => `${n} letters`,
    presentMissing: 'Type the password that you use now.',
    wantedMissing: 'Type the new password.',
    go: 'Change password',
    going: 'Changing…',
    done: 'The password is changed.',
    doneText: 'Use the new one from now on. Your other sessions have ended; this one stays open.',
    lost: 'It may or may not have changed. Send again when there is a connection; if the present password is then called wrong, the new one holds already.',
  },
};
