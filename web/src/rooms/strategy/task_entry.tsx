// Reporting the progress of a task, whole: what the document asks for, the last report, the form, and what became of it.
// SPDX-License-Identifier: Apache-2.0
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { File, Submission, TaskEntryForm } from '../../api/types';
import { date } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { arrivedOf, outgoingOf, takeOut } from '../../lib/outbox';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { MainHeading, PartHeading } from '../../ui/heading';
import { Notice } from '../../ui/notice';
import { SampleTag } from '../../ui/sample';
import { Title, Vi } from '../../ui/text';
import { checksWords } from '../../words/vi/checks';
import { commonWords } from '../../words/vi/common';
import { formsWords } from '../../words/vi/forms';
import { indicatorWords } from '../../words/vi/indicator';
import { stateWord } from './entry_text';
import { useRounds, withoutTakenBack, type Rounds } from './hand_in';
import { progressKey } from './inbox_groups';
import { SentEntry } from './sent_entry';
import { TaskForm } from './task_form';
import { dueText, percentText } from './task_row';
import { blankTask, taskFrom, type TaskTyped } from './task_values';
import { Queued, Refused } from './unsent';
import { AgencyName, isSame } from './who';

interface Props {
  form: TaskEntryForm;
}

function Head({ form }: Props) {
  const t = formsWords().task, { task } = form.view;
  return (
    <header class="work-head">
      <p class="eyebrow"><Vi>{t.eyebrow(task.citation)}</Vi></p>
      <MainHeading class="work-title is-long"><Title of={task} /></MainHeading>
      <p class="quiet"><Vi>{t.reports(form.agency_name)}</Vi> · <a href={`/nhiem-vu/${encodeURIComponent(task.code)}`}>{t.seePage}</a></p>
    </header>
  );
}

function Asked({ form: { view, held } }: Props) {
  const t = formsWords().task;
  return (
    <dl class="facts">
      {view.task.product && <div><dt>{t.product}</dt><dd><Vi>{view.task.product}</Vi></dd></div>}
      <div><dt>{t.due}</dt><dd class={view.overdue_days > 0 ? 'is-late-text' : undefined}>{dueText(view)}</dd></div>
      <div><dt>{t.held}</dt><dd>{held ? t.heldText(stateWord(held.state), percentText(held.percent), date(held.as_of)) : t.never} {held?.is_sample && <SampleTag />}</dd></div>
    </dl>
  );
}

/** Who else works at it: an officer knows whom to ask. */
function Others({ form: { view } }: Pick<Props, 'form'>) {
  const roles = commonWords().role;
  return (
    <aside class="work-side" aria-label={indicatorWords().who.title}>
      <section>
        <PartHeading>{indicatorWords().who.title}</PartHeading>
        <ul class="who">
          {view.assignments.map((one) => (
            <li key={`${one.role} ${one.named} ${one.agency}`}>
              <span class="who-role">{roles[one.role]}</span>
              <div><p class="who-name">{one.agency === '' ? <Vi>{one.named}</Vi> : <AgencyName one={one} />}</p>{!isSame(one) && <p class="quiet">{indicatorWords().who.named}: <Vi>{one.named}</Vi></p>}</div>
            </li>
          ))}
        </ul>
      </section>
      {view.task.note && <section><PartHeading>{checksWords().note}</PartHeading><p class="quiet"><Vi>{view.task.note}</Vi></p></section>}
    </aside>
  );
}

function Desk({ form, start, rounds }: Props & { start: TaskTyped; rounds: Rounds }) {
  const { task } = form.view, href = `/nhap/nhiem-vu/${encodeURIComponent(task.code)}?agency=${encodeURIComponent(form.agency)}`;
  const about = { title: task.title, href }, draftKey = progressKey(me.value?.username ?? '', task.code, form.agency);
  const draft = useDraft<TaskTyped>(draftKey, about, () => start), queued = outgoingOf(draftKey);
  const sent = useSignal<Submission | null>(null), isBegun = draft.keptAt.value !== null;
  const arrived = (one: Submission) => {
    draft.drop();
    sent.value = one;
    forgetLoaded();
  };
  const discard = () => {
    if (queued) void takeOut(queued.key);
    draft.drop();
    rounds.restart();
  };
  const late = arrivedOf('POST /strategy/progress', draftKey);
  useEffect(() => {
    if (late && sent.peek() === null) arrived(late);
  }, [late]);
  const change = (part: Partial<TaskTyped>) => draft.change(isBegun ? part : { seen: form.held?.revision ?? 0, ...part });
  return (
    <>
      <Head form={form} />
      <Asked form={form} />
      <div class="work-body">
        <div class="work-main">
          {sent.value
            ? <SentEntry sent={sent.value} unit="%" view={null} withdrawn={rounds.takenBack} />
            : queued?.state === 'waiting' ? <Queued item={queued} /> : (
              <>
                <Refused item={queued} />
                <TaskForm form={form} about={{ ...about, draft: draftKey }} draft={draft} isBegun={isBegun} change={change} discard={discard} sent={arrived} withdrawn={rounds.takenBack} />
              </>
            )}
        </div>
        <Others form={form} />
      </div>
    </>
  );
}

/** Begins with what came back or was taken back, so that it can be corrected. */
function TaskDesk({ form: loaded, files }: Props & { files: readonly File[] }) {
  const account = me.value?.account ?? '', rounds = useRounds(), { back } = rounds, form = withoutTakenBack(loaded, back);
  const earlier = back?.one ?? form.returned ?? form.waiting, start = earlier ? taskFrom(form, earlier, back?.files ?? files, account) : blankTask(form);
  return (
    <>
      {back && <Notice tone="good" icon={undo} title={formsWords().waiting.withdrawn} takesFocus />}
      <Desk key={rounds.round} form={form} start={start} rounds={rounds} />
    </>
  );
}

/** The files of an entry that came back or waits are fetched before the form begins with them. */
function Start({ form }: Props) {
  const earlier = form.returned ?? form.waiting, page = useLoaded('GET /strategy/submissions/{id}', earlier ? { id: earlier.id } : null), isReady = useRef(false);
  if (!page.isLoading) isReady.current = true;
  if (!isReady.current) return <><Head form={form} /><p class="quiet">{commonWords().loading}</p></>;
  return <TaskDesk form={form} files={page.data?.files ?? []} />;
}

export function TaskEntry({ form }: Props) {
  return <Start key={form.agency} form={form} />;
}
