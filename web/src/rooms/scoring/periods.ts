// Periods by which a scheme scores, the newest first: the one that runs now, then those that are over.
// SPDX-License-Identifier: Apache-2.0
import type { ScoreFrequency } from '../../api/types';

const MONTHS: Record<ScoreFrequency, number> = { month: 1, quarter: 3, half: 6, year: 12 }, YEAR_MONTHS = 12;

function written(frequency: ScoreFrequency, index: number): string {
  const inYear = YEAR_MONTHS / MONTHS[frequency], year = Math.floor(index / inYear), part = (index % inYear) + 1;
  if (frequency === 'year') return String(year);
  if (frequency === 'month') return `${year}-${String(part).padStart(2, '0')}`;
  return `${year}-${frequency === 'half' ? 'H' : 'Q'}${part}`;
}

/** Of 22/11/2026 by quarters: 2026-Q4, 2026-Q3, ... */
export function recentPeriods(frequency: ScoreFrequency, today: string, count: number): string[] {
  const [year = 0, month = 1] = today.split('-').map(Number), length = MONTHS[frequency];
  const now = year * (YEAR_MONTHS / length) + Math.floor((month - 1) / length);
  return Array.from({ length: count }, (_, back) => written(frequency, now - back));
}
