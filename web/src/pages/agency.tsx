// One agency or commune: what it answers for and how far it is, what recurs, and where it came from.
// SPDX-License-Identifier: Apache-2.0
import mapIcon from 'icon:map';
import pen from 'icon:pen-line';
import type { ComponentChildren } from 'preact';
import type { AgencyPageView, DutyView, IndicatorView, TaskStatus, TaskView } from '../api/types';
import { fragment, linkTo, setFragment } from '../lib/address';
import { amount, date, listed, number, share } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { daysBetween } from '../lib/period';
import { AGENCY_GROUPS, groupOf, INDICATOR_STATUSES, TASK_STATUSES } from '../rooms/strategy/agency_rank';
import { CommuneFigures } from '../rooms/strategy/commune_figures';
import { AgencyLink } from '../rooms/strategy/former';
import { IndicatorRow } from '../rooms/strategy/indicator_row';
import { Kin } from '../rooms/strategy/kin';
import { TaskRow } from '../rooms/strategy/task_row';
import { Frame, Trail } from '../ui/frame';
import { Icon } from '../ui/icon';
import { useNear } from '../ui/near';
import { Pager } from '../ui/pager';
import { SampleBanner } from '../ui/sample';
import { StatusBar, StatusChips } from '../ui/status_bar';
import { Vi } from '../ui/text';
import { agenciesWords } from '../words/vi/agencies';
import { agencyWords } from '../words/vi/agency';
import { commonWords } from '../words/vi/common';

const TASKS_SHOWN = 12, UNITS_SHOWN = 12;

const heirsOf = (page: AgencyPageView): string[] => [...new Set(page.kin.filter((one) => one.is_heir).map((one) => one.name))];
const nameOf = ({ agency }: AgencyPageView): string => (language.value === 'en' && agency.name_en) || agency.name;
const isOver = ({ agency }: AgencyPageView, today: string): boolean => agency.valid_to !== null && agency.valid_to <= today;
const todayHere = (): string => new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);

/** Chips that could only show what is shown already are left out. */
const isMixed = (counts: readonly (readonly [string, number])[]): boolean => counts.filter(([, count]) => count > 0).length > 1;

/** What it leads in one sentence, what is wrong in another. */
function verdictOf(page: AgencyPageView): string {
  const t = agencyWords(), indicators = page.indicator_count, tasks = page.task_count;
  const said = (count: number, sentence: (n: string, count: number) => string) => (count > 0 ? [sentence(number(count, 0), count)] : []);
  const bad = [...said(indicators.late, t.late), ...said(tasks.overdue, t.overdue), ...said(indicators.at_risk, t.atRisk), ...said(indicators.no_data, t.missing), ...said(tasks.no_report, t.silent)];
  const leads = indicators.total > 0 && tasks.total > 0 ? t.leads(number(indicators.total, 0), number(tasks.total, 0), [indicators.total, tasks.total])
    : indicators.total > 0 ? t.leadsIndicators(number(indicators.total, 0), indicators.total)
    : tasks.total > 0 ? t.leadsTasks(number(tasks.total, 0), tasks.total) : t.leadsNothing;
  return bad.length > 0 ? `${leads} ${t.behind(listed(bad))}` : leads;
}

function endSentence(page: AgencyPageView): string {
  const t = agencyWords(), heirs = heirsOf(page);
  return `${t.ended(date(page.agency.valid_to ?? ''))} ${heirs.length > 0 ? t.endedHeirs(listed(heirs)) : t.endedNobody}`;
}

function Head({ page, hasEnded }: { page: AgencyPageView; hasEnded: boolean }) {
  const t = agencyWords(), { agency, place } = page;
  return (
    <header class="page-head">
      <p class="eyebrow">{agenciesWords().kinds[agency.kind]}</p>
      <h1>{language.value === 'en' && agency.name_en ? agency.name_en : <Vi>{agency.name}</Vi>}</h1>
      <p class="lead">{hasEnded ? <Vi>{endSentence(page)}</Vi> : verdictOf(page)}</p>
      {(page.may_report || place) && (
        <p class="buttons">
          {page.may_report && <a class="button" href="/viec"><Icon of={pen} size={18} />{t.enter}</a>}
          {place && !hasEnded && <a class="button is-quiet" href={`/ban-do#place=${encodeURIComponent(place.code)}`}><Icon of={mapIcon} size={18} />{t.onMap}</a>}
        </p>
      )}
    </header>
  );
}

function Numbers({ page }: { page: AgencyPageView }) {
  const t = agencyWords().facts, { indicator_count: indicators, task_count: tasks, agency } = page;
  const some = (n: number) => (n > 0 ? number(n, 0) : <span class="quiet">{t.none}</span>);
  return (
    <dl class="numbers agency-numbers">
      <div><dt>{t.indicators}</dt><dd>{some(indicators.total)}{indicators.total > 0 && <StatusBar counts={INDICATOR_STATUSES.map((status) => [status, indicators[status]])} thin />}</dd></div>
      <div><dt>{t.tasks}</dt><dd>{some(tasks.total)}{tasks.total > 0 && <StatusBar counts={TASK_STATUSES.map((status) => [status, tasks[status]])} thin />}</dd></div>
      {indicators.attainment !== null && <div><dt>{t.attainment}</dt><dd>{share(indicators.attainment)}<small>{t.attainmentOf(number(indicators.measured, 0), indicators.measured)}</small></dd></div>}
      <div><dt>{t.supports}</dt><dd>{some(page.supports)}{page.supports > 0 && <small><a href={`/nhiem-vu?agency=${encodeURIComponent(agency.code)}`}>{t.supportsMore}</a></small>}</dd></div>
    </dl>
  );
}

const subjectOf = (view: IndicatorView, page: AgencyPageView): string | undefined => (view.standing.subject === page.place?.code || view.standing.subject === page.agency.code ? view.standing.subject : undefined);

function Indicators({ page }: { page: AgencyPageView }) {
  const t = agencyWords().indicators, count = page.indicator_count, chosen = fragment.value.status ?? '';
  const counts = INDICATOR_STATUSES.map((status) => [status, count[status]] as const);
  if (count.total === 0) return null;
  const shown = page.indicators.filter((view) => chosen === '' || view.standing.status === chosen), pages = Math.ceil(count.total / page.page_size);
  const href = (to: number) => linkTo({ page: to === 1 ? '' : String(to) });
  return (
    <section aria-labelledby="indicators">
      <h2 id="indicators">{t.title}</h2>
      {isMixed(counts) && <StatusChips label={t.filter} counts={counts} total={count.total} chosen={chosen} choose={(status) => setFragment({ status })} />}
      {shown.length === 0 ? <p class="empty">{t.noneShown}</p> : (
        <div class="ledger">{shown.map((view) => <IndicatorRow key={view.indicator.code} view={view} subject={subjectOf(view, page)} />)}</div>
      )}
      <Pager page={page.page} pages={pages} hrefOf={href} go={(to) => location.assign(href(to))} />
    </section>
  );
}

/** The server gives them in the order of the documents: here the worst stand first. */
const worstTasks = (tasks: readonly TaskView[]): TaskView[] => TASK_STATUSES.flatMap((status) => tasks.filter((view) => view.status === status).sort((a, b) => b.overdue_days - a.overdue_days));

function Tasks({ page }: { page: AgencyPageView }) {
  const t = agencyWords().tasks, { task_count: count, agency } = page, chosen = (fragment.value.tasks ?? '') as TaskStatus | '', isAll = fragment.value.all === '1';
  const found = worstTasks(page.tasks).filter((view) => chosen === '' || view.status === chosen), shown = isAll ? found : found.slice(0, TASKS_SHOWN);
  const counts = TASK_STATUSES.map((status) => [status, count[status]] as const);
  const documents = new Set(page.tasks.map((view) => view.task.document));
  return (
    <section aria-labelledby="tasks">
      <h2 id="tasks">{t.title}</h2>
      {count.total === 0 ? <p class="empty">{t.none}</p> : (
        <>
          <p class="quiet">{t.text} <a href={`/nhiem-vu?agency=${encodeURIComponent(agency.code)}&role=lead`}>{t.list}</a></p>
          {isMixed(counts) && <StatusChips label={t.filter} counts={counts} total={count.total} chosen={chosen} choose={(status) => setFragment({ tasks: status, all: '' })} />}
          {shown.length === 0 ? <p class="empty">{t.noneShown}</p> : <div class="ledger">{shown.map((view) => <TaskRow key={view.task.code} view={view} isWhole={documents.size > 1} />)}</div>}
          {shown.length < found.length && <p class="no-print"><button type="button" class="button is-quiet" onClick={() => setFragment({ all: '1' })}>{t.showAll(number(found.length, 0))}</button></p>}
        </>
      )}
    </section>
  );
}

function DutyItem({ view, today }: { view: DutyView; today: string }) {
  const t = agencyWords().duties, { duty } = view, left = view.due_on ? daysBetween(today, view.due_on) : 0;
  return (
    <li>
      <p class="duty-name"><Vi>{duty.title}</Vi></p>
      {view.due_on && <p><b>{t.next(date(view.due_on))}</b>, {t.left(commonWords().days(number(left, 0), left))}</p>}
      <p class="quiet">{view.to_name && <>{t.to('')}<Vi>{view.to_name}</Vi>. </>}{view.members > 1 && <Vi>{t.together(view.who_name, number(view.members, 0))}</Vi>}</p>
      <p class="quiet"><Vi>{duty.citation}</Vi></p>
    </li>
  );
}

function Duties({ page, today }: { page: AgencyPageView; today: string }) {
  const t = agencyWords().duties;
  if (page.duties.length === 0) return null;
  const soonest = [...page.duties].sort((a, b) => (a.due_on ?? '9').localeCompare(b.due_on ?? '9'));
  return (
    <section class="agency-duties" aria-labelledby="duties">
      <h2 id="duties">{t.title}</h2>
      <ul>{soonest.map((one) => <DutyItem key={one.duty.code} view={one} today={today} />)}</ul>
    </section>
  );
}

/** The groups through which work reaches it. */
function Collectives({ page }: { page: AgencyPageView }) {
  const t = agencyWords().collectives;
  if (page.collectives.length === 0) return null;
  return (
    <section aria-labelledby="collectives">
      <h2 id="collectives">{t.title}</h2>
      <ul class="collectives">{page.collectives.map((one) => <li key={one.code}><Vi>{one.name}</Vi> <small class="quiet">{t.members(number(one.members, 0))}</small></li>)}</ul>
    </section>
  );
}

/** Agencies whose parent this one is. Communes have none. */
function Units({ page }: { page: AgencyPageView }) {
  const t = agencyWords().units, { box, isNear } = useNear<HTMLDivElement>(), isAsked = isNear && page.agency.kind !== 'commune';
  const { data } = useLoaded('GET /reference/agencies', isAsked ? {} : null), units = data?.agencies.filter((one) => one.parent === page.agency.code) ?? [];
  return (
    <div ref={box} class={units.length === 0 ? 'unseen' : undefined}>
      {units.length > 0 && (
        <section aria-labelledby="units">
          <h2 id="units">{t.title}</h2>
          <ul class="collectives">{units.filter((one) => one.kind !== 'commune' || units.length <= UNITS_SHOWN).map((one) => <li key={one.code}><AgencyLink agency={one} /></li>)}</ul>
          {units.length > UNITS_SHOWN && <p><a href="/co-quan">{t.all(number(units.length, 0))}</a></p>}
        </section>
      )}
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function PlaceFacts({ page }: { page: AgencyPageView }) {
  const t = agencyWords().place, { place } = page;
  if (!place) return null;
  return (
    <section class="panel" aria-labelledby="place">
      <h2 id="place">{t.title}</h2>
      <dl class="agency-facts">
        <Fact name={t.kinds[place.kind]}><Vi>{place.name}</Vi></Fact>
        {place.population > 0 && <Fact name={t.population}>{t.people(number(place.population, 0))}</Fact>}
        {place.area_km2 !== null && <Fact name={t.area}>{amount(place.area_km2, 'km²')}</Fact>}
        {place.predecessors.length > 0 && <Fact name={t.from}><Vi>{place.predecessors.join('; ')}</Vi>{place.valid_from && <small class="quiet">{t.made(date(place.valid_from))}</small>}</Fact>}
        {place.former_district && <Fact name={t.district}><Vi>{[...place.former_district.split(';'), place.former_province].filter(Boolean).join(', ')}</Vi></Fact>}
        {place.note && <Fact name={t.note}><Vi>{place.note}</Vi></Fact>}
      </dl>
    </section>
  );
}

function About({ page }: { page: AgencyPageView }) {
  const t = agencyWords(), a = t.about, { agency } = page, standing = t.status[agency.status];
  return (
    <section class="panel" aria-labelledby="about">
      <h2 id="about">{a.title}</h2>
      <dl class="agency-facts">
        <Fact name={a.kind}>{agenciesWords().kinds[agency.kind]}</Fact>
        {agency.short_name && <Fact name={a.short}><Vi>{agency.short_name}</Vi></Fact>}
        {page.parent_name && <Fact name={a.parent}><a href={`/co-quan/${encodeURIComponent(agency.parent)}`}><Vi>{page.parent_name}</Vi></a></Fact>}
        {agency.identifier && <Fact name={a.identifier}><span class="code">{agency.identifier}</span></Fact>}
        <Fact name={a.code}><span class="code">{agency.code}</span></Fact>
        {agency.valid_from && <Fact name={a.validFrom}>{date(agency.valid_from)}</Fact>}
        {agency.valid_to && <Fact name={a.validTo}>{date(agency.valid_to)}</Fact>}
        {agency.source && <Fact name={a.source}><Vi>{agency.source}</Vi>{standing && <small class="quiet">{standing}</small>}</Fact>}
      </dl>
    </section>
  );
}

export function AgencyPage({ page }: { page: AgencyPageView }) {
  const nav = commonWords().nav, group = groupOf(page.agency.kind), today = todayHere(), hasEnded = isOver(page, today), leadsNothing = page.indicator_count.total + page.task_count.total === 0;
  const trail: [string, string][] = [['/co-quan', nav.agencies]];
  if (AGENCY_GROUPS.includes(group)) trail.push([`/co-quan#kind=${group}`, agenciesWords().groups[group]]);
  return (
    <Frame here="agencies" title={nameOf(page)}>
      {page.has_samples && <SampleBanner />}
      <div class="within agency-page">
        <Trail steps={trail} />
        <Head page={page} hasEnded={hasEnded} />
        {!hasEnded && !(leadsNothing && page.supports === 0) && <Numbers page={page} />}
        <div class="stack agency-main">
          <Indicators page={page} />
          <div class="with-side">
            <div class="stack">
              {page.place && <CommuneFigures place={page.place.code} />}
              {hasEnded ? <Kin page={page} /> : leadsNothing ? <Units page={page} /> : <Tasks page={page} />}
              {hasEnded && page.kin.length === 0 && <p class="empty">{agencyWords().endedNobody}</p>}
            </div>
            <div class="stack">
              {!hasEnded && <Duties page={page} today={today} />}
              {!hasEnded && <Kin page={page} />}
              <Collectives page={page} />
              {!leadsNothing && <Units page={page} />}
              <PlaceFacts page={page} />
              <About page={page} />
            </div>
          </div>
        </div>
      </div>
    </Frame>
  );
}
