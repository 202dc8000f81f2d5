// What is kept of oneself, and who looked at it.
// SPDX-License-Identifier: Apache-2.0
import type { OwnData, ReadLine } from '../api/types';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { GrantItem, inOrder } from '../rooms/people/grant';
import { roleWord } from '../rooms/people/roles';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Vi } from '../ui/text';
import { accountsWords } from '../words/vi/accounts';
import { ownDataWords } from '../words/vi/own_data';

const wordOf = (words: Record<string, string>, key: string): string => words[key] ?? key;

function Reader({ read }: { read: ReadLine }) {
  return (
    <>
      <Vi>{read.name}</Vi>
      <small>{read.title && <Vi>{read.title}</Vi>}{read.title && read.role && ' · '}{read.role && roleWord(read.role)}{read.agency && <>, <Vi>{read.agency_name || read.agency}</Vi></>}</small>
    </>
  );
}

function Reads({ own }: { own: OwnData }) {
  const t = ownDataWords();
  return (
    <section class="part" aria-labelledby="ai-da-xem">
      <h2 id="ai-da-xem">{t.reads}</h2>
      <p class="quiet">{t.readsLead(number(own.kept_months, 0))}</p>
      {own.reads.length === 0 ? <p class="empty">{t.readsEmpty}</p> : (
        <>
          <table class="people">
            <caption class="unseen">{t.caption}</caption>
            <thead><tr><th scope="col">{t.columns.when}</th><th scope="col">{t.columns.who}</th><th scope="col">{t.columns.why}</th><th scope="col">{t.columns.where}</th></tr></thead>
            <tbody>
              {own.reads.map((one, i) => (
                <tr key={`${one.read_at} ${i}`}>
                  <th scope="row">{dateTime(one.read_at)}</th>
                  <td data-head={t.columns.who}><Reader read={one} /></td>
                  <td data-head={t.columns.why}>{accountsWords().purposes[one.purpose]}</td>
                  <td data-head={t.columns.where}>{wordOf(t.routes, one.route)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {own.has_more && <p class="quiet">{t.more}</p>}
          <p class="quiet">{t.ask}</p>
        </>
      )}
    </section>
  );
}

/** "password totp" in words; the code of a provider, and of a passkey that was stopped, stay as they are. */
const howText = (detail: string): string => detail.split(' ').map((one) => wordOf(ownDataWords().ways, one)).join(' + ');

function Events({ own }: { own: OwnData }) {
  const t = ownDataWords();
  return (
    <section class="part" aria-labelledby="hoat-dong">
      <h2 id="hoat-dong">{t.events}</h2>
      <p class="quiet">{t.eventsLead(number(own.events_kept_months, 0))}</p>
      <table class="people">
        <caption class="unseen">{t.eventsCaption}</caption>
        <thead><tr><th scope="col">{t.eventColumns.when}</th><th scope="col">{t.eventColumns.what}</th><th scope="col">{t.eventColumns.how}</th><th scope="col">{t.eventColumns.from}</th></tr></thead>
        <tbody>
          {own.events.map((one) => (
            <tr key={one.id}>
              <th scope="row">{dateTime(one.at)}</th>
              <td data-head={t.eventColumns.what}>{wordOf(t.kinds, one.kind)}</td>
              <td data-head={t.eventColumns.how}>{one.kind === 'people.passkey_suspended' || one.detail === '' ? '–' : howText(one.detail)}</td>
              <td data-head={t.eventColumns.from}>{one.address || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="quiet">{t.notYou}</p>
    </section>
  );
}

function Kept({ own }: { own: OwnData }) {
  const t = ownDataWords(), a = accountsWords();
  return (
    <section class="part" aria-labelledby="giu-gi">
      <h2 id="giu-gi">{t.kept}</h2>
      <dl class="facts account-facts">
        <div><dt>{a.name}</dt><dd><Vi>{own.name}</Vi></dd></div>
        <div><dt>{a.username}</dt><dd>{own.username}</dd></div>
        <div><dt>{a.position}</dt><dd>{own.title ? <Vi>{own.title}</Vi> : '–'}</dd></div>
        <div><dt>{a.created}</dt><dd>{dateTime(own.created_at)}</dd></div>
        <div><dt>{a.signedIn}</dt><dd>{own.signed_in_at ? dateTime(own.signed_in_at) : a.never}</dd></div>
        {own.password_set_at && <div><dt>{a.passwordSet}</dt><dd>{dateTime(own.password_set_at)}</dd></div>}
      </dl>
      <ul class="grants">{inOrder(own.roles).map((one) => <GrantItem key={one.grant} grant={one} />)}</ul>
      <p class="quiet">{t.keptText}</p>
    </section>
  );
}

export function OwnDataPage() {
  const t = ownDataWords(), loaded = useLoaded('GET /people/own', {}), own = loaded.data;
  if (!own) return <Instead here="other" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="other" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <div class="people-parts">
          <Reads own={own} />
          <Events own={own} />
          <Kept own={own} />
        </div>
      </div>
    </Workplace>
  );
}
