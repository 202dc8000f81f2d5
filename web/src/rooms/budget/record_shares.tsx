// Recording what is computed from the money into the indicators that ask for it.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call, said, titleOf } from '../../api/client';
import type { RuleShares } from '../../api/types';
import { setQuery } from '../../lib/address';
import { date, number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { TextField } from '../../ui/field';
import { ProblemNote } from '../../ui/problem';
import { commonWords } from '../../words/vi/common';
import { moneyWords } from '../../words/vi/money';
import { percent } from './amounts';

function resultOf(shares: RuleShares): string {
  const t = moneyWords(), [only] = shares.shares;
  if (shares.rule.scope === 'commune') return `${t.communesMet(number(shares.met, 0), number(shares.total, 0))}; ${t.communesKnown(number(shares.known, 0), number(shares.total, 0))}`;
  return only?.is_whole ? percent(only.share) : t.notWhole;
}

function One({ shares, year }: { shares: RuleShares; year: number }) {
  const t = moneyWords(), { rule } = shares, reason = useSignal(''), told = useSignal(''), isWrong = useSignal(false);
  const title = language.value === 'en' ? rule.title_en : rule.title, needsReason = shares.shares.some((one) => one.recorded !== null && one.share !== null && one.recorded !== one.share);
  const record = async () => {
    const answer = await call('POST /budget/shares', { rule: rule.code, year, reason: reason.value.trim() });
    const [fault] = answer.isFine ? [] : (answer.problem.errors ?? []);
    isWrong.value = !answer.isFine;
    told.value = answer.isFine ? t.record.done(number(answer.data.recorded, 0), number(answer.data.unchanged, 0), number(answer.data.left_out, 0)) : fault ? said(fault) : `${titleOf(answer.problem)} ${said(answer.problem)}`;
    if (answer.isFine) forgetLoaded();
  };
  return (
    <li>
      <p><b>{title}</b></p>
      <p>{resultOf(shares)}</p>
      {!shares.is_over && shares.ends_on ? <p class="quiet">{t.running(date(shares.ends_on))}</p> : (
        <>
          {needsReason && <TextField id={`reason-${rule.code}`} label={t.record.reason} value={reason.value} change={(value) => { reason.value = value; }} most={500} />}
          {shares.is_recorded ? <p class="quiet">{t.record.isRecorded}</p> : <p class="buttons"><button type="button" class="button is-quiet" aria-label={t.record.goOf(title, String(year))} onClick={() => void record()}>{t.record.go(String(year))}</button></p>}
        </>
      )}
      <p class={isWrong.value ? 'field-wrong' : 'quiet'} role="status">{told.value}</p>
    </li>
  );
}

export function RecordShares({ year }: { year: number }) {
  const t = moneyWords(), loaded = useLoaded('GET /budget/summary', { year }), rules = loaded.data?.rules.filter((one) => one.rule.indicator !== '') ?? [];
  return (
    <section class="money-record" aria-labelledby="record">
      <h2 id="record">{t.record.title}</h2>
      <p class="quiet">{t.record.text}</p>
      <div class="segments" role="group" aria-label={t.years}>
        {[year - 1, year, year + 1].map((one) => <button key={one} type="button" aria-pressed={one === year} onClick={() => setQuery({ year: String(one) })}>{one}</button>)}
      </div>
      {loaded.problem && <ProblemNote problem={loaded.problem} />}
      {!loaded.data ? <p class="quiet">{commonWords().loading}</p> : rules.length === 0 ? <p class="empty">{t.record.none}</p> : <ul class="money-lines is-wide">{rules.map((one) => <One key={one.rule.code + year} shares={one} year={year} />)}</ul>}
    </section>
  );
}
