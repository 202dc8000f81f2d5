// The province as equal tiles, or within its boundaries: one stop of the Tab key, arrows move, a live line tells where one is.
// SPDX-License-Identifier: Apache-2.0
import type { PlaceFigure } from '../api/types';
import { classOf, shadeOf } from '../lib/geometry';

export interface Shapes {
  view: string;
  shapes: { code: string; path: string }[];
}

interface Props {
  places: readonly PlaceFigure[];
  label: string;
  bounds: readonly number[];
  chosen: string;
  choose: (code: string) => void;
  nameOf: (place: PlaceFigure) => string;
  /** null: tiles. */
  shapes?: Shapes | null;
  /** Nothing to do on a wall. */
  isStill?: boolean;
}

const SIZE = 34, GAP = 3;
const moves: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The nearest place in a direction: in the same row for left and right, in the nearest row for up and down. */
export function neighbour(places: readonly PlaceFigure[], from: PlaceFigure, key: string): PlaceFigure {
  const [dx, dy] = moves[key] ?? [0, 0];
  const ahead = places.filter((one) => (dx !== 0 ? one.tile_row === from.tile_row && (one.tile_column - from.tile_column) * dx > 0 : (one.tile_row - from.tile_row) * dy > 0));
  const far = (one: PlaceFigure) => Math.abs(one.tile_row - from.tile_row) * 100 + Math.abs(one.tile_column - from.tile_column);
  return ahead.sort((a, b) => far(a) - far(b))[0] ?? from;
}

/** Names beside the outermost tiles, so that one finds one's way: north, south, and the rows that leave most room. */
export function landmarks(places: readonly PlaceFigure[]): { place: PlaceFigure; isLeft: boolean }[] {
  const rows = new Map<number, PlaceFigure[]>();
  for (const place of places) rows.set(place.tile_row, [...(rows.get(place.tile_row) ?? []), place]);
  const columns = Math.max(...places.map((one) => one.tile_column));
  const edges = [...rows].sort(([a], [b]) => a - b).map(([row, inRow]) => {
    const sorted = [...inRow].sort((a, b) => a.tile_column - b.tile_column);
    const left = sorted[0]!, right = sorted.at(-1)!;
    const roomLeft = left.tile_column - 1, roomRight = columns - right.tile_column;
    return { row, place: roomLeft > roomRight ? left : right, isLeft: roomLeft > roomRight, room: Math.max(roomLeft, roomRight) };
  });
  const found: typeof edges = [];
  const ends = [edges[0], edges.at(-1)].filter((one): one is (typeof edges)[number] => one !== undefined && one.room >= 2);
  for (const edge of [...ends, ...edges.filter((one) => one.room >= 4).sort((a, b) => b.room - a.room)]) {
    if (found.length < 5 && found.every((other) => Math.abs(other.row - edge.row) >= 3)) found.push(edge);
  }
  return found;
}

export function TileMap({ places, label, bounds, chosen, choose, nameOf, shapes = null, isStill = false }: Props) {
  const tiles = places.filter((one) => one.tile_column > 0 && one.tile_row > 0);
  const columns = Math.max(1, ...tiles.map((one) => one.tile_column)), rows = Math.max(1, ...tiles.map((one) => one.tile_row));
  const here = places.find((one) => one.code === chosen) ?? null;
  const move = (event: KeyboardEvent) => {
    const first = tiles[0];
    if (!(event.key in moves) || !first) return;
    event.preventDefault();
    choose((here ? neighbour(tiles, here, event.key) : first).code);
  };
  const colour = (place: PlaceFigure) => `shade-${shadeOf(classOf(place.value, bounds), bounds.length)}`;
  const role = isStill ? ({ role: 'img', 'aria-label': label } as const) : ({ role: 'listbox', tabindex: 0, 'aria-label': label, 'aria-activedescendant': here ? `place-${here.code}` : undefined, onKeyDown: move } as const);
  const option = (place: PlaceFigure) => (isStill ? {} : { id: `place-${place.code}`, role: 'option' as const, 'aria-selected': place.code === chosen, 'aria-label': nameOf(place), onClick: () => choose(place.code) });
  if (shapes) {
    const byCode = new Map(places.map((one) => [one.code, one]));
    const ring = shapes.shapes.find((one) => one.code === chosen);
    return (
      <svg class="map is-shapes" viewBox={shapes.view} {...role}>
        {shapes.shapes.map(({ code, path }) => {
          const place = byCode.get(code);
          return place && <path key={code} {...option(place)} class={colour(place)} d={path}><title>{nameOf(place)}</title></path>;
        })}
        {ring && <path class="map-ring" d={ring.path} />}
      </svg>
    );
  }
  const left = (place: PlaceFigure) => (place.tile_column - 1) * SIZE, top = (place: PlaceFigure) => (place.tile_row - 1) * SIZE;
  return (
    <svg class="map is-tiles" viewBox={`-3 -3 ${columns * SIZE + 3} ${rows * SIZE + 3}`} {...role}>
      {tiles.map((place) => (
        <rect key={place.code} {...option(place)} class={colour(place)} x={left(place)} y={top(place)} width={SIZE - GAP} height={SIZE - GAP} rx="5"><title>{nameOf(place)}</title></rect>
      ))}
      {here && <rect class="map-ring" x={left(here) - 1.5} y={top(here) - 1.5} width={SIZE} height={SIZE} rx="6" />}
      <g class="map-names" aria-hidden="true">
        {landmarks(tiles).map(({ place, isLeft }) => (
          <text key={place.code} x={isLeft ? left(place) - 7 : left(place) + SIZE + 4} y={top(place) + 21} text-anchor={isLeft ? 'end' : 'start'}>{place.name.replace(/^(Xã|Phường) /, '')}</text>
        ))}
      </g>
    </svg>
  );
}
