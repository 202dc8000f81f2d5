// A passage of a document: its place, which leads there, and its words with what was looked for marked.
// SPDX-License-Identifier: Apache-2.0
import type { FoundPassage, LetterSpan } from '../../api/types';
import { language } from '../../lib/i18n';
import { searchWords } from '../../words/vi/search';

const enc = encodeURIComponent;

/** Where it stands in the plan. */
function hrefOf({ kind, item, document }: FoundPassage): string {
  if (kind === 'indicator') return `/chi-tieu/${enc(item)}`;
  if (kind === 'task') return `/nhiem-vu/${enc(item)}`;
  return kind === 'objective' ? `/ke-hoach?document=${enc(document)}#item=${enc(item)}` : `/ke-hoach?document=${enc(document)}`;
}

/** Spans are of letters, as the server counts them, not of what JavaScript calls characters. */
function Marked({ text, marks }: { text: string; marks: readonly LetterSpan[] }) {
  const letters = [...text], part = (from: number, to: number) => letters.slice(from, to).join('');
  return (
    <>
      {marks.map(({ from, to }, i) => [part(marks[i - 1]?.to ?? 0, from), <mark key={i}>{part(from, to)}</mark>])}
      {part(marks.at(-1)?.to ?? 0, letters.length)}
    </>
  );
}

export function Passage({ of, number }: { of: FoundPassage; number?: number }) {
  const t = searchWords(), lang = language.value === 'en' ? 'vi' : undefined;
  return (
    <li class="passage" id={number ? `quote-${number}` : undefined} tabIndex={number ? -1 : undefined}>
      <p class="passage-place">
        {number && <b class="quote-number">[{number}]</b>}
        <a href={hrefOf(of)}><span lang={lang}>{of.label}, {of.citation}</span></a>
        <small class="quiet">{t.passages.kinds[of.kind]}</small>
      </p>
      {of.heading !== '' && <p class="passage-heading quiet" lang={lang}><Marked text={of.heading} marks={of.heading_marks} /></p>}
      <blockquote lang={lang}>{of.is_cut_before && '… '}<Marked text={of.text} marks={of.marks} />{of.is_cut_behind && ' …'}</blockquote>
    </li>
  );
}
