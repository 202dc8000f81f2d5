// Systems that call by themselves, for administrators: who they are, what they show at the door, and an end to it.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import plus from 'icon:plus';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call } from '../api/client';
import type { Machine, MachineKey, Role } from '../api/types';
import { date, dateTime, listed, number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { me } from '../lib/person';
import { AddMachine, MakeToken, PinCertificate } from '../rooms/people/machine_forms';
import { GuardedTrouble, PermissionName, useGuarded } from '../rooms/people/machine_parts';
import { roleWord } from '../rooms/people/roles';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import { Vi } from '../ui/text';
import { machinesWords } from '../words/vi/machines';

interface EndProps {
  code: string;
  /** Of a token or a certificate; '' for the machine itself. */
  name: string;
  word: string;
  ask: string;
  go: string;
}

/** Asks once more before it ends something. */
function End({ code, name, word, ask, go }: EndProps) {
  const t = machinesWords(), isAsking = useSignal(false), guarded = useGuarded([]), isSending = guarded.submit.state.value === 'sending';
  const end = async () => {
    const done = await guarded.send([], async () => {
      const sent = await call('POST /people/machines/{code}/revoke', { code, name });
      return sent.isFine ? { isFine: true as const, data: true } : sent;
    });
    if (done) forgetLoaded();
  };
  if (!isAsking.value) return <button type="button" class="link" onClick={() => { isAsking.value = true; }}>{word}</button>;
  return (
    <div class="ask" role="group" aria-label={word}>
      <GuardedTrouble guarded={guarded} />
      <p>{ask}</p>
      <p class="buttons">
        <button type="button" class="button is-bad" disabled={isSending} onClick={() => void end()}>{go}</button>
        <button type="button" class="button is-quiet" onClick={() => { isAsking.value = false; }}>{t.stay}</button>
      </p>
    </div>
  );
}

function stateOf(key: MachineKey, today: string): { text: string; isOver: boolean } {
  const t = machinesWords();
  if (key.revoked_at) return { text: t.revoked(date(key.revoked_at.slice(0, 10))), isOver: true };
  if (key.valid_to <= today) return { text: t.over(date(key.valid_to)), isOver: true };
  const until = t.until(date(key.valid_to));
  return { text: key.valid_from > today ? `${until}, ${t.from(date(key.valid_from))}` : until, isOver: false };
}

function Key({ machine, shown }: { machine: Machine; shown: MachineKey }) {
  const t = machinesWords(), { text, isOver } = stateOf(shown, me.value?.today ?? ''), isLess = shown.permissions.length < machine.permissions.length;
  const more = [shown.last_used_at ? t.used(dateTime(shown.last_used_at)) : t.unused, isLess && t.onlyFor(listed(shown.permissions))].filter(Boolean).join(' · ');
  return (
    <li>
      <p>{t.kinds[shown.kind as 'token' | 'certificate']} <b><Vi>{shown.name}</Vi></b><br /><small><span class={isOver ? 'is-late' : undefined}>{text}</span> · {more}</small></p>
      {machine.is_active && !shown.revoked_at && <End code={machine.code} name={shown.name} word={t.revoke} ask={t.revokeAsk(shown.name)} go={t.revokeGo} />}
    </li>
  );
}

function Keys({ machine }: { machine: Machine }) {
  const t = machinesWords(), inUse = machine.keys.filter((one) => !one.revoked_at), old = machine.keys.filter((one) => one.revoked_at);
  return (
    <>
      <h3>{t.keys}</h3>
      {inUse.length === 0 ? <p class="quiet">{t.noKeys}</p> : <ul class="machine-keys">{inUse.map((one) => <Key key={one.id} machine={machine} shown={one} />)}</ul>}
      {old.length > 0 && <div class="machine-more"><details><summary>{t.old(number(old.length, 0))}</summary><ul class="machine-keys">{old.map((one) => <Key key={one.id} machine={machine} shown={one} />)}</ul></details></div>}
    </>
  );
}

/** A form that is folded away until it is wanted; it begins anew when it is done. */
function Fold({ title, form }: { title: string; form: (done: () => void) => ComponentChildren }) {
  const isOpen = useSignal(false);
  return (
    <details open={isOpen.value} onToggle={(event) => { isOpen.value = event.currentTarget.open; }}>
      <summary><Icon of={plus} size={18} />{title}</summary>
      {isOpen.value && form(() => {
        isOpen.value = false;
        forgetLoaded();
      })}
    </details>
  );
}

function Names({ names }: { names: readonly string[] }) {
  return <ul class="permission-names">{names.map((one) => <li key={one}><PermissionName name={one} /></li>)}</ul>;
}

const roleText = (role: string): string => roleWord(role.split(':')[0] as Role);

function One({ machine, most }: { machine: Machine; most: number }) {
  const t = machinesWords(), { data } = useLoaded('GET /reference/agencies/{code}', { code: machine.agency });
  return (
    <section class={machine.is_active ? 'machine' : 'machine is-stopped'} aria-labelledby={`machine-${machine.code} code-${machine.code}`}>
      <div class="machine-head">
        <h2 id={`machine-${machine.code}`}><Vi>{machine.name}</Vi></h2><code id={`code-${machine.code}`}>{machine.code}</code>
        {!machine.is_active && <b>{t.stopped}</b>}
      </div>
      <dl class="machine-facts">
        <div><dt>{t.agency}</dt><dd><Vi>{data?.agency.name ?? machine.agency}</Vi></dd></div>
        <div><dt>{t.contact}</dt><dd><Vi>{machine.contact}</Vi></dd></div>
        <div><dt>{t.roles}</dt><dd>{listed(machine.roles.map(roleText))}</dd></div>
        <div class="is-wide"><dt>{t.permissions}</dt><dd><Names names={machine.permissions} /></dd></div>
      </dl>
      <Keys machine={machine} />
      {machine.is_active && (
        <div class="machine-more">
          <Fold title={t.token.title} form={(done) => <MakeToken machine={machine} most={most} done={done} />} />
          <Fold title={t.certificate.title} form={(done) => <PinCertificate machine={machine} done={done} />} />
          <End code={machine.code} name="" word={t.stop} ask={t.stopAsk(machine.name)} go={t.stopGo} />
        </div>
      )}
    </section>
  );
}

export function MachinesPage() {
  const t = machinesWords(), { data, problem } = useLoaded('GET /people/machines', {}), added = useSignal('');
  if (!data) return <Instead here="machines" title={t.title} problem={problem} />;
  const ordered = [...data.machines].sort((a, b) => Number(b.is_active) - Number(a.is_active));
  return (
    <Workplace here="machines" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="machines">
          {added.value && <Notice key={added.value} tone="good" icon={check} title={t.add.done(added.value)} takesFocus />}
          {ordered.length === 0 && <p class="empty">{t.none}</p>}
          {ordered.map((one) => <One key={one.id} machine={one} most={data.days_max} />)}
          <div class="machine-more">
            <Fold title={t.add.title} form={(done) => <AddMachine list={data} added={(machine) => { added.value = machine.name; done(); }} />} />
          </div>
        </div>
      </div>
    </Workplace>
  );
}
