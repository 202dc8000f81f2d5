// One period of a regime: who reported, what it adds up to; closing it and publishing it.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { ConsolidationPage as Page } from '../api/types';
import { dateTime, number, period, periodShort } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { Act } from '../rooms/people/act';
import { Agencies, Counts, Figures, Narrative, Tasks } from '../rooms/reporting/consolidated';
import { resultHref } from '../rooms/reporting/published_items';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary, wrongOf } from '../ui/error_summary';
import { TextArea } from '../ui/field';
import { Icon } from '../ui/icon';
import { useLastGood } from '../ui/last_good';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Title, titleText, Vi } from '../ui/text';
import { resultsWords } from '../words/vi/results';

const REASON_MIN = 10, REASON_MAX = 500;

interface Which {
  regime: string;
  period: string;
}

function PublishAgain({ which }: { which: Which }) {
  const t = resultsWords().period, submit = useSubmit(['reason']), reason = useSignal(''), wrongs = submit.wrongs.value;
  const send = async (event: Event) => {
    event.preventDefault();
    const found = [...reason.value.trim()].length < REASON_MIN ? [{ field: 'reason', text: t.reasonWrong }] : [];
    const answer = await submit.send(found, () => call('POST /reporting/consolidations/{regime}/{period}/publication', { ...which, reason: reason.value.trim() }));
    if (answer) forgetLoaded();
  };
  return (
    <form class="form side-form" noValidate aria-labelledby="again" onSubmit={(event) => void send(event)}>
      <h3 id="again">{t.publishAgain}</h3>
      <p class="hint">{t.publishText}</p>
      <ErrorSummary wrongs={wrongs} attempt={submit.attempt.value} />
      <TextArea id="reason" label={t.reason} hint={t.reasonHint} wrong={wrongOf(wrongs, 'reason')} value={reason.value} change={(value) => { reason.value = value; }} most={REASON_MAX} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <p class="buttons"><button type="submit" class="button" disabled={submit.state.value === 'sending'}>{t.publishAgain}</button></p>
    </form>
  );
}

function Steps({ page, which }: { page: Page; which: Which }) {
  const t = resultsWords().period;
  return (
    <section class="no-print result-steps" aria-labelledby="steps">
      <h2 id="steps">{t.steps}</h2>
      {!page.may_close && !page.may_publish && <p class="quiet">{t.nothing}</p>}
      {page.may_close && <Act open={t.close} text={t.closeText} go={t.close} cancel={t.cancel} ask={() => call('POST /reporting/consolidations/{regime}/{period}', which)} done={forgetLoaded} />}
      {page.may_publish && (page.publications.length > 0 ? <PublishAgain which={which} />
        : <Act open={t.publish} text={t.publishText} go={t.publish} cancel={t.cancel} ask={() => call('POST /reporting/consolidations/{regime}/{period}/publication', which)} done={forgetLoaded} />)}
    </section>
  );
}

function Publications({ page, which }: { page: Page; which: Which }) {
  const t = resultsWords().period;
  return (
    <section aria-labelledby="publications">
      <h2 id="publications">{t.publications}</h2>
      {page.publications.length === 0 ? <p class="empty">{t.publishedNone}</p> : (
        <ul class="result-items">
          {page.publications.map((one) => (
            <li key={one.id}><a href={`${resultHref(which)}?version=${one.version}`}>{t.published(number(one.version, 0), dateTime(one.at))}</a>{one.reason && <small><Vi>{one.reason}</Vi></small>}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function OtherPeriods({ which }: { which: Which }) {
  const t = resultsWords().period, { data } = useLoaded('GET /reporting/obligations', { regime: which.regime });
  const periods = [...new Set([which.period, ...(data?.obligations ?? []).map((one) => one.obligation.period)])].sort();
  if (periods.length < 2) return null;
  return (
    <nav class="chips" aria-label={t.other}>
      {periods.map((one) => <a key={one} class="chip" href={`/tong-hop/${encodeURIComponent(which.regime)}/${one}`} aria-current={one === which.period ? 'page' : undefined}>{periodShort(one)}</a>)}
    </nav>
  );
}

export function ConsolidationPage(which: Which) {
  const words = resultsWords(), t = words.period, loaded = useLoaded('GET /reporting/consolidations/{regime}/{period}', which), page = useLastGood(loaded);
  if (!page) return <Instead here="consolidation" title={t.title} problem={loaded.problem} />;
  const { consolidation: all } = page, regime = encodeURIComponent(which.regime);
  return (
    <Workplace here="consolidation" title={`${titleText(all)}, ${period(which.period)}`}>
      <div class="staff-page money-work">
        <Back href={`/tong-hop#regime=${regime}`} word={words.overview.title} />
        <LoadTrouble problem={loaded.problem} />
        <header class="page-head">
          <h1><Title of={all} />, {period(which.period)}</h1>
          <p class="buttons result-links">
            <a class="button is-quiet" href={`/api/v1/reporting/consolidations/${regime}/${which.period}/workbook.xlsx`}><Icon of={download} size={18} />{t.workbook}</a>
            <a href={`/che-do-bao-cao/${regime}`}>{t.seeRegime}</a>
            {page.publications.length > 0 && <a href={resultHref(which)}>{t.seeResult}</a>}
          </p>
          <OtherPeriods which={which} />
        </header>
        <Counts of={all} />
        <Steps page={page} which={which} />
        <Publications page={page} which={which} />
        <Agencies of={all} />
        <Figures of={all} />
        <Narrative of={all} />
        <Tasks of={all} />
      </div>
    </Workplace>
  );
}
