// The way of an annual plan after it is written: handed in, taken back, approved by the head, accepted by the coordinator or returned.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { AnnualPage, AnnualVerdict } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { ChoiceCards } from '../../ui/choice_cards';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { annualWords } from '../../words/vi/annual';
import { Act } from '../people/act';

const NOTE_MIN = 10, NOTE_MAX = 2000;

/** The head's decision, or after it the coordinator's. */
function Verdict({ id, isHead }: { id: string; isHead: boolean }) {
  const all = annualWords(), t = all.plan, submit = useSubmit(['decision', 'note']), wrongs = submit.wrongs.value, decision = useSignal<AnnualVerdict>('accept'), note = useSignal('');
  const yes = isHead ? t.approve : t.accept;
  const send = async (event: Event) => {
    event.preventDefault();
    const found = decision.value === 'return' && [...note.value.trim()].length < NOTE_MIN ? [{ field: 'note', text: t.noteWrong }] : [];
    const answer = await submit.send(found, () => call(isHead ? 'POST /planning/annual-plans/{id}/approval' : 'POST /planning/annual-plans/{id}/decision', { id, decision: decision.value, note: note.value.trim() }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form side-form no-print" noValidate aria-labelledby="verdict" onSubmit={(event) => void send(event)}>
      <h2 id="verdict">{t.verdict}</h2>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <ChoiceCards id="decision" label={t.verdict} isLabelUnseen isWide chosen={decision.value} choose={(value) => { decision.value = value as AnnualVerdict; }} choices={[{ value: 'accept', label: yes, hint: isHead ? t.approveHint : t.acceptHint }, { value: 'return', label: t.giveBack, hint: t.giveBackHint }]} />
      <TextArea id="note" label={t.note} hint={t.noteHint} isOptional={decision.value === 'accept'} wrong={wrongOf(wrongs, 'note')} value={note.value} change={(value) => { note.value = value; }} most={NOTE_MAX} />
      <SendTrouble state={submit.state.value} lostText={all.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{decision.value === 'accept' ? yes : t.giveBack}</button></p>
    </form>
  );
}

export function AnnualSteps({ page }: { page: AnnualPage }) {
  const all = annualWords(), t = all.plan, { plan } = page, id = plan.id;
  const waits = plan.state === 'submitted' || plan.state === 'approved';
  return (
    <>
      {page.may_approve && <Verdict key="head" id={id} isHead />}
      {page.may_decide && <Verdict key="coordinator" id={id} isHead={false} />}
      {page.may_withdraw && <div class="no-print"><Act open={t.withdraw} text={t.withdrawText} go={t.withdraw} cancel={all.cancel} ask={() => call('POST /planning/annual-plans/{id}/withdrawal', { id })} done={forgetLoaded} /></div>}
      {waits && !page.may_approve && !page.may_decide && !page.may_withdraw && <p class="quiet no-print">{t.waits}</p>}
    </>
  );
}
