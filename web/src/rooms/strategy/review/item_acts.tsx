// Splitting an item at a word, moving it elsewhere, making it another kind: small forms within its card.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { DraftItem, DraftKind } from '../../../api/types';
import { Field } from '../../../ui/field';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { KINDS, parentsFor, siblingsAt } from './order';
import { likelyCut, wordsIn } from './pieces';
import type { Review } from './store';

interface Props {
  review: Review;
  item: DraftItem;
  close: () => void;
}

function useFirstFocus(selector: string) {
  const box = useRef<HTMLFormElement>(null);
  useLayoutEffect(() => box.current?.querySelector<HTMLElement>(selector)?.focus(), []);
  return box;
}

const escapes = (close: () => void) => (event: KeyboardEvent) => {
  if (event.key !== 'Escape') return;
  event.stopPropagation();
  close();
};

export function SplitForm({ review, item, close }: Props) {
  const t = reviewWords().split, text = review.passages.find((one) => one.number === item.passage)?.text ?? '', words = wordsIn(text, item.from, item.to);
  const at = useSignal(likelyCut(text, item.from, item.to)), box = useFirstFocus('[aria-checked="true"]');
  if (words.length < 2) return <p class="item-act">{t.short} <button type="button" class="link" onClick={close}>{reviewWords().form.cancel}</button></p>;
  const letters = [...text], part = (from: number, to: number) => letters.slice(from, to).join('').trim();
  const choose = (place: number) => {
    at.value = place;
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus());
  };
  const pressed = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0, now = words.findIndex((one) => one.from === at.value), next = words[now + by];
    if (by === 0) return;
    event.preventDefault();
    if (next && now + by > 0) choose(next.from);
  };
  const go = async (event: Event) => {
    event.preventDefault();
    if (await review.split(item, at.value)) close();
  };
  return (
    <form ref={box} class="item-act" aria-labelledby="split-title" onSubmit={(event) => void go(event)} onKeyDown={escapes(close)}>
      <h3 id="split-title">{t.title}</h3>
      <p class="hint" id="split-hint">{t.text}</p>
      <div class="split-words" role="radiogroup" aria-labelledby="split-title" aria-describedby="split-hint" lang="vi" onKeyDown={pressed}>
        <span>{words[0]?.text}</span>{' '}
        {words.slice(1).map((one) => <span key={one.from}><button type="button" role="radio" aria-checked={one.from === at.value} aria-label={t.word(one.text)} tabIndex={one.from === at.value ? 0 : -1} class={one.from >= at.value ? 'is-second' : ''} onClick={() => choose(one.from)}>{one.text}</button>{' '}</span>)}
      </div>
      <dl class="split-parts" aria-live="polite">
        <div><dt>{t.first}</dt><dd><Vi>{part(item.from, at.value)}</Vi></dd></div>
        <div><dt>{t.second}</dt><dd><Vi>{part(at.value, item.to)}</Vi></dd></div>
      </dl>
      <Buttons word={t.go} review={review} close={close} />
    </form>
  );
}

function Buttons({ word, review, close }: { word: string; review: Review; close: () => void }) {
  return (
    <p class="buttons">
      <button type="submit" class="button" disabled={review.isSending.value}>{word}</button>
      <button type="button" class="button is-quiet" onClick={close}>{reviewWords().form.cancel}</button>
    </p>
  );
}

const INDENT = '\u00a0\u00a0\u00a0';
const short = (text: string): string => (text.length > 90 ? `${text.slice(0, 88)}…` : text);

export function MoveForm({ review, item, close }: Props) {
  const t = reviewWords(), parent = useSignal(item.parent), list = review.list.value, there = siblingsAt(list, parent.value, item.number).filter((one) => one.state !== 'left_out');
  const after = useSignal(0), box = useFirstFocus('select');
  const go = async (event: Event) => {
    event.preventDefault();
    if (await review.move(item, { parent: parent.value, after: after.value })) {
      close();
      review.goTo(item.number);
    }
  };
  return (
    <form ref={box} class="item-act" aria-label={t.move.title} onSubmit={(event) => void go(event)} onKeyDown={escapes(close)}>
      <h3>{t.move.title}</h3>
      <Field id="move-parent" label={t.move.parent}>
        {(ties) => (
          <select {...ties} value={String(parent.value)} onChange={(event) => { parent.value = Number(event.currentTarget.value); after.value = 0; }}>
            <option value="0">{t.top}</option>
            {parentsFor(list, item).map(({ item: one, depth }) => <option key={one.number} value={String(one.number)} lang="vi">{INDENT.repeat(depth)}{short(one.fields.title)}</option>)}
          </select>
        )}
      </Field>
      <Field id="move-after" label={t.move.after}>
        {(ties) => (
          <select {...ties} value={String(after.value)} onChange={(event) => { after.value = Number(event.currentTarget.value); }}>
            <option value="0">{t.move.first}</option>
            {there.map((one) => <option key={one.number} value={String(one.number)} lang="vi">{short(one.fields.title)}</option>)}
          </select>
        )}
      </Field>
      <Buttons word={t.move.go} review={review} close={close} />
    </form>
  );
}

export function KindForm({ review, item, close }: Props) {
  const t = reviewWords(), kind = useSignal<DraftKind>(item.kind), box = useFirstFocus('select');
  const go = async (event: Event) => {
    event.preventDefault();
    if (kind.value === item.kind || (await review.rekind(item, kind.value))) close();
  };
  return (
    <form ref={box} class="item-act" aria-label={t.kindForm.title} onSubmit={(event) => void go(event)} onKeyDown={escapes(close)}>
      <Field id="kind-kind" label={t.kindForm.title}>
        {(ties) => <select {...ties} value={kind.value} onChange={(event) => { kind.value = event.currentTarget.value as DraftKind; }}>{KINDS.map((one) => <option key={one} value={one}>{t.kinds[one]}</option>)}</select>}
      </Field>
      <Buttons word={t.kindForm.go} review={review} close={close} />
    </form>
  );
}
