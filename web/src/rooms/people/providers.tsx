// Under the form of the sign-in: who else may say who somebody is. Nothing where nobody may.
// SPDX-License-Identifier: Apache-2.0
import { useLoaded } from '../../lib/loaded';
import { providersWords } from '../../words/vi/providers';
import { ProviderButton, placeOf } from './provider_button';

/** `next`: where one wants to go; null for the start page. */
export function Providers({ next }: { next: string | null }) {
  const t = providersWords(), { data } = useLoaded('GET /people/providers', {});
  if (!data || data.items.length === 0) return null;
  return (
    <div class="providers">
      <p class="or-line"><span>{t.or}</span></p>
      {data.items.map((one) => <ProviderButton key={one.code} code={one.code} word={t.go(placeOf(one))} going={t.going(placeOf(one))} next={next ?? ''} />)}
    </div>
  );
}
