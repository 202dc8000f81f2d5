// The lines of the plan's tree: an objective, an indicator with its targets and standing, a task with who leads and its status.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { IndicatorLine, IndicatorView, TaskLine, TaskView } from '../../api/types';
import { amount, date, decimalsFor, isPercent, number } from '../../lib/format';
import { Mark, Pill } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Found, Title } from '../../ui/text';
import { measureWords } from '../../words/vi/measure';
import { planWords } from '../../words/vi/plan';
import { milestonesOf, milestoneText, shortCitation, unitOf, valueText } from './reading';
import { dueText, PercentBar } from './task_row';
import type { Aim } from './plan_tree';
import type { PlanDetails } from './plan_details';
import { Leads } from './who';

export const itemId = (code: string): string => `item-${code}`;

/** The citation is the address of its line. */
export function Permalink({ code, citation, words = '' }: { code: string; citation: string; words?: string }) {
  const text = shortCitation(citation);
  return <a class="permalink" href={`#item=${encodeURIComponent(code)}`} title={planWords().tree.link(text)}><Found text={text} query={words} /></a>;
}

interface LineProps {
  code: string;
  isHere: boolean;
  className: string;
  children: ComponentChildren;
}

/** A line can be pointed at: it takes the focus when the address names it. */
function Line({ code, isHere, className, children }: LineProps) {
  return <li id={itemId(code)} class={`line ${className}${isHere ? ' is-pointed' : ''}`} tabIndex={-1} aria-current={isHere ? 'location' : undefined}>{children}</li>;
}

export interface Shown {
  details: PlanDetails;
  here: string;
  words: string;
}

/** "Mốc 2025: tối thiểu 20 %"; yearly milestones that ask the same are told once. */
function Targets({ view }: { view: IndicatorView }) {
  const t = measureWords(), milestones = milestonesOf(view), last = milestones.at(-1), unit = isPercent(unitOf(view)) ? `\u00a0${unitOf(view)}` : '';
  const texts = new Set(milestones.map((one) => milestoneText(view, one))), shown = milestones.length > 2 && texts.size === 1 ? milestones.slice(-1) : milestones;
  return (
    <dl class="line-targets">
      {shown.map((one) => <div key={one.year}><dt>{one === last ? t.target(String(one.year)) : t.milestone(String(one.year))}</dt><dd>{milestoneText(view, one)}{!one.isEmpty && unit}</dd></div>)}
    </dl>
  );
}

/** Until all targets are here: the one that the line itself has. */
function OneTarget({ line }: { line: IndicatorLine }) {
  if (line.target === null) return null;
  const { target_low: low, target_high: high } = line, decimals = decimalsFor(line.target);
  const range = low !== null && high !== null ? `${measureWords().between(number(low, decimals), number(high, decimals))}\u00a0${line.unit}` : '';
  return <dl class="line-targets"><div><dt>{measureWords().target(String(line.target_year))}</dt><dd>{line.target_text || range || amount(line.target, line.unit, decimals)}</dd></div></dl>;
}

function lineValue(line: IndicatorLine, view: IndicatorView | undefined): string {
  if (view) return valueText(view);
  if (line.value === null) return '–';
  return line.text || amount(line.value, line.unit, decimalsFor(Math.max(line.value, line.target ?? 0)));
}

export function IndicatorItem({ line, shown }: { line: IndicatorLine; shown: Shown }) {
  const view = shown.details.indicator(line.code);
  return (
    <Line code={line.code} isHere={shown.here === line.code} className={`is-indicator is-${line.status}`}>
      <span class="line-mark"><Mark status={line.status} size={18} /></span>
      <div class="line-name">
        <p class="line-title"><a href={`/chi-tieu/${encodeURIComponent(line.code)}`}><Title of={line} query={shown.words} /></a></p>
        {view && <p class="row-who"><span class="unseen">{measureWords().responsible}: </span><Leads assignments={view.assignments} /></p>}
        <p class="task-facts"><span><Permalink code={line.code} citation={line.citation} words={shown.words} /></span>{view?.standing.is_sample && <span><SampleTag /></span>}</p>
      </div>
      <div class="line-measure">
        <p class="line-value"><span class="unseen">{measureWords().actual}: </span><b>{lineValue(line, view)}</b></p>
        {view ? <Targets view={view} /> : <OneTarget line={line} />}
      </div>
      <div class="line-status"><Pill status={line.status} /></div>
    </Line>
  );
}

export function TaskItem({ line, shown }: { line: TaskLine; shown: Shown }) {
  const t = measureWords(), view: TaskView | undefined = shown.details.task(line.code);
  const due = view ? dueText(view) : line.due ? `${t.due} ${date(line.due)}` : t.timing[line.timing];
  return (
    <Line code={line.code} isHere={shown.here === line.code} className={`is-task is-${line.status}`}>
      <span class="line-mark"><Mark status={line.status} size={18} /></span>
      <div class="line-name">
        <p class="line-title"><a href={`/nhiem-vu/${encodeURIComponent(line.code)}`}><Title of={line} query={shown.words} /></a></p>
        <p class="row-who">{view ? <Leads assignments={view.assignments} /> : <Found text={line.leads.join('; ')} query="" />}</p>
        <p class="task-facts">
          <span><Permalink code={line.code} citation={line.citation} words={shown.words} /></span>
          <span class={view && view.overdue_days > 0 ? 'is-late-text' : undefined}>{due}</span>
          {view?.is_sample && <span><SampleTag /></span>}
        </p>
      </div>
      <div class="line-status">
        <Pill status={line.status} />
        {line.status !== 'done' && <PercentBar percent={line.percent} status={line.status} />}
      </div>
    </Line>
  );
}

export function AimItem({ aim, shown }: { aim: Aim; shown: Shown }) {
  const t = planWords().tree, { objective } = aim;
  return (
    <Line code={objective.code} isHere={shown.here === objective.code} className="is-aim">
      <p class="aim-title"><Found text={objective.title} query={shown.words} /></p>
      <p class="task-facts"><span><Permalink code={objective.code} citation={objective.citation} words={shown.words} /></span>{objective.year > 0 && <span>{t.until(String(objective.year))}</span>}</p>
      {aim.indicators.length + aim.aims.length > 0 && (
        <ul class="lines is-inner">
          {aim.indicators.map((one) => <IndicatorItem key={one.code} line={one} shown={shown} />)}
          {aim.aims.map((one) => <AimItem key={one.objective.code} aim={one} shown={shown} />)}
        </ul>
      )}
    </Line>
  );
}
