// Entering a figure, whole: which one, what to compare it with, the form, and what became of it.
// SPDX-License-Identifier: Apache-2.0
import arrow from 'icon:arrow-right';
import undo from 'icon:undo-2';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { EntryForm, File, Submission } from '../../api/types';
import { period } from '../../lib/format';
import { forgetLoaded, useLoaded } from '../../lib/loaded';
import { arrivedOf, outgoingOf, takeOut } from '../../lib/outbox';
import { me } from '../../lib/person';
import { useDraft } from '../../ui/draft';
import { MainHeading, PartHeading } from '../../ui/heading';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { titleText, Title, Vi } from '../../ui/text';
import { checksWords } from '../../words/vi/checks';
import { commonWords } from '../../words/vi/common';
import { formsWords } from '../../words/vi/forms';
import { indicatorWords } from '../../words/vi/indicator';
import { Compare, SampleLine } from './compare';
import { EntryChart } from './entry_chart';
import { entryText } from './entry_text';
import { FigureForm } from './figure_form';
import { blankFigure, figureFrom, figureValue, type FigureTyped } from './figure_values';
import { useRounds, withoutTakenBack, type Rounds } from './hand_in';
import { figureKey } from './inbox_groups';
import { levelWord } from './reading';
import { SentEntry } from './sent_entry';
import { Queued, Refused } from './unsent';

export interface FigureAsked {
  code: string;
  subject?: string;
  period?: string;
}

export type Ask = (changes: { subject?: string; period?: string }) => void;

const hrefOfPage = (form: EntryForm): string => `/chi-tieu/${encodeURIComponent(form.view.indicator.code)}?subject=${encodeURIComponent(form.view.standing.subject)}`;
const hrefOfForm = (form: EntryForm): string => `/nhap/chi-tieu/${encodeURIComponent(form.view.indicator.code)}?${new URLSearchParams({ subject: form.view.standing.subject, period: form.period }).toString()}`;

export function FigureHead({ form }: { form: EntryForm }) {
  const t = formsWords().figure, { indicator, standing } = form.view;
  return (
    <header class="work-head">
      <p class="eyebrow"><Vi>{t.eyebrow(indicator.citation)}</Vi></p>
      <MainHeading class="work-title"><Title of={indicator} /></MainHeading>
      <p class="quiet"><Vi>{t.reports(form.agency_name, standing.subject_name)}</Vi> · <a href={hrefOfPage(form)}>{t.seePage}</a></p>
    </header>
  );
}

/** Which period and place: other choices open other forms, each with its own draft. */
function Which({ form, ask }: { form: EntryForm; ask: Ask }) {
  const t = formsWords().figure, { subject } = form.view.standing, isOneOfThem = form.subjects.some((one) => one.code === subject);
  const offered = form.periods.includes(form.period) ? form.periods : [form.period, ...form.periods];
  const hasProvince = form.view.indicator.level !== 'commune' && (!isOneOfThem || form.subjects.length > 1);
  return (
    <div class="which">
      <div class="field">
        <label for="period">{t.period}</label>
        <p class="hint" id="period-hint">{t.periodHint}</p>
        <select id="period" aria-describedby="period-hint" value={form.period} onChange={(event) => ask({ period: event.currentTarget.value })}>
          {offered.map((one) => <option key={one} value={one} selected={one === form.period}>{period(one)}</option>)}
        </select>
      </div>
      {form.subjects.length + Number(hasProvince) > 1 && (
        <div class="field">
          <label for="subject">{t.subject}</label>
          <p class="hint" id="subject-hint">{t.subjectHint}</p>
          <select id="subject" aria-describedby="subject-hint" value={isOneOfThem ? subject : ''} onChange={(event) => ask({ subject: event.currentTarget.value })}>
            {hasProvince && <option value="" selected={!isOneOfThem}>{t.wholeProvince}</option>}
            <optgroup label={t.communes}>{form.subjects.map((one) => <option key={one.code} value={one.code} selected={one.code === subject} lang="vi">{one.full_name}</option>)}</optgroup>
          </select>
        </div>
      )}
    </div>
  );
}

function About({ form, value }: { form: EntryForm; value: number | null }) {
  const t = formsWords().figure, method = indicatorWords().method, { indicator, standing } = form.view;
  return (
    <aside class="work-side" aria-label={t.compare}>
      <section>
        <PartHeading>{checksWords().chart}</PartHeading>
        <EntryChart view={form.view} course={standing.trail.map((one) => ({ on: one.on, value: one.value, name: period(one.period) }))} period={form.period} value={value} label={checksWords().chartLabel(titleText(indicator), value === null ? '–' : indicator.kind === 'level' ? levelWord(indicator, value) : entryText({ kind: 'figure', value, text: '' }, indicator.unit))} />
      </section>
      {(indicator.definition || indicator.note) && (
        <section>
          <PartHeading>{t.about}</PartHeading>
          {indicator.definition && <p><Vi>{indicator.definition}</Vi></p>}
          {indicator.note && <p class="quiet"><Vi>{indicator.note}</Vi></p>}
        </section>
      )}
      <p><a href="/gioi-thieu#cach-do">{method.more} <Icon of={arrow} size={16} /></a></p>
    </aside>
  );
}

interface DeskProps {
  form: EntryForm;
  ask: Ask;
  start: FigureTyped;
  draftKey: string;
  rounds: Rounds;
}

/** One period's figure at work. */
function Desk({ form, ask, start, draftKey, rounds }: DeskProps) {
  const t = formsWords(), { indicator } = form.view;
  const about = { title: `${indicator.short_title || indicator.title}, ${period(form.period)}`, href: hrefOfForm(form) };
  const draft = useDraft<FigureTyped>(draftKey, about, () => start), queued = outgoingOf(draftKey);
  const sent = useSignal<Submission | null>(null), isBegun = draft.keptAt.value !== null;
  const change = (part: Partial<FigureTyped>) => draft.change(isBegun ? part : { seen: form.held?.revision ?? 0, ...part });
  const arrived = (one: Submission) => {
    draft.drop();
    sent.value = one;
    forgetLoaded();
  };
  const discard = () => {
    if (queued) void takeOut(queued.key);
    draft.drop();
    rounds.restart();
  };
  const late = arrivedOf('POST /strategy/figures', draftKey);
  useEffect(() => {
    if (late && sent.peek() === null) arrived(late);
  }, [late]);
  const shown = sent.value ?? (isBegun ? null : form.waiting), value = shown ? shown.value : figureValue(indicator, draft.typed.value);
  return (
    <>
      <FigureHead form={form} />
      <Compare view={form.view} period={form.period} value={value} label={shown ? checksWords().submitted : t.figure.yours} before={form.before === null ? null : { value: form.before, period: form.before_period }} held={form.held?.value ?? null} />
      {form.view.standing.is_sample && <SampleLine />}
      <div class="work-body">
        <div class="work-main">
          {sent.value
            ? <SentEntry sent={sent.value} unit={indicator.unit} view={form.view} withdrawn={rounds.takenBack} />
            : queued?.state === 'waiting' ? <Queued item={queued} /> : (
              <>
                <Which form={form} ask={ask} />
                <Refused item={queued} />
                <FigureForm form={form} about={{ ...about, draft: draftKey }} draft={draft} isBegun={isBegun} change={change} discard={discard} sent={arrived} withdrawn={rounds.takenBack} />
              </>
            )}
        </div>
        <About form={form} value={value} />
      </div>
    </>
  );
}

/** Begins with what came back or was taken back, so that it can be corrected. */
function FigureDesk({ form: loaded, ask, files }: Pick<DeskProps, 'form' | 'ask'> & { files: readonly File[] }) {
  const t = formsWords(), account = me.value?.account ?? '', rounds = useRounds(), { back } = rounds, form = withoutTakenBack(loaded, back);
  if (form.periods.length === 0) return <><FigureHead form={form} /><p class="empty">{t.figure.noPeriod}</p></>;
  const earlier = back?.one ?? form.returned ?? form.waiting, start = earlier ? figureFrom(form, earlier, back?.files ?? files, account) : blankFigure(form);
  return (
    <>
      {back && <Notice tone="good" icon={undo} title={t.waiting.withdrawn} takesFocus />}
      <Desk key={rounds.round} form={form} ask={ask} start={start} draftKey={figureKey(me.value?.username ?? '', form.view.indicator.code, form.view.standing.subject, form.period)} rounds={rounds} />
    </>
  );
}

/** The files of an entry that came back or waits are fetched before the form begins with them. */
function Start({ form, ask }: Pick<DeskProps, 'form' | 'ask'>) {
  const earlier = form.returned ?? form.waiting, page = useLoaded('GET /strategy/submissions/{id}', earlier ? { id: earlier.id } : null), isReady = useRef(false);
  if (!page.isLoading) isReady.current = true;
  if (!isReady.current) return <><FigureHead form={form} /><p class="quiet">{commonWords().loading}</p></>;
  return <FigureDesk form={form} ask={ask} files={page.data?.files ?? []} />;
}

/** `form` is what is known of the figure. */
export function FigureEntry({ form, ask }: Pick<DeskProps, 'form' | 'ask'>) {
  return <Start key={`${form.view.standing.subject} ${form.period}`} form={form} ask={ask} />;
}
