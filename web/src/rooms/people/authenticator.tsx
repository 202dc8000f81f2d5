// Setting an authenticator up: the picture that the phone scans, a code of it, then the recovery codes.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { AuthenticatorStart } from '../../api/types';
import { ErrorSummary, wrongOf } from '../../ui/error_summary';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { accountWords } from '../../words/vi/account';
import { CodeField } from './code_field';
import { RecoveryCodes } from './recovery_codes';

const QUIET = 4; // modules of white around a QR code, as its standard asks

/** One path of all dark modules: rows of 0 and 1. */
function Qr({ rows, label }: { rows: readonly string[]; label: string }) {
  const size = rows.length + 2 * QUIET;
  const path = rows.flatMap((row, y) => [...row].map((module, x) => (module === '1' ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : ''))).join('');
  return <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges"><path class="qr-paper" d={`M0 0h${size}v${size}H0z`} /><path class="qr-ink" d={path} /></svg>;
}

const groups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');

function Scan({ start, taken }: { start: AuthenticatorStart; taken: (codes: string[]) => void }) {
  const t = accountWords().authenticator, code = useSignal(''), submit = useSubmit(['code']), wrongs = submit.wrongs.value;
  const isSending = submit.state.value === 'sending';
  const send = async (event: Event) => {
    event.preventDefault();
    const missing = code.value.trim() === '' ? [{ field: 'code', text: t.codeMissing }] : [];
    const answer = await submit.send(missing, () => call('POST /people/authenticator/confirm', { code: code.value.replace(/\s/g, '') }));
    if (answer) taken(answer.codes);
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void send(event)}>
      <div class="scan">
        <p>{t.stepScan}</p>
        <Qr rows={start.qr} label={t.picture} />
        <div class="scan-else">
          <p class="hint">{t.cannotScan}</p>
          <p><code class="secret-text">{groups(start.secret)}</code></p>
          <p class="hint">{t.onPhone} <a href={start.address}>{t.open}</a></p>
        </div>
      </div>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <p>{t.stepCode}</p>
      <CodeField label={t.code} wrong={wrongOf(wrongs, 'code')} value={code.value} change={(value) => { code.value = value; }} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={isSending}>{isSending ? t.going : t.go}</button></p>
    </form>
  );
}

/** `done` when the person says that the recovery codes are kept. */
export function AuthenticatorSetUp({ done }: { done: () => void }) {
  const t = accountWords().authenticator, start = useSignal<AuthenticatorStart | null>(null), codes = useSignal<string[] | null>(null), submit = useSubmit([]);
  if (codes.value) return <RecoveryCodes codes={codes.value} done={done} />;
  const taken = (made: string[]) => {
    if (made.length === 0) done(); // codes came with another factor before
    else codes.value = made;
  };
  if (start.value) return <Scan start={start.value} taken={taken} />;
  const isSending = submit.state.value === 'sending';
  const begin = async () => { start.value = await submit.send([], () => call('POST /people/authenticator', {})); };
  return (
    <div class="form">
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="button" class="button" disabled={isSending} onClick={() => void begin()}>{isSending ? t.beginning : t.begin}</button></p>
    </div>
  );
}
