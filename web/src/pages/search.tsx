// Search: everything that holds the words, grouped by what it is; passages of documents; questions. What was searched for lives in the
// address, how in its fragment.
// SPDX-License-Identifier: Apache-2.0
import building from 'icon:landmark';
import chart from 'icon:chart-line';
import chevron from 'icon:chevron-right';
import file from 'icon:file-text';
import list from 'icon:list-checks';
import mapIcon from 'icon:map';
import pin from 'icon:map-pin';
import target from 'icon:target';
import type { SearchEntry, SearchFound } from '../api/types';
import { fragment, query, setFragment } from '../lib/address';
import { fold } from '../lib/fold';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { Asked } from '../rooms/search/answer';
import { Passages } from '../rooms/search/passages';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { ProblemNote } from '../ui/problem';
import { Found, Title } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { searchWords } from '../words/vi/search';

type Kind = keyof ReturnType<typeof searchWords>['kinds'];

const LETTERS_MIN = 2, LETTERS_MAX = 100;
const COUNTED_MAX = 400; // the server counts no further
const COMMUNE_DIGITS = 5; // the province itself has two: it has no page but the map

const enc = encodeURIComponent;
const kinds: Record<Kind, { icon: string; hrefOf: (entry: SearchEntry) => string }> = {
  indicator: { icon: chart, hrefOf: ({ code }) => `/chi-tieu/${enc(code)}` },
  task: { icon: list, hrefOf: ({ code }) => `/nhiem-vu/${enc(code)}` },
  objective: { icon: target, hrefOf: ({ code, document }) => `/ke-hoach?document=${enc(document)}#item=${enc(code)}` },
  document: { icon: file, hrefOf: ({ code }) => `/ke-hoach?document=${enc(code)}` },
  agency: { icon: building, hrefOf: ({ code }) => `/co-quan/${enc(code)}` },
  place: { icon: pin, hrefOf: ({ code }) => (code.length < COMMUNE_DIGITS ? '/ban-do' : `/co-quan/${enc(code)}`) },
};

interface Group {
  kind: Kind;
  entries: SearchEntry[];
}

/** The group with the closest result first: the server has put the entries in that order. */
export function groupsOf(entries: readonly SearchEntry[]): Group[] {
  const groups: Group[] = [];
  for (const entry of entries) {
    if (!(entry.kind in kinds)) continue;
    const group = groups.find((one) => one.kind === entry.kind);
    if (group) group.entries.push(entry);
    else groups.push({ kind: entry.kind as Kind, entries: [entry] });
  }
  return groups;
}

const VIEWS = ['items', 'passages', 'ask'] as const;
type View = (typeof VIEWS)[number];

/** What ends in a question mark is a question, unless another way was chosen. */
function viewOf(q: string): View {
  const wanted = fragment.value.view ?? '';
  return VIEWS.find((one) => one === wanted) ?? (q.endsWith('?') ? 'ask' : 'items');
}

function Box({ q }: { q: string }) {
  const t = searchWords(), view = fragment.value.view ?? '';
  return (
    <form class="search-form" action={view === '' ? '/tim' : `/tim#view=${enc(view)}`} method="get" role="search" aria-label={commonWords().search}>
      <label for="q">{t.label}</label>
      <p class="hint" id="q-hint">{t.hint}</p>
      <div class="field-row">
        <input id="q" name="q" type="search" defaultValue={q} maxLength={LETTERS_MAX} autocomplete="off" spellcheck={false} enterkeyhint="search" aria-describedby="q-hint" />
        <button class="button" type="submit">{commonWords().search}</button>
      </div>
    </form>
  );
}

function KindChips({ groups, chosen }: { groups: readonly Group[]; chosen: string }) {
  const t = searchWords(), total = groups.reduce((sum, one) => sum + one.entries.length, 0);
  const chip = (kind: string, name: string, count: number) => (
    <button key={kind} type="button" class="chip" aria-pressed={chosen === kind} onClick={() => setFragment({ kind })}><b>{number(count, 0)}</b>{name}</button>
  );
  return (
    <div class="chips" role="group" aria-label={t.byKind}>
      {chip('', commonWords().all, total)}
      {groups.map((one) => chip(one.kind, t.kinds[one.kind], one.entries.length))}
    </div>
  );
}

function ResultGroup({ group, q }: { group: Group; q: string }) {
  const t = searchWords(), { icon, hrefOf } = kinds[group.kind], id = `g-${group.kind}`;
  return (
    <section class="found-group" aria-labelledby={id}>
      <h2 id={id}><Icon of={icon} size={22} />{t.kinds[group.kind]} <span class="quiet">{number(group.entries.length, 0)}</span></h2>
      <ul class="ledger found-list">
        {group.entries.map((one) => (
          <li key={one.code}>
            <a href={hrefOf(one)}><Title of={one} query={q} /></a>
            {one.detail && one.detail !== one.title && <small class="quiet">{group.kind === 'place' && `${t.formerly} `}<Found text={one.detail} query={q} /></small>}
          </li>
        ))}
      </ul>
      {group.kind === 'task' && <p><a href={`/nhiem-vu?q=${enc(q)}`}>{t.moreTasks}</a></p>}
    </section>
  );
}

function totalText(found: SearchFound, q: string): string {
  const t = searchWords(), shown = number(found.entries.length, 0), total = number(found.total, 0);
  if (found.total >= COUNTED_MAX) return t.foundMost(shown, total, q);
  return found.total > found.entries.length ? t.foundMany(shown, total, q) : t.found(total, found.total, q);
}

function Results({ found, q }: { found: SearchFound; q: string }) {
  const t = searchWords(), groups = groupsOf(found.entries), wanted = fragment.value.kind ?? '';
  const chosen = groups.some((one) => one.kind === wanted) ? wanted : '';
  const shown = groups.filter((one) => chosen === '' || one.kind === chosen);
  return (
    <>
      <p class="found-total" role="status">{totalText(found, q)} {found.total > found.entries.length && <span class="quiet">{t.narrow}</span>}</p>
      {groups.length > 1 && <KindChips groups={groups} chosen={chosen} />}
      {shown.map((one) => <ResultGroup key={one.kind} group={one} q={q} />)}
    </>
  );
}

function Samples({ words, view = '' }: { words: readonly string[]; view?: View | '' }) {
  return <ul class="chips">{words.map((word) => <li key={word}><a class="chip" href={`/tim?q=${enc(word)}${view && `#view=${view}`}`}>{word}</a></li>)}</ul>;
}

/** Ways on when there is nothing to show. */
function Browse() {
  const t = searchWords(), nav = commonWords().nav;
  const way = (href: string, icon: string, name: string, text: string) => (
    <li><a href={href}><Icon of={icon} size={22} /><span><b>{name}</b><small>{text}</small></span><Icon of={chevron} size={18} /></a></li>
  );
  return (
    <section aria-labelledby="browse">
      <h2 id="browse">{t.browse}</h2>
      <ul class="ways">
        {way('/ke-hoach', file, nav.plan, t.browseText.plan)}
        {way('/nhiem-vu', list, nav.tasks, t.browseText.tasks)}
        {way('/co-quan', building, nav.agencies, t.browseText.agencies)}
        {way('/ban-do', mapIcon, nav.map, t.browseText.map)}
      </ul>
    </section>
  );
}

function Nothing({ title, text, words, questions = [] }: { title: string; text: string; words: readonly string[]; questions?: readonly string[] }) {
  return (
    <>
      <div class="found-nothing" role="status">
        <h2>{title}</h2>
        <p class="quiet">{text}</p>
      </div>
      {words.length > 0 && <Samples words={words} />}
      {questions.length > 0 && <p class="quiet">{searchWords().ask.orAsk}</p>}
      {questions.length > 0 && <Samples words={questions} view="ask" />}
      <Browse />
    </>
  );
}

function Views({ q, view }: { q: string; view: View }) {
  const t = searchWords().views;
  return (
    <nav class="segments search-views" aria-label={t.label}>
      {VIEWS.map((one) => <a key={one} href={`/tim?q=${enc(q)}#view=${one}`} aria-current={one === view ? 'page' : undefined}>{t[one]}</a>)}
    </nav>
  );
}

function Items({ q }: { q: string }) {
  const t = searchWords(), found = useLoaded('GET /search', { q });
  if (found.problem) return <ProblemNote problem={found.problem} />;
  if (!found.data) return <p class="quiet" role="status">{commonWords().loading}</p>;
  if (found.data.total > 0) return <Results found={found.data} q={q} />;
  const words = [...new Set(q.split(/\s+/))];
  return words.length > 1 ? <Nothing title={t.none(q)} text={t.noneText} words={words} /> : <Nothing title={t.none(q)} text={t.noneOne} words={[]} />;
}

function Answer({ q }: { q: string }) {
  const t = searchWords(), letters = fold(q).replace(/[^\p{L}\p{N}]/gu, '').length, view = viewOf(q);
  if (q === '') return <Nothing title={t.empty} text={t.emptyText} words={t.samples.split('; ')} questions={t.ask.questions.split('; ')} />;
  if (q.length > LETTERS_MAX) return <Nothing title={t.long} text={t.longText} words={[]} />;
  if (letters < LETTERS_MIN) return <Nothing title={t.short} text={t.shortText} words={[]} />;
  return (
    <>
      <Views q={q} view={view} />
      {view === 'items' && <Items q={q} />}
      {view === 'passages' && <Passages q={q} />}
      {view === 'ask' && <Asked q={q} />}
    </>
  );
}

export function SearchPage() {
  const t = searchWords(), asked = query.value.q ?? '', q = asked.trim();
  return (
    <Frame here="other" title={q === '' ? t.title : t.titleFor(q)} hasSearch={false}>
      <div class="within search-page">
        <h1>{t.title}</h1>
        <Box q={q} />
        <Answer q={q} />
      </div>
    </Frame>
  );
}
