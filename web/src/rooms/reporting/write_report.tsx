// Writing a report: its parts, whether it is saved, what differs when somebody else saved, and handing it in.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import cloudOff from 'icon:cloud-off';
import clock from 'icon:clock';
import lock from 'icon:lock';
import alert from 'icon:triangle-alert';
import users from 'icon:users';
import { useSignal } from '@preact/signals';
import type { Remark, ReportForm } from '../../api/types';
import { clock as time, dateTime, number, period } from '../../lib/format';
import { dropDraft } from '../../lib/drafts';
import { forgetLoaded } from '../../lib/loaded';
import { sendNow, takeOut, type Outgoing } from '../../lib/outbox';
import { comeTo, ErrorSummary, type Wrong } from '../../ui/error_summary';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { reportsWords } from '../../words/vi/reports';
import { EvidenceField, type Passing } from '../documents/evidence_field';
import { Refused } from '../strategy/unsent';
import { reportKey, SENDING, useDesk, type Desk, type SaveState } from './desk';
import { boxOf, FigureLines } from './figure_lines';
import { SectionFields, TaskLines } from './other_parts';
import { answerBox, isOpenRemark, Remarks, remarkText } from './remarks';
import { SheetForm } from './sheet_form';
import { TwoVersions } from './two_versions';
import { bodyOf, differences, isUnreadable, keyOfLine, lineKey, percentOf, typedFrom } from './typed';

const TONES: Record<SaveState, [string, string]> = {
  nothing: ['known', check], waiting: ['known', clock], saving: ['known', clock], saved: ['good', check], lost: ['warn', cloudOff], refused: ['bad', alert], stale: ['warn', alert], signedOut: ['warn', lock],
};

function Saved({ desk }: { desk: Desk }) {
  const t = reportsWords().save, state = desk.state.value, [tone, icon] = TONES[state];
  const text = state === 'saved' ? t.saved(time(desk.savedAt.value ?? new Date().toISOString())) : state === 'lost' && !desk.isKept.value ? t.lostUnkept : t[state];
  return <p class={`save-state is-${tone}`} role="status"><Icon of={icon} size={18} />{text}</p>;
}

/** Both side by side: nothing is lost until one is chosen. */
function Stale({ form, desk, drop }: { form: ReportForm; desk: Desk; drop: () => void }) {
  const t = reportsWords().stale, stored = desk.stored.value;
  if (!stored) return null;
  const take = () => {
    desk.takeTheirs();
    drop();
  };
  return (
    <Notice tone="warn" icon={users} title={t.title} takesFocus isPart>
      <p><Vi>{t.text(stored.saved_name, stored.saved_at ? dateTime(stored.saved_at) : '')}</Vi></p>
      <TwoVersions found={differences(form, desk.typed.value, typedFrom(form, stored))} mine={t.mine} theirs={t.theirs} />
      <p class="buttons"><button type="button" class="button" onClick={desk.keepMine}>{t.keep}</button><button type="button" class="button is-quiet" onClick={take}>{t.take}</button></p>
    </Notice>
  );
}

/** The parts of a long form, and how much of each is filled in. */
function Contents({ form, desk }: { form: ReportForm; desk: Desk }) {
  const t = reportsWords(), { figures, tasks, sections, files } = desk.typed.value;
  const told = (of: number, all: number) => t.filled(number(of, 0), number(all, 0));
  const parts: readonly (readonly [id: string, name: string, count: string])[] = [
    ['figures', t.figures, told(form.lines.filter((line) => figures[keyOfLine(line)]?.value.trim()).length, form.lines.length)],
    ...(form.tasks.length > 0 ? [['tasks', t.tasks, told(form.tasks.filter(({ task }) => tasks[task.code]?.state).length, form.tasks.length)] as const] : []),
    ...(form.sections.length > 0 ? [['sections', t.sections, told(form.sections.filter((one) => sections[one.code]?.trim()).length, form.sections.length)] as const] : []),
    ['evidence', t.evidence, number(files.length, 0)],
  ];
  return (
    <nav class="report-contents" aria-label={t.contents}>
      <ul>{parts.map(([id, name, count]) => <li key={id}><a href={`#${id}`} onClick={(event) => comeTo(event, id)}>{name} <b>{count}</b></a></li>)}</ul>
    </nav>
  );
}

const nameOf = (line: ReportForm['lines'][number]): string => line.indicator.short_title || line.indicator.title;

/** What cannot be read as it is typed. */
function unreadable(form: ReportForm, desk: Desk): Wrong[] {
  const t = reportsWords(), typed = desk.typed.value;
  const figures = form.lines.filter((line) => { const one = typed.figures[keyOfLine(line)]; return one !== undefined && isUnreadable(line, one); });
  const tasks = form.tasks.filter(({ task }) => { const one = typed.tasks[task.code]; return one?.state === 'in_progress' && percentOf(one) === null; });
  return [
    ...figures.map((line) => ({ field: boxOf('value', keyOfLine(line)), text: `${nameOf(line)}: ${t.valueWrong}` })),
    ...tasks.map(({ task }) => ({ field: boxOf('percent', task.code), text: `${task.title}: ${t.percentWrong}` })),
  ];
}

/** A remark as a fault of the form: it leads to the box that mends it. */
function wrongOfRemark(form: ReportForm, one: Remark): Wrong {
  const t = reportsWords(), line = form.lines.find((each) => keyOfLine(each) === lineKey(one)), section = form.sections.find((each) => each.code === one.section);
  const box = line ? boxOf('value', keyOfLine(line)) : section ? boxOf('section', section.code) : 'evidence', name = line ? nameOf(line) : (section?.title ?? t.evidence);
  if (one.severity === 'error') return { field: box, text: `${name}: ${remarkText(one)}` };
  return { field: answerBox(box, one), text: `${name}: ${remarkText(one)} ${t.answerIt}` };
}

interface Props {
  form: ReportForm;
  /** What was sent from here and not taken. */
  refused: Outgoing | null;
  /** Says on the page what was done. */
  tell: (done: string) => void;
}

export function WriteReport({ form, refused, tell }: Props) {
  const t = reportsWords(), { obligation, title } = form.view, about = { title: `${title}, ${period(obligation.period)}`, href: `/bao-cao/${obligation.id}` }, desk = useDesk(form, about);
  const submit = useSubmit(['figures', 'tasks', 'sections', 'evidence']), passing = useSignal<Passing[]>([]), isTried = useSignal(false), { id } = obligation;
  const remarks = desk.remarks.value.filter((one) => one.rule !== 'empty' || isTried.value), isSending = submit.state.value === 'sending';
  const answer = (name: string, reason: string) => desk.change((now) => ({ ...now, overrides: { ...now.overrides, [name]: reason } }));
  const wrongsNow = async (): Promise<Wrong[]> => {
    const found = [...unreadable(form, desk), ...(passing.value.length > 0 ? [{ field: 'evidence', text: formsWords().figure.wrongs.files }] : [])];
    if (found.length > 0) return found;
    if (!await desk.flush()) return desk.state.value === 'lost' ? [] : [{ field: '', text: t.reportChanged }]; // the server looks it over when it comes
    return (await desk.check() ?? []).filter((one) => isOpenRemark(one, desk.typed.value.overrides)).map((one) => wrongOfRemark(form, one));
  };
  const send = async (event: Event) => {
    event.preventDefault();
    isTried.value = true;
    const sent = await submit.send(await wrongsNow(), () => {
      desk.rest();
      return sendNow({ ...about, route: SENDING, input: { id, save: '', revision: desk.revision(), ...bodyOf(form, desk.typed.value) }, name: desk.name(), draft: reportKey(id), said: form.view.agency_name });
    });
    if (!sent) return;
    dropDraft(reportKey(id));
    tell(t.done.submitted);
    forgetLoaded();
  };
  return (
    <form class="form report-form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <Refused item={refused} />
      <Stale form={form} desk={desk} drop={() => { if (refused) void takeOut(refused.key); }} />
      {desk.refusal.value && <div class="problem-note" role="alert"><p>{desk.refusal.value}</p></div>}
      <SheetForm id={id} desk={desk} tell={tell} />
      <Contents form={form} desk={desk} />
      <FigureLines lines={form.lines} desk={desk} remarks={remarks} />
      <TaskLines form={form} desk={desk} />
      <SectionFields form={form} desk={desk} remarks={remarks} />
      <EvidenceField files={desk.typed.value.files} change={(next) => desk.change((now) => ({ ...now, files: next(now.files) }))} passing={passing} />
      <Remarks id="evidence" remarks={remarks.filter((one) => one.indicator === '' && one.section === '')} overrides={desk.typed.value.overrides} answer={answer} />
      <SendTrouble state={desk.state.value === 'signedOut' ? 'signed_out' : submit.state.value} lostText={t.lostText} />
      <div class="form-bar">
        <Saved desk={desk} />
        <button type="submit" class="button" disabled={isSending}>{isSending ? t.submitting : t.submit}</button>
      </div>
    </form>
  );
}
