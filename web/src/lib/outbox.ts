// What was sent without a network: kept until the server has it, tried again by itself, never shown as done before.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { call, type Answer, type Input, type Output, type Problem } from '../api/client';
import { delayAfter, dueNow, outcomeOf, SENDING_PATIENCE_MS, type Waiting } from './outbox_rules';
import { dropDraft } from './drafts';
import { forgetLoaded } from './loaded';
import { me } from './person';
import { put, remove, takeAll } from './shelf';

/** What may be sent later: handing in, of which the server knows each by its name. */
export type Sendable = 'POST /strategy/figures' | 'POST /strategy/progress' | 'POST /reporting/obligations/{id}/sending';

/** A report is known by the name of its saving: it is saved and handed in as one thing. */
const named = (route: Sendable, input: object, key: string): Input<Sendable> =>
  ({ ...input, ...(route === 'POST /reporting/obligations/{id}/sending' ? { save: key } : { sending: key }) }) as Input<Sendable>;

export interface Outgoing extends Waiting {
  /** The name of the sending: sent twice it is one. */
  key: string;
  account: string;
  route: Sendable;
  input: Input<Sendable>;
  /** Of which draft it is, what to call it and where its form is. */
  draft: string;
  title: string;
  href: string;
  /** What was said, for people: `41,2 %`. */
  said: string;
  problem: Problem | null;
}

export const outgoing = signal<readonly Outgoing[]>([]);
/** The last that arrived, for the page that shows its form. */
export const arrived = signal<{ route: Sendable; draft: string; answer: Output<Sendable> } | null>(null);
/** What arrived of a draft after its page was told that it waits. */
export const arrivedOf = <R extends Sendable>(route: R, draft: string): Output<R> | null =>
  (arrived.value?.route === route && arrived.value.draft === draft ? (arrived.value.answer as Output<R>) : null);

/** The session is over: nothing is sent before somebody signs in. */
export const isSignedOut = signal(false);

const LOOK_EVERY_MS = 5_000, OWN_DAYS_MAX = 30, DAY_MS = 86_400_000;
const others = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('banyan.outbox');

/** Being sent by this page for the first time: their form is still open and tells. */
const inHand = new Set<string>();

const isMine = (one: Outgoing): boolean => one.account === me.peek()?.username;

async function readAgain(): Promise<boolean> {
  const all = await takeAll<Outgoing>('outbox');
  outgoing.value = (all ?? []).filter((one) => isMine(one) && !inHand.has(one.key)).sort((a, b) => a.at.localeCompare(b.at));
  return all !== null;
}

async function change(record: Outgoing): Promise<boolean> {
  const isKept = await put('outbox', record);
  await readAgain();
  others?.postMessage(null);
  return isKept;
}

/** Taken out: it arrived, or its sender wants it back. */
export async function takeOut(key: string): Promise<void> {
  await remove('outbox', key);
  await readAgain();
  others?.postMessage(null);
}

export const outgoingOf = (draft: string): Outgoing | null => outgoing.value.find((one) => one.draft === draft) ?? null;

export interface Sending<R extends Sendable = Sendable> extends Pick<Outgoing, 'draft' | 'title' | 'href' | 'said'> {
  route: R;
  input: Input<R>;
  /** Where it has a name already. */
  name?: string;
}

/** What an answer means for what waits. */
async function settle(one: Outgoing, answer: Answer<unknown>): Promise<void> {
  if (answer.isFine) return takeOut(one.key);
  const outcome = outcomeOf(answer.problem.status), tries = one.tries + 1, isLater = outcome === 'later' || outcome === 'signed_out';
  await change({ ...one, tries, state: isLater ? 'waiting' : outcome === 'conflict' ? 'conflict' : 'refused', next: Date.now() + delayAfter(tries), problem: isLater ? null : answer.problem });
}

async function attempt(one: Outgoing): Promise<Answer<Output<Sendable>>> {
  const answer = await call(one.route, one.input, SENDING_PATIENCE_MS);
  isSignedOut.value = !answer.isFine && outcomeOf(answer.problem.status) === 'signed_out';
  return answer;
}

/** Names what is sent, so that the server keeps it once. */
export const newName = (): string => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Sends at once what its sender looks at. Lost: it stays here and is tried again. Refused: it is his to mend, and stays in the form alone. */
export async function sendNow<R extends Sendable>({ name, ...sending }: Sending<R>): Promise<Answer<Output<R>>> {
  const key = name ?? newName();
  const former = outgoingOf(sending.draft), now = Date.now();
  if (former) await takeOut(former.key);
  const one: Outgoing = { ...sending, key, account: me.peek()?.username ?? '', input: named(sending.route, sending.input, key), at: new Date(now).toISOString(), state: 'waiting', tries: 0, next: now + SENDING_PATIENCE_MS * 2, problem: null };
  inHand.add(key);
  const isKept = await put('outbox', one), answer = (await attempt(one)) as Answer<Output<R>>, waits = isKept && !answer.isFine && outcomeOf(answer.problem.status) === 'later';
  if (!waits) await remove('outbox', key);
  inHand.delete(key);
  await (waits ? settle(one, answer) : readAgain());
  return answer;
}

let isSending = false, isWanted = false;

/** By one page at a time; where the browser has no locks, the server knows a second sending by its name. */
const alone = (what: () => Promise<void>): Promise<void> =>
  navigator.locks === undefined ? what() : navigator.locks.request('banyan.outbox', { ifAvailable: true }, (lock) => (lock ? what() : Promise.resolve()));

/** Nothing goes under another's name: who is signed in is asked first. */
async function isStillMe(): Promise<boolean> {
  const answer = await call('GET /people/me', {}, SENDING_PATIENCE_MS);
  isSignedOut.value = answer.isFine && answer.data.username === '';
  return answer.isFine && answer.data.username === me.peek()?.username && answer.data.stage === 'full';
}

async function postpone(items: readonly Outgoing[]): Promise<void> {
  for (const one of items) await change({ ...one, tries: one.tries + 1, next: Date.now() + delayAfter(one.tries + 1) });
}

async function sendAll(items: readonly Outgoing[]): Promise<void> {
  if (items.length === 0) return;
  if (!(await isStillMe())) {
    if (!isSignedOut.peek()) await postpone(items);
    return;
  }
  for (const one of items) {
    const answer = await attempt(one);
    await settle(one, answer);
    if (answer.isFine) {
      dropDraft(one.draft);
      arrived.value = { route: one.route, draft: one.draft, answer: answer.data };
    }
    if (!answer.isFine && outcomeOf(answer.problem.status) === 'signed_out') return;
    forgetLoaded(); // pages show what became of it, and what stands in its way
  }
}

/** `isAsked`: somebody wants it now, or the network says that it is back; else only what is due. Asked while a sending that began without a
 *  network still waits for its answer, it is done once more behind that. */
export async function drain(isAsked = false): Promise<void> {
  isWanted ||= isAsked;
  if (isSending || !me.peek()) return;
  isSending = true;
  try {
    do {
      const until = isWanted ? Number.POSITIVE_INFINITY : Date.now();
      isWanted = false;
      await alone(async () => {
        await readAgain();
        await sendAll(dueNow(outgoing.peek(), until));
      });
    } while (isWanted);
  } finally {
    isSending = false;
  }
}

/** Of a person who did not come back for a month, nothing stays. */
async function tidy(): Promise<void> {
  for (const one of (await takeAll<Outgoing>('outbox')) ?? []) {
    if (!isMine(one) && Date.now() - Date.parse(one.at) > OWN_DAYS_MAX * DAY_MS) await remove('outbox', one.key);
  }
}

/** From now on, while a page of the staff is open. */
export async function openOutbox(): Promise<void> {
  await readAgain();
  await tidy();
  others?.addEventListener('message', () => void readAgain());
  addEventListener('online', () => void drain(true));
  document.addEventListener('visibilitychange', () => { if (!document.hidden) void drain(); });
  setInterval(() => void drain(), LOOK_EVERY_MS);
  void drain(true);
}
