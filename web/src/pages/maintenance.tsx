// When services of the data exchange are away: what lasts, what is to come, what was; for administrators also the ways to announce and end it.
// SPDX-License-Identifier: Apache-2.0
import clockIcon from 'icon:clock';
import { call } from '../api/client';
import type { Maintenance } from '../api/types';
import { dateTime } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { may } from '../lib/person';
import { Fold, Removal } from '../rooms/exchange/exchange_forms';
import { AnnounceForm, awayName, reasonOf, ShortenForm } from '../rooms/exchange/maintenance_parts';
import { TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, Workplace } from '../rooms/strategy/workplace';
import { Vi } from '../ui/text';
import { maintenanceWords } from '../words/vi/maintenance';

function One({ one }: { one: Maintenance }) {
  const t = maintenanceWords(), isOpen = one.state === 'ahead' || one.state === 'lasts', name = awayName(one);
  return (
    <li class="exchange-service">
      <h3><Vi>{name}</Vi></h3>
      {one.name && <p class="quiet"><code>{one.subject}</code></p>}
      <p class="maintenance-times"><b>{t.span(dateTime(one.from_at), dateTime(one.until_at))}</b></p>
      <p>{reasonOf(one)}</p>
      <p class="quiet">{isOpen ? (one.forwards ? t.forwards : t.refuses) : t.states[one.state]}</p>
      {isOpen && may('exchange.manage') && (
        <div class="exchange-folds">
          <Fold name={`shorten ${one.id}`} title={t.shorten} icon={clockIcon}><ShortenForm one={one} /></Fold>
          <Removal word={one.state === 'lasts' ? t.endNow : t.callOff} ask={t.callOffAsk(name)} send={() => call('POST /exchange/maintenances/calling-off', { id: one.id })} />
        </div>
      )}
    </li>
  );
}

function Part({ id, title, none, of }: { id: string; title: string; none: string; of: readonly Maintenance[] }) {
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {of.length === 0 ? <p class="quiet">{none}</p> : <ul class="exchange-services">{of.map((one) => <One key={one.id} one={one} />)}</ul>}
    </section>
  );
}

export function MaintenancePage() {
  const t = maintenanceWords(), { data, problem } = useLoaded('GET /exchange/maintenances', {}), registry = useLoaded('GET /exchange/registry', may('exchange.manage') ? {} : null);
  if (!data) return <Instead here="exchange" title={t.title} problem={problem} />;
  const of = (...states: Maintenance['state'][]) => data.maintenances.filter((one) => states.includes(one.state)), past = of('over', 'called_off').reverse();
  return (
    <Workplace here="exchange" title={t.title}>
      <div class="staff-page">
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <TrafficPages here="maintenance" />
        <div class="machines certificates">
          {registry.data && <Fold name="announce" title={t.announce}><AnnounceForm registry={registry.data} /></Fold>}
          <Part id="now" title={t.now} none={t.noneNow} of={of('lasts')} />
          <Part id="ahead" title={t.ahead} none={t.noneAhead} of={of('ahead')} />
          {past.length > 0 && <Part id="past" title={t.past} none="" of={past} />}
        </div>
      </div>
    </Workplace>
  );
}
