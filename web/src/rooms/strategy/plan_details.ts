// What the plan's own lines leave out: all targets of an indicator, who was named then, which figures are samples.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView, TaskView } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { useAllTasks } from './task_order';

export interface PlanDetails {
  indicator: (code: string) => IndicatorView | undefined;
  task: (code: string) => TaskView | undefined;
  hasSamples: boolean;
}

const byCode = <T>(items: readonly T[], codeOf: (item: T) => string): Map<string, T> => new Map(items.map((one) => [codeOf(one), one]));

/** Comes after the first drawing: the lines show what they have until then. */
export function usePlanDetails(document: string): PlanDetails {
  const summary = useLoaded('GET /strategy/summary', { document }), tasks = useAllTasks({ document });
  const indicators = byCode(summary.data?.groups.flatMap((group) => group.indicators) ?? [], (one) => one.indicator.code);
  const views = byCode(tasks.tasks ?? [], (one) => one.task.code);
  return { indicator: (code) => indicators.get(code), task: (code) => views.get(code), hasSamples: summary.data?.has_samples ?? false };
}
