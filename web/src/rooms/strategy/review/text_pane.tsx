// The document as it was read: headings by depth, tables as tables, what is repeated folded away; findings are marked in it.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { DraftItem, DraftKind, Passage } from '../../../api/types';
import { number } from '../../../lib/format';
import { language } from '../../../lib/i18n';
import { still } from '../../../lib/still';
import { reviewWords } from '../../../words/vi/review';
import { AddBar } from './add_bar';
import { chosenIn } from './choose';
import { deedOf, isOurs } from './keys';
import { KindSign } from './kind_sign';
import { KINDS } from './order';
import { cellsOf, pieces, spansIn, type Span } from './pieces';
import type { Review } from './store';

type Found = readonly DraftItem[];
const LONG = 110; // letters: no more a line of a head
const NOTHING: Found = [];
/** The whole heading is a section: its sign suffices. Where an indicator stands in its objective both are marked. */
const spanOf = (one: DraftItem): Span => ({ number: one.number, from: one.from, to: one.to });

interface MarkedProps {
  text: string;
  spans: readonly Span[];
  /** Where the text begins in its passage. */
  base: number;
  found: Found;
  at: number;
  review: Review;
}

function Marked({ text, spans, base, found, at, review }: MarkedProps) {
  const t = reviewWords(), of = (wanted: number) => found.find((one) => one.number === wanted);
  return (
    <>
      {pieces(text, spans).map((piece) => {
        const inner = of(piece.of[0] ?? 0), isHere = piece.of.includes(at);
        const signs = piece.begins.map((it) => of(it)).filter((one): one is DraftItem => one !== undefined && one.from >= base);
        const words = <span data-from={base + piece.from}>{piece.text}</span>;
        if (!inner) return <span key={piece.from}>{words}</span>;
        return (
          <mark key={piece.from} class={`found of-${inner.kind} in-${inner.state}${isHere ? ' is-here' : ''}`} data-of={inner.number}>
            {signs.map((one) => (
              <button key={one.number} type="button" class={`found-sign of-${one.kind} in-${one.state}`} tabIndex={one.number === at ? 0 : -1} data-sign={one.number} aria-label={t.text.goTo(t.kinds[one.kind], one.fields.title)} onClick={(event) => { event.stopPropagation(); review.goTo(one.number); }}>
                <KindSign kind={one.kind} size={13} />{one.state === 'unsure' && <b aria-hidden="true">?</b>}
              </button>
            ))}
            {words}
          </mark>
        );
      })}
    </>
  );
}

interface PassageProps {
  passage: Passage;
  found: Found;
  /** The item that is open, when it stands here; 0: it does not. */
  at: number;
  isFocus: boolean;
  review: Review;
}

const tagged = ({ passage, at, isFocus }: PassageProps) => ({
  'data-passage': passage.number, tabIndex: isFocus ? 0 : -1, class: `passage as-${passage.kind}${passage.text.length > LONG ? ' is-long' : ''} deep-${Math.min(passage.depth, 5)}${at ? ' is-current' : ''}`,
});

/** Within a box that scrolls only the box does; on phones the page. */
export function bring(box: HTMLElement, there: HTMLElement, block: 'center' | 'nearest'): void {
  if (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === 'visible') {
    there.scrollIntoView({ block });
    return;
  }
  const top = there.getBoundingClientRect().top - box.getBoundingClientRect().top, { height } = there.getBoundingClientRect(), room = box.clientHeight;
  if (block === 'center') box.scrollTop += top - Math.max((room - height) / 2, 8);
  else if (top < 0) box.scrollTop += top - 8;
  else if (top + height > room) box.scrollTop += Math.min(top, top + height - room + 8);
}

function Mark({ children }: { children: string }) {
  return children === '' ? null : <span class="passage-mark">{children} </span>;
}

/** Head and end of a document stand in two columns. */
const isPair = ({ kind, cells }: Passage, found: Found): boolean => (kind === 'head' || kind === 'closing') && cells.length === 2 && found.length === 0;

const Plain = still<PassageProps>((props) => {
  const { passage, found, at, review } = props;
  if (isPair(passage, found)) return <div {...tagged(props)} class={`passage passage-pair as-${passage.kind}`}>{passage.cells.map((one, i) => <span key={i}>{one}</span>)}</div>;
  return <p {...tagged(props)}><Mark>{passage.mark}</Mark><Marked text={passage.text} spans={found.map(spanOf)} base={0} found={found} at={at} review={review} /></p>;
});

/** A row whose cells are not its text, or that is a group's heading, goes over the whole width. */
const TableRow = still<PassageProps & { columns: number }>((props) => {
  const { passage, found, at, review, columns } = props, spans = found.map(spanOf);
  const cells = cellsOf(passage.text, passage.cells), filled = passage.cells.filter((one) => one.trim() !== '').length;
  const isGroup = passage.kind === 'columns' && filled <= 2 && columns > 2 && passage.cells.slice(2).every((one) => one.trim() === ''), isHead = passage.kind === 'columns' && !isGroup;
  if (!cells) return <tr {...tagged(props)}><td colSpan={columns}><Marked text={passage.text} spans={spans} base={0} found={found} at={at} review={review} /></td></tr>;
  return (
    <tr {...tagged(props)}>
      {(isGroup ? cells.slice(0, 2) : cells).map((cell, i) => {
        const body = <Marked text={cell.text} spans={spansIn(cell, spans)} base={cell.from} found={found} at={at} review={review} />;
        return isHead ? <th key={i} scope="col">{body}</th> : <td key={i} colSpan={isGroup && i === 1 ? columns - 1 : undefined} class={isGroup ? 'is-group' : undefined}>{body}</td>;
      })}
    </tr>
  );
});

type Block = { is: 'passage'; passage: Passage } | { is: 'table'; rows: Passage[]; columns: number } | { is: 'folded'; all: Passage[] };
const isRow = (one: Passage): boolean => one.cells.length > 1 && (one.kind === 'row' || one.kind === 'columns');

/** What stands together: rows of a table, what is repeated. */
function blocksOf(passages: readonly Passage[]): Block[] {
  const blocks: Block[] = [];
  for (const passage of passages) {
    const last = blocks[blocks.length - 1];
    if (isRow(passage)) {
      if (last?.is === 'table' && last.columns === passage.cells.length) last.rows.push(passage);
      else blocks.push({ is: 'table', rows: [passage], columns: passage.cells.length });
    } else if (passage.kind === 'repeated') {
      if (last?.is === 'folded') last.all.push(passage);
      else blocks.push({ is: 'folded', all: [passage] });
    } else blocks.push({ is: 'passage', passage });
  }
  return blocks;
}

function Legend() {
  const t = reviewWords();
  return (
    <div class="review-legend">
      <p class="hint">{t.text.hint}</p>
      <ul aria-label={t.text.legend}>{KINDS.map((kind: DraftKind) => <li key={kind}><span class={`found-sign of-${kind}`}><KindSign kind={kind} size={13} /></span>{t.kinds[kind]}</li>)}</ul>
    </div>
  );
}

function useFollow(review: Review, box: { current: HTMLElement | null }): void {
  const { side, round } = review.follow.value;
  useLayoutEffect(() => {
    const item = review.item(review.at.peek());
    if (!item || !box.current || (round === 0 && getComputedStyle(box.current).overflowY === 'visible')) return;
    const there = box.current.querySelector<HTMLElement>(`[data-passage="${item.passage}"]`);
    if (there) bring(box.current, there, 'center');
    if (side === 'text' && round > 0) there?.focus({ preventScroll: true });
  }, [side, round]);
}

export function TextPane({ review }: { review: Review }) {
  const t = reviewWords().text, box = useRef<HTMLDivElement>(null), focus = useSignal(review.item(review.at.peek())?.passage ?? review.passages[0]?.number ?? 0);
  const blocks = useMemo(() => blocksOf(review.passages), []), current = review.item(review.at.value);
  const last = useRef(new Map<number, Found>()), isOpen = review.isOpen.value;
  const byPassage = useMemo(() => {
    const next = new Map<number, DraftItem[]>();
    for (const one of review.list.value) if (one.state !== 'left_out') next.set(one.passage, [...(next.get(one.passage) ?? []), one]);
    last.current = new Map([...next].map(([passage, list]) => {
      const old = last.current.get(passage);
      return [passage, old && old.length === list.length && old.every((one, i) => one === list[i]) ? old : list] as const;
    }));
    return last.current;
  }, [review.list.value]);
  useFollow(review, box);
  useEffect(() => {
    if (current) focus.value = current.passage;
  }, [current?.passage]);
  useEffect(() => {
    if (!isOpen) return;
    const look = () => {
      const found = box.current && chosenIn(box.current);
      if (found) review.chosen.value = found;
    };
    document.addEventListener('selectionchange', look);
    return () => document.removeEventListener('selectionchange', look);
  }, [isOpen]);
  const of = (passage: Passage): PassageProps => ({ passage, found: byPassage.get(passage.number) ?? NOTHING, at: current?.passage === passage.number ? current.number : 0, isFocus: focus.value === passage.number, review });

  const step = (by: 1 | -1) => {
    const all = [...(box.current?.querySelectorAll<HTMLElement>('[data-passage]') ?? [])].filter((one) => one.checkVisibility?.() ?? true);
    const next = all[all.findIndex((one) => Number(one.dataset.passage) === focus.value) + by];
    if (!next) return;
    focus.value = Number(next.dataset.passage);
    next.focus({ preventScroll: true });
    if (box.current) bring(box.current, next, 'nearest');
  };
  const pressed = (event: KeyboardEvent) => {
    const deed = deedOf(event);
    if (deed === null || !isOurs(event.target, deed)) return;
    const found = byPassage.get(focus.value) ?? NOTHING, passage = review.passages.find((one) => one.number === focus.value);
    if (deed === 'next' || deed === 'previous') step(deed === 'next' ? 1 : -1);
    else if (deed === 'help') review.hasHelp.value = !review.hasHelp.value;
    else if (deed === 'confirm' && found[0]) review.goTo((found.find((one) => one.kind !== 'section') ?? found[0]).number);
    else if (deed === 'confirm' && passage && isOpen) review.chosen.value = { passage: passage.number, from: 0, to: [...passage.text].length, text: passage.text };
    else return;
    event.preventDefault();
  };
  const clicked = (event: MouseEvent) => {
    const mark = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-of]') : null;
    if (mark && getSelection()?.isCollapsed !== false) review.goTo(Number(mark.dataset.of));
  };
  const draw = (block: Block, i: number): ComponentChildren => {
    if (block.is === 'passage') return <Plain key={i} {...of(block.passage)} />;
    if (block.is === 'table') return <div key={i} class="passage-table" tabIndex={0} role="group" aria-label={t.table}><table><tbody>{block.rows.map((row) => <TableRow key={row.number} {...of(row)} columns={block.columns} />)}</tbody></table></div>;
    return <details key={i} class="passage-fold"><summary lang={language.value}>{t.folded(number(block.all.length, 0), block.all.length)}</summary>{block.all.map((one) => <Plain key={one.number} {...of(one)} />)}</details>;
  };
  return (
    <section class={review.side.value === 'text' ? 'review-text is-side' : 'review-text'} aria-label={t.label}>
      <Legend />
      <div ref={box} class="review-paper" lang="vi" role="group" aria-label={t.label} onKeyDown={pressed} onClick={clicked}>{blocks.map(draw)}</div>
      {review.chosen.value && isOpen && <AddBar key={`${review.chosen.value.passage}`} review={review} chosen={review.chosen.value} />}
    </section>
  );
}
