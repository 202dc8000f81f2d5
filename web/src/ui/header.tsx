// The head of public pages: name, navigation, search, account; folded into one menu on phones.
// SPDX-License-Identifier: Apache-2.0
import chevron from 'icon:chevron-down';
import menu from 'icon:menu';
import search from 'icon:search';
import user from 'icon:user';
import { useEffect, useRef } from 'preact/hooks';
import { may, me, refreshMe, signOut } from '../lib/person';
import { site } from '../lib/site';
import { commonWords } from '../words/vi/common';
import { Brand } from './brand';
import { Icon } from './icon';
import { Vi } from './text';

export type PublicPlace = 'progress' | 'plan' | 'tasks' | 'agencies' | 'map' | 'rankings' | 'other';

const links: [Exclude<PublicPlace, 'other'>, string][] = [['progress', '/'], ['plan', '/ke-hoach'], ['tasks', '/nhiem-vu'], ['agencies', '/co-quan'], ['map', '/ban-do'], ['rankings', '/xep-hang']];

function Links({ here }: { here: PublicPlace }) {
  const t = commonWords();
  return (
    <ul>
      {links.map(([place, href]) => (
        <li key={place}><a href={href} aria-current={place === here ? 'page' : undefined}>{t.nav[place]}</a></li>
      ))}
    </ul>
  );
}

export function SearchBox({ id, value = '' }: { id: string; value?: string }) {
  const t = commonWords();
  return (
    <form class="search-box" role="search" action="/tim" method="get" aria-label={t.search}>
      <label class="unseen" for={id}>{t.searchLabel}</label>
      <input id={id} name="q" type="search" defaultValue={value} placeholder={t.searchLabel} maxLength={100} autocomplete="off" spellcheck={false} enterkeyhint="search" />
      <button type="submit" aria-label={t.search}><Icon of={search} size={18} /></button>
    </form>
  );
}

/** A <details> that closes on Escape and when something else is chosen. */
export function useFoldAway() {
  const box = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      if (box.current?.open && !box.current.contains(event.target as Node)) box.current.open = false;
    };
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !box.current?.open) return;
      box.current.open = false;
      box.current.querySelector('summary')?.focus();
    };
    addEventListener('pointerdown', close);
    addEventListener('focusin', close);
    addEventListener('keydown', escape);
    return () => {
      removeEventListener('pointerdown', close);
      removeEventListener('focusin', close);
      removeEventListener('keydown', escape);
    };
  }, []);
  return box;
}

function WorkLinks() {
  const t = commonWords();
  return (
    <>
      {may('strategy.work') && <li><a href="/viec">{t.myWork}</a></li>}
      {may('strategy.check') && <li><a href="/kiem-tra">{t.check}</a></li>}
      {may('people.own') && <li><a href="/tai-khoan">{t.ownAccount}</a></li>}
      <li><button type="button" onClick={() => void signOut()}>{t.signOut}</button></li>
    </>
  );
}

const signInHref = (): string => `/dang-nhap?next=${encodeURIComponent(location.pathname + location.search + location.hash)}`;

function Account() {
  const t = commonWords(), box = useFoldAway(), person = me.value;
  useEffect(() => {
    if (me.peek()) void refreshMe();
  }, []);
  if (!person) {
    const href = location.pathname === '/dang-nhap' ? '/dang-nhap' : signInHref();
    return <a class="button is-quiet" href={href}><Icon of={user} size={18} />{t.signIn}</a>;
  }
  return (
    <details class="account" ref={box}>
      <summary class="button is-quiet" aria-label={t.account(person.name)}>
        <Icon of={user} size={18} />
        <span class="account-name">{person.name}</span>
        <Icon of={chevron} size={16} />
      </summary>
      <div class="account-list">
        <p><b>{person.name}</b>{person.title && <small><Vi>{person.title}</Vi></small>}</p>
        <ul><WorkLinks /></ul>
      </div>
    </details>
  );
}

function PhoneMenu({ here }: { here: PublicPlace }) {
  const t = commonWords(), box = useFoldAway(), person = me.value;
  return (
    <details class="phone-menu" ref={box}>
      <summary><Icon of={menu} />{t.menu}</summary>
      <div class="phone-menu-body">
        <SearchBox id="search-phone" />
        <nav aria-label={t.menu}><Links here={here} /></nav>
        <ul class="phone-account">{person ? <WorkLinks /> : <li><a href={signInHref()}>{t.signIn}</a></li>}</ul>
      </div>
    </details>
  );
}

export function Header({ here, hasSearch }: { here: PublicPlace; hasSearch: boolean }) {
  const t = commonWords();
  return (
    <header class="header">
      <div class="within">
        <a class="brand" href="/"><Brand /><span><b>{site.name}</b><small>{t.tagline}</small></span></a>
        <nav class="wide-nav" aria-label={t.menu}><Links here={here} /></nav>
        {hasSearch && <div class="wide-search"><SearchBox id="search-head" /></div>}
        <div class="wide-account"><Account /></div>
        <PhoneMenu here={here} />
      </div>
    </header>
  );
}
