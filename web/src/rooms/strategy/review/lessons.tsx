// What a person put right may teach the reader: the words of the text that would have told it, offered once, never taught without him.
// SPDX-License-Identifier: Apache-2.0
import bulb from 'icon:lightbulb';
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call, said, titleOf, type Problem } from '../../../api/client';
import type { DraftItem, DraftLesson, LearnedWord } from '../../../api/types';
import { Icon } from '../../../ui/icon';
import { SendTrouble } from '../../../ui/save_state';
import { Vi } from '../../../ui/text';
import { learnedWordsWords } from '../../../words/vi/learned_words';
import { keyOf, meaningText } from './meanings';
import type { Review } from './store';

const WORDS_MAX = 80;

export function TaughtTrouble({ problem }: { problem: Problem | null }) {
  const t = learnedWordsWords();
  if (problem === null) return null;
  if (problem.status === 401) return <SendTrouble state="signed_out" lostText="" />;
  const isLost = problem.status === 0 || problem.status >= 500, lines = problem.errors?.map(said) ?? [];
  return <p class="lesson-trouble" role="alert">{isLost ? t.lost : <Vi>{lines[0] ?? `${titleOf(problem)} ${said(problem)}`}</Vi>}</p>;
}

function Lesson({ review, lesson, id, done }: { review: Review; lesson: DraftLesson; id: string; done: (taught: LearnedWord | null) => void }) {
  const t = learnedWordsWords().offer, [likely] = lesson.choices, key = useSignal(likely ? keyOf(likely) : ''), typed = useSignal(likely?.words ?? '');
  const problem = useSignal<Problem | null>(null), isSending = useSignal(false), chosen = lesson.choices.find((one) => keyOf(one) === key.value) ?? likely;
  if (!chosen) return null;
  const choose = (next: string) => {
    if (lesson.choices.some((one) => one.words === typed.value)) typed.value = lesson.choices.find((one) => keyOf(one) === next)?.words ?? typed.value;
    key.value = next;
  };
  const teach = async (event: Event) => {
    event.preventDefault();
    isSending.value = true;
    const answer = await call('POST /strategy/reader-words', { list: chosen.list, words: typed.value, means: chosen.means, draft: review.id });
    isSending.value = false;
    problem.value = answer.isFine ? null : answer.problem;
    if (answer.isFine) done(answer.data);
  };
  return (
    <form class="lesson" aria-label={t.label(lesson.named)} onSubmit={(event) => void teach(event)}>
      <p class="lesson-line">
        <Icon of={bulb} size={18} />
        <label for={id}>{t.before}</label>
        <input id={id} type="text" lang="vi" value={typed.value} maxLength={WORDS_MAX} required autocomplete="off" spellcheck={false} size={Math.max(12, Math.min(typed.value.length + 2, 40))} onInput={(event) => { typed.value = event.currentTarget.value; }} />
        {lesson.choices.length > 1 ? (
          <span class="lesson-means">
            <label for={`${id}-means`}>{t.is}</label>
            <select id={`${id}-means`} value={key.value} onChange={(event) => choose(event.currentTarget.value)}>{lesson.choices.map((one) => <option key={keyOf(one) + one.words} value={keyOf(one)}>{meaningText(one)}</option>)}</select>
          </span>
        ) : <span>{t.is} <b>{meaningText(chosen)}</b></span>}
        <span class="lesson-buttons">
          <button type="submit" class="button" disabled={isSending.value}>{t.go}</button>
          <button type="button" class="act-button" onClick={() => done(null)}>{t.no}</button>
        </span>
      </p>
      <TaughtTrouble problem={problem.value} />
    </form>
  );
}

export function Lessons({ review, item }: { review: Review; item: DraftItem }) {
  const t = learnedWordsWords(), { of, lessons, taught } = review.lessons.value;
  if (of !== item.number || lessons.length + taught.length === 0) return null;
  return (
    <div class="lessons">
      {taught.map((one) => <p key={`${one.list} ${one.words}`} class="lesson-done"><Icon of={check} size={16} /><span>{t.offer.done(one.words, meaningText(one))} <a href="/tu-ngu-bo-doc">{t.see}</a></span></p>)}
      {lessons.map((one, i) => <Lesson key={`${item.revision} ${one.named} ${one.choices[0]?.words}`} review={review} lesson={one} id={`lesson-${item.number}-${i}`} done={(word) => review.learned(one, word)} />)}
    </div>
  );
}
