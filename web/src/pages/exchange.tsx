// The data exchange: who takes part, what each system offers, who may call it; for administrators also the ways to change that.
// SPDX-License-Identifier: Apache-2.0
import info from 'icon:info';
import plug from 'icon:plug-zap';
import pencil from 'icon:pencil';
import power from 'icon:power';
import { call } from '../api/client';
import type { DeclaredGroup, DeclaredNode, DeclaredRight, ExchangeMemberView, RegistryView, ServiceView, SubsystemView } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { matches } from '../lib/fold';
import { date, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { GroupForm, NodeForm, ServiceChangeForm, SubsystemChangeForm } from '../rooms/exchange/change_forms';
import { DiagnosisPanel } from '../rooms/exchange/diagnosis';
import { Fold, MemberForm, QuotaForm, Removal, RightForm, ServiceForm, SubsystemForm, SwitchForm } from '../rooms/exchange/exchange_forms';
import { TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { TextField } from '../ui/field';
import { Notice } from '../ui/notice';
import { Vi } from '../ui/text';
import { diagnosisWords } from '../words/vi/diagnosis';
import { exchangeWords } from '../words/vi/exchange';

const WORDS_MOST = 80;

/** A subsystem by its name and member, a group by its code. */
function nameOf(subject: string, registry: RegistryView): string {
  for (const member of registry.members) {
    const found = member.subsystems.find((one) => one.id === subject);
    if (found) return `${found.name || found.code}, ${member.name}`;
  }
  return subject;
}

function Right({ right, registry }: { right: DeclaredRight; registry: RegistryView }) {
  const t = exchangeWords(), who = nameOf(right.subject, registry), isAll = right.method === '*' && right.path === '**';
  return (
    <li>
      <p><Vi>{who}</Vi><br /><small>{isAll ? t.allCalls : <code>{t.call(right.method, right.path)}</code>}</small></p>
      <Removal word={t.withdraw} ask={t.withdrawAsk(who)} send={() => call('POST /exchange/rights/removal', right)} />
    </li>
  );
}

function Service({ service, registry, isFar }: { service: ServiceView; registry: RegistryView; isFar: boolean }) {
  const t = exchangeWords(), rights = registry.rights.filter((one) => one.service === service.id);
  return (
    <li class="exchange-service">
      <h4>{service.title && <><Vi>{service.title}</Vi> </>}<code>{service.code}</code></h4>
      <p class="quiet">{t.types[service.type]}{service.endpoint_count > 0 && ` · ${t.endpoints(number(service.endpoint_count, 0), service.endpoint_count)}`}{service.url && <> · <code>{service.url}</code></>}</p>
      {!service.is_enabled && <p class="exchange-off"><b>{t.isOff}</b>{service.notice && <> · <Vi>{service.notice}</Vi></>}</p>}
      <h5>{t.callers}</h5>
      {rights.length === 0 ? <p class="quiet">{t.noCallers}</p> : <ul class="exchange-rights">{rights.map((one) => <Right key={`${one.subject} ${one.method} ${one.path}`} right={one} registry={registry} />)}</ul>}
      {may('exchange.manage') && (
        <div class="exchange-folds">
          <Fold name={`right ${service.id}`} title={t.right.title}><RightForm service={service} registry={registry} /></Fold>
          <Fold name={`change ${service.id}`} title={t.change.service} icon={pencil}><ServiceChangeForm id={service.id} needsUrl={!isFar} /></Fold>
          <Fold name={`test ${service.id}`} title={diagnosisWords().title} icon={plug}><DiagnosisPanel id={service.id} /></Fold>
          <Fold name={`switch ${service.id}`} title={service.is_enabled ? t.off.title : t.off.on} icon={power}><SwitchForm service={service} /></Fold>
          <Removal word={t.removeService} ask={t.removeServiceAsk(service.title || service.code)} send={() => call('POST /exchange/services/removal', { id: service.id })} />
        </div>
      )}
    </li>
  );
}

function Subsystem({ subsystem, registry }: { subsystem: SubsystemView; registry: RegistryView }) {
  const t = exchangeWords();
  return (
    <article class="machine" aria-labelledby={`s-${subsystem.id}`}>
      <div class="machine-head"><h3 id={`s-${subsystem.id}`}><Vi>{subsystem.name || subsystem.code}</Vi></h3><code>{subsystem.id}</code></div>
      <dl class="machine-facts">
        {subsystem.node ? <div><dt>{t.node}</dt><dd>{subsystem.node}</dd></div> : <div><dt>{t.connection}</dt><dd>{t.connections[subsystem.connection]}</dd></div>}
        <div><dt>{t.certificates}</dt><dd>{number(subsystem.certificate_count, 0)}</dd></div>
        <div><dt>{t.keys}</dt><dd>{number(subsystem.key_count, 0)}</dd></div>
        {subsystem.certificate_count + subsystem.key_count > 0 && <div><dt>{t.ends}</dt><dd>{subsystem.ends_at ? date(subsystem.ends_at.slice(0, 10)) : t.never}</dd></div>}
      </dl>
      {subsystem.services.length === 0 ? <p class="quiet">{t.noServices}</p> : <ul class="exchange-services">{subsystem.services.map((one) => <Service key={one.id} service={one} registry={registry} isFar={subsystem.node !== ''} />)}</ul>}
      {may('exchange.manage') && (
        <div class="exchange-folds">
          <Fold name={`change ${subsystem.id}`} title={t.change.system} icon={pencil}><SubsystemChangeForm id={subsystem.id} registry={registry} /></Fold>
          <Fold name={`service ${subsystem.id}`} title={t.service.title}><ServiceForm subsystem={subsystem} /></Fold>
          <Removal word={t.removeSubsystem} ask={t.removeSubsystemAsk(subsystem.name || subsystem.code)} send={() => call('POST /exchange/subsystems/removal', { id: subsystem.id })} />
        </div>
      )}
    </article>
  );
}

function Member({ member, registry }: { member: ExchangeMemberView; registry: RegistryView }) {
  const t = exchangeWords();
  return (
    <section class="exchange-member" aria-labelledby={`m-${member.id}`}>
      <div class="machine-head"><h2 id={`m-${member.id}`}><Vi>{member.name}</Vi></h2><code>{member.id}</code></div>
      {member.subsystems.length === 0 && <p class="quiet">{t.noSubsystems}</p>}
      {member.subsystems.map((one) => <Subsystem key={one.id} subsystem={one} registry={registry} />)}
      {may('exchange.manage') && <Fold name={`subsystem ${member.id}`} title={t.subsystem.title}><SubsystemForm member={member} /></Fold>}
    </section>
  );
}

function Group({ group, registry }: { group: DeclaredGroup; registry: RegistryView }) {
  const t = exchangeWords();
  return (
    <li>
      <b>{group.code}</b> <small>{t.groupCount(number(group.members.length, 0), group.members.length)}</small>
      {group.members.length > 0 && <small><Vi>{group.members.map((one) => nameOf(one, registry)).join('; ')}</Vi></small>}
      {may('exchange.manage') && (
        <div class="exchange-folds">
          <Fold name={`group ${group.code}`} title={t.group.change} icon={pencil}><GroupForm registry={registry} group={group} /></Fold>
          <Removal word={t.remove} ask={t.group.removeAsk(group.code)} send={() => call('POST /exchange/groups/removal', { id: group.code })} />
        </div>
      )}
    </li>
  );
}

function NodeLine({ node }: { node: DeclaredNode }) {
  const t = exchangeWords();
  return (
    <li>
      <b>{node.code}</b> <small>{node.url}</small><small>{t.nodeForm.facts(number(node.certificates.length, 0), number(node.signing_keys.length, 0))}</small>
      {may('exchange.manage') && (
        <div class="exchange-folds">
          <Fold name={`node ${node.code}`} title={t.nodeForm.change} icon={pencil}><NodeForm node={node} /></Fold>
          <Fold name={`test ${node.code}`} title={diagnosisWords().title} icon={plug}><DiagnosisPanel id={node.code} /></Fold>
          <Removal word={t.remove} ask={t.removeAsk(node.code)} send={() => call('POST /exchange/nodes/removal', { id: node.code })} />
        </div>
      )}
    </li>
  );
}

function Rest({ registry }: { registry: RegistryView }) {
  const t = exchangeWords(), limits = (perMinute: number, atOnce: number) => [perMinute > 0 && t.perMinute(number(perMinute, 0)), atOnce > 0 && t.atOnce(number(atOnce, 0))].filter(Boolean).join(' · ');
  return (
    <div class="exchange-rest">
      <section aria-labelledby="groups">
        <h2 id="groups">{t.groups}</h2>
        {registry.groups.length === 0 ? <p class="quiet">{t.noGroups}</p> : <ul>{registry.groups.map((one) => <Group key={one.code} group={one} registry={registry} />)}</ul>}
        {may('exchange.manage') && <Fold name="group" title={t.group.title}><GroupForm registry={registry} /></Fold>}
      </section>
      <section aria-labelledby="quotas">
        <h2 id="quotas">{t.quotas}</h2>
        {registry.quotas.length === 0 ? <p class="quiet">{t.noQuotas}</p> : <ul>{registry.quotas.map((one) => <li key={one.subject}><b><Vi>{nameOf(one.subject, registry)}</Vi></b> <small>{limits(one.per_minute, one.at_once)}</small><Removal word={t.remove} ask={t.removeAsk(nameOf(one.subject, registry))} send={() => call('POST /exchange/quotas/removal', { id: one.subject })} /></li>)}</ul>}
        {may('exchange.manage') && <Fold name="quota" title={t.quota.title}><QuotaForm registry={registry} /></Fold>}
      </section>
      <section aria-labelledby="nodes">
        <h2 id="nodes">{t.nodes}</h2>
        {registry.nodes.length === 0 ? <p class="quiet">{t.noNodes}</p> : <ul>{registry.nodes.map((one) => <NodeLine key={one.code} node={one} />)}</ul>}
        {may('exchange.manage') && <Fold name="node" title={t.nodeForm.title}><NodeForm /></Fold>}
      </section>
    </div>
  );
}

/** What of a member fits the words: all of it when its own name does. */
function fitting(member: ExchangeMemberView, words: string): ExchangeMemberView | null {
  if (matches(`${member.name} ${member.id}`, words)) return member;
  const subsystems = member.subsystems.filter((one) => matches([one.name, one.id, ...one.services.flatMap(({ title, code }) => [title, code])].join(' '), words));
  return subsystems.length > 0 ? { ...member, subsystems } : null;
}

function Counts({ registry }: { registry: RegistryView }) {
  const t = exchangeWords().counts, subsystems = registry.members.flatMap((one) => one.subsystems);
  const counts = [[t.members, registry.members.length], [t.subsystems, subsystems.length], [t.services, subsystems.flatMap((one) => one.services).length], [t.rights, registry.rights.length]] as const;
  return <dl class="exchange-counts">{counts.map(([name, count]) => <div key={name}><dt>{name}</dt><dd>{number(count, 0)}</dd></div>)}</dl>;
}

export function ExchangePage() {
  const t = exchangeWords(), { data, problem } = useLoaded('GET /exchange/registry', {}), words = fragment.value['q'] ?? '';
  if (!data) return <Instead here="exchange" title={t.title} problem={problem} />;
  const members = words.trim() === '' ? data.members : data.members.map((one) => fitting(one, words)).filter((one) => one !== null);
  return (
    <Workplace here="exchange" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <TrafficPages here="registry" />
        {data.instance === '' ? <Notice tone="known" icon={info} title={t.unnamed}><p>{t.unnamedText} <code>banyan exchange load FILE.json</code></p></Notice> : (
          <div class="machines">
            <Counts registry={data} />
            <p class="quiet">{t.instance(data.instance)}</p>
            <div role="search"><TextField id="find" label={t.find} value={words} change={(value) => setFragment({ q: value }, { replaces: true })} most={WORDS_MOST} /></div>
            {members.length === 0 && <p class="empty">{t.nothing(words)}</p>}
            {members.map((one) => <Member key={one.id} member={one} registry={data} />)}
            {may('exchange.manage') && <Fold name="member" title={t.member.title}><MemberForm /></Fold>}
            <Rest registry={data} />
          </div>
        )}
      </div>
    </Workplace>
  );
}
