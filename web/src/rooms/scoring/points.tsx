// Points with their why: the values that counted, by name, the formula with them in it, the rule for what is missing.
// SPDX-License-Identifier: Apache-2.0
import type { MetricUnit, PointView, ValueView } from '../../api/types';
import { number } from '../../lib/format';
import { SampleTag } from '../../ui/sample';
import { Title, Vi } from '../../ui/text';
import { scoresWords } from '../../words/vi/scores';
import { lostAt, valuesOf } from './losses';

const NARROW = '\u202f', PERCENT = 100, DECIMALS = 6;

export const pointsText = (points: number | null): string => (points === null ? '–' : number(points, 2));
export const percentText = (value: number | null): string => (value === null ? '–' : `${number(value, 2)}${NARROW}%`);

/** A value in its unit, as people read it. */
export function valueText(value: number | null, unit: MetricUnit | ''): string {
  const t = scoresWords();
  if (value === null) return t.unknown;
  if (unit === 'yes') return value === 0 ? t.no : t.yes;
  if (unit === 'share') return percentText(value * PERCENT);
  return unit === 'percent' ? percentText(value) : number(value, 2);
}

/** How much of the most: decoration, the numbers stand beside it. */
export function Bar({ points, maximum }: { points: number; maximum: number }) {
  return <i class="score-bar" aria-hidden="true"><i style={{ width: `${maximum > 0 ? (points / maximum) * PERCENT : 0}%` }} /></i>;
}

function Used({ values }: { values: readonly ValueView[] }) {
  if (values.length === 0) return null;
  return (
    <dl class="score-used">
      {values.map((one) => (
        <div key={`${one.kind} ${one.name} ${one.argument}`}>
          <dt>{one.title ? <Title of={one} /> : <code>{one.name}</code>}{one.argument && <> <code>{one.argument}</code></>}</dt>
          <dd class={one.value === null ? 'is-unknown' : undefined}>{valueText(one.value, one.unit)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Formula({ point }: { point: PointView }) {
  const t = scoresWords(), { formula, with_values: withValues, result } = point;
  if (formula === '') return <p class="quiet">{t.noFormula}</p>;
  return (
    <>
      {withValues && withValues !== formula && <p class="score-worked"><code>{withValues}</code>{result !== null && <> = <b>{number(result, DECIMALS)}</b></>}</p>}
      <details class="score-formula"><summary>{t.formula}</summary><code>{formula}</code></details>
    </>
  );
}

function Why({ point, values }: { point: PointView; values: readonly ValueView[] }) {
  const t = scoresWords();
  if (!point.applies) return <p class="quiet">{t.doesNotApply}</p>;
  return (
    <div class="score-why">
      {point.lack && <p class="score-lack">{point.outcome === 'zero_denominator' ? t.byZero : t.noNumber} {t.lackThen[point.lack]}</p>}
      <Used values={valuesOf(point.formula, values)} />
      <Formula point={point} />
      {point.evidence && <p class="quiet"><small>{t.evidence}: <Vi>{point.evidence}</Vi></small></p>}
    </div>
  );
}

function Reached({ point }: { point: PointView }) {
  const t = scoresWords(), lost = lostAt(point), { points, maximum } = point;
  if (!point.applies || points === null) return <><b>–</b><small>{t.max(pointsText(maximum))}</small></>;
  return <><b>{pointsText(points)}</b> <span class="quiet">/ {pointsText(maximum)}</span><Bar points={points} maximum={maximum} />{lost > 0 && <small class="score-lost">{t.lost(pointsText(lost))}</small>}</>;
}

export function Points({ points, values }: { points: readonly PointView[]; values: readonly ValueView[] }) {
  const t = scoresWords();
  return (
    <table class="score-points">
      <thead><tr><th scope="col">{t.criterion}</th><th scope="col">{t.points}</th><th scope="col">{t.why}</th></tr></thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.criterion} class={point.applies ? undefined : 'is-out'}>
            <th scope="row"><small>{point.criterion}</small><Title of={point} />{point.is_sample && <SampleTag />}</th>
            <td class="score-reached"><Reached point={point} /></td>
            <td><Why point={point} values={values} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
