// How much of what one was told is unread: asked for once a page, and again now and then while the page is looked at.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call } from '../../api/client';
import { may } from '../../lib/person';

const ASK_EVERY_MS = 180_000;
const count = signal(0);

async function ask(): Promise<void> {
  const answer = await call('GET /notices/count', {});
  if (answer.isFine) count.value = answer.data.unread;
}

/** What the page of notices knows itself. */
export function knowUnread(unread: number): void {
  count.value = unread;
}

export function useUnread(isKnown: boolean): number {
  const asks = may('notices.own') && !isKnown;
  useEffect(() => {
    if (!asks) return;
    void ask();
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void ask();
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [asks]);
  return count.value;
}
