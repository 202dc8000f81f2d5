// Forms of the data exchange, and the lines that open them: one form is open at a time.
// SPDX-License-Identifier: Apache-2.0
import plus from 'icon:plus';
import { signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { call, type Answer } from '../../api/client';
import type { Connection, ExchangeMemberView, RegistryView, ServiceType, ServiceView, SubsystemView } from '../../api/types';
import { forgetLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { Field, TextArea, TextField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit, type Submit } from '../../ui/submit';
import { exchangeWords } from '../../words/vi/exchange';

const CODE_MOST = 50, NAME_MOST = 200, URL_MOST = 1000, PATH_MOST = 512, NOTICE_MOST = 500, PEM_MOST = 16_384, DOCUMENT_MOST = 900_000;
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE'], CONNECTIONS: Connection[] = ['mtls', 'https', 'http'], TYPES: ServiceType[] = ['rest', 'openapi', 'wsdl'];

/** Which form is open: so their boxes have ids of their own. */
export const openForm = signal('');

export function Fold({ name, title, icon = plus, children }: { name: string; title: string; icon?: string; children: ComponentChildren }) {
  const isOpen = openForm.value === name;
  return (
    <div class="exchange-fold">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => { openForm.value = isOpen ? '' : name; }}><Icon of={icon} size={18} />{title}</button>
      {isOpen && children}
    </div>
  );
}

interface RemovalProps {
  word: string;
  ask: string;
  send: () => Promise<Answer<unknown>>;
  /** Nothing is lost by it. */
  isGood?: boolean;
}

/** Asks once more before something goes; nothing for who may not. */
export function Removal({ word, ask, send, isGood = false }: RemovalProps) {
  const t = exchangeWords(), isAsking = useSignal(false), submit = useSubmit([]);
  if (!may('exchange.manage')) return null;
  if (!isAsking.value) return <button type="button" class="link" onClick={() => { isAsking.value = true; }}>{word}</button>;
  const go = async () => {
    if (await submit.send([], send) !== null) forgetLoaded();
  };
  return (
    <div class="ask" role="group" aria-label={word}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p>{ask}</p>
      <p class="buttons">
        <button type="button" class={isGood ? 'button' : 'button is-bad'} disabled={submit.state.value === 'sending'} onClick={() => void go()}>{word}</button>
        <button type="button" class="button is-quiet" onClick={() => { isAsking.value = false; }}>{t.stay}</button>
      </p>
    </div>
  );
}

interface FormProps {
  submit: Submit;
  go: string;
  wrongs: Wrong[];
  ask: () => Promise<Answer<unknown>>;
  children: ComponentChildren;
}

export function Form({ submit, go, wrongs, ask, children }: FormProps) {
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    if (await submit.send(wrongs, ask) === null) return;
    openForm.value = '';
    forgetLoaded();
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={exchangeWords().lost} />
      {children}
      <p class="buttons"><button class="button" disabled={isSending}>{go}</button></p>
    </form>
  );
}

export const missing = (rows: readonly (readonly [string, string, string])[]): Wrong[] => rows.filter(([, value]) => value.trim() === '').map(([field, , text]) => ({ field, text }));

interface ChoiceProps {
  id: string;
  label: string;
  value: string;
  wrong?: string | undefined;
  choose: (value: string) => void;
  children: ComponentChildren;
}

export function Choose({ id, label, value, wrong, choose, children }: ChoiceProps) {
  return <Field id={id} label={label} wrong={wrong}>{(ties) => <select {...ties} value={value} onChange={(event) => choose(event.currentTarget.value)}>{children}</select>}</Field>;
}

export function SwitchForm({ service }: { service: ServiceView }) {
  const t = exchangeWords().off, submit = useSubmit(['notice']), notice = useSignal('');
  const ask = () => call('POST /exchange/services/switch', { id: service.id, enabled: !service.is_enabled, notice: service.is_enabled ? notice.value : '' });
  return (
    <Form submit={submit} go={service.is_enabled ? t.go : t.on} wrongs={[]} ask={ask}>
      {service.is_enabled && <TextArea id="notice" label={t.notice} hint={t.noticeHint} wrong={wrongOf(submit.wrongs.value, 'notice')} value={notice.value} change={(value) => { notice.value = value; }} most={NOTICE_MOST} rows={2} isOptional />}
    </Form>
  );
}

interface SubjectProps extends Pick<ChoiceProps, 'value' | 'wrong' | 'choose'> {
  registry: RegistryView;
}

/** A group or a system. */
function Subject({ registry, ...rest }: SubjectProps) {
  const t = exchangeWords().right;
  return (
    <Choose id="subject" label={t.subject} {...rest}>
      <option value="">{t.choose}</option>
      <optgroup label={t.groups}>{registry.groups.map((one) => <option key={one.code} value={one.code}>{one.code}</option>)}</optgroup>
      <optgroup label={t.subsystems}>{registry.members.flatMap((member) => member.subsystems.map((one) => <option key={one.id} value={one.id} lang="vi">{`${one.name || one.code} (${member.name})`}</option>))}</optgroup>
    </Choose>
  );
}

export function RightForm({ service, registry }: { service: ServiceView; registry: RegistryView }) {
  const t = exchangeWords().right, submit = useSubmit(['subject', 'method', 'path']), wrongs = submit.wrongs.value;
  const subject = useSignal(''), method = useSignal(''), path = useSignal('');
  const ask = () => call('POST /exchange/rights', { subject: subject.value, service: service.id, method: method.value, path: path.value.trim() });
  return (
    <Form submit={submit} go={t.go} wrongs={missing([['subject', subject.value, t.missing]])} ask={ask}>
      <Subject registry={registry} value={subject.value} wrong={wrongOf(wrongs, 'subject')} choose={(value) => { subject.value = value; }} />
      <Choose id="method" label={t.method} value={method.value} wrong={wrongOf(wrongs, 'method')} choose={(value) => { method.value = value; }}>
        <option value="">{exchangeWords().anyMethod}</option>
        {METHODS.map((one) => <option key={one} value={one}>{one}</option>)}
      </Choose>
      <TextField id="path" label={t.path} hint={t.pathHint} wrong={wrongOf(wrongs, 'path')} value={path.value} change={(value) => { path.value = value; }} most={PATH_MOST} isOptional />
    </Form>
  );
}

export function ServiceForm({ subsystem }: { subsystem: SubsystemView }) {
  const t = exchangeWords().service, types = exchangeWords().types, submit = useSubmit(['service-code', 'service-title', 'service-url', 'service-openapi']), wrongs = submit.wrongs.value;
  const code = useSignal(''), title = useSignal(''), type = useSignal<ServiceType>('rest'), url = useSignal(''), openapi = useSignal('');
  const ask = () => call('POST /exchange/services', {
    subsystem: subsystem.id,
    service: { code: code.value.trim(), title: title.value, type: type.value, url: url.value.trim(), timeout_s: 0, tls_verify: true, openapi_file: '', openapi: openapi.value, enabled: true, notice: '', bodies: '', endpoints: [] },
  });
  const needed = missing([['service-code', code.value, t.missingCode], ...(subsystem.node ? [] : [['service-url', url.value, t.missingUrl] as const])]);
  return (
    <Form submit={submit} go={t.go} wrongs={needed} ask={ask}>
      <TextField id="service-code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'service-code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />
      <TextField id="service-title" label={t.name} wrong={wrongOf(wrongs, 'service-title')} value={title.value} change={(value) => { title.value = value; }} most={NAME_MOST} isOptional />
      <Choose id="service-type" label={t.type} value={type.value} choose={(value) => { type.value = value as ServiceType; }}>
        {TYPES.map((one) => <option key={one} value={one}>{types[one]}</option>)}
      </Choose>
      <TextField id="service-url" label={t.url} hint={t.urlHint} wrong={wrongOf(wrongs, 'service-url')} value={url.value} change={(value) => { url.value = value; }} most={URL_MOST} isOptional={subsystem.node !== ''} />
      <div class="pem-box"><TextArea id="service-openapi" label={t.document} hint={t.documentHint} wrong={wrongOf(wrongs, 'service-openapi')} value={openapi.value} change={(value) => { openapi.value = value; }} most={DOCUMENT_MOST} rows={5} isOptional /></div>
    </Form>
  );
}

export function SubsystemForm({ member }: { member: ExchangeMemberView }) {
  const words = exchangeWords(), t = words.subsystem, submit = useSubmit(['subsystem-code', 'subsystem-name', 'subsystem-certificates-0', 'subsystem-signing_keys-0']), wrongs = submit.wrongs.value;
  const code = useSignal(''), name = useSignal(''), connection = useSignal<Connection>('mtls'), certificate = useSignal(''), key = useSignal('');
  const ask = () => call('POST /exchange/subsystems', {
    member: member.id,
    subsystem: {
      code: code.value.trim(), name: name.value, connection: connection.value, node: '', services: [],
      certificates: certificate.value.trim() ? [{ pem: certificate.value, file: '' }] : [],
      signing_keys: key.value.trim() ? [{ key_id: '', pem: key.value, file: '', valid_from: null, valid_to: null }] : [],
    },
  });
  return (
    <Form submit={submit} go={t.go} wrongs={missing([['subsystem-code', code.value, t.missing]])} ask={ask}>
      <TextField id="subsystem-code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'subsystem-code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />
      <TextField id="subsystem-name" label={t.name} wrong={wrongOf(wrongs, 'subsystem-name')} value={name.value} change={(value) => { name.value = value; }} most={NAME_MOST} isOptional />
      <Choose id="subsystem-connection" label={words.connection} value={connection.value} choose={(value) => { connection.value = value as Connection; }}>
        {CONNECTIONS.map((one) => <option key={one} value={one}>{words.connections[one]}</option>)}
      </Choose>
      <div class="pem-box"><TextArea id="subsystem-certificates-0" label={t.certificate} hint={t.pemHint} wrong={wrongOf(wrongs, 'subsystem-certificates-0')} value={certificate.value} change={(value) => { certificate.value = value; }} most={PEM_MOST} rows={4} isOptional /></div>
      <div class="pem-box"><TextArea id="subsystem-signing_keys-0" label={t.key} hint={t.pemHint} wrong={wrongOf(wrongs, 'subsystem-signing_keys-0')} value={key.value} change={(value) => { key.value = value; }} most={PEM_MOST} rows={4} isOptional /></div>
    </Form>
  );
}

export function MemberForm() {
  const t = exchangeWords().member, submit = useSubmit(['class', 'code', 'name']), wrongs = submit.wrongs.value;
  const memberClass = useSignal('GOV'), code = useSignal(''), name = useSignal('');
  const ask = () => call('POST /exchange/members', { class: memberClass.value.trim(), code: code.value.trim(), name: name.value });
  return (
    <Form submit={submit} go={t.go} wrongs={missing([['class', memberClass.value, t.missingClass], ['code', code.value, t.missingCode], ['name', name.value, t.missingName]])} ask={ask}>
      <TextField id="class" label={t.class} hint={t.classHint} wrong={wrongOf(wrongs, 'class')} value={memberClass.value} change={(value) => { memberClass.value = value; }} most={CODE_MOST} isShort />
      <TextField id="code" label={t.code} hint={t.codeHint} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} most={CODE_MOST} />
      <TextField id="name" label={t.name} wrong={wrongOf(wrongs, 'name')} value={name.value} change={(value) => { name.value = value; }} most={NAME_MOST} />
    </Form>
  );
}

export function QuotaForm({ registry }: { registry: RegistryView }) {
  const words = exchangeWords(), t = words.quota, submit = useSubmit(['subject', 'per_minute', 'at_once']), wrongs = submit.wrongs.value;
  const subject = useSignal(''), perMinute = useSignal(''), atOnce = useSignal('');
  const ask = () => call('POST /exchange/quotas', { subject: subject.value, per_minute: Number(perMinute.value), at_once: Number(atOnce.value) });
  const strange = ([['per_minute', perMinute.value], ['at_once', atOnce.value]] as const).filter(([, value]) => !/^\d{0,8}$/.test(value.trim())).map(([field]) => ({ field, text: t.number }));
  return (
    <Form submit={submit} go={t.go} wrongs={[...missing([['subject', subject.value, words.right.missing]]), ...strange]} ask={ask}>
      <Subject registry={registry} value={subject.value} wrong={wrongOf(wrongs, 'subject')} choose={(value) => { subject.value = value; }} />
      <TextField id="per_minute" label={t.perMinute} hint={t.hint} wrong={wrongOf(wrongs, 'per_minute')} value={perMinute.value} change={(value) => { perMinute.value = value; }} most={8} inputMode="numeric" isShort isOptional />
      <TextField id="at_once" label={t.atOnce} hint={t.hint} wrong={wrongOf(wrongs, 'at_once')} value={atOnce.value} change={(value) => { atOnce.value = value; }} most={8} inputMode="numeric" isShort isOptional />
    </Form>
  );
}
