// State that lives in the address: values that the server knows in the query, views of the page alone in the fragment.
// SPDX-License-Identifier: Apache-2.0
import { signal } from '@preact/signals';

type Values = Record<string, string>;

const read = (text: string): Values => Object.fromEntries(new URLSearchParams(text.replace(/^[?#]/, '')));
const write = (values: Values): string => new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString();
const changed = (values: Values, changes: Values): Values => ({ ...values, ...changes });

export const query = signal<Values>(read(location.search));
export const fragment = signal<Values>(read(location.hash));

const addressOf = (inQuery: Values, inFragment: Values): string => {
  const [search, hash] = [write(inQuery), write(inFragment)];
  return location.pathname + (search && `?${search}`) + (hash && `#${hash}`);
};

/** Where a link with these changes of the query leads. */
export const linkTo = (changes: Values): string => addressOf(changed(query.value, changes), {});

interface Going {
  /** Typing changes the address at every letter: then the place in the history is taken over, not a new one made. */
  replaces?: boolean;
}

function go(inQuery: Values, inFragment: Values, going: Going): void {
  const address = addressOf(inQuery, inFragment);
  if (going.replaces) history.replaceState(null, '', address);
  else history.pushState(null, '', address);
  query.value = inQuery;
  fragment.value = inFragment;
}

export const setQuery = (changes: Values, going: Going = {}): void => go(changed(query.value, changes), fragment.value, going);
export const setFragment = (changes: Values, going: Going = {}): void => go(query.value, changed(fragment.value, changes), going);

/** Back and forward. */
export function watchAddress(): void {
  const update = () => {
    query.value = read(location.search);
    fragment.value = read(location.hash);
  };
  addEventListener('popstate', update);
  addEventListener('hashchange', update);
}
