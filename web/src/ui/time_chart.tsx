// Figures in time with their path, milestones and forecast; drawn at the width that there is, so that its text keeps its size.
// SPDX-License-Identifier: Apache-2.0
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { line, scale, span, ticks, type Spot } from '../lib/geometry';
import { dayNumber } from '../lib/period';

export interface DayValue {
  on: string;
  value: number;
}

export interface TimeChartProps {
  label: string;
  figures: readonly (DayValue & { name: string })[];
  /** Where the path bends: its start and the milestones. */
  path: readonly DayValue[];
  milestones: readonly (DayValue & { name: string })[];
  forecast?: DayValue | null;
  /** How far below the path is not yet late, drawn along one stretch of the path. */
  tolerance?: { from: string; to: string; size: number } | null;
  /** Ranks of words: the path goes in steps, and these are the words. */
  levels?: readonly string[];
  format: (value: number) => string;
  height?: number;
  /** Only the days of the figures, without the way that lies ahead. */
  isRecent?: boolean;
}

const LEFT = 46, RIGHT = 30, TOP = 26, BOTTOM = 30, NARROWEST = 260, TICK_WIDTH = 78, MONTH_STEPS = [1, 2, 3, 6, 12, 24, 60, 120];

/** The path on a day, on straight lines; before and after it stays level. */
export function valueOn(path: readonly DayValue[], day: number, inSteps: boolean): number | null {
  let before: DayValue | null = null;
  for (const point of path) {
    const on = dayNumber(point.on);
    if (on > day) {
      if (!before) return null;
      if (inSteps) return before.value;
      const from = dayNumber(before.on);
      return before.value + ((point.value - before.value) * (day - from)) / (on - from);
    }
    before = point;
  }
  return before?.value ?? null;
}

/** Month ends between two days, so many that their names have room. */
export function monthTicks(from: number, to: number, room: number): { day: number; name: string }[] {
  const start = new Date(from * 86_400_000), months = (to - from) / 30.44;
  const step = MONTH_STEPS.find((one) => months / one <= room) ?? 120;
  const found: { day: number; name: string }[] = [];
  for (let month = start.getUTCFullYear() * 12 + start.getUTCMonth(); ; month++) {
    const day = Date.UTC(Math.floor(month / 12), (month % 12) + 1, 0) / 86_400_000;
    if (day > to + 0.5) return found;
    if (day >= from && (month + 1) % step === 0) found.push({ day, name: `${String((month % 12) + 1).padStart(2, '0')}/${Math.floor(month / 12)}` });
  }
}

function useWidth() {
  const box = useRef<HTMLDivElement>(null), width = useSignal(640);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) width.value = Math.max(NARROWEST, Math.round(entry.contentRect.width));
    });
    width.value = Math.max(NARROWEST, Math.round(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { box, width: width.value };
}

function daysShown({ figures, path, milestones, isRecent }: TimeChartProps): [number, number] {
  const past = figures.map((one) => dayNumber(one.on)), ahead = [...path, ...milestones].map((one) => dayNumber(one.on));
  const days = isRecent && past.length > 1 ? past : [...past, ...ahead];
  const first = Math.min(...days), last = Math.max(...days);
  return first === last ? [first - 180, last + 180] : [first, last];
}

export function TimeChart(props: TimeChartProps) {
  const { label, figures, path, milestones, forecast, tolerance, levels, format, height = 280, isRecent } = props;
  const { box, width } = useWidth(), clip = useId();
  const [from, to] = daysShown(props), inSteps = levels !== undefined;
  const inside = (one: DayValue) => dayNumber(one.on) >= from && dayNumber(one.on) <= to;
  const edges = [from, to].map((day) => valueOn(path, day, inSteps)).filter((one): one is number => one !== null);
  const values = [...figures, ...path, ...milestones, ...(forecast ? [forecast] : [])].filter(inside).map((one) => one.value);
  const [low, high] = levels ? [-0.3, levels.length - 0.7] : span([...values, ...edges], 0.08);
  const x = scale(from, to, LEFT, width - RIGHT), y = scale(low, high, height - BOTTOM, TOP);
  const spot = (one: DayValue): Spot => ({ x: x(dayNumber(one.on)), y: y(one.value) });
  const last = figures.at(-1), marks = levels ? levels.map((_, rank) => rank) : ticks(low, high, height > 200 ? 5 : 4);
  const end = path.at(-1), pathLine = end ? [...path, { on: end.on, value: end.value }] : [];
  const band = tolerance ? [tolerance.from, tolerance.to].map((on) => ({ on, value: valueOn(path, dayNumber(on), inSteps) ?? 0 })) : [];
  return (
    <div ref={box} class="time-chart">
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={label}>
        <clipPath id={clip}><rect x={LEFT - 8} y={TOP - 20} width={width - LEFT - RIGHT + 16} height={height - TOP - BOTTOM + 26} /></clipPath>
        {marks.map((value) => (
          <g key={value}>
            <line class="chart-grid" x1={LEFT} x2={width - RIGHT} y1={y(value)} y2={y(value)} />
            {levels ? <text lang="vi" x={LEFT} y={y(value) - 6}>{levels[value]}</text> : <text x={LEFT - 10} y={y(value) + 4} text-anchor="end">{format(value)}</text>}
          </g>
        ))}
        {monthTicks(from, to, (width - LEFT - RIGHT) / TICK_WIDTH).map(({ day, name }) => (
          <text key={day} x={x(day)} y={height - 8} text-anchor={x(day) < LEFT + 24 ? 'start' : 'middle'}>{name}</text>
        ))}
        <g clip-path={`url(#${clip})`}>
          {tolerance && band[0] && band[1] && (
            <path class="chart-band" d={`${line(band.map(spot))}${line([...band].reverse().map((one) => spot({ on: one.on, value: one.value - tolerance.size }))).replace('M', 'L')}Z`} />
          )}
          <path class="chart-path" d={line(pathLine.map(spot), inSteps)} />
          {last && forecast && <path class="chart-forecast" d={line([spot(last), spot(forecast)])} />}
          <path class="chart-line" d={line(figures.map(spot), inSteps)} />
        </g>
        {forecast && inside(forecast) && <circle class="chart-forecast-end" cx={spot(forecast).x} cy={spot(forecast).y} r="4" />}
        {milestones.filter(inside).map((one) => {
          const { x: cx, y: cy } = spot(one), isRight = cx > width - RIGHT - 60;
          return (
            <g key={one.on}>
              <path class="chart-milestone" d={`M${cx} ${cy - 6}l6 6-6 6-6-6z`} />
              {!levels && <text class="chart-name" x={isRight ? cx - 11 : cx + 11} y={cy + (isRight ? -6 : 16)} text-anchor={isRight ? 'end' : 'start'}>{one.name}</text>}
            </g>
          );
        })}
        {figures.map((one, i) => (
          <circle key={one.on} class="chart-dot" cx={spot(one).x} cy={spot(one).y} r={i === figures.length - 1 ? 5 : width < 420 || figures.length > 40 ? 1.5 : 2.5}>
            <title>{`${one.name}: ${format(one.value)}`}</title>
          </circle>
        ))}
        {last && !levels && (
          <text class="chart-last" x={spot(last).x + (isRecent ? -2 : 4)} y={spot(last).y - 12} text-anchor={isRecent || spot(last).x > width - RIGHT - 60 ? 'end' : 'middle'}>{format(last.value)}</text>
        )}
      </svg>
    </div>
  );
}
