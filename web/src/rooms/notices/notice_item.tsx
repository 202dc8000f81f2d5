// One thing that a person was told: following it reads it.
// SPDX-License-Identifier: Apache-2.0
import { call } from '../../api/client';
import type { Notice } from '../../api/types';
import { dateTime } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Vi } from '../../ui/text';
import { noticesWords } from '../../words/vi/notices';

const PATIENCE_MS = 1500; // to write down that it was read; its reader wants to go on

interface Props {
  notice: Notice;
  /** null: it was read. */
  read: (() => void) | null;
}

async function follow(event: MouseEvent, { notice, read }: Props): Promise<void> {
  if (read === null) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) {
    read();
    return;
  }
  event.preventDefault();
  await Promise.race([call('POST /notices/{id}/read', { id: notice.id }), new Promise((done) => { setTimeout(done, PATIENCE_MS); })]);
  location.assign(notice.page);
}

export function NoticeItem(props: Props) {
  const t = noticesWords(), { notice, read } = props, isEnglish = language.value === 'en';
  const title = isEnglish ? notice.title_en : notice.title, body = isEnglish ? notice.body_en : notice.body;
  return (
    <li class={read ? 'told is-unread' : 'told'}>
      <div>
        <p class="told-title">{notice.urgency === 'high' && <b class="told-urgent">{t.urgent}</b>} <a href={notice.page} onClick={(event) => void follow(event, props)}><Vi>{title}</Vi></a></p>
        <p class="told-text"><Vi>{body}</Vi></p>
        <p class="told-when">{dateTime(notice.given_at)}</p>
      </div>
      {read && <button type="button" class="link" aria-label={t.markReadOf(title)} onClick={read}>{t.markRead}</button>}
    </li>
  );
}
