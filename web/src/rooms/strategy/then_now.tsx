// Who leads: as the document names them, beside who answers today and why.
// SPDX-License-Identifier: Apache-2.0
import arrow from 'icon:arrow-right';
import type { AssignmentRole, AssignmentView } from '../../api/types';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { tasksWords } from '../../words/vi/tasks';
import { AgencyName, isSame, leadsOf } from './who';

interface Naming {
  named: string;
  /** An agency whose work was parted has several heirs. */
  heirs: AssignmentView[];
}

/** One line a name in the document. */
export function namingsOf(leads: readonly AssignmentView[]): Naming[] {
  const namings: Naming[] = [];
  for (const one of leads) {
    const found = namings.find((other) => other.named === one.named);
    if (found) found.heirs.push(one);
    else namings.push({ named: one.named, heirs: [one] });
  }
  return namings;
}

function Heir({ one }: { one: AssignmentView }) {
  const t = tasksWords().one;
  return (
    <li>
      {one.agency === '' ? <p class="who-name is-ended">{t.ended}</p> : <p class="who-name"><AgencyName one={one} /></p>}
      {isSame(one) && <p class="quiet">{t.same}</p>}
      {one.note !== '' ? <p class="quiet"><Vi>{one.note}</Vi></p> : one.agency === '' && <p class="quiet">{t.endedText}</p>}
      {one.basis && <p class="quiet">{t.basis}: <Vi>{one.basis}</Vi></p>}
    </li>
  );
}

export function ThenNow({ assignments }: { assignments: readonly AssignmentView[] }) {
  const t = tasksWords().one;
  return (
    <div class="then-now" role="table" aria-label={commonWords().role.lead}>
      <div class="then-now-head" role="row"><span role="columnheader">{t.named}</span><span role="columnheader">{t.now}</span></div>
      {namingsOf(leadsOf(assignments)).map(({ named, heirs }) => (
        <div key={named} class="then-now-row" role="row">
          <div role="cell"><p class="who-name"><Vi>{named}</Vi></p></div>
          <div role="cell"><Icon of={arrow} size={18} /><ul>{heirs.map((one) => <Heir key={one.agency} one={one} />)}</ul></div>
        </div>
      ))}
    </div>
  );
}

/** Supporters and monitors: by their names of today, and as named where that differs. */
export function Helpers({ assignments, kind }: { assignments: readonly AssignmentView[]; kind: AssignmentRole }) {
  const t = tasksWords().one, found = assignments.filter((one) => one.role === kind);
  if (found.length === 0) return null;
  return (
    <div class="helpers">
      <h3>{commonWords().role[kind]}</h3>
      <ul>
        {found.map((one) => (
          <li key={`${one.named} ${one.agency}`}>
            {one.agency === '' ? <><Vi>{one.named}</Vi> <small class="quiet">({t.endedText})</small></> : <AgencyName one={one} />}
            {one.agency !== '' && !isSame(one) && <small class="quiet"> {t.named}: <Vi>{one.named}</Vi></small>}
          </li>
        ))}
      </ul>
    </div>
  );
}
