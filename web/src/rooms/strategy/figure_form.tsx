// The form of one figure of one period.
// SPDX-License-Identifier: Apache-2.0
import pen from 'icon:file-pen-line';
import back from 'icon:corner-up-left';
import alert from 'icon:triangle-alert';
import { call } from '../../api/client';
import type { EntryForm, Submission } from '../../api/types';
import { date, dateTime, number, period } from '../../lib/format';
import { me } from '../../lib/person';
import { ChoiceCards } from '../../ui/choice_cards';
import type { Draft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { EvidenceField } from '../documents/evidence_field';
import { changeText } from './compare';
import { exact } from './entry_text';
import { FIGURE_FIELDS, figureBody, figureValue, figureWrongs, heldText, isSameFigure, NOTE_LETTERS_MAX, REASON_LETTERS_MAX, SOURCE_LETTERS_MAX, type FigureTyped } from './figure_values';
import { SendBar, useHandIn, type HandIn } from './hand_in';
import { isLevel, milestonesOf } from './reading';
import { WaitingEntry } from './waiting_entry';

interface Props {
  form: EntryForm;
  draft: Draft<FigureTyped>;
  /** The typing was begun, here or earlier. */
  isBegun: boolean;
  change: (part: Partial<FigureTyped>) => void;
  discard: () => void;
  sent: (one: Submission) => void;
  withdrawn: (one: Submission) => void;
}

/** How the machine read what was typed, and how far it is from the figure before. */
function Reading({ form, typed }: { form: EntryForm; typed: FigureTyped }) {
  const t = formsWords().figure, value = figureValue(form.view.indicator, typed);
  if (value === null) return null;
  const change = form.before === null ? null : Number((value - form.before).toFixed(6));
  return <p class="hint reading">{exact(value, form.view.indicator.unit)}{change !== null && <> · {change === 0 ? t.asBefore : t.sinceBefore(changeText(form.view, change))}</>}</p>;
}

function ValueField({ form, typed, change, wrongs }: Pick<Props, 'form' | 'change'> & { typed: FigureTyped; wrongs: readonly Wrong[] }) {
  const t = formsWords().figure, { indicator } = form.view;
  if (!isLevel(indicator)) {
    return <TextField id="value" label={t.value} hint={indicator.kind === 'share' ? t.shareHint : t.valueHint} wrong={wrongOf(wrongs, 'value')} value={typed.value} change={(value) => change({ value })} most={30} inputMode="decimal" after={indicator.unit && <Vi>{indicator.unit}</Vi>} isShort below={<Reading form={form} typed={typed} />} />;
  }
  const hintOf = (rank: number): string => {
    const years = milestonesOf(form.view).filter((one) => one.low === rank).map((one) => String(one.year));
    return [form.held?.value === rank && t.levelHeld, years.length > 0 && t.levelAsked(years.join(', '))].filter(Boolean).join(' · ');
  };
  return <ChoiceCards id="text" label={t.level} hint={t.levelHint} wrong={wrongOf(wrongs, 'text')} choices={indicator.levels.map((level, rank) => ({ value: level, label: <Vi>{level}</Vi>, hint: hintOf(rank) }))} chosen={typed.level} choose={(level) => change({ level })} />;
}

function Changed({ form, typed, isNews, keep, discard }: { form: EntryForm; typed: FigureTyped; isNews: boolean; keep: () => void; discard: () => void }) {
  const t = formsWords().changed, { held, view } = form, value = figureValue(view.indicator, typed);
  const mine = isLevel(view.indicator) ? typed.level || '–' : value === null ? typed.value || '–' : exact(value, view.indicator.unit);
  return (
    <Notice tone="warn" icon={alert} title={t.title} takesFocus={isNews} id="changed">
      <p>{held ? t.text(heldText(form), number(held.revision, 0), dateTime(held.recorded_at)) : t.gone} <b>{mine}</b></p>
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={keep}>{t.keepMine}</button>
        <button type="button" class="button is-quiet" onClick={discard}>{t.takeTheirs}</button>
      </p>
    </Notice>
  );
}

function Known({ form, draft, isBegun, discard }: Pick<Props, 'form' | 'draft' | 'isBegun' | 'discard'>) {
  const t = formsWords();
  return (
    <>
      {form.returned && (
        <Notice tone="bad" icon={back} title={t.returned.title}>
          <p class="told-reason"><Vi>{form.returned.decision_note}</Vi></p>
          <p><small>{form.returned.decided_at && t.returned.by(form.returned.decided_name, dateTime(form.returned.decided_at))}. {t.returned.text}</small></p>
        </Notice>
      )}
      {form.held && (
        <Notice tone="known" icon={pen} title={t.correction.title(period(form.period))}>
          <p>{t.correction.text(heldText(form), date(form.held.recorded_at))}</p>
        </Notice>
      )}
      {isBegun && draft.reopened && (
        <p class="reopened">{t.reopened(dateTime(draft.reopened))} <button type="button" class="link" onClick={discard}>{t.dropDraft}</button></p>
      )}
    </>
  );
}

/** What needs a decision before the form can be sent: another figure waits, or the one on record changed. */
function InTheWay({ form, typed, hand, ...act }: Pick<Props, 'form' | 'change' | 'discard' | 'withdrawn'> & { typed: FigureTyped; hand: HandIn }) {
  const heldRevision = form.held?.revision ?? 0, isNews = hand.isNews.value;
  return (
    <>
      {typed.seen !== heldRevision && <Changed form={form} typed={typed} isNews={isNews} keep={() => act.change({ seen: heldRevision })} discard={act.discard} />}
      {form.waiting && <WaitingEntry waiting={form.waiting} unit={form.view.indicator.unit} isNews={isNews} isReplacing={hand.isReplacing.value} replace={() => { hand.isReplacing.value = true; }} keep={act.discard} withdrawn={act.withdrawn} />}
    </>
  );
}

export function FigureForm({ form, draft, isBegun, change, discard, sent, withdrawn }: Props) {
  const t = formsWords().figure, heldRevision = form.held?.revision ?? 0, typed = isBegun ? draft.typed.value : { ...draft.typed.value, seen: heldRevision };
  const { waiting } = form, wasSent = isBegun && waiting !== null && isSameFigure(form, typed, waiting, me.value?.account ?? '');
  const hand = useHandIn(FIGURE_FIELDS, { isBegun, waiting, wasSent, sent }), { submit, passing } = hand, wrongs = submit.wrongs.value;
  const send = (event: Event) => {
    event.preventDefault();
    void hand.send(figureWrongs(form, typed, passing.value.length > 0), () => call('POST /strategy/figures', figureBody(form, typed)));
  };
  const inTheWay = <InTheWay form={form} typed={typed} hand={hand} change={change} discard={discard} withdrawn={withdrawn} />;
  if (waiting && !hand.isReplacing.value) return <div class="form">{inTheWay}</div>;
  return (
    <form class="form" noValidate onSubmit={send}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {inTheWay}
      <Known form={form} draft={draft} isBegun={isBegun} discard={discard} />
      <ValueField form={form} typed={typed} change={change} wrongs={wrongs} />
      <TextField id="source" label={t.source} hint={t.sourceHint} wrong={wrongOf(wrongs, 'source')} value={typed.source} change={(source) => change({ source })} most={SOURCE_LETTERS_MAX} below={!isBegun && !form.returned && typed.source !== '' && <p class="hint reading">{t.lastSource}</p>} />
      {form.held && <TextArea id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={typed.reason} change={(reason) => change({ reason })} most={REASON_LETTERS_MAX} rows={2} />}
      <TextArea id="note" label={t.note} hint={t.noteHint} isOptional wrong={wrongOf(wrongs, 'note')} value={typed.note} change={(note) => change({ note })} most={NOTE_LETTERS_MAX} />
      <EvidenceField files={typed.files} change={(next) => change({ files: next(draft.typed.peek().files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendBar submit={submit} draft={draft} word={waiting ? t.sendInstead : form.held ? t.sendCorrection : t.send} />
    </form>
  );
}
