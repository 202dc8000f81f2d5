// An indicator on the map of communes: tiles or boundaries, who is lowest and highest, and every commune in a table.
// SPDX-License-Identifier: Apache-2.0
import calculator from 'icon:sigma';
import download from 'icon:download';
import type { PlaceFigure, PlaceMap } from '../api/types';
import { fragment, query, setFragment, setQuery } from '../lib/address';
import { matches } from '../lib/fold';
import { decimalsFor, NO_BREAK, number, period, signed } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { rankOf } from '../rooms/strategy/commune_figures';
import { Extremes, Legend, readMap, useShapes, ViewSwitch, type MapReading } from '../rooms/strategy/place_map';
import { changeOf, Meets, PlaceTable, sortedPlaces, worstOrder } from '../rooms/strategy/place_table';
import { shortTitle } from '../rooms/strategy/reading';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { ProblemBody, ProblemNote } from '../ui/problem';
import { SampleBanner, SampleTag } from '../ui/sample';
import { readSorted, writeSorted, type Sorted } from '../ui/sort_head';
import { titleText, Vi } from '../ui/text';
import { TileMap } from '../ui/tile_map';
import { agencyWords } from '../words/vi/agency';
import { commonWords } from '../words/vi/common';
import { mapWords } from '../words/vi/map';

const SEGMENTS_MAX = 5, SEGMENT_LETTERS_MAX = 125, EXTREMES = 5, EXTREMES_FEW = 3;
const BOUNDARIES = 'boundaries';

const titleOf = (map: PlaceMap): string => (language.value === 'en' ? titleText(map.indicator) : shortTitle(map.indicator));
const hrefOf = (code: string): string => `/ban-do/${encodeURIComponent(code)}`;

function verdictOf(map: PlaceMap, reading: MapReading): string {
  const t = mapWords(), missing = map.total - map.reported;
  if (map.period === '') return t.noPeriod;
  const silent = missing > 0 ? ` ${t.silent(number(missing, 0), missing)}` : '';
  if (map.asked === null) return `${t.reportedIn(number(map.reported, 0), number(map.total, 0), period(map.period))}${silent}`;
  return `${t.meetingIn(number(map.meeting, 0), number(map.reported, 0), period(map.period), reading.text(map.asked))}${silent}`;
}

/** Few short names stand side by side, else in a list that opens. */
function Choices({ map }: { map: PlaceMap }) {
  const t = mapWords(), { choices, indicator } = map, name = (one: PlaceMap['indicator']) => (language.value === 'en' ? titleText(one) : shortTitle(one));
  if (choices.length < 2) return null;
  if (choices.length <= SEGMENTS_MAX && choices.reduce((sum, one) => sum + name(one).length, 0) <= SEGMENT_LETTERS_MAX) {
    return (
      <nav class="segments map-choices" aria-label={t.indicator}>
        {choices.map((one) => <a key={one.code} href={hrefOf(one.code)} aria-current={one.code === indicator.code ? 'page' : undefined}><Vi>{name(one)}</Vi></a>)}
      </nav>
    );
  }
  return (
    <div class="map-select">
      <label for="map-indicator">{t.indicator}</label>
      <select id="map-indicator" value={indicator.code} onChange={(event) => location.assign(hrefOf(event.currentTarget.value))}>
        {choices.map((one) => <option key={one.code} value={one.code}>{name(one)}</option>)}
      </select>
    </div>
  );
}

function Periods({ map }: { map: PlaceMap }) {
  const t = mapWords();
  if (map.periods.length === 0) return null;
  return (
    <div class="map-select">
      <label for="map-period">{t.period}</label>
      <select id="map-period" value={map.period} onChange={(event) => setQuery({ period: event.currentTarget.value === map.periods[0] ? '' : event.currentTarget.value })}>
        {!map.periods.includes(map.period) && <option value={map.period}>{period(map.period)}</option>}
        {map.periods.map((one) => <option key={one} value={one}>{period(one)}</option>)}
      </select>
    </div>
  );
}

/** What is chosen, for eyes and for ears. */
function Chosen({ map, reading, place }: { map: PlaceMap; reading: MapReading; place: PlaceFigure | undefined }) {
  const t = mapWords();
  return <div class="chosen panel" aria-live="polite">{place ? <ChosenFacts map={map} reading={reading} place={place} /> : <p class="quiet">{t.choose}</p>}</div>;
}

function ChosenFacts({ map, reading, place }: { map: PlaceMap; reading: MapReading; place: PlaceFigure }) {
  const t = mapWords(), rank = rankOf(map.places, place.code, map.indicator.direction), change = changeOf(place), isLevel = map.indicator.kind === 'level';
  return (
    <>
      <h2><Vi>{place.name}</Vi></h2>
      <p class={place.value === null ? 'chosen-value is-empty' : 'chosen-value'}>{reading.text(place.value)}{place.is_sample && <> <SampleTag /></>}</p>
      <dl>
        {change !== null && place.previous !== null && !isLevel && <div><dt>{t.columns.previous}</dt><dd>{reading.text(place.previous)} ({signed(change, decimalsFor(place.value ?? 0))})</dd></div>}
        {rank !== null && <div><dt>{agencyWords().figures.columns.rank}</dt><dd>{t.of(number(rank, 0), number(map.reported, 0))}</dd></div>}
        {map.asked !== null && place.value !== null && <div><dt>{t.columns.meets}</dt><dd><Meets map={map} place={place} /></dd></div>}
      </dl>
      <p><a href={`/co-quan/${place.code}`}>{t.placePage}</a></p>
    </>
  );
}

function Drawing({ map, reading }: { map: PlaceMap; reading: MapReading }) {
  const t = mapWords(), chosen = fragment.value.place ?? '', isShapes = map.has_boundaries && fragment.value.view === BOUNDARIES, shapes = useShapes(isShapes);
  const choose = (code: string) => setFragment({ place: code }, { replaces: true });
  const place = map.places.find((one) => one.code === chosen), few = map.reported >= 2 * EXTREMES ? EXTREMES : EXTREMES_FEW;
  return (
    <div class="big-map">
      <div class="big-map-drawing">
        <TileMap places={map.places} label={t.label} bounds={reading.bounds} chosen={chosen} choose={choose} nameOf={reading.nameOf} shapes={shapes} />
      </div>
      <div class="big-map-side">
        {map.has_boundaries && <ViewSwitch isShapes={isShapes} choose={(wanted) => setFragment({ view: wanted ? BOUNDARIES : '' }, { replaces: true })} />}
        <Chosen map={map} reading={reading} place={place} />
        <section aria-labelledby="legend">
          <h2 class="side-title" id="legend">{t.legend}</h2>
          <Legend map={map} reading={reading} />
        </section>
        <Extremes map={map} reading={reading} choose={choose} count={few} />
      </div>
    </div>
  );
}

function Table({ map, reading }: { map: PlaceMap; reading: MapReading }) {
  const t = mapWords(), q = fragment.value.q ?? '', worst = worstOrder(map.indicator.direction), sorted = readSorted(fragment.value.sort ?? '', worst);
  const sort = (wanted: Sorted) => setFragment({ sort: writeSorted(wanted) === writeSorted(worst) ? '' : writeSorted(wanted) });
  const found = sortedPlaces(map.places.filter((one) => matches(one.name, q)), sorted);
  return (
    <section class="map-table" aria-labelledby="table">
      <div class="map-table-head">
        <div>
          <h2 id="table">{t.tableTitle}</h2>
          <p class="quiet">{t.tableOf(titleOf(map), period(map.period), map.indicator.unit.replaceAll(' ', NO_BREAK))}</p>
        </div>
        <div class="list-filter">
          <label for="place-q">{t.filter}</label>
          <input id="place-q" type="search" value={q} placeholder={t.filterHint} maxLength={60} autocomplete="off" spellcheck={false} onInput={(event) => setFragment({ q: event.currentTarget.value }, { replaces: true })} />
        </div>
      </div>
      <p class={q === '' ? 'unseen' : 'quiet'} role="status">{q !== '' && t.found(number(found.length, 0), number(map.total, 0))}</p>
      {found.length === 0 ? <p class="empty">{t.noneFound}</p> : <PlaceTable map={map} reading={reading} places={found} q={q} sorted={sorted} sort={sort} />}
    </section>
  );
}

function Whole({ map }: { map: PlaceMap }) {
  const t = mapWords(), reading = readMap(map), hasSamples = map.places.some((one) => one.is_sample);
  return (
    <>
      {hasSamples && <SampleBanner />}
      <div class="within map-page">
        <header class="page-head">
          <p class="eyebrow"><Vi>{map.indicator.citation}</Vi></p>
          <h1><Vi>{t.by(titleOf(map))}</Vi></h1>
          <p class="lead">{verdictOf(map, reading)}</p>
        </header>
        <div class="map-tools">
          <Choices map={map} />
          <Periods map={map} />
        </div>
        {map.period === '' ? <p class="empty">{t.noPeriodText}</p> : <><Drawing map={map} reading={reading} /><Table map={map} reading={reading} /></>}
        <p class="buttons map-more">
          <a class="button is-quiet" href={`/chi-tieu/${encodeURIComponent(map.indicator.code)}`}><Icon of={calculator} size={18} />{t.province}</a>
          <a class="button is-quiet" href={`/api/v1/strategy/figures.csv?document=${encodeURIComponent(map.indicator.document)}`}><Icon of={download} size={18} />{commonWords().csv}</a>
        </p>
      </div>
    </>
  );
}

/** Without a code the server chooses the first indicator that has communes. */
export function MapPage({ code }: { code: string }) {
  const t = mapWords(), { data: map, problem, isLoading } = useLoaded('GET /strategy/indicators/{code}/places', { code: code || '-', period: query.value.period ?? '' });
  const title = map ? t.by(titleOf(map)) : t.title;
  return (
    <Frame here="map" title={title}>
      <div aria-busy={isLoading} class={isLoading && map ? 'is-waiting' : undefined}>
        {map && <Whole map={map} />}
        {!map && problem && (code === '' && problem.status === 404
          ? <div class="within problem-page"><h1>{t.noIndicator}</h1><p class="lead">{t.noIndicatorText}</p></div>
          : <ProblemBody problem={problem} />)}
        {map && problem && <div class="within"><ProblemNote problem={problem} /></div>}
        {!map && !problem && <div class="within map-page"><header class="page-head"><h1>{t.title}</h1><p class="quiet">{commonWords().loading}</p></header></div>}
      </div>
    </Frame>
  );
}
