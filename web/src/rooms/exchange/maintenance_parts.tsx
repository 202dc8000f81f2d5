// Maintenance of services: its forms, and the line that other pages show.
// SPDX-License-Identifier: Apache-2.0
import wrench from 'icon:wrench';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { Maintenance, RegistryView } from '../../api/types';
import { dateTime } from '../../lib/format';
import { language } from '../../lib/i18n';
import { wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { MomentField } from '../../ui/moment_field';
import { Icon } from '../../ui/icon';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { maintenanceWords } from '../../words/vi/maintenance';
import { Choose, Form, missing } from './exchange_forms';

const REASON_MOST = 300, REASON_LEAST = 5, WHOLE = '*';

/** What is away, as people call it. */
export const awayName = (one: Maintenance): string => one.name || one.subject || maintenanceWords().whole;
export const reasonOf = (one: Maintenance): string => (language.value === 'en' ? one.reason_en : one.reason_vi);

/** What lasts right now, in a line each; nothing when nothing does. */
export function MaintenanceLine({ of }: { of: readonly Maintenance[] }) {
  const t = maintenanceWords(), lasting = of.filter((one) => one.state === 'lasts');
  if (lasting.length === 0) return null;
  return (
    <ul class="maintenance-line" aria-label={t.now}>
      {lasting.map((one) => <li key={one.id}><span class="outcome is-away"><Icon of={wrench} size={16} /><span><Vi>{awayName(one)}</Vi>: {t.states.lasts.toLowerCase()}, {t.span(dateTime(one.from_at), dateTime(one.until_at))}</span></span></li>)}
    </ul>
  );
}

function Subjects({ registry }: { registry: RegistryView }) {
  const t = maintenanceWords(), systems = registry.members.flatMap((member) => member.subsystems.map((system) => ({ member, system, name: system.name || system.code })));
  return (
    <>
      <option value="">{t.choose}</option>
      <option value={WHOLE}>{t.whole}</option>
      <optgroup label={t.services}>{systems.flatMap(({ system, name }) => system.services.map((one) => <option key={one.id} value={one.id} lang="vi">{`${one.title || one.code} (${name})`}</option>))}</optgroup>
      <optgroup label={t.systems}>{systems.map(({ member, system, name }) => <option key={system.id} value={system.id} lang="vi">{`${name} (${member.name})`}</option>)}</optgroup>
      <optgroup label={t.members}>{registry.members.map((one) => <option key={one.id} value={one.id} lang="vi">{one.name}</option>)}</optgroup>
    </>
  );
}

export function AnnounceForm({ registry }: { registry: RegistryView }) {
  const t = maintenanceWords(), submit = useSubmit(['subject', 'from_at', 'until_at', 'reason_vi', 'reason_en']), wrongs = submit.wrongs.value;
  const subject = useSignal(''), from = useSignal(''), until = useSignal(''), vi = useSignal(''), en = useSignal(''), forwards = useSignal(false);
  const ask = () => call('POST /exchange/maintenances', {
    subject: subject.value === WHOLE ? '' : subject.value, from_at: from.value || null, until_at: until.value, reason_vi: vi.value.trim(), reason_en: en.value.trim(), forwards: forwards.value,
  });
  const short = ([['reason_vi', vi.value], ['reason_en', en.value]] as const).filter(([, value]) => value.trim().length < REASON_LEAST).map(([field]) => ({ field, text: t.missingReason }));
  return (
    <Form submit={submit} go={t.go} wrongs={[...missing([['subject', subject.value, t.missingSubject], ['until_at', until.value, t.missingUntil]]), ...short]} ask={ask}>
      <Choose id="subject" label={t.subject} value={subject.value} wrong={wrongOf(wrongs, 'subject')} choose={(value) => { subject.value = value; }}><Subjects registry={registry} /></Choose>
      <MomentField id="from_at" label={t.from} hint={t.fromHint} wrong={wrongOf(wrongs, 'from_at')} value={from.value} change={(value) => { from.value = value; }} isOptional />
      <MomentField id="until_at" label={t.until} wrong={wrongOf(wrongs, 'until_at')} value={until.value} change={(value) => { until.value = value; }} />
      <TextArea id="reason_vi" label={t.reasonVi} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason_vi')} value={vi.value} change={(value) => { vi.value = value; }} most={REASON_MOST} rows={2} />
      <TextArea id="reason_en" label={t.reasonEn} wrong={wrongOf(wrongs, 'reason_en')} value={en.value} change={(value) => { en.value = value; }} most={REASON_MOST} rows={2} />
      <label class="check-line"><input type="checkbox" checked={forwards.value} onChange={(event) => { forwards.value = event.currentTarget.checked; }} /> {t.keep}</label>
    </Form>
  );
}

export function ShortenForm({ one }: { one: Maintenance }) {
  const t = maintenanceWords(), submit = useSubmit(['until_at']), until = useSignal(one.until_at);
  const ask = () => call('POST /exchange/maintenances/shortening', { id: one.id, until_at: until.value });
  return (
    <Form submit={submit} go={t.shortenGo} wrongs={missing([['until_at', until.value, t.missingUntil]])} ask={ask}>
      <MomentField id="until_at" label={t.until} wrong={wrongOf(submit.wrongs.value, 'until_at')} value={until.value} change={(value) => { until.value = value; }} />
    </Form>
  );
}
