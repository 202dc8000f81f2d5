// Links of one's own account with providers of identities: those there are, and those that could be.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { LinkView, Provider } from '../../api/types';
import { date } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { ErrorSummary } from '../../ui/error_summary';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { providersWords } from '../../words/vi/providers';
import { ProviderButton, placeOf } from './provider_button';

const HERE = '/tai-khoan';

interface LinkProps {
  link: LinkView;
  mayRemove: boolean;
  removed: () => void;
}

function Link({ link, mayRemove, removed }: LinkProps) {
  const t = providersWords().links, submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const remove = async () => {
    const answer = await submit.send([], async () => {
      const sent = await call('POST /people/links/{provider}/remove', { provider: link.provider });
      return sent.isFine ? { isFine: true as const, data: true } : sent;
    });
    if (answer) removed();
  };
  return (
    <li>
      <b>{placeOf(link)}</b>
      <span class="hint">{t.since(date(link.linked_at.slice(0, 10)))}</span>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      {mayRemove && <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void remove()}>{isSending ? t.removing : t.remove}</button>}
    </li>
  );
}

/** Who showed long ago who he is shows it again first: by what stands above, or where he came from. */
function Confirm({ links, hasOtherWay }: { links: LinkView[]; hasOtherWay: boolean }) {
  const t = providersWords(), [only] = links;
  return (
    <>
      <p class="hint">{t.links.confirm}</p>
      {only && !hasOtherWay && <ProviderButton code={only.provider} word={t.links.confirmAt(placeOf(only))} going={t.going(placeOf(only))} next={HERE} isFresh />}
    </>
  );
}

function Others({ providers }: { providers: Provider[] }) {
  const t = providersWords();
  return <>{providers.map((one) => <ProviderButton key={one.code} code={one.code} word={t.links.add(placeOf(one))} going={t.going(placeOf(one))} next={HERE} links />)}</>;
}

/** Nothing on an installation without providers. */
export function Links({ isConfirmed }: { isConfirmed: boolean }) {
  const t = providersWords().links, { data } = useLoaded('GET /people/links', {}), { data: all } = useLoaded('GET /people/providers', {}), isRemoved = useSignal(false);
  if (!data || !all || (all.items.length === 0 && data.items.length === 0)) return null;
  const others = all.items.filter((one) => !data.items.some((link) => link.provider === one.code));
  const isOnly = data.items.length === 1 && !data.has_other_way;
  const removed = () => {
    isRemoved.value = true;
    forgetLoaded();
  };
  return (
    <section class="account-part" aria-labelledby="links-part">
      <h2 id="links-part">{t.title}</h2>
      {isRemoved.value && <Notice tone="good" icon={check} title={t.removed} takesFocus />}
      {data.items.length === 0 && !isRemoved.value && <p>{t.none}</p>}
      {data.items.length > 0 && <ul class="link-list">{data.items.map((link) => <Link key={link.provider} link={link} mayRemove={isConfirmed && !isOnly} removed={removed} />)}</ul>}
      {isOnly && <p class="hint">{t.only}</p>}
      {isConfirmed ? <Others providers={others} /> : <Confirm links={data.items} hasOtherWay={data.has_other_way} />}
    </section>
  );
}
