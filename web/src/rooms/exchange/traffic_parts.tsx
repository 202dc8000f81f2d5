// What the pages of the exchange share: the ways between them; and those about the traffic: who called what.
// SPDX-License-Identifier: Apache-2.0
import { may } from '../../lib/person';
import { Vi } from '../../ui/text';
import { messagesWords } from '../../words/vi/messages';
import type { Named } from './names';

type Here = 'registry' | 'certificates' | 'maintenance' | 'messages' | 'operations' | 'dead';

/** Those that the person may open. */
export function TrafficPages({ here }: { here: Here }) {
  const t = messagesWords(), pages: [Here, string, string, boolean][] = [
    ['operations', '/lien-thong/theo-doi', t.toOperations, may('exchange.monitor')],
    ['messages', '/lien-thong/thong-diep', t.toMessages, may('exchange.search')],
    ['dead', '/lien-thong/chua-giao', t.toDead, may('exchange.monitor')],
    ['maintenance', '/lien-thong/bao-tri', t.toMaintenance, may('exchange.hear')],
    ['certificates', '/lien-thong/chung-thu', t.toCertificates, may('exchange.request')],
    ['registry', '/lien-thong', t.toRegistry, may('exchange.see')],
  ];
  return (
    <nav class="traffic-pages" aria-label={t.pages}>
      {pages.filter(([, , , isOpen]) => isOpen).map(([name, href, words]) => <a key={name} href={href} aria-current={here === name ? 'page' : undefined}>{words}</a>)}
    </nav>
  );
}

export function Name({ of }: { of: Named }) {
  if (of.name === of.id) return <code>{of.id}</code>;
  return <><Vi>{of.name}</Vi>{of.of && <small><Vi>{of.of}</Vi></small>}</>;
}
