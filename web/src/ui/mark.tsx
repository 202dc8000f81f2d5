// Statuses: each has a silhouette of its own, so that they differ in black and white and for who sees no colours.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { Status, TaskStatus } from '../api/types';
import { commonWords } from '../words/vi/common';

export type AnyStatus = Status | TaskStatus;

const disc = (
  <>
    <circle cx="8" cy="8" r="7.5" fill="currentColor" />
    <path d="M4.6 8.3l2.3 2.3 4.5-4.9" fill="none" stroke="var(--mark-on)" stroke-width="1.9" stroke-linecap="round" stroke-linejoin="round" />
  </>
);
const square = (
  <>
    <rect x="1" y="1" width="14" height="14" rx="2" fill="currentColor" />
    <path d="M8 4v7.3M4.9 8.4 8 11.5l3.1-3.1" fill="none" stroke="var(--mark-on)" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" />
  </>
);

const shapes: Record<AnyStatus, ComponentChildren> = {
  met: disc,
  on_track: <path d="M8 1.3 15.2 14H.8z" fill="currentColor" stroke="currentColor" stroke-linejoin="round" />,
  at_risk: (
    <>
      <path d="M8 .6 15.4 8 8 15.4.6 8z" fill="currentColor" />
      <path d="M8 4.6v4" stroke="var(--mark-on)" stroke-width="1.7" stroke-linecap="round" />
      <circle cx="8" cy="11.1" r="1" fill="var(--mark-on)" />
    </>
  ),
  late: square,
  no_data: <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2.3" />,
  done: disc,
  overdue: square,
  in_progress: (
    <>
      <circle cx="8" cy="8" r="6.5" fill="none" stroke="currentColor" stroke-width="1.8" />
      <path d="M8 4a4 4 0 0 1 0 8z" fill="currentColor" />
    </>
  ),
  not_started: <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" />,
  no_report: <circle cx="8" cy="8" r="6.4" fill="none" stroke="currentColor" stroke-width="1.8" stroke-dasharray="3 2.3" />,
};

export function Mark({ status, size = 14 }: { status: AnyStatus; size?: number }) {
  return (
    <svg class={`mark is-${status}`} width={size} height={size} viewBox="0 0 16 16" aria-hidden="true">
      {shapes[status]}
    </svg>
  );
}

export function statusWord(status: AnyStatus): string {
  const t = commonWords();
  return status in t.status ? t.status[status as Status] : t.taskStatus[status as TaskStatus];
}

export function Pill({ status }: { status: AnyStatus }) {
  return (
    <span class={`pill is-${status}`}>
      <Mark status={status} />
      {statusWord(status)}
    </span>
  );
}
