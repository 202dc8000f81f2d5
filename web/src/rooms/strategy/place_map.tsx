// The map of an indicator with its legend, its extremes and a line that tells of the chosen place; used large and small.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type Signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { PlaceFigure, PlaceMap } from '../../api/types';
import { amount, decimalsFor, number } from '../../lib/format';
import { classBounds, classOf, shadeOf } from '../../lib/geometry';
import { TileMap, type Shapes } from '../../ui/tile_map';
import { Vi } from '../../ui/text';
import { mapWords } from '../../words/vi/map';

export interface MapReading {
  bounds: number[];
  text: (value: number | null) => string;
  nameOf: (place: PlaceFigure) => string;
}

/** How the figures of a map are read: classes with round bounds, numbers with their unit. */
export function readMap(map: PlaceMap): MapReading {
  const t = mapWords(), values = map.places.map((one) => one.value).filter((one): one is number => one !== null);
  const decimals = decimalsFor(Math.max(0, ...values)), unit = map.indicator.unit;
  const levels = map.indicator.levels;
  const text = (value: number | null) => (value === null ? t.notReported : map.indicator.kind === 'level' ? (levels[value] ?? '') : amount(value, unit, decimals));
  return { bounds: classBounds(values), text, nameOf: (place) => `${place.name}: ${text(place.value)}` };
}

let asked: Promise<Shapes | null> | null = null;

/** Boundaries are fetched once, when somebody asks for them. */
const fetchShapes = (): Promise<Shapes | null> =>
  (asked ??= fetch('/api/v1/reference/boundaries').then((answer) => (answer.ok ? (answer.json() as Promise<Shapes>) : null), () => null));

export function useShapes(isWanted: boolean): Shapes | null {
  const shapes = useSignal<Shapes | null>(null);
  useEffect(() => {
    if (isWanted) void fetchShapes().then((found) => { shapes.value = found; });
  }, [isWanted]);
  return isWanted ? shapes.value : null;
}

export function Legend({ map, reading }: { map: PlaceMap; reading: MapReading }) {
  const t = mapWords(), { bounds, text } = reading, missing = map.total - map.reported;
  const plain = (value: number) => number(value, 2);
  const name = (i: number) => {
    const low = bounds[i] ?? 0, high = bounds[i + 1];
    if (bounds.length === 1) return text(low);
    if (i === 0 && high !== undefined) return t.below(plain(high));
    return high === undefined ? t.from(text(low)) : t.between(plain(low), plain(high));
  };
  return (
    <ul class="legend" aria-label={t.legend}>
      {bounds.map((bound, i) => <li key={bound}><i class={`swatch shade-${shadeOf(i, bounds.length)}`} />{name(i)}</li>)}
      {missing > 0 && <li><i class="swatch shade--1" />{t.notReportedCount(number(missing, 0))}</li>}
    </ul>
  );
}

interface ExtremesProps {
  map: PlaceMap;
  reading: MapReading;
  choose: (code: string) => void;
  count?: number;
}

export function Extremes({ map, reading, choose, count = 3 }: ExtremesProps) {
  const t = mapWords(), sorted = map.places.filter((one) => one.value !== null).sort((a, b) => (a.value ?? 0) - (b.value ?? 0));
  if (sorted.length < 2 * count) return null;
  const list = (title: string, places: PlaceFigure[]) => (
    <div>
      <h3>{title}</h3>
      <ul>
        {places.map((place) => (
          <li key={place.code}>
            <button type="button" onClick={() => choose(place.code)}>
              <i class={`swatch shade-${shadeOf(classOf(place.value, reading.bounds), reading.bounds.length)}`} /><Vi>{place.name}</Vi><b>{reading.text(place.value)}</b>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
  return <div class="extremes">{list(t.lowest, sorted.slice(0, count))}{list(t.highest, sorted.slice(-count).reverse())}</div>;
}

/** Tells what is chosen, also to who does not see the map. */
export function ChosenPlace({ map, reading, chosen }: { map: PlaceMap; reading: MapReading; chosen: string }) {
  const t = mapWords(), place = map.places.find((one) => one.code === chosen);
  return (
    <p class="chosen-place" aria-live="polite">
      {place ? <><b><Vi>{place.name}</Vi></b> {reading.text(place.value)} <a href={`/co-quan/${place.code}`}>{t.placePage}</a></> : t.choose}
    </p>
  );
}

export function ViewSwitch({ isShapes, choose }: { isShapes: boolean; choose: (isShapes: boolean) => void }) {
  const t = mapWords();
  return (
    <div class="segments" role="group" aria-label={t.drawnAs}>
      <button type="button" aria-pressed={!isShapes} onClick={() => choose(false)}>{t.tiles}</button>
      <button type="button" aria-pressed={isShapes} onClick={() => choose(true)}>{t.boundaries}</button>
    </div>
  );
}

/** The small one of the first page: what is chosen stays on the page alone. */
export function SmallMap({ map, chosen }: { map: PlaceMap; chosen: Signal<string> }) {
  const t = mapWords(), reading = readMap(map), isShapes = useSignal(false), shapes = useShapes(isShapes.value);
  const choose = (code: string) => { chosen.value = code; };
  return (
    <div class="small-map">
      <TileMap places={map.places} label={t.label} bounds={reading.bounds} chosen={chosen.value} choose={choose} nameOf={reading.nameOf} shapes={shapes} />
      <div class="small-map-side">
        {map.has_boundaries && <ViewSwitch isShapes={isShapes.value} choose={(wanted) => { isShapes.value = wanted; }} />}
        <ChosenPlace map={map} reading={reading} chosen={chosen.value} />
        <Legend map={map} reading={reading} />
        <Extremes map={map} reading={reading} choose={choose} />
        <p><a href={`/ban-do/${encodeURIComponent(map.indicator.code)}`}>{t.table(number(map.total, 0))}</a></p>
      </div>
    </div>
  );
}
