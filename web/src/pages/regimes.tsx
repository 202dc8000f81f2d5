// Who reports what, to whom, how often and until when.
// SPDX-License-Identifier: Apache-2.0
import type { RegimeList, RegimeView } from '../api/types';
import { cutoffText } from '../rooms/reporting/cutoff';
import { Frame } from '../ui/frame';
import { Title, Vi } from '../ui/text';
import { resultsWords } from '../words/vi/results';

function Row({ view: { regime, reporter_name, receiver_name } }: { view: RegimeView }) {
  const words = resultsWords(), t = words.regimes;
  return (
    <tr>
      <th scope="row"><a href={`/che-do-bao-cao/${encodeURIComponent(regime.code)}`}><Title of={regime} /></a></th>
      <td data-name={t.reporter}><Vi>{reporter_name}</Vi></td>
      <td data-name={t.receiver}><Vi>{receiver_name}</Vi></td>
      <td data-name={t.frequency}>{words.frequencies[regime.frequency]}</td>
      <td data-name={t.cutoff}>{cutoffText(regime.cutoff)}</td>
      <td data-name={t.standing}>{t.standings[regime.standing]}<small><Vi>{regime.citation}</Vi></small></td>
    </tr>
  );
}

export function RegimesPage({ page }: { page: RegimeList }) {
  const words = resultsWords(), t = words.regimes;
  return (
    <Frame here="other" title={t.title}>
      <div class="within money-page">
        <header class="page-head"><h1>{t.title}</h1><p class="lead">{t.lead}</p><p><a href="/ket-qua">{words.published.title}</a></p></header>
        {page.regimes.length === 0 ? <p class="empty">{t.empty}</p> : (
          <table class="money-table is-named">
            <thead><tr>{[t.name, t.reporter, t.receiver, t.frequency, t.cutoff, t.standing].map((head) => <th key={head} scope="col">{head}</th>)}</tr></thead>
            <tbody>{page.regimes.map((view) => <Row key={view.regime.code} view={view} />)}</tbody>
          </table>
        )}
      </div>
    </Frame>
  );
}
