// Somebody else was faster, or a change was refused: what it is, and the way on; what is being typed stays.
// SPDX-License-Identifier: Apache-2.0
import scale from 'icon:scale';
import alert from 'icon:triangle-alert';
import { said, titleOf } from '../../../api/client';
import type { DraftItem } from '../../../api/types';
import { commonWords } from '../../../words/vi/common';
import { reviewWords } from '../../../words/vi/review';
import { Notice } from '../../../ui/notice';
import { SendTrouble } from '../../../ui/save_state';
import { Vi } from '../../../ui/text';
import type { Review } from './store';

export function ConflictNote({ review, item }: { review: Review; item?: DraftItem }) {
  const t = reviewWords(), problem = review.trouble.value;
  if (!problem) return null;
  return (
    <Notice tone="warn" icon={scale} title={titleOf(problem)}>
      <p><Vi>{said(problem)}</Vi></p>
      {item && <p>{t.conflict.kept}</p>}
      <p class="buttons"><button type="button" class="button" onClick={() => void review.reload()}>{t.conflict.reload}</button></p>
    </Notice>
  );
}

/** What went wrong with something that has no form of its own. */
export function ActTrouble({ review }: { review: Review }) {
  const problem = review.trouble.value;
  if (!problem || (review.isConflict && review.doing.value === 'correct')) return null;
  if (review.isConflict) return <ConflictNote review={review} />;
  if (problem.status === 401) return <SendTrouble state="signed_out" lostText="" />;
  const lines = problem.errors?.map(said) ?? [], isLost = problem.status === 0 || problem.status >= 500;
  return (
    <Notice tone="bad" icon={alert} title={titleOf(problem)}>
      {(lines.length > 0 ? lines : [isLost ? reviewWords().form.lostAct : said(problem)]).map((line) => <p key={line}><Vi>{line}</Vi></p>)}
      <p class="buttons"><button type="button" class="button is-quiet" onClick={() => { review.trouble.value = null; }}>{commonWords().close}</button></p>
    </Notice>
  );
}
