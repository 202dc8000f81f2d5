// The first page: how far the province is, worst news first, then every indicator with its proof.
// SPDX-License-Identifier: Apache-2.0
import building from 'icon:landmark';
import chevron from 'icon:chevron-right';
import download from 'icon:download';
import list from 'icon:list-checks';
import mapIcon from 'icon:map';
import printer from 'icon:printer';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { IndicatorView, Status, SummaryGroup, SummaryPage } from '../api/types';
import { fragment, linkTo, setFragment } from '../lib/address';
import { date, listed, number } from '../lib/format';
import { language } from '../lib/i18n';
import { useLoaded } from '../lib/loaded';
import { readDate } from '../lib/parse';
import { IndicatorRow } from '../rooms/strategy/indicator_row';
import { SmallMap } from '../rooms/strategy/place_map';
import { annexNumber, shortTitle } from '../rooms/strategy/reading';
import { verdictOf, verdictText } from '../rooms/strategy/verdict';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Changes } from '../rooms/strategy/changes';
import { Pill } from '../ui/mark';
import { ProblemNote } from '../ui/problem';
import { SampleBanner } from '../ui/sample';
import { StatusBar, StatusChips } from '../ui/status_bar';
import { titleText, Vi } from '../ui/text';
import { commonWords } from '../words/vi/common';
import { homeWords } from '../words/vi/home';
import { mapWords } from '../words/vi/map';
import { measureWords } from '../words/vi/measure';

const STATUSES: readonly Status[] = ['met', 'on_track', 'at_risk', 'late', 'no_data'];
const LATE_NAMED_MAX = 3;

function lateSentence(page: SummaryPage): string {
  const t = homeWords();
  const late = page.groups.flatMap((group) => group.indicators).filter((view) => view.standing.status === 'late');
  const names = late.map((view) => (language.value === 'en' ? titleText(view.indicator) : shortTitle(view.indicator)));
  if (names.length === 0) return '';
  if (names.length <= LATE_NAMED_MAX) return t.late(listed(names), names.length);
  return t.lateMany(names.slice(0, LATE_NAMED_MAX - 1).join(', '), number(names.length - LATE_NAMED_MAX + 1, 0));
}

function leadOf(page: SummaryPage): string {
  const t = homeWords(), { kind } = verdictOf(page.count);
  if (kind === 'nothing') return t.nothingText;
  if (kind === 'unknown') return t.unknownText;
  return `${lateSentence(page)} ${t.promise}`.trim();
}

function LookUp({ page }: { page: SummaryPage }) {
  const t = homeWords().find, tasks = page.tasks, of = page.document ? `?document=${page.document.code}` : '';
  const way = (href: string, icon: string, title: string, detail: string) => (
    <li><a href={href}><Icon of={icon} size={22} /><span><b>{title}</b><small>{detail}</small></span><Icon of={chevron} size={18} /></a></li>
  );
  return (
    <section class="look-up" aria-labelledby="look-up">
      <h2 id="look-up">{t.title}</h2>
      <form action="/tim" method="get" role="search" aria-labelledby="look-up">
        <label for="q">{t.label}</label>
        <p class="hint" id="q-hint">{t.hint}</p>
        <div class="field-row">
          <input id="q" name="q" type="search" maxLength={100} autocomplete="off" spellcheck={false} enterkeyhint="search" aria-describedby="q-hint" />
          <button class="button" type="submit">{commonWords().search}</button>
        </div>
      </form>
      <ul>
        {way(`/nhiem-vu${of}`, list, t.tasks(number(tasks.total, 0)), t.tasksDetail(number(tasks.done, 0), number(tasks.overdue, 0), number(tasks.no_report, 0)))}
        {way('/ban-do', mapIcon, t.map, t.mapDetail)}
        {way('/co-quan', building, t.agencies, t.agenciesDetail)}
      </ul>
    </section>
  );
}

function Opening({ page }: { page: SummaryPage }) {
  const t = homeWords(), { count, document } = page;
  const counts = STATUSES.map((status) => [status, count[status]] as const);
  return (
    <section class="opening">
      <div class="contours" aria-hidden="true" />
      <div class="within">
        <div>
          {document && <p class="eyebrow"><Vi>{document.title}</Vi> · <span class="unbroken">{document.number}</span></p>}
          <h1>{verdictText(count, document?.horizon ?? 0)}</h1>
          <p class="lead">{leadOf(page)}</p>
          {count.total > 0 && (
            <div class="tally">
              <StatusBar counts={counts} />
              <StatusChips label={t.filter} counts={counts} chosen={fragment.value.status ?? ''} choose={(status) => setFragment({ status })} />
            </div>
          )}
          <p class="cut quiet">
            {page.cut_on && <>{t.cutOn(date(page.cut_on))} </>}
            {page.next_due_on && <>{t.nextDue(date(page.next_due_on))} </>}
            {document && <a href={`/api/v1/strategy/figures.csv?document=${document.code}`}>{t.csv}</a>}
          </p>
        </div>
        <LookUp page={page} />
      </div>
    </section>
  );
}

/** Another day is another page of the server: it keeps its address. */
function AsOf({ on }: { on: string }) {
  const t = homeWords(), typed = useSignal(date(on)), isWrong = useSignal(false), input = useRef<HTMLInputElement>(null);
  const go = (event: Event) => {
    event.preventDefault();
    const day = readDate(typed.value);
    isWrong.value = day === null;
    if (day === null) input.current?.focus();
    else location.assign(linkTo({ on: day }));
  };
  return (
    <form class="as-of" onSubmit={go} noValidate>
      <label for="as-of">{t.asOf}</label>
      <input id="as-of" ref={input} inputMode="numeric" autocomplete="off" value={typed.value} title={t.asOfHint} aria-invalid={isWrong.value} aria-describedby={isWrong.value ? 'as-of-wrong' : undefined} onInput={(event) => { typed.value = event.currentTarget.value; }} />
      <button class="button is-quiet" type="submit">{t.asOfGo}</button>
      {isWrong.value && <p class="field-wrong" id="as-of-wrong" role="alert">{t.asOfWrong}</p>}
    </form>
  );
}

function Choices({ page }: { page: SummaryPage }) {
  const t = homeWords();
  return (
    <div class="choices within">
      {page.documents.length > 1 && (
        <nav class="segments" aria-label={t.document}>
          {page.documents.map((one) => (
            <a key={one.code} href={linkTo({ document: one.code })} aria-current={one.code === page.document?.code ? 'page' : undefined} title={one.title}>{commonWords().documentKind[one.kind]} <Vi>{one.number}</Vi></a>
          ))}
        </nav>
      )}
      <AsOf on={page.on} />
    </div>
  );
}

interface Section {
  key: string;
  title: string;
  /** From the document: there is no English. */
  isVietnamese: boolean;
  rows: { view: IndicatorView; objective?: string }[];
  /** Of a large group only the worst are here. */
  total: number;
}

/** Annexes and objectives with several indicators stand alone; the rest is gathered, each row with its objective. */
function sectionsOf(groups: readonly SummaryGroup[]): Section[] {
  const t = homeWords();
  const standsAlone = (group: SummaryGroup) => group.indicators.length > 2 || group.indicators.some((view) => annexNumber(view.indicator.citation) !== '');
  const alone = groups.filter(standsAlone), rest = groups.filter((group) => !standsAlone(group));
  const numeral = (group: SummaryGroup) => /nhóm ([IVX]+)$/.exec(group.objective?.citation ?? '')?.[1];
  const sections: Section[] = alone.map((group) => ({
    key: group.objective?.code ?? '-',
    title: [numeral(group), group.objective?.title ?? t.others].filter(Boolean).join('. '),
    isVietnamese: group.objective !== null,
    rows: group.indicators.map((view) => ({ view })),
    total: group.count.total,
  }));
  const rows = rest.flatMap((group) => group.indicators.map((view) => ({ view, ...(group.objective && { objective: group.objective.title }) })));
  if (rows.length > 0) sections.push({ key: 'rest', title: alone.length > 0 ? t.others : t.othersOnly, isVietnamese: false, rows, total: rows.length });
  return sections;
}

function Ledger({ page }: { page: SummaryPage }) {
  const t = homeWords(), chosen = fragment.value.status ?? '';
  const fits = (view: IndicatorView) => chosen === '' || view.standing.status === chosen;
  const sections = sectionsOf(page.groups).map((section) => ({ ...section, rows: section.rows.filter(({ view }) => fits(view)) })).filter((section) => section.rows.length > 0);
  const shown = sections.reduce((sum, section) => sum + section.rows.length, 0);
  return (
    <div class="within ledgers">
      <p class={chosen === '' ? 'unseen' : 'quiet'} role="status">
        {chosen !== '' && <>{t.shown(number(shown, 0), number(page.count.total, 0))} <button type="button" class="link" onClick={() => setFragment({ status: '' })}>{t.showAll}</button></>}
      </p>
      {sections.map((section) => (
        <section key={section.key} aria-labelledby={`g-${section.key}`}>
          <h2 id={`g-${section.key}`}>{section.isVietnamese ? <Vi>{section.title}</Vi> : section.title}</h2>
          <div class="ledger">{section.rows.map(({ view, objective }) => <IndicatorRow key={view.indicator.code} view={view} {...(objective && { objective })} />)}</div>
          {chosen === '' && section.total > section.rows.length && (
            <p class="ledger-more"><a href={`/ke-hoach?document=${encodeURIComponent(page.document?.code ?? '')}#item=${encodeURIComponent(section.key)}`}>{t.moreInPlan(number(section.total - section.rows.length, 0))}</a></p>
          )}
        </section>
      ))}
      {sections.length === 0 && page.count.total > 0 && (
        <p class="empty">{t.noneShown}</p>
      )}
    </div>
  );
}

/** The map's figures are fetched when it comes near the window: most readers of the verdict never scroll that far. */
function useNear() {
  const box = useRef<HTMLDivElement>(null), isNear = useSignal(false);
  useEffect(() => {
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) isNear.value = true;
    }, { rootMargin: '600px' });
    if (box.current) observer.observe(box.current);
    const all = () => { isNear.value = true; };
    addEventListener('beforeprint', all);
    return () => {
      observer.disconnect();
      removeEventListener('beforeprint', all);
    };
  }, []);
  return { box, isNear: isNear.value };
}

function Places({ page }: { page: SummaryPage }) {
  const t = mapWords(), { box, isNear } = useNear(), chosen = useSignal('');
  const map = useLoaded('GET /strategy/indicators/{code}/places', isNear && page.map_indicator ? { code: page.map_indicator } : null);
  const shown = map.data;
  return (
    <section class="places" aria-labelledby="places">
      <div class="within">
        <div ref={box}>
          <h2 id="places">{shown ? <Vi>{t.by(language.value === 'en' ? titleText(shown.indicator) : shortTitle(shown.indicator))}</Vi> : t.title}</h2>
          {shown && <p class="quiet">{t.deeper(number(shown.total, 0))}</p>}
          {map.problem && <ProblemNote problem={map.problem} />}
          {shown ? <SmallMap map={shown} chosen={chosen} /> : page.map_indicator ? <div class="map-waiting" aria-hidden="true" /> : <p class="empty">{t.noIndicatorText}</p>}
        </div>
        <Changes changes={page.changes} />
      </div>
    </section>
  );
}

function Explained({ page }: { page: SummaryPage }) {
  const t = homeWords(), rules = measureWords().rules, of = page.document ? `?document=${page.document.code}` : '';
  return (
    <section class="explained">
      <div class="within">
        <div>
          <h2>{t.rules}</h2>
          <p>{t.rulesText}</p>
          <dl>{STATUSES.map((status) => <div key={status}><dt><Pill status={status} /></dt><dd>{rules[status]}</dd></div>)}</dl>
          <p><a href="/gioi-thieu#cach-do">{t.rulesMore}</a></p>
        </div>
        <div class="reuse">
          <h3>{t.reuse}</h3>
          <p class="quiet">{t.reuseText}</p>
          <p class="buttons">
            <a class="button is-quiet" href={`/api/v1/strategy/figures.csv${of}`}><Icon of={download} size={18} />{t.reuseFigures}</a>
            <a class="button is-quiet" href={`/api/v1/strategy/tasks.csv${of}`}><Icon of={download} size={18} />{t.reuseTasks}</a>
            <a class="button is-quiet" href={`/api/v1/strategy/figures.xlsx${of}`}><Icon of={download} size={18} />{t.reuseFiguresSheet}</a>
            <a class="button is-quiet" href={`/api/v1/strategy/tasks.xlsx${of}`}><Icon of={download} size={18} />{t.reuseTasksSheet}</a>
            <a class="button is-quiet" href={`/api/v1/strategy/report.pdf${of}`}><Icon of={download} size={18} />{commonWords().reportPdf}</a>
            <a class="button is-quiet" href={`/api/v1/strategy/report.docx${of}`}><Icon of={download} size={18} />{commonWords().reportWord}</a>
            <button class="button is-quiet" type="button" onClick={() => print()}><Icon of={printer} size={18} />{commonWords().print}</button>
          </p>
        </div>
      </div>
    </section>
  );
}

export function HomePage({ page }: { page: SummaryPage }) {
  const t = homeWords();
  return (
    <Frame here="progress" title={t.title} hasSearch={false}>
      {page.has_samples && <SampleBanner />}
      {page.is_past && (
        <aside class="past-banner" aria-label={t.asOf}><p class="within">{t.past(date(page.on))} <a href={linkTo({ on: '' })}>{t.backToToday}</a></p></aside>
      )}
      <Opening page={page} />
      {page.document && <Choices page={page} />}
      <Ledger page={page} />
      {page.document && <Places page={page} />}
      <Explained page={page} />
    </Frame>
  );
}

