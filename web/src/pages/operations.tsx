// The exchange at work: how each service answers, which rest, and what goes through right now; also as a dark screen for the wall.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import moon from 'icon:moon';
import pause from 'icon:circle-pause';
import sun from 'icon:sun';
import wrench from 'icon:wrench';
import warning from 'icon:triangle-alert';
import cross from 'icon:circle-x';
import { call } from '../api/client';
import type { Health, HealthList } from '../api/types';
import { fragment, setFragment } from '../lib/address';
import { clock, dateTime, number } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { useLive } from '../rooms/exchange/follow';
import { MaintenanceLine } from '../rooms/exchange/maintenance_parts';
import { useNames, type Names } from '../rooms/exchange/names';
import { duration, Outcome } from '../rooms/exchange/outcome';
import { Name, TrafficPages } from '../rooms/exchange/traffic_parts';
import { Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { useFresh } from '../ui/fresh';
import { Icon } from '../ui/icon';
import { useWallMode } from '../ui/wall_mode';
import { messagesWords } from '../words/vi/messages';

const RENEW_MS = 10_000, WALL = 'wall';

type State = 'fine' | 'some' | 'down' | 'rests' | 'away';
const ICONS: Record<State, string> = { fine: check, some: warning, down: cross, rests: pause, away: wrench };
const WORST: readonly State[] = ['rests', 'down', 'some', 'away', 'fine'];

function stateOf(one: Health): State {
  if (one.away_until) return 'away';
  if (one.rests_until) return 'rests';
  if (one.failed === 0) return 'fine';
  return one.succeeded === 0 ? 'down' : 'some';
}

const worstFirst = (services: readonly Health[]): Health[] => [...services].sort((a, b) => WORST.indexOf(stateOf(a)) - WORST.indexOf(stateOf(b)) || b.failed - a.failed || (a.service < b.service ? -1 : 1));

function Service({ one, names }: { one: Health; names: Names }) {
  const t = messagesWords(), o = t.operations, c = o.columns, state = stateOf(one);
  return (
    <tr>
      <th scope="row"><a href={`/lien-thong/thong-diep?${new URLSearchParams({ service: one.service }).toString()}`}><Name of={names.of(one.service)} /></a></th>
      <td data-head={c.state}><span class={`outcome is-${state}`}><Icon of={ICONS[state]} size={16} /><span>{o.states[state]}{state === 'away' && one.away_until && <small>{o.awayText(dateTime(one.away_until))}</small>}{state === 'rests' && one.rests_until && <small>{o.restsText(clock(one.rests_until))}</small>}</span></span></td>
      <td data-head={c.succeeded} class="message-number">{number(one.succeeded, 0)}</td>
      <td data-head={c.failed} class={one.failed > 0 ? 'message-number is-late-text' : 'message-number'}>{number(one.failed, 0)}</td>
      <td data-head={c.mean} class="message-number">{t.ms(number(one.duration_mean, 0))}</td>
      <td data-head={c.longest} class="message-number">{t.ms(number(one.duration_max, 0))}</td>
      <td data-head={c.lastFine} class="message-number">{one.last_succeeded_at ? clock(one.last_succeeded_at) : o.never}</td>
      <td data-head={c.lastFailed} class="message-number">{one.last_failed_at ? clock(one.last_failed_at) : o.never}</td>
    </tr>
  );
}

function Services({ first, names }: { first: HealthList; names: Names }) {
  const t = messagesWords().operations, c = t.columns;
  const { data, at, hasFailed } = useFresh(first, async () => {
    const answer = await call('GET /exchange/health', {});
    return answer.isFine ? answer.data : null;
  }, RENEW_MS, true);
  return (
    <section class="part" aria-labelledby="services">
      <h2 id="services">{t.services}</h2>
      <MaintenanceLine of={data.maintenances} />
      <p class="is-late-text" role="status">{hasFailed && t.stale(clock(new Date(at).toISOString()))}</p>
      {data.services.length === 0 ? <p class="empty">{t.noServices}</p> : (
        <table class="people services">
          <caption class="unseen">{t.caption}</caption>
          <thead><tr>{[c.service, c.state, c.succeeded, c.failed, c.mean, c.longest, c.lastFine, c.lastFailed].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>{worstFirst(data.services).map((one) => <Service key={one.service} one={one} names={names} />)}</tbody>
        </table>
      )}
    </section>
  );
}

function LiveList({ names }: { names: Names }) {
  const t = messagesWords(), o = t.operations, c = t.columns, { messages, isLost } = useLive();
  return (
    <section class="part" aria-labelledby="live">
      <h2 id="live">{o.live}</h2>
      <p class={isLost ? 'live-state is-lost' : 'live-state'} role="status"><i aria-hidden="true" />{isLost ? o.lost : o.follows}</p>
      {messages.length === 0 ? <p class="empty">{o.noLive}</p> : (
        <table class="people messages">
          <caption class="unseen">{o.liveCaption}</caption>
          <thead><tr>{[c.at, c.client, c.service, c.outcome, c.duration].map((one) => <th key={one} scope="col">{one}</th>)}</tr></thead>
          <tbody>
            {messages.map((one) => (
              <tr key={one.exchange}>
                <th scope="row">{clock(one.at)}<small class="message-id">{one.message_id}</small></th>
                <td data-head={c.client}><Name of={names.of(one.client)} /></td>
                <td data-head={c.service}>{one.method} <Name of={names.of(one.service)} /></td>
                <td data-head={c.outcome}><Outcome of={one} /></td>
                <td data-head={c.duration} class="message-number">{one.is_answered ? duration(one.duration) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

export function OperationsPage() {
  const words = messagesWords(), t = words.operations, loaded = useLoaded('GET /exchange/health', {}), names = useNames(), isWall = fragment.value['mode'] === WALL;
  useWallMode(isWall);
  if (!loaded.data) return <Instead here="traffic" title={t.title} problem={loaded.problem} />;
  return (
    <Workplace here="traffic" title={t.title}>
      <div class={isWall ? 'staff-page is-wide traffic-wall' : 'staff-page is-wide'}>
        <header class="page-head"><h1>{t.title}</h1><p class="quiet">{t.lead}</p></header>
        <div class="people-parts">
          <div class="traffic-head">
            <TrafficPages here="operations" />
            <button type="button" class="link no-print" aria-pressed={isWall} onClick={() => setFragment({ mode: isWall ? '' : WALL }, { replaces: true })}><Icon of={isWall ? sun : moon} size={18} />{isWall ? t.toLight : t.toWall}</button>
          </div>
          <LoadTrouble problem={loaded.problem} />
          <Services first={loaded.data} names={names} />
          <LiveList names={names} />
        </div>
      </div>
    </Workplace>
  );
}
