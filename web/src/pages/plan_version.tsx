// What one version of a document changed, against the one before or against any other.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { PlanDifference } from '../api/types';
import { query } from '../lib/address';
import { number } from '../lib/format';
import { Changes, versionHref, versionWays } from '../rooms/strategy/difference';
import { Frame, Trail } from '../ui/frame';
import { Numbered } from '../ui/text';
import { planVersionsWords } from '../words/vi/plan_versions';

function Choose({ page }: { page: PlanDifference }) {
  const t = planVersionsWords(), others = page.versions.filter((one) => one.number !== page.version.number);
  if (others.length === 0) return null;
  return (
    <nav class="segments version-switch" aria-label={t.compare}>
      <span class="quiet">{t.compare}</span>
      {others.map((one) => <a key={one.number} href={`${versionHref(page.version)}?since=${one.number}`} aria-current={one.number === page.since?.number ? 'page' : undefined}>{t.versionBefore(String(one.number))}</a>)}
    </nav>
  );
}

export function PlanVersionPage({ page }: { page: PlanDifference }) {
  const t = planVersionsWords(), { document, version, since, changes } = page, href = `/ke-hoach?document=${encodeURIComponent(document.code)}`;
  const isWhole = since === null && !query.value.since, isShown = useSignal(!isWhole); // a whole plan is a thousand lines
  return (
    <Frame here="plan" title={t.pageTitle(document.number, String(version.number))}>
      <div class="within plan-page">
        <Trail steps={[[href, t.back], [href + '#versions', document.number]]} />
        <header class="page-head">
          <p class="eyebrow"><Numbered>{document.title}</Numbered></p>
          <h1>{t.pageTitle(document.number, String(version.number))}</h1>
          <p class="lead">{versionWays(version)}</p>
        </header>
        <Choose page={page} />
        <p class="quiet" role="status">{changes.length === 0 ? t.same : isWhole ? t.nothingBefore : t.counts(number(changes.length, 0), changes.length)}</p>
        {isShown.value ? <Changes changes={changes} /> : <p><button type="button" class="button is-quiet" onClick={() => { isShown.value = true; }}>{t.seeChanges}</button></p>}
        <p class="quiet version-digest"><small>{t.digest}: <code>{version.digest}</code></small></p>
      </div>
    </Frame>
  );
}
