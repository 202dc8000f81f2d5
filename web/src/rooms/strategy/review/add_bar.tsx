// What was selected in the document becomes an item: of which kind, and it goes where those around it stand.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { DraftKind } from '../../../api/types';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { KINDS } from './order';
import { parentFor } from './parent_for';
import type { Chosen, Review } from './store';

const likely = (review: Review, { passage, text }: Chosen): DraftKind => {
  const section = review.passages.find((one) => one.number === passage)?.section;
  return section === 'objectives' ? (/\d/.test(text) ? 'indicator' : 'objective') : 'task';
};

export function AddBar({ review, chosen }: { review: Review; chosen: Chosen }) {
  const t = reviewWords(), kind = useSignal<DraftKind>(likely(review, chosen)), box = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (document.activeElement?.closest('.review-paper') && (getSelection()?.isCollapsed ?? true)) box.current?.querySelector('select')?.focus(); // by keyboard
  }, []);
  const add = (event: Event) => {
    event.preventDefault();
    void review.add(chosen, kind.value, parentFor(review.list.peek(), review.passages, chosen.passage, kind.value));
  };
  const close = () => {
    review.chosen.value = null;
    getSelection()?.removeAllRanges();
  };
  return (
    <form ref={box} class="add-bar" aria-label={t.text.add} onSubmit={add} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <p><b>{t.text.chosen}:</b> <Vi>{chosen.text.length > 160 ? `${chosen.text.slice(0, 160)}…` : chosen.text}</Vi></p>
      <div class="add-bar-row">
        <label class="unseen" for="add-kind">{t.text.addAs}</label>
        <select id="add-kind" value={kind.value} onChange={(event) => { kind.value = event.currentTarget.value as DraftKind; }}>{KINDS.map((one) => <option key={one} value={one}>{t.kinds[one]}</option>)}</select>
        <button type="submit" class="button" disabled={review.isSending.value}>{t.text.add}</button>
        <button type="button" class="button is-quiet" onClick={close}>{t.text.cancel}</button>
      </div>
    </form>
  );
}
