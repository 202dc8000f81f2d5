// A document as a tree: sections within sections, objectives with their indicators, tasks. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorLine, Objective, PlanPage, Section, SectionKind, Status, TaskLine, TaskStatus } from '../../api/types';
import { matches } from '../../lib/fold';

/** An objective, those that make it precise, and what measures it. */
export interface Aim {
  objective: Objective;
  aims: Aim[];
  indicators: IndicatorLine[];
}

export interface Branch {
  code: string;
  citation: string;
  title: string;
  kind: SectionKind;
  branches: Branch[];
  aims: Aim[];
  /** Of no objective. */
  indicators: IndicatorLine[];
  tasks: TaskLine[];
}

interface Names {
  objectives: string;
  indicators: string;
  tasks: string;
}

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): ((key: string) => T[]) => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return (key) => groups.get(key) ?? [];
};

const empty = (code: string, title: string, kind: SectionKind): Branch => ({ code, citation: '', title, kind, branches: [], aims: [], indicators: [], tasks: [] });
const isEmpty = (one: Branch): boolean => one.branches.length + one.aims.length + one.indicators.length + one.tasks.length === 0;

/** What stands in no section comes last, under names of our own: a package need not have sections. */
export function treeOf(page: PlanPage, names: Names): Branch[] {
  const sections = new Set(page.sections.map((one) => one.code)), objectives = new Set(page.objectives.map((one) => one.code));
  const known = (codes: Set<string>, code: string): string => (codes.has(code) ? code : '');
  const childrenOf = grouped(page.sections, (one) => known(sections, one.parent));
  const aimsUnder = grouped(page.objectives, (one) => (known(objectives, one.parent) ? `of ${one.parent}` : `in ${known(sections, one.section)}`));
  const measuring = grouped(page.indicators, (one) => known(objectives, one.objective));
  const tasksIn = grouped(page.tasks, (one) => known(sections, one.section));
  const aim = (objective: Objective): Aim => ({ objective, aims: aimsUnder(`of ${objective.code}`).map(aim), indicators: measuring(objective.code) });
  const branch = (one: Section): Branch => ({
    code: one.code, citation: one.citation, title: one.title, kind: one.kind,
    branches: childrenOf(one.code).map(branch), aims: aimsUnder(`in ${one.code}`).map(aim), indicators: [], tasks: tasksIn(one.code),
  });
  const rest: Branch[] = [
    { ...empty('-objectives', names.objectives, 'objectives'), aims: aimsUnder('in ').map(aim) },
    { ...empty('-indicators', names.indicators, 'objectives'), indicators: measuring('') },
    { ...empty('-tasks', names.tasks, 'tasks'), tasks: tasksIn('') },
  ];
  return [...childrenOf('').map(branch), ...rest.filter((one) => !isEmpty(one))];
}

const textOf = (one: { title: string; title_en?: string; citation: string }): string => `${one.title} ${one.title_en ?? ''} ${one.citation}`;

function aimFitting(aim: Aim, words: string): Aim | null {
  if (matches(textOf(aim.objective), words)) return aim;
  const aims = aim.aims.map((one) => aimFitting(one, words)).filter((one) => one !== null), indicators = aim.indicators.filter((one) => matches(textOf(one), words));
  return aims.length + indicators.length > 0 ? { ...aim, aims, indicators } : null;
}

function branchFitting(branch: Branch, words: string): Branch | null {
  if (matches(textOf(branch), words)) return branch;
  const kept: Branch = {
    ...branch,
    branches: fitting(branch.branches, words), aims: branch.aims.map((one) => aimFitting(one, words)).filter((one) => one !== null),
    indicators: branch.indicators.filter((one) => matches(textOf(one), words)),
    tasks: branch.tasks.filter((one) => matches(`${textOf(one)} ${one.leads.map((lead) => `${lead.named} ${lead.agency_name}`).join(' ')}`, words)),
  };
  return isEmpty(kept) ? null : kept;
}

/** The part of a tree that holds the words; what stands under a fitting head stays whole. */
export const fitting = (tree: readonly Branch[], words: string): Branch[] => tree.map((one) => branchFitting(one, words)).filter((one) => one !== null);

const indicatorsOfAim = (aim: Aim): IndicatorLine[] => [...aim.indicators, ...aim.aims.flatMap(indicatorsOfAim)];
const countAims = (aims: readonly Aim[]): number => aims.reduce((sum, one) => sum + 1 + countAims(one.aims), 0);

export interface Contents {
  objectives: number;
  indicators: IndicatorLine[];
  tasks: TaskLine[];
}

/** Everything beneath a branch. */
export function contentsOf(branch: Branch): Contents {
  const inner = branch.branches.map(contentsOf);
  return {
    objectives: countAims(branch.aims) + inner.reduce((sum, one) => sum + one.objectives, 0),
    indicators: [...branch.indicators, ...branch.aims.flatMap(indicatorsOfAim), ...inner.flatMap((one) => one.indicators)],
    tasks: [...branch.tasks, ...inner.flatMap((one) => one.tasks)],
  };
}

export const tally = <S extends Status | TaskStatus>(order: readonly S[], items: readonly { status: S }[]): [S, number][] =>
  order.map((status) => [status, items.filter((one) => one.status === status).length]);

const holdsAim = (aim: Aim, code: string): boolean =>
  aim.objective.code === code || aim.indicators.some((one) => one.code === code) || aim.aims.some((one) => holdsAim(one, code));

/** Codes of the branches to open so that an item shows, the outermost first; null: it is not in the tree. */
export function wayTo(tree: readonly Branch[], code: string): string[] | null {
  for (const branch of tree) {
    if (branch.code === code) return [code];
    if (branch.aims.some((one) => holdsAim(one, code)) || branch.indicators.some((one) => one.code === code) || branch.tasks.some((one) => one.code === code)) return [branch.code];
    const inner = wayTo(branch.branches, code);
    if (inner) return [branch.code, ...inner];
  }
  return null;
}

/** Every branch's code. */
export const codesOf = (tree: readonly Branch[]): string[] => tree.flatMap((one) => [one.code, ...codesOf(one.branches)]);
