// The way to a provider of identities: a button that asks the server for the address and goes there.
// SPDX-License-Identifier: Apache-2.0
import idCard from 'icon:id-card';
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import { call, said, titleOf, type Problem } from '../../api/client';
import { language } from '../../lib/i18n';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';

export const placeOf = (one: { label: string; label_en: string }): string => (language.value === 'en' ? one.label_en : one.label);

interface Props {
  code: string;
  word: string;
  going: string;
  next: string;
  /** Links the reader's own account, instead of signing somebody in. */
  links?: boolean;
  /** The provider asks again who it is, even where it remembers. */
  isFresh?: boolean;
}

export function ProviderButton({ code, word, going, next, links = false, isFresh = false }: Props) {
  const isGoing = useSignal(false), problem = useSignal<Problem | null>(null);
  const go = async () => {
    isGoing.value = true;
    problem.value = null;
    const answer = await call('POST /people/providers/{code}/start', { code, next, link: links, fresh: isFresh });
    if (answer.isFine) {
      location.assign(answer.data.url);
      return;
    }
    problem.value = answer.problem;
    isGoing.value = false;
  };
  return (
    <>
      {problem.value && <Notice tone="bad" icon={alert} title={titleOf(problem.value)}><p>{said(problem.value)}</p></Notice>}
      <button type="button" class="button is-quiet provider-button" disabled={isGoing.value} onClick={() => void go()}>
        <Icon of={idCard} size={20} />{isGoing.value ? going : word}
      </button>
    </>
  );
}
