// After sending: that it arrived, what a machine sees in it, and where to go on.
// SPDX-License-Identifier: Apache-2.0
import arrow from 'icon:arrow-right';
import check from 'icon:circle-check-big';
import { useContext } from 'preact/hooks';
import type { IndicatorView, Submission } from '../../api/types';
import { dateTime, number } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { IsWithin, PartHeading } from '../../ui/heading';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { inboxWords } from '../../words/vi/inbox';
import { entryText } from './entry_text';
import { Findings } from './findings';
import { hrefOf } from './inbox_groups';
import { Withdraw } from './waiting_entry';

function Next({ sent }: { sent: Submission }) {
  const inbox = useLoaded('GET /strategy/inbox', {}), next = inbox.data?.items.find((one) => (one.kind === 'figure' || one.kind === 'task' || one.kind === 'returned') && one.item !== sent.item);
  if (!next) return null;
  return (
    <p class="next-work">
      <span class="quiet">{formsWords().sent.next}</span>
      <a href={hrefOf(next)}><span>{inboxWords().verbs[next.kind]}:</span> <Vi>{next.title}</Vi> <Icon of={arrow} size={18} /></a>
    </p>
  );
}

interface Props {
  sent: Submission;
  unit: string;
  /** null: no machine looks at it. */
  view: IndicatorView | null;
  withdrawn: (one: Submission) => void;
}

export function SentEntry({ sent, unit, view, withdrawn }: Props) {
  const t = formsWords().sent, isWithin = useContext(IsWithin), page = useLoaded('GET /strategy/submissions/{id}', { id: sent.id });
  const findings = page.data?.findings ?? [], odd = findings.filter((one) => !one.is_fine).length;
  return (
    <div class="sent">
      <Notice tone="good" icon={check} title={t.title} isPart takesFocus>
        <p><b><Vi>{entryText(sent, unit)}</Vi></b> · {t.at(dateTime(sent.entered_at))}</p>
        <p>{t.text}</p>
      </Notice>
      {view && findings.length > 0 && (
        <section aria-labelledby="machine">
          <PartHeading id="machine">{t.machine}</PartHeading>
          {odd > 0 && <p>{t.machineOdd(number(odd, 0), odd)}</p>}
          <Findings view={view} findings={findings} value={sent.value} />
        </section>
      )}
      <div class="buttons">
        {!isWithin && <a class="button" href="/viec">{t.home}</a>}
        <a class="button is-quiet" href={`/kiem-tra/${sent.id}`}>{t.see}</a>
        <Withdraw id={sent.id} label={t.withdraw} done={withdrawn} />
      </div>
      {!isWithin && <Next sent={sent} />}
    </div>
  );
}
