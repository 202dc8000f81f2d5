// One draft of the plan: the document beside what was found in it, the difference to the plan of today, and adopting it.
// SPDX-License-Identifier: Apache-2.0
import { useEffect, useMemo } from 'preact/hooks';
import type { DraftPage } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { useLoaded } from '../lib/loaded';
import { AdoptView } from '../rooms/strategy/review/adopt_view';
import { useLoadedAgencies } from '../rooms/strategy/review/agencies';
import { DifferenceView } from '../rooms/strategy/review/difference_view';
import { draftTitle, ReviewHead } from '../rooms/strategy/review/head';
import { ItemsPane } from '../rooms/strategy/review/items_pane';
import { Review, type Side } from '../rooms/strategy/review/store';
import { TextPane } from '../rooms/strategy/review/text_pane';
import { Back, Instead, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { reviewWords } from '../words/vi/review';

type View = 'review' | 'difference' | 'adopt';
const VIEWS: readonly View[] = ['review', 'difference', 'adopt'];

const see = (view: View): void => setFragment({ view: view === 'review' ? '' : view });

function Views({ view }: { view: View }) {
  const t = reviewWords();
  return <div class="segments review-views" role="group" aria-label={t.view}>{VIEWS.map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => see(one)}>{t.views[one]}</button>)}</div>;
}

/** On phones one of both is shown at a time. */
function Sides({ review }: { review: Review }) {
  const t = reviewWords();
  return <div class="segments review-sides" role="group" aria-label={t.side}>{(['text', 'items'] as const).map((side: Side) => <button key={side} type="button" aria-pressed={review.side.value === side} onClick={() => (side === 'text' ? review.showText(review.at.peek()) : review.goTo(review.at.peek()))}>{t.sides[side]}</button>)}</div>;
}

function Draft({ page }: { page: DraftPage }) {
  const t = reviewWords(), review = useMemo(() => new Review(page), []), wanted = fragment.value.view as View, state = review.draft.value.state;
  const view = VIEWS.includes(wanted) ? wanted : 'review';
  useLoadedAgencies();
  const revision = review.draft.value.revision;
  useEffect(() => void review.opinions.load(), []);
  useEffect(() => void review.opinions.reload(), [revision]);
  return (
    <Workplace here="drafting" title={draftTitle(review.draft.value.document)}>
      <div class="staff-page review-page">
        <div class="review-top"><Back href="/soan-ke-hoach" word={t.title} /><Views view={view} /></div>
        <ReviewHead review={review} />
        <p class="unseen" role="status">{review.said.value}</p>
        {state !== 'open' && view === 'review' && <AdoptView review={review} see={() => see('review')} />}
        {view === 'review' && <><Sides review={review} /><div class="review"><TextPane review={review} /><ItemsPane review={review} /></div></>}
        {view === 'difference' && <DifferenceView review={review} />}
        {view === 'adopt' && <AdoptView review={review} see={() => see('review')} />}
      </div>
    </Workplace>
  );
}

export function PlanDraftPage({ id }: { id: string }) {
  const loaded = useLoaded('GET /strategy/drafts/{id}', { id }), page = useLastGood(loaded);
  return page ? <Draft page={page} /> : <Instead here="drafting" title={reviewWords().title} problem={loaded.problem} />;
}
