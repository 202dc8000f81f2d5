// A small line of how a figure went; the last one is a dot.
// SPDX-License-Identifier: Apache-2.0
import type { TrailView } from '../api/types';
import { line, scale, span } from '../lib/geometry';
import { dayNumber } from '../lib/period';

interface Props {
  trail: readonly TrailView[];
  label: string;
  width?: number;
  height?: number;
}

export function Sparkline({ trail, label, width = 112, height = 30 }: Props) {
  const first = trail[0], last = trail.at(-1);
  if (!first || !last || trail.length < 2) return null;
  const [low, high] = span(trail.map((one) => one.value));
  const x = scale(dayNumber(first.on), dayNumber(last.on), 4, width - 4), y = scale(low, high, height - 4, 4);
  return (
    <svg class="sparkline" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
      <path d={line(trail.map((one) => ({ x: x(dayNumber(one.on)), y: y(one.value) })))} />
      <circle cx={x(dayNumber(last.on))} cy={y(last.value)} r="3.5" />
    </svg>
  );
}
