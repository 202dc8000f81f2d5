// Which indicators need attention first. Pure.
// SPDX-License-Identifier: Apache-2.0
import type { IndicatorView, Status } from '../../api/types';

const order: readonly Status[] = ['late', 'at_risk', 'no_data', 'on_track', 'met'];

/** How far behind, in its own measure: indicators of different units compare by their tolerance. */
function margin({ standing: s }: IndicatorView): number {
  if (s.status === 'no_data') return -s.overdue_days;
  if (s.gap === null) return 0;
  return s.tolerance ? s.gap / s.tolerance : s.gap;
}

export const worstFirst = (views: readonly IndicatorView[]): IndicatorView[] =>
  [...views].sort((a, b) => order.indexOf(a.standing.status) - order.indexOf(b.standing.status) || margin(a) - margin(b));
