// One section of the plan's tree: its head tells what is beneath, its body folds away.
// SPDX-License-Identifier: Apache-2.0
import link from 'icon:link';
import { number } from '../../lib/format';
import { FoldButton, type Folds } from '../../ui/folds';
import { Icon } from '../../ui/icon';
import { StatusBar } from '../../ui/status_bar';
import { Found, Vi } from '../../ui/text';
import { planWords } from '../../words/vi/plan';
import { STATUSES } from './plan_head';
import { AimItem, IndicatorItem, itemId, TaskItem, type Shown } from './plan_rows';
import { contentsOf, tally, type Branch, type Contents } from './plan_tree';
import { shortCitation } from './reading';
import { TASK_STATUSES } from './task_order';

const HEADINGS = ['h3', 'h4', 'h5', 'h6'] as const;

function contentsText({ objectives, indicators, tasks }: Contents): string {
  const t = planWords();
  return [
    objectives > 0 && t.objectives(number(objectives, 0), objectives),
    indicators.length > 0 && t.indicators(number(indicators.length, 0), indicators.length),
    tasks.length > 0 && t.tasks(number(tasks.length, 0), tasks.length),
  ].filter(Boolean).join(', ');
}

function Summary({ branch }: { branch: Branch }) {
  const contents = contentsOf(branch), { indicators, tasks } = contents;
  return (
    <div class="branch-summary">
      <span>{contentsText(contents)}</span>
      {tasks.length > 0 ? <StatusBar counts={tally(TASK_STATUSES, tasks)} thin /> : indicators.length > 0 && <StatusBar counts={tally(STATUSES, indicators)} thin />}
    </div>
  );
}

interface Props {
  branch: Branch;
  depth: number;
  folds: Folds;
  shown: Shown;
}

export function BranchSection({ branch, depth, folds, shown }: Props) {
  const t = planWords().tree, Heading = HEADINGS[Math.min(depth, HEADINGS.length - 1)]!, isOpen = folds.isOpen(branch.code), body = `body-${branch.code}`;
  const place = shortCitation(branch.citation), isEmpty = branch.aims.length + branch.indicators.length + branch.tasks.length + branch.branches.length === 0;
  const isHere = shown.here === branch.code;
  return (
    <section id={itemId(branch.code)} class={`branch is-depth-${Math.min(depth, 2)}${isHere ? ' is-pointed' : ''}`} data-branch tabIndex={-1} aria-label={branch.title} aria-current={isHere ? 'location' : undefined}>
      <div class="branch-head">
        <Heading>
          <FoldButton code={branch.code} folds={folds} controls={body}>
            {place && <span class="branch-place"><Vi>{place}</Vi></span>}
            <span class="branch-title"><Found text={branch.title} query={shown.words} /></span>
          </FoldButton>
        </Heading>
        <Summary branch={branch} />
        {place && <a class="branch-link" href={`#item=${encodeURIComponent(branch.code)}`} aria-label={t.link(t.section(place))}><Icon of={link} size={16} /></a>}
      </div>
      <div id={body} class={isOpen ? 'branch-body' : 'branch-body is-folded'}>
        {isEmpty && <p class="branch-empty">{t.empty}</p>}
        {branch.aims.length + branch.indicators.length + branch.tasks.length > 0 && (
          <ul class="lines">
            {branch.aims.map((one) => <AimItem key={one.objective.code} aim={one} shown={shown} />)}
            {branch.indicators.map((one) => <IndicatorItem key={one.code} line={one} shown={shown} />)}
            {branch.tasks.map((one) => <TaskItem key={one.code} line={one} shown={shown} />)}
          </ul>
        )}
        {branch.branches.map((one) => <BranchSection key={one.code} branch={one} depth={depth + 1} folds={folds} shown={shown} />)}
      </div>
    </section>
  );
}
