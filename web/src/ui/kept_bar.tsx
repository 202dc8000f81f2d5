// Above a page of the staff: that it is a copy, that something waits to be sent, that the server took something not.
// SPDX-License-Identifier: Apache-2.0
import cloudOff from 'icon:cloud-off';
import alert from 'icon:triangle-alert';
import { useEffect } from 'preact/hooks';
import { call } from '../api/client';
import { dateTime, number } from '../lib/format';
import { forgetLoaded, shownCopies } from '../lib/loaded';
import { outgoing } from '../lib/outbox';
import { offlineWords } from '../words/vi/offline';
import { Icon } from './icon';

const LOOK_EVERY_MS = 15_000;

/** Until the server answers again: then the page asks it anew. */
function useReturn(isCopy: boolean): void {
  useEffect(() => {
    if (!isCopy) return;
    const look = async () => {
      const answer = await call('GET /people/me', {});
      if (answer.isFine) forgetLoaded();
    };
    const timer = setInterval(() => void look(), LOOK_EVERY_MS), online = () => void look();
    addEventListener('online', online);
    return () => {
      clearInterval(timer);
      removeEventListener('online', online);
    };
  }, [isCopy]);
}

export function KeptBar() {
  const t = offlineWords().bar, oldest = Object.values(shownCopies.value).sort()[0], items = outgoing.value;
  const waiting = items.filter((one) => one.state === 'waiting').length, refused = items.length - waiting;
  useReturn(oldest !== undefined);
  return (
    <div class="kept-bar" role="status">
      {oldest !== undefined && <p><Icon of={cloudOff} size={18} />{t.copy(dateTime(oldest))}</p>}
      {waiting > 0 && <p><Icon of={cloudOff} size={18} /><a href="/viec">{t.waiting(number(waiting, 0), waiting)}</a></p>}
      {refused > 0 && <p class="is-refused"><Icon of={alert} size={18} /><a href="/viec">{t.refused(number(refused, 0), refused)}</a></p>}
    </div>
  );
}
