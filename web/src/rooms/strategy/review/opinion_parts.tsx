// The second machine on the page: asking it about items, its mark on each, and what it reads otherwise.
// SPDX-License-Identifier: Apache-2.0
import bot from 'icon:bot';
import { useSignal } from '@preact/signals';
import { said, titleOf } from '../../../api/client';
import type { DraftItem, DraftOpinion } from '../../../api/types';
import { date, dateTime, number } from '../../../lib/format';
import { Icon } from '../../../ui/icon';
import { Vi } from '../../../ui/text';
import { commonWords } from '../../../words/vi/common';
import { opinionsWords } from '../../../words/vi/opinions';
import { reviewWords } from '../../../words/vi/review';
import { useAgencies } from './agencies';
import { takenOver, type Round } from './opinions';
import type { Review } from './store';

const ITEMS_MAX = 1000;

function RoundText({ round, review }: { round: Round; review: Review }) {
  const t = opinionsWords(), differing = review.differing.value.length;
  return (
    <>
      <p>{t.heard(number(round.answered, 0), round.answered)} {round.isAway && t.away} {round.unusable > 0 && t.unusable(number(round.unusable, 0), round.unusable)} {round.thrownAway > 0 && t.thrownAway(number(round.thrownAway, 0), round.thrownAway)}</p>
      {differing > 0 && <p><button type="button" class="link" onClick={() => review.seeDiffering()}>{t.seeDiffering(number(differing, 0), differing)}</button></p>}
    </>
  );
}

/** Offers to ask about what the list shows and nobody has settled; what goes out is told first. */
export function AskOpinions({ review }: { review: Review }) {
  const t = opinionsWords(), isAsking = useSignal(false), { opinions } = review, going = opinions.going.value, round = opinions.round.value, trouble = opinions.trouble.value;
  if (!review.isOpen.value || opinions.model.value === '') return null;
  const wanted = review.rows.value.filter(({ item }) => (item.state === 'unsure' || item.state === 'open') && !opinions.all.value.has(item.number)).map(({ item }) => item.number).slice(0, ITEMS_MAX);
  const count = number(wanted.length, 0);
  if (going) {
    return (
      <div class="opinions-ask" role="status">
        <p><Icon of={bot} size={18} />{t.going(number(going.done, 0), number(going.all, 0))}</p>
        <progress value={going.done} max={going.all} aria-label={t.progress} />
        <p class="buttons"><button type="button" class="button is-quiet" onClick={() => opinions.stop()}>{t.stop}</button></p>
      </div>
    );
  }
  return (
    <>
      {!isAsking.value && wanted.length > 0 && <button type="button" class="button is-quiet" onClick={() => { isAsking.value = true; }}><Icon of={bot} size={18} />{t.open(count, wanted.length)}</button>}
      {isAsking.value && wanted.length > 0 && (
        <div class="opinions-ask">
          <p><b>{t.title(count, wanted.length)}</b></p>
          <p class="hint">{t.goesOut(opinions.model.value)} {t.changesNothing} {t.left(number(opinions.leftToday.value, 0), opinions.leftToday.value)}</p>
          <p class="buttons">
            <button type="button" class="button" onClick={() => { isAsking.value = false; void opinions.ask(wanted); }}>{t.go}</button>
            <button type="button" class="button is-quiet" onClick={() => { isAsking.value = false; }}>{reviewWords().form.cancel}</button>
          </p>
        </div>
      )}
      {(round !== null || trouble !== null) && !isAsking.value && (
        <div class="opinions-ask" role="status">
          {round !== null && <RoundText round={round} review={review} />}
          {trouble !== null && <p class="is-trouble"><b>{titleOf(trouble)}</b> <Vi>{said(trouble)}</Vi></p>}
          <p class="buttons"><button type="button" class="button is-quiet" onClick={() => { opinions.round.value = null; opinions.trouble.value = null; }}>{commonWords().close}</button></p>
        </div>
      )}
    </>
  );
}

export function OpinionTag({ opinion }: { opinion: DraftOpinion }) {
  const t = opinionsWords(), differs = opinion.differs.length > 0;
  return <span class={differs ? 'opinion-tag is-other' : 'opinion-tag'}><Icon of={bot} size={15} />{differs ? t.tagDiffers : t.tagSame}</span>;
}

/** What it reads, of one member, in words. */
function readText(opinion: DraftOpinion, field: string, nameOf: (code: string) => string | undefined): string {
  const t = reviewWords();
  if (field === 'kind') return opinion.kind === '' ? opinionsWords().nothing : t.kinds[opinion.kind];
  if (field === 'assignments') return nameOf(opinion.lead) ?? opinion.lead_named;
  if (field === 'targets') return opinion.figure;
  return opinion.timing === 'yearly' || opinion.timing === 'standing' ? t.form.timings[opinion.timing] : opinion.due ? date(opinion.due) : opinion.due_named;
}

const quoteOf = (opinion: DraftOpinion, field: string): string => ({ assignments: opinion.lead_named, due: opinion.due_named, targets: opinion.figure })[field] ?? '';

function Take({ item, opinion, field, review }: { item: DraftItem; opinion: DraftOpinion; field: string; review: Review }) {
  const t = opinionsWords(), fields = takenOver(item, opinion, field), kind = opinion.kind, isSending = review.isSending.value;
  if (field === 'kind') return kind === '' ? <button type="button" class="act-button" disabled={isSending} onClick={() => void review.leaveOut(item)}>{reviewWords().acts.leaveOut}</button> : <button type="button" class="act-button" disabled={isSending} onClick={() => void review.rekind(item, kind)}>{t.take}</button>;
  if (fields === null) return <button type="button" class="act-button" onClick={() => { review.doing.value = 'correct'; }}>{reviewWords().acts.correct}</button>;
  return <button type="button" class="act-button" disabled={isSending} onClick={() => void review.takeOver(item, fields)}>{t.take}</button>;
}

/** On the open card: where both differ, with the words of the text that it rests on. */
export function OpinionNote({ item, opinion, review }: { item: DraftItem; opinion: DraftOpinion; review: Review }) {
  const t = opinionsWords(), { names } = useAgencies(), isOpen = review.isOpen.value && item.state !== 'left_out';
  return (
    <div class={opinion.differs.length > 0 ? 'opinion-note is-other' : 'opinion-note'}>
      <p class="label"><Icon of={bot} size={15} />{opinion.differs.length > 0 ? t.readsOtherwise : t.readsSame}</p>
      {opinion.differs.length > 0 && (
        <ul>
          {opinion.differs.map((field) => {
            const quote = quoteOf(opinion, field), text = readText(opinion, field, (code) => names.get(code));
            return <li key={field}><span>{t.members[field as keyof typeof t.members] ?? field}: <b><Vi>{text}</Vi></b>{quote !== '' && quote !== text && <> <q lang="vi">{quote}</q></>}</span>{isOpen && <Take item={item} opinion={opinion} field={field} review={review} />}</li>;
          })}
        </ul>
      )}
      <p class="hint">{t.from(opinion.model, opinion.asked_name, dateTime(opinion.asked_at))}</p>
    </div>
  );
}
