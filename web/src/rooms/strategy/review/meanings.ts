// What a word of the reader tells, in words: its list, and which of the list's meanings.
// SPDX-License-Identifier: Apache-2.0
import type { DraftLessonWord } from '../../../api/types';
import { learnedWordsWords } from '../../../words/vi/learned_words';

export type WordMeaning = Pick<DraftLessonWord, 'list' | 'means'>;

const wordIn = (words: object, name: string): string => (words as Record<string, string>)[name] ?? name;

export const listText = (list: string): string => wordIn(learnedWordsWords().lists, list);
export const meaningText = ({ list, means }: WordMeaning): string => (means === '' ? listText(list) : `${listText(list)}: ${wordIn(learnedWordsWords().means, means)}`);

/** For the value of a choice. */
export const keyOf = ({ list, means }: WordMeaning): string => `${list}/${means}`;
export const ofKey = (key: string): WordMeaning => {
  const [list = '', means = ''] = key.split('/');
  return { list, means };
};
