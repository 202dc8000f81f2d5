// All tasks: filtered, sorted and paged, with every choice in the address.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import printer from 'icon:printer';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../api/client';
import type { TaskCount, TaskOrder, TaskPageList, TaskView } from '../api/types';
import { linkTo, query, setQuery } from '../lib/address';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { dropFilters, filterOf, setFilter, TaskFilters, TaskTokens } from '../rooms/strategy/task_filter';
import { TASK_ORDERS, TASK_STATUSES } from '../rooms/strategy/task_order';
import { TaskRow } from '../rooms/strategy/task_row';
import { shortCitation } from '../rooms/strategy/reading';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Pager } from '../ui/pager';
import { ProblemNote } from '../ui/problem';
import { SampleBanner } from '../ui/sample';
import { StatusBar, StatusChips } from '../ui/status_bar';
import { Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { tasksWords } from '../words/vi/tasks';

const countsOf = (count: TaskCount) => TASK_STATUSES.map((status) => [status, count[status]] as const);

/** Filters that leave a part of a document; a status leaves the counts as they are. */
const isNarrowed = (): boolean => ['section', 'agency', 'timing', 'q'].some((name) => (query.value[name] ?? '') !== '');

function verdictOf(count: TaskCount): string {
  const t = tasksWords().verdict, total = number(count.total, 0);
  if (isNarrowed()) return count.total === 0 ? t.noneFit : t.fit(total, count.total);
  if (count.total === 0) return t.nothing;
  if (count.done === 0) return t.none(total);
  return count.done === count.total ? t.all(total) : t.some(number(count.done, 0), total, count.done);
}

function leadOf(count: TaskCount): string {
  const t = tasksWords();
  const late = count.overdue > 0 ? t.overdue(number(count.overdue, 0), count.overdue) : t.onTime;
  return count.no_report > 0 ? `${late} ${t.silent(number(count.no_report, 0), count.no_report)}` : late;
}

/** The head tells of all that the filters leave, whatever the status. */
function Head({ count }: { count: TaskCount | null }) {
  const t = tasksWords();
  return (
    <header class="page-head tasks-head">
      <p class="eyebrow">{t.eyebrow}</p>
      <h1>{count ? verdictOf(count) : t.title}</h1>
      {count && count.total > 0 && <p class="lead">{leadOf(count)}</p>}
      {count && (count.total > 0 || isNarrowed()) && (
        <div class="tally">
          <StatusBar counts={countsOf(count)} />
          <StatusChips label={t.byStatus} counts={countsOf(count)} total={count.total} chosen={query.value.status ?? ''} choose={(status) => setFilter({ status })} />
        </div>
      )}
    </header>
  );
}

const orderOf = (wanted: string | undefined): TaskOrder => TASK_ORDERS.find((one) => one === wanted) ?? 'order';

const pagesOf = (list: TaskPageList): number => Math.max(1, Math.ceil(list.total / list.page_size));
const pageHref = (page: number): string => linkTo({ page: page > 1 ? String(page) : '' });
const goToPage = (page: number): void => setQuery({ page: page > 1 ? String(page) : '' });

function Sort({ order }: { order: TaskOrder }) {
  const t = tasksWords(), choose = (wanted: string) => setFilter({ sort: wanted === 'order' ? '' : wanted });
  return (
    <p class="sort">
      <label for="sort">{t.sort}</label>
      <select id="sort" value={order} onChange={(event) => choose(event.currentTarget.value)}>
        {TASK_ORDERS.map((one) => <option key={one} value={one}>{t.sorts[one]}</option>)}
      </select>
    </p>
  );
}

interface Group {
  key: string;
  title: string;
  document: string;
  tasks: TaskView[];
}

/** In the documents' order, tasks stand under their sections. */
function groupsOf(tasks: readonly TaskView[], list: TaskPageList): Group[] {
  const groups: Group[] = [];
  for (const view of tasks) {
    const { section, document } = view.task, key = `${document} ${section}`, last = groups.at(-1);
    if (last?.key === key) {
      last.tasks.push(view);
      continue;
    }
    const found = list.sections.find((one) => one.code === section);
    groups.push({ key, document: list.documents.find((one) => one.code === document)?.number ?? '', title: found ? `${shortCitation(found.citation)}. ${found.title}` : tasksWords().title, tasks: [view] });
  }
  return groups;
}

function Grouped({ tasks, list, words }: { tasks: readonly TaskView[]; list: TaskPageList; words: string }) {
  const isOne = (query.value.document ?? '') !== '';
  return (
    <>
      {groupsOf(tasks, list).map((group) => (
        <section key={group.key} class="task-group" aria-labelledby={`s-${group.tasks[0]?.task.code}`}>
          <h2 id={`s-${group.tasks[0]?.task.code}`}><Vi>{group.title}</Vi>{!isOne && <small class="quiet">{group.document}</small>}</h2>
          <div class="ledger">{group.tasks.map((view) => <TaskRow key={view.task.code} view={view} query={words} />)}</div>
        </section>
      ))}
    </>
  );
}

function Empty({ list }: { list: TaskPageList }) {
  const t = tasksWords(), pages = pagesOf(list), isFiltered = isNarrowed() || ['document', 'status'].some((name) => (query.value[name] ?? '') !== '');
  if (list.total > 0) return <p class="empty">{t.emptyPage(number(pages, 0))} <a href={pageHref(1)}>{t.firstPage}</a></p>;
  return (
    <div class="empty">
      <p><b>{isFiltered ? t.empty : t.verdict.nothing}</b></p>
      <p>{isFiltered ? t.emptyText : t.nothingText}</p>
      {isFiltered && <p><button type="button" class="button is-quiet" onClick={dropFilters}>{t.dropAll}</button></p>}
    </div>
  );
}

/** The server's file holds whole documents: the link says so. */
function Download({ list }: { list: TaskPageList }) {
  const t = tasksWords(), document = list.documents.find((one) => one.code === query.value.document), of = document ? `?document=${encodeURIComponent(document.code)}` : '';
  return (
    <p class="buttons tasks-more">
      <a class="button is-quiet" href={`/api/v1/strategy/tasks.csv${of}`}><Icon of={download} size={18} />{document ? t.csvOf(document.number) : t.csvAll}</a>
      <button class="button is-quiet" type="button" onClick={() => print()}><Icon of={printer} size={18} />{commonWords().print}</button>
    </p>
  );
}

function Shown({ list, isBusy }: { list: TaskPageList; isBusy: boolean }) {
  const { tasks } = list, order = orderOf(query.value.sort);
  const t = tasksWords(), heading = useRef<HTMLParagraphElement>(null), page = useRef(list.page);
  const first = (list.page - 1) * list.page_size + 1, last = first + tasks.length - 1, total = number(list.total, 0);
  useEffect(() => {
    if (page.current === list.page) return;
    page.current = list.page;
    heading.current?.focus({ preventScroll: true });
    heading.current?.scrollIntoView({ block: 'start' });
  }, [list.page]);
  const words = query.value.q ?? '';
  return (
    <div class={isBusy ? 'tasks-shown is-busy' : 'tasks-shown'} aria-busy={isBusy}>
      <div class="tasks-bar">
        <p class="tasks-total" ref={heading} tabIndex={-1} role="status">{tasks.length < list.total && tasks.length > 0 ? t.shown(number(first, 0), number(last, 0), total) : t.shownAll(total, list.total)}</p>
        {list.total > 1 && <Sort order={order} />}
      </div>
      {tasks.length === 0 && <Empty list={list} />}
      {order === 'order' ? <Grouped tasks={tasks} list={list} words={words} /> : tasks.length > 0 && <div class="ledger">{tasks.map((view) => <TaskRow key={view.task.code} view={view} level="h2" isWhole query={words} />)}</div>}
      <Pager page={list.page} pages={pagesOf(list)} hrefOf={pageHref} go={goToPage} />
    </div>
  );
}

/** A filter that the server does not know, as in an old link, is to be taken off; anything else may be tried again. */
function Refused({ problem }: { problem: Problem }) {
  const t = tasksWords();
  if (problem.status !== 400 && problem.status !== 404) return <ProblemNote problem={problem} />;
  return (
    <div class="empty" role="alert">
      <p><b>{t.refused}</b></p>
      <p>{t.refusedText}</p>
      <p><button type="button" class="button is-quiet" onClick={dropFilters}>{t.dropAll}</button></p>
    </div>
  );
}

export function TasksPage() {
  const t = tasksWords(), { data: list, problem, isLoading } = useLoaded('GET /strategy/tasks', filterOf(query.value));
  const hadSamples = useRef(false); // the banner does not come and go with the filters
  hadSamples.current ||= list?.tasks.some((one) => one.is_sample) ?? false;
  return (
    <Frame here="tasks" title={t.title}>
      {hadSamples.current && <SampleBanner />}
      <div class="within">
        <Head count={list?.count ?? null} />
        <div class="with-filters">
          <TaskFilters list={list} />
          <div class="tasks-results">
            <TaskTokens list={list} />
            {!list && !problem && <p class="quiet" role="status">{commonWords().loading}</p>}
            {problem && <Refused problem={problem} />}
            {list && !problem && <Shown list={list} isBusy={isLoading} />}
            {list && <Download list={list} />}
          </div>
        </div>
      </div>
    </Frame>
  );
}
