// A scheme as it stands: parts, criteria with their formulas, what is missing means, what each version changed.
// SPDX-License-Identifier: Apache-2.0
import type { Criterion, SchemeView } from '../api/types';
import { dateTime, number } from '../lib/format';
import { pointsText } from '../rooms/scoring/points';
import { Frame, Trail } from '../ui/frame';
import { Numbered, Title, titleText, Vi } from '../ui/text';
import { scoresWords } from '../words/vi/scores';

const NARROW = '\u202f';

function CriterionRow({ one }: { one: Criterion }) {
  const t = scoresWords();
  return (
    <tr>
      <th scope="row"><small>{one.code}</small><Title of={one} />{one.note && <small><Vi>{one.note}</Vi></small>}</th>
      <td class="amount"><b>{pointsText(one.maximum)}</b></td>
      <td>{one.formula ? <code>{one.formula}</code> : <span class="quiet">{t.noFormula}</span>}<small>{t.missing}: {t.lackWords[one.missing]}</small>{one.evidence && <small>{t.evidence}: <Vi>{one.evidence}</Vi></small>}</td>
    </tr>
  );
}

function Parts({ page }: { page: SchemeView }) {
  const t = scoresWords();
  return (
    <>
      {page.parts.map((part) => (
        <section key={part.code} aria-labelledby={`part-${part.code}`}>
          <h2 id={`part-${part.code}`}><Title of={part} /> <small class="quiet">{t.max(pointsText(part.maximum))}</small></h2>
          <table class="score-points">
            <thead><tr><th scope="col">{t.criterion}</th><th scope="col" class="amount">{t.points}</th><th scope="col">{t.formula}</th></tr></thead>
            <tbody>{page.criteria.filter((one) => one.part === part.code).map((one) => <CriterionRow key={one.code} one={one} />)}</tbody>
          </table>
        </section>
      ))}
    </>
  );
}

export function SchemePage({ page }: { page: SchemeView }) {
  const t = scoresWords(), { scheme } = page;
  return (
    <Frame here="other" title={t.schemeOf(titleText(scheme))}>
      <div class="within money-page">
        <Trail steps={[['/xep-hang', t.rankings]]} />
        <header class="page-head">
          <p class="eyebrow">{t.scheme} · {t.version(number(scheme.version, 0))} · {t.standings[scheme.standing]}</p>
          <h1><Title of={scheme} /></h1>
          {scheme.legal && <p class="lead">{t.legal}: <Numbered>{scheme.legal}</Numbered></p>}
          {scheme.note && <p><Vi>{scheme.note}</Vi></p>}
          {page.inputs.length > 0 && page.classes.length === 0 && <p><a href={`/tu-danh-gia/${encodeURIComponent(scheme.code)}`}>{t.selfLink}</a></p>}
        </header>
        {page.classes.length > 0 && <section aria-labelledby="classes"><h2 id="classes">{t.classes}</h2><ul class="score-schemes">{page.classes.map((one) => <li key={one.code}><Title of={one} /></li>)}</ul></section>}
        {page.bands.length > 0 && <section aria-labelledby="bands"><h2 id="bands">{t.bands}</h2><ul class="score-schemes">{page.bands.map((one) => <li key={one.code}><b><Title of={one} /></b> {t.from(`${number(one.least, 2)}${NARROW}%`)}</li>)}</ul></section>}
        <Parts page={page} />
        <section aria-labelledby="versions">
          <h2 id="versions">{t.versions}</h2>
          <ul class="score-schemes">{page.versions.map((one) => <li key={one.version}><b>{t.version(number(one.version, 0))}</b> <small>{t.changed(dateTime(one.loaded_at))}</small><p><Vi>{one.change_note || t.firstVersion}</Vi></p></li>)}</ul>
        </section>
      </div>
    </Frame>
  );
}
