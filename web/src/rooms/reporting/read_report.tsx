// A report as it was written, to be read: figures, progress, narrative, files, reasons; its versions and its way.
// SPDX-License-Identifier: Apache-2.0
import type { Report, ReportForm } from '../../api/types';
import { linkTo } from '../../lib/address';
import { date, dateTime, number, period } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { me } from '../../lib/person';
import { Title, Vi } from '../../ui/text';
import { formsWords } from '../../words/vi/forms';
import { reportsWords } from '../../words/vi/reports';
import { EvidenceLinks } from '../strategy/proof';
import { Known, valueOf } from './figure_lines';
import { sectionTitle } from './other_parts';
import { TwoVersions } from './two_versions';
import { differences, keyOfLine, lineKey, typedFrom } from './typed';

function Figures({ form, report }: { form: ReportForm; report: Report }) {
  const t = reportsWords(), told = form.lines.map((line) => [line, report.figures.find((one) => lineKey(one) === keyOfLine(line))] as const);
  if (told.length === 0) return null;
  return (
    <section class="part" aria-labelledby="figures-title">
      <h2 id="figures-title">{t.figures}</h2>
      <ul class="report-lines">
        {told.map(([line, one]) => (
          <li key={keyOfLine(line)} class="report-line is-read">
            <header>
              <h3><a href={`/chi-tieu/${encodeURIComponent(line.indicator.code)}?subject=${encodeURIComponent(line.subject)}`}><Title of={line.indicator} /></a></h3>
              <p class="hint"><Vi>{line.subject_name}</Vi> · {period(line.period)}</p>
              <Known line={line} />
            </header>
            <p class="report-value">{one ? <b><Vi>{valueOf(line, one.value, one.text)}</Vi></b> : <span class="quiet">{t.reading.none}</span>}</p>
            {one && <p class="hint"><Vi>{[one.source && `${t.source}: ${one.source}`, one.note && `${t.note}: ${one.note}`, one.reason && `${t.reason}: ${one.reason}`].filter(Boolean).join(' · ')}</Vi></p>}
            {report.overrides.filter((over) => over.indicator === line.indicator.code && over.subject === line.subject).map((over) => <p key={over.rule} class="is-soon-text"><Vi>{t.overridden(over.reason)}</Vi></p>)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Tasks({ form, report }: { form: ReportForm; report: Report }) {
  const t = reportsWords(), states = formsWords().task.states;
  if (report.tasks.length === 0) return null;
  return (
    <section class="part" aria-labelledby="tasks-title">
      <h2 id="tasks-title">{t.tasks}</h2>
      <ul class="report-lines">
        {form.tasks.flatMap(({ task }) => {
          const one = report.tasks.find((told) => told.task === task.code);
          return one ? [(
            <li key={task.code} class="report-line is-read">
              <h3><a href={`/nhiem-vu/${encodeURIComponent(task.code)}`}><Title of={task} /></a></h3>
              <p class="report-value"><b>{states[one.state]} · {number(one.percent, 0)} %</b></p>
              <p class="hint"><Vi>{[one.product && `${t.product}: ${one.product}`, one.note].filter(Boolean).join(' · ')}</Vi></p>
            </li>
          )] : [];
        })}
      </ul>
    </section>
  );
}

function Sections({ form, report }: { form: ReportForm; report: Report }) {
  const t = reportsWords();
  if (form.sections.length === 0) return null;
  return (
    <section class="part" aria-labelledby="sections-title">
      <h2 id="sections-title">{t.sections}</h2>
      {form.sections.map((one) => {
        const text = report.sections.find((told) => told.section === one.code)?.text ?? '';
        return (
          <div key={one.code} class="report-section">
            <h3><span lang={one.title_en ? undefined : 'vi'}>{sectionTitle(one)}</span></h3>
            {text ? <p class="report-text"><Vi>{text}</Vi></p> : <p class="quiet">{t.reading.none}</p>}
            {report.overrides.filter((over) => over.indicator === one.code).map((over) => <p key={over.rule} class="is-soon-text"><Vi>{t.overridden(over.reason)}</Vi></p>)}
          </div>
        );
      })}
    </section>
  );
}

/** What a correction changed: the version before stays as it was, to be seen beside it. */
function Changed({ form, report }: { form: ReportForm; report: Report }) {
  const t = reportsWords().reading, { id } = form.view.obligation, before = useLoaded('GET /reporting/obligations/{id}', report.version > 1 ? { id, version: report.version - 1 } : null).data?.report;
  if (!before || before.version !== report.version - 1) return null;
  return (
    <section class="part" aria-labelledby="changed-title">
      <h2 id="changed-title">{t.changed(String(before.version))}</h2>
      <TwoVersions found={differences(form, typedFrom(form, before), typedFrom(form, report))} mine={t.version(String(before.version))} theirs={t.version(String(report.version))} />
    </section>
  );
}

export function ReadReport({ form }: { form: ReportForm }) {
  const t = reportsWords().reading, { report, view } = form;
  if (!report) return <p class="empty">{view.obligation.state === 'open' && view.obligation.opens_on > (me.value?.today ?? '') ? t.notOpen(date(view.obligation.opens_on)) : t.notBegun}</p>;
  return (
    <>
      {report.reason && <p class="told-reason"><Vi>{t.why(report.reason)}</Vi></p>}
      <Changed form={form} report={report} />
      <Figures form={form} report={report} />
      <Tasks form={form} report={report} />
      <Sections form={form} report={report} />
      <section class="part" aria-labelledby="files-title">
        <h2 id="files-title">{t.files}</h2>
        {report.files.length === 0 ? <p class="quiet">{t.noFiles}</p> : <EvidenceLinks files={report.files} />}
      </section>
    </>
  );
}

export function Versions({ form }: { form: ReportForm }) {
  const t = reportsWords(), newest = form.view.obligation.version;
  if (form.versions.length < 2) return null;
  return (
    <section aria-labelledby="versions-title">
      <h2 id="versions-title">{t.reading.versions}</h2>
      <ul class="log">
        {form.versions.map((one) => (
          <li key={one.id} class="log-line">
            <a href={linkTo({ version: one.version === newest ? '' : String(one.version) })} aria-current={one.version === form.report?.version ? 'true' : undefined}>{t.reading.version(String(one.version))}</a>{one.version === newest && ` · ${t.reading.newest}`}
            <p class="quiet">{t.states[one.state]}{one.saved_at && ` · ${dateTime(one.saved_at)}`}</p>
            {one.reason && <p class="log-note"><Vi>{one.reason}</Vi></p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const TONES: Record<string, string> = { report_accepted: ' is-accepted', report_published: ' is-accepted', report_returned: ' is-returned', report_submitted: ' is-submitted', report_approved: ' is-submitted' };

export function Way({ form }: { form: ReportForm }) {
  const t = reportsWords(), names = t.steps as Record<string, string>;
  return (
    <section aria-labelledby="way-title">
      <h2 id="way-title">{t.way}</h2>
      {form.steps.length === 0 ? <p class="quiet">{t.wayNone}</p> : (
        <ol class="log">
          {form.steps.map((one) => (
            <li key={one.id} class={`log-line${TONES[one.kind] ?? ''}`}>
              <b>{names[one.kind] ?? one.kind}</b>
              <p class="quiet"><Vi>{one.actor_name ? t.by(one.actor_name, dateTime(one.at)) : dateTime(one.at)}</Vi></p>
              {one.note && <p class="log-note"><Vi>{one.note}</Vi></p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
