// Notices: what one was told, unread first; below it, how one wants to be told by e-mail.
// SPDX-License-Identifier: Apache-2.0
import bell from 'icon:bell';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { call } from '../api/client';
import type { NoticeList, PreferenceView } from '../api/types';
import { number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { Address } from '../rooms/notices/address';
import { NoticeItem } from '../rooms/notices/notice_item';
import { knowUnread } from '../rooms/notices/unread';
import { Wishes } from '../rooms/notices/wishes';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary } from '../ui/error_summary';
import { Icon } from '../ui/icon';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { noticesWords } from '../words/vi/notices';

const SHOWN_MAX = 200;

const taken = async (sent: ReturnType<typeof call<'POST /notices/read-all'>>) => {
  const answer = await sent;
  return answer.isFine ? { isFine: true as const, data: true } : answer;
};

function Told({ list }: { list: NoticeList }) {
  const t = noticesWords(), submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const unread = list.notices.filter((one) => one.read_at === null), read = list.notices.filter((one) => one.read_at !== null);
  const send = async (ask: () => ReturnType<typeof taken>) => {
    if (await submit.send([], ask)) forgetLoaded();
  };
  if (list.notices.length === 0) return <div class="nothing"><Icon of={bell} size={40} /><p>{t.none}</p></div>;
  return (
    <>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <section class="part" aria-labelledby="unread">
        <div class="told-head">
          <h2 id="unread">{t.unread} <span class="quiet">{number(list.unread, 0)}</span></h2>
          {unread.length > 0 && <button type="button" class="button is-quiet" disabled={isSending} onClick={() => void send(() => taken(call('POST /notices/read-all', { until: list.now })))}>{isSending ? t.marking : t.markAll}</button>}
        </div>
        {unread.length === 0 ? <p class="empty">{t.noneUnread}</p> : <ul class="told-list">{unread.map((one) => <NoticeItem key={one.id} notice={one} read={() => void send(() => taken(call('POST /notices/{id}/read', { id: one.id })))} />)}</ul>}
      </section>
      {read.length > 0 && (
        <section class="part" aria-labelledby="read">
          <h2 id="read">{t.read}</h2>
          <ul class="told-list">{read.map((one) => <NoticeItem key={one.id} notice={one} read={null} />)}</ul>
        </section>
      )}
      {list.notices.length >= SHOWN_MAX && <p class="quiet">{t.most(number(SHOWN_MAX, 0))}</p>}
    </>
  );
}

/** The links of mails lead here; the page is drawn after the browser looked for the place. */
function ByMail({ view }: { view: PreferenceView }) {
  const t = noticesWords().mail, mine = useSignal(view), box = useRef<HTMLElement>(null), now = mine.value;
  useEffect(() => {
    if (location.hash === '#thu') box.current?.scrollIntoView();
  }, []);
  return (
    <section class="part by-mail" id="thu" ref={box} aria-labelledby="mail-title">
      <h2 id="mail-title">{t.title}</h2>
      {!now.is_sending && <p>{t.off}</p>}
      {(now.is_sending || now.address !== '') && <Address mine={mine} />}
      {now.is_sending && now.address !== '' && <Wishes mine={mine} />}
    </section>
  );
}

export function NoticesPage() {
  const t = noticesWords(), loaded = useLoaded('GET /notices', {}), wishes = useLoaded('GET /notices/preferences', {}), list = loaded.data;
  useEffect(() => {
    if (list) knowUnread(list.unread);
  }, [list]);
  if (!list) return <Instead here="notices" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="notices" title={t.title}>
      <div class="staff-page is-notices">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet" role="status">{list.unread > 0 ? t.unreadCount(number(list.unread, 0), list.unread) : t.allRead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <div class="people-parts">
          <Told list={list} />
          {wishes.data ? <ByMail view={wishes.data} /> : <LoadTrouble problem={wishes.problem} />}
        </div>
      </div>
    </Workplace>
  );
}
