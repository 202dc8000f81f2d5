// Forms of the page about certificates: asking for one, approving, and giving a reason.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call, type Answer } from '../../api/client';
import type { AskableSubsystem } from '../../api/types';
import { wrongOf } from '../../ui/error_summary';
import { TextArea } from '../../ui/field';
import { useSubmit } from '../../ui/submit';
import { certificatesWords } from '../../words/vi/certificates';
import { Choose, Form, missing } from './exchange_forms';

const PEM_MOST = 16_384, REASON_MOST = 500;

export function AskForm({ subsystems }: { subsystems: AskableSubsystem[] }) {
  const t = certificatesWords(), submit = useSubmit(['subsystem', 'pem']), only = subsystems.length === 1 ? subsystems[0] : undefined;
  const subsystem = useSignal(only?.id ?? ''), pem = useSignal(''), code = subsystem.value.split('/').at(-1) || t.codeOfSystem;
  return (
    <Form submit={submit} go={t.send} wrongs={missing([['subsystem', subsystem.value, t.chooseSystem], ['pem', pem.value, t.pemMissing]])} ask={() => call('POST /exchange/certificates/requests', { subsystem: subsystem.value, pem: pem.value })}>
      <Choose id="subsystem" label={t.system} value={subsystem.value} wrong={wrongOf(submit.wrongs.value, 'subsystem')} choose={(value) => { subsystem.value = value; }}>
        <option value="">{t.chooseSystem}</option>
        {subsystems.map((one) => <option key={one.id} value={one.id}>{one.name || one.id.split('/').at(-1)}, {one.member_name}</option>)}
      </Choose>
      <TextArea id="pem" label={t.pem} hint={<>{t.pemHint} <code>openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout khoa.pem -subj "/CN={code}"</code></>} wrong={wrongOf(submit.wrongs.value, 'pem')} value={pem.value} change={(value) => { pem.value = value; }} most={PEM_MOST} rows={8} />
    </Form>
  );
}

export function DecideForm({ id, name }: { id: string; name: string }) {
  const t = certificatesWords(), submit = useSubmit([]);
  return <Form submit={submit} go={t.approve} wrongs={[]} ask={() => call('POST /exchange/certificates/approval', { id })}><p>{t.approveAsk(name)}</p></Form>;
}

export function ReasonForm({ go, ask }: { go: string; ask: (reason: string) => Promise<Answer<unknown>> }) {
  const t = certificatesWords(), submit = useSubmit(['reason']), reason = useSignal('');
  return (
    <Form submit={submit} go={go} wrongs={missing([['reason', reason.value, t.reasonMissing]])} ask={() => ask(reason.value)}>
      <TextArea id="reason" label={t.reason} wrong={wrongOf(submit.wrongs.value, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MOST} rows={2} />
    </Form>
  );
}
