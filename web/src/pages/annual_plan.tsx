// One agency's plan of a year: written, handed in, decided on.
// SPDX-License-Identifier: Apache-2.0
import back from 'icon:corner-up-left';
import { useSignal } from '@preact/signals';
import type { AnnualPage as Page } from '../api/types';
import { date, dateTime } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { AnnualSteps } from '../rooms/planning/annual_steps';
import { namedRows, TargetTable, TaskTable } from '../rooms/planning/annual_tables';
import { WriteAnnual } from '../rooms/planning/annual_write';
import { money } from '../rooms/budget/amounts';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { Notice } from '../ui/notice';
import { Vi } from '../ui/text';
import { annualWords } from '../words/vi/annual';

function Said({ page }: { page: Page }) {
  const t = annualWords(), { plan } = page;
  const done = [
    page.changed_name && t.plan.changed(page.changed_name, dateTime(plan.changed_at)),
    plan.submitted_at && page.submitted_name && t.plan.submitted(page.submitted_name, dateTime(plan.submitted_at)),
    plan.decided_at && page.decided_name && t.plan.decided(page.decided_name, dateTime(plan.decided_at)),
  ].filter(Boolean);
  return <p class="quiet"><Vi>{done.join(' · ')}</Vi></p>;
}

function Returned({ note }: { note: string }) {
  const t = annualWords().plan;
  return <Notice tone="bad" icon={back} title={t.returned}><p>{t.returnedText}</p><p class="told-reason"><Vi>{note}</Vi></p></Notice>;
}

function Content({ page }: { page: Page }) {
  const t = annualWords(), { targets, tasks } = namedRows(page);
  return (
    <>
      <section aria-labelledby="targets"><h2 id="targets">{t.targets}</h2><TargetTable targets={targets} /></section>
      <section aria-labelledby="tasks">
        <h2 id="tasks">{t.tasks}</h2>
        <TaskTable tasks={tasks} />
        {page.plan.budget !== null && <p class="annual-sum">{t.budget}: <b>{money(page.plan.budget)}</b></p>}
      </section>
    </>
  );
}

export function AnnualPlanPage({ id }: { id: string }) {
  const t = annualWords(), loaded = useLoaded('GET /planning/annual-plans/{id}', { id }), page = useLastGood(loaded), round = useSignal(0), saved = useSignal(0);
  if (!page) return <Instead here="annual" title={t.title} problem={loaded.problem} />;
  const { plan } = page, title = t.titleOf(String(plan.year));
  return (
    <Workplace here="annual" title={`${title}: ${plan.agency_name}`}>
      <div class="staff-page money-work">
        <Back href={`/ke-hoach-nam/lap?year=${plan.year}`} word={title} />
        <LoadTrouble problem={loaded.problem} />
        <header class="page-head">
          <h1>{title}: <Vi>{plan.agency_name}</Vi></h1>
          <p><span class={`state-tag is-${plan.state}`}>{t.states[plan.state]}</span>{plan.due_on && <span class={plan.is_late ? 'annual-due is-late-text' : 'annual-due'}>{t.plan.dueOn(date(plan.due_on))}</span>}</p>
          <Said page={page} />
        </header>
        {plan.state === 'returned' && <Returned note={plan.decision_note} />}
        {page.may_change ? <WriteAnnual key={`${plan.revision} ${round.value}`} page={page} isSaved={saved.value === plan.revision} saved={(revision) => { saved.value = revision; }} fresh={() => { round.value++; }} /> : <Content page={page} />}
        <AnnualSteps page={page} />
      </div>
    </Workplace>
  );
}
