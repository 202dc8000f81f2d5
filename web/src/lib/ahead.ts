// Forms that the inbox asks for are fetched while there is a network, so that they open where there is none.
// SPDX-License-Identifier: Apache-2.0
import { call, urlOf } from '../api/client';
import type { InboxItem } from '../api/types';
import { isProgress } from '../rooms/strategy/inbox_groups';
import { keepCopy, readCopy } from './copies';

const FORMS_MAX = 30, FRESH_MS = 3_600_000;

interface Connection {
  saveData?: boolean;
}

/** Of no use where no worker opens the page again; and who pays for every byte is not made to. */
async function isWanted(): Promise<boolean> {
  const { connection } = navigator as { connection?: Connection };
  if (connection?.saveData === true || navigator.serviceWorker === undefined) return false;
  return (await navigator.serviceWorker.getRegistration().catch(() => undefined))?.active !== undefined;
}

const isForm = ({ kind }: InboxItem): boolean => kind === 'figure' || kind === 'task' || kind === 'returned';

const formOf = (item: InboxItem): ['GET /strategy/task-entry/{code}', { code: string; agency: string }] | ['GET /strategy/entry/{code}', { code: string; subject: string; period: string }] =>
  isProgress(item) ? ['GET /strategy/task-entry/{code}', { code: item.item, agency: item.agency }] : ['GET /strategy/entry/{code}', { code: item.item, subject: item.subject, period: item.period }];

/** One after the other; ends with the first that does not come. */
export async function fetchAhead(items: readonly InboxItem[]): Promise<void> {
  if (!(await isWanted())) return;
  for (const item of items.filter(isForm).slice(0, FORMS_MAX)) {
    const [route, input] = formOf(item), url = urlOf(route, input), copy = await readCopy(url);
    if (copy && Date.now() - Date.parse(copy.at) < FRESH_MS) continue;
    const answer = await call(route, input);
    if (!answer.isFine) return;
    await keepCopy(url, answer.data);
  }
}
