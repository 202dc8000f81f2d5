// An agency appeals against one point of its published scorecard.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import { setQuery } from '../../lib/address';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { ProblemNote } from '../../ui/problem';
import { useSubmit } from '../../ui/submit';
import { titleText, Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { scoringWorkWords } from '../../words/vi/scoring_work';
import { EvidenceField, type EvidenceFile, type Passing } from '../documents/evidence_field';
import { SendBar } from '../strategy/hand_in';
import { Choose } from './choose';
import { pointsText } from './points';

const TEXT_LETTERS_MIN = 10, TEXT_LETTERS_MAX = 3000;

interface Typed {
  criterion: string;
  text: string;
  files: EvidenceFile[];
}

interface Props {
  publication: string;
  agency: string;
}

export function AppealForm({ publication, agency }: Props) {
  const t = scoringWorkWords(), submit = useSubmit(['criterion', 'text', 'evidence']), passing = useSignal<Passing[]>([]), isSent = useSignal(false);
  const card = useLoaded('GET /scoring/publications/{id}/cards/{agency}', { id: publication, agency });
  const href = `/khieu-nai?${new URLSearchParams({ publication, agency }).toString()}`;
  const draft = useDraft<Typed>(`${me.value?.username ?? ''} appeal ${publication} ${agency}`, { title: t.appeal.title, href }, () => ({ criterion: '', text: '', files: [] }));
  const typed = draft.typed.value, wrongs = submit.wrongs.value;
  if (isSent.value) return <Notice tone="good" icon={check} title={t.appeal.sent} takesFocus><p class="buttons"><button type="button" class="button is-quiet" onClick={() => setQuery({ publication: '', agency: '' })}>{t.appeal.toList}</button></p></Notice>;
  if (card.problem) return <ProblemNote problem={card.problem} />;
  if (!card.data) return <p class="quiet">{commonWords().loading}</p>;
  const send = async (event: Event) => {
    event.preventDefault();
    const found: Wrong[] = [];
    if (typed.criterion === '') found.push({ field: 'criterion', text: t.wrongs.criterion });
    if ([...typed.text.trim()].length < TEXT_LETTERS_MIN) found.push({ field: 'text', text: t.wrongs.text });
    const made = await submit.send(found, () => call('POST /scoring/appeals', { publication, agency, criterion: typed.criterion, text: typed.text.trim(), evidence: typed.files.map((file) => file.id) }));
    if (!made) return;
    draft.drop();
    isSent.value = true;
    forgetLoaded();
  };
  const choices = card.data.points.filter((one) => one.applies).map((one) => [one.criterion, `${one.criterion} ${titleText(one)}: ${pointsText(one.points)} / ${pointsText(one.maximum)}`] as const);
  return (
    <section class="part" aria-labelledby="appeal">
      <h2 id="appeal">{t.appeal.title}</h2>
      <p><Vi>{card.data.line.agency_name}</Vi></p>
      <form class="form" noValidate aria-labelledby="appeal" onSubmit={(event) => void send(event)}>
        <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
        <Choose id="criterion" label={t.appeal.criterion} chosen={typed.criterion} choices={choices} change={(criterion) => draft.change({ criterion })} wrong={wrongOf(wrongs, 'criterion')} />
        <TextArea id="text" label={t.appeal.text} hint={t.appeal.textHint} wrong={wrongOf(wrongs, 'text')} value={typed.text} change={(text) => draft.change({ text })} most={TEXT_LETTERS_MAX} rows={4} />
        <EvidenceField files={typed.files} change={(next) => draft.change({ files: next(draft.typed.value.files) })} passing={passing} wrong={wrongOf(wrongs, 'evidence')} />
        <SendBar submit={submit} draft={draft} word={t.appeal.send} />
      </form>
    </section>
  );
}
