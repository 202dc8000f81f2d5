// What stands around every public page.
// SPDX-License-Identifier: Apache-2.0
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { contact, place, site } from '../lib/site';
import { commonWords } from '../words/vi/common';
import { Header, type PublicPlace } from './header';
import { Official, SkipLink } from './official';
import { Vi } from './text';

/** The tab's title: the page's own words first. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = title ? `${title} – ${site.name}` : site.name;
  }, [title]);
}

function Footer() {
  const t = commonWords();
  return (
    <footer class="footer">
      <div class="within">
        <p><b>{t.committee(place())}</b><br />{contact() && <>{t.footer.contact(contact())}<br /></>}<small>{t.footer.software}</small></p>
        <ul>
          <li><a href="/gioi-thieu">{t.footer.about}</a></li>
          <li><a href="/gioi-thieu#cach-do">{t.footer.rules}</a></li>
          <li><a href="/xep-hang">{t.footer.rankings}</a></li>
          <li><a href="/ke-hoach-nam">{t.footer.annual}</a></li>
          <li><a href="/kinh-phi">{t.footer.money}</a></li>
          <li><a href="/ket-qua">{t.footer.results}</a></li>
          <li><a href="/che-do-bao-cao">{t.footer.regimes}</a></li>
          <li><a href="/lich">{t.footer.calendar}</a></li>
          <li><a href="/gioi-thieu#tro-nang">{t.footer.access}</a></li>
          <li><a href="/gioi-thieu#giay-phep">{t.footer.licences}</a></li>
          <li><a href="/tuong">{t.footer.wall}</a></li>
        </ul>
      </div>
    </footer>
  );
}

interface Props {
  here: PublicPlace;
  title: string;
  /** Pages with a search box of their own leave the head's out. */
  hasSearch?: boolean;
  children: ComponentChildren;
}

export function Frame({ here, title, hasSearch = true, children }: Props) {
  useTabTitle(title);
  return (
    <>
      <SkipLink />
      <Official />
      <Header here={here} hasSearch={hasSearch} />
      <main id="main" tabIndex={-1}>{children}</main>
      <Footer />
    </>
  );
}

/** Address, word, and whether the word is Vietnamese in every language. */
export type Step = [href: string, word: string, isVietnamese?: boolean];

/** Where a page stands among the others. */
export function Trail({ steps }: { steps: Step[] }) {
  return (
    <nav class="trail" aria-label={commonWords().breadcrumb}>
      <ol>{steps.map(([href, word, isVietnamese]) => <li key={href}><a href={href}>{isVietnamese ? <Vi>{word}</Vi> : word}</a></li>)}</ol>
    </nav>
  );
}
