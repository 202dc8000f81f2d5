// An agency enters values of a scheme's inputs, and sees what became of those it sent.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { SchemeView } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { readNumber } from '../../lib/parse';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { scoresWords } from '../../words/vi/scores';
import { scoringWorkWords } from '../../words/vi/scoring_work';
import { EvidenceField, type EvidenceFile, type Passing } from '../documents/evidence_field';
import { SendBar } from '../strategy/hand_in';
import { Choose } from './choose';
import { inputOf } from './deciding';
import { valueText } from './points';

const FIELDS = ['input', 'value', 'source', 'evidence'];

interface Props {
  page: SchemeView;
  period: string;
  agency: string;
}

interface Typed {
  input: string;
  value: string;
  source: string;
  files: EvidenceFile[];
}

function wrongsOf(typed: Typed): Wrong[] {
  const t = scoringWorkWords().wrongs, found: Wrong[] = [];
  if (typed.input === '') found.push({ field: 'input', text: t.input });
  if (!readNumber(typed.value).isRead) found.push({ field: 'value', text: t.value });
  if (typed.source.trim() === '') found.push({ field: 'source', text: t.source });
  return found;
}

function OneForm({ page, period, agency, again }: Props & { again: () => void }) {
  const t = scoringWorkWords(), { scheme } = page, submit = useSubmit(FIELDS), passing = useSignal<Passing[]>([]), isSent = useSignal(false);
  const href = `/cham-diem/${encodeURIComponent(scheme.code)}?period=${period}`;
  const draft = useDraft<Typed>(`${me.value?.username ?? ''} score ${scheme.code} ${period} ${agency}`, { title: t.enter, href }, () => ({ input: page.inputs[0]?.code ?? '', value: '', source: '', files: [] }));
  const typed = draft.typed.value, wrongs = submit.wrongs.value, chosen = page.inputs.find((one) => one.code === typed.input);
  if (isSent.value) return <div class="form"><Notice tone="good" icon={check} title={t.sent} takesFocus><p class="buttons"><button type="button" class="button is-quiet" onClick={again}>{t.another}</button></p></Notice></div>;
  const send = async (event: Event) => {
    event.preventDefault();
    const read = readNumber(typed.value), value = read.isRead ? read.value : 0;
    const made = await submit.send(wrongsOf(typed), () => call('POST /scoring/entries', { scheme: scheme.code, period, agency, input: typed.input, value, source: typed.source.trim(), evidence: typed.files.map((file) => file.id) }));
    if (!made) return;
    draft.drop();
    isSent.value = true;
    forgetLoaded();
  };
  const range = chosen && chosen.low !== null && chosen.high !== null ? scoresWords().selfHint(number(chosen.low, 2), number(chosen.high, 2)) : '', hint = chosen?.unit === 'yes' ? t.yesHint : range;
  return (
    <form class="form" noValidate aria-label={t.enter} onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <Choose id="input" label={t.input} chosen={typed.input} choices={page.inputs.map((one) => [one.code, inputOf(page, one.code).name])} hint={chosen ? inputOf(page, chosen.code).title : ''} change={(input) => draft.change({ input })} wrong={wrongOf(wrongs, 'input')} />
      <TextField id="value" label={t.value} hint={hint} wrong={wrongOf(wrongs, 'value')} value={typed.value} change={(value) => draft.change({ value })} most={24} inputMode="decimal" isShort />
      <TextField id="source" label={t.source} wrong={wrongOf(wrongs, 'source')} value={typed.source} change={(source) => draft.change({ source })} most={300} />
      <EvidenceField files={typed.files} change={(next) => draft.change({ files: next(draft.typed.value.files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
      <SendBar submit={submit} draft={draft} word={t.send} />
    </form>
  );
}

function OwnValues({ page, period, agency }: Props) {
  const t = scoringWorkWords(), list = useLoaded('GET /scoring/entries', { scheme: page.scheme.code, period, agency });
  if (!list.data) return <p class="quiet">{commonWords().loading}</p>;
  if (list.data.entries.length === 0) return <p class="empty">{t.ownNone}</p>;
  return (
    <ul class="money-lines">
      {list.data.entries.map((entry) => {
        const input = inputOf(page, entry.input);
        return (
          <li key={entry.id}>
            <h3><Vi>{input.name}</Vi></h3>
            <p class="score-state"><b>{valueText(entry.value, input.unit)}</b> <span class={`state-tag is-${entry.state}`}>{t.states[entry.state]}</span></p>
            <p class="quiet"><Vi>{entry.source}</Vi> · {dateTime(entry.entered_at)}</p>
            {entry.decision_note && <p>{t.answered}: <Vi>{entry.decision_note}</Vi></p>}
          </li>
        );
      })}
    </ul>
  );
}

export function EnterValues(props: Props) {
  const t = scoringWorkWords(), round = useSignal(0);
  return (
    <section aria-labelledby="enter">
      <h2 id="enter">{t.enter}</h2>
      <div class="money-entering">
        <OneForm key={round.value} {...props} again={() => { round.value++; }} />
        <div class="money-side"><section aria-labelledby="own"><h3 id="own">{t.own}</h3><OwnValues {...props} /></section></div>
      </div>
    </section>
  );
}
