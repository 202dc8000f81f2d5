// One published scorecard: every point with its why, every value that counted; printed on A4.
// SPDX-License-Identifier: Apache-2.0
import printer from 'icon:printer';
import type { CardView, ValueView } from '../api/types';
import { number, period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { myAgencies } from '../rooms/people/roles';
import { Points, pointsText, valueText } from '../rooms/scoring/points';
import { Frame, Trail } from '../ui/frame';
import { Icon } from '../ui/icon';
import { SampleBanner, SampleTag } from '../ui/sample';
import { Title, titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoresWords } from '../words/vi/scores';
import { scoringWorkWords } from '../words/vi/scoring_work';

const NARROW = '\u202f';

function Values({ values }: { values: readonly ValueView[] }) {
  const t = scoresWords();
  if (values.length === 0) return null;
  return (
    <section class="score-values" aria-labelledby="values">
      <h2 id="values">{t.values}</h2>
      <dl>
        {values.map((one) => (
          <div key={`${one.kind} ${one.name} ${one.argument}`}>
            <dt>{one.title ? <Title of={one} /> : one.name}{one.argument && <> <code>{one.argument}</code></>}{one.is_sample && <SampleTag />}</dt>
            <dd>{valueText(one.value, one.unit)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function ScorecardPage({ page, id }: { page: CardView; id: string }) {
  const t = scoresWords(), { line } = page, about = useLoaded('GET /scoring/publications/{id}', { id }).data;
  const appeals = may('scoring.appeal') && myAgencies().includes(line.agency);
  return (
    <Frame here="other" title={t.cardOf(line.agency_name)}>
      {line.is_sample && <SampleBanner />}
      <div class="within money-page scorecard">
        <Trail steps={[[`/xep-hang#id=${encodeURIComponent(id)}`, t.rankings]]} />
        <header class="page-head">
          <p class="eyebrow">{about ? `${titleText(about.scheme)}, ${period(about.publication.period)}` : t.card}</p>
          <h1><Vi>{line.agency_name}</Vi></h1>
          <p class="lead">{t.ofReachable(pointsText(line.total), pointsText(line.reachable))}{line.percent !== null && <> · <b>{number(line.percent, 2)}{NARROW}%</b></>}{line.band_title && <> · <Vi>{line.band_title}</Vi></>}{line.rank > 0 && <> · {t.rank} <b>{number(line.rank, 0)}</b> (<Vi>{line.class_title}</Vi>)</>}</p>
          <p class="buttons"><button type="button" class="button is-quiet" onClick={() => print()}><Icon of={printer} size={18} />{commonWords().print}</button>{appeals && <a class="button is-quiet" href={`/khieu-nai?${new URLSearchParams({ publication: id, agency: line.agency }).toString()}`}>{scoringWorkWords().appeal.open}</a>}</p>
        </header>
        <Points points={page.points} />
        <Values values={page.values} />
      </div>
    </Frame>
  );
}
