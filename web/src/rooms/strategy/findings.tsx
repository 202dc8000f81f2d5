// What a machine sees in a figure, in words: what is odd first.
// SPDX-License-Identifier: Apache-2.0
import type { Finding, IndicatorView } from '../../api/types';
import { number } from '../../lib/format';
import { Mark } from '../../ui/mark';
import { checksWords } from '../../words/vi/checks';
import { changeText, sizeText } from './compare';
import { exact } from './entry_text';

const FACTORS = [10, 1000];

/** Which slip it was: ten times, a thousand times, or a part of it. */
function slipText(view: IndicatorView, before: number, value: number): string {
  const t = checksWords().findings.slip, told = exact(before, view.indicator.unit);
  const close = (a: number, b: number) => Math.abs(a - b) < 1e-6;
  const times = FACTORS.find((one) => close(value, before * one)), part = FACTORS.find((one) => close(before, value * one));
  return times ? t.times(number(times, 0), told) : t.part(number(part ?? 10, 0), told);
}

export function findingText(view: IndicatorView, { name, is_fine, a, b }: Finding, value: number | null): string {
  const t = checksWords().findings, size = a ?? 0;
  if (name === 'evidence') return is_fine ? t.evidence.fine(number(size, 0), size) : t.evidence.odd;
  if (name === 'turn') return is_fine ? t.turn.fine : t.turn.odd(changeText(view, size));
  if (name === 'slip') return is_fine ? t.slip.fine : slipText(view, size, value ?? 0);
  if (name === 'same') return is_fine ? t.same.fine : t.same.odd(number(size, 0));
  if (name === 'jump') {
    if (b === null) return t.jump.few(changeText(view, size));
    return is_fine ? t.jump.fine(changeText(view, size), sizeText(view, b)) : t.jump.odd(changeText(view, size), sizeText(view, b));
  }
  if (size === 0) return t.path.on;
  if (size > 0) return t.path.above(sizeText(view, size));
  return is_fine ? t.path.still(sizeText(view, size)) : t.path.odd(sizeText(view, size));
}

interface Props {
  view: IndicatorView;
  findings: readonly Finding[];
  value: number | null;
}

export function Findings({ view, findings, value }: Props) {
  const t = checksWords();
  const sorted = [...findings.filter((one) => !one.is_fine), ...findings.filter((one) => one.is_fine)];
  return (
    <ul class="findings">
      {sorted.map((one) => (
        <li key={one.name} class={one.is_fine ? undefined : 'is-odd'}>
          <Mark status={one.is_fine ? 'met' : 'at_risk'} size={17} />
          <p><span class="unseen">{one.is_fine ? t.fine : t.odd}: </span>{findingText(view, one, value)}</p>
        </li>
      ))}
    </ul>
  );
}
