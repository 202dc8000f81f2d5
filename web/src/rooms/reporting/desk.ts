// A report being written: saved by itself as a draft, kept here when the server cannot be reached, put to the rules while typing.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call, said, titleOf, type Problem } from '../../api/client';
import type { Remark, Report, ReportForm } from '../../api/types';
import { dropDraft, isDraftKept, keepDraft, readDraft } from '../../lib/drafts';
import { newName } from '../../lib/outbox';
import { me } from '../../lib/person';
import type { About } from '../../ui/draft';
import { bodyOf, typedAgain, typedFrom, type Typed } from './typed';

export type SaveState = 'nothing' | 'waiting' | 'saving' | 'saved' | 'lost' | 'refused' | 'stale' | 'signedOut';

interface Kept {
  about: About;
  values: { typed: Typed; revision: number };
}

export interface Desk {
  typed: ReadonlySignal<Typed>;
  state: ReadonlySignal<SaveState>;
  savedAt: ReadonlySignal<string | null>;
  remarks: ReadonlySignal<readonly Remark[]>;
  /** What is stored, when somebody else saved it meanwhile. */
  stored: ReadonlySignal<Report | null>;
  refusal: ReadonlySignal<string>;
  /** The browser may forbid storage. */
  isKept: ReadonlySignal<boolean>;
  revision: () => number;
  /** Under which name it goes: the one of its last saving, also when no answer came to that. */
  name: () => string;
  /** Keeps what is typed here, and saves nothing by itself until something is changed: it is sent whole. */
  rest: () => void;
  change: (next: (now: Typed) => Typed) => void;
  /** Saves what is not saved yet; false when it is not stored. */
  flush: () => Promise<boolean>;
  /** Asks the rules at once; null when they cannot be asked. */
  check: () => Promise<readonly Remark[] | null>;
  keepMine: () => void;
  takeTheirs: () => void;
}

const SAVE_PAUSE_MS = 1500, CHECK_PAUSE_MS = 600, AGAIN_MS = 8000, STALE = 409, SIGNED_OUT = 401;

/** How a report goes from here: saved and handed in as one thing. */
export const SENDING = 'POST /reporting/obligations/{id}/sending';

/** Of what is kept here and waits to be sent. */
export const reportKey = (id: string): string => `${me.value?.username ?? ''}/report/${id}`;
/** What was typed and kept here; null: nothing. */
export const keptOf = (id: string): Typed | null => readDraft<Kept>(reportKey(id))?.typed.values.typed ?? null;

const isLost = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500;

export function useDesk(form: ReportForm, about: About): Desk {
  const { id } = form.view.obligation, key = reportKey(id), known = useRef<Kept | null>(null), begun = useRef(false);
  if (!begun.current) known.current = readDraft<Kept>(key)?.typed ?? null;
  begun.current = true;
  const start = known.current?.values, typed = useSignal<Typed>(start ? typedAgain(form, start.typed) : typedFrom(form));
  const state = useSignal<SaveState>(start ? 'waiting' : form.report?.saved_at ? 'saved' : 'nothing'), savedAt = useSignal(form.report?.saved_at ?? null), remarks = useSignal<readonly Remark[]>([]);
  const stored = useSignal<Report | null>(null), refusal = useSignal(''), isKept = useSignal(isDraftKept()), revision = useRef(start?.revision ?? form.report?.revision ?? 0);
  const save = useRef(newName()), sent = useRef(-1), saveTimer = useRef(0), checkTimer = useRef(0), going = useRef<Promise<boolean> | null>(null), changes = useRef(0), checks = useRef(0), isGone = useRef(false);

  const keep = () => {
    void keepDraft<Kept>(key, { about, values: { typed: typed.value, revision: revision.current } }).then((at) => { isKept.value = at !== null; });
  };
  const tryLater = (pause: number) => { if (!isGone.current) saveTimer.current = window.setTimeout(() => void store(), pause); };
  const check = async () => {
    const asked = checks.current += 1;
    const answer = await call('POST /reporting/obligations/{id}/check', { id, save: newName(), revision: revision.current, ...bodyOf(form, typed.value) });
    if (answer.isFine && !isGone.current && asked === checks.current) remarks.value = answer.data.remarks; // an older answer may come later
    return answer.isFine ? answer.data.remarks : null;
  };
  const meet = async () => {
    const answer = await call('GET /reporting/obligations/{id}', { id });
    if (!answer.isFine || !answer.data.report) {
      state.value = 'lost';
      return;
    }
    if (answer.data.report.save === save.current) { // it was our own, whose answer got lost
      revision.current = answer.data.report.revision;
      state.value = 'waiting';
      tryLater(0);
      return;
    }
    stored.value = answer.data.report;
    state.value = 'stale';
  };
  const fail = async (problem: Problem) => {
    if (problem.status === STALE && problem.type.endsWith('/draft-stale')) return meet();
    state.value = problem.status === SIGNED_OUT ? 'signedOut' : isLost(problem) ? 'lost' : 'refused';
    refusal.value = state.value === 'refused' ? [titleOf(problem), ...(problem.errors?.map(said) ?? [said(problem)])].join(' ') : '';
    if (state.value === 'lost') tryLater(AGAIN_MS);
    return undefined;
  };
  const storeNow = async (): Promise<boolean> => {
    const told = changes.current, next = sent.current === told ? save.current : newName();
    state.value = 'saving';
    const answer = await call('POST /reporting/obligations/{id}/draft', { id, save: next, revision: revision.current, ...bodyOf(form, typed.value) });
    if (!answer.isFine) {
      if (answer.problem.status !== STALE) [save.current, sent.current] = [next, told]; // sent again it keeps its name
      await fail(answer.problem);
      return false;
    }
    [save.current, sent.current] = [next, -1];
    revision.current = answer.data.revision;
    savedAt.value = answer.data.saved_at;
    refusal.value = '';
    if (told !== changes.current) {
      state.value = 'waiting';
      keep();
      return storeNow();
    }
    dropDraft(key);
    state.value = 'saved';
    return true;
  };
  const store = (): Promise<boolean> => {
    window.clearTimeout(saveTimer.current);
    if (stored.value) return Promise.resolve(false);
    going.current ??= storeNow().finally(() => { going.current = null; });
    return going.current;
  };
  const later = () => {
    window.clearTimeout(saveTimer.current);
    window.clearTimeout(checkTimer.current);
    saveTimer.current = window.setTimeout(() => void store(), SAVE_PAUSE_MS);
    checkTimer.current = window.setTimeout(() => void check(), CHECK_PAUSE_MS);
  };
  useEffect(() => {
    if (start) later();
    else if (form.report) void check();
    const warn = (event: BeforeUnloadEvent) => { if (!isKept.value && state.value !== 'saved') event.preventDefault(); };
    addEventListener('beforeunload', warn);
    return () => {
      removeEventListener('beforeunload', warn);
      isGone.current = true;
      window.clearTimeout(saveTimer.current);
      window.clearTimeout(checkTimer.current);
    };
  }, []);
  return {
    typed, state, savedAt, remarks, stored, refusal, isKept, check,
    revision: () => revision.current,
    name: () => (sent.current === -1 || sent.current === changes.current ? save.current : newName()),
    rest: () => {
      window.clearTimeout(saveTimer.current);
      window.clearTimeout(checkTimer.current);
      keep();
    },
    change: (next) => {
      typed.value = next(typed.value);
      changes.current++;
      if (state.value !== 'stale' && state.value !== 'saving') state.value = 'waiting';
      keep();
      later();
    },
    flush: async () => {
      if (stored.value) return false;
      if (going.current) await going.current;
      return state.value === 'saved' && revision.current > 0 ? true : store();
    },
    keepMine: () => {
      revision.current = stored.value?.revision ?? revision.current;
      stored.value = null;
      void store();
    },
    takeTheirs: () => {
      if (!stored.value) return;
      typed.value = typedFrom(form, stored.value);
      revision.current = stored.value.revision;
      savedAt.value = stored.value.saved_at;
      stored.value = null;
      dropDraft(key);
      state.value = 'saved';
      void check();
    },
  };
}
