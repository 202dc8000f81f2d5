// What the record says about one thing, entry by entry: each with its proof, which this browser can check by itself.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:check';
import cross from 'icon:x';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { call } from '../../api/client';
import type { LedgerEntry } from '../../api/types';
import { dateTime, listed, number } from '../../lib/format';
import { canCheck, checkProof, ProofWrong, type Cosigned, type ProvenEntry, type Wrong } from '../../lib/tlog';
import { Icon } from '../../ui/icon';
import { commonWords } from '../../words/vi/common';
import { recordWords } from '../../words/vi/record';

type Verdict = 'still' | 'checking' | 'lost' | 'unable' | Wrong | ProvenEntry;

const proofHref = (entry: LedgerEntry): string => `/api/v1/ledger/proofs/${encodeURIComponent(entry.id)}`;

async function textAt(href: string): Promise<string> {
  const response = await fetch(href);
  if (!response.ok) throw new ReferenceError(href);
  return response.text();
}

async function verdictOn(entry: LedgerEntry): Promise<Verdict> {
  if (!canCheck()) return 'unable';
  try {
    const [proof, key, asked] = await Promise.all([textAt(proofHref(entry)), textAt('/ledger/key'), call('GET /ledger/witnesses', {})]);
    const proven = await checkProof(proof, key, asked.isFine ? asked.data.witnesses.map((one) => one.vkey) : []);
    return proven.entry === entry.body ? proven : 'tree';
  } catch (error) {
    if (error instanceof ProofWrong) return error.wrong;
    return error instanceof ReferenceError || error instanceof TypeError ? 'lost' : 'unable';
  }
}

/** Who else has signed that the record is the one that it was; nothing where nobody is asked to. */
function Witnesses({ of }: { of: readonly Cosigned[] }) {
  const t = recordWords(), have = of.filter((one) => one.at !== null), lack = of.filter((one) => one.at === null);
  return (
    <>
      {have.length > 0 && <span class="record-witnesses">{t.cosigned(listed(have.map((one) => t.cosignedAt(one.name, dateTime(one.at ?? '')))))}</span>}
      {lack.length > 0 && <span class="record-witnesses">{t.notCosigned(listed(lack.map((one) => one.name)))}</span>}
    </>
  );
}

function Told({ verdict }: { verdict: Verdict }) {
  const t = recordWords();
  if (verdict === 'still') return null;
  if (verdict === 'checking') return <>{t.checking}</>;
  if (typeof verdict === 'string') return <span class="record-verdict is-late-text"><Icon of={cross} size={16} /><span>{t.wrongs[verdict]}</span></span>;
  return (
    <>
      <span class="record-verdict is-proven"><Icon of={check} size={16} /><span>{t.holds(number(verdict.index, 0), number(verdict.size, 0), verdict.origin)}</span></span>
      <Witnesses of={verdict.witnesses} />
    </>
  );
}

function Entry({ entry }: { entry: LedgerEntry }) {
  const t = recordWords(), verdict = useSignal<Verdict>('still'), kind = entry.kind.split('.')[1] ?? '';
  const look = async () => {
    verdict.value = 'checking';
    verdict.value = await verdictOn(entry);
  };
  return (
    <li>
      <p>{t.kinds[kind as keyof typeof t.kinds] ?? entry.kind}, {dateTime(entry.at)} <span class="quiet">({entry.is_sealed ? t.position(number(entry.position, 0)) : t.soon})</span></p>
      {entry.is_sealed && (
        <p class="record-ways">
          <button type="button" class="link" disabled={verdict.value === 'checking'} onClick={() => void look()}>{t.check}</button>
          <a class="link" href={proofHref(entry)} download>{t.download}</a>
        </p>
      )}
      <p role="status"><Told verdict={verdict.value} /></p>
    </li>
  );
}

const SEALED_WITHIN_MS = 1500, LOOKS_MAX = 10;

/** Fetched when it is shown, and again while some are not sealed; null: on their way, or there was no answer. */
function useEntries(subject: string): { entries: readonly LedgerEntry[] | null; isLost: boolean } {
  const entries = useSignal<readonly LedgerEntry[] | null>(null), isLost = useSignal(false);
  useEffect(() => {
    let timer = 0, isWanted = true;
    const look = async (looks: number) => {
      const answer = await call('GET /ledger/entries', { subject });
      if (!isWanted) return;
      isLost.value = !answer.isFine;
      if (!answer.isFine) return;
      entries.value = answer.data.entries;
      const isWhole = answer.data.entries.every((one) => one.is_sealed);
      if (!isWhole && looks < LOOKS_MAX) timer = window.setTimeout(() => void look(looks + 1), SEALED_WITHIN_MS);
    };
    void look(1);
    return () => {
      isWanted = false;
      window.clearTimeout(timer);
    };
  }, [subject]);
  return { entries: entries.value, isLost: isLost.value };
}

export function RecordEntries({ subject }: { subject: string }) {
  const { entries, isLost } = useEntries(subject);
  if (entries === null) return <>{isLost ? recordWords().wrongs.lost : commonWords().loading}</>;
  if (entries.length === 0) return <>{recordWords().none}</>;
  return <ul class="record-entries">{entries.map((one) => <Entry key={one.id} entry={one} />)}</ul>;
}
