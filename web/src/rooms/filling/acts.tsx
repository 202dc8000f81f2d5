// What can be done with a binding: ask the service now, switch it off or on, hand in a signed file.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import { call, type Answer } from '../../api/client';
import type { Binding, RunView } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { Field, TextArea } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit, type Submit } from '../../ui/submit';
import { fillingWords } from '../../words/vi/filling';
import { upload } from '../documents/upload';
import { RunFaults } from './runs';

const REASON_MIN = 10, REASON_MAX = 500, SIGNATURE_MAX = 400;

function Trouble({ submit }: { submit: Submit }) {
  return (
    <>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={fillingWords().lost} />
    </>
  );
}

function Result({ view }: { view: RunView | null }) {
  if (!view) return null;
  const isDone = view.run.outcome === 'done';
  return (
    <Notice key={view.run.id} tone={isDone ? 'good' : 'warn'} icon={isDone ? check : alert} title={fillingWords().result[view.run.outcome]} takesFocus>
      <RunFaults view={view} />
    </Notice>
  );
}

export function AskNow({ binding }: { binding: Binding }) {
  const t = fillingWords(), submit = useSubmit([]), result = useSignal<RunView | null>(null), isSending = submit.state.value === 'sending';
  const ask = async () => {
    const sent = await submit.send([], () => call('POST /filling/bindings/{code}/run', { code: binding.code }));
    if (!sent) return;
    result.value = sent;
    forgetLoaded();
  };
  return (
    <div class="filling-act">
      <Trouble submit={submit} />
      <Result view={result.value} />
      <p class="buttons"><button type="button" class="button" disabled={isSending} onClick={() => void ask()}>{isSending ? t.asking : t.ask}</button></p>
    </div>
  );
}

export function Switch({ binding }: { binding: Binding }) {
  const t = fillingWords(), isAsking = useSignal(false), reason = useSignal(''), submit = useSubmit(['reason']), word = binding.is_on ? t.switchOff : t.switchOn;
  const send = async (event: Event) => {
    event.preventDefault();
    const wrongs = [...reason.value.trim()].length < REASON_MIN ? [{ field: 'reason', text: t.reasonShort }] : [];
    const sent = await submit.send(wrongs, () => call('POST /filling/bindings/{code}/switch', { code: binding.code, is_on: !binding.is_on, reason: reason.value.trim() }));
    if (!sent) return;
    isAsking.value = false;
    reason.value = '';
    forgetLoaded();
  };
  if (!isAsking.value) return <p><button type="button" class="link" onClick={() => { isAsking.value = true; }}>{word}</button></p>;
  return (
    <form class="form filling-act" noValidate aria-label={word} onSubmit={(event) => void send(event)}>
      <Trouble submit={submit} />
      <TextArea id="reason" label={t.reason} wrong={wrongOf(submit.wrongs.value, 'reason')} rows={2} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MAX} />
      <p class="buttons">
        <button type="submit" class="button" disabled={submit.state.value === 'sending'}>{word}</button>
        <button type="button" class="button is-quiet" onClick={() => { isAsking.value = false; }}>{t.stay}</button>
      </p>
    </form>
  );
}

/** The file goes first, as evidence; then what it is. */
async function handIn(binding: Binding, file: File, line: string): Promise<Answer<RunView>> {
  const kept = await upload(file, file.name, () => undefined).answer, [key_id = '', signature = ''] = line.trim().split(/\s+/);
  if (!kept.isFine) return kept;
  return call('POST /filling/drops', { binding: binding.code, file: kept.data.id, key_id, signature });
}

export function DropForm({ binding }: { binding: Binding }) {
  const t = fillingWords(), d = t.drop, file = useSignal<File | null>(null), line = useSignal(''), result = useSignal<RunView | null>(null), submit = useSubmit(['file', 'signature']);
  const wrongs = submit.wrongs.value, isSending = submit.state.value === 'sending', columns = [binding.key, binding.period, binding.value, ...binding.others].filter(Boolean).join(', ');
  const send = async (event: Event) => {
    event.preventDefault();
    result.value = null;
    const chosen = file.value, isSigned = line.value.trim().split(/\s+/).length === 2;
    const missing = [...(chosen ? [] : [{ field: 'file', text: d.missingFile }]), ...(isSigned ? [] : [{ field: 'signature', text: d.missingSignature }])];
    const sent = await submit.send(missing, () => handIn(binding, chosen as File, line.value));
    if (!sent) return;
    result.value = sent;
    line.value = '';
    forgetLoaded();
  };
  return (
    <form class="form filling-act" noValidate aria-labelledby="drop-title" onSubmit={(event) => void send(event)}>
      <h2 id="drop-title">{d.title}</h2>
      <Trouble submit={submit} />
      <Result view={result.value} />
      <Field id="file" label={d.file} hint={d.fileHint(columns)} wrong={wrongOf(wrongs, 'file')}>
        {(ties) => <input {...ties} type="file" accept=".csv,.xlsx" onChange={(event) => { file.value = event.currentTarget.files?.[0] ?? null; }} />}
      </Field>
      <TextArea id="signature" label={d.signature} hint={d.signatureHint} wrong={wrongOf(wrongs, 'signature')} rows={3} value={line.value} change={(value) => { line.value = value; }} most={SIGNATURE_MAX} />
      <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? d.going : d.go}</button></p>
    </form>
  );
}
