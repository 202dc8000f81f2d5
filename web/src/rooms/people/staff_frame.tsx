// What stands around every page of the staff: where one is, who one is, the way out. A column on wide screens, a bar below on phones.
// SPDX-License-Identifier: Apache-2.0
import activity from 'icon:activity';
import bell from 'icon:bell';
import landmark from 'icon:landmark';
import globe from 'icon:globe';
import handshake from 'icon:handshake';
import shield from 'icon:shield-check';
import userRound from 'icon:user-round';
import users from 'icon:users';
import inbox from 'icon:inbox';
import key from 'icon:key-round';
import listChecks from 'icon:list-checks';
import mail from 'icon:mail';
import menu from 'icon:menu';
import sigma from 'icon:sigma';
import calendarRange from 'icon:calendar-range';
import coins from 'icon:coins';
import combine from 'icon:combine';
import pencil from 'icon:pen-line';
import plug from 'icon:plug';
import workflow from 'icon:workflow';
import network from 'icon:network';
import fileSearch from 'icon:file-search';
import fileText from 'icon:file-text';
import send from 'icon:send';
import type { ComponentChildren } from 'preact';
import { number } from '../../lib/format';
import { useLoaded } from '../../lib/loaded';
import { may, me } from '../../lib/person';
import { site } from '../../lib/site';
import { useUnread } from '../notices/unread';
import { myAgencies, roleWord } from './roles';
import { SignOut } from './sign_out';
import { commonWords } from '../../words/vi/common';
import { noticesWords } from '../../words/vi/notices';
import { staffWords } from '../../words/vi/staff';
import { Brand } from '../../ui/brand';
import { useTabTitle } from '../../ui/frame';
import { useFoldAway } from '../../ui/header';
import { Icon } from '../../ui/icon';
import { KeptBar } from '../../ui/kept_bar';
import { LanguageSwitch, SkipLink } from '../../ui/official';
import { Vi } from '../../ui/text';

export type StaffPlace = 'work' | 'notices' | 'mails' | 'check' | 'consolidation' | 'annual' | 'reports' | 'amendments' | 'drafting' | 'accounts' | 'rights' | 'machines' | 'filling' | 'exchange' | 'traffic' | 'delegations' | 'money' | 'scores' | 'other';

interface Stop {
  name: 'work' | 'notices' | 'mails' | 'check' | 'consolidation' | 'annual' | 'reports' | 'amendments' | 'drafting' | 'sent' | 'agency' | 'accounts' | 'rights' | 'machines' | 'filling' | 'exchange' | 'traffic' | 'delegations' | 'money' | 'scores' | 'public';
  href: string;
  icon: string;
  isHere: boolean;
  count?: number;
  /** What is counted, for who does not see where the number stands. */
  counts?: (n: string, count: number) => string;
  /** On phones there is room for a few: these are under "more". */
  isRare?: boolean;
}

function stops(here: StaffPlace, count: number, unread: number): Stop[] {
  const mine = myAgencies()[0], found: Stop[] = [];
  if (may('strategy.work')) found.push({ name: 'work', href: '/viec', icon: inbox, isHere: here === 'work', count });
  if (may('notices.own')) found.push({ name: 'notices', href: '/thong-bao', icon: bell, isHere: here === 'notices', count: unread, counts: noticesWords().unreadCount });
  if (may('strategy.see_entries')) {
    const isChecker = may('strategy.check');
    found.push({ name: isChecker ? 'check' : 'sent', href: '/kiem-tra', icon: isChecker ? listChecks : send, isHere: here === 'check' });
  }
  if (may('reporting.see')) found.push({ name: 'reports', href: '/bao-cao', icon: fileText, isHere: here === 'reports' });
  if (may('reporting.see_all')) found.push({ name: 'consolidation', href: '/tong-hop', icon: combine, isHere: here === 'consolidation', isRare: true });
  if (may('planning.see')) found.push({ name: 'annual', href: '/ke-hoach-nam/lap', icon: calendarRange, isHere: here === 'annual', isRare: true });
  if (may('planning.see')) found.push({ name: 'amendments', href: '/de-xuat', icon: pencil, isHere: here === 'amendments', isRare: true });
  if (may('strategy.draft')) found.push({ name: 'drafting', href: '/soan-ke-hoach', icon: fileSearch, isHere: here === 'drafting', isRare: true });
  if (mine) found.push({ name: 'agency', href: `/co-quan/${encodeURIComponent(mine)}`, icon: landmark, isHere: false, isRare: true });
  if (may('budget.see_entries')) found.push({ name: 'money', href: '/kinh-phi/nhap', icon: coins, isHere: here === 'money', isRare: true });
  if (may('scoring.see')) found.push({ name: 'scores', href: '/cham-diem', icon: sigma, isHere: here === 'scores', isRare: true });
  if (may('people.manage')) found.push({ name: 'accounts', href: '/quan-tri/tai-khoan', icon: users, isHere: here === 'accounts' });
  if (may('access.read')) found.push({ name: 'rights', href: '/quan-tri/quyen', icon: shield, isHere: here === 'rights', isRare: true });
  if (may('people.machines')) found.push({ name: 'machines', href: '/quan-tri/he-thong', icon: plug, isHere: here === 'machines', isRare: true });
  if (may('exchange.see') || may('exchange.request')) found.push({ name: 'exchange', href: may('exchange.see') ? '/lien-thong' : '/lien-thong/chung-thu', icon: network, isHere: here === 'exchange', isRare: true });
  if (may('filling.see')) found.push({ name: 'filling', href: '/so-lieu-tu-dong', icon: workflow, isHere: here === 'filling', isRare: true });
  if (may('exchange.monitor')) found.push({ name: 'traffic', href: '/lien-thong/theo-doi', icon: activity, isHere: here === 'traffic', isRare: true });
  if (may('notices.see_mails')) found.push({ name: 'mails', href: '/quan-tri/thu', icon: mail, isHere: here === 'mails', isRare: true });
  if (may('access.delegate')) found.push({ name: 'delegations', href: '/uy-quyen', icon: handshake, isHere: here === 'delegations', isRare: true });
  found.push({ name: 'public', href: '/', icon: globe, isHere: false, isRare: true });
  return found;
}

function Badge({ count, counts = staffWords().needs }: Pick<Stop, 'count' | 'counts'>) {
  if (!count) return null;
  return <b class="badge"><span aria-hidden="true">{number(count, 0)}</span><span class="unseen">{counts(number(count, 0), count)}</span></b>;
}

function AgencyOf({ code }: { code: string }) {
  const { data } = useLoaded('GET /reference/agencies/{code}', { code });
  return <Vi>{data?.agency.name ?? code}</Vi>;
}

function WhoAmI() {
  const t = staffWords(), person = me.value;
  if (!person) return null;
  return (
    <div class="who-am-i">
      <p><b>{person.name}</b>{person.is_sample && <span class="sample-tag">{t.sampleAccount}</span>}</p>
      {person.title && <p><Vi>{person.title}</Vi></p>}
      {person.roles.map((one) => (
        <p key={one.role + one.agency + one.acting_for}>{roleWord(one.role)}{one.agency && <>, <AgencyOf code={one.agency} /></>}{one.acting_for && <> (<Vi>{t.actingFor(one.acting_for)}</Vi>)</>}</p>
      ))}
    </div>
  );
}

function Account() {
  const t = staffWords();
  return (
    <div class="staff-account">
      <WhoAmI />
      <p class="staff-links">
        {may('people.own') && <a href="/tai-khoan"><Icon of={key} size={17} />{t.ownAccount}</a>}
        {may('people.own') && <a href="/du-lieu-cua-toi"><Icon of={userRound} size={17} />{t.ownData}</a>}
        <SignOut />
      </p>
      <LanguageSwitch />
    </div>
  );
}

function Side({ list }: { list: readonly Stop[] }) {
  const t = staffWords(), c = commonWords();
  return (
    <header class="staff-side">
      <a class="brand" href={may('strategy.work') ? '/viec' : '/'}><Brand /><span><b>{site.name}</b><small>{c.tagline}</small></span></a>
      <nav aria-label={t.label}>
        <ul>
          {list.map((one) => (
            <li key={one.name}><a href={one.href} aria-current={one.isHere ? 'page' : undefined}><Icon of={one.icon} /><span>{t.nav[one.name]}</span><Badge count={one.count} counts={one.counts} /></a></li>
          ))}
        </ul>
      </nav>
      <Account />
    </header>
  );
}

/** On phones: what is rarely needed is under "more". */
function Bottom({ list }: { list: readonly Stop[] }) {
  const t = staffWords(), box = useFoldAway(), main = list.filter((one) => !one.isRare), rare = list.filter((one) => one.isRare);
  return (
    <nav class="staff-bottom" aria-label={t.label}>
      <ul>
        {main.map((one) => (
          <li key={one.name}><a href={one.href} aria-current={one.isHere ? 'page' : undefined}><Icon of={one.icon} size={22} /><span>{t.shortNav[one.name]}</span><Badge count={one.count} counts={one.counts} /></a></li>
        ))}
        <li>
          <details ref={box}>
            <summary><Icon of={menu} size={22} /><span>{t.shortNav.more}</span></summary>
            <div class="staff-more">
              <p class="staff-links">{rare.map((one) => <a key={one.name} href={one.href} aria-current={one.isHere ? 'page' : undefined}><Icon of={one.icon} size={17} />{t.nav[one.name]}</a>)}</p>
              <Account />
            </div>
          </details>
        </li>
      </ul>
    </nav>
  );
}

interface Props {
  here: StaffPlace;
  title: string;
  /** How much work waits for the reader. */
  count: number;
  children: ComponentChildren;
}

export function StaffFrame({ here, title, count, children }: Props) {
  useTabTitle(count > 0 && here === 'work' ? `(${number(count, 0)}) ${title}` : title);
  const list = stops(here, count, useUnread(here === 'notices'));
  return (
    <div class="staff">
      <SkipLink />
      <Side list={list} />
      <main id="main" tabIndex={-1}><KeptBar />{children}</main>
      <Bottom list={list} />
    </div>
  );
}
