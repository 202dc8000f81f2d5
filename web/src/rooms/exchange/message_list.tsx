// Messages as a table, each with its details: both entries of the record and the way to its evidence.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import { useSignal } from '@preact/signals';
import type { MessageRow } from '../../api/types';
import { bytes, dateTime } from '../../lib/format';
import { may } from '../../lib/person';
import { Icon } from '../../ui/icon';
import { messagesWords } from '../../words/vi/messages';
import { recordWords } from '../../words/vi/record';
import { RecordEntries } from '../ledger/entries';
import type { Names } from './names';
import { duration, Outcome } from './outcome';
import { Name } from './traffic_parts';

const evidenceHref = (id: string): string => `/api/v1/exchange/evidence?${new URLSearchParams({ message_id: id }).toString()}`;

function Details({ one, id }: { one: MessageRow; id: string }) {
  const t = messagesWords();
  return (
    <tr class="message-details" id={id}>
      <td colSpan={7}>
        <dl class="machine-facts">
          <div><dt>{t.fields.message_id}</dt><dd><code>{one.message_id}</code></dd></div>
          <div><dt>{t.requestId}</dt><dd><code>{one.request_id}</code></dd></div>
          <div><dt>{t.columns.client}</dt><dd><code>{one.client}</code></dd></div>
          <div><dt>{t.columns.service}</dt><dd><code>{one.service}</code></dd></div>
          {one.answered_at && <div><dt>{t.answeredAt}</dt><dd>{dateTime(one.answered_at)}</dd></div>}
          {one.fault !== '' && <div><dt>{t.faultCode}</dt><dd><code>{one.fault}</code></dd></div>}
        </dl>
        <h2>{recordWords().title}</h2>
        <RecordEntries subject={one.exchange} />
        {may('exchange.prove') && (
          <p class="message-evidence"><a class="button is-quiet" href={evidenceHref(one.message_id)} download><Icon of={download} size={18} />{t.evidence}</a><small>{t.evidenceText}</small></p>
        )}
      </td>
    </tr>
  );
}

function Message({ one, names }: { one: MessageRow; names: Names }) {
  const t = messagesWords(), isOpen = useSignal(false), c = t.columns, id = `details-${one.exchange}`;
  return (
    <>
      <tr>
        <th scope="row">{dateTime(one.at)}<small class="message-id">{one.message_id}</small></th>
        <td data-head={c.client}><Name of={names.of(one.client)} /></td>
        <td data-head={c.service}>{one.method} <Name of={names.of(one.service)} /></td>
        <td data-head={c.outcome}><Outcome of={one} /></td>
        <td data-head={c.duration} class="message-number">{one.is_answered ? duration(one.duration) : '–'}</td>
        <td data-head={c.bytes} class="message-number">{bytes(one.request_bytes)} / {one.is_answered ? bytes(one.answer_bytes) : '–'}</td>
        <td class="message-open"><button type="button" class="link" aria-expanded={isOpen.value} aria-controls={isOpen.value ? id : undefined} aria-label={t.openOf(one.message_id)} onClick={() => { isOpen.value = !isOpen.value; }}>{t.open}</button></td>
      </tr>
      {isOpen.value && <Details one={one} id={id} />}
    </>
  );
}

export function MessageList({ messages, names }: { messages: readonly MessageRow[]; names: Names }) {
  const t = messagesWords(), c = t.columns;
  return (
    <table class="people messages">
      <caption class="unseen">{t.caption}</caption>
      <thead><tr>{[c.at, c.client, c.service, c.outcome, c.duration, c.bytes, c.act].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
      <tbody>{messages.map((one) => <Message key={one.exchange} one={one} names={names} />)}</tbody>
    </table>
  );
}
