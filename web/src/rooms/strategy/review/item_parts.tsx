// What an item says, at a glance: who, by when, how much; and what it lacks.
// SPDX-License-Identifier: Apache-2.0
import alert from 'icon:triangle-alert';
import { useSignal } from '@preact/signals';
import type { DraftGap, DraftItem } from '../../../api/types';
import { date, isPercent, NARROW, NO_BREAK, number } from '../../../lib/format';
import { Icon } from '../../../ui/icon';
import { Vi } from '../../../ui/text';
import { commonWords } from '../../../words/vi/common';
import { reviewWords } from '../../../words/vi/review';
import { cellText } from '../difference';
import { useAgencies } from './agencies';
import { gapText } from './gaps';
import { AgencyPicker } from './picker';
import { ruleText } from './typed';
import type { Review } from './store';

const unitText = (unit: string): string => (unit === '' ? '' : (isPercent(unit) ? NARROW : NO_BREAK) + unit);

export function Targets({ item }: { item: DraftItem }) {
  const { targets, unit } = item.fields;
  if (targets.length === 0) return null;
  return (
    <ul class="item-targets" aria-label={reviewWords().targets}>
      {targets.map((one, i) => <li key={i}><span>{one.year || '–'}</span> <b>{one.text ? <Vi>{one.text}</Vi> : cellText({ operator: one.operator || '=', low: one.low, high: one.high, text: '' })}{one.text ? '' : <Vi>{unitText(unit)}</Vi>}</b></li>)}
    </ul>
  );
}

function dueText(item: DraftItem): string {
  const t = reviewWords().form, { due, timing } = item.fields;
  if (due) return date(due);
  return timing === 'yearly' || timing === 'standing' ? t.timings[timing] : '';
}

/** One line under the title. */
export function Glance({ item, gaps }: { item: DraftItem; gaps: readonly DraftGap[] }) {
  const t = reviewWords(), { names } = useAgencies(), { assignments, who, who_named: named } = item.fields;
  const lead = assignments.find((one) => one.role === 'lead'), others = assignments.length - (lead ? 1 : 0), due = item.kind === 'task' ? dueText(item) : '';
  const whoText = item.kind === 'duty' ? names.get(who) ?? named : lead ? names.get(lead.agency) ?? lead.named : '';
  return (
    <p class="item-glance">
      {whoText && <span><Vi>{whoText}</Vi>{others > 0 && ` +${number(others, 0)}`}</span>}
      {due && <span>{t.due}: {due}</span>}
      {item.kind === 'indicator' && <Targets item={item} />}
      {gaps.length > 0 && <span class="item-lacks"><Icon of={alert} size={14} />{t.gapsMore(number(gaps.length, 0), gaps.length)}</span>}
    </p>
  );
}

interface Named {
  named: string;
  agency: string;
  /** On the day of issue it was an agency, which nobody followed. */
  wasKnown: boolean;
}

function AgencyChip({ one, isUnknown, open }: { one: { named: string; agency: string }; isUnknown: boolean; open: () => void }) {
  const t = reviewWords(), { names } = useAgencies(), name = names.get(one.agency);
  if (isUnknown) return <button type="button" class="agency-chip is-unknown" aria-label={t.picker.open(one.named)} onClick={open}><Vi>{one.named}</Vi> <small>? {t.unknownAgency}</small></button>;
  return <span class="agency-chip" title={one.named}><Vi>{name ?? one.named}</Vi></span>;
}

/** Agencies by role; whoever is not known yet is asked for. */
export function Agencies({ item, review }: { item: DraftItem; review: Review }) {
  const t = reviewWords(), asks = useSignal(''), isOpen = review.isOpen.value, { assignments, who, who_named: whoNamed, to, to_named: toNamed } = item.fields;
  const groups: (readonly [string, readonly Named[]])[] = item.kind === 'duty'
    ? [[t.fields.who, who || whoNamed ? [{ named: whoNamed, agency: who, wasKnown: false }] : []], [t.fields.to, to || toNamed ? [{ named: toNamed, agency: to, wasKnown: false }] : []]]
    : (['lead', 'support', 'monitor'] as const).map((role) => [commonWords().role[role], assignments.filter((one) => one.role === role).map((one) => ({ named: one.named, agency: one.agency, wasKnown: one.then !== '' }))] as const);
  const shown = groups.filter(([, all]) => all.length > 0);
  if (shown.length === 0) return null;
  return (
    <div class="item-agencies">
      <dl>
        {shown.map(([word, all]) => (
          <div key={word}><dt>{word}</dt><dd>{all.map((one, i) => <AgencyChip key={i} one={one} isUnknown={isOpen && one.agency === '' && !one.wasKnown && one.named !== ''} open={() => { asks.value = one.named; }} />)}</dd></div>
        ))}
      </dl>
      {asks.value !== '' && <AgencyPicker review={review} named={asks.value} close={() => { asks.value = ''; }} />}
    </div>
  );
}

export function Facts({ item }: { item: DraftItem }) {
  const t = reviewWords(), { product, due_rule: rule, number: named, issued_on: issued } = item.fields, due = item.kind === 'task' ? dueText(item) : '';
  const facts: (readonly [string, string])[] = [];
  if (due) facts.push([t.due, due]);
  if (item.kind === 'duty' && rule) facts.push([t.form.dueDay, ruleText(rule).day]);
  if (product && (item.kind === 'task' || item.kind === 'duty')) facts.push([t.product, product]);
  if (item.kind === 'basis' && named) facts.push([t.fields.number, issued ? `${named}, ${date(issued)}` : named]);
  if (facts.length === 0) return null;
  return <dl class="item-facts">{facts.map(([word, value]) => <div key={word}><dt>{word}</dt><dd><Vi>{value}</Vi></dd></div>)}</dl>;
}

export function Gaps({ gaps }: { gaps: readonly DraftGap[] }) {
  if (gaps.length === 0) return null;
  return (
    <div class="item-gaps">
      <p class="label"><Icon of={alert} size={15} />{reviewWords().gapsTitle}</p>
      <ul>{gaps.map((one, i) => <li key={i}>{gapText(one)}</li>)}</ul>
    </div>
  );
}
