// Mailed notices, for administrators: which mails did not go and why, once more when their trouble is mended; who is mailed.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import check from 'icon:circle-check-big';
import { useSignal } from '@preact/signals';
import { call } from '../api/client';
import type { Mail, MailOverview, MailReader } from '../api/types';
import { date, dateTime, number } from '../lib/format';
import { forgetLoaded, useLoaded } from '../lib/loaded';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { ErrorSummary } from '../ui/error_summary';
import { Notice } from '../ui/notice';
import { SendTrouble } from '../ui/save_state';
import { useSubmit } from '../ui/submit';
import { Vi } from '../ui/text';
import { mailsWords } from '../words/vi/mails';
import { noticesWords } from '../words/vi/notices';

function Again({ mail, name, done }: { mail: Mail; name: string; done: () => void }) {
  const t = mailsWords(), submit = useSubmit([]), isSending = submit.state.value === 'sending';
  const send = async () => {
    const sent = await submit.send([], async () => {
      const answer = await call('POST /notices/mails/{id}/again', { id: mail.id });
      return answer.isFine ? { isFine: true as const, data: true } : answer;
    });
    if (!sent) return;
    done();
    forgetLoaded();
  };
  return (
    <>
      <ErrorSummary wrongs={submit.wrongs.value} attempt={submit.attempt.value} />
      <SendTrouble state={submit.state.value} lostText={t.lost} />
      <button type="button" class="button is-quiet" aria-label={t.againOf(name)} disabled={isSending} onClick={() => void send()}>{isSending ? t.sending : t.again}</button>
    </>
  );
}

function Troubled({ overview }: { overview: MailOverview }) {
  const t = mailsWords(), rounds = useSignal(0), names = new Map(overview.readers.map((one) => [one.account, one.name]));
  return (
    <section class="part" aria-labelledby="troubled">
      <h2 id="troubled">{t.troubled}</h2>
      {rounds.value > 0 && <Notice key={rounds.value} tone="good" icon={check} title={t.done} takesFocus />}
      {overview.mails.length === 0 ? <p class="empty">{t.noneTroubled}</p> : (
        <table class="people">
          <caption class="unseen">{t.caption}</caption>
          <thead><tr><th scope="col">{t.columns.made}</th><th scope="col">{t.columns.state}</th><th scope="col">{t.columns.said}</th><th scope="col">{t.columns.act}</th></tr></thead>
          <tbody>
            {overview.mails.map((one) => {
              const name = names.get(one.account);
              return (
                <tr key={one.id}>
                  <th scope="row">{name === undefined ? <span class="quiet">{t.gone}</span> : <Vi>{name}</Vi>}<small>{t.purposes[one.purpose]}, {dateTime(one.made_at)}</small></th>
                  <td data-head={t.columns.state}>{t.states[one.state]}<small>{t.attempts(number(one.attempts, 0), one.attempts)}{one.state === 'waiting' && <>, {t.next(dateTime(one.next_at))}</>}</small></td>
                  <td data-head={t.columns.said} class="mail-said">{one.trouble}</td>
                  <td data-head={t.columns.act}><Again mail={one} name={name ?? t.gone} done={() => { rounds.value++; }} /></td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Reader({ one }: { one: MailReader }) {
  const t = mailsWords();
  return (
    <tr>
      <th scope="row"><Vi>{one.name}</Vi></th>
      <td data-head={t.readerColumns.confirmed}>{one.confirmed_at && t.confirmed(date(one.confirmed_at))}{one.is_waiting && <small>{t.isWaiting}</small>}</td>
      <td data-head={t.readerColumns.rhythm}>{noticesWords().wishes.rhythms[one.rhythm]}</td>
      <td data-head={t.readerColumns.trouble} class="mail-said">{one.trouble || <span class="quiet">{t.noTrouble}</span>}</td>
    </tr>
  );
}

function Readers({ readers }: { readers: readonly MailReader[] }) {
  const t = mailsWords(), c = t.readerColumns;
  return (
    <section class="part" aria-labelledby="readers">
      <h2 id="readers">{t.readers} <span class="quiet">{number(readers.length, 0)}</span></h2>
      {readers.length === 0 ? <p class="empty">{t.noReaders}</p> : (
        <table class="people">
          <caption class="unseen">{t.readersCaption}</caption>
          <thead><tr><th scope="col">{c.name}</th><th scope="col">{c.confirmed}</th><th scope="col">{c.rhythm}</th><th scope="col">{c.trouble}</th></tr></thead>
          <tbody>{readers.map((one) => <Reader key={one.account} one={one} />)}</tbody>
        </table>
      )}
    </section>
  );
}

export function MailsPage() {
  const t = mailsWords(), loaded = useLoaded('GET /notices/mails', {}), overview = loaded.data;
  if (!overview) return <Instead here="mails" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="mails" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <div class="people-parts">
          {!overview.is_sending && <Notice tone="known" icon={alert} title={t.off}><p>{t.offText}</p></Notice>}
          <dl class="account-facts">
            {(['waiting', 'sent', 'failed'] as const).map((one) => <div key={one}><dt>{t.counts[one]}</dt><dd>{number(overview[one], 0)}</dd></div>)}
          </dl>
          <Troubled overview={overview} />
          <Readers readers={overview.readers} />
        </div>
      </div>
    </Workplace>
  );
}
