// Sending a form: what was refused goes to its fields, what got lost may be sent again, and the server is looked for meanwhile.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, said, titleOf, type Answer, type Problem } from '../api/client';
import type { Wrong } from './error_summary';

/** back: it got lost, and the server answers again. */
export type SendState = 'still' | 'sending' | 'lost' | 'back' | 'refused' | 'signed_out';

export interface Submit {
  state: ReadonlySignal<SendState>;
  wrongs: ReadonlySignal<Wrong[]>;
  attempt: ReadonlySignal<number>;
  /** Sends unless something is wrong already; null when it was not taken. */
  send: <T>(wrongs: Wrong[], ask: () => Promise<Answer<T>>, otherwise?: (problem: Problem) => boolean) => Promise<T | null>;
  clear: () => void;
}

const LOOK_EVERY_MS = 8000;

/** Faults name their place by a JSON pointer: `/value`, `/evidence/0`; a row of a list may have boxes of its own, `tasks-0-due`. */
function wrongsOf(problem: Problem, fields: readonly string[]): Wrong[] {
  const faults = problem.errors ?? [];
  if (faults.length === 0) return [{ field: '', text: `${titleOf(problem)} ${said(problem)}` }];
  const found = faults.map((fault) => {
    const place = (fault.pointer ?? '').split('/').slice(1), [name = ''] = place, box = place.join('-');
    return { field: fields.includes(box) ? box : fields.includes(name) ? name : '', text: said(fault) };
  });
  return found.sort((a, b) => fields.indexOf(a.field) - fields.indexOf(b.field)); // as they stand on the page
}

const isLost = (problem: Problem): boolean => problem.status === 0 || problem.status >= 500;

export function useSubmit(fields: readonly string[]): Submit {
  const state = useSignal<SendState>('still'), wrongs = useSignal<Wrong[]>([]), attempt = useSignal(0);
  useEffect(() => {
    if (state.value !== 'lost') return;
    const look = async () => {
      const answer = await call('GET /people/me', {});
      if (answer.isFine && state.peek() === 'lost') state.value = answer.data.username === '' ? 'signed_out' : 'back';
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS);
    addEventListener('online', look);
    return () => {
      clearInterval(timer);
      removeEventListener('online', look);
    };
  }, [state.value]);
  const refuse = (found: Wrong[]) => {
    wrongs.value = found;
    attempt.value++;
    state.value = 'refused';
  };
  return {
    state, wrongs, attempt,
    clear: () => {
      wrongs.value = [];
      state.value = 'still';
    },
    send: async (found, ask, otherwise = () => false) => {
      if (state.value === 'sending') return null;
      if (found.length > 0) {
        refuse(found);
        return null;
      }
      wrongs.value = [];
      state.value = 'sending';
      const answer = await ask();
      if (answer.isFine) {
        state.value = 'still';
        return answer.data;
      }
      const { problem } = answer;
      if (problem.status === 401) state.value = 'signed_out';
      else if (isLost(problem)) state.value = 'lost';
      else if (otherwise(problem)) state.value = 'still';
      else refuse(wrongsOf(problem, fields));
      return null;
    },
  };
}
