// The headline: how many indicators are where they should be, said correctly for every combination of counts.
// SPDX-License-Identifier: Apache-2.0
import type { StatusCount } from '../../api/types';
import { homeWords } from '../../words/vi/home';

export type VerdictKind = 'nothing' | 'unknown' | 'none' | 'some' | 'all';
export type GoodKind = 'met' | 'on_track' | 'both';

export interface Verdict {
  kind: VerdictKind;
  good: number;
  total: number;
  how: GoodKind;
}

export function verdictOf(count: StatusCount): Verdict {
  const good = count.met + count.on_track, total = count.total;
  const how = count.on_track === 0 ? 'met' : count.met === 0 ? 'on_track' : 'both';
  const kind = total === 0 ? 'nothing' : count.no_data === total ? 'unknown' : good === 0 ? 'none' : good === total ? 'all' : 'some';
  return { kind, good, total, how };
}

export function verdictText(count: StatusCount, horizon: number): string {
  const t = homeWords().verdict, { kind, good, total, how } = verdictOf(count);
  const n = String(total), year = String(horizon);
  if (kind === 'nothing') return t.nothing;
  if (kind === 'unknown') return total === 1 ? t.unknownOne : t.unknown(n);
  if (kind === 'none') return total === 1 ? t.noneOne(year) : t.none(n, year);
  const word = how === 'met' ? t.met(good) : how === 'on_track' ? t.onTrack(year, good) : t.both(year, good);
  if (kind === 'all') return total === 1 ? t.allOne(word) : t.all(n, word);
  return t.some(String(good), n, word);
}
