// The newest figures: what it was, what it became, whose it is.
// SPDX-License-Identifier: Apache-2.0
import arrow from 'icon:arrow-right';
import type { ChangeView } from '../../api/types';
import { amount, date, decimalsFor, period } from '../../lib/format';
import { Icon } from '../../ui/icon';
import { SampleTag } from '../../ui/sample';
import { Vi } from '../../ui/text';
import { homeWords } from '../../words/vi/home';

const SHOWN = 6;

function Figures({ one }: { one: ChangeView }) {
  const t = homeWords(), decimals = decimalsFor(one.value ?? 0);
  if (one.text !== '') return <b><Vi>{one.text}</Vi></b>;
  const now = one.value === null ? '–' : amount(one.value, one.unit, decimals);
  if (one.previous === null) return <><b>{now}</b> <span class="quiet">({t.firstFigure})</span></>;
  return <><s>{amount(one.previous, one.unit, decimals)}</s> <Icon of={arrow} size={15} /><span class="unseen">{t.becomes}</span> <b>{now}</b></>;
}

export function Changes({ changes }: { changes: readonly ChangeView[] }) {
  const t = homeWords();
  return (
    <div class="changes">
      <h2>{t.changes}</h2>
      {changes.length === 0 ? <p class="empty">{t.noChanges}</p> : (
        <ol>
          {changes.slice(0, SHOWN).map((one) => (
            <li key={one.indicator}>
              {one.recorded_at && <time class="quiet" dateTime={one.recorded_at}>{date(one.recorded_at)}</time>}
              <p class="change-title"><a href={`/chi-tieu/${encodeURIComponent(one.indicator)}`}><Vi>{one.title}</Vi></a></p>
              <p class="change-figures"><Figures one={one} /></p>
              <small class="quiet">{period(one.period)}{one.agency_name && <> · <Vi>{one.agency_name}</Vi></>} {one.is_sample && <SampleTag />}</small>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
