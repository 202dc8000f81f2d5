// One published result as it was frozen: its versions, what changed and why, and how to check it. Made to be printed.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { Consolidation, Publication, PublicationPage } from '../api/types';
import { dateTime, number, period } from '../lib/format';
import { Agencies, Counts, Figures, Narrative, Tasks } from '../rooms/reporting/consolidated';
import { resultHref } from '../rooms/reporting/published_items';
import { versionChanges } from '../rooms/reporting/version_changes';
import { Frame, Trail } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Title, titleText, Vi } from '../ui/text';
import { resultsWords } from '../words/vi/results';

const contentOf = (one: Publication): Consolidation => JSON.parse(one.content) as Consolidation;

function Versions({ of, versions }: { of: Publication; versions: readonly Publication[] }) {
  const t = resultsWords().published;
  return (
    <section aria-labelledby="versions">
      <h2 id="versions">{t.versions}</h2>
      <ol class="result-list">
        {versions.map((one, i) => {
          const name = t.version(number(one.version, 0));
          return (
            <li key={one.id}>
              {one.version === of.version ? <b>{name}</b> : <a href={`${resultHref(of)}?version=${one.version}`}>{name}</a>}{i === 0 && <> ({t.newest})</>} · {t.at(dateTime(one.at))}
              <p>{one.reason ? <Vi>{one.reason}</Vi> : t.firstTime}</p>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

function Changes({ of, before, all }: { of: Publication; before: Publication; all: Consolidation }) {
  const t = resultsWords().published, changes = versionChanges(contentOf(before), all);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">{t.changes(number(before.version, 0))}</h2>
      <p class="result-note">{t.why}: <Vi>{of.reason}</Vi></p>
      {changes.length === 0 ? <p class="empty">{t.changesNone}</p> : (
        <ul class="result-changes">
          {changes.map((one) => (
            <li key={one.what}><b><Vi>{one.what}</Vi></b>
              <dl><div><dt>{t.was}</dt><dd>{one.before ? <Vi>{one.before}</Vi> : t.nothing}</dd></div><div><dt>{t.is}</dt><dd>{one.after ? <Vi>{one.after}</Vi> : t.nothing}</dd></div></dl>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** '' while it is worked out, or where the browser cannot: digests need a safe connection. */
async function digestOf(text: string): Promise<string> {
  if (!globalThis.crypto?.subtle) return '';
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

function save(one: Publication): void {
  const link = document.createElement('a'), url = URL.createObjectURL(new Blob([one.content], { type: 'application/json' }));
  link.href = url;
  link.download = `${one.regime}-${one.period}-${one.version}.json`;
  link.click();
  URL.revokeObjectURL(url);
}

function Check({ of }: { of: Publication }) {
  const t = resultsWords().published, own = useSignal('');
  useEffect(() => {
    own.value = '';
    void digestOf(of.content).then((found) => { own.value = found || 'none'; });
  }, [of.id]);
  return (
    <section aria-labelledby="check">
      <h2 id="check">{t.check}</h2>
      <p class="result-note">{t.checkText}</p>
      <p class="result-digest">{t.digest}: <code>{of.digest}</code></p>
      {own.value !== '' && <p role="status" class={`no-print ${own.value === of.digest || own.value === 'none' ? '' : 'is-late-text'}`}>{own.value === 'none' ? t.cannot : own.value === of.digest ? t.same : t.differs}</p>}
      <p class="buttons">
        <button type="button" class="button is-quiet" onClick={() => save(of)}><Icon of={download} size={18} />{t.download}</button>
        <button type="button" class="button is-quiet" onClick={() => print()}>{t.print}</button>
      </p>
    </section>
  );
}

export function ResultPage({ page: { publication: of, before, versions } }: { page: PublicationPage }) {
  const t = resultsWords().published, all = contentOf(of), isNewest = versions[0]?.version === of.version;
  return (
    <Frame here="other" title={`${titleText(of)}, ${period(of.period)}`}>
      <div class="within money-page">
        <header class="page-head">
          <Trail steps={[['/ket-qua', t.title], [`/che-do-bao-cao/${encodeURIComponent(of.regime)}`, resultsWords().period.seeRegime]]} />
          <p class="eyebrow">{t.version(number(of.version, 0))} · {t.at(dateTime(of.at))}</p>
          <h1><Title of={of} />, {period(of.period)}</h1>
          <p class="lead">{t.headline(number(all.accepted, 0), number(all.owed, 0))}</p>
          {!isNewest && <p class="problem-note" role="status">{t.older} <a href={resultHref(of)}>{t.seeNewest}</a></p>}
        </header>
        <Counts of={all} />
        {before && <Changes of={of} before={before} all={all} />}
        <Figures of={all} />
        <Narrative of={all} />
        <Tasks of={all} />
        <Agencies of={all} isResult />
        <Versions of={of} versions={versions} />
        <Check of={of} />
      </div>
    </Frame>
  );
}
