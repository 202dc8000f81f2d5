// What the forms about a machine have in common: permissions to tick, and the question for the password when it has been a while.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal, type ReadonlySignal } from '@preact/signals';
import type { Answer, Problem } from '../../api/client';
import { me } from '../../lib/person';
import { ErrorSummary, type Wrong } from '../../ui/error_summary';
import { WrongText } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit, type Submit } from '../../ui/submit';
import { machinesWords } from '../../words/vi/machines';
import { signInWords } from '../../words/vi/sign_in';
import { ConfirmPerson } from './confirm_person';

const CONFIRM_FIRST = '/problems/people/confirm-first';

export interface Guarded {
  submit: Submit;
  /** still: nothing is asked; asked: for the password; done: it was right, and the button may be pressed again. */
  step: ReadonlySignal<'still' | 'asked' | 'done'>;
  confirmed: () => void;
  send: <T>(wrongs: Wrong[], ask: () => Promise<Answer<T>>) => Promise<T | null>;
}

export function useGuarded(fields: readonly string[]): Guarded {
  const submit = useSubmit(fields), step = useSignal<'still' | 'asked' | 'done'>('still');
  const otherwise = (problem: Problem): boolean => {
    if (problem.type === CONFIRM_FIRST) step.value = 'asked';
    return problem.type === CONFIRM_FIRST;
  };
  return {
    submit, step,
    confirmed: () => { step.value = 'done'; },
    send: (wrongs, ask) => {
      step.value = 'still';
      return submit.send(wrongs, ask, otherwise);
    },
  };
}

/** What went wrong with a form, or what it waits for; `below` it stands its button. */
export function GuardedTrouble({ guarded }: { guarded: Guarded }) {
  const t = machinesWords(), { submit, step } = guarded;
  return (
    <>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      {step.value === 'done' && <Notice tone="good" icon={check} title={t.confirmed} takesFocus />}
    </>
  );
}

/** Stands outside of the form that it interrupts. */
export function ConfirmAsked({ guarded }: { guarded: Guarded }) {
  const t = machinesWords();
  if (guarded.step.value !== 'asked') return null;
  return (
    <div class="ask">
      <p>{t.confirm}</p>
      <ConfirmPerson username={me.value?.username ?? ''} go={t.confirmGo} going={signInWords().going} done={guarded.confirmed} />
    </div>
  );
}

/** In words where there are some, and as the command line names it. */
export function PermissionName({ name }: { name: string }) {
  const words = machinesWords().may[name];
  return <span>{words}{words && ' '}<code>{name}</code></span>;
}

interface TicksProps {
  id: string;
  label: string;
  hint?: string;
  wrong?: string | undefined;
  names: readonly string[];
  chosen: readonly string[];
  choose: (names: string[]) => void;
}

export function Ticks({ id, label, hint, wrong, names, chosen, choose }: TicksProps) {
  const ties = [hint && `${id}-hint`, wrong && `${id}-wrong`].filter(Boolean).join(' ') || undefined;
  const turn = (name: string, isOn: boolean) => choose(names.filter((one) => (one === name ? isOn : chosen.includes(one))));
  return (
    <fieldset class={wrong ? 'field is-wrong' : 'field'} aria-describedby={ties}>
      <legend class="label">{label}</legend>
      {hint && <p class="hint" id={`${id}-hint`}>{hint}</p>}
      <WrongText id={id} wrong={wrong} />
      <div class="checks-list">
        {names.map((name, i) => (
          <label key={name}><input id={i === 0 ? id : undefined} type="checkbox" checked={chosen.includes(name)} onChange={(event) => turn(name, event.currentTarget.checked)} /><PermissionName name={name} /></label>
        ))}
      </div>
    </fieldset>
  );
}
