// One entry for who checks it: the figure beside those before it, what a machine sees, the evidence, the decision, the history.
// SPDX-License-Identifier: Apache-2.0
import arrow from 'icon:arrow-right';
import check from 'icon:circle-check-big';
import back from 'icon:corner-up-left';
import hourglass from 'icon:hourglass';
import pen from 'icon:pen-line';
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import type { IndicatorView, Submission, SubmissionPage, SubmissionState, Verdict } from '../../api/types';
import { date, dateTime, period } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { may, me } from '../../lib/person';
import { MainHeading, PartHeading } from '../../ui/heading';
import { Icon } from '../../ui/icon';
import { Notice, type Tone } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { checksWords } from '../../words/vi/checks';
import { commonWords } from '../../words/vi/common';
import { formsWords } from '../../words/vi/forms';
import { myAgencies } from '../people/roles';
import { Compare, SampleLine } from './compare';
import { Decision } from './decision';
import { EntryChart } from './entry_chart';
import { EntryLog } from './entry_log';
import { entryText, stateWord } from './entry_text';
import { Findings } from './findings';
import { EvidenceLinks } from './proof';
import { percentText } from './task_row';
import { Withdraw } from './waiting_entry';

const codeOf = (page: SubmissionPage): string => encodeURIComponent(page.line.submission.item);
const isFigure = (page: SubmissionPage): boolean => page.line.submission.kind === 'figure';

/** The title that a tab and a draft show. */
export const entryTitle = ({ line }: Pick<SubmissionPage, 'line'>): string => (line.submission.period ? checksWords().inPeriod(line.title, period(line.submission.period)) : line.title);

const publicHref = (page: SubmissionPage): string => (isFigure(page) ? `/chi-tieu/${codeOf(page)}?subject=${encodeURIComponent(page.line.submission.subject)}` : `/nhiem-vu/${codeOf(page)}`);

function Head({ page }: { page: SubmissionPage }) {
  const t = checksWords(), { line } = page, { submission } = line;
  return (
    <header class="work-head">
      <p class="eyebrow"><Vi>{t.eyebrow[submission.kind](line.citation)}</Vi></p>
      <MainHeading class={isFigure(page) ? 'work-title' : 'work-title is-long'}><Vi>{entryTitle(page)}</Vi></MainHeading>
      <p class="quiet">
        {isFigure(page) && <><b><Vi>{line.subject_name}</Vi></b> · </>}
        <Vi>{t.by(submission.entered_name, submission.entered_title)}</Vi>, <Vi>{line.agency_name}</Vi>, {t.sentAt(dateTime(submission.entered_at))} · <a href={publicHref(page)}>{isFigure(page) ? t.seeIndicator : t.seeTask}</a>
      </p>
    </header>
  );
}

function FigureSeen({ page, view }: { page: SubmissionPage; view: IndicatorView }) {
  const t = checksWords(), { line, before, before_period, corrected, trail } = page, { submission } = line;
  const held = submission.state === 'accepted' ? null : corrected;
  return (
    <>
      <Compare view={view} period={submission.period} value={submission.value} label={t.submitted} before={before === null ? null : { value: before, period: before_period }} held={held} />
      {view.standing.is_sample && <SampleLine />}
      <section aria-labelledby="course">
        <PartHeading id="course" class="unseen">{t.chart}</PartHeading>
        <EntryChart view={view} course={trail.map((one) => ({ ...one, name: date(one.on) }))} period={submission.period} value={submission.value} label={t.chartLabel(line.title, entryText(submission, line.unit))} />
      </section>
      <section aria-labelledby="machine">
        <PartHeading id="machine">{t.machine}</PartHeading>
        <Findings view={view} findings={page.findings} value={submission.value} />
      </section>
    </>
  );
}

/** Without what is known of the indicator there is nothing to compare the figure with. */
function Figure({ page }: { page: SubmissionPage }) {
  const { submission } = page.line, indicator = useLoaded('GET /strategy/indicators/{code}', { code: submission.item, subject: submission.subject });
  if (indicator.problem) return <ProblemNote problem={indicator.problem} />;
  if (!indicator.data) return <p class="quiet">{commonWords().loading}</p>;
  return <FigureSeen page={page} view={indicator.data.view} />;
}

function Progress({ page }: { page: SubmissionPage }) {
  const t = checksWords(), { submission } = page.line, task = useLoaded('GET /strategy/tasks/{code}', { code: submission.item });
  const held = task.data?.shares.find((one) => one.agency === submission.subject)?.progress ?? null;
  return (
    <>
      <dl class="numbers compare is-words">
        <div class="is-first"><dt>{t.submitted}</dt><dd>{stateWord(submission.text)}<small>{percentText(submission.value ?? 0)}</small></dd></div>
        <div><dt>{t.progressBefore}</dt><dd>{held ? <>{stateWord(held.state)}<small>{percentText(held.percent)}, {date(held.as_of)} {held.is_sample && <SampleTag />}</small></> : <>–<small>{t.progressNever}</small></>}</dd></div>
        {task.data?.view.task.product && <div class="is-long"><dt>{formsWords().task.product}</dt><dd><Vi>{task.data.view.task.product}</Vi></dd></div>}
      </dl>
      <p class="quiet">{t.machineNone}</p>
    </>
  );
}

function Told({ name, children }: { name: string; children: string }) {
  if (children === '') return null;
  return <div><dt>{name}</dt><dd><Vi>{children}</Vi></dd></div>;
}

function WhatWasTold({ page }: { page: SubmissionPage }) {
  const t = checksWords(), { submission } = page.line, isEmpty = submission.source + submission.reason + submission.product + submission.note === '';
  return (
    <section aria-labelledby="told">
      <PartHeading id="told">{t.told}</PartHeading>
      {isEmpty ? <p class="quiet">{t.nothingTold}</p> : (
        <dl class="facts">
          <Told name={t.reason}>{submission.reason}</Told>
          <Told name={t.source}>{submission.source}</Told>
          <Told name={t.product}>{submission.product}</Told>
          <Told name={t.note}>{submission.note}</Told>
        </dl>
      )}
    </section>
  );
}

const looks: Record<Exclude<SubmissionState, 'submitted'>, { tone: Tone; icon: string }> = {
  accepted: { tone: 'good', icon: check },
  returned: { tone: 'bad', icon: back },
  withdrawn: { tone: 'known', icon: undo },
};

function NextEntry({ id }: { id: string }) {
  const t = checksWords().decided, list = useLoaded('GET /strategy/submissions', {}), mine = me.value?.account;
  const next = list.data?.lines.filter((one) => one.submission.id !== id && one.submission.entered_by !== mine).at(-1); // the oldest comes last
  if (!list.data) return null;
  if (!next) return <p>{t.none}</p>;
  return <p class="next-work"><span class="quiet">{t.next}</span><a href={`/kiem-tra/${next.submission.id}`}><Vi>{entryTitle({ line: next })}</Vi> <Icon of={arrow} size={18} /></a></p>;
}

/** How it ended; right after one's own decision also where to go on. */
function Ended({ page, one, isNews, hint }: { page: SubmissionPage; one: Submission; isNews: boolean; hint: string }) {
  const t = checksWords().decided;
  if (one.state === 'submitted') return null;
  const { tone, icon } = looks[one.state], when = one.decided_at ? dateTime(one.decided_at) : '';
  return (
    <>
      <Notice tone={tone} icon={icon} title={t[one.state]} isPart takesFocus={isNews}>
        {hint && <p>{hint}</p>}
        <p>{one.decided_name ? t.by(one.decided_name, when) : t.self(when)}</p>
        {one.decision_note && <p class="told-reason"><Vi>{one.decision_note}</Vi></p>}
        {one.state === 'accepted' && <p><a href={publicHref(page)}>{t.seePublic}</a></p>}
      </Notice>
      {isNews && may('strategy.check') && <NextEntry id={one.id} />}
    </>
  );
}

function Correct({ page }: { page: SubmissionPage }) {
  const t = checksWords().decision, { submission } = page.line;
  const query = isFigure(page) ? new URLSearchParams({ subject: submission.subject, period: submission.period }) : new URLSearchParams({ agency: submission.agency });
  const href = `/nhap/${isFigure(page) ? 'chi-tieu' : 'nhiem-vu'}/${codeOf(page)}?${query.toString()}`;
  return <p class="buttons"><a class="button" href={href}><Icon of={pen} size={18} />{submission.state === 'returned' ? t.correct : t.correctHeld}</a></p>;
}

/** Why the reader does not decide, and what he may do instead. */
function Waits({ page, withdrawn }: { page: SubmissionPage; withdrawn: (one: Submission) => void }) {
  const t = checksWords().decision, { submission } = page.line, isOurs = may('strategy.enter') && myAgencies().includes(submission.agency);
  return (
    <Notice tone="known" icon={hourglass} title={t.waits}>
      {may('strategy.check') && submission.entered_by === me.value?.account && <p>{t.own}</p>}
      {isOurs && <div class="buttons"><Withdraw id={submission.id} label={t.withdraw} done={withdrawn} /></div>}
    </Notice>
  );
}

function Outcome({ page }: { page: SubmissionPage }) {
  const t = checksWords().decision, news = useSignal<Submission | null>(null), wanted = useSignal<Verdict | null>(null);
  const one = news.value ?? page.line.submission, isOurs = may('strategy.enter') && myAgencies().includes(one.agency);
  const withdrawn = (taken: Submission) => {
    news.value = { ...taken, decided_name: me.value?.name ?? '' };
    forgetLoaded();
  };
  const isAsWanted = wanted.value === null || (one.decided_by === me.value?.account && one.state === (wanted.value === 'accept' ? 'accepted' : 'returned'));
  if (one.state !== 'submitted') {
    return (
      <>
        <Ended page={page} one={one} isNews={news.value !== null || wanted.value !== null} hint={isAsWanted ? '' : t.taken} />
        {isOurs && (one.state === 'returned' || one.state === 'accepted') && <Correct page={page} />}
      </>
    );
  }
  if (!page.may_decide) return <Waits page={page} withdrawn={withdrawn} />;
  return <Decision submission={one} title={entryTitle(page)} decided={(made) => { news.value = made; }} taken={(verdict) => { wanted.value = verdict; }} />;
}

export function CheckEntry({ page }: { page: SubmissionPage }) {
  const t = checksWords(), { line, files } = page;
  return (
    <>
      <Head page={page} />
      <div class="work-body is-check">
        <div class="work-main">
          {isFigure(page) ? <Figure page={page} /> : <Progress page={page} />}
          <WhatWasTold page={page} />
          <section aria-labelledby="evidence-title">
            <PartHeading id="evidence-title">{t.evidence}</PartHeading>
            {files.length > 0 ? <EvidenceLinks files={files} /> : <p class="quiet">{t.noEvidence}</p>}
          </section>
        </div>
        <div class="work-side">
          <Outcome key={line.submission.id} page={page} />
          <EntryLog log={page.log} here={line.submission} unit={line.unit} />
        </div>
      </div>
    </>
  );
}
