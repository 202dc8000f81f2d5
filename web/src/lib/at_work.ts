// What this browser keeps for the person at work, as one thing: opened with a page, cleared at sign-out and for the next person.
// SPDX-License-Identifier: Apache-2.0
import { dropCopies, keepCopy, readCopy, tidyCopies } from './copies';
import { dropDrafts, openDrafts } from './drafts';
import { first, keepCopiesBy } from './loaded';
import { openOutbox } from './outbox';
import { me } from './person';

const OWNER = 'banyan.owner';

/** Machines in commune offices are shared: what another person left goes, but for what he sent; that waits for him, unseen. */
async function claim(username: string): Promise<void> {
  try {
    const owner = localStorage.getItem(OWNER);
    if (owner === username) return;
    localStorage.setItem(OWNER, username);
    if (owner === null) return;
  } catch {
    /* without a name to compare nothing is trusted */
  }
  await Promise.all([dropDrafts(), dropCopies()]);
}

/** Once it is known who is at work; again when it turns out to be somebody else. */
export async function openFor(username: string): Promise<void> {
  await claim(username);
  await openOutbox();
  if (first?.answer.isFine) await keepCopy(first.url, first.answer.data);
  await tidyCopies();
}

/** Before the first drawing: forms begin with what was typed. */
export async function openKept(): Promise<void> {
  keepCopiesBy({ keep: keepCopy, read: readCopy });
  const username = me.peek()?.username;
  if (username !== undefined) await claim(username);
  await openDrafts();
}
