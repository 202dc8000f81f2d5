// One report that is owed, as a line of a list: which, until when, how far.
// SPDX-License-Identifier: Apache-2.0
import type { ObligationView, ReportNeed } from '../../api/types';
import { date, number, period } from '../../lib/format';
import { language } from '../../lib/i18n';
import { useLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';
import { Mark } from '../../ui/mark';
import { Vi } from '../../ui/text';
import { reportsWords } from '../../words/vi/reports';

const SOON_DAYS = 7, INBOX_SHOWN = 5;

/** Sent, or owed by nobody any more. */
export const isDone = (view: ObligationView): boolean => view.obligation.first_sent_on !== null || view.obligation.state === 'lapsed';
export const isLate = (view: ObligationView): boolean => !isDone(view) && view.is_late;
export const isSoon = (view: ObligationView): boolean => !isDone(view) && !view.is_late && view.days_left <= SOON_DAYS;

function LeftText({ view }: { view: ObligationView }) {
  const t = reportsWords();
  return <span class={isSoon(view) ? 'due-text is-soon-text' : 'due-text'}>{isSoon(view) && <Mark status="at_risk" />}{view.days_left === 0 ? t.dueToday : t.left(number(view.days_left, 0), view.days_left)}</span>;
}

export function DueText({ view }: { view: ObligationView }) {
  const t = reportsWords(), late = number(view.late_days, 0);
  if (view.obligation.state === 'lapsed') return null;
  if (isDone(view)) return <span class={view.is_late ? 'due-text is-soon-text' : 'due-text'}>{view.is_late ? t.sentLate(late, view.late_days) : t.sentInTime}</span>;
  return view.is_late ? <span class="due-text is-late-text"><Mark status="late" />{t.late(late, view.late_days)}</span> : <LeftText view={view} />;
}

export function RegimeTitle({ of }: { of: Pick<ObligationView, 'title' | 'title_en'> }) {
  return language.value === 'en' && of.title_en ? <>{of.title_en}</> : <Vi>{of.title}</Vi>;
}

export function ReportLine({ view, need }: { view: ObligationView; need?: ReportNeed }) {
  const t = reportsWords(), { obligation } = view;
  return (
    <li>
      <a class="item is-waiting" href={`/bao-cao/${obligation.id}`}>
        <span class="item-body">
          <span class="item-title">{need && <b>{t.need[need]}: </b>}<RegimeTitle of={view} />, {period(obligation.period)}</span>
          <span class="item-meta"><Vi>{view.agency_name}</Vi> · {t.states[obligation.state]}{obligation.extension !== 'none' && ` · ${t.extensions[obligation.extension]}`}</span>
        </span>
        <span class="item-due"><DueText view={view} /><small>{t.due(date(view.due_on))}</small></span>
      </a>
    </li>
  );
}

/** In the inbox of work: the first few, and the way to all. More time is asked for among what waits for a decision. */
export function ReportsInInbox() {
  const t = reportsWords(), loaded = useLoaded('GET /reporting/inbox', may('reporting.see') ? {} : null), items = loaded.data?.items.filter((one) => one.need !== 'extension') ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-labelledby="group-reports">
      <h2 id="group-reports">{t.title} <span class="quiet">{number(items.length, 0)}</span></h2>
      <ul class="items">{items.slice(0, INBOX_SHOWN).map((one) => <ReportLine key={one.view.obligation.id} view={one.view} need={one.need} />)}</ul>
      <p class="more-items"><a href="/bao-cao">{t.seeAll}</a></p>
    </section>
  );
}
