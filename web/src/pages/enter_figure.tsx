// The page of the form of a figure.
// SPDX-License-Identifier: Apache-2.0
import { query, setQuery } from '../lib/address';
import { useLoaded } from '../lib/loaded';
import { FigureEntry } from '../rooms/strategy/figure_entry';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useLastGood } from '../ui/last_good';
import { titleText } from '../ui/text';
import { formsWords } from '../words/vi/forms';

export function EnterFigurePage({ code }: { code: string }) {
  const t = formsWords().figure, { subject = '', period = '' } = query.value;
  const loaded = useLoaded('GET /strategy/entry/{code}', { code, subject, period }), form = useLastGood(loaded);
  if (!form) return <Instead here="work" title={t.verb} problem={loaded.problem} />;
  return (
    <Workplace here="work" title={`${t.verb}: ${titleText(form.view.indicator)}`}>
      <div class="staff-page work" aria-busy={loaded.isLoading}>
        <Back />
        <LoadTrouble problem={loaded.problem} />
        <FigureEntry form={form} ask={(changes) => setQuery(changes)} />
      </div>
    </Workplace>
  );
}
