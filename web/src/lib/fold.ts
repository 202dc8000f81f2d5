// Compares words without Vietnamese marks: "na hang" finds "Nà Hang", "da" finds "Đà".
// SPDX-License-Identifier: Apache-2.0

/** As the server folds (kit/text): marks off, đ to d, small letters. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase();
}

const wordsOf = (query: string): string[] => fold(query).split(/\s+/).filter(Boolean);

/** Is every word of the query somewhere in the text? */
export function matches(text: string, query: string): boolean {
  const folded = fold(text);
  return wordsOf(query).every((word) => folded.includes(word));
}

export interface Piece {
  text: string;
  isFound: boolean;
}

/** Cuts a text into pieces that match a word of the query and pieces that do not. */
export function highlight(text: string, query: string): Piece[] {
  const letters = [...text.normalize('NFC')];
  const folded = letters.map(fold);
  const starts: number[] = []; // where each letter begins in the folded text: folding may give one letter none or two
  let whole = '';
  for (const letter of folded) {
    starts.push(whole.length);
    whole += letter;
  }
  const found = letters.map(() => false);
  for (const word of wordsOf(query)) {
    for (let at = whole.indexOf(word); at >= 0; at = whole.indexOf(word, at + word.length)) {
      starts.forEach((start, i) => {
        if (start >= at && start < at + word.length) found[i] = true;
      });
    }
  }
  const pieces: Piece[] = [];
  letters.forEach((letter, i) => {
    const last = pieces[pieces.length - 1], isFound = found[i] === true;
    if (last && last.isFound === isFound) last.text += letter;
    else pieces.push({ text: letter, isFound });
  });
  return pieces;
}
