// Scoring at work: schemes to choose from.
// SPDX-License-Identifier: Apache-2.0
import type { SchemeList } from '../api/types';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { Title } from '../ui/text';
import { scoresWords } from '../words/vi/scores';
import { scoringWorkWords } from '../words/vi/scoring_work';

function Schemes({ list }: { list: SchemeList }) {
  const t = scoringWorkWords();
  if (list.schemes.length === 0) return <p class="empty">{t.noSchemes}</p>;
  return (
    <ul class="items">
      {list.schemes.map((one) => (
        <li key={one.code}>
          <a class="item is-waiting" href={`/cham-diem/${encodeURIComponent(one.code)}`}>
            <span class="item-body"><span class="item-title"><Title of={one} /></span><span class="item-meta">{t.frequencies[one.frequency]} · {scoresWords().version(number(one.version, 0))} · {scoresWords().standings[one.standing]}</span></span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function ScoringDeskPage() {
  const t = scoringWorkWords(), loaded = useLoaded('GET /scoring/schemes', {}), list = useLastGood(loaded), open = useLoaded('GET /scoring/appeals', { state: 'open' }).data?.appeals.length ?? 0;
  if (!list) return <Instead here="scores" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="scores" title={t.title}>
      <div class="staff-page money-work">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <section aria-labelledby="schemes"><h2 id="schemes">{scoresWords().schemes}</h2><Schemes list={list} /></section>
        <p><a href="/khieu-nai">{t.toAppeals}</a>{open > 0 && <> <b>({t.openAppeals(number(open, 0), open)})</b></>}</p>
      </div>
    </Workplace>
  );
}
