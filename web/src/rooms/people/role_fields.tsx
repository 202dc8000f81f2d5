// The fields of giving a role: which, for which agency, from when until when, on what basis.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type Signal } from '@preact/signals';
import type { Role } from '../../api/types';
import { useLoaded } from '../../lib/loaded';
import { dayAfter, readOptionalDate } from '../../lib/validity';
import { wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextField } from '../../ui/field';
import { accountsWords } from '../../words/vi/accounts';
import { roleWord } from './roles';

const ROLES: readonly Role[] = ['citizen', 'officer', 'head', 'coordinator', 'leader', 'administrator'];
const BOUND: readonly string[] = ['officer', 'head'];
const REASON_MAX = 300, DAY_MAX = 10;

export const ROLE_FIELDS = ['role', 'agency', 'valid_from', 'valid_to', 'reason'] as const;

export interface RoleDraft {
  role: Signal<Role | ''>;
  agency: Signal<string>;
  from: Signal<string>;
  to: Signal<string>;
  reason: Signal<string>;
}

export const useRoleDraft = (): RoleDraft => ({ role: useSignal<Role | ''>(''), agency: useSignal(''), from: useSignal(''), to: useSignal(''), reason: useSignal('') });

export function roleWrongs({ role, agency, from, to }: RoleDraft): Wrong[] {
  const t = accountsWords().wrongs, found: Wrong[] = [];
  if (role.value === '') found.push({ field: 'role', text: t.role });
  if (BOUND.includes(role.value) && agency.value === '') found.push({ field: 'agency', text: t.agency });
  if (readOptionalDate(from.value) === undefined) found.push({ field: 'valid_from', text: t.day });
  if (readOptionalDate(to.value) === undefined) found.push({ field: 'valid_to', text: t.day });
  return found;
}

/** What is sent; only once there is nothing wrong with it. */
export function roleInput({ role, agency, from, to, reason }: RoleDraft) {
  const last = readOptionalDate(to.value) ?? null;
  return {
    role: role.value as Role,
    agency: BOUND.includes(role.value) ? agency.value : '',
    valid_from: readOptionalDate(from.value) ?? null,
    valid_to: last === null ? null : dayAfter(last),
    reason: reason.value.trim(),
  };
}

/** They arrive after the box is drawn, so the chosen one says so itself. */
export function AgencyOptions({ chosen }: { chosen: string }) {
  const { data } = useLoaded('GET /reference/agencies', {});
  return <>{data?.agencies.map((one) => <option key={one.code} value={one.code} selected={one.code === chosen} lang="vi">{one.name}</option>)}</>;
}

export function RoleFields({ draft, wrongs }: { draft: RoleDraft; wrongs: readonly Wrong[] }) {
  const t = accountsWords().give;
  return (
    <>
      <Field id="role" label={t.role} wrong={wrongOf(wrongs, 'role')}>
        {(ties) => (
          <select {...ties} value={draft.role.value} onChange={(event) => { draft.role.value = event.currentTarget.value as Role | ''; }}>
            <option value="">{t.chooseRole}</option>
            {ROLES.map((one) => <option key={one} value={one}>{roleWord(one)}</option>)}
          </select>
        )}
      </Field>
      {BOUND.includes(draft.role.value) && (
        <Field id="agency" label={t.agency} wrong={wrongOf(wrongs, 'agency')}>
          {(ties) => (
            <select {...ties} value={draft.agency.value} onChange={(event) => { draft.agency.value = event.currentTarget.value; }}>
              <option value="">{t.chooseAgency}</option>
              <AgencyOptions chosen={draft.agency.value} />
            </select>
          )}
        </Field>
      )}
      <div class="field-pair">
        <TextField id="valid_from" label={t.from} hint={t.fromHint} isOptional wrong={wrongOf(wrongs, 'valid_from')} value={draft.from.value} change={(value) => { draft.from.value = value; }} most={DAY_MAX} inputMode="numeric" />
        <TextField id="valid_to" label={t.to} hint={t.toHint} isOptional wrong={wrongOf(wrongs, 'valid_to')} value={draft.to.value} change={(value) => { draft.to.value = value; }} most={DAY_MAX} inputMode="numeric" />
      </div>
      <TextField id="reason" label={t.reason} hint={t.reasonHint} isOptional wrong={wrongOf(wrongs, 'reason')} value={draft.reason.value} change={(value) => { draft.reason.value = value; }} most={REASON_MAX} />
    </>
  );
}
