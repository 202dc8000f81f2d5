// The dark wall of the operations room: at most nine indicators, the worst first, the map, and what is overdue or falls due.
// SPDX-License-Identifier: Apache-2.0
import maximize from 'icon:maximize';
import { useLayoutEffect } from 'preact/hooks';
import { call, type Answer } from '../api/client';
import type { DutyView, PlaceMap, SummaryPage, TaskView } from '../api/types';
import { query } from '../lib/address';
import { clock, date, number, period, weekday } from '../lib/format';
import { language } from '../lib/i18n';
import { daysBetween } from '../lib/period';
import { place } from '../lib/site';
import { TASK_STATUSES } from '../rooms/strategy/agency_rank';
import { Legend, readMap } from '../rooms/strategy/place_map';
import { shortTitle } from '../rooms/strategy/reading';
import { WallPanel } from '../rooms/strategy/wall_panel';
import { leadNames } from '../rooms/strategy/who';
import { worstFirst } from '../rooms/strategy/worst';
import { Brand } from '../ui/brand';
import { useTabTitle } from '../ui/frame';
import { useFresh, useNow } from '../ui/fresh';
import { Icon } from '../ui/icon';
import { Mark, statusWord } from '../ui/mark';
import { LanguageSwitch } from '../ui/official';
import { SampleTag } from '../ui/sample';
import { Title, titleText, Vi } from '../ui/text';
import { TileMap } from '../ui/tile_map';
import { useWallMode } from '../ui/wall_mode';
import { commonWords } from '../words/vi/common';
import { mapWords } from '../words/vi/map';
import { wallWords } from '../words/vi/wall';

const PANELS_MAX = 9, DUE_SHOWN = 4, SOON_DAYS = 90, MINUTE = 60_000, GREY_AFTER = 5 * MINUTE, RELOAD_AFTER = 24 * 60 * MINUTE;
const STATUSES = ['late', 'at_risk', 'no_data', 'on_track', 'met'] as const;

interface WallData {
  summary: SummaryPage;
  map: PlaceMap | null;
  overdue: TaskView[];
  duties: DutyView[];
}

const fine = <T,>(answer: Answer<T>): T | null => (answer.isFine ? answer.data : null);

/** All or nothing: half of a wall that is old and half that is new would tell nobody which is which. */
async function gather(document: string): Promise<WallData | null> {
  const summary = fine(await call('GET /strategy/summary', { document }));
  if (!summary) return null;
  const [map, tasks, ...plans] = await Promise.all([
    summary.map_indicator ? call('GET /strategy/indicators/{code}/places', { code: summary.map_indicator }) : null,
    call('GET /strategy/tasks', { document: summary.document?.code ?? '', status: 'overdue' }),
    ...summary.documents.map((one) => call('GET /strategy/plan', { document: one.code })),
  ]);
  const overdue = fine(tasks), duties = plans.map(fine);
  if (!overdue || (map && !map.isFine) || duties.includes(null)) return null;
  return { summary, map: map && fine(map), overdue: overdue.tasks, duties: duties.flatMap((plan) => plan?.duties ?? []) };
}

function Head({ summary, now }: { summary: SummaryPage; now: number }) {
  const t = wallWords(), moment = new Date(now).toISOString(), { count } = summary;
  return (
    <header class="wall-head">
      <Brand size={64} />
      <div>
        <h1>{t.heading(place())}</h1>
        <p>{summary.document?.number}{summary.cut_on && <> · {t.cutOn(date(summary.cut_on))}</>}{summary.next_due_on && <>, {t.nextDue(date(summary.next_due_on))}</>} {summary.has_samples && <SampleTag />}</p>
      </div>
      <ul class="wall-counts" aria-label={t.counts}>
        {STATUSES.filter((status) => count[status] > 0).map((status) => <li key={status}><Mark status={status} size={30} /><b>{number(count[status], 0)}</b>{statusWord(status)}</li>)}
      </ul>
      <p class="wall-clock"><span class="unseen">{t.now}: </span><b>{clock(moment)}</b>{weekday(moment)}, {date(moment)}</p>
    </header>
  );
}

function WallMap({ map }: { map: PlaceMap }) {
  const t = wallWords(), reading = readMap(map), title = t.map(language.value === 'en' ? titleText(map.indicator) : shortTitle(map.indicator));
  return (
    <section class="wall-box wall-map" aria-labelledby="wall-map">
      <h2 id="wall-map"><a href={`/ban-do/${encodeURIComponent(map.indicator.code)}`}><Vi>{title}</Vi></a>{map.period && <small>{period(map.period)}</small>}</h2>
      <TileMap places={map.places} label={mapWords().by(titleText(map.indicator))} bounds={reading.bounds} chosen="" choose={() => undefined} nameOf={reading.nameOf} isStill />
      <Legend map={map} reading={reading} />
    </section>
  );
}

function OverdueItem({ view }: { view: TaskView }) {
  const t = wallWords(), days = commonWords().days(number(view.overdue_days, 0), view.overdue_days), [lead = ''] = leadNames(view.assignments);
  return <li class="is-overdue"><p><a href={`/nhiem-vu/${encodeURIComponent(view.task.code)}`}><Title of={view.task} /></a></p><small><Vi>{lead}</Vi> · <b>{t.overdueFor(days)}</b></small></li>;
}

function DutyItem({ view, today }: { view: DutyView; today: string }) {
  const t = wallWords(), on = view.due_on ?? today, left = daysBetween(today, on);
  return (
    <li>
      <p><Vi>{view.duty.title}</Vi></p>
      <small><Vi>{view.who_name}</Vi> · {t.due(date(on))} · <b>{left === 0 ? t.leftToday : t.left(commonWords().days(number(left, 0), left))}</b></small>
    </li>
  );
}

/** Overdue tasks first, the longest of them; then what recurs and falls due within a quarter, the soonest first. */
function Due({ data }: { data: WallData }) {
  const t = wallWords(), { summary, overdue } = data, count = summary.tasks;
  const late = [...overdue].sort((a, b) => b.overdue_days - a.overdue_days).slice(0, DUE_SHOWN);
  const isSoon = (view: DutyView) => view.due_on !== null && daysBetween(summary.on, view.due_on) <= SOON_DAYS;
  const soon = data.duties.filter(isSoon).sort((a, b) => (a.due_on ?? '9').localeCompare(b.due_on ?? '9')).slice(0, DUE_SHOWN - late.length);
  return (
    <section class="wall-box wall-due" aria-labelledby="wall-due">
      <h2 id="wall-due">{t.tasks}</h2>
      <ul class="wall-tasks" aria-label={t.taskCounts}>
        {TASK_STATUSES.filter((status) => status === 'overdue' || count[status] > 0).map((status) => <li key={status}><Mark status={status} size={18} /><b>{number(count[status], 0)}</b> {statusWord(status)}</li>)}
      </ul>
      {late.length + soon.length === 0 ? <p class="quiet">{t.noDue}</p> : (
        <ol>
          {late.map((view) => <OverdueItem key={view.task.code} view={view} />)}
          {soon.map((view) => <DutyItem key={view.duty.code} view={view} today={summary.on} />)}
        </ol>
      )}
    </section>
  );
}

interface FootProps {
  shown: number;
  total: number;
  at: number;
  hasFailed: boolean;
}

function Foot({ shown, total, at, hasFailed }: FootProps) {
  const t = wallWords(), time = clock(new Date(at).toISOString());
  return (
    <footer class="wall-foot">
      <p><Mark status={hasFailed ? 'at_risk' : 'met'} size={18} />{hasFailed ? t.lost(time) : t.live(time)}</p>
      <span class="unseen" role="status">{hasFailed && t.lost(time)}</span>
      <p>{shown < total ? t.worst(number(shown, 0), number(total, 0)) : t.all(number(total, 0))} · <a href={`/${location.search}`}>{t.back}</a></p>
      {document.fullscreenEnabled && <button type="button" onClick={() => void document.documentElement.requestFullscreen()}><Icon of={maximize} size={18} />{t.fullScreen}</button>}
      <LanguageSwitch />
    </footer>
  );
}

export function WallPage({ page }: { page: SummaryPage }) {
  const t = wallWords(), now = useNow(1000), opened = page;
  const { data, at, hasFailed } = useFresh<WallData>({ summary: opened, map: null, overdue: [], duties: [] }, () => gather(query.value.document ?? ''), MINUTE);
  const views = worstFirst(data.summary.groups.flatMap((group) => group.indicators)), shown = views.slice(0, PANELS_MAX), isGrey = now - at > GREY_AFTER;
  useTabTitle(t.title);
  useWallMode(true);
  useLayoutEffect(() => { // new versions of the page come with a new day
    const timer = setTimeout(() => location.reload(), RELOAD_AFTER);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={isGrey ? 'wall is-grey' : 'wall'}>
      <Head summary={data.summary} now={now} />
      <main id="main" class="wall-main" tabIndex={-1}>
        {shown.length === 0 ? <p class="wall-box">{t.nothing}</p> : <div class={`wall-panels of-${shown.length}`}>{shown.map((view) => <WallPanel key={view.indicator.code} view={view} />)}</div>}
        <div class="wall-side">
          {data.map && <WallMap map={data.map} />}
          <Due data={data} />
        </div>
      </main>
      <Foot shown={shown.length} total={views.length} at={at} hasFailed={hasFailed} />
    </div>
  );
}
