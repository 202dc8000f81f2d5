// The form of how far one agency is with its part of a task.
// SPDX-License-Identifier: Apache-2.0
import back from 'icon:corner-up-left';
import alert from 'icon:triangle-alert';
import { call } from '../../api/client';
import type { Submission, TaskEntryForm, TaskState } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { me } from '../../lib/person';
import { ChoiceCards } from '../../ui/choice_cards';
import type { Draft } from '../../ui/draft';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { checksWords } from '../../words/vi/checks';
import { formsWords } from '../../words/vi/forms';
import { EvidenceField } from '../documents/evidence_field';
import { stateWord } from './entry_text';
import { SendBar, useHandIn, type HandIn } from './hand_in';
import { percentText } from './task_row';
import { isSameProgress, NOTE_LETTERS_MAX, percentOf, PRODUCT_LETTERS_MAX, TASK_FIELDS, taskBody, taskWrongs, type TaskTyped } from './task_values';
import { WaitingEntry } from './waiting_entry';

interface Props {
  form: TaskEntryForm;
  draft: Draft<TaskTyped>;
  /** The typing was begun, here or earlier. */
  isBegun: boolean;
  change: (part: Partial<TaskTyped>) => void;
  discard: () => void;
  sent: (one: Submission) => void;
  withdrawn: (one: Submission) => void;
}

const said = (state: string, percent: number | null): string => checksWords().progressOf(stateWord(state), percentText(percent ?? 0));

function InTheWay({ form, typed, hand, ...act }: Pick<Props, 'form' | 'change' | 'discard' | 'withdrawn'> & { typed: TaskTyped; hand: HandIn }) {
  const t = formsWords().changed, { held, waiting } = form, heldRevision = held?.revision ?? 0;
  return (
    <>
      {typed.seen !== heldRevision && (
        <Notice tone="warn" icon={alert} title={t.title} takesFocus={hand.isNews.value} id="changed">
          <p>{held ? t.text(said(held.state, held.percent), number(held.revision, 0), dateTime(held.recorded_at)) : t.gone} <b>{said(typed.state, percentOf(typed))}</b></p>
          <p class="buttons">
            <button type="button" class="button is-quiet" onClick={() => act.change({ seen: heldRevision })}>{t.keepMine}</button>
            <button type="button" class="button is-quiet" onClick={act.discard}>{t.takeTheirs}</button>
          </p>
        </Notice>
      )}
      {waiting && <WaitingEntry waiting={waiting} unit="%" isNews={hand.isNews.value} isReplacing={hand.isReplacing.value} replace={() => { hand.isReplacing.value = true; }} keep={act.discard} withdrawn={act.withdrawn} />}
    </>
  );
}

const states: readonly TaskState[] = ['not_started', 'in_progress', 'done'];

export function TaskForm({ form, draft, isBegun, change, discard, sent, withdrawn }: Props) {
  const all = formsWords(), t = all.task, heldRevision = form.held?.revision ?? 0, typed = isBegun ? draft.typed.value : { ...draft.typed.value, seen: heldRevision };
  const { waiting, returned } = form, wasSent = isBegun && waiting !== null && isSameProgress(form, typed, waiting, me.value?.account ?? '');
  const hand = useHandIn(TASK_FIELDS, { isBegun, waiting, wasSent, sent }), { submit, passing } = hand, wrongs = submit.wrongs.value;
  const send = (event: Event) => {
    event.preventDefault();
    void hand.send(taskWrongs(form, typed, passing.value.length > 0), () => call('POST /strategy/progress', taskBody(form, typed)));
  };
  const inTheWay = <InTheWay form={form} typed={typed} hand={hand} change={change} discard={discard} withdrawn={withdrawn} />;
  if (waiting && !hand.isReplacing.value) return <div class="form">{inTheWay}</div>;
  return (
    <form class="form" noValidate onSubmit={send}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {inTheWay}
      {returned && (
        <Notice tone="bad" icon={back} title={all.returned.title}>
          <p class="told-reason"><Vi>{returned.decision_note}</Vi></p>
          <p><small>{returned.decided_at && all.returned.by(returned.decided_name, dateTime(returned.decided_at))}. {all.returned.text}</small></p>
        </Notice>
      )}
      {isBegun && draft.reopened && <p class="reopened">{all.reopened(dateTime(draft.reopened))} <button type="button" class="link" onClick={discard}>{all.dropDraft}</button></p>}
      <ChoiceCards id="state" label={t.state} wrong={wrongOf(wrongs, 'state')} choices={states.map((one) => ({ value: one, label: t.states[one], hint: t.stateHints[one] }))} chosen={typed.state} choose={(state) => change({ state: state as TaskState })} isWide />
      {typed.state === 'in_progress' && <TextField id="percent" label={t.percent} hint={t.percentHint} wrong={wrongOf(wrongs, 'percent')} value={typed.percent} change={(percent) => change({ percent })} most={6} inputMode="numeric" after="%" isShort />}
      <TextField id="product" label={t.made} hint={t.madeHint} isOptional={typed.state !== 'done'} wrong={wrongOf(wrongs, 'product')} value={typed.product} change={(product) => change({ product })} most={PRODUCT_LETTERS_MAX} />
      <TextArea id="note" label={t.note} hint={t.noteHint} isOptional wrong={wrongOf(wrongs, 'note')} value={typed.note} change={(note) => change({ note })} most={NOTE_LETTERS_MAX} rows={4} />
      <EvidenceField files={typed.files} change={(next) => change({ files: next(draft.typed.peek().files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendBar submit={submit} draft={draft} word={waiting ? all.figure.sendInstead : all.figure.send} />
    </form>
  );
}
