// Search: everything that holds the words, grouped by what it is; what was searched for lives in the address.
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

function Box({ q }: { q: string }) {
  const t = searchWords();
  return (
    <form class="search-form" action="/tim" method="get" role="search" aria-label={commonWords().search}>
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

function Samples({ words }: { words: readonly string[] }) {
  return <ul class="chips">{words.map((word) => <li key={word}><a class="chip" href={`/tim?q=${enc(word)}`}>{word}</a></li>)}</ul>;
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

function Nothing({ title, text, words }: { title: string; text: string; words: readonly string[] }) {
  return (
    <>
      <div class="found-nothing" role="status">
        <h2>{title}</h2>
        <p class="quiet">{text}</p>
      </div>
      {words.length > 0 && <Samples words={words} />}
      <Browse />
    </>
  );
}

function Answer({ q }: { q: string }) {
  const t = searchWords(), letters = fold(q).replace(/[^\p{L}\p{N}]/gu, '').length;
  const isAsked = letters >= LETTERS_MIN && q.length <= LETTERS_MAX, found = useLoaded('GET /search', isAsked ? { q } : null);
  if (q === '') return <Nothing title={t.empty} text={t.emptyText} words={t.samples.split('; ')} />;
  if (q.length > LETTERS_MAX) return <Nothing title={t.long} text={t.longText} words={[]} />;
  if (!isAsked) return <Nothing title={t.short} text={t.shortText} words={[]} />;
  if (found.problem) return <ProblemNote problem={found.problem} />;
  if (!found.data) return <p class="quiet" role="status">{commonWords().loading}</p>;
  if (found.data.total > 0) return <Results found={found.data} q={q} />;
  const words = [...new Set(q.split(/\s+/))];
  return words.length > 1 ? <Nothing title={t.none(q)} text={t.noneText} words={words} /> : <Nothing title={t.none(q)} text={t.noneOne} words={[]} />;
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
