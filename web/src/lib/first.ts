// The first JSON, which the server wrote into the page.
// SPDX-License-Identifier: Apache-2.0
import { problemFrom, type Answer } from '../api/client';

export interface First {
  url: string;
  answer: Answer<unknown>;
}

/** Query values in a fixed order, so that the address of the page and that of a call compare. */
export function tidyUrl(url: string): string {
  const [path = '', query = ''] = url.split('?');
  const values = new URLSearchParams(query);
  values.sort();
  const kept = new URLSearchParams([...values].filter(([, value]) => value !== ''));
  return path + (kept.toString() === '' ? '' : `?${kept.toString()}`);
}

/** null: the page has no data of its own. */
export function readFirst(): First | null {
  const block = document.getElementById('first');
  if (!block?.textContent) return null;
  const status = Number(block.dataset.status), json: unknown = JSON.parse(block.textContent);
  const isFine = status >= 200 && status < 300;
  return {
    url: tidyUrl(block.dataset.url ?? ''),
    answer: isFine ? { isFine: true, data: json } : { isFine: false, problem: problemFrom(json, status) },
  };
}
