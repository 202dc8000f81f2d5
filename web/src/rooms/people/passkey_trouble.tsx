// What keeps a passkey from being made or used: told as what happened and what to do, since nothing in a form is wrong.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import { useSignal, type ReadonlySignal } from '@preact/signals';
import { said, titleOf, type Answer, type Problem } from '../../api/client';
import { Notice } from '../../ui/notice';
import type { Submit } from '../../ui/submit';

export interface Trouble {
  problem: ReadonlySignal<Problem | null>;
  /** As Submit sends, nothing being wrong in the form. */
  send: <T>(ask: () => Promise<Answer<T>>) => Promise<T | null>;
}

export function useTrouble(submit: Submit): Trouble {
  const problem = useSignal<Problem | null>(null);
  return {
    problem,
    send: (ask) => {
      problem.value = null;
      return submit.send([], ask, (found) => {
        const isOfNoField = (found.errors ?? []).length === 0;
        if (isOfNoField) problem.value = found;
        return isOfNoField;
      });
    },
  };
}

export function TroubleNote({ trouble }: { trouble: Trouble }) {
  const problem = trouble.problem.value;
  return problem && <Notice tone="warn" icon={alert} title={titleOf(problem)} takesFocus><p>{said(problem)}</p></Notice>;
}
