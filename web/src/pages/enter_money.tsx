// Entering money and checking it: a form and a file for officers, what waits and the recording of shares for the coordinator.
// SPDX-License-Identifier: Apache-2.0
import { query } from '../lib/address';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { HeldLines, OwnEntries } from '../rooms/budget/entry_lists';
import { MoneyEntryForm } from '../rooms/budget/entry_form';
import { MoneyFile } from '../rooms/budget/file_form';
import { RecordShares } from '../rooms/budget/record_shares';
import { WaitingMoney } from '../rooms/budget/waiting';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { moneyWords } from '../words/vi/money';

export function EnterMoneyPage() {
  const t = moneyWords(), { subject = '', year = '' } = query.value;
  const loaded = useLoaded('GET /budget/form', { ...(subject && { subject }), ...(year && { year: Number(year) }) }), form = useLastGood(loaded);
  if (!form) return <Instead here="money" title={t.enter.title} problem={loaded.problem} />;
  const enters = may('budget.enter'), checks = may('budget.check');
  return (
    <Workplace here="money" title={t.enter.title}>
      <div class="staff-page money-work" aria-busy={loaded.isLoading}>
        <header class="page-head"><h1>{t.enter.title}</h1><p>{t.enter.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        {checks && <WaitingMoney />}
        {enters && form.subjects.length > 0 && (
          <div class="money-entering">
            <MoneyEntryForm key={`${form.subject} ${form.year}`} form={form} />
            <div class="money-side"><HeldLines form={form} /><MoneyFile /></div>
          </div>
        )}
        {!checks && !enters && <p class="empty">{t.enter.nobody}</p>}
        {!checks && <OwnEntries />}
        {checks && <RecordShares year={form.year} />}
      </div>
    </Workplace>
  );
}
