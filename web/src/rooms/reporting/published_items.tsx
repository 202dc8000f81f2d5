// A list of published results: the newest version of each regime and period.
// SPDX-License-Identifier: Apache-2.0
import type { Publication } from '../../api/types';
import { dateTime, number, period } from '../../lib/format';
import { Title } from '../../ui/text';
import { resultsWords } from '../../words/vi/results';

export const resultHref = (one: { regime: string; period: string }): string => `/ket-qua/${encodeURIComponent(one.regime)}/${one.period}`;

export function PublishedItems({ publications }: { publications: readonly Publication[] }) {
  const t = resultsWords().published;
  return (
    <ul class="result-items">
      {publications.map((one) => (
        <li key={one.id}><a href={resultHref(one)}><Title of={one} />, {period(one.period)}</a><small>{t.version(number(one.version, 0))}, {t.at(dateTime(one.at))}</small></li>
      ))}
    </ul>
  );
}
