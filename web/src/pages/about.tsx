// About: what is promised to readers, the measuring rules in full with a worked example, proof, access, licences.
// SPDX-License-Identifier: Apache-2.0
import download from 'icon:download';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Rule, Status } from '../api/types';
import { amount, date, difference, NARROW, number, period, periodShort, share, signed } from '../lib/format';
import { contact, place } from '../lib/site';
import * as example from '../rooms/strategy/example';
import { Frame } from '../ui/frame';
import { Icon } from '../ui/icon';
import { Pill } from '../ui/mark';
import { SampleTag } from '../ui/sample';
import { TimeChart } from '../ui/time_chart';
import software from '../../tools/software.json';
import { aboutWords, type AboutWords } from '../words/vi/about';
import { indicatorWords } from '../words/vi/indicator';

type Part = keyof AboutWords['parts'];

/** Anchors that other pages lead to. */
const anchors: Record<Part, string> = { what: 'ba-dieu', rules: 'cach-do', sample: 'du-lieu-mau', proof: 'chung-minh', access: 'tro-nang', licences: 'giay-phep' };
const PARTS = Object.keys(anchors) as Part[];

/** In the order in which strategy/measure tries them. */
const RULES: readonly [Rule, Status][] = [
  ['no_figure', 'no_data'], ['overdue', 'no_data'], ['final_reached', 'met'], ['final_passed', 'late'],
  ['within_tolerance', 'at_risk'], ['below_path', 'late'], ['trend_short', 'at_risk'], ['on_path', 'on_track'],
];

const UNIT = '%', FINE = 2;
const percent = (value: number, decimals = 1): string => amount(value, UNIT, decimals);

function Section({ part, children }: { part: Part; children: ComponentChildren }) {
  return (
    <section id={anchors[part]} aria-labelledby={`${anchors[part]}-title`} tabIndex={-1}>
      <h2 id={`${anchors[part]}-title`}>{aboutWords().parts[part]}</h2>
      {children}
    </section>
  );
}

function Terms({ terms }: { terms: readonly { name: string; text: string }[] }) {
  return <dl class="terms">{terms.map((one) => <div key={one.name}><dt>{one.name}</dt><dd>{one.text}</dd></div>)}</dl>;
}

function Order() {
  const t = aboutWords().rules, rules = indicatorWords().method.rules;
  return (
    <>
      <h3>{t.orderTitle}</h3>
      <ol class="rule-order">{RULES.map(([rule, status]) => <li key={rule}><span>{rules[rule]}</span><Pill status={status} /></li>)}</ol>
      <p>{t.partial}</p>
    </>
  );
}

/** The whole way on one side, the four figures beneath the path on the other. */
function ExampleChart() {
  const t = aboutWords().rules, c = indicatorWords().chart, { start, end, figures, last, tolerance, forecast } = example;
  const chart = (isRecent: boolean) => (
    <div>
      <p class="side-title">{isRecent ? c.recent : c.whole}</p>
      <TimeChart
        label={t.exampleChart(percent(last.value))}
        figures={figures.map((one) => ({ on: one.on, value: one.value, name: periodShort(one.period) }))}
        path={[start, end]}
        milestones={[start, end].map((one) => ({ on: one.on, value: one.value, name: `${one.on.slice(0, 4)}: ${number(one.value)}` }))}
        forecast={{ on: end.on, value: forecast }}
        tolerance={{ from: start.on, to: end.on, size: tolerance }}
        format={(value) => number(value)}
        height={230}
        isRecent={isRecent}
      />
    </div>
  );
  return (
    <figure class="chart-box">
      <div class="two-charts">{chart(false)}{chart(true)}</div>
      <ul class="chart-keys">
        <li><i class="key is-figures" />{c.figures}</li>
        <li><i class="key is-path" />{c.path}</li>
        <li><i class="key is-tolerance" />{c.tolerance(difference(tolerance, UNIT, FINE))}</li>
        <li><i class="key is-forecast" />{c.forecast(percent(forecast), date(end.on))}</li>
      </ul>
    </figure>
  );
}

function Step({ name, children }: { name: string; children: ComponentChildren }) {
  return <div><dt>{name}</dt><dd>{children}</dd></div>;
}

function Sums() {
  const t = aboutWords().rules, m = indicatorWords().method, { start, end, last, whole, part, expected, gap, tolerance, attainment, forecast, monthly, figures } = example;
  const [from, to, now] = [number(start.value), number(end.value), number(last.value)];
  return (
    <dl class="terms is-sums" aria-label={t.exampleSum}>
      <Step name={m.figure}>{m.figureText(percent(last.value), period(last.period), date(last.on))}</Step>
      <Step name={m.start}>{m.starts.milestone(percent(start.value), date(start.on))}</Step>
      <Step name={m.path(date(last.on))}>{m.pathLine(percent(start.value), percent(end.value), date(last.on), number(whole, 0), number(part, 0))}<b>{`${from} + (${to} − ${from}) × ${number(part, 0)}/${number(whole, 0)} = ${number(expected, FINE)}`}</b></Step>
      <Step name={m.gap}><b>{m.gapText(now, number(expected, FINE), signed(gap, FINE))}</b></Step>
      <Step name={m.tolerance}>{m.toleranceDefault(`(${to} − ${from}) × 5/100`, difference(tolerance, UNIT, FINE))}</Step>
      <Step name={m.attainment}><b>{m.attainmentText(`(${now} − ${from}) / (${to} − ${from})`, share(attainment))}</b></Step>
      <Step name={m.trend}>{m.trendText(number(figures.length, 0), signed(monthly, FINE), percent(forecast), date(end.on))}</Step>
      <Step name={m.verdict}><Pill status="at_risk" /> {t.exampleGap(difference(gap, UNIT, FINE), difference(tolerance, UNIT, FINE))}</Step>
    </dl>
  );
}

/** The bounds between which the same example would stand otherwise. */
function Ifs() {
  const t = aboutWords().rules, { end, expected, tolerance } = example, low = expected - tolerance;
  const rows: [string, Status][] = [
    [t.ifMet(percent(end.value)), 'met'],
    [t.ifPath(percent(expected, FINE), percent(end.value)), 'on_track'],
    [t.ifPath(percent(low, FINE), percent(expected, FINE)), 'at_risk'],
    [t.ifBelow(percent(low, FINE)), 'late'],
    [t.ifNone, 'no_data'],
  ];
  return (
    <>
      <h3 id="neu">{t.ifTitle}</h3>
      <div class="table-box" tabIndex={0} role="group" aria-labelledby="neu">
        <table class="ifs">
          <thead><tr><th scope="col">{t.ifColumns.value}</th><th scope="col">{t.ifColumns.status}</th><th scope="col">{t.ifColumns.why}</th></tr></thead>
          <tbody>{rows.map(([value, status]) => <tr key={status}><th scope="row">{value}</th><td><Pill status={status} /></td><td>{t.ifWhy[status]}</td></tr>)}</tbody>
        </table>
      </div>
    </>
  );
}

function Rules() {
  const t = aboutWords().rules, { start, end } = example;
  return (
    <Section part="rules">
      <p>{t.intro}</p>
      <Order />
      <h3>{t.exampleTitle}</h3>
      <p>{t.exampleText(`${number(start.value)}${NARROW}%`, `${number(end.value)}${NARROW}%`)}</p>
      <ExampleChart />
      <Sums />
      <Ifs />
      <h3>{t.detailTitle}</h3>
      <Terms terms={t.terms} />
      <p>{t.more} <a href="/">{t.moreLink}</a></p>
    </Section>
  );
}

function Sample() {
  const [first = '', how = '', ...rest] = aboutWords().sample.text;
  return (
    <Section part="sample">
      <p>{first}</p>
      <p>{how} <SampleTag />.</p>
      {rest.map((one) => <p key={one}>{one}</p>)}
    </Section>
  );
}

function Proof() {
  const t = aboutWords().proof;
  return (
    <Section part="proof">
      <p>{t.intro}</p>
      <ol class="proof-steps">{t.steps.map((one) => <li key={one.name}><h3>{one.name}</h3><p>{one.text}</p></li>)}</ol>
      <p>{t.people}</p>
    </Section>
  );
}

function Access() {
  const t = aboutWords().access;
  return (
    <Section part="access">
      {t.text.map((one) => <p key={one}>{one}</p>)}
      <h3>{t.checkedTitle}</h3>
      <ul class="bullets">{t.checked.map((one) => <li key={one}>{one}</li>)}</ul>
      <h3>{t.limitsTitle}</h3>
      <ul class="bullets">{t.limits.map((one) => <li key={one}>{one}</li>)}</ul>
      <p>{t.contact(contact() || t.contactNobody)}</p>
    </Section>
  );
}

type Use = keyof AboutWords['licences']['uses'];

function Licences() {
  const t = aboutWords().licences;
  return (
    <Section part="licences">
      <h3>{t.dataTitle}</h3>
      <Terms terms={t.data} />
      <p class="buttons">
        <a class="button is-quiet" href="/api/v1/strategy/figures.csv"><Icon of={download} size={18} />{t.figures}</a>
        <a class="button is-quiet" href="/api/v1/strategy/tasks.csv"><Icon of={download} size={18} />{t.tasks}</a>
      </p>
      <h3 id="phan-mem">{t.softwareTitle}</h3>
      <p>{t.software}</p>
      <div class="table-box" tabIndex={0} role="group" aria-labelledby="phan-mem">
        <table class="software">
          <thead><tr><th scope="col">{t.columns.name}</th><th scope="col">{t.columns.use}</th><th scope="col">{t.columns.licence}</th></tr></thead>
          <tbody>{software.map((one) => <tr key={one.name}><th scope="row">{one.name}</th><td>{t.uses[one.use as Use]}</td><td><a href={one.href}>{one.licence || t.publicDomain}</a></td></tr>)}</tbody>
        </table>
      </div>
      <p>{t.fonts}</p>
      <p><a href="/licences.txt">{t.texts}</a></p>
    </Section>
  );
}

function Contents() {
  const t = aboutWords();
  return (
    <nav class="contents" aria-label={t.contents}>
      <p class="side-title">{t.contents}</p>
      <ol>{PARTS.map((part) => <li key={part}><a href={`#${anchors[part]}`}>{t.parts[part]}</a></li>)}</ol>
    </nav>
  );
}

/** The page is drawn after the browser looked for the anchor: it is sought again. */
function useAnchor(): void {
  useLayoutEffect(() => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (id) document.getElementById(id)?.scrollIntoView();
  }, []);
}

export function AboutPage() {
  const t = aboutWords();
  useAnchor();
  return (
    <Frame here="other" title={t.title}>
      <div class="within about-page">
        <header class="page-head">
          <p class="eyebrow">{t.eyebrow}</p>
          <h1>{t.heading}</h1>
          <p class="lead">{t.lead(place())}</p>
        </header>
        <div class="about-body">
          <Contents />
          <div class="prose">
            <Section part="what"><ol class="proof-steps">{t.promises.map((one) => <li key={one.name}><h3>{one.name}</h3><p>{one.text}</p></li>)}</ol></Section>
            <Rules />
            <Sample />
            <Proof />
            <Access />
            <Licences />
          </div>
        </div>
      </div>
    </Frame>
  );
}
