// The history of an item: who changed what, and when; asked for when somebody wants to see it.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, type Answer } from '../../../api/client';
import type { DraftItem, DraftItemPage } from '../../../api/types';
import { date, dateTime } from '../../../lib/format';
import { ProblemNote } from '../../../ui/problem';
import { Vi } from '../../../ui/text';
import { commonWords } from '../../../words/vi/common';
import { learnedWordsWords } from '../../../words/vi/learned_words';
import { planVersionsWords } from '../../../words/vi/plan_versions';
import { reviewWords } from '../../../words/vi/review';
import { cellText } from '../difference';
import { useAgencies } from './agencies';
import { historyOf, type HistoryRow, type Speech } from './history_rows';
import type { Review } from './store';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const wordIn = (words: object, name: string): string | undefined => (words as Record<string, string>)[name];

function useSpeech(review: Review): Speech {
  const { names } = useAgencies(), t = reviewWords(), values = planVersionsWords().values;
  const agency = (code: string): string => names.get(code) ?? code;
  return {
    agency,
    role: (role) => commonWords().role[role],
    target: (one) => `${one.year || '–'} ${one.text || cellText({ operator: one.operator || '=', low: one.low, high: one.high, text: '' })}`,
    value: (field, value) => {
      if (DAY.test(value)) return date(value);
      if (field === 'draft_kind') return wordIn(t.kinds, value) ?? value;
      if (field === 'state') return wordIn(t.itemStates, value) ?? value;
      if (field === 'about') return wordIn(t.form.abouts, value) ?? value;
      if (field === 'who' || field === 'to') return agency(value);
      return ['measure', 'direction', 'frequency', 'level', 'rollup', 'timing', 'source_kind'].includes(field) ? wordIn(values, value) ?? value : value;
    },
    item: (number) => review.item(number)?.fields.title ?? String(number),
  };
}

function fieldText(field: string): string {
  return wordIn(learnedWordsWords().history, field) ?? wordIn(planVersionsWords().fields, field) ?? field;
}

function Row({ row }: { row: HistoryRow }) {
  const t = learnedWordsWords().history, v = planVersionsWords(), { change } = row;
  return (
    <li>
      <p><b>{wordIn(t.whats, change.what) ?? change.what}</b> <span class="quiet">{t.line(change.changed_name || learnedWordsWords().unknownPerson, dateTime(change.changed_at))}</span></p>
      {row.differences.length > 0 && (
        <dl>
          {row.differences.map((one) => (
            <div key={one.field}>
              <dt>{fieldText(one.field)}</dt>
              <dd><span class="unseen">{v.before}: </span><s><Vi>{one.before || v.nothing}</Vi></s> <span aria-hidden="true">→</span> <span class="unseen">{v.after}: </span><b><Vi>{one.after || v.nothing}</Vi></b></dd>
            </div>
          ))}
        </dl>
      )}
      {row.differences.length === 0 && !row.isFirst && <p class="quiet">{t.nothing}</p>}
    </li>
  );
}

/** Asked for anew with each revision of the item. */
function Told({ review, item }: { review: Review; item: DraftItem }) {
  const say = useSpeech(review), answer = useSignal<Answer<DraftItemPage> | null>(null), told = answer.value;
  useEffect(() => {
    void call('GET /strategy/drafts/{id}/items/{number}', { id: review.id, number: item.number }).then((one) => { answer.value = one; });
  }, [item.revision]);
  if (told === null) return <p class="quiet">{commonWords().loading}</p>;
  if (!told.isFine) return <ProblemNote problem={told.problem} />;
  const rows = historyOf(told.data.item, told.data.changes, say);
  if (rows.length === 0) return <p class="quiet">{learnedWordsWords().history.none}</p>;
  return <ol class="item-history">{rows.map((row) => <Row key={row.change.revision} row={row} />)}</ol>;
}

export function History({ review, item }: { review: Review; item: DraftItem }) {
  const isOpen = useSignal(false);
  return (
    <details class="item-more" onToggle={(event) => { isOpen.value = event.currentTarget.open; }}>
      <summary>{learnedWordsWords().history.title}</summary>
      {isOpen.value && <Told review={review} item={item} />}
    </details>
  );
}
