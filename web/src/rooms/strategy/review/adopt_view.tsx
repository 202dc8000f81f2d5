// Adopting: what remains to be looked at, with the way to each; then the draft is the plan, and where to see it.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import cross from 'icon:x';
import { useSignal } from '@preact/signals';
import { call, said, type Fault } from '../../../api/client';
import type { DraftItem } from '../../../api/types';
import { number } from '../../../lib/format';
import { forgetLoaded } from '../../../lib/loaded';
import { readDate } from '../../../lib/parse';
import { ErrorSummary, wrongOf, type Wrong } from '../../../ui/error_summary';
import { TextField } from '../../../ui/field';
import { Notice } from '../../../ui/notice';
import { SendTrouble } from '../../../ui/save_state';
import { useSubmit } from '../../../ui/submit';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { Act } from '../../people/act';
import { ConflictNote } from './conflict';
import { gapText } from './gaps';
import { KindTag } from './kind_sign';
import type { Review } from './store';

const enc = encodeURIComponent, SHOWN = 30;

interface ToItem {
  review: Review;
  item: DraftItem;
  text: string;
  see: () => void;
}

function Line({ review, item, text, see }: ToItem) {
  const open = () => {
    see();
    review.goTo(item.number);
  };
  return <li><KindTag kind={item.kind} /> <button type="button" class="link" onClick={open}><Vi>{item.fields.title || item.fields.code}</Vi></button>{text && <small>{text}</small>}</li>;
}

function Lines({ title, all, review, see }: { title: string; all: readonly (readonly [DraftItem, string])[]; review: Review; see: () => void }) {
  const isAll = useSignal(false), shown = isAll.value ? all : all.slice(0, SHOWN), t = reviewWords();
  if (all.length === 0) return null;
  return (
    <section class="adopt-list">
      <h3>{title}</h3>
      <ul>{shown.map(([item, text]) => <Line key={item.number} review={review} item={item} text={text} see={see} />)}</ul>
      {shown.length < all.length && <button type="button" class="link" onClick={() => { isAll.value = true; }}>{t.adopt.more(number(all.length - shown.length, 0), all.length - shown.length)}</button>}
    </section>
  );
}

function Remains({ review, see }: { review: Review; see: () => void }) {
  const t = reviewWords(), list = review.tree.value.map((row) => row.item), unsure = list.filter((one) => one.state === 'unsure'), own = review.gaps.value.get(0) ?? [];
  const lacking = list.filter((one) => review.lacks.value.has(one.number)).map((one) => [one, (review.gaps.value.get(one.number) ?? []).map(gapText).join(' ')] as const);
  if (unsure.length + lacking.length + own.length === 0) return <Notice tone="good" icon={check} title={t.adopt.ready} />;
  return (
    <div class="adopt-remains">
      <h2>{t.adopt.remains}</h2>
      {own.length > 0 && <section class="adopt-list"><h3>{t.adopt.ofDocument}</h3><ul>{own.map((one, i) => <li key={i}>{gapText(one)}</li>)}</ul></section>}
      <Lines title={t.adopt.unsure(number(unsure.length, 0), unsure.length)} all={unsure.map((one) => [one, ''] as const)} review={review} see={see} />
      <Lines title={t.adopt.gaps(number(lacking.length, 0), lacking.length)} all={lacking} review={review} see={see} />
    </div>
  );
}

/** The server's faults, each at its item: `/items/12/due`. */
function Faults({ faults, review, see }: { faults: readonly Fault[]; review: Review; see: () => void }) {
  const t = reviewWords(), byItem = new Map<number, string[]>();
  for (const one of faults) {
    const number = Number(/^\/items\/(\d+)/.exec(one.pointer ?? '')?.[1] ?? 0), text = gapText({ field: one.pointer?.split('/').pop() ?? '', problem: one.type.replace('/problems/', ''), vi: one.detail, en: one.detail_en || said(one) });
    byItem.set(number, [...(byItem.get(number) ?? []), text]);
  }
  return (
    <div class="error-summary" role="alert">
      <p class="label">{t.adopt.faults}</p>
      <ul class="adopt-faults">
        {[...byItem].map(([number, lines]) => {
          const item = review.item(number);
          return item ? <Line key={number} review={review} item={item} text={lines.join(' ')} see={see} /> : lines.map((line) => <li key={line}><Vi>{line}</Vi></li>);
        })}
      </ul>
    </div>
  );
}

export function AdoptView({ review, see }: { review: Review; see: () => void }) {
  const t = reviewWords(), submit = useSubmit(['in_force_on']), wrongs = submit.wrongs.value, from = useSignal(''), faults = useSignal<readonly Fault[]>([]), draft = review.draft.value, isSending = submit.state.value === 'sending';
  const wrongNow = (): Wrong[] => (from.value.trim() === '' || readDate(from.value) !== null ? [] : [{ field: 'in_force_on', text: t.form.wrongs.day }]);
  const send = async (event: Event) => {
    event.preventDefault();
    faults.value = [];
    review.trouble.value = null;
    const answer = await submit.send(wrongNow(), () => call('POST /strategy/drafts/{id}/adoption', { id: review.id, based_on: draft.revision, in_force_on: readDate(from.value) }, 120_000), (problem) => {
      if (problem.status === 409) review.trouble.value = problem;
      else if (problem.errors?.length && !problem.errors.some((one) => one.pointer === '/in_force_on')) faults.value = problem.errors;
      else return false;
      return true;
    });
    if (!answer) return;
    review.draft.value = answer;
    forgetLoaded();
  };
  const drop = () => call('POST /strategy/drafts/{id}/drop', { id: review.id, based_on: draft.revision });
  if (draft.state === 'adopted') return <Adopted review={review} />;
  if (draft.state === 'dropped') return <Notice tone="known" icon={cross} title={t.adopt.dropped} />;
  return (
    <div class="adopt">
      <p class="lead">{t.adopt.lead}</p>
      <Remains review={review} see={see} />
      <form class="form adopt-form" noValidate aria-label={t.adopt.go} onSubmit={(event) => void send(event)}>
        <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
        {faults.value.length > 0 && <Faults faults={faults.value} review={review} see={see} />}
        {review.isConflict && <ConflictNote review={review} />}
        <TextField id="in_force_on" label={t.adopt.inForce} hint={t.adopt.inForceHint} isOptional wrong={wrongOf(wrongs, 'in_force_on')} value={from.value} change={(value) => { from.value = value; }} most={10} inputMode="numeric" />
        <SendTrouble state={submit.state.value} lostText={t.form.lostAct} />
        <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.adopt.going : t.adopt.go}</button></p>
      </form>
      <Act open={t.adopt.drop} text={t.adopt.dropText} go={t.adopt.drop} cancel={t.form.cancel} ask={drop} done={(data) => { review.draft.value = data; }} />
    </div>
  );
}

function Adopted({ review }: { review: Review }) {
  const t = reviewWords().adopt, { document, version } = review.draft.value, { all } = review.counts.value;
  return (
    <Notice tone="good" icon={check} title={t.done} takesFocus>
      <p>{t.doneText(number(all, 0), String(version))}</p>
      <p class="buttons">
        <a class="button" href={`/ke-hoach?document=${enc(document.code)}`}>{t.see}</a>
        {version > 0 && <a class="button is-quiet" href={`/ke-hoach/phien-ban/${enc(document.code)}/${version}`}>{t.seeVersion}</a>}
      </p>
    </Notice>
  );
}
