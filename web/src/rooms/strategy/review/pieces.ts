// Cuts a passage's text where findings begin and end: they may lie one in another, or overlap.
// SPDX-License-Identifier: Apache-2.0

/** Letters are code points, as the server counts them; `to` is the first one behind. */
export interface Span {
  number: number;
  from: number;
  to: number;
}

export interface Piece {
  from: number;
  text: string;
  /** Whose text it is, the innermost first. */
  of: number[];
  /** Who begins here, the outermost first. */
  begins: number[];
}

export function pieces(text: string, spans: readonly Span[]): Piece[] {
  const letters = [...text], within = (at: number) => Math.min(Math.max(at, 0), letters.length);
  const good = spans.map((one) => ({ ...one, from: within(one.from), to: within(one.to) })).filter((one) => one.to > one.from);
  const cuts = [...new Set([0, letters.length, ...good.flatMap((one) => [one.from, one.to])])].sort((a, b) => a - b);
  const size = (one: Span) => one.to - one.from;
  return cuts.slice(0, -1).map((from, i) => {
    const to = cuts[i + 1] ?? letters.length, over = good.filter((one) => one.from <= from && one.to >= to);
    over.sort((a, b) => size(a) - size(b) || b.number - a.number);
    return { from, text: letters.slice(from, to).join(''), of: over.map((one) => one.number), begins: over.filter((one) => one.from === from).map((one) => one.number).reverse() };
  });
}

const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();
const BETWEEN = ' | ';

export interface Cell {
  text: string;
  /** Where it stands in the passage's text. */
  from: number;
}

/** The cells of a row as parts of its passage's text; null when that is not what the cells say. */
export function cellsOf(text: string, cells: readonly string[]): Cell[] | null {
  const found: Cell[] = [];
  let rest = text, from = 0;
  for (const [i, cell] of cells.entries()) {
    const own = plain(cell);
    if (i > 0) {
      if (!rest.startsWith(BETWEEN) && rest.trim() !== '' && rest.trim() !== '|') return null;
      rest = rest.slice(BETWEEN.length);
      from += BETWEEN.length;
    }
    if (!rest.startsWith(own)) return null;
    found.push({ text: own, from });
    rest = rest.slice(own.length);
    from += [...own].length;
  }
  return rest.trim() === '' ? found : null;
}

/** The spans that touch a cell, counted from its beginning. */
export const spansIn = (cell: Cell, spans: readonly Span[]): Span[] => {
  const length = [...cell.text].length;
  return spans.filter((one) => one.from < cell.from + length && one.to > cell.from).map((one) => ({ number: one.number, from: one.from - cell.from, to: one.to - cell.from }));
};

export interface Word {
  text: string;
  from: number;
}

/** The words of a part of a text, each with the letter that it begins at. */
export function wordsIn(text: string, from: number, to: number): Word[] {
  const found: Word[] = [], letters = [...text];
  for (let at = from; at < to; at++) {
    const letter = letters[at] ?? ' ', last = found[found.length - 1], isBlank = letter.trim() === '';
    if (isBlank) continue;
    if (last && last.from + [...last.text].length === at) last.text += letter;
    else found.push({ text: letter, from: at });
  }
  return found;
}

/** Where one would cut a text in two: behind a semicolon or a full stop, the one nearest to the middle; else the middle word. */
export function likelyCut(text: string, from: number, to: number): number {
  const words = wordsIn(text, from, to), middle = (from + to) / 2;
  const ends = words.filter((_, i) => i > 0 && /[;.:]$/.test(words[i - 1]?.text ?? '')), choices = ends.length > 0 ? ends : words.slice(1);
  return choices.reduce((best, one) => (Math.abs(one.from - middle) < Math.abs(best - middle) ? one.from : best), choices[0]?.from ?? from);
}
