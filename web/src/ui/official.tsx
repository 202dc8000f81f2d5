// The strip at the very top: whose site this is, how to tell, and the two languages.
// SPDX-License-Identifier: Apache-2.0
import { chooseLanguage, language, type Language } from '../lib/i18n';
import { place, site } from '../lib/site';
import { commonWords } from '../words/vi/common';

const STAR = 'M12 1.5l2.7 7.6 8 .2-6.4 4.9 2.3 7.8L12 17.4 5.4 22l2.3-7.8L1.3 9.3l8-.2z';
const names: Record<Language, { long: string; short: string }> = { vi: { long: 'Tiếng Việt', short: 'VI' }, en: { long: 'English', short: 'EN' } };

export function LanguageSwitch() {
  return (
    <div class="languages" role="group" aria-label={commonWords().languages}>
      {(['vi', 'en'] as const).map((one) => (
        <button key={one} type="button" lang={one} aria-label={`${names[one].short} – ${names[one].long}`} aria-pressed={language.value === one} onClick={() => void chooseLanguage(one).catch(() => undefined)}>
          <span class="wide-only">{names[one].long}</span>
          <span class="narrow-only" aria-hidden="true">{names[one].short}</span>
        </button>
      ))}
    </div>
  );
}

/** The skip link moves the focus itself: the fragment of the address belongs to the page's own views. */
export function SkipLink() {
  const skip = (event: Event) => {
    event.preventDefault();
    const main = document.getElementById('main');
    main?.focus();
    main?.scrollIntoView();
  };
  return <a class="skip" href="#main" onClick={skip}>{commonWords().skip}</a>;
}

export function Official() {
  const t = commonWords(), short = site.is_official ? t.officialShort : t.trialShort;
  return (
    <section class="official" aria-label={short}>
      <div class="within">
        <details>
          <summary>
            <svg width="15" height="15" viewBox="0 0 24 24" fill="#e0a92e" aria-hidden="true"><path d={STAR} /></svg>
            <span class="wide-only">{site.is_official ? t.official(place()) : t.trial(place())}</span>
            <span class="narrow-only">{short}</span>
            <u class="wide-only">{t.howToTell}</u>
          </summary>
          <p>{t.howToTellText}</p>
        </details>
        <LanguageSwitch />
      </div>
    </section>
  );
}
