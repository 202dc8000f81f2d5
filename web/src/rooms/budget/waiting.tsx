// What waits for the coordinator: accepted, or returned with what to mend.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call, said, titleOf } from '../../api/client';
import type { EntryLine } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { ProblemNote } from '../../ui/problem';
import { TextArea } from '../../ui/field';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { moneyWords } from '../../words/vi/money';
import { EvidenceLinks } from '../strategy/proof';
import { lineName } from './amounts';
import { AmountsOf } from './entry_lists';

function Return({ line, send, wrong }: { line: EntryLine; send: (note: string) => void; wrong: string }) {
  const t = moneyWords().check, note = useSignal('');
  return (
    <form class="form" noValidate onSubmit={(event) => { event.preventDefault(); send(note.value.trim()); }}>
      <TextArea id={`note-${line.entry.id}`} label={t.returnNote} hint={t.returnHint} wrong={wrong || undefined} value={note.value} change={(value) => { note.value = value; }} most={1000} rows={2} />
      <p class="buttons"><button type="submit" class="button">{t.returnSend}</button></p>
    </form>
  );
}

function Waiting({ line }: { line: EntryLine }) {
  const t = moneyWords(), { entry, held } = line, isReturning = useSignal(false), trouble = useSignal(''), isSending = useSignal(false);
  const decide = async (decision: 'accept' | 'return', note = '') => {
    if (isSending.value) return;
    isSending.value = true;
    const answer = await call('POST /budget/entries/{id}/decision', { id: entry.id, decision, note });
    isSending.value = false;
    const [fault] = answer.isFine ? [] : (answer.problem.errors ?? []);
    trouble.value = answer.isFine ? '' : fault ? said(fault) : `${titleOf(answer.problem)} ${said(answer.problem)}`;
    if (answer.isFine) forgetLoaded();
  };
  const name = `${line.subject_name}, ${entry.year}: ${lineName(entry)}`;
  return (
    <li>
      <h3><Vi>{line.subject_name}</Vi>, {entry.year}: {lineName(entry)}</h3>
      <p class="quiet"><Vi>{t.check.by(line.entered_name, line.agency_name, dateTime(entry.entered_at))}</Vi></p>
      <AmountsOf of={entry} kind={entry.kind} />
      {held && <div class="money-held"><p class="label">{t.check.held} ({t.revision(number(held.revision, 0))})</p><AmountsOf of={held} kind={held.kind} /></div>}
      <dl class="facts">
        <div><dt>{t.source}</dt><dd><Vi>{entry.source}</Vi></dd></div>
        {entry.reason && <div><dt>{t.reason}</dt><dd><Vi>{entry.reason}</Vi></dd></div>}
        {entry.excess_reason && <div><dt>{t.enter.excess}</dt><dd><Vi>{entry.excess_reason}</Vi></dd></div>}
        {entry.note && <div><dt>{t.enter.note}</dt><dd><Vi>{entry.note}</Vi></dd></div>}
        <div><dt>{t.check.evidence}</dt><dd>{line.files.length > 0 ? <EvidenceLinks files={line.files} /> : t.check.noEvidence}</dd></div>
      </dl>
      {line.may_decide ? (
        <p class="buttons">
          <button type="button" class="button" aria-label={t.check.acceptOf(name)} disabled={isSending.value} onClick={() => void decide('accept')}>{t.check.accept}</button>
          <button type="button" class="button is-quiet" aria-label={t.check.returnOf(name)} aria-expanded={isReturning.value} onClick={() => { isReturning.value = !isReturning.value; }}>{t.check.return}</button>
        </p>
      ) : <p class="quiet">{t.check.own}</p>}
      {isReturning.value && <Return line={line} wrong={trouble.value} send={(note) => void decide('return', note)} />}
      {!isReturning.value && trouble.value && <p class="field-wrong" role="alert">{trouble.value}</p>}
    </li>
  );
}

export function WaitingMoney() {
  const t = moneyWords().check, list = useLoaded('GET /budget/entries', { state: 'submitted' });
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t.title}</h2>
      {list.problem && <ProblemNote problem={list.problem} />}
      {!list.data ? <p class="quiet">{commonWords().loading}</p> : list.data.lines.length === 0 ? <p class="empty">{t.none}</p> : <ul class="money-lines is-wide">{list.data.lines.map((line) => <Waiting key={line.entry.id} line={line} />)}</ul>}
    </section>
  );
}
