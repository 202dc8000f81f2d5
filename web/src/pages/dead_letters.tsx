// Events of the data exchange that could not be delivered: by subscription, with their reasons; sent again or given up.
// SPDX-License-Identifier: Apache-2.0
import trash from 'icon:trash-2';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { DeadLetter, DeadList, DeadSubscription } from '../api/types';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { Fold, Form, Removal } from '../rooms/exchange/exchange_forms';
import { useNames, type Named, type Names } from '../rooms/exchange/names';
import { TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { wrongOf } from '../ui/error_summary';
import { TextArea } from '../ui/field';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { deadLettersWords } from '../words/vi/dead_letters';

const REASON_MOST = 500, REASON_LEAST = 5;

const Who = ({ of }: { of: Named }) => <Vi>{of.of ? `${of.name}, ${of.of}` : of.name}</Vi>;

function DropForm({ subscription, event, go }: { subscription: string; event: string; go: string }) {
  const t = deadLettersWords(), submit = useSubmit(['reason']), reason = useSignal('');
  const wrongs = reason.value.trim().length < REASON_LEAST ? [{ field: 'reason', text: t.missing }] : [];
  return (
    <Form submit={submit} go={go} wrongs={wrongs} ask={() => call('POST /exchange/dead-letters/discarding', { subscription, event, reason: reason.value.trim() })}>
      <TextArea id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(submit.wrongs.value, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} rows={2} />
    </Form>
  );
}

/** Sends again, or gives up: `event` is '' for all of them. */
function Acts({ of, event, count }: { of: DeadSubscription; event: string; count: number }) {
  const t = deadLettersWords(), isAll = event === '';
  if (!may('exchange.manage')) return null;
  return (
    <div class="exchange-folds">
      {!of.stopped && <Removal word={isAll ? t.againAll : t.again} ask={t.againAsk(number(count, 0))} send={() => call('POST /exchange/dead-letters/redelivery', { subscription: of.id, event })} isGood />}
      <Fold name={`drop ${of.id} ${event}`} title={isAll ? t.dropAll : t.drop} icon={trash}><DropForm subscription={of.id} event={event} go={isAll ? t.dropAll : t.drop} /></Fold>
    </div>
  );
}

function Letter({ one, of }: { one: DeadLetter; of: DeadSubscription }) {
  const t = deadLettersWords(), c = t.columns;
  return (
    <tr>
      <th scope="row"><code>{one.event}</code>{one.fifo_key && <small>{one.fifo_key}</small>}</th>
      <td data-head={c.at}>{one.published_at ? dateTime(one.published_at) : '–'}</td>
      <td data-head={c.reason}>{one.reason}</td>
      <td data-head={c.attempts} class="message-number">{number(one.attempts, 0)}</td>
      {may('exchange.manage') && <td data-head={c.act}><Acts of={of} event={one.event} count={1} /></td>}
    </tr>
  );
}

function Letters({ of }: { of: DeadSubscription }) {
  const t = deadLettersWords(), c = t.columns, after = useSignal(0), loaded = useLoaded('GET /exchange/dead-letters', { subscription: of.id, after: after.value });
  if (!loaded.data) return <LoadTrouble problem={loaded.problem} />;
  const { letters, next } = loaded.data;
  return (
    <div>
      <table class="people dead-letters">
        <caption class="unseen">{t.caption}</caption>
        <thead><tr>{[c.event, c.at, c.reason, c.attempts, ...(may('exchange.manage') ? [c.act] : [])].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
        <tbody>{letters.map((one) => <Letter key={one.sequence} one={one} of={of} />)}</tbody>
      </table>
      {next > 0 && <p class="buttons"><button type="button" class="button is-quiet" onClick={() => { after.value = next; }}>{t.more}</button></p>}
    </div>
  );
}

function Subscription({ of, names }: { of: DeadSubscription; names: Names }) {
  const t = deadLettersWords(), isOpen = useSignal(false);
  return (
    <article class="machine" aria-labelledby={`d-${of.id}`}>
      <div class="machine-head"><h2 id={`d-${of.id}`}><Who of={names.of(of.subscriber)} /></h2><b>{t.count(number(of.dead, 0), of.dead)}</b></div>
      <dl class="machine-facts">
        <div><dt>{t.room}</dt><dd><Who of={names.of(of.room)} /></dd></div>
        <div><dt>{t.type}</dt><dd><code>{of.type}</code></dd></div>
        {of.oldest_at && <div><dt>{t.oldest}</dt><dd>{dateTime(of.oldest_at)}</dd></div>}
      </dl>
      {of.stopped && <p class="exchange-off"><b>{t.stopped}</b> · {of.stopped}</p>}
      <Acts of={of} event="" count={of.dead} />
      <p><button type="button" class="link dead-show" aria-expanded={isOpen.value} onClick={() => { isOpen.value = !isOpen.value; }}>{t.show}</button></p>
      {isOpen.value && <Letters of={of} />}
    </article>
  );
}

function Discarded({ of, names }: { of: DeadList; names: Names }) {
  const t = deadLettersWords();
  if (of.discarded.length === 0) return null;
  return (
    <section aria-labelledby="discarded">
      <h2 id="discarded">{t.discarded}</h2>
      <ul class="exchange-services">
        {of.discarded.map((one) => (
          <li key={one.event + one.subscriber} class="exchange-service">
            <p><Who of={names.of(one.subscriber)} /> · <code>{one.type}</code> · <code>{one.event}</code></p>
            <p>{t.discardedBecause('')}<Vi>{one.reason}</Vi></p>
            <p class="quiet">{dateTime(one.discarded_at)} · {one.trouble}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function DeadLettersPage() {
  const t = deadLettersWords(), { data, problem } = useLoaded('GET /exchange/dead-letters', {}), names = useNames();
  if (!data) return <Instead here="traffic" title={t.title} problem={problem} />;
  return (
    <Workplace here="traffic" title={t.title}>
      <div class="staff-page is-wide">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="people-parts">
          <TrafficPages here="dead" />
          {data.subscriptions.length === 0 ? <p class="empty">{t.none}</p> : <div class="machines">{data.subscriptions.map((one) => <Subscription key={one.id} of={one} names={names} />)}</div>}
          <Discarded of={data} names={names} />
        </div>
      </div>
    </Workplace>
  );
}
