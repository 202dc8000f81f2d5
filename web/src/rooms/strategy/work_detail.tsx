// A thing of the inbox, done right beside the list.
// SPDX-License-Identifier: Apache-2.0
import landmark from 'icon:landmark';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Problem } from '../../api/client';
import type { InboxItem } from '../../api/types';
import { date, period } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { IsWithin, MainHeading } from '../../ui/heading';
import { Icon } from '../../ui/icon';
import { useLastGood } from '../../ui/last_good';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { inboxWords } from '../../words/vi/inbox';
import { CheckEntry } from './check_entry';
import { FigureEntry } from './figure_entry';
import { isProgress } from './inbox_groups';
import { TaskEntry } from './task_entry';
import { LoadTrouble } from './workplace';

interface PaneProps {
  /** null: not there yet. */
  children: ComponentChildren;
  problem: Problem | null;
  isThere: boolean;
  takesFocus: boolean;
}

function Pane({ children, problem, isThere, takesFocus }: PaneProps) {
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isThere && takesFocus) box.current?.querySelector<HTMLElement>('.work-title')?.focus();
  }, [isThere]);
  return (
    <div ref={box} class="work">
      <button type="button" class="button is-quiet to-list" onClick={() => document.querySelector<HTMLElement>('.item[aria-current]')?.focus()}>{inboxWords().toList}</button>
      <LoadTrouble problem={problem} />
      {isThere ? children : !problem && <p class="quiet">{commonWords().loading}</p>}
    </div>
  );
}

interface Props {
  item: InboxItem;
  takesFocus: boolean;
}

function Check({ item, takesFocus }: Props) {
  const loaded = useLoaded('GET /strategy/submissions/{id}', { id: item.id }), page = useLastGood(loaded);
  return <Pane problem={loaded.problem} isThere={page !== null} takesFocus={takesFocus}>{page && <CheckEntry page={page} />}</Pane>;
}

function Figure({ item, takesFocus }: Props) {
  const asked = useSignal({ code: item.item, subject: item.subject, period: item.period });
  const loaded = useLoaded('GET /strategy/entry/{code}', asked.value), form = useLastGood(loaded);
  const ask = (changes: { subject?: string; period?: string }) => { asked.value = { ...asked.value, ...changes }; };
  return <Pane problem={loaded.problem} isThere={form !== null} takesFocus={takesFocus}>{form && <FigureEntry form={form} ask={ask} />}</Pane>;
}

function Task({ item, takesFocus }: Props) {
  const loaded = useLoaded('GET /strategy/task-entry/{code}', { code: item.item, agency: item.agency }), form = useLastGood(loaded);
  return <Pane problem={loaded.problem} isThere={form !== null} takesFocus={takesFocus}>{form && <TaskEntry form={form} />}</Pane>;
}

/** Duties are done on paper: here stands what and by when. */
function Duty({ item, takesFocus }: Props) {
  const t = inboxWords().duty;
  return (
    <Pane problem={null} isThere takesFocus={takesFocus}>
      <header class="work-head">
        <p class="eyebrow">{t.title}</p>
        <MainHeading class="work-title is-long"><Vi>{item.title}</Vi></MainHeading>
      </header>
      <dl class="facts">
        <div><dt>{t.forPeriod}</dt><dd>{period(item.period)}</dd></div>
        {item.due_on && <div><dt>{t.due}</dt><dd class={item.days_left < 0 ? 'is-late-text' : undefined}>{date(item.due_on)}</dd></div>}
        <div><dt>{t.citation}</dt><dd><Vi>{item.citation}</Vi></dd></div>
      </dl>
      <p>{t.text}</p>
      <p class="buttons"><a class="button is-quiet" href={`/co-quan/${encodeURIComponent(item.agency)}`}><Icon of={landmark} size={18} />{t.open}</a></p>
    </Pane>
  );
}

export function WorkDetail(props: Props) {
  const { kind } = props.item, One = kind === 'check' ? Check : kind === 'duty' ? Duty : isProgress(props.item) ? Task : Figure;
  return <IsWithin.Provider value={true}><One {...props} /></IsWithin.Provider>;
}
