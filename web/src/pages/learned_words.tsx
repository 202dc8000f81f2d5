// What the reader of documents learned: words and names that reviewers taught, each with who, when and from which document; and the built-in words.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { call, type Answer, type Problem } from '../api/client';
import type { AgencyName, LearnedWord, LearnedWordList, ReaderWord } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { fold } from '../lib/fold';
import { dateTime, number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { keyOf, listText, meaningText, ofKey, type WordMeaning } from '../rooms/strategy/review/meanings';
import { TaughtTrouble } from '../rooms/strategy/review/lessons';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { TextField } from '../ui/field';
import { useLastGood } from '../ui/last_good';
import { Found, Vi } from '../ui/text';
import { learnedWordsWords } from '../words/vi/learned_words';
import { reviewWords } from '../words/vi/review';

const WORDS_MAX = 80, SHOWN = 24;

interface TakenBack {
  words: string;
  take: () => Promise<Answer<unknown>>;
  told: (text: string) => void;
}

/** Asks once more: what is removed is forgotten by every reading to come. */
function Remove({ words, take, told }: TakenBack) {
  const t = learnedWordsWords(), isAsking = useSignal(false), isSending = useSignal(false), problem = useSignal<Problem | null>(null);
  const go = async () => {
    isSending.value = true;
    const answer = await take();
    isSending.value = false;
    problem.value = answer.isFine ? null : answer.problem;
    if (!answer.isFine) return;
    told(t.removed(words));
    forgetLoaded();
  };
  if (!isAsking.value) return <button type="button" class="link" aria-label={t.removeOf(words)} onClick={() => { isAsking.value = true; }}>{t.remove}</button>;
  return (
    <div class="word-ask" role="group" aria-label={t.removeOf(words)}>
      <p>{t.removeAsk(words)}</p>
      <TaughtTrouble problem={problem.value} />
      <p class="buttons">
        <button type="button" class="button is-bad" disabled={isSending.value} onClick={() => void go()}>{t.removeGo}</button>
        <button type="button" class="button is-quiet" onClick={() => { isAsking.value = false; }}>{t.stay}</button>
      </p>
    </div>
  );
}

function Whence({ one }: { one: Pick<LearnedWord, 'draft' | 'file_name' | 'added_name' | 'added_at'> }) {
  const t = learnedWordsWords();
  return (
    <>
      <Vi>{t.by(one.added_name || t.unknownPerson, dateTime(one.added_at))}</Vi>
      {one.draft !== '' && one.file_name !== '' && <small>{t.from} <a href={`/soan-ke-hoach/${encodeURIComponent(one.draft)}`}><Vi>{one.file_name}</Vi></a></small>}
    </>
  );
}

function Table({ caption, heads, children }: { caption: string; heads: readonly string[]; children: ComponentChildren }) {
  return (
    <table class="people learned">
      <caption class="unseen">{caption}</caption>
      <thead><tr>{heads.map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{children}</tbody>
    </table>
  );
}

function WordRow({ one, overrides, told }: { one: LearnedWord; overrides: boolean; told: (text: string) => void }) {
  const t = learnedWordsWords(), c = t.columns;
  return (
    <tr>
      <th scope="row"><Vi>{one.words}</Vi></th>
      <td data-head={c.means}>{meaningText(one)}{overrides && <small>{t.overrides}</small>}</td>
      <td data-head={c.who}><Whence one={one} /></td>
      <td><Remove words={one.words} told={told} take={() => call('POST /strategy/reader-words/removal', { list: one.list, words: one.words })} /></td>
    </tr>
  );
}

/** As the reader compares: y is i. */
const plain = (words: string): string => fold(words).replaceAll('y', 'i').replace(/\s+/g, ' ').trim();

function LearnedWords({ page, told, toldGone }: { page: LearnedWordList; told: (text: string) => void; toldGone: (text: string) => void }) {
  const t = learnedWordsWords(), c = t.columns, known = new Set(page.built_in.map((one) => `${one.list} ${plain(one.words)}`));
  return (
    <section class="part" aria-labelledby="words">
      <h2 id="words">{t.words} <span class="quiet">{number(page.words.length, 0)}</span></h2>
      {page.words.length === 0 ? <div class="empty"><p><b>{t.noWords}</b></p><p>{t.noWordsText}</p></div> : (
        <Table caption={t.words} heads={[c.words, c.means, c.who, c.act]}>
          {page.words.map((one) => <WordRow key={`${one.list} ${one.words}`} one={one} overrides={known.has(`${one.list} ${plain(one.words)}`)} told={toldGone} />)}
        </Table>
      )}
      <Teach page={page} told={told} />
    </section>
  );
}

/** The meanings that the built-in words have: each list's own, in their order. */
function meaningsOf(words: readonly ReaderWord[]): WordMeaning[] {
  const seen = new Map(words.map((one) => [keyOf(one), { list: one.list, means: one.means }]));
  return [...seen.values()];
}

function Teach({ page, told }: { page: LearnedWordList; told: (text: string) => void }) {
  const t = learnedWordsWords(), words = useSignal(''), key = useSignal('role/lead'), wrong = useSignal(''), problem = useSignal<Problem | null>(null), isSending = useSignal(false);
  const teach = async (event: Event) => {
    event.preventDefault();
    wrong.value = words.value.trim() === '' ? t.teach.missing : '';
    if (wrong.value !== '') {
      document.getElementById('teach-words')?.focus();
      return;
    }
    isSending.value = true;
    const answer = await call('POST /strategy/reader-words', { ...ofKey(key.value), words: words.value });
    isSending.value = false;
    problem.value = answer.isFine ? null : answer.problem;
    if (!answer.isFine) return;
    words.value = '';
    told(t.teach.done(answer.data.words, meaningText(answer.data)));
    forgetLoaded();
  };
  return (
    <details class="fold teach-word">
      <summary>{t.teach.title}</summary>
      <form class="teach-form" noValidate aria-label={t.teach.title} onSubmit={(event) => void teach(event)}>
        <TextField id="teach-words" label={t.teach.words} hint={t.teach.hint} wrong={wrong.value || undefined} value={words.value} change={(value) => { words.value = value; }} most={WORDS_MAX} />
        <div class="field">
          <label for="teach-means">{t.teach.means}</label>
          <select id="teach-means" value={key.value} onChange={(event) => { key.value = event.currentTarget.value; }}>{meaningsOf(page.built_in).map((one) => <option key={keyOf(one)} value={keyOf(one)}>{meaningText(one)}</option>)}</select>
        </div>
        <button type="submit" class="button" disabled={isSending.value}>{t.teach.go}</button>
        <TaughtTrouble problem={problem.value} />
      </form>
    </details>
  );
}

function NameRow({ one, told }: { one: AgencyName; told: (text: string) => void }) {
  const c = learnedWordsWords().columns;
  return (
    <tr>
      <th scope="row"><Vi>{one.named}</Vi></th>
      <td data-head={c.agency}><Vi>{one.agency_name || one.agency}</Vi></td>
      <td data-head={c.who}><Whence one={one} /></td>
      <td><Remove words={one.named} told={told} take={() => call('POST /strategy/agency-names/removal', { named: one.named })} /></td>
    </tr>
  );
}

function Names({ told }: { told: (text: string) => void }) {
  const t = learnedWordsWords(), c = t.columns, loaded = useLoaded('GET /strategy/agency-names', {}), names = loaded.data?.names ?? [];
  return (
    <section class="part" aria-labelledby="names">
      <h2 id="names">{t.names} <span class="quiet">{number(names.length, 0)}</span></h2>
      <LoadTrouble problem={loaded.problem} />
      {loaded.data && names.length === 0 && <div class="empty"><p><b>{t.noNames}</b></p><p>{t.noNamesText}</p></div>}
      {names.length > 0 && <Table caption={t.names} heads={[c.named, c.agency, c.who, c.act]}>{names.map((one) => <NameRow key={one.named} one={one} told={told} />)}</Table>}
    </section>
  );
}

/** What is looked for stands in the address, so it can be sent to somebody. */
function BuiltIn({ words }: { words: readonly ReaderWord[] }) {
  const t = learnedWordsWords(), q = fragment.value.q ?? '', list = fragment.value.list ?? '', lists = [...new Set(words.map((one) => one.list))];
  const wanted = fold(q.trim()), found = words.filter((one) => (list === '' || one.list === list) && (fold(one.words).includes(wanted) || fold(meaningText(one)).includes(wanted)));
  const isAll = useSignal(false), shown = isAll.value ? found : found.slice(0, SHOWN);
  return (
    <section class="part" aria-labelledby="built-in">
      <h2 id="built-in">{t.builtIn}</h2>
      <p class="quiet">{t.builtInLead(number(words.length, 0))}</p>
      <form class="word-find" role="search" onSubmit={(event) => event.preventDefault()}>
        <div class="field">
          <label for="word-q">{t.find}</label>
          <input id="word-q" type="search" value={q} maxLength={WORDS_MAX} placeholder={t.findHint} autocomplete="off" spellcheck={false} onInput={(event) => setFragment({ q: event.currentTarget.value }, { replaces: true })} />
        </div>
        <div class="field">
          <label for="word-list">{t.list}</label>
          <select id="word-list" value={list} onChange={(event) => setFragment({ list: event.currentTarget.value }, { replaces: true })}>
            <option value="">{t.allLists}</option>{lists.map((one) => <option key={one} value={one}>{listText(one)}</option>)}
          </select>
        </div>
      </form>
      <p role="status">{found.length === 0 ? t.noneFound : t.found(number(found.length, 0), found.length)}</p>
      <ul class="word-list">
        {shown.map((one, i) => <li key={`${i} ${one.list} ${one.words}`}><span lang="vi"><Found text={one.words} query={q} /></span><small>{meaningText(one)}{one.is_own && ` (${t.ofFile})`}</small></li>)}
      </ul>
      {found.length > shown.length && <p><button type="button" class="button is-quiet" onClick={() => { isAll.value = true; }}>{t.more(number(found.length - shown.length, 0), found.length - shown.length)}</button></p>}
    </section>
  );
}

export function LearnedWordsPage() {
  const t = learnedWordsWords(), loaded = useLoaded('GET /strategy/reader-words', {}), page = useLastGood(loaded), said = useSignal('');
  if (!page) return <Instead here="drafting" title={t.title} problem={loaded.problem} />;
  const box = useRef<HTMLParagraphElement>(null), told = (text: string) => { said.value = text; };
  const toldGone = (text: string) => { // the row that was removed had the focus
    told(text);
    box.current?.focus();
  };
  return (
    <Workplace here="drafting" title={t.title}>
      <div class="staff-page learned-page">
        <Back href="/soan-ke-hoach" word={reviewWords().title} />
        <header class="page-head"><h1>{t.title}</h1><p>{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <p ref={box} class="learned-said" role="status" tabIndex={-1}>{said.value}</p>
        <LearnedWords page={page} told={told} toldGone={toldGone} />
        <Names told={toldGone} />
        <BuiltIn words={page.built_in} />
      </div>
    </Workplace>
  );
}
