// The figures of one commune: every indicator that communes report, with its rank among them.
// SPDX-License-Identifier: Apache-2.0
import { titleOf } from '../../api/client';
import type { Direction, Indicator, PlaceFigure } from '../../api/types';
import { decimalsFor, number, period, signed } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { SampleTag } from '../../ui/sample';
import { Title } from '../../ui/text';
import { agencyWords } from '../../words/vi/agency';
import { commonWords } from '../../words/vi/common';
import { readMap } from './place_map';
import { Meets } from './place_table';

const SHOWN_MAX = 12;

/** 1 is the best; equal figures share a rank. null: not reported, or neither high nor low is good. */
export function rankOf(places: readonly PlaceFigure[], code: string, direction: Direction): number | null {
  const mine = places.find((one) => one.code === code)?.value ?? null;
  if (mine === null || direction === 'within') return null;
  const turn = direction === 'up' ? 1 : -1;
  return 1 + places.filter((one) => one.value !== null && (one.value - mine) * turn > 0).length;
}

function Line({ indicator, place }: { indicator: Indicator; place: string }) {
  const t = agencyWords().figures, { data: map, problem } = useLoaded('GET /strategy/indicators/{code}/places', { code: indicator.code });
  const here = map?.places.find((one) => one.code === place), rank = map ? rankOf(map.places, place, indicator.direction) : null;
  const change = here && here.value !== null && here.previous !== null ? here.value - here.previous : null;
  return (
    <tr>
      <th scope="row">
        <a href={`/ban-do/${encodeURIComponent(indicator.code)}#place=${encodeURIComponent(place)}`}><Title of={indicator} short={indicator.short_title} /></a>
        <small>{map?.period && period(map.period)} {here?.is_sample && <SampleTag />}</small>
      </th>
      {map && here ? (
        <>
          <td class="is-number"><b>{readMap(map).text(here.value)}</b></td>
          <td class="is-number wide-cell">{change === null ? '–' : signed(change, decimalsFor(here.value ?? 0))}</td>
          <td class="is-number">{rank !== null && <><span class="narrow-only quiet">{t.columns.rank} </span>{t.rank(number(rank, 0), number(map.reported, 0))}</>}</td>
          <td><Meets map={map} place={here} /></td>
        </>
      ) : <td colSpan={4} class="quiet">{problem ? titleOf(problem) : commonWords().loading}</td>}
    </tr>
  );
}

export function CommuneFigures({ place }: { place: string }) {
  const t = agencyWords().figures, { data } = useLoaded('GET /strategy/indicators/{code}/places', { code: '-' });
  if (!data || data.choices.length === 0) return null;
  return (
    <section aria-labelledby="figures">
      <h2 id="figures">{t.title}</h2>
      <p class="quiet">{t.text} {t.rankHint}</p>
      <div class="table-box">
        <table class="commune-figures">
          <thead><tr><th scope="col">{t.columns.indicator}</th><th scope="col" class="is-number">{t.columns.value}</th><th scope="col" class="is-number wide-cell">{t.columns.change}</th><th scope="col" class="is-number">{t.columns.rank}</th><th scope="col">{t.columns.meets}</th></tr></thead>
          <tbody>{data.choices.slice(0, SHOWN_MAX).map((one) => <Line key={one.code} indicator={one} place={place} />)}</tbody>
        </table>
      </div>
    </section>
  );
}
