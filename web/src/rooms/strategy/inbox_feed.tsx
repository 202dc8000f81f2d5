// The secret address at which a calendar program reads one's deadlines: made, shown once, ended.
// SPDX-License-Identifier: Apache-2.0
import calendar from 'icon:calendar-days';
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import { date } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { ErrorSummary } from '../../ui/error_summary';
import { Notice } from '../../ui/notice';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { inboxWords } from '../../words/vi/inbox';

function Shown({ address }: { address: string }) {
  const t = inboxWords().feed, isCopied = useSignal(false);
  const copy = () => {
    void navigator.clipboard.writeText(address).then(() => { isCopied.value = true; }, () => undefined);
  };
  return (
    <Notice tone="good" icon={calendar} title={t.made} takesFocus>
      <p>{t.madeText}</p>
      <p class="feed-address"><code translate={false}>{address}</code></p>
      <p class="buttons"><button type="button" class="button is-quiet" onClick={copy}>{isCopied.value ? t.copied : t.copy}</button></p>
    </Notice>
  );
}

export function InboxFeed() {
  const t = inboxWords().feed, { data } = useLoaded('GET /strategy/inbox-feed', {}), submit = useSubmit([]), address = useSignal(''), isEnded = useSignal(false);
  const make = async () => {
    const answer = await submit.send([], () => call('POST /strategy/inbox-feed', {}));
    if (!answer) return;
    address.value = location.origin + answer.path;
    isEnded.value = false;
    forgetLoaded();
  };
  const end = async () => {
    const answer = await submit.send([], async () => {
      const sent = await call('POST /strategy/inbox-feed/revoke', {});
      return sent.isFine ? { isFine: true as const, data: true } : sent;
    });
    if (!answer) return;
    address.value = '';
    isEnded.value = true;
    forgetLoaded();
  };
  if (!data) return null;
  const isSending = submit.state.value === 'sending', isMade = data.made_at !== null;
  return (
    <section class="account-part" aria-labelledby="feed-part">
      <h2 id="feed-part">{t.title}</h2>
      <p>{t.text}</p>
      {address.value && <Shown key={address.value} address={address.value} />}
      {isEnded.value && <Notice tone="good" icon={check} title={t.ended} takesFocus />}
      {!address.value && data.made_at && <p>{t.since(date(data.made_at))}</p>}
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons">
        <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void make()}>{isMade ? t.again : t.make}</button>
        {isMade && <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void end()}>{t.end}</button>}
      </p>
    </section>
  );
}
