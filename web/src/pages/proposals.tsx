// Proposals to amend the plan and the amendments that came of them; an officer proposes here.
// SPDX-License-Identifier: Apache-2.0
import pen from 'icon:pen-line';
import type { Amendment, Proposal, ProposalList } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { Propose } from '../rooms/planning/propose';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Icon } from '../ui/icon';
import { useLastGood } from '../ui/last_good';
import { Vi } from '../ui/text';
import { amendmentsWords } from '../words/vi/amendments';

function ProposalLine({ one }: { one: Proposal }) {
  const t = amendmentsWords();
  return (
    <li>
      <a class="item is-waiting" href={`/de-xuat/${one.id}`}>
        <span class="item-body">
          <span class="item-title"><Vi>{one.title}</Vi></span>
          <span class="item-meta">{one.document} · <Vi>{one.agency_name}</Vi> · {t.edits(number(one.edit_count, 0), one.edit_count)} · <Vi>{t.proposedAt(one.proposed_name, dateTime(one.proposed_at))}</Vi></span>
        </span>
        <span class="item-due"><span>{t.states[one.state]}</span></span>
      </a>
    </li>
  );
}

function AmendmentLine({ one }: { one: Amendment }) {
  const t = amendmentsWords();
  return (
    <li>
      <a class="item is-waiting" href={`/sua-doi/${one.id}`}>
        <span class="item-body"><span class="item-title"><Vi>{one.title}</Vi></span><span class="item-meta">{one.document} · {dateTime(one.made_at)}{one.decision_number && ` · ${one.decision_number}`}</span></span>
        <span class="item-due"><span>{t.amendmentStates[one.state]}</span></span>
      </a>
    </li>
  );
}

function Lists({ list }: { list: ProposalList }) {
  const t = amendmentsWords(), isOpen = fragment.value.new === '1';
  return (
    <>
      {may('planning.propose') && list.agencies.length > 0 && (isOpen
        ? <Propose list={list} close={() => setFragment({ new: '' })} />
        : <p class="buttons propose-open"><button type="button" class="button" onClick={() => setFragment({ new: '1' })}><Icon of={pen} size={18} />{t.make}</button></p>)}
      <section class="part" aria-labelledby="proposals">
        <h2 id="proposals">{t.proposals} <span class="quiet">{number(list.proposals.length, 0)}</span></h2>
        {list.proposals.length === 0 ? <p class="empty">{t.none}</p> : <ul class="items">{list.proposals.map((one) => <ProposalLine key={one.id} one={one} />)}</ul>}
      </section>
      <section class="part" aria-labelledby="amendments">
        <h2 id="amendments">{t.amendments} <span class="quiet">{number(list.amendments.length, 0)}</span></h2>
        {list.amendments.length === 0 ? <p class="empty">{t.noneYet}</p> : <ul class="items">{list.amendments.map((one) => <AmendmentLine key={one.id} one={one} />)}</ul>}
      </section>
    </>
  );
}

export function ProposalsPage() {
  const t = amendmentsWords(), loaded = useLoaded('GET /planning/proposals', {}), list = useLastGood(loaded);
  if (!list) return <Instead here="amendments" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="amendments" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <LoadTrouble problem={loaded.problem} />
        <Lists list={list} />
      </div>
    </Workplace>
  );
}
