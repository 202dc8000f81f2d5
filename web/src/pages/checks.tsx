// What was handed in, by its state: to be checked, returned, accepted, taken back; filters live in the address.
// SPDX-License-Identifier: Apache-2.0
import clipboard from 'icon:clipboard-check';
import pen from 'icon:pen-line';
import type { SubmissionKind, SubmissionLine, SubmissionState } from '../api/types';
import { fragment, query, setFragment, setQuery } from '../lib/address';
import { fold, matches } from '../lib/fold';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may, me } from '../lib/person';
import { entryTitle } from '../rooms/strategy/check_entry';
import { entryText, exact } from '../rooms/strategy/entry_text';
import { daysSince } from '../rooms/strategy/inbox_item';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Icon } from '../ui/icon';
import { Vi } from '../ui/text';
import { checksWords } from '../words/vi/checks';
import { commonWords } from '../words/vi/common';
import { inboxWords } from '../words/vi/inbox';

const states: readonly SubmissionState[] = ['submitted', 'returned', 'accepted', 'withdrawn'];
const kinds: readonly (SubmissionKind | '')[] = ['', 'figure', 'progress'];
const LISTED_MAX = 500, FEW = 5;

const stateAsked = (): SubmissionState => states.find((one) => one === query.value.state) ?? 'submitted';

const wordsOf = ({ title, subject_name, agency_name, citation, submission }: SubmissionLine): string => [title, subject_name, agency_name, citation, submission.entered_name].join(' ');

/** The oldest of what waits comes first: it has waited longest. */
function shownOf(lines: readonly SubmissionLine[], state: SubmissionState): SubmissionLine[] {
  const { q = '', agency = '', kind = '' } = fragment.value;
  const found = lines.filter((one) => matches(wordsOf(one), q) && (agency === '' || one.submission.agency === agency) && (kind === '' || one.submission.kind === kind));
  return state === 'submitted' ? found.reverse() : found;
}

function States({ chosen }: { chosen: SubmissionState }) {
  const t = checksWords();
  return (
    <div class="segments" role="group" aria-label={t.stateFilter}>
      {states.map((one) => <button key={one} type="button" aria-pressed={one === chosen} onClick={() => setQuery({ state: one === 'submitted' ? '' : one })}>{t.states[one]}</button>)}
    </div>
  );
}

function Filters({ lines }: { lines: readonly SubmissionLine[] }) {
  const t = checksWords(), { q = '', agency = '', kind = '' } = fragment.value;
  const agencies = [...new Map(lines.map((one) => [one.submission.agency, one.agency_name]))].sort(([, a], [, b]) => fold(a).localeCompare(fold(b)));
  const hasKinds = new Set(lines.map((one) => one.submission.kind)).size > 1 || kind !== '';
  if (lines.length < FEW && q + agency + kind === '') return null;
  return (
    <div class="check-filters" role="search" aria-label={t.filters}>
      <div class="field">
        <label for="find">{t.find}</label>
        <input id="find" type="search" value={q} placeholder={t.findHint} maxLength={100} autocomplete="off" spellcheck={false} onInput={(event) => setFragment({ q: event.currentTarget.value }, { replaces: true })} />
      </div>
      {agencies.length > 1 && (
        <div class="field">
          <label for="agency">{t.agency}</label>
          <select id="agency" value={agency} onChange={(event) => setFragment({ agency: event.currentTarget.value })}>
            <option value="">{t.allAgencies}</option>
            {agencies.map(([code, name]) => <option key={code} value={code} selected={code === agency} lang="vi">{name}</option>)}
          </select>
        </div>
      )}
      {hasKinds && (
        <div class="segments" role="group" aria-label={t.kind}>
          {kinds.map((one) => <button key={one} type="button" aria-pressed={one === kind} onClick={() => setFragment({ kind: one })}>{t.kinds[one || 'all']}</button>)}
        </div>
      )}
    </div>
  );
}

function Held({ line }: { line: SubmissionLine }) {
  const t = checksWords();
  if (line.submission.kind === 'progress' || line.submission.text !== '') return null;
  return <small>{line.held === null ? t.firstFigure : t.held(exact(line.held, line.unit))}</small>;
}

function Line({ line, today }: { line: SubmissionLine; today: string }) {
  const t = checksWords(), { submission } = line, waited = daysSince(submission.entered_at, today), c = commonWords();
  return (
    <li class="entry">
      <span class="item-icon"><Icon of={submission.kind === 'figure' ? pen : clipboard} /></span>
      <div class="entry-name">
        <h2><a href={`/kiem-tra/${submission.id}`}><Vi>{entryTitle({ line })}</Vi></a></h2>
        <p class="quiet">{submission.kind === 'figure' && <><b><Vi>{line.subject_name}</Vi></b> · </>}<Vi>{line.citation}</Vi></p>
        {submission.decision_note && <p class="item-reason"><Vi>{submission.decision_note}</Vi></p>}
      </div>
      <p class="entry-value"><b><Vi>{entryText(submission, line.unit)}</Vi></b>{submission.state === 'submitted' && <Held line={line} />}</p>
      <p class="entry-who"><Vi>{t.by(submission.entered_name, submission.entered_title)}</Vi><small><Vi>{line.agency_name}</Vi></small></p>
      <p class="entry-when">{submission.state === 'submitted' ? (waited === 0 ? inboxWords().sentToday : inboxWords().waited(c.days(number(waited, 0), waited))) : submission.decided_at ? dateTime(submission.decided_at) : ''}<small>{submission.state === 'submitted' ? dateTime(submission.entered_at) : submission.decided_name}</small></p>
    </li>
  );
}

function List({ lines, state }: { lines: readonly SubmissionLine[]; state: SubmissionState }) {
  const t = checksWords(), shown = shownOf(lines, state), today = me.value?.today ?? '';
  if (lines.length === 0) return <p class="empty">{t.empty[state]}</p>;
  return (
    <>
      <Filters lines={lines} />
      <p class="quiet" role="status">{shown.length === lines.length ? t.total(number(lines.length, 0), lines.length) : t.shown(number(shown.length, 0), number(lines.length, 0))}{lines.length >= LISTED_MAX && ` ${t.most}`}</p>
      {shown.length === 0 ? <p class="empty">{t.noneFound} <button type="button" class="link" onClick={() => setFragment({ q: '', agency: '', kind: '' })}>{t.clear}</button></p> : <ul class="entries">{shown.map((one) => <Line key={one.submission.id} line={one} today={today} />)}</ul>}
    </>
  );
}

export function ChecksPage() {
  const t = checksWords(), title = may('strategy.check') ? t.title : t.titleSent, state = stateAsked();
  const loaded = useLoaded('GET /strategy/submissions', { state: query.value.state === undefined ? '' : state });
  if (!loaded.data && loaded.problem && loaded.problem.status !== 0) return <Instead here="check" title={title} problem={loaded.problem} />;
  return (
    <Workplace here="check" title={title}>
      <div class="staff-page checks" aria-busy={loaded.isLoading}>
        <header class="page-head"><h1>{title}</h1><p class="quiet">{t.lead}</p></header>
        <States chosen={state} />
        {loaded.problem ? <LoadTrouble problem={loaded.problem} /> : loaded.data ? <List lines={loaded.data.lines} state={state} /> : <p class="quiet">{commonWords().loading}</p>}
      </div>
    </Workplace>
  );
}
