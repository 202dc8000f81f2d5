// Calls the API with the types that the server describes; an answer is what was asked for, or a problem to show.
// SPDX-License-Identifier: Apache-2.0
import { commonWords } from '../words/vi/common';
import { language } from '../lib/i18n';
import type { Api } from './types';

export type Route = keyof Api;
export type GetRoute = Extract<Route, `GET ${string}`>;
export type Input<R extends Route> = Api[R]['in'];
export type Output<R extends Route> = Api[R]['out'];

/** RFC 9457, in both languages; `status` 0: no answer came. */
export interface Problem {
  type: string;
  status: number;
  title: string;
  title_en: string;
  detail: string;
  detail_en: string;
  errors?: Fault[];
}

export interface Fault {
  type: string;
  pointer?: string;
  detail: string;
  detail_en: string;
}

export type Answer<T> = { isFine: true; data: T } | { isFine: false; problem: Problem };

const ROOT = '/api/v1';
const PATIENCE_MS = 30_000;

export const said = (one: { detail: string; detail_en: string }): string => (language.value === 'en' && one.detail_en ? one.detail_en : one.detail);
export const titleOf = (one: Problem): string => (language.value === 'en' && one.title_en ? one.title_en : one.title);

/** Lists in a query are written as the server reads them. */
const queryText = (value: unknown): string => (Array.isArray(value) ? value.join(';') : String(value));
const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

/** Address of a route with its values: those named in the path go there, the rest into the query, in a fixed order. */
export function urlOf<R extends Route>(route: R, input: Input<R>): string {
  const [, path = ''] = route.split(' ');
  const values = new Map(Object.entries(input as Record<string, unknown>));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values.get(name);
    values.delete(name);
    return encodeURIComponent(String(value));
  });
  if (!route.startsWith('GET')) return ROOT + filled;
  const query = new URLSearchParams();
  for (const name of [...values.keys()].sort()) if (isSet(values.get(name))) query.set(name, queryText(values.get(name)));
  const text = query.toString();
  return ROOT + filled + (text ? `?${text}` : '');
}

/** What goes into the body of a change: everything that is not in its path. */
function bodyOf<R extends Route>(route: R, input: Input<R>): string | undefined {
  if (route.startsWith('GET')) return undefined;
  const inPath = new Set([...route.matchAll(/\{(\w+)\}/g)].map((found) => found[1]));
  return JSON.stringify(Object.fromEntries(Object.entries(input).filter(([name]) => !inPath.has(name))));
}

/** A problem that did not come from the server: no network, or an answer that is not JSON. */
export function lostProblem(): Problem {
  const t = commonWords().lost;
  return { type: '/problems/lost', status: 0, title: t.title, title_en: t.title, detail: t.detail, detail_en: t.detail };
}

/** A proxy in between may answer in its own form: then the status is all that is known. */
export function problemFrom(body: unknown, status: number): Problem {
  const isProblem = typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;
  return isProblem ? (body as Problem) : { ...lostProblem(), status };
}

/** One call; never throws. */
export async function call<R extends Route>(route: R, input: Input<R>, patienceMs = PATIENCE_MS): Promise<Answer<Output<R>>> {
  const body = bodyOf(route, input);
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), patienceMs);
  try {
    const response = await fetch(urlOf(route, input), {
      method: route.split(' ')[0] ?? 'GET',
      signal: stop.signal,
      ...(body !== undefined && { body, headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    const json: unknown = text === '' ? null : JSON.parse(text);
    return response.ok ? { isFine: true, data: json as Output<R> } : { isFine: false, problem: problemFrom(json, response.status) };
  } catch {
    return { isFine: false, problem: lostProblem() };
  } finally {
    clearTimeout(timer);
  }
}
