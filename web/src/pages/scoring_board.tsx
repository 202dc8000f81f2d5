// One scheme in one period as it is now: values entered and decided on, scorecards, publishing.
// SPDX-License-Identifier: Apache-2.0
import type { BoardLine, SchemeView } from '../api/types';
import { linkTo, query, setQuery } from '../lib/address';
import { period as periodText } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may, me } from '../lib/person';
import { periodEnd } from '../lib/period';
import { myAgencies } from '../rooms/people/roles';
import { Groups } from '../rooms/scoring/board';
import { CardSum } from '../rooms/scoring/card';
import { Choose } from '../rooms/scoring/choose';
import { WaitingValues } from '../rooms/scoring/deciding';
import { EnterValues } from '../rooms/scoring/entering';
import { recentPeriods } from '../rooms/scoring/periods';
import { Points } from '../rooms/scoring/points';
import { Publishing } from '../rooms/scoring/publishing';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { ProblemNote } from '../ui/problem';
import { Title, titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoresWords } from '../words/vi/scores';
import { scoringWorkWords } from '../words/vi/scoring_work';

const PERIODS_SHOWN = 9;

/** One scorecard as it is now, each point with its why. */
function CardNow({ scheme, period, agency }: { scheme: string; period: string; agency: string }) {
  const t = scoringWorkWords(), loaded = useLoaded('GET /scoring/schemes/{scheme}/cards/{agency}', { scheme, period, agency });
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />;
  if (!loaded.data) return <p class="quiet">{commonWords().loading}</p>;
  return (
    <section class="score-card-now" aria-labelledby="card">
      <p><a href={linkTo({ agency: '' })}>{t.allAgencies}</a></p>
      <h2 id="card"><Vi>{loaded.data.line.agency_name}</Vi></h2>
      <p class="quiet">{t.nowLead}</p>
      <CardSum card={loaded.data} />
      <Points points={loaded.data.points} values={loaded.data.values} />
    </section>
  );
}

/** A scheme without groups is for whoever assesses himself. */
function Nobody({ page }: { page: SchemeView }) {
  const t = scoringWorkWords(), isForAll = page.classes.length === 0 && page.inputs.length > 0;
  return <p class="empty">{page.classes.length === 0 ? t.noGroups : t.nobody}{isForAll && <> <a href={`/tu-danh-gia/${encodeURIComponent(page.scheme.code)}`}>{scoresWords().selfLink}</a></>}</p>;
}

function Board({ page, period }: { page: SchemeView; period: string }) {
  const t = scoringWorkWords(), { scheme } = page, { agency = '' } = query.value, mine = myAgencies(), today = me.value?.today ?? '';
  const loaded = useLoaded('GET /scoring/schemes/{scheme}/board', { scheme: scheme.code, period }), board = loaded.data;
  const published = useLoaded('GET /scoring/publications', { scheme: scheme.code }).data?.publications.find((one) => one.period === period);
  if (loaded.problem) return <ProblemNote problem={loaded.problem} />;
  if (!board) return <p class="quiet">{commonWords().loading}</p>;
  if (board.lines.length === 0) return <Nobody page={page} />;
  const names = new Map(board.lines.map((one) => [one.agency, one.agency_name])), [own] = mine.filter((code) => names.has(code)), sees = (code: string): boolean => mine.length === 0 || mine.includes(code);
  const hrefOf = (line: BoardLine): string => (sees(line.agency) ? linkTo({ agency: line.agency, period }) : '');
  return (
    <>
      {may('scoring.check') && page.inputs.length > 0 && <WaitingValues page={page} period={period} names={names} />}
      {may('scoring.enter') && own && page.inputs.length > 0 && <EnterValues key={period} page={page} period={period} agency={own} />}
      {may('scoring.publish') && <Publishing key={period} board={board} before={published} isOver={(periodEnd(period) ?? '') < today} />}
      {agency ? <CardNow scheme={scheme.code} period={period} agency={agency} /> : (
        <section aria-labelledby="now">
          <h2 id="now">{t.now}</h2>
          <p class="quiet">{t.nowLead}</p>
          <Groups lines={board.lines} hrefOf={hrefOf} />
        </section>
      )}
    </>
  );
}

export function ScoringBoardPage({ code }: { code: string }) {
  const t = scoringWorkWords(), loaded = useLoaded('GET /scoring/schemes/{scheme}', { scheme: code }), page = useLastGood(loaded);
  if (!page) return <Instead here="scores" title={t.title} problem={loaded.problem} />;
  const offered = recentPeriods(page.scheme.frequency, me.value?.today ?? '', PERIODS_SHOWN), chosen = query.value.period || (offered[1] ?? '');
  const periods = offered.includes(chosen) ? offered : [chosen, ...offered];
  return (
    <Workplace here="scores" title={titleText(page.scheme)}>
      <div class="staff-page money-work score-work">
        <Back href="/cham-diem" word={t.title} />
        <header class="page-head"><h1><Title of={page.scheme} /></h1><p><a href={`/bo-tieu-chi/${encodeURIComponent(code)}`}>{t.toScheme}</a></p></header>
        <LoadTrouble problem={loaded.problem} />
        <Choose id="period" label={t.period} chosen={chosen} choices={periods.map((one) => [one, periodText(one)])} change={(value) => setQuery({ period: value, agency: '' })} />
        <Board page={page} period={chosen} />
      </div>
    </Workplace>
  );
}
