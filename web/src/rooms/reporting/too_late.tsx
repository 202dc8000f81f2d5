// What could no longer be sent, beside what a colleague handed in first: it stays to be seen until it is dropped.
// SPDX-License-Identifier: Apache-2.0
import type { ReportForm } from '../../api/types';
import { dropDraft } from '../../lib/drafts';
import { takeOut, type Outgoing } from '../../lib/outbox';
import { offlineWords } from '../../words/vi/offline';
import { reportsWords } from '../../words/vi/reports';
import { Refused } from '../strategy/unsent';
import { keptOf, reportKey } from './desk';
import { TwoVersions } from './two_versions';
import { differences, typedAgain, typedFrom } from './typed';

export function TooLate({ form, refused }: { form: ReportForm; refused: Outgoing }) {
  const { id } = form.view.obligation, t = reportsWords().stale, o = offlineWords().sides, kept = keptOf(id);
  const drop = () => {
    dropDraft(reportKey(id));
    void takeOut(refused.key);
  };
  return (
    <section class="form" aria-label={o.caption}>
      <Refused item={refused} />
      {kept && <TwoVersions found={differences(form, typedAgain(form, kept), typedFrom(form))} mine={t.mine} theirs={t.theirs} />}
      <p class="buttons"><button type="button" class="button is-quiet" onClick={drop}>{o.takeTheirs}</button></p>
    </section>
  );
}
