// The filters of the list of tasks: all of them live in the address, by the names that the server knows.
// SPDX-License-Identifier: Apache-2.0
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Input } from '../../api/client';
import type { AgencyTasks, AssignmentRole, PlanDocument, Section, TaskOrder, TaskPageList, TaskStatus, Timing } from '../../api/types';
import { query, setQuery } from '../../lib/address';
import { number } from '../../lib/format';
import { language } from '../../lib/i18n';
import { FilterPanel, FilterSelect, FilterTokens, type Choice, type Token } from '../../ui/filters';
import { statusWord } from '../../ui/mark';
import { commonWords } from '../../words/vi/common';
import { measureWords } from '../../words/vi/measure';
import { tasksWords } from '../../words/vi/tasks';
import { shortCitation } from './reading';

const NAMES = ['document', 'section', 'agency', 'role', 'status', 'timing', 'q'] as const;
type Name = (typeof NAMES)[number];

const WORDS_MAX = 100, PAUSE_MS = 350;

/** What the address asks for. */
export function filterOf(values: Record<string, string>): Input<'GET /strategy/tasks'> {
  const page = Number(values.page);
  return {
    document: values.document, section: values.section, agency: values.agency, q: values.q?.trim(),
    role: values.role as AssignmentRole | undefined, status: values.status as TaskStatus | undefined, timing: values.timing as Timing | undefined, sort: values.sort as TaskOrder | undefined,
    ...(Number.isInteger(page) && page > 0 && { page }),
  };
}

/** Another filter begins at the first page. */
export const setFilter = (changes: Partial<Record<Name | 'sort', string>>, replaces = false): void => setQuery({ ...changes, page: '' }, { replaces });
/** The order goes too: a wrong one in an old link is refused as a wrong filter is. */
export const dropFilters = (): void => setFilter(Object.fromEntries([...NAMES, 'sort' as const].map((name) => [name, ''])));

const numberOf = (documents: readonly PlanDocument[], code: string): string => documents.find((one) => one.code === code)?.number ?? code;

/** A choice that would find nothing is left out, unless it is the one that was made. */
const offered = (choices: readonly Choice[], chosen: string): Choice[] => choices.filter((one) => one.count !== undefined || one.value === chosen);

/** "III.2 Hạ tầng (12)", indented as deep as it lies. */
function sectionChoices(list: TaskPageList): Choice[] {
  const sections = list.sections.filter((one) => one.kind !== 'objectives'), byCode = new Map(sections.map((one) => [one.code, one]));
  const counts = new Map(list.by_section.map((one) => [one.section, number(one.count, 0)]));
  const depth = (one: Section): number => (byCode.has(one.parent) ? 1 + depth(byCode.get(one.parent)!) : 0);
  return sections.map((one) => ({
    value: one.code,
    name: `${'\u2003'.repeat(depth(one))}${shortCitation(one.citation)}. ${one.title}`,
    group: numberOf(list.documents, one.document),
    count: counts.get(one.code),
  }));
}

function agencyChoices(list: TaskPageList, chosen: string): Choice[] {
  const t = tasksWords().agencyGroups;
  const groupOf = (one: AgencyTasks): string => (one.kind === 'commune' ? t.commune : one.level === 'province' ? t.province : t.other);
  const choices = list.by_agency.map((one) => ({ value: one.agency, name: one.name, group: groupOf(one), count: number(one.count, 0) }));
  const missing = chosen === '' || choices.some((one) => one.value === chosen) ? [] : [{ value: chosen, name: agencyName(list, chosen) }];
  return [...missing, ...[t.province, t.other, t.commune].flatMap((group) => choices.filter((one) => one.group === group))];
}

function timingChoices(list: TaskPageList | null): Choice[] {
  const words = measureWords().timing;
  return (['dated', 'yearly', 'standing'] as const).map((one) => ({ value: one, name: words[one], count: list && list.by_timing[one] > 0 ? number(list.by_timing[one], 0) : undefined }));
}

/** Words go into the address when typing pauses, or at once with Enter. */
function useWords() {
  const held = query.value.q ?? '', typed = useSignal(held), sent = useRef(held), timer = useRef(0);
  useEffect(() => {
    if (held !== sent.current) typed.value = held; // back, forward, or a token that was taken off
    sent.current = held;
  }, [held]);
  const apply = () => {
    clearTimeout(timer.current);
    const wanted = typed.peek().trim();
    if (wanted === (query.peek().q ?? '')) return;
    sent.current = wanted;
    setFilter({ q: wanted }, true);
  };
  const type = (text: string) => {
    typed.value = text;
    clearTimeout(timer.current);
    timer.current = window.setTimeout(apply, PAUSE_MS);
  };
  return { typed: typed.value, type, apply };
}

interface Props {
  list: TaskPageList | null;
}

export function TaskFilters({ list }: Props) {
  const t = tasksWords(), values = query.value, words = useWords();
  const chosen = (name: Name): string => values[name] ?? '';
  const choose = (name: Name) => (value: string) => setFilter({ [name]: value, ...(name === 'document' && { section: '' }), ...(name === 'agency' && value === '' && { role: '' }) });
  const held = chosen('agency');
  const documents = (list?.documents ?? []).map((one) => ({ value: one.code, name: `${commonWords().documentKind[one.kind]} ${one.number}` }));
  const roles = commonWords().role, viOnly = language.value === 'en' ? 'vi' : undefined;
  return (
    <FilterPanel title={t.filters} count={NAMES.filter((name) => chosen(name) !== '').length} apply={words.apply}>
      <div class="filter">
        <label for="f-q">{t.words}</label>
        <input id="f-q" type="search" value={words.typed} maxLength={WORDS_MAX} autocomplete="off" spellcheck={false} enterkeyhint="search" aria-describedby="f-q-hint" onInput={(event) => words.type(event.currentTarget.value)} />
        <p class="hint" id="f-q-hint">{t.wordsHint}</p>
      </div>
      {documents.length > 1 && <FilterSelect id="f-document" label={t.document} any={t.anyDocument} chosen={chosen('document')} choose={choose('document')} choices={documents} />}
      <FilterSelect id="f-section" label={t.section} any={t.anySection} chosen={chosen('section')} choose={choose('section')} choices={list ? offered(sectionChoices(list), chosen('section')) : []} lang={viOnly} />
      <FilterSelect id="f-agency" label={t.agency} any={t.anyAgency} chosen={held} choose={choose('agency')} choices={list ? agencyChoices(list, held) : []} lang={viOnly} />
      {held !== '' && <FilterSelect id="f-role" label={t.role} any={t.anyRole} chosen={chosen('role')} choose={choose('role')} choices={(['lead', 'support', 'monitor'] as const).map((one) => ({ value: one, name: roles[one] }))} />}
      <FilterSelect id="f-timing" label={t.timing} any={t.anyTiming} chosen={chosen('timing')} choose={choose('timing')} choices={offered(timingChoices(list), chosen('timing'))} />
      <button class="button filters-apply" type="submit">{t.apply}{list && ` (${number(list.total, 0)})`}</button>
    </FilterPanel>
  );
}

function agencyName(list: TaskPageList | null, code: string): string {
  const counted = list?.by_agency.find((one) => one.agency === code);
  if (counted) return counted.name;
  for (const view of list?.tasks ?? []) {
    const found = view.assignments.find((one) => one.agency === code);
    if (found) return found.agency_name;
  }
  return code;
}

function textOf(name: Name, value: string, list: TaskPageList | null): string {
  if (name === 'document') return numberOf(list?.documents ?? [], value);
  if (name === 'section') return shortCitation(list?.sections.find((one) => one.code === value)?.citation ?? value);
  if (name === 'agency') return agencyName(list, value);
  if (name === 'role') return value in commonWords().role ? commonWords().role[value as AssignmentRole] : value;
  if (name === 'timing') return value in measureWords().timing ? measureWords().timing[value as Timing] : value;
  return name === 'status' ? statusWord(value as TaskStatus) ?? value : value;
}

/** What is filtered by, each to be taken off. */
export function TaskTokens({ list }: Props) {
  const t = tasksWords();
  const names: Record<Name, string> = { document: t.document, section: t.section, agency: t.agency, role: t.role, status: t.byStatusShort, timing: t.timing, q: t.words };
  const tokens: Token[] = NAMES.filter((name) => (query.value[name] ?? '') !== '').map((name) => ({
    key: name, name: names[name], text: textOf(name, query.value[name] ?? '', list),
    drop: () => setFilter({ [name]: '', ...(name === 'agency' && { role: '' }), ...(name === 'document' && { section: '' }) }),
  }));
  return <FilterTokens label={t.chosen} tokens={tokens} dropWord={t.drop} allWord={t.dropAll} dropAll={dropFilters} />;
}
