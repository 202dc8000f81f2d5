// One task: what is to be done, by when, who was told to and who answers today, how far each is.
// SPDX-License-Identifier: Apache-2.0
import pen from 'icon:pen-line';
import type { TaskPage as Page } from '../api/types';
import { date, number } from '../lib/format';
import { ClosedMark } from '../rooms/strategy/difference';
import { IndicatorRow } from '../rooms/strategy/indicator_row';
import { shortCitation } from '../rooms/strategy/reading';
import { ProgressHistory, reportHref, Shares } from '../rooms/strategy/shares';
import { percentText } from '../rooms/strategy/task_row';
import { Helpers, ThenNow } from '../rooms/strategy/then_now';
import { Frame, Trail } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/mark';
import { SampleBanner, SampleTag } from '../ui/sample';
import { titleText, Title, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { measureWords } from '../words/vi/measure';
import { tasksWords } from '../words/vi/tasks';

const enc = encodeURIComponent;
const planHref = (page: Page, item = ''): string => `/ke-hoach?document=${enc(page.document.code)}${item && `#item=${enc(item)}`}`;

/** Who may report for several agencies finds the way to each beside its name. */
function ReportButton({ page }: { page: Page }) {
  const open = page.shares.filter((one) => one.may_report), only = open.length === 1 ? open[0] : undefined;
  return only ? <a class="button" href={reportHref(page, only)}><Icon of={pen} size={18} />{tasksWords().one.report}</a> : null;
}

function Head({ page }: { page: Page }) {
  const t = tasksWords().one, { task, status, is_sample } = page.view;
  return (
    <header class="page-head task-head">
      <p class="eyebrow"><Vi>{t.eyebrow(task.citation)}</Vi></p>
      <h1><Title of={task} /></h1>
      <div class="head-line">
        <Pill status={status} />
        <ClosedMark on={task.closed_on} />
        {is_sample && <SampleTag />}
        <span class="buttons"><ReportButton page={page} /></span>
      </div>
    </header>
  );
}

function Due({ page }: { page: Page }) {
  const t = tasksWords().one.facts, { task, due_on, overdue_days, late_days } = page.view, days = (n: number) => commonWords().days(number(n, 0), n);
  const note = overdue_days > 0 ? t.overdue(days(overdue_days)) : late_days > 0 ? t.late(days(late_days)) : task.start ? t.start(date(task.start)) : '';
  return (
    <div>
      <dt>{t.due}</dt>
      <dd>
        {due_on ? date(due_on) : measureWords().timing[task.timing]}
        {task.due && due_on !== task.due && <small>{t.shifted(date(task.due))}</small>}
        {note ? <small class={overdue_days > 0 ? 'gap is-late' : undefined}>{note}</small> : !task.due && <small>{t.noDue}</small>}
      </dd>
    </div>
  );
}

function Numbers({ page }: { page: Page }) {
  const t = tasksWords().one.facts, { view } = page;
  const note = view.percent === null ? t.noReport : view.expected > 1 ? t.meanOf(number(view.reported, 0), view.reported) : '';
  return (
    <dl class="numbers">
      <div class="is-first"><dt>{t.percent}</dt><dd>{view.percent === null ? '–' : percentText(view.percent)}{note && <small>{note}</small>}</dd></div>
      <Due page={page} />
      {view.expected > 0 && (
        <div><dt>{t.reported}</dt><dd>{`${number(view.reported, 0)}/${number(view.expected, 0)}`}<small>{t.agencies}{view.done > 0 && view.expected > 1 && `; ${t.doneOf(number(view.done, 0), view.done)}`}</small></dd></div>
      )}
      <div><dt>{t.updated}</dt><dd>{view.recorded_at ? date(view.recorded_at) : '–'}{!view.recorded_at && <small>{t.never}</small>}</dd></div>
    </dl>
  );
}

function Who({ page }: { page: Page }) {
  const t = tasksWords().one, { assignments } = page.view, hasHelpers = assignments.some((one) => one.role !== 'lead');
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t.who}</h2>
      <ThenNow assignments={assignments} />
      {hasHelpers ? <div class="helpers-pair"><Helpers assignments={assignments} kind="support" /><Helpers assignments={assignments} kind="monitor" /></div> : <p class="quiet helpers-none">{t.noSupport}</p>}
    </section>
  );
}

function Source({ page }: { page: Page }) {
  const t = tasksWords().one, { document, section, view } = page;
  return (
    <section class="panel task-source" aria-labelledby="source">
      <h2 id="source">{t.source}</h2>
      <dl>
        <div><dt>{t.document}</dt><dd><a href={planHref(page)}>{commonWords().documentKind[document.kind]} {document.number}</a><small class="quiet">{date(document.issued_on)}</small></dd></div>
        {section && <div><dt>{t.section}</dt><dd><a href={planHref(page, section.code)}><Vi>{`${shortCitation(section.citation)}. ${section.title}`}</Vi></a></dd></div>}
        <div><dt>{t.citation}</dt><dd><Vi>{view.task.citation}</Vi></dd></div>
      </dl>
      <ul class="task-ways">
        <li><a href={planHref(page, view.task.code)}>{t.place}</a></li>
        {section && <li><a href={`/nhiem-vu?document=${enc(document.code)}&section=${enc(section.code)}`}>{t.siblings}</a></li>}
      </ul>
    </section>
  );
}

/** What the document wants to see, and what whoever read it found worth telling. */
function Wanted({ page }: { page: Page }) {
  const t = tasksWords().one, { task } = page.view;
  return (
    <section class="panel" aria-labelledby="product">
      <h2 id="product">{t.product}</h2>
      {task.product ? <p class="product"><Vi>{task.product}</Vi></p> : <p class="quiet">{t.noProduct}</p>}
      {task.note && <div class="task-note"><h3>{t.note}</h3><p><Vi>{task.note}</Vi></p></div>}
    </section>
  );
}

export function TaskPage({ page }: { page: Page }) {
  const t = tasksWords().one, nav = commonWords().nav, { document, section, indicator } = page;
  return (
    <Frame here="tasks" title={titleText(page.view.task)}>
      {(page.view.is_sample || indicator?.standing.is_sample) && <SampleBanner />}
      <div class="within">
        <Trail steps={[['/nhiem-vu', nav.tasks], [planHref(page), document.number], ...(section ? [[planHref(page, section.code), shortCitation(section.citation)] as [string, string]] : [])]} />
        <Head page={page} />
        <Numbers page={page} />
        <div class="with-side">
          <div class="stack">
            <Who page={page} />
            <section aria-labelledby="shares"><h2 id="shares">{t.progress}</h2><Shares page={page} /></section>
            <ProgressHistory page={page} />
          </div>
          <div class="stack">
            <Wanted page={page} />
            <Source page={page} />
          </div>
          {indicator && <section class="task-indicator" aria-labelledby="indicator"><h2 id="indicator">{t.indicator}</h2><div class="ledger"><IndicatorRow view={indicator} /></div></section>}
        </div>
      </div>
    </Frame>
  );
}
