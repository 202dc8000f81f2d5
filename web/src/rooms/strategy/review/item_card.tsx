// One item of the draft: closed, a line to confirm at a press; open, all that it says, what it lacks, and what can be done.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import grip from 'icon:grip-vertical';
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import type { DraftGap, DraftItem, DraftOpinion } from '../../../api/types';
import { number } from '../../../lib/format';
import { still } from '../../../lib/still';
import { Icon } from '../../../ui/icon';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { History } from './history';
import { KindForm, MoveForm, SplitForm } from './item_acts';
import { ItemForm } from './item_form';
import { Agencies, Facts, Gaps, Glance, Targets } from './item_parts';
import { KindTag, StateTag } from './kind_sign';
import { Lessons } from './lessons';
import { OpinionNote, OpinionTag } from './opinion_parts';
import { pathOf, placeAt } from './order';
import type { Doing, Review } from './store';

const DEEP_MAX = 5;

interface Props {
  item: DraftItem;
  depth: number;
  gaps: readonly DraftGap[];
  isHere: boolean;
  doing: Doing;
  hasPath: boolean;
  opinion: DraftOpinion | undefined;
  review: Review;
}

/** Which item is being dragged: the browser tells it only at the drop. */
let dragged: DraftItem | null = null;
export const isDragging = (): boolean => dragged !== null;

function Path({ item, review }: { item: DraftItem; review: Review }) {
  const path = pathOf(review.items.value, item), last = path[path.length - 1];
  return last ? <p class="item-path"><span class="unseen">{reviewWords().under}: </span><Vi>{last.fields.title}</Vi></p> : null;
}

function Acts({ item, review }: { item: DraftItem; review: Review }) {
  const t = reviewWords().acts, isSending = review.isSending.value, isOut = item.state === 'left_out';
  const act = (word: string, doing: Doing) => <button type="button" class="act-button" aria-expanded={review.doing.value === doing} onClick={() => { review.doing.value = doing; }}>{word}</button>;
  return (
    <p class="item-acts">
      {!isOut && <button type="button" class="button is-confirm" disabled={isSending || item.state === 'confirmed'} onClick={() => void review.confirm(item.number)}><Icon of={check} size={18} />{item.state === 'confirmed' ? t.confirmed : t.confirm}</button>}
      {!isOut && act(t.correct, 'correct')}
      <button type="button" class="act-button" disabled={isSending} onClick={() => void review.leaveOut(item)}>{isOut && <Icon of={undo} size={16} />}{isOut ? t.bringBack : t.leaveOut}</button>
      {!isOut && act(t.split, 'split')}
      {!isOut && <button type="button" class="act-button" disabled={isSending} onClick={() => void review.join(item)}>{t.join}</button>}
      {act(t.move, 'move')}
      {!isOut && act(t.kind, 'kind')}
      <button type="button" class="act-button" onClick={() => review.showText(item.number)}>{t.text}</button>
    </p>
  );
}

function Doings({ item, review, doing }: { item: DraftItem; review: Review; doing: Doing }) {
  const close = () => {
    review.doing.value = '';
    review.goTo(item.number);
  };
  if (doing === 'correct') return <ItemForm review={review} item={item} close={close} />;
  if (doing === 'split') return <SplitForm review={review} item={item} close={close} />;
  if (doing === 'move') return <MoveForm review={review} item={item} close={close} />;
  return doing === 'kind' ? <KindForm review={review} item={item} close={close} /> : null;
}

function Open({ item, gaps, doing, opinion, review }: Props) {
  const isOpen = review.isOpen.value;
  if (doing === 'correct') return <Doings item={item} review={review} doing={doing} />;
  return (
    <div class="item-open">
      <Agencies item={item} review={review} />
      {item.kind === 'indicator' && <Targets item={item} />}
      <Facts item={item} />
      {isOpen && <Gaps gaps={gaps} />}
      {opinion && <OpinionNote item={item} opinion={opinion} review={review} />}
      {isOpen && <Lessons review={review} item={item} />}
      {isOpen && <Acts item={item} review={review} />}
      {isOpen && <Doings item={item} review={review} doing={doing} />}
      <History review={review} item={item} />
    </div>
  );
}

function useDrop({ item, review }: Props) {
  const over = useSignal<'' | 'before' | 'after' | 'into'>('');
  const whereOf = (event: DragEvent): 'before' | 'after' | 'into' | null => {
    if (!dragged || !(event.currentTarget instanceof Element)) return null;
    const box = event.currentTarget.getBoundingClientRect(), part = (event.clientY - box.top) / box.height, list = review.list.peek();
    const wanted: ('before' | 'after' | 'into')[] = part < 0.3 ? ['before', 'into'] : part > 0.7 ? ['after', 'into'] : ['into', part < 0.5 ? 'before' : 'after'];
    return wanted.find((where) => dragged !== null && placeAt(list, dragged, item, where) !== null) ?? null;
  };
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        const where = whereOf(event);
        over.value = where ?? '';
        if (where) event.preventDefault();
      },
      onDragLeave: () => { over.value = ''; },
      onDrop: (event: DragEvent) => {
        const where = whereOf(event), moved = dragged && review.item(dragged.number);
        over.value = '';
        if (!where || !moved) return;
        event.preventDefault();
        void review.move(moved, placeAt(review.list.peek(), moved, item, where)).then(() => review.goTo(moved.number));
      },
    },
  };
}

function Grip({ item }: { item: DraftItem }) {
  return (
    <span class="item-grip" draggable title={reviewWords().acts.drag} onDragEnd={() => { dragged = null; }} onDragStart={(event) => {
      dragged = item;
      event.dataTransfer?.setData('text/plain', item.fields.title);
      if (event.dataTransfer) event.dataTransfer.effectAllowed = 'move';
    }}><Icon of={grip} size={18} /></span>
  );
}

export const ItemCard = still<Props>((props) => {
  const { item, depth, gaps, isHere, hasPath, opinion, review } = props, t = reviewWords(), { over, handlers } = useDrop(props), isOpen = review.isOpen.value;
  const title = item.fields.title || `(${t.kinds[item.kind]})`, isConfirmable = isOpen && (item.state === 'open' || item.state === 'unsure');
  return (
    <li id={`item-${item.number}`} class={`review-item of-${item.kind} in-${item.state}${isHere ? ' is-here' : ''}${over.value ? ` drop-${over.value}` : ''}`} style={{ '--deep': String(Math.min(depth, DEEP_MAX)) }} {...handlers}>
      <div class="item-head">
        {isOpen && <Grip item={item} />}
        <button type="button" class="item-main" aria-expanded={isHere} tabIndex={isHere ? 0 : -1} data-item={item.number} onClick={() => review.goTo(item.number)}>
          <span class="item-tags"><KindTag kind={item.kind} /><StateTag state={item.state} />{item.state === 'unsure' && <small class="quiet">{t.confidence(number(item.confidence, 0))}</small>}{opinion && <OpinionTag opinion={opinion} />}</span>
          <span class="item-name"><Vi>{title}</Vi></span>
        </button>
        {isConfirmable && !isHere && <button type="button" class="quick-confirm" tabIndex={-1} aria-label={t.acts.confirmOf(title)} title={t.acts.confirm} disabled={review.isSending.value} onClick={() => void review.setState([item.number], 'confirmed')}><Icon of={check} size={20} /></button>}
      </div>
      {hasPath && <Path item={item} review={review} />}
      {isHere ? <Open {...props} /> : <Glance item={item} gaps={isOpen ? gaps : []} />}
    </li>
  );
});
