// Agencies that the documents knew and that are no more, with who took over; and those in being that lead nothing.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call, type Answer, type Problem } from '../../api/client';
import type { Agency, Relative } from '../../api/types';
import { date } from '../../lib/format';
import { language } from '../../lib/i18n';
import { Vi } from '../../ui/text';
import { agenciesWords } from '../../words/vi/agencies';

export interface Former {
  agency: Agency;
  after: Relative[];
}

export interface Others {
  former: Former[];
  /** In being today. */
  present: Agency[];
}

class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

async function must<T>(asked: Promise<Answer<T>>): Promise<T> {
  const answer = await asked;
  if (answer.isFine) return answer.data;
  throw new Refused(answer.problem);
}

const agenciesOn = async (on: string | null): Promise<Agency[]> => (await must(call('GET /reference/agencies', { on }))).agencies;

/** The registry tells who was in being on a day: asked for the days on which the documents were issued, and for today. */
async function gather(): Promise<Others> {
  const { documents } = await must(call('GET /strategy/summary', {}));
  const days = [...new Set(documents.map((one) => one.issued_on))];
  const [present = [], ...then] = await Promise.all([null, ...days].map(agenciesOn));
  const isPresent = new Set(present.map((one) => one.code));
  const gone = new Map(then.flat().filter((one) => !isPresent.has(one.code)).map((one) => [one.code, one]));
  const former = await Promise.all([...gone.values()].map(async (agency) => ({ agency, after: (await must(call('GET /reference/agencies/{code}', { code: agency.code }))).after })));
  return { former, present };
}

let asked: Promise<Others> | null = null;

/** Asked for once a page. */
export function useOthers(isWanted: boolean): { others: Others | null; problem: Problem | null } {
  const others = useSignal<Others | null>(null), problem = useSignal<Problem | null>(null);
  useEffect(() => {
    if (!isWanted) return;
    (asked ??= gather()).then((found) => { others.value = found; }, (error: unknown) => {
      asked = null;
      if (error instanceof Refused) problem.value = error.problem;
    });
  }, [isWanted]);
  return { others: others.value, problem: problem.value };
}

export function AgencyLink({ agency }: { agency: Agency }) {
  const isEnglish = language.value === 'en' && agency.name_en !== '';
  return <a href={`/co-quan/${encodeURIComponent(agency.code)}`}>{isEnglish ? agency.name_en : <Vi>{agency.name}</Vi>}</a>;
}

export function FormerTable({ former }: { former: readonly Former[] }) {
  const t = agenciesWords().former;
  return (
    <div class="table-box">
      <table class="former">
        <thead><tr><th scope="col">{t.agency}</th><th scope="col">{t.ended}</th><th scope="col">{t.heirs}</th></tr></thead>
        <tbody>
          {former.map(({ agency, after }) => (
            <tr key={agency.code}>
              <th scope="row"><AgencyLink agency={agency} /></th>
              <td>{agency.valid_to && date(agency.valid_to)}</td>
              <td>
                {after.length === 0 ? <span class="quiet">{t.noHeir}</span> : (
                  <ul>{after.map((one) => <li key={one.code}><a href={`/co-quan/${encodeURIComponent(one.code)}`}><Vi>{one.name}</Vi></a>{one.scope && <small class="quiet"><Vi>{one.scope}</Vi></small>}</li>)}</ul>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
