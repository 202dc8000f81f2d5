// The draft: its items in an order that one chooses, filters, keys; the current one is open.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check-check';
import landmark from 'icon:landmark';
import keyboard from 'icon:keyboard';
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftGap } from '../../../api/types';
import { number } from '../../../lib/format';
import { Icon } from '../../../ui/icon';
import { reviewWords } from '../../../words/vi/review';
import { ActTrouble } from './conflict';
import { ItemCard } from './item_card';
import { deedOf, isOurs, KEYS, type Deed } from './keys';
import { KINDS, type Only, type Order } from './order';
import { AskOpinions } from './opinion_parts';
import { AgencySearch } from './picker';
import type { Review } from './store';
import { bring } from './text_pane';

const NO_GAPS: readonly DraftGap[] = [];
const ONLYS: readonly Only[] = ['', 'unsure', 'gaps', 'differs', 'open', 'left_out'];

/** Most gaps of a draft: the text names no lead. One agency for all of them. */
function Leads({ review }: { review: Review }) {
  const t = reviewWords().leads, isAsking = useSignal(false), items = review.leaderless.value, count = number(items.length, 0);
  if (!review.isOpen.value || items.length === 0) return null;
  if (!isAsking.value) return <button type="button" class="button is-quiet" onClick={() => { isAsking.value = true; }}><Icon of={landmark} size={18} />{t.open(count, items.length)}</button>;
  const close = () => { isAsking.value = false; };
  return <div class="leads-many"><AgencySearch review={review} label={t.whois(count, items.length)} hint={t.hint} named="" choose={(one) => review.lead(items, one.code, one.name)} close={close} /></div>;
}

function Tools({ review }: { review: Review }) {
  const t = reviewWords(), counts = review.counts.value, sure = review.sure.value;
  const countOf = (only: Only): number => ({ '': counts.all, unsure: counts.unsure, gaps: counts.gaps, open: counts.open, left_out: counts.out, differs: review.differing.value.length })[only];
  const onlys = ONLYS.filter((one) => one !== 'differs' || review.opinions.all.value.size > 0);
  return (
    <div class="review-tools">
      <div class="segments" role="group" aria-label={t.orderLabel}>
        {(['unsure', 'document'] as const).map((order: Order) => <button key={order} type="button" aria-pressed={review.order.value === order} onClick={() => { review.sort(); review.order.value = order; }}>{t.orders[order]}</button>)}
      </div>
      <label class="unseen" for="only">{t.onlyLabel}</label>
      <select id="only" value={review.only.value} onChange={(event) => { review.only.value = event.currentTarget.value as Only; }}>{onlys.map((one) => <option key={one} value={one}>{t.onlys[one]} ({number(countOf(one), 0)})</option>)}</select>
      <label class="unseen" for="kind">{t.kindLabel}</label>
      <select id="kind" value={review.kind.value} onChange={(event) => { review.kind.value = event.currentTarget.value; }}>
        <option value="">{t.allKinds}</option>{KINDS.map((one) => <option key={one} value={one}>{t.kinds[one]} ({number(review.list.value.filter((item) => item.kind === one && item.state !== 'left_out').length, 0)})</option>)}
      </select>
      <button type="button" class="button is-quiet keys-button" aria-expanded={review.hasHelp.value} aria-controls="keys" onClick={() => { review.hasHelp.value = !review.hasHelp.value; }}><Icon of={keyboard} size={18} />{t.keys}</button>
      <Leads review={review} />
      <AskOpinions review={review} />
      {review.isOpen.value && sure.length > 0 && <button type="button" class="button is-quiet" disabled={review.isSending.value} onClick={() => void review.setState(sure, 'confirmed')}><Icon of={check} size={18} />{t.confirmSure(number(sure.length, 0), sure.length)}</button>}
    </div>
  );
}

function Help({ review }: { review: Review }) {
  const t = reviewWords();
  return (
    <div id="keys" class="review-keys" hidden={!review.hasHelp.value}>
      <p class="hint">{t.keysHint}</p>
      <dl>{KEYS.map(([key, deed]) => <div key={key}><dt>{key.split(' ').map((one) => <kbd key={one}>{one}</kbd>)}</dt><dd>{t.deeds[deed]}</dd></div>)}</dl>
    </div>
  );
}

function perform(review: Review, deed: Deed): void {
  const item = review.item(review.at.peek());
  if (deed === 'next' || deed === 'previous') review.step(deed === 'next' ? 1 : -1);
  else if (deed === 'help') review.hasHelp.value = !review.hasHelp.value;
  else if (!item) return;
  else if (deed === 'text') review.showText(item.number);
  else if (!review.isOpen.peek()) return;
  else if (deed === 'leave_out') void review.leaveOut(item);
  else if (item.state === 'left_out') return;
  else if (deed === 'confirm') void review.confirm(item.number);
  else if (deed === 'join') void review.join(item);
  else if (deed === 'up' || deed === 'down') void review.shift(item, deed === 'up' ? -1 : 1);
  else review.doing.value = deed;
}

export function ItemsPane({ review }: { review: Review }) {
  const t = reviewWords(), box = useRef<HTMLUListElement>(null), rows = review.rows.value, { side, round } = review.follow.value, at = review.at.value;
  useLayoutEffect(() => {
    if (round === 0) return;
    const there = box.current?.querySelector<HTMLElement>(`[data-item="${review.at.peek()}"]`);
    if (side === 'items') there?.focus({ preventScroll: true });
    const card = there?.closest('li');
    if (card && box.current) bring(box.current, card, 'nearest');
  }, [side, round]);
  const pressed = (event: KeyboardEvent) => {
    const deed = deedOf(event);
    if (deed === null || !isOurs(event.target, deed)) {
      if (event.key !== 'Enter' || !(event.target instanceof Element) || !event.target.matches('[data-item]')) return;
      event.preventDefault(); // the title of the open item: Enter confirms it
      perform(review, 'confirm');
      return;
    }
    event.preventDefault();
    perform(review, deed);
  };
  const isIndented = review.order.value === 'document' && review.kind.value === '' && review.only.value === '';
  return (
    <section class={review.side.value === 'items' ? 'review-items is-side' : 'review-items'} aria-label={t.sides.items}>
      <Tools review={review} />
      <Help review={review} />
      <ActTrouble review={review} />
      {rows.length === 0 && <p class="empty">{t.noRows} <button type="button" class="link" onClick={() => { review.only.value = ''; review.kind.value = ''; }}>{t.seeAll}</button></p>}
      <ul ref={box} class="review-list" onKeyDown={pressed}>
        {rows.map(({ item, depth }) => (
          <ItemCard key={item.number} item={item} depth={isIndented ? depth : 0} gaps={review.gaps.value.get(item.number) ?? NO_GAPS} isHere={item.number === at} doing={item.number === at ? review.doing.value : ''} hasPath={!isIndented} opinion={review.opinions.all.value.get(item.number)} review={review} />
        ))}
      </ul>
    </section>
  );
}
