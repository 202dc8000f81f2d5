// The sign of a kind of item, and the mark of its state: shape and word, never colour alone.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import circle from 'icon:circle';
import help from 'icon:circle-question-mark';
import heading from 'icon:heading';
import repeat from 'icon:repeat';
import scale from 'icon:scale';
import task from 'icon:square-check-big';
import target from 'icon:target';
import trend from 'icon:trending-up';
import out from 'icon:x';
import type { DraftItemState, DraftKind } from '../../../api/types';
import { Icon } from '../../../ui/icon';
import { reviewWords } from '../../../words/vi/review';

const SIGNS: Readonly<Record<DraftKind, string>> = { section: heading, objective: target, indicator: trend, task, duty: repeat, basis: scale };
const STATES: Readonly<Record<DraftItemState, string>> = { unsure: help, open: circle, confirmed: check, left_out: out };

export const KindSign = ({ kind, size = 16 }: { kind: DraftKind; size?: number }) => <Icon of={SIGNS[kind]} size={size} />;

export function KindTag({ kind }: { kind: DraftKind }) {
  return <span class={`kind-tag of-${kind}`}><KindSign kind={kind} size={15} />{reviewWords().kinds[kind]}</span>;
}

export function StateTag({ state }: { state: DraftItemState }) {
  return <span class={`review-state in-${state}`}><Icon of={STATES[state]} size={15} />{reviewWords().itemStates[state]}</span>;
}
