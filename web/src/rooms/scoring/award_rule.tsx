// The rule of an award in a sentence.
// SPDX-License-Identifier: Apache-2.0
import type { ScoreAward } from '../../api/types';
import { number } from '../../lib/format';
import { Vi } from '../../ui/text';
import { scoresWords } from '../../words/vi/scores';
import { percentText } from './points';

export function AwardRule({ award }: { award: ScoreAward }) {
  const t = scoresWords();
  return <>{t.awardMost(number(award.most, 0), award.most)} {t.awardLeast(percentText(award.least))}{award.complete && <> {t.awardComplete}</>}{award.note && <> <Vi>{award.note}</Vi></>}</>;
}
