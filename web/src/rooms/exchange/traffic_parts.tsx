// What the pages about the traffic share: the ways between them, and who called what.
// SPDX-License-Identifier: Apache-2.0
import { may } from '../../lib/person';
import { Vi } from '../../ui/text';
import { messagesWords } from '../../words/vi/messages';
import type { Named } from './names';

export function TrafficPages({ here }: { here: 'messages' | 'operations' | 'dead' }) {
  const t = messagesWords();
  return (
    <nav class="traffic-pages" aria-label={t.pages}>
      <a href="/lien-thong/theo-doi" aria-current={here === 'operations' ? 'page' : undefined}>{t.toOperations}</a>
      <a href="/lien-thong/thong-diep" aria-current={here === 'messages' ? 'page' : undefined}>{t.toMessages}</a>
      {may('exchange.monitor') && <a href="/lien-thong/chua-giao" aria-current={here === 'dead' ? 'page' : undefined}>{t.toDead}</a>}
      {may('exchange.hear') && <a href="/lien-thong/bao-tri">{t.toMaintenance}</a>}
      {may('exchange.see') && <a href="/lien-thong">{t.toRegistry}</a>}
    </nav>
  );
}

export function Name({ of }: { of: Named }) {
  if (of.name === of.id) return <code>{of.id}</code>;
  return <><Vi>{of.name}</Vi>{of.of && <small><Vi>{of.of}</Vi></small>}</>;
}
