// Values that wait for the coordinator: accepted, or returned with what is wrong with them.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { Entry, MetricUnit, SchemeView } from '../../api/types';
import { dateTime } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { useSubmit } from '../../ui/submit';
import { titleText, Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { scoringWorkWords } from '../../words/vi/scoring_work';
import { valueText } from './points';

const NOTE_LETTERS_MAX = 500;

interface InputWords {
  /** The criterion that it is for, and its code: inputs may be told in many words. */
  name: string;
  title: string;
  unit: MetricUnit | '';
}

export function inputOf(page: SchemeView, code: string): InputWords {
  const input = page.inputs.find((one) => one.code === code), criterion = page.criteria.find((one) => one.code === input?.criterion);
  return { name: criterion ? `${titleText(criterion)} (${code})` : code, title: input ? titleText(input) : '', unit: input?.unit ?? '' };
}

export function Files({ ids }: { ids: readonly string[] }) {
  const t = scoringWorkWords();
  if (ids.length === 0) return <>{t.noFiles}</>;
  return <>{ids.map((id, i) => <a key={id} href={`/api/v1/documents/files/${id}/content`}>{t.file(String(i + 1))} </a>)}</>;
}

function Waiting({ entry, page, agency }: { entry: Entry; page: SchemeView; agency: string }) {
  const t = scoringWorkWords(), submit = useSubmit(['note']), isReturning = useSignal(false), note = useSignal(''), input = inputOf(page, entry.input), name = `${agency}: ${input.name}`;
  const decide = async (accept: boolean) => {
    const wrongs = !accept && note.value.trim() === '' ? [{ field: 'note', text: t.noteWrong }] : [];
    const done = await submit.send(wrongs, () => call('POST /scoring/entries/{id}/decision', { id: entry.id, accept, note: note.value.trim() }));
    if (done) forgetLoaded();
  };
  return (
    <li>
      <h3><Vi>{name}</Vi></h3>
      <p class="quiet"><Vi>{input.title}</Vi></p>
      <p class="money-line-amount">{valueText(entry.value, input.unit)}</p>
      <dl class="facts">
        <div><dt>{t.source}</dt><dd><Vi>{entry.source}</Vi></dd></div>
        <div><dt>{t.evidence}</dt><dd><Files ids={entry.evidence} /></dd></div>
        <div><dt>{t.sentAt}</dt><dd>{dateTime(entry.entered_at)}</dd></div>
      </dl>
      <ErrorSummary wrongs={submit.wrongs.value.filter((one) => one.field === '')} attempt={submit.attempt.value} />
      {isReturning.value && <TextArea id={`note-${entry.id}`} label={t.returnNote} wrong={wrongOf(submit.wrongs.value, 'note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_LETTERS_MAX} rows={2} />}
      <p class="buttons">
        {isReturning.value
          ? <button type="button" class="button" onClick={() => void decide(false)}>{t.returnSend}</button>
          : <button type="button" class="button" aria-label={t.acceptOf(name)} onClick={() => void decide(true)}>{t.accept}</button>}
        <button type="button" class="button is-quiet" aria-label={t.returnOf(name)} aria-expanded={isReturning.value} onClick={() => { isReturning.value = !isReturning.value; }}>{isReturning.value ? t.cancel : t.return}</button>
      </p>
    </li>
  );
}

export function WaitingValues({ page, period, names }: { page: SchemeView; period: string; names: ReadonlyMap<string, string> }) {
  const t = scoringWorkWords(), list = useLoaded('GET /scoring/entries', { scheme: page.scheme.code, period, state: 'submitted' });
  return (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{t.waiting}</h2>
      {list.problem && <ProblemNote problem={list.problem} />}
      {!list.data ? <p class="quiet">{commonWords().loading}</p> : list.data.entries.length === 0 ? <p class="empty">{t.waitingNone}</p> : <ul class="money-lines is-wide">{list.data.entries.map((entry) => <Waiting key={entry.id} entry={entry} page={page} agency={names.get(entry.agency) ?? entry.agency} />)}</ul>}
    </section>
  );
}
