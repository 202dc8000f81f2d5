// The head of a draft: what document it is, how far the review is; what is known of the document can be put right.
// SPDX-License-Identifier: Apache-2.0
import pencil from 'icon:pencil';
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import type { DraftDocument } from '../../../api/types';
import { date, number } from '../../../lib/format';
import { readDate } from '../../../lib/parse';
import { ErrorSummary, wrongOf, type Wrong } from '../../../ui/error_summary';
import { TextArea, TextField } from '../../../ui/field';
import { Icon } from '../../../ui/icon';
import { Notice } from '../../../ui/notice';
import { SendTrouble } from '../../../ui/save_state';
import { useSubmit } from '../../../ui/submit';
import { Vi } from '../../../ui/text';
import { commonWords } from '../../../words/vi/common';
import { planVersionsWords } from '../../../words/vi/plan_versions';
import { reviewWords } from '../../../words/vi/review';
import { useAgencies } from './agencies';
import { ConflictNote } from './conflict';
import { gapText } from './gaps';
import { AgencyChoice, Choice } from './item_form';
import type { Review } from './store';

export function draftTitle({ title }: DraftDocument): string {
  return title || reviewWords().untitled;
}

/** `Quyết định 12/QĐ-UBND`. */
export function numberOf({ kind, number: named }: DraftDocument): string {
  const t = reviewWords(), word = kind === '' ? '' : commonWords().documentKind[kind];
  return [word, named || `(${t.noNumber})`].filter(Boolean).join(' ');
}

interface TypedDocument {
  code: string;
  number: string;
  kind: string;
  title: string;
  issuer: string;
  issued_on: string;
  effective_on: string;
  horizon: string;
  signer: string;
  source: string;
}
const dayText = (day: string | null): string => (day ? date(day) : '');
const typedOf = (it: DraftDocument): TypedDocument => ({ code: it.code, number: it.number, kind: it.kind, title: it.title, issuer: it.issuer, issued_on: dayText(it.issued_on), effective_on: dayText(it.effective_on), horizon: it.horizon > 0 ? String(it.horizon) : '', signer: it.signer, source: it.source });
const documentOf = (typed: TypedDocument, was: DraftDocument): DraftDocument => ({
  ...was, code: typed.code.trim(), number: typed.number.trim(), kind: typed.kind as DraftDocument['kind'], title: typed.title.trim(), issuer: typed.issuer, issued_on: readDate(typed.issued_on),
  effective_on: readDate(typed.effective_on), horizon: Number(typed.horizon) || 0, signer: typed.signer.trim(), source: typed.source.trim(),
});
const BOXES = ['document-title', 'document-number', 'document-kind', 'document-issuer', 'document-issued_on', 'document-signer', 'document-effective_on', 'document-horizon', 'document-code', 'document-source'];

function DocumentForm({ review, close }: { review: Review; close: () => void }) {
  const t = reviewWords(), v = planVersionsWords().fields, was = review.draft.value.document, typed = useSignal(typedOf(was)), submit = useSubmit(BOXES), wrongs = submit.wrongs.value;
  const set = (part: Partial<TypedDocument>) => { typed.value = { ...typed.value, ...part }; };
  const text = (name: keyof TypedDocument, label: string, most: number, more: { hint?: string; isOptional?: boolean; inputMode?: 'numeric' } = {}) => (
    <TextField id={`document-${name}`} label={label} wrong={wrongOf(wrongs, `document-${name}`)} value={typed.value[name]} change={(value) => set({ [name]: value })} most={most} {...more} />
  );
  const wrongNow = (): Wrong[] => {
    const found: Wrong[] = [], w = t.form.wrongs;
    if (typed.value.title.trim() === '') found.push({ field: 'document-title', text: w.title });
    for (const day of ['issued_on', 'effective_on'] as const) if (typed.value[day].trim() !== '' && readDate(typed.value[day]) === null) found.push({ field: `document-${day}`, text: w.day });
    if (typed.value.horizon.trim() !== '' && !/^\d{4}$/.test(typed.value.horizon.trim())) found.push({ field: 'document-horizon', text: w.year });
    return found;
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongNow(), () => review.correctDocument(documentOf(typed.value, was)), (problem) => {
      if (problem.status === 409) review.trouble.value = problem;
      return problem.status === 409;
    });
    if (!answer) return;
    review.taken(answer, t.document.saved);
    close();
  };
  return (
    <form class="item-form document-form" noValidate aria-label={t.document.title} onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextArea id="document-title" label={v.title} rows={2} wrong={wrongOf(wrongs, 'document-title')} value={typed.value.title} change={(title) => set({ title })} most={600} />
      <div class="item-boxes">
        {text('number', v.number, 60)}
        <Choice id="document-kind" label={v.kind} value={typed.value.kind} choices={commonWords().documentKind} change={(kind) => set({ kind })} wrong={wrongOf(wrongs, 'document-kind')} />
        <AgencyChoice id="document-issuer" label={v.issuer} hint={was.issuer_named && <Vi>{t.document.issuerHint(was.issuer_named)}</Vi>} wrong={wrongOf(wrongs, 'document-issuer')} value={typed.value.issuer} change={(issuer) => set({ issuer })} />
        {text('issued_on', v.issued_on, 10, { inputMode: 'numeric' })}
        {text('signer', v.signer, 120, { isOptional: true })}
        {text('effective_on', v.effective_on, 10, { isOptional: true, inputMode: 'numeric' })}
        {text('horizon', v.horizon, 4, { isOptional: true, inputMode: 'numeric' })}
        {text('code', v.code, 40, { hint: t.document.codeHint })}
        {text('source', v.source, 300, { isOptional: true })}
      </div>
      {review.isConflict && <ConflictNote review={review} />}
      <SendTrouble state={submit.state.value} lostText={t.form.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.document.save}</button>
        <button type="button" class="button is-quiet" onClick={close}>{t.form.cancel}</button>
      </p>
    </form>
  );
}

/** Three parts of one bar, each told in words beside it. */
export function Progress({ counts }: { counts: { all: number; unsure: number; confirmed: number } }) {
  const t = reviewWords(), { all, unsure, confirmed } = counts, rest = Math.max(all - unsure - confirmed, 0), part = (count: number) => ({ flex: `${count} 1 0` });
  return (
    <div class="review-progress">
      <div class="review-bar" aria-hidden="true">
        {confirmed > 0 && <i class="in-confirmed" style={part(confirmed)} />}{unsure > 0 && <i class="in-unsure" style={part(unsure)} />}{rest > 0 && <i class="in-open" style={part(rest)} />}
      </div>
      <p><b>{t.progress(number(confirmed, 0), number(all, 0))}</b> · {unsure > 0 ? <b class="is-unsure-text">{t.unsureCount(number(unsure, 0), unsure)}</b> : t.noUnsure}</p>
    </div>
  );
}

export function ReviewHead({ review }: { review: Review }) {
  const t = reviewWords(), isEditing = useSignal(false), { draft, isOpen, counts } = review, { document, state, reasons, file, file_name: name } = draft.value, { names } = useAgencies();
  const gaps = review.gaps.value.get(0) ?? [], reasonWords = t.reasons as Record<string, string>, issuer = names.get(document.issuer) ?? document.issuer_named;
  return (
    <header class="review-head">
      <div class="review-title">
        <p class="eyebrow"><span class={`state-tag is-${state}`}>{t.states[state]}</span> <Vi>{numberOf(document)}</Vi></p>
        <h1><Vi>{draftTitle(document)}</Vi></h1>
        <p class="quiet review-from">
          <span><Vi>{t.document.from(issuer || t.document.noIssuer, document.issued_on ? date(document.issued_on) : t.document.noDay)}</Vi></span>
          {document.signer && <span><Vi>{t.document.signedBy(document.signer)}</Vi></span>}
          <a href={`/api/v1/documents/files/${encodeURIComponent(file)}/content`} download={name}>{t.file(name)}</a>
          {isOpen.value && <button type="button" class="link" aria-expanded={isEditing.value} onClick={() => { isEditing.value = !isEditing.value; }}><Icon of={pencil} size={15} />{t.document.edit}</button>}
        </p>
      </div>
      <Progress counts={counts.value} />
      {isOpen.value && gaps.length > 0 && !isEditing.value && <p class="item-lacks"><Icon of={alert} size={16} />{t.document.title}: {gaps.map(gapText).join(' ')} <button type="button" class="link" onClick={() => { isEditing.value = true; }}>{t.acts.correct}</button></p>}
      {isOpen.value && reasons.length > 0 && <Notice tone="warn" icon={alert} title={t.reasonsTitle}>{reasons.map((one) => <p key={one}>{reasonWords[one] ?? one}</p>)}</Notice>}
      {isEditing.value && <DocumentForm review={review} close={() => { isEditing.value = false; review.trouble.value = null; }} />}
    </header>
  );
}
