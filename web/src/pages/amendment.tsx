// One amendment: its proposals, what the plan would become, handing it up, and the leader's decision.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { AmendmentPage as Page } from '../api/types';
import { date, dateTime } from '../lib/format';
import { language } from '../lib/i18n';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { readDate } from '../lib/parse';
import { me } from '../lib/person';
import { Act } from '../rooms/people/act';
import { Changes } from '../rooms/strategy/difference';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ChoiceCards } from '../ui/choice_cards';
import { ErrorSummary, wrongOf, type Wrong } from '../ui/error_summary';
import { TextArea, TextField } from '../ui/field';
import { useLastGood } from '../ui/last_good';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { amendmentsWords } from '../words/vi/amendments';

const NAME_MIN = 5, NOTE_MIN = 10;

function HandUp({ page }: { page: Page }) {
  const t = amendmentsWords(), submit = useSubmit(['title']), wrongs = submit.wrongs.value, title = useSignal(page.amendment.title);
  const send = async (event: Event) => {
    event.preventDefault();
    const found = title.value.trim().length < NAME_MIN ? [{ field: 'title', text: t.wrongs.name }] : [];
    const answer = await submit.send(found, () => call('POST /planning/amendments/{id}/submission', { id: page.amendment.id, title: title.value.trim() }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form side-form" noValidate aria-labelledby="hand-up" onSubmit={(event) => void send(event)}>
      <h2 id="hand-up">{t.handUp}</h2>
      <p class="hint">{t.handUpText}</p>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id="title" label={t.amendmentName} wrong={wrongOf(wrongs, 'title')} value={title.value} change={(value) => { title.value = value; }} most={200} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.handUp}</button></p>
    </form>
  );
}

function Decide({ page }: { page: Page }) {
  const t = amendmentsWords(), submit = useSubmit(['decision', 'number', 'decided_on', 'in_force_on', 'note']), wrongs = submit.wrongs.value, today = me.value ? date(me.value.today) : '';
  const decision = useSignal<'adopt' | 'refuse'>('adopt'), named = useSignal(''), on = useSignal(today), from = useSignal(today), note = useSignal(''), adopts = decision.value === 'adopt';
  const wrongNow = (): Wrong[] => {
    const found: Wrong[] = [];
    if (adopts && named.value.trim() === '') found.push({ field: 'number', text: t.numberWrong });
    if (adopts && readDate(on.value) === null) found.push({ field: 'decided_on', text: t.wrongs.day });
    if (adopts && readDate(from.value) === null) found.push({ field: 'in_force_on', text: t.wrongs.day });
    if (!adopts && note.value.trim().length < NOTE_MIN) found.push({ field: 'note', text: t.noteWrong });
    return found;
  };
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongNow(), () => call('POST /planning/amendments/{id}/decision', { id: page.amendment.id, decision: decision.value, based_on: page.now_at, number: adopts ? named.value.trim() : '', decided_on: adopts ? readDate(on.value) : null, in_force_on: adopts ? readDate(from.value) : null, note: note.value.trim() }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form side-form" noValidate aria-labelledby="decide" onSubmit={(event) => void send(event)}>
      <h2 id="decide">{t.leaderVerdict}</h2>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <ChoiceCards id="decision" label={t.leaderVerdict} isLabelUnseen isWide chosen={decision.value} choose={(value) => { decision.value = value as 'adopt' | 'refuse'; }} choices={[{ value: 'adopt', label: t.adopt, hint: t.adoptHint }, { value: 'refuse', label: t.refuse, hint: t.refuseHint }]} />
      {adopts && (
        <>
          <TextField id="number" label={t.number} wrong={wrongOf(wrongs, 'number')} value={named.value} change={(value) => { named.value = value; }} most={60} />
          <div class="field-pair">
            <TextField id="decided_on" label={t.decidedOn} hint={t.dayHint} wrong={wrongOf(wrongs, 'decided_on')} value={on.value} change={(value) => { on.value = value; }} most={10} inputMode="numeric" />
            <TextField id="in_force_on" label={t.inForceOn} hint={t.dayHint} wrong={wrongOf(wrongs, 'in_force_on')} value={from.value} change={(value) => { from.value = value; }} most={10} inputMode="numeric" />
          </div>
        </>
      )}
      <TextArea id="note" label={t.note} isOptional={adopts} wrong={wrongOf(wrongs, 'note')} value={note.value} change={(value) => { note.value = value; }} most={2000} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{adopts ? t.adopt : t.refuse}</button></p>
    </form>
  );
}

function Outcome({ page }: { page: Page }) {
  const t = amendmentsWords(), { amendment } = page;
  if (!amendment.decided_at) return null;
  return (
    <section class="part" aria-labelledby="outcome">
      <h2 id="outcome">{t.amendmentStates[amendment.state]}</h2>
      <p class="quiet"><Vi>{t.decided(page.decided_name, dateTime(amendment.decided_at))}</Vi></p>
      {amendment.decision_on && <p>{t.decisionOf(amendment.decision_number, date(amendment.decision_on))}</p>}
      {amendment.decision_note && <p class="told-reason"><Vi>{amendment.decision_note}</Vi></p>}
      {amendment.version > 0 && <p><a href={`/ke-hoach/phien-ban/${encodeURIComponent(amendment.document)}/${amendment.version}`}>{t.newVersion(String(amendment.version))}</a></p>}
    </section>
  );
}

export function AmendmentPage({ id }: { id: string }) {
  const t = amendmentsWords(), loaded = useLoaded('GET /planning/amendments/{id}', { id }), page = useLastGood(loaded);
  if (!page) return <Instead here="amendments" title={t.title} problem={loaded.problem} />;
  const { amendment } = page, why = language.value === 'en' ? page.why_en : page.why_vi;
  return (
    <Workplace here="amendments" title={amendment.title}>
      <div class="staff-page work">
        <Back href="/de-xuat" word={t.title} />
        <LoadTrouble problem={loaded.problem} />
        <header class="work-head">
          <p class="eyebrow">{amendment.document} · {t.amendmentStates[amendment.state]}</p>
          <h1 class="work-title is-long"><Vi>{amendment.title}</Vi></h1>
          <p class="quiet"><Vi>{t.proposedAt(page.submitted_name || page.made_name, dateTime(amendment.submitted_at ?? amendment.made_at))}</Vi> · {t.nowAt(String(page.now_at))}</p>
        </header>
        {why !== '' && <div class="problem-note" role="alert"><p><b>{t.stale}.</b> {why}</p></div>}
        <Outcome page={page} />
        {page.changes.length > 0 && <section class="part" aria-labelledby="becomes"><h2 id="becomes">{t.becomes}</h2><Changes changes={page.changes} level={3} /></section>}
        <section class="part" aria-labelledby="contents">
          <h2 id="contents">{t.contents}</h2>
          {page.proposals.length === 0 ? <p class="empty">{t.none}</p> : (
            <ul class="items">
              {page.proposals.map((one) => <li key={one.id}><a class="item is-waiting" href={`/de-xuat/${one.id}`}><span class="item-body"><span class="item-title"><Vi>{one.title}</Vi></span><span class="item-meta"><Vi>{one.agency_name}</Vi> · {t.states[one.state]}</span></span></a></li>)}
            </ul>
          )}
        </section>
        {page.may_submit && <HandUp page={page} />}
        {page.may_take_back && <Act open={t.takeBack} text={t.takeBackText} go={t.takeBack} cancel={t.cancel} ask={() => call('POST /planning/amendments/{id}/withdrawal', { id })} done={forgetLoaded} />}
        {page.may_decide && <Decide page={page} />}
      </div>
    </Workplace>
  );
}
