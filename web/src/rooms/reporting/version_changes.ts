// What one published version says differently from another: pure.
// SPDX-License-Identifier: Apache-2.0
import type { ConsolidatedFigure, Consolidation } from '../../api/types';
import { amount, date, isPercent, number, period } from '../../lib/format';
import { resultsWords } from '../../words/vi/results';

export interface VersionChange {
  what: string;
  /** '' where there was or is nothing. */
  before: string;
  after: string;
}

const DECIMALS = 6;

/** Rows of a version under a name that holds in the other version too: [what people read, what it says]. */
type Said = Map<string, [string, string]>;

const figureText = (one: ConsolidatedFigure): string => {
  const t = resultsWords().period, value = (name: string, of: number | null): string => (of === null ? '' : `${name} ${number(of, DECIMALS)}`);
  if (one.reported === 1 && one.mean !== null) return amount(one.mean, one.unit, DECIMALS);
  const numbers = [value(t.sum, isPercent(one.unit) ? null : one.sum), value(t.mean, one.mean), value(t.low, one.low), value(t.high, one.high)];
  return one.texts || [`${t.reported} ${one.reported}`, ...numbers].filter(Boolean).join(', ');
};

function saidIn(all: Consolidation): Said {
  const words = resultsWords(), t = words.period, found: Said = new Map();
  const counts: [string, number][] = [[t.owed, all.owed], [t.onTime, all.on_time], [t.late, all.late], [t.missing, all.missing], [t.accepted, all.accepted]];
  for (const [name, count] of counts) found.set(`count ${name}`, [name, number(count, 0)]);
  for (const one of all.agencies) found.set(`agency ${one.obligation}`, [words.published.sentOf(one.name_then), one.sent_on ? date(one.sent_on) : t.notSent]);
  for (const one of all.figures) found.set(`figure ${one.indicator} ${one.period}`, [`${one.title}, ${period(one.period)}`, figureText(one)]);
  for (const one of all.parts) found.set(`part ${one.section} ${one.agency}`, [`${one.title}: ${one.agency_name}`, one.text]);
  for (const one of all.tasks) found.set(`task ${one.task} ${one.agency}`, [`${one.title}: ${one.agency_name}`, `${one.percent} %, ${words.taskStates[one.state]}`]);
  return found;
}

export function versionChanges(before: Consolidation, after: Consolidation): VersionChange[] {
  const was = saidIn(before), is = saidIn(after);
  return [...new Set([...is.keys(), ...was.keys()])].flatMap((key) => {
    const [, then = ''] = was.get(key) ?? [], [, now = ''] = is.get(key) ?? [], what = (is.get(key) ?? was.get(key))?.[0] ?? '';
    return then === now ? [] : [{ what, before: then, after: now }];
  });
}
