// The form of a proposal: which document, what to change, why, with files.
// SPDX-License-Identifier: Apache-2.0
import plus from 'icon:plus';
import trash from 'icon:trash-2';
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { ProposalList } from '../../api/types';
import { query } from '../../lib/address';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextArea, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { amendmentsWords } from '../../words/vi/amendments';
import { EvidenceField, type EvidenceFile, type Passing } from '../documents/evidence_field';
import { EditForm, editOf, emptyEdit, wrongWith, type Typed } from './edit_form';

const NAME_MIN = 5, REASON_MIN = 10, EDITS_MAX = 20;

export function Propose({ list, close }: { list: ProposalList; close: () => void }) {
  const t = amendmentsWords(), submit = useSubmit(['name', 'reason', 'edit-0', 'evidence']), wrongs = submit.wrongs.value;
  const document = useSignal(query.value.document ?? list.documents[0]?.document ?? ''), agency = useSignal(list.agencies[0]?.code ?? '');
  const name = useSignal(''), reason = useSignal(''), edits = useSignal<Typed[]>([emptyEdit(query.value.item ?? '')]), files = useSignal<EvidenceFile[]>([]), passing = useSignal<Passing[]>([]), sent = useSignal('');
  const plan = useLoaded('GET /strategy/plan', document.value === '' ? null : { document: document.value }), agencies = useLoaded('GET /strategy/agencies', {});
  const version = list.documents.find((one) => one.document === document.value)?.number ?? 1;
  const set = (at: number, next: Typed) => { edits.value = edits.value.map((one, i) => (i === at ? next : one)); };
  const wrongNow = (): Wrong[] => {
    const found: Wrong[] = [];
    if (name.value.trim().length < NAME_MIN) found.push({ field: 'name', text: t.wrongs.name });
    edits.value.forEach((one, i) => { if (wrongWith(one)) found.push({ field: `edit-${i}`, text: `${t.change(String(i + 1))}: ${wrongWith(one)}` }); });
    if (reason.value.trim().length < REASON_MIN) found.push({ field: 'reason', text: t.wrongs.reason });
    return found;
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongNow(), () => call('POST /planning/proposals', { document: document.value, agency: agency.value, title: name.value.trim(), reason: reason.value.trim(), based_on: version, evidence: files.value.map((one) => one.id), edits: edits.value.map(editOf) }));
    if (!answer) return;
    sent.value = answer.id;
    forgetLoaded();
  };
  if (sent.value !== '') return <Notice tone="good" icon={check} title={t.sent} takesFocus><p><a href={`/de-xuat/${sent.value}`}>{t.seeIt}</a></p></Notice>;
  return (
    <form class="form propose" noValidate aria-labelledby="propose" onSubmit={(event) => void send(event)}>
      <h2 id="propose">{t.make}</h2>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <Field id="document" label={t.document}>
        {(ties) => <select {...ties} value={document.value} onChange={(event) => { document.value = event.currentTarget.value; edits.value = [emptyEdit()]; }}>{list.documents.map((one) => <option key={one.document} value={one.document}>{one.document}</option>)}</select>}
      </Field>
      {list.agencies.length > 1 && (
        <Field id="agency" label={t.agency}>
          {(ties) => <select {...ties} value={agency.value} onChange={(event) => { agency.value = event.currentTarget.value; }}>{list.agencies.map((one) => <option key={one.code} value={one.code} lang="vi">{one.name}</option>)}</select>}
        </Field>
      )}
      <TextField id="name" label={t.name} hint={t.nameHint} wrong={wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={200} />
      {edits.value.map((one, i) => (
        <fieldset key={i} class="edit-box">
          <legend class="label">{t.change(String(i + 1))}</legend>
          <EditForm id={`edit-${i}`} one={one} page={plan.data} agencies={(agencies.data?.agencies ?? []).map((it) => it.agency)} wrong={wrongOf(wrongs, `edit-${i}`)} change={(next) => set(i, next)} />
          {edits.value.length > 1 && <button type="button" class="link" onClick={() => { edits.value = edits.value.filter((_, at) => at !== i); }}><Icon of={trash} size={16} />{t.dropChange}</button>}
        </fieldset>
      ))}
      {edits.value.length < EDITS_MAX && <p><button type="button" class="link" onClick={() => { edits.value = [...edits.value, emptyEdit()]; }}><Icon of={plus} size={16} />{t.addChange}</button></p>}
      <TextArea id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={2000} />
      <EvidenceField files={files.value} change={(next) => { files.value = next(files.value); }} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="submit" class="button" disabled={submit.state.value === 'sending' || passing.value.length > 0}>{submit.state.value === 'sending' ? t.sending : t.send}</button>
        <button type="button" class="button is-quiet" onClick={close}>{t.cancel}</button>
      </p>
    </form>
  );
}
