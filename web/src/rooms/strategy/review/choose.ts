// The text that a person has selected in the document, as letters of a passage.
// SPDX-License-Identifier: Apache-2.0
import type { Chosen } from './store';

const LETTERS_MIN = 3;
const elementOf = (node: Node): Element | null => (node instanceof Element ? node : node.parentElement);
const passageOf = (node: Node): HTMLElement | null => elementOf(node)?.closest<HTMLElement>('[data-passage]') ?? null;

/** Letters up to a place, among the pieces of a passage: each piece knows where it begins. */
function letterAt(passage: HTMLElement, node: Node, offset: number): number | null {
  const range = document.createRange();
  range.setStart(passage, 0);
  range.setEnd(node, offset);
  let at: number | null = null;
  for (const piece of passage.querySelectorAll<HTMLElement>('[data-from]')) {
    if (!range.intersectsNode(piece)) break;
    const part = document.createRange();
    part.selectNodeContents(piece);
    if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) part.setEnd(range.endContainer, range.endOffset);
    at = Number(piece.dataset.from) + [...part.toString()].length;
  }
  return at;
}

/** null unless some letters of one passage are selected. */
export function chosenIn(box: HTMLElement): Chosen | null {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0), passage = passageOf(range.startContainer);
  if (!passage || !box.contains(passage)) return null;
  const isWithin = passageOf(range.endContainer) === passage, end = isWithin ? range.endContainer : passage, endOffset = isWithin ? range.endOffset : passage.childNodes.length;
  const from = letterAt(passage, range.startContainer, range.startOffset) ?? 0, to = letterAt(passage, end, endOffset);
  const text = selection.toString().replace(/\s+/g, ' ').trim();
  return to === null || to - from < LETTERS_MIN || text === '' ? null : { passage: Number(passage.dataset.passage), from, to, text };
}
