// Handing something in to be checked: what figures and the progress of tasks have in common.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, type Problem } from '../../api/client';
import type { File, Submission } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { sendNow, type Sending as SendingOf } from '../../lib/outbox';
import type { Draft } from '../../ui/draft';
import type { Wrong } from '../../ui/error_summary';
import { SaveState, SendTrouble } from '../../ui/save_state';
import { useSubmit, type Submit } from '../../ui/submit';
import { formsWords } from '../../words/vi/forms';
import type { Passing } from '../documents/evidence_field';

const CONFLICTS = ['/problems/strategy/figure-changed', '/problems/strategy/figure-waiting'];

export interface HandIn {
  submit: Submit;
  /** Files on their way: nothing is sent before they are there. */
  passing: Signal<Passing[]>;
  /** Another is put in place of the one that waits. */
  isReplacing: Signal<boolean>;
  /** What stands in the way was met when sending: the focus goes there. */
  isNews: ReadonlySignal<boolean>;
  /** Goes at once, or waits on this computer until it can. */
  send: (wrongs: Wrong[], what: Sending) => Promise<void>;
}

export type Sending = SendingOf<'POST /strategy/figures' | 'POST /strategy/progress'>;

interface State {
  isBegun: boolean;
  waiting: Submission | null;
  /** What waits is what is typed here: the answer to an earlier sending was lost. */
  wasSent: boolean;
  sent: (one: Submission) => void;
}

export function useHandIn(fields: readonly string[], { isBegun, waiting, wasSent, sent }: State): HandIn {
  const submit = useSubmit(fields), passing = useSignal<Passing[]>([]), isReplacing = useSignal(isBegun), isNews = useSignal(false);
  useEffect(() => {
    if (waiting && wasSent) sent(waiting);
  }, [wasSent]);
  const isConflict = (problem: Problem): boolean => {
    if (!CONFLICTS.includes(problem.type)) return false;
    isNews.value = isReplacing.value = true;
    forgetLoaded();
    return true;
  };
  return {
    submit, passing, isReplacing, isNews,
    send: async (wrongs, what) => {
      const taken = await submit.send(wrongs, () => sendNow(what), isConflict);
      if (taken) sent(taken);
    },
  };
}

/** The end of a form: trouble, the button, and the state of what was typed, always in sight. */
export function SendBar<T>({ submit, draft, word }: { submit: Submit; draft: Draft<T>; word: string }) {
  const t = formsWords(), state = submit.state.value;
  return (
    <>
      <SendTrouble state={state} lostText={draft.isKept.value ? t.lostText : t.lostUnkept} />
      <div class="form-bar">
        <button type="submit" class="button" disabled={state === 'sending'}>{state === 'sending' ? t.sending : state === 'lost' || state === 'back' ? t.figure.sendAgain : word}</button>
        <SaveState submit={submit} draft={draft} />
      </div>
    </>
  );
}

export interface TakenBack {
  one: Submission;
  files: readonly File[];
}

export interface Rounds {
  /** Key of the form: a new round is a new form. */
  round: number;
  back: TakenBack | null;
  takenBack: (one: Submission) => void;
  /** Begins anew, without what was typed. */
  restart: () => void;
}

/** What was taken back begins the next round, so that it can be corrected. */
export function useRounds(): Rounds {
  const round = useSignal(0), back = useSignal<TakenBack | null>(null);
  const next = (begun: TakenBack | null) => {
    back.value = begun;
    round.value++;
  };
  return {
    round: round.value, back: back.value,
    restart: () => next(null),
    takenBack: (one) => {
      void call('GET /strategy/submissions/{id}', { id: one.id }).then((page) => {
        next({ one, files: page.isFine ? page.data.files : [] });
        forgetLoaded();
      });
    },
  };
}

/** Until the form is loaded anew, it still holds what was just taken back. */
export const withoutTakenBack = <F extends { waiting: Submission | null }>(form: F, back: TakenBack | null): F => (form.waiting && form.waiting.id === back?.one.id ? { ...form, waiting: null } : form);
