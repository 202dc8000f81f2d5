// One role of an account as people read it: which, for whom, from when until when, on whose word.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import clock from 'icon:clock';
import past from 'icon:history';
import type { ComponentChildren } from 'preact';
import type { GrantState, RoleView } from '../../api/types';
import { date, dateTime } from '../../lib/format';
import { lastDay } from '../../lib/validity';
import { Icon } from '../../ui/icon';
import { Vi } from '../../ui/text';
import { accountsWords } from '../../words/vi/accounts';
import { roleWord } from './roles';

export function validityText({ valid_from, valid_to }: Pick<RoleView, 'valid_from' | 'valid_to'>): string {
  const t = accountsWords();
  if (valid_to === null) return t.from(date(valid_from));
  return valid_to <= valid_from ? t.called : t.until(date(valid_from), date(lastDay(valid_to)));
}

export function RoleName({ of }: { of: Pick<RoleView, 'role' | 'agency' | 'agency_name'> }) {
  return <>{roleWord(of.role)}{of.agency && <>, <Vi>{of.agency_name || of.agency}</Vi></>}</>;
}

const ORDER: readonly GrantState[] = ['holds', 'coming', 'over'];
/** What holds comes first, what is over last. */
export const inOrder = (grants: readonly RoleView[]): RoleView[] => [...grants].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));

const icons: Record<GrantState, string> = { holds: check, coming: clock, over: past };

export function GrantStateMark({ state }: { state: GrantState }) {
  return <p class={`grant-state is-${state}`}><Icon of={icons[state]} size={16} />{accountsWords().grantStates[state]}</p>;
}

interface Props {
  grant: RoleView;
  /** In place of the role: on the page of delegations people come first. */
  head?: ComponentChildren;
  children?: ComponentChildren;
}

function Given({ grant }: { grant: RoleView }) {
  const t = accountsWords(), when = dateTime(grant.given_at);
  if (grant.given_name === '') return <>{t.givenByCommand(when)}</>;
  return <Vi>{t.givenBy(grant.given_name, when)}</Vi>;
}

export function GrantItem({ grant, head, children }: Props) {
  const t = accountsWords();
  return (
    <li class={`grant is-${grant.state}`}>
      <GrantStateMark state={grant.state} />
      <div class="grant-what">
        <h3>{head ?? <RoleName of={grant} />}</h3>
        {head && <p><RoleName of={grant} /></p>}
        <p>{validityText(grant)}</p>
        {grant.is_delegated && !head && <p><span class="delegated"><Vi>{t.delegatedBy(grant.given_name)}</Vi></span></p>}
        {grant.reason && <p class="quiet"><Vi>{t.reasonOf(grant.reason)}</Vi></p>}
        <p class="quiet"><Given grant={grant} />{grant.ended_at && <> · <Vi>{t.endedBy(grant.ended_name, dateTime(grant.ended_at))}</Vi></>}</p>
      </div>
      {children}
    </li>
  );
}
