// The leader publishes the accepted plans of a year, by the document that issues them; and what was published before.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { call } from '../../api/client';
import type { AnnualOverview } from '../../api/types';
import { date, number } from '../../lib/format';
import { forgetLoaded } from '../../lib/loaded';
import { readDate } from '../../lib/parse';
import { ErrorSummary, wrongOf, type Wrong } from '../../ui/error_summary';
import { TextField } from '../../ui/field';
import { SendTrouble } from '../../ui/save_state';
import { useSubmit } from '../../ui/submit';
import { Vi } from '../../ui/text';
import { annualWords } from '../../words/vi/annual';

export const editionHref = (one: { year: number; edition: number }): string => `/ke-hoach-nam?year=${one.year}&edition=${one.edition}`;

export function PublishYear({ year }: { year: number }) {
  const all = annualWords(), t = all.overview, submit = useSubmit(['number', 'decided_on']), wrongs = submit.wrongs.value, numbered = useSignal(''), day = useSignal('');
  const wrongNow = (): Wrong[] => [
    ...(numbered.value.trim() === '' ? [{ field: 'number', text: t.wrongs.number }] : []),
    ...(readDate(day.value) === null ? [{ field: 'decided_on', text: t.wrongs.decidedOn }] : []),
  ];
  const send = async (event: Event) => {
    event.preventDefault();
    const answer = await submit.send(wrongNow(), () => call('POST /planning/annual-publications', { year, number: numbered.value.trim(), decided_on: readDate(day.value) ?? '' }));
    if (!answer) return;
    numbered.value = day.value = '';
    forgetLoaded();
  };
  return (
    <form class="form side-form no-print" noValidate aria-labelledby="publish" onSubmit={(event) => void send(event)}>
      <h2 id="publish">{t.publish}</h2>
      <p class="hint">{t.publishText}</p>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextField id="number" label={t.number} hint={t.numberHint} wrong={wrongOf(wrongs, 'number')} value={numbered.value} change={(value) => { numbered.value = value; }} most={60} />
      <TextField id="decided_on" label={t.decidedOn} hint={t.dayHint} wrong={wrongOf(wrongs, 'decided_on')} value={day.value} change={(value) => { day.value = value; }} most={10} inputMode="numeric" isShort />
      <SendTrouble state={submit.state.value} lostText={all.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.publishGo}</button></p>
    </form>
  );
}

export function Editions({ page }: { page: AnnualOverview }) {
  const t = annualWords().overview;
  return (
    <section aria-labelledby="editions">
      <h2 id="editions">{t.editions}</h2>
      {page.editions.length === 0 ? <p class="quiet">{t.editionsNone}</p> : (
        <ul class="result-items">
          {page.editions.map((one) => <li key={one.edition}><a href={editionHref(one)}><Vi>{t.edition(number(one.edition, 0), one.number, date(one.decided_on))}</Vi></a></li>)}
        </ul>
      )}
    </section>
  );
}
