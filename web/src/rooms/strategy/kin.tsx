// Whose work an agency took over, and who took over its own: with date, part, basis and how sure that is.
// SPDX-License-Identifier: Apache-2.0
import type { AgencyPageView, KinView } from '../../api/types';
import { date } from '../../lib/format';
import { Vi } from '../../ui/text';
import { agencyWords } from '../../words/vi/agency';

function Basis({ of }: { of: KinView }) {
  const t = agencyWords().kin;
  if (!of.source) return null;
  return <p class="quiet">{t.basis}: <Vi>{of.source}</Vi> ({t.confidence[of.confidence]})</p>;
}

function List({ title, kin }: { title: string; kin: readonly KinView[] }) {
  const t = agencyWords().kin;
  if (kin.length === 0) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul>
        {kin.map((one) => (
          <li key={`${one.code} ${one.scope}`}>
            <p class="kin-name"><a href={`/co-quan/${encodeURIComponent(one.code)}`}><Vi>{one.name}</Vi></a></p>
            <p>{one.scope ? <Vi>{one.scope}</Vi> : t.whole}{one.since && <>, {t.since(date(one.since))}</>}</p>
            <Basis of={one} />
          </li>
        ))}
      </ul>
    </>
  );
}

export function Kin({ page }: { page: AgencyPageView }) {
  const t = agencyWords().kin, { kin } = page;
  if (kin.length === 0) return null;
  return (
    <section class="kin" aria-labelledby="kin">
      <h2 id="kin">{t.title}</h2>
      <List title={t.after} kin={kin.filter((one) => one.is_heir)} />
      <List title={t.before} kin={kin.filter((one) => !one.is_heir)} />
    </section>
  );
}
