// Agencies that the documents knew and that are no more, with who took over.
// SPDX-License-Identifier: Apache-2.0
import type { Agency, FormerAgency } from '../../api/types';
import { date } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Vi } from '../../ui/text';
import { agenciesWords } from '../../words/vi/agencies';

export function AgencyLink({ agency }: { agency: Agency }) {
  const isEnglish = language.value === 'en' && agency.name_en !== '';
  return <a href={`/co-quan/${encodeURIComponent(agency.code)}`}>{isEnglish ? agency.name_en : <Vi>{agency.name}</Vi>}</a>;
}

export function FormerTable({ former }: { former: readonly FormerAgency[] }) {
  const t = agenciesWords().former;
  return (
    <div class="table-box">
      <table class="former">
        <thead><tr><th scope="col">{t.agency}</th><th scope="col">{t.ended}</th><th scope="col">{t.heirs}</th></tr></thead>
        <tbody>
          {former.map(({ agency, heirs }) => (
            <tr key={agency.code}>
              <th scope="row"><AgencyLink agency={agency} /></th>
              <td>{agency.valid_to && date(agency.valid_to)}</td>
              <td>
                {heirs.length === 0 ? <span class="quiet">{t.noHeir}</span> : (
                  <ul>{heirs.map((one) => <li key={`${one.code} ${one.scope}`}><a href={`/co-quan/${encodeURIComponent(one.code)}`}><Vi>{one.name}</Vi></a>{one.scope && <small class="quiet"><Vi>{one.scope}</Vi></small>}</li>)}</ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
