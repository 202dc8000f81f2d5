// What needs me, in the order in which I should do it; and where each thing is done. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { InboxItem } from '../../api/types';

export type GroupName = 'overdue' | 'returned' | 'check' | 'soon' | 'next' | 'open';

export const groupNames: readonly GroupName[] = ['overdue', 'returned', 'check', 'soon', 'next', 'open'];

export function groupOf(item: InboxItem): GroupName {
  if (item.has_due && item.days_left < 0) return 'overdue';
  if (item.kind === 'returned' || item.kind === 'check') return item.kind;
  if (!item.has_due) return 'open';
  return item.days_left <= 1 ? 'soon' : 'next';
}

/** The server's order stays within a group. */
export const grouped = (items: readonly InboxItem[]): [GroupName, InboxItem[]][] =>
  groupNames.map((name): [GroupName, InboxItem[]] => [name, items.filter((one) => groupOf(one) === name)]).filter(([, found]) => found.length > 0);

/** Tells one thing from another, also in the address. */
export const keyOf = (item: InboxItem): string => item.id || [item.kind, item.item, item.subject, item.period].filter(Boolean).join('~');

/** Entries without a period are reports on tasks. */
export const isProgress = (item: InboxItem): boolean => item.kind === 'task' || ((item.kind === 'returned' || item.kind === 'check') && item.period === '');

const queryOf = (values: Record<string, string>): string => new URLSearchParams(values).toString();

export function hrefOf(item: InboxItem): string {
  const code = encodeURIComponent(item.item);
  if (item.kind === 'check') return `/kiem-tra/${encodeURIComponent(item.id)}`;
  if (item.kind === 'duty') return `/co-quan/${encodeURIComponent(item.agency)}`;
  if (isProgress(item)) return `/nhap/nhiem-vu/${code}?${queryOf({ agency: item.agency })}`;
  return `/nhap/chi-tieu/${code}?${queryOf({ subject: item.subject, period: item.period })}`;
}

/** Under which key a draft of it is kept (figure_entry, task_entry, decision); '' when nothing is typed for it. */
export function draftKeyOf(item: InboxItem, username: string): string {
  if (item.kind === 'check') return decisionKey(username, item.id);
  if (item.kind === 'duty') return '';
  return isProgress(item) ? progressKey(username, item.item, item.agency) : figureKey(username, item.item, item.subject, item.period);
}

export const figureKey = (username: string, code: string, subject: string, period: string): string => `${username}/figure/${code}/${subject}/${period}`;
export const progressKey = (username: string, code: string, agency: string): string => `${username}/progress/${code}/${agency}`;
export const decisionKey = (username: string, id: string): string => `${username}/decision/${id}`;
