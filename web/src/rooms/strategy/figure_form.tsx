// The form of one figure of one period.
// SPDX-License-Identifier: Apache-2.0
import pen from 'icon:file-pen-line';
import back from 'icon:corner-up-left';
import type { EntryForm, Submission } from '../../api/types';
import { date, dateTime, number, period } from '../../lib/format';
import { me } from '../../lib/person';
import { ChoiceCards } from '../../ui/choice_cards';
import type { Draft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { noteWith } from '../../lib/outbox_rules';
import { fillingWords } from '../../words/vi/filling';
import { formsWords } from '../../words/vi/forms';
import { offlineWords } from '../../words/vi/offline';
import { EvidenceField } from '../documents/evidence_field';
import { FromSystem } from '../filling/mark';
import { changeText } from './compare';
import { entryText, exact } from './entry_text';
import { FIGURE_FIELDS, figureBody, figureValue, figureWrongs, heldText, isSameFigure, NOTE_LETTERS_MAX, REASON_LETTERS_MAX, SOURCE_LETTERS_MAX, type FigureTyped } from './figure_values';
import { SendBar, useHandIn, type HandIn, type Sending } from './hand_in';
import { isLevel, milestonesOf } from './reading';
import { SideBySide } from './side_by_side';
import { WaitingEntry } from './waiting_entry';

interface Props {
  form: EntryForm;
  about: Pick<Sending, 'draft' | 'title' | 'href'>;
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

/** As it would be said of an entry; what cannot be read stays as it was typed. */
function mineText(form: EntryForm, typed: FigureTyped): string {
  const { indicator } = form.view, value = figureValue(indicator, typed);
  if (isLevel(indicator)) return typed.level;
  return value === null ? typed.value : exact(value, indicator.unit);
}

/** The figure on record, or the one that waits, beside what is typed here. */
function Sides({ form, typed, hand, change, discard }: Pick<Props, 'form' | 'change' | 'discard'> & { typed: FigureTyped; hand: HandIn }) {
  const t = formsWords(), o = offlineWords().sides, { held, waiting, view } = form, revision = held?.revision ?? 0;
  const isHeld = typed.seen !== revision, mine = mineText(form, typed), isNews = hand.isNews.value;
  if (!isHeld && !waiting) return null;
  const who = waiting && !isHeld ? o.waiting(waiting.entered_name, dateTime(waiting.entered_at)) : held ? o.recorded(number(held.revision, 0), dateTime(held.recorded_at)) : t.changed.gone;
  const theirs = waiting && !isHeld ? entryText(waiting, view.indicator.unit) : heldText(form), other = waiting && !isHeld ? waiting : null;
  const rows = [
    { label: o.value, mine, theirs },
    ...(other ? [{ label: o.source, mine: typed.source, theirs: other.source }, { label: o.note, mine: typed.note, theirs: other.note }] : []),
    { label: o.who, mine: o.you, theirs: who },
  ];
  const both = () => change({ seen: revision, note: noteWith(typed.note, o.noted(theirs, who), NOTE_LETTERS_MAX) });
  return (
    <SideBySide
      title={other ? t.waiting.others(other.entered_name, theirs, dateTime(other.entered_at)) : t.changed.title} rows={rows} isNews={isNews}
      mineWord={other ? t.waiting.replace : t.changed.keepMine} keepMine={() => change({ seen: revision })} takeTheirs={discard} keepBoth={both}
      href={other ? `/kiem-tra/${other.id}` : `/chi-tieu/${encodeURIComponent(view.indicator.code)}?subject=${encodeURIComponent(view.standing.subject)}`}
    />
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
          {form.held_origin?.channel && <p><FromSystem channel={form.held_origin.channel} name={form.held_origin.system_name} /> {fillingWords().typeOver}</p>}
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
  const { waiting } = form;
  if (waiting && (!hand.isReplacing.value || waiting.entered_by === me.value?.account)) {
    return <WaitingEntry waiting={waiting} unit={form.view.indicator.unit} isNews={hand.isNews.value} isReplacing={hand.isReplacing.value} replace={() => { hand.isReplacing.value = true; }} keep={act.discard} withdrawn={act.withdrawn} />;
  }
  return <Sides form={form} typed={typed} hand={hand} change={act.change} discard={act.discard} />;
}

export function FigureForm({ form, about, draft, isBegun, change, discard, sent, withdrawn }: Props) {
  const t = formsWords().figure, heldRevision = form.held?.revision ?? 0, typed = isBegun ? draft.typed.value : { ...draft.typed.value, seen: heldRevision };
  const { waiting } = form, wasSent = isBegun && waiting !== null && isSameFigure(form, typed, waiting, me.value?.account ?? '');
  const hand = useHandIn(FIGURE_FIELDS, { isBegun, waiting, wasSent, sent }), { submit, passing } = hand, wrongs = submit.wrongs.value;
  const send = (event: Event) => {
    event.preventDefault();
    void hand.send(figureWrongs(form, typed, passing.value.length > 0), { ...about, route: 'POST /strategy/figures', input: figureBody(form, typed), said: mineText(form, typed) });
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
      {form.held && <TextArea id="reason" label={form.held_origin?.channel ? fillingWords().reasonOver : t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={typed.reason} change={(reason) => change({ reason })} most={REASON_LETTERS_MAX} rows={2} />}
      <TextArea id="note" label={t.note} hint={t.noteHint} isOptional wrong={wrongOf(wrongs, 'note')} value={typed.note} change={(note) => change({ note })} most={NOTE_LETTERS_MAX} />
      <EvidenceField files={typed.files} change={(next) => change({ files: next(draft.typed.peek().files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendBar submit={submit} draft={draft} word={waiting ? t.sendInstead : form.held ? t.sendCorrection : t.send} />
    </form>
  );
}
