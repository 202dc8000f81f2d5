// The table beside the map: every commune with its figure, the one before, and whether it keeps up with the path.
// SPDX-License-Identifier: Apache-2.0
import type { Direction, PlaceFigure, PlaceMap } from '../../api/types';
import { decimalsFor, number } from '../../lib/format';
import { classOf, shadeOf } from '../../lib/geometry';
import { Mark } from '../../ui/mark';
import { SortHead, type Sorted } from '../../ui/sort_head';
import { Found } from '../../ui/text';
import { mapWords } from '../../words/vi/map';
import type { MapReading } from './place_map';

/** Shape and word: at or beyond what the path asks for on the period's last day, or not. */
export function Meets({ map, place }: { map: PlaceMap; place: PlaceFigure }) {
  const t = mapWords();
  if (place.value === null) return <span class="meets is-no_data"><Mark status="no_data" />{t.notReported}</span>;
  if (map.asked === null) return <>–</>;
  const status = place.meets ? 'on_track' : 'late';
  return <span class={`meets is-${status}`}><Mark status={status} />{place.meets ? t.meets : t.short}</span>;
}

export const changeOf = (place: PlaceFigure): number | null => (place.value === null || place.previous === null ? null : place.value - place.previous);

/** The worst first: the lowest, or the highest where less is better. */
export const worstOrder = (direction: Direction): Sorted => ({ by: 'value', isDown: direction === 'down' });

const numberOf: Record<string, (place: PlaceFigure) => number | null> = {
  value: (place) => place.value,
  previous: (place) => place.previous,
  change: changeOf,
  meets: (place) => (place.value === null ? null : Number(place.meets)),
};

/** By name in the order of the server, which knows Vietnamese. Who has not reported stands last, whichever way. */
export function sortedPlaces(places: readonly PlaceFigure[], { by, isDown }: Sorted): PlaceFigure[] {
  const turn = isDown ? -1 : 1, of = numberOf[by];
  if (!of) return isDown ? [...places].reverse() : [...places];
  return [...places].sort((a, b) => {
    const [first, second] = [of(a), of(b)];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return (first - second) * turn;
  });
}

interface Props {
  map: PlaceMap;
  reading: MapReading;
  /** Those that are shown, in their order. */
  places: readonly PlaceFigure[];
  q: string;
  sorted: Sorted;
  sort: (sorted: Sorted) => void;
}

export function PlaceTable({ map, reading, places, q, sorted, sort }: Props) {
  const t = mapWords(), c = t.columns, isLevel = map.indicator.kind === 'level';
  const head = (by: string, word: string, name = 'is-number') => <SortHead by={by} sorted={sorted} sort={sort} startsDown={by !== 'name'} class={name}>{word}</SortHead>;
  const decimals = decimalsFor(Math.max(0, ...map.places.map((one) => one.value ?? 0))), even = (value: number) => number(value, decimals, Math.min(1, decimals));
  return (
    <table class="place-table">
      <caption class="unseen">{t.tableTitle}</caption>
      <thead><tr>{head('name', c.name, '')}{head('value', c.value)}{head('previous', c.previous, 'is-number wide-cell')}{!isLevel && head('change', c.change, 'is-number wide-cell')}{map.asked !== null && head('meets', c.meets, '')}</tr></thead>
      <tbody>
        {places.map((place) => {
          const change = changeOf(place);
          return (
            <tr key={place.code}>
              <th scope="row"><i class={`swatch shade-${shadeOf(classOf(place.value, reading.bounds), reading.bounds.length)}`} /><a href={`/co-quan/${place.code}`}><Found text={place.name} query={q} /></a></th>
              <td class="is-number">{place.value === null ? <span class="quiet">–</span> : <b>{place.text || (isLevel ? reading.text(place.value) : even(place.value))}</b>}</td>
              <td class="is-number wide-cell quiet">{place.previous === null ? '–' : isLevel ? reading.text(place.previous) : even(place.previous)}</td>
              {!isLevel && <td class="is-number wide-cell quiet">{change === null ? '–' : `${change > 0 ? '+' : ''}${even(change)}`}</td>}
              {map.asked !== null && <td><Meets map={map} place={place} /></td>}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
