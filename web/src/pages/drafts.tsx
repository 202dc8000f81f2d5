// Drafts of the plan: a document is handed in here, and those that were read stand below.
// SPDX-License-Identifier: Apache-2.0
import type { DraftLine } from '../api/types';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { draftTitle, numberOf, Progress } from '../rooms/strategy/review/head';
import { HandInDocument } from '../rooms/strategy/review/hand_in_document';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { Vi } from '../ui/text';
import { learnedWordsWords } from '../words/vi/learned_words';
import { reviewWords } from '../words/vi/review';

function Line({ line }: { line: DraftLine }) {
  const t = reviewWords(), { draft } = line, isOpen = draft.state === 'open';
  return (
    <li class="draft-card">
      <a href={`/soan-ke-hoach/${encodeURIComponent(draft.id)}`}>
        <span class="draft-number"><span class={`state-tag is-${draft.state}`}>{t.states[draft.state]}</span> <Vi>{numberOf(draft.document)}</Vi></span>
        <span class="draft-name"><Vi>{draftTitle(draft.document)}</Vi></span>
        <small class="quiet"><Vi>{t.madeBy(line.made_name, dateTime(draft.made_at))}</Vi> · {draft.file_name}</small>
      </a>
      {isOpen ? <Progress counts={{ all: line.item_count, unsure: line.unsure_count, confirmed: line.confirmed_count }} /> : <p class="quiet">{t.items(number(line.item_count, 0), line.item_count)}</p>}
    </li>
  );
}

export function DraftsPage() {
  const t = reviewWords(), loaded = useLoaded('GET /strategy/drafts', {}), page = useLastGood(loaded);
  if (!page) return <Instead here="drafting" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="drafting" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p>{t.lead} <a href="/tu-ngu-bo-doc">{learnedWordsWords().see}</a></p></header>
        <LoadTrouble problem={loaded.problem} />
        <HandInDocument />
        <section aria-labelledby="drafts">
          <h2 id="drafts">{t.drafts} {page.drafts.length > 0 && <small class="quiet">{number(page.drafts.length, 0)}</small>}</h2>
          {page.drafts.length === 0 ? <div class="empty"><p><b>{t.none}</b></p><p>{t.noneText}</p></div> : <ul class="draft-cards">{page.drafts.map((line) => <Line key={line.draft.id} line={line} />)}</ul>}
        </section>
      </div>
    </Workplace>
  );
}
