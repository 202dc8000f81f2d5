// The form of how far one agency is with its part of a task.
// SPDX-License-Identifier: Apache-2.0
import back from 'icon:corner-up-left';
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
import { noteWith } from '../../lib/outbox_rules';
import { formsWords } from '../../words/vi/forms';
import { offlineWords } from '../../words/vi/offline';
import { EvidenceField } from '../documents/evidence_field';
import { stateWord } from './entry_text';
import { SendBar, useHandIn, type HandIn, type Sending } from './hand_in';
import { SideBySide } from './side_by_side';
import { percentText } from './task_row';
import { isSameProgress, NOTE_LETTERS_MAX, percentOf, PRODUCT_LETTERS_MAX, TASK_FIELDS, taskBody, taskWrongs, type TaskTyped } from './task_values';
import { WaitingEntry } from './waiting_entry';

interface Props {
  form: TaskEntryForm;
  about: Pick<Sending, 'draft' | 'title' | 'href'>;
  draft: Draft<TaskTyped>;
  /** The typing was begun, here or earlier. */
  isBegun: boolean;
  change: (part: Partial<TaskTyped>) => void;
  discard: () => void;
  sent: (one: Submission) => void;
  withdrawn: (one: Submission) => void;
}

const said = (state: string, percent: number | null): string => checksWords().progressOf(stateWord(state), percentText(percent ?? 0));

/** The report on record, or the one that waits, beside what is typed here. */
function Sides({ form, typed, hand, change, discard }: Pick<Props, 'form' | 'change' | 'discard'> & { typed: TaskTyped; hand: HandIn }) {
  const t = formsWords(), o = offlineWords().sides, { held, waiting } = form, revision = held?.revision ?? 0;
  const isHeld = typed.seen !== revision, mine = said(typed.state, percentOf(typed));
  if (!isHeld && !waiting) return null;
  const other = waiting && !isHeld ? waiting : null;
  const who = other ? o.waiting(other.entered_name, dateTime(other.entered_at)) : held ? o.recorded(number(held.revision, 0), dateTime(held.recorded_at)) : t.changed.gone;
  const theirs = other ? said(other.text, other.value) : held ? said(held.state, held.percent) : '–', { product = '', note = '' } = other ?? held ?? {};
  const rows = [{ label: o.value, mine, theirs }, { label: o.product, mine: typed.product, theirs: product }, { label: o.note, mine: typed.note, theirs: note }, { label: o.who, mine: o.you, theirs: who }];
  const both = () => change({ seen: revision, note: noteWith(typed.note, o.noted(theirs, who), NOTE_LETTERS_MAX) });
  return (
    <SideBySide
      title={other ? t.waiting.others(other.entered_name, theirs, dateTime(other.entered_at)) : t.changed.title} rows={rows} isNews={hand.isNews.value}
      mineWord={other ? t.waiting.replace : t.changed.keepMine} keepMine={() => change({ seen: revision })} takeTheirs={discard} keepBoth={both}
      href={other ? `/kiem-tra/${other.id}` : `/nhiem-vu/${encodeURIComponent(form.view.task.code)}`}
    />
  );
}

function InTheWay({ form, typed, hand, ...act }: Pick<Props, 'form' | 'change' | 'discard' | 'withdrawn'> & { typed: TaskTyped; hand: HandIn }) {
  const { waiting } = form;
  if (waiting && (!hand.isReplacing.value || waiting.entered_by === me.value?.account)) {
    return <WaitingEntry waiting={waiting} unit="%" isNews={hand.isNews.value} isReplacing={hand.isReplacing.value} replace={() => { hand.isReplacing.value = true; }} keep={act.discard} withdrawn={act.withdrawn} />;
  }
  return <Sides form={form} typed={typed} hand={hand} change={act.change} discard={act.discard} />;
}

const states: readonly TaskState[] = ['not_started', 'in_progress', 'done'];

export function TaskForm({ form, about, draft, isBegun, change, discard, sent, withdrawn }: Props) {
  const all = formsWords(), t = all.task, heldRevision = form.held?.revision ?? 0, typed = isBegun ? draft.typed.value : { ...draft.typed.value, seen: heldRevision };
  const { waiting, returned } = form, wasSent = isBegun && waiting !== null && isSameProgress(form, typed, waiting, me.value?.account ?? '');
  const hand = useHandIn(TASK_FIELDS, { isBegun, waiting, wasSent, sent }), { submit, passing } = hand, wrongs = submit.wrongs.value;
  const send = (event: Event) => {
    event.preventDefault();
    void hand.send(taskWrongs(form, typed, passing.value.length > 0), { ...about, route: 'POST /strategy/progress', input: taskBody(form, typed), said: said(typed.state, percentOf(typed)) });
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
