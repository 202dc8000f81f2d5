// Answering an appeal: one frozen value is put right and a new number published, or the result stays, with why.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { Appeal, CardView, ValueView } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { readNumber } from '../../lib/parse';
import { ChoiceCards } from '../../ui/choice_cards';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea, TextField } from '../../ui/field';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { titleText } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { scoringWorkWords } from '../../words/vi/scoring_work';
import { Choose } from './choose';
import { valueText } from './points';

const ANSWER_LETTERS_MIN = 10, ANSWER_LETTERS_MAX = 3000;

const keyOf = (one: ValueView): string => `${one.name} ${one.argument}`;

/** Values that stand in the criterion's own formula come first. */
function offered(card: CardView, criterion: string): readonly ValueView[] {
  const formula = card.points.find((one) => one.criterion === criterion)?.formula ?? '', isIn = (one: ValueView): boolean => formula.includes(one.name);
  return [...card.values.filter(isIn), ...card.values.filter((one) => !isIn(one))];
}

export function AnswerForm({ appeal, card }: { appeal: Appeal; card: CardView }) {
  const t = scoringWorkWords().answer, submit = useSubmit(['accept', 'name', 'value', 'answer']), wrongs = submit.wrongs.value, values = offered(card, appeal.criterion);
  const verdict = useSignal(''), which = useSignal(''), typed = useSignal(''), answer = useSignal(''), accepts = verdict.value === 'accept', id = (field: string): string => `${field}-${appeal.id}`;
  const send = async (event: Event) => {
    event.preventDefault();
    const found: Wrong[] = [], chosen = values.find((one) => keyOf(one) === which.value), read = readNumber(typed.value);
    if (verdict.value === '') found.push({ field: 'accept', text: t.wrongs.verdict });
    if (accepts && !chosen) found.push({ field: 'name', text: t.wrongs.name });
    if (accepts && !read.isRead) found.push({ field: 'value', text: t.wrongs.value });
    if ([...answer.value.trim()].length < ANSWER_LETTERS_MIN) found.push({ field: 'answer', text: t.wrongs.answer });
    const correction = accepts && chosen && read.isRead ? { name: chosen.name, argument: chosen.argument, value: read.value } : {};
    const done = await submit.send(found, () => call('POST /scoring/appeals/{id}/answer', { id: appeal.id, accept: accepts, answer: answer.value.trim(), ...correction }));
    if (done) forgetLoaded();
  };
  return (
    <form class="form" noValidate aria-label={t.title} onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={wrongs.map((one) => ({ ...one, field: one.field && id(one.field) }))} attempt={submit.attempt.value} />
      <ChoiceCards id={id('accept')} label={t.title} wrong={wrongOf(wrongs, 'accept')} chosen={verdict.value} choose={(value) => { verdict.value = value; }} isWide choices={[{ value: 'accept', label: t.accept, hint: t.acceptHint }, { value: 'refuse', label: t.refuse, hint: t.refuseHint }]} />
      {accepts && <Choose id={id('name')} label={t.name} chosen={which.value} choices={values.map((one) => [keyOf(one), `${one.title ? titleText(one) : one.name}${one.argument && ` ${one.argument}`}: ${valueText(one.value, one.unit)}`])} change={(value) => { which.value = value; }} wrong={wrongOf(wrongs, 'name')} />}
      {accepts && <TextField id={id('value')} label={t.value} wrong={wrongOf(wrongs, 'value')} value={typed.value} change={(value) => { typed.value = value; }} most={24} inputMode="decimal" isShort />}
      <TextArea id={id('answer')} label={t.text} hint={t.textHint} wrong={wrongOf(wrongs, 'answer')} value={answer.value} change={(value) => { answer.value = value; }} most={ANSWER_LETTERS_MAX} rows={3} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{submit.state.value === 'sending' ? formsWords().sending : t.send}</button></p>
    </form>
  );
}
