// Until when a report is in time, as people say it. The forms are those of src/modules/reporting/cutoffs.
// SPDX-License-Identifier: Apache-2.0
import { resultsWords } from '../../words/vi/results';

/** A form that is not known here is shown as it is written. */
export function cutoffText(cutoff: string): string {
  const t = resultsWords().regimes;
  if (cutoff === '') return t.onDemand;
  const yearly = /^year before (\d\d)-(\d\d)( of year-1)?$/.exec(cutoff);
  if (yearly) return (yearly[3] ? t.beforeDayEarlier : t.beforeDay)(`${yearly[2]}/${yearly[1]}`);
  const forms: [RegExp, (n: string) => string][] = [
    [/^(\d+) working days after period$/, t.workingDaysAfter], [/^(\d+) days after period$/, t.daysAfter],
    [/^before day (\d+) of last month$/, t.lastMonthDay], [/^before day (\d+) of next month$/, t.nextMonthDay],
  ];
  for (const [form, say] of forms) {
    const found = form.exec(cutoff);
    if (found) return say(found[1] ?? '');
  }
  return cutoff;
}
