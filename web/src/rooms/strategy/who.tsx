// Who answers: as the document names them, and as they answer today.
// SPDX-License-Identifier: Apache-2.0
import type { AssignmentView } from '../../api/types';
import { number } from '../../lib/format';
import { measureWords } from '../../words/vi/measure';
import { Vi } from '../../ui/text';

/** A collective has many members; only a single agency has a page. */
export const hasPage = (one: AssignmentView): boolean => one.agency !== '' && one.members === 1;

export const isSame = (one: AssignmentView): boolean => one.agency === one.then && one.agency !== '';

export const leadsOf = (assignments: readonly AssignmentView[]): AssignmentView[] => assignments.filter((one) => one.role === 'lead');

export function AgencyName({ one }: { one: AssignmentView }) {
  const t = measureWords();
  if (hasPage(one)) return <a href={`/co-quan/${encodeURIComponent(one.agency)}`}><Vi>{one.agency_name}</Vi></a>;
  return <><Vi>{one.agency_name}</Vi>{one.members > 1 && <> ({t.members(number(one.members, 0))})</>}</>;
}

function Lead({ one }: { one: AssignmentView }) {
  const t = measureWords();
  if (isSame(one)) return <AgencyName one={one} />;
  if (one.agency === '') return <><Vi>{one.named}</Vi> <small>({t.ended})</small></>;
  return <><Vi>{one.named}</Vi>, {t.now('')}<AgencyName one={one} /></>;
}

/** All that lead, one after the other. */
export function Leads({ assignments }: { assignments: readonly AssignmentView[] }) {
  const leads = leadsOf(assignments);
  return (
    <>
      {leads.map((one, i) => (
        <span key={`${one.named} ${one.agency}`}>{i > 0 && '; '}<Lead one={one} /></span>
      ))}
    </>
  );
}

/** Names alone, for places without room. */
export function leadNames(assignments: readonly AssignmentView[]): string[] {
  return [...new Set(leadsOf(assignments).map((one) => one.agency_name || one.named))];
}
