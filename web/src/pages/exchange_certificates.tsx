// Certificates of the exchange's own authority: an agency asks for its systems, the administrator decides and revokes.
// SPDX-License-Identifier: Apache-2.0
import info from 'icon:info';
import { call } from '../api/client';
import type { AskableSubsystem, CertificateList, ListedCertificate, ListedRequest } from '../api/types';
import { date, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { AskForm, DecideForm, ReasonForm } from '../rooms/exchange/certificate_forms';
import { Fold } from '../rooms/exchange/exchange_forms';
import { TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { Notice } from '../ui/notice';
import { Vi } from '../ui/text';
import { certificatesWords } from '../words/vi/certificates';

const DAYS_SOON = 30;

/** A system by its name and member; by its id where it is no longer registered. */
function nameOf(id: string, subsystems: AskableSubsystem[]): string {
  const found = subsystems.find((one) => one.id === id);
  return found ? `${found.name || found.id.split('/').at(-1)}, ${found.member_name}` : id;
}

function Request({ request, list }: { request: ListedRequest; list: CertificateList }) {
  const t = certificatesWords(), name = nameOf(request.subsystem, list.subsystems), isWaiting = request.state === 'waiting';
  return (
    <li class="exchange-service">
      <h3><Vi>{name}</Vi></h3>
      <p class="quiet">{t.states[request.state] ?? request.state} · {request.key_kind} · {t.asked(date(request.asked_at))}{request.asked_by && <> · <Vi>{request.asked_by}</Vi></>}</p>
      {request.reason && <p class="exchange-off"><Vi>{request.reason}</Vi></p>}
      {isWaiting && list.may_decide && (
        <div class="exchange-folds">
          <Fold name={`approve ${request.id}`} title={t.approve}><DecideForm id={request.id} name={name} /></Fold>
          <Fold name={`refuse ${request.id}`} title={t.refuse}><ReasonForm go={t.refuse} ask={(reason) => call('POST /exchange/certificates/refusal', { id: request.id, reason })} /></Fold>
        </div>
      )}
    </li>
  );
}

function stateOf({ revoked_at, is_pinned, days_left }: ListedCertificate): 'revoked' | 'ended' | 'unpinned' | 'soon' | 'holds' {
  if (revoked_at) return 'revoked';
  if (days_left === 0) return 'ended';
  if (!is_pinned) return 'unpinned';
  return days_left <= DAYS_SOON ? 'soon' : 'holds';
}

function Certificate({ certificate, list }: { certificate: ListedCertificate; list: CertificateList }) {
  const t = certificatesWords(), state = stateOf(certificate), { fingerprint, days_left } = certificate, isOver = state === 'revoked' || state === 'ended';
  return (
    <li class="exchange-service">
      <h3><Vi>{nameOf(certificate.subsystem, list.subsystems)}</Vi></h3>
      <p class={isOver || state === 'soon' ? 'exchange-off' : undefined}><b>{t.certificateStates[state]}</b>{!isOver && ` · ${t.left(number(days_left, 0), days_left)}`} · {t.until(date(certificate.valid_to))}</p>
      {certificate.reason && <p class="quiet"><Vi>{certificate.reason}</Vi></p>}
      <p class="quiet certificate-print">SHA-256 <code>{fingerprint}</code></p>
      <div class="exchange-folds">
        <a class="link" href={`/api/v1/exchange/certificates/file?fingerprint=${fingerprint}`}>{t.fetch}</a>
        {!isOver && list.may_decide && <Fold name={`revoke ${fingerprint}`} title={t.revoke}><ReasonForm go={t.revoke} ask={(reason) => call('POST /exchange/certificates/revocation', { fingerprint, reason })} /></Fold>}
      </div>
    </li>
  );
}

function Authority({ list }: { list: CertificateList }) {
  const t = certificatesWords();
  return (
    <div class="certificate-authority">
      <p>{t.authorityUntil(list.authority_valid_to ? date(list.authority_valid_to) : '')} <a href="/exchange/ca.pem">{t.authorityFile}</a> · <a href="/exchange/ca.crl">{t.crlFile}</a></p>
      <p class="quiet certificate-print">SHA-256 <code>{list.authority}</code></p>
    </div>
  );
}

export function ExchangeCertificatesPage() {
  const t = certificatesWords(), { data, problem } = useLoaded('GET /exchange/certificates', {});
  if (!data) return <Instead here="exchange" title={t.title} problem={problem} />;
  const waiting = data.requests.filter((one) => one.state === 'waiting'), decided = data.requests.filter((one) => one.state === 'refused');
  return (
    <Workplace here="exchange" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <TrafficPages here="certificates" />
        {data.has_authority ? <Authority list={data} /> : <Notice tone="known" icon={info} title={t.noAuthority}><p>{t.noAuthorityText} <code>banyan exchange ca make</code></p></Notice>}
        <div class="machines certificates">
          {data.subsystems.length === 0 ? <p class="empty">{t.noSystems}</p> : <Fold name="ask" title={t.ask}><AskForm subsystems={data.subsystems} /></Fold>}
          <section aria-labelledby="waiting">
            <h2 id="waiting">{t.waiting}</h2>
            {waiting.length === 0 ? <p class="quiet">{t.noneWaiting}</p> : <ul class="exchange-services">{waiting.map((one) => <Request key={one.id} request={one} list={data} />)}</ul>}
          </section>
          <section aria-labelledby="issued">
            <h2 id="issued">{t.issued}</h2>
            {data.certificates.length === 0 ? <p class="quiet">{t.noneIssued}</p> : <ul class="exchange-services">{data.certificates.map((one) => <Certificate key={one.fingerprint} certificate={one} list={data} />)}</ul>}
          </section>
          {decided.length > 0 && (
            <section aria-labelledby="refused">
              <h2 id="refused">{t.refusedOnes}</h2>
              <ul class="exchange-services">{decided.map((one) => <Request key={one.id} request={one} list={data} />)}</ul>
            </section>
          )}
        </div>
      </div>
    </Workplace>
  );
}
