// Where the link in a mail leads: one button ends the mails, without signing in. Looking changes nothing: scanners follow links.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { lostProblem, problemFrom, type Answer } from '../api/client';
import type { Unsubscribed } from '../api/types';
import { ErrorSummary } from '../ui/error_summary';
import { Frame } from '../ui/frame';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { unsubscribeWords } from '../words/vi/unsubscribe';

/** The same request that mail programs make (RFC 8058), at the page's own address. */
async function end(): Promise<Answer<Unsubscribed>> {
  try {
    const response = await fetch(location.pathname, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) });
    const json: unknown = await response.json();
    return response.ok ? { isFine: true, data: json as Unsubscribed } : { isFine: false, problem: problemFrom(json, response.status) };
  } catch {
    return { isFine: false, problem: lostProblem() };
  }
}

export function UnsubscribePage({ page }: { page: Unsubscribed }) {
  const t = unsubscribeWords(), isOn = useSignal(page.is_on), submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const send = async () => {
    const now = await submit.send([], end);
    if (now) isOn.value = now.is_on;
  };
  return (
    <Frame here="other" title={t.title} hasSearch={false}>
      <div class="sign-in">
        <div class="sign-in-hills" aria-hidden="true" />
        <div class="within is-alone">
          <section class="sign-in-card" aria-labelledby="unsubscribe-title">
            <h1 id="unsubscribe-title">{t.title}</h1>
            {isOn.value ? (
              <>
                <p>{t.lead}</p>
                <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
                <SendTrouble state={submit.state.value} lostText={t.lost} />
                <p class="buttons"><button type="button" class="button" disabled={isSending} onClick={() => void send()}>{isSending ? t.going : t.go}</button></p>
              </>
            ) : (
              <>
                <Notice tone="good" icon={check} title={t.done} takesFocus={page.is_on}><p>{t.doneText}</p></Notice>
                <p class="buttons"><a class="button is-quiet" href="/thong-bao#thu">{t.wishes}</a></p>
              </>
            )}
          </section>
        </div>
      </div>
    </Frame>
  );
}
