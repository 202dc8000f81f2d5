// Points with their why: the formula, the same with values in it, the rule for what is missing.
// SPDX-License-Identifier: Apache-2.0
import type { MetricUnit, PointView } from '../../api/types';
import { number } from '../../lib/format';
import { SampleTag } from '../../ui/sample';
import { Title, Vi } from '../../ui/text';
import { scoresWords } from '../../words/vi/scores';

const NARROW = '\u202f', PERCENT = 100;

export const pointsText = (points: number | null): string => (points === null ? '–' : number(points, 2));

/** A value in its unit, as people read it. */
export function valueText(value: number | null, unit: MetricUnit | ''): string {
  const t = scoresWords();
  if (value === null) return t.unknown;
  if (unit === 'yes') return value === 0 ? t.no : t.yes;
  if (unit === 'share') return `${number(value * PERCENT, 2)}${NARROW}%`;
  return unit === 'percent' ? `${number(value, 2)}${NARROW}%` : number(value, 2);
}

function Why({ point }: { point: PointView }) {
  const t = scoresWords();
  if (!point.applies) return <p class="quiet">{t.doesNotApply}</p>;
  return (
    <>
      {point.lack && <p class="score-lack">{t.lacks[point.lack]}</p>}
      {point.formula === '' ? <p class="quiet">{t.noFormula}</p> : (
        <dl class="score-why">
          <div><dt>{t.formula}</dt><dd><code>{point.formula}</code></dd></div>
          {point.with_values && point.with_values !== point.formula && <div><dt>{t.withValues}</dt><dd><code>{point.with_values}</code></dd></div>}
        </dl>
      )}
      {point.evidence && <p class="quiet"><small>{t.evidence}: <Vi>{point.evidence}</Vi></small></p>}
    </>
  );
}

export function Points({ points }: { points: readonly PointView[] }) {
  const t = scoresWords();
  return (
    <table class="score-points">
      <thead><tr><th scope="col">{t.criterion}</th><th scope="col" class="amount">{t.points}</th><th scope="col">{t.why}</th></tr></thead>
      <tbody>
        {points.map((point) => (
          <tr key={point.criterion} class={point.applies ? undefined : 'is-out'}>
            <th scope="row"><small>{point.criterion}</small><Title of={point} />{point.is_sample && <SampleTag />}</th>
            <td class="amount"><b>{point.applies ? pointsText(point.points) : '–'}</b><small>{t.max(pointsText(point.maximum))}</small></td>
            <td><Why point={point} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
