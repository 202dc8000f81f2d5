// The inbox: what needs me first, then what I wait for; on wide screens each thing is done beside the list.
// SPDX-License-Identifier: Apache-2.0
import done from 'icon:circle-check-big';
import download from 'icon:download';
import trash from 'icon:trash-2';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Inbox, InboxItem, InboxKind } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { fetchAhead, formsOfInbox } from '../lib/ahead';
import { draftKeys, dropDraft, readDraft } from '../lib/drafts';
import { date, dateTime, number, weekday } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { outgoing, outgoingOf } from '../lib/outbox';
import { may, me } from '../lib/person';
import { ReportsInInbox } from '../rooms/reporting/report_line';
import { Decisions } from '../rooms/strategy/decisions';
import { daysSince, InboxLine } from '../rooms/strategy/inbox_item';
import { draftKeyOf, grouped, keyOf, type GroupName } from '../rooms/strategy/inbox_groups';
import { entryText } from '../rooms/strategy/entry_text';
import { WorkDetail } from '../rooms/strategy/work_detail';
import { Unsent } from '../rooms/strategy/unsent';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import type { About } from '../ui/draft';
import { Icon } from '../ui/icon';
import { useLastGood } from '../ui/last_good';
import { Mark } from '../ui/mark';
import { Vi } from '../ui/text';
import { useWide } from '../ui/wide';
import { commonWords } from '../words/vi/common';
import { inboxWords } from '../words/vi/inbox';

const kinds: readonly InboxKind[] = ['check', 'returned', 'figure', 'task', 'duty'];
const SHOWN_AT_FIRST = 8, LONG_WAIT_DAYS = 5;

function Head({ inbox }: { inbox: Inbox }) {
  /* What was refused or stands against another's is mine to mend as well. */
  const t = inboxWords(), stuck = outgoing.value.filter((one) => one.state !== 'waiting').length, count = inbox.items.length + inbox.decisions.length + stuck;
  return (
    <header class="inbox-head">
      <p class="quiet">{t.today(weekday(inbox.today), date(inbox.today))}{inbox.agencies.length > 0 && <> · <Vi>{inbox.agencies.map((one) => one.name).join(', ')}</Vi></>}</p>
      <h1>{count === 0 ? t.none : t.count(number(count, 0), count)}</h1>
      {inbox.items.some((one) => one.has_due) && <p class="inbox-calendar"><a href="/api/v1/strategy/inbox.ics" download><Icon of={download} size={16} />{t.calendar}</a></p>}
    </header>
  );
}

function Kinds({ items, chosen }: { items: readonly InboxItem[]; chosen: string }) {
  const t = inboxWords(), counts = kinds.map((kind) => [kind, items.filter((one) => one.kind === kind).length] as const).filter(([kind, count]) => count > 0 || kind === chosen);
  if (counts.length < 2) return null;
  return (
    <div class="kinds" role="group" aria-label={t.filter}>
      <button type="button" aria-pressed={chosen === ''} onClick={() => setFragment({ kind: '', open: '' })}>{commonWords().all} <b>{number(items.length, 0)}</b></button>
      {counts.map(([kind, count]) => <button key={kind} type="button" aria-pressed={chosen === kind} onClick={() => setFragment({ kind, open: '' })}>{t.kinds[kind]} <b>{number(count, 0)}</b></button>)}
    </div>
  );
}

interface ListProps {
  inbox: Inbox;
  opened: string;
  open: ((item: InboxItem) => void) | null;
}

function Group({ name, items, inbox, opened, open }: ListProps & { name: GroupName; items: readonly InboxItem[] }) {
  const t = inboxWords(), isWhole = useSignal(false), rest = items.length - SHOWN_AT_FIRST;
  const isFolded = name === 'open' && !isWhole.value && rest > 2, shown = isFolded ? items.slice(0, SHOWN_AT_FIRST) : items;
  return (
    <section aria-labelledby={`group-${name}`}>
      <h2 id={`group-${name}`}>{t.groups[name]} <span class="quiet">{number(items.length, 0)}</span></h2>
      {name === 'open' && <p class="group-hint">{t.openHint}</p>}
      <ul class="items">{shown.map((one) => <InboxLine key={keyOf(one)} item={one} today={inbox.today} hasAgency={inbox.agencies.length > 1} isOpen={keyOf(one) === opened} open={open} />)}</ul>
      {isFolded && <p class="more-items"><button type="button" class="link" onClick={() => { isWhole.value = true; }}>{t.more(number(rest, 0))}</button></p>}
    </section>
  );
}

function Waiting({ inbox }: { inbox: Inbox }) {
  const t = inboxWords().waiting, c = commonWords();
  if (!may('strategy.enter')) return null;
  return (
    <section aria-labelledby="group-waiting">
      <h2 id="group-waiting">{t.title} <span class="quiet">{number(inbox.waiting.length, 0)}</span></h2>
      {inbox.waiting.length === 0 ? <p class="group-hint">{t.none}</p> : (
        <ul class="items">
          {inbox.waiting.map((one) => {
            const waited = one.at ? daysSince(one.at, inbox.today) : 0, isLong = waited >= LONG_WAIT_DAYS;
            return (
              <li key={one.id}>
                <a class="item is-waiting" href={`/kiem-tra/${one.id}`}>
                  <span class="item-body">
                    <span class="item-title"><Vi>{one.title}</Vi></span>
                    <span class="item-meta"><b>{entryText({ kind: one.period ? 'figure' : 'progress', value: one.value, text: one.text }, one.unit)} · </b>{t.sent(one.person, one.at ? date(one.at) : '')}</span>
                  </span>
                  <span class={isLong ? 'item-due is-soon-text' : 'item-due'}><span>{isLong && <Mark status="at_risk" />} {waited === 0 ? inboxWords().sentToday : c.days(number(waited, 0), waited)}</span></span>
                </a>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

/** Drafts of things that the inbox does not ask for: corrections, reports before their time. */
function OtherDrafts({ inbox }: { inbox: Inbox }) {
  const t = inboxWords().drafts, gone = useSignal(0), username = me.value?.username ?? '', asked = new Set(inbox.items.map((one) => draftKeyOf(one, username)));
  const found = draftKeys(`${username}/`).filter((key) => !asked.has(key) && !outgoingOf(key)).flatMap((key) => {
    const draft = readDraft<{ about?: About }>(key);
    return draft?.typed.about ? [{ key, at: draft.at, about: draft.typed.about }] : [];
  });
  void gone.value; // a deletion draws the list again
  if (found.length === 0) return null;
  return (
    <section aria-labelledby="group-drafts">
      <h2 id="group-drafts">{t.title} <span class="quiet">{number(found.length, 0)}</span></h2>
      <ul class="items">
        {found.map(({ key, at, about }) => (
          <li key={key} class="draft-line">
            <a href={about.href}><Vi>{about.title}</Vi></a><small class="quiet">{t.kept(dateTime(at))}</small>
            <button type="button" class="link" aria-label={t.dropOf(about.title)} onClick={() => { dropDraft(key); gone.value++; }}><Icon of={trash} size={16} />{t.drop}</button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Nothing() {
  const t = inboxWords().nothing;
  return (
    <div class="nothing">
      <Icon of={done} size={40} />
      <p>{may('strategy.enter') ? t.officer : may('strategy.check') ? t.coordinator : t.other}</p>
      <p class="buttons"><a class="button is-quiet" href="/">{t.progress}</a><a class="button is-quiet" href="/kiem-tra">{t.sent}</a></p>
    </div>
  );
}

function Lists(props: ListProps) {
  const t = inboxWords(), { inbox } = props, kind = fragment.value.kind ?? '', shown = inbox.items.filter((one) => kind === '' || one.kind === kind);
  return (
    <div class="inbox-lists">
      <Head inbox={inbox} />
      <Unsent />
      <Kinds items={inbox.items} chosen={kind} />
      {inbox.items.length + inbox.decisions.length === 0 && <Nothing />}
      {inbox.items.length > 0 && shown.length === 0 && <p class="group-hint">{t.noneOfKind} <button type="button" class="link" onClick={() => setFragment({ kind: '' })}>{t.showAll}</button></p>}
      {grouped(shown).map(([name, items]) => <Group key={name} name={name} items={items} {...props} />)}
      {kind === '' && <><Decisions all={inbox.decisions} today={inbox.today} /><ReportsInInbox /><Waiting inbox={inbox} /><OtherDrafts inbox={inbox} /></>}
    </div>
  );
}

/** The thing that is open stays so when it leaves the list by being done: its outcome is read there. */
function Work({ inbox }: { inbox: Inbox }) {
  const t = inboxWords(), isWide = useWide(), last = useRef<InboxItem | null>(null), isChosen = useRef(false);
  const kind = fragment.value.kind ?? '', wanted = fragment.value.open ?? '', shown = grouped(inbox.items.filter((one) => kind === '' || one.kind === kind)).flatMap(([, items]) => items);
  const found = shown.find((one) => keyOf(one) === wanted), isStill = last.current !== null && (wanted === '' || keyOf(last.current) === wanted);
  const item = found ?? (isStill && !(wanted === '' && kind !== '') ? last.current : shown[0] ?? null);
  const open = (one: InboxItem) => {
    isChosen.current = true;
    setFragment({ open: keyOf(one) });
  };
  last.current = item;
  if (!isWide || (!item && shown.length === 0)) return <div class="inbox is-single"><Lists inbox={inbox} opened="" open={null} /></div>;
  return (
    <div class="inbox">
      <Lists inbox={inbox} opened={item ? keyOf(item) : ''} open={open} />
      <section key={item ? keyOf(item) : ''} class="inbox-detail" aria-label={t.detail}>{item && <WorkDetail item={item} takesFocus={isChosen.current} />}</section>
    </div>
  );
}

export function InboxPage() {
  const t = inboxWords(), loaded = useLoaded('GET /strategy/inbox', {}), inbox = useLastGood(loaded);
  useEffect(() => {
    if (loaded.data) void fetchAhead(formsOfInbox(loaded.data.items));
  }, [loaded.data]);
  if (!inbox) return <Instead here="work" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="work" title={t.title}>
      {loaded.problem && <div class="staff-page"><LoadTrouble problem={loaded.problem} /></div>}
      <Work inbox={inbox} />
    </Workplace>
  );
}
