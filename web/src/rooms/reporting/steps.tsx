// What may be done with a report: approve, decide, take back, more time, give to others, correct.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call, type Answer } from '../../api/client';
import type { ReportForm } from '../../api/types';
import { fold } from '../../lib/fold';
import { date } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { readDate } from '../../lib/parse';
import { may, me } from '../../lib/person';
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
  done: () => void;
  children: ComponentChildren;
  cancel?: () => void;
}

function StepForm({ id, title, text, go, submit, send, done, children, cancel }: StepFormProps) {
  const t = reportsWords();
  const sent = async (event: Event) => {
    event.preventDefault();
    if (!await send()) return;
    done();
    forgetLoaded();
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

interface StepProps {
  form: ReportForm;
  /** Says on the page what was done. */
  tell: (done: string) => void;
}

type Choice = 'accept' | 'return';

/** The head approves or returns what waits for him; the coordinator accepts or returns what was approved. */
function Verdict({ form, isHead, tell }: StepProps & { isHead: boolean }) {
  const t = reportsWords(), submit = useSubmit(['verdict', 'note']), wrongs = submit.wrongs.value, choice = useSignal<Choice>('accept'), note = useSignal(''), { id } = form.view.obligation, revision = form.report?.revision ?? 0, returns = choice.value === 'return';
  const ask = (): Promise<Answer<unknown>> => (isHead && !returns
    ? call('POST /reporting/obligations/{id}/approval', { id, revision })
    : call('POST /reporting/obligations/{id}/decision', { id, revision, decision: choice.value, note: note.value.trim() }));
  const choices = isHead
    ? [{ value: 'accept', label: t.approve.go, hint: t.approve.text }, { value: 'return', label: t.approve.back, hint: t.decide.backHint }]
    : [{ value: 'accept', label: t.decide.accept, hint: t.decide.acceptHint }, { value: 'return', label: t.decide.back, hint: t.decide.backHint }];
  return (
    <StepForm id="decide" title={isHead ? t.approve.title : t.decide.title} go={t.decide.go} submit={submit} send={() => submit.send(returns ? reasonWrong('note', note.value) : [], ask)} done={() => tell(returns ? t.done.returned : isHead ? t.done.approved : t.done.accepted)}>
      <ChoiceCards id="verdict" label={isHead ? t.approve.title : t.decide.title} isLabelUnseen chosen={choice.value} choose={(value) => { choice.value = value as Choice; }} choices={choices} />
      {(returns || !isHead) && <TextArea id="note" label={t.decide.note} hint={returns ? t.decide.noteHint : undefined} isOptional={!returns} wrong={wrongOf(wrongs, 'note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_MOST} />}
    </StepForm>
  );
}

interface OpenedProps extends StepProps {
  close: () => void;
}

function AskExtension({ form, tell, close }: OpenedProps) {
  const t = reportsWords().extension, submit = useSubmit(['until', 'reason']), wrongs = submit.wrongs.value, until = useSignal(''), reason = useSignal('');
  const wrongNow = (): Wrong[] => [...(readDate(until.value) ? [] : [{ field: 'until', text: t.dayWrong }]), ...reasonWrong('reason', reason.value)];
  const send = () => submit.send(wrongNow(), () => call('POST /reporting/obligations/{id}/extension', { id: form.view.obligation.id, until: readDate(until.value) ?? '', reason: reason.value.trim() }));
  return (
    <StepForm id="extension" title={t.title} go={t.go} submit={submit} send={send} done={() => tell(reportsWords().done.asked)} cancel={close}>
      <TextField id="until" label={t.until} hint={t.dayHint} wrong={wrongOf(wrongs, 'until')} value={until.value} change={(value) => { until.value = value; }} most={10} inputMode="numeric" />
      <TextArea id="reason" label={t.reason} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

function DecideExtension({ form, tell }: StepProps) {
  const t = reportsWords(), submit = useSubmit(['extension-note']), wrongs = submit.wrongs.value, choice = useSignal<'grant' | 'refuse'>('grant'), note = useSignal(''), { obligation } = form.view, refuses = choice.value === 'refuse';
  const send = () => submit.send(refuses ? reasonWrong('extension-note', note.value) : [], () => call('POST /reporting/obligations/{id}/extension-decision', { id: obligation.id, decision: choice.value, note: note.value.trim() }));
  return (
    <StepForm id="extension-decide" title={t.extension.decide} go={t.decide.go} submit={submit} send={send} done={() => tell(refuses ? t.done.refused : t.done.granted)}>
      <p class="told-reason"><Vi>{t.extension.asked(obligation.asked_to ? date(obligation.asked_to) : '', obligation.asked_reason)}</Vi></p>
      <ChoiceCards id="extension-verdict" label={t.extension.decide} isLabelUnseen isWide chosen={choice.value} choose={(value) => { choice.value = value as 'grant' | 'refuse'; }} choices={[{ value: 'grant', label: t.extension.grant }, { value: 'refuse', label: t.extension.refuse }]} />
      <TextArea id="extension-note" label={t.decide.note} isOptional={!refuses} wrong={wrongOf(wrongs, 'extension-note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_MOST} />
    </StepForm>
  );
}

/** The coordinator may give it to another agency: whoever writes there is chosen there. */
function OtherAgency({ id, chosen, choose }: { id: string; chosen: string; choose: (code: string) => void }) {
  const t = reportsWords().reassign, loaded = useLoaded('GET /reference/agencies', { on: me.value?.today ?? '' });
  const agencies = [...loaded.data?.agencies ?? []].sort((a, b) => fold(a.name).localeCompare(fold(b.name)));
  return (
    <Field id={id} label={t.agency}>
      {(ties) => (
        <select {...ties} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          {agencies.map((one) => <option key={one.code} value={one.code} selected={one.code === chosen} lang="vi">{one.name}</option>)}
        </select>
      )}
    </Field>
  );
}

function Reassign({ form, tell, close }: OpenedProps) {
  const t = reportsWords().reassign, { id, officer: now, agency: owner } = form.view.obligation, submit = useSubmit(['agency', 'officer', 'reason']), wrongs = submit.wrongs.value, agency = useSignal(owner), officer = useSignal(now), reason = useSignal('');
  const loaded = useLoaded('GET /reporting/obligations/{id}/writers', { id }), isOther = agency.value !== owner;
  const send = () => submit.send(reasonWrong('reason', reason.value), () => call('POST /reporting/obligations/{id}/reassignment', { id, agency: isOther ? agency.value : '', officer: isOther ? '' : officer.value, reason: reason.value.trim() }));
  return (
    <StepForm id="reassign" title={t.title} go={t.go} submit={submit} send={send} done={() => tell(reportsWords().done.reassigned)} cancel={close}>
      {may('reporting.check') && <OtherAgency id="agency" chosen={agency.value} choose={(code) => { agency.value = code; }} />}
      {!isOther && (
        <Field id="officer" label={t.officer}>
          {(ties) => (
            <select {...ties} value={officer.value} onChange={(event) => { officer.value = event.currentTarget.value; }}>
              <option value="">{t.anyone}</option>
              {loaded.data?.writers.map((one) => <option key={one.account} value={one.account} selected={one.account === officer.value} lang="vi">{[one.name, one.title].filter(Boolean).join(', ')}</option>)}
            </select>
          )}
        </Field>
      )}
      <TextArea id="reason" label={t.reason} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

function Correct({ form, tell, close }: OpenedProps) {
  const t = reportsWords().correct, submit = useSubmit(['reason']), reason = useSignal('');
  const send = () => submit.send(reasonWrong('reason', reason.value), () => call('POST /reporting/obligations/{id}/correction', { id: form.view.obligation.id, reason: reason.value.trim() }));
  return (
    <StepForm id="correct" title={t.title} text={t.text} go={t.go} submit={submit} send={send} done={() => tell(reportsWords().done.begun)} cancel={close}>
      <TextArea id="reason" label={t.reason} wrong={wrongOf(submit.wrongs.value, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} />
    </StepForm>
  );
}

type Opened = '' | 'extension' | 'reassign' | 'correct';

export function Steps({ form, tell }: StepProps) {
  const t = reportsWords(), opened = useSignal<Opened>(''), { id } = form.view.obligation, close = () => { opened.value = ''; };
  const all: readonly [Exclude<Opened, ''>, boolean, string][] = [['correct', form.may_correct, t.correct.open], ['extension', form.may_ask_extension, t.extension.open], ['reassign', form.may_reassign, t.reassign.open]];
  const found = all.filter(([, isAllowed]) => isAllowed);
  return (
    <>
      {(form.may_approve || form.may_decide) && <Verdict form={form} isHead={form.may_approve} tell={tell} />}
      {form.may_decide_extension && <DecideExtension form={form} tell={tell} />}
      {form.may_withdraw && <Act open={t.withdraw.open} text={t.withdraw.text} go={t.withdraw.open} cancel={t.cancel} ask={() => call('POST /reporting/obligations/{id}/withdrawal', { id })} done={() => { tell(t.done.withdrawn); forgetLoaded(); }} />}
      {found.length > 0 && opened.value === '' && <p class="buttons">{found.map(([name, , word]) => <button key={name} type="button" class="button is-quiet" onClick={() => { opened.value = name; }}>{word}</button>)}</p>}
      {opened.value === 'correct' && form.may_correct && <Correct form={form} tell={tell} close={close} />}
      {opened.value === 'extension' && form.may_ask_extension && <AskExtension form={form} tell={tell} close={close} />}
      {opened.value === 'reassign' && form.may_reassign && <Reassign form={form} tell={tell} close={close} />}
    </>
  );
}
