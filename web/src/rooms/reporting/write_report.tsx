// Writing a report: its parts, whether it is saved, what differs when somebody else saved, and handing it in.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import cloudOff from 'icon:cloud-off';
import clock from 'icon:clock';
import lock from 'icon:lock';
import alert from 'icon:triangle-alert';
import users from 'icon:users';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { ReportForm } from '../../api/types';
import { clock as time, dateTime, period } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { ErrorSummary, type Wrong } from '../../ui/error_summary';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { reportsWords } from '../../words/vi/reports';
import { EvidenceField, type Passing } from '../documents/evidence_field';
import { useDesk, type Desk, type SaveState } from './desk';
import { boxOf, FigureLines } from './figure_lines';
import { SectionFields, TaskLines } from './other_parts';
import { Remarks } from './remarks';
import { SheetForm } from './sheet_form';
import { differences, isUnreadable, keyOfLine, percentOf, typedFrom } from './typed';

const TONES: Record<SaveState, [string, string]> = {
  nothing: ['known', check], waiting: ['known', clock], saving: ['known', clock], saved: ['good', check], lost: ['warn', cloudOff], refused: ['bad', alert], stale: ['warn', alert], signedOut: ['warn', lock],
};

function Saved({ desk }: { desk: Desk }) {
  const t = reportsWords().save, state = desk.state.value, [tone, icon] = TONES[state];
  return <p class={`save-state is-${tone}`} role="status"><Icon of={icon} size={18} />{state === 'saved' ? t.saved(time(desk.savedAt.value ?? new Date().toISOString())) : t[state]}</p>;
}

/** Both side by side: nothing is lost until one is chosen. */
function Stale({ form, desk }: { form: ReportForm; desk: Desk }) {
  const t = reportsWords().stale, stored = desk.stored.value;
  if (!stored) return null;
  const found = differences(form, desk.typed.value, typedFrom(form, stored));
  return (
    <Notice tone="warn" icon={users} title={t.title} takesFocus isPart>
      <p><Vi>{t.text(stored.saved_name, stored.saved_at ? dateTime(stored.saved_at) : '')}</Vi></p>
      {found.length === 0 ? <p>{t.same}</p> : (
        <ul class="two-versions">
          {found.map((one) => (
            <li key={one.name}>
              <p class="label"><Vi>{one.name}</Vi></p>
              <dl><div><dt>{t.mine}</dt><dd><Vi>{one.mine || t.empty}</Vi></dd></div><div><dt>{t.theirs}</dt><dd><Vi>{one.theirs || t.empty}</Vi></dd></div></dl>
            </li>
          ))}
        </ul>
      )}
      <p class="buttons"><button type="button" class="button" onClick={desk.keepMine}>{t.keep}</button><button type="button" class="button is-quiet" onClick={desk.takeTheirs}>{t.take}</button></p>
    </Notice>
  );
}

function wrongsNow(form: ReportForm, desk: Desk): Wrong[] {
  const t = reportsWords(), typed = desk.typed.value;
  const figures = form.lines.filter((line) => { const one = typed.figures[keyOfLine(line)]; return one !== undefined && isUnreadable(line, one); });
  const tasks = form.tasks.filter(({ task }) => { const one = typed.tasks[task.code]; return one?.state === 'in_progress' && percentOf(one) === null; });
  return [
    ...figures.map((line) => ({ field: boxOf('value', keyOfLine(line)), text: `${line.indicator.short_title || line.indicator.title}: ${t.valueWrong}` })),
    ...tasks.map(({ task }) => ({ field: boxOf('percent', task.code), text: `${task.title}: ${t.percentWrong}` })),
  ];
}

export function WriteReport({ form }: { form: ReportForm }) {
  const t = reportsWords(), { obligation, title } = form.view, desk = useDesk(form, { title: `${title}, ${period(obligation.period)}`, href: `/bao-cao/${obligation.id}` });
  const submit = useSubmit(['figures', 'tasks', 'sections', 'evidence']), passing = useSignal<Passing[]>([]), isTried = useSignal(false), { id } = obligation;
  const remarks = desk.remarks.value.filter((one) => one.rule !== 'empty' || isTried.value), isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    isTried.value = true;
    const found = wrongsNow(form, desk);
    if (found.length === 0 && !await desk.flush()) found.push({ field: '', text: t.reportChanged });
    const answer = await submit.send(found, () => call('POST /reporting/obligations/{id}/submission', { id, revision: desk.revision() }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form report-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <Stale form={form} desk={desk} />
      {desk.refusal.value && <div class="problem-note" role="alert"><p>{desk.refusal.value}</p></div>}
      <FigureLines lines={form.lines} desk={desk} remarks={remarks} />
      <TaskLines form={form} desk={desk} />
      <SectionFields form={form} desk={desk} remarks={remarks} />
      <EvidenceField files={desk.typed.value.files} change={(next) => desk.change((now) => ({ ...now, files: next(now.files) }))} passing={passing} />
      <Remarks id="evidence" remarks={remarks.filter((one) => one.indicator === '' && one.section === '')} overrides={desk.typed.value.overrides} answer={(name, reason) => desk.change((now) => ({ ...now, overrides: { ...now.overrides, [name]: reason } }))} />
      <SheetForm id={id} desk={desk} />
      <SendTrouble state={submit.state.value} lostText={t.lostText} />
      <div class="form-bar">
        <Saved desk={desk} />
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.submitting : t.submit}</button>
      </div>
    </form>
  );
}
