// What differs between two states of a plan, in words: grouped by what it is about, old beside new.
// SPDX-License-Identifier: Apache-2.0
import type { ChangedField, PlanChange, PlanPart, PlanVersion, Target } from '../../api/types';
import { date, number } from '../../lib/format';
import { Vi } from '../../ui/text';
import { measureWords } from '../../words/vi/measure';
import { planVersionsWords } from '../../words/vi/plan_versions';

const DAY = /^\d{4}-\d{2}-\d{2}$/, DECIMALS = 6;
const enc = encodeURIComponent;

/** A target in words, without its year. */
export function cellText({ operator, low, high, text }: Pick<Target, 'operator' | 'low' | 'high' | 'text'>): string {
  const t = measureWords(), said = (value: number) => number(value, DECIMALS, 0);
  if (text) return text;
  if (low !== null && high !== null) return t.between(said(low), said(high));
  if (low === null && high === null) return t.emptyTarget;
  if (operator === '>=') return t.atLeast(said(low ?? 0));
  return operator === '<=' ? t.atMost(said(high ?? 0)) : said(low ?? high ?? 0);
}

export function versionWays(one: PlanVersion): string {
  const t = planVersionsWords();
  const by = one.decided_by === '' ? t.unsaid : one.decided_on ? t.byOn(one.decided_by, date(one.decided_on)) : t.by(one.decided_by);
  return `${t.inForce(date(one.in_force_on))}, ${by}`;
}

export const versionHref = (one: PlanVersion): string => `/ke-hoach/phien-ban/${enc(one.document)}/${one.number}`;

export function VersionLink({ version }: { version: PlanVersion }) {
  return <><a href={versionHref(version)}>{planVersionsWords().version(String(version.number))}</a> <span class="quiet">({versionWays(version)})</span></>;
}

const fieldWord = (name: string): string => (planVersionsWords().fields as Record<string, string>)[name === 'then' ? 'agency_then' : name] ?? name;

function valueText({ field }: ChangedField, value: string): string {
  const t = planVersionsWords();
  if (value === '') return t.nothing;
  if (DAY.test(value)) return date(value);
  const words = t.values as Record<string, string>;
  return ['role', 'direction', 'frequency', 'kind', 'timing', 'level', 'rollup', 'operator'].includes(field) ? words[value] ?? value : value;
}

function FieldLine({ one, way }: { one: ChangedField; way: PlanChange['way'] }) {
  const t = planVersionsWords();
  if (way !== 'altered' || one.before === one.after) return <div><dt>{fieldWord(one.field)}</dt><dd><Vi>{valueText(one, one.after || one.before)}</Vi></dd></div>;
  return (
    <div>
      <dt>{fieldWord(one.field)}</dt>
      <dd><span class="unseen">{t.before}: </span><s><Vi>{valueText(one, one.before)}</Vi></s> <span aria-hidden="true">→</span> <span class="unseen">{t.after}: </span><b><Vi>{valueText(one, one.after)}</Vi></b></dd>
    </div>
  );
}

const ORDER: readonly PlanPart[] = ['document', 'section', 'objective', 'indicator', 'target', 'task', 'assignment', 'duty', 'basis'];

/** Nobody wants to read every column of a new row: what says nothing to people is left out. */
const DULL = new Set(['code', 'position', 'citation', 'section', 'short_title', 'title_en', 'parent']);
const shownFields = (one: PlanChange): ChangedField[] => (one.way === 'altered' ? one.fields : one.fields.filter((field) => !DULL.has(field.field) && !(field.field === 'title' && field.after + field.before === one.title)));

function ChangeLine({ one }: { one: PlanChange }) {
  const t = planVersionsWords();
  return (
    <li class={`change is-${one.way}`}>
      <p class="change-head"><span class="change-way">{t.ways[one.way]}</span> <Vi>{one.title}</Vi> <small class="quiet">{one.item}</small></p>
      <dl>{shownFields(one).map((field) => <FieldLine key={field.field} one={field} way={one.way} />)}</dl>
    </li>
  );
}

export function Changes({ changes, level = 2 }: { changes: readonly PlanChange[]; level?: 2 | 3 }) {
  const t = planVersionsWords(), Heading: 'h2' | 'h3' = level === 2 ? 'h2' : 'h3';
  const groups = ORDER.map((part) => [part, changes.filter((one) => one.part === part)] as const).filter(([, found]) => found.length > 0);
  return (
    <div class="changes">
      {groups.map(([part, found]) => (
        <section key={part} aria-labelledby={`changed-${part}`}>
          <Heading id={`changed-${part}`}>{t.parts[part]} <small class="quiet">{number(found.length, 0)}</small></Heading>
          <ul>{found.map((one, i) => <ChangeLine key={`${one.item} ${i}`} one={one} />)}</ul>
        </section>
      ))}
    </div>
  );
}

/** Of an indicator or task that an amendment ended. */
export function ClosedMark({ on }: { on: string | null }) {
  return on === null ? null : <span class="closed-mark">{planVersionsWords().closed(date(on))}</span>;
}

/** On the page of a document: all its versions, the newest first. */
export function Versions({ versions }: { versions: readonly PlanVersion[] }) {
  const t = planVersionsWords();
  return (
    <section class="plan-versions" aria-labelledby="versions">
      <h2 id="versions">{t.title}</h2>
      <p class="quiet">{versions.length < 2 ? t.only : t.lead}</p>
      <ol>
        {versions.map((one, i) => (
          <li key={one.number}>
            <p><b>{t.version(String(one.number))}</b>{i === 0 && <span class="version-now">{t.current}</span>}</p>
            <p class="quiet">{versionWays(one)}</p>
            {one.number > 1 && <p><a href={versionHref(one)} aria-label={t.seeChangesOf(String(one.number))}>{t.seeChanges}</a></p>}
          </li>
        ))}
      </ol>
    </section>
  );
}
