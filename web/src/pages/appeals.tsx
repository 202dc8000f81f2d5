// Appeals against published results: made by an agency, answered by the coordinator or a leader.
// SPDX-License-Identifier: Apache-2.0
import type { Appeal, Scheme, ScorePublication } from '../api/types';
import { query } from '../lib/address';
import { dateTime, number, period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { AnswerForm } from '../rooms/scoring/answering';
import { AppealForm } from '../rooms/scoring/appealing';
import { Files } from '../rooms/scoring/deciding';
import { pointsText } from '../rooms/scoring/points';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoringWorkWords } from '../words/vi/scoring_work';

interface Props {
  appeal: Appeal;
  publication: ScorePublication | undefined;
  scheme: Scheme | undefined;
}

function OneAppeal({ appeal, publication, scheme }: Props) {
  const t = scoringWorkWords(), card = useLoaded('GET /scoring/publications/{id}/cards/{agency}', { id: appeal.publication, agency: appeal.agency }).data, point = card?.points.find((one) => one.criterion === appeal.criterion);
  return (
    <li>
      <h3><a href={`/diem/${encodeURIComponent(appeal.publication)}/${encodeURIComponent(appeal.agency)}`}><Vi>{card?.line.agency_name ?? appeal.agency}</Vi></a>: {appeal.criterion} {point && <Vi>{titleText(point)}</Vi>}</h3>
      <p class="score-state"><span class={`state-tag is-${appeal.state === 'open' ? 'submitted' : appeal.state === 'accepted' ? 'accepted' : 'returned'}`}>{t.appeal.states[appeal.state]}</span> {point && <b>{pointsText(point.points)} / {pointsText(point.maximum)}</b>}</p>
      <p class="quiet">{scheme && <Vi>{titleText(scheme)}</Vi>}{publication && <>, {period(publication.period)} ({t.appeal.numbered(number(publication.number, 0))})</>} · {dateTime(appeal.entered_at)}</p>
      <p><Vi>{appeal.text}</Vi></p>
      <p class="quiet">{t.evidence}: <Files ids={appeal.evidence} /></p>
      {appeal.answered_at && <div class="money-held"><p class="label">{t.answered}, {dateTime(appeal.answered_at)}</p><p><Vi>{appeal.answer}</Vi></p>{appeal.leads_to && <p><a href={`/xep-hang#id=${encodeURIComponent(appeal.leads_to)}`}>{t.appeal.leadsTo}</a></p>}</div>}
      {appeal.state === 'open' && may('scoring.answer') && (card ? <AnswerForm appeal={appeal} card={card} /> : <p class="quiet">{commonWords().loading}</p>)}
    </li>
  );
}

export function AppealsPage() {
  const t = scoringWorkWords(), { publication = '', agency = '' } = query.value, loaded = useLoaded('GET /scoring/appeals', {}), list = useLastGood(loaded);
  const publications = useLoaded('GET /scoring/publications', {}).data?.publications ?? [], schemes = useLoaded('GET /scoring/schemes', {}).data?.schemes ?? [];
  if (!list) return <Instead here="scores" title={t.appeal.heading} problem={loaded.problem} />;
  const of = (appeal: Appeal) => publications.find((one) => one.id === appeal.publication), isOpen = (one: Appeal): boolean => one.state === 'open';
  const sorted = [...list.appeals.filter(isOpen), ...list.appeals.filter((one) => !isOpen(one))];
  return (
    <Workplace here="scores" title={t.appeal.heading}>
      <div class="staff-page money-work">
        <Back href="/cham-diem" word={t.title} />
        <header class="page-head"><h1>{t.appeal.heading}</h1><p class="quiet">{t.appeal.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        {publication && agency && may('scoring.appeal') && <AppealForm key={`${publication} ${agency}`} publication={publication} agency={agency} />}
        <section aria-labelledby="appeals">
          <h2 id="appeals">{t.appeal.list}</h2>
          {sorted.length === 0 ? <p class="empty">{t.appeal.none}</p> : <ul class="money-lines is-wide">{sorted.map((one) => <OneAppeal key={one.id} appeal={one} publication={of(one)} scheme={schemes.find((scheme) => scheme.code === of(one)?.scheme)} />)}</ul>}
        </section>
      </div>
    </Workplace>
  );
}
