// The published annual plan of the province: the accepted plans of its agencies as they were frozen, edition by edition.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import type { AnnualPublication, PublishedPlan, PublishedYear } from '../api/types';
import { date, dateTime, number } from '../lib/format';
import { money } from '../rooms/budget/amounts';
import { editionHref } from '../rooms/planning/annual_publish';
import { TargetTable, TaskTable } from '../rooms/planning/annual_tables';
import { Frame } from '../ui/frame';
import { FoldButton, foldKeys, useFolds, type Folds } from '../ui/folds';
import { Icon } from '../ui/icon';
import { Vi } from '../ui/text';
import { annualWords } from '../words/vi/annual';
import { commonWords } from '../words/vi/common';

const OPEN_AT_FIRST = 8;

function Years({ page }: { page: PublishedYear }) {
  const t = annualWords();
  if (page.years.length < 2) return null;
  return (
    <nav class="chips" aria-label={t.years}>
      {page.years.map((one) => <a key={one.year} class="chip" href={`/ke-hoach-nam?year=${one.year}`} aria-current={one.year === page.year ? 'page' : undefined}>{one.year}</a>)}
    </nav>
  );
}

function Sums({ page }: { page: PublishedYear }) {
  const t = annualWords();
  return (
    <dl class="numbers result-counts">
      <div class="is-first"><dt>{t.published.agencies}</dt><dd>{number(page.plans.length, 0)}</dd></div>
      <div><dt>{t.targets}</dt><dd>{number(page.target_count, 0)}</dd></div>
      <div><dt>{t.tasks}</dt><dd>{number(page.task_count, 0)}</dd></div>
      <div><dt>{t.budget}</dt><dd>{money(page.budget)}</dd></div>
    </dl>
  );
}

function Agency({ plan, folds, isOpen }: { plan: PublishedPlan; folds: Folds; isOpen: boolean }) {
  const t = annualWords(), body = `plan-${plan.agency}`;
  return (
    <section class="annual-agency" data-branch>
      <h3 class="annual-agency-head">
        <FoldButton code={plan.agency} folds={folds} controls={body}><Vi>{plan.agency_name}</Vi></FoldButton>
        <small>{t.targetCount(number(plan.targets.length, 0), plan.targets.length)} · {t.taskCount(number(plan.tasks.length, 0), plan.tasks.length)}{plan.budget !== null && <> · {money(plan.budget)}</>}</small>
      </h3>
      <div id={body} hidden={!isOpen}>
        {plan.targets.length > 0 && <TargetTable targets={plan.targets} />}
        {plan.tasks.length > 0 && <TaskTable tasks={plan.tasks} />}
      </div>
    </section>
  );
}

function Agencies({ plans }: { plans: readonly PublishedPlan[] }) {
  const t = annualWords().published, codes = plans.map((one) => one.agency);
  const folds = useFolds(plans.length <= OPEN_AT_FIRST ? codes : []), areAll = codes.every((one) => folds.isOpen(one));
  return (
    <section aria-labelledby="by-agency">
      <h2 id="by-agency">{t.byAgency}</h2>
      {plans.length > 1 && <p class="no-print"><button type="button" class="link" onClick={() => folds.set(areAll ? [] : codes)}>{areAll ? t.closeAll : t.openAll}</button></p>}
      <div class="annual-agencies" onKeyDown={foldKeys(folds)}>{plans.map((plan) => <Agency key={plan.agency} plan={plan} folds={folds} isOpen={folds.isOpen(plan.agency)} />)}</div>
    </section>
  );
}

function Editions({ page, of }: { page: PublishedYear; of: AnnualPublication }) {
  const t = annualWords();
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{t.published.editions}</h2>
      <ol class="result-list">
        {page.editions.map((one, i) => {
          const name = t.overview.edition(number(one.edition, 0), one.number, date(one.decided_on));
          return <li key={one.edition}>{one.edition === of.edition ? <b><Vi>{name}</Vi></b> : <a href={editionHref(one)}><Vi>{name}</Vi></a>}{i === 0 && <> ({t.published.newest})</>} · {t.published.at(dateTime(one.published_at))}</li>;
        })}
      </ol>
      <p class="result-note">{t.published.digestText}</p>
      <p class="result-digest">{t.published.digest}: <code>{of.digest}</code></p>
      <p class="buttons">
        <a class="button is-quiet" href={`/api/v1/planning/annual-publications.csv?edition=${of.edition}&year=${of.year}`}><Icon of={download} size={18} />{t.published.csv}</a>
        <a class="button is-quiet" href={`/api/v1/planning/annual-publications.xlsx?edition=${of.edition}&year=${of.year}`}><Icon of={download} size={18} />{commonWords().sheet}</a>
        <button type="button" class="button is-quiet" onClick={() => print()}>{t.published.print}</button>
      </p>
    </section>
  );
}

export function AnnualPublishedPage({ page }: { page: PublishedYear }) {
  const t = annualWords().published, { publication: of } = page, title = page.year === 0 ? t.title : t.titleOf(String(page.year)), isNewest = page.editions[0]?.edition === of?.edition;
  return (
    <Frame here="plan" title={title}>
      <div class="within money-page">
        <header class="page-head">
          {of && <p class="eyebrow"><Vi>{t.by(number(of.edition, 0), of.number, date(of.decided_on))}</Vi></p>}
          <h1>{title}</h1>
          {of && <p class="lead">{t.lead(number(page.plans.length, 0), page.plans.length)}</p>}
          {of && !isNewest && <p class="problem-note" role="status">{t.older} <a href={`/ke-hoach-nam?year=${page.year}`}>{t.seeNewest}</a></p>}
          <p><a href="/ke-hoach">{t.strategy}</a></p>
          <Years page={page} />
        </header>
        {of ? <><Sums page={page} /><Agencies plans={page.plans} /><Editions page={page} of={of} /></> : <p class="empty">{page.year === 0 ? t.none : t.noneOf(String(page.year))}</p>}
      </div>
    </Frame>
  );
}
