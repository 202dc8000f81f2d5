// The forms about a machine: letting it in, a token that is shown once, a certificate.
// SPDX-License-Identifier: Apache-2.0
import key from 'icon:key-round';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { Machine, MachineList, MachineTokenMade, Role } from '../../api/types';
import { fold } from '../../lib/fold';
import { number } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextArea, TextField } from '../../ui/field';
import { Notice } from '../../ui/notice';
import { machinesWords } from '../../words/vi/machines';
import { ConfirmAsked, GuardedTrouble, Ticks, useGuarded } from './machine_parts';
import { roleWord } from './roles';

const CODE_MOST = 39, NAME_MOST = 120, CONTACT_MOST = 200, KEY_NAME_MOST = 80, PEM_MOST = 16_384, DAYS = [30, 90, 180, 365, 730], MS_OF_DAY = 86_400_000;

const missing = (rows: readonly (readonly [string, boolean, string])[]): Wrong[] => rows.filter(([, isThere]) => !isThere).map(([field, , text]) => ({ field, text }));

function AgencyField({ value, change, wrong }: { value: string; change: (code: string) => void; wrong: string | undefined }) {
  const t = machinesWords().add, { data } = useLoaded('GET /reference/agencies', { on: me.value?.today ?? '' });
  const agencies = [...(data?.agencies ?? [])].sort((a, b) => fold(a.name).localeCompare(fold(b.name)));
  return (
    <Field id="agency" label={t.agency} hint={t.agencyHint} wrong={wrong}>
      {(ties) => (
        <select {...ties} value={value} onChange={(event) => change(event.currentTarget.value)}>
          <option value="">{t.chooseAgency}</option>
          {agencies.map((one) => <option key={one.code} value={one.code} selected={one.code === value} lang="vi">{one.name}</option>)}
        </select>
      )}
    </Field>
  );
}

export function AddMachine({ list, added }: { list: MachineList; added: (machine: Machine) => void }) {
  const t = machinesWords().add, guarded = useGuarded(['code', 'name', 'agency', 'contact', 'role', 'permissions']), wrongs = guarded.submit.wrongs.value;
  const code = useSignal(''), name = useSignal(''), agency = useSignal(''), contact = useSignal(''), role = useSignal<Role>('officer'), permissions = useSignal<string[]>([]);
  const roles = [...new Set(list.scopes.flatMap((one) => one.roles))] as Role[];
  const names = list.scopes.filter((one) => one.roles.includes(role.value)).map((one) => one.name);
  const chosen = permissions.value.filter((one) => names.includes(one)), isSending = guarded.submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const m = t.missing, wrong = missing([['code', code.value.trim() !== '', m.code], ['name', name.value.trim() !== '', m.name], ['agency', agency.value !== '', m.agency], ['contact', contact.value.trim() !== '', m.contact], ['permissions', chosen.length > 0, m.permissions]]);
    const made = await guarded.send(wrong, () => call('POST /people/machines', { code: code.value.trim(), name: name.value, agency: agency.value, contact: contact.value, role: role.value, permissions: chosen }));
    if (made) added(made);
  };
  return (
    <>
      <form class="form" noValidate onSubmit={(event) => void send(event)}>
        <GuardedTrouble guarded={guarded} />
        <TextField id="code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />
        <TextField id="name" label={t.name} hint={t.nameHint} wrong={wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={NAME_MOST} />
        <AgencyField value={agency.value} change={(value) => { agency.value = value; }} wrong={wrongOf(wrongs, 'agency')} />
        <TextField id="contact" label={t.contact} hint={t.contactHint} wrong={wrongOf(wrongs, 'contact')} value={contact.value} change={(value) => { contact.value = value; }} most={CONTACT_MOST} />
        <Field id="role" label={t.role} wrong={wrongOf(wrongs, 'role')}>
          {(ties) => <select {...ties} value={role.value} onChange={(event) => { role.value = event.currentTarget.value as Role; }}>{roles.map((one) => <option key={one} value={one} selected={one === role.value}>{roleWord(one)}</option>)}</select>}
        </Field>
        <Ticks id="permissions" label={t.permissions} hint={t.permissionsHint} wrong={wrongOf(wrongs, 'permissions')} names={names} chosen={chosen} choose={(wanted) => { permissions.value = wanted; }} />
        <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
      </form>
      <ConfirmAsked guarded={guarded} />
    </>
  );
}

function TokenShown({ made, done }: { made: MachineTokenMade; done: () => void }) {
  const t = machinesWords().token, isCopied = useSignal(false);
  const copy = () => navigator.clipboard.writeText(made.token).then(() => { isCopied.value = true; }, () => undefined);
  return (
    <div class="token-shown">
      <Notice tone="warn" icon={key} title={t.shown} takesFocus isPart><p>{t.shownText}</p></Notice>
      <code class="secret-text">{made.token}</code>
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={() => void copy()}>{t.copy}</button>
        <button type="button" class="button" onClick={done}>{t.kept}</button>
        <span class="hint" role="status">{isCopied.value && t.copied}</span>
      </p>
    </div>
  );
}

const dayAfter = (today: string, days: number): string => new Date(Date.parse(today) + days * MS_OF_DAY).toISOString().slice(0, 10);

export function MakeToken({ machine, most, done }: { machine: Machine; most: number; done: () => void }) {
  const t = machinesWords().token, id = `token-${machine.code}`, guarded = useGuarded(['name', 'permissions', 'valid_to']), wrongs = guarded.submit.wrongs.value;
  const choices = [...new Set([...DAYS.filter((one) => one < most), most])], isSending = guarded.submit.state.value === 'sending';
  const name = useSignal(''), days = useSignal(Math.min(most, 365)), permissions = useSignal<string[]>(machine.permissions), made = useSignal<MachineTokenMade | null>(null);
  if (made.value) return <TokenShown made={made.value} done={done} />;
  const send = async (event: Event) => {
    event.preventDefault();
    const wrong = missing([[`${id}-name`, name.value.trim() !== '', t.missing], [`${id}-permissions`, permissions.value.length > 0, t.noPermission]]);
    made.value = await guarded.send(wrong, () => call('POST /people/machines/{code}/tokens', { code: machine.code, name: name.value, permissions: permissions.value, valid_to: dayAfter(me.value?.today ?? '', days.value) }));
  };
  return (
    <>
      <form class="form" noValidate onSubmit={(event) => void send(event)}>
        <GuardedTrouble guarded={guarded} />
        <TextField id={`${id}-name`} label={t.name} hint={t.nameHint} wrong={wrongOf(wrongs, `${id}-name`) ?? wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={KEY_NAME_MOST} />
        <Field id={`${id}-days`} label={t.days} wrong={wrongOf(wrongs, 'valid_to')}>
          {(ties) => <select {...ties} value={days.value} onChange={(event) => { days.value = Number(event.currentTarget.value); }}>{choices.map((one) => <option key={one} value={one} selected={one === days.value}>{t.dayCount(number(one, 0))}</option>)}</select>}
        </Field>
        <Ticks id={`${id}-permissions`} label={t.permissions} wrong={wrongOf(wrongs, `${id}-permissions`)} names={machine.permissions} chosen={permissions.value} choose={(wanted) => { permissions.value = wanted; }} />
        <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
      </form>
      <ConfirmAsked guarded={guarded} />
    </>
  );
}

export function PinCertificate({ machine, done }: { machine: Machine; done: () => void }) {
  const t = machinesWords().certificate, id = `certificate-${machine.code}`, guarded = useGuarded(['name', 'certificate', 'valid_to']), wrongs = guarded.submit.wrongs.value;
  const name = useSignal(''), pem = useSignal(''), isSending = guarded.submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const wrong = missing([[`${id}-name`, name.value.trim() !== '', machinesWords().token.missing], [`${id}-pem`, pem.value.trim() !== '', t.pemMissing]]);
    const pinned = await guarded.send(wrong, () => call('POST /people/machines/{code}/certificates', { code: machine.code, name: name.value, certificate: pem.value }));
    if (pinned) done();
  };
  return (
    <>
      <form class="form" noValidate onSubmit={(event) => void send(event)}>
        <GuardedTrouble guarded={guarded} />
        <TextField id={`${id}-name`} label={t.name} hint={t.nameHint} wrong={wrongOf(wrongs, `${id}-name`) ?? wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={KEY_NAME_MOST} />
        <div class="pem-box"><TextArea id={`${id}-pem`} label={t.pem} hint={t.pemHint} wrong={wrongOf(wrongs, `${id}-pem`) ?? wrongOf(wrongs, 'certificate')} value={pem.value} change={(value) => { pem.value = value; }} most={PEM_MOST} rows={6} /></div>
        <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
      </form>
      <ConfirmAsked guarded={guarded} />
    </>
  );
}
