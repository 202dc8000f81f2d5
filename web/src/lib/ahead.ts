// Forms that somebody is asked for are fetched while there is a network, so that they open where there is none.
// SPDX-License-Identifier: Apache-2.0
import { call, urlOf } from '../api/client';
import type { InboxItem, ReportInboxItem } from '../api/types';
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

type Form = ['GET /strategy/task-entry/{code}', { code: string; agency: string }] | ['GET /strategy/entry/{code}', { code: string; subject: string; period: string }] | ['GET /reporting/obligations/{id}', { id: string }];

const formOf = (item: InboxItem): Form =>
  isProgress(item) ? ['GET /strategy/task-entry/{code}', { code: item.item, agency: item.agency }] : ['GET /strategy/entry/{code}', { code: item.item, subject: item.subject, period: item.period }];

export const formsOfInbox = (items: readonly InboxItem[]): Form[] => items.filter(isForm).map(formOf);
export const formsOfReports = (items: readonly ReportInboxItem[]): Form[] => items.filter(({ need }) => need === 'write' || need === 'mend').map(({ view }) => ['GET /reporting/obligations/{id}', { id: view.obligation.id }]);

/** One after the other; ends with the first that does not come. */
export async function fetchAhead(forms: readonly Form[]): Promise<void> {
  if (!(await isWanted())) return;
  for (const [route, input] of forms.slice(0, FORMS_MAX)) {
    const url = urlOf(route, input), copy = await readCopy(url);
    if (copy && Date.now() - Date.parse(copy.at) < FRESH_MS) continue;
    const answer = await call(route, input);
    if (!answer.isFine) return;
    await keepCopy(url, answer.data);
  }
}
