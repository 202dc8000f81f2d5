// The form of one line of money.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import hourglass from 'icon:hourglass';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call } from '../../api/client';
import type { BudgetEntry, BudgetLineKind, Funding, MoneyForm, SpendingArea, SpendingPurpose } from '../../api/types';
import { setQuery } from '../../lib/address';
import { number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useSubmit } from '../../ui/submit';
import { moneyWords } from '../../words/vi/money';
import { EvidenceField, type EvidenceFile, type Passing } from '../documents/evidence_field';
import { SendBar } from '../strategy/hand_in';
import { money } from './amounts';
import { blankMoney, FIELDS, heldFor, isExcess, moneyWrongs, STAGES, typedAmount, typedFrom, waitingFor, wantedLine, type MoneyTyped } from './typed';

interface Typed extends MoneyTyped {
  files: EvidenceFile[];
}

const AREAS: readonly SpendingArea[] = ['digital', 'science', 'innovation'], PURPOSES: readonly SpendingPurpose[] = ['recurrent', 'investment'];
const FUNDINGS: readonly Funding[] = ['province', 'central', 'commune', 'loan', 'outside'];

function Which({ form }: { form: MoneyForm }) {
  const t = moneyWords(), years = Array.from({ length: 8 }, (_, i) => form.year_last - i).filter((year) => year >= form.year_first);
  const offered = years.includes(form.year) ? years : [form.year, ...years];
  return (
    <div class="which">
      {form.subjects.length > 1 && (
        <div class="field">
          <label for="subject">{t.enter.subject}</label>
          <select id="subject" value={form.subject} onChange={(event) => setQuery({ subject: event.currentTarget.value })}>
            {form.subjects.map((one) => <option key={one.code} value={one.code} selected={one.code === form.subject} lang="vi">{one.name}</option>)}
          </select>
        </div>
      )}
      <div class="field">
        <label for="year">{t.years}</label>
        <select id="year" value={String(form.year)} onChange={(event) => setQuery({ year: event.currentTarget.value })}>
          {offered.map((year) => <option key={year} value={String(year)} selected={year === form.year}>{year}</option>)}
        </select>
      </div>
    </div>
  );
}

interface Choosing<T extends string> {
  id: string;
  label: string;
  chosen: string;
  values: readonly T[];
  words: Record<T, string>;
  change: (value: T) => void;
  wrong?: string | undefined;
}

function Choose<T extends string>({ id, label, chosen, values, words, change, wrong }: Choosing<T>) {
  return (
    <Field id={id} label={label} wrong={wrong}>
      {(ties) => (
        <select {...ties} value={chosen} onChange={(event) => change(event.currentTarget.value as T)}>
          {chosen === '' && <option value="">{moneyWords().enter.choose}</option>}
          {values.map((value) => <option key={value} value={value} selected={value === chosen}>{words[value]}</option>)}
        </select>
      )}
    </Field>
  );
}

function AmountField({ id, label, typed, change, wrongs }: { id: string; label: string; typed: string; change: (value: string) => void; wrongs: readonly Wrong[] }) {
  const t = moneyWords(), read = typedAmount(typed);
  return <TextField id={id} label={label} wrong={wrongOf(wrongs, id)} value={typed} change={change} most={24} inputMode="decimal" after={t.million} isShort below={read !== null && !Number.isNaN(read) && read >= 1000 ? <p class="hint reading">{money(read)}</p> : undefined} />;
}

function kindsOf(form: MoneyForm): readonly BudgetLineKind[] {
  return form.subjects.find((one) => one.code === form.subject)?.is_province ? ['total', 'grdp'] : ['spending', 'total'];
}

function Sent({ again }: { again: () => void }) {
  const t = moneyWords().enter;
  return <Notice tone="good" icon={check} title={t.sent} takesFocus><p class="buttons"><button type="button" class="button is-quiet" onClick={again}>{t.another}</button></p></Notice>;
}

function Boxes({ form, typed, change, wrongs }: { form: MoneyForm; typed: Typed; change: (part: Partial<Typed>) => void; wrongs: readonly Wrong[] }) {
  const t = moneyWords(), kinds = kindsOf(form), isSpending = typed.kind === 'spending', held = heldFor(form, typed), waiting = waitingFor(form, typed);
  return (
    <>
      <Choose id="kind" label={t.enter.kind} chosen={typed.kind} values={kinds} words={t.kinds} change={(kind) => change({ kind })} wrong={wrongOf(wrongs, 'kind')} />
      {isSpending && (
        <div class="money-classes">
          <Choose id="area" label={t.area} chosen={typed.area} values={AREAS} words={t.areas} change={(area) => change({ area })} wrong={wrongOf(wrongs, 'area')} />
          <Choose id="purpose" label={t.purpose} chosen={typed.purpose} values={PURPOSES} words={t.purposes} change={(purpose) => change({ purpose })} wrong={wrongOf(wrongs, 'purpose')} />
          <Choose id="funding" label={t.funding} chosen={typed.funding} values={FUNDINGS} words={t.fundings} change={(funding) => change({ funding })} wrong={wrongOf(wrongs, 'funding')} />
        </div>
      )}
      {waiting && <Notice tone="known" icon={hourglass} title={t.enter.waits} />}
      {isSpending
        ? <fieldset class="field"><legend class="label">{t.amount}</legend><p class="hint">{t.enter.hint}</p><div class="money-amounts">{STAGES.map((stage) => <AmountField key={stage} id={stage} label={t[stage]} typed={typed[stage]} change={(value) => change({ [stage]: value })} wrongs={wrongs} />)}</div></fieldset>
        : <AmountField id="amount" label={t.enter.amount} typed={typed.amount} change={(amount) => change({ amount })} wrongs={wrongs} />}
      {isSpending && isExcess(typed) && <TextArea id="excess_reason" label={t.enter.excess} hint={t.enter.excessHint} wrong={wrongOf(wrongs, 'excess_reason')} value={typed.excess} change={(excess) => change({ excess })} most={500} rows={2} />}
      {held && <TextArea id="reason" label={t.enter.reason} hint={t.enter.reasonHint(number(held.revision, 0))} wrong={wrongOf(wrongs, 'reason')} value={typed.reason} change={(reason) => change({ reason })} most={500} rows={2} />}
      <TextField id="source" label={t.source} wrong={wrongOf(wrongs, 'source')} value={typed.source} change={(source) => change({ source })} most={300} />
      <TextArea id="note" label={t.enter.note} isOptional value={typed.note} change={(note) => change({ note })} most={2000} rows={2} />
    </>
  );
}

export function MoneyEntryForm({ form }: { form: MoneyForm }) {
  const t = moneyWords(), key = `${me.value?.username ?? ''} money ${form.subject} ${form.year}`, round = useSignal(0);
  return <OneForm key={round.value} form={form} draftKey={key} title={`${t.enter.title} ${form.year}`} again={() => { round.value++; }} />;
}

function OneForm({ form, draftKey, title, again }: { form: MoneyForm; draftKey: string; title: string; again: () => void }) {
  const t = moneyWords(), submit = useSubmit(FIELDS), sent = useSignal<BudgetEntry | null>(null), passing = useSignal<Passing[]>([]);
  const href = `/kinh-phi/nhap?${new URLSearchParams({ subject: form.subject, year: String(form.year) }).toString()}`;
  const draft = useDraft<Typed>(draftKey, { title, href }, () => ({ ...blankMoney(kindsOf(form)[0] ?? 'spending'), files: [] })), typed = draft.typed.value, wrongs = submit.wrongs.value;
  useEffect(() => {
    if (!wantedLine.value) return;
    draft.change(typedFrom(wantedLine.value));
    wantedLine.value = null;
    document.getElementById('kind')?.focus();
  }, [wantedLine.value]);
  if (sent.value) return <div class="form"><Sent again={again} /></div>;
  const amountOf = (text: string): number | null => (text === '' ? null : typedAmount(text));
  const send = async (event: Event) => {
    event.preventDefault();
    const isSpending = typed.kind === 'spending', waiting = waitingFor(form, typed);
    const body = {
      kind: typed.kind, subject: form.subject, year: form.year, based_on: heldFor(form, typed)?.revision ?? 0, source: typed.source.trim(), note: typed.note.trim(), reason: typed.reason.trim(), evidence: typed.files.map((file) => file.id),
      ...(waiting && { replaces: waiting.id }),
      ...(isSpending
        ? { funding: typed.funding, purpose: typed.purpose, area: typed.area, planned: amountOf(typed.planned), allocated: amountOf(typed.allocated), spent: amountOf(typed.spent), excess_reason: isExcess(typed) ? typed.excess.trim() : '' }
        : { amount: amountOf(typed.amount) }),
    };
    const answer = await submit.send(moneyWrongs(typed), () => call('POST /budget/entries', body));
    if (!answer) return;
    draft.drop();
    sent.value = answer;
    forgetLoaded();
  };
  return (
    <form class="form" noValidate aria-label={t.enter.title} onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <Which form={form} />
      <Boxes form={form} typed={typed} change={draft.change} wrongs={wrongs} />
      <EvidenceField files={typed.files} change={(next) => draft.change({ files: next(draft.typed.value.files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendBar submit={submit} draft={draft} word={t.enter.send} />
    </form>
  );
}

