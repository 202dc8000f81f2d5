// One proposal: what it would change in the plan of today, why, and the coordinator's answer.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { ProposalPage as Page } from '../api/types';
import { dateTime } from '../lib/format';
import { language } from '../lib/i18n';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { Act } from '../rooms/people/act';
import { Changes } from '../rooms/strategy/difference';
import { EvidenceLinks } from '../rooms/strategy/proof';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ChoiceCards } from '../ui/choice_cards';
import { ErrorSummary, wrongOf } from '../ui/error_summary';
import { Field, TextArea } from '../ui/field';
import { useLastGood } from '../ui/last_good';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { amendmentsWords } from '../words/vi/amendments';

const NOTE_MIN = 10;

function Verdict({ page }: { page: Page }) {
  const t = amendmentsWords(), submit = useSubmit(['decision', 'amendment', 'note']), wrongs = submit.wrongs.value, isTaken = page.proposal.state === 'taken';
  const decision = useSignal<'take' | 'decline'>(isTaken || page.is_stale ? 'decline' : 'take'), note = useSignal(''), amendment = useSignal('');
  const send = async (event: Event) => {
    event.preventDefault();
    const found = note.value.trim().length < NOTE_MIN ? [{ field: 'note', text: t.noteWrong }] : [];
    const answer = await submit.send(found, () => call('POST /planning/proposals/{id}/decision', { id: page.proposal.id, decision: decision.value, note: note.value.trim(), amendment: decision.value === 'take' ? amendment.value : '' }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form side-form" noValidate aria-labelledby="verdict" onSubmit={(event) => void send(event)}>
      <h2 id="verdict">{t.verdict}</h2>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      {!isTaken && <ChoiceCards id="decision" label={t.verdict} isLabelUnseen isWide chosen={decision.value} choose={(value) => { decision.value = value as 'take' | 'decline'; }} choices={[{ value: 'take', label: t.take, hint: t.takeHint }, { value: 'decline', label: t.decline, hint: t.declineHint }]} />}
      {decision.value === 'take' && page.amendments.length > 0 && (
        <Field id="amendment" label={t.into} wrong={wrongOf(wrongs, 'amendment')}>
          {(ties) => (
            <select {...ties} value={amendment.value} onChange={(event) => { amendment.value = event.currentTarget.value; }}>
              <option value="">{t.newAmendment}</option>
              {page.amendments.map((one) => <option key={one.id} value={one.id} lang="vi">{one.title}</option>)}
            </select>
          )}
        </Field>
      )}
      <TextArea id="note" label={t.note} wrong={wrongOf(wrongs, 'note')} value={note.value} change={(value) => { note.value = value; }} most={2000} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{decision.value === 'take' ? t.take : t.decline}</button></p>
    </form>
  );
}

function Answer({ page }: { page: Page }) {
  const t = amendmentsWords(), { proposal } = page;
  if (proposal.decision_note === '' && proposal.amendment === '') return null;
  return (
    <section class="part" aria-labelledby="answer">
      <h2 id="answer">{t.answer}</h2>
      {proposal.decided_at && <p class="quiet"><Vi>{t.decided(proposal.decided_name, dateTime(proposal.decided_at))}</Vi></p>}
      {proposal.decision_note && <p class="told-reason"><Vi>{proposal.decision_note}</Vi></p>}
      {proposal.amendment && <p><a href={`/sua-doi/${proposal.amendment}`}>{t.inAmendment}</a></p>}
    </section>
  );
}

export function ProposalPage({ id }: { id: string }) {
  const t = amendmentsWords(), loaded = useLoaded('GET /planning/proposals/{id}', { id }), page = useLastGood(loaded);
  if (!page) return <Instead here="amendments" title={t.title} problem={loaded.problem} />;
  const { proposal } = page, why = language.value === 'en' ? page.why_en : page.why_vi;
  return (
    <Workplace here="amendments" title={proposal.title}>
      <div class="staff-page work">
        <Back href="/de-xuat" word={t.title} />
        <LoadTrouble problem={loaded.problem} />
        <header class="work-head">
          <p class="eyebrow">{proposal.document} · {t.states[proposal.state]}</p>
          <h1 class="work-title is-long"><Vi>{proposal.title}</Vi></h1>
          <p class="quiet"><Vi>{proposal.agency_name}</Vi> · <Vi>{t.proposedAt(proposal.proposed_name, dateTime(proposal.proposed_at))}</Vi> · {t.basedOn(String(proposal.based_on))}{page.version !== proposal.based_on && <>, {t.nowAt(String(page.version))}</>}</p>
        </header>
        {page.is_stale && <div class="problem-note" role="alert"><p><b>{t.stale}.</b> {why}</p></div>}
        {page.changes.length > 0 && <section class="part" aria-labelledby="becomes"><h2 id="becomes">{t.becomes}</h2><Changes changes={page.changes} level={3} /></section>}
        <section class="part" aria-labelledby="why"><h2 id="why">{t.reason}</h2><p class="told-reason"><Vi>{proposal.reason}</Vi></p></section>
        <section class="part" aria-labelledby="files"><h2 id="files">{t.files}</h2>{page.files.length === 0 ? <p class="quiet">{t.noFiles}</p> : <EvidenceLinks files={page.files} />}</section>
        <Answer page={page} />
        {page.may_decide && <Verdict key={proposal.state} page={page} />}
        {page.may_withdraw && <Act open={t.withdraw} text={t.withdrawText} go={t.withdraw} cancel={t.cancel} ask={() => call('POST /planning/proposals/{id}/withdrawal', { id })} done={forgetLoaded} />}
      </div>
    </Workplace>
  );
}
