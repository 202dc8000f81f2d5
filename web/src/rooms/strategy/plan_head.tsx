// What is known of a document itself: number, dates, who issued and signed it, what it rests on, what comes back every year.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Basis, DutyView, PlanDocument, PlanPage, Status, TaskStatus } from '../../api/types';
import { linkTo } from '../../lib/address';
import { date, number, period } from '../../lib/format';
import { Mark } from '../../ui/mark';
import { StatusBar } from '../../ui/status_bar';
import { Vi } from '../../ui/text';
import { commonWords } from '../../words/vi/common';
import { measureWords } from '../../words/vi/measure';
import { planWords } from '../../words/vi/plan';
import { itemId, Permalink } from './plan_rows';
import { tally } from './plan_tree';
import { TASK_STATUSES } from './task_order';

export const STATUSES: readonly Status[] = ['met', 'on_track', 'at_risk', 'late', 'no_data'];

const enc = encodeURIComponent;
const yearOf = (day: string): string => day.slice(0, 4);

export function DocumentSwitch({ documents, chosen }: { documents: readonly PlanDocument[]; chosen: string }) {
  if (documents.length < 2) return null;
  return (
    <nav class="segments plan-switch" aria-label={planWords().document}>
      {documents.map((one) => (
        <a key={one.code} href={linkTo({ document: one.code })} aria-current={one.code === chosen ? 'page' : undefined} title={one.title}>{commonWords().documentKind[one.kind]} {one.number} ({yearOf(one.issued_on)})</a>
      ))}
    </nav>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Tally<S extends Status | TaskStatus>({ title, href, way, text, counts }: { title: string; href: string; way: string; text: string; counts: [S, number][] }) {
  return (
    <div class="plan-tally">
      <p><b>{title}</b> <span class="quiet">{text}</span></p>
      <StatusBar counts={counts} thin />
      <p><a href={href}>{way}</a></p>
    </div>
  );
}

/** What whoever read the document found worth telling. */
function AboutText({ document }: { document: PlanDocument }) {
  const t = planWords();
  if (!document.note && !document.source) return null;
  return (
    <details class="fold plan-about">
      <summary>{t.about}</summary>
      <dl>
        {document.source && <Fact name={t.facts.source}><Vi>{document.source}</Vi></Fact>}
        {document.note && <Fact name={t.facts.note}><Vi>{document.note}</Vi></Fact>}
      </dl>
    </details>
  );
}

export function DocumentFacts({ page, document }: { page: PlanPage; document: PlanDocument }) {
  const t = planWords(), { indicators, tasks } = page, total = (items: readonly unknown[]) => number(items.length, 0);
  const good = indicators.filter((one) => one.status === 'met' || one.status === 'on_track').length, done = tasks.filter((one) => one.status === 'done').length;
  return (
    <div class="plan-facts">
      <div class="plan-known">
        <dl>
          <Fact name={t.facts.number}>{document.number}</Fact>
          <Fact name={t.facts.issued}>{date(document.issued_on)}</Fact>
          <Fact name={t.facts.effective}>{document.effective_on ? date(document.effective_on) : <span class="quiet">{t.notStated}</span>}</Fact>
          <Fact name={t.facts.issuer}><a href={`/co-quan/${enc(document.issuer)}`}><Vi>{page.issuer_name}</Vi></a></Fact>
          <Fact name={t.facts.signer}>{document.signer ? <Vi>{document.signer}</Vi> : <span class="quiet">{t.notStated}</span>}</Fact>
          <Fact name={t.facts.horizon}>{document.horizon || <span class="quiet">{t.notStated}</span>}</Fact>
        </dl>
        <AboutText document={document} />
      </div>
      <div class="plan-tallies">
        {indicators.length > 0 && (
          <Tally title={t.indicators(total(indicators), indicators.length)} text={t.indicatorTally(number(good, 0), total(indicators))} counts={tally(STATUSES, indicators)} href={`/?document=${enc(document.code)}`} way={t.progress} />
        )}
        {tasks.length > 0 && (
          <Tally title={t.tasks(total(tasks), tasks.length)} text={t.taskTally(number(done, 0), total(tasks))} counts={tally(TASK_STATUSES, tasks)} href={`/nhiem-vu?document=${enc(document.code)}`} way={t.listOfTasks} />
        )}
      </div>
    </div>
  );
}

const BASES_SHOWN = 5;

function BasisLine({ one }: { one: Basis }) {
  const t = planWords().bases, doubt = one.confidence ? t.doubt[one.confidence] : '';
  return (
    <li>
      <p><b class="unbroken"><Vi>{one.number}</Vi></b>{one.title !== one.number && <> <Vi>{one.title}</Vi></>}</p>
      {one.ended_on && <p class="basis-ended is-late"><Mark status="late" size={13} />{t.endedOn(date(one.ended_on))}{one.replaced_by && <>, {t.replaced('')}<Vi>{one.replaced_by}</Vi></>}{doubt && ` (${doubt})`}</p>}
      <p class="task-facts">
        {one.issued_on && <span>{date(one.issued_on)}</span>}
        <span><Vi>{one.citation.split(', ').slice(1).join(', ') || one.citation}</Vi></span>
      </p>
      {one.note && <p class="basis-note"><Vi>{one.note}</Vi></p>}
    </li>
  );
}

export function Bases({ bases }: { bases: readonly Basis[] }) {
  const t = planWords().bases, isWhole = useSignal(false), ended = bases.filter((one) => one.ended_on !== null).length;
  return (
    <section class="plan-bases" aria-labelledby="bases">
      <h2 id="bases">{t.title}</h2>
      {bases.length === 0 ? <p class="quiet">{t.none}</p> : (
        <>
          <p class="quiet">{t.count(number(bases.length, 0), bases.length)}{ended > 0 && <>; <b class="is-late-text">{t.ended(number(ended, 0), ended)}</b></>}</p>
          <ol class={isWhole.value ? undefined : 'is-cut'}>{bases.map((one) => <BasisLine key={one.position} one={one} />)}</ol>
          {bases.length > BASES_SHOWN && <button type="button" class="link" aria-expanded={isWhole.value} onClick={() => { isWhole.value = !isWhole.value; }}>{isWhole.value ? t.fewer : t.all(number(bases.length, 0))}</button>}
        </>
      )}
    </section>
  );
}

function DutyLine({ view, isHere }: { view: DutyView; isHere: boolean }) {
  const t = planWords().duties, { duty } = view;
  return (
    <li id={itemId(duty.code)} class={isHere ? 'duty is-pointed' : 'duty'} tabIndex={-1} aria-current={isHere ? 'location' : undefined}>
      <p class="duty-title"><Vi>{duty.title}</Vi></p>
      <p class="duty-date">{view.due_on ? <><small>{t.next}</small> <b>{date(view.due_on)}</b> {view.for_period && <small>{t.forPeriod(period(view.for_period))}</small>}</> : <small>{t.noDate}</small>}</p>
      <dl>
        <div><dt>{t.from}</dt><dd><Vi>{view.who_name}</Vi>{view.members > 1 && ` (${t.members(number(view.members, 0))})`}</dd></div>
        {view.to_name && <div><dt>{t.to}</dt><dd><Vi>{view.to_name}</Vi></dd></div>}
        {duty.product && <div><dt>{measureWords().product}</dt><dd><Vi>{duty.product}</Vi></dd></div>}
      </dl>
      {duty.note && <p class="basis-note"><Vi>{duty.note}</Vi></p>}
      <p class="task-facts"><span><Permalink code={duty.code} citation={duty.citation} /></span></p>
    </li>
  );
}

export function Duties({ duties, here }: { duties: readonly DutyView[]; here: string }) {
  const t = planWords().duties;
  return (
    <section class="plan-duties" aria-labelledby="duties">
      <h2 id="duties">{t.title}</h2>
      {duties.length === 0 ? <p class="quiet">{t.none}</p> : <ul>{duties.map((one) => <DutyLine key={one.duty.code} view={one} isHere={here === one.duty.code} />)}</ul>}
    </section>
  );
}
