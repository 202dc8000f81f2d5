// The list of agencies: in which order, and which of them. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { AgencyKind, AgencySummary, Status, TaskStatus } from '../../api/types';
import { matches } from '../../lib/fold';
import type { Sorted } from '../../ui/sort_head';

export type AgencyGroup = 'provincial' | 'vertical' | 'commune' | 'other';

const groups: Record<AgencyKind, AgencyGroup> = {
  committee: 'provincial', office: 'provincial', department: 'provincial', inspectorate: 'provincial', board: 'provincial', steering: 'provincial',
  vertical: 'vertical', commune: 'commune', district: 'other', unit: 'other', media: 'other', association: 'other', school: 'other',
};

export const AGENCY_GROUPS: readonly AgencyGroup[] = ['provincial', 'vertical', 'commune', 'other'];
export const groupOf = (kind: AgencyKind): AgencyGroup => groups[kind];

/** The worst first, as everywhere. */
export const INDICATOR_STATUSES: readonly Status[] = ['late', 'at_risk', 'no_data', 'on_track', 'met'];
export const TASK_STATUSES: readonly TaskStatus[] = ['overdue', 'no_report', 'not_started', 'in_progress', 'done'];

/** What needs somebody to act: indicators that are late, tasks that are overdue. */
export const behindOf = (one: AgencySummary): number => one.indicators.late + one.tasks.overdue;

/** Lists of numbers to compare one after the other, the larger the worse. */
function needOf({ indicators, tasks }: AgencySummary): number[] {
  const missing = indicators.attainment === null ? 0 : 1 - indicators.attainment;
  return [indicators.late + tasks.overdue, indicators.at_risk, indicators.no_data, tasks.no_report, missing];
}

function compareNeed(a: AgencySummary, b: AgencySummary): number {
  const [first, second] = [needOf(a), needOf(b)];
  const at = first.findIndex((value, i) => value !== second[i]);
  return at < 0 ? 0 : (second[at] ?? 0) - (first[at] ?? 0);
}

function numberOf(one: AgencySummary, column: string): number {
  const counts: Record<string, number | null> = { ...one.tasks, ...one.indicators, indicators: one.indicators.total, tasks: one.tasks.total };
  return counts[column] ?? -1;
}

export const WORST: Sorted = { by: 'worst', isDown: true };

/** By name in the order of the server, which knows Vietnamese; equal numbers stay worst first. */
export function sortedAgencies(agencies: readonly AgencySummary[], { by, isDown }: Sorted): AgencySummary[] {
  const turn = isDown ? -1 : 1;
  if (by === 'name') return isDown ? [...agencies].reverse() : [...agencies];
  const worst = [...agencies].sort(compareNeed);
  if (by === 'worst') return isDown ? worst : worst.reverse();
  return worst.sort((a, b) => (numberOf(a, by) - numberOf(b, by)) * turn);
}

export interface AgencyFilter {
  group: string;
  q: string;
}

const wordsOf = ({ agency }: AgencySummary): string => [agency.name, agency.name_en, agency.short_name, agency.code, agency.identifier].join(' ');

export const chosenAgencies = (agencies: readonly AgencySummary[], { group, q }: AgencyFilter): AgencySummary[] =>
  agencies.filter((one) => (group === '' || groupOf(one.agency.kind) === group) && matches(wordsOf(one), q));
