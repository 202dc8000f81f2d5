// Awards by the rule of the frozen scheme: who may be proposed, who is, and why; staff alone see it.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { AwardView, Candidate, Nomination, NominationView } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { Title, Vi } from '../../ui/text';
import { scoringWorkWords } from '../../words/vi/scoring_work';
import { AwardRule } from './award_rule';
import { percentText } from './points';

const REASON_LETTERS_MIN = 10, REASON_LETTERS_MAX = 1500, FOLDED_FROM = 12;

interface LineProps {
  candidate: Candidate;
  award: string;
  publication: string;
  /** Of him who looks, and of the result. */
  canAct: boolean;
}

/** The reason for proposing, or for taking back. */
function ReasonForm({ candidate, award, publication, close }: Omit<LineProps, 'canAct'> & { close: () => void }) {
  const t = scoringWorkWords().nominate, submit = useSubmit(['reason']), reason = useSignal(''), id = `reason-${award}-${candidate.agency}`, isBack = candidate.nomination !== '';
  const send = async (event: Event) => {
    event.preventDefault();
    const text = reason.value.trim(), wrongs = [...text].length < REASON_LETTERS_MIN ? [{ field: 'reason', text: t.reasonWrong }] : [];
    const done = await submit.send(wrongs, () => (isBack
      ? call('POST /scoring/nominations/{id}/withdrawal', { id: candidate.nomination, reason: text })
      : call('POST /scoring/publications/{id}/nominations', { id: publication, award, agency: candidate.agency, reason: text })));
    if (!done) return;
    close();
    forgetLoaded();
  };
  return (
    <form class="form" noValidate aria-label={isBack ? t.backOf(candidate.agency_name) : t.makeOf(candidate.agency_name)} onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={submit.wrongs.value.map((one) => ({ ...one, field: one.field && id }))} attempt={submit.attempt.value} />
      <TextArea id={id} label={isBack ? t.backReason : t.reason} hint={t.reasonHint} wrong={wrongOf(submit.wrongs.value, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_LETTERS_MAX} rows={2} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{isBack ? t.backSend : t.send}</button><button type="button" class="button is-quiet" onClick={close}>{scoringWorkWords().cancel}</button></p>
    </form>
  );
}

function Line({ candidate, award, publication, canAct }: LineProps) {
  const t = scoringWorkWords().nominate, isOpen = useSignal(false), isMade = candidate.nomination !== '', word = isMade ? t.back : t.make;
  return (
    <li>
      <div class="nominee">
        <b class="nominee-rank">{number(candidate.rank, 0)}</b>
        <div>
          <p><b><Vi>{candidate.agency_name}</Vi></b> <span class="quiet">{percentText(candidate.percent)}</span>{isMade && <> <span class="state-tag is-accepted">{t.made}</span></>}</p>
          {isMade && <p class="quiet"><Vi>{candidate.reason}</Vi>{candidate.nominated_at && <> · {dateTime(candidate.nominated_at)}</>}</p>}
        </div>
        {canAct && !isOpen.value && <button type="button" class="button is-quiet" aria-label={isMade ? t.backOf(candidate.agency_name) : t.makeOf(candidate.agency_name)} onClick={() => { isOpen.value = true; }}>{word}</button>}
      </div>
      {isOpen.value && <ReasonForm candidate={candidate} award={award} publication={publication} close={() => { isOpen.value = false; }} />}
    </li>
  );
}

interface LinesProps {
  candidates: readonly Candidate[];
  award: string;
  publication: string;
  canAct: (one: Candidate) => boolean;
}

function Lines({ candidates, award, publication, canAct }: LinesProps) {
  if (candidates.length === 0) return null;
  return <ol class="nominees">{candidates.map((one) => <Line key={one.agency} candidate={one} award={award} publication={publication} canAct={canAct(one)} />)}</ol>;
}

function Award({ view: { award, candidates }, page }: { view: AwardView; page: NominationView }) {
  const t = scoringWorkWords().nominate, made = candidates.filter((one) => one.nomination !== ''), mayAct = may('scoring.nominate'), isSettled = page.is_newest && page.open_appeals === 0;
  const rest = candidates.filter((one) => one.nomination === '');
  const hasRoom = (group: string): boolean => made.filter((one) => one.of_class === group).length < award.most;
  return (
    <section aria-labelledby={`award-${award.code}`}>
      <h3 id={`award-${award.code}`}><Title of={award} /></h3>
      <p class="quiet"><AwardRule award={award} /></p>
      {candidates.length === 0 ? <p class="empty">{t.none}</p> : (
        <>
          <p>{t.count(number(made.length, 0), number(candidates.length, 0))}</p>
          <Lines candidates={made} award={award.code} publication={page.publication.id} canAct={() => mayAct} />
          {rest.length > 0 && (
            <details class="money-communes nominees-rest" open={rest.length < FOLDED_FROM}>
              <summary>{t.rest(number(rest.length, 0), rest.length)}</summary>
              <Lines candidates={rest} award={award.code} publication={page.publication.id} canAct={(one) => mayAct && isSettled && hasRoom(one.of_class)} />
            </details>
          )}
        </>
      )}
    </section>
  );
}

function Withdrawn({ page, list }: { page: NominationView; list: readonly Nomination[] }) {
  const t = scoringWorkWords().nominate, names = new Map(page.awards.flatMap((one) => one.candidates).map((one) => [one.agency, one.agency_name]));
  if (list.length === 0) return null;
  return (
    <details class="money-communes">
      <summary>{t.withdrawn(number(list.length, 0), list.length)}</summary>
      <ul class="score-schemes">{list.map((one) => <li key={one.id}><b><Vi>{names.get(one.agency) ?? one.agency}</Vi></b> <small>{one.withdrawn_at && dateTime(one.withdrawn_at)}</small><p><Vi>{one.withdrawal}</Vi></p></li>)}</ul>
    </details>
  );
}

export function Nominating({ id }: { id: string }) {
  const t = scoringWorkWords().nominate, loaded = useLoaded('GET /scoring/publications/{id}/nominations', { id }), page = loaded.data;
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />;
  if (!page || page.awards.length === 0) return null;
  return (
    <section class="nominating no-print" aria-labelledby="nominate">
      <h2 id="nominate">{t.title}</h2>
      <p>{t.lead}</p>
      {!page.is_newest && <p class="score-lack">{t.notNewest}</p>}
      {page.open_appeals > 0 && <p class="score-lack">{t.appeals(number(page.open_appeals, 0), page.open_appeals)} <a href="/khieu-nai">{scoringWorkWords().appeal.toList}</a></p>}
      {page.awards.map((one) => <Award key={one.award.code} view={one} page={page} />)}
      <Withdrawn page={page} list={page.withdrawn} />
    </section>
  );
}
