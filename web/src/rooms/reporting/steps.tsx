// What may be done with a report: approve, decide, take back, more time, give to others, correct.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call, type Answer } from '../../api/client';
import type { ReportForm } from '../../api/types';
import { date } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { readDate } from '../../lib/parse';
import { ChoiceCards } from '../../ui/choice_cards';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextArea, TextField } from '../../ui/field';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit, type Submit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { reportsWords } from '../../words/vi/reports';
import { Act } from '../people/act';
import { REASON_MIN } from './typed';

const NOTE_MOST = 2000, REASON_MOST = 500;

interface StepFormProps {
  id: string;
  title: string;
  text?: string;
  go: string;
  submit: Submit;
  send: () => Promise<unknown>;
  children: ComponentChildren;
  cancel?: () => void;
}

function StepForm({ id, title, text, go, submit, send, children, cancel }: StepFormProps) {
  const t = reportsWords();
  const sent = async (event: Event) => {
    event.preventDefault();
    if (await send()) forgetLoaded();
  };
  return (
    <form class="form decision" noValidate aria-labelledby={`${id}-title`} onSubmit={(event) => void sent(event)}>
      <h2 id={`${id}-title`}>{title}</h2>
      {text && <p class="hint">{text}</p>}
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      {children}
      <SendTrouble state={submit.state.value} lostText={t.lostText} />
      <p class="buttons">
        <button type="submit" class="button" disabled={submit.state.value === 'sending'}>{go}</button>
        {cancel && <button type="button" class="button is-quiet" onClick={cancel}>{t.cancel}</button>}
      </p>
    </form>
  );
}

const reasonWrong = (field: string, text: string): Wrong[] => (text.trim().length < REASON_MIN ? [{ field, text: reportsWords().reasonShort }] : []);

type Choice = 'accept' | 'return';

/** The head approves or returns what waits for him; the coordinator accepts or returns what was approved. */
function Verdict({ form, isHead }: { form: ReportForm; isHead: boolean }) {
  const t = reportsWords(), submit = useSubmit(['verdict', 'note']), wrongs = submit.wrongs.value, choice = useSignal<Choice>('accept'), note = useSignal(''), { id } = form.view.obligation, revision = form.report?.revision ?? 0, returns = choice.value === 'return';
  const ask = (): Promise<Answer<unknown>> => (isHead && !returns
    ? call('POST /reporting/obligations/{id}/approval', { id, revision })
    : call('POST /reporting/obligations/{id}/decision', { id, revision, decision: choice.value, note: note.value.trim() }));
  const choices = isHead
    ? [{ value: 'accept', label: t.approve.go, hint: t.approve.text }, { value: 'return', label: t.approve.back, hint: t.decide.backHint }]
    : [{ value: 'accept', label: t.decide.accept, hint: t.decide.acceptHint }, { value: 'return', label: t.decide.back, hint: t.decide.backHint }];
  return (
    <StepForm id="decide" title={isHead ? t.approve.title : t.decide.title} go={t.decide.go} submit={submit} send={() => submit.send(returns ? reasonWrong('note', note.value) : [], ask)}>
      <ChoiceCards id="verdict" label={isHead ? t.approve.title : t.decide.title} isLabelUnseen chosen={choice.value} choose={(value) => { choice.value = value as Choice; }} choices={choices} />
      {(returns || !isHead) && <TextArea id="note" label={t.decide.note} hint={returns ? t.decide.noteHint : undefined} isOptional={!returns} wrong={wrongOf(wrongs, 'note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_MOST} />}
    </StepForm>
  );
}

interface OpenedProps {
  form: ReportForm;
  close: () => void;
}

function AskExtension({ form, close }: OpenedProps) {
  const t = reportsWords().extension, submit = useSubmit(['until', 'extension-reason']), wrongs = submit.wrongs.value, until = useSignal(''), reason = useSignal('');
  const wrongNow = (): Wrong[] => [...(readDate(until.value) ? [] : [{ field: 'until', text: t.dayWrong }]), ...reasonWrong('extension-reason', reason.value)];
  const send = () => submit.send(wrongNow(), () => call('POST /reporting/obligations/{id}/extension', { id: form.view.obligation.id, until: readDate(until.value) ?? '', reason: reason.value.trim() }));
  return (
    <StepForm id="extension" title={t.title} go={t.go} submit={submit} send={send} cancel={close}>
      <TextField id="until" label={t.until} hint={t.dayHint} wrong={wrongOf(wrongs, 'until')} value={until.value} change={(value) => { until.value = value; }} most={10} inputMode="numeric" />
      <TextArea id="extension-reason" label={t.reason} wrong={wrongOf(wrongs, 'extension-reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

function DecideExtension({ form }: { form: ReportForm }) {
  const t = reportsWords(), submit = useSubmit(['extension-verdict', 'extension-note']), wrongs = submit.wrongs.value, choice = useSignal<'grant' | 'refuse'>('grant'), note = useSignal(''), { obligation } = form.view, refuses = choice.value === 'refuse';
  const send = () => submit.send(refuses ? reasonWrong('extension-note', note.value) : [], () => call('POST /reporting/obligations/{id}/extension-decision', { id: obligation.id, decision: choice.value, note: note.value.trim() }));
  return (
    <StepForm id="extension-decide" title={t.extension.decide} go={t.decide.go} submit={submit} send={send}>
      <p class="told-reason"><Vi>{t.extension.asked(obligation.asked_to ? date(obligation.asked_to) : '', obligation.asked_reason)}</Vi></p>
      <ChoiceCards id="extension-verdict" label={t.extension.decide} isLabelUnseen isWide chosen={choice.value} choose={(value) => { choice.value = value as 'grant' | 'refuse'; }} choices={[{ value: 'grant', label: t.extension.grant }, { value: 'refuse', label: t.extension.refuse }]} />
      <TextArea id="extension-note" label={t.decide.note} isOptional={!refuses} wrong={wrongOf(wrongs, 'extension-note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_MOST} />
    </StepForm>
  );
}

function Reassign({ form, close }: OpenedProps) {
  const t = reportsWords().reassign, { id, officer: now } = form.view.obligation, submit = useSubmit(['officer', 'reassign-reason']), wrongs = submit.wrongs.value, officer = useSignal(now), reason = useSignal('');
  const loaded = useLoaded('GET /reporting/obligations/{id}/writers', { id }), send = () => submit.send(reasonWrong('reassign-reason', reason.value), () => call('POST /reporting/obligations/{id}/reassignment', { id, officer: officer.value, reason: reason.value.trim() }));
  return (
    <StepForm id="reassign" title={t.title} go={t.go} submit={submit} send={send} cancel={close}>
      <Field id="officer" label={t.officer}>
        {(ties) => (
          <select {...ties} value={officer.value} onChange={(event) => { officer.value = event.currentTarget.value; }}>
            <option value="">{t.anyone}</option>
            {loaded.data?.writers.map((one) => <option key={one.account} value={one.account} selected={one.account === officer.value} lang="vi">{[one.name, one.title].filter(Boolean).join(', ')}</option>)}
          </select>
        )}
      </Field>
      <TextArea id="reassign-reason" label={t.reason} wrong={wrongOf(wrongs, 'reassign-reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

function Correct({ form, close }: OpenedProps) {
  const t = reportsWords().correct, submit = useSubmit(['correct-reason']), reason = useSignal('');
  const send = () => submit.send(reasonWrong('correct-reason', reason.value), () => call('POST /reporting/obligations/{id}/correction', { id: form.view.obligation.id, reason: reason.value.trim() }));
  return (
    <StepForm id="correct" title={t.title} text={t.text} go={t.go} submit={submit} send={send} cancel={close}>
      <TextArea id="correct-reason" label={t.reason} wrong={wrongOf(submit.wrongs.value, 'correct-reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

type Opened = '' | 'extension' | 'reassign' | 'correct';

export function Steps({ form }: { form: ReportForm }) {
  const t = reportsWords(), opened = useSignal<Opened>(''), { id } = form.view.obligation, close = () => { opened.value = ''; };
  const all: readonly [Exclude<Opened, ''>, boolean, string][] = [['correct', form.may_correct, t.correct.open], ['extension', form.may_ask_extension, t.extension.open], ['reassign', form.may_reassign, t.reassign.open]];
  const found = all.filter(([, may]) => may);
  return (
    <>
      {(form.may_approve || form.may_decide) && <Verdict form={form} isHead={form.may_approve} />}
      {form.may_decide_extension && <DecideExtension form={form} />}
      {form.may_withdraw && <Act open={t.withdraw.open} text={t.withdraw.text} go={t.withdraw.open} cancel={t.cancel} ask={() => call('POST /reporting/obligations/{id}/withdrawal', { id })} done={forgetLoaded} />}
      {found.length > 0 && opened.value === '' && <p class="buttons">{found.map(([name, , word]) => <button key={name} type="button" class="button is-quiet" onClick={() => { opened.value = name; }}>{word}</button>)}</p>}
      {opened.value === 'correct' && form.may_correct && <Correct form={form} close={close} />}
      {opened.value === 'extension' && form.may_ask_extension && <AskExtension form={form} close={close} />}
      {opened.value === 'reassign' && form.may_reassign && <Reassign form={form} close={close} />}
    </>
  );
}
