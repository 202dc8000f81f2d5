// Recovery codes, in the only moment in which they can be read.
// SPDX-License-Identifier: Apache-2.0
import key from 'icon:key-round';
import { useSignal } from '@preact/signals';
import { Notice } from '../../ui/notice';
import { accountWords } from '../../words/vi/account';

export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  const t = accountWords().recovery, isCopied = useSignal(false);
  const copy = () => navigator.clipboard.writeText(codes.join('\n')).then(() => { isCopied.value = true; }, () => undefined);
  return (
    <div class="recovery">
      <Notice tone="warn" icon={key} title={t.keep} takesFocus isPart><p>{t.keepText}</p></Notice>
      <ol class="recovery-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={() => void copy()}>{t.copy}</button>
        <button type="button" class="button is-quiet" onClick={() => print()}>{t.print}</button>
        <span class="hint" role="status">{isCopied.value && t.copied}</span>
      </p>
      <p class="buttons"><button type="button" class="button" onClick={done}>{t.kept}</button></p>
    </div>
  );
}
