// Data of the API for a component: the server's first answer where it fits, else fetched; what was seen is kept for going back.
// SPDX-License-Identifier: Apache-2.0
import { signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call, urlOf, type Answer, type GetRoute, type Input, type Output, type Problem } from '../api/client';
import { readFirst } from './first';

interface Keeper {
  keep: (url: string, data: unknown) => Promise<void>;
  read: (url: string) => Promise<{ at: string; data: unknown } | null>;
}

/** The staff's pages keep copies of what they show; public ones keep none. */
let keeper: Keeper | null = null;
export const keepCopiesBy = (one: Keeper): void => {
  keeper = one;
};

const COPY_AFTER_MS = 4_000, BAD_GATEWAY = 502;

/** Which of what is shown are copies, and of when: nobody else's answer came. */
export const shownCopies = signal<Readonly<Record<string, string>>>({});

const kept = new Map<string, Answer<unknown>>();
export const first = readFirst();
if (first) kept.set(first.url, first.answer);

/** Raised when something was changed on the server, or is to be tried again: what is on the page is asked for anew. */
const round = signal(0);
export function forgetLoaded(): void {
  kept.clear();
  round.value++;
}

function forgetShownCopy(url: string): void {
  const { [url]: gone, ...rest } = shownCopies.peek();
  if (gone !== undefined) shownCopies.value = rest;
}

export interface Loaded<T> {
  data: T | null;
  problem: Problem | null;
  isLoading: boolean;
}

interface Shown {
  url: string;
  answer: Answer<unknown>;
}

/** `input` null: nothing is asked for yet. While the next answer is on its way, the last one stays. */
export function useLoaded<R extends GetRoute>(route: R, input: Input<R> | null): Loaded<Output<R>> {
  const url = input === null ? '' : urlOf(route, input);
  const shown = useRef<Shown | null>(null), arrivals = useSignal(0);
  const known = kept.get(url);
  if (known) shown.current = { url, answer: known };
  useEffect(() => {
    if (input === null) return;
    const arrived = kept.get(url); // asked for by what stood here before, and answered after this was drawn
    if (arrived) {
      if (shown.current?.answer !== arrived) {
        shown.current = { url, answer: arrived };
        arrivals.value++;
      }
      return;
    }
    let isWanted = true, isAnswered = false;
    const show = (answer: Answer<unknown>) => {
      if (!isWanted) return;
      shown.current = { url, answer };
      arrivals.value++;
    };
    const showCopy = async (): Promise<boolean> => {
      const copy = (await keeper?.read(url)) ?? null;
      if (copy === null || isAnswered) return copy !== null;
      shownCopies.value = { ...shownCopies.peek(), [url]: copy.at };
      show({ isFine: true, data: copy.data });
      return true;
    };
    const patience = setTimeout(() => void showCopy(), COPY_AFTER_MS);
    void call(route, input).then(async (answer) => {
      clearTimeout(patience);
      const isLost = !answer.isFine && (answer.problem.status === 0 || answer.problem.status >= BAD_GATEWAY);
      if (isLost && (await showCopy())) return;
      isAnswered = true;
      if (answer.isFine) {
        kept.set(url, answer);
        void keeper?.keep(url, answer.data);
      }
      forgetShownCopy(url);
      show(answer);
    });
    return () => {
      isWanted = false;
      clearTimeout(patience);
    };
  }, [url, round.value]);
  void arrivals.value; // an arrival draws the component again
  const answer = shown.current?.answer, isCurrent = shown.current?.url === url;
  return {
    data: answer?.isFine ? (answer.data as Output<R>) : null,
    problem: answer && !answer.isFine && isCurrent ? answer.problem : null,
    isLoading: url !== '' && !isCurrent,
  };
}
