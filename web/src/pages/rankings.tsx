// Published results: by scheme and period, ranked within groups of like agencies; what was published before.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import type { SchemeList, ScorePublication, ScorePublicationList } from '../api/types';
import { fragment } from '../lib/address';
import { date, dateTime, number, period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { Groups } from '../rooms/scoring/board';
import { Nominating } from '../rooms/scoring/nominating';
import { Recomputing } from '../rooms/scoring/recomputing';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { ProblemNote } from '../ui/problem';
import { SampleBanner } from '../ui/sample';
import { Title, titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoresWords } from '../words/vi/scores';

const hrefOf = (id: string): string => `#id=${encodeURIComponent(id)}`;

function Result({ id }: { id: string }) {
  const t = scoresWords(), loaded = useLoaded('GET /scoring/publications/{id}', { id }), page = loaded.data;
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />;
  if (!page) return <p class="quiet">{commonWords().loading}</p>;
  const { publication } = page, [newest] = page.numbers;
  return (
    <>
      <div class="score-about">
        {newest && newest.id !== id && <p class="score-lack">{t.superseded} <a href={hrefOf(newest.id)}>{t.seeNewest}</a></p>}
        <p>{t.published(dateTime(publication.published_at))} <a href={`/bo-tieu-chi/${encodeURIComponent(page.scheme.code)}?version=${publication.version}`}>{t.byVersion(number(publication.version, 0))}</a>. {t.appealUntil(date(publication.appeal_until))}</p>
        {publication.number > 1 && <p>{t.corrected(number(publication.number, 0))} <Vi>{publication.reason}</Vi></p>}
      </div>
      <Groups lines={page.lines} hrefOf={(line) => `/diem/${encodeURIComponent(id)}/${encodeURIComponent(line.agency)}`} />
      {may('scoring.see') && <Nominating id={id} />}
      <Recomputing id={id} digest={publication.digest}>
        <a class="button is-quiet" href={`/api/v1/scoring/publications/${encodeURIComponent(id)}/results.csv`}><Icon of={download} size={18} />{t.csv}</a>
        <a class="button is-quiet" href={`/api/v1/scoring/publications/${encodeURIComponent(id)}/results.xlsx`}><Icon of={download} size={18} />{commonWords().sheet}</a>
      </Recomputing>
    </>
  );
}

interface HistoryProps {
  publications: readonly ScorePublication[];
  chosen: string;
  names: ReadonlyMap<string, string>;
}

/** By scheme, the newest period first; numbers of one period side by side. */
function History({ publications, chosen, names }: HistoryProps) {
  const t = scoresWords(), codes = [...new Set(publications.map((one) => one.scheme))];
  return (
    <nav class="score-history" aria-labelledby="history">
      <h2 id="history">{t.history}</h2>
      {codes.map((code) => (
        <section key={code}>
          <h3><Vi>{names.get(code) ?? code}</Vi></h3>
          <ul class="chips">
            {publications.filter((one) => one.scheme === code).map((one) => <li key={one.id}><a class="chip" href={hrefOf(one.id)} aria-current={one.id === chosen ? 'page' : undefined}>{period(one.period)}{one.number > 1 && `, ${t.numbered(number(one.number, 0))}`}</a></li>)}
          </ul>
        </section>
      ))}
    </nav>
  );
}

function Schemes({ list }: { list: SchemeList | null }) {
  const t = scoresWords();
  if (!list || list.schemes.length === 0) return null;
  return (
    <section aria-labelledby="schemes">
      <h2 id="schemes">{t.schemes}</h2>
      <ul class="score-schemes">{list.schemes.map((one) => <li key={one.code}><a href={`/bo-tieu-chi/${encodeURIComponent(one.code)}`}><Title of={one} /></a> <small>{t.version(number(one.version, 0))} · {t.standings[one.standing]}</small></li>)}</ul>
    </section>
  );
}

export function RankingsPage({ page }: { page: ScorePublicationList }) {
  const t = scoresWords(), schemes = useLoaded('GET /scoring/schemes', {}), { publications } = page, chosen = publications.find((one) => one.id === fragment.value.id) ?? publications[0];
  const names = new Map((schemes.data?.schemes ?? []).map((one) => [one.code, titleText(one)])), title = chosen ? t.rankedIn(period(chosen.period)) : t.none;
  return (
    <Frame here="rankings" title={title}>
      {chosen?.is_sample && <SampleBanner />}
      <div class="within money-page">
        <header class="page-head">
          <p class="eyebrow">{chosen && names.has(chosen.scheme) ? <Vi>{names.get(chosen.scheme) ?? ''}</Vi> : t.eyebrow}</p>
          <h1>{title}</h1>
          <p class="lead">{chosen ? t.rankingsLead : t.noneText}</p>
        </header>
        {chosen && <Result key={chosen.id} id={chosen.id} />}
        {publications.length > 1 && chosen && <History publications={publications} chosen={chosen.id} names={names} />}
        <Schemes list={schemes.data} />
      </div>
    </Frame>
  );
}
