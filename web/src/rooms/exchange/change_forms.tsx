// Forms that change what is registered: groups with their members, nodes, systems with certificates and keys, services.
// SPDX-License-Identifier: Apache-2.0
import { useSignal, type Signal } from '@preact/signals';
import { call } from '../../api/client';
import type { BodyPolicy, Connection, DeclaredCertificate, DeclaredGroup, DeclaredKey, DeclaredNode, RegistryView, ServicePage, ServiceType, SubsystemPage } from '../../api/types';
import { matches } from '../../lib/fold';
import { date } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { wrongOf, type Wrong } from '../../ui/error_summary';
import { TextArea, TextField } from '../../ui/field';
import { useSubmit } from '../../ui/submit';
import { LoadTrouble } from '../strategy/workplace';
import { commonWords } from '../../words/vi/common';
import { exchangeWords } from '../../words/vi/exchange';
import { Choose, Form, missing } from './exchange_forms';

const CODE_MOST = 50, NAME_MOST = 200, URL_MOST = 1000, PEM_MOST = 16_384, DOCUMENT_MOST = 900_000, SECONDS_LETTERS = 4, WORDS_MOST = 80, MANY = 8;
const CONNECTIONS: Connection[] = ['mtls', 'https', 'http'], TYPES: ServiceType[] = ['rest', 'openapi', 'wsdl'], BODIES: (BodyPolicy | '')[] = ['', 'kept', 'digested', 'dropped'];

// ---- groups ----

export function GroupForm({ registry, group }: { registry: RegistryView; group?: DeclaredGroup }) {
  const t = exchangeWords().group, submit = useSubmit(['code', 'members']), wrongs = submit.wrongs.value;
  const code = useSignal(group?.code ?? ''), chosen = useSignal<readonly string[]>(group?.members ?? []), words = useSignal('');
  const systems = registry.members.flatMap((member) => member.subsystems.map((one) => ({ id: one.id, name: `${one.name || one.code} (${member.name})` })));
  const shown = systems.filter((one) => chosen.value.includes(one.id) || matches(`${one.name} ${one.id}`, words.value));
  const turn = (id: string, isOn: boolean) => { chosen.value = isOn ? [...chosen.value, id] : chosen.value.filter((one) => one !== id); };
  const ask = () => call('POST /exchange/groups', { code: code.value.trim(), members: [...chosen.value] });
  return (
    <Form submit={submit} go={group ? t.save : t.go} wrongs={missing([['code', code.value, t.missing]])} ask={ask}>
      {!group && <TextField id="code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />}
      {systems.length > MANY && <TextField id="members-find" label={t.find} value={words.value} change={(value) => { words.value = value; }} most={WORDS_MOST} isOptional />}
      <fieldset class="group-members">
        <legend>{t.members}</legend>
        {shown.map((one, i) => <label key={one.id} class="check-line"><input id={i === 0 ? 'members' : undefined} type="checkbox" checked={chosen.value.includes(one.id)} onChange={(event) => turn(one.id, event.currentTarget.checked)} /><span lang="vi">{one.name}</span></label>)}
      </fieldset>
    </Form>
  );
}

// ---- certificates and keys ----

interface Pems<T> {
  kept: Signal<readonly T[]>;
  added: Signal<string>;
}

function usePems<T>(kept: readonly T[]): Pems<T> {
  return { kept: useSignal(kept), added: useSignal('') };
}

const certificatesOf = ({ kept, added }: Pems<DeclaredCertificate>): DeclaredCertificate[] => [...kept.value, ...(added.value.trim() ? [{ pem: added.value, file: '' }] : [])];
const keysOf = ({ kept, added }: Pems<DeclaredKey>): DeclaredKey[] => [...kept.value, ...(added.value.trim() ? [{ key_id: '', pem: added.value, file: '', valid_from: null, valid_to: null }] : [])];

interface PemBoxesProps<T> {
  id: string;
  title: string;
  label: string;
  of: Pems<T>;
  name: (one: T, place: number) => string;
  wrongs: readonly Wrong[];
}

/** What is registered, each to be taken away, and a box for one more. */
function PemBoxes<T extends { pem: string }>({ id, title, label, of, name, wrongs }: PemBoxesProps<T>) {
  const t = exchangeWords(), box = `${id}-${of.kept.value.length}`;
  return (
    <fieldset class="pem-boxes">
      <legend>{title}</legend>
      {of.kept.value.length === 0 ? <p class="quiet">{t.change.none}</p> : (
        <ul>
          {of.kept.value.map((one, i) => (
            <li key={one.pem}>
              <span>{name(one, i)}</span> <code>{one.pem.replace(/-----[^-]+-----|\s/g, '').slice(-24)}</code>
              <button type="button" class="link" onClick={() => { of.kept.value = of.kept.value.filter((each) => each !== one); }}>{t.remove}<span class="unseen"> {name(one, i)}</span></button>
            </li>
          ))}
        </ul>
      )}
      <div class="pem-box"><TextArea id={box} label={label} hint={t.subsystem.pemHint} wrong={wrongOf([...wrongs], box)} value={of.added.value} change={(value) => { of.added.value = value; }} most={PEM_MOST} rows={4} isOptional /></div>
    </fieldset>
  );
}

function CertificateBoxes({ id, of, wrongs }: { id: string; of: Pems<DeclaredCertificate>; wrongs: readonly Wrong[] }) {
  const t = exchangeWords(), c = t.change;
  return <PemBoxes id={id} title={t.certificates} label={c.addCertificate} of={of} name={(_, i) => c.certificate(String(i + 1))} wrongs={wrongs} />;
}

function KeyBoxes({ id, of, wrongs }: { id: string; of: Pems<DeclaredKey>; wrongs: readonly Wrong[] }) {
  const t = exchangeWords(), c = t.change;
  return <PemBoxes id={id} title={t.keys} label={c.addKey} of={of} name={(one) => (one.valid_to ? c.keyUntil(one.key_id, date(one.valid_to)) : one.key_id)} wrongs={wrongs} />;
}

// ---- nodes ----

export function NodeForm({ node }: { node?: DeclaredNode }) {
  const t = exchangeWords().nodeForm, certificates = usePems(node?.certificates ?? []), keys = usePems(node?.signing_keys ?? []);
  const submit = useSubmit(['code', 'url', `certificates-${certificates.kept.value.length}`, `signing_keys-${keys.kept.value.length}`]), wrongs = submit.wrongs.value;
  const code = useSignal(node?.code ?? ''), url = useSignal(node?.url ?? '');
  const ask = () => call('POST /exchange/nodes', { code: code.value.trim(), url: url.value.trim(), certificates: certificatesOf(certificates), signing_keys: keysOf(keys) });
  return (
    <Form submit={submit} go={node ? t.save : t.go} wrongs={missing([['code', code.value, t.missingCode], ['url', url.value, t.missingUrl]])} ask={ask}>
      {!node && <TextField id="code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />}
      <TextField id="url" label={t.url} hint={t.urlHint} wrong={wrongOf(wrongs, 'url')} value={url.value} change={(value) => { url.value = value; }} most={URL_MOST} />
      <CertificateBoxes id="certificates" of={certificates} wrongs={wrongs} />
      <KeyBoxes id="signing_keys" of={keys} wrongs={wrongs} />
    </Form>
  );
}

// ---- systems ----

function SubsystemChange({ page, registry }: { page: SubsystemPage; registry: RegistryView }) {
  const words = exchangeWords(), t = words.subsystem, { subsystem } = page, certificates = usePems(subsystem.certificates), keys = usePems(subsystem.signing_keys);
  const submit = useSubmit(['subsystem-name', 'subsystem-node', `subsystem-certificates-${certificates.kept.value.length}`, `subsystem-signing_keys-${keys.kept.value.length}`]), wrongs = submit.wrongs.value;
  const name = useSignal(subsystem.name), connection = useSignal<Connection>(subsystem.connection), node = useSignal(subsystem.node);
  const ask = () => call('POST /exchange/subsystems', {
    member: page.member,
    subsystem: { code: subsystem.code, name: name.value, connection: connection.value, node: node.value, services: [], certificates: certificatesOf(certificates), signing_keys: keysOf(keys) },
  });
  return (
    <Form submit={submit} go={words.change.save} wrongs={[]} ask={ask}>
      <TextField id="subsystem-name" label={t.name} wrong={wrongOf(wrongs, 'subsystem-name')} value={name.value} change={(value) => { name.value = value; }} most={NAME_MOST} isOptional />
      <Choose id="subsystem-connection" label={words.connection} value={connection.value} choose={(value) => { connection.value = value as Connection; }}>
        {CONNECTIONS.map((one) => <option key={one} value={one}>{words.connections[one]}</option>)}
      </Choose>
      {registry.nodes.length > 0 && (
        <Choose id="subsystem-node" label={words.node} value={node.value} wrong={wrongOf(wrongs, 'subsystem-node')} choose={(value) => { node.value = value; }}>
          <option value="">{words.change.ours}</option>
          {registry.nodes.map((one) => <option key={one.code} value={one.code}>{one.code}</option>)}
        </Choose>
      )}
      <CertificateBoxes id="subsystem-certificates" of={certificates} wrongs={wrongs} />
      <KeyBoxes id="subsystem-signing_keys" of={keys} wrongs={wrongs} />
    </Form>
  );
}

export function SubsystemChangeForm({ id, registry }: { id: string; registry: RegistryView }) {
  const { data, problem } = useLoaded('GET /exchange/subsystem', { id });
  if (!data) return problem ? <LoadTrouble problem={problem} /> : <p class="quiet">{commonWords().loading}</p>;
  return <SubsystemChange page={data} registry={registry} />;
}

// ---- services ----

function ServiceChange({ page, needsUrl }: { page: ServicePage; needsUrl: boolean }) {
  const words = exchangeWords(), t = words.service, c = words.change, { service } = page;
  const submit = useSubmit(['service-title', 'service-url', 'service-timeout_s', 'service-openapi']), wrongs = submit.wrongs.value;
  const title = useSignal(service.title), type = useSignal(service.type), url = useSignal(service.url), seconds = useSignal(String(service.timeout_s));
  const verifies = useSignal(service.tls_verify), bodies = useSignal(service.bodies), openapi = useSignal(service.openapi);
  const ask = () => call('POST /exchange/services', {
    subsystem: page.subsystem,
    service: {
      ...service, title: title.value, type: type.value, url: url.value.trim(), timeout_s: Number(seconds.value), tls_verify: verifies.value, bodies: bodies.value, openapi: openapi.value,
      endpoints: openapi.value === service.openapi ? service.endpoints : [], // a new document says them anew
    },
  });
  const strange = /^\d{1,4}$/.test(seconds.value.trim()) ? [] : [{ field: 'service-timeout_s', text: words.quota.number }];
  return (
    <Form submit={submit} go={c.save} wrongs={[...missing(needsUrl ? [['service-url', url.value, t.missingUrl]] : []), ...strange]} ask={ask}>
      <TextField id="service-title" label={t.name} wrong={wrongOf(wrongs, 'service-title')} value={title.value} change={(value) => { title.value = value; }} most={NAME_MOST} isOptional />
      <Choose id="service-type" label={t.type} value={type.value} choose={(value) => { type.value = value as ServiceType; }}>
        {TYPES.map((one) => <option key={one} value={one}>{words.types[one]}</option>)}
      </Choose>
      <TextField id="service-url" label={t.url} hint={t.urlHint} wrong={wrongOf(wrongs, 'service-url')} value={url.value} change={(value) => { url.value = value; }} most={URL_MOST} isOptional={!needsUrl} />
      <TextField id="service-timeout_s" label={c.timeout} wrong={wrongOf(wrongs, 'service-timeout_s')} value={seconds.value} change={(value) => { seconds.value = value; }} most={SECONDS_LETTERS} inputMode="numeric" isShort after={c.seconds} />
      <Choose id="service-bodies" label={c.bodies} value={bodies.value} choose={(value) => { bodies.value = value as BodyPolicy | ''; }}>
        {BODIES.map((one) => <option key={one} value={one}>{c.bodyPolicies[one || 'standard']}</option>)}
      </Choose>
      <label class="check-line"><input type="checkbox" checked={verifies.value} onChange={(event) => { verifies.value = event.currentTarget.checked; }} /> {c.verify}</label>
      <div class="pem-box"><TextArea id="service-openapi" label={t.document} hint={t.documentHint} wrong={wrongOf(wrongs, 'service-openapi')} value={openapi.value} change={(value) => { openapi.value = value; }} most={DOCUMENT_MOST} rows={5} isOptional /></div>
    </Form>
  );
}

export function ServiceChangeForm({ id, needsUrl }: { id: string; needsUrl: boolean }) {
  const { data, problem } = useLoaded('GET /exchange/service', { id });
  if (!data) return problem ? <LoadTrouble problem={problem} /> : <p class="quiet">{commonWords().loading}</p>;
  return <ServiceChange page={data} needsUrl={needsUrl} />;
}
