// Deciding on an entry: accept it, or return it with a reason.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call, type Problem } from '../../api/client';
import type { Submission, Verdict } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { ChoiceCards } from '../../ui/choice_cards';
import { useDraft } from '../../ui/draft';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { PartHeading } from '../../ui/heading';
import { SaveState, SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { checksWords } from '../../words/vi/checks';
import { formsWords } from '../../words/vi/forms';
import { decisionKey } from './inbox_groups';

const REASON_LETTERS_MIN = 10, NOTE_LETTERS_MAX = 1000;

interface Typed {
  decision: Verdict | '';
  note: string;
}

function wrongsOf({ decision, note }: Typed): Wrong[] {
  const t = checksWords().decision.wrongs;
  if (decision === '') return [{ field: 'decision', text: t.choice }];
  return decision === 'return' && [...note.trim()].length < REASON_LETTERS_MIN ? [{ field: 'note', text: t.reason }] : [];
}

interface Props {
  submission: Submission;
  title: string;
  decided: (one: Submission) => void;
  /** It was decided meanwhile, perhaps otherwise than wanted here. */
  taken: (wanted: Verdict) => void;
}

export function Decision({ submission, title, decided, taken }: Props) {
  const t = checksWords().decision, key = decisionKey(me.value?.username ?? '', submission.id), submit = useSubmit(['decision', 'note']);
  const draft = useDraft<Typed>(key, { title, href: `/kiem-tra/${submission.id}` }, () => ({ decision: '', note: '' })), typed = draft.typed.value;
  const isStale = useSignal(false), wrongs = [...submit.wrongs.value, ...(isStale.value ? [{ field: 'decision', text: t.changed }] : [])];
  const met = (problem: Problem): boolean => {
    if (problem.type === '/problems/strategy/submission-decided') {
      draft.drop();
      taken(typed.decision as Verdict);
      forgetLoaded();
      return true;
    }
    isStale.value = problem.type === '/problems/strategy/figure-changed';
    return false;
  };
  const send = async (event: Event) => {
    event.preventDefault();
    isStale.value = false;
    const answer = await submit.send(wrongsOf(typed), () => call('POST /strategy/submissions/{id}/decision', { id: submission.id, decision: typed.decision as Verdict, note: typed.note.trim() }), met);
    if (!answer) return;
    draft.drop();
    decided(answer);
    forgetLoaded();
  };
  const isReturn = typed.decision === 'return', isSending = submit.state.value === 'sending';
  return (
    <form class="form decision" noValidate aria-labelledby="decision-title" onSubmit={(event) => void send(event)}>
      <PartHeading id="decision-title">{t.title}</PartHeading>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <ChoiceCards
        id="decision" label={t.go} wrong={wrongOf(wrongs, 'decision')} chosen={typed.decision} choose={(decision) => draft.change({ decision: decision as Verdict })} isWide isLabelUnseen
        choices={[{ value: 'accept', label: t.accept, hint: submission.kind === 'figure' ? t.acceptHintFigure : t.acceptHintProgress }, { value: 'return', label: t.return, hint: t.returnHint }]}
      />
      {typed.decision !== '' && (
        <TextArea id="note" label={isReturn ? t.noteReturn : t.noteAccept} hint={isReturn ? t.noteReturnHint : t.noteAcceptHint} isOptional={!isReturn} wrong={wrongOf(wrongs, 'note')} value={typed.note} change={(note) => draft.change({ note })} most={NOTE_LETTERS_MAX} />
      )}
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <div class="form-end">
        <button type="submit" class="button" disabled={isSending}>{isSending ? formsWords().sending : typed.decision === '' ? t.go : isReturn ? t.goReturn : t.goAccept}</button>
        <SaveState submit={submit} draft={draft} />
      </div>
    </form>
  );
}
