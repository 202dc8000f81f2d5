// What was reported for a period, put together: counts, who is at what step, figures, narrative, tasks.
// SPDX-License-Identifier: Apache-2.0
import type { ConsolidatedAgency, ConsolidatedFigure, ConsolidatedPart, Consolidation, ReportState } from '../../api/types';
import { date, isPercent, number, period } from '../../lib/format';
import { Rest } from '../../ui/rest';
import { Vi } from '../../ui/text';
import { resultsWords } from '../../words/vi/results';

const AT_ONCE = 30, DECIMALS = 2;
const agencyHref = (code: string): string => `/co-quan/${encodeURIComponent(code)}`;

export function StateTag({ state }: { state: ReportState }) {
  return <span class={`state-tag is-${state}`}>{resultsWords().states[state]}</span>;
}

export function Counts({ of }: { of: Consolidation }) {
  const t = resultsWords().period;
  return (
    <dl class="numbers result-counts">
      <div class="is-first"><dt>{t.owed}</dt><dd>{number(of.owed, 0)}</dd></div>
      <div><dt>{t.onTime}</dt><dd>{number(of.on_time, 0)}</dd></div>
      <div><dt>{t.late}</dt><dd class={of.late > 0 ? 'is-at-risk' : ''}>{number(of.late, 0)}</dd></div>
      <div><dt>{t.missing}</dt><dd class={of.missing > 0 ? 'is-late-text' : ''}>{number(of.missing, 0)}</dd></div>
      <div><dt>{t.accepted}</dt><dd>{number(of.accepted, 0)}</dd></div>
    </dl>
  );
}

function AgencyRow({ one, hasStep }: { one: ConsolidatedAgency; hasStep: boolean }) {
  const t = resultsWords().period;
  return (
    <tr>
      <th scope="row"><a href={agencyHref(one.agency)}><Vi>{one.agency_name}</Vi></a>{one.name_then !== one.agency_name && <small><Vi>{t.underName(one.name_then)}</Vi></small>}</th>
      {hasStep && <td data-name={t.step}><a href={`/bao-cao/${one.obligation}`}><StateTag state={one.state} /></a></td>}
      <td data-name={t.due}>{date(one.due_on)}</td>
      <td data-name={t.sent}>{one.sent_on ? date(one.sent_on) : t.notSent}{one.is_late && <small class={one.sent_on ? '' : 'is-late-text'}>{t.lateDays(number(one.late_days, 0), one.late_days)}</small>}</td>
    </tr>
  );
}

function AgencyRows({ agencies, hasStep }: { agencies: readonly ConsolidatedAgency[]; hasStep: boolean }) {
  const t = resultsWords().period;
  return (
    <table class="money-table is-named">
      <thead><tr>{[t.agency, ...(hasStep ? [t.step] : []), t.due, t.sent].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
      <tbody>{agencies.map((one) => <AgencyRow key={one.obligation} one={one} hasStep={hasStep} />)}</tbody>
    </table>
  );
}

/** In a result who has sent something comes first, and steps within the house say nothing; else who must be reminded comes
 *  first. Beyond some thirty they are folded away. */
export function Agencies({ of, isResult = false }: { of: Consolidation; isResult?: boolean }) {
  const t = resultsWords().period, rank = (one: ConsolidatedAgency): number => (one.sent_on ? 0 : 1) * (isResult ? 1 : -1);
  const sorted = [...of.agencies].sort((a, b) => rank(a) - rank(b) || b.late_days - a.late_days), rest = sorted.slice(AT_ONCE);
  return (
    <section aria-labelledby="agencies">
      <h2 id="agencies">{t.agencies}</h2>
      <AgencyRows agencies={sorted.slice(0, AT_ONCE)} hasStep={!isResult} />
      {rest.length > 0 && <Rest word={t.rest(number(rest.length, 0), rest.length)}><AgencyRows agencies={rest} hasStep={!isResult} /></Rest>}
    </section>
  );
}

const plain = (value: number | null): string => (value === null ? '–' : number(value, DECIMALS));

function FigureRow({ one }: { one: ConsolidatedFigure }) {
  const t = resultsWords().period, cell = (name: string, value: number | null) => <td class="amount" data-name={name}>{plain(value)}</td>;
  return (
    <tr>
      <th scope="row"><a href={`/chi-tieu/${encodeURIComponent(one.indicator)}`}><Vi>{one.title}</Vi></a><small>{period(one.period)}{one.unit && <> · <Vi>{one.unit}</Vi></>}</small></th>
      <td class="amount" data-name={t.reported}>{number(one.reported, 0)}</td>
      {one.texts ? <td class="amount is-text" colSpan={4} data-name=""><Vi>{one.texts}</Vi></td> : (
        <>{cell(t.sum, isPercent(one.unit) ? null : one.sum)}{cell(t.mean, one.mean)}{cell(t.low, one.low)}{cell(t.high, one.high)}</>
      )}
    </tr>
  );
}

export function Figures({ of }: { of: Consolidation }) {
  const t = resultsWords().period;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t.figures}</h2>
      {of.figures.length === 0 ? <p class="empty">{t.figuresNone}</p> : (
        <>
          <p class="quiet result-note">{t.figuresNote}</p>
          <table class="money-table is-named">
            <thead><tr><th scope="col">{t.indicator}</th>{[t.reported, t.sum, t.mean, t.low, t.high].map((head) => <th key={head} scope="col" class="amount">{head}</th>)}</tr></thead>
            <tbody>{of.figures.map((one) => <FigureRow key={`${one.indicator} ${one.period}`} one={one} />)}</tbody>
          </table>
        </>
      )}
    </section>
  );
}

function bySection(parts: readonly ConsolidatedPart[]): [string, ConsolidatedPart[]][] {
  const found = new Map<string, ConsolidatedPart[]>();
  for (const one of parts) found.set(one.section, [...(found.get(one.section) ?? []), one]);
  return [...found];
}

export function Narrative({ of }: { of: Consolidation }) {
  const t = resultsWords().period;
  return (
    <section aria-labelledby="narrative">
      <h2 id="narrative">{t.narrative}</h2>
      {of.parts.length === 0 && <p class="empty">{t.narrativeNone}</p>}
      {bySection(of.parts).map(([code, parts]) => (
        <div key={code} class="result-section">
          <h3><Vi>{parts[0]?.title ?? code}</Vi></h3>
          {parts.map((one, i) => <div key={`${one.agency} ${i}`} class="result-part"><b><Vi>{one.agency_name}</Vi></b><p class="result-text"><Vi>{one.text}</Vi></p></div>)}
        </div>
      ))}
    </section>
  );
}

export function Tasks({ of }: { of: Consolidation }) {
  const words = resultsWords(), t = words.period;
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{t.tasks}</h2>
      {of.tasks.length === 0 ? <p class="empty">{t.tasksNone}</p> : (
        <table class="money-table is-named">
          <thead><tr><th scope="col">{t.task}</th><th scope="col">{t.agency}</th><th scope="col" class="amount">{t.progress}</th></tr></thead>
          <tbody>
            {of.tasks.map((one) => (
              <tr key={`${one.task} ${one.agency}`}>
                <th scope="row"><a href={`/nhiem-vu/${encodeURIComponent(one.task)}`}><Vi>{one.title}</Vi></a></th>
                <td data-name={t.agency}><Vi>{one.agency_name}</Vi></td>
                <td class="amount" data-name={t.progress}>{number(one.percent, 0)} %<small>{words.taskStates[one.state]}</small></td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
