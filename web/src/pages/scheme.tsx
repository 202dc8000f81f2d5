// A scheme as it stands: who is ranked with whom, bands, criteria with their formulas, what each version changed.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import type { Criterion, SchemeView, ScoreAward } from '../api/types';
import { dateTime, number } from '../lib/format';
import { AwardRule } from '../rooms/scoring/award_rule';
import { percentText, pointsText } from '../rooms/scoring/points';
import { Frame, Trail } from '../ui/frame';
import { Numbered, Title, titleText, Vi } from '../ui/text';
import { scoresWords } from '../words/vi/scores';
import { scoringWorkWords } from '../words/vi/scoring_work';

function CriterionRow({ one }: { one: Criterion }) {
  const t = scoresWords();
  return (
    <tr>
      <th scope="row"><small>{one.code}</small><Title of={one} />{one.note && <small><Vi>{one.note}</Vi></small>}</th>
      <td class="score-reached"><b>{pointsText(one.maximum)}</b></td>
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
          <h2 id={`part-${part.code}`}><Title of={part} />{part.maximum > 0 && <small class="quiet"> {t.max(pointsText(part.maximum))}</small>}</h2>
          <table class="score-points">
            <thead><tr><th scope="col">{t.criterion}</th><th scope="col">{t.points}</th><th scope="col">{t.formula}</th></tr></thead>
            <tbody>{page.criteria.filter((one) => one.part === part.code).map((one) => <CriterionRow key={one.code} one={one} />)}</tbody>
          </table>
        </section>
      ))}
    </>
  );
}

function Fact({ word, children }: { word: string; children: ComponentChildren }) {
  return <div><dt>{word}</dt><dd>{children}</dd></div>;
}

function Facts({ page }: { page: SchemeView }) {
  const t = scoresWords(), work = scoringWorkWords(), { scheme } = page;
  return (
    <dl class="score-facts">
      <Fact word={t.every}>{work.frequencies[scheme.frequency]}</Fact>
      {page.classes.length > 0 && <Fact word={t.classes}>{page.classes.map((one, i) => <span key={one.code}>{i > 0 && '; '}<Title of={one} /></span>)}</Fact>}
      {page.classes.length > 0 && <Fact word={t.appeals}>{t.appealDays(number(scheme.appeal_days, 0), scheme.appeal_days)}</Fact>}
      {page.bands.length > 0 && <Fact word={t.bands}>{page.bands.map((one, i) => <span key={one.code}>{i > 0 && '; '}<Title of={one} /> {t.from(percentText(one.least))}</span>)}</Fact>}
    </dl>
  );
}

function Awards({ awards }: { awards: readonly ScoreAward[] }) {
  const t = scoresWords();
  if (awards.length === 0) return null;
  return (
    <section aria-labelledby="awards">
      <h2 id="awards">{t.awards}</h2>
      <ul class="score-schemes">{awards.map((one) => <li key={one.code}><b><Title of={one} /></b><p><AwardRule award={one} /></p></li>)}</ul>
    </section>
  );
}

function Versions({ page: { scheme, versions } }: { page: SchemeView }) {
  const t = scoresWords();
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t.versions}</h2>
      <ul class="score-schemes">
        {versions.map((one) => (
          <li key={one.version}>
            {one.version === scheme.version ? <b>{t.version(number(one.version, 0))}</b> : <a href={`?version=${one.version}`}>{t.version(number(one.version, 0))}</a>} <small>{t.changed(dateTime(one.loaded_at))}</small>
            <p>{one.change_note ? <Vi>{one.change_note}</Vi> : t.firstVersion}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function SchemePage({ page }: { page: SchemeView }) {
  const t = scoresWords(), { scheme } = page, isOld = page.versions.some((one) => one.version > scheme.version);
  return (
    <Frame here="other" title={t.schemeOf(titleText(scheme))}>
      <div class="within money-page">
        <Trail steps={[['/xep-hang', t.rankings]]} />
        <header class="page-head">
          <p class="eyebrow">{t.schemeVersion(number(scheme.version, 0))} · {t.standings[scheme.standing]}</p>
          <h1><Title of={scheme} /></h1>
          {isOld && <p class="score-lack">{t.oldVersion} <a href={`/bo-tieu-chi/${encodeURIComponent(scheme.code)}`}>{t.newestVersion}</a></p>}
          {scheme.legal && <p class="lead">{t.legal}: <Numbered>{scheme.legal}</Numbered></p>}
          {scheme.note && <p><Vi>{scheme.note}</Vi></p>}
          {page.inputs.length > 0 && page.classes.length === 0 && <p class="buttons"><a class="button" href={`/tu-danh-gia/${encodeURIComponent(scheme.code)}`}>{t.selfLink}</a></p>}
        </header>
        <Facts page={page} />
        <Parts page={page} />
        <Awards awards={page.awards} />
        <Versions page={page} />
      </div>
    </Frame>
  );
}
