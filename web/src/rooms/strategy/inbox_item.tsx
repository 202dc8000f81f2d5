// One line of the inbox: what to do, about what, by when.
// SPDX-License-Identifier: Apache-2.0
import calendar from 'icon:calendar-days';
import listChecks from 'icon:list-checks';
import clipboard from 'icon:clipboard-check';
import back from 'icon:corner-up-left';
import pen from 'icon:pen-line';
import type { InboxItem as Item, InboxKind } from '../../api/types';
import { date, number, period } from '../../lib/format';
import { hasDraft } from '../../lib/drafts';
import { daysBetween } from '../../lib/period';
import { me } from '../../lib/person';
import { Icon } from '../../ui/icon';
import { Mark } from '../../ui/mark';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { inboxWords } from '../../words/vi/inbox';
import { measureWords } from '../../words/vi/measure';
import { entryText } from './entry_text';
import { draftKeyOf, groupOf, hrefOf, isProgress } from './inbox_groups';
import { percentText } from './task_row';

export const kindIcons: Record<InboxKind, string> = { check: listChecks, returned: back, figure: pen, task: clipboard, duty: calendar };

const HOURS_7_MS = 7 * 3_600_000; // Vietnam is always seven hours ahead
const dayInVietnam = (at: string): string => new Date(Date.parse(at) + HOURS_7_MS).toISOString().slice(0, 10);
export const daysSince = (at: string, today: string): number => Math.max(0, daysBetween(dayInVietnam(at), today));

const days = (count: number): string => commonWords().days(number(count, 0), count);

export const itemTitle = (item: Item): string => (item.period && item.kind !== 'duty' ? `${item.title}, ${period(item.period)}` : item.title);

/** What was handed in, or how far it is. */
function valueOf(item: Item): string {
  if (item.kind === 'task') return item.value === null ? '' : measureWords().percentDone(percentText(item.value));
  if (item.kind !== 'check' && item.kind !== 'returned') return '';
  return entryText({ kind: isProgress(item) ? 'progress' : 'figure', value: item.value, text: item.text }, item.unit);
}

function Meta({ item, hasAgency }: { item: Item; hasAgency: boolean }) {
  const isPlace = item.period !== '' && item.kind !== 'duty', value = valueOf(item);
  const parts = [isPlace && item.subject_name, item.kind === 'check' ? inboxWords().sentBy(item.person, item.agency_name) : hasAgency && item.agency_name, item.citation].filter((one): one is string => Boolean(one));
  return <span class="item-meta">{value && <b>{value} · </b>}<Vi>{parts.join(' · ')}</Vi></span>;
}

function Due({ item, today }: { item: Item; today: string }) {
  const t = inboxWords(), group = groupOf(item);
  if (group === 'check' && item.at) {
    const waited = daysSince(item.at, today);
    return <span class="item-due">{waited === 0 ? t.sentToday : t.waited(days(waited))}<small>{date(item.at)}</small></span>;
  }
  if (group === 'returned' && item.at) return <span class="item-due is-late-text"><span><Mark status="late" /> {t.returnedOn(date(item.at).slice(0, 5))}</span></span>;
  if (!item.due_on) return <span class="item-due" />;
  const day = <small>{date(item.due_on)}</small>;
  if (group === 'overdue') return <span class="item-due is-late-text"><span><Mark status="late" /> {t.overdue(days(-item.days_left))}</span>{day}</span>;
  if (group === 'soon') return <span class="item-due is-soon-text"><span><Mark status="at_risk" /> {item.days_left === 0 ? t.todayWord : t.tomorrow}</span>{day}</span>;
  return <span class="item-due">{t.left(days(item.days_left))}{day}</span>;
}

interface Props {
  item: Item;
  today: string;
  /** The reader acts for several agencies. */
  hasAgency: boolean;
  isOpen: boolean;
  /** null: the link leads to a page of its own. */
  open: ((item: Item) => void) | null;
}

export function InboxLine({ item, today, hasAgency, isOpen, open }: Props) {
  const t = inboxWords(), key = draftKeyOf(item, me.value?.username ?? '');
  const choose = (event: MouseEvent) => {
    if (!open || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    open(item);
  };
  return (
    <li>
      <a class="item" href={hrefOf(item)} aria-current={isOpen ? 'true' : undefined} onClick={choose}>
        <span class="item-icon"><Icon of={kindIcons[item.kind]} /></span>
        <span class="item-body">
          <span class="item-title"><b>{t.verbs[item.kind]}:</b> <Vi>{itemTitle(item)}</Vi></span>
          <Meta item={item} hasAgency={hasAgency} />
          {item.kind === 'returned' && item.note && <span class="item-reason"><span class="unseen">{t.reason}: </span><Vi>{item.note}</Vi></span>}
          {key !== '' && hasDraft(key) && <span class="item-draft"><Icon of={pen} size={15} />{t.draft}</span>}
        </span>
        <Due item={item} today={today} />
      </a>
    </li>
  );
}
