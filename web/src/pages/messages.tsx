// Messages that went through the data exchange: found by id, system, service and time, each with its proof.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, type Input, type Problem } from '../api/client';
import type { MessageRow, Messages } from '../api/types';
import { query, setQuery } from '../lib/address';
import { number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { MessageList } from '../rooms/exchange/message_list';
import { useNames, type Named, type Names } from '../rooms/exchange/names';
import { TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Field, TextField } from '../ui/field';
import { MomentField } from '../ui/moment_field';
import { commonWords } from '../words/vi/common';
import { messagesWords } from '../words/vi/messages';

const ID_MOST = 255;

const FILTERS = ['message_id', 'client', 'service', 'from', 'until'] as const;
type Filter = Record<(typeof FILTERS)[number], string>;

const filterOf = (): Filter => {
  const { message_id = '', client = '', service = '', from = '', until = '' } = query.value;
  return { message_id, client, service, from, until };
};

interface ChoiceProps {
  id: string;
  label: string;
  any: string;
  of: readonly Named[];
  chosen: string;
  choose: (id: string) => void;
}

/** What is registered no longer may be asked for by its id in the address: it stays chosen. */
function NamedChoice({ id, label, any, of, chosen, choose }: ChoiceProps) {
  const isKnown = chosen === '' || of.some((one) => one.id === chosen);
  return (
    <Field id={id} label={label}>
      {(ties) => (
        <select {...ties} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
          <option value="">{any}</option>
          {!isKnown && <option value={chosen}>{chosen}</option>}
          {of.map((one) => <option key={one.id} value={one.id} lang="vi">{one.of ? `${one.name} (${one.of})` : one.name}</option>)}
        </select>
      )}
    </Field>
  );
}

function Search({ names }: { names: Names }) {
  const t = messagesWords(), draft = useSignal<Filter>(filterOf()), f = t.fields;
  const set = (name: keyof Filter) => (value: string) => { draft.value = { ...draft.value, [name]: value }; };
  const isFiltered = FILTERS.some((name) => filterOf()[name] !== '');
  const drop = () => {
    draft.value = { message_id: '', client: '', service: '', from: '', until: '' };
    setQuery({ ...draft.value });
  };
  const go = (event: Event) => {
    event.preventDefault();
    setQuery({ ...draft.value, message_id: draft.value.message_id.trim() });
  };
  return (
    <form class="traffic-search" role="search" aria-label={t.search} noValidate onSubmit={go}>
      <TextField id="message_id" label={f.message_id} hint={t.idHint} value={draft.value.message_id} change={set('message_id')} most={ID_MOST} />
      <NamedChoice id="client" label={f.client} any={t.anyClient} of={names.systems} chosen={draft.value.client} choose={set('client')} />
      <NamedChoice id="service" label={f.service} any={t.anyService} of={names.services} chosen={draft.value.service} choose={set('service')} />
      <MomentField id="from" label={f.from} value={draft.value.from} change={set('from')} />
      <MomentField id="until" label={f.until} value={draft.value.until} change={set('until')} />
      <p class="buttons"><button type="submit" class="button">{t.go}</button>{isFiltered && <button type="button" class="button is-quiet" onClick={drop}>{t.all}</button>}</p>
    </form>
  );
}

interface More {
  rows: readonly MessageRow[];
  next: string;
  problem: Problem | null;
  isLoading: boolean;
}

function Found({ page, filter, names }: { page: Messages; filter: Input<'GET /exchange/messages'>; names: Names }) {
  const t = messagesWords(), more = useSignal<More>({ rows: [], next: page.next, problem: null, isLoading: false });
  useEffect(() => { more.value = { rows: [], next: page.next, problem: null, isLoading: false }; }, [page]);
  const all = [...page.messages, ...more.value.rows], isFiltered = Object.values(filter).some((one) => one !== '');
  const load = async () => {
    more.value = { ...more.value, problem: null, isLoading: true };
    const answer = await call('GET /exchange/messages', { ...filter, next: more.value.next });
    more.value = answer.isFine
      ? { rows: [...more.value.rows, ...answer.data.messages], next: answer.data.next, problem: null, isLoading: false }
      : { ...more.value, problem: answer.problem, isLoading: false };
  };
  if (all.length === 0) return <p class="empty">{isFiltered ? t.noneFound : t.none}</p>;
  return (
    <>
      <p class="quiet" role="status">{t.shown(number(all.length, 0), all.length)}</p>
      <MessageList messages={all} names={names} />
      <LoadTrouble problem={more.value.problem} />
      {more.value.next !== '' && <p class="buttons"><button type="button" class="button is-quiet" disabled={more.value.isLoading} onClick={() => void load()}>{more.value.isLoading ? t.loadingMore : t.more}</button></p>}
    </>
  );
}

export function MessagesPage() {
  const t = messagesWords(), filter = filterOf(), loaded = useLoaded('GET /exchange/messages', filter), names = useNames();
  if (!loaded.data && loaded.problem && loaded.problem.status !== 0) return <Instead here="traffic" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="traffic" title={t.title}>
      <div class="staff-page is-wide" aria-busy={loaded.isLoading}>
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="people-parts">
          <TrafficPages here="messages" />
          <Search key={FILTERS.map((name) => filter[name]).join('\n')} names={names} />
          {loaded.problem ? <LoadTrouble problem={loaded.problem} /> : loaded.data ? <Found page={loaded.data} filter={filter} names={names} /> : <p class="quiet">{commonWords().loading}</p>}
        </div>
      </div>
    </Workplace>
  );
}
