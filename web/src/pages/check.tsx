// The page of one entry.
// SPDX-License-Identifier: Apache-2.0
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { CheckEntry, entryTitle } from '../rooms/strategy/check_entry';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { checksWords } from '../words/vi/checks';

export function CheckPage({ id }: { id: string }) {
  const t = checksWords(), title = may('strategy.check') ? t.title : t.titleSent;
  const loaded = useLoaded('GET /strategy/submissions/{id}', { id }), page = useLastGood(loaded);
  if (!page) return <Instead here="check" title={title} problem={loaded.problem} />;
  return (
    <Workplace here="check" title={entryTitle(page)}>
      <div class="staff-page work">
        <Back href="/kiem-tra" word={title} />
        <LoadTrouble problem={loaded.problem} />
        <CheckEntry page={page} />
      </div>
    </Workplace>
  );
}
