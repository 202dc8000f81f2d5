// How far each agency that leads a task is, and every report that it made.
// SPDX-License-Identifier: Apache-2.0
import type { Origin, ProgressPast, ShareView, TaskPage, TaskProgress, TaskState, TaskStatus } from '../../api/types';
import { date, dateTime, number } from '../../lib/format';
import { Mark } from '../../ui/mark';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { tasksWords } from '../../words/vi/tasks';
import { OriginFacts } from './proof';
import { percentText, PercentBar } from './task_row';

const NAMED_MAX = 12; // more that have not reported are folded away

const toneOf: Record<TaskState, TaskStatus> = { not_started: 'not_started', in_progress: 'in_progress', done: 'done' };
const agencyHref = (code: string): string => `/co-quan/${encodeURIComponent(code)}`;

/** The same code is the address of the form; an agency is named only where several could be meant. */
export const reportHref = (page: TaskPage, share: ShareView): string =>
  `/nhap/nhiem-vu/${encodeURIComponent(page.view.task.code)}${page.shares.length > 1 ? `?agency=${encodeURIComponent(share.agency)}` : ''}`;

function ReportLink({ page, share }: { page: TaskPage; share: ShareView }) {
  const t = tasksWords().one;
  return share.may_report && page.shares.length > 1 ? <> <a class="share-report" href={reportHref(page, share)}>{t.report}<span class="unseen">: <Vi>{share.agency_name}</Vi></span></a></> : null;
}

/** The note is shown already. */
function ShareOrigin({ origin }: { origin: Origin }) {
  return <details class="fold share-origin"><summary>{tasksWords().one.origin}</summary><dl class="proof"><OriginFacts origin={{ ...origin, note: '' }} /></dl></details>;
}

function ShareRow({ page, share, progress }: { page: TaskPage; share: ShareView; progress: TaskProgress }) {
  const t = tasksWords().one;
  return (
    <li class="share">
      <div>
        <p class="who-name"><a href={agencyHref(share.agency)}><Vi>{share.agency_name}</Vi></a><ReportLink page={page} share={share} /></p>
        {progress.product !== '' && <p><span class="quiet">{t.handedIn}:</span> <Vi>{progress.product}</Vi></p>}
        {progress.note !== '' && <p class="quiet"><Vi>{progress.note}</Vi></p>}
        <p class="task-facts">
          <span>{t.asOf(date(progress.as_of))}</span>
          {progress.finished_on && <span>{t.finished(date(progress.finished_on))}</span>}
          <span>{t.recorded(dateTime(progress.recorded_at))}</span>
          {progress.is_sample && <span><SampleTag /></span>}
        </p>
        {share.origin && <ShareOrigin origin={share.origin} />}
      </div>
      <div class="share-state">
        <p><Mark status={toneOf[progress.state]} size={16} /> {t.state[progress.state]}</p>
        <PercentBar percent={progress.percent} status={toneOf[progress.state]} />
      </div>
    </li>
  );
}

function Silent({ page, shares, isAll }: { page: TaskPage; shares: readonly ShareView[]; isAll: boolean }) {
  const t = tasksWords().one, title = t.silent(number(shares.length, 0), shares.length);
  const names = <ul class="silent">{shares.map((one) => <li key={one.agency}><a href={agencyHref(one.agency)}><Vi>{one.agency_name}</Vi></a><ReportLink page={page} share={one} /></li>)}</ul>;
  if (shares.length > NAMED_MAX) return <details class="fold silent-fold"><summary><Mark status="no_report" size={16} />{title}</summary>{names}</details>;
  return <div class="silent-box"><p class="silent-title"><Mark status="no_report" size={16} />{isAll && shares.length === 1 ? t.noReport : title}</p>{names}</div>;
}

export function Shares({ page }: { page: TaskPage }) {
  const t = tasksWords().one, silent = page.shares.filter((one) => one.progress === null);
  const reported = page.shares.flatMap((share) => (share.progress ? [{ share, progress: share.progress }] : [])).sort((a, b) => a.progress.percent - b.progress.percent);
  if (page.shares.length === 0) return <p class="empty">{t.noShares}</p>;
  return (
    <div class="panel shares">
      {reported.length > 0 && <ul>{reported.map(({ share, progress }) => <ShareRow key={share.agency} page={page} share={share} progress={progress} />)}</ul>}
      {silent.length > 0 && <Silent page={page} shares={silent} isAll={reported.length === 0} />}
    </div>
  );
}

interface Report extends ProgressPast {
  is_current: boolean;
}

/** Those that hold and those that they replaced, the newest first. */
export function reportsOf(page: TaskPage): Report[] {
  const current = page.shares.flatMap(({ progress }) => (progress ? [{ ...progress, is_current: true }] : []));
  const past = page.past.map((one) => ({ ...one, is_current: false }));
  return [...current, ...past].sort((a, b) => (a.recorded_at < b.recorded_at ? 1 : a.recorded_at > b.recorded_at ? -1 : b.revision - a.revision));
}

export function ProgressHistory({ page }: { page: TaskPage }) {
  const t = tasksWords().one, columns = t.historyColumns, reports = reportsOf(page), nameOf = (code: string) => page.shares.find((one) => one.agency === code)?.agency_name ?? code;
  if (reports.length === 0) return null; // the shares say so
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      <p class="quiet history-text">{t.historyText}</p>
      <div class="table-box" tabIndex={0} role="group" aria-labelledby="history">
        <table class="history report-history">
          <thead>
            <tr>
              <th scope="col">{columns.recorded}</th><th scope="col">{columns.agency}</th><th scope="col" class="is-number">{columns.percent}</th>
              <th scope="col">{columns.state}</th><th scope="col" class="wide-cell">{columns.asOf}</th>
            </tr>
          </thead>
          <tbody>
            {reports.map((one) => (
              <tr key={`${one.agency} ${one.revision}`}>
                <th scope="row">{dateTime(one.recorded_at)}</th>
                <td><Vi>{nameOf(one.agency)}</Vi> {one.is_current ? <span class="revision">{t.current}</span> : null}</td>
                <td class="is-number"><b>{percentText(one.percent)}</b></td>
                <td>{t.state[one.state]}</td>
                <td class="wide-cell">{date(one.as_of)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
