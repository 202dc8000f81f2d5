// The plans of a year, agency by agency: at what step, how late, how much in it; and where one's own is begun.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { AnnualLine, AnnualOverview } from '../../api/types';
import { fragment, setFragment } from '../../lib/address';
import { date, number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { ErrorSummary } from '../../ui/error_summary';
import { Rest } from '../../ui/rest';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { annualWords } from '../../words/vi/annual';
import { plain } from '../budget/amounts';

const AT_ONCE = 30;
const isHandedIn = ({ state }: AnnualLine): boolean => state === 'submitted' || state === 'approved' || state === 'accepted';

const planHref = (line: AnnualLine): string => `/ke-hoach-nam/lap/${line.plan}`;

function StateOf({ line }: { line: AnnualLine }) {
  const t = annualWords();
  return <span class={`state-tag is-${line.state || 'none'}`}>{line.state ? t.states[line.state] : t.noPlan}</span>;
}

/** A head without a plan is told where to begin it. */
export function Begin({ line, year }: { line: AnnualLine; year: number }) {
  const t = annualWords(), o = t.overview, submit = useSubmit([]), isOpen = useSignal(false), isSending = submit.state.value === 'sending';
  const begin = async (copies: boolean) => {
    const made = await submit.send([], () => call('POST /planning/annual-plans', { agency: line.agency, year, copies }));
    if (!made) return;
    forgetLoaded();
    location.assign(`/ke-hoach-nam/lap/${made.id}`);
  };
  if (!isOpen.value) return <button type="button" class="button" aria-label={o.beginOf(line.agency_name, String(year))} onClick={() => { isOpen.value = true; }}>{o.begin}</button>;
  return (
    <div class="act" role="group" aria-label={o.beginOf(line.agency_name, String(year))}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <p>{o.beginText}</p>
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="button" class="button" disabled={isSending} onClick={() => void begin(false)}>{o.beginEmpty}</button>
        <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void begin(true)}>{o.beginCopy(String(year - 1))}</button>
        <button type="button" class="button is-quiet" onClick={() => { isOpen.value = false; submit.clear(); }}>{t.cancel}</button>
      </p>
    </div>
  );
}

/** One's own: large, with what is to be done. */
export function OwnPlans({ page }: { page: AnnualOverview }) {
  const t = annualWords(), o = t.overview;
  return (
    <ul class="annual-own">
      {page.lines.map((line) => (
        <li key={line.agency}>
          <h2><Vi>{line.agency_name}</Vi></h2>
          <p><StateOf line={line} /> <span class="annual-due">{line.due_on && `${t.due}: `}<Due line={line} /></span></p>
          {line.plan && <p class="quiet">{t.targetCount(number(line.target_count, 0), line.target_count)} · {t.taskCount(number(line.task_count, 0), line.task_count)}</p>}
          {line.plan ? <p class="buttons"><a class="button" href={planHref(line)}>{o.open}</a></p> : line.may_start && <Begin line={line} year={page.year} />}
        </li>
      ))}
    </ul>
  );
}

function Due({ line }: { line: AnnualLine }) {
  const o = annualWords().overview;
  return <>{line.due_on ? date(line.due_on) : <span class="quiet">{o.noDue}</span>}{line.is_late && <small class={isHandedIn(line) ? '' : 'is-late-text'}> {o.lateDays(number(line.late_days, 0), line.late_days)}</small>}</>;
}

function Rows({ lines }: { lines: readonly AnnualLine[] }) {
  const t = annualWords(), o = t.overview;
  return (
    <table class="money-table is-named">
      <thead><tr>{[t.agency, o.state, t.due, o.content].map((head) => <th key={head} scope="col">{head}</th>)}<th scope="col" class="amount">{t.budgetUnit}</th></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.agency}>
            <th scope="row"><a class={line.plan ? 'is-link' : ''} href={line.plan ? planHref(line) : `/co-quan/${encodeURIComponent(line.agency)}`}><Vi>{line.agency_name}</Vi></a></th>
            <td data-name={o.state}><StateOf line={line} /></td>
            <td data-name={t.due}><Due line={line} /></td>
            <td data-name={o.content}>{line.plan ? <>{t.targetCount(number(line.target_count, 0), line.target_count)}, {t.taskCount(number(line.task_count, 0), line.task_count)}</> : '–'}</td>
            <td class="amount" data-name={t.budgetUnit}>{plain(line.budget)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What waits for a decision comes first, then who is late, then the rest. */
const rank = (line: AnnualLine): number => (line.state === 'submitted' || line.state === 'approved' ? 0 : isHandedIn(line) ? 2 : 1);

export function AnnualAgencies({ page }: { page: AnnualOverview }) {
  const t = annualWords(), o = t.overview, isAll = fragment.value.show === 'all';
  const sorted = [...page.lines].sort((a, b) => rank(a) - rank(b) || b.late_days - a.late_days), shown = isAll ? sorted : sorted.filter((line) => line.state !== 'accepted'), rest = shown.slice(AT_ONCE);
  return (
    <section class="result-matrix-of" aria-labelledby="agencies">
      <h2 id="agencies">{o.agencies}</h2>
      {page.lines.length > 0 && (
        <div class="segments no-print" role="group" aria-label={o.show}>
          {([['', o.need], ['all', o.all]] as const).map(([value, word]) => <button key={value} type="button" aria-pressed={(fragment.value.show ?? '') === value} onClick={() => setFragment({ show: value })}>{word}</button>)}
        </div>
      )}
      {page.lines.length === 0 ? <p class="empty">{o.none}</p> : shown.length === 0 ? <p class="empty">{o.nobody}</p> : <Rows lines={shown.slice(0, AT_ONCE)} />}
      {rest.length > 0 && <Rest word={t.restAgencies(number(rest.length, 0), rest.length)}><Rows lines={rest} /></Rest>}
    </section>
  );
}
