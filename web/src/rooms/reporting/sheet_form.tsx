// A report as a spreadsheet: down, filled in, up again; whole, or with every wrong cell named.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import download from 'icon:download';
import { useSignal } from '@preact/signals';
import { lostProblem, problemFrom, said, titleOf, type Fault, type Problem } from '../../api/client';
import { number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { Field } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { reportsWords } from '../../words/vi/reports';
import { newSave, type Desk } from './desk';

/** The client speaks JSON; a file goes as it is. */
async function sendSheet(id: string, file: File, revision: number): Promise<Problem | null> {
  const query = new URLSearchParams({ save: newSave(), revision: String(revision), name: file.name.normalize('NFC') });
  try {
    const response = await fetch(`/api/v1/reporting/obligations/${id}/sheet?${query.toString()}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file });
    const json: unknown = await response.json();
    return response.ok ? null : problemFrom(json, response.status);
  } catch {
    return lostProblem();
  }
}

function Faults({ problem }: { problem: Problem }) {
  const t = reportsWords().sheet, faults = (problem.errors ?? []) as (Fault & { row?: number; column?: string })[];
  return (
    <div class="error-summary" role="alert">
      <p class="label">{titleOf(problem)}</p>
      {faults.length === 0 ? <p>{said(problem)}</p> : <ul>{faults.map((fault, i) => <li key={i}>{fault.row ? <small>{t.row(number(fault.row, 0), fault.column ?? '')}: </small> : null}{said(fault)}</li>)}</ul>}
    </div>
  );
}

export function SheetForm({ id, desk }: { id: string; desk: Desk }) {
  const t = reportsWords().sheet, file = useSignal<File | null>(null), problem = useSignal<Problem | null>(null), wrong = useSignal(''), isDone = useSignal(false), isSending = useSignal(false);
  const send = async () => {
    problem.value = null;
    isDone.value = false;
    wrong.value = file.value ? '' : t.fileWrong;
    if (!file.value || isSending.value) return;
    isSending.value = true;
    if (['waiting', 'saving'].includes(desk.state.value)) await desk.flush();
    problem.value = await sendSheet(id, file.value, desk.revision());
    isSending.value = false;
    isDone.value = problem.value === null;
    if (isDone.value) forgetLoaded();
  };
  return (
    <details class="fold report-sheet">
      <summary>{t.title}</summary>
      <div class="form">
        <p class="hint">{t.text}</p>
        <p class="buttons"><a class="button is-quiet" href={`/api/v1/reporting/obligations/${id}/form.xlsx`} download><Icon of={download} size={18} />{t.down}</a><a href={`/api/v1/reporting/obligations/${id}/form.csv`} download>{t.downCsv}</a></p>
        <Field id="sheet-file" label={t.file} hint={t.fileHint} wrong={wrong.value}>
          {(ties) => <input {...ties} type="file" accept=".xlsx,.csv" onChange={(event) => { file.value = event.currentTarget.files?.[0] ?? null; }} />}
        </Field>
        {problem.value && <Faults problem={problem.value} />}
        {isDone.value && <Notice tone="good" icon={check} title={t.done} />}
        <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending.value} onClick={() => void send()}>{t.up}</button></p>
      </div>
    </details>
  );
}
