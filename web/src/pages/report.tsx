// One report: its form for who writes it, else what was written; what may be done with it, and its way.
// SPDX-License-Identifier: Apache-2.0
import check from 'icon:circle-check-big';
import history from 'icon:history';
import download from 'icon:download';
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { ReportForm } from '../api/types';
import { query } from '../lib/address';
import { date, dateTime, period } from '../lib/format';
import { useLoaded } from '../lib/loaded';
import { arrivedOf, outgoingOf, type Outgoing } from '../lib/outbox';
import { reportKey, SENDING } from '../rooms/reporting/desk';
import { ReadReport, Versions, Way } from '../rooms/reporting/read_report';
import { DueText, RegimeTitle } from '../rooms/reporting/report_line';
import { Steps } from '../rooms/reporting/steps';
import { TooLate } from '../rooms/reporting/too_late';
import { WriteReport } from '../rooms/reporting/write_report';
import { Queued } from '../rooms/strategy/unsent';
import { Back, Instead, LoadTrouble, Workplace } from '../rooms/strategy/workplace';
import { Icon } from '../ui/icon';
import { useLastGood } from '../ui/last_good';
import { Notice } from '../ui/notice';
import { Vi } from '../ui/text';
import { reportsWords } from '../words/vi/reports';

function Head({ form: { view, regime } }: { form: ReportForm }) {
  const t = reportsWords(), { obligation } = view;
  return (
    <header class="work-head">
      <p class="eyebrow"><Vi>{regime.citation}</Vi> · {t.states[obligation.state]}{obligation.extension !== 'none' && ` · ${t.extensions[obligation.extension]}`}</p>
      <h1 class="work-title is-long"><RegimeTitle of={view} />, {period(obligation.period)}</h1>
      <p class="quiet"><Vi>{view.agency_name}</Vi>{view.agency_then_name && obligation.agency_then !== obligation.agency && <> (<Vi>{t.takenOver(view.agency_then_name)}</Vi>)</>} · <Vi>{t.to(view.receiver_name)}</Vi>{view.officer_name && <> · <Vi>{t.writer(view.officer_name)}</Vi></>}</p>
      <p class="report-due">{t.due(date(view.due_on))} <DueText view={view} />{regime.standing === 'by_installation' && <small class="quiet"> {t.byInstallation}</small>}</p>
    </header>
  );
}

function Returned({ form }: { form: ReportForm }) {
  const { report } = form, t = reportsWords();
  if (report?.state !== 'returned' || !report.decision_note) return null;
  return <Notice tone="bad" icon={undo} title={t.returned(report.decided_name, report.decided_at ? dateTime(report.decided_at) : '')}><p class="told-reason"><Vi>{report.decision_note}</Vi></p></Notice>;
}

function Older({ form }: { form: ReportForm }) {
  const t = reportsWords().reading, { report, view } = form;
  if (!report || report.version === view.obligation.version) return null;
  return <Notice tone="known" icon={history} title={t.seeing(String(report.version))}><p><a href={`/bao-cao/${view.obligation.id}`}>{t.seeNewest}</a></p></Notice>;
}

/** What was written, laid out to be signed; with nothing written there is nothing to print. */
function Papers({ form: { report, view } }: { form: ReportForm }) {
  const t = reportsWords().paper;
  if (!report) return null;
  const at = (ending: string) => `/api/v1/reporting/obligations/${view.obligation.id}/report.${ending}${report.version === view.obligation.version ? '' : `?version=${report.version}`}`;
  return (
    <section aria-labelledby="paper-title">
      <h2 id="paper-title">{t.title}</h2>
      <p class="quiet">{t.text}</p>
      <p class="buttons"><a class="button is-quiet" href={at('pdf')} download><Icon of={download} size={18} />{t.pdf}</a><a class="button is-quiet" href={at('docx')} download><Icon of={download} size={18} />{t.word}</a></p>
    </section>
  );
}

interface MainProps {
  form: ReportForm;
  writes: boolean;
  /** What was sent from here and is not there yet. */
  queued: Outgoing | null;
  tell: (done: string) => void;
}

function Main({ form, writes, queued, tell }: MainProps) {
  if (queued?.state === 'waiting') return <Queued item={queued} />;
  if (writes) return <WriteReport key={`${form.report?.version ?? 0} ${form.report?.save ?? ''}`} form={form} refused={queued} tell={tell} />;
  return <>{queued && <TooLate form={form} refused={queued} />}<ReadReport form={form} /></>;
}

export function ReportPage({ id }: { id: string }) {
  const t = reportsWords(), told = useSignal<string[]>([]), version = Number(query.value.version), loaded = useLoaded('GET /reporting/obligations/{id}', { id, ...(version > 0 && { version }) }), form = useLastGood(loaded);
  const tell = (what: string) => { told.value = [...told.value, what]; }, queued = outgoingOf(reportKey(id)), late = arrivedOf(SENDING, reportKey(id));
  useEffect(() => { if (late) tell(t.done.submitted); }, [late]);
  if (!form) return <Instead here="reports" title={t.title} problem={loaded.problem} />;
  const isNewest = (form.report?.version ?? 0) === form.view.obligation.version, writes = form.may_save && isNewest, done = told.value.at(-1);
  return (
    <Workplace here="reports" title={`${form.view.title}, ${period(form.view.obligation.period)}`}>
      <div class="staff-page work">
        <Back href="/bao-cao" word={t.title} />
        <LoadTrouble problem={loaded.problem} />
        <Head form={form} />
        {done && <Notice key={told.value.length} tone="good" icon={check} title={done} takesFocus />}
        <Older form={form} />
        <Returned form={form} />
        <div class="work-body">
          <div class="work-main"><Main form={form} writes={writes} queued={queued} tell={tell} /></div>
          <aside class="work-side" aria-label={t.way}>
            {isNewest && <Steps form={form} tell={tell} />}
            <Papers form={form} />
            <Versions form={form} />
            <Way form={form} />
          </aside>
        </div>
      </div>
    </Workplace>
  );
}
