// A whole CSV file of money, handed in at once: every fault with its row and column.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { problemFrom, lostProblem, said, titleOf, type Problem } from '../../api/client';
import type { MoneyUploaded } from '../../api/types';
import { number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { Field, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { moneyWords } from '../../words/vi/money';

/** The client speaks JSON; a file goes as it is. */
async function sendFile(file: File, reason: string): Promise<MoneyUploaded | Problem> {
  const query = new URLSearchParams({ name: file.name.normalize('NFC'), ...(reason && { reason }) });
  try {
    const response = await fetch(`/api/v1/budget/files?${query.toString()}`, { method: 'POST', headers: { 'content-type': 'text/csv' }, body: file });
    const json: unknown = await response.json();
    return response.ok ? (json as MoneyUploaded) : problemFrom(json, response.status);
  } catch {
    return lostProblem();
  }
}

interface Placed {
  row?: number;
  column?: string;
}

function Faults({ problem }: { problem: Problem }) {
  const t = moneyWords().enter, faults = (problem.errors ?? []) as (NonNullable<Problem['errors']>[number] & Placed)[];
  return (
    <div class="error-summary" role="alert">
      <p class="label">{titleOf(problem)}</p>
      {faults.length === 0 ? <p>{said(problem)}</p> : <ul>{faults.map((fault, i) => <li key={i}>{fault.row ? <small>{t.fileRow(number(fault.row, 0), fault.column ?? '')}: </small> : null}{said(fault)}</li>)}</ul>}
    </div>
  );
}

export function MoneyFile() {
  const t = moneyWords().enter, file = useSignal<File | null>(null), reason = useSignal(''), done = useSignal<MoneyUploaded | null>(null), problem = useSignal<Problem | null>(null), wrong = useSignal(''), isSending = useSignal(false);
  const send = async (event: Event) => {
    event.preventDefault();
    done.value = problem.value = null;
    wrong.value = file.value ? '' : t.wrongs.file;
    if (!file.value || isSending.value) return;
    isSending.value = true;
    const answer = await sendFile(file.value, reason.value.trim());
    isSending.value = false;
    if ('handed_in' in answer) done.value = answer;
    else problem.value = answer;
    forgetLoaded();
  };
  return (
    <form class="form money-file" noValidate aria-labelledby="file-title" onSubmit={(event) => void send(event)}>
      <h2 id="file-title">{t.file}</h2>
      <Field id="money-file" label="CSV" hint={t.fileHint} wrong={wrong.value}>
        {(ties) => <input {...ties} type="file" accept=".csv,text/csv" onChange={(event) => { file.value = event.currentTarget.files?.[0] ?? null; }} />}
      </Field>
      <TextField id="file-reason" label={t.fileReason} isOptional value={reason.value} change={(value) => { reason.value = value; }} most={500} />
      {problem.value && <Faults problem={problem.value} />}
      {done.value && <Notice tone="good" icon={check} title={t.fileSent(number(done.value.handed_in, 0), number(done.value.unchanged, 0))} />}
      <p class="buttons"><button type="submit" class="button is-quiet" disabled={isSending.value}>{t.fileSend}</button></p>
    </form>
  );
}
