// What waits in any room until the reader decides on it: what, from whom, since when, by when.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { InboxDecision } from '../../api/types';
import { date, number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Mark } from '../../ui/mark';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { inboxWords } from '../../words/vi/inbox';
import { daysSince } from './inbox_item';

const SHOWN_AT_FIRST = 5, SOON_DAYS = 7;

const days = (count: number): string => commonWords().days(number(count, 0), count);

function Term({ one, today }: { one: InboxDecision; today: string }) {
  const t = inboxWords(), waited = daysSince(one.since, today), isSoon = one.has_due && one.days_left <= SOON_DAYS;
  if (!one.due_on) return <span class="item-due"><span>{waited === 0 ? t.sentToday : t.waited(days(waited))}</span></span>;
  const left = one.days_left === 0 ? t.todayWord : one.days_left < 0 ? t.overdue(days(-one.days_left)) : t.left(days(one.days_left));
  return (
    <span class={one.days_left < 0 ? 'item-due is-late-text' : isSoon ? 'item-due is-soon-text' : 'item-due'}>
      <span>{one.days_left < 0 ? <Mark status="late" /> : isSoon && <Mark status="at_risk" />} {left}</span><small>{t.decisions.due(date(one.due_on))}</small>
    </span>
  );
}

function Line({ one, today }: { one: InboxDecision; today: string }) {
  const t = inboxWords().decisions, isEnglish = language.value === 'en', who = [one.from, one.person].filter(Boolean).join(', ');
  return (
    <li>
      <a class="item is-waiting" href={one.page}>
        <span class="item-body">
          <span class="item-title"><b>{isEnglish ? one.what_en : one.what}:</b> {isEnglish && one.title_en ? one.title_en : <Vi>{one.title}</Vi>}</span>
          <span class="item-meta">{who && <><Vi>{who}</Vi> · </>}{t.since(date(one.since))}</span>
        </span>
        <Term one={one} today={today} />
      </a>
    </li>
  );
}

export function Decisions({ all, today }: { all: readonly InboxDecision[]; today: string }) {
  const t = inboxWords().decisions, isWhole = useSignal(false), isFolded = !isWhole.value && all.length > SHOWN_AT_FIRST + 1;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby="group-decisions">
      <h2 id="group-decisions">{t.title} <span class="quiet">{number(all.length, 0)}</span></h2>
      <ul class="items">{(isFolded ? all.slice(0, SHOWN_AT_FIRST) : all).map((one, index) => <Line key={`${one.page} ${one.what} ${one.since} ${index}`} one={one} today={today} />)}</ul>
      {isFolded && <p class="more-items"><button type="button" class="link" onClick={() => { isWhole.value = true; }}>{t.all(number(all.length, 0))}</button></p>}
    </section>
  );
}
