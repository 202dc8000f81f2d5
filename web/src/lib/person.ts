// Who is signed in here, as far as this browser knows; strangers cost no request.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { call } from '../api/client';
import type { Me } from '../api/types';
import { clearAll } from './shelf';

const KEPT = 'banyan.me';

/** null: nobody is signed in, as far as is known. */
export const me = signal<Me | null>(readKept());

/** The session's cookie is hidden from scripts: what was known of the person tells whether asking is worth a request. */
function readKept(): Me | null {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? 'null') as Me | null;
  } catch {
    return null;
  }
}

export function keepMe(person: Me | null): void {
  me.value = person;
  store(person);
}

function store(person: Me | null): void {
  try {
    if (person) localStorage.setItem(KEPT, JSON.stringify(person));
    else localStorage.removeItem(KEPT);
  } catch {
    /* the next page asks again */
  }
}

export const may = (permission: string): boolean => me.value?.permissions.includes(permission) ?? false;

/** Asks the server; keeps what was known when there is no answer. */
export async function refreshMe(): Promise<void> {
  const answer = await call('GET /people/me', {});
  if (answer.isFine) keepMe(answer.data.stage === 'full' ? answer.data : null);
}

/** What this browser keeps goes too: machines in commune offices are shared. false: the server did not hear of it, so the session is still open. */
export async function signOut(): Promise<boolean> {
  const answer = await call('POST /people/sign-out', {});
  if (!answer.isFine && answer.problem.status !== 401) return false;
  await clearAll();
  store(null); // the page that is being left stays as it is: as a stranger's it would lead to the sign-in instead
  location.assign('/');
  return true;
}
