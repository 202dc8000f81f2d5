// Text that comes from data: in Vietnamese, marked as such on an English page; titles in English where there is one.
// SPDX-License-Identifier: Apache-2.0
import { language } from '../lib/i18n';
import { highlight } from '../lib/fold';

/** Text of the data that exists in Vietnamese alone. */
export function Vi({ children }: { children: string }) {
  return language.value === 'en' ? <span lang="vi">{children}</span> : <>{children}</>;
}

/** The numbers of documents in it, like 50/NQ-CP, are not broken at their hyphens. */
export function Numbered({ children }: { children: string }) {
  const words = children.split(/(\S+\/\S+-\S+|\S+-\S+\/\S+)/).map((word, i) => (i % 2 === 1 ? <span key={i} class="unbroken">{word}</span> : word));
  return language.value === 'en' ? <span lang="vi">{words}</span> : <>{words}</>;
}

interface TitleProps {
  of: { title: string; title_en: string };
  short?: string;
  /** Words to mark in it. */
  query?: string;
}

export function Title({ of, short = '', query = '' }: TitleProps) {
  if (language.value === 'en' && of.title_en) return <>{marked(of.title_en, query)}</>;
  if (query !== '') return <Found text={short || of.title} query={query} />;
  return <Vi>{short || of.title}</Vi>;
}

export const titleText = (of: { title: string; title_en: string }): string => (language.value === 'en' && of.title_en) || of.title;

/** The words that a search found, marked. */
const marked = (text: string, query: string) =>
  highlight(text, query).map((piece, i) => (piece.isFound ? <mark key={i}>{piece.text}</mark> : piece.text));

export function Found({ text, query }: { text: string; query: string }) {
  const words = marked(text, query);
  return language.value === 'en' ? <span lang="vi">{words}</span> : <>{words}</>;
}
