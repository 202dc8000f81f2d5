// Where one figure came from: its source, who sent it, who checked it, what it was before.
// SPDX-License-Identifier: Apache-2.0
import paperclip from 'icon:paperclip';
import type { ComponentChildren } from 'preact';
import type { File as ApiFile, FigureProof, Origin } from '../../api/types';
import { bytes, dateTime, number } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { may } from '../../lib/person';
import { Icon } from '../../ui/icon';
import { ProblemNote } from '../../ui/problem';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { fillingWords } from '../../words/vi/filling';
import { indicatorWords } from '../../words/vi/indicator';
import { recordWords } from '../../words/vi/record';
import { planVersionsWords } from '../../words/vi/plan_versions';
import { FromSystem } from '../filling/mark';
import { RecordEntries } from '../ledger/entries';
import { cellText, VersionLink } from './difference';

export function EvidenceLinks({ files }: { files: readonly ApiFile[] }) {
  const t = indicatorWords().proof;
  return (
    <ul class="files">
      {files.map((file) => (
        <li key={file.id}>
          <Icon of={paperclip} size={16} /><a href={`/api/v1/documents/files/${file.id}/content`}>{file.name}</a> <small class="quiet">{bytes(file.size)} · {file.scanned_at ? t.scanned(dateTime(file.scanned_at)) : t.unscanned}</small>
        </li>
      ))}
    </ul>
  );
}

function Evidence({ origin }: { origin: Origin }) {
  const t = indicatorWords().proof;
  if (origin.evidence.length > 0) return <EvidenceLinks files={origin.evidence} />;
  return <>{origin.evidence_count > 0 && !may('documents.read') ? t.evidenceHidden(number(origin.evidence_count, 0)) : t.evidenceNone}</>;
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

/** Which system brought it, and by which message: nobody typed it. */
function SystemFacts({ origin }: { origin: Origin }) {
  const t = fillingWords().facts;
  if (!origin.channel) return null;
  return (
    <>
      <Fact name={t.system}><FromSystem channel={origin.channel} name={origin.system_name} /> <code>{origin.system}</code></Fact>
      <Fact name={origin.channel === 'file' ? t.digest : t.message}><code>{origin.message_id}</code></Fact>
    </>
  );
}

export function OriginFacts({ origin }: { origin: Origin }) {
  const t = indicatorWords().proof, person = [origin.person, origin.person_title].filter(Boolean).join(', ');
  return (
    <>
      {origin.source && <Fact name={t.source}><Vi>{origin.source}</Vi>{origin.page && <> · <a href={origin.page}>{t.page}</a></>}</Fact>}
      <SystemFacts origin={origin} />
      {origin.agency_name && <Fact name={t.agency}><Vi>{origin.agency_name}</Vi></Fact>}
      {person && <Fact name={t.person}><Vi>{person}</Vi></Fact>}
      {origin.entered_at && <Fact name={t.entered}>{dateTime(origin.entered_at)}</Fact>}
      {origin.decided_at && <Fact name={t.decided}>{t.accepted(origin.decided_name, dateTime(origin.decided_at))}</Fact>}
      {origin.note && <Fact name={t.note}><Vi>{origin.note}</Vi></Fact>}
      {origin.reason && <Fact name={t.reason}><Vi>{origin.reason}</Vi></Fact>}
      {origin.is_import
        ? origin.file_name && <><Fact name={t.imported}>{t.importedText(origin.file_name, number(origin.row_count, 0))}</Fact><Fact name={t.digest}><code>{origin.digest}</code></Fact></>
        : <Fact name={t.evidence}><Evidence origin={origin} /></Fact>}
    </>
  );
}

function Earlier({ proof, text }: { proof: FigureProof; text: (value: number, word: string) => string }) {
  const t = indicatorWords().proof;
  return (
    <Fact name={t.earlier}>
      <ul>
        {proof.past.map((one) => <li key={one.revision}><s>{text(one.value, one.text)}</s> ({dateTime(one.replaced_at)}): <Vi>{one.reason}</Vi></li>)}
      </ul>
    </Fact>
  );
}

/** Against which version it was reported; when that asked for something else than today, both are told. */
function VersionFacts({ proof }: { proof: FigureProof }) {
  const t = planVersionsWords(), { version, target, target_then: then } = proof;
  const textOf = (one: typeof target) => (one ? `${one.year}: ${cellText(one)}` : t.noTarget);
  return (
    <>
      <Fact name={t.reportedAgainst}><VersionLink version={version} /></Fact>
      {textOf(then) !== textOf(target) && <Fact name={t.targetThen}>{t.thenAndNow(textOf(then), textOf(target))}</Fact>}
    </>
  );
}

interface Props {
  code: string;
  subject: string;
  period: string;
  text: (value: number, word: string) => string;
}

/** Fetched when it is opened. */
export function Proof({ code, subject, period, text }: Props) {
  const proof = useLoaded('GET /strategy/indicators/{code}/figures/{subject}/{period}', { code, subject, period });
  if (proof.problem) return <ProblemNote problem={proof.problem} />;
  if (!proof.data) return <p class="quiet">{commonWords().loading}</p>;
  return (
    <dl class="proof">
      <OriginFacts origin={proof.data.origin} />
      <VersionFacts proof={proof.data} />
      {proof.data.past.length > 0 && <Earlier proof={proof.data} text={text} />}
      <Fact name={recordWords().title}><RecordEntries subject={proof.data.origin.id} /></Fact>
      {proof.data.origin.record && <Fact name={fillingWords().facts.record}><RecordEntries subject={proof.data.origin.record} /></Fact>}
    </dl>
  );
}
