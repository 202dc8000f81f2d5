// A report as a spreadsheet: down, filled in, up again; whole, or with every wrong cell named.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import upload from 'icon:upload';
import { useSignal } from '@preact/signals';
import { lostProblem, problemFrom, said, titleOf, type Fault, type Problem } from '../../api/client';
import { number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { newName } from '../../lib/outbox';
import { WrongText } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { reportsWords } from '../../words/vi/reports';
import type { Desk } from './desk';

/** The client speaks JSON; a file goes as it is. */
async function sendSheet(id: string, file: File, revision: number): Promise<Problem | null> {
  const query = new URLSearchParams({ save: newName(), revision: String(revision), name: file.name.normalize('NFC') });
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

interface Props {
  id: string;
  desk: Desk;
  /** Says on the page what was done: the form itself is made anew. */
  tell: (done: string) => void;
}

export function SheetForm({ id, desk, tell }: Props) {
  const t = reportsWords().sheet, file = useSignal<File | null>(null), problem = useSignal<Problem | null>(null), wrong = useSignal(''), isSending = useSignal(false);
  const send = async () => {
    problem.value = null;
    wrong.value = file.value ? '' : t.fileWrong;
    if (!file.value || isSending.value) return;
    isSending.value = true;
    if (['waiting', 'saving'].includes(desk.state.value)) await desk.flush();
    problem.value = await sendSheet(id, file.value, desk.revision());
    isSending.value = false;
    if (problem.value !== null) return;
    tell(t.done);
    forgetLoaded();
  };
  return (
    <details class="fold report-sheet">
      <summary>{t.title}</summary>
      <div class="form">
        <p class="hint">{t.text}</p>
        <p class="buttons"><a class="button is-quiet" href={`/api/v1/reporting/obligations/${id}/form.xlsx`} download><Icon of={download} size={18} />{t.down}</a><a href={`/api/v1/reporting/obligations/${id}/form.csv`} download>{t.downCsv}</a></p>
        <fieldset class={wrong.value ? 'field is-wrong' : 'field'}>
          <legend class="label">{t.file}</legend>
          <p class="hint" id="sheet-file-hint">{t.fileHint}</p>
          <WrongText id="sheet-file" wrong={wrong.value} />
          <label class="evidence-add">
            <input id="sheet-file" class="unseen" type="file" accept=".xlsx,.csv" aria-describedby={wrong.value ? 'sheet-file-hint sheet-file-wrong' : 'sheet-file-hint'} onChange={(event) => { file.value = event.currentTarget.files?.[0] ?? null; }} />
            <span class="button is-quiet"><Icon of={upload} size={18} />{t.choose}</span><span class="quiet"><Vi>{file.value?.name ?? t.noFile}</Vi></span>
          </label>
        </fieldset>
        {problem.value && <Faults problem={problem.value} />}
        <p class="buttons"><button type="button" class="button is-quiet" disabled={isSending.value} onClick={() => void send()}>{t.up}</button></p>
      </div>
    </details>
  );
}
