// Filters beside a list: always there where there is room, behind a button on phones; what is chosen can be taken off one by one.
// SPDX-License-Identifier: Apache-2.0
import cross from 'icon:x';
import sliders from 'icon:sliders-horizontal';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Icon } from './icon';

interface PanelProps {
  title: string;
  /** How many filters are on: told on the phone's button. */
  count: number;
  apply: () => void;
  children: ComponentChildren;
}

export function FilterPanel({ title, count, apply, children }: PanelProps) {
  const isOpen = useSignal(false);
  const submit = (event: Event) => {
    event.preventDefault();
    apply();
    isOpen.value = false;
  };
  return (
    <div class="filters">
      <button class="button is-quiet filters-toggle" type="button" aria-expanded={isOpen.value} aria-controls="filters" onClick={() => { isOpen.value = !isOpen.value; }}>
        <Icon of={sliders} size={18} />{title}{count > 0 && <b class="count">{count}</b>}
      </button>
      <form id="filters" class={isOpen.value ? 'filters-form is-open' : 'filters-form'} role="search" aria-label={title} onSubmit={submit} noValidate>{children}</form>
    </div>
  );
}

export interface Choice {
  value: string;
  name: string;
  group?: string;
  /** How many things there are behind it. */
  count?: string;
}

interface SelectProps {
  id: string;
  label: string;
  /** The word for no choice. */
  any: string;
  choices: readonly Choice[];
  chosen: string;
  choose: (value: string) => void;
  lang?: string;
}

/** Groups stand in the order in which they first occur. */
export function FilterSelect({ id, label, any, choices, chosen, choose, lang }: SelectProps) {
  const groups = [...new Set(choices.map((one) => one.group ?? ''))];
  const options = (group: string) => choices.filter((one) => (one.group ?? '') === group).map((one) => <option key={one.value} value={one.value} selected={one.value === chosen} lang={lang}>{one.count ? `${one.name} (${one.count})` : one.name}</option>);
  return (
    <div class="filter">
      <label for={id}>{label}</label>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
        <option value="">{any}</option>
        {groups.map((group) => (group === '' ? options('') : <optgroup key={group} label={group}>{options(group)}</optgroup>))}
      </select>
    </div>
  );
}

export interface Token {
  key: string;
  /** What it filters by, and by what. */
  name: string;
  text: string;
  drop: () => void;
}

interface TokensProps {
  label: string;
  tokens: readonly Token[];
  dropWord: (text: string) => string;
  allWord: string;
  dropAll: () => void;
}

export function FilterTokens({ label, tokens, dropWord, allWord, dropAll }: TokensProps) {
  if (tokens.length === 0) return null;
  return (
    <ul class="tokens" aria-label={label}>
      {tokens.map((one) => (
        <li key={one.key}>
          <button type="button" class="token" aria-label={dropWord(`${one.name}: ${one.text}`)} onClick={one.drop}><span><small>{one.name}</small> {one.text}</span><Icon of={cross} size={16} /></button>
        </li>
      ))}
      <li><button type="button" class="link" onClick={dropAll}>{allWord}</button></li>
    </ul>
  );
}
