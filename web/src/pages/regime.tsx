// One reporting regime: its basis, its term, the sections and figures that a report holds, and what was published.
// SPDX-License-Identifier: Apache-2.0
import type { Regime, RegimePage as Page, RegimeSection } from '../api/types';
import { date, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { cutoffText } from '../rooms/reporting/cutoff';
import { PublishedItems } from '../rooms/reporting/published_items';
import { Frame, Trail } from '../ui/frame';
import { Title, titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { resultsWords } from '../words/vi/results';

function Feeds({ code }: { code: string }) {
  const { data } = useLoaded('GET /reporting/regimes', {}), found = data?.regimes.find((one) => one.regime.code === code);
  return <a href={`/che-do-bao-cao/${encodeURIComponent(code)}`}>{found ? <Title of={found.regime} /> : code}</a>;
}

function Facts({ page: { view } }: { page: Page }) {
  const words = resultsWords(), t = words.regimes, { regime } = view;
  return (
    <dl class="facts result-facts">
      <div><dt>{t.reporter}</dt><dd><Vi>{view.reporter_name}</Vi></dd></div>
      <div><dt>{t.receiver}</dt><dd><a href={`/co-quan/${encodeURIComponent(regime.receiver)}`}><Vi>{view.receiver_name}</Vi></a></dd></div>
      <div><dt>{t.frequency}</dt><dd>{words.frequencies[regime.frequency]}</dd></div>
      <div><dt>{t.cutoff}</dt><dd>{cutoffText(regime.cutoff)}</dd></div>
      <div><dt>{t.opens}</dt><dd>{commonWords().days(number(regime.opens_days, 0), regime.opens_days)}</dd></div>
      <div><dt>{t.fromDay}</dt><dd>{regime.valid_to ? t.until(date(regime.valid_from), date(regime.valid_to)) : t.from(date(regime.valid_from))}</dd></div>
      {regime.feeds && <div><dt>{t.feeds}</dt><dd><Feeds code={regime.feeds} /></dd></div>}
    </dl>
  );
}

function Basis({ regime }: { regime: Regime }) {
  const t = resultsWords().regimes;
  return (
    <section aria-labelledby="basis">
      <h2 id="basis">{t.standing}</h2>
      <p class="result-note">{t.standingTexts[regime.standing]}</p>
      <dl class="facts result-facts">
        {regime.citation && <div><dt>{t.citation}</dt><dd><Vi>{regime.citation}</Vi></dd></div>}
        {regime.source && <div><dt>{t.source}</dt><dd><Vi>{regime.source}</Vi></dd></div>}
        {regime.note && <div><dt>{t.note}</dt><dd><Vi>{regime.note}</Vi></dd></div>}
      </dl>
    </section>
  );
}

function Section({ one }: { one: RegimeSection }) {
  const t = resultsWords().regimes;
  const least = number(one.words_min, 0), most = number(one.words_max, 0);
  const words = one.words_min > 0 && one.words_max > 0 ? t.wordsBetween(least, most) : one.words_min > 0 ? t.wordsFrom(least) : one.words_max > 0 ? t.wordsTo(most) : '';
  return <li><b><Title of={one} /></b> <span class="quiet">{[one.is_needed ? t.needed : t.optional, words].filter(Boolean).join(', ')}</span>{one.hint && <p><Vi>{one.hint}</Vi></p>}</li>;
}

function Asked({ page: { view: { regime }, sections, items } }: { page: Page }) {
  const t = resultsWords().regimes;
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{t.asked}</h2>
      {sections.length > 0 && <><h3>{t.sections}</h3><ul class="result-list">{sections.map((one) => <Section key={one.code} one={one} />)}</ul></>}
      <h3>{t.figures}</h3>
      {items.length === 0 && !regime.tasks && !regime.evidence ? <p class="quiet">{t.noFigures}</p> : (
        <ul class="result-list">
          {items.map((one) => (
            <li key={one.indicator}>{one.indicator === '*' ? t.allFigures : <a href={`/chi-tieu/${encodeURIComponent(one.indicator)}`}>{one.indicator}</a>} <span class="quiet">{one.is_needed ? t.needed : t.optional}{one.evidence && <>, {t.evidence}</>}</span></li>
          ))}
          {regime.tasks && <li>{t.tasks}</li>}
          {regime.evidence && <li>{t.files}</li>}
        </ul>
      )}
    </section>
  );
}

function Published({ code }: { code: string }) {
  const t = resultsWords().regimes, { data } = useLoaded('GET /reporting/published', {}), mine = data?.publications.filter((one) => one.regime === code);
  return (
    <section aria-labelledby="published">
      <h2 id="published">{t.published}</h2>
      {mine === undefined ? <p class="quiet">{resultsWords().loading}</p> : mine.length === 0 ? <p class="empty">{t.publishedNone}</p> : <PublishedItems publications={mine} />}
    </section>
  );
}

export function RegimePage({ page }: { page: Page }) {
  const t = resultsWords().regimes, { regime } = page.view;
  return (
    <Frame here="other" title={titleText(regime)}>
      <div class="within money-page">
        <header class="page-head">
          <Trail steps={[['/che-do-bao-cao', t.title]]} />
          <h1><Title of={regime} /></h1>
          <p><span class={`state-tag ${regime.standing === 'by_document' ? 'is-accepted' : ''}`}>{t.standings[regime.standing]}</span></p>
        </header>
        <Facts page={page} />
        <Basis regime={regime} />
        <Asked page={page} />
        <Published code={regime.code} />
      </div>
    </Frame>
  );
}
