// What the draft would change in a document that the plan has already.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useLoaded } from '../../../lib/loaded';
import { Field } from '../../../ui/field';
import { commonWords } from '../../../words/vi/common';
import { planVersionsWords } from '../../../words/vi/plan_versions';
import { reviewWords } from '../../../words/vi/review';
import { number } from '../../../lib/format';
import { Changes, VersionLink } from '../difference';
import { LoadTrouble } from '../workplace';
import type { Review } from './store';

export function DifferenceView({ review }: { review: Review }) {
  const t = reviewWords().difference, own = review.draft.value.document.code, document = useSignal(''), plan = useLoaded('GET /strategy/plan', {});
  const loaded = useLoaded('GET /strategy/drafts/{id}/difference', { id: review.id, document: document.value }), page = loaded.isLoading ? null : loaded.data, documents = plan.data?.documents ?? [];
  return (
    <div class="review-difference">
      <p class="lead">{t.lead}</p>
      <Field id="against" label={t.against}>
        {(ties) => (
          <select {...ties} value={document.value} onChange={(event) => { document.value = event.currentTarget.value; }}>
            <option value="">{t.own(own)}</option>
            {documents.filter((one) => one.code !== own).map((one) => <option key={one.code} value={one.code} lang="vi">{one.number}: {one.title}</option>)}
          </select>
        )}
      </Field>
      <LoadTrouble problem={loaded.problem} />
      {page === null && !loaded.problem && <p class="quiet">{commonWords().loading}</p>}
      {page && (page.since ? <p>{t.now}: <VersionLink version={page.since} /></p> : <p>{t.allNew}</p>)}
      {page && (page.changes.length === 0 ? <p class="empty">{t.same}</p> : <><p><b>{planVersionsWords().counts(number(page.changes.length, 0), page.changes.length)}</b></p><Changes changes={page.changes} /></>)}
    </div>
  );
}
