// One published scorecard: every point with its why; printed on A4.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import printer from 'icon:printer';
import type { CardView } from '../api/types';
import { period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { myAgencies } from '../rooms/people/roles';
import { CardSum } from '../rooms/scoring/card';
import { Points } from '../rooms/scoring/points';
import { Frame, Trail } from '../ui/frame';
import { Icon } from '../ui/icon';
import { SampleBanner } from '../ui/sample';
import { titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { scoresWords } from '../words/vi/scores';
import { scoringWorkWords } from '../words/vi/scoring_work';

export function ScorecardPage({ page, id }: { page: CardView; id: string }) {
  const t = scoresWords(), { line } = page, about = useLoaded('GET /scoring/publications/{id}', { id }).data;
  const appeals = may('scoring.appeal') && myAgencies().includes(line.agency), [newest] = about?.numbers ?? [];
  const paper = `/api/v1/scoring/publications/${encodeURIComponent(id)}/cards/${encodeURIComponent(line.agency)}/card`;
  return (
    <Frame here="other" title={t.cardOf(line.agency_name)}>
      {line.is_sample && <SampleBanner />}
      <div class="within money-page scorecard">
        <Trail steps={[[`/xep-hang#id=${encodeURIComponent(id)}`, t.rankings]]} />
        <header class="page-head">
          <p class="eyebrow">{about ? <>{t.card}: <Vi>{titleText(about.scheme)}</Vi>, {period(about.publication.period)}</> : t.card}</p>
          <h1><Vi>{line.agency_name}</Vi></h1>
          {newest && newest.id !== id && <p class="score-lack">{t.superseded} <a href={`/diem/${encodeURIComponent(newest.id)}/${encodeURIComponent(line.agency)}`}>{t.seeNewest}</a></p>}
          <CardSum card={page} />
          <p class="buttons">
            <button type="button" class="button is-quiet" onClick={() => print()}><Icon of={printer} size={18} />{commonWords().print}</button>
            <a class="button is-quiet" href={`${paper}.pdf`}><Icon of={download} size={18} />{t.paper.pdf}</a>
            <a class="button is-quiet" href={`${paper}.docx`}><Icon of={download} size={18} />{t.paper.word}</a>
            {appeals && <a class="button is-quiet" href={`/khieu-nai?${new URLSearchParams({ publication: id, agency: line.agency }).toString()}`}>{scoringWorkWords().appeal.open}</a>}
          </p>
        </header>
        <Points points={page.points} values={page.values} />
        {about && <p class="quiet score-digest"><small>{t.digest}: <code>{about.publication.digest}</code></small></p>}
      </div>
    </Frame>
  );
}
