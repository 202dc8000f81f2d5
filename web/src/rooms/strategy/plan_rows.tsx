// The lines of the plan's tree: an objective, an indicator with its targets and standing, a task with who leads and its status.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { IndicatorLine, TaskLine } from '../../api/types';
import { amount, isPercent } from '../../lib/format';
import { Mark, Pill } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Found, Title, Vi } from '../../ui/text';
import { measureWords } from '../../words/vi/measure';
import { planWords } from '../../words/vi/plan';
import { ClosedMark } from './difference';
import { isEmptyTarget, lineDecimals, shortCitation, targetText } from './reading';
import { lateText, PercentBar } from './task_row';
import type { Aim } from './plan_tree';
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
  here: string;
  words: string;
}

/** "Mốc 2025: tối thiểu 20 %"; yearly milestones that ask the same are told once. */
function Targets({ line }: { line: IndicatorLine }) {
  const t = measureWords(), { targets } = line, last = targets.at(-1), decimals = lineDecimals(line), unit = isPercent(line.unit) ? `\u00a0${line.unit}` : '';
  const texts = new Set(targets.map((one) => targetText(one, decimals))), shown = targets.length > 2 && texts.size === 1 ? targets.slice(-1) : targets;
  return (
    <dl class="line-targets">
      {shown.map((one) => <div key={one.year}><dt>{one === last ? t.target(String(one.year)) : t.milestone(String(one.year))}</dt><dd>{one.text ? <Vi>{one.text}</Vi> : targetText(one, decimals)}{!isEmptyTarget(one) && unit && <Vi>{unit}</Vi>}</dd></div>)}
    </dl>
  );
}

const lineValue = (line: IndicatorLine): string => (line.value === null ? '–' : line.text || amount(line.value, line.unit, lineDecimals(line)));

export function IndicatorItem({ line, shown }: { line: IndicatorLine; shown: Shown }) {
  return (
    <Line code={line.code} isHere={shown.here === line.code} className={`is-indicator is-${line.status}`}>
      <span class="line-mark"><Mark status={line.status} size={18} /></span>
      <div class="line-name">
        <p class="line-title"><a href={`/chi-tieu/${encodeURIComponent(line.code)}`}><Title of={line} query={shown.words} /></a></p>
        <p class="row-who"><span class="unseen">{measureWords().responsible}: </span><Leads assignments={line.leads} /></p>
        <p class="task-facts"><span><Permalink code={line.code} citation={line.citation} words={shown.words} /></span><ClosedMark on={line.closed_on} />{line.is_sample && <span><SampleTag /></span>}</p>
      </div>
      <div class="line-measure">
        <p class="line-value"><span class="unseen">{measureWords().actual}: </span><b><Vi>{lineValue(line)}</Vi></b></p>
        <Targets line={line} />
      </div>
      <div class="line-status"><Pill status={line.status} /></div>
    </Line>
  );
}

export function TaskItem({ line, shown }: { line: TaskLine; shown: Shown }) {
  return (
    <Line code={line.code} isHere={shown.here === line.code} className={`is-task is-${line.status}`}>
      <span class="line-mark"><Mark status={line.status} size={18} /></span>
      <div class="line-name">
        <p class="line-title"><a href={`/nhiem-vu/${encodeURIComponent(line.code)}`}><Title of={line} query={shown.words} /></a></p>
        <p class="row-who"><Leads assignments={line.leads} /></p>
        <p class="task-facts">
          <span><Permalink code={line.code} citation={line.citation} words={shown.words} /></span>
          {line.closed_on ? <ClosedMark on={line.closed_on} /> : <span class={line.overdue_days > 0 ? 'is-late-text' : undefined}>{lateText(line, line)}</span>}
          {line.is_sample && <span><SampleTag /></span>}
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
