// Draws the only ornament: contour lines of terraced hills, from a made-up but repeatable landscape.
// SPDX-License-Identifier: Apache-2.0

const WIDTH = 1200, HEIGHT = 700, STEP = 20, LEVELS = 17, STRAIGHT = 1, SEED = 1945;

/** Numbers between 0 and 1 that are the same in every build. */
function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** Hills: a sum of bells, wider ones lower; the land rises to the right, where the ornament is seen. */
function landscape() {
  const next = dice(SEED);
  const hills = Array.from({ length: 40 }, () => ({
    x: WIDTH * (0.1 + 1.0 * next()), y: HEIGHT * (1.3 * next() - 0.15), wide: 50 + 150 * next(), tall: 0.3 + 0.7 * next(),
  }));
  const height = (x, y) => hills.reduce((sum, hill) => sum + hill.tall * Math.exp(-(((x - hill.x) ** 2) / (2.4 * hill.wide ** 2) + ((y - hill.y) ** 2) / (1.1 * hill.wide ** 2))), 0.9 * (x / WIDTH) ** 2);
  const columns = WIDTH / STEP + 1, rows = HEIGHT / STEP + 1;
  return { columns, rows, at: Array.from({ length: rows }, (_, j) => Array.from({ length: columns }, (_, i) => height(i * STEP, j * STEP))) };
}

/** Marching squares: the pieces of one level's line, as pairs of points on cell edges. */
function pieces({ columns, rows, at }, level) {
  const found = [];
  const cut = (a, b) => (level - a) / (b - a);
  for (let j = 0; j + 1 < rows; j++) {
    for (let i = 0; i + 1 < columns; i++) {
      const [nw, ne, se, sw] = [at[j][i], at[j][i + 1], at[j + 1][i + 1], at[j + 1][i]];
      const north = [(i + cut(nw, ne)) * STEP, j * STEP], east = [(i + 1) * STEP, (j + cut(ne, se)) * STEP];
      const south = [(i + cut(sw, se)) * STEP, (j + 1) * STEP], west = [i * STEP, (j + cut(nw, sw)) * STEP];
      const kind = (nw > level ? 8 : 0) | (ne > level ? 4 : 0) | (se > level ? 2 : 0) | (sw > level ? 1 : 0);
      const lines = [[], [[west, south]], [[south, east]], [[west, east]], [[north, east]], [[north, west], [south, east]], [[north, south]], [[north, west]],
        [[north, west]], [[north, south]], [[north, east], [west, south]], [[north, east]], [[west, east]], [[south, east]], [[west, south]], []];
      found.push(...lines[kind]);
    }
  }
  return found;
}

/** Pieces that share an end, joined into lines. */
function chains(found) {
  const key = (p) => `${p[0].toFixed(2)} ${p[1].toFixed(2)}`;
  const ends = new Map();
  const note = (piece, point) => ends.set(key(point), [...(ends.get(key(point)) ?? []), piece]);
  found.forEach((piece) => piece.forEach((point) => note(piece, point)));
  const used = new Set();
  const follow = (line) => {
    for (;;) {
      const tip = line[line.length - 1];
      const piece = (ends.get(key(tip)) ?? []).find((one) => !used.has(one));
      if (!piece) return line;
      used.add(piece);
      line.push(key(piece[0]) === key(tip) ? piece[1] : piece[0]);
    }
  };
  const lines = [];
  for (const piece of found) {
    if (used.has(piece)) continue;
    used.add(piece);
    lines.push(follow(follow([...piece]).reverse()));
  }
  return lines;
}

/** Douglas and Peucker: leaves out points that lie near the straight line between their neighbours. */
function simplify(line) {
  const [a, b] = [line[0], line[line.length - 1]];
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  let far = 0, where = 0;
  line.forEach((p, i) => {
    const d = length > 1e-6 ? Math.abs((b[0] - a[0]) * (a[1] - p[1]) - (a[0] - p[0]) * (b[1] - a[1])) / length : Math.hypot(p[0] - a[0], p[1] - a[1]);
    if (d > far) [far, where] = [d, i];
  });
  if (far <= STRAIGHT) return [a, b];
  return [...simplify(line.slice(0, where + 1)).slice(0, -1), ...simplify(line.slice(where))];
}

/** A smooth path through the middles of the line's edges, in whole numbers relative to each other. */
function pathOf(line) {
  const whole = line.map(([x, y]) => [Math.round(x), Math.round(y)]);
  const isClosed = whole.length > 3 && Math.hypot(whole[0][0] - whole[whole.length - 1][0], whole[0][1] - whole[whole.length - 1][1]) < 2;
  if (isClosed) {
    const middle = [Math.round((whole[0][0] + whole[1][0]) / 2), Math.round((whole[0][1] + whole[1][1]) / 2)];
    whole.splice(0, 1, middle);
    whole.push(middle);
  }
  let [px, py] = whole[0];
  let d = `M${px} ${py}`;
  const to = (x, y) => {
    const text = `${x - px} ${y - py}`;
    [px, py] = [x, y];
    return text;
  };
  for (let i = 1; i + 1 < whole.length; i++) {
    const [cx, cy] = whole[i], last = i + 2 === whole.length;
    const ex = last ? whole[i + 1][0] : Math.round((cx + whole[i + 1][0]) / 2), ey = last ? whole[i + 1][1] : Math.round((cy + whole[i + 1][1]) / 2);
    d += `q${cx - px} ${cy - py} ${to(ex, ey)}`;
  }
  return d.replaceAll(' -', '-');
}

export function contoursSvg() {
  const land = landscape();
  const heights = land.at.flat(), low = Math.min(...heights), high = Math.max(...heights);
  const lines = [];
  for (let n = 1; n <= LEVELS; n++) lines.push(...chains(pieces(land, low + ((high - low) * n) / (LEVELS + 1))));
  const d = lines.filter((line) => line.length > 12).map((line) => pathOf(simplify(line))).join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="xMaxYMid slice"><path d="${d}" fill="none" stroke="#000" stroke-width="1.4" stroke-linecap="round"/></svg>\n`;
}
