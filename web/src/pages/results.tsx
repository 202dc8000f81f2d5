// All results that were published.
// SPDX-License-Identifier: Apache-2.0
import type { PublicationList } from '../api/types';
import { PublishedItems } from '../rooms/reporting/published_items';
import { Frame } from '../ui/frame';
import { resultsWords } from '../words/vi/results';

export function ResultsPage({ page }: { page: PublicationList }) {
  const t = resultsWords().published;
  return (
    <Frame here="other" title={t.title}>
      <div class="within money-page">
        <header class="page-head"><h1>{t.title}</h1><p class="lead">{t.lead}</p><p><a href="/che-do-bao-cao">{t.regimes}</a> · <a href="/xep-hang">{t.rankings}</a></p></header>
        {page.publications.length === 0 ? <p class="empty">{t.empty}</p> : <PublishedItems publications={page.publications} />}
      </div>
    </Frame>
  );
}
