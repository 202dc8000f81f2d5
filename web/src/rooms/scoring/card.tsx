// The head of a scorecard: what was reached, and where most was lost.
// SPDX-License-Identifier: Apache-2.0
import type { CardView } from '../../api/types';
import { number } from '../../lib/format';
import { Title, Vi } from '../../ui/text';
import { scoresWords } from '../../words/vi/scores';
import { losses, lostAt, lostInAll } from './losses';
import { percentText, pointsText } from './points';

const SHOWN_MOST = 3;

function Losses({ card: { points, line } }: { card: CardView }) {
  const t = scoresWords(), lost = losses(points);
  if (lost.length === 0) return line.percent === null ? null : <p>{t.nothingLost}</p>;
  return (
    <p class="score-losses">
      {t.lostMost(pointsText(lostInAll(points)))}{' '}
      {lost.slice(0, SHOWN_MOST).map((one, i) => <span key={one.criterion}>{i > 0 && ', '}<Title of={one} /> ({pointsText(lostAt(one))})</span>)}
      {lost.length > SHOWN_MOST && <>; {t.lostElsewhere(number(lost.length - SHOWN_MOST, 0), lost.length - SHOWN_MOST)}</>}.
    </p>
  );
}

export function CardSum({ card }: { card: CardView }) {
  const t = scoresWords(), { line } = card;
  return (
    <>
      <p class="lead">
        {t.ofReachable(pointsText(line.total), pointsText(line.reachable))}{line.percent !== null && <> · <b>{percentText(line.percent)}</b></>}
        {line.band_title && <> · <b><Vi>{line.band_title}</Vi></b></>}
        {line.rank > 0 && <> · {t.rankIn(number(line.rank, 0))} <Vi>{line.class_title}</Vi></>}
      </p>
      <Losses card={card} />
      {line.lacking > 0 && <p class="score-lack">{t.lackingOf(number(line.lacking, 0), line.lacking)}</p>}
    </>
  );
}
