// Passages that hold the words, the closest first, with filters that live in the fragment of the address.
// SPDX-License-Identifier: Apache-2.0
import type { PassagesFound, SearchPassageKind } from '../../api/types';
import { fragment, setFragment } from '../../lib/address';
import { number } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { FilterSelect } from '../../ui/filters';
import { Pager } from '../../ui/pager';
import { ProblemNote } from '../../ui/problem';
import { commonWords } from '../../words/vi/common';
import { searchWords } from '../../words/vi/search';
import { Passage } from './passage';

const PAGES_MAX = 10;

const choose = (changes: Record<string, string>) => setFragment({ page: '', ...changes });
const isKind = (kind: string): kind is SearchPassageKind => kind in searchWords().passages.kinds;

function Filters({ found, kind, document }: { found: PassagesFound; kind: string; document: string }) {
  const t = searchWords(), all = found.kinds.reduce((sum, one) => sum + one.count, 0);
  const chip = (value: string, name: string, count: number) => (
    <button key={value} type="button" class="chip" aria-pressed={kind === value} onClick={() => choose({ kind: value })}><b>{number(count, 0)}</b>{name}</button>
  );
  const documents = found.documents.map((one) => ({ value: one.document, name: `${one.label} – ${one.title}`, count: number(one.count, 0) }));
  return (
    <div class="passage-filters">
      {(found.kinds.length > 1 || kind !== '') && (
        <div class="chips" role="group" aria-label={t.byKind}>
          {chip('', commonWords().all, all)}
          {found.kinds.map((one) => isKind(one.kind) && chip(one.kind, t.passages.kinds[one.kind], one.count))}
        </div>
      )}
      {(documents.length > 1 || document !== '') && <FilterSelect id="passage-document" label={t.passages.document} any={t.passages.allDocuments} choices={documents} chosen={document} choose={(value) => choose({ document: value })} lang="vi" />}
    </div>
  );
}

function List({ found, q }: { found: PassagesFound; q: string }) {
  const t = searchWords().passages, from = (found.page - 1) * 20;
  if (found.passages.length === 0) return <p class="empty" role="status">{t.none(q)}</p>;
  const shown = `${number(from + 1, 0)}–${number(from + found.passages.length, 0)}`, hash = new URLSearchParams(fragment.value);
  const hrefOf = (page: number) => { hash.set('page', String(page)); return `${location.search}#${hash.toString()}`; };
  const go = (page: number) => { setFragment({ page: page > 1 ? String(page) : '' }); document.getElementById('found')?.scrollIntoView(); };
  return (
    <>
      <p class="found-total" id="found" role="status">{found.total > found.passages.length ? t.foundMany(shown, number(found.total, 0), q) : t.found(number(found.total, 0), found.total, q)}</p>
      <ol class="passages">{found.passages.map((one) => <Passage key={`${one.kind} ${one.document} ${one.item} ${one.citation} ${one.text}`} of={one} />)}</ol>
      <Pager page={found.page} pages={found.pages} hrefOf={hrefOf} go={go} />
    </>
  );
}

export function Passages({ q }: { q: string }) {
  const { kind = '', document = '', page = '' } = fragment.value, at = Math.min(PAGES_MAX, Math.max(1, Number.parseInt(page, 10) || 1));
  const found = useLoaded('GET /search/passages', { q, kind: isKind(kind) ? kind : '', document, page: at });
  if (found.problem) return <ProblemNote problem={found.problem} />;
  if (!found.data) return <p class="quiet" role="status">{commonWords().loading}</p>;
  return (
    <>
      <Filters found={found.data} kind={kind} document={document} />
      <List found={found.data} q={q} />
    </>
  );
}
