// One indicator: where it stands, how that is measured, who answers, and every figure with its proof.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import mapIcon from 'icon:map';
import pen from 'icon:pen-line';
import { useSignal } from '@preact/signals';
import type { FigureView, IndicatorPage as Page, IndicatorView } from '../api/types';
import { query } from '../lib/address';
import { amount, date, dateTime, difference, number, period, periodShort, share, signed } from '../lib/format';
import { yearEnd } from '../lib/period';
import { gapOf } from '../rooms/strategy/gap';
import { Steps } from '../rooms/strategy/bullet';
import { Method, pathOf, stretchOf } from '../rooms/strategy/method';
import { Proof } from '../rooms/strategy/proof';
import { boundOf, decimalsOf, finalMilestone, isLevel, levelWord, milestonesOf, milestoneText, shortCitation, unitOf, valueText } from '../rooms/strategy/reading';
import { cellText, ClosedMark, VersionLink } from '../rooms/strategy/difference';
import { TaskRow } from '../rooms/strategy/task_row';
import { AgencyName, isSame } from '../rooms/strategy/who';
import { Frame, Trail, type Step } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/mark';
import { SampleBanner, SampleTag } from '../ui/sample';
import { titleText, Title, Vi } from '../ui/text';
import { TimeChart } from '../ui/time_chart';
import { commonWords } from '../words/vi/common';
import { indicatorWords } from '../words/vi/indicator';
import { measureWords } from '../words/vi/measure';
import { planVersionsWords } from '../words/vi/plan_versions';

const isProvince = (page: Page): boolean => !query.value.subject || page.view.standing.subject !== query.value.subject || page.is_added_up;

function Head({ page }: { page: Page }) {
  const t = indicatorWords(), { view } = page, { indicator, standing } = view;
  const subject = query.value.subject ? `?subject=${encodeURIComponent(standing.subject)}` : '';
  return (
    <header class="page-head">
      <p class="eyebrow"><Vi>{t.eyebrow(indicator.citation)}</Vi></p>
      <h1><Title of={indicator} /></h1>
      {!isProvince(page) && <p class="lead"><Vi>{t.forSubject(standing.subject_name)}</Vi> · <a href={location.pathname}>{t.toProvince}</a></p>}
      <div class="head-line">
        <Pill status={standing.status} />
        <ClosedMark on={indicator.closed_on} />
        {standing.is_sample && <SampleTag />}
        <span class="buttons">
          {page.may_report && <a class="button" href={`/nhap/chi-tieu/${encodeURIComponent(indicator.code)}${subject}`}><Icon of={pen} size={18} />{t.enter}</a>}
          {page.has_places && <a class="button is-quiet" href={`/ban-do/${encodeURIComponent(indicator.code)}`}><Icon of={mapIcon} size={18} />{t.onMap}</a>}
        </span>
      </div>
    </header>
  );
}

const pointsOf = (unit: string): string => (unit.startsWith('%') ? commonWords().points : unit);

function Numbers({ view }: { view: IndicatorView }) {
  const t = indicatorWords().facts, m = measureWords(), s = view.standing, unit = unitOf(view), decimals = decimalsOf(view), final = finalMilestone(view), gap = gapOf(view);
  const isWord = isLevel(view.indicator);
  return (
    <dl class={isWord ? 'numbers is-words' : 'numbers'}>
      <div class="is-first"><dt>{t.value}{s.period && ` · ${period(s.period)}`}</dt><dd><Vi>{valueText(view)}</Vi>{s.previous !== null && s.value !== null && !isWord && <small>{signed(s.value - s.previous, decimals)} {pointsOf(unit)}</small>}</dd></div>
      <div><dt>{s.period_end ? m.path(date(s.period_end)) : m.path('')}</dt><dd><Vi>{valueText(view, s.expected)}</Vi><small class={`gap is-${s.status}`}>{gap.main}</small></dd></div>
      {final && <div><dt>{m.target(String(final.year))}</dt><dd>{isWord ? <Vi>{milestoneText(view, final)}</Vi> : `${milestoneText(view, final)}\u00a0${unit}`}{gap.more && <small>{gap.more}</small>}</dd></div>}
      {!isWord && (
        <div>
          <dt>{t.forecast(date(yearEnd(s.next_year)))}</dt>
          <dd>{s.forecast === null ? '–' : amount(s.forecast, unit, decimals)}<small>{s.monthly === null ? t.noForecast : t.perMonth(`${signed(s.monthly, decimals + 1)} ${pointsOf(unit)}`)}</small></dd>
        </div>
      )}
      {s.attainment !== null && <div><dt>{t.attainment}</dt><dd>{share(s.attainment)}<small>{t.attainmentOf(String(s.target_year))}</small></dd></div>}
    </dl>
  );
}

function chartTable(view: IndicatorView, history: readonly FigureView[]) {
  const t = indicatorWords().chart.columns, decimals = decimalsOf(view), isWord = isLevel(view.indicator);
  const text = (value: number) => (isWord ? levelWord(view.indicator, value) : number(value, decimals, 0));
  return (
    <div class="table-box" tabIndex={0} role="group" aria-label={indicatorWords().chart.table}>
      <table>
        <thead><tr><th scope="col">{t.period}</th><th scope="col" class="is-number">{t.value}</th><th scope="col" class="is-number">{t.path}</th>{!isWord && <th scope="col" class="is-number">{t.gap}</th>}</tr></thead>
        <tbody>
          {[...history].reverse().map((one) => (
            <tr key={one.period}>
              <th scope="row">{periodShort(one.period)}</th><td class="is-number"><Vi>{text(one.value)}</Vi></td>
              <td class="is-number">{one.expected === null ? '–' : <Vi>{text(one.expected)}</Vi>}</td>
              {!isWord && <td class="is-number">{one.expected === null ? '–' : signed(one.value - one.expected, decimals)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The figures of an indicator that is added up are not in its history: its trail has them. */
const historyOf = (page: Page): FigureView[] =>
  page.history.length > 0 || !page.is_added_up ? page.history : page.view.standing.trail.map((one) => ({ period: one.period, ends_on: one.on, value: one.value, text: '', revision: 0, recorded_at: '', is_sample: page.view.standing.is_sample, expected: null, plan_version: page.plan_version }));

/** The same drawing as a file: for a document, or for a page elsewhere. */
function Drawn({ page }: { page: Page }) {
  const t = indicatorWords().chart, { indicator, standing } = page.view, on = query.value.on;
  const of = `subject=${encodeURIComponent(standing.subject)}${on ? `&on=${encodeURIComponent(on)}` : ''}`;
  const link = (ending: string) => `/api/v1/strategy/indicators/${encodeURIComponent(indicator.code)}/chart.${ending}?${of}`;
  return (
    <p class="buttons chart-files">
      <a class="button is-quiet" href={link('svg')} download={`${indicator.code}.svg`}><Icon of={download} size={18} />{t.svg}</a>
      <a class="button is-quiet" href={link('png')} download={`${indicator.code}.png`}><Icon of={download} size={18} />{t.png}</a>
    </p>
  );
}

function Chart({ page }: { page: Page }) {
  const t = indicatorWords().chart, { view } = page, s = view.standing, history = historyOf(page), isRecent = useSignal(false);
  const isWord = isLevel(view.indicator), unit = unitOf(view), decimals = decimalsOf(view), path = pathOf(view);
  const milestones = milestonesOf(view).filter((one) => !one.isEmpty);
  const stretch = s.period_end ? stretchOf(path, s.period_end) : null, hasForecast = s.forecast !== null && s.status !== 'met';
  const title = titleText(view.indicator);
  return (
    <section class="chart-box" aria-labelledby="chart">
      <div class="chart-head">
        <h2 id="chart">{t.title}</h2>
        {history.length > 2 && !isWord && (
          <div class="segments" role="group" aria-label={t.range}>
            <button type="button" aria-pressed={!isRecent.value} onClick={() => { isRecent.value = false; }}>{t.whole}</button>
            <button type="button" aria-pressed={isRecent.value} onClick={() => { isRecent.value = true; }}>{t.recent}</button>
          </div>
        )}
      </div>
      <TimeChart
        label={s.value === null ? t.empty(title) : t.label(title, valueText(view), period(s.period))}
        figures={history.map((one) => ({ on: one.ends_on, value: one.value, name: periodShort(one.period) }))}
        path={path}
        milestones={milestones.map((one) => ({ on: one.on, value: boundOf(view.indicator, one, s.value), name: `${one.year}: ${milestoneText(view, one)}` }))}
        forecast={hasForecast ? { on: yearEnd(s.next_year), value: s.forecast ?? 0 } : null}
        tolerance={stretch && s.tolerance && view.indicator.direction === 'up' ? { from: stretch[0].on, to: stretch[1].on, size: s.tolerance } : null}
        {...(isWord && { levels: view.indicator.levels })}
        format={(value) => number(value, decimals)}
        isRecent={isRecent.value}
      />
      <ul class="chart-keys">
        <li><i class="key is-figures" />{t.figures}</li>
        <li><i class="key is-path" />{t.path}</li>
        <li><i class="key is-milestone" />{t.milestone}</li>
        {stretch && s.tolerance ? <li><i class="key is-tolerance" />{t.tolerance(difference(s.tolerance, unit, decimals + 1))}</li> : null}
        {hasForecast && <li><i class="key is-forecast" />{t.forecast(amount(s.forecast ?? 0, unit, decimals), date(yearEnd(s.next_year)))}</li>}
      </ul>
      {isWord && <Steps view={view} />}
      {!isWord && <Drawn page={page} />}
      {history.length > 0 && <details class="fold"><summary>{t.table}</summary>{chartTable(view, history)}</details>}
    </section>
  );
}

function Who({ page }: { page: Page }) {
  const t = indicatorWords().who, roles = commonWords().role, ended = measureWords().ended;
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t.title}</h2>
      <ul class="who">
        {page.view.assignments.map((one) => (
          <li key={`${one.role} ${one.named} ${one.agency}`}>
            <span class="who-role">{roles[one.role]}</span>
            <div>
              <p class="who-name">{one.agency === '' ? <Vi>{one.named}</Vi> : <AgencyName one={one} />}</p>
              {!isSame(one) && <p class="quiet">{one.agency === '' ? ended : <>{t.named}: <Vi>{one.named}</Vi></>}</p>}
              {one.basis && <p class="quiet">{t.basis}: <Vi>{one.basis}</Vi></p>}
              {one.note && <p class="quiet"><Vi>{one.note}</Vi></p>}
            </div>
          </li>
        ))}
      </ul>
      {page.view.standing.agency_name && <p class="quiet">{t.reportedBy(page.view.standing.agency_name)}</p>}
    </section>
  );
}

function HistoryRow({ page, one }: { page: Page; one: FigureView }) {
  const t = indicatorWords().history, { view } = page, isOpen = useSignal(false), id = `proof-${one.period}`;
  const text = (value: number, word: string) => word || valueText(view, value);
  return (
    <>
      <tr>
        <th scope="row">{period(one.period)}</th>
        <td class="is-number"><b><Vi>{text(one.value, one.text)}</Vi></b></td>
        <td class="is-number wide-cell"><Vi>{valueText(view, one.expected)}</Vi></td>
        <td>{date(one.recorded_at)}{one.revision > 1 && <> <span class="revision">{t.revision(number(one.revision, 0))}</span></>}{one.plan_version !== page.plan_version && one.plan_version > 0 && <> <small class="quiet">{planVersionsWords().short(String(one.plan_version))}</small></>}</td>
        <td><button type="button" class="link" aria-expanded={isOpen.value} aria-controls={id} aria-label={t.proofOf(period(one.period))} onClick={() => { isOpen.value = !isOpen.value; }}>{t.proof}</button></td>
      </tr>
      <tr id={id} class="proof-row" hidden={!isOpen.value}><td colSpan={5}>{isOpen.value && <Proof code={view.indicator.code} subject={view.standing.subject} period={one.period} text={text} />}</td></tr>
    </>
  );
}

function History({ page }: { page: Page }) {
  const t = indicatorWords().history, { history } = page;
  return (
    <section aria-labelledby="history">
      <h2 id="history">{t.title}</h2>
      {history.length === 0 ? <p class="empty">{page.is_added_up ? t.added : t.empty}</p> : (
        <div class="table-box" tabIndex={0} role="group" aria-labelledby="history">
          <table class="history">
            <thead><tr><th scope="col">{t.columns.period}</th><th scope="col" class="is-number">{t.columns.value}</th><th scope="col" class="is-number wide-cell">{t.columns.path}</th><th scope="col">{t.columns.recorded}</th><th scope="col">{t.columns.proof}</th></tr></thead>
            <tbody>{[...history].reverse().map((one) => <HistoryRow key={one.period} page={page} one={one} />)}</tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function Corrections({ page }: { page: Page }) {
  const t = indicatorWords().corrections, { view, past } = page;
  if (past.length === 0) return null;
  const now = (of: string) => page.history.find((one) => one.period === of);
  return (
    <section aria-labelledby="corrections">
      <h2 id="corrections">{t.title}</h2>
      <p class="quiet">{t.text}</p>
      <ul class="corrections">
        {past.map((one) => {
          const after = past.find((other) => other.period === one.period && other.revision === one.revision + 1) ?? now(one.period);
          return (
            <li key={`${one.period} ${one.revision}`}>
              <p><b>{period(one.period)}</b>: <s>{one.text || valueText(view, one.value)}</s> <span class="unseen">{t.becomes}</span>{after && <b>{after.text || valueText(view, after.value)}</b>}</p>
              <p><span class="quiet">{t.reason}:</span> <Vi>{one.reason}</Vi></p>
              <p class="quiet"><small>{dateTime(one.replaced_at)}</small></p>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What earlier versions of the document asked, of those against which figures of the history were reported. */
function TargetsThen({ page }: { page: Page }) {
  const t = planVersionsWords();
  if (page.targets_then.length === 0) return null;
  return (
    <section aria-labelledby="targets-then">
      <h2 id="targets-then">{t.targetsThen}</h2>
      <ul class="targets-then">
        {page.targets_then.map((one) => (
          <li key={one.version.number}>
            <p><VersionLink version={one.version} /></p>
            <p>{one.targets.length === 0 ? <span class="quiet">{t.noTarget}</span> : one.targets.map((target) => `${target.year}: ${cellText(target)}`).join('; ')}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function IndicatorPage({ page }: { page: Page }) {
  const t = indicatorWords(), nav = commonWords().nav, { view, document } = page;
  return (
    <Frame here="progress" title={titleText(view.indicator)}>
      {view.standing.is_sample && <SampleBanner />}
      <div class="within">
        <Trail steps={[[`/?document=${encodeURIComponent(document.code)}`, nav.progress], [`/ke-hoach?document=${encodeURIComponent(document.code)}`, document.number], ...(page.objective ? [[`/ke-hoach?document=${encodeURIComponent(document.code)}#item=${encodeURIComponent(page.objective.code)}`, shortCitation(page.objective.citation), true] as Step] : [])]} />
        <Head page={page} />
        <Numbers view={view} />
        <div class="with-side">
          <div class="stack">
            <Chart page={page} />
            <History page={page} />
            <Corrections page={page} />
            <section aria-labelledby="tasks">
              <h2 id="tasks">{t.tasks}</h2>
              {page.tasks.length === 0 ? <p class="empty">{t.noTasks}</p> : <div class="ledger">{page.tasks.map((one) => <TaskRow key={one.task.code} view={one} />)}</div>}
            </section>
          </div>
          <div class="stack">
            <Who page={page} />
            <Method view={view} />
            <TargetsThen page={page} />
          </div>
        </div>
      </div>
    </Frame>
  );
}
