// What holds for a year, and what one has sent.
// SPDX-License-Identifier: Apache-2.0
import pen from 'icon:pen-line';
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import { call, said, titleOf } from '../../api/client';
import type { BudgetLine, EntryLine, MoneyForm } from '../../api/types';
import { dateTime } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { Icon } from '../../ui/icon';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { moneyWords } from '../../words/vi/money';
import { lineName, plain } from './amounts';
import { wantedLine } from './typed';

type Amounts = Pick<BudgetLine, 'planned' | 'allocated' | 'spent' | 'amount'>;

/** `Dự toán 150 · Được giao 120,5 · Đã chi –`. */
export function AmountsOf({ of, kind }: { of: Amounts; kind: BudgetLine['kind'] }) {
  const t = moneyWords();
  if (kind !== 'spending') return <b class="money-line-amount">{plain(of.amount)}</b>;
  return (
    <dl class="money-line">
      <div><dt>{t.planned}</dt><dd>{plain(of.planned)}</dd></div>
      <div><dt>{t.allocated}</dt><dd>{plain(of.allocated)}</dd></div>
      <div><dt>{t.spent}</dt><dd>{plain(of.spent)}</dd></div>
    </dl>
  );
}

export function HeldLines({ form }: { form: MoneyForm }) {
  const t = moneyWords();
  return (
    <section aria-labelledby="held">
      <h2 id="held">{t.enter.held(String(form.year))}</h2>
      <p class="quiet">{t.unit}</p>
      {form.lines.length === 0 ? <p class="empty">{t.enter.heldNone}</p> : (
        <ul class="money-lines">
          {form.lines.map((line) => (
            <li key={lineName(line)}>
              <p><b>{lineName(line)}</b>{line.is_sample && <SampleTag />}</p>
              <AmountsOf of={line} kind={line.kind} />
              <button type="button" class="link" aria-label={t.enter.fillOf(lineName(line))} onClick={() => { wantedLine.value = line; }}><Icon of={pen} size={16} />{t.enter.fill}</button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Own({ line }: { line: EntryLine }) {
  const t = moneyWords(), { entry } = line, trouble = useSignal('');
  const withdraw = async () => {
    const answer = await call('POST /budget/entries/{id}/withdrawal', { id: entry.id });
    trouble.value = answer.isFine ? '' : `${titleOf(answer.problem)} ${said(answer.problem)}`;
    forgetLoaded();
  };
  return (
    <li class={`is-${entry.state}`}>
      <p><b><Vi>{line.subject_name}</Vi>, {entry.year}: {lineName(entry)}</b> <span class={`state-tag is-${entry.state}`}>{t.states[entry.state]}</span></p>
      <AmountsOf of={entry} kind={entry.kind} />
      <p class="quiet"><small>{dateTime(entry.entered_at)}{entry.decision_note && <> · <Vi>{entry.decision_note}</Vi></>}</small></p>
      {line.may_withdraw && <button type="button" class="link" onClick={() => void withdraw()}><Icon of={undo} size={16} />{t.enter.withdraw}</button>}
      {trouble.value && <p class="field-wrong" role="alert">{trouble.value}</p>}
    </li>
  );
}


export function OwnEntries() {
  const t = moneyWords().enter, list = useLoaded('GET /budget/entries', {});
  if (!list.data) return null;
  return (
    <section class="money-own" aria-labelledby="own">
      <h2 id="own">{t.own}</h2>
      {list.data.lines.length === 0 ? <p class="empty">{t.ownNone}</p> : <ul class="money-lines">{list.data.lines.map((line) => <Own key={line.entry.id} line={line} />)}</ul>}
    </section>
  );
}
