// A password that was made for somebody: shown once, to be handed over.
// SPDX-License-Identifier: Apache-2.0
import key from 'icon:key-round';
import { useSignal } from '@preact/signals';
import type { PasswordShown } from '../../api/types';
import { Notice } from '../../ui/notice';
import { accountsWords } from '../../words/vi/accounts';

export function PasswordOnce({ shown, title, isLinked = false }: { shown: PasswordShown; title: string; isLinked?: boolean }) {
  const t = accountsWords().once, isCopied = useSignal(false);
  const copy = () => {
    void navigator.clipboard.writeText(shown.password).then(() => { isCopied.value = true; }, () => undefined);
  };
  return (
    <Notice tone="good" icon={key} title={title} isPart takesFocus>
      <p>{t.text}</p>
      <dl class="once">
        <dt>{accountsWords().username}</dt><dd><code translate={false}>{shown.username}</code></dd>
        <dt>{t.password}</dt><dd><code translate={false}>{shown.password}</code></dd>
      </dl>
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={copy}>{isCopied.value ? t.copied : t.copy}</button>
        {isLinked && <a href={`/quan-tri/tai-khoan/${shown.account}`}>{t.see}</a>}
      </p>
    </Notice>
  );
}
