// The page of the form of a task's progress.
// SPDX-License-Identifier: Apache-2.0
import { query } from '../lib/address';
import { useLoaded } from '../lib/loaded';
import { TaskEntry } from '../rooms/strategy/task_entry';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { titleText } from '../ui/text';
import { inboxWords } from '../words/vi/inbox';

export function ReportTaskPage({ code }: { code: string }) {
  const t = inboxWords().verbs, loaded = useLoaded('GET /strategy/task-entry/{code}', { code, agency: query.value.agency ?? '' }), form = useLastGood(loaded);
  if (!form) return <Instead here="work" title={t.task} problem={loaded.problem} />;
  return (
    <Workplace here="work" title={`${t.task}: ${titleText(form.view.task)}`}>
      <div class="staff-page work">
        <Back />
        <LoadTrouble problem={loaded.problem} />
        <TaskEntry form={form} />
      </div>
    </Workplace>
  );
}
