// Published results: by scheme and period, ranked within groups of like agencies; what was published before.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import type { SchemeList, ScorePublication, ScorePublicationList } from '../api/types';
import { fragment } from '../lib/address';
import { date, dateTime, number, period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { Groups } from '../rooms/scoring/board';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { ProblemNote } from '../ui/problem';
import { SampleBanner } from '../ui/sample';
import { Title, titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoresWords } from '../words/vi/scores';

function Result({ id }: { id: string }) {
  const t = scoresWords(), loaded = useLoaded('GET /scoring/publications/{id}', { id }), page = loaded.data;
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />;
  if (!page) return <p class="quiet">{commonWords().loading}</p>;
  const { publication } = page, [newest] = page.numbers;
  return (
    <>
      <div class="score-about">
        <p><a href={`/bo-tieu-chi/${encodeURIComponent(page.scheme.code)}`}><Title of={page.scheme} /></a> · {t.published(dateTime(publication.published_at), number(publication.version, 0))} · {t.appealUntil(date(publication.appeal_until))}</p>
        {publication.reason && <p><Vi>{t.corrected(number(publication.number, 0), publication.reason)}</Vi></p>}
        {newest && newest.id !== id && <p class="score-lack">{t.superseded} <a href={`#id=${encodeURIComponent(newest.id)}`}>{t.seeNewest}</a></p>}
      </div>
      <Groups lines={page.lines} hrefOf={(line) => `/diem/${encodeURIComponent(id)}/${encodeURIComponent(line.agency)}`} />
      <p class="buttons"><a class="button is-quiet" href={`/api/v1/scoring/publications/${encodeURIComponent(id)}/results.csv`}><Icon of={download} size={18} />{t.csv}</a></p>
      <p class="quiet score-digest"><small>{t.digest}: <code>{publication.digest}</code></small></p>
    </>
  );
}

function History({ publications, chosen, names }: { publications: readonly ScorePublication[]; chosen: string; names: ReadonlyMap<string, string> }) {
  const t = scoresWords();
  return (
    <nav class="score-history" aria-label={t.history}>
      <h2>{t.history}</h2>
      <ul>
        {publications.map((one) => (
          <li key={one.id}><a href={`#id=${encodeURIComponent(one.id)}`} aria-current={one.id === chosen ? 'page' : undefined}><Vi>{names.get(one.scheme) ?? one.scheme}</Vi>, {period(one.period)}</a>{one.number > 1 && <small>{t.corrected(number(one.number, 0), one.reason)}</small>}</li>
        ))}
      </ul>
    </nav>
  );
}

function Schemes({ list }: { list: SchemeList | null }) {
  const t = scoresWords();
  if (!list || list.schemes.length === 0) return null;
  return (
    <section aria-labelledby="schemes">
      <h2 id="schemes">{t.schemes}</h2>
      <ul class="score-schemes">{list.schemes.map((one) => <li key={one.code}><a href={`/bo-tieu-chi/${encodeURIComponent(one.code)}`}><Title of={one} /></a> <small>{t.version(number(one.version, 0))}</small></li>)}</ul>
    </section>
  );
}

export function RankingsPage({ page }: { page: ScorePublicationList }) {
  const t = scoresWords(), schemes = useLoaded('GET /scoring/schemes', {}), { publications } = page, chosen = publications.find((one) => one.id === fragment.value.id) ?? publications[0];
  const names = new Map((schemes.data?.schemes ?? []).map((one) => [one.code, titleText(one)]));
  return (
    <Frame here="other" title={t.rankings}>
      {publications.some((one) => one.is_sample) && <SampleBanner />}
      <div class="within money-page">
        <header class="page-head">
          <p class="eyebrow">{t.eyebrow}</p>
          <h1>{chosen ? `${t.rankings}: ${period(chosen.period)}` : t.none}</h1>
          <p class="lead">{chosen ? t.rankingsLead : t.noneText}</p>
        </header>
        {chosen && <Result key={chosen.id} id={chosen.id} />}
        {publications.length > 1 && chosen && <History publications={publications} chosen={chosen.id} names={names} />}
        <Schemes list={schemes.data} />
      </div>
    </Frame>
  );
}
