// Two versions of a report side by side, where they differ.
// SPDX-License-Identifier: Apache-2.0
import { Vi } from '../../ui/text';
import { reportsWords } from '../../words/vi/reports';
import type { Difference } from './typed';

interface Props {
  found: readonly Difference[];
  mine: string;
  theirs: string;
}

export function TwoVersions({ found, mine, theirs }: Props) {
  const t = reportsWords().stale;
  if (found.length === 0) return <p>{t.same}</p>;
  return (
    <ul class="two-versions">
      {found.map((one) => (
        <li key={one.name}>
          <p class="label"><Vi>{one.name}</Vi></p>
          <dl><div><dt>{mine}</dt><dd><Vi>{one.mine || t.empty}</Vi></dd></div><div><dt>{theirs}</dt><dd><Vi>{one.theirs || t.empty}</Vi></dd></div></dl>
        </li>
      ))}
    </ul>
  );
}
