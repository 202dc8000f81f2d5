// Which agency is meant: chosen out of the registry, for a name of the document or as the lead of many items.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Agency } from '../../../api/types';
import { Vi } from '../../../ui/text';
import { reviewWords } from '../../../words/vi/review';
import { isOfToday, suggested, useAgencies } from './agencies';
import type { Review } from './store';

const SHOWN = 7;

interface Props {
  review: Review;
  label: string;
  hint: string;
  /** Those most like it come first. */
  named: string;
  /** false: it was not taken. */
  choose: (one: Agency) => Promise<boolean>;
  close: () => void;
}

export function AgencySearch({ review, label, hint, named, choose, close }: Props) {
  const t = reviewWords().picker, { all } = useAgencies(), query = useSignal(''), box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  const found = suggested(all.filter(isOfToday), named, query.value, SHOWN);
  const take = async (one: Agency) => {
    if (await choose(one)) close();
  };
  const sent = (event: Event) => {
    event.preventDefault();
    if (found[0] && query.value) void take(found[0]);
  };
  return (
    <form class="picker" aria-label={label} onSubmit={sent} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <label for="picker-query">{label}</label>
      <p class="hint">{hint}</p>
      <input ref={box} id="picker-query" type="search" placeholder={t.search} value={query.value} autocomplete="off" onInput={(event) => { query.value = event.currentTarget.value; }} />
      <ul class="picker-list">
        {found.map((one) => <li key={one.code}><button type="button" disabled={review.isSending.value} onClick={() => void take(one)}><Vi>{one.name}</Vi> <small>{one.code}</small></button></li>)}
        {found.length === 0 && all.length > 0 && <li class="quiet">{t.none}</li>}
      </ul>
      <button type="button" class="link" onClick={close}>{t.cancel}</button>
    </form>
  );
}

/** Chosen once, and remembered by the server for all readings to come. */
export function AgencyPicker({ review, named, close }: { review: Review; named: string; close: () => void }) {
  const t = reviewWords().picker;
  return <AgencySearch review={review} label={t.whois(named)} hint={t.remembered} named={named} choose={(one) => review.name(named, one.code, one.name)} close={close} />;
}
