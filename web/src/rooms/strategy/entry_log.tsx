// All that was ever handed in about one thing: what, by whom, what became of it, and why.
// SPDX-License-Identifier: Apache-2.0
import type { Submission } from '../../api/types';
import { dateTime, period } from '../../lib/format';
import { PartHeading } from '../../ui/heading';
import { Vi } from '../../ui/text';
import { checksWords } from '../../words/vi/checks';
import { entryText } from './entry_text';

function Line({ one, here, unit, hasPeriod }: { one: Submission; here: string; unit: string; hasPeriod: boolean }) {
  const t = checksWords(), text = t.logged[one.state](entryText(one, unit));
  return (
    <li class={`log-line is-${one.state}`}>
      <p>{one.id === here ? <b>{text} ({t.logThis})</b> : <a href={`/kiem-tra/${one.id}`}>{text}</a>}{hasPeriod && one.period && <span class="quiet"> · {period(one.period)}</span>}</p>
      <p class="quiet">{t.loggedBy(one.entered_name, dateTime(one.entered_at))}</p>
      {one.decision_note && <p class="log-note"><Vi>{one.decision_note}</Vi></p>}
    </li>
  );
}

export function EntryLog({ log, here, unit }: { log: readonly Submission[]; here: Submission; unit: string }) {
  const t = checksWords(), same = log.filter((one) => one.period === here.period), others = log.filter((one) => one.period !== here.period);
  return (
    <section aria-labelledby="log">
      <PartHeading id="log">{t.log}</PartHeading>
      <ol class="log">{same.map((one) => <Line key={one.id} one={one} here={here.id} unit={unit} hasPeriod={false} />)}</ol>
      {others.length > 0 && (
        <details class="fold">
          <summary>{t.logOthers} ({others.length})</summary>
          <ol class="log">{others.map((one) => <Line key={one.id} one={one} here={here.id} unit={unit} hasPeriod />)}</ol>
        </details>
      )}
    </section>
  );
}
